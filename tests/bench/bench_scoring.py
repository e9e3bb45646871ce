"""Score all indicators and indicate the category."""

from __future__ import annotations

import time

from common import Row, median, report


def main() -> None:
    from kks_desktop.domain.assessment import evaluate
    from kks_desktop.services.fields import answers_of
    from kks_desktop.services.instruments import load_shipped
    from kks_desktop.services.sample import REGION, YEAR, sample_fields

    instrument = load_shipped()
    answers = answers_of(instrument, REGION, YEAR, sample_fields(instrument))
    times = []
    for _ in range(50):
        began = time.perf_counter()
        evaluate(instrument, answers)
        times.append((time.perf_counter() - began) * 1000)
    report(
        "scoring",
        [Row("score 136 indicators, 16 variables, category", median(times), "ms", None, 5)],
    )


if __name__ == "__main__":
    main()
