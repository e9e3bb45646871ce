"""What the program proposes and why; where the rule is silent, it says so and asks."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kks_desktop.domain.scoring import IndicatorScore
from kks_desktop.domain.suggestion import Status
from kks_desktop.qt import icons
from kks_desktop.qt.theme import colours, line_height, role_label, space


class SuggestionBox(QWidget):
    """The suggestion of an indicator, the reading offered, and what is wrong.

    Signals:
        reading_taken: the person takes the reading offered; carries its score.
    """

    reading_taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._reading: int | None = None
        self.heading_label = role_label("", "heading", wrap=True)
        self.why_label = role_label("", wrap=True)
        self.flags_label = role_label("", "problem", wrap=True)
        for label in (self.heading_label, self.why_label, self.flags_label):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reading_button = QPushButton(self)
        self.reading_button.clicked.connect(self._on_reading_clicked)
        words = QVBoxLayout()
        words.setSpacing(max(2, space() // 2))
        words.addWidget(self.heading_label)
        words.addWidget(self.why_label)
        words.addWidget(self.flags_label)
        words.addWidget(self.reading_button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(space(4) + line_height(), space(2), space(3), space(2))
        row.addLayout(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_score(
        self, found: IndicatorScore, *, took_reading: bool, read_only: bool = False
    ) -> None:
        """Say how an indicator stands."""
        suggestion = found.suggestion
        heading = {
            Status.SCORED: self.tr("Saran nilai {}").format(suggestion.score),
            Status.SILENT: self.tr("Juknis tidak mengatur keadaan ini"),
            Status.INCOMPLETE: self.tr("Belum ada saran nilai"),
            Status.BY_CHOICE: self.tr("Pilih satu keadaan yang sesuai"),
        }[suggestion.status]
        taken = (
            took_reading and suggestion.reading is not None and found.score == suggestion.reading
        )
        if taken:
            heading = self.tr("Tafsir sementara {} dipakai (bukan ketentuan)").format(
                suggestion.reading
            )
        self._set(self.heading_label, heading)
        self._set(self.why_label, suggestion.why)
        new_flags = [flag for flag in found.flags if flag not in suggestion.why]
        self._set(self.flags_label, "\n".join(new_flags))
        offered = suggestion.reading if suggestion.status is Status.SILENT and not taken else None
        self._reading = offered
        if offered is not None:
            self.reading_button.setText(self.tr("Pakai tafsir sementara: {}").format(offered))
        self.reading_button.setVisible(offered is not None)
        self.reading_button.setEnabled(not read_only)
        kind = "silent" if suggestion.status is Status.SILENT else "plain"
        if suggestion.status is Status.SCORED:
            kind = "scored"
        kind = "problem" if found.flags else kind
        if kind != self._kind:
            self._kind = kind
            self.update()

    @staticmethod
    def _set(label: QWidget, text: str) -> None:
        # an unchanged text would lay out the page again on every key
        if label.property("text") != text:
            label.setProperty("text", text)
        label.setVisible(bool(text))

    @Slot()
    def _on_reading_clicked(self) -> None:
        if self._reading is not None:
            self.reading_taken.emit(self._reading)

    def paintEvent(self, event: QPaintEvent) -> None:
        mode = colours(self)
        fill, edge, mark = {
            "scored": (mode.accent_soft, mode.accent, "filled"),
            "silent": (mode.silent_soft, mode.silent, "silent"),
            "problem": (mode.problem_soft, mode.problem, "problem"),
        }.get(self._kind, (mode.side, mode.empty, "empty"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, space() + 2, space() + 2)
        painter.setPen(QPen(QColor(edge), 1))
        side = line_height()
        icons.draw(painter, QRectF(space(2), space(2), side, side), mark, QColor(edge))
        painter.end()
