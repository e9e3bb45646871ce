"""The page ``Rujukan provinsi``: what the province asks and tells, drafted and signed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout

from kks_desktop.domain.province_registers import (
    COUNTERSIGN,
    FIGURE_REGISTER,
    LAST_DAY_REGISTER,
    LETTER,
    PROVINCE_REGISTERS,
    READING_REGISTER,
    RULES,
    SEALING,
)
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.field_page import FieldPage
from kks_desktop.qt.screens.keys.secret_form import SecretEdit
from kks_desktop.qt.screens.keys.words import day_words, draft_lines
from kks_desktop.qt.screens.keys.work import WorkPart, row_of, titled_card
from kks_desktop.qt.screens.registers.part import RegisterPart
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import show_column
from kks_desktop.qt.widgets.link_button import LinkButton
from kks_desktop.qt.widgets.sections import Sections
from kks_desktop.qt.widgets.yes_no import YesNoField
from kks_desktop.services.reference import draft_of, reference_of, sign_reference

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.reference import Draft
    from kks_desktop.services.signed_papers import SignedPaper
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

RULES_PART = "aturan"
_NOTES = {
    FIGURE_REGISTER.id: "Angka dan target nasional atau provinsi. Kabupaten/kota melihatnya "
    "beserta sumbernya.",
    READING_REGISTER.id: "Tafsir untuk hal yang tidak diatur juknis. Ditampilkan kepada "
    "kabupaten/kota, tidak pernah dipilihkan.",
    LAST_DAY_REGISTER.id: "Tanggal terakhir yang berlaku di provinsi ini.",
}


class ReferencePage(Sections):
    """Rules and signing, and a sheet for each list."""

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Rujukan provinsi", parent)
        self.add(
            RULES_PART,
            self.tr("Aturan && tanda tangan"),
            partial(RulesPart, workspace, bridge, runner, dialogs, self.show_row),
        )
        for register in PROVINCE_REGISTERS:
            part = partial(RegisterPart, bridge, register, _NOTES[register.id])
            self.add(register.id, register.title, part)

    def show_row(self, code: str, field: str = "") -> None:
        """Bring a drafted row to the front."""
        part = self.show_part(code.partition(":")[0])
        if isinstance(part, RegisterPart):
            part.show_row(code, field)


class RulesPart(FieldPage):
    """What the province asks of bundles, and signing what is drafted."""

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        show_row: object,
        parent: QWidget | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(bridge, parent, pause_ms)
        self.signing = SigningPart(workspace, runner, dialogs, show_row)
        rows = QVBoxLayout()
        rows.addWidget(self._rules())
        rows.addWidget(self.signing)
        rows.addStretch(1)
        show_column(self, rows, 108)
        bridge.changed.connect(self._on_changed)

    def _rules(self) -> Card:
        card = Card()
        form = QFormLayout(card)
        form.setContentsMargins(space(4), space(3), space(4), space(4))
        form.setVerticalSpacing(space(2))
        form.setHorizontalSpacing(space(4))
        form.addRow(role_label(self.tr("Yang diminta dari kabupaten/kota"), "heading"))
        for field, words in (
            (SEALING, self.tr("Berkas usulan disegel untuk provinsi")),
            (COUNTERSIGN, self.tr("Kepala ikut mengesahkan berkas usulan")),
            (LETTER, self.tr("Surat usulan bertanda tangan wajib ikut")),
        ):
            answer = YesNoField()
            label = QLabel(words)
            label.setBuddy(answer)
            answer.setAccessibleName(words)
            form.addRow(label, answer)
            self._binding.add(answer, RULES, field, words)
        note = self.tr("Yang tidak dijawab berarti tidak diminta; surat usulan lalu diperingatkan.")
        form.addRow(role_label(note, "muted", wrap=True))
        return card

    @Slot(object)
    def _on_changed(self, _change: object) -> None:
        if self.isVisible():
            self.signing.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.signing.refresh()


class SigningPart(WorkPart):
    """The reference in force, what the next would say, and its signature."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        show_row: object,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self._show_row = show_row
        self._draft: Draft | None = None
        self.state_label = role_label("", "", wrap=True)
        self.next_label = role_label("", "", wrap=True)
        self.fault_link = LinkButton("")
        self.passphrase_edit = SecretEdit(self.tr("Sandi kunci tanda terima"))
        self.sign_button = QPushButton()
        self.sign_button.setProperty("primary", True)
        card, column = titled_card(self.tr("Rujukan"))
        for widget in (self.state_label, self.next_label):
            column.addWidget(widget)
        column.addWidget(self.fault_link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.passphrase_edit)
        column.addLayout(row_of(self.sign_button))
        self.rows.addWidget(card)
        self.sign_button.clicked.connect(self._on_sign)
        self.passphrase_edit.returnPressed.connect(self._on_sign)
        self.fault_link.clicked.connect(self._on_fault)

    def refresh(self) -> None:
        """Show what is in force and what is drafted."""
        reference = reference_of(self._workspace)
        none = self.tr("○ Belum ada rujukan yang ditandatangani.")
        words = self.tr("✓ Yang berlaku: nomor {0}, {1}.")
        self.state_label.setText(
            words.format(reference.serial, day_words(reference.issued_at)) if reference else none
        )
        draft = self._draft = draft_of(self._workspace)
        self.next_label.setText("\n".join(draft_lines(draft)))
        self.fault_link.setVisible(bool(draft.faults))
        self.fault_link.setText(self.tr("Buka baris itu"))
        may_sign = draft.changed and not draft.faults and not self._workspace.read_only
        self.passphrase_edit.setVisible(may_sign)
        self.sign_button.setVisible(may_sign)
        self.sign_button.setText(
            self.tr("&Tandatangani rujukan nomor {0}").format(draft.reference.serial)
        )

    @Slot()
    def _on_fault(self) -> None:
        if self._draft is not None and self._draft.faults and callable(self._show_row):
            fault = self._draft.faults[0]
            self._show_row(fault.code, fault.field)

    @Slot()
    def _on_sign(self) -> None:
        if not self.passphrase_edit.text():
            self.tell(self.tr("▲ Isi sandi kunci tanda terima."), "problem")
            self.passphrase_edit.setFocus()
            return
        draft = draft_of(self._workspace)
        job = partial(_sign_job, self._workspace, draft, self.passphrase_edit.text())
        self.passphrase_edit.clear()
        self.work(job, self.tr("Menandatangani rujukan"), self._on_signed)

    @Slot(object)
    def _on_signed(self, paper: SignedPaper) -> None:
        self.refresh()
        self.changed.emit()
        words = self.tr("✓ Rujukan nomor {0} berlaku dan ikut dengan setiap tanda terima.")
        self.tell(words.format(paper.serial), "accent")


def _sign_job(
    workspace: Workspace, draft: Draft, passphrase: str, _p: Progress, _c: CancelToken
) -> SignedPaper:
    return sign_reference(workspace, draft, passphrase)
