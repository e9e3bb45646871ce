"""The library of proof: every file with what it is used for and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
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
        match shelf:
            case Shelf.ALL:
                return True
            case Shelf.UNUSED:
                return not self.targets
            case Shelf.DAMAGED:
                return self.state is FileState.DAMAGED
            case Shelf.UNVALIDATED:
                return not self.file.validated
            case Shelf.WRONG_YEAR:
                return self.wrong_year
            case Shelf.SHARED:
                return len(self.targets) > 1


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


def count_shelves(rows: Iterable[ShelfRow]) -> Mapping[Shelf, int]:
    """How many files each part holds."""
    found = dict.fromkeys(Shelf, 0)
    for row in rows:
        for shelf in Shelf:
            found[shelf] += row.belongs(shelf)
    return found
