"""Typed look-ups in an untrusted mapping that note every fault with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

MAX_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an instrument file."""

    place: str
    sentence: str

    def __str__(self) -> str:
        """Place and sentence in one line."""
        return f"{self.place}: {self.sentence}"


class Cursor:
    """A table of the file, its place in words, and the list that gathers faults.

    A look-up that fails notes a fault and gives a harmless stand-in, so that one
    run reports everything that is wrong.
    """

    def __init__(
        self, table: Any, place: str, faults: list[Fault], parent: Cursor | None = None
    ) -> None:
        """Wrap ``table``; what is not a table is noted and read as empty.

        With a parent the place is put together only for a fault: a sound file,
        which is the rule at every start, has two thousand places and none.
        """
        self._name = place
        self._parent = parent
        self._index = 0
        self.faults = faults
        self.table: dict[str, Any] = table if isinstance(table, dict) else {}
        if not isinstance(table, dict):
            self.fault("bagian ini harus berupa tabel")

    @property
    def place(self) -> str:
        """Where this table stands, in words."""
        name = self._name
        if self._index:
            name = f"{name} {self.table.get('kode', self.table.get('id', self._index))}"
        if self._parent is None or not self._parent.place:
            return name
        return f"{self._parent.place}, {name}"

    def rename(self, place: str) -> None:
        """Call this place by a name of its own."""
        self._name, self._parent, self._index = place, None, 0

    def fault(self, sentence: str) -> None:
        """Note a fault here."""
        self.faults.append(Fault(self.place, sentence))

    def only(self, *keys: str) -> None:
        """Note every key that is not one of these: a misspelt one would count for nothing."""
        for key in self.table:
            if key not in keys:
                self.fault(f"kunci '{str(key)[:40]}' tidak dikenal")

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self.table

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there and not be empty."""
        value = self.table.get(key, default)
        if (
            isinstance(value, str)
            and len(value) <= MAX_TEXT
            and (value.strip() or default is not None)
        ):
            return value
        self.fault(f"'{key}' harus berupa teks yang terisi")
        return ""

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of a few words."""
        value = self.table.get(key, default)
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(f"'{key}' harus salah satu dari: {', '.join(word for word in allowed if word)}")
        return allowed[0]

    def integer(self, key: str, default: int | None = None, low: int = 0, high: int = 10**9) -> int:
        """A whole number within bounds."""
        value = self.table.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.fault(f"'{key}' harus bilangan bulat {low} sampai {high}")
        return default if default is not None else low

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false."""
        value = self.table.get(key, default)
        if isinstance(value, bool):
            return value
        self.fault(f"'{key}' harus true atau false")
        return False

    def number(self, key: str) -> Fraction:
        """An exact number."""
        value = self.table.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
            return Fraction(value)
        if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < 15:
            return Fraction(value)
        self.fault(f"'{key}' harus berupa angka")
        return Fraction(0)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; absent is empty."""
        value = self.table.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.fault(f"'{key}' harus berupa daftar teks")
        return ()

    def scores(self, key: str) -> tuple[int, ...]:
        """A list of scores; absent is empty."""
        value = self.table.get(key, [])
        if isinstance(value, list) and all(
            type(item) is int and 0 <= item <= 100 for item in value
        ):
            return tuple(value)
        self.fault(f"'{key}' harus berupa daftar nilai 0 sampai 100")
        return ()

    def child(self, key: str) -> Cursor:
        """A table inside this one."""
        return Cursor(self.table.get(key), key, self.faults, self)

    def children(self, key: str, *, required: bool = False) -> Iterator[Cursor]:
        """The tables of a list, each with its own place."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or (required and not value):
            self.fault(f"'{key}' harus berupa daftar yang terisi")
            return
        for index, item in enumerate(value, 1):
            cursor = Cursor(item, key, self.faults, self)
            cursor._index = index
            yield cursor
