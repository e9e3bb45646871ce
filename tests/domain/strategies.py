"""Random answers in the instrument's own shape, and damage to its file."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kks_desktop.domain.instrument import Indicator, Instrument, Measure, MeasureKind
from tests.domain.builders import document

COUNTS = st.integers(0, 130) | st.sampled_from([0, 1, 50, 100, 10**6])
ODD_NUMBERS = st.sampled_from(
    [-1, -5, "12,5", "0,001", Decimal("99.999"), 10**20, Decimal("1E-20")]
)
NUMBERS = COUNTS | COUNTS | COUNTS | ODD_NUMBERS
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def year_values(measure: Measure) -> st.SearchStrategy[Any]:
    """One year's value of a measure, null among them."""
    if measure.kind is MeasureKind.YES_NO:
        return st.sampled_from([True, False, None])
    if measure.kind is MeasureKind.ITEMS:
        codes = [item.code for item in measure.items]
        return st.none() | st.lists(st.sampled_from(codes), unique=True)
    if measure.is_share:
        pair = st.fixed_dictionaries({}, optional={"pembilang": NUMBERS, "penyebut": NUMBERS})
        sound = st.tuples(st.integers(0, 100), st.sampled_from([100, 68, 0])).map(
            lambda pair: {"pembilang": pair[0], "penyebut": pair[1]}
        )
        return sound | pair | NUMBERS if measure.direct else sound | pair
    return NUMBERS | st.none()


def measure_entries(measure: Measure) -> st.SearchStrategy[dict[str, Any]]:
    """A measure's table: its years, and its target where it has one."""
    keys: dict[str, st.SearchStrategy[Any]] = {y: year_values(measure) for y in measure.years}
    if measure.target:
        keys["target"] = NUMBERS
    return st.fixed_dictionaries({}, optional=keys)


def answer_entries(indicator: Indicator) -> st.SearchStrategy[dict[str, Any]]:
    """An indicator's table."""
    typed = {m.id: measure_entries(m) for m in indicator.measures if m.derived is None}
    scores = [option.score for option in indicator.options]
    return st.fixed_dictionaries(
        {},
        optional={
            "measures": st.fixed_dictionaries({}, optional=typed),
            "choice": st.sampled_from([*scores, 33, None]),
            "reason": st.sampled_from(["", "sampel kecil"]),
            "note": st.text(max_size=5),
            "reading": st.booleans(),
        },
    )


def documents(instrument: Instrument, codes: int = 6) -> st.SearchStrategy[dict[str, Any]]:
    """Answers documents that answer a few indicators of the instrument."""
    count = st.none() | st.integers(0, 120)
    flag = st.sampled_from([None, True, False])
    years = st.fixed_dictionaries({}, optional={"lalu": NUMBERS, "kini": NUMBERS})
    chosen = st.lists(st.sampled_from(sorted(instrument.by_code)), max_size=codes, unique=True)
    answers = chosen.flatmap(
        lambda picked: st.fixed_dictionaries(
            {code: answer_entries(instrument.by_code[code]) for code in picked}
        )
    )
    return st.builds(
        document,
        answers,
        target=st.sampled_from([None, *instrument.category_keys]),
        odf=st.fixed_dictionaries({}, optional={"desa": count, "desa_odf": count}),
        data_dasar=st.dictionaries(
            st.sampled_from([datum.id for datum in instrument.base_data]), years, max_size=3
        ),
        kelembagaan=st.fixed_dictionaries(
            {},
            optional={
                **dict.fromkeys(("tim_pembina", "forum", "sekretariat", "renja", "anggaran"), flag),
                **dict.fromkeys(("kecamatan", "kecamatan_sk", "desa", "desa_sk"), count),
            },
        ),
        paripurna=st.fixed_dictionaries(
            {}, optional={"wistara_lalu": flag, "ip_spm": count, "inovasi": count}
        ),
    )


@st.composite
def damaged(draw: st.DrawFn, table: dict[str, Any], times: int = 4) -> dict[str, Any]:
    """A copy of a nested table with a few of its parts replaced, dropped or doubled."""
    found = copy.deepcopy(table)
    for _ in range(draw(st.integers(1, times))):
        _damage_once(draw, found)
    return found


def _damage_once(draw: st.DrawFn, table: dict[str, Any]) -> None:
    at: Any = table
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            return
        key = draw(st.sampled_from(keys))
        child = at[key]
        if isinstance(child, (dict, list)) and child and draw(st.integers(0, 5)):
            at = child
            continue
        how = draw(st.sampled_from(["replace", "drop", "double"]))
        if how == "replace":
            at[key] = draw(JSON)
        elif how == "drop":
            del at[key]
        elif isinstance(at, list):
            at.append(copy.deepcopy(child))
        else:
            at[draw(st.text(max_size=4))] = copy.deepcopy(child)
        return
