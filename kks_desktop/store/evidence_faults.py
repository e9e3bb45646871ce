"""Why a file of proof could not be stored, as one sentence for a person."""

from __future__ import annotations

import errno

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.file_names import shown_name

_GONE = (
    "SOURCE_GONE",
    "Berkas {name} tidak ditemukan lagi, jadi tidak dilampirkan; periksa apakah berkas itu "
    "dipindahkan atau medianya dilepas, lalu ulangi.",
)
_LOCKED = (
    "SOURCE_LOCKED",
    "Berkas {name} tidak boleh dibaca, jadi tidak dilampirkan; tutup program yang memakainya atau "
    "periksa izinnya, lalu ulangi.",
)
_NAME_TOO_LONG = (
    "SOURCE_NAME",
    "Nama berkas {name} terlalu panjang untuk dibuka, jadi tidak dilampirkan; pendekkan nama "
    "berkas atau foldernya, lalu ulangi.",
)
_NOT_READ = (
    "SOURCE_FAILED",
    "Media tempat berkas {name} tidak menjawab, mungkin dicabut. Berkas itu tidak dilampirkan; "
    "pasang lagi medianya, lalu ulangi.",
)
_NOT_A_FILE = (
    "SOURCE_KIND",
    "{name} bukan berkas biasa, jadi tidak dilampirkan; pilih berkasnya, bukan folder atau "
    "perangkat.",
)
_EMPTY = (
    "SOURCE_EMPTY",
    "Berkas {name} kosong, jadi tidak dilampirkan; buka berkas aslinya dan simpan ulang.",
)
_TOO_BIG = (
    "SOURCE_TOO_BIG",
    "Berkas {name} lebih besar dari 3,9 GB, jadi tidak dilampirkan; pakai yang lebih kecil, "
    "misalnya video yang dipendekkan.",
)
_CHANGED = (
    "SOURCE_CHANGED",
    "Berkas {name} berubah saat disalin, jadi tidak dilampirkan; tutup program yang menulisnya, "
    "lalu ulangi.",
)
_FULL = (
    "EVIDENCE_FULL",
    "Cakram tempat data tidak cukup untuk {name}, jadi berkas itu tidak dilampirkan; kosongkan "
    "ruang lalu ulangi. Bukti lain tetap utuh.",
)
_READ_ONLY = (
    "EVIDENCE_READ_ONLY",
    "Folder data tidak dapat ditulisi, jadi {name} tidak dilampirkan; periksa izin folder itu. "
    "Bukti lain tetap utuh.",
)
_NOT_WRITTEN = (
    "EVIDENCE_NOT_WRITTEN",
    "Cakram tempat data tidak menjawab, jadi {name} tidak dilampirkan; periksa cakram lalu ulangi. "
    "Bukti lain tetap utuh.",
)
_SOURCES = {
    errno.ENOENT: _GONE,
    errno.ENOTDIR: _GONE,
    errno.ESTALE: _GONE,
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.ETXTBSY: _LOCKED,
    errno.ENAMETOOLONG: _NAME_TOO_LONG,
    errno.EISDIR: _NOT_A_FILE,
    errno.ELOOP: _NOT_A_FILE,
}
_TARGETS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EROFS: _READ_ONLY,
    errno.ENOTDIR: _READ_ONLY,
}


class SourceError(KksError):
    """The file that a person gave cannot be read as a whole; nothing of it was kept."""

    code = "SOURCE_FAILED"


class EvidenceStoreError(KksError):
    """The data folder cannot take the file; nothing of it was kept."""

    code = "EVIDENCE_NOT_WRITTEN"


def source_fault(name: str, cause: OSError) -> SourceError:
    """What the operating system says about the source."""
    return _source(name, _SOURCES.get(cause.errno or 0, _NOT_READ))


def not_a_file(name: str) -> SourceError:
    """A folder, a pipe or a device."""
    return _source(name, _NOT_A_FILE)


def empty(name: str) -> SourceError:
    """A file without a byte."""
    return _source(name, _EMPTY)


def too_big(name: str) -> SourceError:
    """A file that would not fit into a volume of a bundle."""
    return _source(name, _TOO_BIG)


def changed(name: str) -> SourceError:
    """Somebody wrote to the file, or cut it, while it was read."""
    return _source(name, _CHANGED)


def target_fault(name: str, cause: OSError) -> EvidenceStoreError:
    """What the operating system says about the data folder."""
    code, sentence = _TARGETS.get(cause.errno or 0, _NOT_WRITTEN)
    return EvidenceStoreError(sentence.format(name=shown_name(name)), code=code)


def no_room(name: str) -> EvidenceStoreError:
    """Not enough free space, found out before copying."""
    return target_fault(name, OSError(errno.ENOSPC, ""))


def _source(name: str, fault: tuple[str, str]) -> SourceError:
    code, sentence = fault
    return SourceError(sentence.format(name=shown_name(name)), code=code)
