"""Pictures of any kind on paper: emblem and photos, and what is none."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageDraw

from kks_desktop.reports.evaluation import evaluation_pdf
from kks_desktop.reports.pictures import PictureError, fit_picture, is_picture
from tests.reports.builder import evaluated, half, some_facts, the_instrument


def ellipse(mode: str, size: tuple[int, int], ground: object, ink: object) -> Image.Image:
    picture = Image.new(mode, size, ground)  # type: ignore[arg-type]
    ImageDraw.Draw(picture).ellipse((5, 5, size[0] - 5, size[1] - 5), fill=ink)  # type: ignore[arg-type]
    return picture


MAKERS = {
    "cmyk.jpg": lambda: ellipse("CMYK", (800, 900), (0, 0, 0, 0), (0, 200, 200, 0)),
    "transparan.png": lambda: ellipse("RGBA", (500, 700), (0, 0, 0, 0), (0, 120, 60, 200)),
    "palet.png": lambda: ellipse("P", (300, 300), 0, 5),
    "kelabu.png": lambda: ellipse("L", (300, 300), 255, 90),
    "besar.jpg": lambda: ellipse("RGB", (9000, 7000), "white", "green"),
    "satu.png": lambda: Image.new("RGB", (1, 1), "red"),
    "pita.png": lambda: Image.new("RGB", (3000, 2), "red"),
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_kind_of_picture_becomes_a_small_one_in_rgb(name: str, tmp_path: Path) -> None:
    MAKERS[name]().save(tmp_path / name)
    data, size = fit_picture(tmp_path / name, 60, 70)
    made = Image.open(BytesIO(data))
    assert made.mode == "RGB"
    assert made.size == size
    assert size[0] <= 170
    assert size[1] <= 200
    assert len(data) < 60_000


def test_what_is_see_through_becomes_white(tmp_path: Path) -> None:
    MAKERS["transparan.png"]().save(tmp_path / "a.png")
    data, _ = fit_picture(tmp_path / "a.png", 60, 70)
    assert Image.open(BytesIO(data)).getpixel((0, 0)) == (255, 255, 255)


def test_a_turned_photo_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "blue").save(tmp_path / "a.jpg", exif=exif)
    _, (wide, tall) = fit_picture(tmp_path / "a.jpg", 100, 100)
    assert tall > wide


def broken(folder: Path, name: str) -> Path:
    path = folder / name
    if name == "bukan.png":
        path.write_bytes(b"bukan gambar")
    elif name == "kosong.png":
        path.write_bytes(b"")
    elif name == "terpotong.jpg":
        MAKERS["cmyk.jpg"]().save(path)
        path.write_bytes(path.read_bytes()[:600])
    elif name == "raksasa.png":
        Image.new("1", (20_000, 9_000), 1).save(path)
    return path


BROKEN = ("bukan.png", "kosong.png", "terpotong.jpg", "raksasa.png", "tidak-ada.png")


@pytest.mark.parametrize("name", BROKEN)
def test_an_emblem_that_is_no_picture_stops_the_print_in_one_sentence(
    name: str, tmp_path: Path
) -> None:
    path = broken(tmp_path, name)
    assert not is_picture(path)
    with pytest.raises(PictureError) as refused:
        evaluation_pdf(the_instrument(), evaluated(half()), some_facts(emblem=path))
    assert refused.value.code == "EMBLEM"
    assert "Profil" in str(refused.value)


def test_the_emblem_is_on_the_cover(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    MAKERS["transparan.png"]().save(path)
    made = evaluation_pdf(the_instrument(), evaluated(half()), some_facts(emblem=path))
    page = pypdf.PdfReader(BytesIO(made)).pages[0]
    assert len(page.images) == 1
    assert "tempat lambang" not in page.extract_text()
