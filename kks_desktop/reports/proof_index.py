"""The index of proof: every file with its fingerprint, what it proves, and who stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.domain.numbers import format_number
from kks_desktop.reports import style
from kks_desktop.reports.document import WIDE, make_pdf, plain, section
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import masthead, running_of
from kks_desktop.reports.tables import Cell, head, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.platypus import Flowable

    from kks_desktop.reports.model import IndexedFile, PaperFacts

TITLE = "Daftar Bukti Dukung"
_NUMBER, _SIZE = 28.0, 48.0
_SHARES = (0.235, 0.29, 0.07, 0.2)
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
    heading = section(f"{title} ({len(files)})", key)
    if not files:
        return [*heading, plain("Belum ada berkas.")]
    rows = [
        head(
            "No",
            "Berkas",
            "Membuktikan",
            "Tahun data",
            "Pengesahan Kepala OPD",
            "Ukuran",
            "Sidik berkas",
            numbers=(0, 5),
        )
    ]
    rows += [_row(number, file) for number, file in enumerate(files, 1)]
    words = width - _NUMBER - _SIZE
    widths = [share * words for share in _SHARES]
    last = words - sum(widths)
    return [*heading, table(rows, [_NUMBER, *widths, _SIZE, last])]


def _row(number: int, file: IndexedFile) -> list[Cell]:
    name: list[Flowable] = [plain(file.title, style.CELL_STRONG)]
    if file.name != file.title:
        name.append(plain(file.name, style.CELL_SOFT))
    if file.fault:
        name.append(plain(f"▲ {file.fault}", style.CELL_STRONG))
    uses: list[Flowable] = [plain(use, style.CELL) for use in file.uses]
    groups = [file.sha256[start : start + 16] for start in range(0, 64, 16)]
    return [
        plain(format_number(number), style.CELL_NUMBER),
        name,
        uses or [plain("–", style.CELL)],
        plain(file.years, style.CELL),
        plain(file.validation, style.CELL),
        plain(file.size, style.CELL_NUMBER),
        plain(" ".join(groups), style.CELL),
    ]
