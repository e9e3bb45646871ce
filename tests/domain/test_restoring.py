"""Two states of the same data side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.restoring import DataState, Side, compare_states

KEYS = st.tuples(st.just("a"), st.sampled_from(["1.01", "profil"]), st.text("xyz", max_size=2))
FIELDS = st.dictionaries(KEYS, st.sampled_from(["", "1", "2"]), max_size=12)


def _state(fields: dict[tuple[str, str, str], str], files: set[str] = frozenset()) -> DataState:
    return DataState(fields, frozenset(files), "")


@given(FIELDS, FIELDS)
def test_every_field_is_the_same_or_listed_once(now, copy) -> None:
    found = compare_states(_state(now), _state(copy))
    filled = {key for side in (now, copy) for key, raw in side.items() if raw}
    assert found.same + len(found.fields) == len(filled)
    assert sum(found.count(side) for side in Side) == len(found.fields)
    for one in found.fields:
        key = (one.assessment, one.code, one.field)
        assert (one.now, one.copy) == (now.get(key, ""), copy.get(key, ""))
        assert one.now != one.copy


@given(FIELDS)
def test_a_state_beside_itself_differs_in_nothing(fields) -> None:
    assert compare_states(_state(fields, {"f"}), _state(fields, {"f"})).equal


def test_a_file_on_one_side_is_a_difference() -> None:
    found = compare_states(_state({}, {"a", "b"}), _state({}, {"b", "c"}))
    assert not found.equal
    assert (found.files_only_now, found.files_only_copy) == ({"a"}, {"c"})
