"""The 514 kabupaten and kota with their Kemendagri codes."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kks_desktop.domain.errors import KksError
from kks_desktop.platform.paths import resources


@dataclass(frozen=True, slots=True)
class Province:
    """A province."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A kabupaten or kota; counts of kecamatan and desa/kelurahan by the official codes."""

    code: str
    name: str
    province_code: str
    province_name: str
    districts: int
    villages: int


@cache
def _tables() -> tuple[tuple[Province, ...], tuple[Region, ...]]:
    path = resources() / "regions" / "regions.json"
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        provinces = tuple(Province(p["code"], p["name"]) for p in table["provinces"])
        names = {p.code: p.name for p in provinces}
        regions = tuple(
            Region(
                r["code"], r["name"], r["code"][:2], names[r["code"][:2]], r["kecamatan"], r["desa"]
            )
            for r in table["regencies"]
        )
    except (OSError, ValueError, LookupError, TypeError) as cause:
        raise KksError(
            "Daftar wilayah pada program ini rusak; pasang ulang program ini."
        ) from cause
    return provinces, regions


def provinces() -> tuple[Province, ...]:
    """Every province in order of code."""
    return _tables()[0]


def regions() -> tuple[Region, ...]:
    """Every kabupaten and kota in order of code."""
    return _tables()[1]


def region(code: str) -> Region | None:
    """The region with this code."""
    return next((r for r in regions() if r.code == code), None)


def province(code: str) -> Province | None:
    """The province with this code."""
    return next((p for p in provinces() if p.code == code), None)


class Unit(NamedTuple):
    """A kecamatan, desa or kelurahan by its official code."""

    code: str
    name: str


def districts_of(region_code: str) -> list[Unit]:
    """The kecamatan of a kabupaten/kota in order of code."""
    return _units("districts.csv", region_code)


def villages_of(region_code: str) -> list[Unit]:
    """The desa and kelurahan of a kabupaten/kota in order of code."""
    return _units("villages.csv", region_code)


def _units(name: str, region_code: str) -> list[Unit]:
    """The lines of an official list that belong to a region; the rest is not even parsed."""
    try:
        text = (resources() / "regions" / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line.startswith(f"{region_code}.")]
        return [Unit(row[0], row[2]) for row in csv.reader(lines)]
    except (OSError, ValueError, IndexError) as cause:
        raise KksError(
            "Daftar wilayah pada program ini rusak; pasang ulang program ini."
        ) from cause


def search_regions(text: str, limit: int = 20) -> list[Region]:
    """Regions in whose name each word of ``text`` begins a word; code digits work too.

    Names that begin with what was typed come first, then kota and kabupaten by name.
    """
    words = text.lower().replace("kab.", "kabupaten ").split()
    if not words:
        return []
    found = [r for r in regions() if _matches(r, words)]
    found.sort(key=lambda r: (not _bare(r.name).startswith(" ".join(words)), _bare(r.name), r.name))
    return found[:limit]


def _bare(name: str) -> str:
    return (
        name.lower().removeprefix("kabupaten ").removeprefix("kota ").removeprefix("administrasi ")
    )


def _matches(found: Region, words: list[str]) -> bool:
    parts = f"{found.name} {found.province_name}".lower().split()
    return all(found.code.startswith(w) or any(part.startswith(w) for part in parts) for w in words)
