"""The look: palettes, a short style sheet, spacing and fonts, for light and dark.

Widgets that paint ask ``colours(self)``, so that they follow a change by themselves.
Nothing here is in pixels: ``space`` and ``chars`` come from the font.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kks_desktop.qt.colours import DARK, LIGHT, Colours, contrast

__all__ = [
    "DARK",
    "LIGHT",
    "Colours",
    "Theme",
    "ThemeChoice",
    "chars",
    "colours",
    "contrast",
    "line_height",
    "palette_of",
    "role_label",
    "scaled_font",
    "space",
    "style_sheet",
    "tabular",
]


class ThemeChoice(StrEnum):
    """What a person may set."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def colours(widget: QWidget) -> Colours:
    """The colours that a widget is shown in, read off its palette."""
    return DARK if widget.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def space(steps: int = 1) -> int:
    """So many base steps; one is 4 px at an ordinary screen font."""
    height = QFontMetrics(QGuiApplication.font()).height()
    return steps * max(3, round(height / 3.75))


def chars(count: float) -> int:
    """The width of so many digits of the screen font."""
    return round(QFontMetrics(QGuiApplication.font()).horizontalAdvance("0") * count)


def line_height() -> int:
    """The height of one line of text."""
    return QFontMetrics(QGuiApplication.font()).height()


def scaled_font(factor: float, *, bold: bool = False) -> QFont:
    """The screen font, larger or smaller."""
    font = QFont(QGuiApplication.font())
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def tabular(font: QFont) -> QFont:
    """The font with figures of one width, for columns of numbers."""
    copy = QFont(font)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def role_label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label with one of our text roles: title, heading, muted, problem, silent.

    The style sheet colours a role, so that it follows a change of theme.
    """
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if role:
        label.setProperty("role", role)
    if role == "title":
        label.setFont(scaled_font(1.3, bold=True))
    elif role == "heading":
        label.setFont(scaled_font(1.08, bold=True))
    return label


def fill_screen(window: QWidget) -> None:
    """Let a window fill what the screen has free, its title bar included.

    Not maximised, it still leaves room for a title bar: only the desktop knows how high it is.
    """
    free = window.screen().availableSize()
    window.resize(free.width(), free.height() - 2 * line_height() - space(2))
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def restyle(widget: QWidget) -> None:
    """Ask the style sheet again after a property that it goes by has changed.

    A widget not yet shown will be asked anyway; not to name its style then spares
    the start-up 10 ms of enums.
    """
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def palette_of(mode: Colours) -> QPalette:
    """The Qt palette of a mode."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, name in (
        (role.Window, mode.window),
        (role.WindowText, mode.text),
        (role.Base, mode.base),
        (role.AlternateBase, mode.side),
        (role.Text, mode.text),
        (role.Button, mode.base),
        (role.ButtonText, mode.text),
        (role.BrightText, mode.problem),
        (role.ToolTipBase, mode.base),
        (role.ToolTipText, mode.text),
        (role.PlaceholderText, mode.muted),
        (role.Highlight, mode.accent),
        (role.HighlightedText, mode.on_accent),
        (role.Accent, mode.accent),
        (role.Link, mode.accent),
        (role.LinkVisited, mode.accent),
        (role.Light, mode.base),
        (role.Midlight, mode.hover),
        (role.Mid, mode.hairline),
        (role.Dark, mode.border),
        (role.Shadow, mode.border),
    ):
        palette.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(mode.empty))
    return palette


def style_sheet(mode: Colours) -> str:
    """The few rules that a palette cannot say."""
    one = space()
    sizes = {
        "r": one + 1,
        "r1": one // 2 + 1,
        "p1": max(1, one // 2),
        "p1i": max(1, one // 2) - 1,
        "p2": one,
        "p2i": one - 1,
        "p4": 3 * one,
        "p4i": 3 * one - 1,
        "head": one + 3,  # cells keep 3 px more for the focus
        "bar": 2 * one + 2,
        "long": 8 * one,
    }
    fonts = {
        role: f"font-size: {_size(factor)}; font-weight: 600;" for role, factor in _SIZES.items()
    }
    return _SHEET.format(c=mode, f=fonts, **sizes)


def _size(factor: float) -> str:
    """A font size for the style sheet, in the unit that the system's font has."""
    font = scaled_font(factor)
    if font.pointSizeF() > 0:
        return f"{font.pointSizeF():.2f}pt"
    return f"{round(QGuiApplication.font().pixelSize() * factor)}px"


_SIZES = {"display": 1.6, "title": 1.3, "heading": 1.08}
"""How much larger than the text each role is."""


_SHEET = """
QLabel[role="display"] {{ {f[display]} }}
QLabel[role="title"] {{ {f[title]} }}
QLabel[role="heading"] {{ {f[heading]} }}
QLabel[role="muted"] {{ color: {c.muted}; }}
QLabel[role="problem"] {{ color: {c.problem}; }}
QLabel[role="silent"] {{ color: {c.silent}; }}
QLabel[role="accent"] {{ color: {c.accent}; }}
QLineEdit, QPlainTextEdit {{ background: {c.base}; color: {c.text};
  border: 1px solid {c.border}; border-radius: {r}px; padding: {p1}px {p2}px;
  placeholder-text-color: {c.muted};
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit:hover, QPlainTextEdit:hover {{ border-color: {c.muted}; }}
QLineEdit[wrong="true"] {{ border-color: {c.problem}; background: {c.problem_soft}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {c.accent};
  padding: {p1i}px {p2i}px; }}
QLineEdit[wrong="true"]:focus {{ border-color: {c.problem}; }}
QLineEdit:disabled, QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] {{
  background: {c.window}; border-color: {c.hairline}; }}
QPushButton {{ background: {c.base}; color: {c.text}; border: 1px solid {c.border};
  border-radius: {r}px; padding: {p2}px {p4}px; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:pressed {{ background: {c.selected}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: {p2i}px {p4i}px; }}
QPushButton:disabled {{ color: {c.empty}; border-color: {c.hairline}; background: {c.window}; }}
QPushButton[primary="true"] {{ background: {c.accent}; color: {c.on_accent};
  border-color: {c.accent}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {c.text}; padding: {p2i}px {p4i}px; }}
QPushButton[primary="true"]:disabled {{ background: {c.hover}; color: {c.empty};
  border-color: {c.hover}; }}
QToolButton {{ background: transparent; color: {c.text}; border: 1px solid transparent;
  border-radius: {r}px; padding: {p1}px {p2}px; }}
QToolButton:hover {{ background: {c.hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {c.selected}; }}
QToolButton:focus {{ border: 1px solid {c.accent}; }}
QToolButton[segment="true"] {{ border: 1px solid {c.border}; background: {c.base}; }}
QToolButton[segment="true"]:hover {{ background: {c.hover}; }}
QToolButton[segment="true"]:checked {{ background: {c.accent}; color: {c.on_accent};
  border-color: {c.accent}; }}
QToolButton:disabled {{ color: {c.empty}; }}
QToolTip {{ background: {c.base}; color: {c.text}; border: 1px solid {c.border}; padding: {p2}px; }}
QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked,
QTableView[plain="true"]::indicator:unchecked {{
  border: 1px solid {c.border}; background: {c.base}; border-radius: 3px; }}
QRadioButton::indicator:unchecked {{ border-radius: 7px; }}
QProgressBar {{ background: {c.hover}; border: none; border-radius: {p1}px;
  min-height: {p2}px; max-height: {p2}px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: {p1}px; }}
QSplitter::handle {{ background: {c.hairline}; }}
QToolButton[fold="true"] {{ color: {c.accent}; padding: {p1}px {p2}px {p1}px 0; }}
QToolButton[fold="true"]:checked {{ background: transparent; }}
QFrame[hairline="true"] {{ background: {c.hairline}; border: none; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {c.muted}; padding: {p2}px {p4}px;
  border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {c.text}; background: {c.hover}; }}
QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
QTabBar::tab:focus {{ border-bottom: 2px solid {c.accent}; background: {c.selected}; }}
QListView[side="true"] {{ background: {c.side}; border: none; }}
QListView[plain="true"] {{ background: {c.window}; border: none; }}
QTableView {{ background: {c.base}; border: 1px solid {c.hairline};
  gridline-color: {c.hairline}; }}
QTableView[frozen="true"] {{ border: none; border-right: 1px solid {c.border}; }}
QTableView::corner {{ background: transparent; border: none; }}
QTableCornerButton::section {{ background: {c.side}; border: none;
  border-right: 1px solid {c.hairline}; border-bottom: 1px solid {c.border}; }}
QHeaderView {{ background: {c.side}; border: none; }}
QHeaderView::section {{ background: {c.side}; color: {c.text}; border: none;
  border-right: 1px solid {c.hairline}; border-bottom: 1px solid {c.border};
  padding: {p1}px {p2}px; font-weight: 600; }}
QHeaderView::section:vertical {{ color: {c.muted}; font-weight: 400;
  border-bottom: 1px solid {c.hairline}; }}
QHeaderView::section:hover {{ background: {c.hover}; }}
QTableView[plain="true"] {{ background: {c.base}; border: 1px solid {c.hairline};
  outline: 0; selection-background-color: {c.selected}; selection-color: {c.text}; }}
QTableView[plain="true"]:focus {{ border: 1px solid {c.accent}; }}
QTableView[plain="true"]::item {{ padding: 0 {p2}px; border-bottom: 1px solid {c.hairline}; }}
QTableView[plain="true"]::corner {{ background: transparent; border: none; }}
QTableView[plain="true"] QHeaderView {{ background: {c.side}; }}
QTableView[plain="true"] QHeaderView::section {{ background: {c.side}; color: {c.muted};
  border: none; border-bottom: 1px solid {c.hairline}; padding: {p2}px {head}px; }}
QFrame[banner="silent"] {{ background: {c.silent_soft}; }}
QFrame[banner="accent"] {{ background: {c.accent_soft}; }}
QFrame[banner="problem"] {{ background: {c.problem_soft}; }}
QScrollArea {{ border: none; }}
QScrollArea[surface="true"], QWidget[surface="true"] {{ background: {c.base}; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{ background: {c.border}; border-radius: {r1}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {long}px; }}
QScrollBar::handle:horizontal {{ min-width: {long}px; }}
QScrollBar::handle:hover {{ background: {c.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class Theme(QObject):
    """Keeps an application in the chosen mode and follows the system's.

    Signals:
        changed: the mode is now another one.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.mode = LIGHT
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self.set_choice(choice)

    @property
    def choice(self) -> ThemeChoice:
        """What is set: a mode, or to follow the system."""
        return self._choice

    def set_choice(self, choice: ThemeChoice) -> None:
        """Show light, dark, or what the system has."""
        self._choice = choice
        hints = self._app.styleHints()
        # tells the platform too, so that the title bar matches
        if choice is ThemeChoice.SYSTEM:
            hints.unsetColorScheme()
        else:
            scheme = Qt.ColorScheme.Dark if choice is ThemeChoice.DARK else Qt.ColorScheme.Light
            hints.setColorScheme(scheme)
        self._apply()

    @Slot()
    def _on_system_changed(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        dark = self._choice is ThemeChoice.DARK or (
            self._choice is ThemeChoice.SYSTEM
            and self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        )
        self.mode = DARK if dark else LIGHT
        self._app.setPalette(palette_of(self.mode))
        self._app.setStyleSheet(style_sheet(self.mode))
        self.changed.emit()
