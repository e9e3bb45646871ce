"""Indonesian numbers: read exactly what was typed, write what a person expects.

Nothing here uses a float. A blank is ``None``, never zero.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from kks_desktop.domain.errors import NotANumberError

MAX_DIGITS = 24
"""Longest figure accepted; far above any population or rupiah amount."""

_GROUPED = re.compile(r"[-−]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?")
_DOT_DECIMAL = re.compile(r"[-−]?(?:0+\.\d+|\d+\.(?:\d{1,2}|\d{4,}))")
_PLAIN_COMMA = re.compile(r"-?\d+(?:,\d+)?")
_SPACES = str.maketrans("", "", "\u00a0\u202f\u2009")


def parse_typed(text: str) -> Decimal | None:
    """Read a figure typed by a person; blank gives ``None``.

    ``1.234`` is a thousand two hundred thirty-four. A single dot that cannot be a
    thousands mark (``94.26``, ``0.125``) is taken as a decimal mark.

    Raises:
        NotANumberError: the text is not one figure, or is too long.
    """
    stripped = text.translate(_SPACES).strip()
    if not stripped:
        return None
    if len(re.findall(r"\d", stripped)) > MAX_DIGITS:
        raise NotANumberError(
            f"Angka ini lebih panjang dari {MAX_DIGITS} digit; periksa lagi isiannya."
        )
    plain = stripped.replace("−", "-")
    if _GROUPED.fullmatch(stripped):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _DOT_DECIMAL.fullmatch(stripped):
        return Decimal(plain)
    raise NotANumberError(_advice(stripped))


def _advice(text: str) -> str:
    if re.fullmatch(r"[-−]?[\d.,]+\s*%", text):
        return "Tulis angkanya saja, tanpa tanda %."
    if not re.search(r"\d", text):
        return "Isian ini bukan angka; tulis dengan angka, misalnya 12 atau 12,5."
    if re.search(r"\s", text):
        return "Ada lebih dari satu isian di sini; tulis satu angka saja."
    if re.search(r"\d[eE][+-]?\d", text):
        return "Tulis angkanya lengkap, tanpa huruf e."
    return "Isian ini belum terbaca sebagai angka; contoh yang benar: 1.234 atau 12,5."


def parse_document_number(value: object) -> Decimal:
    """Read a number of an answers document exactly.

    A JSON number, or a string with a decimal comma and no other mark.

    Raises:
        NotANumberError: anything else; a dot in a string is ambiguous.
    """
    if isinstance(value, bool) or isinstance(value, float):
        raise NotANumberError("isi harus angka")
    if isinstance(value, int):
        return _bounded(Decimal(value)) if value.bit_length() <= 100 else _too_long()
    if isinstance(value, Decimal):
        return _bounded(value)
    if isinstance(value, str):
        if "." in value:
            raise NotANumberError("angka bertanda titik dapat dibaca dua cara; pakai koma desimal")
        if len(value) > 2 * MAX_DIGITS + 3:
            _too_long()
        if _PLAIN_COMMA.fullmatch(value) and value.isascii():
            return _bounded(Decimal(value.replace(",", ".")))
    raise NotANumberError("isi harus angka, atau teks angka dengan koma desimal")


def _bounded(number: Decimal) -> Decimal:
    """Refuse what would cost unbounded time or memory as an exact fraction."""
    if not number.is_finite():
        raise NotANumberError("isi harus angka yang terhingga")
    exponent = number.as_tuple().exponent
    if number.adjusted() > MAX_DIGITS or (isinstance(exponent, int) and exponent < -MAX_DIGITS):
        _too_long()
    return number


def _too_long() -> Decimal:
    raise NotANumberError(f"angka lebih panjang dari {MAX_DIGITS} digit")


def document_text(number: Decimal) -> str:
    """Write an exact decimal as the answers document has it: comma, no other mark."""
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", ",")


def format_number(
    value: Fraction | Decimal | int, decimals: int = 0, *, keep_zeros: bool = False
) -> str:
    """Write ``13.600`` and ``71,55``: rounded half up to at most ``decimals`` places.

    ``keep_zeros`` pads to exactly ``decimals`` places, for columns of figures.
    """
    top, bottom = value.as_integer_ratio()
    scale = 10**decimals
    scaled = (2 * abs(top) * scale + bottom) // (2 * bottom)
    whole, rest = divmod(scaled, scale)
    text = f"{whole:,}".replace(",", ".")
    digits = str(rest).zfill(decimals) if decimals else ""
    if not keep_zeros:
        digits = digits.rstrip("0")
    if digits:
        text = f"{text},{digits}"
    return f"-{text}" if top < 0 and scaled else text


def format_distinct(value: Fraction, other: Fraction, decimals: int) -> str:
    """Format ``value`` with as many places as it takes not to look like ``other``.

    90,9 % must not be printed as the 91 % that it fails to reach.
    """
    places = decimals
    while value != other and format_number(value, places) == format_number(other, places):
        places += 1
    return format_number(value, places)


def percent(part: int, whole: int) -> Fraction | None:
    """Share in per cent, or ``None`` where the whole is zero."""
    return Fraction(part * 100, whole) if whole else None
