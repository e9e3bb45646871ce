"""Columns of registers: what a cell may hold, how it is kept, shown and faulted.

A cell is raw text. What can be read is kept in one canonical form (dates as
``2024-03-01``, amounts as plain digits); what cannot be read is kept as typed and
flagged, never refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.instrument import Year
from kks_desktop.domain.numbers import (
    MAX_DIGITS,
    document_text,
    format_number,
    parse_document_number,
    parse_typed,
)

YES, NO = "ya", "tidak"
NO_END = "tanpa batas"
"""What stands in an end date that is open."""

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
_MONTH_OF = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)} | {
    "agt": 8,
    "ags": 8,
    "nop": 11,
    "aug": 8,
    "oct": 10,
    "peb": 2,
    "dec": 12,
    "may": 5,
}
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_KEPT_YEAR = re.compile(r"\d{4}", re.ASCII)
_KEPT_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOST_PLACES = 2
"""More digits behind the comma of a count or an amount are thousands of another country."""
_YES_WORDS = frozenset({"ya", "y", "ada", "sudah", "benar", "true", "x", "✓", "v", "1"})
_NO_WORDS = frozenset({"tidak", "t", "tdk", "tidak ada", "belum", "salah", "false", "-", "0"})
_NO_END_WORDS = frozenset({NO_END, "seterusnya", "selamanya", "tidak terbatas"})


class ColumnKind(Enum):
    """What a column's cells mean."""

    TEXT = "teks"
    COUNT = "bilangan"
    NUMBER = "angka"
    YEAR = "tahun"
    MONEY = "rupiah"
    DATE = "tanggal"
    END_DATE = "batas"
    YES_NO = "ya_tidak"
    CHOICE = "pilihan"
    COORDINATES = "koordinat"


class Choice(NamedTuple):
    """One of a column's allowed values: how it is kept and how it is read."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a register.

    ``title`` may hold ``{lalu}`` and ``{kini}`` for the two data years; ``chars`` is
    its usual width in characters; a ``fixed`` column cannot be typed into.
    """

    id: str
    title: str
    kind: ColumnKind = ColumnKind.TEXT
    chars: int = 16
    choices: tuple[Choice, ...] = ()
    fixed: bool = False
    hint: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the cells stand at the right, as figures do."""
        return self.kind in (ColumnKind.COUNT, ColumnKind.NUMBER, ColumnKind.MONEY)


def canonical(column: Column, typed: str) -> str:
    """The form in which a typed cell is kept; text that cannot be read stays as it is."""
    text = " ".join(typed.split()) if column.kind is not ColumnKind.TEXT else typed.strip()
    match column.kind:
        case ColumnKind.TEXT:
            return text
        case ColumnKind.COUNT | ColumnKind.NUMBER | ColumnKind.MONEY:
            return _canonical_number(column, text)
        case ColumnKind.YEAR:
            return text
        case ColumnKind.DATE | ColumnKind.END_DATE:
            if column.kind is ColumnKind.END_DATE and text.lower() in _NO_END_WORDS:
                return NO_END
            found = parse_date(text)
            return found.isoformat() if found else text
        case ColumnKind.YES_NO:
            word = text.lower()
            return YES if word in _YES_WORDS else NO if word in _NO_WORDS else text
        case ColumnKind.CHOICE:
            word = text.lower()
            return next(
                (c.key for c in column.choices if word in (c.key.lower(), c.label.lower())), text
            )
        case ColumnKind.COORDINATES:
            point = parse_point(text)
            return f"{point.latitude:.6f}, {point.longitude:.6f}" if point else text


def _canonical_number(column: Column, text: str) -> str:
    plain = text
    if column.kind is ColumnKind.MONEY:
        plain = re.sub(r"^rp\.?\s*|,-$", "", text, flags=re.IGNORECASE)
    try:
        number = parse_typed(plain)
    except NotANumberError:
        return text
    if number is None:
        return ""
    if column.kind is not ColumnKind.NUMBER and _places(number) > _MOST_PLACES:
        return text  # 1,250 of an English spreadsheet: not 1,25, and 2,000 is not 2
    return document_text(abs(number) if not number else number)


def _places(number: Decimal) -> int:
    """How many digits stand behind the comma."""
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def shown(column: Column, raw: str) -> str:
    """A cell as people read it: ``1.250.000``, ``1 Mar 2024``, ``Ya``."""
    if not raw or fault(column, raw):
        return raw
    match column.kind:
        case ColumnKind.COUNT | ColumnKind.NUMBER | ColumnKind.MONEY:
            number = parse_document_number(raw)
            # every place that was typed: what is shown is also what is edited and copied
            return format_number(number, _places(number))
        case ColumnKind.DATE | ColumnKind.END_DATE:
            return raw if raw == NO_END else short_date(date.fromisoformat(raw))
        case ColumnKind.YES_NO:
            return "Ya" if raw == YES else "Tidak"
        case ColumnKind.COORDINATES:
            return raw.replace(", ", "; ").replace(".", ",")
        case ColumnKind.CHOICE:
            return next(choice.label for choice in column.choices if choice.key == raw)
        case _:
            return raw


def fault(column: Column, raw: str) -> str:
    """Why a kept cell cannot be read; empty if it can, or is blank."""
    if not raw:
        return ""
    match column.kind:
        case ColumnKind.COUNT | ColumnKind.NUMBER | ColumnKind.MONEY:
            return _number_fault(column, raw)
        case ColumnKind.DATE | ColumnKind.END_DATE:
            open_end = column.kind is ColumnKind.END_DATE and raw == NO_END
            return "" if open_end or day_of(raw) else _date_fault(raw)
        case ColumnKind.YEAR:
            year = int(raw) if _KEPT_YEAR.fullmatch(raw) else 0
            fits = _FIRST_YEAR <= year <= _LAST_YEAR
            return "" if fits else "Tulis tahun dengan empat angka, misalnya 2021."
        case ColumnKind.YES_NO:
            return "" if raw in (YES, NO) else "Isi dengan ya atau tidak."
        case ColumnKind.CHOICE:
            if any(choice.key == raw for choice in column.choices):
                return ""
            return f"Pilih salah satu: {', '.join(choice.label for choice in column.choices)}."
        case ColumnKind.COORDINATES:
            if parse_point(raw):
                return ""
            return "Tulis lintang dan bujur di Indonesia, misalnya -1,6101; 103,6131."
        case _:
            return ""


def _number_fault(column: Column, raw: str) -> str:
    number = number_of(raw)
    if number is None:
        if column.kind is ColumnKind.MONEY:
            return _money_advice(raw)
        return "Isian ini belum terbaca sebagai angka; contoh yang benar: 1.234."
    if number < 0:
        return "Angka ini tidak boleh kurang dari nol."
    if column.kind is not ColumnKind.NUMBER and _places(number) > _MOST_PLACES:
        return "Tulis tanda ribuan dengan titik dan pecahan dengan koma, misalnya 1.234."
    if column.kind is ColumnKind.COUNT and number != number.to_integral_value():
        return "Tulis bilangan bulat."
    return ""


def _money_advice(raw: str) -> str:
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", raw, re.ASCII):
        return "Tanda ribuannya koma; tulis dengan titik, misalnya 1.250.000."
    if re.fullmatch(r"[-–]+", raw):
        return "Tanda “-” belum tentu nol; tulis 0 bila memang nol, atau kosongkan."
    if re.search(r"\d[eE][+-]?\d", raw):
        return "Angka ini tersalin ringkas dari Excel; tulis lengkap, misalnya 15.000.000."
    return "Tulis rupiah dengan angka saja, misalnya 1.250.000."


def _date_fault(raw: str) -> str:
    if re.fullmatch(r"\d{5}", raw, re.ASCII):
        return "Ini nomor tanggal dari Excel; jadikan selnya berformat tanggal, lalu salin lagi."
    if re.fullmatch(r"\d{1,2}[\s/.\-]+\w+[\s/.\-]+\d{2}", raw):
        return "Tulis tahunnya lengkap empat angka, misalnya 31/12/2024."
    found = _date_parts(raw)
    if found is not None and not _FIRST_YEAR <= found[0] <= _LAST_YEAR:
        return f"Tahun pada tanggal ini harus antara {_FIRST_YEAR} dan {_LAST_YEAR}."
    if found is not None:
        return "Tanggal ini tidak ada di kalender; tulis hari, bulan, tahun."
    return "Tulis tanggal sebagai hari, bulan, tahun; misalnya 31/12/2024."


def number_of(raw: str) -> Decimal | None:
    """The figure of a kept cell; ``None`` where it is blank or cannot be read."""
    if not raw or sum(map(str.isdigit, raw)) > MAX_DIGITS:
        return None
    try:
        return parse_document_number(raw)
    except NotANumberError:
        return None


@lru_cache(maxsize=8192)  # thousands of files and villages share the days of a few years
def day_of(raw: str) -> date | None:
    """The day of a kept cell; ``None`` where it is blank or cannot be read."""
    if not _KEPT_DAY.fullmatch(raw):
        return None
    try:
        found = date.fromisoformat(raw)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def parse_date(text: str) -> date | None:
    """Read a typed day: ``31/12/2024``, ``31 Des 2024`` or ``2024-12-31``; day before month."""
    parts = _date_parts(text)
    if parts is None or not _FIRST_YEAR <= parts[0] <= _LAST_YEAR:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as written, in the calendar or not."""
    stripped = text.strip()
    # spreadsheets paste a day with its midnight
    stripped = re.sub(r"[T ]00:00(:00(\.0+)?)?$", "", stripped)
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", stripped, re.ASCII):
        return int(found[1]), int(found[2]), int(found[3])
    if found := re.fullmatch(
        r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})", stripped, re.ASCII
    ):
        return int(found[3]), int(found[2]), int(found[1])
    if found := re.fullmatch(r"(\d{1,2})[\s\-/]+([A-Za-z]+)\.?[\s\-/]+(\d{4})", stripped, re.ASCII):
        month = _MONTH_OF.get(found[2][:3].lower())
        return (int(found[3]), month, int(found[1])) if month else None
    return None


def short_date(day: date) -> str:
    """``1 Mar 2024``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def long_date(day: date) -> str:
    """``1 Maret 2024``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


class Point(NamedTuple):
    """A place in degrees: south and west are negative."""

    latitude: Decimal
    longitude: Decimal


_SOUTH, _NORTH, _WEST, _EAST = Decimal("-11.5"), Decimal("6.5"), Decimal("94.5"), Decimal("141.5")
_DEGREES = r"(-?\d{1,3}(?:[.,]\d+)?)"
_DMS = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2})\s*['′’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''))?\s*"
    r"(LS|LU|BT|S|N|E|U|T)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # every village's photo is looked at again with each change
def parse_point(text: str) -> Point | None:
    """Read latitude and longitude; ``None`` unless they lie within Indonesia's bounds."""
    plain = text.replace("−", "-").strip()
    found = re.fullmatch(rf"{_DEGREES}\s*[;|]\s*{_DEGREES}", plain, re.ASCII) or re.fullmatch(
        r"(-?\d{1,3}(?:\.\d+)?)(?:\s*,\s*|\s+)(-?\d{1,3}(?:\.\d+)?)", plain, re.ASCII
    )
    if found and not _is_one_number(plain):
        point = Point(*(Decimal(part.replace(",", ".")) for part in found.groups()))
    else:
        parts = _DMS.findall(plain)
        if len(parts) != 2 or _DMS.sub("", plain).strip(" ,;"):
            return None
        point = Point(_from_dms(parts[0]), _from_dms(parts[1]))
    if _SOUTH <= point.latitude <= _NORTH and _WEST <= point.longitude <= _EAST:
        return point
    return None


def _is_one_number(text: str) -> bool:
    """``-6,120`` is a latitude with its decimal comma, not two degrees."""
    return re.fullmatch(r"-?\d{1,3},\d+", text, re.ASCII) is not None


def _from_dms(parts: tuple[str, str, str, str]) -> Decimal:
    degrees, minutes, seconds, side = parts
    size = (
        Decimal(degrees)
        + Decimal(minutes) / 60
        + Decimal((seconds or "0").replace(",", ".")) / 3600
    )
    return -size if side.upper() in ("LS", "S") else size


def sort_key(column: Column, raw: str) -> tuple[int, Decimal, str]:
    """Order of cells: readable ones by value, then unreadable text, blanks last."""
    if not raw:
        return (2, Decimal(0), "")
    if fault(column, raw):
        return (1, Decimal(0), raw.lower())
    if column.is_number:
        return (0, number_of(raw) or Decimal(0), "")
    return (0, Decimal(0), shown(column, raw).lower() if _by_label(column) else raw.lower())


def _by_label(column: Column) -> bool:
    return column.kind is ColumnKind.CHOICE


def title_of(column: Column, years: dict[Year, int]) -> str:
    """A column's heading with the data years in it."""
    return column.title.format(lalu=years["lalu"], kini=years["kini"])
