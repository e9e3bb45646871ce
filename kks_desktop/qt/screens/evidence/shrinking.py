"""Photos on their way to a smaller copy: each job knows the file that it was started for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from kks_desktop.domain.errors import KksError
from kks_desktop.services.taking_in import replace_edits, shrink_job, stopped_sentence

if TYPE_CHECKING:
    from kks_desktop.domain.evidence import EvidenceFile
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.evidence import EvidenceDesk, TakenFile


class Shrinking(QObject):
    """One photo being made smaller; another file may come to the front meanwhile.

    Signals:
        shrunk(object, object): the photo (``EvidenceFile``) and its smaller copy
            (``TakenFile``), which lies in the store and is not in the library yet.
        told(str): why nothing came of it.
    """

    shrunk = Signal(object, object)
    told = Signal(str)

    def __init__(self, file: EvidenceFile, parent: QObject) -> None:
        super().__init__(parent)
        self._file = file

    def start(self, desk: EvidenceDesk, runner: TaskRunner) -> None:
        """Begin; this object goes away when the job has ended."""
        file = self._file
        job = shrink_job(desk, file.sha256, file.ext, file.name)
        task = runner.run(job, self.tr("Memperkecil foto"))
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self.deleteLater)

    @Slot(object)
    def _on_succeeded(self, taken: list[TakenFile]) -> None:
        new = taken[0]
        if new.taken:
            self.shrunk.emit(self._file, new)
        elif new.stopped:
            self._on_cancelled()
        else:
            self.told.emit(f"▲ {self._file.title}: {new.refusal}")

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self.told.emit(stopped_sentence(fault))

    @Slot()
    def _on_cancelled(self) -> None:
        words = self.tr("◐ {0} tidak jadi diperkecil; yang asli tetap.")
        self.told.emit(words.format(self._file.title))


def replace_photo(bridge: SessionBridge, file: EvidenceFile, new: TakenFile) -> tuple[bool, str]:
    """Put a smaller copy in a photo's place; whether that was done, and what to say."""
    now = bridge.proofs.files.get(file.sha256)
    if now is None:
        words = _tr("▲ {0} sudah tidak ada di pustaka, jadi tidak diperkecil.")
        return False, words.format(file.title)
    try:
        edits = replace_edits(bridge.session, now.sha256, new)
    except KksError as fault:
        return False, f"▲ {now.title}: {fault}"
    if not bridge.commit(edits, _tr("Perkecil foto {0}").format(now.title)):
        return False, _tr("▲ {0} belum diperkecil; coba sekali lagi.").format(now.title)
    if now.sheet:
        words = _tr(
            "◐ {0} sudah diperkecil. Lembar pengesahan yang lama tidak berlaku untuk salinan ini: "
            "cetak dan tandatangani lagi, atau tekan Ctrl+Z untuk kembali ke yang asli."
        )
    else:
        words = _tr("✓ {0} sudah diperkecil; Ctrl+Z mengembalikan yang asli.")
    return True, words.format(now.title)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shrinking", text)
