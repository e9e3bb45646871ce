"""The line in the QR code of a printed document: what a scanner reads, and its checks.

``KKS1:EVALUASI:15.71:2025:R002:2075.1950.-.…:11525:884AE4F07CBC55DD:<content>:<signature>:9F21``
holds only signs of QR's alphanumeric mode. A dash stands for what the paper does not
say. The last part guards against a misread sign; it proves nothing by itself: agreement
with the bundle does.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from kks_desktop.domain.errors import KksError

_MAGIC = "KKS1"
_NONE, _DRAFT = "-", "DRAF"
_PARTS = 11
_LONGEST = 400
_SHORT = 16
_KIND = re.compile(r"[A-Z][A-Z0-9-]{0,31}(?:/[A-Z0-9][A-Z0-9._-]{0,39})?", re.ASCII)
_REGION = re.compile(r"\d\d(?:\.\d\d)?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_REVISION = re.compile(r"R\d{3,6}", re.ASCII)
_POINTS = re.compile(r"\d{1,6}", re.ASCII)
_HEX = re.compile(r"[0-9A-F]{16}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What a document says of itself.

    ``kind`` may name its part behind a stroke: ``instrumen/3``, ``opd/kesehatan``.
    ``revision`` is ``None`` for a draft. ``totals`` are the scores of the tatanan in order,
    ``None`` where nothing is answered. ``fingerprint``, ``content_id`` and ``signature``
    are short forms: sixteen hex digits, empty where the paper knows none.
    """

    kind: str
    region: str
    year: int
    revision: int | None = None
    totals: tuple[int | None, ...] = ()
    total: int | None = None
    fingerprint: str = ""
    content_id: str = ""
    signature: str = ""

    @property
    def text(self) -> str:
        """The line as it is printed."""
        parts = (
            _MAGIC,
            self.kind.upper(),
            self.region,
            str(self.year),
            _DRAFT if self.revision is None else f"R{self.revision:03d}",
            ".".join(_NONE if one is None else str(one) for one in self.totals) or _NONE,
            _NONE if self.total is None else str(self.total),
            self.fingerprint.upper() or _NONE,
            self.content_id.upper() or _NONE,
            self.signature.upper() or _NONE,
        )
        body = ":".join(parts)
        return f"{body}:{_guard(body)}"


def short_form(hex_digits: str) -> str:
    """The first sixteen hex digits, in capitals; empty for nothing."""
    plain = hex_digits.removeprefix("sha256:").replace(" ", "")
    return plain[:_SHORT].upper()


def parse_code(text: str) -> PaperCode:
    """Read a scanned line, with the blanks and small letters that a scanner may add.

    Raises:
        KksError: it is no code of a printed document, or a sign was misread.
    """
    plain = "".join(text[: 2 * _LONGEST].split()).upper()
    parts = plain.split(":")
    if len(plain) > _LONGEST or len(parts) != _PARTS or parts[0] != _MAGIC:
        raise KksError(
            "Teks itu bukan kode dari dokumen KKS Desktop; pindai lagi kode QR di halaman pertama "
            "dokumen.",
            code="NOT_A_PAPER_CODE",
        )
    if parts[-1] != _guard(":".join(parts[:-1])):
        raise _misread()
    kind, region, year, revision, totals, total, *marks = parts[1:-1]
    return PaperCode(
        kind=_matching(_KIND, kind).lower(),
        region=_matching(_REGION, region),
        year=int(_matching(_YEAR, year)),
        revision=None if revision == _DRAFT else int(_matching(_REVISION, revision)[1:]),
        totals=() if totals == _NONE else tuple(_points(one) for one in totals.split(".")),
        total=_points(total),
        fingerprint=_mark(marks[0]),
        content_id=_mark(marks[1]),
        signature=_mark(marks[2]),
    )


def _points(text: str) -> int | None:
    return None if text == _NONE else int(_matching(_POINTS, text))


def _mark(text: str) -> str:
    return "" if text == _NONE else _matching(_HEX, text)


def _matching(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise _misread()
    return text


def _misread() -> KksError:
    return KksError(
        "Kode itu tidak terbaca utuh: ada huruf yang keliru atau hilang. Pindai lagi, atau salin "
        "seluruh barisnya.",
        code="CODE_MISREAD",
    )


def _guard(body: str) -> str:
    return hashlib.sha256(f"kks-desktop kertas 1\n{body}".encode()).hexdigest()[:4].upper()
