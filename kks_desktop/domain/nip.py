"""The NIP of a civil servant: 18 digits in the pattern 8-6-1-3.

Birth date, year and month of appointment, sex, serial number. A doubt is a warning and
never more: members of a Forum have no NIP, and other numbers are in use.
"""

from __future__ import annotations

import re
from datetime import date

_DIGITS = 18
_SEPARATORS = str.maketrans("", "", " .-\u00a0\u2009\u202f")
_PLAIN = re.compile(r"\d+", re.ASCII)
_CONTRACT_MONTHS = frozenset({21, 22})
"""What stands in place of the month in the number of a PPPK: the first contract, the second."""
_YOUNGEST, _OLDEST = 16, 65
"""Ages at appointment that can be right, in whole years; well beyond what the law allows."""


def nip_doubt(text: str) -> str:
    """Why a NIP looks mistyped, in one sentence; empty if it does not, or is blank."""
    digits = text.translate(_SEPARATORS)
    if not digits:
        return ""
    if not _PLAIN.fullmatch(digits):
        return "NIP hanya berisi angka; periksa lagi penulisannya."
    if len(digits) != _DIGITS:
        return f"NIP berisi {_DIGITS} angka, di sini {len(digits)}; periksa lagi."
    born = _day(digits[:8])
    if born is None:
        return "Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, hari); periksa lagi."
    year, month = int(digits[8:12]), int(digits[12:14])
    if not (1 <= month <= 12 or month in _CONTRACT_MONTHS):
        return "Angka ke-13 dan ke-14 NIP adalah bulan pengangkatan; periksa lagi."
    if not _YOUNGEST <= year - born.year <= _OLDEST:
        return "Tahun pengangkatan pada NIP tidak cocok dengan tahun lahirnya; periksa lagi."
    if digits[14] not in "12":
        return "Angka ke-15 NIP adalah 1 atau 2; periksa lagi."
    if digits[15:] == "000":
        return "Tiga angka terakhir NIP tidak mungkin 000; periksa lagi."
    return ""


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
