"""Put the pieces together for a program run: place, log, workspace."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kks_desktop.platform.log import start_log
from kks_desktop.platform.paths import data_folder, log_folder
from kks_desktop.platform.settings import Settings, load_settings

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace


@dataclass(slots=True)
class Run:
    """What a run of the window starts from."""

    folder: Path
    settings: Settings
    workspace: Workspace


def start(data_dir: str | None) -> Run:
    """Open the data folder for a window; also the log beside it.

    Raises:
        KksError: the data cannot be opened.
    """
    from kks_desktop.services.workspace import Workspace

    folder = data_folder(data_dir)
    start_log(log_folder(folder))
    return Run(folder, load_settings(folder), Workspace(folder))
