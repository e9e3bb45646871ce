"""Practice: the sample district in a data folder of its own, marked wherever it goes."""

from __future__ import annotations

import os
from pathlib import Path

from kks_desktop.domain.errors import KksError
from kks_desktop.services.key_files import public_key
from kks_desktop.services.keys import create_key
from kks_desktop.services.sample import REGION, YEAR, sample_fields
from kks_desktop.services.sample_proof import add_sample_proof
from kks_desktop.services.sample_registers import with_registers
from kks_desktop.services.session import Edit
from kks_desktop.services.workspace import DISTRICT, PROVINCE, SetUp, Workspace
from kks_desktop.store.connection import store_path
from kks_desktop.store.trust import TrustedKeyRow, put_trusted_keys, trusted_keys

PASSPHRASE = "latihan kota sehat sembilan tatanan"
_PERSON = "Rahmawati Siregar"


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
    """Write ``kabupaten``, ``provinsi``, ``passphrase.txt`` and ``operator.pub`` into a folder.

    Raises:
        KksError: there is a sample already, or the folder cannot be written.
    """
    for name in ("kabupaten", "provinsi"):
        if store_path(folder / name).exists():
            raise KksError(
                f"Folder {folder} sudah berisi contoh; tidak ada yang diubah.", code="EXISTS"
            )
    district = Workspace(folder / "kabupaten")
    try:
        fill_district(district)
        create_key(district, PASSPHRASE, _PERSON)
        with district.reading() as connection:
            keys = trusted_keys(connection)
        public = public_key(district).to_text()
    finally:
        district.close()
    _write_province(folder / "provinsi", keys)
    try:
        (folder / "passphrase.txt").write_text(
            f"{PASSPHRASE}{os.linesep}", encoding="utf-8", newline=""
        )
        (folder / "operator.pub").write_text(public, encoding="utf-8", newline="\n")
    except OSError as cause:
        raise KksError(f"Folder {folder} tidak dapat ditulisi.", code="NOT_WRITTEN") from cause


def _write_province(folder: Path, keys: list[TrustedKeyRow]) -> None:
    province = Workspace(folder)
    try:
        province.create(
            SetUp(
                role=PROVINCE,
                region_code=REGION.partition(".")[0],
                year=YEAR,
                operator="Verifikator Provinsi Jambi",
                office="Tim Pembina Kabupaten/Kota Sehat Provinsi Jambi",
                practice=True,
            )
        )
        province.write(lambda connection: put_trusted_keys(connection, keys)).result()
    finally:
        province.close()
