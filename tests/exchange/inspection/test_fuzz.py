"""Whatever is done to a file: an answer, soon, and the province would take what we take."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kks_desktop.bundle.media import HEAD_SIZE, media_fits
from kks_desktop.exchange.inspection.findings import FindingCode
from kks_desktop.exchange.inspection.inspector import Inspector
from tests.exchange.inspection import makers


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """One small file of each kind."""
    folder = tmp_path_factory.mktemp("benih")
    page = makers.text_page(40)
    photo = makers.jpeg(makers.photo(200, 150), folder / "a.jpg", exif=makers.camera_exif())
    return [
        makers.text_pdf(folder / "a.pdf", "Laporan 2023").read_bytes(),
        makers.scan_pdf(folder / "b.pdf", page).read_bytes(),
        makers.locked_pdf(folder / "c.pdf", "").read_bytes(),
        photo.read_bytes(),
        makers.png_bytes(page),
        makers.xlsx(folder / "a.xlsx", ["Tahun", 2023]).read_bytes(),
        makers.docx(folder / "a.docx", ["Tahun 2023"]).read_bytes(),
        makers.pptx(folder / "a.pptx", "Tahun 2023").read_bytes(),
        makers.ole(folder / "a.doc", "WordDocument").read_bytes(),
        makers.mp4(folder / "a.mp4").read_bytes(),
        b"Desa;Tahun\nA;2023\nB;2024\n",
    ]


def mutated(data: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 20))):
        if not changed:
            break
        at = chance.randrange(len(changed))
        match chance.randrange(6):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"))
            case 2:
                del changed[at : at + chance.randrange(1, 200)]
            case 3:
                changed[at:at] = changed[: chance.randrange(1, 300)]
            case 4:
                del changed[at:]
            case _:
                changed[at : at + 1] = b"%d" % chance.randrange(10**9)
    return bytes(changed)


@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 10), seed=st.integers(0, 2**32), name=st.text(max_size=30))
def test_mutations(
    inspector: Inspector, seeds: list[bytes], tmp_path: Path, which: int, seed: int, name: str
) -> None:
    path = tmp_path / "f"
    path.write_bytes(mutated(seeds[which], seed))
    found = inspector.inspect(path, name, timeout_s=20)
    assert not found.has(FindingCode.TIME_LIMIT)
    assert found.refused == any(f.severity == "refuse" for f in found.findings)
    if not found.refused:
        assert media_fits(found.ext, path.read_bytes()[:HEAD_SIZE])


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=5000),
    start=st.sampled_from(
        [
            b"",
            b"%PDF-",
            b"PK\x03\x04",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\0\0\0\x18ftypisom",
            b"<html",
            b"a;b\n",
        ]
    ),
)
def test_anything(inspector: Inspector, tmp_path: Path, data: bytes, start: bytes) -> None:
    path = tmp_path / "f"
    path.write_bytes(start + data)
    found = inspector.inspect(path, "a.csv", timeout_s=20)
    assert found.refused == any(f.severity == "refuse" for f in found.findings)
    if not found.refused:
        assert media_fits(found.ext, path.read_bytes()[:HEAD_SIZE])
