"""Find and load instruments: the shipped ones compiled, an assessment's own from its file."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kks_desktop.domain.errors import InstrumentError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.instrument_cursor import Fault
from kks_desktop.domain.instrument_reader import read_instrument
from kks_desktop.platform.paths import resources

MAX_BYTES = 4 * 1024 * 1024
DEFAULT_CODE = "kks-2025"


def shipped_path(code: str) -> Path:
    """The TOML file of a shipped instrument."""
    return resources() / "instruments" / f"{code}.toml"


def shipped_codes() -> list[str]:
    """The codes of the instruments that the program brings along, newest first."""
    return sorted(
        (path.stem for path in (resources() / "instruments").glob("*.toml")), reverse=True
    )


@cache
def load_shipped(code: str = DEFAULT_CODE) -> Instrument:
    """Load a shipped instrument from its compiled form (checked when it was compiled).

    Raises:
        InstrumentError: the program does not have it, or its files are damaged.
    """
    compiled = resources() / "instruments" / f"{code}.json"
    if code not in shipped_codes():
        raise InstrumentError(f"Instrumen '{code[:40]}' tidak ada pada program ini.")
    try:
        table = json.loads(compiled.read_text(encoding="utf-8"), parse_float=Decimal)
        instrument, faults = read_instrument(table["instrument"], table["source_sha256"])
    except (OSError, ValueError, LookupError, TypeError) as cause:
        raise InstrumentError(_DAMAGED.format(code)) from cause
    if faults:
        raise InstrumentError(_DAMAGED.format(code))
    return instrument


_DAMAGED = (
    "Berkas instrumen {} pada program ini rusak. Data Anda tidak disentuh; "
    "pasang ulang program ini."
)


def shipped_source(code: str = DEFAULT_CODE) -> bytes:
    """The bytes of a shipped instrument's TOML file."""
    try:
        return shipped_path(code).read_bytes()
    except OSError as cause:
        raise InstrumentError(_DAMAGED.format(code)) from cause


def load_source(source: bytes) -> Instrument:
    """Load the instrument that an assessment keeps, checked in full.

    Raises:
        InstrumentError: the file has faults.
    """
    instrument, faults = check_source(source)
    if faults:
        raise InstrumentError(
            f"Instrumen penilaian ini rusak ({faults[0]}). Data dibiarkan apa adanya."
        )
    return instrument


def check_file(path: Path) -> tuple[Instrument, list[Fault]]:
    """Check an instrument file; with faults the instrument must not be used.

    Raises:
        InstrumentError: the file is missing, too large, or no TOML.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InstrumentError("Berkas instrumen ini terlalu besar.")
        source = path.read_bytes()
    except OSError as cause:
        raise InstrumentError(f"Berkas instrumen tidak dapat dibaca: {path.name}.") from cause
    return check_source(source)


def check_source(source: bytes) -> tuple[Instrument, list[Fault]]:
    """Check the bytes of an instrument file; with faults the instrument must not be used.

    Raises:
        InstrumentError: it is too large, or no TOML.
    """
    if len(source) > MAX_BYTES:
        raise InstrumentError("Berkas instrumen ini terlalu besar.")
    # not needed for the shipped instrument, which was checked when it was compiled
    import hashlib

    from kks_desktop.domain.instrument_checks import check_instrument

    return check_instrument(_parse(source), hashlib.sha256(source).hexdigest())


def _parse(source: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(source.decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError as cause:
        raise InstrumentError("Berkas instrumen ini bukan teks UTF-8.") from cause
    except (ValueError, RecursionError, ArithmeticError) as cause:
        raise InstrumentError(
            f"Berkas instrumen ini bukan TOML yang benar{_place(cause)}."
        ) from cause


def _place(cause: Exception) -> str:
    """Where the file is wrong, out of the library's English sentence."""
    found = re.search(r"at line (\d+), column (\d+)", str(cause))
    return f" (baris {found[1]}, kolom {found[2]})" if found else ""
