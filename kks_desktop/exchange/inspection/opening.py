"""Open one file of proof and say what it really is.

The codecs called here can crash or hang on hostile files: only ``inspector`` calls
``inspect``, in a process of its own.
"""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from kks_desktop.domain.file_names import clean_name
from kks_desktop.domain.numbers import format_number
from kks_desktop.exchange.inspection import names, sniffing
from kks_desktop.exchange.inspection.budget import Budget
from kks_desktop.exchange.inspection.findings import (
    MAX_BYTES,
    Finding,
    FindingCode,
    Inspection,
    Limits,
    Severity,
    refuse,
    warn,
)
from kks_desktop.exchange.inspection.images import open_image
from kks_desktop.exchange.inspection.kinds import ENDINGS, kind_finding, stored_ending
from kks_desktop.exchange.inspection.mp4 import open_mp4
from kks_desktop.exchange.inspection.office import open_zip
from kks_desktop.exchange.inspection.ole import open_ole
from kks_desktop.exchange.inspection.pdf import open_pdf
from kks_desktop.exchange.inspection.plain import open_csv
from kks_desktop.exchange.inspection.years import years_in_name

_NOT_READ = refuse(
    FindingCode.UNREADABLE,
    "Berkas ini tidak dapat dibaca. Periksa apakah berkas masih ada dan medianya terpasang, lalu "
    "coba lagi.",
)
_ALIASES = {"jpg": ("jpe", "jfif", "jif")}  # endings that mean the same
_NOTHING: Callable[[Inspection], None] = lambda _: None  # noqa: E731


def inspect(
    path: Path,
    name: str,
    limits: Limits | None = None,
    first: Callable[[Inspection], None] = _NOTHING,
) -> Inspection:
    """Open the file at ``path`` that people call ``name``.

    ``first`` is told the kind of the file before it is opened by a codec, which may take
    the process down. Nothing about a file is raised; all of it is a finding.
    """
    limits = limits or Limits()
    try:
        size, fault = _sized(path, limits)
        if fault:
            return Inspection(size=size, findings=(fault,))
        with path.open("rb", buffering=0) as stream:
            head = sniffing.sniff(stream.read(sniffing.HEAD_SIZE))
        media = _by_name(head.media, names.ending_of(name))
        if media in ENDINGS:
            first(_composed(Inspection(media=media), head, name, size))
        return _composed(_opened(path, media, Budget(limits)), head, name, size)
    except OSError:
        return Inspection(findings=(_NOT_READ,))


def _sized(path: Path, limits: Limits) -> tuple[int, Finding | None]:
    """Its size, and what is wrong with that; a pipe or a device would never end."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        return 0, _NOT_READ
    size, most = status.st_size, min(limits.bytes, MAX_BYTES)
    if not size:
        return 0, refuse(FindingCode.EMPTY, "Berkas ini kosong (0 bita). Salin ulang dari asalnya.")
    if size > most:
        return size, refuse(
            FindingCode.TOO_BIG,
            f"Berkas ini terlalu besar ({_megabytes(size)}); paling besar {_megabytes(most)}. "
            "Perkecil, atau pisahkan menjadi beberapa berkas.",
        )
    return size, None


def _megabytes(size: int) -> str:
    return f"{format_number(Fraction(size, 1_000_000), 1)} MB"


def _by_name(media: str, ending: str) -> str:
    """What a text is said to be by nothing but its name: it has no other mark."""
    if media in (sniffing.TEXT, sniffing.CSV, "html", "xml"):
        if names.is_program_ending(ending):
            return "script"
        if media == sniffing.TEXT and ending == sniffing.CSV:
            return sniffing.CSV  # a table of one column
    return media


def _opened(path: Path, media: str, budget: Budget) -> Inspection:
    match media:
        case "pdf":
            return open_pdf(path, budget)
        case "jpg" | "png":
            return open_image(path, media, budget)
        case sniffing.ZIP:
            return open_zip(path, budget)
        case sniffing.OLE:
            return open_ole(path)
        case sniffing.CSV:
            return open_csv(path, budget)
        case "mp4":
            return open_mp4(path)
    return Inspection(media=media)


def _composed(opened: Inspection, head: sniffing.Head, name: str, size: int) -> Inspection:
    """Add what kind and name say to what was found inside."""
    ending = names.ending_of(name)
    stored = stored_ending(opened.media, ending)
    findings = list(opened.findings)
    if any(finding.severity is Severity.REFUSE for finding in findings):
        pass  # why it cannot be opened matters more than what it would have been
    elif kind := kind_finding(opened.media):
        findings.insert(0, kind)
    else:
        findings = [*_of_name(name, ending, opened.media), *_of_start(head), *findings]
    years = Counter(opened.years) + years_in_name(clean_name(name))
    return replace(opened, ext=stored, size=size, findings=tuple(findings), years=years)


def _of_name(name: str, ending: str, media: str) -> Iterator[Finding]:
    if names.is_disguised(name):
        yield warn(
            FindingCode.PROGRAM,
            f"Nama berkas ini menyamar sebagai jenis lain; isinya {media.upper()} dan disimpan "
            f"sebagai {media.upper()}. Pastikan berkas ini dari sumber yang dikenal.",
        )
    elif ending and ending not in (*ENDINGS[media], *_ALIASES.get(media, ())):
        yield warn(
            FindingCode.NAME_MISMATCH,
            f"Nama berkas berakhiran .{ending}, sedangkan isinya {media.upper()}. Berkas disimpan "
            f"sebagai {media.upper()}.",
        )


def _of_start(head: sniffing.Head) -> Iterator[Finding]:
    if head.offset:
        yield refuse(
            FindingCode.WRONG_TYPE,
            "PDF ini diawali data lain, sehingga ditolak provinsi. Buka, lalu simpan atau cetak "
            "ulang sebagai PDF.",
        )
