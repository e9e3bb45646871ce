"""Which window is open on which data: first start, the assessment, practice, or a refusal."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from kks_desktop.domain.errors import KksError
from kks_desktop.platform.settings import save_settings
from kks_desktop.services.workspace import SetUp, Workspace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.crash import CrashReporter
    from kks_desktop.services.restoring import Prepared, Restored

_log = logging.getLogger(__name__)


class Desk(QObject):
    """Opens and closes workspaces and their windows, one at a time."""

    def __init__(self, application: KksApplication, folder: Path) -> None:
        super().__init__(application)
        self._app = application
        self._folder = folder
        self._wanted = 0
        self._copy: Restored | None = None
        self._damaged: Path | None = None
        self._workspace: Workspace | None = None
        self.window: QWidget | None = None
        self.restart_wanted = False
        self._crashes: CrashReporter | None = None
        # queued: what failed has come to its end by then, whatever thread it ran on
        application.fault_met.connect(self._on_fault, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Open the data folder: its assessment, or the questions of the first start."""
        try:
            workspace = Workspace(self._folder)
        except KksError as refusal:
            self._refuse(refusal, self._folder)
            return
        self._take(workspace)

    def _refuse(self, refusal: KksError, folder: Path) -> None:
        _log.error("data folder refused: %s", refusal.code)
        if refusal.code == "STORE_DAMAGED":
            self._show_damage(folder)
        else:
            self._show_refusal(str(refusal))

    def _take(self, workspace: Workspace) -> None:
        self._workspace = workspace
        if workspace.session is None:
            self._show_setup(workspace)
        else:
            self._show_main(workspace)

    def _show_main(self, workspace: Workspace) -> None:
        from kks_desktop.qt.main.window import MainWindow

        window = MainWindow(workspace, self._app)
        window.practice_requested.connect(self._on_practice_requested)
        window.real_requested.connect(self._on_real_requested)
        window.assessment_requested.connect(self._on_assessment_requested)
        window.restore_requested.connect(self._on_restore_requested)
        window.damage_found.connect(self._on_damage_found)
        self._show(window)

    def _show_setup(self, workspace: Workspace) -> None:
        from kks_desktop.qt.screens.setup.window import SetupWindow
        from kks_desktop.services.instruments import load_shipped

        window = SetupWindow(load_shipped(), workspace.read_only_reason, workspace.folder)
        window.restoring.restored.connect(self._on_restored)
        window.wizard.finished_with.connect(self._on_set_up)
        window.wizard.practice_requested.connect(self._on_practice_requested)
        self._show(window)

    def _show_refusal(self, sentence: str) -> None:
        from kks_desktop.qt.screens.setup.window import RefusalWindow

        self._show(RefusalWindow(sentence, self._folder))

    def _show_damage(self, folder: Path) -> None:
        from kks_desktop.qt.screens.damage.window import DamageWindow
        from kks_desktop.services.restoring import newest_words

        self._damaged = folder
        window = DamageWindow(folder, newest_words)
        window.read_requested.connect(self._on_read_requested)
        window.restored.connect(self._on_restored)
        self._show(window)

    @Slot()
    def _on_damage_found(self) -> None:
        # after the slot of the window that told of it, which goes away here
        QTimer.singleShot(0, self, self._leave_damaged)

    @Slot()
    def _leave_damaged(self) -> None:
        if self._workspace is None or self._damaged == self._workspace.folder:
            return  # it is open for reading already, and everybody knows
        folder = self._workspace.folder
        if self._leave():
            self._show_damage(folder)

    @Slot()
    def _on_read_requested(self) -> None:
        """Open a damaged store as far as it can be read."""
        from kks_desktop.qt.screens.damage.window import DamageWindow

        try:
            workspace = Workspace(self._damaged or self._folder, write=False)
        except KksError as refusal:
            _log.error("damaged folder not read: %s", refusal.code)
            if isinstance(self.window, DamageWindow):
                self.window.show_failure(
                    self.tr("Isian tidak dapat ditampilkan; selamatkan isinya saja.")
                )
            return
        self._take(workspace)

    # ------------------------------------------------------------ faults

    @Slot(object)
    def _on_fault(self, fault: Exception) -> None:
        if self._crashes is None:
            from kks_desktop.qt.crash import CrashReporter

            self._crashes = CrashReporter(self)
            self._crashes.restart_requested.connect(self._on_restart_requested)
        self._crashes.report(fault, self.window)

    @Slot()
    def _on_restart_requested(self) -> None:
        self.restart_wanted = self._leave()
        if self.restart_wanted:
            self._app.quit()

    # ------------------------------------------------------------ windows

    def _show(self, window: QWidget) -> None:
        previous, self.window = self.window, window
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        window.show()
        if previous is not None:
            previous.close()
            previous.deleteLater()

    @Slot(object)
    def _on_set_up(self, setup: SetUp) -> None:
        if self._workspace is None:
            return
        try:
            self._workspace.create(setup)
        except KksError as refusal:
            from kks_desktop.qt.screens.setup.window import SetupWindow

            if isinstance(self.window, SetupWindow):
                self.window.wizard.show_failure(str(refusal))
            return
        # after the wizard's own slot has returned: its window goes away here
        QTimer.singleShot(0, self, self._on_created)

    @Slot()
    def _on_created(self) -> None:
        if self._workspace is not None:
            self._show_main(self._workspace)

    @Slot()
    def _on_practice_requested(self) -> None:
        QTimer.singleShot(0, self, self._open_practice)

    @Slot()
    def _on_real_requested(self) -> None:
        QTimer.singleShot(0, self, self._reopen)

    @Slot(object)
    def _on_restore_requested(self, prepared: Prepared) -> None:
        self._on_restored(prepared.restored)

    @Slot(object)
    def _on_restored(self, copy: Restored) -> None:
        self._copy = copy
        QTimer.singleShot(0, self, self._use_copy)

    @Slot()
    def _use_copy(self) -> None:
        """Put a restored copy in the place of the data, and open it."""
        from kks_desktop.services.restoring import use

        if self._copy is None:
            return
        folder = self._workspace.folder if self._workspace else self._damaged or self._folder
        now = datetime.now(UTC)
        if self._workspace is not None and not self._leave():
            return
        try:
            kept = use(folder, self._copy.folder, now)
            sentence, good = self._used_words(self._copy, kept), not self._copy.lacking
        except KksError as refusal:
            _log.error("restored copy not used: %s", refusal.code)
            sentence, good = str(refusal), False
        try:
            self._take(Workspace(folder))
        except KksError as refusal:
            self._refuse(refusal, folder)
        self._tell(sentence, good=good)

    def _used_words(self, copy: Restored, kept: Path) -> str:
        """Which backup it is, what it lacks, and where the data of before are."""
        from kks_desktop.qt.wording import moment_words

        words = [self.tr("Cadangan {} dipakai.").format(moment_words(copy.info.at))]
        if copy.lacking:
            lacks = self.tr("{} berkas bukti tidak ada lagi di mana pun; lampirkan lagi nanti.")
            words.append(lacks.format(len(copy.lacking)))
        if kept.exists():
            words.append(self.tr("Data sebelumnya ada di {}.").format(kept))
        return " ".join(words)

    def _tell(self, sentence: str, *, good: bool = False) -> None:
        from kks_desktop.qt.main.window import MainWindow
        from kks_desktop.qt.screens.damage.window import DamageWindow

        if isinstance(self.window, MainWindow):
            self.window.notice.show_text(sentence, closable=good, good=good)
        elif isinstance(self.window, DamageWindow):
            self.window.show_failure(sentence)

    @Slot(int)
    def _on_assessment_requested(self, assessment: int) -> None:
        self._wanted = assessment
        QTimer.singleShot(0, self, self._open_assessment)

    @Slot()
    def _open_assessment(self) -> None:
        """Open the same folder again, on the assessment wanted; 0 is the newest."""
        if self._workspace is None:
            return
        folder = self._workspace.folder
        if not self._leave():
            return
        try:
            self._workspace = Workspace(folder)
            if self._wanted:
                self._workspace.open_earlier(self._wanted)
        except KksError as refusal:
            self._let_go()
            self._refuse(refusal, folder)
            return
        self._take(self._workspace)
        if not self._wanted:
            self._show_carried()

    def _show_carried(self) -> None:
        """A new assessment opens on what was carried into it."""
        from kks_desktop.qt.main.entries import CARRIED
        from kks_desktop.qt.main.window import MainWindow

        if isinstance(self.window, MainWindow):
            self.window.go(CARRIED)

    @Slot()
    def _open_practice(self) -> None:
        from kks_desktop.services.practice import open_practice, practice_folder

        if not self._leave():
            return
        try:
            self._take(open_practice(self._folder))
        except KksError as refusal:
            self._refuse(refusal, practice_folder(self._folder))

    @Slot()
    def _reopen(self) -> None:
        if self._leave():
            self.open()

    def _leave(self) -> bool:
        """Close the workspace under the window; ``False`` if the window stays open."""
        if self.window is not None and not self.window.close():
            return False
        self._let_go()
        return True

    def _let_go(self) -> None:
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def close(self) -> None:
        """End the run: preferences kept, data folder let go."""
        self._app.fault_met.disconnect(self._on_fault)
        self._leave()
        self._let_go()
        if self.window is not None:
            self.window.deleteLater()
        if self._folder.is_dir():
            save_settings(self._folder, self._app.settings)
