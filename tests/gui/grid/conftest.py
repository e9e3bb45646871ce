"""A grid on a screen, and a source that keeps its cells as the session would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kks_desktop.qt.widgets.grid.register_grid import RegisterGrid
from tests.gui.grid.tables import TableSource


@pytest.fixture
def source() -> TableSource:
    """Six villages, some cells filled in."""
    return TableSource.villages(6)


@pytest.fixture
def grid(qtbot, source: TableSource) -> Iterator[RegisterGrid]:
    """The grid of the villages, shown and with the focus."""
    grid = RegisterGrid()
    qtbot.addWidget(grid)
    source.grid = grid
    grid.set_source(source)
    grid.resize(1100, 600)
    with qtbot.waitExposed(grid):
        grid.show()
    grid.activateWindow()
    grid.table.setFocus()
    qtbot.waitUntil(grid.table.hasFocus)
    yield grid
    QApplication.clipboard().clear()
