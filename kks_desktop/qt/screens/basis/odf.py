"""The ODF share against each category, in words; knows no Qt."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kks_desktop.domain.numbers import format_number

if TYPE_CHECKING:
    from kks_desktop.domain.answers import Odf
    from kks_desktop.domain.instrument import Instrument


def odf_sentence(odf: Odf) -> str:
    """The share, or what keeps it from being known."""
    if odf.villages is None and odf.free is None:
        return "Isi jumlah desa/kelurahan dan yang sudah ODF untuk melihat porsinya."
    if odf.villages is None:
        return "Jumlah desa/kelurahan tahun terakhir belum diisi dengan bilangan bulat."
    if odf.free is None:
        return "Jumlah desa/kelurahan ODF belum diisi dengan bilangan bulat."
    if odf.villages == 0:
        return "Jumlah desa/kelurahan 0, sehingga porsinya tidak dapat dihitung."
    if odf.free > odf.villages:
        return "Desa/kelurahan ODF lebih banyak daripada jumlah desa/kelurahan; periksa lagi."
    share = format_number(Fraction(odf.free * 100, odf.villages), 2)
    return (
        f"Porsi ODF {share} %: {format_number(odf.free)} dari "
        f"{format_number(odf.villages)} desa/kelurahan."
    )


def odf_levels(instrument: Instrument, odf: Odf) -> list[tuple[str, bool | None]]:
    """For each category whether its ODF minimum is met; ``None`` while that is unknown."""
    found: list[tuple[str, bool | None]] = []
    for level in instrument.levels:
        name = f"{level.short_name} {level.odf_min} %"
        if odf.villages is None or odf.free is None or not 0 <= odf.free <= odf.villages:
            found.append((f"○ {name}", None))
            continue
        lacking = -(-level.odf_min * odf.villages // 100) - odf.free
        if odf.villages and lacking <= 0:
            found.append((f"✓ {name}", True))
        else:
            found.append((f"▲ {name}: kurang {lacking}", False))
    return found
