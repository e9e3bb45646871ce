"""The head signs a finished submission too; its content id stays what it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kks_desktop.bundle import names
from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.plan import Item, VolumePlan, trusted_comment
from kks_desktop.bundle.refusals import BundleRefused, Refusal
from kks_desktop.bundle.trust import Trust, TrustedKey
from kks_desktop.bundle.verify import Verification, verify_bundle
from kks_desktop.bundle.volume import Volume
from kks_desktop.bundle.writer import WrittenBundle, write_plans
from kks_desktop.domain.errors import KksError
from kks_desktop.platform.sums import CancelToken, Watch


class CountersignError(KksError):
    """The bundle cannot be countersigned; it is as it was."""

    code = "COUNTERSIGN"


def countersign(
    path: Path,
    key: SecretKey,
    folder: Path,
    trust: Trust,
    quarantine: Path,
    *,
    allow_unknown: bool = False,
    progress: Callable[[int, int], None] | None = None,
    cancel: CancelToken | None = None,
) -> WrittenBundle:
    """Verify a submission, add the head's signature to each volume, and write it into ``folder``.

    In the folder where it lies, each volume is replaced by the signed one at once; what was
    cut short is done by doing it again. The same key gives the same bytes.

    Args:
        path: Any volume; the others are sought beside it.
        key: The head's key.
        folder: Where to write; may be the one in which ``path`` lies.
        trust: Whose signatures count here.
        quarantine: A local folder for the copy that is verified and signed.
        allow_unknown: Also sign what an operator signed whose key is not enrolled here.
        progress: Told bytes done and bytes known so far.
        cancel: Asked at each block.

    Raises:
        BundleRefused: the bundle does not verify.
        CountersignError: it is no submission, or another head has signed it.
        TargetError: the folder cannot be written, by cause.
    """
    # What is addressed to the province is signed here, and the head's signature is to come.
    looking = replace(trust, recipient=None, required_roles=frozenset({"operator"}))
    joined = _Joined(progress)
    found = verify_bundle(
        path,
        looking,
        quarantine,
        keep=True,
        half_countersigned=True,
        progress=joined.report,
        cancel=cancel,
    )
    try:
        _require(found, key, allow_unknown)
        joined.next()
        return _write(found, key, folder, Watch(joined.report, cancel))
    finally:
        if found.quarantine:
            shutil.rmtree(found.quarantine, ignore_errors=True)


def _write(found: Verification, key: SecretKey, folder: Path, watch: Watch) -> WrittenBundle:
    plans = [_countersigned(volume, key) for volume in found.volumes]
    targets = [folder / source.name for source in found.sources]
    pairs = zip(targets, found.sources, found.volumes, strict=True)
    replacing = {target for target, source, volume in pairs if _to_replace(target, source, volume)}
    return write_plans(folder, list(zip(targets, plans, strict=True)), watch, replacing=replacing)


class _Joined:
    """Reports two tasks, one after the other, as one."""

    def __init__(self, progress: Callable[[int, int], None] | None) -> None:
        self._progress = progress
        self._before = self._last = (0, 0)

    def report(self, done: int, total: int) -> None:
        self._last = (self._before[0] + done, self._before[1] + total)
        if self._progress is not None:
            self._progress(*self._last)

    def next(self) -> None:
        self._before = self._last


def _to_replace(target: Path, source: Path, volume: Volume) -> bool:
    in_place = target.exists() and target.samefile(source)
    return in_place and names.HEAD_SIGNATURE not in volume.tags


def _require(found: Verification, key: SecretKey, allow_unknown: bool) -> None:
    if found.refusal and not (allow_unknown and found.refusal is Refusal.UNKNOWN_KEY):
        raise BundleRefused(found.refusal, sentence=found.message)
    if found.kind is not names.Kind.SUBMISSION:
        raise CountersignError(
            "Berkas ini bukan berkas usulan, sehingga tidak perlu disahkan kepala. Berkas tidak "
            "berubah; pilih berkas usulan.",
            code="NOT_A_SUBMISSION",
        )
    if key.public.key_id in {one.key_id for one in found.signers if one.slot == "main"}:
        raise CountersignError(
            "Kunci ini sudah dipakai operator untuk mengesahkan berkas usulan ini. Berkas tidak "
            "berubah; sahkan dengan kunci milik kepala.",
            code="SAME_KEY",
        )


def _countersigned(volume: Volume, key: SecretKey) -> VolumePlan:
    signature = key.sign(volume.tags[names.TAG_MANIFEST], trusted_comment(volume.info))
    if volume.tags.get(names.HEAD_SIGNATURE, signature) != signature:
        raise CountersignError(
            "Berkas usulan ini sudah disahkan kepala dengan kunci lain. Berkas tidak berubah; "
            "minta operator membuat berkas usulan lagi bila pengesahannya harus diganti.",
            code="ALREADY_COUNTERSIGNED",
        )
    tags = {name: volume.tags[name] for name in names.TAG_FILES}
    tags[names.HEAD_SIGNATURE] = signature
    tags[names.MAIN_SIGNATURE] = volume.tags[names.MAIN_SIGNATURE]
    return VolumePlan(
        volume.bag, volume.info, volume.content_id, _keys(volume, key), tags, _items(volume)
    )


def _keys(volume: Volume, key: SecretKey) -> tuple[TrustedKey, ...]:
    """Give the keys to read back with; their times were looked at before."""
    known = [signer.key.public for signer in volume.signers if signer.key and signer.slot == "main"]
    region = volume.info.region
    operator = [TrustedKey(public, region, "operator", "") for public in known]
    return (*operator, TrustedKey(key.public, region, "head", ""))


def _items(volume: Volume) -> tuple[Item, ...]:
    return tuple(
        Item(name, entry.size, volume.hashes[name], volume.path, entry.crc, entry.span.offset)
        for name, entry in volume.entries.items()
    )
