"""Keyring and reference in force at a district: number, date, what they ask, what they tell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from kks_desktop.domain.columns import short_date
from kks_desktop.qt.models.plain_table import Heading, PlainRow
from kks_desktop.qt.screens.keys.words import (
    day_words,
    policy_lines,
    reading_words,
)
from kks_desktop.qt.screens.keys.work import WorkPart, row_of, titled_card
from kks_desktop.qt.theme import line_height, role_label
from kks_desktop.qt.widgets.plain_table import PlainTable
from kks_desktop.services.keyring import keyring_of, sealing_recipients
from kks_desktop.services.paper_intake import take_in
from kks_desktop.services.reference import figure_words, reference_of
from kks_desktop.services.signed_papers import NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.bundle.reference import Reference
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.services.paper_intake import Taken
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace

TALLEST = 14
"""Lines of the reference that are seen at once; the others scroll."""


class PapersPart(WorkPart):
    """What the province sent, and a button to take the next in; ``changed`` once it is."""

    def __init__(
        self,
        workspace: Workspace,
        runner: TaskRunner,
        dialogs: Dialogs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(workspace, runner, dialogs, parent)
        self.keyring_label = role_label("", "", wrap=True)
        self.reference_label = role_label("", "", wrap=True)
        self.policy_label = role_label("", "muted", wrap=True)
        self.take_button = QPushButton(self.tr("&Ambil berkas dari provinsi…"))
        self.take_button.setProperty("primary", True)
        self.table = PlainTable(
            (
                Heading(self.tr("Indikator")),
                Heading(self.tr("Yang ditetapkan"), wide=3),
                Heading(self.tr("Sumber"), wide=2),
            )
        )
        self.table.setAccessibleName(self.tr("Isi rujukan provinsi"))
        self._lay_out()
        self.take_button.clicked.connect(self._on_take)

    def _lay_out(self) -> None:
        why = self.tr(
            "Keduanya datang bersama tanda terima, di folder dari-provinsi. Yang lebih lama "
            "daripada yang sudah dipakai ditolak."
        )
        card, column = titled_card(self.tr("Daftar kunci dan rujukan provinsi"), why)
        column.addWidget(self.keyring_label)
        column.addWidget(self.reference_label)
        column.addWidget(self.policy_label)
        column.addWidget(self.table)
        column.addLayout(row_of(self.take_button))
        self.rows.addWidget(card)

    def refresh(self) -> None:
        """Show what is in force."""
        keyring, reference = keyring_of(self._workspace), reference_of(self._workspace)
        self.take_button.setVisible(not self._workspace.read_only)
        if keyring is None:
            self.keyring_label.setText(self.tr("○ Daftar kunci: belum ada."))
        else:
            sealed = self.tr("berkas dapat disegel untuk provinsi")
            parts = [
                self.tr("✓ Daftar kunci nomor {0}, {1}").format(
                    keyring.serial, day_words(keyring.issued_at)
                ),
                sealed if sealing_recipients(self._workspace) else "",
            ]
            self.keyring_label.setText("; ".join(part for part in parts if part) + ".")
        self.policy_label.setVisible(reference is not None)
        rows = _rows(reference) if reference is not None else []
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        if reference is None:
            self.reference_label.setText(self.tr("○ Rujukan: belum ada."))
            return
        self.reference_label.setText(
            self.tr("✓ Rujukan nomor {0}, {1}.").format(
                reference.serial, day_words(reference.issued_at)
            )
        )
        self.policy_label.setText("\n".join(policy_lines(reference.policy)))
        self.table.setFixedHeight(line_height() * min(TALLEST, 2 * (len(rows) + 1)))

    @Slot()
    def _on_take(self) -> None:
        self._dialogs.ask_open_file(
            self,
            self.tr("Pilih daftar kunci atau rujukan dari provinsi"),
            self.tr("Berkas dari provinsi (*.zip);;Semua berkas (*)"),
            None,
            self.take,
        )

    def take(self, path: Path) -> None:
        """Take a file of the province in."""
        job = partial(_take_job, self._workspace, path)
        self.work(job, self.tr("Memeriksa {0}").format(path.name), self._on_taken)

    @Slot(object)
    def _on_taken(self, taken: Taken) -> None:
        self.refresh()
        self.changed.emit()
        name = NAMES[taken.kind].capitalize()
        same = self.tr("✓ {0} nomor {1} sudah dipakai sebelumnya; tidak ada yang berubah.")
        new = self.tr("✓ {0} nomor {1} dipakai mulai sekarang.")
        self.tell((same if taken.already else new).format(name, taken.serial), "accent")


def _rows(reference: Reference) -> list[PlainRow]:
    found = []
    for title, figures in (("Target", reference.targets), ("Angka", reference.figures)):
        found += [
            PlainRow(one.id, (one.indicator, f"{title} {figure_words(one)}", one.source))
            for one in figures
        ]
    found += [
        PlainRow(f"tafsir{number}", (one.indicator, f"Tafsir: {reading_words(one)}", one.source))
        for number, one in enumerate(reference.readings)
    ]
    found += [
        PlainRow(f"tenggat{number}", ("", f"{one.name}: {short_date(one.day)}", one.source))
        for number, one in enumerate(reference.deadlines)
    ]
    return found


def _take_job(workspace: Workspace, path: Path, _p: Progress, _c: CancelToken) -> Taken:
    return take_in(workspace, path)
