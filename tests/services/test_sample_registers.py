"""The practice district with registers says what its plain figures say."""

from __future__ import annotations

from dataclasses import replace

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.columns import fault
from kks_desktop.domain.registers import REGISTERS, register_of
from kks_desktop.services.fields import answers_of, table_of
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.known import known_fields, with_known
from kks_desktop.services.sample import REGION, YEAR, sample_fields
from kks_desktop.services.sample_registers import with_registers

INSTRUMENT = load_shipped()
PLAIN = sample_fields(INSTRUMENT)
FULL = with_registers(INSTRUMENT, REGION, YEAR, PLAIN)


def test_it_scores_exactly_as_the_plain_fields_do() -> None:
    plain = evaluate(INSTRUMENT, answers_of(INSTRUMENT, REGION, YEAR, PLAIN))
    whole = with_known(INSTRUMENT, YEAR, FULL)
    full = evaluate(INSTRUMENT, answers_of(INSTRUMENT, REGION, YEAR, whole))
    # the one thing that only the registers tell: the innovation meets three criteria
    assert plain.answers.top_level.innovation_criteria is None
    assert full.answers.top_level.innovation_criteria == 3
    told = replace(plain.answers.top_level, innovation_criteria=3)
    assert full.answers == replace(plain.answers, top_level=told)
    assert full.scored == plain.scored
    assert full.gates == plain.gates
    assert full.category.indicated == plain.category.indicated


def test_no_count_is_typed_that_the_registers_know() -> None:
    found = known_fields(INSTRUMENT, YEAR, table_of(FULL))
    known = {**found.complete, **found.partial}
    assert len(known) > 30
    assert not known.keys() & FULL.keys()
    assert set(PLAIN) - set(FULL) <= set(known), "nothing else was left out"


def test_every_cell_of_it_can_be_read() -> None:
    rows = {code: cells for code, cells in table_of(FULL).items() if register_of(code)}
    assert {code.partition(":")[0] for code in rows} >= {"desa", "kecamatan", "kegiatan", "dana"}
    wrong = [
        (code, field, found)
        for code, cells in rows.items()
        for field, raw in cells.items()
        if (column := REGISTERS[code.partition(":")[0]].column(field)) is None
        or (found := fault(column, raw))
    ]
    assert not wrong
