"""The names inside a bag: a white list, and the one order in which they may stand."""

from __future__ import annotations

import re
from enum import StrEnum
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
    names = []
    for full_name in full_names:
        folder, _, name = full_name.partition("/")
        if folder != bag or _rank(name) is None:
            raise BundleRefused(Refusal.NAME)
        names.append(name)
    _check_repeats(names)
    for name in TAG_FILES:
        if name not in names:
            raise BundleRefused(Refusal.MISSING, name)
    if names != sorted(names, key=_order):
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


def _check_repeats(names: list[str]) -> None:
    # One proof under two extensions would be two files for one hash.
    identities = {(split_evidence(name) or (name,))[0] for name in names}
    if len(identities) != len(names):
        raise BundleRefused(Refusal.DUPLICATE)


def _order(name: str) -> tuple[int, str]:
    rank = _rank(name)
    assert rank is not None, name
    return rank, name


def _rank(name: str) -> int | None:
    if name in _TAG_ORDER:
        return _TAG_ORDER.index(name)
    after_tags = len(_TAG_ORDER)
    if name in _DOCUMENTS:
        return after_tags
    if name == INSTRUMENT:
        return after_tags + 1
    if name == REPORT:
        return after_tags + 2
    return after_tags + 3 if split_evidence(name) else None
