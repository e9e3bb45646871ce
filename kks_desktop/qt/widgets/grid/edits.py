"""Edits of several cells at once, and what a selection says on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.qt.widgets.grid.clipboard import block_text, copied_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kks_desktop.qt.widgets.grid.caret import Box
    from kks_desktop.qt.widgets.grid.model import GridModel
    from kks_desktop.qt.widgets.grid.source import CellEdit


def box_text(model: GridModel, box: Box) -> str:
    """A rectangle of cells for the clipboard."""
    return block_text(
        [
            [
                copied_text(model.columns[at], model.cell(row, at).raw)
                for at in range(box.left, box.left + box.width)
            ]
            for row in range(box.top, box.top + box.height)
        ]
    )


def clearing(model: GridModel, cells: Iterable[tuple[int, int]]) -> list[CellEdit]:
    """Empty the cells that can be typed into and hold something."""
    return [
        (model.code(row), model.columns[at].id, "")
        for row, at in cells
        if not model.columns[at].fixed and model.cell(row, at).raw
    ]


def filling_down(model: GridModel, box: Box) -> list[CellEdit]:
    """Copy the top row of a rectangle into the rows under it; a single row takes the one above."""
    top = box.top - 1 if box.height == 1 else box.top
    if top < 0:
        return []
    return [
        (model.code(row), model.columns[at].id, model.cell(top, at).raw)
        for row in range(top + 1, box.top + box.height)
        for at in range(box.left, box.left + box.width)
        if not model.columns[at].fixed and model.cell(row, at).raw != model.cell(top, at).raw
    ]
