"""Paper against bundle: what agrees, what differs, and what the paper does not say."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.paper_code import PaperCode, parse_code
from kks_desktop.services.dossier import Dossier
from kks_desktop.services.paper_check import Agreement, check_paper, check_table
from kks_desktop.services.papers import PaperOptions, print_paper
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.sending import send
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import freeze
from kks_desktop.services.workspace import Workspace
from tests.reports.reading import scanned


@pytest.fixture
def bundle(district: Workspace, out: Path) -> Path:
    return send(district, out, PASSPHRASE).files[0]


def code_of(district: Workspace) -> PaperCode:
    return Dossier(district, freeze(district)).code("ringkas")


def different(district: Workspace, code: PaperCode, bundle: Path) -> list[str]:
    found = check_paper(district, code.text, bundle)
    return [item.name for item in found.items if item.agreement is Agreement.OTHER]


def test_a_paper_of_the_sent_state_agrees_item_by_item(district: Workspace, bundle: Path) -> None:
    found = check_paper(district, code_of(district).text, bundle)
    assert found.agrees
    assert found.known_key
    assert {item.agreement for item in found.items} == {Agreement.SAME}
    assert len(found.items) == 3 + 9 + 1 + 3
    assert found.sentence == "Kertas dan berkas usulan sesuai."
    assert check_table(found)["ok"] is True


def test_without_a_data_folder_it_is_compared_all_the_same(
    district: Workspace, bundle: Path
) -> None:
    found = check_paper(None, code_of(district).text, bundle)
    assert found.agrees
    assert not found.known_key


def test_every_thing_that_differs_is_named(district: Workspace, bundle: Path) -> None:
    code = code_of(district)
    totals = (code.totals[0], (code.totals[1] or 0) + 25, *code.totals[2:])
    assert different(district, replace(code, totals=totals), bundle) == ["skor tatanan 2"]
    assert different(district, replace(code, totals=(None, *code.totals[1:])), bundle) == [
        "skor tatanan 1"
    ]
    assert different(district, replace(code, total=1), bundle) == ["jumlah skor"]
    assert different(district, replace(code, region="15.01"), bundle) == ["kabupaten/kota"]
    assert different(district, replace(code, year=2027), bundle) == ["tahun penilaian"]
    assert different(district, replace(code, revision=2), bundle) == ["keadaan data"]
    other = replace(code, fingerprint="0" * 16, content_id="0" * 16, signature="0" * 16)
    assert different(district, other, bundle) == [
        "sidik data",
        "nomor isi",
        "tanda tangan",
    ]


def test_paper_printed_after_a_change_differs(district: Workspace, bundle: Path) -> None:
    district.require_session().set([Edit("9.01", "choice", "0")], "Ubah")
    draft = code_of(district)
    assert draft.revision is None
    assert "skor tatanan 9" in different(district, draft, bundle)


def test_a_draft_proves_nothing_and_says_so(district: Workspace, bundle: Path) -> None:
    draft = replace(code_of(district), revision=None, fingerprint="", content_id="", signature="")
    found = check_paper(district, draft.text, bundle)
    assert "draf" in found.sentence
    states = {item.name: item.agreement for item in found.items}
    assert states["sidik data"] is Agreement.UNTOLD
    assert states["skor tatanan 1"] is Agreement.SAME


def test_the_same_data_written_again_is_no_contradiction(district: Workspace, bundle: Path) -> None:
    code = replace(code_of(district), content_id="0" * 16, signature="F" * 16)
    assert check_paper(district, code.text, bundle).agrees


def test_a_signed_sheet_is_compared_with_the_files_of_its_opd(
    district: Workspace, bundle: Path, tmp_path: Path
) -> None:
    made = print_paper(district, "validasi", options=PaperOptions(agency="kesehatan"))
    code = scanned(made, tmp_path)
    found = check_paper(district, code, bundle)
    assert found.agrees
    assert found.sentence == "Kertas dan berkas usulan sesuai."
    other = replace(parse_code(code), kind="validasi/perdagangan")
    assert different(district, other, bundle) == ["sidik daftar"]


def test_what_is_no_submission_is_refused(
    district: Workspace, bundle: Path, tmp_path: Path
) -> None:
    text = code_of(district).text
    form = print_paper(district, "formulir", options=PaperOptions(tatanan=4))
    with pytest.raises(KksError, match="formulir kosong"):
        check_paper(district, scanned(form, tmp_path), bundle)
    with pytest.raises(KksError, match="bukan kode"):
        check_paper(district, "halo", bundle)
    other = tmp_path / "lain.zip"
    other.write_bytes(b"bukan zip")
    with pytest.raises(KksError) as refused:
        check_paper(district, text, other)
    assert refused.value.code == "BUNDLE_REFUSED"
    changed = tmp_path / bundle.name
    shutil.copy(bundle, changed)
    data = bytearray(changed.read_bytes())
    data[len(data) // 2] ^= 1
    changed.write_bytes(data)
    with pytest.raises(KksError):
        check_paper(district, text, changed)
