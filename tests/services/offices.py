"""Districts that send bundles, and a province that trusts them; keys are cheap to open."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kks_desktop.bundle.baginfo import BagInfo
from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.plan import BundleSpec, EvidenceFile
from kks_desktop.bundle.writer import write_bundle
from kks_desktop.domain.strict_json import canonical_json
from kks_desktop.services.identifiers import uuid7
from kks_desktop.services.instruments import load_shipped, shipped_source
from kks_desktop.services.workspace import SetUp, Workspace
from kks_desktop.store.trust import COMPARED, TrustedKeyRow, put_trusted_keys
from tests.bundle.forge import new_key

CREATED = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
PROVINCE_SETUP = SetUp("provinsi", "15", 2025, "Rina Verifikator", "Dinas Kesehatan Provinsi Jambi")
PDF = b"%PDF-1.7\nbukti\n"


@dataclass
class Office:
    """A district with a key of its own; each of its bundles says what it is told to say."""

    region: str = "15.71"
    key: SecretKey = field(default_factory=new_key)
    submission_id: str = field(default_factory=uuid7)

    def document(self, revision: int = 1, **changes: Any) -> dict[str, Any]:
        """An answers document with one answer; ``changes`` replace its parts."""
        instrument = load_shipped()
        table: dict[str, Any] = {
            "format": "kks-answers/1",
            "instrument": instrument.code,
            "instrument_sha256": instrument.sha256,
            "region": self.region,
            "year": 2025,
            "revision": revision,
            "submission_id": self.submission_id,
            "answers": {"1.01": {"measures": {"kematian_ibu": {"lalu": 12, "kini": 9}}}},
        }
        return table | changes

    def send(
        self,
        folder: Path,
        document: dict[str, Any] | None = None,
        *,
        previous: str = f"sha256:{'0' * 64}",
        files: tuple[bytes, ...] = (),
        omitted: tuple[bytes, ...] = (),
        instrument: bytes | None = None,
        cap: int = 4_000_000_000,
        **info: Any,
    ) -> list[Path]:
        """Write a signed bundle; ``omitted`` files are listed and not carried."""
        folder.mkdir(parents=True, exist_ok=True)
        document = document or self.document()
        listed = [_listed(data) for data in (*files, *omitted)]
        if listed:
            document = document | {"evidence": listed}
        if document["revision"] > 1:
            document = document | {"previous_content_id": previous}
            info = {"previous_content_id": previous} | info
        spec = BundleSpec(
            info=self.info(document, omitted=len(omitted), **info),
            document=canonical_json(document),
            instrument=shipped_source("kks-2025") if instrument is None else instrument or None,
            evidence=tuple(_stored(folder, data) for data in files),
        )
        written = write_bundle(folder, spec, self.key, volume_cap=cap)
        return list(written.files)

    def info(self, document: dict[str, Any], **changes: Any) -> BagInfo:
        """The label of a bundle with this document."""
        info = BagInfo(
            region=document["region"],
            year=document["year"],
            revision=document["revision"],
            organisation="Tim Pembina",
            submission_id=document["submission_id"],
            description="Penilaian",
            recipient="province-15",
            created_at=CREATED,
            agent="kks-desktop/uji",
        )
        return replace(info, **changes)

    def row(self, **changes: Any) -> TrustedKeyRow:
        """Its key as the province keeps it."""
        at = "2026-01-01T00:00:00+00:00"
        row = TrustedKeyRow(
            self.key.public.key_id,
            self.key.public.line,
            self.region,
            "operator",
            "Siti Aminah",
            at,
            COMPARED,
            confirmed_at=at,
        )
        return row._replace(**changes)


def _listed(data: bytes) -> dict[str, Any]:
    sha256 = hashlib.sha256(data).hexdigest()
    return {"sha256": sha256, "size": len(data), "ext": "pdf", "name": f"{sha256[:6]}.pdf"}


def _stored(folder: Path, data: bytes) -> EvidenceFile:
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder.parent / f"bukti-{sha256}"
    path.write_bytes(data)
    return EvidenceFile(sha256, "pdf", path)


def enrol(province: Workspace, *offices: Office, **changes: Any) -> None:
    """Let a province trust the keys of these districts."""
    rows = [office.row(**changes) for office in offices]
    province.write(lambda connection: put_trusted_keys(connection, rows)).result()
