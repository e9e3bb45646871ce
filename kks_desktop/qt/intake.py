"""Files on their way into the dossier: picked or dropped, taken in behind, told in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Intake(NamedTuple):
    """Files wanted for one item of a target; without paths the person is asked for them."""

    target: str
    item: str
    paths: tuple[Path, ...] = ()
