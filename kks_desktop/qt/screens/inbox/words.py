"""What the inbox says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kks_desktop.domain.accounting import Fate, Sort, count
from kks_desktop.domain.file_names import shown_name
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.receiving import Standing, Step
from kks_desktop.qt.models.changes import signed
from kks_desktop.qt.models.plain_table import PlainRow
from kks_desktop.qt.wording import moment_words, revision_words
from kks_desktop.services.receiving_outcome import tally
from kks_desktop.services.replies import verdict_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kks_desktop.domain.accounting import Item
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.services.importing import Imported
    from kks_desktop.services.inbox import Difference, Inbox, Received, Waiting
    from kks_desktop.services.receiving_outcome import Outcome

RECEIVED, WAITING = "r:", "w:"
NONE = "–"
_WARNINGS = 4
_ORDER = (Standing.CONFLICTING, Standing.UNCONFIRMED, Standing.CURRENT, Standing.REPLACED)


def _tr(text: str) -> str:
    return QCoreApplication.translate("InboxPage", text)


def state_words(standing: Standing) -> str:
    """A mark and how a revision stands."""
    return {
        Standing.CURRENT: _tr("✓ Diterima"),
        Standing.REPLACED: _tr("○ Arsip"),
        Standing.CONFLICTING: _tr("▲ Bertentangan"),
        Standing.UNCONFIRMED: _tr("◐ Belum disahkan"),
    }[standing]


def _title(standing: Standing) -> str:
    return {
        Standing.CURRENT: _tr("Diterima"),
        Standing.REPLACED: _tr("Arsip"),
        Standing.CONFLICTING: _tr("Perlu diputuskan"),
        Standing.UNCONFIRMED: _tr("Belum disahkan: kuncinya belum terdaftar"),
    }[standing]


def first_upper(words: str) -> str:
    """The words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def inbox_rows(inbox: Inbox, instrument: Instrument, sought: str = "") -> list[PlainRow]:
    """Everything at the desk, what people must act on first, then by region.

    ``sought`` leaves only rows that have all its words.
    """
    rows: list[PlainRow] = []
    wanted = sought.casefold().split()
    for standing in _ORDER:
        found = [one for one in inbox.received if one.standing is standing]
        found.sort(key=lambda one: (one.region, -one.year, -one.revision))
        received = [_received_row(one, instrument) for one in found]
        rows += _group(_title(standing), received, wanted)
        if standing is Standing.UNCONFIRMED:
            title = _tr("Menunggu: diproses sendiri bila sebabnya hilang")
            rows += _group(title, [_waiting_row(one) for one in inbox.waiting], wanted)
    return rows


def _group(title: str, rows: Sequence[PlainRow], wanted: Sequence[str]) -> list[PlainRow]:
    """Rows under their title; nothing where none is left."""
    left = [row for row in rows if all(word in " ".join(row.cells).casefold() for word in wanted)]
    return [PlainRow("", (title,), title=True), *left] if left else []


def _received_row(one: Received, instrument: Instrument) -> PlainRow:
    return PlainRow(
        key=RECEIVED + one.content_id,
        cells=(
            f"{one.region_name} ({one.region})",
            str(one.year),
            first_upper(revision_words(one.revision)),
            state_words(one.standing),
            moment_words(one.received_at),
            format_number(one.score),
            NONE if one.difference is None else signed(one.difference),
            instrument.category_name(one.category) or NONE,
        ),
        tip="\n".join(one.differences),
    )


def _waiting_row(one: Waiting) -> PlainRow:
    revision = first_upper(revision_words(one.revision)) if one.revision else NONE
    place = f"{one.region_name} ({one.region})" if one.region else shown_name(one.file_name)
    return PlainRow(
        key=WAITING + one.file_sha256,
        cells=(
            place,
            str(one.year or NONE),
            revision,
            f"◐ {reason_words(one.refusal)}",
            moment_words(one.since),
            NONE,
            NONE,
            NONE,
        ),
        tip=shown_name(one.file_name),
    )


def reason_words(refusal: str) -> str:
    """Why a file waits, in two words."""
    return {
        "INCOMPLETE": _tr("Belum lengkap"),
        "NEWER_SCHEMA": _tr("Versi lebih baru"),
        "INSTRUMENT": _tr("Instrumen baru"),
        "UNKNOWN_KEY": _tr("Kunci belum terdaftar"),
    }.get(refusal, _tr("Ditahan ({0})").format(refusal))


def waiting_sentence(refusal: str) -> str:
    """What is to be done about a file that waits."""
    return {
        "INCOMPLETE": _tr(
            "Jilid atau bukti lain dari kiriman ini belum ada. Terima berkas yang kurang; berkas "
            "ini lalu diproses dengan sendirinya."
        ),
        "NEWER_SCHEMA": _tr(
            "Dibuat dengan KKS Desktop versi lebih baru. Perbarui program ini; berkas lalu "
            "diproses dengan sendirinya pada penerimaan berikutnya."
        ),
        "INSTRUMENT": _tr(
            "Instrumennya belum dikenal program ini. Perbarui program ini; berkas lalu diproses "
            "dengan sendirinya pada penerimaan berikutnya."
        ),
    }.get(refusal, _tr("Berkas ditahan karena {0}; hubungi pengirimnya.").format(refusal))


def detail_words(one: Received, instrument: Instrument) -> str:
    """What is known of one revision, a line each."""
    score = _tr("Skor {0} dari {1}, indikasi kategori {2}.").format(
        format_number(one.score),
        format_number(one.max_score),
        instrument.category_name(one.category) or _tr("belum ada"),
    )
    signers = _tr("Disahkan oleh {0}.").format(", ".join(one.signers))
    differences = list(one.differences[:_WARNINGS])
    if len(one.differences) > _WARNINGS:
        differences[-1] = _tr("… dan {0} perbedaan lain.").format(len(one.differences) - 3)
    lines = [score, *differences, signers]
    if one.standing is Standing.UNCONFIRMED:
        lines.append(
            _tr(
                "Cocokkan sidik kunci dengan kartu kunci yang ditandatangani, lalu daftarkan; "
                "sebelum itu berkas ini di luar rekap."
            )
        )
    if one.receipt is not None:
        lines.append(
            _tr("Tanda terima: {0}{1}.").format(
                verdict_words(one.receipt.verdict),
                "" if one.receipt.signed else _tr(", menunggu tanda tangan"),
            )
        )
    return "\n".join(lines)


# ------------------------------------------------------------ before and after taking in


def summary(imported: Imported, *, done: bool) -> str:
    """How many files came in, would come in, wait, or are refused; the numbers add up."""
    outcomes = imported.report.outcomes
    found = tally(outcomes)
    again = sum(is_repeat(one) for one in outcomes)
    older = sum(one.refusal == Step.ARCHIVE.value for one in outcomes)
    parts = [
        (found.taken - again, _tr("diterima") if done else _tr("akan diterima")),
        (again, _tr("sudah diterima")),
        (older, _tr("lebih lama daripada yang berlaku")),
        (found.kept - older, _tr("disimpan tanpa berlaku")),
        (found.waiting, _tr("menunggu")),
        (found.refused, _tr("tidak dimasukkan")),
    ]
    told = [f"{format_number(number)} {what}" for number, what in parts if number]
    words = _tr("{0} berkas: {1}.").format(format_number(len(outcomes)), ", ".join(told))
    if imported.report.skipped:
        more = _tr(" {0} berkas lain bukan berkas usulan dan dilewati.")
        words += more.format(format_number(imported.report.skipped))
    return words


def is_repeat(outcome: Outcome) -> bool:
    """Whether the very same was taken in before."""
    return outcome.ok and outcome.refusal == Step.REPEAT.value


def take_words(outcomes: Sequence[Outcome]) -> str:
    """What the button that takes in would do; empty for nothing."""
    new = sum(one.standing is not None and not is_repeat(one) for one in outcomes)
    if new and all(one.refusal == Step.ARCHIVE.value for one in outcomes if one.standing):
        return _tr("&Simpan sebagai arsip")
    if new:
        return _tr("&Terima {0} berkas").format(format_number(new))
    if any(one.waiting for one in outcomes):
        return _tr("&Simpan yang dapat ditunggu")
    return _tr("&Tulis lagi tanda terimanya") if any(map(is_repeat, outcomes)) else ""


_CHANGED_FIRST = (Fate.ACCEPTED, Fate.UPDATED, Fate.REFUSED, Fate.UNCHANGED)


def changed_first(items: Iterable[Item]) -> list[Item]:
    """The items with those on top that a look is for."""
    return sorted(items, key=lambda item: _CHANGED_FIRST.index(item.fate))


def mark_of(outcome: Outcome) -> str:
    """A mark for what becomes of a file."""
    if is_repeat(outcome):
        return "○"
    if outcome.ok:
        return "✓"
    archived = outcome.standing is Standing.REPLACED
    return "○" if archived else "◐" if outcome.waiting else "▲"


def warning_words(outcome: Outcome) -> str:
    """What to look at, a line each; a long list is cut."""
    lines = [f"◐ {one.sentence}" for one in outcome.warnings]
    if len(lines) > _WARNINGS:
        more = _tr("◐ … dan {0} perbedaan lain.").format(len(lines) - _WARNINGS + 1)
        lines = [*lines[: _WARNINGS - 1], more]
    return "\n".join(lines)


def outcome_rows(outcomes: Sequence[Outcome]) -> list[PlainRow]:
    """One row a file, with the fates of its indicators."""
    return [_outcome_row(number, one) for number, one in enumerate(outcomes)]


def _outcome_row(number: int, one: Outcome) -> PlainRow:
    from kks_desktop.services.inbox import region_name

    found = count(one.items, Sort.INDICATOR)
    counts = (found.accepted, found.updated, found.unchanged, found.refused)
    name = revision_words(one.revision or 0)
    revision = _tr("{0}, {1}").format(region_name(one.region or ""), name)
    return PlainRow(
        key=str(number),
        cells=(
            shown_name(one.file),
            revision if one.revision else NONE,
            f"{mark_of(one)} {one.message}",
            *(format_number(each) if one.items else NONE for each in counts),
        ),
    )


_SORTS = {
    Sort.INDICATOR: "Indikator",
    Sort.BODIES: "Kelembagaan",
    Sort.OTHER: "Data lain",
    Sort.REGISTER: "Daftar",
    Sort.FILE: "Bukti",
}
_FATES = {
    Fate.ACCEPTED: "Baru",
    Fate.UPDATED: "Diperbarui",
    Fate.UNCHANGED: "Tetap",
    Fate.REFUSED: "Ditolak",
}


def sort_words(sort: Sort) -> str:
    """What an item is called."""
    return _tr(_SORTS[sort])


def fate_words(fate: Fate) -> str:
    """What becomes of an item."""
    return _tr(_FATES[fate])


def count_words(items: Sequence[Item]) -> str:
    """Every item of a bundle by what it is, with what becomes of it; the numbers add up."""
    lines = []
    for sort in Sort:
        found = count(items, sort)
        if found.total:
            parts = [
                f"{format_number(number)} {fate_words(fate).lower()}"
                for fate, number in zip(
                    Fate,
                    (found.accepted, found.updated, found.unchanged, found.refused),
                    strict=True,
                )
                if number
            ]
            lines.append(f"{sort_words(sort)} {format_number(found.total)}: {', '.join(parts)}")
    return " · ".join(lines)


def item_rows(items: Iterable[Item], instrument: Instrument) -> list[PlainRow]:
    """The items of a bundle."""
    return [
        PlainRow(
            key=f"{item.sort}:{item.code}",
            cells=(
                sort_words(item.sort),
                item.code,
                _name(item, instrument),
                fate_words(item.fate) + (_tr(" (belum diisi)") if item.blank else ""),
            ),
        )
        for item in items
    ]


def _name(item: Item, instrument: Instrument) -> str:
    indicator = instrument.by_code.get(item.code)
    if indicator is None or (item.fate is Fate.REFUSED and item.note):
        return shown_name(item.note) if item.sort is Sort.FILE else item.note
    return indicator.title


def difference_rows(differences: Iterable[Difference]) -> list[PlainRow]:
    """Where two revisions differ, side by side."""
    return [
        PlainRow(
            key=f"{one.sort}:{one.code}",
            cells=(f"{one.code} {one.title}".strip(), one.current, one.other),
        )
        for one in differences
    ]
