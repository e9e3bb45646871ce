"""Profil: everything of Lampiran 3 that is not an indicator, part by part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kks_desktop.domain.registers import (
    ACTIVITIES,
    FUNDING,
    INNOVATIONS,
    POPULATION,
    REGISTERS,
    SCHOOLS,
    SERVICE,
    SIGNATORIES,
)
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.registers.part import RegisterPart
from kks_desktop.qt.widgets.sections import Sections

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.bridge import SessionBridge

GENERAL = "umum"
_PARTS = (
    (POPULATION, "Penduduk", "Jumlahnya menjadi penyebut “jumlah penduduk” bila itu kosong."),
    (SCHOOLS, "Sekolah", "Jumlah sekolah/madrasah tiap jenjang, seperti pada Lampiran 3."),
    (
        SIGNATORIES,
        "Penanda tangan",
        "Nama, jabatan, dan NIP seperti yang akan tercetak di bawah tanda tangan.",
    ),
    (
        ACTIVITIES,
        "Kegiatan",
        "Kegiatan dua tahun terakhir. Tempel langsung dari Excel, atau ketik di baris kosong.",
    ),
    (FUNDING, "Pendanaan", "Sumber dan jumlah dana dua tahun, termasuk partisipasi masyarakat."),
    (
        INNOVATIONS,
        "Inovasi",
        "Wajib untuk Wistara Paripurna: satu inovasi yang memenuhi keempat kriteria.",
    ),
    (SERVICE, "IP SPM", "Capaian enam bidang pelayanan dasar, untuk Wistara Paripurna."),
)


class ProfilePage(Sections):
    """The parts of the profile."""

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__("Profil", parent)
        self._bridge = bridge
        self._pause_ms = pause_ms
        self.add(GENERAL, self.tr("Umum"), self._make_general)
        for name, title, note in _PARTS:
            self.add(name, title, partial(RegisterPart, bridge, REGISTERS[name], note))

    def show_code(self, code: str, field: str = "") -> None:
        """Open the part that a row belongs to, at the row."""
        part = self.show_part(code.partition(":")[0])
        if isinstance(part, RegisterPart):
            part.show_row(code, field)

    def show_field(self, code: str, field: str) -> None:
        """Open the part of a field, with the cursor in it."""
        if code.partition(":")[0] in REGISTERS:
            self.show_code(code, field)
            return
        general = self.show_part(GENERAL)
        general.show_field(code, field)  # type: ignore[attr-defined]

    def _make_general(self) -> QWidget:
        from kks_desktop.qt.screens.profile.general import GeneralPart

        return GeneralPart(self._bridge, None, self._pause_ms)
