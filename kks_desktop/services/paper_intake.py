"""Take a keyring or reference of the province in, from any file."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from kks_desktop.bundle.baginfo import BagInfo
from kks_desktop.bundle.keyring import Keyring, check_keyring
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.reference import check_reference
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.bundle.verify import Verification, verify_bundle
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.file_names import shown_name
from kks_desktop.services.key_files import ROOT
from kks_desktop.services.keyring import adopt_keyring
from kks_desktop.services.keys import trust_of
from kks_desktop.services.regions import province
from kks_desktop.services.signed_papers import NAMES, newest, province_of, recipient_here
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.trust import PaperRow, put_paper

MAX_BAG = 8_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A paper that is in force now; ``already`` if it was before."""

    kind: Kind
    serial: int
    already: bool


def take_in(workspace: Workspace, path: Path, *, dry_run: bool = False) -> Taken:
    """Verify a keyring or reference from any file and put it in force; runs on any thread.

    A dry run says the same and changes nothing.

    Raises:
        KksError: it is another file, refused, of another province, or older than the one in
            force, which stays.
    """
    trust = replace(trust_of(workspace), recipient=recipient_here(workspace))
    with tempfile.TemporaryDirectory(prefix="kks-periksa-") as quarantine:
        found = verify_bundle(path, trust, Path(quarantine), keep=True)
        if not found.ok:
            raise _refused(workspace, found, path)
        assert found.quarantine is not None
        copy = found.quarantine / "1.zip"
        if copy.stat().st_size > MAX_BAG:
            raise KksError(
                f"{shown_name(path.name)} terlalu besar; yang dipakai sekarang tetap dipakai. "
                "Minta berkas yang benar dari provinsi.",
                code="LIMIT",
            )
        return adopt(workspace, found, copy.read_bytes(), dry_run=dry_run)


def adopt(workspace: Workspace, found: Verification, bag: bytes, *, dry_run: bool = False) -> Taken:
    """Put a verified paper in force; ``bag`` are the bytes that were verified.

    Raises:
        KksError: it is no paper of this province, or older than the one in force.
    """
    info, document = found.info, found.document
    if info is None or document is None or info.kind not in NAMES:
        raise KksError(
            "Berkas ini bukan daftar kunci atau rujukan provinsi; tidak ada yang diubah.",
            code="WRONG_KIND",
        )
    if info.region != province_of(workspace):
        raise _foreign(workspace, info)
    told = (
        check_keyring(document, info)
        if info.kind is Kind.KEYRING
        else check_reference(document, info)
    )
    if (now := newest(workspace, info.kind)) is not None:
        if now.content_id == found.content_id:
            return Taken(info.kind, now.serial, already=True)
        _require_newer(info, now)
    if dry_run:
        return Taken(info.kind, info.revision, already=False)
    row = PaperRow(
        kind=info.kind.value,
        province=info.region,
        serial=info.revision,
        content_id=str(found.content_id),
        issued_at=told.issued_at.isoformat(timespec="seconds"),
        document=_document_in(bag, info.kind),
        bag=bag,
        added_at=workspace.clock().isoformat(timespec="seconds"),
    )
    if isinstance(told, Keyring):
        adopt_keyring(workspace, told, row)
    else:
        workspace.write(lambda connection: put_paper(connection, row)).result()
        workspace.require_session().letter_rule = told.policy.surat
    return Taken(info.kind, info.revision, already=False)


def _document_in(bag: bytes, kind: Kind) -> bytes:
    with zipfile.ZipFile(io.BytesIO(bag)) as archive:
        return archive.read(f"{archive.namelist()[0].partition('/')[0]}/{kind.document}")


def _require_newer(info: BagInfo, now: PaperRow) -> None:
    name = NAMES[info.kind]
    if info.revision == now.serial:
        raise KksError(
            f"{name.capitalize()} nomor {now.serial} sudah ada dengan isi lain. Yang dipakai "
            "tetap yang pertama; tanyakan kepada provinsi mana yang benar.",
            code="CONFLICT",
        )
    if info.revision < now.serial:
        raise KksError(
            f"{name.capitalize()} nomor {info.revision} lebih lama daripada yang dipakai di sini, "
            f"nomor {now.serial}. Yang dipakai tetap nomor {now.serial}.",
            code="OLDER_SERIAL",
        )


def _refused(workspace: Workspace, found: Verification, path: Path) -> KksError:
    info = found.info
    if info is not None and info.kind in NAMES:
        if info.region != province_of(workspace):
            return _foreign(workspace, info)
        if found.refusal is Refusal.UNKNOWN_KEY:
            return _unknown_signer(workspace, info)
    code = found.refusal.value if found.refusal else "REFUSED"
    return KksError(f"{shown_name(path.name)} tidak dipakai. {found.message}", code=code)


def _foreign(workspace: Workspace, info: BagInfo) -> KksError:
    other = province(info.region.partition(".")[0])
    whose = f"Provinsi {other.name}" if other else f"wilayah {info.region}"
    return KksError(
        f"{NAMES[info.kind].capitalize()} ini dari {whose}, bukan dari Provinsi "
        f"{workspace.require_session().info.province_name}. Tidak dipakai; yang sekarang tetap.",
        code="WRONG_PROVINCE",
    )


def _unknown_signer(workspace: Workspace, info: BagInfo) -> KksError:
    name = NAMES[info.kind].capitalize()
    if not any(key.role == ROOT for key in trust_of(workspace).keys):
        return KksError(
            f"{name} belum dapat dipakai karena kunci induk provinsi belum dicocokkan di sini. "
            "Buka Kunci, cocokkan kartu kunci induk, lalu ambil lagi berkas ini.",
            code="NO_ROOT",
        )
    return KksError(
        f"{name} ini ditandatangani kunci yang tidak dikenal di sini. Tidak dipakai; ambil dahulu "
        "daftar kunci terbaru, atau tanyakan kepada provinsi.",
        code="UNKNOWN_KEY",
    )
