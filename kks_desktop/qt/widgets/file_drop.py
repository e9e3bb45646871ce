"""Files that come by mouse or clipboard: only local ones, and a picture as a file of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

_pasted: set[Path] = set()
"""Pictures of the clipboard that lie in a temp folder of their own, one for each."""


def has_files(data: QMimeData) -> bool:
    """Whether something can be taken from a drag or the clipboard."""
    return any(url.isLocalFile() for url in data.urls()) or data.hasImage()


def files_of(data: QMimeData) -> list[Path]:
    """Local files of a drag or the clipboard; a copied picture becomes a PNG in a temp folder."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths or not data.hasImage():
        return paths
    from PySide6.QtGui import QImage

    image = QImage(data.imageData())
    if image.isNull():
        return []
    target = Path(tempfile.mkdtemp(prefix="kks-")) / "tempelan.png"
    _pasted.add(target)
    if image.save(str(target)):
        return [target]
    forget_pasted([target])
    return []


def forget_pasted(paths: Iterable[Path]) -> None:
    """Remove the pasted pictures among these, once they were copied elsewhere."""
    for path in _pasted.intersection(paths):
        _pasted.discard(path)
        shutil.rmtree(path.parent, ignore_errors=True)
