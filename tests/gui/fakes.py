"""Doubles for what only a person can do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kks_desktop.qt.dialogs import Dialogs, Question, failure_sentence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class FakeDialogs(Dialogs):
    """Gives prepared answers, and keeps what was asked; an unprepared question fails."""

    def __init__(self) -> None:
        self.folders: list[Path] = []
        self.files: list[Path] = []
        self.targets: list[Path] = []
        self.answers: list[bool] = []
        self.printers: list[bool] = []
        self.asked: list[str] = []
        self.failures: list[str] = []
        self.texts: list[str] = []

    def ask_folder(self, parent, title, start, on_folder) -> None:
        self.asked.append(title)
        on_folder(self.folders.pop(0))

    def ask_open_file(self, parent, title, filters, start, on_file) -> None:
        self.asked.append(title)
        on_file(self.files.pop(0))

    def ask_open_files(self, parent, title, filters, start, on_files) -> None:
        self.asked.append(title)
        on_files(self.files)
        self.files = []

    def ask_save_file(self, parent, title, filters, start, on_file) -> None:
        self.asked.append(start.name)
        on_file(self.targets.pop(0))

    def confirm(self, parent: QWidget, question: Question, on_yes: Callable[[], None]) -> None:
        self.asked.append(question.text)
        if self.answers.pop(0):
            on_yes()

    def ask_printer(self, parent, printer, pages, on_printer) -> None:
        self.asked.append(f"{pages} halaman")
        if self.printers.pop(0):
            on_printer(printer)

    def show_text(self, parent, title, text) -> None:
        self.texts.append(text)

    def show_failure(self, parent, title, fault) -> None:
        self.failures.append(failure_sentence(fault))

    def all_used(self) -> bool:
        """Tell whether every prepared answer was asked for."""
        return not any((self.folders, self.files, self.targets, self.answers, self.printers))
