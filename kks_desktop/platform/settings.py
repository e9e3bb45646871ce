"""Small preferences of this machine's user: kept in JSON, never worth a failure."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

_log = logging.getLogger(__name__)
NAME = "preferensi.json"
_ALLOWED = {"theme": ("system", "light", "dark"), "paper": ("a4", "f4")}


@dataclass(slots=True)
class Settings:
    """Preferences; losing them costs nothing but convenience."""

    theme: str = "system"
    paper: str = "a4"
    geometry: str = ""
    last_folder: str = ""


def load_settings(folder: Path) -> Settings:
    """Read the preferences; whatever cannot be used falls back to its default."""
    try:
        table = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, RecursionError):
        _log.warning("preferences unreadable, defaults taken")
        return Settings()
    defaults = Settings()
    known = {f.name: type(getattr(defaults, f.name)) for f in fields(Settings)}
    good = {
        key: value
        for key, value in (table if isinstance(table, dict) else {}).items()
        if key in known and isinstance(value, known[key]) and value in _ALLOWED.get(key, (value,))
    }
    return Settings(**good)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the preferences atomically; a folder that refuses is only logged."""
    target = folder / NAME
    part = target.with_suffix(".part")
    try:
        part.write_text(json.dumps(asdict(settings), ensure_ascii=False), encoding="utf-8")
        os.replace(part, target)
    except OSError as cause:
        _log.warning("preferences not saved: %s", type(cause).__name__)
