"""Proof of the sample district: a handful of small, real files, most of them validated."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from kks_desktop.domain.columns import YES, long_date
from kks_desktop.domain.evidence import evidence_code, use_field
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.registers import AGENCY
from kks_desktop.services.session import Edit, Session
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.evidence import SOUND, EvidenceRow, put_evidence
from kks_desktop.store.evidence_files import EvidenceFiles, Stored

_HEALTH = ("Dinas Kesehatan", "kesehatan", "Ida Yuliati", "197105122000032004")
_WORKS = ("Dinas Pekerjaan Umum", "pupr", "Budi Hartono", "197203152001121003")
_TRADE = ("Dinas Perdagangan", "perdagangan", "Sri Wahyuni", "196908041994032005")
_LAW = ("Bagian Hukum Sekretariat Daerah", "hukum", "Agus Nasution", "197411202003121004")
_PLANNING = ("Badan Perencanaan Daerah", "bappeda", "Ratna Dewi", "197006061996032002")
_OFFICES = (_HEALTH, _WORKS, _TRADE)
"""The offices whose heads stand in the register of agencies."""


@dataclass(frozen=True, slots=True)
class _Proof:
    """A file of the sample; ``uses`` are code and item, ``years`` those it speaks of."""

    name: str
    caption: str
    office: tuple[str, str, str, str]
    uses: tuple[tuple[str, str], ...]
    years: str = "lalu kini"
    validated: bool = True
    photo: bool = False


_PROOFS = (
    _Proof("Laporan MPDN.pdf", "Laporan MPDN", _HEALTH, (("1.01", "0"), ("1.02", "0"))),
    _Proof("Layar MPDN.pdf", "Tangkapan layar MPDN", _HEALTH, (("1.01", "1"), ("1.02", "1"))),
    _Proof("Laporan pelayanan DM.pdf", "Capaian pelayanan DM", _HEALTH, (("1.13", "0"),)),
    _Proof("Layar ASIK.pdf", "Tangkapan layar ASIK", _HEALTH, (("1.13", "1"),), "kini", False),
    _Proof("Laporan sanitasi aman.pdf", "Rumah tangga sanitasi aman", _WORKS, (("2.02", "0"),)),
    _Proof("Perwali pasar sehat.pdf", "Peraturan wali kota pasar sehat", _LAW, (("4.01", "0"),)),
    _Proof("Laporan pasar.pdf", "Pasar dan KTR", _TRADE, (("4.03", "0"), ("4.03", "1"))),
    _Proof("SK Tim Pembina.pdf", "SK Tim Pembina", _PLANNING, (("K.01", "0"),), "kini"),
    _Proof(
        "Foto sekretariat.jpg",
        "Sekretariat Tim Pembina",
        _PLANNING,
        (("K.04", "0"),),
        "kini",
        False,
        photo=True,
    ),
    _Proof("Notulen rapat.pdf", "Notulen rapat koordinasi", _PLANNING, (), "kini", False),
)


def add_sample_proof(workspace: Workspace) -> None:
    """Store the files and attach them; the session's edits are one step."""
    session = workspace.require_session()
    files = EvidenceFiles(workspace.folder)
    proofs = [_within(proof, session.instrument) for proof in _PROOFS]
    with tempfile.TemporaryDirectory(prefix="kks-contoh-") as name:
        stored = [_store(files, Path(name), proof, session) for proof in proofs]
    files.sync(stored)
    at = workspace.clock().isoformat(timespec="seconds")
    rows = [
        EvidenceRow(one.sha256, one.size, one.crc32, one.path.suffix[1:], at, "", at, SOUND)
        for one in stored
    ]
    workspace.write(lambda connection: put_evidence(connection, rows)).result()
    edits = [
        edit
        for proof, one in zip(proofs, stored, strict=True)
        for edit in _edits(proof, one, session)
    ]
    session.set([*edits, *_heads()], "Bukti latihan")


def _within(proof: _Proof, instrument: Instrument) -> _Proof:
    """The proof with the uses that this instrument knows."""
    uses = tuple(use for use in proof.uses if use[0] in instrument.by_code)
    return _Proof(
        proof.name, proof.caption, proof.office, uses, proof.years, proof.validated, proof.photo
    )


def _store(files: EvidenceFiles, folder: Path, proof: _Proof, session: Session) -> Stored:
    source = folder / proof.name
    source.write_bytes(_content(proof, session))
    return files.keep(files.stage(source), source.suffix[1:], proof.name)


def _years(proof: _Proof, session: Session) -> list[int]:
    year = session.info.year
    both = {
        "lalu": session.instrument.data_year("lalu", year),
        "kini": session.instrument.data_year("kini", year),
    }
    return [both[word] for word in proof.years.split()]


def _day(proof: _Proof, session: Session) -> date:
    """The day of a document: early in the year after the last that it speaks of."""
    return date(_years(proof, session)[-1] + 1, 1, 10 + _PROOF_NAMES.index(proof.name))


_PROOF_NAMES = [proof.name for proof in _PROOFS]


def _content(proof: _Proof, session: Session) -> bytes:
    from kks_desktop.reports.specimen import Letter, letter_pdf, photo_jpeg

    day, years = _day(proof, session), _years(proof, session)
    if proof.photo:
        return photo_jpeg(proof.caption, datetime(years[-1], 9, 14, 9, 30))
    office, _, name, nip = proof.office
    spoken = " dan ".join(str(year) for year in years)
    return letter_pdf(
        Letter(
            office=office,
            number=f"440/{_PROOF_NAMES.index(proof.name) + 101}/{day.year}",
            title=f"{proof.caption.upper()} TAHUN {spoken.upper()}",
            text=(
                f"Bersama ini disampaikan berkas {proof.caption}, Kota Jambi",
                f"untuk tahun data {spoken}, sebagai bukti penilaian Kota Sehat.",
            ),
            rows=(
                ("Uraian", *map(str, years)),
                ("Sasaran", *("412" for _ in years)),
                ("Tercapai", *(str(371 + 15 * number) for number, _ in enumerate(years))),
            ),
            place_and_day=f"Jambi, {long_date(day)}",
            signer=f"Kepala {office}",
            name=name,
            nip=nip,
        )
    )


def _edits(proof: _Proof, stored: Stored, session: Session) -> list[Edit]:
    code = evidence_code(stored.sha256)
    years = _years(proof, session)
    day = date(years[-1], 9, 14) if proof.photo else _day(proof, session)
    fields = {
        "nama": proof.name,
        "ext": stored.path.suffix[1:],
        "judul": proof.caption,
        "tahun": ",".join(map(str, years)),
        "tanggal": day.isoformat(),
        **{use_field(target, item): YES for target, item in proof.uses},
    }
    if proof.validated:
        _, _, name, nip = proof.office
        fields |= {"kepala_nama": name, "kepala_nip": nip, "kepala_tanggal": day.isoformat()}
    return [Edit(code, field, raw) for field, raw in fields.items()]


def _heads() -> Sequence[Edit]:
    return [
        Edit(f"{AGENCY}:{agency}", field, raw)
        for office, agency, name, nip in _OFFICES
        for field, raw in (
            ("kepala_nama", name),
            ("kepala_jabatan", f"Kepala {office}"),
            ("kepala_nip", nip),
        )
    ]
