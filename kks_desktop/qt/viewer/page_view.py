"""Pages under each other, drawn as they come into sight."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QTransform
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from kks_desktop.qt.theme import LIGHT, colours, line_height, space
from kks_desktop.qt.viewer.layout import PageLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import (
        QFocusEvent,
        QImage,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from kks_desktop.qt.viewer.pages import Box, Hit, Rendered, Size
    from kks_desktop.qt.viewer.renderer import Renderer

SMALLEST, LARGEST = 0.25, 4.0
STEP = 1.2
QUARTER = 90
WHOSE = "pages"
KEPT_BYTES = 160_000_000
"""Drawn pages that stay in memory: an A4 page at 150 % takes about 8 MB."""


class Fit(Enum):
    """What the zoom follows when the view changes its size."""

    NOTHING = auto()
    WIDTH = auto()
    PAGE = auto()


class PageView(QAbstractScrollArea):
    """Scrolls through a document.

    Signals:
        page_shown(int): another page is in front, from 0.
        zoom_changed(float): 1.0 is the size on paper at 96 dots an inch.
        rotation_changed(int): all pages are turned so far to the right, in degrees.
    """

    page_shown = Signal(int)
    zoom_changed = Signal(float)
    rotation_changed = Signal(int)

    def __init__(self, renderer: Renderer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._renderer = renderer
        self._layout = PageLayout(gap=space(4), margin=space(5))
        self._images: dict[int, Rendered] = {}
        self._stale: set[int] = set()
        self._hits: dict[int, list[Hit]] = {}
        self._hit: Hit | None = None
        self._fit = Fit.WIDTH
        self._page = 0
        self._dragged_from: QPointF | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Halaman dokumen"))
        renderer.rendered.connect(self._on_rendered)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    @property
    def zoom(self) -> float:
        """How large pages are shown."""
        return self._layout.zoom

    @property
    def page(self) -> int:
        """The page in front, from 0."""
        return self._page

    @property
    def rotation(self) -> int:
        """By how much pages are turned to the right: 0, 90, 180 or 270."""
        return self._layout.rotation

    def set_sizes(self, sizes: list[Size], fit: Fit | None = None) -> None:
        """Show another document with pages of these sizes in points, upright.

        With ``fit`` it is a new one, from its first page; without, the same made again.
        """
        self._images.clear()
        self.show_hits([])
        self._layout.set_sizes(sizes)
        if fit is not None:
            self._fit, self._page = fit, 0
        self._page = min(self._page, max(0, len(sizes) - 1))
        self._follow_fit()
        self._lay_out(self._page)
        self.zoom_changed.emit(self.zoom)
        self.rotation_changed.emit(self.rotation)

    def grow(self, sizes: list[Size]) -> None:
        """Show the same document with further pages; what is in sight stays where it is."""
        at = QPointF(self.viewport().width() / 2, 0)
        place = self._place(at)
        self._stale = set(self._images)  # drawn anew: the number of pages stands on each
        self.show_hits([])
        self._layout.set_sizes(sizes, self.rotation)
        self._follow_fit()
        self._lay_out(place[0])
        self._put(place, at)
        self.zoom_changed.emit(self.zoom)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Mark where a searched text stands."""
        self._hits, self._hit = {}, None
        for hit in hits:
            self._hits.setdefault(hit.page, []).append(hit)
        self.viewport().update()

    def show_hit(self, hit: Hit) -> None:
        """Bring one of the marked places into sight and mark it more strongly."""
        self._hit = hit
        if hit.page not in self._visible():
            self.show_page(hit.page)
        place = self._transform(self._rect(hit.page)).mapRect(self._scaled(hit.boxes[0]))
        view = QRectF(self.viewport().rect())
        if not view.contains(place):
            down, across = self.verticalScrollBar(), self.horizontalScrollBar()
            down.setValue(down.value() + round(place.center().y() - view.height() / 3))
            if not view.left() <= place.left() <= place.right() <= view.right():
                across.setValue(across.value() + round(place.center().x() - view.center().x()))
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Bring a page to the top."""
        if 0 <= page < self._layout.count:
            gap = space(4) if self._fit is Fit.PAGE else space(2)
            self.verticalScrollBar().setValue(round(self._layout.top(page)) - gap)
            self._set_page(page)  # also where the document ends before it is at the top

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Show pages this large, keeping what is at a point of the view, or in its middle."""
        self._fit = Fit.NOTHING
        zoom = max(self._smallest(), min(LARGEST, zoom))
        if zoom == self.zoom or not self._layout.count:
            return
        at = at or QRectF(self.viewport().rect()).center()
        place = self._place(at)
        self._layout.zoom = zoom
        self._lay_out(place[0])
        self._put(place, at)
        self.zoom_changed.emit(zoom)

    @Slot()
    def fit_width(self) -> None:
        """Make pages as wide as the view, also when it changes."""
        self._set_fit(Fit.WIDTH)

    @Slot()
    def fit_page(self) -> None:
        """Make pages fit whole into the view, also when it changes."""
        self._set_fit(Fit.PAGE)

    @Slot()
    def enlarge(self) -> None:
        """Show pages one step larger."""
        self.set_zoom(self.zoom * STEP)

    @Slot()
    def reduce(self) -> None:
        """Show pages one step smaller."""
        self.set_zoom(self.zoom / STEP)

    @Slot()
    def rotate(self) -> None:
        """Turn all pages a quarter to the right, on the screen only."""
        self._layout.rotate(QUARTER)
        self._follow_fit()
        self._lay_out(self._page)
        self.rotation_changed.emit(self.rotation)
        self.zoom_changed.emit(self.zoom)

    def _set_fit(self, fit: Fit) -> None:
        page = self._page
        self._fit = fit
        self._follow_fit()
        self._lay_out(page)
        self.zoom_changed.emit(self.zoom)

    # ------------------------------------------------------------ geometry

    @property
    def _scale(self) -> float:
        """Device pixels for a point: what is drawn."""
        return round(self._layout.factor * self.devicePixelRatioF(), 4)

    def _smallest(self) -> float:
        """A photo of many dots has to be made smaller than paper to be seen whole."""
        view = self.viewport()
        return min(SMALLEST, self._layout.zoom_to_page(view.width(), view.height()))

    def _follow_fit(self) -> None:
        view = self.viewport()
        if self._fit is Fit.WIDTH:
            zoom = self._layout.zoom_to_width(view.width())
        elif self._fit is Fit.PAGE:
            zoom = self._layout.zoom_to_page(view.width(), view.height())
        else:
            return
        self._layout.zoom = max(self._smallest(), min(LARGEST, zoom))

    def _rect(self, page: int) -> QRectF:
        width, height = (side * self._layout.factor for side in self._layout.size(page))
        x = self._layout.left(page, self.viewport().width()) - self.horizontalScrollBar().value()
        return QRectF(x, self._layout.top(page) - self.verticalScrollBar().value(), width, height)

    def _place(self, at: QPointF) -> tuple[int, float, float]:
        """What is at a point of the view: the page, and how far across and down on it."""
        y = at.y() + self.verticalScrollBar().value()
        page = max(self._layout.between(y, y + 1), default=0)
        rect = self._rect(page)
        return page, (at.x() - rect.left()) / rect.width(), (at.y() - rect.top()) / rect.height()

    def _put(self, place: tuple[int, float, float], at: QPointF) -> None:
        """Scroll until a place of the document is at a point of the view again."""
        page, across, down = place
        rect = self._rect(page)
        horizontal, vertical = self.horizontalScrollBar(), self.verticalScrollBar()
        off = rect.left() + across * rect.width() - at.x()
        horizontal.setValue(horizontal.value() + round(off))
        off = rect.top() + down * rect.height() - at.y()
        vertical.setValue(vertical.value() + round(off))

    def _lay_out(self, page: int) -> None:
        height, width = self._layout.top(self._layout.count), self._layout.width()
        view = self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        for bar, step, length in (
            (vertical, view.height(), height),
            (horizontal, view.width(), width),
        ):
            bar.setPageStep(step)
            bar.setSingleStep(space(12))
            bar.setRange(0, max(0, round(length) - step))
        self.show_page(page)
        self.viewport().update()

    def _visible(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.between(top, top + self.viewport().height())

    # ------------------------------------------------------------ drawing

    @Slot(object)
    def _on_rendered(self, rendered: Rendered) -> None:
        if rendered.scale == self._scale and rendered.page < self._layout.count:
            self._images[rendered.page] = rendered
            self._stale.discard(rendered.page)
            self._forget_far()
            self.viewport().update()

    def _forget_far(self) -> None:
        """Drop what is far away; what is in sight stays, or it would be drawn for ever."""
        visible = self._visible()
        far = sorted(set(self._images) - set(visible), key=lambda page: abs(page - self._page))
        used = sum(drawn.image.sizeInBytes() for drawn in self._images.values())
        while far and used > KEPT_BYTES:
            used -= self._images.pop(far.pop()).image.sizeInBytes()

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
            if drawn is not None and drawn.image.isNull():
                self._paint_fault(painter, rect, drawn.fault)
            elif drawn is not None:
                self._paint_image(painter, rect, drawn.image)
            self._paint_hits(painter, rect, self._hits.get(page, []))
            if drawn is None or drawn.scale != self._scale or page in self._stale:
                self._renderer.wish(page, self._scale, WHOSE)
            painter.setPen(QPen(QColor(mode.hairline), 1))
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(QPen(QColor(mode.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _transform(self, rect: QRectF) -> QTransform:
        """From an upright page, its corner at zero, to where it lies in the view as turned."""
        upright = self._upright(rect)
        turned = QTransform().translate(rect.center().x(), rect.center().y()).rotate(self.rotation)
        return turned.translate(-upright.width() / 2, -upright.height() / 2)

    def _upright(self, rect: QRectF) -> QSizeF:
        return rect.size().transposed() if self.rotation % 180 else rect.size()

    def _scaled(self, box: Box) -> QRectF:
        return QRectF(*(side * self._layout.factor for side in box))

    def _paint_image(self, painter: QPainter, rect: QRectF, image: QImage) -> None:
        """Draw a page as it is turned; the image is upright."""
        painter.save()
        painter.setTransform(self._transform(rect))
        painter.drawImage(QRectF(QPointF(0, 0), self._upright(rect)), image)
        painter.restore()

    def _paint_hits(self, painter: QPainter, rect: QRectF, hits: Sequence[Hit]) -> None:
        """Mark found places; paper is white in every theme, so the colours are too."""
        if not hits:
            return
        painter.save()
        painter.setTransform(self._transform(rect))
        for hit in hits:
            front = hit == self._hit
            fill = QColor(LIGHT.accent if front else LIGHT.silent)
            fill.setAlphaF(0.35 if front else 0.22)
            painter.setBrush(fill)
            painter.setPen(QPen(QColor(LIGHT.accent), 2) if front else Qt.PenStyle.NoPen)
            for box in hit.boxes:
                painter.drawRect(self._scaled(box).adjusted(-1, -1, 1, 1))
        painter.restore()

    def _paint_fault(self, painter: QPainter, rect: QRectF, sentence: str) -> None:
        """Say in the place of a page why it is not shown; paper is white in every theme."""
        painter.setPen(QColor(Qt.GlobalColor.black))
        room = rect.intersected(QRectF(self.viewport().rect()))
        margin = float(min(line_height(), round(room.width() / 8)))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(margin, margin, -margin, -margin), flags, f"▲ {sentence}")

    # ------------------------------------------------------------ events

    @Slot()
    def _on_scrolled(self) -> None:
        top = self.verticalScrollBar().value()
        third = top + self.viewport().height() / 3
        self._set_page(max(self._layout.between(top, third), default=self._page))
        self._renderer.forget(WHOSE)
        self.viewport().update()

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_shown.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        if self._fit is not Fit.NOTHING:
            self._follow_fit()
            self.zoom_changed.emit(self.zoom)
        self._lay_out(page)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = QPointF(event.angleDelta()).y()
            self.set_zoom(self.zoom * (STEP if turned > 0 else 1 / STEP), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragged_from = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            moved = event.position() - self._dragged_from
            self._dragged_from = event.position()
            horizontal, vertical = self.horizontalScrollBar(), self.verticalScrollBar()
            horizontal.setValue(horizontal.value() - round(moved.x()))
            vertical.setValue(vertical.value() - round(moved.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None
        self.viewport().unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            super().keyPressEvent(event)
            return
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.enlarge()
            case Qt.Key.Key_Minus:
                self.reduce()
            case Qt.Key.Key_R:
                self.rotate()
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                self._turn_over(1)
            case Qt.Key.Key_PageUp:
                self._turn_over(-1)
            case _:
                super().keyPressEvent(event)

    def _turn_over(self, direction: int) -> None:
        """Go on by what is in sight: a page where pages are shown whole."""
        bar = self.verticalScrollBar()
        if self._fit is Fit.PAGE:
            self.show_page(self._page + direction)
        else:
            bar.setValue(bar.value() + direction * bar.pageStep() * 9 // 10)
