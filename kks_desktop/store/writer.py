"""The one thread that writes: a transaction for each piece of work, in the order given."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from kks_desktop.store.connection import open_writer, store_path
from kks_desktop.store.faults import StoreError, store_error

T = TypeVar("T")


class Writer:
    """Owns the read-write connection of a data folder.

    Work runs on one thread inside ``BEGIN IMMEDIATE … COMMIT``; a failure rolls
    back wholly and reaches the caller through the future.
    """

    def __init__(self, folder: Path) -> None:
        """Open the store on the writer thread, with its pending migrations.

        Raises:
            StoreError: the store cannot be opened for writing.
        """
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="kks-writer")
        try:
            self._connection = self._pool.submit(open_writer, folder).result()
            self._path = store_path(folder)
            self._file = os.stat(self._path)
        except BaseException:
            self._pool.shutdown()
            raise

    def submit(
        self,
        work: Callable[[sqlite3.Connection], T],
        ended: Callable[[Exception | None], None] | None = None,
    ) -> Future[T]:
        """Queue one transaction; its result or failure comes through the future.

        ``ended`` is called on the writer thread, after the commit or the failure and
        before whoever waits for the future goes on.
        """
        return self._pool.submit(self._run, work, ended)

    def _run(
        self,
        work: Callable[[sqlite3.Connection], T],
        ended: Callable[[Exception | None], None] | None,
    ) -> T:
        try:
            result = self._transaction(work)
        except Exception as fault:
            if ended is not None:
                ended(fault)
            raise
        if ended is not None:
            ended(None)
        return result

    def _transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                self._check_place()
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as cause:
            raise store_error(cause) or cause from cause
        return result

    def _check_place(self) -> None:
        """Refuse to write to a file that nobody will find: SQLite itself does not look.

        Raises:
            StoreError: the file was removed, moved or replaced since it was opened.
        """
        try:
            found = os.stat(self._path)
        except OSError:
            found = None
        if found is None or not os.path.samestat(found, self._file):
            raise StoreError(
                "Folder data dipindahkan, dihapus, atau tidak boleh dibuka lagi, jadi isian "
                "terakhir belum tersimpan. Isian itu tetap ada di layar; kembalikan folder atau "
                "izinnya lalu coba lagi.",
                code="STORE_GONE",
            )

    def close(self) -> None:
        """Finish what is queued, then close the connection."""
        self._pool.submit(self._connection.close)
        self._pool.shutdown(wait=True)
