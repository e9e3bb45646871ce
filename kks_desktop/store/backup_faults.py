"""Why a backup or a restored copy could not be made, as one sentence for a person."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from kks_desktop.domain.errors import KksError
from kks_desktop.store.faults import store_error

_KEPT = "Data Anda dan cadangan yang lama tetap utuh."
GONE = (
    "PLACE_GONE",
    f"Tempat cadangan tidak ditemukan, mungkin medianya dilepas. {_KEPT} Pasang kembali medianya, "
    "lalu ulangi.",
)
READ_ONLY = (
    "PLACE_READ_ONLY",
    f"Tempat cadangan tidak dapat ditulisi. {_KEPT} Buka kunci tulis media atau pilih folder lain.",
)
FULL = (
    "PLACE_FULL",
    f"Tempat cadangan penuh, jadi cadangan tidak jadi dibuat. {_KEPT} Kosongkan ruang atau pilih "
    "tempat lain, lalu ulangi.",
)
FAILED = (
    "PLACE_FAILED",
    f"Media tempat cadangan tidak menjawab, mungkin dicabut. {_KEPT} Pasang lagi medianya atau "
    "pilih tempat lain, lalu ulangi.",
)
NOT_READ_BACK = (
    "PLACE_NOT_READ_BACK",
    "Cadangan yang baru ditulis tidak terbaca sama, jadi tidak dipakai; media itu mungkin rusak. "
    f"{_KEPT} Pakai media lain.",
)
BUSY = (
    "PLACE_BUSY",
    "Tempat cadangan itu sedang dipakai program lain. Tidak ada yang berubah; coba lagi sebentar "
    "lagi.",
)
WRONG_PLACE = (
    "PLACE_WRONG",
    "Folder itu folder data KKS Desktop, jadi tidak dapat menjadi tempat cadangan. Tidak ada yang "
    "berubah; pilih folder lain.",
)
_CAUSES = {
    errno.ENOENT: GONE,
    errno.ENOTDIR: GONE,
    errno.ENODEV: GONE,
    errno.ENXIO: GONE,
    errno.ESTALE: GONE,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
}


class BackupError(KksError):
    """The backup was not made, or cannot be used; everything else is as it was."""

    code = "BACKUP"


def refusal(fault: tuple[str, str]) -> BackupError:
    """One of the faults above, to be raised."""
    code, sentence = fault
    return BackupError(sentence, code=code)


@contextmanager
def place_faults() -> Iterator[None]:
    """Turn what the system says about a place of backups into a sentence."""
    try:
        yield
    except OSError as fault:
        raise refusal(_CAUSES.get(fault.errno or 0, FAILED)) from fault
    except sqlite3.Error as fault:
        known = store_error(fault)
        if known is not None and known.code == "STORE_DAMAGED":
            raise known from fault  # it is the data, not the place
        raise refusal(
            FULL if known is not None and known.code == "STORE_FULL" else FAILED
        ) from fault
