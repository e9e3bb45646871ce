"""The shipped instrument, as the program uses it and as its file has it."""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.services.instruments import load_shipped, shipped_source

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.domain.instrument import Instrument


@pytest.fixture(scope="session")
def instrument() -> Instrument:
    """The instrument of 2025."""
    return load_shipped()


@pytest.fixture(scope="session")
def source_table() -> dict[str, Any]:
    """The parsed file of the instrument; do not change it."""
    return tomllib.loads(shipped_source().decode(), parse_float=Decimal)


@pytest.fixture
def table(source_table: dict[str, Any]) -> dict[str, Any]:
    """The parsed file of the instrument, to be damaged."""
    return copy.deepcopy(source_table)


@pytest.fixture
def entry(table: dict[str, Any]) -> Callable[[str], dict[str, Any]]:
    """Find an indicator's table in the file by its code."""

    def find(code: str) -> dict[str, Any]:
        indicators = [i for t in table["tatanan"] for i in t["indikator"]]
        return next(i for i in (*indicators, *table["kelembagaan"]) if i["kode"] == code)

    return find
