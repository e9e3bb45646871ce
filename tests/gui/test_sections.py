"""A page of several parts: made when wanted, reached by keys, left only with nothing refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kks_desktop.qt.widgets.sections import Sections

CTRL = Qt.KeyboardModifier.ControlModifier


class Part(QWidget):
    """A part with one field; it refuses the text ``terlalu panjang``."""

    open_requested = Signal(str)

    def __init__(self, made: list[str], name: str) -> None:
        super().__init__()
        made.append(name)
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def flush(self) -> bool:
        """Refuse one text."""
        return self.line.text() != "terlalu panjang"


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def page(qtbot, made) -> Sections:
    page = Sections("Profil")
    for name in ("umum", "penduduk", "sekolah"):
        page.add(name, name.title(), lambda name=name: Part(made, name))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def test_a_part_is_made_when_it_is_first_shown_and_only_once(page, made) -> None:
    assert made == ["umum"]
    page.show_part("sekolah")
    page.show_part("umum")
    page.show_part("sekolah")
    assert made == ["umum", "sekolah"]


def test_control_page_keys_go_round_the_parts(qtbot, page) -> None:
    for key, shown in (
        (Qt.Key.Key_PageDown, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 0),
        (Qt.Key.Key_PageUp, 2),
    ):
        page.current.line.setFocus()
        qtbot.keyClick(page.current.line, key, CTRL)
        assert page.bar.currentIndex() == shown
        assert page.current.isVisible()


def test_it_stays_where_a_typed_text_is_refused(qtbot, page) -> None:
    umum = page.current
    umum.line.setText("terlalu panjang")
    qtbot.mouseClick(page.bar, Qt.MouseButton.LeftButton, pos=page.bar.tabRect(1).center())
    assert page.current is umum
    assert page.bar.currentIndex() == 0
    assert not page.flush()
    umum.line.setText("ringkas")
    qtbot.keyClick(umum.line, Qt.Key.Key_PageDown, CTRL)
    assert page.bar.currentIndex() == 1
    assert page.flush()


def test_a_part_may_ask_for_another_place(qtbot, page) -> None:
    with qtbot.waitSignal(page.open_requested) as asked:
        page.current.open_requested.emit("1.06")
    assert asked.args == ["1.06"]


def test_parts_stand_below_the_title_where_they_do_not_fit_beside_it(qtbot) -> None:
    sections = Sections("Judul yang panjang")
    qtbot.addWidget(sections)
    for number in range(4):
        sections.add(str(number), f"Bagian nomor {number}", QWidget)
    sections.show()
    sections.resize(1400, 300)
    qtbot.waitUntil(lambda: sections.bar.y() < sections.title_label.geometry().bottom())
    sections.resize(sections.bar.sizeHint().width() + 80, 300)
    qtbot.waitUntil(lambda: sections.bar.y() >= sections.title_label.geometry().bottom())
    assert sections.bar.width() >= sections.bar.sizeHint().width()
