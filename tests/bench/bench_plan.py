"""Plan the whole instrument; the floor is scoring it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from common import Row, median, report


def _milliseconds(work: Callable[[], object], runs: int = 50) -> float:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def main() -> None:
    from kks_desktop.domain.answers import Answers
    from kks_desktop.domain.assessment import evaluate
    from kks_desktop.domain.plan import make_plan
    from kks_desktop.services.fields import answers_of
    from kks_desktop.services.instruments import load_shipped
    from kks_desktop.services.sample import REGION, YEAR, sample_fields

    instrument = load_shipped()
    answers = answers_of(instrument, REGION, YEAR, sample_fields(instrument))
    floor = _milliseconds(lambda: evaluate(instrument, answers))
    rows = []
    for what, given in (
        ("plan the sample district for Wistara", replace(answers, target="wistara")),
        (
            "plan from nothing for Wistara",
            Answers(instrument.code, REGION, YEAR, target="wistara"),
        ),
        ("plan from nothing for Padapa", Answers(instrument.code, REGION, YEAR, target="padapa")),
    ):
        found = evaluate(instrument, given)
        # as a person may set them
        limits = dict.fromkeys(list(instrument.by_code)[::3], 50)
        first = _milliseconds(partial(make_plan, instrument, found, {}))
        again = _milliseconds(partial(make_plan, instrument, found, limits))
        rows.append(Row(what, first, "ms", floor, 1))
        rows.append(Row(f"{what}, again with limits", again, "ms", floor, 1))
    report("plan", rows)


if __name__ == "__main__":
    main()
