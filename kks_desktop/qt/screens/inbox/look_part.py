"""What taking in would do, file by file and item by item; afterwards what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.accounting import Fate
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.screens.inbox.words import (
    changed_first,
    count_words,
    fate_words,
    item_rows,
    mark_of,
    outcome_rows,
    summary,
    take_words,
    warning_words,
)
from kks_desktop.qt.theme import chars, role_label, scaled_font, space
from kks_desktop.qt.widgets.form_looks import reveal
from kks_desktop.qt.widgets.plain_table import PlainTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.services.importing import Imported
    from kks_desktop.services.receipts import GivenReceipt
    from kks_desktop.services.receiving_outcome import Outcome


_SEALED = "SEALED"


class LookPart(QWidget):
    """A dry run, with one button that takes it all in; then the same of what came in.

    A typed passphrase stays in its field from the look to the taking in, and no longer.

    Signals:
        taken(str): take it in; with the passphrase of the receipt key, or none.
        looked_again(str): look again, with a passphrase that opens seals.
        closed(): back to the list.
    """

    taken = Signal(str)
    looked_again = Signal(str)
    closed = Signal()

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self._outcomes: tuple[Outcome, ...] = ()
        self._receipts: Mapping[str, GivenReceipt] = {}
        self.title_label = role_label("", "heading", wrap=True)
        self.summary_label = role_label("", "", wrap=True)
        self.files_table = PlainTable(
            (
                Heading(self.tr("Berkas"), wide=3),
                Heading(self.tr("Kiriman")),
                Heading(self.tr("Hasil"), wide=6),
                Heading(self.tr("Baru"), number=True),
                Heading(self.tr("Diperbarui"), number=True),
                Heading(self.tr("Tetap"), number=True),
                Heading(self.tr("Ditolak"), number=True),
            )
        )
        self.files_table.setAccessibleName(self.tr("Berkas"))
        self.counts_label = role_label("", "muted", wrap=True)
        self.filter_combo = QComboBox()
        self.items_table = PlainTable(
            (
                Heading(self.tr("Jenis")),
                Heading(self.tr("Kode"), wide=2),
                Heading(self.tr("Nama"), wide=5),
                Heading(self.tr("Hasil")),
            )
        )
        self.items_table.setAccessibleName(self.tr("Butir"))
        self.warnings_label = role_label("", "silent", wrap=True)
        self.words_label = role_label("", "", wrap=True)
        self.words_label.setFont(scaled_font(1.25, bold=True))
        self.words_label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.read_label = role_label(self.tr("Untuk dibacakan lewat telepon:"), "muted")
        self.passphrase_edit = QLineEdit()
        self.again_button = QPushButton(self.tr("&Lihat ulang"))
        self.back_button = QPushButton(self.tr("&Batal"))
        self.take_button = QPushButton()
        self.signing = QWidget()
        self._lay_out()
        self.files_table.moved.connect(self._on_moved)
        self.filter_combo.currentIndexChanged.connect(self._on_filter)
        self.again_button.clicked.connect(self._on_again)
        self.back_button.clicked.connect(self.closed)
        self.take_button.clicked.connect(self._on_take)
        self.passphrase_edit.returnPressed.connect(self._on_entered)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(self.title_label)
        column.addWidget(self.summary_label)
        column.addWidget(self.files_table, 3)
        column.addWidget(self.read_label)
        column.addWidget(self.words_label)
        column.addWidget(self.warnings_label)
        column.addWidget(self.counts_label)
        row = QHBoxLayout()
        label = role_label(self.tr("Saring:"), "muted")
        label.setBuddy(self.filter_combo)
        self.filter_combo.addItem(self.tr("semua butir"), "")
        for fate in Fate:
            self.filter_combo.addItem(fate_words(fate).lower(), fate.value)
        row.addWidget(label)
        row.addWidget(self.filter_combo)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.items_table, 4)
        column.addWidget(self._signing())
        buttons = QHBoxLayout()
        buttons.setSpacing(space(2))
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        self.take_button.setProperty("primary", True)
        buttons.addWidget(self.take_button)
        column.addLayout(buttons)

    def _signing(self) -> QWidget:
        reveal(self.passphrase_edit, shown=False)
        self.passphrase_edit.setAccessibleName(self.tr("Sandi kunci tanda terima"))
        self.passphrase_edit.setMinimumWidth(chars(30))
        words = self.tr("Sandi untuk menandatangani tanda terima dan membuka segel (boleh nanti):")
        row = QHBoxLayout(self.signing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(space(2))
        row.addWidget(role_label(words, "muted", wrap=True), 1)
        row.addWidget(self.passphrase_edit)
        row.addWidget(self.again_button)
        return self.signing

    # ------------------------------------------------------------ showing

    def show_look(self, imported: Imported) -> None:
        """Show what would happen."""
        self.title_label.setText(self.tr("Yang akan terjadi; belum ada yang dimasukkan"))
        words = take_words(imported.report.outcomes)
        self.take_button.setText(words)
        self.take_button.setVisible(bool(words))
        self.back_button.setText(self.tr("&Batal"))
        self.signing.setVisible(bool(imported.report.outcomes))
        self._show(imported, done=False)

    def show_done(self, imported: Imported) -> None:
        """Show what happened."""
        self.passphrase_edit.clear()
        self.title_label.setText(self.tr("Sudah dimasukkan"))
        self.take_button.hide()
        self.signing.hide()
        self.back_button.setText(self.tr("&Kembali ke Kotak masuk"))
        self._show(imported, done=True)
        self.back_button.setFocus()

    def _show(self, imported: Imported, *, done: bool) -> None:
        self._outcomes = imported.report.outcomes
        self._receipts = imported.receipts
        words = [summary(imported, done=done)]
        if imported.files:
            folder = next(iter(imported.files.values())).parent
            more = self.tr("{0} tanda terima ditulis di {1}.")
            words.append(more.format(format_number(len(imported.files)), folder))
        if imported.unsigned:
            more = self.tr("{0} tanda terima menunggu tanda tangan.")
            words.append(more.format(format_number(imported.unsigned)))
        self.summary_label.setText(" ".join(words))
        self.files_table.show_rows(outcome_rows(self._outcomes))
        self._show_items()

    def _show_items(self) -> None:
        key = self.files_table.key
        found = self._outcomes[int(key)] if key else None
        items = found.items if found is not None else ()
        receipt = self._receipts.get(found.answers or "") if found is not None else None
        words = receipt.words if receipt is not None else ()
        self.words_label.setText("   ".join(words))
        self.read_label.setVisible(bool(words))
        self.words_label.setVisible(bool(words))
        self.counts_label.setText(count_words(items))
        warnings = warning_words(found) if found is not None else ""
        self.warnings_label.setText(warnings)
        self.warnings_label.setVisible(bool(warnings))
        chosen = self.filter_combo.currentData()
        shown = [item for item in changed_first(items) if not chosen or item.fate == chosen]
        self.items_table.show_rows(item_rows(shown, self._instrument))

    @property
    def marks(self) -> str:
        """The marks of all files, for whoever wants them at a glance."""
        return "".join(mark_of(one) for one in self._outcomes)

    # ------------------------------------------------------------ slots

    @Slot(str)
    def _on_moved(self, _key: str) -> None:
        self._show_items()

    @Slot(int)
    def _on_filter(self, _index: int) -> None:
        self._show_items()

    @Slot()
    def _on_again(self) -> None:
        self.looked_again.emit(self.passphrase_edit.text())

    @Slot()
    def _on_take(self) -> None:
        self.taken.emit(self.passphrase_edit.text())

    @Slot()
    def _on_entered(self) -> None:
        """Go on: a seal is looked into first, what can be seen is taken in."""
        if any(one.refusal == _SEALED for one in self._outcomes):
            self._on_again()
        elif not self.take_button.isHidden():
            self._on_take()
