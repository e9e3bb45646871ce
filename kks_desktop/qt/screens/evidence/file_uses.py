"""What a file of proof is used for: its places, and another one to add."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kks_desktop.domain.agencies import agency_names
from kks_desktop.domain.evidence import (
    LETTER,
    OTHER,
    SHEET,
    EvidenceFile,
    Use,
)
from kks_desktop.domain.registers import AGENCY, ROW_PROOF, register_of
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.link_button import LinkButton
from kks_desktop.qt.widgets.text_line import TextLine
from kks_desktop.services.attaching import attach_existing, detach
from kks_desktop.services.validation import detach_edits

if TYPE_CHECKING:
    from kks_desktop.qt.bridge import SessionBridge


class FileUses(QScrollArea):
    """The uses of one file.

    Signals:
        open_requested(str): the place of a use.
    """

    open_requested = Signal(str)

    def __init__(
        self, bridge: SessionBridge, file: EvidenceFile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._session = bridge.session
        self._sha256 = file.sha256
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(space(4), space(3), space(4), space(3))
        self._column.setSpacing(space(2))
        if not file.uses:
            words = self.tr("Belum dipakai. Tambahkan ke indikator di bawah ini.")
            self._column.addWidget(role_label(words, "muted", wrap=True))
        for use in file.uses:
            self._column.addLayout(self._use(use))
        if not self._session.read_only:
            self._column.addWidget(role_label(self.tr("Tambah pemakaian"), "heading"))
            self._column.addLayout(self._adding())
        self._column.addStretch()
        self.setWidget(body)

    def flush(self) -> bool:
        """Nothing here waits to be committed."""
        return True

    def _use(self, use: Use) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space(2))
        names = QVBoxLayout()
        names.setSpacing(0)
        place, item = use_words(self._bridge, use)
        link = LinkButton(self.tr("Buka {0}").format(use.target.partition(":")[0]), use.target)
        link.setAccessibleName(self.tr("Buka {0}").format(place))
        link.opened.connect(self.open_requested)
        names.addWidget(role_label(place, wrap=True))
        names.addWidget(role_label(item, "muted", wrap=True))
        names.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(names, 1)
        if not self._session.read_only:
            off = QToolButton()
            off.setText("✕")
            off.setProperty("segment", True)
            off.setAccessibleName(self.tr("Lepaskan dari {0}").format(place))
            off.setToolTip(self.tr("Lepaskan; Ctrl+Z mengembalikan"))
            off.clicked.connect(partial(self._take_off, use))
            row.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _adding(self) -> QVBoxLayout:
        self.code_edit = TextLine()
        self.code_edit.setMaximumWidth(chars(10))
        self.code_edit.setPlaceholderText("1.06")
        self.code_edit.setAccessibleName(self.tr("Nomor indikator"))
        self.code_edit.textChanged.connect(self._on_code_changed)
        self.item_combo = QComboBox()
        self.item_combo.setAccessibleName(self.tr("Butir bukti"))
        self.item_combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.item_combo.setMinimumContentsLength(8)
        self.add_button = QPushButton(self.tr("Tambah"))
        self.add_button.clicked.connect(self._on_add_clicked)
        self.add_button.setEnabled(False)
        self.name_label = role_label("", "muted", wrap=True)
        label = QLabel(self.tr("Indikator"))
        label.setBuddy(self.code_edit)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(label)
        row.addWidget(self.code_edit)
        row.addWidget(self.item_combo, 1)
        row.addWidget(self.add_button)
        column = QVBoxLayout()
        column.addLayout(row)
        column.addWidget(self.name_label)
        return column

    @Slot(str)
    def _on_code_changed(self, text: str) -> None:
        indicator = self._session.instrument.by_code.get(text.strip().upper())
        self.item_combo.clear()
        self.add_button.setEnabled(indicator is not None)
        self.name_label.setText(indicator.title if indicator else "")
        if indicator is not None:
            for index, words in enumerate(indicator.evidence):
                self.item_combo.addItem(words, str(index))
            self.item_combo.addItem(self.tr("Bukti lain"), OTHER)

    @Slot()
    def _on_add_clicked(self) -> None:
        code = self.code_edit.raw().strip().upper()
        use = Use(code, str(self.item_combo.currentData()))
        edits = attach_existing(self._session, [self._sha256], [use])
        self._bridge.commit(edits, self.tr("Pakai bukti {0}").format(code))

    def _take_off(self, use: Use, *_: object) -> None:
        kind, _colon, agency = use.target.partition(":")
        if kind == AGENCY and use.item == SHEET:
            # a signed sheet stands for other files: letting it go is more than a use
            edits = detach_edits(self._session.table, agency)
            self._bridge.commit(edits, self.tr("Lepaskan lembar pengesahan"))
            return
        edits = detach(self._session, [self._sha256], [use])
        self._bridge.commit(edits, self.tr("Lepaskan bukti {0}").format(use.target))


def use_words(bridge: SessionBridge, use: Use) -> tuple[str, str]:
    """The place of a use and what the file proves there, as people call them."""
    session = bridge.session
    indicator = session.instrument.by_code.get(use.target)
    if indicator is not None:
        item = int(use.item) if use.item.isdigit() else -1
        known = 0 <= item < len(indicator.evidence)
        words = indicator.evidence[item] if known else _ITEMS[OTHER]
        return f"{use.target} {indicator.title}", words
    register = register_of(use.target)
    if register is not None:
        name = session.raw(use.target, "nama") or use.target.partition(":")[2]
        items = dict(ROW_PROOF.get(register.id, ()))
        return f"{register.title}: {name}", items.get(use.item, _ITEMS[OTHER])
    agency = use.target.partition(":")[2]
    name = agency_names(session.instrument, session.table).get(agency, "Profil")
    return name, _ITEMS.get(use.item, use.item)


_ITEMS = {
    "lembar": "Lembar pengesahan bertanda tangan",
    "lambang": "Lambang daerah",
    LETTER: "Surat usulan bertanda tangan",
    OTHER: "Bukti lain",
}
"""What files prove that are of no indicator and no row, by item."""
