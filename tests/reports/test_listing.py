"""Long tables, read back: every row once, heads on every page, nothing cut and nothing alone."""

from __future__ import annotations

import re

import pytest

from kks_desktop.reports import style
from kks_desktop.reports.document import INNER, WIDE, make_pdf, plain
from kks_desktop.reports.fonts import register
from kks_desktop.reports.identity import running_of
from kks_desktop.reports.listing import ListColumn, Listing, listing_table
from tests.reports.builder import some_facts
from tests.reports.reading import letter_extents, page_texts

COLUMNS = (
    ListColumn("No", 0.08, number=True),
    ListColumn("Desa/Kelurahan", 0.4),
    ListColumn("Keterangan", 0.52),
)


def printed(listing: Listing, *, wide: bool = False, above: str = "") -> bytes:
    facts = some_facts()
    register(facts.fonts)
    width = style.text_area("a4", wide=wide)[0]
    story = [listing_table(listing, width)]
    if above:
        story.insert(0, plain(above))
    first = WIDE if wide else INNER
    return make_pdf(story, facts, running_of(facts, "Daftar"), first=first)


def rows_of(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((str(n), f"Desa Mekar {n:04d}", f"ada {n:04d}") for n in range(1, count + 1))


@pytest.mark.parametrize("count", [1, 2, 12, 37, 38, 39, 40, 900])
def test_every_row_stands_once_in_order_under_a_head(count: int) -> None:
    texts = page_texts(printed(Listing(COLUMNS, rows_of(count))))
    found = re.findall(r"Desa Mekar (\d{4})", " ".join(texts))
    assert [int(number) for number in found] == list(range(1, count + 1))
    assert all("No Desa/Kelurahan Keterangan" in text for text in texts)


@pytest.mark.parametrize("count", range(36, 84))
def test_the_last_row_and_the_sum_are_never_alone(count: int) -> None:
    listing = Listing(COLUMNS, rows_of(count), ("", "Jumlah", "sembilan"))
    last = page_texts(printed(listing))[-1]
    assert "Jumlah sembilan" in last
    assert len(re.findall(r"Desa Mekar \d{4}", last)) >= 1
    alone = page_texts(printed(Listing(COLUMNS, rows_of(count))))[-1]
    assert len(re.findall(r"Desa Mekar \d{4}", alone)) >= 2


def test_a_register_without_rows_has_room_to_write() -> None:
    texts = page_texts(printed(Listing(COLUMNS, ())))
    assert len(texts) == 1
    assert "No Desa/Kelurahan Keterangan" in texts[0]
    assert "0" not in texts[0].split("Keterangan")[1].split("15.71")[0]


@pytest.mark.parametrize("wide", [False, True])
def test_an_endless_cell_is_printed_whole(wide: bool) -> None:
    words = " ".join(f"kata{number:04d}" for number in range(1500))
    made = printed(Listing(COLUMNS, (("1", "Desa", words),)), wide=wide)
    found = re.findall(r"kata(\d{4})", " ".join(page_texts(made)))
    assert [int(number) for number in found] == list(range(1500))


def test_a_flood_of_lines_is_printed_over_pages() -> None:
    made = printed(Listing(COLUMNS, (("1", "Desa", "\n".join(f"baris {n}" for n in range(400))),)))
    text = " ".join(page_texts(made))
    assert "baris 0" in text
    assert "baris 399" in text


@pytest.mark.parametrize("word", ["W" * 300, "x" * 900, "kata " * 60])
def test_nothing_leaves_the_margins(word: str) -> None:
    made = printed(Listing(COLUMNS, ((word[:20], word, word),)))
    width = style.page_size("a4")[0]
    for left, right in letter_extents(made):
        assert left >= style.LEFT - 1
        assert right <= width - style.EDGE + 1


def test_markup_and_foreign_letters_are_text() -> None:
    made = printed(Listing(COLUMNS, (("1", "<b>Desa</b> & Ko", "ꦗꦮ 北京 ok"),)))
    text = " ".join(page_texts(made))
    assert "<b>Desa</b> & Ko" in text
    assert "ok" in text


def test_five_thousand_rows_take_no_minute() -> None:
    made = printed(Listing(COLUMNS, rows_of(5000)), above="Daftar panjang")
    assert len(page_texts(made)) > 100
