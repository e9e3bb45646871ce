"""A document to look through: its pages, the small ones beside them, and a bar to move about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListView, QWidget

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.forms.ui_page_browser import Ui_PageBrowser
from kks_desktop.qt.theme import chars, line_height, space
from kks_desktop.qt.viewer.find_bar import FindBar
from kks_desktop.qt.viewer.page_view import Fit, PageView
from kks_desktop.qt.viewer.pdf_pages import PdfPages
from kks_desktop.qt.viewer.renderer import Renderer
from kks_desktop.qt.viewer.thumbnails import ThumbnailModel
from kks_desktop.qt.widgets.form_looks import dress

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QResizeEvent

    from kks_desktop.qt.tasks import TaskRunner
    from kks_desktop.qt.viewer.pages import Pages

ROOM_FOR_LIST = 80
"""In a view narrower than this many digits the page needs the room of the small ones."""


class PageBrowser(QWidget):
    """Shows the pages it is given and closes them when they are no longer wanted.

    Signals:
        failed(object): a page could not be drawn; its place says so.
        closed(object): the ``Pages`` whose file is free again.
    """

    failed = Signal(object)
    closed = Signal(object)

    def __init__(
        self, runner: TaskRunner, parent: QWidget | None = None, *, searching: bool = False
    ) -> None:
        """Make an empty browser; ``searching`` also finds text, in documents of our own."""
        super().__init__(parent)
        self._count = 0
        self._renderer = Renderer(runner, self)
        self._renderer.failed.connect(self.failed)
        self._renderer.closed.connect(self.closed)
        self.ui = Ui_PageBrowser()
        self.ui.setupUi(self)
        dress(self)
        self.view = PageView(self._renderer)
        self._thumbnails = ThumbnailModel(self._renderer, line_height() * 7, self)
        self.list = self._make_list()
        self.find_bar = FindBar(runner, self.view) if searching else None
        self.ui.find_button.setVisible(searching)
        self.ui.rotate_button.setVisible(not searching)  # our own pages all stand upright
        if self.find_bar is not None:
            self.ui.find_layout.addWidget(self.find_bar)
            self.find_bar.hide()
        self.ui.body_layout.addWidget(self.list)
        self.ui.body_layout.addWidget(self.view, 1)
        self.ui.page_edit.setMaximumWidth(chars(6))
        self.ui.zoom_label.setMinimumWidth(chars(5.5))
        self._connect()

    def show_pages(self, pages: Pages, fit: Fit | None = None, *, whole: bool = True) -> None:
        """Show a document from its first page, or without ``fit`` the same one made again.

        Of one that is not ``whole`` more pages are to come (``grow_pages``).
        """
        self._renderer.set_pages(pages)
        self._thumbnails.set_sizes(pages.sizes)
        self.view.set_sizes(pages.sizes, fit)
        self._show_count(pages, whole=whole)

    def grow_pages(self, pages: Pages, *, whole: bool) -> None:
        """Show the same document with what was made of it meanwhile; scrolled as it is."""
        self._renderer.set_pages(pages)
        self._thumbnails.grow(pages.sizes)
        self.view.grow(pages.sizes)
        self._show_count(pages, whole=whole)

    def _show_count(self, pages: Pages, *, whole: bool) -> None:
        self._count = len(pages.sizes)
        count = format_number(self._count) if whole else self.tr("{0}…").format(self._count)
        self.ui.count_label.setText(self.tr("dari {0}").format(count))
        self._offer_moves()
        self._on_page_shown(self.view.page)
        if self.find_bar is not None:
            self.find_bar.set_pages(pages if isinstance(pages, PdfPages) else None)

    def clear(self) -> None:
        """Show nothing; ``closed`` follows when the file is free."""
        if self.find_bar is not None:
            self.find_bar.set_pages(None)
        self._renderer.set_pages(None)
        self._count = 0
        self._thumbnails.set_sizes([])
        self.view.set_sizes([])

    def let_go(self, pages: Pages) -> None:
        """Close a document that came too late to be shown; ``closed`` follows."""
        self._renderer.let_go(pages)

    # ------------------------------------------------------------ building

    def _make_list(self) -> QListView:
        small = QListView()
        small.setModel(self._thumbnails)
        small.setViewMode(QListView.ViewMode.IconMode)
        small.setFlow(QListView.Flow.TopToBottom)
        small.setWrapping(False)
        small.setMovement(QListView.Movement.Static)
        small.setUniformItemSizes(True)
        small.setIconSize(QSize(line_height() * 7, line_height() * 7))
        small.setSpacing(space())
        small.setAccessibleName(self.tr("Daftar halaman"))
        small.setFixedWidth(line_height() * 7 + space(6))
        small.setFrameShape(QListView.Shape.NoFrame)
        return small

    def _connect(self) -> None:
        ui = self.ui
        ui.previous_button.clicked.connect(self._on_previous_clicked)
        ui.next_button.clicked.connect(self._on_next_clicked)
        ui.page_edit.returnPressed.connect(self._on_page_entered)
        ui.smaller_button.clicked.connect(self.view.reduce)
        ui.larger_button.clicked.connect(self.view.enlarge)
        ui.width_button.clicked.connect(self.view.fit_width)
        ui.whole_button.clicked.connect(self.view.fit_page)
        ui.rotate_button.clicked.connect(self.view.rotate)
        ui.find_button.toggled.connect(self._on_find_toggled)
        if self.find_bar is not None:
            self.find_bar.closed.connect(self._on_find_closed)
        self.list.clicked.connect(self._on_thumbnail_clicked)
        self.list.activated.connect(self._on_thumbnail_clicked)
        self.view.page_shown.connect(self._on_page_shown)
        self.view.zoom_changed.connect(self._on_zoom_changed)
        self.view.rotation_changed.connect(self._thumbnails.set_rotation)
        for keys, slot in (
            ("Ctrl++", self.view.enlarge),
            ("Ctrl+=", self.view.enlarge),
            ("Ctrl+-", self.view.reduce),
            ("Ctrl+0", self.view.fit_width),
            ("Ctrl+9", self.view.fit_page),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        if self.find_bar is not None:
            # from wherever the cursor is; a page that is not in front does not hear it
            QShortcut(QKeySequence("F3"), self).activated.connect(self._on_find)

    def _offer_moves(self) -> None:
        """Offer to move about only where there is more than one page."""
        ui, several = self.ui, self._count > 1
        for part in (ui.previous_button, ui.page_edit, ui.count_label, ui.next_button):
            part.setVisible(several)
        self.list.setVisible(several and self.width() >= chars(ROOM_FOR_LIST))

    # ------------------------------------------------------------ looking

    @Slot(int)
    def _on_page_shown(self, page: int) -> None:
        self.ui.page_edit.setText(str(page + 1))
        self.ui.previous_button.setEnabled(page > 0)
        self.ui.next_button.setEnabled(page + 1 < self._count)
        self.list.setCurrentIndex(self._thumbnails.index(page))

    @Slot()
    def _on_find(self) -> None:
        self.ui.find_button.setChecked(True)
        self._on_find_toggled(shown=True)  # again: the cursor goes into the field

    @Slot(bool)
    def _on_find_toggled(self, shown: bool) -> None:
        if self.find_bar is not None:
            self.find_bar.setVisible(shown)
            if shown:
                self.find_bar.start()
            else:
                self.find_bar.edit.clear()
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_find_closed(self) -> None:
        self.ui.find_button.setChecked(False)

    @Slot(float)
    def _on_zoom_changed(self, zoom: float) -> None:
        self.ui.zoom_label.setText(f"{round(zoom * 100)} %")

    @Slot("QModelIndex")
    def _on_thumbnail_clicked(self, index: QModelIndex) -> None:
        self.view.show_page(index.row())

    @Slot()
    def _on_page_entered(self) -> None:
        text = self.ui.page_edit.text().strip()
        if text.isdecimal() and len(text) < 9:
            self.view.show_page(int(text) - 1)
        self.ui.page_edit.setText(str(self.view.page + 1))

    @Slot()
    def _on_previous_clicked(self) -> None:
        self.view.show_page(self.view.page - 1)

    @Slot()
    def _on_next_clicked(self) -> None:
        self.view.show_page(self.view.page + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_moves()
