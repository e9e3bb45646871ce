"""What the page of the backups says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.restoring import Side, StateDifference
from kks_desktop.qt.models.plain_table import PlainRow
from kks_desktop.qt.wording import moment_words, size_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.services.backups import Listed, Outcome, PlaceState


def _tr(text: str) -> str:
    return QCoreApplication.translate("BackupsPage", text)


def place_words(place: PlaceState) -> tuple[str, str, str]:
    """A mark, one line about a place, and its role (``accent``, ``problem`` or ``muted``)."""
    name = _tr("Tempat kedua") if place.second else _tr("Komputer ini")
    last = _tr("belum ada cadangan")
    if place.last is not None:
        last = _tr("terakhir {0}").format(moment_words(place.last))
    if not place.present:
        away = _tr("{0}: tidak terpasang, {1}. Pasang medianya lalu tekan Cadangkan sekarang.")
        return "◐", away.format(name, last), "silent"
    if place.fault:
        return "▲", f"{name}: {last}. {place.fault}", "problem"
    if place.second and place.same_disk:
        same = _tr("{0}: {1}. Cakramnya sama dengan data; flashdisk atau cakram lain lebih aman.")
        return "◐", same.format(name, last), "silent"
    return ("✓", f"{name}: {last}.", "accent") if place.last else ("○", f"{name}: {last}.", "muted")


def backup_row(number: int, one: Listed) -> PlainRow:
    """A backup in the list."""
    info = one.info
    state = _tr("✓ Lengkap") if one.whole else _tr("▲ Ada berkas yang hilang")
    if one.whole and info.lacking:
        state = _tr("◐ Tanpa {0} bukti yang sudah hilang").format(len(info.lacking))
    return PlainRow(
        key=str(number),
        cells=(
            moment_words(info.at),
            _tr("Tempat kedua") if one.second else _tr("Komputer ini"),
            info.reason,
            format_number(info.fields),
            format_number(len(info.evidence)),
            size_words(info.size),
            state,
        ),
        tip=str(one.backup.path),
    )


def outcome_words(outcomes: Sequence[Outcome]) -> tuple[str, str]:
    """One sentence about what a backup came to, and its role."""
    faults = [str(one.fault) for one in outcomes if one.fault is not None]
    good = [one.backup for one in outcomes if one.backup is not None]
    if not good:
        return f"▲ {' '.join(faults)}", "problem"
    info = good[0].info
    done = _tr("✓ Cadangan selesai dan sudah dibaca ulang: {0} isian, {1} berkas bukti.").format(
        format_number(info.fields), format_number(len(info.evidence))
    )
    if faults:
        return f"{done} ▲ {' '.join(faults)}", "problem"
    if any(not one.same_disk for one in outcomes):
        done += _tr(" Flashdisk boleh dicabut.")
    elif len(outcomes) > 1:
        done += _tr(
            " Tempat kedua ada di cakram yang sama dengan data: bila cakram itu rusak, keduanya "
            "hilang. Pilih flashdisk."
        )
        return done.replace("✓", "◐", 1), "silent"
    return done, "accent"


def difference_words(found: StateDifference) -> str:
    """The comparison in two sentences."""
    if found.equal:
        return _tr("Salinan ini sama dengan data sekarang: {0} isian.").format(
            format_number(found.same)
        )
    counts = _tr(
        "{0} isian sama, {1} berbeda, {2} hanya di data sekarang, {3} hanya di salinan. "
        "Bukti: {4} hanya di data sekarang, {5} hanya di salinan."
    ).format(
        *map(
            format_number,
            (
                found.same,
                found.count(Side.BOTH),
                found.count(Side.NOW),
                found.count(Side.COPY),
                len(found.files_only_now),
                len(found.files_only_copy),
            ),
        )
    )
    changed = _tr("Perubahan terakhir: data sekarang {0}, salinan {1}.").format(
        _when(found.now_changed_at), _when(found.copy_changed_at)
    )
    return f"{counts} {changed}"


def _when(at: str) -> str:
    return moment_words(datetime.fromisoformat(at)) if at else _tr("tidak diketahui")
