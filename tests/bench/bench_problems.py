"""List the problems of a full district: 136 indicators, 900 villages, 5,000 files."""

from __future__ import annotations

import gc
import time

from common import Row, median, report
from district import made_up_registers, proof_fields


def main() -> None:
    from kks_desktop.domain.assessment import evaluate
    from kks_desktop.domain.problems.model import facts_from
    from kks_desktop.domain.problems.rules import problems_of
    from kks_desktop.services.fields import answers_of, table_of
    from kks_desktop.services.instruments import load_shipped
    from kks_desktop.services.sample import REGION, YEAR, sample_fields

    instrument = load_shipped()
    fields = sample_fields(instrument) | made_up_registers() | proof_fields(instrument)
    evaluation = evaluate(instrument, answers_of(instrument, REGION, YEAR, fields))
    whole, rules = [], []
    gc.disable()  # as in the program, which collects between events (qt/app.py)
    for _ in range(30):
        gc.collect()
        began = time.perf_counter()
        facts = facts_from(instrument, evaluation, table_of(fields))
        ready = time.perf_counter()
        found = problems_of(facts)
        done = time.perf_counter()
        whole.append((done - began) * 1000)
        rules.append((done - ready) * 1000)
    print(f"{len(fields)} fields, {len(found)} problems")
    report(
        "problems",
        [
            Row("problem list of a full district, from its fields", median(whole), "ms", None, 50),
            Row("of this the rules", median(rules), "ms"),
        ],
    )


if __name__ == "__main__":
    main()
