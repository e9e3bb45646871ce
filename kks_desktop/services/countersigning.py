"""The head signs a finished submission, in place; afterwards it may be sealed for the province."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from kks_desktop.bundle.countersign import countersign
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.verify import Verification, verify_bundle
from kks_desktop.bundle.writer import WrittenBundle
from kks_desktop.domain.errors import KksError
from kks_desktop.services.handovers import note_hand_over, place_words, sealed_before
from kks_desktop.services.key_files import HEAD, has_key
from kks_desktop.services.keys import open_signing_key, trust_of
from kks_desktop.services.putting import Put, mailbox, put_sealed
from kks_desktop.services.sealing import wanted_seal
from kks_desktop.services.targets import require_room
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import DISTRICT, Workspace
from kks_desktop.store.replies import sent_ids
from kks_desktop.store.revisions import signature_of


def is_own_submission(workspace: Workspace, found: Verification) -> bool:
    """Whether a plain, whole submission of this district was looked at."""
    info, own = found.info, workspace.require_session().info
    sound = found.refusal in (None, Refusal.UNKNOWN_KEY, Refusal.MISSING_ROLE)
    if not sound or found.sealed or info is None or own.role != DISTRICT:
        return False
    return info.kind is Kind.SUBMISSION and info.region == own.region_code


def is_countersigned(found: Verification) -> bool:
    """Whether a head's signature is there already."""
    return any(signer.slot == "head" for signer in found.signers)


def has_head_key(workspace: Workspace) -> bool:
    """Whether the head's key lies in this data folder."""
    return has_key(workspace, HEAD)


def sign_as_head(
    workspace: Workspace,
    path: Path,
    passphrase: str,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> WrittenBundle:
    """Add the head's signature to a submission where it lies; its content id stays.

    The operator's key need not be known here, where the head has a computer of their own:
    whoever signs has seen which key it is.

    Raises:
        KksError: by cause; the file is as it was.
    """
    with (
        open_signing_key(workspace, passphrase, HEAD) as key,
        tempfile.TemporaryDirectory(prefix="kks-periksa-") as quarantine,
    ):
        return countersign(
            path,
            key,
            path.parent,
            _trust(workspace),
            Path(quarantine),
            allow_unknown=True,
            progress=progress,
            cancel=cancel,
        )


def seal_for_province(
    workspace: Workspace,
    path: Path,
    folder: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Put:
    """Verify a plain submission of this district and seal it into ``folder``.

    What is sealed is the copy that was verified: a stick may give other bytes the second time.

    Raises:
        KksError: by cause; the plain file is as it was, and nothing half-written stays.
    """
    seal = wanted_seal(workspace, wanted=True)
    assert seal is not None
    token = cancel or CancelToken()
    with tempfile.TemporaryDirectory(prefix="kks-periksa-") as quarantine:
        found = _verified(workspace, path, Path(quarantine))
        plain = _under_own_names(found)
        content_ids = [volume.content_id for volume in found.volumes]
        known = sealed_before(workspace, content_ids[0], seal.fingerprint)
        with mailbox(folder) as there:
            require_room(folder, sum(one.stat().st_size for one in plain) * 1001 // 1000)
            try:
                put = put_sealed(folder, plain, content_ids, seal, known, progress, token)
                there.require()
            except KksError as fault:
                raise there.explain(fault) from fault
    _note(workspace, put, folder)
    return put


def _under_own_names(found: Verification) -> list[Path]:
    """The verified copies, called like the files that they are of."""
    assert found.quarantine is not None
    folder = found.quarantine / "siap"
    folder.mkdir()
    pairs = zip(found.volumes, found.sources, strict=True)
    return [volume.path.rename(folder / source.name) for volume, source in pairs]


def _trust(workspace: Workspace) -> Trust:
    """What is addressed to the province is looked at here, whoever signed it so far."""
    return replace(
        trust_of(workspace), recipient=None, practice=True, required_roles=frozenset({"operator"})
    )


def _verified(workspace: Workspace, path: Path, quarantine: Path) -> Verification:
    found = verify_bundle(path, _trust(workspace), quarantine, keep=True)
    if found.refusal and found.refusal is not Refusal.UNKNOWN_KEY:
        raise KksError(found.message or "", code=found.refusal.value)
    if not is_own_submission(workspace, found):
        raise KksError(
            "Berkas ini bukan berkas usulan tanpa segel dari wilayah ini, jadi tidak disegel. "
            "Tidak ada yang diubah; pilih berkas usulan yang benar.",
            code="WRONG_KIND",
        )
    return found


def _note(workspace: Workspace, put: Put, folder: Path) -> None:
    """Keep where it went, where this data folder has made the bundle itself."""
    own = workspace.require_session().info.id
    with workspace.reading() as connection:
        rows = [row for row in sent_ids(connection) if row.content_id == put.files[0].content_id]
        if not rows or rows[0].assessment != own or workspace.read_only:
            return
        signature = signature_of(connection, own, rows[0].revision)
    note_hand_over(workspace, rows[0].revision, put.files, place_words(folder)[0], signature)
