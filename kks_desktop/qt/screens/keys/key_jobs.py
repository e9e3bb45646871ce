"""What the buttons of a key do, on another thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kks_desktop.services import key_copies, keychange, keys, province_keys, reporting
from kks_desktop.services.key_files import RECEIPT
from kks_desktop.services.writing import write_whole

if TYPE_CHECKING:
    from kks_desktop.services.tasks import CancelToken, Progress
    from kks_desktop.services.workspace import Workspace


def make_job(
    workspace: Workspace, role: str, new: str, person: str, _p: Progress, _c: CancelToken
) -> object:
    """Make the key of a role."""
    return keys.create_key(workspace, new, person, role)


def make_province_job(
    workspace: Workspace, new: str, person: str, _p: Progress, _c: CancelToken
) -> object:
    """Make a province's receipt key and seal."""
    return province_keys.make_province_keys(workspace, new, person)


def replace_job(
    workspace: Workspace, role: str, new: str, person: str, _p: Progress, _c: CancelToken
) -> object:
    """A new key, where the old passphrase is lost."""
    return keys.replace_key(workspace, role, new, person)


def replace_province_job(
    workspace: Workspace, new: str, person: str, _p: Progress, _c: CancelToken
) -> object:
    """New receipt key and seal."""
    return province_keys.replace_province_keys(workspace, new, person)


def change_job(
    workspace: Workspace,
    role: str,
    old: str,
    new: str,
    person: str,
    reason: str,
    _p: Progress,
    _c: CancelToken,
) -> object:
    """A new key that the old one vouches for."""
    return keychange.change_key(workspace, role, old, new, person, reason)


def passphrase_job(
    workspace: Workspace, role: str, old: str, new: str, _p: Progress, _c: CancelToken
) -> None:
    """Another passphrase for the same key."""
    if role == RECEIPT:
        province_keys.change_province_passphrase(workspace, old, new)
    else:
        keys.change_passphrase(workspace, role, old, new)


def card_job(workspace: Workspace, role: str, path: Path, _p: Progress, _c: CancelToken) -> Path:
    """Print the card of a key."""
    write_whole(path, reporting.key_card_sheet(workspace, "a4", role))
    return path


def write_job(path: Path, data: bytes, _p: Progress, _c: CancelToken) -> Path:
    """Write a small file."""
    write_whole(path, data)
    return path


def back_up_job(
    workspace: Workspace, role: str, folder: Path, _p: Progress, _c: CancelToken
) -> Path:
    """Copy a key."""
    return key_copies.back_up_key(workspace, role, folder)


def save_change_job(workspace: Workspace, folder: Path, _p: Progress, _c: CancelToken) -> Path:
    """Write the newest change bag."""
    return keychange.write_change(workspace, folder)


def restore_job(
    workspace: Workspace, role: str, path: Path, passphrase: str, _p: Progress, _c: CancelToken
) -> object:
    """Bring a key back."""
    return key_copies.restore_key(workspace, role, path, passphrase)
