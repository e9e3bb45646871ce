"""The page ``Cadangan``: where backups go, which there are, and how to bring one back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.dialogs import Question, failure_sentence
from kks_desktop.qt.folders import folder_words, sticks_plugged_in
from kks_desktop.qt.models.plain_table import Heading
from kks_desktop.qt.screens.backups.comparison import ComparisonPart
from kks_desktop.qt.screens.backups.words import backup_row, outcome_words, place_words
from kks_desktop.qt.theme import line_height, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import set_role
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.qt.wording import moment_words
from kks_desktop.services import papers, restoring
from kks_desktop.services.backups import ASKED
from kks_desktop.services.workspace import PROVINCE
from kks_desktop.services.writing import write_whole

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLabel

    from kks_desktop.qt.backup_watch import BackupWatch
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.backups import BackupDesk, Listed, Outcome, PlaceState
    from kks_desktop.services.restoring import Prepared
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

PLACES = 2
_LEAST_LINES = 10


class BackupsPage(QWidget):
    """Backups of this data folder.

    Signals:
        restore_requested(object): a restored copy, ``Prepared``, is to take the data's place.
    """

    restore_requested = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        watch: BackupWatch,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._session = bridge.session
        self._watch = watch
        self._desk = watch.desk
        self._runner = runner
        self._dialogs = dialogs
        self._listed: list[Listed] = []
        self._prepared: Prepared | None = None
        self.place_labels = [role_label("", "", wrap=True) for _ in range(PLACES)]
        self.path_labels = [role_label("", "muted", wrap=True) for _ in range(PLACES)]
        self.stick_button = QPushButton()
        self._stick: Path | None = None
        self.second_button = QPushButton(self.tr("Pilih &tempat kedua…"))
        self.now_button = QPushButton(self.tr("Cadangkan &sekarang"))
        self.card_button = QPushButton(self.tr("Simpan &kartu “PC rusak”…"))
        self.message_label = role_label("", "", wrap=True)
        self.empty_label = role_label("", "muted", wrap=True)
        self.table = PlainTable(
            (
                Heading(self.tr("Dibuat"), wide=4),
                Heading(self.tr("Tempat")),
                Heading(self.tr("Sebab")),
                Heading(self.tr("Isian"), number=True),
                Heading(self.tr("Bukti"), number=True),
                Heading(self.tr("Besar"), number=True),
                Heading(self.tr("Keadaan"), wide=3),
            )
        )
        self.restore_button = QPushButton(self.tr("&Pulihkan…"))
        self.comparison = ComparisonPart(self._session)
        self.parts = QStackedWidget()
        self.top = QWidget()
        self._lay_out()
        self._connect()
        for widget in (self.table, self.empty_label, self.stick_button, *self.path_labels):
            widget.hide()  # until it is known what there is
        self.restore_button.setEnabled(False)

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(space(6), space(5), space(6), space(4))
        outer.setSpacing(space(2))
        outer.addWidget(role_label(self.tr("Cadangan"), "title"))
        column = QVBoxLayout(self.top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        why = self.tr(
            "Program mencadangkan isian dan bukti saat dibuka dan setiap jam selama ada yang "
            "berubah. Tempat kedua di flashdisk atau cakram lain "
            "melindungi bila komputer ini rusak."
        )
        column.addWidget(role_label(f"{why} {self._key_words()}", "muted", wrap=True))
        column.addWidget(self._places_card())
        row = QHBoxLayout()
        row.setSpacing(space(2))
        self.now_button.setProperty("primary", True)
        for button in (self.now_button, self.second_button, self.stick_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.card_button)
        column.addLayout(row)
        outer.addWidget(self.top)
        outer.addWidget(self.message_label)
        # of a large font the words above get their room first, and the list scrolls
        self.parts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.parts.setMinimumHeight(line_height() * _LEAST_LINES)
        outer.addWidget(self.parts, 1)
        self.parts.addWidget(self._list_part())
        self.parts.addWidget(self.comparison)

    def _key_words(self) -> str:
        if self._session.info.role == PROVINCE:
            return self.tr("Kunci provinsi tidak ikut: salin folder kunci ke flashdisk lain.")
        return self.tr(
            "Kunci pengesahan tidak ikut: simpan dengan Cadangkan kunci… di Kunci (menu ⋯)."
        )

    def _places_card(self) -> QWidget:
        card = Card()
        inner = QVBoxLayout(card)
        inner.setContentsMargins(space(4), space(3), space(4), space(3))
        inner.setSpacing(space())
        for state, path in zip(self.place_labels, self.path_labels, strict=True):
            inner.addWidget(state)
            inner.addWidget(path)
        return card

    def _list_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        column.addWidget(role_label(self.tr("Cadangan yang ada"), "heading"))
        column.addWidget(self.empty_label)
        self.table.setAccessibleName(self.tr("Cadangan yang ada"))
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.restore_button)
        column.addLayout(row)
        return part

    def _connect(self) -> None:
        self.now_button.clicked.connect(self._on_now)
        self.second_button.clicked.connect(self._on_second)
        self.stick_button.clicked.connect(self._on_stick)
        self.card_button.clicked.connect(self._on_card)
        self.restore_button.clicked.connect(self._on_restore)
        self.table.opened.connect(self._on_opened)
        self.comparison.used.connect(self._on_use)
        self.comparison.thrown_away.connect(self._on_thrown_away)
        self._watch.begun.connect(self._on_begun)
        self._watch.ended.connect(self._on_ended)
        self._watch.failed.connect(self._on_failed)

    # ------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Look again, beside the typing: a stick may take its time to answer."""
        sticks = sticks_plugged_in()
        self._stick = sticks[0] if sticks and not self._desk.has_elsewhere else None
        self.stick_button.setVisible(self._stick is not None)
        if self._stick is not None:
            self.stick_button.setText(self.tr("Pakai {0}").format(folder_words(self._stick)))
        task = self._runner.run(partial(_look, self._desk))
        task.succeeded.connect(self._on_looked)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_looked(self, found: tuple[list[PlaceState], list[Listed]]) -> None:
        places, self._listed = found
        for number, (label, path) in enumerate(
            zip(self.place_labels, self.path_labels, strict=True)
        ):
            place = places[number] if number < len(places) else None
            if place is None:
                self._show_place(label, self.tr("○ Tempat kedua belum dipilih."), "silent")
                path.hide()
                continue
            mark, words, role = place_words(place)
            self._show_place(label, f"{mark} {words}", role)
            path.setText(str(place.root))
            path.show()
        self.table.show_rows([backup_row(i, one) for i, one in enumerate(self._listed)])
        self.table.setVisible(bool(self._listed))
        self.empty_label.setText(self.tr("Belum ada. Tekan Cadangkan sekarang."))
        self.empty_label.setVisible(not self._listed)
        self.restore_button.setEnabled(bool(self._listed) and not self._watch.under_way)

    def _show_place(self, label: QLabel, words: str, role: str) -> None:
        label.setText(words)
        set_role(label, role)

    def _tell(self, words: str, role: str) -> None:
        self.message_label.setText(words)
        set_role(self.message_label, role)

    def _set_busy(self, *, busy: bool) -> None:
        self.now_button.setEnabled(not busy)
        self.restore_button.setEnabled(not busy and bool(self._listed))
        self.second_button.setEnabled(not busy)
        self.stick_button.setEnabled(not busy)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._set_busy(busy=False)
        self._tell(f"▲ {failure_sentence(fault)}", "problem")

    # ------------------------------------------------------------ backing up

    @Slot()
    def _on_now(self) -> None:
        try:
            self._session.flush()
        except KksError as fault:
            self._on_failed(fault)
            return
        self._watch.run(ASKED, self.tr("Mencadangkan"))

    @Slot(object)
    def _on_begun(self, task: Task) -> None:
        self._set_busy(busy=True)
        self._tell(self.tr("Sedang mencadangkan. Anda dapat terus bekerja."), "muted")
        task.cancelled.connect(self._on_cancelled)

    @Slot()
    def _on_cancelled(self) -> None:
        self._set_busy(busy=False)
        self._tell(self.tr("Dihentikan. Data dan cadangan yang lama tetap utuh."), "muted")

    @Slot(object)
    def _on_ended(self, outcomes: list[Outcome]) -> None:
        self._set_busy(busy=False)
        self._tell(*outcome_words(outcomes))
        if self.isVisible():
            self.refresh()

    @Slot()
    def _on_second(self) -> None:
        title = self.tr("Pilih flashdisk atau folder di cakram lain")
        self._dialogs.ask_folder(self, title, self._stick, self._choose_second)

    @Slot()
    def _on_stick(self) -> None:
        if self._stick is not None:
            self._choose_second(self._stick)

    def _choose_second(self, folder: Path) -> None:
        try:
            self._desk.choose_second(folder)
        except (KksError, OSError) as fault:
            self._on_failed(fault)
            return
        self.refresh()
        self._on_now()

    @Slot()
    def _on_card(self) -> None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        name = f"Bila PC rusak {self._session.info.region_name}.pdf"
        self._dialogs.ask_save_file(
            self,
            self.tr("Simpan kartu"),
            self.tr("Dokumen PDF (*.pdf)"),
            Path(documents) / name,
            self._save_card,
        )

    def _save_card(self, path: Path) -> None:
        task = self._runner.run(partial(_write_card, self._workspace, path))
        task.succeeded.connect(self._on_card_saved)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_card_saved(self, path: Path) -> None:
        words = self.tr("✓ Kartu disimpan di {0}. Cetak dan tempel di dekat komputer.")
        self._tell(words.format(path), "accent")

    # ------------------------------------------------------------ restoring

    @Slot(str)
    def _on_opened(self, _key: str) -> None:
        self._on_restore()

    @Slot()
    def _on_restore(self) -> None:
        key = self.table.key
        if not key or not self.restore_button.isEnabled():
            return
        try:
            self._session.flush()
        except KksError as fault:
            self._on_failed(fault)
            return
        chosen = self._listed[int(key)]
        self._set_busy(busy=True)
        self._tell(self.tr("Cadangan sedang dipulihkan ke salinan di samping data."), "muted")
        task = self._runner.run(
            partial(_prepare, self._workspace, chosen), self.tr("Memulihkan salinan")
        )
        task.succeeded.connect(self._on_prepared)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)

    @Slot(object)
    def _on_prepared(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._tell("", "")
        self.comparison.show_prepared(prepared, may_use=not self._workspace.read_only)
        self.top.hide()  # a small screen has no room for both
        self.message_label.hide()
        self.parts.setCurrentWidget(self.comparison)

    @Slot()
    def _on_use(self) -> None:
        if self._prepared is None:
            return
        self._dialogs.confirm(
            self,
            Question(
                self.tr("Pakai salinan ini?"),
                self.tr("Data kembali seperti pada {0}.").format(
                    moment_words(self._prepared.backup.info.at)
                ),
                yes=self.tr("Pakai salinan"),
                details=self.tr("Data sekarang disimpan utuh dan tetap dapat dibuka."),
                risky=True,
            ),
            self._use,
        )

    def _use(self) -> None:
        self.restore_requested.emit(self._prepared)  # kept: the window may have to stay

    @Slot()
    def _on_thrown_away(self) -> None:
        prepared, self._prepared = self._prepared, None
        self.parts.setCurrentIndex(0)
        self.top.show()
        self.message_label.show()
        self._set_busy(busy=False)
        self._tell(self.tr("Data sekarang tetap dipakai; salinan dibuang."), "muted")
        if prepared is not None:
            self._runner.run(partial(_throw_away, prepared))
        self.refresh()

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._prepared is None:
            self.refresh()


def _look(
    desk: BackupDesk, _progress: Progress, _cancel: CancelToken
) -> tuple[list[PlaceState], list[Listed]]:
    return desk.states(), desk.listed()


def _prepare(
    workspace: Workspace, chosen: Listed, progress: Progress, cancel: CancelToken
) -> Prepared:
    return restoring.prepare(workspace, chosen.backup, progress, cancel)


def _throw_away(prepared: Prepared, _progress: Progress, _cancel: CancelToken) -> None:
    restoring.throw_away(prepared)


def _write_card(
    workspace: Workspace, path: Path, _progress: Progress, _cancel: CancelToken
) -> Path:
    write_whole(path, papers.print_paper(workspace, papers.RECOVERY))
    return path
