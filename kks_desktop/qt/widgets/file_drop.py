"""Files that come by mouse or clipboard: only local ones, and a picture as a file of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

MAX_FILES = 500
"""More at once is a whole folder dragged by mistake."""


def has_files(data: QMimeData) -> bool:
    """Whether something can be taken from a drag or the clipboard."""
    return any(url.isLocalFile() for url in data.urls()) or data.hasImage()


def files_of(data: QMimeData) -> list[Path]:
    """Local files of a drag or the clipboard; a copied picture becomes a PNG in a temp folder."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths or not data.hasImage():
        return paths[:MAX_FILES]
    from PySide6.QtGui import QImage

    image = QImage(data.imageData())
    if image.isNull():
        return []
    target = Path(tempfile.mkdtemp(prefix="kks-")) / "tempelan.png"
    return [target] if image.save(str(target)) else []
