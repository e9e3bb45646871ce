"""Proof, plan, OPD, ODF by kecamatan, and last time: sections of the evaluation report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, PageBreak

from kks_desktop.domain.agency import what_must_happen
from kks_desktop.domain.comparison import Direction
from kks_desktop.domain.evidence import ProofState
from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.contents import bulleted
from kks_desktop.reports.document import Heading, plain, section
from kks_desktop.reports.status import share_words
from kks_desktop.reports.tables import Cell, coded, head, table
from kks_desktop.reports.words import level_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.domain.agency import AgencyReport
    from kks_desktop.domain.comparison import Comparison, GroupChange
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.domain.plan import Plan
    from kks_desktop.domain.verified import Verification
    from kks_desktop.reports.model import OdfUnit, Outlook

_LONGEST_LIST = 40
_STATES = (
    ProofState.COMPLETE,
    ProofState.UNVALIDATED,
    ProofState.PARTIAL,
    ProofState.MISSING,
)


def outlook_pages(instrument: Instrument, outlook: Outlook, width: float) -> list[Flowable]:
    """Every section, each from the top of a page or with its table."""
    story: list[Flowable] = [PageBreak(), Heading("Keadaan dan Arah", style.TITLE, "arah")]
    story += _proof(instrument, outlook, width)
    story += _plan(instrument, outlook.verification, outlook.plan, width)
    story += _agencies(outlook, width)
    story += _odf(outlook.odf, width)
    story += _last_time(instrument, outlook, width)
    return story


def _proof(instrument: Instrument, outlook: Outlook, width: float) -> list[Flowable]:
    """Each tatanan as claimed and as it would be verified today, with its proof counted."""
    lost = outlook.verification.lost
    claimed = outlook.verification.claimed.scored.total
    sentence = (
        "Bila verifikator datang hari ini, hanya butir dengan bukti lengkap dan disahkan yang "
        f"dihitung: {format_number(claimed - lost)} dari {format_number(claimed)} poin yang "
        "diklaim."
    )
    rows: list[list[Cell]] = [
        head(
            "Tatanan",
            "Diklaim",
            "Terbukti",
            *(_state_title(s) for s in _STATES),
            numbers=range(1, 7),
        )
    ]
    for tatanan, pair in zip(instrument.tatanan, outlook.verification.tatanan, strict=True):
        states = [outlook.proofs[one.code].state for one in tatanan.indicators]
        rows.append(
            [
                plain(f"{tatanan.number} {tatanan.name}", style.CELL),
                _figure(pair.claimed.score),
                _figure(pair.verified.score),
                *(_figure(states.count(state)) for state in _STATES),
            ]
        )
    states = [outlook.proofs[one.code].state for one in instrument.kelembagaan]
    rows.append(
        [
            plain("Kelembagaan (di luar skor)", style.CELL),
            plain("–", style.CELL_NUMBER),
            plain("–", style.CELL_NUMBER),
            *(_figure(states.count(state)) for state in _STATES),
        ]
    )
    shares = (0.34, 0.11, 0.11, 0.1, 0.12, 0.11, 0.11)
    return [
        *section("Keadaan bukti dukung", "keadaan-bukti"),
        plain(sentence),
        table(rows, [share * width for share in shares]),
    ]


def _state_title(state: ProofState) -> str:
    return f"Bukti {state.value}"


def _figure(number: int) -> Cell:
    return plain(format_number(number), style.CELL_NUMBER)


def _plan(
    instrument: Instrument, verification: Verification, plan: Plan, width: float
) -> list[Flowable]:
    """The cheapest way to the category aimed at."""
    opening = section("Jalan paling hemat", "jalan")
    if plan.aim is None:
        return [*opening, plain("Kategori tertinggi sudah tercapai.")]
    name = instrument.category_name(plan.aim)
    moves = [(tatanan, move) for tatanan in plan.tatanan for move in tatanan.moves]
    gain = sum(move.gain for _, move in moves)
    sentence = (
        f"Untuk {name}, paling sedikit {format_number(len(moves))} indikator perlu dinaikkan, "
        f"bersama-sama {format_number(gain)} poin."
        if moves
        else f"Untuk {name}, tidak ada indikator yang perlu dinaikkan."
    )
    short = [
        f"Tatanan {one.number}: masih kurang {format_number(one.shortfall)} poin walau semua yang "
        "terjangkau dinaikkan."
        for one in plan.tatanan
        if one.shortfall
    ]
    gates = [blocker.sentence for blocker in plan.gates]
    story: list[Flowable] = [*opening, plain(sentence), *bulleted([*short, *gates])]
    if not moves:
        return story
    rows = [head("Indikator", "Nilai", "Menjadi", "Yang harus terjadi", numbers=(1, 2))]
    for _, move in moves:
        indicator = instrument.by_code[move.code]
        words = what_must_happen(instrument, verification, indicator, move.score)
        rows.append(
            [
                coded(indicator),
                plain("–" if move.before is None else str(move.before), style.CELL_NUMBER),
                plain(str(move.score), style.CELL_SCORE),
                plain(words, style.CELL),
            ]
        )
    return [*story, table(rows, [share * width for share in (0.42, 0.08, 0.09, 0.41)])]


def _agencies(outlook: Outlook, width: float) -> list[Flowable]:
    """What each OPD has and holds back, the most missing points first."""
    shown = [one for one in outlook.agencies if one.own]
    shown.sort(key=lambda one: -one.missing)
    rows: list[list[Cell]] = [
        head(
            "Perangkat daerah",
            "Butir utama",
            "Bernilai",
            "Bukti lengkap",
            "Poin",
            "Belum diraih",
            "Terbukti",
            numbers=range(1, 7),
        )
    ]
    for one in shown:
        rows.append(
            [
                plain(one.name, style.CELL),
                _figure(len(one.own)),
                _figure(one.answered),
                _figure(one.proven),
                *_points(one),
            ]
        )
    shares = (0.34, 0.1, 0.1, 0.11, 0.14, 0.11, 0.1)
    return [
        *section("Perangkat daerah", "perangkat-daerah"),
        plain(
            "Diurutkan dari yang paling banyak menyimpan poin. Rinciannya pada laporan tiap OPD."
        ),
        table(rows, [share * width for share in shares]),
    ]


def _points(one: AgencyReport) -> list[Cell]:
    """Earned, missing, proven; dashes for one that answers for kelembagaan alone."""
    if not one.most:
        return [plain("–", style.CELL_NUMBER)] * 3
    earned = f"{format_number(one.earned)}/{format_number(one.most)}"
    return [plain(earned, style.CELL_NUMBER), _figure(one.missing), _figure(one.verified)]


def _odf(units: Sequence[OdfUnit], width: float) -> list[Flowable]:
    """ODF by kecamatan, from the register."""
    opening = section("ODF menurut kecamatan", "odf-kecamatan")
    if not units:
        return [*opening, plain("Daftar desa/kelurahan belum menyebut keadaan ODF.")]
    rows: list[list[Cell]] = [
        head(
            "Kecamatan",
            "Desa/kel.",
            "ODF",
            "Belum diisi",
            "Porsi",
            "Belum ODF",
            numbers=(1, 2, 3, 4),
        )
    ]
    for unit in units:
        rows.append(
            [
                plain(unit.name, style.CELL),
                _figure(unit.villages),
                _figure(unit.free),
                _figure(unit.untold),
                plain(_odf_share(unit), style.CELL_NUMBER),
                plain(_names(unit.open), style.CELL),
            ]
        )
    shares = (0.23, 0.09, 0.08, 0.1, 0.11, 0.39)
    return [*opening, table(rows, [share * width for share in shares])]


def _odf_share(unit: OdfUnit) -> str:
    """No share while something is untold: a blank village is not one without ODF."""
    return "–" if unit.untold else share_words(unit.free, unit.villages)


def _names(names: Sequence[str]) -> str:
    if len(names) > _LONGEST_LIST:
        return f"{', '.join(names[:_LONGEST_LIST])}, dan {len(names) - _LONGEST_LIST} lainnya"
    return ", ".join(names) or "–"


def _last_time(instrument: Instrument, outlook: Outlook, width: float) -> list[Flowable]:
    opening = section("Dibandingkan dengan sebelumnya", "sebelumnya")
    comparison = outlook.comparison
    if comparison is None:
        sentence = (
            f"Isian {outlook.before} tidak dapat dibaca, jadi tidak dibandingkan."
            if outlook.before
            else "Belum ada penilaian atau perbaikan sebelumnya di folder data ini."
        )
        return [*opening, plain(sentence)]
    before = level_words(instrument, comparison.category_before)
    now = level_words(instrument, comparison.category_now)
    sentence = (
        f"Dibandingkan dengan {outlook.before}: "
        f"{_signed(comparison.now - comparison.before)} poin. "
        f"Naik {comparison.count(Direction.UP)}, turun {comparison.count(Direction.DOWN)}, "
        f"tetap {comparison.count(Direction.SAME)}, hanya ada di satu sisi "
        f"{comparison.count(Direction.ONE_SIDE)} indikator. Indikasi kategori: dahulu {before}, "
        f"sekarang {now}."
    )
    rows: list[list[Cell]] = [
        head(
            "Tatanan",
            "Dahulu",
            "Sekarang",
            "Selisih",
            "Terjawab dahulu",
            "Terjawab kini",
            numbers=range(1, 6),
        )
    ]
    rows += [_group_row(group) for group in comparison.tatanan]
    shares = (0.4, 0.12, 0.12, 0.12, 0.12, 0.12)
    return [
        *opening,
        plain(sentence),
        table(rows, [share * width for share in shares]),
        *_moved(comparison, width),
    ]


def _group_row(group: GroupChange) -> list[Cell]:
    return [
        plain(f"{group.number} {group.name}", style.CELL),
        plain(format_number(group.before) if group.answered_before else "–", style.CELL_NUMBER),
        plain(format_number(group.now) if group.answered_now else "–", style.CELL_NUMBER),
        plain(_signed(group.difference), style.CELL_NUMBER),
        _figure(group.answered_before),
        _figure(group.answered_now),
    ]


def _moved(comparison: Comparison, width: float) -> list[Flowable]:
    """The indicators that rose or fell; what stayed is only counted."""
    moved = [
        change
        for group in comparison.tatanan
        for change in group.indicators
        if change.direction in (Direction.UP, Direction.DOWN)
    ]
    if not moved:
        return []
    rows: list[list[Cell]] = [
        head("Indikator yang naik atau turun", "Dahulu", "Sekarang", "Selisih", numbers=(1, 2, 3))
    ]
    for change in moved:
        rows.append(
            [
                plain(f"{change.code} {change.title}", style.CELL),
                plain(str(change.before), style.CELL_NUMBER),
                plain(str(change.now), style.CELL_NUMBER),
                plain(_signed(change.difference), style.CELL_STRONG_NUMBER),
            ]
        )
    return [
        *section(f"Indikator yang naik atau turun ({len(moved)})", "naik-turun"),
        table(rows, [share * width for share in (0.64, 0.12, 0.12, 0.12)]),
    ]


def _signed(number: int) -> str:
    """``+125``, ``−50`` or ``0``."""
    if number == 0:
        return "0"
    return f"{'+' if number > 0 else '−'}{format_number(abs(number))}"
