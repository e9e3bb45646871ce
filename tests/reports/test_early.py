"""The first pages of a document can be looked at before the last is made."""

from __future__ import annotations

from kks_desktop.reports.evaluation import evaluation_pdf
from tests.reports.builder import evaluated, half, some_facts, the_instrument
from tests.reports.reading import page_texts, reader


def made_with_early_pages() -> tuple[bytes, list[bytes]]:
    parts: list[bytes] = []
    whole = evaluation_pdf(
        the_instrument(), evaluated(half()), some_facts(early=parts.append, draft=True)
    )
    return whole, parts


def test_the_first_page_comes_alone_and_then_more_of_them() -> None:
    whole, parts = made_with_early_pages()
    counts = [len(reader(part).pages) for part in parts]
    assert counts[:3] == [1, 3, 10]
    assert counts[-1] < len(reader(whole).pages)


def test_early_pages_say_what_the_whole_says_but_not_how_many_there_are() -> None:
    whole, parts = made_with_early_pages()
    all_texts = page_texts(whole)
    for part in parts:
        for number, text in enumerate(page_texts(part), 1):
            assert f"Halaman {number} dari …" in text
        # the table of contents knows the later pages only at the end: page 1 has none
        first = page_texts(part)[0].replace("dari …", f"dari {len(all_texts)}")
        assert first == all_texts[0]


def test_what_was_looked_at_does_not_change_the_document() -> None:
    whole, _ = made_with_early_pages()
    assert whole == evaluation_pdf(the_instrument(), evaluated(half()), some_facts(draft=True))


def test_every_part_is_a_sound_file(run_tool) -> None:
    _, parts = made_with_early_pages()
    for part in parts:
        run_tool("qpdf", "--check", made=part)
        assert all(font.get("/FontDescriptor") for font in _fonts(part))


def _fonts(part: bytes) -> list[dict[str, object]]:
    fonts = []
    for page in reader(part).pages:
        fonts += [font.get_object() for font in page["/Resources"]["/Font"].values()]
    return [font for font in fonts if font["/Subtype"] == "/TrueType"]
