"""Read JSON from files that nobody may trust: bounded, exact, without surprises."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from kks_desktop.domain.errors import KksError

MAX_BYTES = 64 * 1024 * 1024
_LONG_INTEGER, _ABSURD_INTEGER = 40, 1000


class JsonError(KksError):
    """The text is not JSON that we accept."""

    code = "JSON"


def parse_json(data: bytes, limit: int = MAX_BYTES) -> dict[str, Any]:
    """Parse one JSON object with exact decimals.

    Refused: more than ``limit`` bytes, not UTF-8, half characters, duplicate keys,
    NaN and infinities, nesting too deep, anything but an object at the top.

    Raises:
        JsonError: with an Indonesian sentence that says which of these.
    """
    if len(data) > limit:
        raise JsonError("Berkas ini terlalu besar untuk dibaca.")
    try:
        text = data.decode("utf-8-sig")
        parsed = json.loads(
            text,
            parse_float=Decimal,
            parse_int=_integer,
            parse_constant=_refuse_constant,
            object_pairs_hook=_no_duplicates,
        )
        if "\\u" in text:
            # half a character, written as an escape, would fail later in every other place
            json.dumps(parsed, ensure_ascii=False, default=str).encode()
    except UnicodeDecodeError as cause:
        raise JsonError("Berkas ini bukan teks JSON (UTF-8).") from cause
    except (ValueError, ArithmeticError) as cause:
        raise JsonError("Berkas ini bukan JSON yang benar.") from cause
    except RecursionError as cause:
        raise JsonError("Isi berkas ini bersarang terlalu dalam.") from cause
    if not isinstance(parsed, dict):
        raise JsonError("Berkas ini harus berisi satu objek JSON.")
    return parsed


def _integer(digits: str) -> int | Decimal:
    if len(digits) > _ABSURD_INTEGER:
        raise JsonError("Ada angka yang terlalu panjang dalam berkas ini.")
    return int(digits) if len(digits) <= _LONG_INTEGER else Decimal(digits)


def _refuse_constant(name: str) -> Any:
    raise JsonError(f"Angka '{name}' tidak diperbolehkan.")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise JsonError("Ada kunci yang ditulis dua kali dalam berkas ini.")
    return found


def canonical_json(value: Any) -> bytes:
    """UTF-8, keys sorted, no spaces: the same value always gives the same bytes."""
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode()
