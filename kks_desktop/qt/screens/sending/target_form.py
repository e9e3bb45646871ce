"""The fields that say where a bundle goes, in which form, and the passphrases that sign it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QStandardPaths, Qt, Signal, Slot

from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.screens.sending.places import gone_words, place_row, space_words
from kks_desktop.qt.screens.sending.words import full_words, head_words, seal_words
from kks_desktop.qt.theme import line_height
from kks_desktop.qt.volume_watch import VolumeWatch
from kks_desktop.qt.widgets.form_looks import reveal
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.services.sending import How
from kks_desktop.services.targets import NO_DRIVE, Remark, offered_targets, remark_on

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.forms.ui_sending import Ui_SendingPage
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.sending import SendPlan
    from kks_desktop.services.targets import Target

ROWS = 4
"""Places that are seen at once; the others scroll."""
MARGIN = 4 * 1024 * 1024
"""Bytes for report, document and names, which are not known before they are made."""


class TargetForm(QObject):
    """The drives that are plugged in, other folders, the form of the bundle, the passphrases.

    Signals:
        changed: another place is chosen, or something about it changed.
    """

    changed = Signal()

    def __init__(
        self,
        ui: Ui_SendingPage,
        runner: TaskRunner,
        dialogs: Dialogs,
        last_folder: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._ui = ui
        self._dialogs = dialogs
        self._page = parent
        self._plan: SendPlan | None = None
        self._targets: dict[str, Target] = {}
        self._wanted = ""
        self._gone = ""
        self._chosen = False
        self._showing = False
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        offered = (last_folder, QStandardPaths.writableLocation(documents))
        self._folders = [Path(name) for name in offered if name]
        self.table = PlainTable(
            (
                Heading(self.tr("Simpan ke"), wide=1),
                Heading(self.tr("Sistem berkas")),
                Heading(self.tr("Ruang kosong"), number=True),
                Heading(self.tr("Keadaan")),
            )
        )
        self.table.setAccessibleName(self.tr("Simpan ke"))
        self._fit_table(1)
        ui.place_layout.addWidget(self.table)
        self._watch = VolumeWatch(runner, self._look, self)
        self._watch.changed.connect(self._on_looked)
        self.table.moved.connect(self._on_moved)
        ui.folder_button.clicked.connect(self._on_folder_clicked)
        ui.reveal_check.toggled.connect(self._on_reveal_toggled)
        ui.full_check.toggled.connect(self._on_form_toggled)
        ui.remark_card.hide()
        self.show_plan(None)

    def _fit_table(self, rows: int) -> None:
        self.table.setFixedHeight(line_height() * 2 * (1 + max(2, min(rows, ROWS))))

    def _look(self) -> list[Target]:
        return offered_targets(tuple(self._folders))

    # ------------------------------------------------------------ answers

    @property
    def target(self) -> Target | None:
        """The chosen place."""
        return self._targets.get(self.table.key)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._ui.passphrase_edit.text()

    @property
    def how(self) -> How:
        """The form that is wanted."""
        return How(
            sealed=self._ui.seal_check.isChecked(),
            complete=self._ui.full_check.isChecked(),
            head_passphrase=self._ui.head_edit.text(),
        )

    def problem(self) -> str:
        """What is still missing, as a sentence; empty if nothing."""
        if self.target is None:
            return self.tr("Pilih dahulu flashdisk atau folder tujuannya.")
        remark = self._remark()
        if remark is not None and remark.blocks:
            return remark.sentence
        if not self.passphrase:
            return self.tr("Isi sandi pengesahan.")
        plan = self._plan
        if plan is not None and plan.has_head and plan.head_asked and not self._ui.head_edit.text():
            return self.tr("Provinsi meminta pengesahan kepala; isi sandi kepala.")
        return ""

    @property
    def needs(self) -> int:
        """Bytes that the chosen form takes."""
        if self._plan is None:
            return 0
        spared = 0 if self._ui.full_check.isChecked() else self._plan.omitted_bytes
        return self._plan.proof_bytes - spared + MARGIN

    # ------------------------------------------------------------ showing

    def show_plan(self, plan: SendPlan | None) -> None:
        """Ask only what this plan leaves open."""
        before, self._plan = self._plan, plan
        ui = self._ui
        short = plan is not None and bool(plan.omitted_files)
        ui.full_check.setVisible(short)
        ui.full_check.setText(full_words(plan) if plan is not None and short else "")
        if not short:
            ui.full_check.setChecked(False)
        self._show_head(plan)
        self._show_seal(plan, anew=_asked(before) != _asked(plan))

    def _show_head(self, plan: SendPlan | None) -> None:
        ui = self._ui
        here = plan is not None and plan.has_head
        ui.head_label.setVisible(here)
        ui.head_edit.setVisible(here)
        words = head_words(plan) if plan is not None else ""
        ui.head_note.setText(words)
        ui.head_note.setVisible(bool(words))

    def _show_seal(self, plan: SendPlan | None, *, anew: bool) -> None:
        ui = self._ui
        seal = plan.seal if plan is not None else None
        shown = seal is not None and (seal.possible or seal.asked)
        for widget in (ui.seal_check, ui.seal_label):
            widget.setVisible(shown)
        if plan is None or seal is None or not shown:
            ui.seal_check.setChecked(False)
            return
        if anew:
            # the head on another computer has to see what is signed
            ui.seal_check.setChecked(seal.asked and not (plan.head_asked and not plan.has_head))
        ui.seal_label.setText(seal_words(seal))

    def start(self) -> None:
        """List the places that are there, and keep the list true while it is looked at."""
        self._watch.look_anew()
        self._watch.start()

    def stop(self) -> None:
        """The list is not looked at any more."""
        self._watch.stop()

    def choose(self, folder: Path) -> None:
        """Choose a folder, which need not be among those offered."""
        if folder not in self._folders:
            self._folders.insert(0, folder)
        self._wanted = str(folder)
        self._watch.look_anew()
        self._ui.passphrase_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Leave no passphrase behind."""
        self._ui.passphrase_edit.clear()
        self._ui.head_edit.clear()
        self._ui.reveal_check.setChecked(False)

    @Slot(object)
    def _on_looked(self, targets: list[Target]) -> None:
        before = self.table.key
        self._targets = {str(target.folder): target for target in targets}
        self._fit_table(len(targets))
        self._showing = True  # a row that comes to the front by itself was not chosen
        self.table.show_rows([place_row(target, self.needs) for target in targets])
        row = self._row_for(targets, before)
        if row is None:
            self._gone = before
            self.table.setCurrentIndex(QModelIndex())
        else:
            self.table.select(row)
        self._showing = False
        self._show_remark()

    def _row_for(self, targets: list[Target], before: str) -> int | None:
        """Which place to have in front; ``None`` where the chosen one is gone.

        Never another one in its place: what was meant for a stick must not go elsewhere.
        """
        keys = [str(target.folder) for target in targets]
        roots = [str(target.volume.root) for target in targets]
        for listed in (keys, roots):
            if self._wanted and self._wanted in listed:
                row = listed.index(self._wanted)
                self._chosen, self._wanted, self._gone = True, "", ""
                return row
        if before in keys and (self._chosen or not targets[0].removable):
            return keys.index(before)
        if self._gone in keys and self._gone:
            row, self._gone = keys.index(self._gone), ""
            return row
        if self._gone or (before and before not in keys):
            return None
        good = (row for row, one in enumerate(targets) if not _blocks(one, self.needs))
        return next(good, 0) if targets else None

    def _remark(self) -> Remark | None:
        target = self.target
        return remark_on(target, self.needs) if target is not None else None

    def _show_remark(self) -> None:
        target, remark = self.target, self._remark()
        ui = self._ui
        ui.space_label.setText(space_words(target) if target is not None else "")
        sticks = any(one.removable for one in self._targets.values())
        if target is None and self._gone:
            remark = Remark(gone_words(self._gone), blocks=True)
        elif remark is None and not sticks:
            remark = Remark(NO_DRIVE, blocks=False)
        ui.remark_card.setVisible(remark is not None)
        if remark is not None:
            mark = "▲" if remark.blocks else "◐"
            ui.remark_card.set_tone("problem" if remark.blocks else "silent")
            ui.remark_label.setText(f"{mark} {remark.sentence}")
        self.changed.emit()

    @Slot(str)
    def _on_moved(self, key: str) -> None:
        if not self._showing:
            self._chosen, self._gone = bool(key), ""
            self._show_remark()

    @Slot(bool)
    def _on_form_toggled(self, _on: bool) -> None:
        self.table.show_rows([place_row(one, self.needs) for one in self._targets.values()])
        self._show_remark()

    @Slot()
    def _on_folder_clicked(self) -> None:
        title = self.tr("Simpan berkas usulan ke")
        start = self.target.volume.root if self.target is not None else None
        self._dialogs.ask_folder(self._page, title, start, self.choose)

    @Slot(bool)
    def _on_reveal_toggled(self, shown: bool) -> None:
        reveal(self._ui.passphrase_edit, shown=shown)
        reveal(self._ui.head_edit, shown=shown)


def _blocks(target: Target, needs: int) -> bool:
    remark = remark_on(target, needs)
    return remark is not None and remark.blocks


def _asked(plan: SendPlan | None) -> object:
    """What decides whether the seal is proposed; a person's own tick outlives the rest."""
    return (plan.seal, plan.head_asked, plan.has_head) if plan is not None else None
