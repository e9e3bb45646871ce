"""One register on the screen: its grid, and what adds, takes out and brings back rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from kks_desktop.domain.registers import DISTRICTS, ROW_PROOF, Register, register_of
from kks_desktop.qt.screens.field_history import FieldHistory, beside
from kks_desktop.qt.screens.registers.row_proof import RowProof
from kks_desktop.qt.screens.registers.source import RegisterSource
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid
from kks_desktop.services.register_rows import clear_edits

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change


class RegisterPart(QWidget):
    """A register's rows as a sheet.

    Signals:
        open_requested(str): another place is wanted.
        intake_requested(object): files are to be taken in for a row (``Intake``).
        row_shown(str): the code of the row that the cursor came to.
    """

    open_requested = Signal(str)
    intake_requested = Signal(object)
    row_shown = Signal(str)

    def __init__(
        self, bridge: SessionBridge, register: Register, note: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session = bridge.session
        self.source = RegisterSource(bridge, register)
        self.grid = RegisterGrid()
        self.grid.set_source(self.source)
        self.grid.row_selected.connect(self.row_shown)
        self.grid.setAccessibleName(register.title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(space(6), space(2), space(6), space(4))
        self.column.setSpacing(space(2))
        self.column.addWidget(role_label(note, "muted", wrap=True))
        self.told_label = role_label("", "silent", wrap=True)
        self.told_label.hide()
        self.column.addWidget(self.told_label)
        self.proof: RowProof | None = None
        self.column.addWidget(self._sheet(register), 1)
        if self.source.is_free:
            self._clear_button = QPushButton(self.tr("Hapus baris"))
            self._clear_button.clicked.connect(self._on_clear_clicked)
            self.grid.add_action_widget(self._clear_button)
            self._clear_button.setEnabled(not self._session.read_only)
        bridge.changed.connect(self._on_changed)

    def _sheet(self, register: Register) -> QWidget:
        """The grid, and beside it what there is of the row in front: its files, its history."""
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.grid)
        splitter.setStretchFactor(0, 1)
        if register.id in ROW_PROOF:
            splitter.addWidget(self._row_proof(register))
        self.history = FieldHistory(self._bridge)
        self._history_area = beside(self.history)
        self._history_area.hide()
        splitter.addWidget(self._history_area)
        self.history_button = QPushButton(self.tr("Riwayat"))
        self.history_button.setCheckable(True)
        self.history_button.setToolTip(self.tr("Perubahan pada baris yang dipilih"))
        self.history_button.toggled.connect(self._on_history_toggled)
        self.grid.add_action_widget(self.history_button)
        self.grid.row_selected.connect(self._on_row_selected)
        return splitter

    def _row_proof(self, register: Register) -> QWidget:
        self.proof = RowProof(self._bridge, register)
        self.proof.intake_requested.connect(self.intake_requested)
        self.proof.open_requested.connect(self.open_requested)
        self.proof.hide()
        self._proof_button = QPushButton(self.tr("Bukti baris"))
        self._proof_button.setCheckable(True)
        self._proof_button.setToolTip(self.tr("Berkas untuk baris yang dipilih"))
        self._proof_button.toggled.connect(self._on_proof_toggled)
        self.grid.add_action_widget(self._proof_button)
        return self.proof

    @Slot(bool)
    def _on_history_toggled(self, shown: bool) -> None:
        if shown and not self.flush():
            self.history_button.setChecked(False)
            return
        if shown and self.proof is not None:
            self._proof_button.setChecked(False)  # there is room for one of them
        self._on_row_selected(self.grid.current_row())
        self._history_area.setVisible(shown)

    @Slot(bool)
    def _on_proof_toggled(self, shown: bool) -> None:
        if self.proof is not None:
            if shown:
                self.history_button.setChecked(False)
            self._on_row_selected(self.grid.current_row())
            self.proof.setVisible(shown)

    @Slot(str)
    def _on_row_selected(self, code: str) -> None:
        """Show files and history of a row; a row nobody has typed into has none."""
        self.history.show_code(code)
        if self.proof is not None:
            known = code if code in self._session.table else ""
            self.proof.show_row(known, self._session.raw(code, "nama"))

    def tell_proof(self, target: str, sentence: str) -> None:
        """Say what became of files taken in for a row."""
        if self.proof is not None:
            self.proof.tell(target, sentence)

    def flush(self) -> bool:
        """Commit the cell being typed; ``False`` if it was refused."""
        return self.grid.flush()

    def show_row(self, code: str, field: str = "") -> None:
        """Bring a row into view, at one of its columns if given.

        What is no row of the register, such as ``desa:`` alone, puts the cursor into the sheet.
        """
        if code not in self.source.rows():
            self.grid.setFocus()
            return
        columns = [column for column in self.source.columns if not column.fixed]
        found = next((column.id for column in columns if column.id == field), columns[0].id)
        self.grid.select_cell(code, found)

    def tell(self, sentence: str) -> None:
        """Say what became of an action, or nothing."""
        self.told_label.setText(sentence)
        self.told_label.setVisible(bool(sentence))

    @Slot()
    def _on_clear_clicked(self) -> None:
        """Empty the current row, and let go of its files; undo brings both back."""
        code = self.grid.current_row()
        cells = self._session.table.get(code, {})
        if cells and self.flush():
            self._bridge.commit(clear_edits(self._session, code), self.tr("Hapus baris"))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        own = self.source.register
        codes = {code for code, _ in change.keys if register_of(code) is own}
        names = any(code.startswith(f"{DISTRICTS}:") for code, _ in change.keys)
        if codes:
            self.grid.refresh(codes)
        elif names and any(column.id == "kecamatan" for column in own.columns):
            self.grid.refresh(None)  # a kecamatan's name stands in the rows of its villages
