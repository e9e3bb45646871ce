"""The pages of the window, each made when it is first wanted.

Nothing of a page is imported before: the first picture must not wait for PDF,
signing or file dialogs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kks_desktop.domain.registers import REGISTERS
from kks_desktop.qt.main.entries import (
    AGENCIES,
    BACKUPS,
    BASIS,
    BIN,
    BODIES,
    CARRIED,
    CHECK,
    COMPARE,
    HANDOVERS,
    HISTORY,
    HOME,
    INBOX,
    KEYS,
    LIBRARY,
    NEW,
    OFFICER,
    PROBLEMS,
    PROFILE_PAGE,
    REFERENCE,
    REPORT,
    SEND,
    page_of,
)
from kks_desktop.qt.problem_watch import ProblemWatch
from kks_desktop.services.workspace import DISTRICT

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from kks_desktop.platform.settings import Settings
    from kks_desktop.qt.bridge import SessionBridge
    from kks_desktop.qt.intake import EvidenceIntake
    from kks_desktop.qt.main.backup_menu import BackupMenu
    from kks_desktop.qt.main.tools import Tools
    from kks_desktop.qt.screens.tatanan.page import TatananPage
    from kks_desktop.services.evidence import EvidenceDesk
    from kks_desktop.services.workspace import Workspace

TATANAN = "tatanan"


def _nothing_typed() -> bool:
    return True


class Pages(QObject):
    """Makes pages and shows them in a stack.

    Signals:
        open_requested(str): a page wants another place opened.
        field_requested(str, str): a page wants the field of a code opened.
        code_shown(str): an indicator came into view.
        tatanan_shown(int): a tatanan came into view, 0 for kelembagaan.
        document_requested(str): a document is to be previewed.
        sent(object): a bundle was written.
        leaving(object): what ends the work on this assessment, a callable without arguments.
        begun(): another assessment than the one shown is now the newest.
        restore_requested(object): a restored copy, ``Prepared``, is to take the data's place.
    """

    open_requested = Signal(str)
    field_requested = Signal(str, str)
    code_shown = Signal(str)
    tatanan_shown = Signal(int)
    document_requested = Signal(str)
    sent = Signal(object)
    leaving = Signal(object)
    begun = Signal()
    restore_requested = Signal(object)

    def __init__(
        self,
        workspace: Workspace,
        bridge: SessionBridge,
        tools: Tools,
        stack: QStackedWidget,
        settings: Settings,
    ) -> None:
        super().__init__(stack)
        self._workspace = workspace
        self._bridge = bridge
        self._tools = tools
        self._stack = stack
        self._settings = settings
        self.watch = ProblemWatch(bridge, self)
        self.backups: BackupMenu | None = None
        self._made: dict[str, QWidget] = {}
        self._desk: EvidenceDesk | None = None
        self._intake: EvidenceIntake | None = None
        self._makers: dict[str, Callable[[], QWidget]] = {
            HOME: self._make_home,
            PROFILE_PAGE: self._make_profile,
            BASIS: self._make_basis,
            BODIES: self._make_bodies,
            TATANAN: self._make_tatanan,
            AGENCIES: self._make_agencies,
            LIBRARY: self._make_library,
            PROBLEMS: self._make_problems,
            REPORT: self._make_report,
            SEND: self._make_send,
            HANDOVERS: self._make_handovers,
            CHECK: self._make_check,
            INBOX: self._make_inbox,
            OFFICER: self._make_officer,
            COMPARE: self._make_comparison,
            NEW: self._make_new_assessment,
            CARRIED: self._make_carried,
            BIN: self._make_bin,
            BACKUPS: self._make_backups,
            KEYS: self._make_keys,
            REFERENCE: self._make_reference,
            HISTORY: self._make_history,
        }

    def show_page(self, key: str) -> QWidget:
        """Bring a page to the front; a number is a tatanan, a code an indicator or a field's."""
        place = self.place_of(key)
        if place in self._makers:
            page = self._page(place)
            if place == HOME and self.backups is not None:
                self.backups.tell_home()  # one may have been made by another way meanwhile
            if ":" in key or key in REGISTERS:
                page.show_code(key)  # type: ignore[attr-defined]
        elif key.startswith("K."):
            page = self._page(BODIES)
            page.show_code(key)  # type: ignore[attr-defined]
        else:
            tatanan = self.tatanan
            if key.isdigit():
                tatanan.show_tatanan(int(key))
            else:
                tatanan.show_code(key)
            page = tatanan
        self._stack.setCurrentWidget(page)
        return page

    def place_of(self, key: str) -> str:
        """The page of a key; a province fills in its kop surat and heads where it prints."""
        place = page_of(key)
        role = self._workspace.require_session().info.role
        return REPORT if place == PROFILE_PAGE and role != DISTRICT else place

    def look_at(self, place: str, paths: Sequence[Path]) -> None:
        """Let the page in front say what these files are; nothing is taken in yet."""
        look = getattr(self._made.get(place), "look_at", None)
        if look is not None and paths:
            look(paths)

    def show_field(self, code: str, field: str) -> None:
        """Bring the page of a code to the front and the cursor into a field of it."""
        page = self.show_page(code)
        show = getattr(page, "show_field", None)
        if show is not None and field:
            show(code, field)

    @property
    def tatanan(self) -> TatananPage:
        """The page with list and editor."""
        from kks_desktop.qt.screens.tatanan.page import TatananPage

        page = self._page(TATANAN)
        assert isinstance(page, TatananPage)
        return page

    def show_document(self, kind: str) -> None:
        """Show a document in the preview."""
        from kks_desktop.qt.screens.papers.page import PapersPage

        page = self.show_page(REPORT)
        assert isinstance(page, PapersPage)
        page.show_document(kind)

    def show_last_sent(self, at: datetime, revision: int) -> None:
        """Tell Beranda when a bundle was last written."""
        from kks_desktop.qt.screens.beranda.page import BerandaPage

        home = self._made.get(HOME)
        if isinstance(home, BerandaPage):
            home.set_last_sent(at, revision)

    def show_last_backup(self, at: datetime | None, *, faulty: bool) -> None:
        """Tell Beranda when the data were last backed up, and whether all went well."""
        from kks_desktop.qt.screens.beranda.page import BerandaPage

        home = self._made.get(HOME)
        if isinstance(home, BerandaPage):
            home.set_last_backup(at, faulty=faulty)

    def flush(self) -> bool:
        """Hand over what is typed on every page; ``False`` if a text was refused."""
        taken, faults = True, []
        for page in self._made.values():  # each of them, also after a refusal or a fault
            try:
                taken = getattr(page, "flush", _nothing_typed)() and taken
            except Exception as fault:  # noqa: BLE001 - raised below
                faults.append(fault)
        if faults:
            raise faults[0]
        return taken

    def _page(self, key: str) -> QWidget:
        if key not in self._made:
            page = self._makers[key]()
            self._made[key] = page
            self._stack.addWidget(page)
            requested = getattr(page, "open_requested", None)
            if requested is not None:
                requested.connect(self._on_open_requested)
            files = getattr(page, "intake_requested", None)
            if files is not None:
                files.connect(self.intake.start)
            wanted = getattr(page, "field_requested", None)
            if wanted is not None:
                wanted.connect(self.field_requested)
        return self._made[key]

    @Slot(str)
    def _on_open_requested(self, key: str) -> None:
        self.open_requested.emit(key)

    def _make_home(self) -> QWidget:
        from kks_desktop.qt.screens.beranda.page import BerandaPage

        return BerandaPage(self._bridge)

    def _make_profile(self) -> QWidget:
        from kks_desktop.qt.screens.profile.page import ProfilePage

        return ProfilePage(self._bridge)

    def _make_basis(self) -> QWidget:
        from kks_desktop.qt.screens.basis.sections import RegionPage

        return RegionPage(self._bridge)

    def _make_bodies(self) -> QWidget:
        from kks_desktop.qt.screens.kelembagaan.page import KelembagaanPage

        return KelembagaanPage(self._bridge)

    def _make_tatanan(self) -> QWidget:
        from kks_desktop.qt.screens.tatanan.page import TatananPage

        page = TatananPage(self._bridge)
        page.editor.notes = self._province_notes
        page.code_shown.connect(self.code_shown)
        page.tatanan_shown.connect(self.tatanan_shown)
        return page

    def _make_officer(self) -> QWidget:
        from kks_desktop.qt.screens.officer.page import OfficerPage

        return OfficerPage(self._bridge)

    @property
    def desk(self) -> EvidenceDesk:
        """The proof of this data folder."""
        from kks_desktop.services.evidence import EvidenceDesk

        if self._desk is None:
            self._desk = EvidenceDesk(self._workspace)
        return self._desk

    @property
    def taking_in(self) -> bool:
        """Whether files of proof are on their way in."""
        return self._intake is not None and self._intake.busy

    @property
    def intake(self) -> EvidenceIntake:
        """What takes files in; made when the first page that may want it is made."""
        from kks_desktop.qt.intake import EvidenceIntake

        if self._intake is None:
            self._intake = EvidenceIntake(
                self.desk, self._bridge, self._tools.runner, self._tools.dialogs, self._stack
            )
            self._intake.told.connect(self._on_intake_told)
        return self._intake

    @Slot(str, str)
    def _on_intake_told(self, target: str, sentence: str) -> None:
        for page in self._made.values():
            tell = getattr(page, "tell", None)
            if tell is not None:
                tell(target, sentence)

    def _make_library(self) -> QWidget:
        from kks_desktop.qt.screens.evidence.page import EvidencePage

        page = EvidencePage(
            self._workspace, self.desk, self._bridge, self._tools.runner, self._tools.dialogs
        )
        page.checked.connect(self.watch.set_damaged)
        page.checked.connect(page.set_damaged)
        self.intake.taken.connect(page.sheet_taken)
        return page

    def _make_agencies(self) -> QWidget:
        from kks_desktop.qt.screens.agencies.page import AgenciesPage

        return AgenciesPage(self._bridge, self._tools.runner, self._tools.dialogs)

    def _make_comparison(self) -> QWidget:
        from kks_desktop.qt.screens.comparison.page import ComparisonPage

        return ComparisonPage(self._workspace, self._bridge)

    def _make_new_assessment(self) -> QWidget:
        from kks_desktop.qt.screens.new_assessment.page import NewAssessmentPage

        page = NewAssessmentPage(self._workspace, self._bridge, self._tools.runner)
        page.leaving.connect(self.leaving)
        page.begun.connect(self.begun)
        return page

    def _make_carried(self) -> QWidget:
        from kks_desktop.qt.screens.carried.page import CarriedPage

        return CarriedPage(self._bridge, self._tools.dialogs)

    def _make_bin(self) -> QWidget:
        from kks_desktop.qt.screens.bin.page import BinPage

        page = BinPage(self._workspace, self._bridge, self._tools.runner)
        page.leaving.connect(self.leaving)
        page.begun.connect(self.begun)
        return page

    def _make_backups(self) -> QWidget:
        from kks_desktop.qt.screens.backups.page import BackupsPage

        assert self.backups is not None
        page = BackupsPage(
            self._workspace,
            self._bridge,
            self.backups.watch,
            self._tools.runner,
            self._tools.dialogs,
        )
        page.restore_requested.connect(self.restore_requested)
        return page

    def _province_notes(self, code: str) -> Sequence[str]:
        if not self._bridge.session.letter_rule:
            return ()  # without a reference nothing of signatures is loaded
        from kks_desktop.services.reference import notes_for

        return notes_for(self._workspace, code)

    @Slot()
    def open_keys(self) -> None:
        """Open the page of keys."""
        self.open_requested.emit(KEYS)

    def _make_keys(self) -> QWidget:
        tools = self._tools
        if self._workspace.require_session().info.role == DISTRICT:
            from kks_desktop.qt.screens.keys.district_page import DistrictKeysPage

            return DistrictKeysPage(self._workspace, tools.runner, tools.dialogs)
        from kks_desktop.qt.screens.keys.province_page import ProvinceKeysPage

        return ProvinceKeysPage(self._workspace, tools.runner, tools.dialogs)

    def _make_reference(self) -> QWidget:
        from kks_desktop.qt.screens.keys.reference_page import ReferencePage

        tools = self._tools
        return ReferencePage(self._workspace, self._bridge, tools.runner, tools.dialogs)

    def _make_history(self) -> QWidget:
        from kks_desktop.qt.screens.history.page import HistoryPage

        return HistoryPage(self._workspace, self._bridge, self._tools.runner, self._tools.dialogs)

    def _make_problems(self) -> QWidget:
        from kks_desktop.qt.screens.problems.page import ProblemsPage

        return ProblemsPage(self._bridge, self.watch)

    def _make_report(self) -> QWidget:
        from kks_desktop.qt.screens.papers.page import PapersPage

        page = PapersPage(
            self._workspace,
            self._bridge,
            self._tools.runner,
            self._tools.dialogs,
            self._settings.paper,
        )
        page.paper_chosen.connect(self._on_paper_chosen)
        return page

    @Slot(str)
    def _on_paper_chosen(self, paper: str) -> None:
        self._settings.paper = paper

    def _make_send(self) -> QWidget:
        from kks_desktop.qt.screens.sending.page import SendingPage

        page = SendingPage(
            self._workspace,
            self._bridge,
            self._tools.runner,
            self._tools.dialogs,
            self._settings.last_folder,
        )
        page.preview_requested.connect(self.document_requested)
        page.sent.connect(self.sent)
        page.folder_chosen.connect(self._on_folder_chosen)
        return page

    @Slot(str)
    def _on_folder_chosen(self, folder: str) -> None:
        self._settings.last_folder = folder

    def _make_handovers(self) -> QWidget:
        from kks_desktop.qt.screens.handovers.page import HandoversPage

        return HandoversPage(self._workspace, self._tools.runner, self._tools.dialogs)

    def _make_check(self) -> QWidget:
        from kks_desktop.qt.screens.checking.page import CheckingPage

        return CheckingPage(self._workspace, self._tools.runner, self._tools.dialogs)

    def _make_inbox(self) -> QWidget:
        from kks_desktop.qt.screens.inbox.page import InboxPage

        return InboxPage(self._workspace, self._bridge, self._tools.runner, self._tools.dialogs)
