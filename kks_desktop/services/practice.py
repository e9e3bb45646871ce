"""Practice: the sample district in a data folder of its own, marked wherever it goes."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kks_desktop.bundle.identity import make_identity
from kks_desktop.bundle.keys import SecretKey, new_key
from kks_desktop.domain.errors import KksError
from kks_desktop.reports.model import KeyCard
from kks_desktop.services.enrolment import confirm, propose, read_card, trust_root
from kks_desktop.services.key_files import OPERATOR
from kks_desktop.services.keyring import sign_keyring_with
from kks_desktop.services.keys import install_key
from kks_desktop.services.paper_intake import take_in
from kks_desktop.services.province_keys import (
    identity_files,
    keep_province_keys,
    keep_root,
    root_card,
)
from kks_desktop.services.sample import REGION, YEAR, sample_fields
from kks_desktop.services.sample_proof import add_sample_proof
from kks_desktop.services.sample_registers import with_registers
from kks_desktop.services.session import Edit
from kks_desktop.services.signed_papers import write_papers
from kks_desktop.services.workspace import DISTRICT, PROVINCE, SetUp, Workspace
from kks_desktop.store.connection import store_path

PASSPHRASE = "latihan kota sehat sembilan tatanan"
_PERSON = "Rahmawati Siregar"
_HEAD = "Ketua Tim Pembina Provinsi Jambi"
_PROVINCE = SetUp(
    role=PROVINCE,
    region_code=REGION.partition(".")[0],
    year=YEAR,
    operator="Verifikator Provinsi Jambi",
    office="Tim Pembina Kabupaten/Kota Sehat Provinsi Jambi",
    practice=True,
)
_AT_ONCE = 2
"""Keys made at the same time: a small PC has no memory for more."""


def practice_folder(folder: Path) -> Path:
    """Where the practice data of a data folder lies, apart from the real ones."""
    return folder / "latihan"


def open_practice(folder: Path) -> Workspace:
    """Open the practice district that belongs to a data folder, making it the first time."""
    workspace = Workspace(practice_folder(folder))
    try:
        if workspace.session is None:
            fill_district(workspace)
    except BaseException:
        workspace.close()
        raise
    return workspace


def fill_district(workspace: Workspace) -> None:
    """Begin the practice district in an empty data folder."""
    session = workspace.create(
        SetUp(
            role=DISTRICT,
            region_code=REGION,
            year=YEAR,
            operator=_PERSON,
            office="Sekretariat Tim Pembina Kota Sehat Jambi",
            position="Operator",
            practice=True,
        )
    )
    fields = with_registers(session.instrument, REGION, YEAR, sample_fields(session.instrument))
    session.set([Edit(code, field, raw) for (code, field), raw in fields.items()], "Data latihan")
    add_sample_proof(workspace)
    session.flush()


def write_sample(folder: Path) -> None:
    """Write a district and a province that trust each other, and what opens their keys.

    They lie in ``kabupaten`` and ``provinsi``, the province's root key in ``akar``; with
    ``passphrase.txt`` and ``operator.pub``.

    Raises:
        KksError: there is a sample already, or the folder cannot be written.
    """
    for name in ("kabupaten", "provinsi"):
        if store_path(folder / name).exists():
            raise KksError(
                f"Folder {folder} sudah berisi contoh; tidak ada yang diubah.", code="EXISTS"
            )
    with ExitStack() as opened:
        district = _opened(opened, folder / "kabupaten")
        fill_district(district)
        province = _opened(opened, folder / "provinsi")
        province.create(_PROVINCE)
        keys = opened.enter_context(_made_keys())
        card = install_key(district, OPERATOR, keys.operator, keys.files[0], _PERSON)
        _write_keys(folder, keys, province)
        _introduce(district, province, card, keys.root)
    try:
        (folder / "passphrase.txt").write_text(
            f"{PASSPHRASE}{os.linesep}", encoding="utf-8", newline=""
        )
        (folder / "operator.pub").write_text(card.pub_text, encoding="utf-8", newline="\n")
    except OSError as cause:
        raise KksError(f"Folder {folder} tidak dapat ditulisi.", code="NOT_WRITTEN") from cause


def _opened(stack: ExitStack, folder: Path) -> Workspace:
    workspace = Workspace(folder)
    stack.callback(workspace.close)
    return workspace


@dataclass(frozen=True)
class _Keys:
    """The sample's keys, opened; ``files`` are their secret files in the same order."""

    operator: SecretKey
    root: SecretKey
    receipt: SecretKey
    files: tuple[bytes, ...]
    identity: dict[str, bytes]


@contextmanager
def _made_keys() -> Iterator[_Keys]:
    """Make every key at once: each takes a second of one processor and 256 MiB."""
    with new_key() as operator, new_key() as root, new_key() as receipt:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            identity = pool.submit(make_identity, PASSPHRASE)
            files = pool.map(lambda key: key.protected(PASSPHRASE), (operator, root, receipt))
            yield _Keys(operator, root, receipt, tuple(files), identity_files(identity.result()))


def _write_keys(folder: Path, keys: _Keys, province: Workspace) -> None:
    outside = folder / "akar"
    try:
        outside.mkdir(exist_ok=True)
    except OSError as cause:
        raise KksError(f"Folder {folder} tidak dapat ditulisi.", code="NOT_WRITTEN") from cause
    keep_root(province, outside, keys.root, keys.files[1], _HEAD)
    keep_province_keys(province, keys.receipt, keys.files[2], keys.identity, _PROVINCE.operator)


def _introduce(district: Workspace, province: Workspace, card: KeyCard, root: SecretKey) -> None:
    """Enrol the district's key, sign a keyring, and let the district go by it."""
    own = replace(read_card(card.pub_text), person=_PERSON)
    propose(province, own, _PROVINCE.operator)
    confirm(province, own.public.line, _HEAD)
    sign_keyring_with(province, root)
    root_pub = root_card(province)
    assert root_pub is not None
    trust_root(district, replace(read_card(root_pub.pub_text), person=_HEAD), _PERSON)
    with tempfile.TemporaryDirectory(prefix="kks-contoh-") as way:
        for path in write_papers(province, Path(way)):
            take_in(district, path)
