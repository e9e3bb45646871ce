"""What letters, minutes and the province's papers are told besides whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kks_desktop.reports.model import PaperFacts, Signatory


@dataclass(frozen=True, kw_only=True)
class LetterFacts(PaperFacts):
    """A letter: number, place and day as the office gives them, or blank to write by hand."""

    signatory: Signatory
    number: str = ""
    place: str = ""
    day: str = ""


@dataclass(frozen=True, kw_only=True)
class ProposalFacts(LetterFacts):
    """The letter of proposal; ``target`` is the category proposed, blank to write by hand.

    ``files`` are those that prove something, ``validated`` those of them that a Kepala OPD
    stands for.
    """

    target: str
    line: DistrictLine
    files: int
    validated: int


@dataclass(frozen=True, slots=True)
class DistrictLine:
    """A kabupaten/kota in the recap; what is ``None`` is not known here.

    ``odf`` is the share of villages that are free, ``bodies`` the points of kelembagaan,
    ``tatanan`` the share of the points of each, ``incomplete`` the numbers of those that
    are not answered whole. Of a region that sent nothing only the name is known.
    """

    code: str
    name: str
    revision: int | None = None
    odf: Fraction | None = None
    bodies: int | None = None
    bodies_whole: bool | None = None
    tatanan: tuple[Fraction | None, ...] = ()
    incomplete: tuple[int, ...] = ()
    proposed: str = ""
    indicated: str = ""


@dataclass(frozen=True, kw_only=True)
class RecapFacts(LetterFacts):
    """The province's recap and the letters that carry it.

    ``bodies_most`` are the points that kelembagaan can have; ``received`` counts the
    regions whose submission is here.
    """

    lines: tuple[DistrictLine, ...]
    tatanan_count: int
    bodies_most: int
    data_year: int
    governor: Signatory

    @property
    def received(self) -> tuple[DistrictLine, ...]:
        """The regions whose submission is here."""
        return tuple(line for line in self.lines if line.revision is not None)


@dataclass(frozen=True, slots=True)
class Repair:
    """A repair that was agreed, and until when."""

    text: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who was there."""

    name: str
    position: str = ""


@dataclass(frozen=True, kw_only=True)
class MinutesFacts(PaperFacts):
    """The minutes of a verification; blank lists leave lines to write by hand.

    ``opening`` is the day in words, blank for a pen; ``points`` are name, score and highest
    score of each tatanan, without a score where nothing is answered.
    """

    province: str
    opening: str
    place: str
    line: DistrictLine
    points: tuple[tuple[str, int | None, int], ...]
    present: tuple[Present, ...]
    repairs: tuple[Repair, ...]
    channel: str
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class VerifiedLine:
    """An indicator as the district sent it, for the verifier's sheet."""

    code: str
    title: str
    score: str
    values: tuple[str, ...]
    note: str
    proof: str


@dataclass(frozen=True, slots=True)
class VerifiedTatanan:
    """A tatanan of the verifier's sheet with its points; none where nothing is answered."""

    number: int
    name: str
    lines: tuple[VerifiedLine, ...]
    score: int | None
    most: int


@dataclass(frozen=True, kw_only=True)
class VerificationFacts(PaperFacts):
    """The verifier's sheets of a district."""

    tatanan: tuple[VerifiedTatanan, ...]
