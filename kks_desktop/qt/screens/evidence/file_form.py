"""What people say of a file of proof: caption, years, dates, and who validated it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.agencies import agency_names
from kks_desktop.domain.columns import Column, ColumnKind
from kks_desktop.domain.evidence import EvidenceFile, evidence_code
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.nip import nip_doubt
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.field_page import FieldPage
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.cell_line import CellLine
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.qt.widgets.years_field import YearsField
from kks_desktop.qt.wording import size_words
from kks_desktop.services.validation import is_sheet_scan

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.evidence import AboutFile
    from kks_desktop.services.session import Change

_DATE = Column("tanggal", "Tanggal", ColumnKind.DATE)


class FileForm(FieldPage):
    """The fields of one file; another file has a form of its own.

    Signals:
        shrink_requested(): the photo is to be replaced by a smaller copy.
        remove_requested(): the file is to leave the library.
    """

    shrink_requested = Signal()
    remove_requested = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        file: EvidenceFile,
        about: AboutFile,
        thumbnail: Path,
        parent: QWidget | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(bridge, parent, pause_ms)
        self._code = evidence_code(file.sha256)
        rows = QVBoxLayout()
        rows.addLayout(self._head(file, about, thumbnail))
        rows.addLayout(self._form())
        self._sheet_label = role_label("", "muted", wrap=True)
        rows.addWidget(self._sheet_label)
        self._shrink_label = role_label("", "muted", wrap=True)
        rows.addWidget(self._shrink_label)
        rows.addLayout(self._actions(about))
        rows.addStretch(1)
        show_column(self, rows, 108)
        bridge.changed.connect(self._on_changed)
        self._bridge = bridge
        self._shrinkable = bool(about.shrinkable)
        self._show_doubt()
        self._show_sheet()

    def _head(self, file: EvidenceFile, about: AboutFile, thumbnail: Path) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(4))
        picture = QPixmap(str(thumbnail))
        if not picture.isNull():
            label = QLabel()
            side = chars(16)
            label.setPixmap(
                picture.scaled(
                    side,
                    side,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            label.setAccessibleName(self.tr("Gambar kecil halaman pertama"))
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(space())
        words.addWidget(role_label(file.name, "muted", wrap=True))
        words.addWidget(role_label(_facts(file, about), "muted", wrap=True))
        for sentence in about.warnings:
            words.addWidget(role_label(f"▲ {sentence}", "silent", wrap=True))
        if about.years:
            told = self.tr("Tahun yang tertulis di berkas: {0}").format(about.years)
            words.addWidget(role_label(told, "muted", wrap=True))
        row.addLayout(words, 1)
        row.setAlignment(words, Qt.AlignmentFlag.AlignTop)
        return row

    def _form(self) -> QFormLayout:
        info, instrument = self._session.info, self._session.instrument
        years = [instrument.data_year(year, info.year) for year in YEARS]
        form = QFormLayout()
        form.setVerticalSpacing(space(2))
        form.setHorizontalSpacing(space(4))
        self.caption_edit = TextLine()
        self.nip_edit = TextLine()
        for field, words, widget in (
            ("judul", self.tr("Judul"), self.caption_edit),
            ("tahun", self.tr("Tahun data"), YearsField(years)),
            ("tanggal", self.tr("Tanggal dokumen"), CellLine(_DATE)),
            ("batas", self.tr("Tanggal tarik data"), CellLine(_DATE)),
            ("kepala_nama", self.tr("Disahkan oleh (Kepala OPD)"), TextLine()),
            ("kepala_nip", self.tr("NIP"), self.nip_edit),
            ("kepala_tanggal", self.tr("Tanggal pengesahan"), CellLine(_DATE)),
        ):
            label = QLabel(words)
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            form.addRow(label, widget)
            self._binding.add(widget, self._code, field, words)
            if field == "kepala_nip":
                self._doubt_label = role_label("", "silent", wrap=True)
                form.addRow("", self._doubt_label)
        return form

    def _actions(self, about: AboutFile) -> QHBoxLayout:
        row = QHBoxLayout()
        may = not self._session.read_only
        words = self.tr("Perkecil foto menjadi sekitar {0}").format(size_words(about.shrinkable))
        self.shrink_button = QPushButton(words)
        self.shrink_button.clicked.connect(self.shrink_requested)
        self.shrink_button.setEnabled(may)
        row.addWidget(self.shrink_button)
        row.addStretch()
        remove = QPushButton(self.tr("Keluarkan dari pustaka"))
        remove.setToolTip(self.tr("Ctrl+Z mengembalikannya"))
        remove.clicked.connect(self.remove_requested)
        remove.setEnabled(may)
        row.addWidget(remove)
        return row

    def _show_doubt(self) -> None:
        doubt = nip_doubt(self._session.raw(self._code, "kepala_nip"))
        self._doubt_label.setText(f"▲ {doubt}" if doubt else "")
        self._doubt_label.setVisible(bool(doubt))

    def _show_sheet(self) -> None:
        sha256 = self._code.partition(":")[2]
        file = self._bridge.proofs.files.get(sha256)
        agency = file.sheet if file else ""
        names = agency_names(self._session.instrument, self._session.table)
        name = names.get(agency, agency)
        words = self.tr("✓ Tercantum di lembar pengesahan {0} yang sudah ditandatangani.")
        self._sheet_label.setText(words.format(name))
        self._sheet_label.setVisible(bool(agency))
        self._show_shrink(listed=bool(agency))

    def _show_shrink(self, *, listed: bool) -> None:
        """Offer a smaller copy where nothing is lost by it that was not said before."""
        sha256 = self._code.partition(":")[2]
        may = self._shrinkable and not is_sheet_scan(self._session.table, sha256)
        self.shrink_button.setVisible(may)
        words = self.tr(
            "▲ Bila foto ini diperkecil, pengesahan lewat lembar itu tidak berlaku lagi untuknya."
        )
        self._shrink_label.setText(words)
        self._shrink_label.setVisible(may and listed)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if (self._code, "kepala_nip") in change.keys:
            self._show_doubt()
        if any(code == self._code or code.startswith("opd:") for code, _ in change.keys):
            self._show_sheet()


def _facts(file: EvidenceFile, about: AboutFile) -> str:
    """``PDF · 12 halaman · 1,2 MB``."""
    parts = [file.ext.upper(), about.measure, size_words(about.size)]
    return " · ".join(part for part in parts if part)
