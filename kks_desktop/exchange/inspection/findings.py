"""What an inspection found: one frozen record, and a coded sentence for every fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

MAX_BYTES = 3_900_000_000
"""The largest file that fits into one volume of a bundle (4,000,000,000 bytes with its tags)."""
YEARS = range(2000, 2101)
"""The years that can be the year of data."""


class Severity(StrEnum):
    """What a finding asks for."""

    REFUSE = "refuse"
    WARN = "warn"


class FindingCode(StrEnum):
    """The kinds of findings; the names are stored, so they stay."""

    EMPTY = "EMPTY"
    TOO_BIG = "TOO_BIG"
    WRONG_TYPE = "WRONG_TYPE"
    NAME_MISMATCH = "NAME_MISMATCH"
    PROGRAM = "PROGRAM"
    ENCRYPTED = "ENCRYPTED"
    UNREADABLE = "UNREADABLE"
    NO_PAGES = "NO_PAGES"
    COARSE = "COARSE"
    BLURRED = "BLURRED"
    BLANK_PAGE = "BLANK_PAGE"
    TIME_LIMIT = "TIME_LIMIT"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a file: stable code, weight, and one Indonesian sentence for the person."""

    code: FindingCode
    severity: Severity
    sentence: str


def refuse(code: FindingCode, sentence: str) -> Finding:
    """A fault for which the file must not be taken in."""
    return Finding(code, Severity.REFUSE, sentence)


def warn(code: FindingCode, sentence: str) -> Finding:
    """A fault that the person should know of; the file may be taken in."""
    return Finding(code, Severity.WARN, sentence)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is looked at; what lies beyond is simply not read."""

    bytes: int = MAX_BYTES
    text_pages: int = 40
    text_characters: int = 2_000_000
    pixels: int = 64_000_000
    seconds: float = 6.0
    """After this long no further page is read; the outer limit is ``Inspector``'s."""


@dataclass(frozen=True)
class Inspection:
    """What a file is, by its content.

    ``media`` names the real type (``pdf``, ``exe``, ``text``…, empty if nobody knows),
    ``ext`` is the ending under which it is stored, empty where it must not be.
    ``years`` counts the years 2000 to 2100 that its text and its name mention; ``day``
    and ``point`` (latitude, longitude in degrees, as decimal text) are a photo's own.
    ``shrinkable`` estimates the bytes that a smaller copy of a large photo would take.
    """

    media: str = ""
    ext: str = ""
    size: int = 0
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    findings: tuple[Finding, ...] = ()
    years: Mapping[int, int] = field(default_factory=dict)
    day: date | None = None
    point: tuple[str, str] | None = None
    shrinkable: int | None = None
    thumbnail: bytes = field(default=b"", repr=False)

    @property
    def refused(self) -> bool:
        """Whether the file must not be taken in."""
        return not self.ext or any(f.severity is Severity.REFUSE for f in self.findings)

    def has(self, code: FindingCode) -> bool:
        """Whether there is a finding of this kind."""
        return any(finding.code is code for finding in self.findings)

    def to_table(self) -> dict[str, Any]:
        """Everything but the thumbnail, as JSON knows it."""
        return {
            "media": self.media,
            "ext": self.ext,
            "size": self.size,
            "pages": self.pages,
            "width": self.width,
            "height": self.height,
            "findings": [[f.code.value, f.severity.value, f.sentence] for f in self.findings],
            "years": {str(year): count for year, count in sorted(self.years.items())},
            "day": self.day.isoformat() if self.day else None,
            "point": list(self.point) if self.point else None,
            "shrinkable": self.shrinkable,
        }

    @classmethod
    def from_table(cls, table: Any, thumbnail: bytes = b"") -> Inspection:
        """Read ``to_table`` back.

        Raises:
            ValueError: the table is not one of ours.
        """
        try:
            return cls(
                media=_text(table["media"]),
                ext=_text(table["ext"]),
                size=_whole(table["size"]),
                pages=_whole_or_none(table["pages"]),
                width=_whole_or_none(table["width"]),
                height=_whole_or_none(table["height"]),
                findings=tuple(
                    Finding(FindingCode(code), Severity(severity), _text(sentence))
                    for code, severity, sentence in table["findings"]
                ),
                years={int(year): _whole(count) for year, count in table["years"].items()},
                day=date.fromisoformat(table["day"]) if table["day"] else None,
                point=_point(table["point"]),
                shrinkable=_whole_or_none(table["shrinkable"]),
                thumbnail=thumbnail,
            )
        except (KeyError, TypeError, AttributeError, ValueError) as fault:
            raise ValueError("not an inspection") from fault


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError("text")
    return raw


def _whole(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool):
        raise TypeError("whole number")
    return raw


def _whole_or_none(raw: Any) -> int | None:
    return None if raw is None else _whole(raw)


def _point(raw: Any) -> tuple[str, str] | None:
    if raw is None:
        return None
    latitude, longitude = raw
    return _text(latitude), _text(longitude)
