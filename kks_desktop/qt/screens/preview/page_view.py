"""Pages under each other, drawn as they come into sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from kks_desktop.qt.screens.preview.document import POINTS, SCREEN_DPI
from kks_desktop.qt.theme import colours, space

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from kks_desktop.qt.screens.preview.document import Rendered
    from kks_desktop.qt.screens.preview.renderer import Renderer

SMALLEST, LARGEST = 0.25, 4.0
STEP = 1.2
WHOSE = "pages"
KEPT = 16
"""So many drawn pages stay in memory: an A4 page at 150 % takes about 8 MB."""


class PageView(QAbstractScrollArea):
    """Scrolls through a document.

    Signals:
        page_shown(int): another page is in front, from 0.
        zoom_changed(float): 1.0 is the size on paper at 96 dots an inch.
    """

    page_shown = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._sizes: list[tuple[float, float]] = []
        self._images: dict[int, Rendered] = {}
        self._zoom = 1.0
        self._fits_width = True
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Halaman dokumen"))
        renderer.rendered.connect(self._on_rendered)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def zoom(self) -> float:
        """How large pages are shown."""
        return self._zoom

    @property
    def page(self) -> int:
        """The page in front, from 0."""
        return self._page

    def set_sizes(self, sizes: list[tuple[float, float]]) -> None:
        """Show another document with pages of these sizes in points."""
        self._sizes = sizes
        self._images.clear()
        self._page = min(self._page, max(0, len(sizes) - 1))
        if self._fits_width:
            self._zoom = self._width_zoom()
        self._lay_out(self._page)
        self.zoom_changed.emit(self._zoom)

    def show_page(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < len(self._sizes):
            self.verticalScrollBar().setValue(round(self._top(page)) - space(2))

    def set_zoom(self, zoom: float) -> None:
        """Show pages this large, keeping the page in front."""
        self._fits_width = False
        self._apply_zoom(max(SMALLEST, min(LARGEST, zoom)))

    def fit_width(self) -> None:
        """Make pages as wide as the view, also when it changes."""
        self._fits_width = True
        self._apply_zoom(self._width_zoom())

    def _apply_zoom(self, zoom: float) -> None:
        if zoom != self._zoom:
            page = self._page
            self._zoom = zoom
            self._lay_out(page)
            self.zoom_changed.emit(zoom)

    # ------------------------------------------------------------ geometry

    @property
    def _factor(self) -> float:
        """Logical pixels for a point."""
        return self._zoom * SCREEN_DPI / POINTS

    @property
    def _scale(self) -> float:
        """Device pixels for a point: what is drawn."""
        return round(self._factor * self.devicePixelRatioF(), 4)

    def _width_zoom(self) -> float:
        widest = max((width for width, _ in self._sizes), default=595.0)
        room = self.viewport().width() - 2 * space(5)
        zoom = room / (widest * SCREEN_DPI / POINTS)
        return max(SMALLEST, min(LARGEST, zoom))

    def _top(self, page: int) -> float:
        above = sum(height for _, height in self._sizes[:page]) * self._factor
        return above + space(4) * (page + 1)

    def _rect(self, page: int) -> QRectF:
        width, height = (side * self._factor for side in self._sizes[page])
        left = max(float(space(5)), (self.viewport().width() - width) / 2)
        x = left - self.horizontalScrollBar().value()
        return QRectF(x, self._top(page) - self.verticalScrollBar().value(), width, height)

    def _lay_out(self, page: int) -> None:
        height = self._top(len(self._sizes))
        width = max((w for w, _ in self._sizes), default=0.0) * self._factor + 2 * space(5)
        view = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(view.height())
        vertical.setSingleStep(space(12))
        vertical.setRange(0, max(0, round(height) - view.height()))
        horizontal.setPageStep(view.width())
        horizontal.setRange(0, max(0, round(width) - view.width()))
        self.show_page(page)
        self.viewport().update()

    def _visible(self) -> list[int]:
        bottom = self.viewport().height()
        found = [(page, self._rect(page)) for page in range(len(self._sizes))]
        return [page for page, rect in found if rect.bottom() >= 0 and rect.top() <= bottom]

    # ------------------------------------------------------------ events

    @Slot(object)
    def _on_rendered(self, rendered: Rendered) -> None:
        if rendered.scale == self._scale:
            self._images[rendered.page] = rendered
            self._forget_far()
            self.viewport().update()

    def _forget_far(self) -> None:
        while len(self._images) > KEPT:
            del self._images[max(self._images, key=lambda page: abs(page - self._page))]

    @Slot()
    def _on_scrolled(self) -> None:
        middle = self.viewport().height() / 3
        visible = self._visible()
        page = next((p for p in visible if self._rect(p).bottom() >= middle), self._page)
        if page != self._page:
            self._page = page
            self.page_shown.emit(page)
        self._renderer.forget(WHOSE)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        mode = colours(self)
        painter.fillRect(self.viewport().rect(), QColor(mode.side))
        # From below, so that the topmost page is drawn first.
        for page in reversed(self._visible()):
            rect = self._rect(page)
            drawn = self._images.get(page)
            painter.fillRect(rect, Qt.GlobalColor.white)
            if drawn is not None:
                painter.drawImage(rect, drawn.image)
            if drawn is None or drawn.scale != self._scale:
                self._renderer.wish(page, self._scale, WHOSE)
            painter.setPen(QPen(QColor(mode.hairline), 1))
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        if self._fits_width:
            self._zoom = self._width_zoom()
            self.zoom_changed.emit(self._zoom)
        self._lay_out(page)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = QPointF(event.angleDelta()).y()
            self.set_zoom(self._zoom * (STEP if turned > 0 else 1 / STEP))
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
            Qt.Key.Key_PageDown: bar.pageStep() * 9 // 10,
            Qt.Key.Key_PageUp: -bar.pageStep() * 9 // 10,
            Qt.Key.Key_Space: bar.pageStep() * 9 // 10,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + step)
