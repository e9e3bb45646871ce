"""The index of proof: every file with its fingerprint, what it proves, and who stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.document import WIDE, make_pdf, plain, section
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import masthead, running_of
from kks_desktop.reports.listing import ListColumn, Listing, listing_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.platypus import Flowable

    from kks_desktop.reports.model import IndexedFile, PaperFacts

TITLE = "Daftar Bukti Dukung"
_COLUMNS = (
    ListColumn("No", 0.045, number=True),
    ListColumn("Berkas", 0.21),
    ListColumn("Membuktikan", 0.29),
    ListColumn("Tahun data", 0.06),
    ListColumn("Pengesahan Kepala OPD", 0.175),
    ListColumn("Ukuran", 0.075, number=True),
    ListColumn("Sidik berkas", 0.145),
)
_NOTE = (
    "Sidik berkas adalah SHA-256 dari isi berkas. Berkas yang isinya berubah, walau satu huruf, "
    "bersidik lain; sidik yang sama dihitung oleh perintah sha256sum atau certutil -hashfile."
)


def proof_index_pdf(
    files: Sequence[IndexedFile],
    facts: PaperFacts,
    check: Callable[[], None] = lambda: None,
) -> bytes:
    """Print the index; files that prove nothing yet stand in a list of their own."""
    register(facts.fonts)
    width = style.text_area(facts.paper, wide=True)[0]
    used = [file for file in files if file.uses]
    unused = [file for file in files if not file.uses]
    validated = sum(file.validated for file in used)
    counted = (
        f"{format_number(len(used))} berkas, {format_number(validated)} di antaranya disahkan"
        if used
        else "belum ada berkas yang dipakai"
    )
    story: list[Flowable] = [
        *masthead(facts, TITLE, width, [("Isi daftar", counted)]),
        plain(_NOTE, style.SMALL),
        *_part("Bukti yang dipakai", "dipakai", used, width),
    ]
    if unused:
        story += _part("Berkas yang belum dipakai", "belum-dipakai", unused, width)
    return make_pdf(story, facts, running_of(facts, TITLE), check=check, first=WIDE)


def _part(title: str, key: str, files: Sequence[IndexedFile], width: float) -> list[Flowable]:
    heading = section(f"{title} ({format_number(len(files))})", key)
    if not files:
        return [*heading, plain("Belum ada berkas.")]
    rows = tuple(_row(number, file) for number, file in enumerate(files, 1))
    return [*heading, listing_table(Listing(_COLUMNS, rows), width)]


def _row(number: int, file: IndexedFile) -> tuple[str, ...]:
    name = [file.title, *([file.name] if file.name != file.title else [])]
    if file.fault:
        name.append(f"▲ {file.fault}")
    groups = [file.sha256[start : start + 16] for start in range(0, 64, 16)]
    return (
        format_number(number),
        "\n".join(name),
        "\n".join(file.uses) or "–",
        file.years,
        file.validation,
        file.size,
        "\n".join(groups),
    )
