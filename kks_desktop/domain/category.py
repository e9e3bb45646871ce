"""The indicated category: the weakest of ODF, kelembagaan and every tatanan decides.

Juknis Bab II and Tabel 2-3, read as `docs/adr` says: lower bounds only, raw
scores, no rounding. The pleno has the last word, so this is an indication.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kks_desktop.domain.answers import BaseData, Gates, Odf, TopLevelFacts
from kks_desktop.domain.instrument import AwardLevel, Instrument, Tatanan
from kks_desktop.domain.numbers import format_number, percent
from kks_desktop.domain.scoring import Scored

KELEMBAGAAN_PER_BODY = 4
TEAM_DECREE, FORUM_DECREE = "K.01", "K.05"
DISTRICT_DECREES, VILLAGE_DECREES = "K.09", "K.13"


class Condition(StrEnum):
    """The conditions that a category rests on."""

    ODF = "odf"
    KELEMBAGAAN = "kelembagaan"
    TATANAN = "tatanan"
    TOP_LEVEL = "paripurna"


@dataclass(frozen=True, slots=True)
class Blocker:
    """One reason that keeps a category out of reach.

    ``missing`` counts what is lacking: villages, decrees, or points in reachable
    steps; ``None`` where it cannot be counted. ``tatanan`` names the setting.
    """

    condition: Condition
    sentence: str
    missing: int | None = None
    tatanan: int | None = None


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """The indicated category, what prevents the one aimed at, and what was not tested."""

    indicated: str | None
    aim: str | None
    blockers: tuple[Blocker, ...]
    untested: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The blocking reasons as sentences."""
        return tuple(blocker.sentence for blocker in self.blockers)


def indicate(
    instrument: Instrument,
    scores: Mapping[int, int],
    odf: Odf,
    gates: Gates,
    top: TopLevelFacts = TopLevelFacts(),
    target: str | None = None,
) -> CategoryResult:
    """The highest category whose every minimum is met, and what blocks the next.

    ``scores`` are the tatanan totals so far; a tatanan that is absent counts 0.
    """
    indicated: str | None = None
    for level in instrument.levels:
        if any(_level_blockers(instrument, level, scores, odf, gates)):
            break
        indicated = level.key
    if indicated == instrument.top_level.base and not any(_top_blockers(instrument, top)):
        indicated = instrument.top_level.key
    aim = target or _next_above(instrument, indicated)
    keys = instrument.category_keys
    reached = indicated is not None and aim is not None and keys.index(aim) <= keys.index(indicated)
    blockers: tuple[Blocker, ...] = ()
    if aim is not None and not reached:
        blockers = tuple(blockers_of(instrument, aim, scores, odf, gates, top))
    return CategoryResult(indicated, aim, blockers, tuple(_untested(gates)))


def _next_above(instrument: Instrument, indicated: str | None) -> str | None:
    keys = instrument.category_keys
    if indicated is None:
        return keys[0]
    index = keys.index(indicated) + 1
    return keys[index] if index < len(keys) else None


def level_of(instrument: Instrument, key: str) -> AwardLevel:
    """The level whose minimums a category has; the top level has those of its base."""
    base = instrument.top_level.base if key == instrument.top_level.key else key
    return next(level for level in instrument.levels if level.key == base)


def blockers_of(
    instrument: Instrument,
    key: str,
    scores: Mapping[int, int],
    odf: Odf,
    gates: Gates,
    top: TopLevelFacts,
) -> Iterator[Blocker]:
    """Every reason that keeps one category out of reach."""
    yield from _level_blockers(instrument, level_of(instrument, key), scores, odf, gates)
    if key == instrument.top_level.key:
        yield from _top_blockers(instrument, top)


def _level_blockers(
    instrument: Instrument, level: AwardLevel, scores: Mapping[int, int], odf: Odf, gates: Gates
) -> Iterator[Blocker]:
    yield from _odf_blockers(level, odf)
    yield from _gate_blockers(level, gates)
    for tatanan in instrument.tatanan:
        score = scores.get(tatanan.number, 0)
        minimum = len(tatanan.indicators) * level.tatanan_min
        if score < minimum:
            goal = lowest_reachable(tatanan, minimum)
            yield Blocker(
                Condition.TATANAN,
                f"Tatanan {tatanan.number} kurang {format_number(goal - score)} poin: "
                f"skor {format_number(score)}, paling sedikit {format_number(goal)} "
                f"untuk {level.short_name}.",
                goal - score,
                tatanan.number,
            )


def _odf_blockers(level: AwardLevel, odf: Odf) -> Iterator[Blocker]:
    kind = Condition.ODF
    if odf.villages is None or odf.free is None:
        yield Blocker(
            kind, "Jumlah desa/kelurahan dan yang ODF belum lengkap diisi bilangan bulat."
        )
    elif odf.villages == 0:
        yield Blocker(kind, "Jumlah desa/kelurahan 0, sehingga porsi ODF tidak dapat dihitung.")
    elif odf.free > odf.villages:
        yield Blocker(kind, "Desa/kelurahan ODF lebih banyak daripada jumlah desa/kelurahan.")
    elif odf.free * 100 < level.odf_min * odf.villages:
        lacking = _ceiling(level.odf_min * odf.villages, 100) - odf.free
        share = format_number(percent(odf.free, odf.villages) or 0, 2)
        yield Blocker(
            kind,
            f"ODF {share} % ({_of(odf.free, odf.villages)} desa/kelurahan): "
            f"kurang {format_number(lacking)} "
            f"desa/kelurahan untuk {level.odf_min} % ({level.short_name}).",
            lacking,
        )


def _gate_blockers(level: AwardLevel, gates: Gates) -> Iterator[Blocker]:
    kind = Condition.KELEMBAGAAN
    for name, present in (("Tim Pembina", gates.team), ("Forum Kabupaten/Kota", gates.forum)):
        if present is None:
            yield Blocker(kind, f"{name} belum diisi ada atau tidaknya.")
        elif not present:
            yield Blocker(kind, f"{name} belum ada dengan SK yang sah dan berlaku.")
    yield from _share_blockers(
        level, "forum kecamatan", gates.district_decrees, gates.districts, "kecamatan"
    )
    yield from _share_blockers(
        level, "pokja", gates.village_decrees, gates.villages, "desa/kelurahan"
    )
    for name, complete in _table_two(gates):
        if complete is False:
            yield Blocker(kind, f"{name} belum lengkap untuk keempat lembaga (Tabel 2).")


def _table_two(gates: Gates) -> tuple[tuple[str, bool | None], ...]:
    return (
        ("Sekretariat", gates.secretariat),
        ("Rencana kerja dua tahun", gates.work_plan),
        ("Anggaran dua tahun", gates.budget),
    )


def _share_blockers(
    level: AwardLevel, body: str, decrees: int | None, units: int | None, unit: str
) -> Iterator[Blocker]:
    kind = Condition.KELEMBAGAAN
    if decrees is None or units is None:
        yield Blocker(kind, f"Jumlah {unit} dan SK {body} belum lengkap diisi bilangan bulat.")
    elif units == 0:
        yield Blocker(kind, f"Jumlah {unit} 0, sehingga porsi SK {body} tidak dapat dihitung.")
    elif decrees > units:
        yield Blocker(kind, f"SK {body} lebih banyak daripada jumlah {unit}.")
    elif decrees * 100 < level.share_min * units:
        lacking = _ceiling(level.share_min * units, 100) - decrees
        share = format_number(percent(decrees, units) or 0, 2)
        yield Blocker(
            kind,
            f"SK {body} {share} % ({_of(decrees, units)} {unit}): "
            f"kurang {format_number(lacking)} SK "
            f"untuk {level.share_min} % ({level.short_name}).",
            lacking,
        )


def _top_blockers(instrument: Instrument, top: TopLevelFacts) -> Iterator[Blocker]:
    kind = Condition.TOP_LEVEL
    if top.wistara_before is not True:
        state = "belum diisi" if top.wistara_before is None else "tidak diraih"
        yield Blocker(kind, f"Wistara pada penilaian sebelumnya {state}.")
    rules = instrument.top_level
    yield from _count_blockers(
        "Capaian IP SPM", "bidang", top.service_fields, len(rules.service_fields)
    )
    yield from _count_blockers(
        "Syarat inovasi", "kriteria", top.innovation_criteria, len(rules.innovation_criteria)
    )


def _count_blockers(name: str, unit: str, found: int | None, whole: int) -> Iterator[Blocker]:
    kind = Condition.TOP_LEVEL
    if found is None:
        yield Blocker(kind, f"{name} belum diisi bilangan bulat.")
    elif found > whole:
        yield Blocker(
            kind, f"{name} {format_number(found)}, padahal hanya ada {whole} {unit}; periksa lagi."
        )
    elif found < whole:
        yield Blocker(kind, f"{name} baru {found} dari {whole} {unit}.", whole - found)


def _untested(gates: Gates) -> Iterator[str]:
    for name, complete in _table_two(gates):
        if complete is None:
            yield f"{name} belum diisi, sehingga belum ikut diuji."


def _of(part: int, whole: int) -> str:
    return f"{format_number(part)} dari {format_number(whole)}"


def _ceiling(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


def lowest_reachable(tatanan: Tatanan, minimum: int) -> int:
    """The lowest total at or above ``minimum`` that the tatanan's options can give."""
    above = tatanan.reachable >> minimum
    return minimum + (above & -above).bit_length() - 1 if above else minimum


def odf_with_base(odf: Odf, base_data: BaseData) -> Odf:
    """ODF counts, with the number of villages from ``data_dasar`` where absent."""
    if odf.villages is None:
        return Odf(_whole(base_data, "desa_kelurahan"), odf.free)
    return odf


def _whole(base_data: BaseData, datum: str) -> int | None:
    """A shared number of ``kini`` as a whole count; ``None`` if it is none."""
    value = base_data.get(datum, {}).get("kini")
    return (
        int(value)
        if value is not None and value >= 0 and value == value.to_integral_value()
        else None
    )


def gates_with_base(gates: Gates, base_data: BaseData) -> Gates:
    """Gates with the numbers of kecamatan and villages from ``data_dasar`` where absent."""
    return Gates(
        team=gates.team,
        forum=gates.forum,
        districts=_first(gates.districts, _whole(base_data, "kecamatan")),
        district_decrees=gates.district_decrees,
        villages=_first(gates.villages, _whole(base_data, "desa_kelurahan")),
        village_decrees=gates.village_decrees,
        secretariat=gates.secretariat,
        work_plan=gates.work_plan,
        budget=gates.budget,
    )


def _first(value: int | None, other: int | None) -> int | None:
    return value if value is not None else other


def scores_of(scored: Scored) -> dict[int, int]:
    """The tatanan totals of a scored assessment."""
    return {tatanan.number: tatanan.score for tatanan in scored.tatanan}
