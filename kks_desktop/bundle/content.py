"""Check what a bag carries: strict JSON, the same identity everywhere, no disguised files."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, Any

from kks_desktop.bundle import names
from kks_desktop.bundle.keychange import check_keychange
from kks_desktop.bundle.keyring import check_keyring
from kks_desktop.bundle.media import HEAD_SIZE, media_fits
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.receipt import check_receipt
from kks_desktop.bundle.reference import check_reference
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.domain.strict_json import JsonError, parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kks_desktop.bundle.baginfo import BagInfo
    from kks_desktop.bundle.volume import Volume

# What parsing a document may take: with everything else, verifying stays below 100 MB.
_MAX_MEMORY = 48_000_000
# The text itself is there three times: as bytes, as text, and in the values.
MAX_DOCUMENT = _MAX_MEMORY // 3
# A decimal is the dearest value that one of these marks can announce.
_MARKS = (b",", b":", b"[", b"{")
_PER_MARK = 112
_WIDE = re.compile(rb"[\xf0-\xf4]")

Document = dict[str, Any]


def load_document(data: bytes) -> Document:
    """Read strict JSON: one object, no repeated keys, no NaN, decimals kept exact.

    What would take too much memory is refused before it is parsed.
    """
    if data.startswith(BOM_UTF8) or _memory(data) > _MAX_MEMORY:
        raise BundleRefused(Refusal.JSON)
    try:
        return parse_json(data, MAX_DOCUMENT)
    except JsonError as fault:
        raise BundleRefused(Refusal.JSON) from fault


def _memory(data: bytes) -> int:
    """Estimate, from above, what parsing takes."""
    width = 1
    if not data.isascii():
        width = 4 if _WIDE.search(data) else 2
    marks = sum(map(data.count, _MARKS))
    total = len(data) * (1 + 2 * width) + marks * _PER_MARK
    # With escapes the reader writes the values once more, to find halves of letters.
    return 2 * total if b"\\u" in data else total


def check_identity(document: Document, info: BagInfo) -> None:
    """Check that a document is what its kind wants, and agrees with its label."""
    match info.kind:
        case Kind.SUBMISSION:
            _check_submission(document, info)
        case Kind.RECEIPT:
            check_receipt(document, info)
        case Kind.KEYRING:
            check_keyring(document, info)
        case Kind.KEYCHANGE:
            check_keychange(document, info)
        case Kind.REFERENCE:
            check_reference(document, info)
        case _:
            pass


def _check_submission(document: Document, info: BagInfo) -> None:
    expected: Document = {"region": info.region, "year": info.year, "revision": info.revision}
    optional = {
        "submission_id": info.submission_id,
        "previous_content_id": info.previous_content_id,
        "practice": info.practice,
    }
    expected |= {key: value for key, value in optional.items() if key in document}
    for key, value in expected.items():
        # True equals 1 in Python, but is no revision.
        if type(document.get(key)) is not type(value) or document[key] != value:
            raise BundleRefused(Refusal.MISMATCH, key)
    if not isinstance(document.get("instrument"), str):
        raise BundleRefused(Refusal.MISMATCH, "instrument")


def check_instrument(document: Document, sha256: str | None) -> None:
    """Check that the instrument beside the answers is the one that they name."""
    named = document.get("instrument_sha256")
    if sha256 is not None and named is not None and named != sha256:
        raise BundleRefused(Refusal.MISMATCH, names.INSTRUMENT)


def check_evidence(
    document: Document, info: BagInfo, carried: Iterable[tuple[str, int, str]]
) -> None:
    """Check that list and files agree; ``carried`` has (hash, size, extension) of all volumes.

    Files that the province has need not be carried, but their number is told in the label.
    """
    listed = set()
    if info.kind in (Kind.SUBMISSION, Kind.OPD):
        listed = _listed_evidence(document)
    carried = list(carried)
    if len(set(carried)) != len(carried):
        raise BundleRefused(Refusal.GROUP)
    if not listed >= set(carried) or len(listed) - len(carried) != info.omitted:
        raise BundleRefused(Refusal.MISMATCH, "evidence")


def _listed_evidence(document: Document) -> set[tuple[str, int, str]]:
    items = document.get("evidence", [])
    if not isinstance(items, list):
        raise BundleRefused(Refusal.MISMATCH, "evidence")
    listed = set()
    for item in items:
        values = [item.get(key) for key in ("sha256", "size", "ext")] if _is_object(item) else []
        if [type(value) for value in values] != [str, int, str]:
            raise BundleRefused(Refusal.MISMATCH, "evidence")
        listed.add((values[0], values[1], values[2]))
    return listed


def _is_object(item: object) -> bool:
    return isinstance(item, dict)


def evidence_of(volume: Volume) -> list[tuple[str, int, str]]:
    """List the evidence that a volume carries."""
    split = ((names.split_evidence(name), entry) for name, entry in volume.entries.items())
    return [(found[0], entry.size, found[1]) for found, entry in split if found]


def check_media(volume: Volume) -> None:
    """Check that each file begins as its extension says."""
    with volume.path.open("rb", buffering=0) as stream:
        for name, entry in volume.entries.items():
            evidence = names.split_evidence(name)
            if not evidence and name != names.REPORT:
                continue
            stream.seek(entry.span.offset)
            head = stream.read(min(HEAD_SIZE, entry.size))
            if not media_fits(evidence[1] if evidence else "pdf", head):
                raise BundleRefused(Refusal.MEDIA_TYPE, name)
