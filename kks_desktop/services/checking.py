"""Look at a bundle: whose it is, when it was made, what is inside, or why it is refused."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kks_desktop.bundle.trust import Trust
from kks_desktop.bundle.verify import Verification, verify_bundle
from kks_desktop.services.keys import trust_of
from kks_desktop.services.province_keys import opener_of
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import Workspace


def check_bundle(
    workspace: Workspace | None,
    path: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
    *,
    listed: bool = False,
    passphrase: str | None = None,
) -> Verification:
    """Verify a file against the keys that a data folder trusts; runs on any thread.

    Without a data folder no key is known, so even a good bundle is ``UNKNOWN_KEY``.
    Looking does not decide whether a bundle is taken in, so one made in practice
    is shown like any other, with its mark. ``listed`` gives the payload's names and hashes,
    whose bytes are gone when this returns. A sealed file is opened with the ``passphrase``
    of a province's seal.

    Raises:
        KksError: the passphrase does not open the seal.
    """
    trust = trust_of(workspace) if workspace is not None else Trust((), datetime.now(UTC))
    to_look = replace(trust, practice=True)
    opener = opener_of(workspace, passphrase) if workspace is not None else None
    with tempfile.TemporaryDirectory(prefix="kks-periksa-") as quarantine:
        return verify_bundle(
            path,
            to_look,
            Path(quarantine),
            keep=listed,
            opener=opener,
            progress=progress,
            cancel=cancel,
        )


def verification_table(found: Verification) -> dict[str, object]:
    """What ``kks verify --json`` prints."""
    return {
        "ok": found.ok,
        "kind": found.kind.value if found.kind else None,
        "region": found.region,
        "year": found.year,
        "revision": found.revision,
        "content_id": found.content_id,
        "signers": [
            {
                "key_id": signer.key_id,
                "role": signer.role,
                "person": signer.key.person if signer.key else None,
                "trusted": signer.key is not None,
            }
            for signer in found.signers
        ],
        "refusal": found.refusal.value if found.refusal else None,
        "message": found.message,
        "practice": found.info.practice if found.info else None,
        "created_at": found.info.created_at.isoformat() if found.info else None,
        "history_head": found.info.history_head if found.info else None,
        "files": found.payload_files,
    }


__all__ = ["Verification", "check_bundle", "verification_table"]
