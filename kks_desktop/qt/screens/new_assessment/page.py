"""The page ``Mulai penilaian baru``: the year, what is carried over, and the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import YEARS
from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.screens.new_assessment.lines import CarryCard
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.form_looks import enter_goes_on, limit_column
from kks_desktop.services.years import Plan, plan, write, years_to_offer

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

HOME = "beranda"
_WIDTH = 104


class NewAssessmentPage(QWidget):
    """Two questions: for which year, and whether this is what to begin with.

    Signals:
        open_requested(str): the person turned away; carries the page to go to.
        leaving(object): what ends the work on this assessment, a callable without arguments.
        begun(): the new assessment is in the data folder.
    """

    open_requested = Signal(str)
    leaving = Signal(object)
    begun = Signal()

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        runner: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._session = bridge.session
        self._runner = runner
        self._plan: Plan | None = None
        self.step_label = role_label("", "muted")
        self.title_label = role_label("", "title")
        self.year_combo = QComboBox()
        self.data_label = role_label("", wrap=True)
        self.unofficial_label = role_label("", "silent", wrap=True)
        self.taken_card = CarryCard(self.tr("Dibawa"))
        self.left_card = CarryCard(self.tr("Tidak dibawa, tetap di penilaian lama"))
        self.problem_label = role_label("", "problem", wrap=True)
        self.cancel_button = QPushButton(self.tr("Batal"))
        self.back_button = QPushButton(self.tr("‹ Kembali"))
        self.next_button = QPushButton()
        self.next_button.setProperty("primary", True)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._year_page())
        self.pages.addWidget(self._carry_page())
        self._lay_out()
        self.year_combo.currentIndexChanged.connect(self._on_year_changed)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.back_button.clicked.connect(self._on_back)
        self.next_button.clicked.connect(self._on_next)
        self._start_over()

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        column = QWidget()
        limit_column(column, _WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(space(6), space(5), space(6), space(4))
        rows.setSpacing(space(2))
        rows.addWidget(self.step_label)
        rows.addWidget(self.title_label)
        rows.addWidget(self.pages, 1)
        rows.addWidget(self.problem_label)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        rows.addLayout(buttons)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(column, 1)
        outer.addStretch(0)

    def _year_page(self) -> QWidget:
        page = QWidget()
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space(3))
        info = self._session.info
        why = self.tr(
            "Profil, register, penanda tangan dan OPD dibawa dari penilaian {0}. Angka yang dibawa "
            "belum dihitung sebelum Anda mengonfirmasinya."
        ).format(info.year)
        rows.addWidget(role_label(why, "muted", wrap=True))
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(space(4), space(3), space(4), space(4))
        inside.setSpacing(space(2))
        label = role_label(self.tr("Tahun penilaian baru"), "heading")
        label.setBuddy(self.year_combo)
        self.year_combo.setAccessibleName(label.text())
        self.year_combo.setMinimumWidth(chars(14))
        inside.addWidget(label)
        inside.addWidget(self.year_combo, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.data_label)
        inside.addWidget(self.unofficial_label)
        rows.addWidget(card)
        warning = self.tr(
            "Mulai hanya bila penilaian {0} sudah selesai: sesudah ini isian {0} tetap utuh, "
            "tetapi hanya dapat dibaca (menu ⋯, Penilaian lain)."
        ).format(info.year)
        rows.addWidget(role_label(warning, wrap=True))
        rows.addStretch(1)
        return page

    def _carry_page(self) -> QWidget:
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, space(2), 0)
        rows.setSpacing(space(3))
        rows.addWidget(self.taken_card)
        rows.addWidget(self.left_card)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(body)
        return area

    # ------------------------------------------------------------ showing

    @property
    def year(self) -> int:
        """The year chosen."""
        return int(self.year_combo.currentData())

    def _start_over(self) -> None:
        proposed, offered = years_to_offer(self._workspace)
        self.year_combo.clear()
        for year in offered:
            self.year_combo.addItem(
                self.tr("{0} (diusulkan)").format(year) if year == proposed else str(year), year
            )
        self.year_combo.setCurrentIndex(self.year_combo.findData(proposed))
        self._show_page(0)

    def _show_page(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        self.problem_label.clear()
        self.step_label.setText(self.tr("Langkah {0} dari 2").format(number + 1))
        self.back_button.setVisible(number > 0)
        self._set_busy(busy=False)
        if number == 0:
            self.title_label.setText(self.tr("Mulai penilaian baru"))
            self.next_button.setText(self.tr("&Lanjut"))
            self.year_combo.setFocus()
        else:
            self.title_label.setText(self.tr("Yang dibawa ke penilaian {0}").format(self.year))
            self.next_button.setText(self.tr("&Mulai penilaian {0}").format(self.year))
            self.next_button.setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        for button in (self.cancel_button, self.back_button, self.next_button):
            button.setEnabled(not busy)

    def _make_plan(self) -> bool:
        """Plan the year chosen; ``False`` and a sentence where that cannot be."""
        try:
            self._plan = plan(self._workspace, self.year)
        except KksError as refusal:
            self._plan = None
            self.problem_label.setText(str(refusal))
            return False
        return True

    @Slot()
    def _on_year_changed(self) -> None:
        if self.year_combo.currentData() is None or not self._make_plan() or self._plan is None:
            return
        instrument = self._plan.instrument
        before, now = (instrument.data_year(year, self.year) for year in YEARS)
        words = self.tr("Data yang diisi: {0} dan {1}. {2}.")
        self.data_label.setText(words.format(before, now, instrument.title))
        unofficial = self.tr(
            "◐ Ketentuan penilaian {0} belum terbit. Dipakai instrumen {1} dengan tahun data yang "
            "digeser; hasilnya belum resmi."
        )
        self.unofficial_label.setText(unofficial.format(self.year, instrument.year))
        self.unofficial_label.setVisible(not self._plan.official)
        self.problem_label.clear()

    # ------------------------------------------------------------ steps

    @Slot()
    def _on_cancel(self) -> None:
        self.open_requested.emit(HOME)

    @Slot()
    def _on_back(self) -> None:
        self._show_page(0)

    @Slot()
    def _on_next(self) -> None:
        if not self._make_plan() or self._plan is None:
            return
        if self.pages.currentIndex() == 0:
            self.taken_card.show_lines(self._plan.carried.taken)
            self.left_card.show_lines(self._plan.carried.left)
            self._show_page(1)
            return
        self.leaving.emit(self._write)

    def _write(self) -> None:
        """Write the new assessment of what stands here now; nothing is typed meanwhile."""
        if not self._make_plan() or self._plan is None:
            return
        self._set_busy(busy=True)
        self.window().setEnabled(False)  # what is typed now would stay behind
        workspace, found = self._workspace, self._plan

        def job(_progress: Progress, _cancel: CancelToken) -> None:
            write(workspace, found)

        task = self._runner.run(job)
        task.succeeded.connect(self._on_written)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_written(self, _nothing: object) -> None:
        self.begun.emit()

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        self.window().setEnabled(True)
        self._set_busy(busy=False)
        self.next_button.setFocus()
        kept = self.tr("{0} Penilaian {1} tetap seperti semula.")
        self.problem_label.setText(kept.format(failure_sentence(fault), self._session.info.year))

    # ------------------------------------------------------------ Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.next_button.isEnabled():
            # what was typed since the last look may have changed what is carried
            self._start_over()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads on, Escape turns away."""
        if event.key() == Qt.Key.Key_Escape and self.cancel_button.isEnabled():
            self._on_cancel()
        elif not enter_goes_on(self, event, self.next_button):
            super().keyPressEvent(event)
