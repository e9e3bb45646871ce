"""One file of proof on the screen: pages, photos, and what is said where there are none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from kks_desktop.qt.screens.evidence_view.panel import EvidenceViewer
from kks_desktop.qt.viewer import pdf_pages
from kks_desktop.qt.viewer.layout import PageLayout
from kks_desktop.services.tasks import CancelledError, CancelToken

A4 = (595, 842)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
LEFT = Qt.MouseButton.LeftButton


def pdf(path: Path, pages: int = 6) -> Path:
    """Pages that are red on the left and blue on the right."""
    canvas = Canvas(str(path), pagesize=A4)
    for _ in range(pages):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 298, 842, fill=1, stroke=0)
        canvas.setFillColorRGB(0, 0, 1)
        canvas.rect(298, 0, 298, 842, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return path


def photo(path: Path, size=(4000, 3000), **options) -> Path:
    """A picture that is red on the left and blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    image.save(path, **options)
    return path


@pytest.fixture
def viewer(qtbot, runner, dialogs) -> EvidenceViewer:
    viewer = EvidenceViewer(runner, dialogs)
    qtbot.addWidget(viewer)
    viewer.resize(1000, 700)
    with qtbot.waitActive(viewer):
        viewer.show()
    yield viewer
    viewer.clear()
    qtbot.waitUntil(lambda: not runner.busy)


def show(qtbot, viewer, path: Path, title: str = "Bukti") -> None:
    with qtbot.waitSignal(viewer.shown):
        viewer.show_file(path, path.suffix[1:], title)


def colour(viewer, across: float, down: float) -> str:
    """What is seen at a place of the view, as a name."""
    image = viewer.browser.view.viewport().grab().toImage()
    seen = image.pixelColor(round(image.width() * across), round(image.height() * down))
    names = {(255, 0, 0): "red", (0, 0, 255): "blue"}
    return names.get(tuple(round(part / 64) * 64 - (part > 223) for part in seen.getRgb()[:3]), "")


def wait_colours(qtbot, viewer, *wanted: tuple[float, float, str]) -> None:
    def check() -> bool:
        return all(colour(viewer, across, down) == name for across, down, name in wanted)

    qtbot.waitUntil(check)


# ------------------------------------------------------------------ pages


def test_a_pdf_shows_its_pages(qtbot, viewer, tmp_path) -> None:
    show(qtbot, viewer, pdf(tmp_path / "a.pdf"), "Laporan SKI")
    assert viewer.title_label.text() == "Laporan SKI"
    assert viewer.ui.facts_label.text().startswith("Dokumen PDF · ")
    assert viewer.ui.facts_label.text().endswith(" · 6 halaman")
    assert viewer.browser.list.isVisible()
    wait_colours(qtbot, viewer, (0.3, 0.5, "red"), (0.7, 0.5, "blue"))
    qtbot.mouseClick(viewer.browser.ui.next_button, LEFT)
    assert viewer.browser.ui.page_edit.text() == "2"
    assert viewer.browser.view.page == 1


def test_turning_is_for_this_view_only(qtbot, viewer, tmp_path) -> None:
    path = pdf(tmp_path / "a.pdf")
    before = path.read_bytes()
    show(qtbot, viewer, path)
    qtbot.mouseClick(viewer.browser.ui.whole_button, LEFT)
    qtbot.keyClick(viewer.browser.view, Qt.Key.Key_R)
    assert viewer.browser.view.rotation == 90
    wait_colours(qtbot, viewer, (0.5, 0.3, "red"), (0.5, 0.7, "blue"))
    qtbot.mouseClick(viewer.browser.ui.rotate_button, LEFT)
    wait_colours(qtbot, viewer, (0.4, 0.5, "blue"), (0.6, 0.5, "red"))
    assert path.read_bytes() == before
    show(qtbot, viewer, path)
    assert viewer.browser.view.rotation == 0


def test_keys_without_a_mouse(qtbot, viewer, tmp_path) -> None:
    show(qtbot, viewer, pdf(tmp_path / "a.pdf"))
    view = viewer.browser.view
    view.setFocus()
    fitted = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > fitted
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom < fitted
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == fitted
    qtbot.keyClick(view, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    for page in (1, 2, 3):
        qtbot.keyClick(view, Qt.Key.Key_PageDown)
        assert view.page == page
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page == 2
    with qtbot.waitSignal(viewer.closed):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_zooming_keeps_what_is_in_the_middle(qtbot, viewer, tmp_path) -> None:
    show(qtbot, viewer, pdf(tmp_path / "a.pdf"))
    view = viewer.browser.view
    view.show_page(3)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 400)
    middle = view._place(view.viewport().rect().center().toPointF())
    for _ in range(4):
        view.enlarge()
    after = view._place(view.viewport().rect().center().toPointF())
    assert after[0] == middle[0]
    assert after[2] == pytest.approx(middle[2], abs=0.01)


def test_what_was_filled_into_a_form_is_seen(qtbot, viewer, tmp_path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    red = {"fillColor": colors.red, "borderColor": colors.red, "textColor": colors.red}
    canvas.acroForm.textfield(name="a", value="X", x=0, y=0, width=595, height=842, **red)
    canvas.showPage()
    canvas.save()
    show(qtbot, viewer, tmp_path / "a.pdf")
    wait_colours(qtbot, viewer, (0.5, 0.6, "red"))


# ------------------------------------------------------------------ pictures


def test_a_photo_is_a_document_of_one_page(qtbot, viewer, tmp_path) -> None:
    show(qtbot, viewer, photo(tmp_path / "a.jpg"))
    assert not viewer.browser.list.isVisible()
    assert not viewer.browser.ui.page_edit.isVisible()
    assert viewer.browser.view.zoom < 0.25
    wait_colours(qtbot, viewer, (0.3, 0.5, "red"), (0.7, 0.5, "blue"))
    qtbot.keyClick(viewer.browser.view, Qt.Key.Key_R)
    wait_colours(qtbot, viewer, (0.5, 0.3, "red"), (0.5, 0.7, "blue"))


def test_a_photo_is_upright_as_its_camera_says(qtbot, viewer, tmp_path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    show(qtbot, viewer, photo(tmp_path / "a.jpeg", exif=turned))
    wait_colours(qtbot, viewer, (0.5, 0.3, "red"), (0.5, 0.7, "blue"))


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_kind(qtbot, viewer, tmp_path, mode) -> None:
    path = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    Image.new(mode, (300, 200)).save(path)
    drawn = []
    viewer.browser._renderer.rendered.connect(drawn.append)
    show(qtbot, viewer, path)
    qtbot.waitUntil(lambda: bool(drawn))
    assert not drawn[0].image.isNull()


def test_a_photo_of_100_megapixels_never_holds_the_window_up(qtbot, viewer, tmp_path) -> None:
    path = photo(tmp_path / "a.jpg", size=(10_000, 10_000), quality=60)
    beats, drawn = [], []
    viewer.browser._renderer.rendered.connect(drawn.append)
    show(qtbot, viewer, path)
    timer = QTimer(viewer)
    timer.timeout.connect(lambda: beats.append(not drawn))
    timer.start(5)
    qtbot.waitUntil(lambda: bool(drawn), timeout=20_000)
    timer.stop()
    assert max(drawn[0].image.width(), drawn[0].image.height()) < 1000
    assert sum(beats) >= 5  # the window went on while it was decoded


# ------------------------------------------------------------------ sentences


def locked(path: Path) -> Path:
    writer = pypdf.PdfWriter(clone_from=pdf(path))
    writer.encrypt("rahasia")
    writer.write(path)
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def no_pages(path: Path) -> Path:
    writer = pypdf.PdfWriter()
    writer.write(path)
    return path


@pytest.mark.parametrize(
    ("make", "says", "outside"),
    [
        (lambda d: locked(d / "a.pdf"), "kata sandi", True),
        (lambda d: written(d / "a.pdf", b"%PDF-1.7\nbukan pdf"), "rusak", True),
        (lambda d: no_pages(d / "a.pdf"), "rusak", True),
        (lambda d: written(d / "a.jpg", b"\xff\xd8\xff" + bytes(99)), "rusak", True),
        (
            lambda d: written(d / "a.png", SVG),
            "rusak",
            True,
        ),
        (lambda d: photo(d / "a.png", (10_001, 10_000)), "100 megapiksel", True),
        (lambda d: written(d / "a.pdf", b""), "kosong", False),
        (lambda d: written(d / "a.xlsx", b""), "kosong", False),
        (lambda d: d / "hilang.pdf", "tidak ada lagi", False),
        (lambda d: written(d / "a.exe", b"MZ"), "bukan jenis berkas bukti", False),
    ],
)
def test_a_sentence_in_place_of_pages(qtbot, viewer, tmp_path, make, says, outside) -> None:
    show(qtbot, viewer, make(tmp_path))
    assert viewer.ui.notice_label.isVisible()
    assert says in viewer.ui.notice_label.text()
    assert viewer.ui.outside_button.isVisible() is outside
    show(qtbot, viewer, pdf(tmp_path / "utuh.pdf"))
    assert viewer.browser.isVisible()


def test_a_damaged_page_says_so_in_its_place(qtbot, viewer, runner, tmp_path) -> None:
    path = photo(tmp_path / "a.png", (300, 200))
    path.write_bytes(path.read_bytes()[:60])  # the size is there, the picture is not
    drawn = []
    viewer.browser._renderer.rendered.connect(drawn.append)
    show(qtbot, viewer, path)
    qtbot.waitUntil(lambda: bool(drawn))
    assert "rusak" in drawn[0].fault
    qtbot.waitUntil(lambda: not runner.busy)
    # not wished for again and again
    assert len(drawn) == len({page.scale for page in drawn})


def crowded(path: Path) -> Path:
    """A page of so many lines that pdfium asks meanwhile whether to go on."""
    canvas = Canvas(str(path), pagesize=A4)
    for number in range(5000):
        canvas.line(0, number % 842, 595, 842 - number % 842)
    canvas.showPage()
    canvas.save()
    return path


def test_a_drawing_that_takes_too_long_is_given_up(
    qtbot, viewer, runner, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(pdf_pages, "PATIENCE", 0.0)
    drawn = []
    viewer.browser._renderer.rendered.connect(drawn.append)
    show(qtbot, viewer, crowded(tmp_path / "a.pdf"))
    qtbot.waitUntil(lambda: bool(drawn))
    assert "terlalu rumit" in drawn[0].fault


def test_a_drawing_that_nobody_waits_for_stops(tmp_path) -> None:
    pages = pdf_pages.PdfPages(crowded(tmp_path / "a.pdf"), CancelToken())
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(CancelledError):
        pages.render(0, 1.0, cancel)
    assert not pages.render(0, 1.0, CancelToken()).image.isNull()
    pages.close()
    with pytest.raises(CancelledError):
        pages.render(0, 1.0, CancelToken())


# ------------------------------------------------------------------ letting go


def held(path: Path) -> bool:
    """Whether this process has the file open, where the system tells."""
    if not sys.platform.startswith("linux"):
        return False
    folder = Path("/proc/self/fd")
    found = []
    for entry in os.listdir(folder):
        try:
            found.append(os.readlink(folder / entry))
        except FileNotFoundError:
            continue
    return str(path) in found


def test_a_file_is_free_after_it_was_looked_at(qtbot, viewer, tmp_path) -> None:
    path = pdf(tmp_path / "a.pdf")
    show(qtbot, viewer, path)
    with qtbot.waitSignal(viewer.released) as released:
        viewer.clear()
    assert released.args == [path]
    assert not held(path)
    path.unlink()
    for other in (no_pages(tmp_path / "b.pdf"), locked(tmp_path / "c.pdf")):
        show(qtbot, viewer, other)
        assert not held(other)


def test_each_file_is_let_go_once_however_quickly_one_leafs_through(
    qtbot, viewer, runner, tmp_path
) -> None:
    paths = [pdf(tmp_path / f"{n}.pdf") for n in range(8)] + [written(tmp_path / "a.csv", b"a;b")]
    free = []
    viewer.released.connect(free.append)
    with qtbot.waitSignal(viewer.shown):
        for path in paths:
            viewer.show_file(path, path.suffix[1:], path.name)
    assert viewer.title_label.text() == "a.csv"
    viewer.clear()
    qtbot.waitUntil(lambda: len(free) == len(paths))
    qtbot.waitUntil(lambda: not runner.busy)
    assert sorted(free) == sorted(paths)
    assert not any(map(held, paths))


# ------------------------------------------------------------------ outside


class Opened(QObject):
    """Stands for the system's other programs."""

    def __init__(self) -> None:
        super().__init__()
        self.files: list[Path] = []
        QDesktopServices.setUrlHandler("file", self, "open")

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.files.append(Path(url.toLocalFile()))


@pytest.fixture
def opened(qapp):
    opened = Opened()
    yield opened
    QDesktopServices.unsetUrlHandler("file")


def test_other_kinds_open_outside_after_a_warning(qtbot, viewer, dialogs, opened, tmp_path) -> None:
    path = written(tmp_path / "abcdef.xlsx", b"PK\x03\x04" + bytes(1_300_000))
    show(qtbot, viewer, path, "Anggaran 2024.xlsx")
    assert viewer.ui.facts_label.text() == "Lembar kerja Excel · 1,2 MB"
    dialogs.answers += [False, True]
    qtbot.mouseClick(viewer.ui.outside_button, LEFT)
    with qtbot.waitSignal(viewer.opened_outside):
        qtbot.mouseClick(viewer.ui.outside_button, LEFT)
    assert "tidak kembali" in dialogs.asked[0]
    [copy] = opened.files
    assert copy != path
    assert copy.name == "Anggaran 2024.xlsx"
    assert copy.read_bytes() == path.read_bytes()
    assert not os.access(copy, os.W_OK) or not copy.stat().st_mode & 0o222
    qtbot.waitUntil(viewer.ui.outside_button.isEnabled)


@pytest.mark.parametrize("kind", ["docx", "pptx", "csv", "mp4", "xlsx"])
def test_nothing_is_started_by_itself(qtbot, viewer, runner, opened, tmp_path, kind) -> None:
    show(qtbot, viewer, written(tmp_path / f"a.{kind}", b"isi"))
    assert viewer.ui.outside_button.isVisible()
    viewer.clear()
    qtbot.waitUntil(lambda: not runner.busy)
    assert opened.files == []


def test_who_moves_on_meanwhile_gets_nothing_opened(
    qtbot, viewer, runner, dialogs, opened, tmp_path
) -> None:
    show(qtbot, viewer, written(tmp_path / "a.mp4", bytes(30_000_000)))
    dialogs.answers.append(True)
    qtbot.mouseClick(viewer.ui.outside_button, LEFT)
    show(qtbot, viewer, written(tmp_path / "b.csv", b"a;b"))
    qtbot.waitUntil(lambda: not runner.busy)
    assert opened.files == []


def test_a_file_that_vanished_before_it_was_copied_is_said(
    qtbot, viewer, dialogs, opened, tmp_path
) -> None:
    path = written(tmp_path / "a.docx", b"isi")
    show(qtbot, viewer, path)
    path.unlink()
    dialogs.answers.append(True)
    qtbot.mouseClick(viewer.ui.outside_button, LEFT)
    qtbot.waitUntil(lambda: bool(dialogs.failures))
    assert "tidak ada lagi" in dialogs.failures[0]
    assert opened.files == []


# ------------------------------------------------------------------ geometry

sides = st.floats(1, 5000)


@given(st.lists(st.tuples(sides, sides), max_size=30), sides, sides, st.sampled_from([0, 90, 270]))
def test_the_pages_in_sight_are_those_that_have_a_part_in_it(sizes, top, height, rotation) -> None:
    layout = PageLayout(gap=16, margin=20)
    layout.set_sizes(sizes, rotation)
    layout.zoom = 0.7
    seen = [
        page
        for page in range(len(sizes))
        if layout.top(page) < top + height
        and layout.top(page) + layout.size(page)[1] * layout.factor > top
    ]
    between = layout.between(top, top + height)
    assert set(seen) <= set(between)
    # at most one more: the page above, whose gap is in sight
    assert len(between) <= len(seen) + 1
