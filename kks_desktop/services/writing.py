"""Write a file that a person asked for: whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from kks_desktop.domain.errors import KksError
from kks_desktop.platform.durable import open_new, sync_folder


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write bytes under a temporary name, make them durable, then rename, durably as well.

    A ``private`` file is readable by this person only, where the medium knows such a thing.

    Raises:
        KksError: by cause; no part of the file stays.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with os.fdopen(open_new(part, 0o600 if private else 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as cause:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise KksError(_sentence(path, cause), code="NOT_WRITTEN") from cause


def spare_other_files(path: Path) -> None:
    """Let only a PDF be written over by a PDF.

    Raises:
        KksError: the name is taken by something else.
    """
    try:
        with path.open("rb") as file:
            is_pdf = file.read(5) == b"%PDF-"
    except OSError:
        return
    if not is_pdf:
        raise KksError(f"Berkas {path.name} sudah ada dan bukan PDF; tidak ditimpa.")


def _sentence(path: Path, cause: OSError) -> str:
    if cause.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = "cakramnya penuh; kosongkan ruang lalu ulangi"
    elif os.path.isdir(path):
        reason = "nama itu sudah dipakai sebuah folder; pakai nama lain"
    elif cause.errno == errno.EACCES and cause.filename2 and os.path.exists(path):
        # Windows: the rename is refused while another program shows the old file.
        reason = "berkas lama dengan nama itu sedang dibuka program lain; tutup dahulu lalu ulangi"
    elif cause.errno == errno.ENAMETOOLONG:
        reason = "namanya terlalu panjang; pakai nama yang lebih pendek"
    elif cause.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        reason = "foldernya tidak dapat ditulisi; pilih folder lain"
    elif cause.errno in (errno.ENOENT, errno.ENOTDIR):
        reason = "foldernya tidak ada; pilih folder lain"
    else:
        reason = "media itu tidak menjawab; coba lagi atau pilih folder lain"
    return f"Berkas {path.name} tidak jadi ditulis karena {reason}. Data Anda tetap utuh."
