"""Proof: taken in, attached as one step, checked again, carried by a submission or blocking it."""

from __future__ import annotations

import os
import shutil
import zipfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.bundle.plan import EvidenceFile
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import ProofState, Use, by_target, evidence_of, proof_of
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.services import sending
from kks_desktop.services.attaching import attach_existing, attach_new, detach, remove
from kks_desktop.services.checking import check_bundle
from kks_desktop.services.evidence import EvidenceDesk, Meter, TakenFile, meter_of
from kks_desktop.services.fields import table_of
from kks_desktop.services.practice import write_sample
from kks_desktop.services.sending import plan, send
from kks_desktop.services.session import Edit
from kks_desktop.services.submission import freeze
from kks_desktop.services.taking_in import replace_edits, taken_sentence
from kks_desktop.services.tasks import CancelledError, CancelToken
from kks_desktop.services.workspace import Workspace

if TYPE_CHECKING:
    from tests.services.conftest import Clock, Opener

USE = Use("1.06", "0")
LIMIT = [Use("1.06", "0"), Use("2.01", "0")]


@dataclass(frozen=True)
class Said:
    severity: str
    sentence: str


@dataclass(frozen=True)
class Opened:
    """What opening a file told; the inspection proper has its own tests."""

    ext: str = "pdf"
    findings: tuple[Said, ...] = ()
    thumbnail: bytes = b"\x89PNG"
    years: dict[str, int] = field(default_factory=dict)
    day: str | None = None

    def to_table(self) -> dict[str, Any]:
        return {"ext": self.ext, "years": self.years, "day": self.day}


def look(path: Path, name: str) -> Opened:
    """Say what the text of a file asks to be said."""
    data = path.read_bytes()
    if b"TOLAK" in data:
        return Opened(ext="", findings=(Said("refuse", "Berkas ini sebuah program."),))
    if b"GAGAL" in data:
        raise KksError("Berkas ini terlalu lama dibuka.")
    years = {year: 1 for year in ("2021", "2023", "2024") if year.encode() in data}
    warned = (Said("warn", "Gambar ini buram."),) if b"BURAM" in data else ()
    day = "2024-08-17" if b"FOTO" in data else None
    return Opened(findings=warned, years=years, day=day)


@pytest.fixture
def desk(workspace: Workspace) -> EvidenceDesk:
    return EvidenceDesk(workspace)


@pytest.fixture
def given(tmp_path: Path) -> Any:
    """Make a file to attach."""
    folder = tmp_path / "stick"
    folder.mkdir()

    def make(name: str, text: str = "") -> Path:
        path = folder / name
        path.write_bytes(b"%PDF-1.7 " + (text or name).encode())
        return path

    return make


def take(desk: EvidenceDesk, *sources: Path, uses: list[Use] | None = None) -> list[TakenFile]:
    return desk.take_in(sources, [USE] if uses is None else uses, look)


def attach(workspace: Workspace, taken: list[TakenFile]) -> None:
    session = workspace.require_session()
    session.set(attach_new(session, [file.edits for file in taken]), "Lampirkan bukti")
    session.flush()


def proof(workspace: Workspace, code: str, desk: EvidenceDesk) -> ProofState:
    session = workspace.require_session()
    table = table_of(session.fields)
    indicator = session.instrument.by_code[code]
    uses = by_target(evidence_of(table))
    return proof_of(indicator, uses, table.get(code, {}), desk.damaged()).state


# --------------------------------------------------------------------------- taking in


def test_attaching_is_one_step_of_undo(
    workspace: Workspace, desk: EvidenceDesk, given: Any
) -> None:
    session = workspace.require_session()
    before = session.fields
    taken = take(desk, given("SKI.pdf", "tahun 2023"), given("SSGI.pdf", "FOTO"), uses=LIMIT)
    assert [file.taken for file in taken] == [True, True]
    assert session.fields == before, "taking in touches no field"
    attach(workspace, taken)
    files = evidence_of(table_of(session.fields))
    assert len(files) == 2
    first, second = (files[file.sha256] for file in taken)
    assert (first.name, first.ext, first.years, first.day) == ("SKI.pdf", "pdf", {2023}, None)
    assert first.uses == (Use("1.06", "0"), Use("2.01", "0"))
    assert str(second.day) == "2024-08-17"
    assert second.years == {2024}, "the day of a photo names its year"
    assert session.undo() is not None
    assert session.fields == before
    assert session.redo() is not None
    assert len(evidence_of(table_of(session.fields))) == 2
    meter = meter_of(evidence_of(session.table), desk.sizes())
    assert meter == Meter(2, sum(file.size for file in taken))


def test_a_year_is_proposed_only_where_exactly_one_is_meant(desk: EvidenceDesk, given: Any) -> None:
    taken = take(desk, given("a.pdf", "2023 2024"), given("b.pdf", "2021"), given("c.pdf", "2024"))
    years = [[edit.raw for edit in file.edits if edit.field == "tahun"] for file in taken]
    assert years == [[], [], ["2024"]]


def test_a_bad_file_stops_none_of_the_others(
    workspace: Workspace, desk: EvidenceDesk, given: Any, tmp_path: Path
) -> None:
    sources = [
        given("1.pdf"),
        given("2.pdf", "TOLAK"),
        tmp_path / "tak-ada.pdf",
        given("3.pdf", "BURAM"),
        given("4.pdf", "GAGAL"),
        tmp_path,
        given("5.pdf"),
    ]
    taken = take(desk, *sources)
    assert [file.taken for file in taken] == [True, False, False, True, False, False, True]
    assert taken[1].refusal == "Berkas ini sebuah program."
    assert taken[4].refusal == "Berkas ini terlalu lama dibuka."
    assert all(file.refusal.endswith(".") for file in taken if not file.taken)
    assert taken[3].notes == ("Gambar ini buram.",)
    assert not any(file.edits for file in taken if not file.taken)
    kept = {path.stem for path in desk.files.folder.glob("??/*")}
    assert kept == {file.sha256 for file in taken if file.taken} == set(desk.rows())
    assert not list(desk.files.folder.glob("*.part"))
    assert all(desk.files.thumbnail_path(sha256).exists() for sha256 in kept)


def test_what_a_bundle_cannot_carry_is_refused_at_the_door(
    desk: EvidenceDesk, tmp_path: Path
) -> None:
    disguised = tmp_path / "a.pdf"
    disguised.write_bytes(b"MZ program")
    (one,) = take(desk, disguised)
    assert not one.taken
    assert "tidak dapat dikirim" in one.refusal
    (other,) = desk.take_in([disguised], [], lambda _path, _name: Opened(ext="exe"))
    assert not other.taken
    assert desk.rows() == {}


def test_the_same_file_twice_is_stored_once_and_keeps_what_was_said(
    workspace: Workspace, desk: EvidenceDesk, given: Any
) -> None:
    session = workspace.require_session()
    first, twin = take(desk, given("a.pdf", "sama 2023"), given("b.pdf", "sama 2023"))
    assert first.sha256 == twin.sha256
    assert (first.known, twin.known) == (False, True)
    attach(workspace, [first, twin])
    code = f"bukti:{first.sha256}"
    assert session.raw(code, "nama") == "a.pdf"
    session.set([Edit(code, "tahun", "2024"), Edit(code, "judul", "Laporan")], "Isi")
    inspected: list[str] = []

    def count(path: Path, name: str) -> Opened:
        inspected.append(name)
        return look(path, name)

    again = desk.take_in([given("c.pdf", "sama 2023")], [Use("2.01", "0")], count)
    attach(workspace, again)
    assert inspected == [], "known content is not opened again"
    assert session.raw(code, "nama") == "a.pdf"
    assert session.raw(code, "tahun") == "2024"
    assert len(evidence_of(table_of(session.fields))[first.sha256].uses) == 2
    assert len(list(desk.files.folder.glob("??/*"))) == 1


def test_uses_come_and_go_and_a_file_can_leave_the_library(
    workspace: Workspace, desk: EvidenceDesk, given: Any
) -> None:
    session = workspace.require_session()
    (file,) = take(desk, given("a.pdf"), uses=[])
    attach(workspace, [file])
    assert evidence_of(table_of(session.fields))[file.sha256].uses == ()
    village = Use("desa:15.71.01.1001", "odf")
    assert attach_existing(session, ["f" * 64], LIMIT) == [], "not in the library"
    session.set(attach_existing(session, [file.sha256], [USE, village]), "Pakai")
    assert attach_existing(session, [file.sha256], [USE]) == []
    assert set(evidence_of(table_of(session.fields))[file.sha256].uses) == {USE, village}
    session.set(detach(session, [file.sha256], [USE]), "Lepas")
    assert evidence_of(table_of(session.fields))[file.sha256].uses == (village,)
    session.set([Edit("opd:kesehatan", "lembar", file.sha256)], "Lembar")
    session.set(remove(session, [file.sha256]), "Buang")
    assert evidence_of(table_of(session.fields)) == {}
    assert session.raw("opd:kesehatan", "lembar") == ""
    assert desk.files.path_of(file.sha256, "pdf").exists(), "undo must find the file"
    session.undo()
    assert session.raw("opd:kesehatan", "lembar") == file.sha256


def test_stopping_midway_keeps_what_was_finished_and_leaves_no_half_file(
    workspace: Workspace, desk: EvidenceDesk, given: Any
) -> None:
    token = CancelToken()
    sources = [given(f"{number}.pdf") for number in range(30)]

    def stop(_path: Path, name: str) -> Opened:
        if name == "5.pdf":
            token.cancel()
        return Opened()

    taken = desk.take_in(sources, [USE], stop, cancel=token)
    assert [file.source for file in taken] == sources
    came = [file for file in taken if file.taken]
    assert [file.name for file in came] == [f"{number}.pdf" for number in range(6)]
    assert all(file.stopped for file in taken[6:])
    assert taken_sentence(taken) == (
        "✓ 6 berkas dilampirkan.\n◐ Dihentikan; 24 berkas lain belum dilampirkan."
    )
    attach(workspace, taken)
    session = workspace.require_session()
    assert evidence_of(session.table).keys() == {file.sha256 for file in came}
    assert desk.rows().keys() == {file.sha256 for file in came}, "known to the store at once"
    assert not list(desk.files.folder.glob("*.part"))
    again = take(desk, *sources)
    assert all(file.taken for file in again)
    assert len(desk.rows()) == 30


def test_a_file_stopped_while_it_is_opened_is_not_called_bad(
    desk: EvidenceDesk, given: Any
) -> None:
    def stop(_path: Path, name: str) -> Opened:
        raise CancelledError("Dibatalkan.")

    taken = desk.take_in([given("a.pdf"), given("b.pdf")], [USE], stop)
    assert [file.stopped for file in taken] == [True, True]


def test_a_copy_that_vanishes_is_told_and_the_others_come_in(
    desk: EvidenceDesk, given: Any
) -> None:
    def swallow(path: Path, name: str) -> Opened:
        if name == "b.pdf":
            path.unlink()  # as a virus scanner does
        return Opened()

    sources = [given("a.pdf"), given("b.pdf"), given("c.pdf")]
    taken = desk.take_in(sources, [USE], swallow)
    assert [file.taken for file in taken] == [True, False, True]
    assert "antivirus" in taken[1].refusal
    assert len(desk.rows()) == 2


def test_more_than_one_batch_with_progress(desk: EvidenceDesk, given: Any) -> None:
    told: list[tuple[int, int]] = []
    sources = [given(f"{number}.pdf") for number in range(230)]
    taken = desk.take_in(sources, [], look, lambda *step: told.append(step))
    assert len({file.sha256 for file in taken}) == len(desk.rows()) == 230
    assert [file.source for file in taken] == sources
    assert told[-1][0] == told[-1][1]


def test_a_read_only_folder_takes_nothing(
    workspace: Workspace, folder: Path, open_folder: Opener, given: Any
) -> None:
    reader = EvidenceDesk(open_folder(folder))  # the second program to open it
    with pytest.raises(KksError) as caught:
        take(reader, given("a.pdf"))
    assert caught.value.code == "READ_ONLY"
    assert not reader.files.folder.exists()


# ----------------------------------------------------------------------- looking after


def test_checking_again_finds_what_is_missing_or_changed(
    workspace: Workspace, desk: EvidenceDesk, given: Any
) -> None:
    taken = take(desk, *[given(f"{number}.pdf") for number in range(25)])
    attach(workspace, taken)
    told: list[tuple[int, int]] = []
    assert desk.check_all(lambda *step: told.append(step)) == {}
    assert told[-1] == (sum(file.size for file in taken),) * 2
    gone, bad = taken[3], taken[17]
    desk.files.path_of(gone.sha256, "pdf").unlink()
    path = desk.files.path_of(bad.sha256, "pdf")
    path.write_bytes(b"X" * path.stat().st_size)
    assert desk.damaged() == frozenset()
    assert desk.check_all() == {gone.sha256: "hilang", bad.sha256: "berubah"}
    assert desk.damaged() == {gone.sha256, bad.sha256}
    # taken in again from the original, both are sound
    again = take(desk, gone.source, bad.source)
    assert all(file.taken for file in again)
    assert desk.damaged() == frozenset()
    assert desk.check_all() == {}
    path.unlink()
    assert desk.check_present() == {bad.sha256}
    assert desk.damaged() == {bad.sha256}


def test_a_damaged_file_proves_nothing(
    workspace: Workspace, desk: EvidenceDesk, given: Any
) -> None:
    (file,) = take(desk, given("a.pdf"), uses=[Use("4.01", "0")])
    attach(workspace, [file])
    assert proof(workspace, "4.01", desk) is ProofState.COMPLETE
    desk.files.path_of(file.sha256, "pdf").unlink()
    desk.check_all()
    assert proof(workspace, "4.01", desk) is ProofState.MISSING


def test_what_nobody_names_for_ninety_days_is_removed(
    workspace: Workspace, desk: EvidenceDesk, given: Any, clock: Clock
) -> None:
    session = workspace.require_session()
    kept, left = take(desk, given("a.pdf"), given("b.pdf"))
    attach(workspace, [kept, left])
    session.set(remove(session, [left.sha256]), "Buang")
    session.flush()
    paths = [desk.files.path_of(file.sha256, "pdf") for file in (kept, left)]
    for path in paths:
        os.utime(path, (1, 1))
    clock.now += timedelta(days=91)
    assert desk.tidy() == 0, "no work since: the clock alone deletes nothing"
    for days in (-2, 1):
        session.set([Edit("1.01", "note", str(days))], "Isi")
        session.flush()
        clock.now += timedelta(days=days)
        assert desk.tidy() == 0, "within ninety days, or only one day of work after them"
    session.set([Edit("1.01", "note", "lagi")], "Isi")
    session.flush()
    clock.now += timedelta(days=4)
    assert desk.tidy() == 1
    assert [path.exists() for path in paths] == [True, False]
    assert set(desk.rows()) == {kept.sha256}


def test_files_that_came_without_an_inspection_get_it_later(district: Workspace) -> None:
    desk = EvidenceDesk(district)
    assert desk.facts() == {}
    names: list[str] = []

    def note(path: Path, name: str) -> Opened:
        names.append(name)
        return look(path, name)

    assert desk.inspect_pending(note) == len(desk.rows()) == len(names)
    assert "Laporan MPDN.pdf" in names
    assert desk.facts().keys() == desk.rows().keys()
    assert desk.inspect_pending(note) == 0


# ------------------------------------------------------------------------------ sample


def test_the_sample_has_proof_most_of_it_validated(district: Workspace) -> None:
    desk = EvidenceDesk(district)
    files = evidence_of(table_of(district.require_session().fields))
    assert 8 <= len(files) <= 12
    assert files.keys() == desk.rows().keys()
    assert desk.check_all() == {}
    validated = [file for file in files.values() if file.validated]
    assert len(files) > len(validated) > len(files) / 2
    assert any(not file.uses for file in files.values()), "one lies unused in the library"
    assert any(len(file.uses) > 1 for file in files.values())
    assert proof(district, "1.01", desk) is ProofState.COMPLETE
    assert proof(district, "1.13", desk) is ProofState.UNVALIDATED
    assert proof(district, "4.03", desk) is ProofState.PARTIAL


def test_the_files_of_the_sample_are_the_same_at_every_run(sample: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "lagi")

    def files(folder: Path) -> set[str]:
        return {path.name for path in (folder / "kabupaten" / "bukti").glob("??/*")}

    assert files(tmp_path / "lagi") == files(sample)


# ----------------------------------------------------------------------------- sending


def _entries(files: tuple[Path, ...]) -> dict[str, bytes]:
    found = {}
    for path in files:
        with zipfile.ZipFile(path) as bundle:
            found |= {n.partition("/")[2]: bundle.read(n) for n in bundle.namelist()}
    return found


def test_a_scan_that_signs_for_others_is_never_replaced(
    workspace: Workspace, desk: EvidenceDesk, given: Any
) -> None:
    session = workspace.require_session()
    scan, small = take(desk, given("lembar.jpg"), given("lembar-kecil.jpg"), uses=[])
    attach(workspace, [scan])
    session.set([Edit("opd:kesehatan", "lembar", scan.sha256)], "Lembar")
    with pytest.raises(KksError, match="Pindaian lembar"):
        replace_edits(session, scan.sha256, small)
    session.set([Edit("opd:kesehatan", "lembar", "")], "Lembar")
    session.set(replace_edits(session, scan.sha256, small), "Perkecil")
    assert list(evidence_of(session.table)) == [small.sha256]


def test_a_smaller_copy_that_is_in_the_library_keeps_what_was_said_of_it(
    workspace: Workspace, desk: EvidenceDesk, given: Any
) -> None:
    session = workspace.require_session()
    photo, small = take(desk, given("foto.jpg"), given("kecil.jpg"))
    attach(workspace, [photo, small])
    session.set([Edit(f"bukti:{small.sha256}", "judul", "Posyandu Melati")], "Judul")
    session.set([Edit(f"bukti:{photo.sha256}", "judul", "Posyandu")], "Judul")
    session.set(replace_edits(session, photo.sha256, small), "Perkecil")
    (kept,) = evidence_of(session.table).values()
    assert (kept.caption, kept.name) == ("Posyandu Melati", "kecil.jpg")


def test_a_submission_lists_its_proof_and_carries_it(
    district: Workspace, out: Path, passphrase: str, given: Any
) -> None:
    session = district.require_session()
    desk = EvidenceDesk(district)
    sheet, on_sheet = take(desk, given("lembar.pdf"), given("b.pdf"), uses=[])
    attach(district, [sheet, on_sheet])
    session.set(
        [
            *attach_existing(session, [on_sheet.sha256], [Use("1.06", "0")]),
            Edit("opd:kesehatan", "lembar", sheet.sha256),
            Edit("opd:kesehatan", "lembar_tanggal", "2025-02-03"),
            Edit("opd:kesehatan", "lembar_nama", "Ida Yuliati"),
            Edit("opd:kesehatan", "lembar_nip", "197105122000032004"),
            Edit("opd:kesehatan", f"lembar/{on_sheet.sha256}", "ya"),
            Edit(f"bukti:{on_sheet.sha256}", "batas", "2024-12-31"),
            Edit("1.06", "bukti/1", "Belum ada aplikasinya"),
        ],
        "Bukti",
    )
    session.flush()
    listed = plan(district)
    assert listed.blocking == ()
    sent = send(district, out, passphrase)
    entries = _entries(sent.files)
    document = parse_json(entries["data/submission.json"])
    items = {item["sha256"]: item for item in document["evidence"]}
    assert [item["sha256"] for item in document["evidence"]] == sorted(items)
    assert (listed.proof_files, listed.proof_bytes) == (
        len(items),
        sum(item["size"] for item in items.values()),
    )
    unused = {s for s, f in evidence_of(table_of(session.fields)).items() if not f.uses}
    assert items.keys() == desk.rows().keys() - unused | {sheet.sha256}
    for sha256, item in items.items():
        stored = desk.files.path_of(sha256, item["ext"]).read_bytes()
        assert entries[f"data/evidence/{sha256}.{item['ext']}"] == stored
        assert item["size"] == len(stored)
    assert items[on_sheet.sha256] == {
        "sha256": on_sheet.sha256,
        "size": on_sheet.size,
        "ext": "pdf",
        "name": "b.pdf",
        "uses": [{"target": "1.06", "item": "0"}],
        "cut_off": "2024-12-31",
        "validated": {
            "agency": "kesehatan",
            "sheet": sheet.sha256,
            "name": "Ida Yuliati",
            "nip": "197105122000032004",
            "date": "2025-02-03",
        },
    }
    assert items[sheet.sha256]["uses"] == [{"target": "opd:kesehatan", "item": "lembar"}]
    assert document["evidence_not_needed"] == {"1.06": {"1": "Belum ada aplikasinya"}}
    assert check_bundle(district, sent.files[0]).ok
    # a further use is another state, an unused file is not
    extra = take(desk, given("lain.pdf"), uses=[])
    attach(district, extra)
    assert not plan(district).changed
    session.set(attach_existing(session, [extra[0].sha256], [USE]), "Pakai")
    assert plan(district).changed


def test_sending_again_gives_the_same_bytes(
    district: Workspace, out: Path, tmp_path: Path, passphrase: str
) -> None:
    first = send(district, out, passphrase)
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    again = send(district, elsewhere, passphrase)
    assert again.files[0].read_bytes() == first.files[0].read_bytes()


def test_large_proof_goes_in_several_volumes(
    district: Workspace,
    out: Path,
    tmp_path: Path,
    passphrase: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    large = tmp_path / "video.pdf"
    large.write_bytes(b"%PDF-" + os.urandom(700_000))
    desk = EvidenceDesk(district)
    attach(district, take(desk, large))
    monkeypatch.setattr(sending, "MAX_VOLUME", 900_000)
    sent = send(district, out, passphrase)
    assert len(sent.files) == 2
    assert [path.name for path in sent.files] == [
        "kks-1571-2025-r001-1of2.zip",
        "kks-1571-2025-r001-2of2.zip",
    ]
    found = check_bundle(district, sent.files[1])
    assert (found.ok, found.content_id) == (True, sent.content_id)
    shutil.move(sent.files[1], tmp_path / "hilang.zip")
    assert str(check_bundle(district, sent.files[0]).refusal) == "INCOMPLETE"


def _first_used(workspace: Workspace) -> EvidenceFile:
    items = parse_json(freeze(workspace).submission)["evidence"]
    item = next(item for item in items if item["name"] == "SK Tim Pembina.pdf")
    return EvidenceFile(
        item["sha256"],
        item["ext"],
        EvidenceDesk(workspace).files.path_of(item["sha256"], item["ext"]),
    )


def _blocked(workspace: Workspace, out: Path, passphrase: str) -> str:
    with pytest.raises(KksError) as caught:
        send(workspace, out, passphrase)
    assert caught.value.code == "EVIDENCE_DAMAGED"
    assert "SK Tim Pembina" in str(caught.value)
    assert list(out.iterdir()) == []
    return str(caught.value)


def test_a_missing_file_blocks_sending_by_name(
    district: Workspace, out: Path, passphrase: str
) -> None:
    used = _first_used(district)
    kept = used.path.read_bytes()
    used.path.unlink()
    assert "tidak ada lagi" in _blocked(district, out, passphrase)
    assert len(plan(district).blocking) == 1
    used.path.write_bytes(kept)
    assert send(district, out, passphrase).revision == 1


@pytest.mark.parametrize("at", [0, -1], ids=["its kind", "its end"])
def test_changed_bytes_block_sending_even_if_nobody_knew(
    district: Workspace, out: Path, passphrase: str, at: int
) -> None:
    used = _first_used(district)
    data = bytearray(used.path.read_bytes())
    data[at] ^= 1
    used.path.write_bytes(data)
    assert plan(district).blocking == ()
    assert "berubah isinya" in _blocked(district, out, passphrase)
    assert EvidenceDesk(district).damaged() == {used.sha256}
    assert len(plan(district).blocking) == 1
    session = district.require_session()
    session.set(remove(session, [used.sha256]), "Buang")
    session.flush()
    assert send(district, out, passphrase).revision == 1, "what was never sent keeps no number"


def test_a_damaged_file_that_is_used_nowhere_does_not_block(
    district: Workspace, out: Path, passphrase: str
) -> None:
    desk = EvidenceDesk(district)
    files = evidence_of(table_of(district.require_session().fields)).values()
    unused = next(file for file in files if not file.uses)
    desk.files.path_of(unused.sha256, unused.ext).unlink()
    desk.check_all()
    assert plan(district).blocking == ()
    assert send(district, out, passphrase).files
