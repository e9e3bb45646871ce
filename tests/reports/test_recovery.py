"""The card for the day when the computer is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kks_desktop.reports.model import RecoveryCard
from kks_desktop.reports.recovery import recovery_pdf
from tests.reports.builder import some_facts
from tests.reports.reading import page_texts

CARD = RecoveryCard(
    region_code="15.71",
    region_name="Kota Jambi",
    office="Bappeda",
    person="Siti <Rahma> & Co.",
    data_folder="C:\\Users\\" + "operator sekretariat " * 8,
    second_place="E:\\KKS Cadangan",
    last_backup="22 November 2026 pukul 10.42",
)


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("region", ["Kota Jambi", "Kabupaten Administrasi Kepulauan Seribu"])
def test_one_page_says_what_to_do(paper: str, region: str) -> None:
    texts = page_texts(recovery_pdf(replace(CARD, region_name=region), some_facts(paper=paper)))
    assert len(texts) == 1
    for words in (
        region,
        "Pulihkan dari cadangan",
        "E:\\KKS Cadangan",
        "22 November 2026 pukul 10.42",
        "Siti <Rahma> & Co.",
        "Kunci pengesahan tidak ikut",
        "Cadangkan kunci",
        "buat kunci baru",
    ):
        assert words in " ".join(texts[0].split())


def test_a_province_has_other_keys() -> None:
    texts = page_texts(recovery_pdf(replace(CARD, province=True), some_facts()))
    assert len(texts) == 1
    assert "Kunci provinsi tidak ikut" in texts[0]
    assert "Cadangkan kunci" not in texts[0]


def test_nothing_known_leaves_room_for_a_pen_and_the_bytes_are_the_same() -> None:
    bare = replace(CARD, person="", second_place="", last_backup="")
    made = recovery_pdf(bare, some_facts())
    [text] = page_texts(made)
    assert "belum ada" in text
    assert "……" in text
    assert recovery_pdf(bare, some_facts()) == made
