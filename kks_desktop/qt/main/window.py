"""The main window."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.bridge import SessionBridge
from kks_desktop.qt.main.actions import Actions
from kks_desktop.qt.main.backup_menu import BackupMenu
from kks_desktop.qt.main.banner import Banner, standing_banners
from kks_desktop.qt.main.drafts import DraftWatch
from kks_desktop.qt.main.entries import (
    BODIES,
    HOME,
    INBOX,
    OFFICER,
    REPORT,
    bodies_entry,
    district_entries,
    problems_entry,
    province_entries,
    tatanan_entries,
)
from kks_desktop.qt.main.header import Header
from kks_desktop.qt.main.health_watch import HealthWatch
from kks_desktop.qt.main.intake_gate import IntakeGate
from kks_desktop.qt.main.mail_notice import MailNotice
from kks_desktop.qt.main.pages import Pages
from kks_desktop.qt.main.revision import RevisionName
from kks_desktop.qt.main.steps import place_of
from kks_desktop.qt.main.tools import Tools
from kks_desktop.qt.main.year_menu import YearMenu
from kks_desktop.qt.theme import ThemeChoice, fill_screen, space
from kks_desktop.qt.widgets.sidebar import Sidebar
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.proofs import known_damage
from kks_desktop.services.session import Change, Session
from kks_desktop.services.workspace import DISTRICT

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.dialogs import Dialogs
    from kks_desktop.qt.main.help_panel import HelpPanel
    from kks_desktop.qt.screens.find.panel import FindPanel
    from kks_desktop.services.submission import HandOver, Revision
    from kks_desktop.services.workspace import Workspace

NEWEST = 0
"""In place of an assessment's id: the one begun last."""


class MainWindow(QMainWindow):
    """Side bar, pages, and the strips that tell what must not be overlooked.

    Signals:
        practice_requested: open the practice data instead.
        real_requested: leave the practice data.
        assessment_requested(int): show another assessment of this folder; or ``NEWEST``.
        restore_requested(object): put a restored copy, ``Prepared``, in the data's place.
        damage_found: the database is damaged.
    """

    practice_requested = Signal()
    real_requested = Signal()
    assessment_requested = Signal(int)
    restore_requested = Signal(object)
    damage_found = Signal()

    def __init__(
        self, workspace: Workspace, application: KksApplication, dialogs: Dialogs | None = None
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._app = application
        self._session: Session = workspace.require_session()
        self.bridge = SessionBridge(self._session, self)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(space(4), 0, space(3), 0)
        self._find_place = QVBoxLayout()
        self._find_place.setContentsMargins(0, 0, 0, 0)
        self.tools = Tools(self._foot, self, dialogs)
        self.actions_ = Actions(self)
        self._years = YearMenu(workspace, self.actions_, self.tools, self)
        self.header = Header(self.actions_.menu)
        self.sidebar = Sidebar()
        self.stack = QStackedWidget()
        self.pages = Pages(workspace, self.bridge, self.tools, self.stack, application.settings)
        self._gate = IntakeGate(self.pages, self.tools, self)
        self._backups = BackupMenu(workspace, self.bridge, self.tools, self.actions_, self.pages)
        self.mail = MailNotice(workspace, self.tools, self.actions_, self.pages)
        self.notice = Banner("▲", "problem")
        self.health = HealthWatch(workspace, self.tools, application.crashed_before, self)
        self.drafts = DraftWatch(workspace.folder, self.bridge, self)
        self._help: HelpPanel | None = None
        self._body = QHBoxLayout()
        self._find: FindPanel | None = None
        self._here = ""
        self._saved_at: datetime | None = None
        self._failure = ""
        self._closing = False
        self._released = False
        self._revision = RevisionName(workspace, self.tools, self)
        self._lay_out()
        self._connect()
        self._show_state()
        self._restore_geometry()
        self.go(HOME if self._is_district else INBOX)
        if self._is_district:
            self.pages.watch.start(known_damage(workspace))
        self.health.start()
        self.mail.start()
        self.drafts.start()
        self.sidebar.setFocus()

    @property
    def _is_district(self) -> bool:
        return self._session.info.role == DISTRICT

    # ------------------------------------------------------------ building

    def _lay_out(self) -> None:
        info = self._session.info
        place = " (latihan)" if info.practice else ""
        self.setWindowTitle(f"{info.region_name}{place} – KKS Desktop")
        self.header.show_assessment(info, self._session.instrument)
        body = self._body
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.sidebar)
        # a page may be taller than the window: it scrolls, the window does not grow
        self.stack.setMinimumSize(1, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._find_place)
        right.addWidget(self.stack, 1)
        body.addLayout(right, 1)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        practice = self.tr("Data latihan: angka karangan, dan berkasnya bertanda latihan.")
        standing = [self._workspace.read_only_reason, practice if info.practice else ""]
        for banner in standing_banners(standing):
            column.addWidget(banner)
        for banner in (self.health.banner, self.mail.news, self.mail.warning):
            column.addWidget(banner)
        column.addLayout(self.drafts.place)
        column.addWidget(self._backups.banner)
        column.addWidget(self.notice)
        column.addLayout(body, 1)
        column.addLayout(self._foot)
        central = QWidget()
        central.setLayout(column)
        self.setCentralWidget(central)
        if self._is_district:
            entries = district_entries(self._session.instrument, self._session.evaluation)
        else:
            entries = province_entries()
        self.sidebar.set_entries(entries)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.go)
        self.pages.open_requested.connect(self.go)
        self.pages.field_requested.connect(self.go_to_field)
        self.pages.watch.found.connect(self._on_problems_found)
        self.pages.tatanan_shown.connect(self._on_tatanan_shown)
        self.pages.document_requested.connect(self._on_document_requested)
        self.pages.sent.connect(self._on_sent)
        self.pages.begun.connect(self._on_begun)
        self.pages.leaving.connect(self._leave)
        self.pages.restore_requested.connect(self._on_restore)
        self._backups.place_requested.connect(self.go)
        self.mail.place_requested.connect(self.go)
        self._years.place_requested.connect(self.go)
        self._years.assessment_requested.connect(self._on_assessment)
        self._years.leaving.connect(self._leave)
        self._years.failed.connect(self._on_fault)
        self.header.search_requested.connect(self._on_find)
        self.notice.acted.connect(self._on_retry)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.saved.connect(self._on_saved)
        self.bridge.failed.connect(self._on_failed)
        self.bridge.accepted.connect(self._show_saved)
        self.bridge.typing.connect(self.header.saved.show_waiting)
        self.drafts.field_requested.connect(self.go_to_field)
        self.health.damaged.connect(self.damage_found)
        self.health.lost.connect(self.pages.watch.set_damaged)
        self._app.theme.changed.connect(self.header.paint_icons)
        self._revision.found.connect(self._on_revision_found)
        self._revision.failed.connect(self._on_fault)
        actions = self.actions_
        actions.connect(actions.undo, self._on_undo)
        actions.connect(actions.redo, self._on_redo)
        actions.connect(actions.find, self._on_find)
        actions.connect(actions.following, self._on_following)
        actions.connect(actions.previous, self._on_previous)
        actions.connect(actions.help, self._on_help)
        actions.connect(actions.officer, self._on_officer)
        actions.connect(actions.keys, self.pages.open_keys)
        actions.connect(actions.practice, self._on_practice)
        actions.connect(actions.real, self._on_real)
        actions.connect(actions.diagnose, self._on_diagnose)
        actions.connect(actions.about, self._on_about)
        actions.connect(actions.quit, self._on_quit)
        actions.theme_group.triggered.connect(self._on_theme)
        actions.themes[self._app.theme.choice].setChecked(True)
        actions.practice.setVisible(not self._session.info.practice)
        actions.real.setVisible(self._session.info.practice)

    # ------------------------------------------------------------ going places

    @Slot(str)
    def go(self, key: str) -> None:
        """Open a page, a tatanan (``3``) or an indicator (``1.06``).

        Commits first, and stays where a typed text is refused.
        """
        if not self.pages.flush():
            self.sidebar.set_current(self._here)
            return
        self._here = self._side_key(key)
        self.pages.show_page(key)
        self.sidebar.set_current(self._here)

    def _side_key(self, key: str) -> str:
        if key.startswith("K."):
            return BODIES
        tatanan = self._session.instrument.tatanan_of.get(key)
        return str(tatanan.number) if tatanan else self.pages.place_of(key)

    @Slot(str, str)
    def go_to_field(self, code: str, field: str) -> None:
        """Open the page of a code with the cursor in one of its fields."""
        if self.pages.flush():
            self.go(code)
            self.pages.show_field(code, field)

    @Slot(int)
    def _on_tatanan_shown(self, number: int) -> None:
        if number:
            self._here = str(number)
            self.sidebar.set_current(self._here)

    @Slot()
    def _on_find(self) -> None:
        from kks_desktop.qt.screens.find.panel import FindPanel

        if not self._is_district:
            return
        if self._find is None:
            self._find = FindPanel(self.bridge)
            self._find.open_requested.connect(self._on_found)
            self._find_place.addWidget(self._find)
        if self.pages.flush():
            self._find.start()

    @Slot(str)
    def _on_found(self, code: str) -> None:
        self.go(code)
        if not code.startswith("K."):
            self.pages.tatanan.focus_first()

    @Slot()
    def _on_following(self) -> None:
        self.pages.tatanan.go_next()

    @Slot()
    def _on_previous(self) -> None:
        self.pages.tatanan.go_previous()

    # ------------------------------------------------------------ state

    def _show_state(self) -> None:
        self.actions_.show_steps(self._session.undo_label, self._session.redo_label)
        if self._is_district:
            self._revision.look_soon()

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        self.actions_.show_steps(self._session.undo_label, self._session.redo_label)
        if not self._is_district:
            return
        evaluation = self._session.evaluation
        for entry in tatanan_entries(self._session.instrument, evaluation):
            self.sidebar.update_entry(entry)
        self.sidebar.update_entry(bodies_entry(self._session.instrument, evaluation))
        self.header.saved.show_waiting()
        self._revision.look_soon()

    @Slot(object)
    def _on_problems_found(self, found: tuple[object, ...]) -> None:
        self.sidebar.update_entry(problems_entry(len(found)))

    @Slot(object)
    def _on_saved(self, at: datetime) -> None:
        self._saved_at = at
        self._show_saved()

    @Slot()
    def _show_saved(self) -> None:
        """Say that all is saved, or that a text is refused still."""
        if self.bridge.refused:
            self.header.saved.show_failed(self._failure)
        elif not self._session.unsaved and not self.bridge.typed:
            self.header.saved.show_saved(self._saved_at, self._session.raw(PROFILE, "operator"))
            self.notice.show_text("")

    @Slot(object)
    def _on_failed(self, fault: KksError) -> None:
        self._failure = str(fault)
        self.header.saved.show_failed(self._failure)
        self.notice.show_text(self._failure, self.tr("Coba lagi"))

    @Slot()
    def _on_retry(self) -> None:
        self._flush()

    def _flush(self) -> bool:
        """Commit what is typed and wait for the disk; ``False`` if something is not durable."""
        taken = self.pages.flush()
        try:
            self._session.flush()
        except KksError as fault:
            self._on_failed(fault)
            return False
        if taken:
            self.notice.show_text("")
        return taken

    @Slot(object, object)
    def _on_revision_found(self, revision: Revision, sent: HandOver | None) -> None:
        self.header.show_revision(revision.number, draft=revision.changed)
        if sent is not None:
            self.pages.show_last_sent(sent.at, sent.revision)

    @Slot(object)
    def _on_sent(self, _sent: object) -> None:
        self._revision.look_soon()

    @Slot(str)
    def _on_document_requested(self, kind: str) -> None:
        if self.pages.flush():
            self.pages.show_document(kind)
            self._here = REPORT
            self.sidebar.set_current(REPORT)

    # ------------------------------------------------------------ actions

    @Slot()
    def _on_undo(self) -> None:
        self._step(self._session.undo)

    @Slot()
    def _on_redo(self) -> None:
        self._step(self._session.redo)

    def _step(self, act: object) -> None:
        if not self.pages.flush():
            return
        try:
            change = act() if callable(act) else None
        except KksError as fault:
            self.notice.show_text(str(fault))
            return
        place = place_of(change, self._session.instrument) if change is not None else None
        if place is not None and place[1]:
            self.go_to_field(*place)
        elif place is not None:
            self.go(place[0])

    @Slot()
    def _on_help(self) -> None:
        from kks_desktop.qt.main.help import help_text

        if self._help is not None and not self._help.isHidden():
            self._help.hide()
            return
        code = str(getattr(self.stack.currentWidget(), "code", ""))
        self._show_help(*help_text(self._session.instrument, code, self._session.table))

    @Slot()
    def _on_officer(self) -> None:
        self.go(OFFICER)

    @Slot(object)
    def _leave(self, go_on: Callable[[], object]) -> None:
        """Do what ends the work on this data, once no file comes in and all typed is durable."""
        if self._gate.passes(partial(self._leave, go_on)) and self._flush():
            go_on()

    @Slot(int)
    def _on_assessment(self, assessment: int) -> None:
        self._leave(partial(self.assessment_requested.emit, assessment))

    @Slot()
    def _on_begun(self) -> None:
        self._on_assessment(NEWEST)

    @Slot(object)
    def _on_restore(self, prepared: object) -> None:
        self._leave(partial(self.restore_requested.emit, prepared))

    @Slot()
    def _on_practice(self) -> None:
        self._leave(self.practice_requested.emit)

    @Slot()
    def _on_real(self) -> None:
        self._leave(self.real_requested.emit)

    @Slot()
    def _on_diagnose(self) -> None:
        from kks_desktop.qt.main.diagnose import save_diagnosis

        save_diagnosis(self, self._workspace, self.tools)

    @Slot()
    def _on_about(self) -> None:
        from kks_desktop.qt.main.help import about_text

        self._show_help(*about_text())

    def _show_help(self, title: str, sections: list[tuple[str, list[str]]]) -> None:
        from kks_desktop.qt.main.help_panel import HelpPanel

        if self._help is None:
            self._help = HelpPanel()
            self._body.addWidget(self._help)
        self._help.show_help(title, sections)

    @Slot()
    def _on_quit(self) -> None:
        self.close()

    @Slot(QAction)
    def _on_theme(self, action: QAction) -> None:
        self._app.set_theme(ThemeChoice(action.data()))

    @Slot(object)
    def _on_fault(self, fault: Exception) -> None:
        from kks_desktop.qt.dialogs import failure_sentence

        self.notice.show_text(failure_sentence(fault))

    # ------------------------------------------------------------ closing

    def _restore_geometry(self) -> None:
        saved = self._app.settings.geometry
        if not (saved and self.restoreGeometry(QByteArray.fromBase64(saved.encode()))):
            fill_screen(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        if not self._gate.passes(self.close):
            return
        kept = self._closing
        try:
            kept = kept or self._flush()
        finally:  # after a fault of a page too: what it holds is given up by nobody but a person
            if kept:
                self._shut_down()
                event.accept()
            else:
                self._ask_to_close()

    def _ask_to_close(self) -> None:
        from kks_desktop.qt.main.questions import unsaved

        self.tools.dialogs.confirm(self, unsaved(), self._on_close_anyway)

    @Slot()
    def _on_close_anyway(self) -> None:
        self._closing = True
        self.close()

    def _shut_down(self) -> None:
        self._revision.stop()
        self.health.stop()
        self.mail.stop()
        self.pages.watch.stop()
        self._backups.stop()
        self._app.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.tools.shut_down()
        if not self._released:
            self._released = True
            self.drafts.stop(given_up=self._closing)
            self.bridge.release()
