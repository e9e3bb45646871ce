"""What the side bar lists, from the state of an assessment."""

from __future__ import annotations

from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.registers import (
    ACTIVITIES,
    AGENCY,
    DISTRICTS,
    EVIDENCE,
    FUNDING,
    INNOVATIONS,
    POPULATION,
    SCHOOLS,
    SERVICE,
    SIGNATORIES,
    VILLAGES,
)
from kks_desktop.domain.registers import BODIES as BODY_ROWS
from kks_desktop.qt.widgets.sidebar import SideEntry

HOME = "beranda"
PROFILE_PAGE = "profil"
BASIS = "basis"
BODIES = "kelembagaan"
PROBLEMS = "perbaiki"
LIBRARY = "bukti"
AGENCIES = "opd"
COMPARE = "banding"
NEW = "mulai"
CARRIED = "dibawa"
REPORT = "laporan"
SEND = "kirim"
CHECK = "periksa"
OFFICER = "petugas"
INBOX = "masuk"
BIN = "sampah"
BACKUPS = "cadangan"
HISTORY = "riwayat"
HANDOVERS = "terkirim"
KEYS = "kunci"
REFERENCE = "rujukan"


_PAGE_OF = {
    "data_dasar": BASIS,
    "odf": BASIS,
    DISTRICTS: BASIS,
    VILLAGES: BASIS,
    "paripurna": BODIES,
    BODY_ROWS: BODIES,
    "penilaian": HOME,
    EVIDENCE: LIBRARY,
    f"{AGENCY}:": LIBRARY,
    "kertas": REPORT,
    **dict.fromkeys(
        (
            SIGNATORIES,
            ACTIVITIES,
            FUNDING,
            INNOVATIONS,
            POPULATION,
            SCHOOLS,
            SERVICE,
        ),
        PROFILE_PAGE,
    ),
}
"""Where the fields of codes are typed that are no indicators."""


def page_of(code: str) -> str:
    """The page of a code that is no indicator; any other key as it is."""
    name, colon, _ = code.partition(":")
    return _PAGE_OF.get(name + colon, _PAGE_OF.get(name, code))


def problems_entry(count: int | None) -> SideEntry:
    """What is to be put right, with how many there are; ``None`` while nobody has looked."""
    return SideEntry(PROBLEMS, "Perlu diperbaiki", icon="attention", count=count, starts_group=True)


def district_entries(instrument: Instrument, evaluation: Evaluation) -> list[SideEntry]:
    """The pages of a kabupaten/kota."""
    entries = [
        SideEntry(HOME, "Beranda", icon="home"),
        SideEntry(PROFILE_PAGE, "Profil", icon="profile"),
        SideEntry(BASIS, "Desa/Kel & ODF", icon="village"),
        bodies_entry(instrument, evaluation),
    ]
    entries += tatanan_entries(instrument, evaluation)
    entries += [
        problems_entry(None),
        SideEntry(LIBRARY, "Bukti", icon="evidence"),
        SideEntry(AGENCIES, "OPD & rencana", icon="plan"),
        SideEntry(COMPARE, "Bandingkan", icon="compare"),
        SideEntry(REPORT, "Laporan", icon="report"),
        SideEntry(SEND, "Kirim", icon="send"),
        SideEntry(HANDOVERS, "Terkirim & jawaban", icon="history"),
        SideEntry(CHECK, "Periksa berkas", icon="check_file"),
    ]
    return entries


def province_entries() -> list[SideEntry]:
    """The pages of a province's desk."""
    return [
        SideEntry(INBOX, "Kotak masuk", icon="inbox"),
        SideEntry(CHECK, "Periksa berkas", icon="check_file"),
        SideEntry(REPORT, "Laporan", icon="report"),
        SideEntry(REFERENCE, "Rujukan provinsi", icon="plan"),
        SideEntry(KEYS, "Kunci & pendaftaran", icon="key"),
    ]


def bodies_entry(instrument: Instrument, evaluation: Evaluation) -> SideEntry:
    """Kelembagaan with how many of its variables have a score."""
    scores = [evaluation.scored.indicators[i.code].score for i in instrument.kelembagaan]
    answered = sum(score is not None for score in scores)
    return SideEntry(BODIES, "Kelembagaan", icon="institution", answered=answered, of=len(scores))


def tatanan_entries(instrument: Instrument, evaluation: Evaluation) -> list[SideEntry]:
    """The tatanan with progress and score."""
    return [
        SideEntry(
            key=str(tatanan.number),
            title=tatanan.name,
            number=str(tatanan.number),
            answered=found.answered,
            of=found.of,
            score=found.score,
            starts_group=tatanan.number == instrument.tatanan[0].number,
        )
        for tatanan, found in zip(instrument.tatanan, evaluation.scored.tatanan, strict=True)
    ]
