"""A new key told by the old one: the change bag of a district, and how the province reads it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from kks_desktop import __version__
from kks_desktop.bundle.baginfo import BagInfo, recipient_of
from kks_desktop.bundle.keychange import DistrictRole, KeyChange, parse_keychange
from kks_desktop.bundle.keys import DEFAULT_COST, KdfCost, PublicKey, SecretKey, new_key
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.plan import BundleSpec
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.bundle.verify import verify_bundle
from kks_desktop.bundle.writer import PackedBundle, pack_bundle
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.file_names import shown_name
from kks_desktop.reports.model import KeyCard
from kks_desktop.services.enrolment import Card, check_card
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.identifiers import uuid7
from kks_desktop.services.key_files import STEMS, keep, key_folder, set_aside
from kks_desktop.services.keys import install_key, open_signing_key, trust_of
from kks_desktop.services.signed_papers import one_line, recipient_here, this_second
from kks_desktop.services.workspace import Workspace
from kks_desktop.services.writing import write_whole

_FOLDER = "ganti"


@dataclass(frozen=True, slots=True)
class Changed:
    """The new key's card, and the file for the province, kept in the data folder."""

    card: KeyCard
    file: Path


def change_key(
    workspace: Workspace,
    role: str,
    old: str,
    new: str,
    person: str,
    reason: str = "",
    cost: KdfCost = DEFAULT_COST,
) -> Changed:
    """Put a new key in the place of one whose passphrase is known, and sign that with both.

    Raises:
        KksError: the old passphrase does not open the key, or the folder cannot be written;
            the old key stays in use.
    """
    with open_signing_key(workspace, old, role) as before, new_key() as key:
        packed = _pack(workspace, role, before, key, person, reason)
        secret_file = key.protected(new, cost)
        folder = key_folder(workspace) / _FOLDER
        set_aside(workspace, role)
        keep(folder, {packed.file_name: packed.data})
        card = install_key(workspace, role, key, secret_file, person)
        return Changed(card, folder / packed.file_name)


def _pack(
    workspace: Workspace, role: str, old: SecretKey, new: SecretKey, person: str, reason: str
) -> PackedBundle:
    session = workspace.require_session()
    info = session.info
    at = this_second(workspace)
    change = KeyChange(
        region=info.region_code,
        role=cast(DistrictRole, role),
        person=one_line(person) or info.region_name,
        old=old.public,
        new=new.public,
        at=at,
        reason=one_line(reason),
    )
    spec = BundleSpec(
        info=BagInfo(
            region=info.region_code,
            year=info.year,
            revision=_number(workspace),
            organisation=one_line(session.raw(PROFILE, "kantor")) or info.region_name,
            submission_id=uuid7(),
            description=f"Pergantian kunci {STEMS[role]}, {info.region_name}",
            recipient=recipient_of(Kind.KEYCHANGE, info.region_code),
            created_at=at,
            agent=f"kks-desktop/{__version__}",
            kind=Kind.KEYCHANGE,
            practice=info.practice,
        ),
        document=change.to_bytes(),
    )
    return pack_bundle(spec, old, new_key=new)


def _number(workspace: Workspace) -> int:
    """Which change of key this is, so that their files lie side by side."""
    return len(change_files(workspace)) + 1


def change_files(workspace: Workspace) -> list[Path]:
    """The change bags made here, the newest last."""
    return sorted((key_folder(workspace) / _FOLDER).glob("*.zip"))


def write_change(workspace: Workspace, folder: Path) -> Path:
    """Write the newest change bag into a folder, for the way to the province.

    Raises:
        KksError: there is none, or the folder cannot be written.
    """
    found = change_files(workspace)
    if not found:
        raise KksError("Belum ada pergantian kunci untuk dikirim.", code="NO_CHANGE")
    path = folder / found[-1].name
    write_whole(path, found[-1].read_bytes())
    return path


# ------------------------------------------------------------------------------ the province


@dataclass(frozen=True, slots=True)
class Announced:
    """What a change bag announces: the new key's card filled in, and the key that it ends.

    ``vouched`` says whether the old key is one that this province trusts.
    """

    card: Card
    old: PublicKey
    reason: str
    vouched: bool


def read_change(workspace: Workspace, path: Path) -> Announced:
    """Read a change bag, to fill in the enrolment of the new key; people still confirm it.

    Raises:
        KksError: it is another file, refused, or of another province.
    """
    trust = replace(trust_of(workspace), recipient=recipient_here(workspace))
    with tempfile.TemporaryDirectory(prefix="kks-periksa-") as quarantine:
        found = verify_bundle(path, trust, Path(quarantine))
    if found.kind not in (Kind.KEYCHANGE, None):
        raise KksError(
            f"{shown_name(path.name)} bukan berkas pergantian kunci; tidak ada yang didaftarkan.",
            code="WRONG_KIND",
        )
    if found.document is None:
        code = found.refusal.value if found.refusal else "REFUSED"
        raise KksError(f"{shown_name(path.name)} tidak dipakai. {found.message}", code=code)
    change = parse_keychange(found.document)
    practice = found.info.practice if found.info else None
    card = Card(change.new, change.region, change.role, change.person, practice)
    check_card(workspace, card)
    return Announced(
        card, change.old, change.reason, vouched=found.refusal is not Refusal.UNKNOWN_KEY
    )
