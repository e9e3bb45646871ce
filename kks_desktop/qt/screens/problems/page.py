"""The page ``Perlu diperbaiki``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.agencies import agency_names
from kks_desktop.domain.problems.rules import KIND_TITLES
from kks_desktop.qt import icons
from kks_desktop.qt.models.problems import PLACE, SENTENCE, SEVERITY, ProblemsModel
from kks_desktop.qt.screens.problems.words import (
    BLOCKS,
    ELSEWHERE,
    KELEMBAGAAN,
    WARNS,
    Sieve,
    count_words,
    place_words,
    severity_words,
)
from kks_desktop.qt.theme import chars, colours, line_height, role_label, space

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from kks_desktop.domain.problems.model import Problem
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.problem_watch import ProblemWatch


class _Table(QTableView):
    """Enter opens the row; Tab leaves the table.

    Signals:
        opened(): Enter was pressed.
    """

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class ProblemsPage(QWidget):
    """All problems in one list; Enter or a double click goes to the field.

    Signals:
        field_requested(str, str): the code and field to go to.
    """

    field_requested = Signal(str, str)

    def __init__(
        self, bridge: SessionBridge, watch: ProblemWatch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = bridge.session
        self._instrument = bridge.session.instrument
        self._watch = watch
        self._problems: tuple[Problem, ...] = ()
        self._marks: dict[tuple[bool, str], QIcon] = {}
        self.count_label = role_label("", "muted", wrap=True)
        self.search_edit = QLineEdit()
        self.severity_combo = QComboBox()
        self.tatanan_combo = QComboBox()
        self.agency_combo = QComboBox()
        self.kind_combo = QComboBox()
        self.model = ProblemsModel(self._mark, self)
        self.table = _Table()
        self.empty_label = role_label("", "muted", wrap=True)
        self.detail_label = role_label("", wrap=True)
        self.open_button = QPushButton(self.tr("&Buka isiannya"))
        self._fill_filters()
        self._dress_table()
        self._arrange()
        self._connect()

    # ------------------------------------------------------------ building

    def _fill_filters(self) -> None:
        for key in ("", BLOCKS, WARNS):
            self.severity_combo.addItem(key or self.tr("Semua"), key)
        self.tatanan_combo.addItem(self.tr("Semua"), "")
        self.tatanan_combo.addItem(self.tr("Kelembagaan"), KELEMBAGAAN)
        for tatanan in self._instrument.tatanan:
            self.tatanan_combo.addItem(f"{tatanan.number} {tatanan.name}", str(tatanan.number))
        self.tatanan_combo.addItem(self.tr("Di luar tatanan"), ELSEWHERE)
        self.agency_combo.addItem(self.tr("Semua"), "")
        for agency, name in agency_names(self._instrument, self._session.table).items():
            self.agency_combo.addItem(name, agency)
        self.kind_combo.addItem(self.tr("Semua"), "")
        for kind, title in KIND_TITLES.items():
            self.kind_combo.addItem(title, kind.value)
        self.search_edit.setPlaceholderText(self.tr("Kata atau nomor indikator"))
        self.search_edit.setClearButtonEnabled(True)

    def _name_agencies(self) -> None:
        """Call the OPD in the filter as they are called now."""
        names = agency_names(self._instrument, self._session.table)
        for number, name in enumerate(names.values(), 1):
            self.agency_combo.setItemText(number, name)

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setAccessibleName(self.tr("Yang perlu diperbaiki"))
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(line_height() + space(3))
        columns = table.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(SEVERITY, QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(SENTENCE, QHeaderView.ResizeMode.Stretch)
        columns.setSectionResizeMode(PLACE, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(SEVERITY, chars(23))
        table.setColumnWidth(PLACE, chars(42))

    def _arrange(self) -> None:
        filters = QGridLayout()
        filters.setHorizontalSpacing(space(3))
        filters.setVerticalSpacing(space())
        for column, (words, widget, stretch) in enumerate(
            (
                (self.tr("&Cari"), self.search_edit, 4),
                (self.tr("&Sifat"), self.severity_combo, 2),
                (self.tr("&Tatanan"), self.tatanan_combo, 3),
                (self.tr("&OPD"), self.agency_combo, 3),
                (self.tr("&Jenis"), self.kind_combo, 3),
            )
        ):
            label = role_label(words, "muted")
            label.setBuddy(widget)
            widget.setAccessibleName(words.replace("&", ""))
            if isinstance(widget, QComboBox):
                widget.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
                widget.setMinimumContentsLength(8)
            filters.addWidget(label, 0, column)
            filters.addWidget(widget, 1, column)
            filters.setColumnStretch(column, stretch)
        foot = QHBoxLayout()
        foot.setSpacing(space(4))
        foot.addWidget(self.detail_label, 1)
        foot.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space(6), space(5), space(6), space(4))
        rows.setSpacing(space(3))
        rows.addWidget(role_label(self.tr("Perlu diperbaiki"), "title"))
        rows.addWidget(self.count_label)
        rows.addLayout(filters)
        rows.addWidget(self.table, 1)
        rows.addWidget(self.empty_label)
        rows.addLayout(foot)
        self.detail_label.setMinimumHeight(2 * line_height())
        self.detail_label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self.search_edit.textChanged.connect(self._on_filter_changed)
        for combo in (
            self.severity_combo,
            self.tatanan_combo,
            self.agency_combo,
            self.kind_combo,
        ):
            combo.currentIndexChanged.connect(self._on_filter_changed)
        self.table.opened.connect(self._on_open)
        self.table.doubleClicked.connect(self._on_open)
        self.open_button.clicked.connect(self._on_open)
        self.table.selectionModel().currentChanged.connect(self._on_current_changed)
        self._watch.found.connect(self._on_found)

    def _mark(self, hard: bool) -> QIcon:
        mode = colours(self)
        key = (hard, mode.problem)
        if key not in self._marks:
            name = "problem" if hard else "attention"
            side = line_height()
            mark = icons.icon(name, QColor(mode.problem if hard else mode.silent), side)
            selected = icons.icon(name, QColor(mode.on_accent), side)
            mark.addPixmap(selected.pixmap(side), QIcon.Mode.Selected)
            self._marks[key] = mark
        return self._marks[key]

    # ------------------------------------------------------------ what is listed

    @property
    def sieve(self) -> Sieve:
        """The filters as they are set."""
        return Sieve(
            tatanan=self.tatanan_combo.currentData(),
            agency=self.agency_combo.currentData(),
            kind=self.kind_combo.currentData(),
            severity=self.severity_combo.currentData(),
            text=self.search_edit.text(),
        )

    @property
    def current(self) -> Problem | None:
        """The problem of the current row."""
        return self.model.problem(self.table.currentIndex())

    def _fill(self) -> None:
        kept, row_number = self.current, self.table.currentIndex().row()
        sieve = self.sieve
        rows = []
        for problem in self._problems:
            place = place_words(problem, self._instrument)
            if sieve.passes(problem, place):
                rows.append((problem, severity_words(problem), place))
        self.model.show(rows)
        self.count_label.setText(count_words(self._problems, len(rows)))
        self.table.setVisible(bool(rows))
        self.empty_label.setVisible(not rows and bool(self._problems))
        self.empty_label.setText(self.tr("Tidak ada yang cocok dengan saringan ini."))
        if rows:
            # what was put right is gone: its neighbour is next
            same = self.model.row_of(kept) if kept is not None else 0
            row = same if same >= 0 else min(row_number, len(rows) - 1)
            self.table.setCurrentIndex(self.model.index(row, SENTENCE))
        self._show_detail()

    def _show_detail(self) -> None:
        problem = self.current
        self.open_button.setEnabled(problem is not None)
        place = "" if problem is None else place_words(problem, self._instrument)
        self.detail_label.setText("" if problem is None else f"{problem.sentence}\n{place}")

    # ------------------------------------------------------------ slots

    @Slot(object)
    def _on_found(self, found: tuple[Problem, ...]) -> None:
        self._problems = found
        if self.isVisible():
            self._fill()

    @Slot()
    def _on_filter_changed(self) -> None:
        self._fill()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._show_detail()

    @Slot()
    def _on_open(self) -> None:
        problem = self.current
        if problem is not None:
            self.field_requested.emit(problem.code, problem.field)

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._name_agencies()
            self._problems = self._watch.current()
            self._fill()
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search_edit.text():
            self.search_edit.clear()
        else:
            super().keyPressEvent(event)
