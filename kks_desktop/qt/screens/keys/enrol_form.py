"""The first person's form: read a card, say whose it is, compare the fingerprint."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.columns import parse_date
from kks_desktop.domain.errors import KksError
from kks_desktop.qt.screens.keys.card_reader import CardReader, FingerprintView
from kks_desktop.qt.screens.keys.work import WorkPart, row_of, titled_card
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.choice_combo import ChoiceCombo
from kks_desktop.qt.wording import grouped
from kks_desktop.services import enrolment, keychange
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.key_copies import ROLE_WORDS
from kks_desktop.services.regions import regions
from kks_desktop.services.signed_papers import province_of

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.enrolment import Card
    from kks_desktop.services.keychange import Announced
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace


class EnrolForm(WorkPart):
    """Enters one key; it waits for a second person afterwards.

    Signals:
        enrolled(object): the ``EnrolledKey`` that waits now.
        closed: the form went away, with or without a key.
    """

    enrolled = Signal(object)
    closed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self._card: Card | None = None
        filters = self.tr("Kartu kunci atau pergantian (*.pub *.zip);;Semua berkas (*)")
        self.reader = CardReader(dialogs, filters)
        self.key_view = FingerprintView()
        self.note_label = role_label("", "silent", wrap=True)
        self.region_combo = ChoiceCombo()
        self.role_combo = ChoiceCombo()
        self.person_edit = QLineEdit()
        self.until_edit = QLineEdit()
        self.by_edit = QLineEdit()
        self.ok_button = QPushButton(self.tr("Sidiknya sama dengan &kartu, masukkan"))
        self.ok_button.setProperty("primary", True)
        self.cancel_button = QPushButton(self.tr("Batal"))
        self._lay_out()
        self._fill()
        self.reader.read.connect(self._on_read)
        self.reader.file_chosen.connect(self._on_file_chosen)
        self.reader.failed.connect(self._on_unread)
        self.ok_button.clicked.connect(self._on_ok)
        self.cancel_button.clicked.connect(self.close_form)
        for edit in (self.person_edit, self.until_edit, self.by_edit):
            edit.returnPressed.connect(self._on_ok)
        self.hide()

    def _lay_out(self) -> None:
        why = self.tr(
            "Muat berkas .pub atau berkas pergantian kunci, tempel isi kode QR, atau ketik baris "
            "kunci publik dari kartu yang ditandatangani dan dicap."
        )
        card, column = titled_card(self.tr("Daftarkan kunci kabupaten/kota"), why)
        column.addWidget(self.reader)
        self.details = QWidget()
        inner = QVBoxLayout(self.details)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(space(2))
        inner.addWidget(self.key_view)
        inner.addWidget(self.note_label)
        form = QFormLayout()
        form.setHorizontalSpacing(space(4))
        form.setVerticalSpacing(space(2))
        for words, field in (
            (self.tr("Kabupaten/kota"), self.region_combo),
            (self.tr("Peran"), self.role_combo),
            (self.tr("Pemegang kunci"), self.person_edit),
            (self.tr("Berlaku sampai (boleh kosong)"), self.until_edit),
            (self.tr("Dicocokkan oleh"), self.by_edit),
        ):
            field.setMaximumWidth(chars(44))
            field.setAccessibleName(words)
            form.addRow(words, field)
        inner.addLayout(form)
        column.addWidget(self.details)
        column.addLayout(row_of(self.ok_button, self.cancel_button))
        self.rows.addWidget(card)

    def _fill(self) -> None:
        own = province_of(self._workspace)
        self.region_combo.addItem(self.tr("Pilih kabupaten/kota"), "")
        for region in regions():
            if region.province_code == own:
                self.region_combo.addItem(f"{region.name} ({region.code})", region.code)
        for role in ("operator", "head"):
            self.role_combo.addItem(ROLE_WORDS[role].capitalize(), role)

    def start(self) -> None:
        """Begin with a blank form."""
        self._card = None
        self.reader.clear()
        self.person_edit.clear()
        self.until_edit.clear()
        session = self._workspace.require_session()
        self.by_edit.setText(session.raw(PROFILE, "operator"))
        self.details.hide()
        self.ok_button.hide()
        self.tell("", "")
        self.show()
        self.reader.line_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def close_form(self) -> None:
        """Put the form away."""
        self.hide()
        self.closed.emit()

    # ------------------------------------------------------------ reading

    @Slot(object)
    def _on_read(self, card: Card) -> None:
        try:
            enrolment.check_card(self._workspace, card)
        except KksError as fault:
            self._on_unread(fault)
            return
        self._show(card, "")

    def _show(self, card: Card, note: str) -> None:
        self._card = card
        self.tell("", "")
        self.key_view.show_card(card)
        self.note_label.setText(note)
        self.note_label.setVisible(bool(note))
        self.region_combo.setCurrentIndex(max(0, self.region_combo.findData(card.region)))
        self.region_combo.setEnabled(not card.region)
        self.role_combo.setCurrentIndex(max(0, self.role_combo.findData(card.role)))
        self.role_combo.setEnabled(not card.role)
        self.person_edit.setText(card.person)
        self.details.show()
        self.ok_button.show()
        first = self.ok_button if card.person else self.person_edit
        (first if card.region else self.region_combo).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_unread(self, fault: Exception) -> None:
        self._card = None
        self.details.hide()
        self.ok_button.hide()
        self.tell_fault(fault)

    @Slot(object)
    def _on_file_chosen(self, path: Path) -> None:
        job = partial(_change_job, self._workspace, path)
        self.work(job, self.tr("Memeriksa {0}").format(path.name), self._on_announced)

    @Slot(object)
    def _on_announced(self, found: Announced) -> None:
        old = grouped(found.old.key_id)
        if found.vouched:
            note = self.tr(
                "◐ Pergantian dari kunci {0}, yang terdaftar di sini. Sebab: {1}. Setelah "
                "disahkan, tandai kunci lama sebagai digantikan."
            ).format(old, found.reason or self.tr("tidak ditulis"))
        else:
            note = self.tr(
                "▲ Pergantian dari kunci {0}, yang tidak terdaftar di sini: cocokkan seperti kunci "
                "yang baru sama sekali."
            ).format(old)
        self._show(found.card, note)

    # ------------------------------------------------------------ entering

    @Slot()
    def _on_ok(self) -> None:
        if self._card is None:
            return
        typed = self.until_edit.text().strip()
        until = parse_date(typed) if typed else None
        if typed and until is None:
            self.tell(self.tr("▲ Tulis tanggalnya seperti 31 Des 2026, atau kosongkan."), "problem")
            self.until_edit.setFocus()
            return
        card = replace(
            self._card,
            region=str(self.region_combo.currentData()),
            role=str(self.role_combo.currentData()),
            person=self.person_edit.text(),
        )
        try:
            row = enrolment.propose(self._workspace, card, self.by_edit.text(), until)
        except KksError as fault:
            self.tell_fault(fault)
            return
        self.close_form()
        self.enrolled.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
            return
        super().keyPressEvent(event)


def _change_job(workspace: Workspace, path: Path, _p: Progress, _c: CancelToken) -> Announced:
    return keychange.read_change(workspace, path)
