"""The good news at the end, and a second look after the stick was plugged in again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.widgets.form_looks import set_role
from kks_desktop.qt.wording import grouped, revision_words, size_words
from kks_desktop.services.handovers import hand_overs, read_again

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from kks_desktop.qt.forms.ui_sending import Ui_SendingPage
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.sending import Sent
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace


class DonePart(QObject):
    """Says what was written and that it is safe."""

    def __init__(
        self, ui: Ui_SendingPage, workspace: Workspace, runner: TaskRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._ui = ui
        self._workspace = workspace
        self._runner = runner
        self._sent: Sent | None = None
        ui.open_button.clicked.connect(self._on_open_clicked)
        ui.check_button.clicked.connect(self._on_check_clicked)

    def show_sent(self, sent: Sent) -> None:
        """Show a bundle that lies in its place, read back and found equal."""
        ui, self._sent = self._ui, sent
        good = self.tr("Sudah aman di flashdisk. Boleh dicabut.")
        ui.done_label.setText(good if sent.removable else self.tr("Sudah tersimpan dan diperiksa."))
        same = self.tr("Isinya sama dengan yang sudah ada di sana.")
        read = self.tr("Berkas sudah dibaca ulang dari tempatnya dan sama dengan yang ditulis.")
        notes = [same if sent.already_there else read]
        if sent.sealed_for:
            notes.append(self.tr("Disegel: hanya dapat dibuka {0}.").format(sent.sealed_for))
        else:
            notes.append(self.tr("Tidak disegel: siapa pun dapat membaca isinya."))
        if sent.omitted:
            notes.append(
                self.tr("{0} berkas bukti tidak ikut karena sudah diterima provinsi.").format(
                    sent.omitted
                )
            )
        if sent.countersigned:
            notes.append(self.tr("Disahkan juga oleh kepala."))
        if sent.plain_beside:
            beside = self.tr(
                "▲ Di folder yang sama masih ada {0}, yang tidak disegel dan dapat dibaca siapa "
                "pun; hapus bila tidak boleh ikut."
            )
            notes.append(beside.format(", ".join(sent.plain_beside)))
        self._note(" ".join(notes), "problem" if sent.plain_beside else "muted")
        ui.done_files.setText(self._file_words(sent))
        ui.done_folder.setText(str(sent.files[0].parent))
        ui.done_revision.setText(revision_words(sent.revision).capitalize())
        ui.done_print.setText(grouped(sent.fingerprint))
        ui.done_id.setText(grouped(sent.content_id.partition(":")[2], 8))

    def _file_words(self, sent: Sent) -> str:
        names = ", ".join(path.name for path in sent.files)
        size = size_words(sent.bytes)
        if len(sent.files) == 1:
            return f"{names} ({size})"
        return self.tr("{0} jilid: {1} ({2})").format(len(sent.files), names, size)

    def _note(self, words: str, role: str) -> None:
        label: QLabel = self._ui.done_note
        label.setText(words)
        set_role(label, role)

    @Slot()
    def _on_open_clicked(self) -> None:
        if self._sent is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._sent.files[0].parent)))

    @Slot()
    def _on_check_clicked(self) -> None:
        if self._sent is None:
            return
        self._ui.check_button.setEnabled(False)
        self._note(self.tr("Sedang dibaca lagi dari tempatnya."), "muted")
        job = partial(_check_job, self._workspace, self._sent.number)
        task = self._runner.run(job, self.tr("Memeriksa lagi"))
        task.succeeded.connect(self._on_checked)
        task.failed.connect(self._on_check_failed)
        task.cancelled.connect(self._on_check_cancelled)
        task.finished.connect(self._on_check_finished)

    @Slot(object)
    def _on_checked(self, folder: Path) -> None:
        words = self.tr("✓ Dibaca lagi di {0}: masih sama dengan yang ditulis.").format(folder)
        self._note(words, "accent")

    @Slot(object)
    def _on_check_failed(self, fault: Exception) -> None:
        self._note(f"▲ {failure_sentence(fault)}", "problem")

    @Slot()
    def _on_check_cancelled(self) -> None:
        self._note(self.tr("Pemeriksaan dihentikan. Berkasnya tidak berubah."), "muted")

    @Slot()
    def _on_check_finished(self) -> None:
        self._ui.check_button.setEnabled(True)


def _check_job(workspace: Workspace, number: int, progress: Progress, cancel: CancelToken) -> Path:
    handed = next(one for one in hand_overs(workspace) if one.number == number)
    return read_again(handed, progress, cancel)
