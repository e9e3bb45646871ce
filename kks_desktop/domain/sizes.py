"""How much a file weighs, in words."""

from __future__ import annotations

from kks_desktop.domain.numbers import format_number


def size_words(size: int) -> str:
    """``1,3 GB`` as file managers write it."""
    amount, units = size * 10, ["byte", "KB", "MB", "GB", "TB"]
    while amount >= 10240 and len(units) > 1:
        amount //= 1024
        units.pop(0)
    tenths = amount if units[0] not in ("byte", "KB") else amount // 10 * 10
    whole, tenth = divmod(tenths, 10)
    text = format_number(whole)
    return f"{text},{tenth} {units[0]}" if tenth else f"{text} {units[0]}"
