"""A packet for whoever looks into a fault: logs, versions and counts, never what was typed."""

from __future__ import annotations

import io
import json
import os
import platform
import re
import sqlite3
import sys
import zipfile
from contextlib import closing
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from kks_desktop import __version__
from kks_desktop.domain.errors import KksError
from kks_desktop.platform.log import LOGS
from kks_desktop.platform.paths import log_folder
from kks_desktop.platform.place import place_of
from kks_desktop.platform.settings import load_settings
from kks_desktop.services.health import last_full_check
from kks_desktop.services.writing import write_whole
from kks_desktop.store.checking import counts, full_damage, schema_version
from kks_desktop.store.connection import open_reader, store_path

_LIBRARIES = ("PySide6-Essentials", "cryptography", "isal", "pillow", "pypdfium2", "reportlab")
_LOG_BYTES = 2_000_000
_WINDOWS_HOME = re.compile(r"(?i)[a-z]:\\users\\[^\\\s\"']+")
_UNIX_HOME = re.compile(r"/(?:home|Users)/[^/\s\"']+")


def versions() -> dict[str, str | bool]:
    """Of the program, of what it stands on, and of this system."""
    found: dict[str, str | bool] = {
        "kks-desktop": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "sistem": f"{platform.system()} {platform.release()} {platform.machine()}",
        "paket": bool(getattr(sys, "frozen", False)),
    }
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = False
    return found


def write_diagnosis(folder: Path, out: Path) -> None:
    """Write the packet as a ZIP file.

    Raises:
        KksError: the folder holds no data, or the file cannot be written.
    """
    if not store_path(folder).exists():
        raise KksError(f"Folder {folder} bukan folder data KKS Desktop.", code="NO_STORE")
    if out.suffix.lower() != ".zip":
        raise KksError("Laporan gangguan perlu nama yang berakhiran .zip.", code="NOT_WRITTEN")
    write_whole(out, _packed(folder))


def _packed(folder: Path) -> bytes:
    settings = asdict(load_settings(folder))
    del settings["last_folder"]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packet:
        for name, table in (
            ("versi.json", versions()),
            ("pengaturan.json", settings),
            ("data.json", _about_data(folder)),
        ):
            packet.writestr(name, json.dumps(table, ensure_ascii=False, indent=1))
        for name in LOGS:
            text = _log_text(log_folder(folder) / name)
            if text:
                packet.writestr(f"log/{name}", scrubbed(text, folder))
    return target.getvalue()


def _log_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _LOG_BYTES))
            return file.read(_LOG_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def scrubbed(text: str, folder: Path) -> str:
    """The text without the folders of this computer's user."""
    for path, mark in ((folder, "<data>"), (Path(os.path.expanduser("~")), "<rumah>")):
        for words in {str(path), path.as_posix(), str(path.resolve())}:
            if len(words) > 1:
                text = text.replace(words, mark)
    return _UNIX_HOME.sub("<rumah>", _WINDOWS_HOME.sub("<rumah>", text))


def _about_data(folder: Path) -> dict[str, Any]:
    """Sizes, counts and the state of the database; nothing from inside its rows."""
    last = last_full_check(folder)
    found: dict[str, Any] = {
        "jenis tempat": place_of(folder).value,
        "ukuran": {
            path.name: path.stat().st_size
            for path in sorted(folder.glob(f"{store_path(folder).name}*"))
        },
        "berkas bukti": sum(1 for _ in (folder / "bukti").glob("??/*")),
        "pemeriksaan penuh": last.isoformat() if last else "",
    }
    try:
        with closing(open_reader(folder)) as connection:
            found["versi data"] = schema_version(connection)
            found["baris"] = counts(connection)
        found["pemeriksaan"] = full_damage(folder) or "baik"
    except KksError as fault:
        found["pemeriksaan"] = fault.code
    except sqlite3.Error as fault:
        found["pemeriksaan"] = type(fault).__name__
    return found
