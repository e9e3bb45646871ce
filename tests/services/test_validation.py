"""The validation sheet of an OPD: only what was printed and signed becomes validated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import evidence_code, evidence_of, use_field
from kks_desktop.services.attaching import remove
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.proof_list import evidence_document, used_files
from kks_desktop.services.proofs import ProofBook
from kks_desktop.services.session import Edit
from kks_desktop.services.validation import (
    AgencyValidation,
    attach_edits,
    detach_edits,
    file_mark,
    list_mark,
    print_edits,
    sheet_agencies,
    signer_edits,
    validations,
)
from kks_desktop.store.evidence import SOUND, EvidenceRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kks_desktop.services.session import Session
    from kks_desktop.services.workspace import Workspace

INSTRUMENT = load_shipped("kks-2025")
PRINT_DAY, TODAY = date(2025, 5, 10), date(2025, 5, 12)
HEALTH, WORKS = "kesehatan", "pupr"
SCAN, OTHER_SCAN = "f" * 64, "e" * 64


def sha(number: int) -> str:
    return f"{number:064x}"


def attached(sha256: str, *uses: tuple[str, str], **fields: str) -> list[Edit]:
    row = evidence_code(sha256)
    told = {"nama": f"{sha256[-4:]}.pdf", **fields}
    return [
        *(Edit(row, field, raw) for field, raw in told.items()),
        *(Edit(row, use_field(target, item), "ya") for target, item in uses),
    ]


Cells = dict[str, dict[str, str]]


def applied(table: Cells, edits: Iterable[Edit]) -> Cells:
    for code, field, raw in edits:
        if raw:
            table.setdefault(code, {})[field] = raw
        else:
            table.get(code, {}).pop(field, None)
    return table


def found_in(
    table: Cells, agency: str = HEALTH, damaged: frozenset[str] = frozenset()
) -> AgencyValidation:
    every = validations(INSTRUMENT, table, evidence_of(table, damaged), damaged)
    return next(one for one in every if one.id == agency)


def names(found: AgencyValidation) -> list[str]:
    return [one.file.sha256 for one in found.files]


def validated(found: AgencyValidation) -> set[str]:
    return {one.file.sha256 for one in found.files if one.validated}


def printed(table: Cells, agency: str = HEALTH) -> Cells:
    return applied(table, print_edits(table, agency, names(found_in(table, agency)), PRINT_DAY))


@pytest.fixture
def table() -> Cells:
    """Two files of Kesehatan, one of PUPR, and a scan that is used nowhere yet."""
    return applied(
        {"opd:kesehatan": {"kepala_nama": "Ida Yuliati", "kepala_nip": "197105122000032004"}},
        [
            *attached(sha(1), ("1.01", "0"), ("1.02", "0")),
            *attached(sha(2), ("1.13", "lain")),
            *attached(sha(3), ("2.02", "0")),
            *attached(SCAN),
        ],
    )


# ------------------------------------------------------------------------- what is listed


def test_the_main_agency_answers_for_a_file(table) -> None:
    assert names(found_in(table)) == [sha(1), sha(2)]
    assert names(found_in(table, WORKS)) == [sha(3)]
    uses = found_in(table).files[0].uses
    assert [(use.code, use.item) for use in uses] == [
        ("1.01", INSTRUMENT.by_code["1.01"].evidence[0]),
        ("1.02", INSTRUMENT.by_code["1.02"].evidence[0]),
    ]
    assert found_in(table).files[1].uses[0].item == "Bukti lain"


def test_each_agency_that_answers_for_an_indicator_has_a_sheet(table) -> None:
    ids = sheet_agencies(INSTRUMENT, table)
    assert {HEALTH, WORKS, "tim-pembina"} <= set(ids)
    assert "agama" not in ids, "it only supports"
    assert len(ids) == len(set(ids)) == len(validations(INSTRUMENT, table, {}))


def test_a_damaged_file_is_told_and_not_listed(table) -> None:
    found = found_in(table, damaged=frozenset({sha(2)}))
    assert names(found) == [sha(1)]
    assert [file.sha256 for file in found.damaged] == [sha(2)]


def test_a_supporting_use_or_an_unknown_indicator_lists_nothing(table) -> None:
    applied(table, attached(sha(9), ("desa:15.71.01.1001", "odf"), ("99.99", "0"), ("profil", "x")))
    every = validations(INSTRUMENT, table, evidence_of(table))
    assert all(sha(9) not in names(one) for one in every)


def test_marks_tell_lists_apart() -> None:
    assert file_mark("884ae4f07cbc55dd" + "0" * 48) == "884a e4f0 7cbc 55dd"
    assert list_mark([sha(1), sha(2)]) == list_mark([sha(2), sha(1)])
    assert list_mark([sha(1)]) != list_mark([sha(1), sha(2)])


# ------------------------------------------------------------------------- print, sign, attach


def test_printing_alone_validates_nothing(table) -> None:
    found = found_in(printed(table))
    assert found.printed_day == PRINT_DAY
    assert found.print_mark == list_mark([sha(1), sha(2)])
    assert all(one.on_print for one in found.files)
    assert found.validated == 0


def test_attaching_validates_what_was_printed_and_says_what_was_not(table) -> None:
    printed(table)
    applied(table, attached(sha(4), ("1.04", "0")))
    applied(table, attach_edits(table, HEALTH, SCAN, TODAY))
    found = found_in(table)
    assert found.signed
    assert validated(found) == {sha(1), sha(2)}
    assert [one.file.sha256 for one in found.open] == [sha(4)]
    assert [one.file.sha256 for one in found.not_printed] == [sha(4)]
    assert (found.scan_day, found.signer) == (TODAY, "Ida Yuliati")
    assert found_in(table, WORKS).validated == 0
    assert table[evidence_code(SCAN)]["untuk/opd:kesehatan/lembar"] == "ya"


def test_the_scan_knows_its_own_day(table) -> None:
    applied(printed(table), [Edit(evidence_code(SCAN), "tanggal", "2025-05-11")])
    applied(table, attach_edits(table, HEALTH, SCAN, TODAY))
    assert found_in(table).scan_day == date(2025, 5, 11)


def test_without_a_print_nothing_can_be_attached(table) -> None:
    with pytest.raises(KksError, match="belum ada lembar yang dicetak"):
        attach_edits(table, HEALTH, SCAN, TODAY)
    with pytest.raises(KksError, match="belum ada di daftar bukti"):
        attach_edits(printed(table), HEALTH, "0" * 64, TODAY)


def test_a_new_print_keeps_the_old_signature_until_the_new_one_comes(table) -> None:
    applied(printed(table), attach_edits(table, HEALTH, SCAN, TODAY))
    applied(table, attached(sha(4), ("1.04", "0")))
    applied(table, attached(OTHER_SCAN))
    printed(table)
    assert validated(found_in(table)) == {sha(1), sha(2)}
    assert found_in(table).awaits_scan
    applied(table, attach_edits(table, HEALTH, OTHER_SCAN, TODAY))
    assert validated(found_in(table)) == {sha(1), sha(2), sha(4)}
    assert "untuk/opd:kesehatan/lembar" not in table[evidence_code(SCAN)]


def test_printing_forgets_files_that_are_no_longer_listed(table) -> None:
    printed(table)
    applied(table, [Edit(evidence_code(sha(2)), "untuk/1.13/lain", "")])
    printed(table)
    assert found_in(table).printed == {sha(1)}


def test_detaching_takes_it_all_back(table) -> None:
    before = {code: dict(cells) for code, cells in printed(table).items()}
    applied(table, attach_edits(table, HEALTH, SCAN, TODAY))
    applied(table, detach_edits(table, HEALTH))
    assert table == before


def test_a_missing_or_damaged_scan_validates_nothing(table) -> None:
    applied(printed(table), attach_edits(table, HEALTH, SCAN, TODAY))
    found = found_in(table, damaged=frozenset({SCAN}))
    assert (found.validated, found.scan_damaged, found.signed) == (0, True, False)
    del table[evidence_code(SCAN)]
    assert (found_in(table).validated, found_in(table).scan_damaged) == (0, True)


def test_a_scan_does_not_stand_for_itself(table) -> None:
    applied(table, [Edit(evidence_code(SCAN), use_field("1.03", "0"), "ya")])
    applied(printed(table), attach_edits(table, HEALTH, SCAN, TODAY))
    assert validated(found_in(table)) == {sha(1), sha(2)}
    assert not found_in(table).awaits_scan
    table["opd:kesehatan"][f"lembar/{SCAN}"] = "ya"
    assert validated(found_in(table)) == {sha(1), sha(2)}


def test_a_file_validated_by_name_needs_no_sheet(table) -> None:
    row = evidence_code(sha(1))
    applied(table, [Edit(row, "kepala_nama", "Ida"), Edit(row, "kepala_tanggal", "2025-01-05")])
    found = found_in(printed(table))
    assert validated(found) == {sha(1)}
    assert not found.not_printed


def test_a_new_head_does_not_take_over_an_old_signature(table) -> None:
    applied(printed(table), attach_edits(table, HEALTH, SCAN, TODAY))
    table["opd:kesehatan"] |= {"kepala_nama": "Orang Baru", "kepala_nip": "1"}
    assert found_in(table).signer == "Ida Yuliati"
    rows = {
        one: EvidenceRow(one, 10, 0, "pdf", "", "", "", SOUND) for one in (sha(1), sha(2), SCAN)
    }
    told = {item["sha256"]: item.get("validated") for item in evidence_document(table, rows)}
    assert told[sha(1)] == {
        "agency": HEALTH,
        "sheet": SCAN,
        "name": "Ida Yuliati",
        "nip": "197105122000032004",
        "date": "2025-05-12",
    }
    applied(table, signer_edits(table, HEALTH))
    assert (found_in(table).signer, found_in(table).signer_nip) == ("Orang Baru", "1")


_TARGETS = st.sampled_from(["1.01", "1.06", "1.13", "2.02", "3.01", "K.01"])
_USES = st.sets(st.tuples(_TARGETS, st.sampled_from(["0", "1", "lain"])), max_size=4)
_FILES = st.dictionaries(st.integers(1, 12), _USES, max_size=10)


@given(first=_FILES, later=_FILES, agency=st.sampled_from([HEALTH, WORKS, "pendidikan"]))
def test_only_files_on_the_print_become_validated(first, later, agency) -> None:
    table: Cells = {}
    for number, uses in first.items():
        applied(table, attached(sha(number), *sorted(uses)))
    on_paper = set(names(found_in(table, agency)))
    printed(table, agency)
    for number, uses in later.items():
        applied(table, attached(sha(number), *sorted(uses)))
    applied(table, attached(SCAN))
    if not on_paper:
        with pytest.raises(KksError):
            attach_edits(table, agency, SCAN, TODAY)
        return
    applied(table, attach_edits(table, agency, SCAN, TODAY))
    files = evidence_of(table)
    assert {one for one, file in files.items() if file.validated} == on_paper
    assert all(files[one].sheet == agency for one in on_paper)


# ------------------------------------------------------------------------- in a session


@pytest.fixture
def session(workspace: Workspace) -> Session:
    session = workspace.require_session()
    edits = [*attached(sha(1), ("1.01", "0")), *attached(SCAN)]
    session.set(edits, "Bukti")
    session.set(print_edits(session.table, HEALTH, [sha(1)], PRINT_DAY), "Cetak")
    return session


def test_attaching_is_one_step_of_undo(session) -> None:
    before = session.fields
    session.set(attach_edits(session.table, HEALTH, SCAN, TODAY), "Lampirkan lembar")
    book = ProofBook(session)
    assert book.files[sha(1)].validated
    session.undo()
    assert session.fields == before
    session.redo()
    assert book.files[sha(1)].sheet == HEALTH


def test_the_proof_follows_what_a_check_finds(session) -> None:
    session.set(attach_edits(session.table, HEALTH, SCAN, TODAY), "Lampirkan lembar")
    book = ProofBook(session)
    assert book.files[sha(1)].validated
    book.set_damaged(frozenset({SCAN}))
    assert not book.files[sha(1)].validated
    book.set_damaged(frozenset())
    assert book.files[sha(1)].validated


def test_a_removed_file_is_no_longer_on_the_print(session) -> None:
    session.set(remove(session, [sha(1)]), "Hapus bukti")
    assert not any(field.startswith("dicetak/") for _, field in session.fields)


def test_a_sheet_goes_along_as_a_used_file(session) -> None:
    session.set(attach_edits(session.table, HEALTH, SCAN, TODAY), "Lampirkan lembar")
    assert [use.target for use in used_files(session.table)[SCAN].uses] == ["opd:kesehatan"]


def test_two_sheets_that_list_a_file_always_name_the_same_agency(table) -> None:
    for agency, scan in ((WORKS, OTHER_SCAN), (HEALTH, SCAN)):
        applied(table, attached(scan))
        applied(table, print_edits(table, agency, [sha(1)], PRINT_DAY))
        applied(table, attach_edits(table, agency, scan, TODAY))
    other = dict(reversed(table.items()))
    assert evidence_of(table)[sha(1)].sheet == evidence_of(other)[sha(1)].sheet == HEALTH
