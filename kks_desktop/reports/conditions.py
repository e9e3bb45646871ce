"""Every condition of the award beside what was reached, and everything that blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reportlab.platypus import Flowable, KeepTogether, Spacer

from kks_desktop.domain.category import Condition
from kks_desktop.domain.chart import percent_text
from kks_desktop.reports import style
from kks_desktop.reports.contents import bulleted, numbered
from kks_desktop.reports.document import Heading, plain
from kks_desktop.reports.status import (
    blockers_for,
    goal_of,
    lowest,
    presence_words,
    reached,
    share_words,
)
from kks_desktop.reports.tables import Cell, head, table
from kks_desktop.reports.words import NO_BLOCKERS, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument

CONDITIONS = "syarat"

_SHARES = (0.225, 0.29, 0.105, 0.105, 0.105, 0.17)
_FIRST_BODY_ROW = 3


class _Row(NamedTuple):
    """One condition: what was reached and the minimum of each category."""

    name: str
    value: str
    minima: Sequence[str]
    up_to: str = ""


def conditions(instrument: Instrument, evaluation: Evaluation, width: float) -> list[Flowable]:
    """The conditions of every category, then what blocks the one aimed at."""
    goal = goal_of(instrument, evaluation)
    name = instrument.category_name(goal)
    blockers = blockers_for(instrument, evaluation, goal)
    story: list[Flowable] = [
        Heading("Syarat Kategori", style.TITLE, CONDITIONS),
        plain(
            "Setiap syarat diuji sendiri tanpa pembulatan; kategori mengikuti syarat yang paling "
            "lemah.",
            style.LEAD,
        ),
        _conditions_table(instrument, evaluation, width),
        Spacer(1, 5),
        plain(_top_level_words(instrument, evaluation), style.SMALL),
    ]
    if blockers:
        story.append(plain(f"Yang masih menghalangi {name}", style.SUBTITLE))
        story += numbered(blocker.sentence for blocker in blockers)
    else:
        story += [plain(f"Penghalang {name}", style.SUBTITLE), plain(NO_BLOCKERS)]
    untested = evaluation.category.untested
    if untested:
        title = plain("Belum ikut diuji", style.SUBTITLE)
        story.append(KeepTogether([title, *bulleted(untested)]))
    return story


def _conditions_table(instrument: Instrument, evaluation: Evaluation, width: float) -> Flowable:
    rows: list[list[Cell]] = [
        head("Syarat", "Capaian", *(x.short_name for x in instrument.levels), "Terpenuhi sampai")
    ]
    for row in _rows(instrument, evaluation):
        rows.append(
            [
                plain(row.name, style.CELL),
                plain(row.value, style.CELL_STRONG),
                *(plain(minimum, style.CELL) for minimum in row.minima),
                plain(row.up_to, style.CELL_STRONG),
            ]
        )
    # The seven rows of kelembagaan share one verdict.
    span = ("SPAN", (-1, _FIRST_BODY_ROW), (-1, -1))
    return table(rows, [part * width for part in _SHARES], [span])


def _rows(instrument: Instrument, evaluation: Evaluation) -> list[_Row]:
    odf, gates, levels = evaluation.answers.odf, evaluation.gates, instrument.levels
    number, share = lowest(evaluation)
    upto = {x: _reached_words(instrument, evaluation, x) for x in Condition}
    least = [_minimum(level.share_min) for level in levels]
    exists, complete = ["ada"] * len(levels), ["lengkap"] * len(levels)
    bodies = upto[Condition.KELEMBAGAAN]
    settings = f"terendah {percent_text(share)} (tatanan {number})"
    return [
        _Row(
            "Desa/kelurahan ODF",
            _share(odf.free, odf.villages),
            [_minimum(x.odf_min) for x in levels],
            upto[Condition.ODF],
        ),
        _Row(
            "Setiap tatanan",
            settings,
            [_minimum(x.tatanan_min) for x in levels],
            upto[Condition.TATANAN],
        ),
        _Row("Tim Pembina", presence_words(gates.team), exists, bodies),
        _Row("Forum Kabupaten/Kota", presence_words(gates.forum), exists),
        _Row("Forum kecamatan ber-SK", _share(gates.district_decrees, gates.districts), least),
        _Row("Pokja desa/kelurahan ber-SK", _share(gates.village_decrees, gates.villages), least),
        _Row("Sekretariat keempat lembaga", _complete_words(gates.secretariat), complete),
        _Row("Rencana kerja dua tahun", _complete_words(gates.work_plan), complete),
        _Row("Anggaran dua tahun", _complete_words(gates.budget), complete),
    ]


def _complete_words(value: bool | None) -> str:
    return {True: "lengkap", False: "belum lengkap", None: "belum diisi"}[value]


def _minimum(bound: int) -> str:
    return "100 %" if bound == 100 else f"≥ {bound} %"


def _share(part: int | None, whole: int | None) -> str:
    if part is None or whole is None:
        return "belum diisi"
    return f"{share_words(part, whole)} ({counted(part, whole, '')})"


def _reached_words(instrument: Instrument, evaluation: Evaluation, condition: Condition) -> str:
    key = reached(instrument, evaluation, condition)
    return "belum terpenuhi" if key is None else instrument.category_name(key)


def _top_level_words(instrument: Instrument, evaluation: Evaluation) -> str:
    top, facts = instrument.top_level, evaluation.answers.top_level
    before = {True: "diraih", False: "tidak diraih", None: "belum diisi"}[facts.wistara_before]
    fields = counted(facts.service_fields, len(top.service_fields), "bidang")
    criteria = counted(facts.innovation_criteria, len(top.innovation_criteria), "kriteria")
    base = instrument.category_name(top.base)
    return (
        f"{top.short_name} mensyaratkan semua syarat {base}, ditambah {base} pada penilaian "
        f"sebelumnya ({before}), capaian IP SPM ({fields}), dan inovasi ({criteria})."
    )
