"""The colours that screen and paper share; meaning never rests on them alone."""

from __future__ import annotations

ACCENT = "#0F6E5C"
ACCENT_DARK = "#3FB89A"
CATEGORY_COLOURS = {
    "padapa": "#9A6B3A",
    "wiwerda": "#6F7B86",
    "wistara": "#B68A1E",
    "wistara_paripurna": "#B68A1E",
}
NO_CATEGORY = "#8A938F"

STATE_MARKS = {
    "kosong": ("○", "Belum diisi"),
    "belum_lengkap": ("○", "Belum lengkap"),
    "saran": ("✓", "Sesuai saran"),
    "pilihan": ("✓", "Pilihan sendiri"),
    "tidak_diatur": ("◐", "Tidak diatur juknis, perlu keputusan"),
    "perlu_diperbaiki": ("▲", "Perlu diperbaiki"),
    "dibawa": ("◷", "Dibawa dari penilaian lalu, belum dikonfirmasi"),
}
"""Mark and words of each answer state (``scoring.AnswerState``), and of what was carried."""


def category_colour(key: str | None) -> str:
    """The colour of a category key; grey for none."""
    return CATEGORY_COLOURS.get(key or "", NO_CATEGORY)
