"""Rescoring only what an edit touches gives what scoring everything gives."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.document import read_answers
from kks_desktop.domain.instrument import YEARS, MeasureKind
from kks_desktop.domain.registers import POPULATION_REGISTER
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.fields import answers_of
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.known import with_known
from kks_desktop.services.session import Edit, Session
from kks_desktop.services.submission import freeze, score_table
from kks_desktop.services.workspace import Workspace
from tests.services.conftest import SETUP

INSTRUMENT = load_shipped()
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])

# A few of each kind, so that edits meet: shared denominators, targets, derived means, gates.
CODES = "1.01 1.03 1.06 1.07 1.09 1.12 1.17 1.27 2.14 2.17 2.22 4.03 4.08 6.06 8.11 9.01".split()
CODES += [f"K.{number:02}" for number in range(1, 17)]
TEXTS = ["", "0", "1", "5", "9", "20", "50", "90", "100", "1.234", "12,5", "-3", "dua", "150"]


def _field_edits() -> list[st.SearchStrategy[Edit]]:
    found = []
    for code in CODES:
        for measure in INSTRUMENT.by_code[code].measures:
            if measure.derived is not None:
                continue
            texts = TEXTS
            if measure.kind is MeasureKind.YES_NO:
                texts = ["ya", "tidak", "", "mungkin"]
            elif measure.kind is MeasureKind.ITEMS:
                texts = ["-", "", "a", "a,c", "a,b,c,d", "zz"]
            for year in measure.years:
                paths = [f"{measure.id}/{year}"]
                if measure.is_share and not measure.direct:
                    paths = [f"{paths[0]}/pembilang", f"{paths[0]}/penyebut"]
                found += [
                    st.builds(Edit, st.just(code), st.just(path), st.sampled_from(texts))
                    for path in paths
                ]
            if measure.target:
                target = f"{measure.id}/target"
                found.append(
                    st.builds(Edit, st.just(code), st.just(target), st.sampled_from(TEXTS))
                )
        for field, texts in (
            ("choice", ["", "0", "50", "75", "100", "33"]),
            ("reason", ["", "sampel kecil"]),
            ("reading", ["", "ya"]),
            ("note", ["", "catatan"]),
        ):
            found.append(st.builds(Edit, st.just(code), st.just(field), st.sampled_from(texts)))
    return found


def _shared_edits() -> list[st.SearchStrategy[Edit]]:
    def edits(code: str, fields: list[str], texts: list[str]) -> st.SearchStrategy[Edit]:
        return st.builds(Edit, st.just(code), st.sampled_from(fields), st.sampled_from(texts))

    names = ["desa_kelurahan", "kecamatan", "pasar", "puskesmas", "dtw", "penduduk"]
    return [
        edits("data_dasar", [f"{n}/{y}" for n in names for y in ("lalu", "kini")], TEXTS),
        edits("odf", ["desa_odf"], TEXTS),
        edits("penilaian", ["target"], ["", *INSTRUMENT.category_keys, "juara"]),
        edits("paripurna", ["wistara_lalu"], ["", "ya", "tidak"]),
        edits("paripurna", ["ip_spm", "inovasi"], ["", "4", "6", "x"]),
        edits("profil", ["operator", "kantor"], ["", "Budi", "Dinas"]),
    ]


def _meeting_edits() -> list[st.SearchStrategy[Edit]]:
    """Numerators without a denominator of their own, and what supplies it."""
    fields = [("data_dasar", f"{name}/{year}") for name in ("pasar", "kecamatan") for year in YEARS]
    for name, code in (("pasar_ktr", "4.03"), ("pasar_asi", "4.08")):
        fields += [(code, f"{name}/{year}/pembilang") for year in YEARS]
    fields += [("K.09", "sk_porsi/kini/pembilang"), ("penilaian", "target")]
    numbers = st.sampled_from(["", "5", "9", "10", "20"])
    targets = st.sampled_from(["padapa", "wistara"])
    return [
        st.builds(Edit, st.just(code), st.just(field), targets if field == "target" else numbers)
        for code, field in fields
    ]


def _register_edits() -> list[st.SearchStrategy[Edit]]:
    """Rows from which denominators, ODF, bodies and Paripurna follow."""
    rows = ["kecamatan:15.71.01", "kecamatan:15.71.02", "desa:15.71.01.1001", "lembaga:forum"]
    cells = {
        "nama": ["", "Telanaipura"],
        "dihapus": ["", "bergabung"],
        "odf": ["", "ya", "tidak"],
        "sk_nomor": ["", "12/2020"],
        "sk_tanggal": ["", "2020-01-31", "2010-01-31", "kemarin"],
        "sk_berlaku": ["", "2025-12-31", "tanpa batas"],
        "renja_lalu": ["", "ya", "tidak"],
        "renja_kini": ["", "ya"],
        "anggaran_lalu": ["", "0", "5000000"],
        "anggaran_kini": ["", "7000000", "banyak"],
        "alamat": ["", "Jalan Slamet 1"],
    }
    found = [
        st.builds(Edit, st.sampled_from(rows), st.just(field), st.sampled_from(texts))
        for field, texts in cells.items()
    ]
    numbers = st.sampled_from(["", "1", "20", "x"])
    ages = [f"penduduk:{row.key}" for row in POPULATION_REGISTER.rows]
    found.append(st.builds(Edit, st.sampled_from(ages), st.sampled_from(YEARS), numbers))
    found.append(st.builds(Edit, st.just("spm:sosial"), st.just("nilai"), numbers))
    found.append(
        st.builds(
            Edit, st.just("inovasi:1"), st.just("mulai"), st.sampled_from(["", "ya", "tidak"])
        )
    )
    return found


# not one_of: it would make one list of all, in which edits seldom meet
GROUPS = [
    st.one_of(edits()) for edits in (_meeting_edits, _shared_edits, _field_edits, _register_edits)
]
EDIT = st.sampled_from([0, 0, 1, 2, 3]).flatmap(lambda group: GROUPS[group])
ACTION = st.one_of(
    st.lists(EDIT, min_size=1, max_size=4, unique_by=lambda e: (e.code, e.field)),
    st.lists(EDIT, min_size=1, max_size=4, unique_by=lambda e: (e.code, e.field)),
    st.sampled_from(["undo", "redo"]),
)


def _from_scratch(session: Session) -> object:
    info = session.info
    whole = with_known(session.instrument, info.year, session.fields)
    answers = answers_of(session.instrument, info.region_code, info.year, whole)
    return evaluate(session.instrument, answers)


def _act(session: Session, action: object, visit: str) -> None:
    if action == "undo":
        session.undo()
    elif action == "redo":
        session.redo()
    else:
        assert isinstance(action, list)
        session.set(action, "Isi", visit)


@FEW
@given(st.lists(st.tuples(ACTION, st.sampled_from(["", "a", "b"])), max_size=12))
def test_after_any_edits_everything_is_as_if_scored_and_read_afresh(
    actions: list[tuple[object, str]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace(Path(name))
        try:
            session = workspace.create(SETUP)
            for action, visit in actions:
                _act(session, action, visit)
                assert session.evaluation == _from_scratch(session)
            session.flush()
            second = Workspace(Path(name), write=False)
            try:
                stored = second.require_session()
                assert stored.fields == session.fields
                assert stored.evaluation == session.evaluation
            finally:
                second.close()
        finally:
            workspace.close()


@FEW
@given(st.lists(EDIT, max_size=25, unique_by=lambda e: (e.code, e.field)))
def test_the_province_computes_from_the_submission_what_the_district_claims(
    edits: list[Edit],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace(Path(name))
        try:
            session = workspace.create(SETUP)
            session.set(edits, "Isi")
            session.flush()
            table = parse_json(freeze(workspace).submission)
            claimed = session.evaluation
        finally:
            workspace.close()
    again = evaluate(INSTRUMENT, read_answers(table, INSTRUMENT))
    assert score_table(INSTRUMENT, again) == table["claimed"] == score_table(INSTRUMENT, claimed)
    assert again.category == claimed.category


@FEW
@given(st.lists(st.tuples(ACTION, st.sampled_from(["", "a", "b"])), max_size=12))
def test_undoing_everything_gives_back_the_beginning_and_redoing_the_end(
    actions: list[tuple[object, str]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        workspace = Workspace(Path(name))
        try:
            session = workspace.create(SETUP)
            start = session.fields
            for action, visit in actions:
                if isinstance(action, list):
                    _act(session, action, visit)
            end = session.fields
            while session.fields != start and session.undo() is not None:
                pass
            assert session.fields == start
            while session.redo() is not None:
                pass
            assert session.fields == end
        finally:
            workspace.close()
