"""Where things lie: the program's own resources and a person's data folder."""

from __future__ import annotations

import os
from pathlib import Path

APP = "kks-desktop"
DATA_VARIABLE = "KKS_DATA_DIR"
_PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The folder of instruments, regions, fonts and icons.

    A wheel and the packaged program carry it inside the package; a source tree
    has it beside the package.
    """
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def data_folder(chosen: str | os.PathLike[str] | None = None) -> Path:
    """The data folder: the one chosen, else ``KKS_DATA_DIR``, else the user's own local place."""
    given = chosen or os.environ.get(DATA_VARIABLE)
    if given:
        return Path(given).expanduser().absolute()
    import platformdirs  # 5 ms at start, and only where no folder is named

    return Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))


def log_folder(data: Path) -> Path:
    """Logs lie beside the data they speak of."""
    return data / "log"
