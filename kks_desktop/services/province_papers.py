"""The papers of a province: recap, statement, covering letter, minutes, verifier's sheets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from kks_desktop import __version__
from kks_desktop.domain.columns import day_of
from kks_desktop.domain.evidence import targets_of
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.paper_code import PaperCode, short_form
from kks_desktop.domain.scoring import TatananScore
from kks_desktop.domain.terbilang import day_sentence
from kks_desktop.platform.paths import resources
from kks_desktop.reports.letter_model import (
    MinutesFacts,
    Present,
    RecapFacts,
    Repair,
    VerificationFacts,
    VerifiedLine,
    VerifiedTatanan,
)
from kks_desktop.reports.model import Signatory
from kks_desktop.services.dossier import LETTERHEAD
from kks_desktop.services.fields import PROFILE, Key
from kks_desktop.services.instruments import DEFAULT_CODE, load_shipped
from kks_desktop.services.paper_kinds import Ask, Need, PaperJob, PaperKind
from kks_desktop.services.paper_texts import LETTER_ASKS, columns_of, day_text, texts_for
from kks_desktop.services.recap import (
    Received,
    current_of,
    line_of,
    recap_fingerprint,
    recap_lines,
)
from kks_desktop.services.signatories import office
from kks_desktop.services.workspace import PROVINCE

RECAP, STATEMENT, COVERING = "rekap", "pernyataan", "pengantar"
_MOST = 100
"""The highest score of a variable of kelembagaan."""
MINUTES, SHEET = "berita-acara", "lembar-verifikasi"
_UNRECORDED = (
    "Program ini belum mencatat hasil verifikasi: yang tercetak usulan dan indikasi dari isian "
    "mandiri. Isi kategori hasil verifikasi dan tanggalnya sebelum ditandatangani."
)
_MINUTES_ASKS = (
    Ask("tanggal", "Tanggal verifikasi", "Misalnya 28/11/2026.", day=True),
    Ask("tempat", "Tempat verifikasi"),
    Ask("hadir", "Yang hadir", "Satu orang satu baris: nama | jabatan, instansi", lines=True),
    Ask("perbaikan", "Perbaikan yang disepakati", "Satu baris: uraian | batas waktu", lines=True),
    Ask("saluran", "Perbaikan disampaikan melalui", "Misalnya berkas perbaikan di flashdisk."),
    Ask(
        "penandatangan",
        "Penanda tangan",
        "Satu orang satu baris: jabatan | nama | NIP. Kosong: enam penanda tangan lazim.",
        lines=True,
    ),
)


def _sheet_facts(job: PaperJob) -> dict[str, Any]:
    """What a paper needs of this computer's clock and of the program."""
    day = job.workspace.clock().astimezone().date()
    return {
        "paper": job.paper,
        "printed_on": day,
        "source_date_epoch": int(datetime.combine(day, time(), UTC).timestamp()),
        "software_version": __version__,
        "fonts": resources() / "fonts",
        "practice": job.workspace.require_session().info.practice,
        "early": job.early,
    }


def _letterhead(fields: Mapping[Key, str]) -> tuple[str, ...]:
    lines = (fields.get((PROFILE, field), "") for field in LETTERHEAD)
    return tuple(line for line in lines if line)


# ------------------------------------------------------------ all regions


def _recap_facts(job: PaperJob, kind: PaperKind) -> RecapFacts:
    session = job.workspace.require_session()
    info, fields = session.info, session.fields
    texts = texts_for(kind, job.options, fields)
    fingerprint = recap_fingerprint(job.workspace)
    instrument = load_shipped(DEFAULT_CODE)

    def profile(field: str) -> str:
        return fields.get((PROFILE, field), "")

    return RecapFacts(
        **_sheet_facts(job),
        region_name=f"Provinsi {info.region_name}",
        region_code=info.region_code,
        province_name=info.province_name,
        year=info.year,
        office=profile("kantor"),
        fingerprint=fingerprint,
        letterhead=_letterhead(fields),
        code=PaperCode(
            kind=kind.id,
            region=info.region_code,
            year=info.year,
            fingerprint=short_form(fingerprint),
        ),
        signatory=office(
            profile("ketua_tim_jabatan") or "Ketua Tim Pembina Kabupaten/Kota Sehat",
            profile("ketua_tim_nama"),
            profile("ketua_tim_nip"),
        ),
        governor=office(
            profile("kepala_daerah_jabatan") or f"Gubernur {info.province_name}",
            profile("kepala_daerah_nama"),
        ),
        number=texts.get("nomor", ""),
        place=texts.get("tempat", ""),
        day=day_text(texts.get("tanggal", "")),
        lines=tuple(recap_lines(job.workspace, job.progress, job.cancel.check)),
        tatanan_count=len(instrument.tatanan),
        bodies_most=_MOST * len(instrument.kelembagaan),
        data_year=instrument.data_year("kini", info.year),
    )


def _recap(job: PaperJob) -> bytes:
    from kks_desktop.reports.recap import recap_pdf

    return recap_pdf(_recap_facts(job, KINDS[0]))


def _statement(job: PaperJob) -> bytes:
    from kks_desktop.reports.statement import statement_pdf

    return statement_pdf(_recap_facts(job, KINDS[1]))


def _covering(job: PaperJob) -> bytes:
    from kks_desktop.reports.statement import covering_pdf

    return covering_pdf(_recap_facts(job, KINDS[2]))


# ------------------------------------------------------------ one region


def _district_facts(job: PaperJob, found: Received, kind: str) -> dict[str, Any]:
    """What a paper about a received submission carries: the same sidik data as the district's."""
    session, row, read = job.workspace.require_session(), found.row, found.read
    scored = read.evaluation.scored
    return {
        **_sheet_facts(job),
        "practice": session.info.practice or bool(read.table.get("practice")),
        "region_name": found.name,
        "region_code": row.region,
        "province_name": session.info.province_name,
        "year": row.year,
        "office": session.fields.get((PROFILE, "kantor"), ""),
        "fingerprint": found.fingerprint,
        "revision": row.revision,
        "letterhead": _letterhead(session.fields),
        "code": PaperCode(
            kind=kind,
            region=row.region,
            year=row.year,
            revision=row.revision,
            totals=tuple(map(_points, scored.tatanan)),
            total=scored.total if any(one.answered for one in scored.tatanan) else None,
            fingerprint=short_form(found.fingerprint),
            content_id=short_form(row.content_id),
        ),
    }


def _minutes(job: PaperJob) -> bytes:
    from kks_desktop.reports.minutes import minutes_pdf

    found = current_of(job.workspace, job.options.district)
    texts = texts_for(KINDS[3], job.options, job.workspace.require_session().fields)
    day = day_of(texts["tanggal"])
    province = job.workspace.require_session().info.province_name
    read = found.read
    facts = MinutesFacts(
        **_district_facts(job, found, MINUTES),
        province=f"Provinsi {province}",
        opening=f"{day_sentence(day)}," if day else texts["tanggal"],
        place=texts["tempat"],
        line=line_of(
            found.row.region, found.name, found.row.revision, read.instrument, read.evaluation
        ),
        points=tuple(
            (f"{tatanan.number} {tatanan.name}", _points(scored), scored.max)
            for tatanan, scored in zip(
                read.instrument.tatanan, read.evaluation.scored.tatanan, strict=True
            )
        ),
        present=tuple(Present(*parts) for parts in columns_of(texts["hadir"], 2)),
        repairs=tuple(
            Repair(text, day_text(until)) for text, until in columns_of(texts["perbaikan"], 2)
        ),
        channel=texts["saluran"],
        signatories=_signatories(texts["penandatangan"], province, found.name),
    )
    return minutes_pdf(facts)


def _points(scored: TatananScore) -> int | None:
    return scored.score if scored.answered else None


def _signatories(text: str, province: str, district: str) -> tuple[Signatory, ...]:
    """Those that the office listed, or the six that sign in most provinces."""
    given = columns_of(text, 3)
    if given:
        return tuple(office(position, name, nip) for position, name, nip in given)
    return (
        Signatory(f"Bappeda Provinsi {province} selaku ketua Tim Pembina"),
        Signatory(f"Dinas Kesehatan Provinsi {province} selaku sekretaris"),
        Signatory(f"Perangkat daerah Provinsi {province} selaku anggota"),
        Signatory(f"Bappeda {district} selaku ketua Tim Pembina"),
        Signatory(f"Dinas Kesehatan {district} selaku sekretaris"),
        Signatory(f"Ketua Forum {district} Sehat", nip=None),
    )


def _verification(job: PaperJob) -> bytes:
    from kks_desktop.reports.verification_sheet import verification_pdf

    found = current_of(job.workspace, job.options.district)
    chosen = job.options.tatanan
    kind = f"{SHEET}/{chosen}" if chosen else SHEET
    facts = VerificationFacts(
        **_district_facts(job, found, kind),
        tatanan=tuple(one for one in _tatanan(found) if not chosen or one.number == chosen),
    )
    return verification_pdf(facts, job.progress, job.cancel.check)


def _tatanan(found: Received) -> list[VerifiedTatanan]:
    from kks_desktop.reports.values import BLANK, values_of

    read = found.read
    proofs = _proof_words(read.table)
    sheets = []
    for tatanan, total in zip(read.instrument.tatanan, read.evaluation.scored.tatanan, strict=True):
        lines = []
        for indicator in tatanan.indicators:
            scored = read.evaluation.scored.indicators[indicator.code]
            values = values_of(indicator, read.evaluation.answers)
            answer = read.evaluation.answers.answers.get(indicator.code)
            both = " → ".join(one for one in (values.before, values.now) if one)
            lines.append(
                VerifiedLine(
                    code=indicator.code,
                    title=indicator.title,
                    score=BLANK if scored.score is None else format_number(scored.score),
                    values=values.lines or (both or BLANK,),
                    note=answer.note if answer and answer.note else "",
                    proof=proofs.get(indicator.code, "tidak ada"),
                )
            )
        sheets.append(
            VerifiedTatanan(tatanan.number, tatanan.name, tuple(lines), _points(total), total.max)
        )
    return sheets


def _proof_words(table: Mapping[str, Any]) -> dict[str, str]:
    """``3 berkas, 2 disahkan`` for each indicator that has proof in the submission."""
    counts: dict[str, list[int]] = {}
    for file in table.get("evidence", ()):
        for target in targets_of(file):
            count = counts.setdefault(target, [0, 0])
            count[0] += 1
            count[1] += "validated" in file
    return {
        target: f"{files} berkas, {validated} disahkan"
        for target, (files, validated) in counts.items()
    }


KINDS: tuple[PaperKind, ...] = (
    PaperKind(
        RECAP,
        "Rekapitulasi kabupaten/kota",
        _recap,
        roles=(PROVINCE,),
        draft=False,
        purpose="Semua kabupaten/kota: ODF, kelembagaan, tatanan, usulan (Lampiran 2 dan 5)",
        asks=LETTER_ASKS[1:],
    ),
    PaperKind(
        STATEMENT,
        "Surat pernyataan",
        _statement,
        roles=(PROVINCE,),
        draft=False,
        purpose="Kebenaran hasil verifikasi dengan rekapitulasinya (Lampiran 2)",
        caution=_UNRECORDED,
        asks=LETTER_ASKS,
    ),
    PaperKind(
        COVERING,
        "Surat pengantar",
        _covering,
        roles=(PROVINCE,),
        draft=False,
        purpose="Gubernur menyampaikan usulan ke Menteri Kesehatan",
        caution=_UNRECORDED,
        asks=LETTER_ASKS,
    ),
    PaperKind(
        MINUTES,
        "Berita acara verifikasi",
        _minutes,
        roles=(PROVINCE,),
        needs=(Need.DISTRICT,),
        draft=False,
        purpose="Kesepakatan perbaikan dengan kabupaten/kota, ditandatangani bersama",
        asks=_MINUTES_ASKS,
    ),
    PaperKind(
        SHEET,
        "Lembar verifikasi",
        _verification,
        roles=(PROVINCE,),
        needs=(Need.DISTRICT,),
        may=(Need.TATANAN,),
        draft=False,
        purpose="Nilai mandiri di samping kolom kosong untuk nilai provinsi, tiap tatanan",
    ),
)
