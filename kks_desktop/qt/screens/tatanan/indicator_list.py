"""The list at the left of a tatanan page: heading, bar, filter and the indicators."""

from __future__ import annotations

from collections.abc import Sequence, Set

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.chart import Bar, Mark
from kks_desktop.domain.instrument import Indicator
from kks_desktop.domain.scoring import Scored
from kks_desktop.qt import icons
from kks_desktop.qt.models.indicators import (
    CODE_ROLE,
    ROW_ROLE,
    Filter,
    Index,
    IndicatorListModel,
    Row,
)
from kks_desktop.qt.theme import (
    Colours,
    chars,
    colours,
    line_height,
    role_label,
    scaled_font,
    space,
    tabular,
)
from kks_desktop.qt.widgets.bar_chart import ScoreBar
from kks_desktop.qt.widgets.elided_label import ElidedLabel


class _RowPainter(QStyledItemDelegate):
    """Mark, code, title, score in one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(chars(16), line_height() + 2 * space() + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        view, mode = option.widget, colours(option.widget)
        rect = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(space(1), 0.5, -space(1), -0.5)
        painter.setPen(
            QPen(QColor(mode.accent), 2) if selected and view.hasFocus() else Qt.PenStyle.NoPen
        )
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(mode.selected if selected else mode.hover))
            painter.drawRoundedRect(box, space() + 1, space() + 1)
        line = line_height()
        middle = Qt.AlignmentFlag.AlignVCenter
        left = rect.left() + space(2)
        mark = QRectF(left, rect.center().y() - line / 2 + 0.5, line, line)
        icons.draw_state(painter, mark, row.state, mode.state(row.state))
        painter.setFont(tabular(scaled_font(1.0)))
        left += line + space(2)
        painter.setPen(QColor(mode.muted))
        code_width = painter.fontMetrics().horizontalAdvance("8.88")
        painter.drawText(QRect(left, rect.top(), code_width, rect.height()), int(middle), row.code)
        left += code_width + space(2)
        right = rect.right() - space(3)
        score_width = painter.fontMetrics().horizontalAdvance("100")
        score = "–" if row.score is None else str(row.score)
        painter.setPen(QColor(mode.muted if row.score is None else mode.text))
        score_box = QRect(right - score_width, rect.top(), score_width, rect.height())
        painter.drawText(score_box, int(middle | Qt.AlignmentFlag.AlignRight), score)
        right -= score_width + space(2)
        rest = rect.adjusted(left - rect.left(), 0, right - rect.right(), 0)
        _paint_title(painter, mode, row, rest, scaled_font(1.0, bold=selected))
        painter.restore()


def _paint_title(
    painter: QPainter, mode: Colours, row: Row, rect: QRect, title_font: QFont
) -> None:
    """The title, shortened, and a mark where the choice differs from the suggestion."""
    middle = Qt.AlignmentFlag.AlignVCenter
    if row.differs:
        width = painter.fontMetrics().horizontalAdvance("≠")
        painter.setPen(QColor(mode.silent))
        painter.drawText(rect, int(middle | Qt.AlignmentFlag.AlignRight), "≠")
        rect = rect.adjusted(0, 0, -(width + space()), 0)
    painter.setFont(title_font)
    painter.setPen(QColor(mode.text))
    elide = Qt.TextElideMode.ElideRight
    title = painter.fontMetrics().elidedText(row.title, elide, rect.width())
    painter.drawText(rect, int(middle), title)


class _View(QListView):
    """Digits choose an option of the indicator shown, so the list does not search by them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _FilterCombo(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past it must not hide indicators


class IndicatorList(QWidget):
    """The indicators of one tatanan.

    Signals:
        chosen: a person goes to an indicator; carries its code.
        entry_wanted: Enter on an indicator: the cursor shall go to its first field.
    """

    chosen = Signal(str)
    entry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indicators: tuple[Indicator, ...] = ()
        self._scored: Scored | None = None
        self._carried: Set[str] = frozenset()
        self._quiet = False
        self.name_label = ElidedLabel("", self)
        self.name_label.setFont(scaled_font(1.08, bold=True))
        self.progress_label = ElidedLabel("", self)
        self.progress_label.setProperty("role", "muted")
        self.bar = ScoreBar(self)
        self.filter_label = role_label(self.tr("Saring:"), "muted")
        self.filter_combo = _FilterCombo(self)
        self.empty_label = role_label(
            self.tr("Tidak ada indikator pada saringan ini."), "muted", wrap=True
        )
        self.model = IndicatorListModel(self)
        self.view = _View(self)
        self._arrange()
        self.filter_combo.currentIndexChanged.connect(self._on_filter_changed)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.activated.connect(self._on_activated)

    def _arrange(self) -> None:
        for chosen, words in (
            (Filter.ALL, self.tr("semua")),
            (Filter.BLANK, self.tr("kosong")),
            (Filter.SILENT, self.tr("belum diputuskan")),
            (Filter.DIFFERS, self.tr("berbeda dari saran")),
            (Filter.PROBLEM, self.tr("perlu diperbaiki")),
            (Filter.CARRIED, self.tr("dibawa, belum dikonfirmasi")),
        ):
            self.filter_combo.addItem(words, chosen.value)
        self.filter_label.setBuddy(self.filter_combo)
        self.filter_combo.setAccessibleName(self.tr("Saring indikator"))
        self.filter_combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_RowPainter(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setProperty("plain", True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(self.tr("Indikator"))
        row = QHBoxLayout()
        row.addWidget(self.filter_label)
        row.addWidget(self.filter_combo, 1)
        head = QVBoxLayout()
        head.setContentsMargins(space(3), space(3), space(3), space(2))
        head.setSpacing(space())
        for widget in (self.name_label, self.progress_label, self.bar):
            head.addWidget(widget)
        head.addSpacing(space())
        head.addLayout(row)
        head.addWidget(self.empty_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        self.empty_label.hide()

    # ------------------------------------------------------------ public

    def show_indicators(
        self,
        name: str,
        indicators: Sequence[Indicator],
        scored: Scored,
        carried: Set[str] = frozenset(),
    ) -> None:
        """List another tatanan, unfiltered; ``carried`` wait to be confirmed."""
        self._carried = carried
        self.name_label.setText(name)
        self._indicators = tuple(indicators)
        self._quiet = True
        self.filter_combo.setCurrentIndex(0)
        self._quiet = False
        self._scored = scored
        self._fill("")

    def show_progress(self, words: str, bar: Bar | None, marks: tuple[Mark, ...]) -> None:
        """How far the tatanan is filled, and its score against the marks."""
        self.progress_label.setText(words)
        self.bar.setVisible(bar is not None)
        if bar is not None:
            self.bar.set_bar(bar, marks)

    def refresh(
        self, scored: Scored, codes: frozenset[str], carried: Set[str] = frozenset()
    ) -> None:
        """Show the new state of some indicators."""
        self._scored, self._carried = scored, carried
        self.model.refresh(scored, codes, carried)

    def set_current(self, code: str) -> None:
        """Mark an indicator as the one shown; no signal. A filter that hides it is lifted."""
        if self.model.row_of(code) < 0:
            self._quiet = True
            self.filter_combo.setCurrentIndex(0)
            self._quiet = False
            self._fill("")
        index = self.model.index(self.model.row_of(code))
        self._quiet = True
        self.view.setCurrentIndex(index)
        self._quiet = False
        self.view.scrollTo(index)

    @property
    def current(self) -> str:
        """The code marked in the list; empty if none."""
        return self.view.currentIndex().data(CODE_ROLE) or ""

    @property
    def filter(self) -> Filter:
        """The filter set."""
        return Filter(self.filter_combo.currentData())

    def set_filter(self, chosen: Filter) -> None:
        """List only what passes."""
        self.filter_combo.setCurrentIndex(list(Filter).index(chosen))

    # ------------------------------------------------------------ slots

    def _fill(self, keep: str) -> None:
        if self._scored is None:
            return
        self._quiet = True
        self.model.show(self._indicators, self._scored, self.filter, self._carried)
        row = self.model.row_of(keep)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row))
        self._quiet = False
        self.empty_label.setVisible(not self.model.codes)

    @Slot(int)
    def _on_filter_changed(self, _index: int) -> None:
        if self._quiet:
            return
        self._fill(self.current)
        if self.model.codes and not self.current:
            self.view.setCurrentIndex(self.model.index(0))

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(current.data(CODE_ROLE))

    @Slot(QModelIndex)
    def _on_activated(self, _index: QModelIndex) -> None:
        self.entry_wanted.emit()

    # ------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.filter_label.setVisible(self.width() > chars(28))
        self.view.scrollTo(self.view.currentIndex())
