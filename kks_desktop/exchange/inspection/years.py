"""Which years a text is about: how often it names each of 2000 to 2100."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

# Four digits that stand alone: not a part of a NIP, a postal code or a longer number, and not
# the fraction of 0,2023; 31.12.2023, 2022/2023 and FY2023 count.
_YEAR = re.compile(r"(?<![0-9])(?<!\b0[.,])(20[0-9]{2}|2100)(?![0-9])", re.ASCII)
# The way cameras and scanners write a day into a name: IMG_20230615_101500.jpg
_STAMP = re.compile(r"(?<![0-9])(20[0-9]{2})(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?![0-9])")


def years_in(texts: Iterable[str]) -> Counter[int]:
    """Count the years that the texts name."""
    found: Counter[int] = Counter()
    for text in texts:
        found.update(int(year) for year in _YEAR.findall(text))
    return found


def years_in_name(name: str) -> Counter[int]:
    """Count the years in a file's name, also in a stamp of the day."""
    return years_in([name]) + Counter(int(year) for year in _STAMP.findall(name))
