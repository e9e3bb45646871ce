"""What the page of problems says and lets through; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.registers import REGISTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.domain.problems.model import Problem

BLOCKS, WARNS = "Menghalangi kirim", "Perlu dilihat"
KELEMBAGAAN, ELSEWHERE = "kelembagaan", "lainnya"

_PLACES = {
    "profil": "Profil",
    "penilaian": "Kategori usulan",
    "data_dasar": "Data dasar",
    "odf": "Desa/Kel & ODF",
    "paripurna": "Kelembagaan · Wistara Paripurna",
    "opd": "OPD",
    "bukti": "Bukti",
}


def severity_words(problem: Problem) -> str:
    """Whether it blocks sending or only warns."""
    return BLOCKS if problem.hard else WARNS


def place_words(problem: Problem, instrument: Instrument) -> str:
    """Where a problem is put right: ``Tatanan 1 · 1.06 Prevalensi stunting``."""
    indicator = instrument.by_code.get(problem.code)
    if indicator is not None and problem.tatanan is not None:
        return f"Tatanan {problem.tatanan} · {problem.code} {indicator.title}"
    if indicator is not None:
        return f"Kelembagaan · {problem.code} {indicator.component}"
    name = problem.code.partition(":")[0]
    register = REGISTERS.get(name)
    return f"Register · {register.title}" if register else _PLACES.get(name, problem.code)


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is let through; an empty part lets all through."""

    tatanan: str = ""
    agency: str = ""
    kind: str = ""
    severity: str = ""
    text: str = ""

    def passes(self, problem: Problem, place: str) -> bool:
        """Whether a problem is listed."""
        return (
            (not self.tatanan or self.tatanan == tatanan_key(problem))
            and (not self.agency or self.agency in problem.agencies)
            and (not self.kind or self.kind == problem.kind)
            and (not self.severity or self.severity == severity_words(problem))
            and self._has_words(problem, place)
        )

    def _has_words(self, problem: Problem, place: str) -> bool:
        words = self.text.casefold().split()
        whole = f"{problem.sentence} {place}".casefold() if words else ""
        return all(word in whole for word in words)


def tatanan_key(problem: Problem) -> str:
    """The filter that a problem belongs to: a tatanan's number, kelembagaan, or elsewhere."""
    if problem.tatanan is not None:
        return str(problem.tatanan)
    code = problem.code
    of_bodies = code.startswith(("K.", "lembaga:", "kecamatan:", "desa:", "paripurna"))
    return KELEMBAGAAN if of_bodies else ELSEWHERE


def count_words(found: Sequence[Problem], listed: int) -> str:
    """``12 hal, 2 di antaranya menghalangi kirim``; how many of them are listed."""
    if not found:
        return "Tidak ada yang perlu diperbaiki."
    hard = sum(problem.hard for problem in found)
    words = f"{format_number(len(found))} hal perlu diperbaiki"
    if hard:
        words += f", {format_number(hard)} di antaranya menghalangi kirim"
    shown = "" if listed == len(found) else f" Ditampilkan {format_number(listed)}."
    return f"{words}.{shown}"
