"""Desa/Kel & ODF: the shared numbers and the registers of kecamatan and villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.domain.registers import (
    DISTRICT_REGISTER,
    DISTRICTS,
    REGISTERS,
    VILLAGE_REGISTER,
    VILLAGES,
)
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.basis.page import BasisPage
from kks_desktop.qt.widgets.sections import Sections

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.bridge import SessionBridge

NUMBERS = "angka"


class RegionPage(Sections):
    """Numbers typed once, and the registers that fill them."""

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__("Desa/Kelurahan dan ODF", parent)
        self._bridge = bridge
        self._pause_ms = pause_ms
        self.add(NUMBERS, self.tr("Angka bersama"), self._make_numbers)
        self.add(DISTRICTS, self.tr("Kecamatan dan Forkom"), self._make_districts)
        self.add(VILLAGES, self.tr("Desa/kelurahan dan Pokja"), self._make_villages)

    def show_code(self, code: str, field: str = "") -> None:
        """Open the register that a row belongs to, at the row."""
        from kks_desktop.qt.screens.registers.unit_part import UnitPart

        part = self.show_part(code.partition(":")[0])
        if isinstance(part, UnitPart):
            part.show_row(code, field)

    def show_field(self, code: str, field: str) -> None:
        """Open the part of a field, with the cursor in it."""
        if code.partition(":")[0] in REGISTERS:
            self.show_code(code, field)
            return
        numbers = self.show_part(NUMBERS)
        assert isinstance(numbers, BasisPage)
        numbers.show_field(code, field)

    def _make_numbers(self) -> QWidget:
        return BasisPage(self._bridge, None, self._pause_ms)

    def _make_districts(self) -> QWidget:
        from kks_desktop.qt.screens.registers.unit_part import UnitPart

        note = self.tr(
            "Satu baris tiap kecamatan, dari kode wilayah resmi. SK, rencana kerja, anggaran, dan "
            "sekretariat Forkom di sini mengisi K.09 sampai K.12."
        )
        return UnitPart(self._bridge, DISTRICT_REGISTER, note)

    def _make_villages(self) -> QWidget:
        from kks_desktop.qt.screens.registers.unit_part import UnitPart

        note = self.tr(
            "Satu baris tiap desa/kelurahan. Kolom ODF mengisi porsi ODF setelah semua baris "
            "dijawab; data Pokja mengisi K.13 sampai K.16."
        )
        return UnitPart(self._bridge, VILLAGE_REGISTER, note)
