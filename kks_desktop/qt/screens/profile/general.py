"""The first part of the profile: heads, letterhead, description, reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.columns import Choice
from kks_desktop.domain.evidence import LETTER
from kks_desktop.domain.field_names import PROFILE_WORDS
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.nip import nip_doubt
from kks_desktop.qt.checklist import Checklist
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.field_history import FieldHistory
from kks_desktop.qt.screens.field_page import FieldPage
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.evidence_list import EvidenceList
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.qt.widgets.text_area import TextArea
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.qt.widgets.yes_no import YesNoField
from kks_desktop.services.fields import PROFILE

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change

EMBLEM = Choice("lambang", "Gambar lambang untuk kop surat (PNG atau JPG)")
SIGNED_LETTER = Choice(LETTER, "Pindaian surat usulan yang ditandatangani Bupati/Wali Kota")
_HEADS = (
    "kepala_daerah_nama",
    "kepala_daerah_jabatan",
    "ketua_tim_nama",
    "ketua_tim_jabatan",
    "ketua_tim_nip",
    "ketua_forum_nama",
)
_ADDRESSES = ("alamat_pemda", "alamat_tim", "alamat_forum")
_LETTERHEAD = ("kop_1", "kop_2", "kop_3", "kop_4")
_DESCRIPTION = ("visi_misi", "geografis", "demografi", "sk_terdahulu")


class GeneralPart(FieldPage):
    """Texts of the profile (Lampiran 3, chapter I) and of the papers' heads.

    Signals:
        intake_requested(object): a picture of the emblem is to be taken in (``Intake``).
        open_requested(str): the emblem's file is to be looked at.
    """

    intake_requested = Signal(object)
    open_requested = Signal(str)

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(bridge, parent, pause_ms)
        self._bridge = bridge
        rows = QVBoxLayout()
        rows.addWidget(self._emblem())
        rows.addWidget(self._lines(self.tr("Kepala daerah dan ketua"), _HEADS))
        rows.addWidget(self._lines(self.tr("Alamat"), _ADDRESSES))
        rows.addWidget(self._lines(self.tr("Kop surat"), _LETTERHEAD))
        rows.addWidget(self._description())
        rows.addWidget(self._reporting())
        rows.addWidget(self._past(), 0)
        rows.addStretch()
        show_column(self, rows, 108)
        bridge.changed.connect(self._on_changed)
        self._show_doubt()

    def _form(self, title: str) -> tuple[Card, QFormLayout]:
        card = Card()
        form = QFormLayout(card)
        form.setContentsMargins(space(4), space(3), space(4), space(4))
        form.setVerticalSpacing(space(2))
        form.setHorizontalSpacing(space(4))
        form.addRow(role_label(title, "heading"))
        return card, form

    def _lines(self, title: str, fields: tuple[str, ...]) -> Card:
        card, form = self._form(title)
        for field in fields:
            words = PROFILE_WORDS[field]
            line = TextLine()
            self._add_row(form, words, line)
            self._binding.add(line, PROFILE, field, words)
            if field == "ketua_tim_nip":
                self._nip_label = role_label("", "silent", wrap=True)
                form.addRow("", self._nip_label)
        return card

    def _add_row(self, form: QFormLayout, words: str, field: QWidget) -> None:
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        form.addRow(label, field)

    def _emblem(self) -> Card:
        card = Card()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(space(4), space(3), space(4), space(3))
        self.emblem = EvidenceList(title=self.tr("Surat usulan dan lambang daerah"))
        wanted = (SIGNED_LETTER, EMBLEM)
        self._emblem_files = Checklist(self.emblem, self._bridge, self, wanted)
        self._emblem_files.intake_requested.connect(self.intake_requested)
        self._emblem_files.open_requested.connect(self.open_requested)
        self._emblem_files.show_target(PROFILE)
        rows.addWidget(self.emblem)
        return card

    def show_field(self, code: str, field: str) -> None:
        """Put the cursor into a field of this page, or to the files of the signed letter."""
        row = self.emblem.row_of(LETTER) if field == LETTER else None
        if row is None:
            super().show_field(code, field)
            return
        row.focus_in()
        self.ensureWidgetVisible(row)

    def tell_proof(self, target: str, sentence: str) -> None:
        """Say what became of a picture taken in."""
        self._emblem_files.tell(target, sentence)

    def _description(self) -> Card:
        card, form = self._form(self.tr("Gambaran umum"))
        for field in _DESCRIPTION:
            words = PROFILE_WORDS[field]
            area = TextArea(lines=3)
            self._add_row(form, words, area)
            self._binding.add(area, PROFILE, field, words)
        return card

    def _reporting(self) -> Card:
        card, form = self._form(self.tr("Pelaporan KKS"))
        instrument, assessed = self._session.instrument, self._session.info.year
        for year in YEARS:
            words = self.tr("Laporan tahun {0} sudah dikirim").format(
                instrument.data_year(year, assessed)
            )
            answer = YesNoField()
            self._add_row(form, words, answer)
            self._binding.add(answer, PROFILE, f"lapor_{year}", words)
        note = self.tr("Kabupaten/kota yang melapor pada kedua tahun diutamakan.")
        form.addRow(role_label(note, "muted", wrap=True))
        return card

    def _past(self) -> QWidget:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        self.history_button = QPushButton(self.tr("Riwayat"))
        self.history_button.setCheckable(True)
        self.history_button.setToolTip(self.tr("Perubahan pada profil dan data petugas"))
        self.history_button.toggled.connect(self._on_history_toggled)
        rows.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.history = FieldHistory(self._bridge)
        self.history.show_code(PROFILE)
        self.history.hide()
        rows.addWidget(self.history)
        return body

    @Slot(bool)
    def _on_history_toggled(self, shown: bool) -> None:
        if shown:
            self.flush()
        self.history.setVisible(shown)

    def _show_doubt(self) -> None:
        doubt = nip_doubt(self._session.raw(PROFILE, "ketua_tim_nip"))
        self._nip_label.setText(f"▲ {doubt}" if doubt else "")
        self._nip_label.setVisible(bool(doubt))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if (PROFILE, "ketua_tim_nip") in change.keys:
            self._show_doubt()
