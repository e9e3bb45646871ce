"""The province's root key at a district: which is trusted, and how to come to trust one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.screens.keys.card_reader import CardReader, FingerprintView
from kks_desktop.qt.screens.keys.words import day_words
from kks_desktop.qt.screens.keys.work import WorkPart, row_of, titled_card
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.wording import grouped
from kks_desktop.services import enrolment
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.keys import moment
from kks_desktop.services.province_keys import root_card, root_row

if TYPE_CHECKING:
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.enrolment import Card
    from kks_desktop.services.workspace import Workspace


class RootPart(WorkPart):
    """Shows the root key in force and enrols one; ``changed`` where another is trusted."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self._card: Card | None = None
        province = workspace.require_session().info.province_name
        self.key_view = FingerprintView()
        self.state_label = role_label("", "muted", wrap=True)
        self.other_button = QPushButton(self.tr("Cocokkan kunci induk lain…"))
        filters = self.tr("Kunci publik (*.pub);;Semua berkas (*)")
        self.reader = CardReader(dialogs, filters)
        self.compared = FingerprintView()
        self.by_edit = QLineEdit()
        self.by_edit.setMaximumWidth(chars(44))
        self.trust_button = QPushButton(self.tr("&Sidiknya sama, percayai"))
        self.trust_button.setProperty("primary", True)
        self.cancel_button = QPushButton(self.tr("Batal"))
        self._lay_out(province)
        self.other_button.clicked.connect(self._on_other)
        self.reader.read.connect(self._on_read)
        self.reader.failed.connect(self._on_unread)
        self.trust_button.clicked.connect(self._on_trust)
        self.by_edit.returnPressed.connect(self._on_trust)
        self.cancel_button.clicked.connect(self._on_cancel)

    def _lay_out(self, province: str) -> None:
        title = self.tr("Kunci induk Provinsi {0}").format(province)
        why = self.tr(
            "Dengan kunci induk program ini tahu bahwa daftar kunci benar-benar dari provinsi. "
            "Sidiknya dicocokkan satu kali dengan surat edaran atau lewat telepon."
        )
        card, column = titled_card(title, why)
        column.addWidget(self.key_view)
        column.addWidget(self.state_label)
        column.addLayout(row_of(self.other_button))
        column.addWidget(self.reader)
        self.comparing = QWidget()
        inner = QVBoxLayout(self.comparing)
        inner.setContentsMargins(0, space(), 0, 0)
        inner.setSpacing(space(2))
        inner.addWidget(self.compared)
        ask = self.tr(
            "Bandingkan kedelapan kelompok ini dengan surat edaran, atau telepon kantor provinsi "
            "melalui nomor yang sudah dikenal dan minta dibacakan."
        )
        inner.addWidget(role_label(ask, "", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(space(4))
        form.addRow(self.tr("Yang mencocokkan"), self.by_edit)
        inner.addLayout(form)
        inner.addLayout(row_of(self.trust_button, self.cancel_button))
        column.addWidget(self.comparing)
        self.rows.addWidget(card)

    def refresh(self) -> None:
        """Show which root key is in force."""
        row, card = root_row(self._workspace), root_card(self._workspace)
        may_write = not self._workspace.read_only
        self._card = None
        self.comparing.hide()
        self.key_view.setVisible(card is not None)
        self.other_button.setVisible(card is not None and may_write)
        self.reader.setVisible(card is None and may_write)
        if row is None or card is None:
            self.state_label.setText(
                self.tr("○ Belum dicocokkan. Muat berkas .pub dari provinsi, atau ketik barisnya.")
            )
            return
        words = self.tr("Nomor kunci {0}").format(grouped(card.key_id))
        self.key_view.show_print(words, card.fingerprint)
        at = moment(row.confirmed_at)
        day = day_words(at) if at else ""
        self.state_label.setText(
            self.tr("✓ Dicocokkan oleh {0} pada {1}.").format(row.confirmed_by or row.added_by, day)
        )

    @Slot()
    def _on_other(self) -> None:
        self.other_button.hide()
        self.reader.show()
        self.reader.line_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_read(self, card: Card) -> None:
        try:
            enrolment.check_root_card(self._workspace, card)
        except KksError as fault:
            self._on_unread(fault)
            return
        self._card = card
        self.tell("", "")
        self.compared.show_card(card)
        session = self._workspace.require_session()
        self.by_edit.setText(self.by_edit.text() or session.raw(PROFILE, "operator"))
        self.comparing.show()
        self.trust_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_unread(self, fault: Exception) -> None:
        self._card = None
        self.comparing.hide()
        self.tell_fault(fault)

    @Slot()
    def _on_trust(self) -> None:
        if self._card is None:
            return
        try:
            person = self._workspace.require_session().info.province_name
            card = replace(self._card, person=f"Provinsi {person}")
            enrolment.trust_root(self._workspace, card, self.by_edit.text())
        except KksError as fault:
            self.tell_fault(fault)
            return
        self.reader.clear()
        self.refresh()
        self.changed.emit()
        words = self.tr("✓ Kunci induk dipercaya. Sekarang ambil daftar kunci dari provinsi.")
        self.tell(words, "accent")

    @Slot()
    def _on_cancel(self) -> None:
        self.reader.clear()
        self.refresh()
        self.tell(self.tr("Kunci induk belum diubah."), "muted")
