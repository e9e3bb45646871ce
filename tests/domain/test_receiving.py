"""What a bundle means beside those before it, and that every item is accounted for."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.accounting import Fate, Sort, account, count, gone
from kks_desktop.domain.partial_document import read_partly
from kks_desktop.domain.receiving import Incoming, Known, Standing, Step, after, decide
from kks_desktop.services.instruments import load_shipped

INCOMING = st.builds(
    Incoming,
    content_id=st.sampled_from("abcdefgh"),
    submission_id=st.sampled_from("xy"),
    revision=st.integers(1, 4),
    document_sha256=st.sampled_from("1234"),
    confirmed=st.booleans(),
)


def _after_all(arrivals: list[Incoming]) -> list[Known]:
    known: list[Known] = []
    for new in arrivals:
        known = after(known, new, decide(known, new))
    return known


@given(st.lists(INCOMING, max_size=12))
def test_one_revision_applies_at_most_and_nothing_is_lost(arrivals: list[Incoming]) -> None:
    known = _after_all(arrivals)
    assert sum(one.standing is Standing.CURRENT for one in known) <= 1
    assert len({one.content_id for one in known}) == len(known)
    if any(new.confirmed for new in arrivals):
        assert sum(one.standing is Standing.CURRENT for one in known) == 1


@given(st.lists(INCOMING, max_size=12))
def test_the_same_again_changes_nothing(arrivals: list[Incoming]) -> None:
    known = _after_all(arrivals)
    for new in arrivals:
        if any(one.content_id == new.content_id for one in known) and not new.confirmed:
            assert after(known, new, decide(known, new)) == known


@given(st.lists(INCOMING, max_size=12), INCOMING)
def test_what_is_not_confirmed_never_touches_what_applies(
    arrivals: list[Incoming], stranger: Incoming
) -> None:
    known = _after_all(arrivals)
    stranger = Incoming("z", stranger.submission_id, stranger.revision, "9", confirmed=False)
    decision = decide(known, stranger)
    assert decision.step is Step.HOLD
    later = after(known, stranger, decision)
    assert [one for one in later if one.content_id != "z"] == known


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
PARTS = (
    "answers",
    "data_dasar",
    "odf",
    "kelembagaan",
    "paripurna",
    "target",
    "unread",
    "registers",
)
DOCUMENTS = st.fixed_dictionaries(
    {"format": st.just("kks-answers/1"), "instrument": st.just("kks-2025")},
    optional={part: VALUES for part in PARTS}
    | {
        "answers": st.dictionaries(st.sampled_from(["1.01", "9.01", "K.01", "7.77"]), VALUES),
        "registers": st.dictionaries(st.sampled_from(["desa", "pasar", "profil"]), VALUES),
    },
)


@given(DOCUMENTS, st.none() | DOCUMENTS)
def test_every_item_has_one_fate_and_the_sums_add_up(
    now: dict[str, Any], before: dict[str, Any] | None
) -> None:
    instrument = load_shipped()
    _, bad = read_partly(now, instrument)
    items = account(now, before, instrument, bad)
    assert len({(item.sort, item.code) for item in items}) == len(items)
    assert sum(count(items, sort).total for sort in Sort) == len(items)
    codes = {item.code for item in items if item.sort is Sort.INDICATOR}
    assert {i.code for t in instrument.tatanan for i in t.indicators} <= codes
    if before is None:
        assert all(item.fate in (Fate.ACCEPTED, Fate.REFUSED) for item in items)
    else:
        gone(now, before)


@given(DOCUMENTS)
def test_a_document_beside_itself_is_unchanged(now: dict[str, Any]) -> None:
    instrument = load_shipped()
    _, bad = read_partly(now, instrument)
    items = account(now, now, instrument, bad)
    assert {item.fate for item in items} <= {Fate.UNCHANGED, Fate.REFUSED}
    assert gone(now, now) == []
