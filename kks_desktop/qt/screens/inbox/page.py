"""The page ``Kotak masuk`` of a province."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.dialogs import Question, failure_sentence
from kks_desktop.qt.screens.inbox.conflict_part import ConflictPart
from kks_desktop.qt.screens.inbox.list_part import InboxList
from kks_desktop.qt.screens.inbox.look_part import LookPart
from kks_desktop.qt.theme import role_label, space
from kks_desktop.qt.widgets.file_drop import files_of
from kks_desktop.qt.widgets.form_looks import set_role
from kks_desktop.services.importing import hand_out, import_path, sign_waiting
from kks_desktop.services.inbox import conflict, decide_conflict, discard, inbox
from kks_desktop.services.receipts import waiting_for_signature
from kks_desktop.services.receiving import may_go_on, receive

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.importing import Imported
    from kks_desktop.services.inbox import Conflict, Inbox
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace


class InboxPage(QWidget):
    """What came in, a look before taking in, and what people must decide.

    Signals:
        changed(): something came in, was decided or signed.
    """

    changed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._runner = runner
        self._dialogs = dialogs
        self._paths: tuple[Path, ...] = ()
        self._place: Path | None = None
        self._busy: Task | None = None
        instrument = bridge.session.instrument
        self.list = InboxList(instrument)
        self.look = LookPart(instrument)
        self.conflict = ConflictPart(instrument)
        self.parts = QStackedWidget()
        self.message_label = role_label("", "", wrap=True)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._tell("", "")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space(6), space(5), space(6), space(4))
        column.setSpacing(space(2))
        column.addWidget(role_label(self.tr("Kotak masuk"), "title"))
        column.addWidget(self.message_label)
        column.addWidget(self.parts, 1)
        for part in (self.list, self.look, self.conflict):
            self.parts.addWidget(part)

    def _connect(self) -> None:
        self.list.files_wanted.connect(self._on_files_wanted)
        self.list.folder_wanted.connect(self._on_folder_wanted)
        self.list.decision_wanted.connect(self._on_decision_wanted)
        self.list.receipt_wanted.connect(self._on_receipt_wanted)
        self.list.sign_wanted.connect(self._on_sign)
        self.list.discard_wanted.connect(self._on_discard_wanted)
        self.look.taken.connect(self._on_take)
        self.look.looked_again.connect(self._on_look_again)
        self.look.closed.connect(self._on_closed)
        self.conflict.decided.connect(self._on_decided)
        self.conflict.closed.connect(self._on_closed)

    # ------------------------------------------------------------ the list

    @Slot()
    def refresh(self) -> None:
        """Look again what lies at the desk."""
        task = self._runner.run(partial(_look, self._workspace))
        task.succeeded.connect(self._on_looked)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_looked(self, found: tuple[Inbox, int, int]) -> None:
        lying, unsigned, confirmed = found
        self.list.show_inbox(lying, unsigned, writes=not self._workspace.read_only)
        if confirmed:
            words = self.tr("✓ {0} berkas yang menunggu kuncinya kini disahkan.")
            self._tell(words.format(format_number(confirmed)), "accent")
            self.changed.emit()

    @Slot()
    def _on_closed(self) -> None:
        self.look.passphrase_edit.clear()
        self.parts.setCurrentWidget(self.list)
        self._tell("", "")
        self.refresh()

    # ------------------------------------------------------------ taking in

    def look_at(self, paths: Sequence[Path]) -> None:
        """Show what taking in these files and folders would do."""
        if self._busy is not None or self._workspace.read_only or not paths:
            return
        self._paths = tuple(paths)
        self._run_look(None)

    def _run_look(self, passphrase: str | None) -> None:
        job = partial(_import, self._workspace, self._paths, passphrase, dry_run=True)
        self._start(job, self.tr("Melihat berkas yang masuk"), self._on_look_done)

    def _start(self, job: Callable[..., object], label: str, done: Callable[..., None]) -> None:
        self._tell("", "")
        self._busy = task = self._runner.run(job, label)
        self.parts.setEnabled(False)
        task.succeeded.connect(done)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)

    @Slot()
    def _on_finished(self) -> None:
        self._busy = None
        self.parts.setEnabled(True)

    @Slot()
    def _on_cancelled(self) -> None:
        self._tell(
            self.tr("Dihentikan. Yang sudah dimasukkan tetap ada; sisanya dapat diulangi."), ""
        )
        self.look.passphrase_edit.clear()
        self.parts.setCurrentWidget(self.list)
        self.refresh()

    @Slot()
    def _on_files_wanted(self) -> None:
        self._dialogs.ask_open_files(
            self,
            self.tr("Pilih berkas usulan yang diterima"),
            self.tr("Berkas usulan (*.zip *.age);;Semua berkas (*)"),
            self._place,
            self._on_files_chosen,
        )

    def _on_files_chosen(self, paths: list[Path]) -> None:
        self._place = paths[0].parent if paths else self._place
        self.look_at(paths)

    @Slot()
    def _on_folder_wanted(self) -> None:
        self._dialogs.ask_folder(
            self, self.tr("Pilih folder atau flashdisk"), self._place, self._on_folder_chosen
        )

    def _on_folder_chosen(self, folder: Path) -> None:
        self._place = folder
        self.look_at([folder])

    @Slot(object)
    def _on_look_done(self, imported: Imported) -> None:
        if not imported.report.outcomes:
            skipped = format_number(imported.report.skipped)
            words = self.tr("Tidak ada berkas usulan di sana; {0} berkas lain dilewati.")
            self._tell(words.format(skipped), "silent")
            self.parts.setCurrentWidget(self.list)
            return
        self.look.show_look(imported)
        self.parts.setCurrentWidget(self.look)

    @Slot(str)
    def _on_look_again(self, passphrase: str) -> None:
        self._run_look(passphrase or None)

    @Slot(str)
    def _on_take(self, passphrase: str) -> None:
        job = partial(_import, self._workspace, self._paths, passphrase or None, dry_run=False)
        self._start(job, self.tr("Memasukkan berkas"), self._on_taken)

    @Slot(object)
    def _on_taken(self, imported: Imported) -> None:
        self.look.show_done(imported)
        came = [one for one in imported.report.outcomes if one.standing is not None and one.answers]
        if came:
            self.list.bring_to_front(str(came[-1].answers))
        self.parts.setCurrentWidget(self.look)
        if imported.fault is not None:
            self._on_failed(imported.fault)
        self.changed.emit()

    # ------------------------------------------------------------ receipts

    @Slot(str)
    def _on_receipt_wanted(self, content_id: str) -> None:
        self._dialogs.ask_folder(
            self,
            self.tr("Pilih folder atau flashdisk untuk tanda terima"),
            self._place,
            partial(self._save_receipt, content_id),
        )

    def _save_receipt(self, content_id: str, folder: Path) -> None:
        job = partial(_hand_out, self._workspace, folder, content_id)
        self._start(job, self.tr("Menulis tanda terima"), self._on_receipt_saved)

    @Slot(object)
    def _on_receipt_saved(self, files: dict[str, Path]) -> None:
        for path in files.values():
            words = self.tr("✓ Tanda terima tersimpan: {0}").format(path)
            self._tell(words, "accent")

    @Slot(str)
    def _on_sign(self, passphrase: str) -> None:
        job = partial(_sign, self._workspace, passphrase)
        self._start(job, self.tr("Menandatangani tanda terima"), self._on_signed)

    @Slot(object)
    def _on_signed(self, files: dict[str, Path]) -> None:
        if files:
            folder = next(iter(files.values())).parent
            words = self.tr("✓ {0} tanda terima ditandatangani dan ditulis di {1}.")
            self._tell(words.format(format_number(len(files)), folder), "accent")
        self.refresh()
        self.changed.emit()

    # ------------------------------------------------------------ throwing away

    @Slot(str)
    def _on_discard_wanted(self, key: str) -> None:
        question = Question(
            self.tr("Buang"),
            self.tr("Berkas ini dibuang dari Kotak masuk dan tidak diproses lagi. Lanjutkan?"),
            self.tr("Buang"),
            details=self.tr("Bila dikirim lagi, berkas yang sama dapat diterima seperti baru."),
            risky=True,
        )
        self._dialogs.confirm(self, question, partial(self._discard, key))

    def _discard(self, key: str) -> None:
        job = partial(_discard, self._workspace, key.partition(":")[2])
        self._start(job, self.tr("Membuang berkas"), self._on_decision_kept)

    # ------------------------------------------------------------ deciding

    @Slot(str)
    def _on_decision_wanted(self, content_id: str) -> None:
        job = partial(_conflict, self._workspace, content_id)
        self._start(job, self.tr("Membandingkan"), self._on_compared)

    @Slot(object)
    def _on_compared(self, found: Conflict) -> None:
        self.conflict.show_conflict(found)
        self.parts.setCurrentWidget(self.conflict)

    @Slot(str, bool)
    def _on_decided(self, content_id: str, applies: bool) -> None:
        text = (
            self.tr("Berkas yang bertentangan menjadi yang berlaku. Lanjutkan?")
            if applies
            else self.tr(
                "Berkas yang lama tetap berlaku, dan yang bertentangan ditolak. Lanjutkan?"
            )
        )
        question = Question(self.tr("Putuskan"), text, self.tr("Putuskan"), risky=True)
        self._dialogs.confirm(self, question, partial(self._decide, content_id, applies))

    def _decide(self, content_id: str, applies: bool) -> None:
        job = partial(_decide, self._workspace, content_id, applies)
        self._start(job, self.tr("Menyimpan putusan"), self._on_decision_kept)

    @Slot(object)
    def _on_decision_kept(self, _nothing: object) -> None:
        self._on_closed()
        self.changed.emit()

    # ------------------------------------------------------------ telling

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._tell(f"▲ {failure_sentence(fault)}", "problem")

    def _tell(self, words: str, role: str) -> None:
        self.message_label.setText(words)
        set_role(self.message_label, role)
        self.message_label.setVisible(bool(words))

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.look.passphrase_edit.clear()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        local = any(url.isLocalFile() for url in event.mimeData().urls())
        if local and self.parts.currentWidget() is self.list:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.look_at(files_of(event.mimeData()))


def _look(workspace: Workspace, progress: Progress, cancel: CancelToken) -> tuple[Inbox, int, int]:
    """What lies there, after taking up what waited for a key that is enrolled now."""
    confirmed = 0
    if not workspace.read_only and may_go_on(workspace):
        again = receive(workspace, progress=progress, cancel=cancel).outcomes
        confirmed = sum(one.ok for one in again)
    return inbox(workspace), waiting_for_signature(workspace), confirmed


def _import(
    workspace: Workspace,
    paths: tuple[Path, ...],
    passphrase: str | None,
    progress: Progress,
    cancel: CancelToken,
    *,
    dry_run: bool,
) -> Imported:
    return import_path(
        workspace,
        *paths,
        dry_run=dry_run,
        passphrase=passphrase,
        progress=progress,
        cancel=cancel,
    )


def _hand_out(
    workspace: Workspace, folder: Path, content_id: str, _progress: Progress, _cancel: CancelToken
) -> dict[str, Path]:
    return hand_out(workspace, folder, [content_id])


def _sign(
    workspace: Workspace, passphrase: str, _progress: Progress, _cancel: CancelToken
) -> dict[str, Path]:
    return sign_waiting(workspace, passphrase)


def _conflict(
    workspace: Workspace, content_id: str, _progress: Progress, _cancel: CancelToken
) -> Conflict:
    return conflict(workspace, content_id)


def _decide(
    workspace: Workspace,
    content_id: str,
    applies: bool,
    _progress: Progress,
    _cancel: CancelToken,
) -> None:
    decide_conflict(workspace, content_id, applies=applies)


def _discard(workspace: Workspace, name: str, _progress: Progress, _cancel: CancelToken) -> None:
    discard(workspace, name)
