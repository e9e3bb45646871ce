"""What a printed document needs besides the evaluation itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from kks_desktop.domain.agency import AgencyReport
    from kks_desktop.domain.comparison import Comparison
    from kks_desktop.domain.evidence import Proof
    from kks_desktop.domain.paper_code import PaperCode
    from kks_desktop.domain.plan import Plan
    from kks_desktop.domain.verified import Verification

Paper = Literal["a4", "f4"]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What every printed document needs, whatever it says.

    ``fonts`` is the folder of the DejaVu files. ``source_date_epoch`` is the only
    clock that reaches the file, so that the same input gives the same bytes. ``early``
    is given the first pages as a file of their own before the last is made.
    """

    paper: Paper
    printed_on: date
    source_date_epoch: int
    software_version: str
    fonts: Path
    practice: bool = False
    early: Callable[[bytes], None] | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class PaperFacts(Sheet):
    """Whose document it is and which state of the data it shows.

    ``revision`` counts from 1 (usulan awal); None is a state that was never sent.
    ``fingerprint`` is the sidik data: eight groups of four hex digits. ``letterhead``
    holds the lines of the kop surat, ``emblem`` its picture. ``code`` is what the QR code
    says; None leaves it out.
    """

    region_name: str
    region_code: str
    province_name: str
    year: int
    office: str
    fingerprint: str
    revision: int | None = None
    draft: bool = False
    letterhead: tuple[str, ...] = ()
    emblem: Path | None = None
    code: PaperCode | None = None


@dataclass(frozen=True, kw_only=True)
class OdfUnit:
    """A kecamatan: its villages, how many are ODF, and the names of those that are not.

    ``untold`` are villages of which nobody said it.
    """

    name: str
    villages: int
    free: int
    untold: int
    open: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """Where an assessment stands beside its scores: proof, plan, OPD, and last time.

    ``before`` names the state that ``comparison`` looks back at, blank without one; without a
    ``comparison`` it cannot be read. ``odf`` is empty where the register says nothing yet.
    """

    verification: Verification
    proofs: Mapping[str, Proof]
    plan: Plan
    agencies: tuple[AgencyReport, ...]
    odf: tuple[OdfUnit, ...] = ()
    before: str = ""
    comparison: Comparison | None = None


@dataclass(frozen=True, kw_only=True)
class ReportFacts(PaperFacts):
    """What the evaluation report needs besides; without an ``outlook`` it shows scores alone.

    ``agencies`` are the names of the OPD that handle each indicator, by its code, the
    main one first.
    """

    operator: str
    operator_position: str
    agencies: Mapping[str, tuple[str, ...]]
    outlook: Outlook | None = None


@dataclass(frozen=True, kw_only=True)
class KeyCard:
    """A public signing key as another office enrols it; it holds nothing secret.

    ``public_line`` is the base64 line of minisign's ``.pub`` file, ``pub_text`` that file
    whole, ``made_at`` an ISO date or date and time.
    """

    region_code: str
    region_name: str
    role: str
    person: str
    key_id: str
    public_line: str
    pub_text: str
    fingerprint: str
    made_at: str
    office: str = ""
    province_name: str = ""


@dataclass(frozen=True, kw_only=True)
class ValidationLine:
    """One file at one place: the indicator with its title, the item, the file.

    ``years`` are the data years in words; ``mark`` is the sidik berkas.
    """

    code: str
    title: str
    item: str
    name: str
    years: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class ValidationList:
    """What the Kepala OPD signs: every file that stands for the OPD's indicators.

    ``letterhead`` holds the lines of the kop surat, ``files`` the number of different
    files, ``mark`` the sidik daftar. A blank position, name or NIP leaves room for a pen.
    """

    agency: str
    region_name: str
    region_code: str
    year: int
    letterhead: tuple[str, ...]
    position: str
    head: str
    nip: str
    lines: tuple[ValidationLine, ...]
    files: int
    mark: str
    emblem: Path | None = None
    code: PaperCode | None = None


@dataclass(frozen=True, kw_only=True)
class RecoveryCard:
    """What a person needs to know on the day when the computer is broken.

    ``last_backup`` and the places are words; a blank one leaves room for a pen.
    """

    region_code: str
    region_name: str
    office: str
    person: str
    data_folder: str
    second_place: str
    last_backup: str
    province: bool = False


@dataclass(frozen=True, kw_only=True)
class IndexedFile:
    """One file of proof in the index, in words.

    ``uses`` are what it proves, ``fault`` what is wrong with the file itself.
    """

    sha256: str
    title: str
    name: str
    uses: tuple[str, ...]
    years: str
    validation: str
    validated: bool
    size: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs: what is blank leaves room for a pen.

    ``nip`` is ``None`` for an office that has none, such as a Bupati's.
    """

    position: str
    name: str = ""
    nip: str | None = ""
    rank: str = ""
