"""Open the store: settings of each connection, versions, and what is refused untouched."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from kks_desktop.platform.durable import sync_folder
from kks_desktop.store.faults import StoreError, damage_of, store_error
from kks_desktop.store.migrations import VERSION, migrate
from kks_desktop.store.snapshot import NotTheSameError, copy_store

NAME = "kks.sqlite3"
_MAGIC = b"SQLite format 3\x00"
_VERSION_AT = slice(60, 64)
_BUSY_MS = 5000


def store_path(folder: Path) -> Path:
    """The database file of a data folder."""
    return folder / NAME


def check_file(path: Path) -> None:
    """Refuse a file that is no store, or one of a newer program, without touching it.

    Raises:
        StoreError: ``STORE_DAMAGED`` or ``STORE_NEWER``.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return
    except OSError as cause:
        raise StoreError(
            "Berkas data tidak dapat dibaca dan dibiarkan apa adanya; periksa izin foldernya.",
            code="STORE_GONE",
        ) from cause
    if head and not head.startswith(_MAGIC):
        raise StoreError(
            "Berkas data rusak atau bukan milik KKS Desktop. Berkas itu dibiarkan apa adanya; "
            "salin folder data ke tempat aman.",
            code="STORE_DAMAGED",
        )
    _check_version(int.from_bytes(head[_VERSION_AT], "big"))


def _check_version(version: int) -> None:
    if version > VERSION:
        raise StoreError(
            "Data ini dibuat oleh KKS Desktop yang lebih baru. Data dibiarkan apa adanya; "
            "pasang versi terbaru untuk membukanya.",
            code="STORE_NEWER",
        )


def open_writer(folder: Path) -> sqlite3.Connection:
    """The one read-write connection; makes the file and applies pending migrations."""
    path = store_path(folder)
    check_file(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {_BUSY_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        _check_version(version)
        if version < VERSION:
            has_tables = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
            connection.close()
            if has_tables:
                _keep_copy(path, version)
            _migrate(path)
            return open_writer(folder)
    except sqlite3.Error as cause:
        raise _known(cause) from cause
    except OSError as cause:
        raise StoreError(
            "Folder data tidak dapat dibuat atau ditulisi; pilih folder lain atau periksa izinnya.",
            code="STORE_READ_ONLY",
        ) from cause
    return connection


def copy_path(path: Path, version: int) -> Path:
    """Where the copy of a store lies that was made before it left a version."""
    return path.with_name(f"{path.stem}-versi-{version}{path.suffix}")


def _keep_copy(path: Path, version: int) -> None:
    """Copy the whole store beside itself, read back, before its first migration step.

    Raises:
        StoreError: there is no room; the store is untouched.
    """
    copy = copy_path(path, version)
    part = copy.with_name(f"{copy.name}.part")
    try:
        part.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as old:
            copy_store(old, part, lambda _done, _of: None)
        os.replace(part, copy)
        sync_folder(copy.parent)
    except (sqlite3.Error, OSError, NotTheSameError) as cause:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(
            "Data perlu disalin dahulu sebelum disesuaikan dengan versi program ini, tetapi "
            "salinannya tidak dapat ditulis. Data dibiarkan seperti semula; kosongkan ruang "
            "cakram lalu buka lagi.",
            code="STORE_FULL",
        ) from cause


def _migrate(path: Path) -> None:
    """Migrations run on a connection of their own: sqlite-utils wants implicit transactions."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
    except sqlite3.Error as cause:
        raise store_error(cause) or StoreError(
            "Data belum dapat disesuaikan dengan versi program ini dan dibiarkan seperti semula. "
            "Simpan salinan folder data, lalu pasang versi program yang lama.",
            code="STORE_MIGRATION",
        ) from cause
    finally:
        connection.close()


def open_reader(folder: Path) -> sqlite3.Connection:
    """A read-only connection for the thread that calls.

    Raises:
        StoreError: there is no store, it is damaged, or of a newer program.
    """
    path = store_path(folder)
    check_file(path)
    try:
        connection = _connect(path, "mode=ro")
        if not _answers(connection) and not path.with_name(f"{path.name}-wal").exists():
            # a folder where not even SQLite's helper files can be made, and so nobody writes
            connection.close()
            connection = _connect(path, "immutable=1")
        _check_version(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.Error as cause:
        raise _known(cause) from cause
    return connection


def _connect(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None
    )
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    return connection


def _answers(connection: sqlite3.Connection) -> bool:
    """Whether the store can be read this way; any other fault shows itself right after."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return False
    return True


def damage(folder: Path) -> str:
    """SQLite's quick check of the whole file: empty if sound, else its first finding.

    Raises:
        StoreError: the file cannot even be opened.
    """
    connection = open_reader(folder)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as cause:
        found = damage_of(cause)
    finally:
        connection.close()
    return "" if found == "ok" else str(found)


def _known(cause: sqlite3.Error) -> Exception:
    return store_error(cause) or cause
