"""Photos and scanned images: day, place, size, and whether they can be seen."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from kks_desktop.exchange.inspection.inspector import Inspector, InspectorError
from tests.exchange.inspection import makers
from tests.exchange.inspection.conftest import Look
from tests.exchange.inspection.test_kinds import codes, written


def test_what_the_camera_wrote(look: Look, tmp_path: Path) -> None:
    path = makers.jpeg(makers.photo(1600, 1200), tmp_path / "a.jpg", exif=makers.camera_exif())
    found = look(path, "IMG_20230615_101500.jpg")
    assert (found.width, found.height, found.pages) == (1600, 1200, 1)
    assert found.day is not None
    assert found.day.isoformat() == "2023-06-15"
    assert found.point == ("-1.609000", "103.600000")
    assert (found.findings, found.years) == ((), {2023: 1})


def test_turned_photos_stand_upright(look: Look, tmp_path: Path) -> None:
    exif = makers.camera_exif(orientation=6)
    found = look(makers.jpeg(makers.photo(1600, 1200), tmp_path / "a.jpg", exif=exif))
    assert (found.width, found.height) == (1200, 1600)
    with Image.open(BytesIO(found.thumbnail)) as small:
        assert small.size == (192, 256)


def test_places_that_are_none(look: Look, tmp_path: Path) -> None:
    exif = makers.camera_exif()
    for degrees in (0, 200):
        place = exif.get_ifd(0x8825)
        place[2] = place[4] = (float(degrees), 0.0, 0.0)
        exif.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
        found = look(makers.jpeg(makers.photo(1600, 1200), tmp_path / "a.jpg", exif=exif))
        assert (found.point, found.day, found.findings) == (None, None, ())


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "I;16"])
def test_every_kind_of_png(look: Look, tmp_path: Path, mode: str) -> None:
    page = makers.text_page(150)
    if mode == "I;16":
        image = Image.frombytes("I;16", page.size, b"".join(b"\0%c" % v for v in page.tobytes()))
    else:
        image = page.convert(mode)
    found = look(written(tmp_path / "a.png", makers.png_bytes(image)))
    assert (found.width, found.height, found.findings) == (*page.size, ())
    assert found.thumbnail


def test_other_kinds_of_jpeg(look: Look, tmp_path: Path) -> None:
    photo = makers.photo(1600, 1200)
    for image, options in (
        (photo.convert("CMYK"), {}),
        (photo.convert("L"), {}),
        (photo, {"progressive": True}),
        # phones put the depth or a brighter copy behind the photo
        (photo, {"format": "MPO", "save_all": True, "append_images": [photo.resize((400, 300))]}),
    ):
        found = look(makers.jpeg(image, tmp_path / "a.jpg", **options))
        assert (found.findings, found.ext, found.width) == ((), "jpg", 1600)


def test_small_blurred_and_blank(look: Look, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    assert codes(look(makers.jpeg(makers.photo(640, 480), path))) == ["COARSE"]
    assert codes(look(makers.jpeg(makers.text_page(200, blur=3), path))) == ["BLURRED"]
    assert codes(look(makers.jpeg(Image.new("RGB", (2000, 1500), "white"), path))) == ["BLANK_PAGE"]
    assert codes(look(makers.jpeg(makers.text_page(200), path))) == []


def test_damaged(look: Look, tmp_path: Path) -> None:
    jpeg = makers.jpeg(makers.photo(1600, 1200), tmp_path / "a.jpg").read_bytes()
    png = makers.png_bytes(makers.text_page(120))
    for data in (jpeg[:20], jpeg[: len(jpeg) // 2], png[:30], png[: len(png) // 2]):
        found = look(written(tmp_path / "b.jpg", data))
        assert (codes(found), found.refused) == (["UNREADABLE"], True)


def bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is very large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(bytes(1_000_000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [10_000, 60_000, 2_000_000_000])
def test_bombs(look: Look, tmp_path: Path, side: int) -> None:
    found = look(written(tmp_path / "a.png", bomb(side, side)))
    assert (codes(found), found.refused) == (["UNREADABLE"], True)
    assert "terlalu besar" in found.findings[0].sentence


def test_a_picture_of_gigabytes(look: Look, tmp_path: Path) -> None:
    path = makers.jpeg(makers.photo(400, 300), tmp_path / "a.jpg")
    with path.open("r+b") as stream:
        stream.truncate(3_000_000_000)  # takes no room
    found = look(path)
    assert (codes(found), found.refused) == (["UNREADABLE"], True)
    assert "terlalu besar" in found.findings[0].sentence


def test_large_photos_can_be_smaller(look: Look, inspector: Inspector, tmp_path: Path) -> None:
    exif = makers.camera_exif(orientation=6)
    path = makers.jpeg(makers.photo(), tmp_path / "a.jpg", exif=exif, quality=95)
    estimate = look(path).shrinkable
    assert estimate is not None
    small = tmp_path / "kecil.jpg"
    size = inspector.shrink(path, small)
    assert size == small.stat().st_size < path.stat().st_size / 2
    assert estimate / 2 < size < estimate * 2
    found = look(small)
    assert (found.width, found.height, found.shrinkable) == (1800, 2400, None)
    assert (found.day, found.point) == (look(path).day, look(path).point)
    assert b"secrets" not in small.read_bytes()


def test_a_small_photo_is_left_alone(look: Look, tmp_path: Path) -> None:
    assert look(makers.jpeg(makers.photo(1600, 1200), tmp_path / "a.jpg")).shrinkable is None


def test_what_cannot_be_smaller_stays(inspector: Inspector, tmp_path: Path) -> None:
    broken, target = written(tmp_path / "a.jpg", b"\xff\xd8\xff\xe0" + bytes(50)), tmp_path / "b"
    with pytest.raises(InspectorError, match="tetap seperti aslinya"):
        inspector.shrink(broken, target)
    assert not target.exists()
    # nothing is written over
    photo = makers.jpeg(makers.photo(1600, 1200), tmp_path / "c.jpg")
    with pytest.raises(InspectorError):
        inspector.shrink(photo, broken)
    assert broken.stat().st_size == 54
