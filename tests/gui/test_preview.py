"""A document on the screen: made, looked through, saved, printed."""

from __future__ import annotations

import io
from threading import Event

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from kks_desktop.domain.errors import KksError
from kks_desktop.qt.screens.preview import printing
from kks_desktop.qt.screens.preview.printing import make_printer
from kks_desktop.qt.screens.preview.viewer import Document, DocumentViewer

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


def test_closing_while_pages_are_printed(qtbot, viewer, runner, tmp_path) -> None:
    viewer.print_to(printer_to(tmp_path / "cetak.pdf"))
    with qtbot.waitSignal(viewer._job.progress):
        pass
    runner.shutdown()
    qtbot.waitUntil(lambda: viewer._job is None)
    assert not runner.busy


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


# ------------------------------------------------------------ pages as they are made


def worded(pages: int, *, wide: tuple[int, ...] = ()) -> bytes:
    """Pages with words on them; some lie across."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZES["a4"])
    for number in range(1, pages + 1):
        size = SIZES["a4"]
        canvas.setPageSize(size[::-1] if number in wide else size)
        canvas.drawString(72, 700, f"Halaman ke-{number} tentang stunting")
        canvas.drawString(72, 300, f"Angka {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


class Growing:
    """A document whose first pages are there long before its end."""

    def __init__(self) -> None:
        self.may_end = Event()

    def __call__(self, paper, progress, cancel, early) -> bytes:
        early(worded(1))
        early(worded(3))
        assert self.may_end.wait(20)
        cancel.check()
        return worded(6)


@pytest.fixture
def empty_viewer(qtbot, runner, dialogs) -> DocumentViewer:
    viewer = DocumentViewer(runner, dialogs)
    qtbot.addWidget(viewer)
    viewer.resize(1000, 700)
    with qtbot.waitActive(viewer):
        viewer.show()
    yield viewer
    qtbot.waitUntil(lambda: not runner.busy)


def test_first_pages_are_looked_at_while_the_rest_is_made(qtbot, empty_viewer) -> None:
    viewer, make = empty_viewer, Growing()
    viewer.show_document(Document("Profil", "Profil.pdf", make))
    label = viewer.browser.ui.count_label
    qtbot.waitUntil(lambda: label.text() == "dari 3…")
    assert not viewer.ui.save_button.isEnabled()
    assert not viewer.ui.print_button.isEnabled()
    bar = viewer.browser.view.verticalScrollBar()
    bar.setValue(700)
    with qtbot.waitSignal(viewer.loaded) as loaded:
        make.may_end.set()
    assert loaded.args == [6]
    assert label.text() == "dari 6"
    assert bar.value() == 700
    assert viewer.browser.list.model().rowCount() == 6
    assert viewer.ui.save_button.isEnabled()


def test_another_document_while_one_is_made(qtbot, empty_viewer) -> None:
    viewer, make = empty_viewer, Growing()
    viewer.show_document(Document("Profil", "Profil.pdf", make))
    qtbot.waitUntil(lambda: viewer.browser.ui.count_label.text() == "dari 3…")
    with qtbot.waitSignal(viewer.loaded) as loaded:
        viewer.show_document(Document("Laporan", "Laporan.pdf", lambda *_: worded(2)))
    make.may_end.set()
    assert loaded.args == [2]
    qtbot.waitUntil(lambda: not viewer._runner.busy)
    assert viewer.browser.ui.count_label.text() == "dari 2"


def test_what_is_made_anew_behind_the_dialog_is_saved_when_it_is_there(
    qtbot, empty_viewer, dialogs, tmp_path
) -> None:
    viewer = empty_viewer
    sizes = iter((2, 5))
    document = Document("Surat", "Surat.pdf", lambda *_: worded(next(sizes)))
    with qtbot.waitSignal(viewer.loaded):
        viewer.show_document(document)
    ask = dialogs.ask_save_file

    def ask_late(*given) -> None:
        viewer.reload()  # a text was typed just before
        ask(*given)

    dialogs.ask_save_file = ask_late
    dialogs.targets.append(tmp_path / "surat.pdf")
    with qtbot.waitSignal(viewer.saved):
        qtbot.mouseClick(viewer.ui.save_button, Qt.MouseButton.LeftButton)
    assert len(pypdf.PdfReader(tmp_path / "surat.pdf").pages) == 5


def test_a_person_may_stop_it_and_begin_again(qtbot, empty_viewer) -> None:
    viewer, make = empty_viewer, Growing()
    with qtbot.waitSignal(viewer._runner.started) as started:
        viewer.show_document(Document("Profil", "Profil.pdf", make))
    qtbot.waitUntil(lambda: viewer.browser.ui.count_label.text() == "dari 3…")
    started.args[0].cancel()
    make.may_end.set()
    qtbot.waitUntil(viewer.ui.failure_card.isVisible)
    assert "Penyusunan dihentikan" in viewer.ui.failure_label.text()
    assert not viewer.ui.save_button.isEnabled()
    with qtbot.waitSignal(viewer.loaded):
        qtbot.mouseClick(viewer.ui.retry_button, Qt.MouseButton.LeftButton)
    assert not viewer.ui.failure_card.isVisible()


# ------------------------------------------------------------ finding text


@pytest.fixture
def words(qtbot, empty_viewer) -> DocumentViewer:
    with qtbot.waitSignal(empty_viewer.loaded):
        empty_viewer.show_document(Document("Kata", "Kata.pdf", lambda *_: worded(6)))
    return empty_viewer


def type_search(qtbot, viewer: DocumentViewer, text: str) -> None:
    qtbot.keyClick(viewer, Qt.Key.Key_F3)
    bar = viewer.browser.find_bar
    assert bar.edit.hasFocus()
    qtbot.keyClicks(bar.edit, text)
    qtbot.waitUntil(bar.count_label.isVisible)


def test_text_is_found_and_stepped_through(qtbot, words) -> None:
    type_search(qtbot, words, "STUNTING")
    bar = words.browser.find_bar
    qtbot.waitUntil(lambda: bar.count_label.text() == "1 dari 6")
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.count_label.text() == "2 dari 6"
    assert words.browser.view.page == 1
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count_label.text() == "6 dari 6"
    assert words.browser.view.page >= 4
    qtbot.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert words.browser.view.hasFocus()


def test_a_found_place_is_marked_where_it_stands(qtbot, words) -> None:
    view = words.browser.view
    qtbot.waitUntil(lambda: bool(view._images))
    before = view.viewport().grab().toImage()
    type_search(qtbot, words, "Halaman ke-1 ")
    qtbot.waitUntil(lambda: words.browser.find_bar.count_label.text() == "1 dari 1")
    after = view.viewport().grab().toImage()
    changed = [
        (x, y)
        for x in range(0, after.width(), 3)
        for y in range(0, min(before.height(), after.height()), 3)
        if after.pixelColor(x, y).saturation() > 40
    ]
    assert changed, "nothing is marked"
    # the words stand 72 points from the left edge and 142 from the top
    factor = view.zoom * 96 / 72
    page = view._rect(0)
    xs, ys = zip(*changed, strict=True)
    assert abs(min(xs) - (page.left() + 72 * factor)) < 8
    assert page.top() + 125 * factor < min(ys) < max(ys) < page.top() + 150 * factor


def test_what_is_not_there_is_said(qtbot, words) -> None:
    type_search(qtbot, words, "malaria")
    qtbot.waitUntil(lambda: words.browser.find_bar.count_label.text() == "tidak ada")


def test_the_search_goes_on_in_the_document_made_again(qtbot, words) -> None:
    type_search(qtbot, words, "angka")
    bar = words.browser.find_bar
    qtbot.waitUntil(lambda: bar.count_label.text() == "1 dari 6")
    with qtbot.waitSignal(words.loaded):
        words.show_document(Document("Kata", "Kata.pdf", lambda *_: worded(2)))
    qtbot.waitUntil(lambda: bar.count_label.text() == "1 dari 2")


# ------------------------------------------------------------ printing


def test_a_wide_page_turns_the_sheet(qtbot, empty_viewer, tmp_path) -> None:
    made = worded(3, wide=(2,))
    with qtbot.waitSignal(empty_viewer.loaded):
        empty_viewer.show_document(Document("Rekap", "Rekap.pdf", lambda *_: made))
    with qtbot.waitSignal(empty_viewer.printed):
        empty_viewer.print_to(printer_to(tmp_path / "cetak.pdf", "a4"))
    pages = pypdf.PdfReader(tmp_path / "cetak.pdf").pages
    sizes = [[round(float(side)) for side in page.mediabox[2:]] for page in pages]
    assert sizes == [[595, 842], [842, 595], [595, 842]]


def drawn_share(path, page: int = 0) -> tuple[float, float]:
    """The width and height of the image on a printed page, as shares of the paper."""
    document = pypdfium2.PdfDocument(path)
    found = document[page]
    [image] = list(found.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    left, bottom, right, top = image.get_bounds()
    width, height = found.get_size()
    document.close()
    return (right - left) / width, (top - bottom) / height


@pytest.mark.parametrize(
    ("paper", "share"),
    [
        ("a4", (1.0, 1.0)),
        # true to size on the larger paper, not blown up to it
        ("f4", (595.28 / 609.45, 841.89 / 935.43)),
    ],
)
def test_pages_are_printed_to_scale(qtbot, viewer, tmp_path, paper, share) -> None:
    with qtbot.waitSignal(viewer.printed):
        viewer.print_to(printer_to(tmp_path / "cetak.pdf", paper))
    across, down = drawn_share(tmp_path / "cetak.pdf")
    assert across == pytest.approx(share[0], abs=0.01)
    assert down == pytest.approx(share[1], abs=0.01)


def test_a_smaller_paper_gets_the_whole_page_smaller(qtbot, runner, dialogs, tmp_path) -> None:
    viewer = DocumentViewer(runner, dialogs)
    qtbot.addWidget(viewer)
    viewer.set_paper("f4")
    with qtbot.waitSignal(viewer.loaded):
        viewer.show_document(Document("Laporan", "Laporan.pdf", six_pages))
    with qtbot.waitSignal(viewer.printed):
        viewer.print_to(printer_to(tmp_path / "cetak.pdf", "a4"))
    across, down = drawn_share(tmp_path / "cetak.pdf")
    assert down == pytest.approx(1.0, abs=0.01)
    assert across < 0.93
    qtbot.waitUntil(lambda: not runner.busy)


def test_it_is_said_where_the_pages_went(qtbot, viewer, tmp_path) -> None:
    with qtbot.waitSignal(viewer.printed):
        viewer.print_to(printer_to(tmp_path / "cetak.pdf"))
    assert "6 halaman diserahkan ke pencetak" in viewer.ui.saved_label.text()
    assert not viewer.ui.folder_button.isVisible()


def test_a_printer_that_does_not_take_it_is_said(qtbot, viewer, tmp_path) -> None:
    with qtbot.waitSignal(viewer.printed) as printed:
        viewer.print_to(printer_to(tmp_path / "tidak ada" / "cetak.pdf"))
    assert printed.args == [False]
    assert "Pencetak tidak menerima dokumen ini" in viewer.ui.failure_label.text()
    assert viewer.ui.print_button.isEnabled()
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_computer_without_a_printer(qtbot, viewer, dialogs, monkeypatch) -> None:
    monkeypatch.setattr(printing.sys, "platform", "win32")
    monkeypatch.setattr(
        "PySide6.QtPrintSupport.QPrinterInfo.availablePrinterNames", staticmethod(lambda: [])
    )
    qtbot.mouseClick(viewer.ui.print_button, Qt.MouseButton.LeftButton)
    assert "Belum ada pencetak" in viewer.ui.failure_label.text()
    assert not dialogs.asked


def test_printing_goes_on_while_another_document_is_shown(qtbot, viewer, tmp_path) -> None:
    with qtbot.waitSignals([viewer.printed, viewer.loaded]):
        viewer.print_to(printer_to(tmp_path / "cetak.pdf"))
        viewer.show_document(Document("Kata", "Kata.pdf", lambda *_: worded(2)))
    assert len(pypdf.PdfReader(tmp_path / "cetak.pdf").pages) == 6
