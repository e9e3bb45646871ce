"""The volumes of one sending: find the others beside the first, and check that they belong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kks_desktop.bundle import names
from kks_desktop.bundle.baginfo import parse_bag_info
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.volume import read_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kks_desktop.bundle.baginfo import BagInfo
    from kks_desktop.bundle.volume import Volume


def find_others(source: Path, info: BagInfo) -> list[Path]:
    """Find the files of the other volumes in the same folder, or refuse as incomplete.

    Names may have been changed on the way ("… (1).zip"), so where the expected name
    is absent, the label inside decides. Whatever is found here is still checked whole.
    """
    missing = []
    found = []
    for number in range(1, info.volumes + 1):
        if number == info.volume:
            continue
        expected = source.with_name(f"{replace(info, volume=number).stem}.zip")
        if expected.is_file() and not expected.samefile(source):
            found.append(expected)
        else:
            missing.append(number)
    if missing:
        labelled = dict(_labelled(source, info))
        if not set(missing) <= labelled.keys():
            raise BundleRefused(Refusal.INCOMPLETE)
        found += [labelled[number] for number in missing]
    return found


def _labelled(source: Path, info: BagInfo) -> Iterator[tuple[int, Path]]:
    # In reverse, so that among copies of one volume the first by name wins.
    for path in sorted(source.parent.glob("*.zip"), reverse=True):
        label = _peek(path)
        if label and (label.group, label.volumes) == (info.group, info.volumes):
            yield label.volume, path


def _peek(path: Path) -> BagInfo | None:
    """Read the label of a file that is only a candidate."""
    if not path.is_file():
        return None
    try:
        with path.open("rb", buffering=0) as stream:
            _, _, tags = read_tags(stream)
        return parse_bag_info(tags[names.BAG_INFO])
    except (BundleRefused, OSError):
        return None


def check_group(volumes: Sequence[Volume]) -> None:
    """Check that ``volumes`` are all volumes of one sending by the same people."""
    first = min(volumes, key=lambda volume: volume.info.volume)
    numbers = sorted(volume.info.volume for volume in volumes)
    if numbers != list(range(1, first.info.volumes + 1)):
        raise BundleRefused(Refusal.GROUP)
    for volume in volumes:
        index = first.content_id if volume is not first else None
        same = (
            _shared(volume.info) == _shared(first.info)
            and _key_ids(volume) == _key_ids(first)
            and volume.info.index_content_id == index
        )
        if not same:
            raise BundleRefused(Refusal.GROUP)


def _shared(info: BagInfo) -> BagInfo:
    return replace(info, volume=1, payload_bytes=0, payload_files=0, index_content_id=None)


def _key_ids(volume: Volume) -> list[str]:
    return [signer.key_id for signer in volume.signers]
