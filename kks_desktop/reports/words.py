"""Indonesian dates and set phrases of the printed documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.domain.numbers import format_number

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument

REPORT_TITLE = "Laporan Evaluasi Kabupaten/Kota Sehat"
PLENARY = (
    "Dihitung dari isian penilaian mandiri; kategori ditetapkan dalam sidang pleno tingkat pusat."
)
DOTS = "…" * 19
NO_BLOCKERS = "Tidak ada. Semua syarat yang dapat dihitung dari isian sudah terpenuhi."


def revision_words(revision: int | None) -> str:
    """``Usulan awal``, ``Perbaikan ke-1``…; a state that was never sent has no number."""
    if revision is None:
        return "Belum dikirim"
    return "Usulan awal" if revision == 1 else f"Perbaikan ke-{revision - 1}"


def category_sentence(instrument: Instrument, indicated: str | None) -> str:
    """The one sentence of the report, without the pleno's proviso."""
    if indicated is None:
        return f"Indikasi kategori: belum mencapai {instrument.levels[0].short_name}"
    return f"Indikasi kategori: {instrument.category_name(indicated)}"


def level_words(instrument: Instrument, key: str | None) -> str:
    """The level that a tatanan reached, in words that stand alone."""
    if key is None:
        return f"belum mencapai {instrument.levels[0].short_name}"
    return f"mencapai {instrument.category_name(key)}"


NOT_FILLED = "Belum diisi"


def counted(part: int | None, whole: int | None, unit: str) -> str:
    """``64 dari 68 desa/kelurahan``, with words where a count is missing."""
    if part is None or whole is None:
        return "belum diisi"
    return f"{format_number(part)} dari {format_number(whole)} {unit}".rstrip()


def mark_words(*, draft: bool, practice: bool) -> str:
    """The word across the page; empty for a report that counts."""
    return " ".join(word for word, shown in (("DRAF", draft), ("LATIHAN", practice)) if shown)
