"""Files on their way into the dossier: picked or dropped, taken in behind, told in a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.domain.evidence import Use
from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.widgets.file_drop import forget_pasted
from kks_desktop.services.taking_in import (
    attach_edits,
    stopped_sentence,
    take_in_job,
    taken_sentence,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.evidence import EvidenceDesk, TakenFile

FILTERS = (
    "Bukti dukung (*.pdf *.jpg *.jpeg *.png *.xlsx *.docx *.pptx *.csv *.mp4);;Semua berkas (*)"
)
MAX_FILES = 500
"""More at once is a whole folder chosen by mistake."""


class Intake(NamedTuple):
    """Files wanted for one item of a target; without paths the person is asked for them.

    Without a target they go into the library only.
    """

    target: str
    item: str
    paths: tuple[Path, ...] = ()


class _Running(QObject):
    """One intake under way; it carries the answer of the task back to its target."""

    def __init__(self, intake: Intake, task: Task, owner: EvidenceIntake) -> None:
        super().__init__(owner)
        self.intake = intake
        self._owner = owner
        self.task = task
        task.succeeded.connect(self.on_succeeded)
        task.failed.connect(self.on_failed)
        task.cancelled.connect(self.on_cancelled)
        task.finished.connect(self.on_finished)

    @Slot(object)
    def on_succeeded(self, taken: list[TakenFile]) -> None:
        self._owner.finish(self.intake, taken)

    @Slot(object)
    def on_failed(self, fault: Exception) -> None:
        self._owner.told.emit(self.intake.target, stopped_sentence(fault))

    @Slot()
    def on_cancelled(self) -> None:
        words = self.tr("◐ Dihentikan sebelum mulai; belum ada berkas yang dilampirkan.")
        self._owner.told.emit(self.intake.target, words)

    @Slot()
    def on_finished(self) -> None:
        self._owner.release(self)


class EvidenceIntake(QObject):
    """Takes files in on a worker and attaches them as one step of undo.

    Signals:
        told(str, str): target and a sentence about what became of its files.
        taken(str, object, str): target and the files taken in, once they are attached, and
            the visit by which a further change joins the same step of undo.
        idle(): the last one under way has ended, and what came in is attached.
    """

    told = Signal(str, str)
    taken = Signal(str, object, str)
    idle = Signal()

    def __init__(
        self,
        desk: EvidenceDesk,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._bridge = bridge
        self._runner = runner
        self._dialogs = dialogs
        self._window = window
        self._last_folder: Path | None = None
        self._under_way: list[_Running] = []

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return bool(self._under_way)

    def stop(self) -> None:
        """Ask every intake to stop; what was finished is attached, then ``idle`` follows."""
        for running in self._under_way:
            running.task.cancel()

    def release(self, running: _Running) -> None:
        """Let go of an intake that has ended."""
        self._under_way.remove(running)
        forget_pasted(running.intake.paths)
        running.deleteLater()
        if not self._under_way:
            self.idle.emit()

    @Slot(object)
    def start(self, intake: Intake) -> None:
        """Take in the files of an intake, asking for them first where it names none."""
        if intake.paths:
            self._run(intake)
            return
        title = self.tr("Pilih berkas bukti")
        self._dialogs.ask_open_files(
            self._window,
            title,
            FILTERS,
            self._last_folder,
            lambda paths: self._run(intake._replace(paths=tuple(paths))),
        )

    def _run(self, intake: Intake) -> None:
        if len(intake.paths) > MAX_FILES:
            words = self.tr(
                "▲ {0} berkas sekaligus terlalu banyak, jadi belum ada yang dilampirkan. "
                "Lampirkan paling banyak {1} berkas setiap kali."
            ).format(format_number(len(intake.paths)), format_number(MAX_FILES))
            self.told.emit(intake.target, words)
            return
        self._last_folder = intake.paths[0].parent
        uses = [Use(intake.target, intake.item)] if intake.target else []
        self.told.emit(intake.target, self.tr("Memeriksa dan menyalin berkas…"))
        task = self._runner.run(
            take_in_job(self._desk, intake.paths, uses), self.tr("Melampirkan bukti")
        )
        self._under_way.append(_Running(intake, task, self))

    def finish(self, intake: Intake, taken: list[TakenFile]) -> None:
        """Attach what came in, on the main thread."""
        edits = attach_edits(self._bridge.session, taken)
        label = self.tr("Lampirkan bukti {0}").format(intake.target).strip()
        visit = uuid4().hex
        if edits and not self._bridge.commit(edits, label, visit):
            words = self.tr("▲ Berkas tersimpan, tetapi belum terlampir; coba sekali lagi.")
            self.told.emit(intake.target, words)
            return
        self.told.emit(intake.target, taken_sentence(taken))
        self.taken.emit(intake.target, [file for file in taken if file.taken], visit)
