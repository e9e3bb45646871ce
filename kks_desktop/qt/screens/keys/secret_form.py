"""Fields for a name and passphrases, in place of the buttons that asked for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.check_box import CheckBox
from kks_desktop.qt.widgets.form_looks import reveal
from kks_desktop.services.passphrases import MIN_LENGTH, passphrase_strength

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

LONGEST_LINE = 44


class Asked(NamedTuple):
    """What a form asks: a name (``None`` for no name), a reason, passphrases; and its words."""

    title: str
    why: str
    button: str
    person: str | None = None
    reason: bool = False
    old: bool = False
    new: bool = False


class SecretForm(QWidget):
    """Asks, checks what can be checked, and leaves no passphrase behind.

    Signals:
        submitted: everything asked for is there.
        cancelled: the person turned away.
    """

    submitted = Signal()
    cancelled = Signal()

    def __init__(self, hints: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hints = hints
        self._asked: Asked | None = None
        self.title_label = role_label("", "heading", wrap=True)
        self.why_label = role_label("", "muted", wrap=True)
        self.person_edit = QLineEdit()
        self.reason_edit = QLineEdit()
        self.old_edit = SecretEdit()
        self.first_edit = SecretEdit()
        self.strength_label = role_label("", "muted")
        self.second_edit = SecretEdit()
        self.show_check = CheckBox(self.tr("Tampilkan sandi"))
        self.problem_label = role_label("", "problem", wrap=True)
        self.ok_button = QPushButton()
        self.ok_button.setProperty("primary", True)
        self.cancel_button = QPushButton(self.tr("Batal"))
        self._lay_out()
        self.first_edit.textEdited.connect(self._on_first_edited)
        self.show_check.toggled.connect(self._on_show_toggled)
        self.ok_button.clicked.connect(self._on_ok)
        self.cancel_button.clicked.connect(self._on_cancel)
        for edit in self._edits():
            edit.returnPressed.connect(self._on_ok)
        self.hide()

    def _edits(self) -> tuple[QLineEdit, ...]:
        return (
            self.person_edit,
            self.reason_edit,
            self.old_edit,
            self.first_edit,
            self.second_edit,
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, space(2), 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.title_label)
        column.addWidget(self.why_label)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(space(2))
        self.form.setHorizontalSpacing(space(4))
        for words, edit in (
            (self.tr("Pemegang kunci"), self.person_edit),
            (self.tr("Sebab (boleh kosong)"), self.reason_edit),
            (self.tr("Sandi sekarang"), self.old_edit),
            (self.tr("Sandi baru"), self.first_edit),
            ("", self.strength_label),
            (self.tr("Sandi baru sekali lagi"), self.second_edit),
            ("", self.show_check),
        ):
            edit.setMaximumWidth(chars(LONGEST_LINE))
            edit.setAccessibleName(words or edit.accessibleName())
            self.form.addRow(words, edit)
        column.addLayout(self.form)
        column.addWidget(self.problem_label)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.ok_button)
        row.addWidget(self.cancel_button)
        row.addStretch(1)
        column.addLayout(row)

    # ------------------------------------------------------------ asking

    def ask(self, asked: Asked) -> None:
        """Show the fields that are wanted, blank, with the cursor in the first."""
        self.clear()
        self._asked = asked
        self.title_label.setText(asked.title)
        self.why_label.setText(asked.why)
        self.why_label.setVisible(bool(asked.why))
        self.ok_button.setText(asked.button)
        shown = {
            self.person_edit: asked.person is not None,
            self.reason_edit: asked.reason,
            self.old_edit: asked.old,
            self.first_edit: asked.new,
            self.strength_label: asked.new,
            self.second_edit: asked.new,
        }
        for widget, visible in shown.items():
            self.form.setRowVisible(widget, visible)
        label = self.form.labelForField(self.old_edit)
        if label is not None:
            words = self.tr("Sandi sekarang") if asked.new else self.tr("Sandi")
            label.setProperty("text", words)
        self.person_edit.setText(asked.person or "")
        self.show()
        first = next(
            (e for e in self._edits() if shown[e] and not e.text() and e is not self.reason_edit),
            self.ok_button,
        )
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def person(self) -> str:
        """The name typed."""
        return self.person_edit.text().strip()

    @property
    def reason(self) -> str:
        """The reason typed; empty for none."""
        return self.reason_edit.text().strip()

    @property
    def old(self) -> str:
        """The passphrase that is in use."""
        return self.old_edit.text()

    @property
    def new(self) -> str:
        """The passphrase to be used from now on."""
        return self.first_edit.text()

    def clear(self) -> None:
        """Leave no passphrase behind."""
        for edit in self._edits():
            edit.clear()
        self.show_check.setChecked(False)
        self.strength_label.clear()
        self._tell("")

    def _problem(self) -> str:
        asked = self._asked
        if asked is None:
            return ""
        if asked.person is not None and not self.person:
            return self.tr("Isi nama pemegang kunci; nama ini tercetak pada kartu kunci.")
        if asked.old and not self.old:
            return self.tr("Isi sandinya.")
        if not asked.new:
            return ""
        if len(self.new) < MIN_LENGTH:
            words = self.tr("Sandi baru terlalu pendek; paling sedikit {0} huruf.")
            return words.format(MIN_LENGTH)
        if not passphrase_strength(self.new, (*self._hints, self.person)).enough:
            return self.tr("Sandi baru mudah ditebak; pakai beberapa kata yang tidak biasa.")
        if self.new != self.second_edit.text():
            return self.tr("Kedua sandi baru belum sama; ketik ulang yang kedua.")
        return ""

    def _tell(self, words: str) -> None:
        self.problem_label.setText(words)
        self.problem_label.setVisible(bool(words))

    # ------------------------------------------------------------ slots

    @Slot(str)
    def _on_first_edited(self, passphrase: str) -> None:
        strength = passphrase_strength(passphrase, (*self._hints, self.person))
        self.strength_label.setText(strength.words.capitalize() if passphrase else "")

    @Slot(bool)
    def _on_show_toggled(self, shown: bool) -> None:
        for edit in (self.old_edit, self.first_edit, self.second_edit):
            reveal(edit, shown=shown)

    @Slot()
    def _on_ok(self) -> None:
        asked = self._asked
        if asked is not None and asked.new and self.new and not self.second_edit.text():
            strong = passphrase_strength(self.new, (*self._hints, self.person)).enough
            if strong:
                self.second_edit.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        problem = self._problem()
        self._tell(problem)
        if not problem:
            self.submitted.emit()

    @Slot()
    def _on_cancel(self) -> None:
        self.clear()
        self.hide()
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
            return
        super().keyPressEvent(event)


class SecretEdit(QLineEdit):
    """A passphrase, hidden, and gone as soon as the line is."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaximumWidth(chars(LONGEST_LINE))
        self.setPlaceholderText(words)
        self.setAccessibleName(words)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.clear()
