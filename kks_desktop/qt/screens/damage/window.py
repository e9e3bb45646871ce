"""The window over a damaged store: what can be read, how to get it out, where copies are."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from kks_desktop.qt.dialogs import failure_sentence
from kks_desktop.qt.main.tools import Tools
from kks_desktop.qt.theme import chars, line_height, role_label, space
from kks_desktop.qt.widgets.card import Card
from kks_desktop.services.health import DAMAGED
from kks_desktop.services.salvage import examine, part_sentence, salvage

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.services.restoring import Restored
    from kks_desktop.services.salvage import Part, Salvaged
    from kks_desktop.services.tasks import CancelToken, Progress


class DamageWindow(QWidget):
    """Nothing here writes to the damaged folder.

    ``newest_good_backup`` gives a sentence about the newest good backup of a data folder,
    or ``None`` where there is none.

    Signals:
        read_requested: open what can still be read, without writing.
        restored(object): a restored copy, ``Restored``, that is to take the data's place.
    """

    read_requested = Signal()
    restored = Signal(object)

    def __init__(
        self,
        folder: Path,
        newest_good_backup: Callable[[Path], str | None] | None = None,
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__()
        self._folder = folder
        self._out: Path | None = None
        self.setWindowTitle(self.tr("Data rusak – KKS Desktop"))
        self._foot = QVBoxLayout()
        self.tools = Tools(self._foot, self, dialogs)
        # not wrapped: a line for each part, and a label that grows later
        self.parts_label = role_label(self.tr("◐ Memeriksa apa yang masih terbaca…"))
        self.result_label = role_label("", "", wrap=True)
        self.result_label.hide()
        self._lay_out(self._backup_words(newest_good_backup))
        self.resize(chars(110), line_height() * 30)
        self.salvage_button.setFocus()
        task = self.tools.runner.run(lambda _progress, _cancel: examine(folder))
        task.succeeded.connect(self._on_examined)
        task.failed.connect(self._on_failed)
        compared = self.tools.runner.run(partial(_lacking_job, folder))
        compared.succeeded.connect(self._on_compared)
        compared.failed.connect(self._on_failed)

    def _backup_words(self, newest: Callable[[Path], str | None] | None) -> str:
        return (newest(self._folder) if newest is not None else None) or ""

    def _lay_out(self, backup: str) -> None:
        card = Card(tone="problem")
        card.setFixedWidth(chars(90))
        inner = QVBoxLayout(card)
        inner.setContentsMargins(space(6), space(5), space(6), space(5))
        inner.setSpacing(space(3))
        inner.addWidget(role_label(self.tr("Berkas data rusak"), "title"))
        inner.addWidget(role_label(DAMAGED, "", wrap=True))
        inner.addWidget(self.parts_label)
        words = backup or self.tr(
            "Cadangan yang baik belum ditemukan di komputer ini. Bila Anda punya salinan folder "
            "data di tempat lain, simpan baik-baik."
        )
        inner.addWidget(role_label(words, "", wrap=True))
        self.lacks_label = role_label("", "", wrap=True)
        self.lacks_label.hide()
        inner.addWidget(self.lacks_label)
        folder = self.tr("Folder data: {}").format(self._folder)
        inner.addWidget(role_label(folder, "muted", wrap=True))
        inner.addWidget(self.result_label)
        inner.addLayout(self._buttons(bool(backup)))
        # stretches and no alignment: an aligned card would not be given the height of its lines
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)
        column.addLayout(self._foot)

    def _buttons(self, has_backup: bool) -> QHBoxLayout:
        self.salvage_button = QPushButton(self.tr("Selamatkan isinya…"))
        self.salvage_button.setProperty("primary", not has_backup)
        self.salvage_button.clicked.connect(self._on_salvage_clicked)
        self.restore_button = QPushButton(self.tr("Pakai cadangan terbaru"))
        self.restore_button.setProperty("primary", has_backup)
        self.restore_button.setVisible(has_backup)
        self.restore_button.clicked.connect(self._on_restore_clicked)
        self.read_button = QPushButton(self.tr("Buka untuk dibaca"))
        self.read_button.clicked.connect(self.read_requested)
        show = QPushButton(self.tr("Buka foldernya"))
        show.clicked.connect(self._on_show_clicked)
        leave = QPushButton(self.tr("Tutup"))
        leave.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(space(2))
        row.addWidget(self.read_button)
        row.addWidget(show)
        row.addStretch(1)
        row.addWidget(self.restore_button)
        row.addWidget(self.salvage_button)
        row.addWidget(leave)
        return row

    @Slot()
    def _on_restore_clicked(self) -> None:
        """Restore the newest good backup beside the damaged data; nothing is written over."""
        self.restore_button.setEnabled(False)
        job = partial(_restore_job, self._folder)
        task = self.tools.runner.run(job, self.tr("Memulihkan cadangan"))
        task.succeeded.connect(self.restored)
        task.failed.connect(self._on_not_restored)
        task.finished.connect(self._on_restore_finished)

    @Slot(object)
    def _on_not_restored(self, fault: Exception) -> None:
        self.show_failure(failure_sentence(fault))

    @Slot()
    def _on_restore_finished(self) -> None:
        self.restore_button.setEnabled(True)

    def show_failure(self, sentence: str) -> None:
        """Say why something asked for here was not done."""
        self.result_label.setText(f"▲ {sentence}")
        self.result_label.show()

    @Slot(object)
    def _on_examined(self, parts: tuple[Part, ...]) -> None:
        if not parts:
            words = self.tr("▲ Isian tidak terbaca sama sekali; berkas bukti masih dapat disalin.")
            self.parts_label.setText(words)
            self.read_button.setEnabled(False)
            return
        worst_first = sorted(parts, key=lambda part: part.whole)
        lines = [f"{'✓' if part.whole else '▲'} {part_sentence(part)}" for part in worst_first]
        self.parts_label.setText("\n".join(lines))

    @Slot(object)
    def _on_compared(self, words: str) -> None:
        self.lacks_label.setText(f"◐ {words}")
        self.lacks_label.setVisible(bool(words))

    @Slot()
    def _on_salvage_clicked(self) -> None:
        self.tools.dialogs.ask_folder(
            self,
            self.tr("Pilih folder kosong untuk hasil penyelamatan"),
            None,
            self._salvage_into,
        )

    def _salvage_into(self, out: Path) -> None:
        def job(progress: Progress, cancel: CancelToken) -> Salvaged:
            return salvage(self._folder, out, progress, cancel)

        self.salvage_button.setEnabled(False)
        task = self.tools.runner.run(job, self.tr("Menyelamatkan isi"))
        task.succeeded.connect(self._on_salvaged)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_salvage_ended)

    @Slot(object)
    def _on_salvaged(self, found: Salvaged) -> None:
        from kks_desktop.domain.numbers import format_number

        words = self.tr("✓ {} isian dan {} berkas bukti disalin ke {}. Folder data tidak diubah.")
        self.result_label.setText(
            words.format(format_number(found.fields), format_number(found.files), found.folder)
        )
        self.result_label.show()

    @Slot(object)
    def _on_failed(self, fault: Exception) -> None:
        from kks_desktop.qt.dialogs import failure_sentence

        self.show_failure(failure_sentence(fault))

    @Slot()
    def _on_salvage_ended(self) -> None:
        self.salvage_button.setEnabled(True)

    @Slot()
    def _on_show_clicked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.tools.shut_down()
        super().closeEvent(event)


def _lacking_job(folder: Path, _progress: Progress, _cancel: CancelToken) -> str:
    from kks_desktop.services.lacking import lacking_words

    return lacking_words(folder)


def _restore_job(folder: Path, progress: Progress, cancel: CancelToken) -> Restored:
    from kks_desktop.services.restoring import restore_newest

    return restore_newest(folder, datetime.now(UTC), progress, cancel)
