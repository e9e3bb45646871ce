"""What the side bar lists, from the state of an assessment."""

from __future__ import annotations

from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.registers import BODIES as BODY_ROWS
from kks_desktop.domain.registers import DISTRICTS, VILLAGES
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


_ROW_PAGES = {DISTRICTS: BASIS, VILLAGES: BASIS, BODY_ROWS: BODIES}


def page_of_row(code: str) -> str:
    """The page that shows a register row (``desa:15.71.01.1001``)."""
    return _ROW_PAGES.get(code.partition(":")[0], PROFILE_PAGE)


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
        SideEntry(AGENCIES, "OPD & rencana", icon="plan", starts_group=True),
        SideEntry(REPORT, "Laporan", icon="report"),
        SideEntry(COMPARE, "Bandingkan", icon="compare"),
        SideEntry(SEND, "Kirim", icon="send"),
        SideEntry(CHECK, "Periksa berkas", icon="check_file"),
    ]
    return entries


def province_entries() -> list[SideEntry]:
    """The pages of a province's desk."""
    return [SideEntry(CHECK, "Periksa berkas", icon="check_file")]


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
