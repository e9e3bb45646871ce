"""The volumes of one sending: find the others beside the first, and check that they belong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kks_desktop.bundle import names
from kks_desktop.bundle.baginfo import parse_bag_info
from kks_desktop.bundle.quarantine import is_sealed, peek_sealed
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.volume import read_tags
from kks_desktop.bundle.zipprofile import first_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kks_desktop.bundle.baginfo import BagInfo
    from kks_desktop.bundle.quarantine import Seals
    from kks_desktop.bundle.volume import Volume


_SUFFIXES = (".zip", ".zip.age")
_ENDINGS = (".zip", ".age")


def find_others(source: Path, first: Volume, seals: Seals) -> list[Path]:
    """Find the files of the other volumes in the same folder, or refuse as incomplete.

    Names may have been changed on the way ("… (1).zip"), and two forms of one revision
    may lie side by side, so the label inside decides; only where none fits, a file with
    the expected name is taken, to say what is wrong with it. Whatever is found here is
    still checked whole.
    """
    search = _Search(source, first, seals)
    numbers = (number for number in range(1, first.info.volumes + 1) if number != first.info.volume)
    return [search.find(number) for number in numbers]


class _Search:
    def __init__(self, source: Path, first: Volume, seals: Seals) -> None:
        self._source = source
        self._first = first
        self._seals = seals
        self._labels: dict[Path, BagInfo | None] = {}
        info = first.info
        self._index = info.index_content_id or first.content_id

    def find(self, number: int) -> Path:
        """Give the file of a volume: one that belongs, or one that shows what is wrong."""
        named = [path for path in self._expected(number) if self._is_other(path)]
        found = self._first_of(named, number, self._belongs)
        found = found or self._first_of(self._all(), number, self._belongs)
        found = found or next(iter(named), None)
        found = found or self._first_of(self._all(), number, self._resembles)
        if found is None:
            raise BundleRefused(Refusal.INCOMPLETE)
        return found

    def _first_of(
        self, paths: list[Path], number: int, test: Callable[[BagInfo, int], bool]
    ) -> Path | None:
        for path in paths:
            label = self._label(path)
            if label is not None and test(label, number):
                return path
        return None

    def _expected(self, number: int) -> list[Path]:
        info, name = self._first.info, self._source.name
        own = f"-{info.volume}of{info.volumes}."
        stems = [replace(info, volume=number).stem]
        if own in name:
            before, _, _ = name.rpartition(own)
            stems.insert(0, f"{before}-{number}of{info.volumes}")
        return [self._source.with_name(f"{stem}{suffix}") for stem in stems for suffix in _SUFFIXES]

    def _is_other(self, path: Path) -> bool:
        return path.is_file() and not path.samefile(self._source)

    def _all(self) -> list[Path]:
        found = (path for path in self._source.parent.iterdir() if path.suffix in _ENDINGS)
        return sorted(path for path in found if self._is_other(path))

    def _belongs(self, label: BagInfo, number: int) -> bool:
        same = label.volume == number and _shared(label) == _shared(self._first.info)
        return same and label.index_content_id in (None, self._index)

    def _resembles(self, label: BagInfo, number: int) -> bool:
        info = self._first.info
        told = (label.group, label.volumes, label.volume)
        return told == (info.group, info.volumes, number)

    def _label(self, path: Path) -> BagInfo | None:
        if path not in self._labels:
            self._labels[path] = _peek(path, self._seals)
        return self._labels[path]


def _peek(path: Path, seals: Seals) -> BagInfo | None:
    """Read the label of a file that is only a candidate."""
    try:
        if is_sealed(path):
            (_, _), (_, label) = first_entries(peek_sealed(path, seals.identity()), 2)
            return parse_bag_info(label)
        with path.open("rb", buffering=0) as stream:
            _, _, tags = read_tags(stream)
        return parse_bag_info(tags[names.BAG_INFO])
    except (BundleRefused, OSError):
        return None


def check_group(volumes: Sequence[Volume], *, half_countersigned: bool = False) -> None:
    """Check that ``volumes`` are all volumes of one sending by the same people.

    Where a countersigning was cut short, ``half_countersigned`` lets it be done again.
    """
    first = min(volumes, key=lambda volume: volume.info.volume)
    numbers = sorted(volume.info.volume for volume in volumes)
    if numbers != list(range(1, first.info.volumes + 1)):
        raise BundleRefused(Refusal.GROUP)
    for volume in volumes:
        index = first.content_id if volume is not first else None
        same = (
            _shared(volume.info) == _shared(first.info)
            and _key_ids(volume, half_countersigned) == _key_ids(first, half_countersigned)
            and volume.info.index_content_id == index
        )
        if not same:
            raise BundleRefused(Refusal.GROUP)


def _shared(info: BagInfo) -> BagInfo:
    return replace(info, volume=1, payload_bytes=0, payload_files=0, index_content_id=None)


def _key_ids(volume: Volume, without_head: bool) -> list[str]:
    counted = (one for one in volume.signers if not (without_head and one.slot == "head"))
    return [one.key_id for one in counted]
