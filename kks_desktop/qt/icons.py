"""Marks and line icons drawn with a painter: sharp at every scale, no image files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPen, QPixmap

GRID = 16.0
"""Icons are described on a square of this many units."""

MARK_OF_STATE = {
    "kosong": "empty",
    "belum_lengkap": "partial",
    "saran": "filled",
    "pilihan": "filled",
    "tidak_diatur": "silent",
    "perlu_diperbaiki": "problem",
    "dikembalikan": "returned",
    "dibawa": "history",
}
"""The mark of each answer state (``scoring.AnswerState``)."""


def draw_state(painter: QPainter, rect: QRectF, state: str, colour: QColor) -> None:
    """Draw the mark of an answer state into a square."""
    draw(painter, rect, MARK_OF_STATE.get(state, "empty"), colour)


def draw(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draw an icon into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / GRID, side / GRID)
    pen = QPen(colour, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    DRAWINGS[name](painter, colour)
    painter.restore()


def icon(name: str, colour: QColor, side: int) -> QIcon:
    """An icon for a button, drawn for the screen's own density."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw(painter, QRectF(0, 0, side, side), name, colour)
    painter.end()
    return QIcon(pixmap)


def _line(painter: QPainter, *points: tuple[float, float]) -> None:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    painter.drawPath(path)


def _filled(painter: QPainter, colour: QColor) -> None:
    pen = painter.pen()
    pen.setWidthF(2.2)
    painter.setPen(pen)
    _line(painter, (3, 8.6), (6.4, 12), (13, 4.4))


def _empty(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5, 5)


def _partial(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5, 5)
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(8, 8), 1.8, 1.8)


def _silent(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5, 5)
    painter.setBrush(colour)
    painter.drawPie(QRectF(3, 3, 10, 10), 90 * 16, 180 * 16)


def _problem(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(colour)
    path = QPainterPath(QPointF(8, 3))
    path.lineTo(13.5, 12.6)
    path.lineTo(2.5, 12.6)
    path.closeSubpath()
    painter.drawPath(path)


def _attention(painter: QPainter, colour: QColor) -> None:
    _line(painter, (8, 2.8), (14, 13.2), (2, 13.2), (8, 2.8))
    _line(painter, (8, 6.6), (8, 9.2))
    _line(painter, (8, 11.2), (8, 11.3))


def _returned(painter: QPainter, colour: QColor) -> None:
    path = QPainterPath(QPointF(12.5, 3))
    path.cubicTo(QPointF(13.5, 8), QPointF(11, 10), QPointF(4, 10))
    painter.drawPath(path)
    _line(painter, (7, 7), (4, 10), (7, 13))


def _home(painter: QPainter, colour: QColor) -> None:
    _line(painter, (2, 8), (8, 2.5), (14, 8))
    _line(painter, (4, 7), (4, 13.5), (12, 13.5), (12, 7))


def _profile(painter: QPainter, colour: QColor) -> None:
    painter.drawRoundedRect(QRectF(1.5, 3, 13, 10), 1.5, 1.5)
    painter.drawEllipse(QPointF(5.4, 6.6), 1.5, 1.5)
    _line(painter, (3.2, 10.8), (4.2, 9.4), (6.6, 9.4), (7.6, 10.8))
    _line(painter, (9.6, 6.4), (12.6, 6.4))
    _line(painter, (9.6, 9.4), (12.6, 9.4))


def _evidence(painter: QPainter, colour: QColor) -> None:
    path = QPainterPath(QPointF(10.6, 5.2))
    path.lineTo(6.2, 9.8)
    path.cubicTo(5.2, 11, 6.8, 12.6, 8, 11.4)
    path.lineTo(12.8, 6.4)
    path.cubicTo(14.6, 4.4, 11.6, 1.4, 9.6, 3.4)
    path.lineTo(4.4, 8.8)
    path.cubicTo(1.8, 11.6, 6, 15.8, 8.8, 13.2)
    path.lineTo(12.6, 9.2)
    painter.drawPath(path)


def _village(painter: QPainter, colour: QColor) -> None:
    path = QPainterPath(QPointF(8, 14))
    path.cubicTo(QPointF(1, 7), QPointF(4, 2), QPointF(8, 2))
    path.cubicTo(QPointF(12, 2), QPointF(15, 7), QPointF(8, 14))
    painter.drawPath(path)
    painter.drawEllipse(QPointF(8, 6.4), 1.7, 1.7)


def _institution(painter: QPainter, colour: QColor) -> None:
    _line(painter, (2, 6), (8, 2.4), (14, 6), (2, 6))
    for x in (4.0, 8.0, 12.0):
        _line(painter, (x, 8), (x, 11.5))
    _line(painter, (2, 13.6), (14, 13.6))


def _plan(painter: QPainter, colour: QColor) -> None:
    _line(painter, (2.5, 4.4), (3.8, 5.6), (6, 2.8))
    _line(painter, (8.5, 4.2), (13.5, 4.2))
    _line(painter, (2.5, 9.2), (3.8, 10.4), (6, 7.6))
    _line(painter, (8.5, 9), (13.5, 9))
    painter.drawEllipse(QPointF(4.2, 13.2), 1.2, 1.2)
    _line(painter, (8.5, 13.2), (13.5, 13.2))


def _report(painter: QPainter, colour: QColor) -> None:
    _line(painter, (3.5, 2), (9.5, 2), (12.5, 5), (12.5, 14), (3.5, 14), (3.5, 2))
    _line(painter, (6, 8), (10, 8))
    _line(painter, (6, 11), (10, 11))


def _compare(painter: QPainter, colour: QColor) -> None:
    _line(painter, (2.5, 5), (13, 5))
    _line(painter, (10.5, 2.5), (13, 5), (10.5, 7.5))
    _line(painter, (13.5, 11), (3, 11))
    _line(painter, (5.5, 8.5), (3, 11), (5.5, 13.5))


def _send(painter: QPainter, colour: QColor) -> None:
    _line(painter, (8, 10), (8, 2.5))
    _line(painter, (5, 5), (8, 2.2), (11, 5))
    _line(painter, (2.5, 9), (2.5, 13.5), (13.5, 13.5), (13.5, 9))


def _inbox(painter: QPainter, colour: QColor) -> None:
    _line(painter, (8, 2.5), (8, 10))
    _line(painter, (5, 7.2), (8, 10), (11, 7.2))
    _line(painter, (2.5, 9), (2.5, 13.5), (13.5, 13.5), (13.5, 9))


def _check_file(painter: QPainter, colour: QColor) -> None:
    path = QPainterPath(QPointF(8, 2))
    path.lineTo(13, 4)
    path.cubicTo(QPointF(13, 10), QPointF(11, 12.5), QPointF(8, 14))
    path.cubicTo(QPointF(5, 12.5), QPointF(3, 10), QPointF(3, 4))
    path.closeSubpath()
    painter.drawPath(path)
    _line(painter, (5.6, 8), (7.4, 9.8), (10.6, 6))


def _key(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(5.2, 10.8), 2.9, 2.9)
    _line(painter, (7.3, 8.7), (13.2, 2.8))
    _line(painter, (10.6, 5.4), (12.8, 7.6))


def _history(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(8, 8), 5.6, 5.6)
    _line(painter, (8, 4.8), (8, 8.2), (10.4, 9.6))


def _left(painter: QPainter, colour: QColor) -> None:
    _line(painter, (10, 3.5), (5.5, 8), (10, 12.5))


def _right(painter: QPainter, colour: QColor) -> None:
    _line(painter, (6, 3.5), (10.5, 8), (6, 12.5))


def _down(painter: QPainter, colour: QColor) -> None:
    _line(painter, (3.5, 6), (8, 10.5), (12.5, 6))


def _search(painter: QPainter, colour: QColor) -> None:
    painter.drawEllipse(QPointF(7, 7), 4.4, 4.4)
    _line(painter, (10.4, 10.4), (14, 14))


def _menu(painter: QPainter, colour: QColor) -> None:
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    for x in (3.5, 8.0, 12.5):
        painter.drawEllipse(QPointF(x, 8), 1.4, 1.4)


def _saved(painter: QPainter, colour: QColor) -> None:
    _filled(painter, colour)


def _waiting(painter: QPainter, colour: QColor) -> None:
    _menu(painter, colour)


DRAWINGS: dict[str, Callable[[QPainter, QColor], None]] = {
    "filled": _filled,
    "empty": _empty,
    "partial": _partial,
    "silent": _silent,
    "problem": _problem,
    "attention": _attention,
    "returned": _returned,
    "home": _home,
    "profile": _profile,
    "evidence": _evidence,
    "village": _village,
    "institution": _institution,
    "plan": _plan,
    "report": _report,
    "compare": _compare,
    "send": _send,
    "inbox": _inbox,
    "check_file": _check_file,
    "key": _key,
    "history": _history,
    "left": _left,
    "right": _right,
    "down": _down,
    "search": _search,
    "menu": _menu,
    "saved": _saved,
    "waiting": _waiting,
}
