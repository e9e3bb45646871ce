"""Spoil chosen pages of a store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kks_desktop.store.connection import store_path

PAGE = 4096


def pages_of(folder: Path, name: str) -> list[int]:
    """The leaf pages of a table, counted from 1."""
    with closing(sqlite3.connect(store_path(folder))) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()[0]
    data = store_path(folder).read_bytes()
    return leaves(data, root)


def leaves(data: bytes, page: int) -> list[int]:
    at = (page - 1) * PAGE
    if data[at] == 13:
        return [page]
    assert data[at] == 5
    cells = int.from_bytes(data[at + 3 : at + 5], "big")
    children = [int.from_bytes(data[at + 8 : at + 12], "big")]
    for cell in range(cells):
        where = at + int.from_bytes(data[at + 12 + 2 * cell : at + 14 + 2 * cell], "big")
        children.insert(cell, int.from_bytes(data[where : where + 4], "big"))
    return [leaf for child in children for leaf in leaves(data, child)]


def spoil(folder: Path, page: int) -> None:
    with store_path(folder).open("rb+") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xff" * PAGE)
