"""The first start as five questions, one a page."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from kks_desktop.domain.instrument import YEARS
from kks_desktop.qt.forms.ui_setup import Ui_SetupWizard
from kks_desktop.qt.screens.setup.region_picker import RegionPicker
from kks_desktop.qt.theme import line_height
from kks_desktop.qt.widgets.form_looks import dress, enter_goes_on, limit_column
from kks_desktop.services.setup import DISTRICT, PROVINCE, SetUp

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QShowEvent

    from kks_desktop.domain.instrument import Instrument

TALLEST = 42
"""Lines of the column at most; on a tall screen it stays in the middle."""
YEARS_AHEAD = 2
"""The same instrument may be used for a later assessment until a new one is out."""


class Page(IntEnum):
    """The questions in their order."""

    ROLE = 0
    REGION = 1
    YEAR = 2
    PERSON = 3
    SUMMARY = 4


class SetupWizard(QWidget):
    """Asks what a new data folder is for.

    Signals:
        finished_with(object): the ``SetUp``, after the summary was agreed to.
        practice_requested(): rather try with practice data.
        restore_requested(): rather bring a backup back.
    """

    finished_with = Signal(object)
    practice_requested = Signal()
    restore_requested = Signal()

    def __init__(self, instrument: Instrument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self.ui = Ui_SetupWizard()
        self.ui.setupUi(self)
        dress(self)
        limit_column(self.ui.column)
        self.ui.column.setMaximumHeight(line_height() * TALLEST)
        policy = self.ui.practice_card.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that the card above stays where it is
        self.ui.practice_card.setSizePolicy(policy)
        self._picker = RegionPicker(self.ui.region_edit, self.ui.region_view)
        for year in range(instrument.year, instrument.year + YEARS_AHEAD + 1):
            self.ui.year_combo.addItem(str(year), year)
        self.ui.instrument_value.setText(instrument.title)
        self.ui.district_radio.setChecked(True)
        self.ui.next_button.clicked.connect(self._on_next_clicked)
        self.ui.back_button.clicked.connect(self._on_back_clicked)
        self.ui.practice_button.clicked.connect(self.practice_requested)
        self.ui.restore_button.clicked.connect(self.restore_requested)
        self.ui.province_radio.toggled.connect(self._on_province_toggled)
        self.ui.year_combo.currentIndexChanged.connect(self._on_year_changed)
        self.ui.operator_edit.textEdited.connect(self._on_edited)
        self.ui.region_edit.textEdited.connect(self._on_edited)
        self._picker.picked.connect(self._on_next_clicked)
        self._on_year_changed()
        self._show_page(Page.ROLE)

    def show_failure(self, sentence: str) -> None:
        """Say at the summary why the data folder could not be made."""
        self.ui.problem_label.setText(sentence)

    @property
    def _page(self) -> Page:
        return Page(self.ui.pages.currentIndex())

    @property
    def _provincial(self) -> bool:
        return self.ui.province_radio.isChecked()

    @Slot()
    def _on_next_clicked(self) -> None:
        problem = self._problem()
        self.ui.problem_label.setText(problem)
        if problem:
            self._focus_page()
        elif self._page is Page.SUMMARY:
            self.finished_with.emit(self._result())
        else:
            self._show_page(Page(self._page + 1))

    @Slot()
    def _on_back_clicked(self) -> None:
        if self._page is not Page.ROLE:
            self._show_page(Page(self._page - 1))

    @Slot(bool)
    def _on_province_toggled(self, provincial: bool) -> None:
        self._picker.set_provincial(provincial)

    @Slot()
    def _on_year_changed(self) -> None:
        before, now = (self._instrument.data_year(y, self._year()) for y in YEARS)
        self.ui.data_value.setText(self.tr("{0} dan {1}").format(before, now))

    @Slot()
    def _on_edited(self) -> None:
        self.ui.problem_label.clear()

    def _problem(self) -> str:
        """What is still missing on this page; empty if nothing."""
        if self._page is Page.REGION and self._picker.chosen is None:
            return self.tr("Pilih satu wilayah dari daftar.")
        if self._page is Page.PERSON and not self.ui.operator_edit.text().strip():
            return self.tr("Isi nama operator; nama ini tercatat pada riwayat isian.")
        return ""

    def _year(self) -> int:
        return int(self.ui.year_combo.currentData())

    def _result(self) -> SetUp:
        chosen = self._picker.chosen
        return SetUp(
            role=PROVINCE if self._provincial else DISTRICT,
            region_code=chosen.code if chosen else "",
            year=self._year(),
            operator=self.ui.operator_edit.text().strip(),
            office=self.ui.office_edit.text().strip(),
            position=self.ui.position_edit.text().strip(),
            practice=False,
        )

    def _show_page(self, page: Page) -> None:
        self.ui.pages.setCurrentIndex(page)
        self.ui.problem_label.clear()
        if page is Page.SUMMARY:
            self._show_summary()
        title, why = self._words(page)
        self.ui.step_label.setText(self.tr("Langkah {0} dari {1}").format(page + 1, len(Page)))
        self.ui.title_label.setText(title)
        self.ui.why_label.setText(why)
        self.ui.back_button.setVisible(page is not Page.ROLE)
        self.ui.practice_card.setVisible(page is Page.ROLE)
        last = page is Page.SUMMARY
        self.ui.next_button.setText(self.tr("&Mulai mengisi") if last else self.tr("&Lanjut"))
        self._focus_page()

    def _words(self, page: Page) -> tuple[str, str]:
        place = self.tr("Provinsi mana?") if self._provincial else self.tr("Kabupaten/kota mana?")
        return {
            Page.ROLE: (
                self.tr("Program ini dipakai untuk siapa?"),
                self.tr("Pilihan ini menentukan halaman yang tampil dan berkas yang dapat dibuat."),
            ),
            Page.REGION: (
                place,
                self.tr(
                    "Kode wilayah tercantum pada berkas dan kunci, jadi harus tepat sejak awal."
                ),
            ),
            Page.YEAR: (
                self.tr("Penilaian tahun berapa?"),
                self.tr(
                    "Tahun penilaian menentukan dua tahun data yang diisi pada setiap indikator."
                ),
            ),
            Page.PERSON: (
                self.tr("Siapa yang mengisi?"),
                self.tr("Nama tercatat pada riwayat isian dan keterangan berkas."),
            ),
            Page.SUMMARY: (
                self.tr("Sudah benar?"),
                self.tr("Peran, wilayah, dan tahun tetap untuk folder data ini."),
            ),
        }[page]

    def _show_summary(self) -> None:
        chosen = self._picker.chosen
        ui = self.ui
        ui.sum_role.setText(self.tr("Provinsi") if self._provincial else self.tr("Kabupaten/kota"))
        ui.sum_region.setText(f"{chosen.text}, {chosen.quiet}" if chosen else "")
        ui.sum_year.setText(self.tr("{0} (data {1})").format(self._year(), ui.data_value.text()))
        edits = (ui.operator_edit, ui.position_edit, ui.office_edit)
        ui.sum_person.setText(", ".join(text for e in edits if (text := e.text().strip())))

    def _focus_page(self) -> None:
        first: dict[Page, QWidget] = {
            Page.ROLE: self.ui.province_radio if self._provincial else self.ui.district_radio,
            Page.REGION: self.ui.region_edit,
            Page.YEAR: self.ui.year_combo,
            Page.PERSON: self.ui.operator_edit,
            Page.SUMMARY: self.ui.next_button,
        }
        first[self._page].setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_page()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_goes_on(self, event, self.ui.next_button):
            super().keyPressEvent(event)
