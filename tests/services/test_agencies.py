"""The register of OPD in an assessment: it travels, is printed, and changes no score."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import pypdf
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.evidence import evidence_code, evidence_of, use_field
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services.agencies import handling_edit, save_workbook, standing_of
from kks_desktop.services.fields import answers_of, unread_entries
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.known import with_known
from kks_desktop.services.papers import PaperOptions, print_paper
from kks_desktop.services.proofs import ProofBook
from kks_desktop.services.sample import sample_fields
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import freeze
from kks_desktop.services.validation import sheet_agencies, validations

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.services.workspace import Workspace

INSTRUMENT = load_shipped()
SAMPLE = sample_fields(INSTRUMENT)
ids = st.sampled_from([*INSTRUMENT.agencies, "tidak-ada", "ya", "100"])


@given(
    st.dictionaries(st.sampled_from(sorted(INSTRUMENT.by_code)), ids, max_size=30),
    st.dictionaries(st.sampled_from(list(INSTRUMENT.agencies)), st.text(min_size=1), max_size=5),
)
def test_a_score_never_depends_on_who_handles_it(
    assigned: dict[str, str], named: dict[str, str]
) -> None:
    said = {(code, "opd"): id for code, id in assigned.items()}
    said |= {(f"opd:{id}", field): raw for id, raw in named.items() for field in ("nama", "kontak")}

    def answers(fields: dict[tuple[str, str], str]) -> Any:
        return answers_of(INSTRUMENT, "15.71", 2025, with_known(INSTRUMENT, 2025, fields))

    assert answers({**SAMPLE, **said}) == answers(SAMPLE)
    assert unread_entries(INSTRUMENT, {**SAMPLE, **said}) == unread_entries(INSTRUMENT, SAMPLE)


def test_giving_an_indicator_away_rescores_nothing(district: Workspace) -> None:
    session = district.require_session()
    before = session.evaluation
    session.set([Edit("1.01", "opd", "bappeda"), Edit("opd:bappeda", "nama", "Bapperida")], "Uji")
    assert session.evaluation == before
    assert session.evaluation == evaluate(INSTRUMENT, before.answers)


def test_giving_an_indicator_away_confirms_nothing(district: Workspace) -> None:
    session = district.require_session()
    session.set([Edit("1.01", "dibawa", "2024")], "Uji")
    session.set([handling_edit(INSTRUMENT, "1.01", "bappeda")], "Uji")
    assert session.raw("1.01", "dibawa") == "2024"


def test_the_proposed_agency_leaves_nothing_to_say() -> None:
    assert handling_edit(INSTRUMENT, "1.01", "kesehatan") == Edit("1.01", "opd", "")
    assert handling_edit(INSTRUMENT, "1.01", "bappeda") == Edit("1.01", "opd", "bappeda")


def test_the_submission_carries_the_register_and_a_change_is_a_new_state(
    district: Workspace,
) -> None:
    session = district.require_session()
    before = freeze(district)
    session.set([Edit("opd:kesehatan", "nama", "Dinkes Kota"), Edit("K.05", "opd", "hukum")], "Uji")
    session.flush()
    after = freeze(district)
    document = parse_json(after.submission)
    assert document["agencies"]["kesehatan"]["nama"] == "Dinkes Kota"
    assert set(document["agencies"]["kesehatan"]) >= {"nama", "kepala_nama", "kepala_nip"}
    assert document["assigned"] == {"K.05": "hukum"}
    assert before.state_sha256 != after.state_sha256
    assert "assigned" not in parse_json(before.submission), "nothing was given away"


def test_sheets_are_called_as_the_agency_is_called_here(
    district: Workspace, tmp_path: Path
) -> None:
    session = district.require_session()
    session.set([Edit("opd:kesehatan", "nama", "Dinas Kesehatan Kota Jambi")], "Uji")
    session.set([Edit("1.01", "opd", "bappeda")], "Uji")
    standing = standing_of(session, ProofBook(session).proofs())
    health = next(a for a in standing.agencies if a.id == "kesehatan")
    planning = next(a for a in standing.agencies if a.id == "bappeda")
    assert "1.01" in {line.code for line in planning.own}
    assert "1.01" in {line.code for line in health.lines if not line.main}
    assert standing.handlers["1.01"][:2] == ("Bappeda", "Dinas Kesehatan Kota Jambi")
    save_workbook(tmp_path / "opd.xlsx", session.info, [health, planning], date(2025, 3, 1))
    assert load_workbook(tmp_path / "opd.xlsx").sheetnames[1] == "Dinas Kesehatan Kota Jambi"


def test_the_validation_sheet_is_that_of_who_handles_the_indicator(district: Workspace) -> None:
    session = district.require_session()
    session.set([Edit("opd:hukum", "nama", "Bagian Hukum Setda")], "Uji")
    code = evidence_code("7" * 64)
    session.set([Edit(code, "nama", "perda.pdf"), Edit(code, use_field("1.09", "0"), "ya")], "Uji")

    def sheets() -> dict[str, set[str]]:
        files = evidence_of(session.table)
        found = validations(INSTRUMENT, session.table, files)
        return {one.name: {file.file.name for file in one.files} for one in found}

    assert "perda.pdf" not in sheets()["Bagian Hukum Setda"]
    session.set([Edit("1.09", "opd", "hukum")], "Uji")
    assert "perda.pdf" in sheets()["Bagian Hukum Setda"]
    text = "".join(
        page.extract_text()
        for page in pypdf.PdfReader(
            io.BytesIO(print_paper(district, "validasi", options=PaperOptions(agency="hukum")))
        ).pages
    )
    assert "Bagian Hukum Setda" in text
    assert "perda.pdf" in text


def test_an_agency_without_indicators_keeps_its_sheet_while_one_is_about() -> None:
    own = [code for code, i in INSTRUMENT.by_code.items() if i.agencies[0] == "bps"]
    table = {code: {"opd": "bappeda"} for code in own}
    assert "bps" in sheet_agencies(INSTRUMENT, {})
    assert "bps" not in sheet_agencies(INSTRUMENT, table)
    assert "bps" in sheet_agencies(INSTRUMENT, {**table, "opd:bps": {"lembar": "0" * 64}})
    printed = {"opd:bps": {f"dicetak/{'1' * 64}": "2025-01-01"}}
    assert "bps" in sheet_agencies(INSTRUMENT, {**table, **printed})


def test_the_report_names_who_handles_what_is_open(district: Workspace) -> None:
    session = district.require_session()
    edits = [Edit("1.12", "opd", "hukum"), Edit("opd:hukum", "nama", "Bagian Hukum Setda")]
    session.set(edits, "Uji")
    session.flush()
    pages = pypdf.PdfReader(io.BytesIO(print_paper(district, "evaluasi"))).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Bagian Hukum Setda" in text
