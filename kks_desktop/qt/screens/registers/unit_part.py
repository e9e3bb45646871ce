"""The registers of kecamatan and desa/kelurahan: official rows, corrections with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.registers import DISTRICTS, Register
from kks_desktop.qt.screens.registers.part import RegisterPart
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.services.drafts import FORM
from kks_desktop.services.regions import Unit
from kks_desktop.services.register_rows import (
    FILL_LABEL,
    add_unit,
    bring_back,
    official_edits,
    remove_rows,
    removed_rows,
)

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change


class UnitPart(RegisterPart):
    """A register whose rows come from the official codes."""

    def __init__(
        self, bridge: SessionBridge, register: Register, note: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, register, note, parent)
        self._add_button = self._action(self.tr("Tambah…"), self._on_add_clicked)
        self._remove_button = self._action(self.tr("Keluarkan…"), self._on_remove_clicked)
        self._back_button = self._action("", self._on_back_clicked)
        self._fill_button = self._action(
            self.tr("Isi dari kode wilayah resmi"), self._on_fill_clicked
        )
        self._form = self._make_form()
        self._form.hide()
        self.column.insertWidget(1, self._form)
        self._removing = ""
        self._refresh()

    def _action(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(slot)
        button.setEnabled(not self._session.read_only)
        self.grid.add_action_widget(button)
        return button

    def _make_form(self) -> Card:
        """What is asked before a row comes or goes, inline above the sheet."""
        card = Card()
        form = QFormLayout(card)
        form.setContentsMargins(space(4), space(3), space(4), space(3))
        form.setVerticalSpacing(space(2))
        self._form_title = role_label("", "heading")
        form.addRow(self._form_title)
        self.code_edit, self.name_edit, self.reason_edit = TextLine(), TextLine(), TextLine()
        for words, edit in (
            (self.tr("Kode wilayah"), self.code_edit),
            (self.tr("Nama"), self.name_edit),
            (self.tr("Alasan"), self.reason_edit),
        ):
            edit.setAccessibleName(words)
            edit.edited.connect(self._on_form_edited)
            form.addRow(words, edit)
        self.go_button = QPushButton(self.tr("Tambah"))
        self.go_button.setProperty("primary", True)
        self.go_button.clicked.connect(self._on_go_clicked)
        cancel = QPushButton(self.tr("Batal"))
        cancel.clicked.connect(self._close_form)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(cancel)
        buttons.addWidget(self.go_button)
        form.addRow(buttons)
        self._layout = form
        return card

    def _open_form(self, title: str, go: str, *, asks_code: bool) -> None:
        self._form_title.setText(title)
        self.go_button.setText(go)
        for edit in (self.code_edit, self.name_edit):
            self._layout.setRowVisible(edit, asks_code)
        for edit in (self.code_edit, self.name_edit, self.reason_edit):
            edit.clear()
        if asks_code:
            self.code_edit.setText(f"{self._session.info.region_code}.")
        self.tell("")
        self._form.show()
        (self.code_edit if asks_code else self.reason_edit).setFocus()

    def _refresh(self) -> None:
        table, register = self._session.table, self.source.register
        removed = removed_rows(register, table)
        self._back_button.setText(self.tr("Kembalikan yang dikeluarkan ({0})").format(len(removed)))
        self._back_button.setVisible(bool(removed))
        lacking = not self.source.rows() and not removed
        self._fill_button.setVisible(lacking)

    @Slot()
    def _close_form(self) -> None:
        for edit in (self.code_edit, self.name_edit, self.reason_edit):
            self._bridge.note_form(self._form_code, edit.accessibleName(), "")
        self._form.hide()
        self.grid.setFocus()

    @property
    def _form_code(self) -> str:
        return f"{FORM}{self.source.register.id}"

    @Slot(str)
    def _on_form_edited(self, _key: str) -> None:
        for edit in (self.code_edit, self.name_edit, self.reason_edit):
            text = edit.raw() if edit.isModified() else ""
            self._bridge.note_form(self._form_code, edit.accessibleName(), text)

    @Slot()
    def _on_add_clicked(self) -> None:
        self._removing = ""
        title = self.tr("Tambah {0} yang belum ada di daftar resmi")
        name = self.source.register.title.lower()
        self._open_form(title.format(name), self.tr("Tambah"), asks_code=True)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self._removing = self.grid.current_row()
        if self._removing:
            name = self._session.raw(self._removing, "nama")
            title = self.tr("Keluarkan {0} dari daftar; isiannya disimpan dan dapat dikembalikan")
            self._open_form(title.format(name), self.tr("Keluarkan"), asks_code=False)

    @Slot()
    def _on_go_clicked(self) -> None:
        added = ""
        try:
            if self._removing:
                reason = self.reason_edit.raw().strip() or self.tr("tanpa alasan tertulis")
                remove_rows(self._session, [self._removing], reason)
            else:
                unit = Unit(self.code_edit.raw().strip(), self.name_edit.raw())
                added = add_unit(self._session, self.source.register, unit, self.reason_edit.raw())
        except KksError as fault:
            self.tell(f"▲ {fault}")
            return
        self.tell("")
        self._close_form()
        if added:
            self.show_row(added)

    @Slot()
    def _on_back_clicked(self) -> None:
        codes = removed_rows(self.source.register, self._session.table)
        along = bring_back(self._session, codes)
        names = ", ".join(self._session.raw(code, "nama") for code in along)
        self.tell(self.tr("◐ Ikut dikembalikan: kecamatan {0}.").format(names) if along else "")
        self.show_row(codes[0])

    @Slot()
    def _on_fill_clicked(self) -> None:
        edits = official_edits(self._session.info.region_code, self._session.table)
        self._bridge.commit(edits, FILL_LABEL)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        super()._on_changed(change)
        register = self.source.register.id
        if any(code.startswith((f"{register}:", f"{DISTRICTS}:")) for code, _ in change.keys):
            self._refresh()
