"""The first part of the profile: heads, letterhead, description, reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from kks_desktop.domain.columns import Choice
from kks_desktop.domain.evidence import evidence_code, row_proof, use_field
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.nip import nip_doubt
from kks_desktop.qt.intake import Intake
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.field_page import FieldPage
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.evidence_list import EvidenceList
from kks_desktop.qt.widgets.text_area import TextArea
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.qt.widgets.yes_no import YesNoField
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.session import Edit

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change

EMBLEM = Choice("lambang", "Gambar lambang untuk kop surat (PNG atau JPG)")
_HEADS = (
    ("kepala_daerah_nama", "Nama kepala daerah"),
    ("kepala_daerah_jabatan", "Jabatan (Bupati/Wali Kota)"),
    ("ketua_tim_nama", "Nama ketua Tim Pembina"),
    ("ketua_tim_jabatan", "Jabatan ketua Tim Pembina"),
    ("ketua_tim_nip", "NIP ketua Tim Pembina"),
    ("ketua_forum_nama", "Nama ketua Forum"),
)
_ADDRESSES = (
    ("alamat_pemda", "Alamat kantor pemerintah daerah"),
    ("alamat_tim", "Alamat sekretariat Tim Pembina"),
    ("alamat_forum", "Alamat sekretariat Forum"),
)
_LETTERHEAD = (
    ("kop_1", "Kop surat baris 1"),
    ("kop_2", "Baris 2"),
    ("kop_3", "Baris 3 (alamat)"),
    ("kop_4", "Baris 4 (telepon, pos-el)"),
)
_DESCRIPTION = (
    ("visi_misi", "Visi dan misi"),
    ("geografis", "Keadaan geografis"),
    ("demografi", "Keadaan penduduk"),
    ("sk_terdahulu", "SK Tim Pembina dan Forum terdahulu"),
)


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
        rows.addWidget(self._lines(self.tr("Kepala daerah dan ketua"), _HEADS))
        rows.addWidget(self._lines(self.tr("Alamat"), _ADDRESSES))
        rows.addWidget(self._lines(self.tr("Kop surat"), _LETTERHEAD))
        rows.addWidget(self._emblem())
        rows.addWidget(self._description())
        rows.addWidget(self._reporting())
        rows.addStretch()
        self._set_column(rows, 108)
        bridge.changed.connect(self._on_changed)
        self._show_doubt()
        self._show_emblem()

    def _form(self, title: str) -> tuple[Card, QFormLayout]:
        card = Card()
        form = QFormLayout(card)
        form.setContentsMargins(space(4), space(3), space(4), space(4))
        form.setVerticalSpacing(space(2))
        form.setHorizontalSpacing(space(4))
        form.addRow(role_label(title, "heading"))
        return card, form

    def _lines(self, title: str, fields: tuple[tuple[str, str], ...]) -> Card:
        card, form = self._form(title)
        for field, words in fields:
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
        self.emblem = EvidenceList(title=self.tr("Lambang daerah"))
        self.emblem.dropped.connect(self._on_emblem_dropped)
        self.emblem.added.connect(self._on_emblem_added)
        self.emblem.opened.connect(self._on_emblem_opened)
        self.emblem.removed.connect(self._on_emblem_removed)
        rows.addWidget(self.emblem)
        return card

    def _show_emblem(self) -> None:
        proof = row_proof(PROFILE, (EMBLEM,), self._bridge.proofs.uses)
        self.emblem.show_proof(proof, read_only=self._session.read_only, excusable=False)

    def tell_proof(self, target: str, sentence: str) -> None:
        """Say what became of a picture taken in."""
        if target == PROFILE:
            self.emblem.tell(sentence)

    @Slot(str, object)
    def _on_emblem_dropped(self, item: str, paths: object) -> None:
        if isinstance(paths, list):
            self.intake_requested.emit(Intake(PROFILE, item, tuple(paths)))

    @Slot(str)
    def _on_emblem_added(self, item: str) -> None:
        self.intake_requested.emit(Intake(PROFILE, item))

    @Slot(str)
    def _on_emblem_opened(self, sha256: str) -> None:
        self.open_requested.emit(evidence_code(sha256))

    @Slot(str, str)
    def _on_emblem_removed(self, item: str, sha256: str) -> None:
        edit = Edit(evidence_code(sha256), use_field(PROFILE, item), "")
        self._bridge.commit([edit], self.tr("Lepaskan lambang daerah"))

    def _description(self) -> Card:
        card, form = self._form(self.tr("Gambaran umum"))
        for field, words in _DESCRIPTION:
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

    def _show_doubt(self) -> None:
        doubt = nip_doubt(self._session.raw(PROFILE, "ketua_tim_nip"))
        self._nip_label.setText(f"▲ {doubt}" if doubt else "")
        self._nip_label.setVisible(bool(doubt))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if (PROFILE, "ketua_tim_nip") in change.keys:
            self._show_doubt()
        if any(code.startswith("bukti:") for code, _ in change.keys):
            self._show_emblem()
