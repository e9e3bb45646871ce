"""The numbers of the region: villages and ODF, and the denominators that indicators share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.instrument import YEARS
from kks_desktop.qt.pause import PAUSE_MS
from kks_desktop.qt.screens.basis.odf import odf_levels, odf_sentence
from kks_desktop.qt.screens.field_page import FieldPage
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.qt.widgets.carried_box import CarriedBox
from kks_desktop.qt.widgets.form_looks import set_role, show_column
from kks_desktop.qt.widgets.number_edit import NumberEdit
from kks_desktop.services.fields import BASE_DATA, ODF, Key
from kks_desktop.services.regions import region
from kks_desktop.services.session import Edit
from kks_desktop.services.years import confirm, waiting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from kks_desktop.domain.instrument import BaseDatum, Year
    from kks_desktop.domain.marks import Standing
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.services.session import Change

OFFICIAL = ("kecamatan", "desa_kelurahan")


class BasisPage(FieldPage):
    """Desa/kelurahan, ODF and shared numbers, each typed once.

    Signals:
        open_requested(str): the code of an indicator that uses a number.
    """

    open_requested = Signal(str)

    def __init__(
        self, bridge: SessionBridge, parent: QWidget | None = None, pause_ms: int = PAUSE_MS
    ) -> None:
        super().__init__(bridge, parent, pause_ms)
        self._official = region(self._session.info.region_code)
        self._level_labels: list[QLabel] = []
        self._told: dict[Key, NumberEdit] = {}
        show_column(self, self._rows(), 108)
        bridge.changed.connect(self._on_changed)
        self._refresh()

    # ------------------------------------------------------------ building

    def _rows(self) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.addWidget(
            role_label(
                self.tr(
                    "Angka di sini diketik sekali, lalu dipakai sebagai penyebut pada semua "
                    "indikator yang memerlukannya. Yang kosong diisi dari register; register yang "
                    "lengkap didahulukan dari angka yang diketik."
                ),
                "muted",
                wrap=True,
            )
        )
        self.carried = CarriedBox()
        self.carried.confirmed.connect(self._on_confirmed)
        rows.addWidget(self.carried)
        rows.addWidget(self._odf_card())
        rows.addWidget(self._shared_card())
        rows.addStretch()
        return rows

    def _odf_card(self) -> Card:
        card = Card()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(space(4), space(3), space(4), space(4))
        rows.setSpacing(space(3))
        rows.addWidget(role_label(self.tr("Wilayah dan ODF"), "heading"))
        grid = self._grid()
        known = {datum.id: datum for datum in self._session.instrument.base_data}
        for name in reversed(OFFICIAL):
            if name in known:
                self._add_datum(grid, known[name])
        self._add_odf(grid)
        rows.addLayout(grid)
        rows.addLayout(self._official_row())
        self.odf_label = role_label("", "", wrap=True)
        rows.addWidget(self.odf_label)
        levels = QHBoxLayout()
        levels.setSpacing(space(6))
        for _ in self._session.instrument.levels:
            label = role_label()
            self._level_labels.append(label)
            levels.addWidget(label)
        levels.addStretch()
        rows.addLayout(levels)
        return card

    def _shared_card(self) -> Card:
        card = Card()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(space(4), space(3), space(4), space(4))
        rows.setSpacing(space(3))
        rows.addWidget(role_label(self.tr("Angka bersama"), "heading"))
        grid = self._grid()
        for datum in self._session.instrument.base_data:
            if datum.id not in OFFICIAL:
                self._add_datum(grid, datum)
        rows.addLayout(grid)
        return card

    def _grid(self) -> QGridLayout:
        """A grid of fields with the two data years as its heading."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(3))
        grid.setVerticalSpacing(space(2))
        instrument, year = self._session.instrument, self._session.info.year
        for column, which in enumerate(YEARS, start=1):
            heading = role_label(str(instrument.data_year(which, year)), "muted")
            grid.addWidget(heading, 0, column, Qt.AlignmentFlag.AlignRight)
            grid.setColumnMinimumWidth(column, chars(12))
        grid.setColumnMinimumWidth(0, chars(20))
        grid.setColumnMinimumWidth(3, chars(20))
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(3, 7)
        return grid

    def _add_datum(self, grid: QGridLayout, datum: BaseDatum) -> None:
        row = grid.rowCount()
        label = role_label(datum.label, wrap=True)
        grid.addWidget(label, row, 0)
        for column, year in enumerate(YEARS, start=1):
            edit = self._edit(datum.label, year)
            grid.addWidget(edit, row, column)
            self._binding.add(edit, BASE_DATA, f"{datum.id}/{year}", datum.label)
            self._told[BASE_DATA, f"{datum.id}/{year}"] = edit
        users = self._users(datum)
        words = self.tr("{0} · dipakai {1} indikator").format(datum.unit, len(users))
        note = role_label(words if users else datum.unit, "muted", wrap=True)
        note.setToolTip(", ".join(users))
        grid.addWidget(note, row, 3)

    def _add_odf(self, grid: QGridLayout) -> None:
        row = grid.rowCount()
        words = self.tr("Desa/kelurahan ODF, keadaan Desember")
        grid.addWidget(role_label(words, wrap=True), row, 0)
        edit = self._edit(words, "kini")
        grid.addWidget(edit, row, 2)
        self._binding.add(edit, ODF, "desa_odf", self.tr("Desa/kelurahan ODF"))
        self._told[ODF, "desa_odf"] = edit
        grid.addWidget(role_label(self.tr("desa/kelurahan"), "muted"), row, 3)

    def _edit(self, words: str, year: Year) -> NumberEdit:
        edit = NumberEdit()
        shown = self._session.instrument.data_year(year, self._session.info.year)
        edit.setAccessibleName(f"{words}, {shown}")
        return edit

    def _official_row(self) -> QHBoxLayout:
        """The offer to take the counts of the official codes; it fills blanks only."""
        row = QHBoxLayout()
        self._official_button = QPushButton(self._official_words(self.tr("Pakai {0}")))
        self._official_button.clicked.connect(self._on_official_clicked)
        self._official_label = role_label(
            self._official_words(self.tr("Menurut kode wilayah Kemendagri: {0}.")),
            "muted",
            wrap=True,
        )
        row.addWidget(self._official_button)
        row.addWidget(self._official_label, 1)
        return row

    def _official_words(self, frame: str) -> str:
        if self._official is None:
            return ""
        counts = self.tr("{0} kecamatan, {1} desa/kelurahan").format(
            self._official.districts, self._official.villages
        )
        return frame.format(counts)

    # ------------------------------------------------------------ showing

    def _users(self, datum: BaseDatum) -> list[str]:
        return [
            indicator.code
            for indicator in self._session.instrument.by_code.values()
            if any(measure.denominator_id == datum.id for measure in indicator.measures)
        ]

    def _blank_official(self) -> list[Edit]:
        """The edits that would fill what is still blank of the official counts."""
        if self._official is None:
            return []
        counts = dict(
            zip(OFFICIAL, (self._official.districts, self._official.villages), strict=True)
        )
        return [
            Edit(BASE_DATA, f"{name}/{year}", str(count))
            for name, count in counts.items()
            for year in YEARS
            if not self._session.raw(BASE_DATA, f"{name}/{year}")
            and not self._session.known(BASE_DATA, f"{name}/{year}")
        ]

    def _refresh(self) -> None:
        instrument, evaluation = self._session.instrument, self._session.evaluation
        offered = bool(self._blank_official()) and not self._session.read_only
        self._official_button.setVisible(offered)
        self._official_label.setVisible(self._official is not None)
        for (code, field), edit in self._told.items():
            edit.set_known(self._session.known(code, field))
            edit.set_overruled(self._session.taken_over(code, field))
        self._show_carried()
        self.odf_label.setText(odf_sentence(evaluation.answers.odf))
        levels = odf_levels(instrument, evaluation.answers.odf)
        for label, (words, passed) in zip(self._level_labels, levels, strict=True):
            label.setText(words)
            set_role(label, {True: "accent", False: "", None: "muted"}[passed])

    def _waiting(self) -> Standing | None:
        """The shared numbers that were carried and do not count yet."""
        return next((g for g in waiting(self._session) if g.kind == BASE_DATA), None)

    def _show_carried(self) -> None:
        group = self._waiting()
        labels = {datum.id: datum.label for datum in self._session.instrument.base_data}
        words = ""
        if group is not None:
            names = [labels.get(mark.partition("/")[0], mark) for _, mark in group.marks]
            words = self.tr(
                "Dibawa dari penilaian {0} dan belum dihitung: {1}. Periksa lalu tekan Konfirmasi, "
                "atau ketik angka yang baru."
            ).format(", ".join(group.years), "; ".join(names))
        read_only = self._session.read_only
        self.carried.show_words(words, to_confirm=bool(words), read_only=read_only)

    @Slot()
    def _on_confirmed(self) -> None:
        group = self._waiting() if self._binding.flush() else None
        if group is not None:
            confirm(self._session, group)

    @Slot()
    def _on_official_clicked(self) -> None:
        if not self._binding.flush():
            return
        self._session.set(self._blank_official(), self.tr("Jumlah menurut kode wilayah"))

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        if any(code in (BASE_DATA, ODF) for code, _ in change.keys | change.known):
            self._refresh()
