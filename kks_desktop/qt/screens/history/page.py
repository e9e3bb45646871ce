"""The page ``Periksa riwayat``: the whole chain of changes is read, behind the work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
)

from kks_desktop.domain.agencies import agency_code, agency_names
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.problems.places import row_name
from kks_desktop.domain.registers import FORUM, TEAM
from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.screens.field_history import FieldHistory
from kks_desktop.qt.theme import role_label, space, tabular
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.choice_combo import ChoiceCombo
from kks_desktop.qt.widgets.form_looks import set_role, show_column
from kks_desktop.qt.wording import grouped, moment_words, revision_words
from kks_desktop.services.fields import ASSESSMENT, BASE_DATA, ODF, PROFILE, TOP_LEVEL
from kks_desktop.services.history_check import bundle_words, check_history, read_head
from kks_desktop.services.workspace import DISTRICT

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QWidget

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import Task, TaskRunner
    from kks_desktop.services.history_check import HistoryReport
    from kks_desktop.services.session import Session
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

_WIDTH = 104


class HistoryPage(QScrollArea):
    """What the check found, and the comparison with a bundle that left this PC."""

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
        self._bridge = bridge
        self._session = bridge.session
        self._runner = runner
        self._dialogs = dialogs
        self._task: Task | None = None
        self._bundle: Path | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QVBoxLayout()
        rows.addWidget(role_label(self.tr("Periksa riwayat"), "title"))
        why = self.tr(
            "Setiap perubahan isian tercatat berantai: catatan yang diubah, dihapus, atau "
            "disisipkan di luar program akan terlihat di sini. Berkas usulan memuat ujung rantai "
            "itu, jadi berkas yang sudah dikirim dapat dicocokkan dengan riwayat di komputer ini."
        )
        rows.addWidget(role_label(why, "muted", wrap=True))
        self.check_button = QPushButton(self.tr("Periksa lagi"))
        self.check_button.clicked.connect(self._on_check_clicked)
        self.pick_button = QPushButton(self.tr("Cocokkan dengan berkas usulan…"))
        self.pick_button.clicked.connect(self._on_pick_clicked)
        buttons = QHBoxLayout()
        buttons.addWidget(self.check_button)
        buttons.addWidget(self.pick_button)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        self._card = Card()
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(space(4), space(3), space(4), space(3))
        inner.setSpacing(space(2))
        self.verdict_label = role_label("", "heading", wrap=True)
        self.bundle_label = role_label("", "", wrap=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(space(4))
        self._facts.setVerticalSpacing(space(1))
        self._facts.setColumnStretch(1, 1)
        for label in (self.verdict_label, self.bundle_label):
            inner.addWidget(label)
        inner.addLayout(self._facts)
        rows.addWidget(self._card)
        rows.addSpacing(space(3))
        rows.addLayout(self._others_row())
        rows.addWidget(self.history)
        rows.addStretch(1)
        show_column(self, rows, _WIDTH)

    def _others_row(self) -> QHBoxLayout:
        """What has no history on a page of its own: shared numbers, OPD, the profile."""
        self.place_combo = ChoiceCombo()
        self.history = FieldHistory(self._bridge, narrow=False)
        label = QLabel(self.tr("&Perubahan pada"))
        label.setBuddy(self.place_combo)
        for code, words in places(self._session):
            self.place_combo.addItem(words, code)
        self.place_combo.currentIndexChanged.connect(self._on_place)
        self.history.show_code(str(self.place_combo.currentData()))
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.place_combo)
        hint = self.tr("Riwayat indikator, baris daftar, dan bukti ada di halamannya.")
        row.addWidget(role_label(hint, "muted", wrap=True), 1)
        return row

    @Slot(int)
    def _on_place(self, _index: int) -> None:
        self.history.show_code(str(self.place_combo.currentData()))

    # ------------------------------------------------------------ checking

    def check(self, bundle: Path | None = None) -> None:
        """Read the whole history; with a bundle, look for what it says of it."""
        if self._task is not None:
            self._task.cancel()
        self._bundle = bundle
        self._show_verdict("plain", self.tr("◐ Riwayat sedang diperiksa…"))
        self._show_bundle("", "")
        self._fill(())
        job = partial(_check_job, self._workspace, bundle)
        self._task = task = self._runner.run(job, self.tr("Memeriksa riwayat"))
        task.succeeded.connect(self._on_checked)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        task.finished.connect(self._on_finished)

    @Slot()
    def _on_check_clicked(self) -> None:
        self.check()

    @Slot()
    def _on_pick_clicked(self) -> None:
        self._dialogs.ask_open_file(
            self,
            self.tr("Pilih berkas usulan yang dibuat di komputer ini"),
            self.tr("Berkas usulan (*.zip);;Semua berkas (*)"),
            self._bundle.parent if self._bundle else None,
            self.check,
        )

    @Slot(object)
    def _on_checked(self, found: HistoryReport) -> None:
        if self.sender() is not self._task:
            return
        mark = "✓" if found.sound else "▲"
        self._show_verdict("accent" if found.sound else "problem", f"{mark} {found.sentence}")
        if found.asked is not None:
            mark, role = ("✓", "") if found.asked.found else ("▲", "problem")
            self._show_bundle(f"{mark} {bundle_words(found.asked)}", role)
        self._fill(self._fact_rows(found))

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        if self.sender() is self._task:
            self._show_verdict("problem", f"▲ {failure_sentence(fault)}")

    @Slot()
    def _on_cancelled(self) -> None:
        if self.sender() is self._task:
            self._show_verdict("plain", self.tr("○ Pemeriksaan dibatalkan."))

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self._task:
            self._task = None

    # ------------------------------------------------------------ showing

    def _show_verdict(self, tone: str, words: str) -> None:
        self._card.set_tone(tone)
        self.verdict_label.setText(words)

    def _show_bundle(self, words: str, role: str) -> None:
        self.bundle_label.setText(words)
        set_role(self.bundle_label, role)
        self.bundle_label.setVisible(bool(words))

    def _fact_rows(self, found: HistoryReport) -> tuple[tuple[str, str], ...]:
        rows = [(self.tr("Perubahan"), format_number(found.rows))]
        if found.head:
            rows.append((self.tr("Ujung riwayat"), grouped(found.head.partition(":")[2], 8)))
        here = self._session.info.id
        for sent in found.sent:
            if sent.assessment == here:
                name = revision_words(sent.revision).capitalize()
                words = self.tr("✓ masih bagian dari riwayat")
                lost = self.tr("▲ tidak lagi bagian dari riwayat")
                rows.append((name, words if sent.found else lost))
        if found.jumps:
            words = self.tr(
                "{} perubahan tercatat saat jam komputer salah; urutannya tetap benar karena "
                "dihitung, bukan diambil dari jam."
            )
            rows.append((self.tr("Jam komputer"), words.format(format_number(found.jumps))))
            rows += [
                ("", self.tr("◐ {0}: {1}").format(jump.code, moment_words(jump.at)))
                for jump in found.first_jumps
            ]
            if found.jumps > len(found.first_jumps):
                more = format_number(found.jumps - len(found.first_jumps))
                rows.append(("", self.tr("dan {} lagi").format(more)))
        return tuple(rows)

    def _fill(self, rows: tuple[tuple[str, str], ...]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for at, (name, words) in enumerate(rows):
            self._facts.addWidget(role_label(name, "muted"), at, 0, top)
            value = role_label(words, wrap=True)
            value.setFont(tabular(value.font()))
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(value, at, 1, top)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # a window that comes back from the taskbar keeps what was found
        if self._task is None and not event.spontaneous():
            self.check()


def places(session: Session) -> list[tuple[str, str]]:
    """Codes whose fields are on no page with a history of its own, and what they are called."""
    if session.info.role != DISTRICT:
        return [(PROFILE, _tr("Data petugas"))]
    found = [
        (BASE_DATA, _tr("Angka bersama")),
        (ODF, _tr("Desa/kelurahan ODF")),
        (TOP_LEVEL, _tr("Wistara Paripurna")),
        (ASSESSMENT, _tr("Kategori usulan")),
        (PROFILE, _tr("Profil dan data petugas")),
    ]
    found += [(body, row_name(body, {})) for body in (TEAM, FORUM)]
    names = agency_names(session.instrument, session.table)
    return [*found, *((agency_code(one), name) for one, name in names.items())]


def _tr(text: str) -> str:
    return QCoreApplication.translate("HistoryPage", text)


def _check_job(
    workspace: Workspace, bundle: Path | None, progress: Progress, cancel: CancelToken
) -> HistoryReport:
    asked = read_head(workspace, bundle, cancel) if bundle is not None else None
    return check_history(workspace, progress, cancel, asked)
