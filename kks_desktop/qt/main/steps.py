"""Where an undone or redone step is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kks_desktop.domain.registers import PROFILE_FIELDS, register_of
from kks_desktop.qt.main.entries import OFFICER
from kks_desktop.services.fields import ASSESSMENT, BASE_DATA, ODF, PROFILE, TOP_LEVEL

if TYPE_CHECKING:
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.services.session import Change

STEP_CODES = frozenset({BASE_DATA, ODF, TOP_LEVEL, ASSESSMENT, PROFILE})
"""Codes beside indicators and registers that have a page; a file of proof moves nobody."""


def place_of(change: Change, instrument: Instrument) -> tuple[str, str] | None:
    """The page of what a step changed, and the field on it; no field where the page is enough."""
    for code, field in sorted(change.keys):
        if code in instrument.by_code:
            return code, ""
        if code == PROFILE and field not in PROFILE_FIELDS:
            return OFFICER, ""
        if register_of(code) is not None or code in STEP_CODES:
            return code, field
    return None
