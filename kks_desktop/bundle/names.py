"""The names inside a bag: a white list, and the one order in which they may stand."""

from __future__ import annotations

import re
from enum import StrEnum
from operator import gt
from typing import TYPE_CHECKING

from kks_desktop.bundle.media import EXTENSIONS
from kks_desktop.bundle.refusals import BundleRefused, Refusal

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
HEAD_SIGNATURE = "tagmanifest-sha256.txt.head.minisig"
MAIN_SIGNATURE = "tagmanifest-sha256.txt.minisig"
NEW_SIGNATURE = "tagmanifest-sha256.txt.new.minisig"
INSTRUMENT = "data/instrument.toml"
REPORT = "data/report.pdf"
EVIDENCE_FOLDER = "data/evidence/"

TAG_FILES = (BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST)
# The order of everything that comes before the payload.
_TAG_ORDER = (*TAG_FILES, HEAD_SIGNATURE, MAIN_SIGNATURE, NEW_SIGNATURE)
SIGNATURES = (HEAD_SIGNATURE, MAIN_SIGNATURE, NEW_SIGNATURE)


class Kind(StrEnum):
    """What a bag carries."""

    SUBMISSION = "submission"
    RECEIPT = "receipt"
    VERDICT = "verdict"
    KEYRING = "keyring"
    OPD = "opd"
    KEYCHANGE = "keychange"
    REFERENCE = "reference"

    @property
    def is_paper(self) -> bool:
        """Tell whether it carries its one document in one volume and nothing else."""
        return self in _PAPERS

    @property
    def document(self) -> str:
        """Name the JSON file that a bag of this kind is about."""
        return f"data/{self.value}.json"


_PAPERS = frozenset({Kind.RECEIPT, Kind.KEYRING, Kind.KEYCHANGE, Kind.REFERENCE})
_DOCUMENTS = tuple(kind.document for kind in Kind)
_RANKS = {
    **{name: rank for rank, name in enumerate(_TAG_ORDER)},
    **dict.fromkeys(_DOCUMENTS, len(_TAG_ORDER)),
    INSTRUMENT: len(_TAG_ORDER) + 1,
    REPORT: len(_TAG_ORDER) + 2,
}
_BAG = re.compile(r"[A-Za-z0-9_-]{1,80}")
_EVIDENCE = re.compile(rf"data/evidence/([0-9a-f]{{64}})\.({'|'.join(EXTENSIONS)})")


def split_evidence(name: str) -> tuple[str, str] | None:
    """Give hash and extension of an evidence entry, or nothing for another entry."""
    match = _EVIDENCE.fullmatch(name)
    return (match[1], match[2]) if match else None


def evidence_name(sha256: str, extension: str) -> str:
    """Name an evidence file inside the bag."""
    return f"{EVIDENCE_FOLDER}{sha256}.{extension}"


def check_names(full_names: Sequence[str]) -> tuple[str, list[str]]:
    """Give the bag's folder and the names inside it, or refuse.

    Lower-case ASCII from a white list leaves no room for other folders, twins that
    differ by case or accent, reserved Windows names or hidden directions of writing.
    """
    bag = full_names[0].partition("/")[0]
    if not _BAG.fullmatch(bag):
        raise BundleRefused(Refusal.NAME)
    places = []
    for full_name in full_names:
        folder, _, name = full_name.partition("/")
        place = _place(name)
        if folder != bag or place is None:
            raise BundleRefused(Refusal.NAME)
        places.append(place)
    # One proof under two extensions would be two files for one hash.
    if len({identity for _, _, identity in places}) != len(places):
        raise BundleRefused(Refusal.DUPLICATE)
    names = [name for _, name, _ in places]
    for name in TAG_FILES:
        if name not in names:
            raise BundleRefused(Refusal.MISSING, name)
    if any(map(gt, places, places[1:])):
        raise BundleRefused(Refusal.NAME)
    return bag, names


def payload_beside(kind: Kind) -> frozenset[str]:
    """Name what volume 1 may carry besides evidence."""
    extra = () if kind.is_paper else (INSTRUMENT, REPORT)
    return frozenset({kind.document, *extra})


def check_signature_files(kind: Kind, tags: Container[str]) -> None:
    """Refuse a signature file that has no meaning for this kind."""
    for name, where in ((HEAD_SIGNATURE, Kind.SUBMISSION), (NEW_SIGNATURE, Kind.KEYCHANGE)):
        if name in tags and kind is not where:
            raise BundleRefused(Refusal.NAME, name)


def _place(name: str) -> tuple[int, str, str] | None:
    """Give rank, name and what must not be there twice; nothing for an unknown name."""
    evidence = _EVIDENCE.fullmatch(name)
    if evidence:
        return len(_RANKS), name, evidence[1]
    rank = _RANKS.get(name)
    return None if rank is None else (rank, name, name)
