"""Kirim, step by step: what goes, the key, where to, signing, and the good news at the end."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.forms.ui_sending import Ui_SendingPage
from kks_desktop.qt.screens.sending.done_part import DonePart
from kks_desktop.qt.screens.sending.key_form import KeyForm
from kks_desktop.qt.screens.sending.looking import PlanLooker
from kks_desktop.qt.screens.sending.target_form import TargetForm
from kks_desktop.qt.screens.sending.words import (
    attentions,
    blocking_lines,
    change_words,
    links,
    proof_words,
)
from kks_desktop.qt.screens.sending.work_part import WorkPart
from kks_desktop.qt.theme import line_height, role_label, tabular
from kks_desktop.qt.widgets.form_looks import dress, enter_goes_on, limit_column, repaint_links
from kks_desktop.qt.wording import grouped, revision_words
from kks_desktop.services import sending
from kks_desktop.services.fields import PROFILE

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Job, Task, TaskRunner
    from kks_desktop.services.sending import How, KeyCard, SendPlan, Sent
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace


TALLEST = 40
"""Lines of the column at most, so that its buttons stay near what they are about."""


class Step(IntEnum):
    """The pages in their order; key and card come only the first time."""

    PLAN = 0
    KEY = 1
    CARD = 2
    TARGET = 3
    WORK = 4
    DONE = 5


class SendingPage(QWidget):
    """Signs the assessment and writes it to a stick or any folder.

    Signals:
        open_requested(str): the code of an indicator to look at before sending.
        field_requested(str, str): the code and field of what blocks sending.
        preview_requested(str): a document to see and print: ``kunci`` or ``evaluasi``.
        sent(object): a bundle was written and read back (``Sent``).
        folder_chosen(str): where it was written, to be offered again.
    """

    open_requested = Signal(str)
    field_requested = Signal(str, str)
    preview_requested = Signal(str)
    sent = Signal(object)
    folder_chosen = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        runner: TaskRunner,
        dialogs: Dialogs,
        last_folder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._runner = runner
        self._plan: SendPlan | None = None
        self._task: Task | None = None
        self._came_from = Step.PLAN
        self.ui = Ui_SendingPage()
        self.ui.setupUi(self)
        self.since_label = role_label("", "", wrap=True)
        dress(self)
        limit_column(self.ui.column, 84)
        self.ui.column.setMaximumHeight(line_height() * TALLEST)
        region_name = workspace.require_session().info.region_name
        self._key_form = KeyForm(self.ui, region_name, self)
        self._target = TargetForm(self.ui, runner, dialogs, last_folder, self)
        self._work = WorkPart(self.ui, self)
        self._done = DonePart(self.ui, workspace, runner, self)
        self._dress_more()
        self._connect()
        bridge.changed.connect(self._on_changed)
        self._looker = PlanLooker(workspace, runner, self)
        self._looker.found.connect(self._on_planned)
        self._looker.failed.connect(self._on_failed)
        self.ui.revision_note.setText(self.tr("Menyiapkan ringkasan kiriman…"))
        self.start()

    def start(self) -> None:
        """Begin anew with what would be sent now; not while something is being written."""
        if self._task is not None:
            return
        self._clear_secrets()
        self._plan = None
        self._looker.look()
        self._show_step(Step.PLAN)

    @Slot(object)
    def _on_planned(self, plan: SendPlan) -> None:
        """What would be sent is known."""
        self._plan = plan
        self._target.show_plan(plan)
        self._show_plan(plan)
        if self._step is Step.PLAN:
            self._show_step(Step.PLAN)

    # ------------------------------------------------------------ building

    def _dress_more(self) -> None:
        ui = self.ui
        ui.practice_card.set_tone("silent")
        ui.failure_card.set_tone("problem")
        ui.blocking_card.set_tone("problem")
        ui.key_card_note.set_tone("silent")
        for label in (ui.card_id, ui.card_print, ui.done_print, ui.done_id):
            label.setFont(tabular(label.font()))
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.since_label.setTextFormat(Qt.TextFormat.RichText)
        ui.layout_1.addWidget(self.since_label)
        ui.attention_label.setTextFormat(Qt.TextFormat.RichText)
        ui.blocking_label.setTextFormat(Qt.TextFormat.RichText)
        session = self._workspace.require_session()
        ui.practice_card.setVisible(session.info.practice)
        ui.person_edit.setText(session.raw(PROFILE, "operator"))

    def _connect(self) -> None:
        ui = self.ui
        ui.next_button.clicked.connect(self._on_next_clicked)
        ui.retry_button.clicked.connect(self._on_next_clicked)
        ui.back_button.clicked.connect(self._on_back_clicked)
        for edit in (
            ui.person_edit,
            ui.first_edit,
            ui.second_edit,
            ui.passphrase_edit,
            ui.head_edit,
        ):
            edit.textEdited.connect(self._on_field_changed)
        self._target.changed.connect(self._on_field_changed)
        ui.attention_label.linkActivated.connect(self.open_requested)
        self.since_label.linkActivated.connect(self.open_requested)
        ui.blocking_label.linkActivated.connect(self._on_blocking_activated)
        ui.card_button.clicked.connect(self._on_card_clicked)
        ui.cancel_button.clicked.connect(self._on_cancel_clicked)
        ui.report_button.clicked.connect(self._on_report_clicked)
        ui.again_button.clicked.connect(self._on_again_clicked)

    # ------------------------------------------------------------ going on

    @property
    def _step(self) -> Step:
        return Step(self.ui.pages.currentIndex())

    @Slot()
    def _on_next_clicked(self) -> None:
        self.ui.failure_card.hide()
        if self._step is Step.PLAN:
            has_key = self._plan is not None and self._plan.has_key
            self._show_step(Step.TARGET if has_key else Step.KEY)
        elif self._step is Step.KEY:
            self._make_key()
        elif self._step is Step.CARD:
            self._show_step(Step.TARGET)
        elif self._step is Step.TARGET:
            self._send()

    @Slot()
    def _on_back_clicked(self) -> None:
        self.ui.failure_card.hide()
        self._show_step(Step.PLAN)

    def _make_key(self) -> None:
        form = self._key_form
        if form.wants_second():
            return
        if problem := form.problem():
            self._show_failure(KksError(problem), retry=False)
            return
        job = partial(_make_key_job, self._workspace, form.passphrase, form.person)
        task = self._begin(job, self.tr("Membuat kunci pengesahan"), Step.KEY)
        task.succeeded.connect(self._on_key_made)

    def _send(self) -> None:
        target = self._target.target
        problem = self._target.problem()
        if problem or target is None:
            self._show_failure(KksError(problem), retry=False)
            self.ui.passphrase_edit.setFocus()
            return
        form = self._target
        job = partial(_send_job, self._workspace, target.folder, form.passphrase, form.how)
        words = self.tr("Menyiapkan laporan dan mengesahkan")
        task = self._begin(job, words, Step.TARGET, form.needs)
        task.succeeded.connect(self._on_sent)

    def _begin(self, job: Job, words: str, came_from: Step, size: int = 0) -> Task:
        """Start work on another thread and show how far it is."""
        self._came_from = came_from
        self._task = task = self._runner.run(job, words)
        self._work.follow(task, words, size)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)
        self.ui.cancel_button.setVisible(came_from is Step.TARGET)
        self._show_step(Step.WORK)
        return task

    # ------------------------------------------------------------ work under way

    @Slot(object)
    def _on_key_made(self, card: KeyCard) -> None:
        ui = self.ui
        self._clear_secrets()
        if self._plan is not None:
            self._plan = replace(self._plan, has_key=True)
        ui.card_region.setText(f"{card.region_name} ({card.region_code})")
        ui.card_person.setText(card.person)
        ui.card_id.setText(grouped(card.key_id))
        ui.card_print.setText(grouped(card.fingerprint))
        self._show_step(Step.CARD)

    @Slot(object)
    def _on_sent(self, sent: Sent) -> None:
        self._clear_secrets()
        self._done.show_sent(sent)
        self._show_step(Step.DONE)
        self.folder_chosen.emit(str(sent.files[0].parent))
        self.sent.emit(sent)

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self._show_step(self._came_from)
        self._show_failure(fault, retry=True)

    @Slot()
    def _on_cancelled(self) -> None:
        self._show_step(self._came_from)
        words = self.tr("Dibatalkan. Belum ada berkas yang ditinggalkan; data di sini tetap utuh.")
        self._show_failure(KksError(words), retry=True)

    @Slot()
    def _on_finished(self) -> None:
        self._task = None

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if self._task is not None:
            self.ui.cancel_button.setEnabled(False)
            self._task.cancel()

    @Slot()
    def _on_field_changed(self) -> None:
        """What was wrong with a field is no longer said once the field is changed."""
        if self.ui.retry_button.isHidden():
            self.ui.failure_card.hide()

    def _show_failure(self, fault: Exception, *, retry: bool) -> None:
        self.ui.failure_label.setText(failure_sentence(fault))
        self.ui.retry_button.setVisible(retry)
        self.ui.failure_card.show()

    # ------------------------------------------------------------ the pages

    def _show_step(self, step: Step) -> None:
        ui = self.ui
        ui.pages.setCurrentIndex(step)
        ui.failure_card.hide()
        title, why = self._words(step)
        ui.title_label.setText(title)
        ui.why_label.setText(why)
        ui.why_label.setVisible(bool(why))
        ui.step_label.setText(self.tr("Kirim"))
        ui.back_button.setVisible(step in (Step.KEY, Step.TARGET))
        ui.next_button.setVisible(step not in (Step.WORK, Step.DONE))
        ui.next_button.setText(self._next_words(step))
        blocked = step is Step.PLAN and (self._plan is None or bool(self._plan.blocking))
        ui.next_button.setEnabled(not self._workspace.read_only and not blocked)
        if step is Step.TARGET and self.isVisible():
            self._target.start()
        else:
            self._target.stop()
        first: dict[Step, QWidget] = {
            Step.KEY: ui.first_edit if ui.person_edit.text() else ui.person_edit,
            Step.TARGET: ui.passphrase_edit,
            Step.WORK: ui.cancel_button,
            Step.DONE: ui.open_button,
        }
        first.get(step, ui.next_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_words(self, step: Step) -> str:
        plan = self._plan
        asked = plan is not None and bool(attentions(plan)) and not plan.blocking
        return {
            Step.PLAN: self.tr("&Lanjut apa adanya") if asked else self.tr("&Lanjut"),
            Step.KEY: self.tr("&Buat kunci"),
            Step.TARGET: self.tr("Sahkan dan &simpan"),
        }.get(step, self.tr("&Lanjut"))

    def _words(self, step: Step) -> tuple[str, str]:
        return {
            Step.PLAN: (
                self.tr("Apa yang dikirim?"),
                self.tr(
                    "Keadaan sekarang dibekukan, disahkan, lalu ditulis sebagai berkas usulan."
                ),
            ),
            Step.KEY: (
                self.tr("Buat kunci pengesahan"),
                self.tr(
                    "Dengan kunci ini provinsi tahu bahwa berkas berasal dari kantor ini dan tidak "
                    "berubah di jalan. Dibuat sekali saja."
                ),
            ),
            Step.CARD: (
                self.tr("Kunci sudah dibuat"),
                self.tr(
                    "Cetak kartu kunci, minta ditandatangani, lalu serahkan kepada provinsi agar "
                    "kunci ini didaftarkan."
                ),
            ),
            Step.TARGET: (
                self.tr("Disimpan ke mana?"),
                self.tr("Flashdisk atau folder mana saja. Berkas dibaca ulang setelah ditulis."),
            ),
            Step.WORK: (
                self.tr("Mohon tunggu"),
                self.tr(
                    "Jangan cabut flashdisk. Data di komputer ini tetap utuh apa pun yang terjadi."
                ),
            ),
            Step.DONE: (self.tr("Selesai"), ""),
        }[step]

    def _show_plan(self, plan: SendPlan) -> None:
        ui = self.ui
        words = revision_words(plan.revision)
        ui.revision_label.setText(words.capitalize())
        session = self._workspace.require_session()
        changed = self.tr("{0}, penilaian {1}.").format(session.info.region_name, session.info.year)
        same = self.tr(
            "Belum ada perubahan sejak kiriman ini dibuat; berkas yang sama ditulis lagi."
        )
        parts = [changed, proof_words(plan), "" if plan.changed else same]
        ui.revision_note.setText(" ".join(part for part in parts if part))
        self.since_label.setText(change_words(plan))
        self.since_label.setVisible(plan.since is not None)
        ui.blocking_card.setVisible(bool(plan.blocking))
        ui.blocking_title.setText(
            self.tr("{0} hal menghalangi pengiriman").format(len(plan.blocking))
        )
        ui.blocking_label.setText(blocking_lines(plan))
        found = attentions(plan)
        ui.attention_card.setVisible(bool(found))
        ui.attention_title.setText(
            self.tr("{0} hal perlu diketahui sebelum dikirim").format(
                sum(len(kind.codes) for kind in found)
            )
        )
        ui.attention_label.setText(links(found))
        if self._workspace.read_only:
            self._show_failure(KksError(self._workspace.read_only_reason), retry=False)

    def _clear_secrets(self) -> None:
        """Leave no passphrase in a field longer than it is needed."""
        self._key_form.clear()
        self._target.clear()

    # ------------------------------------------------------------ afterwards

    @Slot(object)
    def _on_changed(self, change: object) -> None:
        """An undo while the plan is in front changes what would be sent."""
        if self.isVisible() and self._step is Step.PLAN:
            self.start()

    @Slot(str)
    def _on_blocking_activated(self, link: str) -> None:
        if self._plan is not None:
            problem = self._plan.blocking[int(link)]
            self.field_requested.emit(problem.code, problem.field)

    @Slot()
    def _on_card_clicked(self) -> None:
        self.preview_requested.emit("kunci")

    @Slot()
    def _on_report_clicked(self) -> None:
        self.preview_requested.emit("evaluasi")

    @Slot()
    def _on_again_clicked(self) -> None:
        self._show_step(Step.TARGET)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous() and self._step in (Step.PLAN, Step.DONE):
            self.start()
        elif self._step is Step.TARGET:
            self._target.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._target.stop()
        if self._task is None and not event.spontaneous():
            self._clear_secrets()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "since_label"):
            for label in (self.since_label, self.ui.attention_label, self.ui.blocking_label):
                repaint_links(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_goes_on(self, event, self.ui.next_button):
            super().keyPressEvent(event)


def _make_key_job(
    workspace: Workspace, passphrase: str, person: str, progress: Progress, cancel: CancelToken
) -> KeyCard:
    return sending.make_key(workspace, passphrase, person)


def _send_job(
    workspace: Workspace,
    folder: Path,
    passphrase: str,
    how: How,
    progress: Progress,
    cancel: CancelToken,
) -> Sent:
    return sending.send(workspace, folder, passphrase, progress, cancel, how)
