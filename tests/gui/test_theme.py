"""Both themes can be read by everybody, and the choice of a person wins over the system."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel

from kks_desktop.domain.look import STATE_MARKS
from kks_desktop.qt import icons
from kks_desktop.qt.theme import DARK, LIGHT, Colours, Theme, ThemeChoice, colours, contrast

MODES = pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("window", "base", "side", "hover", "selected")


@MODES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "problem", "silent"])
def test_text_stands_out(mode: Colours, ground: str, ink: str) -> None:
    assert contrast(getattr(mode, ink), getattr(mode, ground)) >= 4.5


@MODES
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "accent_soft"),
        ("accent", "accent_soft"),
        ("text", "silent_soft"),
        ("silent", "silent_soft"),
        ("text", "problem_soft"),
        ("problem", "problem_soft"),
        ("on_accent", "accent"),
        ("empty", "window"),
        ("empty", "base"),
    ],
)
def test_text_in_boxes_and_buttons_stands_out(mode: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(mode, ink), getattr(mode, ground)) >= 4.5


@MODES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("state", [*STATE_MARKS, "dikembalikan"])
def test_marks_stand_out(mode: Colours, ground: str, state: str) -> None:
    assert contrast(mode.state(state).name(), getattr(mode, ground)) >= 3


@MODES
@pytest.mark.parametrize("ground", ["window", "base"])
@pytest.mark.parametrize("key", ["padapa", "wiwerda", "wistara", "wistara_paripurna", None])
def test_categories_and_field_borders_stand_out(
    mode: Colours, ground: str, key: str | None
) -> None:
    assert contrast(mode.category(key).name(), getattr(mode, ground)) >= 3
    assert contrast(mode.border, getattr(mode, ground)) >= 3


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    before = qapp.palette(), qapp.styleSheet(), qapp.style().objectName()
    theme = Theme(qapp, ThemeChoice.LIGHT)
    yield theme
    theme.set_choice(ThemeChoice.SYSTEM)
    qapp.setStyleSheet(before[1])
    qapp.setStyle(before[2])
    qapp.setPalette(before[0])
    theme.deleteLater()


def test_widgets_follow_a_change_of_theme(theme: Theme, qtbot) -> None:
    label = QLabel("isi")
    qtbot.addWidget(label)
    label.show()
    assert colours(label) is LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.set_choice(ThemeChoice.DARK)
    assert colours(label) is DARK
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.text.lower()


@pytest.mark.parametrize("name", sorted(icons.DRAWINGS))
def test_every_icon_draws_something(qapp: QApplication, name: str) -> None:
    image = icons.icon(name, LIGHT.state("saran"), 16).pixmap(16, 16).toImage()
    pixels = [image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)]
    assert max(pixels) > 120
    assert min(pixels) == 0
