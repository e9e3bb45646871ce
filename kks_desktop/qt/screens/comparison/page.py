"""The page ``Bandingkan``: this assessment beside a sent revision or an earlier assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.comparison import Comparison, Direction
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.models.changes import (
    BEFORE,
    CODE_ROLE,
    DIFFERENCE,
    NAME,
    NOTE,
    NOW,
    ChangesModel,
    signed,
)
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.wording import moment_words, revision_words
from kks_desktop.services.comparing import Candidate, candidates, compare_with

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.workspace import Workspace


class _Tree(QTreeView):
    """Enter opens the indicator, as a double click does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class ComparisonPage(QWidget):
    """What rose and what fell, by tatanan and indicator.

    Signals:
        open_requested(str): go to an indicator.
    """

    open_requested = Signal(str)

    def __init__(
        self, workspace: Workspace, bridge: SessionBridge, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._session = bridge.session
        self._candidates: list[Candidate] = []
        self._comparison: Comparison | None = None
        self.with_combo = QComboBox()
        self.filter_combo = QComboBox()
        self.total_label = role_label("", "heading", wrap=True)
        self.counts_label = role_label("", "muted", wrap=True)
        self.nothing_label = role_label("", "muted", wrap=True)
        self.model = ChangesModel(self)
        self.tree = _Tree()
        self._lay_out()
        self.with_combo.currentIndexChanged.connect(self._on_chosen)
        self.filter_combo.currentIndexChanged.connect(self._on_filter)
        self.tree.activated.connect(self._on_activated)
        bridge.changed.connect(self._on_changed)

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(4))
        column.setSpacing(space(2))
        column.addWidget(role_label(self.tr("Bandingkan"), "title"))
        for chosen, words in (
            ("", self.tr("semua")),
            (Direction.UP.value, self.tr("naik")),
            (Direction.DOWN.value, self.tr("turun")),
            (Direction.SAME.value, self.tr("tetap")),
            (Direction.ONE_SIDE.value, self.tr("terjawab di satu sisi saja")),
        ):
            self.filter_combo.addItem(words, chosen)
        self.with_combo.setMinimumWidth(chars(42))
        row = QHBoxLayout()
        row.setSpacing(space(2))
        for words, combo in (
            (self.tr("Isian sekarang dengan"), self.with_combo),
            (self.tr("Saring:"), self.filter_combo),
        ):
            label = role_label(words, "muted")
            label.setBuddy(combo)
            combo.setAccessibleName(words)
            row.addWidget(label)
            row.addWidget(combo)
            row.addSpacing(space(3))
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.total_label)
        column.addWidget(self.counts_label)
        column.addWidget(self.nothing_label)
        column.addWidget(self.tree, 1)
        column.addStretch(0)
        self._set_up_tree()

    def _set_up_tree(self) -> None:
        tree = self.tree
        tree.setModel(self.model)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setAllColumnsShowFocus(True)
        tree.setExpandsOnDoubleClick(False)
        tree.setAccessibleName(self.tr("Perbandingan tiap indikator"))
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for section, width in ((BEFORE, 11), (NOW, 12), (DIFFERENCE, 13), (NOTE, 34)):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, chars(width))

    # ------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Look again at what there is to compare with, and compare."""
        chosen = self._candidate
        self._candidates = candidates(self._workspace)
        with QSignalBlocker(self.with_combo):
            self.with_combo.clear()
            for candidate in self._candidates:
                self.with_combo.addItem(self._words(candidate))
            if chosen in self._candidates:
                self.with_combo.setCurrentIndex(self._candidates.index(chosen))
        self._compare()

    @property
    def _candidate(self) -> Candidate | None:
        index = self.with_combo.currentIndex()
        return self._candidates[index] if 0 <= index < len(self._candidates) else None

    def _words(self, candidate: Candidate) -> str:
        if not candidate.revision or candidate.at is None:
            return self.tr("Penilaian {0}, isian terakhir").format(candidate.info.year)
        words = f"{revision_words(candidate.revision)}, {moment_words(candidate.at)}"
        if candidate.info.id != self._session.info.id:
            return self.tr("Penilaian {0}, {1}").format(candidate.info.year, words)
        return words[:1].upper() + words[1:]

    def _compare(self) -> None:
        candidate = self._candidate
        self._comparison = None
        sentence = ""
        if candidate is None:
            sentence = self.tr(
                "Belum ada yang dapat dibandingkan. Setelah berkas usulan pertama dikirim, atau "
                "penilaian baru dimulai, keadaan waktu itu dapat dipilih di sini."
            )
        else:
            try:
                self._comparison = compare_with(self._workspace, candidate)
            except KksError as fault:
                sentence = str(fault)
        self.nothing_label.setText(sentence)
        self.nothing_label.setVisible(bool(sentence))
        for widget in (self.tree, self.total_label, self.counts_label):
            widget.setVisible(self._comparison is not None)
        self.filter_combo.setEnabled(self._comparison is not None)
        self.with_combo.setEnabled(bool(self._candidates))
        self._show()

    def _show(self) -> None:
        found = self._comparison
        if found is None:
            return
        self.total_label.setText(
            self.tr("Skor {0} menjadi {1} ({2}). {3}").format(
                format_number(found.before),
                format_number(found.now),
                signed(found.now - found.before),
                self._category_words(found),
            )
        )
        self.counts_label.setText(
            self.tr(
                "{0} indikator naik, {1} turun, {2} tetap, {3} terjawab di satu sisi saja."
            ).format(*(found.count(direction) for direction in Direction))
        )
        key = self.filter_combo.currentData()
        chosen = Direction(key) if key else None
        self.model.show(found, self.tr("Dahulu"), self.tr("Sekarang"), chosen)
        self.tree.expandAll()

    def _category_words(self, found: Comparison) -> str:
        name = self._session.instrument.category_name
        none = self.tr("belum ada")
        before, now = name(found.category_before) or none, name(found.category_now) or none
        if before == now:
            return self.tr("Indikasi kategori tetap: {0}.").format(now)
        return self.tr("Indikasi kategori: {0} menjadi {1}.").format(before, now)

    # ------------------------------------------------------------ slots

    @Slot(int)
    def _on_chosen(self, _index: int) -> None:
        self._compare()

    @Slot(int)
    def _on_filter(self, _index: int) -> None:
        self._show()

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        code = index.siblingAtColumn(NAME).data(CODE_ROLE)
        if code:
            self.open_requested.emit(code)
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    @Slot(object)
    def _on_changed(self, _change: object) -> None:
        if self.isVisible():
            self._compare()

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()
