"""One door for everything that comes in: bundles at a province, answers at a district.

The windows and ``kks import`` both come through here.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.file_names import clean_name
from kks_desktop.domain.receiving import Step
from kks_desktop.services.backups import BackupDesk
from kks_desktop.services.key_files import RECEIPT, has_key
from kks_desktop.services.keys import open_signing_key
from kks_desktop.services.paper_intake import take_in
from kks_desktop.services.province_keys import opener_of
from kks_desktop.services.quarantine import files_in
from kks_desktop.services.receipts import (
    FOLDER,
    GivenReceipt,
    given,
    sign_all,
    waiting_for_signature,
    write_receipts,
)
from kks_desktop.services.receiving import receive
from kks_desktop.services.receiving_outcome import Outcome, Report
from kks_desktop.services.receiving_words import FAILED, FAILED_SENTENCE
from kks_desktop.services.replies import keep_reply, verify_reply
from kks_desktop.services.signed_papers import NAMES, write_papers
from kks_desktop.services.targets import FROM_PROVINCE, folder_target
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import PROVINCE, Workspace

if TYPE_CHECKING:
    from kks_desktop.bundle.keys import SecretKey


_log = logging.getLogger(__name__)
_NEEDS_KEYS = (Refusal.UNKNOWN_KEY.value, "NO_ROOT")
"""Refusals that a keyring of the same folder may lift."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import; receipts by the content id that they answer.

    ``unsigned`` receipts wait until the receipt key is opened. ``fault`` is why receipts could
    not be written though everything came in.
    """

    report: Report
    receipts: Mapping[str, GivenReceipt] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    unsigned: int = 0
    fault: KksError | None = None


def import_path(
    workspace: Workspace,
    *paths: Path,
    dry_run: bool = False,
    out: Path | None = None,
    passphrase: str | None = None,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Imported:
    """Take in files, or every file of a folder; runs on any thread.

    With the passphrase of the receipt key, receipts are signed and written to ``out`` or to
    ``keluar`` in the data folder, and seals are opened; without it receipts wait and a
    sealed file is refused.

    Raises:
        KksError: nothing was taken in, or a person stopped it; what was taken in stays.
    """
    token = cancel or CancelToken()
    if workspace.require_session().info.role != PROVINCE:
        if not dry_run and not workspace.read_only and files_in(paths, FROM_PROVINCE)[0]:
            BackupDesk(workspace).make_before_import(cancel=token)
        return Imported(_answers(workspace, paths, dry_run, progress, token))
    opener = opener_of(workspace, passphrase)
    if dry_run:
        return Imported(
            receive(workspace, *paths, dry_run=True, opener=opener, progress=progress, cancel=token)
        )
    key = _receipt_key(workspace, passphrase)
    try:
        report = receive(workspace, *paths, opener=opener, progress=progress, cancel=token)
        return _answered(workspace, report, key, out or workspace.folder / FOLDER)
    finally:
        if key is not None:
            key.wipe()


def _receipt_key(workspace: Workspace, passphrase: str | None) -> SecretKey | None:
    """The opened receipt key, before anything is taken in: a wrong passphrase stops here."""
    if passphrase is None or not has_key(workspace, RECEIPT):
        return None
    return open_signing_key(workspace, passphrase, RECEIPT)


def _answered(workspace: Workspace, report: Report, key: SecretKey | None, out: Path) -> Imported:
    wanted = [one.answers for one in report.outcomes if one.answers is not None]
    files: dict[str, Path] = {}
    fault: KksError | None = None
    if key is not None:
        try:
            files = hand_out(workspace, out, [*wanted, *sign_all(workspace, key)])
        except KksError as cause:
            fault = cause
    receipts = {one: receipt for one in wanted if (receipt := given(workspace, one)) is not None}
    return Imported(report, receipts, files, waiting_for_signature(workspace), fault)


def sign_waiting(workspace: Workspace, passphrase: str, out: Path | None = None) -> dict[str, Path]:
    """Sign the receipts that wait and write them; takes about a second.

    Raises:
        KksError: there is no receipt key, the passphrase is wrong, or they cannot be written.
    """
    with open_signing_key(workspace, passphrase, RECEIPT) as key:
        signed = sign_all(workspace, key)
    return hand_out(workspace, out or workspace.folder / FOLDER, signed)


def hand_out(workspace: Workspace, folder: Path, content_ids: Sequence[str]) -> dict[str, Path]:
    """Write signed receipts into a folder, with the keyring and reference in force beside them.

    Raises:
        KksError: they could not be written.
    """
    written = write_receipts(workspace, folder, content_ids)
    if written:
        write_papers(workspace, folder)
    return written


def receipt_place(folder: Path) -> Path:
    """Where receipts go for a chosen folder: on a stick into its compartment for districts."""
    target = folder_target(folder)
    carried = target.removable and target.is_drive
    return target.volume.root / FROM_PROVINCE if carried else folder


# ------------------------------------------------------------ at a district


def _answers(
    workspace: Workspace,
    paths: Sequence[Path],
    dry_run: bool,
    progress: Progress,
    cancel: CancelToken,
) -> Report:
    """Take receipts, verdicts and papers; what needs a key that a paper brings comes after it."""
    if workspace.read_only and not dry_run:
        raise KksError(workspace.read_only_reason, code="READ_ONLY")
    files, skipped = files_in(paths, FROM_PROVINCE)
    found: dict[Path, Outcome] = {}
    todo = files
    while todo:
        before = len(found)
        for number, file in enumerate(todo):
            cancel.check()
            progress(number, len(todo))
            found[file] = _answer(workspace, file, dry_run, cancel)
        unknown = [one for one in todo if found[one].refusal in _NEEDS_KEYS]
        learnt = any(one.ok and one.kind == Kind.KEYRING.value for one in found.values())
        todo = unknown if learnt and len(found) > before else []
    progress(len(files), len(files))
    return Report(tuple(found[file] for file in files), skipped)


def _answer(workspace: Workspace, file: Path, dry_run: bool, cancel: CancelToken) -> Outcome:
    name = clean_name(file.name)
    try:
        with tempfile.TemporaryDirectory(prefix="kks-periksa-") as quarantine:
            found = verify_reply(workspace, file, Path(quarantine), cancel=cancel)
            kind = found.kind.value if found.kind else None
            facts = (kind, found.region, found.year, found.revision, found.content_id)
            try:
                if found.kind in NAMES:
                    paper = take_in(workspace, file, dry_run=dry_run)
                    words = f"{NAMES[paper.kind].capitalize()} nomor {paper.serial} dipakai."
                    if dry_run and not paper.already:
                        words = "Akan dipakai."
                    return Outcome(name, True, _again(paper.already), words, *facts)
                answer = keep_reply(workspace, found, dry_run=dry_run)
            except KksError as fault:
                return Outcome(name, False, fault.code, str(fault), *facts)
    except KksError as fault:
        if fault.code == "CANCELLED":
            raise
        return Outcome(name, False, fault.code, str(fault))
    except Exception as fault:  # noqa: BLE001 - the rest must come in whatever one file does
        _log.error("an answer could not be judged: %s", type(fault).__name__)
        return Outcome(name, False, FAILED, FAILED_SENTENCE)
    again = _again(answer.already)
    return Outcome(name, True, again, answer.sentence, *facts, notes=answer.notes)


def _again(already: bool) -> str | None:
    return Step.REPEAT.value if already else None
