"""Pendaftaran: the districts' keys, and the two people who stand for each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kks_desktop.domain.columns import parse_date, short_date
from kks_desktop.domain.errors import KksError
from kks_desktop.qt.dialogs import Question
from kks_desktop.qt.models.plain_table import Heading, PlainRow
from kks_desktop.qt.screens.keys.card_reader import FingerprintView
from kks_desktop.qt.screens.keys.enrol_form import EnrolForm
from kks_desktop.qt.screens.keys.words import key_state
from kks_desktop.qt.screens.keys.work import WorkPart, row_of, titled_card
from kks_desktop.qt.theme import chars, role_label, space
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.qt.wording import grouped
from kks_desktop.services import enrolment
from kks_desktop.services.key_copies import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PySide6.QtGui import QShowEvent

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.enrolment import EnrolledKey, UnknownKey
    from kks_desktop.services.workspace import Workspace


class EnrolTab(WorkPart):
    """The list of keys, the one in front, and a form for the next."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self._known: dict[str, EnrolledKey] = {}
        self.add_button = QPushButton(self.tr("&Daftarkan kunci…"))
        self.add_button.setProperty("primary", True)
        self.empty_label = role_label("", "muted", wrap=True)
        self.table = PlainTable(
            (
                Heading(self.tr("Kabupaten/kota"), wide=3),
                Heading(self.tr("Peran")),
                Heading(self.tr("Pemegang"), wide=3),
                Heading(self.tr("Nomor kunci")),
                Heading(self.tr("Keadaan"), wide=4),
            )
        )
        self.table.setAccessibleName(self.tr("Kunci kabupaten/kota"))
        self.key_view = FingerprintView()
        self.second_edit = QLineEdit()
        self.confirm_button = QPushButton(self.tr("&Sidiknya sama, sahkan"))
        self.confirm_button.setProperty("primary", True)
        self.withdraw_button = QPushButton(self.tr("Batalkan pendaftaran"))
        self.end_button = QPushButton(self.tr("A&khiri kunci ini…"))
        self.until_edit = QLineEdit()
        self.supersede_button = QPushButton(self.tr("Tandai digantikan"))
        self.compromise_button = QPushButton(self.tr("Cabut: bocor"))
        self.form = EnrolForm(workspace, runner, dialogs)
        self._lay_out()
        self.add_button.clicked.connect(self._on_add)
        self.table.moved.connect(self._on_moved)
        self.table.opened.connect(self._on_opened)
        self.confirm_button.clicked.connect(self._on_confirm)
        self.second_edit.returnPressed.connect(self._on_confirm)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.end_button.clicked.connect(self._on_end)
        self.supersede_button.clicked.connect(self._on_supersede)
        self.compromise_button.clicked.connect(self._on_compromise)
        self.form.enrolled.connect(self._on_enrolled)
        self.form.closed.connect(self._on_form_closed)

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(space(6), space(3), space(6), space(4))
        why = self.tr(
            "Orang pertama memasukkan kartu kunci. Orang kedua menelepon kantor itu melalui nomor "
            "yang sudah dikenal, meminta sidik kunci dibacakan, lalu mengesahkannya."
        )
        head = QHBoxLayout()
        head.setSpacing(space(4))
        head.addWidget(role_label(why, "muted", wrap=True), 1)
        head.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(head)
        self.rows.addWidget(self.form)
        self.rows.addWidget(self.empty_label)
        self.rows.addWidget(self.table, 1)
        self.rows.addWidget(self._detail())
        self.rows.addStretch(0)  # where there is no table yet

    def _detail(self) -> QWidget:
        self.detail, column = titled_card("")
        column.addWidget(self.key_view)
        self.waiting_part = _line_part(
            self.tr("Nama orang kedua"),
            self.second_edit,
            (self.confirm_button, self.withdraw_button),
        )
        # At the other side than what confirms: a second click there must end no key.
        self.end_row = QWidget()
        row = QHBoxLayout(self.end_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self.end_button)
        self.trusted_part = _line_part(
            self.tr("Berlaku sampai (kosong: hari ini)"),
            self.until_edit,
            (self.supersede_button, self.compromise_button),
        )
        column.addWidget(self.waiting_part)
        column.addWidget(self.end_row)
        column.addWidget(self.trusted_part)
        return self.detail

    # ------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Show the keys as they are now."""
        now = self._workspace.clock()
        found = enrolment.known_keys(self._workspace)
        self._known = {row.public: row for row in found}
        unknown = enrolment.unknown_keys(self._workspace)
        self.table.show_rows(
            [*(_unknown_row(one) for one in unknown), *(_row(row, now) for row in found)]
        )
        self.add_button.setEnabled(not self._workspace.read_only)
        self.empty_label.setText(self.tr("Belum ada kunci kabupaten/kota yang didaftarkan."))
        self.empty_label.setVisible(not (found or unknown))
        self.table.setVisible(bool(found or unknown))
        self._show_detail(self.table.key)

    def _show_detail(self, key: str) -> None:
        row = self._known.get(key)
        free = self.form.isHidden()
        self.detail.setVisible(row is not None and free)
        if row is None:
            return
        words = self.tr("{0} · {1} · {2}").format(
            enrolment.region_words(row.region), ROLE_WORDS[row.role], row.person
        )
        self.key_view.show_print(words, enrolment.fingerprint_of(row.public))
        may_write = not self._workspace.read_only
        self.waiting_part.setVisible(not row.confirmed_at and may_write)
        open_still = bool(row.confirmed_at) and row.reason != enrolment.COMPROMISED
        self.end_row.setVisible(open_still and may_write)
        self.trusted_part.hide()

    @Slot()
    def _on_end(self) -> None:
        self.end_row.hide()
        self.trusted_part.show()
        self.until_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_moved(self, key: str) -> None:
        self.second_edit.clear()
        self.until_edit.clear()
        self._show_detail(key)

    @Slot(str)
    def _on_opened(self, key: str) -> None:
        if key not in self._known:
            self._on_add()
            return
        first = self.second_edit if self.waiting_part.isVisible() else self.end_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------ enrolling

    @Slot()
    def _on_add(self) -> None:
        self.tell("", "")
        self.add_button.hide()
        self.detail.hide()
        self.form.start()

    @Slot(object)
    def _on_enrolled(self, row: EnrolledKey) -> None:
        self.refresh()
        self.table.select(self.table.rows.row_of(row.public))
        words = self.tr(
            "✓ Kunci {0} dimasukkan. Belum dipercaya sampai orang kedua mencocokkan sidiknya."
        )
        self.tell(words.format(enrolment.region_words(row.region)), "accent")
        self.second_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_form_closed(self) -> None:
        self.add_button.show()
        self._show_detail(self.table.key)

    # ------------------------------------------------------------ one key

    def _act(self, act: Callable[[], object], words: str) -> None:
        try:
            act()
        except KksError as fault:
            self.tell_fault(fault)
            return
        self.second_edit.clear()
        self.until_edit.clear()
        self.refresh()
        self.changed.emit()
        self.tell(words, "accent")

    @Slot()
    def _on_confirm(self) -> None:
        act = partial(enrolment.confirm, self._workspace, self.table.key, self.second_edit.text())
        words = self.tr("✓ Kunci dipercaya di sini. Tandatangani daftar kunci berikutnya.")
        self._act(act, words)

    @Slot()
    def _on_withdraw(self) -> None:
        act = partial(enrolment.withdraw, self._workspace, self.table.key)
        self._act(act, self.tr("Pendaftaran dibatalkan."))

    @Slot()
    def _on_supersede(self) -> None:
        typed = self.until_edit.text().strip()
        day = parse_date(typed) if typed else self._workspace.clock().astimezone().date()
        if day is None:
            self.tell(self.tr("▲ Tulis tanggalnya seperti 31 Des 2026."), "problem")
            self.until_edit.setFocus()
            return
        row = self._known[self.table.key]
        self._dialogs.confirm(
            self,
            Question(
                self.tr("Tandai kunci ini digantikan?"),
                self.tr("Kunci {0} milik {1} hanya berlaku sampai {2}.").format(
                    grouped(row.key_id), enrolment.region_words(row.region), short_date(day)
                ),
                yes=self.tr("Tandai digantikan"),
                details=self.tr("Berkas yang disahkan dengannya sesudah itu ditolak."),
                risky=True,
            ),
            partial(self._supersede, row.public, day),
        )

    def _supersede(self, public: str, day: date) -> None:
        act = partial(enrolment.revoke, self._workspace, public, enrolment.SUPERSEDED, day)
        words = self.tr("✓ Kunci ditandai digantikan. Tandatangani daftar kunci berikutnya.")
        self._act(act, words)

    @Slot()
    def _on_compromise(self) -> None:
        row = self._known[self.table.key]
        self._dialogs.confirm(
            self,
            Question(
                self.tr("Cabut kunci ini?"),
                self.tr("Kunci {0} milik {1} dicabut karena bocor.").format(
                    grouped(row.key_id), enrolment.region_words(row.region)
                ),
                yes=self.tr("Cabut"),
                details=self.tr(
                    "Berkas yang disahkan dengannya ditolak, kecuali yang sudah diberi tanda "
                    "terima. Pencabutan ini tidak dapat dibatalkan."
                ),
                risky=True,
            ),
            partial(self._compromise, row.public),
        )

    def _compromise(self, public: str) -> None:
        act = partial(enrolment.revoke, self._workspace, public, enrolment.COMPROMISED)
        words = self.tr(
            "✓ Kunci dicabut mulai sekarang. Tandatangani daftar kunci berikutnya secepatnya."
        )
        self._act(act, words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()


def _line_part(words: str, edit: QLineEdit, buttons: tuple[QPushButton, ...]) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(space())
    label = QLabel(words)
    label.setBuddy(edit)
    edit.setAccessibleName(words)
    edit.setMinimumWidth(chars(24))
    column.addWidget(label)
    column.addLayout(row_of(edit, *buttons))
    return part


def _row(row: EnrolledKey, now: datetime) -> PlainRow:
    return PlainRow(
        row.public,
        (
            enrolment.region_words(row.region),
            ROLE_WORDS[row.role].capitalize(),
            row.person,
            grouped(row.key_id),
            key_state(row, now),
        ),
    )


def _unknown_row(one: UnknownKey) -> PlainRow:
    state = f"○ belum didaftarkan; {one.file_name} menunggu kartunya"
    return PlainRow(
        f"{one.region} {one.key_id}",
        (enrolment.region_words(one.region), "", "", grouped(one.key_id), state),
    )
