"""The worked cases: one indicator, what was typed, what the rule gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.document import read_answers
from kks_desktop.domain.strict_json import parse_json
from tests.domain.builders import document

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument

_FILE = Path(__file__).parents[1] / "data" / "cases.json"
CASES: list[dict[str, Any]] = parse_json(b'{"cases": %s}' % _FILE.read_bytes())["cases"]


def test_there_are_as_many_cases_as_the_file_promises() -> None:
    assert len(CASES) == 79


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kode']}={case['suggested']}")
def test_worked_case(instrument: Instrument, case: dict[str, Any]) -> None:
    code = case["kode"]
    table = document({code: {"measures": case["measures"]}})
    found = evaluate(instrument, read_answers(table, instrument)).scored.indicators[code]
    assert (found.suggestion.score, found.suggestion.reading) == (
        case["suggested"],
        case["reading"],
    )
    assert found.score == case["suggested"], "a reading is never counted by itself"
    assert found.why, "every suggestion and every silence says why"
