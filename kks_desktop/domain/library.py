"""The library of proof: every file with what it is used for and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum

from kks_desktop.domain.evidence import EvidenceFile


class FileState(Enum):
    """How a file stands, the gravest first."""

    DAMAGED = "rusak atau hilang"
    WRONG_YEAR = "tahun lain"
    UNUSED = "belum dipakai"
    UNVALIDATED = "belum disahkan"
    SOUND = "disahkan"


class Shelf(Enum):
    """What part of the library is shown."""

    ALL = "Semua"
    UNUSED = "Belum dipakai"
    DAMAGED = "Rusak atau hilang"
    UNVALIDATED = "Belum disahkan"
    WRONG_YEAR = "Tahun lain"
    SHARED = "Dipakai beberapa indikator"


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One file as the library lists it; ``targets`` are codes without repetition."""

    file: EvidenceFile
    targets: tuple[str, ...]
    state: FileState
    wrong_year: bool

    def belongs(self, shelf: Shelf) -> bool:
        """Whether a part of the library holds this file."""
        return _BELONGS[shelf](self)


# asked of thousands of files at each change: cheaper than a match of enum members
_BELONGS: Mapping[Shelf, Callable[[ShelfRow], bool]] = {
    Shelf.ALL: lambda _row: True,
    Shelf.UNUSED: lambda row: not row.targets,
    Shelf.DAMAGED: lambda row: row.state is FileState.DAMAGED,
    Shelf.UNVALIDATED: lambda row: not row.file.validated,
    Shelf.WRONG_YEAR: lambda row: row.wrong_year,
    Shelf.SHARED: lambda row: len(row.targets) > 1,
}


def shelve(
    files: Iterable[EvidenceFile], damaged: Set[str], wanted: Set[int]
) -> tuple[ShelfRow, ...]:
    """Every file in the order of its title; ``wanted`` are the two data years."""
    rows = [_row(file, damaged, wanted) for file in files]
    return tuple(sorted(rows, key=lambda row: (row.file.title.casefold(), row.file.sha256)))


def _row(file: EvidenceFile, damaged: Set[str], wanted: Set[int]) -> ShelfRow:
    targets = tuple(dict.fromkeys(use.target for use in file.uses))
    wrong = bool(file.years) and not file.years & wanted
    if file.sha256 in damaged:
        state = FileState.DAMAGED
    elif wrong:
        state = FileState.WRONG_YEAR
    elif not targets:
        state = FileState.UNUSED
    else:
        state = FileState.SOUND if file.validated else FileState.UNVALIDATED
    return ShelfRow(file, targets, state, wrong)


def count_shelves(rows: Sequence[ShelfRow]) -> Mapping[Shelf, int]:
    """How many files each part holds."""
    return {shelf: sum(map(_BELONGS[shelf], rows)) for shelf in Shelf}
