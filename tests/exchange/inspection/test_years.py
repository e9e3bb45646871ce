"""The years in names and texts."""

from __future__ import annotations

from kks_desktop.exchange.inspection.years import years_in, years_in_name


def test_years() -> None:
    assert years_in(["Tahun 2023/2024, 31.12.2023; (2100) 2101 1999"]) == {
        2023: 2,
        2024: 1,
        2100: 1,
    }
    assert not years_in(["197001012023121001 20231 12023 0,2023 0.2024"])
    assert years_in_name("IMG_20230615_101500.jpg") == {2023: 1}
    assert years_in_name("SK_2022.pdf") == {2022: 1}
    assert not years_in_name("20239915.jpg")
