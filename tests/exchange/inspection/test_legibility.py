"""The measure of blur follows the blur, whatever the scanner, the letters and the noise."""

from __future__ import annotations

import pytest

from kks_desktop.exchange.inspection.legibility import SCAN_SHARE, is_blurred, sharpness, to_grey
from tests.exchange.inspection import makers


@pytest.mark.parametrize("dpi", [120, 200, 300])
@pytest.mark.parametrize("points", [9, 12])
@pytest.mark.parametrize("noise", [0, 40])
def test_blur(dpi: int, points: int, noise: float) -> None:
    found = [
        sharpness(to_grey(makers.text_page(dpi, points, blur=blur, noise=noise)), SCAN_SHARE)
        for blur in (0, 1, 2.5)
    ]
    assert all(value is not None for value in found)
    sharp, soft, blurred = (value or 0 for value in found)
    assert sharp > 0.6 > soft > 0.4 > 0.3 > blurred


def test_one_dirty_edge_does_not_make_a_page_sharp() -> None:
    page = makers.text_page(150, blur=3)
    page.paste(0, (0, 0, 12, page.height))
    assert is_blurred(to_grey(page), SCAN_SHARE)
