"""Every colour of the light and the dark mode, and how far two of them stand apart."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from kks_desktop.domain.look import ACCENT, ACCENT_DARK, CATEGORY_COLOURS, NO_CATEGORY


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour of one mode, as ``#rrggbb``."""

    dark: bool
    window: str
    base: str
    side: str
    text: str
    muted: str
    border: str
    hairline: str
    hover: str
    selected: str
    accent: str
    on_accent: str
    accent_soft: str
    silent: str
    silent_soft: str
    problem: str
    problem_soft: str
    empty: str
    returned: str
    padapa: str
    wiwerda: str
    wistara: str
    none: str

    def category(self, key: str | None) -> QColor:
        """The colour of a category key; grey for none."""
        by_key = {
            "padapa": self.padapa,
            "wiwerda": self.wiwerda,
            "wistara": self.wistara,
            "wistara_paripurna": self.wistara,
        }
        return QColor(by_key.get(key or "", self.none))

    def state(self, state: str) -> QColor:
        """The colour of an answer state's mark (``scoring.AnswerState``)."""
        by_state = {
            "saran": self.accent,
            "pilihan": self.accent,
            "tidak_diatur": self.silent,
            "dibawa": self.silent,
            "perlu_diperbaiki": self.problem,
            "dikembalikan": self.returned,
        }
        return QColor(by_state.get(state, self.empty))


LIGHT = Colours(
    dark=False,
    window="#F8FAF9",
    base="#FFFFFF",
    side="#EEF3F1",
    text="#1A2320",
    muted="#56635E",
    border="#84918B",
    hairline="#D5DDD9",
    hover="#E6EDEA",
    selected="#D3E8E2",
    accent=ACCENT,
    on_accent="#FFFFFF",
    accent_soft="#E7F2EF",
    silent="#855C00",
    silent_soft="#FBF3DF",
    problem="#B3261E",
    problem_soft="#FBEBE9",
    empty="#66726D",
    returned="#7A3E9D",
    padapa=CATEGORY_COLOURS["padapa"],
    wiwerda=CATEGORY_COLOURS["wiwerda"],
    wistara=CATEGORY_COLOURS["wistara"],
    none=NO_CATEGORY,
)

DARK = Colours(
    dark=True,
    window="#181E1C",
    base="#1F2624",
    side="#141917",
    text="#E3EAE7",
    muted="#A6B2AD",
    border="#73817B",
    hairline="#35403C",
    hover="#2A3330",
    selected="#1B3A33",
    accent=ACCENT_DARK,
    on_accent="#08130F",
    accent_soft="#1C322C",
    silent="#E0B250",
    silent_soft="#352C17",
    problem="#F58E84",
    problem_soft="#3B2221",
    empty="#8E9B96",
    returned="#CB9FE6",
    padapa="#C3905A",
    wiwerda="#9BA8B3",
    wistara="#D8AE46",
    none="#8A938F",
)


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two colours."""
    high, low = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = []
    for part in (colour.redF(), colour.greenF(), colour.blueF()):
        parts.append(part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
