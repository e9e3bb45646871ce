"""The list of the library: what there is, filtered and searched, and the file in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.instrument import YEARS as DATA_YEARS
from kks_desktop.domain.library import Shelf, ShelfRow, count_shelves, shelve
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.intake import Intake
from kks_desktop.qt.models.library import NAME, STATE, TARGETS, YEARS, LibraryModel
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.evidence.file_panel import FilePanel
from kks_desktop.qt.theme import chars, line_height, role_label, space
from kks_desktop.qt.widgets.evidence_list import DropRow
from kks_desktop.qt.wording import size_words
from kks_desktop.services.evidence import meter_of
from kks_desktop.services.taking_in import care_job

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.evidence import EvidenceDesk, Meter
    from kks_desktop.services.session import Change

_SEARCH_AFTER = 150


class ListPart(QWidget):
    """All files at the left, one of them at the right.

    Signals:
        open_requested(str): the place of a use.
        intake_requested(object): files are to come into the library (``Intake``).
        checked(object): the SHA-256 of files found damaged, a frozenset.
    """

    open_requested = Signal(str)
    intake_requested = Signal(object)
    checked = Signal(object)

    def __init__(
        self,
        desk: EvidenceDesk,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bridge = bridge
        self._runner = runner
        self._stale = True
        self._cared = False
        self._every: tuple[ShelfRow, ...] = ()
        self._sizes: dict[str, int] = {}
        self._sized: frozenset[str] = frozenset()
        info, instrument = bridge.session.info, bridge.session.instrument
        self._wanted = {instrument.data_year(year, info.year) for year in DATA_YEARS}
        self.model = LibraryModel(self)
        self.panel = FilePanel(desk, bridge, runner, dialogs, None, pause_ms)
        self.panel.open_requested.connect(self.open_requested)
        self.panel.replaced.connect(self.select)
        self._search_timer = QTimer(self)
        self._search_timer.setSingleShot(True)
        self._search_timer.setInterval(_SEARCH_AFTER)
        self._search_timer.timeout.connect(self._show_rows)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._list())
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([chars(80), chars(70)])
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(2), 0, 0)
        column.addWidget(splitter)
        bridge.changed.connect(self._on_changed)

    # ------------------------------------------------------------ building

    def _list(self) -> QWidget:
        left = DropRow()
        left.setAcceptDrops(not self._bridge.session.read_only)
        left.dropped.connect(self._on_dropped)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, space(2), space(3))
        column.setSpacing(space(2))
        column.addLayout(self._filters())
        self.told_label = role_label("", "silent", wrap=True)
        self.told_label.hide()
        column.addWidget(self.told_label)
        column.addWidget(self._table(), 1)
        column.addLayout(self._foot())
        return left

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.search_edit = QLineEdit()
        self.search_edit.setPlaceholderText(self.tr("Cari nama, judul, atau indikator"))
        self.search_edit.setAccessibleName(self.tr("Cari bukti"))
        self.search_edit.setClearButtonEnabled(True)
        self.search_edit.textChanged.connect(self._on_search)
        self.shelf_combo = QComboBox()
        self.shelf_combo.setAccessibleName(self.tr("Tampilkan"))
        for shelf in Shelf:
            self.shelf_combo.addItem(shelf.value, shelf)
        self.shelf_combo.activated.connect(self._show_rows)
        row.addWidget(self.search_edit, 1)
        row.addWidget(self.shelf_combo)
        return row

    def _table(self) -> QTableView:
        self.table = QTableView()
        self.table.setProperty("plain", True)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Berkas bukti"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setCornerButtonEnabled(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(line_height() + space(3))
        header = self.table.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((TARGETS, 13), (YEARS, 12), (STATE, 18)):
            self.table.setColumnWidth(column, chars(width))
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        return self.table

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.meter_label = role_label("", "muted")
        row.addWidget(self.meter_label, 1)
        self.check_button = QPushButton(self.tr("Periksa semua berkas"))
        self.check_button.setToolTip(self.tr("Membaca ulang tiap berkas dan mencocokkan sidiknya"))
        self.check_button.clicked.connect(self.check)
        self.add_button = QPushButton(self.tr("Tambah berkas…"))
        self.add_button.setEnabled(not self._bridge.session.read_only)
        self.add_button.clicked.connect(self._on_add_clicked)
        row.addWidget(self.check_button)
        row.addWidget(self.add_button)
        return row

    # ------------------------------------------------------------ public

    def flush(self) -> bool:
        """Commit whatever is typed; ``False`` if a text was refused."""
        return self.panel.flush()

    @Slot(str)
    def select(self, sha256: str) -> None:
        """Bring a file to the front, out of any filter that hides it."""
        self.refresh()
        if self.model.row_of(sha256) < 0:
            self.search_edit.clear()
            self.shelf_combo.setCurrentIndex(0)
            self._show_rows()
        row = self.model.row_of(sha256)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.model.index(row, 0))

    def tell_proof(self, target: str, sentence: str) -> None:
        """Say what became of files taken in without a place."""
        if not target:
            self.tell(sentence)

    def tell(self, sentence: str) -> None:
        """Say what became of files that came in; empty for nothing."""
        self.told_label.setText(sentence)
        self.told_label.setVisible(bool(sentence))

    def refresh(self) -> None:
        """List the files as they are now."""
        self._stale = False
        proofs = self._bridge.proofs
        self._every = shelve(proofs.files.values(), proofs.damaged, self._wanted)
        counts = count_shelves(self._every)
        for index, shelf in enumerate(Shelf):
            words = f"{shelf.value} ({format_number(counts[shelf])})"
            self.shelf_combo.setItemText(index, words)
        meter = self._meter()
        words = self.tr("{0} berkas · {1} dari {2}").format(
            format_number(meter.files), size_words(meter.size), size_words(meter.limit)
        )
        self.meter_label.setText(f"▲ {words}" if meter.over else words)
        self._show_rows()

    def _meter(self) -> Meter:
        """The room that the files take; the store is asked only where files came or went."""
        files = self._bridge.proofs.files
        if files.keys() != self._sized:
            self._sizes, self._sized = self._desk.sizes(), frozenset(files)
        return meter_of(files, self._sizes)

    @Slot()
    def check(self) -> None:
        """Read every file again in the background."""
        self.check_button.setEnabled(False)
        task = self._runner.run(self._desk.check_all, self.tr("Memeriksa bukti"))
        task.succeeded.connect(self._on_all_checked)
        task.failed.connect(self._on_check_failed)
        task.finished.connect(self._on_check_finished)

    # ------------------------------------------------------------ inside

    @Slot()
    def _show_rows(self) -> None:
        shelf = self.shelf_combo.currentData()
        words = self.search_edit.text().casefold().split()
        rows = [row for row in self._every if row.belongs(shelf) and _matches(row, words)]
        front = self.panel.sha256
        self.model.show(rows)
        place = self.model.row_of(front) if front else 0
        if rows and place >= 0:
            self.table.selectRow(place)

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not now.isValid():
            return
        file = self.model.rows[now.row()].file
        if file.sha256 != self.panel.sha256 and not self.panel.show_file(file):
            self.table.selectRow(self.model.row_of(self.panel.sha256))

    @Slot()
    def _on_search(self) -> None:
        self._search_timer.start()

    @Slot()
    def _on_add_clicked(self) -> None:
        self.intake_requested.emit(Intake("", ""))

    @Slot(object)
    def _on_dropped(self, paths: object) -> None:
        if isinstance(paths, list):
            self.intake_requested.emit(Intake("", "", tuple(paths)))

    @Slot(object)
    def _on_all_checked(self, found: dict[str, str]) -> None:
        words = (
            self.tr("▲ {0} berkas rusak atau hilang; lihat saringan “Rusak atau hilang”.")
            if found
            else self.tr("✓ Semua berkas utuh.")
        )
        self.tell(words.format(format_number(len(found))))
        self.checked.emit(frozenset(found))
        self.refresh()

    @Slot(object)
    def _on_check_failed(self, fault: Exception) -> None:
        self.tell(f"▲ {failure_sentence(fault)}")

    @Slot(object)
    def _on_cared(self, damaged: frozenset[str]) -> None:
        if damaged != self._bridge.proofs.damaged:
            self.checked.emit(damaged)
            self.refresh()
        self.panel.renew()

    @Slot()
    def _on_check_finished(self) -> None:
        self.check_button.setEnabled(True)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if any(code.startswith(("bukti:", "opd:")) for code, _ in change.keys):
            self._stale = True
            if self.isVisible():
                self.refresh()

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()
        if not self._cared:
            self._cared = True
            task = self._runner.run(care_job(self._desk))
            task.succeeded.connect(self._on_cared)


def _matches(row: ShelfRow, words: list[str]) -> bool:
    if not words:
        return True
    text = f"{row.file.title} {row.file.name} {' '.join(row.targets)}".casefold()
    return all(word in text for word in words)
