"""Keeps what stands on the screen only, and offers it back at the start after a bad end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout

from kks_desktop.domain.registers import PROFILE_FIELDS
from kks_desktop.qt.main.entries import OFFICER
from kks_desktop.services.drafts import FORM, Draft, DraftBook, draft_of, still_open
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.session import Edit

if TYPE_CHECKING:
    from pathlib import Path

    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.main.draft_panel import DraftPanel

EVERY_MS = 1000
"""Kept about this often while something is typed; what is committed by then never was a draft."""


class DraftWatch(QObject):
    """The drafts of one open window.

    Signals:
        field_requested(str, str): show a field whose text was taken, or the page of a form.
    """

    field_requested = Signal(str, str)

    def __init__(self, folder: Path, bridge: SessionBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._book = DraftBook(folder)
        self._offers: list[Draft] = []
        self._others: list[Draft] = []
        self.panel: DraftPanel | None = None
        self.place = QVBoxLayout()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._on_due)

    def start(self) -> None:
        """Offer what was left behind, and keep what is typed from now on."""
        session = self._bridge.session
        if session.read_only:
            return
        found = self._book.load()
        self._offers = list(still_open(session, found))
        self._others = [one for one in found if one.assessment != session.info.submission_id]
        for signal in (self._bridge.texts_changed, self._bridge.failed, self._bridge.saved):
            signal.connect(self._on_changed)
        if self._offers:
            self._show_panel()
        if len(self._offers) + len(self._others) < len(found):
            self._on_changed()

    def stop(self, *, given_up: bool) -> None:
        """Keep no more; ``given_up``: a person let go of what is on the screen only."""
        self._timer.stop()
        if not self._bridge.session.read_only:
            self._book.keep([*([] if given_up else self._current()), *self._offers, *self._others])
        self._book.close()

    def _current(self) -> list[Draft]:
        session = self._bridge.session
        texts = {key: session.raw(*key) for key in session.unsaved}
        texts |= self._bridge.texts
        return [draft_of(session, *key, text) for key, text in texts.items() if text.strip()]

    @Slot()
    def _on_changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_due(self) -> None:
        self._book.keep([*self._current(), *self._offers, *self._others])

    # ------------------------------------------------------------ offering

    def _show_panel(self) -> None:
        from kks_desktop.qt.main.draft_panel import DraftPanel

        self.panel = DraftPanel(self._bridge.session)
        self.panel.taken.connect(self._on_taken)
        self.panel.copied.connect(self._on_copied)
        self.panel.dropped.connect(self._on_dropped)
        self.place.addWidget(self.panel)
        self.panel.show_drafts(self._offers)

    def _settle(self, draft: Draft) -> None:
        self._offers = [one for one in self._offers if one != draft]
        if self.panel is not None:
            self.panel.show_drafts(self._offers)
        self._on_changed()

    @Slot(object)
    def _on_taken(self, draft: Draft) -> None:
        from kks_desktop.domain.errors import KksError

        edit = Edit(draft.code, draft.field, draft.text)
        try:
            self._bridge.session.set([edit], self.tr("Teks yang ditawarkan kembali"))
        except KksError as fault:
            if self.panel is not None:
                self.panel.show_refusal(draft, str(fault))
            return
        self._settle(draft)
        on_officer = draft.code == PROFILE and draft.field not in PROFILE_FIELDS
        self.field_requested.emit(OFFICER if on_officer else draft.code, draft.field)

    @Slot(object)
    def _on_copied(self, draft: Draft) -> None:
        QGuiApplication.clipboard().setText(draft.text)
        if not draft.is_field:
            self._settle(draft)
            self.field_requested.emit(draft.code.removeprefix(FORM), "")

    @Slot(object)
    def _on_dropped(self, draft: Draft) -> None:
        self._settle(draft)
