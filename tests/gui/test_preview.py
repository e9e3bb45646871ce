"""A document on the screen: made, looked through, saved, printed."""

from __future__ import annotations

import io

import pypdf
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.screens.preview.page import ReportPage
from kks_desktop.qt.screens.preview.printing import make_printer
from kks_desktop.qt.screens.preview.viewer import Document, DocumentViewer
from kks_desktop.services.practice import PASSPHRASE
from kks_desktop.services.sending import make_key

SIZES = {"a4": (595.276, 841.89), "f4": (609.449, 935.433)}


def six_pages(paper, progress, cancel, early) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZES[paper])
    for number in range(6):
        canvas.setFillColorRGB(number / 6, 0, 0)
        canvas.rect(0, 0, 600, 900, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.fixture
def viewer(qtbot, runner, dialogs) -> DocumentViewer:
    viewer = DocumentViewer(runner, dialogs)
    qtbot.addWidget(viewer)
    viewer.resize(1000, 700)
    with qtbot.waitActive(viewer):
        viewer.show()
    with qtbot.waitSignal(viewer.loaded):
        viewer.show_document(Document("Laporan", "Laporan.pdf", six_pages))
    yield viewer
    qtbot.waitUntil(lambda: not runner.busy)


def red(viewer: DocumentViewer) -> bool:
    """Whether the first page in sight has been drawn."""
    image = viewer.browser.view.viewport().grab().toImage()
    middle = image.pixelColor(image.width() // 2, image.height() // 2)
    return middle.lightness() < 200


def test_pages_are_drawn_as_they_come_into_sight(qtbot, viewer) -> None:
    assert viewer.browser.ui.count_label.text() == "dari 6"
    assert viewer.browser.list.model().rowCount() == 6
    viewer.browser.view.show_page(0)
    qtbot.waitUntil(lambda: red(viewer))


def test_going_to_a_page(qtbot, viewer) -> None:
    ui = viewer.browser.ui
    ui.page_edit.setFocus()
    ui.page_edit.selectAll()
    qtbot.keyClicks(ui.page_edit, "4")
    qtbot.keyClick(ui.page_edit, Qt.Key.Key_Return)
    assert viewer.browser.view.page == 3
    qtbot.mouseClick(ui.previous_button, Qt.MouseButton.LeftButton)
    assert ui.page_edit.text() == "3"
    qtbot.keyClick(viewer.browser.view, Qt.Key.Key_Home)
    assert viewer.browser.view.page == 0
    qtbot.keyClick(ui.page_edit, Qt.Key.Key_9)
    qtbot.keyClick(ui.page_edit, Qt.Key.Key_Return)
    assert ui.page_edit.text() == "1"


def test_a_thumbnail_leads_to_its_page(qtbot, viewer) -> None:
    index = viewer.browser.list.model().index(2, 0)
    viewer.browser.list.scrollTo(index)
    where = viewer.browser.list.visualRect(index).center()
    qtbot.mouseClick(viewer.browser.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert viewer.browser.view.page == 2


def test_zoom_by_keys_wheel_and_width(qtbot, viewer) -> None:
    fitted = viewer.browser.view.zoom
    viewer.browser.view.setFocus()
    qtbot.keyClick(viewer.browser.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    larger = viewer.browser.view.zoom
    assert larger > fitted
    wheel = QWheelEvent(
        QPointF(300, 300),
        viewer.browser.view.viewport().mapToGlobal(QPointF(300, 300)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewer.browser.view.viewport(), wheel)
    assert viewer.browser.view.zoom < larger
    qtbot.keyClick(viewer.browser.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert viewer.browser.view.zoom == fitted
    assert viewer.browser.ui.zoom_label.text() == f"{round(fitted * 100)} %"


def test_another_paper_makes_the_document_again(qtbot, viewer, dialogs, tmp_path) -> None:
    combo = viewer.ui.paper_combo
    with qtbot.waitSignal(viewer.loaded):
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    dialogs.targets.append(tmp_path / "laporan.pdf")
    with qtbot.waitSignal(viewer.saved):
        qtbot.mouseClick(viewer.ui.save_button, Qt.MouseButton.LeftButton)
    assert dialogs.asked == ["Laporan.pdf"]
    [width, height] = pypdf.PdfReader(tmp_path / "laporan.pdf").pages[0].mediabox[2:]
    assert (round(width), round(height)) == (609, 935)
    assert "laporan.pdf" in viewer.ui.saved_label.text()


def test_a_folder_that_refuses_is_said(qtbot, viewer, dialogs, tmp_path) -> None:
    dialogs.targets.append(tmp_path / "tidak ada" / "laporan.pdf")
    qtbot.mouseClick(viewer.ui.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialogs.failures))
    assert "tidak jadi ditulis" in dialogs.failures[0]


def printer_to(path, paper="f4"):
    printer = make_printer(paper)
    printer.setOutputFormat(printer.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_printing_keeps_f4_to_the_millimetre(qtbot, viewer, tmp_path) -> None:
    with qtbot.waitSignal(viewer.printed) as printed:
        viewer.print_to(printer_to(tmp_path / "cetak.pdf"))
    assert printed.args == [True]
    pages = pypdf.PdfReader(tmp_path / "cetak.pdf").pages
    assert len(pages) == 6
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [609, 935]


def test_a_range_of_pages(qtbot, viewer, tmp_path) -> None:
    printer = printer_to(tmp_path / "cetak.pdf")
    printer.setFromTo(2, 4)
    with qtbot.waitSignal(viewer.printed):
        viewer.print_to(printer)
    assert len(pypdf.PdfReader(tmp_path / "cetak.pdf").pages) == 3


def test_printing_can_be_stopped(qtbot, viewer, tmp_path) -> None:
    with qtbot.waitSignal(viewer.printed) as printed:
        viewer.print_to(printer_to(tmp_path / "cetak.pdf"))
        qtbot.mouseClick(viewer.ui.stop_button, Qt.MouseButton.LeftButton)
    assert printed.args == [False]
    assert not viewer.ui.print_card.isVisible()


def test_turning_away_from_the_dialog_prints_nothing(qtbot, viewer, dialogs) -> None:
    dialogs.printers.append(False)
    qtbot.mouseClick(viewer.ui.print_button, Qt.MouseButton.LeftButton)
    assert dialogs.asked == ["6 halaman"]
    assert not viewer.ui.print_card.isVisible()


def test_what_cannot_be_made_is_said_and_can_be_repeated(qtbot, runner, dialogs) -> None:
    broken = [True]

    def make(paper, progress, cancel, early) -> bytes:
        if broken.pop():
            broken.append(False)
            raise KksError("Huruf cetak tidak ditemukan; pasang ulang program ini.")
        return six_pages(paper, progress, cancel, early)

    viewer = DocumentViewer(runner, dialogs)
    qtbot.addWidget(viewer)
    viewer.show()
    viewer.show_document(Document("Laporan", "Laporan.pdf", make))
    qtbot.waitUntil(viewer.ui.failure_card.isVisible)
    assert not viewer.ui.print_button.isEnabled()
    with qtbot.waitSignal(viewer.loaded):
        qtbot.mouseClick(viewer.ui.retry_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not runner.busy)


def test_the_documents_of_an_assessment(qtbot, practice, runner, dialogs) -> None:
    page = ReportPage(practice, runner, dialogs)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000) as loaded:
        page.show()
    assert loaded.args[0] > 5
    combo = page.viewer.ui.document_combo
    assert combo.count() == 1
    make_key(practice, PASSPHRASE, "Rahmawati Siregar")
    with qtbot.waitSignal(page.viewer.loaded, timeout=30_000) as loaded:
        page.show_document("kunci")
    assert loaded.args == [1]
    qtbot.waitUntil(lambda: not runner.busy)
