"""What SQLite says, as one sentence for a person."""

from __future__ import annotations

import sqlite3

from kks_desktop.domain.errors import KksError

_SENTENCES = {
    sqlite3.SQLITE_FULL: (
        "STORE_FULL",
        "Cakram penuh, isian terakhir belum tersimpan di cakram. Isian itu tetap ada di layar; "
        "kosongkan ruang lalu coba lagi.",
    ),
    sqlite3.SQLITE_READONLY: (
        "STORE_READ_ONLY",
        "Folder data tidak dapat ditulisi. Yang sudah tersimpan tetap utuh; "
        "periksa izin folder itu.",
    ),
    sqlite3.SQLITE_IOERR: (
        "STORE_IO",
        "Cakram tidak menjawab saat data ditulis. Yang sudah tersimpan tetap utuh; "
        "periksa cakram lalu coba lagi.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "STORE_GONE",
        "Berkas data tidak dapat dibuka. Periksa apakah foldernya masih ada dan dapat dibaca.",
    ),
    sqlite3.SQLITE_BUSY: (
        "STORE_BUSY",
        "Data sedang dipakai program lain. Tidak ada yang hilang; coba lagi sebentar lagi.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "STORE_DAMAGED",
        "Berkas data rusak dan dibiarkan apa adanya. Salin folder data ke tempat aman "
        "sebelum melakukan apa pun.",
    ),
}
_SAME = {
    sqlite3.SQLITE_LOCKED: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_NOTADB: sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_AUTH: sqlite3.SQLITE_READONLY,
}


class StoreError(KksError):
    """The store cannot do what was asked."""

    code = "STORE"


def store_error(cause: sqlite3.Error) -> StoreError | None:
    """The foreseen fault behind an SQLite error; ``None`` for a fault of our own."""
    number = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    found = _SENTENCES.get(_SAME.get(number, number))
    if found is None and type(cause) is sqlite3.DatabaseError:
        found = _SENTENCES[sqlite3.SQLITE_CORRUPT]
    return StoreError(found[1], code=found[0]) if found else None


def damage_of(cause: sqlite3.DatabaseError) -> str:
    """The name of an error that means damage.

    Raises:
        StoreError: it means something else: busy, gone, a disk that does not answer.
    """
    known = store_error(cause)
    if known is not None and known.code != "STORE_DAMAGED":
        raise known from cause
    return type(cause).__name__
