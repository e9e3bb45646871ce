"""Whether bundles are sealed for the province, for whom, and what that is called."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kks_desktop.domain.errors import KksError
from kks_desktop.services.keyring import sealing_recipients
from kks_desktop.services.reference import policy_of
from kks_desktop.services.submission import print_words
from kks_desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Seal:
    """Who could open a sealed bundle; ``asked`` where the province wants them sealed."""

    recipients: tuple[str, ...]
    asked: bool
    opened_by: str

    @property
    def possible(self) -> bool:
        """Whether anybody is known to seal for."""
        return bool(self.recipients)

    @property
    def fingerprint(self) -> str:
        """What two people can compare: 128 bits over the province's recipients."""
        return print_words(hashlib.sha256("\n".join(self.recipients).encode()).hexdigest())


def seal_of(workspace: Workspace) -> Seal:
    """The seal that the province's keyring and reference name."""
    info = workspace.require_session().info
    return Seal(
        recipients=tuple(sorted(sealing_recipients(workspace))),
        asked=policy_of(workspace).sealing,
        opened_by=f"Provinsi {info.province_name}",
    )


def wanted_seal(workspace: Workspace, wanted: bool | None) -> Seal | None:
    """The seal to use; ``None`` for a plain bundle. ``wanted`` is ``None`` for as asked.

    Raises:
        KksError: ``NO_RECIPIENT``, a seal is wanted and nobody is known to seal for.
    """
    seal = seal_of(workspace)
    if not (seal.asked if wanted is None else wanted):
        return None
    if not seal.possible:
        raise KksError(
            "Kunci penerima provinsi belum ada di folder data ini, jadi berkas belum dapat "
            "disegel. Tidak ada yang ditulis; ambil dahulu daftar kunci provinsi, atau kirim "
            "tanpa segel.",
            code="NO_RECIPIENT",
        )
    return seal
