"""Make bundles by hand, good and evil, without using the code under test for the container."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kks_desktop.bundle.baginfo import BagInfo, format_bag_info
from kks_desktop.bundle.keys import KdfCost, SecretKey, make_key, open_key
from kks_desktop.bundle.plan import BundleSpec, EvidenceFile
from kks_desktop.bundle.trust import Trust, TrustedKey

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CREATED_AT = datetime(2026, 11, 22, 5, 10, tzinfo=UTC)
STAMP = ((2026 - 1980) << 9 | 11 << 5 | 22) << 16 | 5 << 11 | 10 << 5
CHEAP = KdfCost(opslimit=32_768, memlimit=1 << 20)
PASSPHRASE = "kopi pahit tanpa gula"
SUBMISSION_ID = "0199b2c4-7d1e-7c33-9a51-5a0f4be0c9d1"

BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
TAGS = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
SIGNATURE = "tagmanifest-sha256.txt.minisig"
HEAD_SIGNATURE = "tagmanifest-sha256.txt.head.minisig"
NEW_SIGNATURE = "tagmanifest-sha256.txt.new.minisig"
SUBMISSION = "data/submission.json"
TRUSTED_COMMENT = "v1 district=15.71 rev=1 at=2026-11-22T05:10:00Z"


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def new_key() -> SecretKey:
    return open_key(make_key(PASSPHRASE, CHEAP).secret_file, PASSPHRASE)


def trusted(key: SecretKey, **changes: Any) -> TrustedKey:
    return replace(TrustedKey(key.public, "15.71", "operator", "Siti Aminah"), **changes)


def trust(*keys: TrustedKey, **changes: Any) -> Trust:
    return replace(Trust(keys, NOW, recipient="province-15"), **changes)


def bag_info(**changes: Any) -> BagInfo:
    info = BagInfo(
        region="15.71",
        year=2025,
        revision=1,
        organisation="Tim Pembina Kota Sehat Kota Jambi",
        submission_id=SUBMISSION_ID,
        description="Usulan Kabupaten/Kota Sehat 2025",
        recipient="province-15",
        created_at=CREATED_AT,
        agent="kks-desktop/0.1.0",
    )
    return replace(info, **changes)


PROOFS = {
    "pdf": b"%PDF-1.7\n" + bytes(range(256)) * 12,
    "png": b"\x89PNG\r\n\x1a\n" + b"\x00gambar" * 200,
    "csv": b"desa,odf\r\nTelanaipura,ya\r\n" * 40,
    "mp4": b"\x00\x00\x00\x18ftypmp42" + b"video" * 1_000,
}
REPORT = b"%PDF-1.7\nlaporan evaluasi\n" * 20
INSTRUMENT = b'kode = "kks-2025"\n'


def answers(evidence: list[dict[str, Any]], **changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = {
        "format": "kks-answers/1",
        "instrument": "kks-2025",
        "instrument_sha256": sha256(INSTRUMENT),
        "region": "15.71",
        "year": 2025,
        "revision": 1,
        "answers": {"1.01": {"measures": {"kematian_ibu": {"lalu": 12, "kini": 9}}}},
        "evidence": evidence,
    }
    return document | changes


def to_json(document: object) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


def make_spec(store: Path, proofs: dict[str, bytes] | None = None, **changes: Any) -> BundleSpec:
    """Put proofs into ``store`` and describe a sending that carries them."""
    files, listed = [], []
    for extension, data in (proofs or PROOFS).items():
        digest = sha256(data)
        path = store / digest
        path.write_bytes(data)
        extension = extension.partition("-")[0]
        files.append(EvidenceFile(digest, extension, path))
        listed.append({"sha256": digest, "size": len(data), "ext": extension, "name": "Bukti"})
    document = to_json(answers(listed))
    spec = BundleSpec(bag_info(), document, REPORT, INSTRUMENT, tuple(files))
    return replace(spec, **changes)


@dataclass
class Raw:
    """One ZIP entry with every field open to abuse; None means what is right."""

    name: bytes
    data: bytes
    method: int = 0
    flags: int = 0
    crc: int | None = None
    size: int | None = None
    packed: int | None = None
    local_name: bytes | None = None
    extra: bytes = b""
    mode: int = 0o100644
    offset: int | None = None
    gap: bytes = b""
    stamp: int = STAMP


def make_zip(entries: list[Raw], *, base: int = 0) -> bytes:
    """Write a ZIP; ``base`` is added to every offset."""
    body, central = bytearray(), bytearray()
    for raw in entries:
        offset = base + len(body) if raw.offset is None else raw.offset
        crc = zlib.crc32(raw.data) if raw.crc is None else raw.crc
        packed = len(raw.data) if raw.packed is None else raw.packed
        size = len(raw.data) if raw.size is None else raw.size
        common = struct.pack("<4H", 20, raw.flags, raw.method, raw.stamp & 0xFFFF)
        common += struct.pack("<H3I", raw.stamp >> 16, crc, packed, size)
        local_name = raw.name if raw.local_name is None else raw.local_name
        body += b"PK\x03\x04" + common + struct.pack("<2H", len(local_name), len(raw.extra))
        body += local_name + raw.extra + raw.data + raw.gap
        central += b"PK\x01\x02\x14\x03" + common
        central += struct.pack("<5H", len(raw.name), len(raw.extra), 0, 0, 0)
        central += struct.pack("<2I", raw.mode << 16, offset) + raw.name + raw.extra
    count = min(len(entries), 0xFFFF)
    end = struct.pack("<4s4H", b"PK\x05\x06", 0, 0, count, count)
    end += struct.pack("<2IH", len(central), base + len(body), 0)
    return bytes(body + central + end)


@dataclass
class Bag:
    """The files of a bag, in order, to be bent and put together again."""

    files: dict[str, bytes]
    folder: str = "kks-1571-2025-r001-1of1"
    info: BagInfo = field(default_factory=bag_info)

    def copy(self) -> Bag:
        return Bag(dict(self.files), self.folder, self.info)

    def payload(self) -> dict[str, bytes]:
        return {name: data for name, data in self.files.items() if name.startswith("data/")}

    def evidence(self, extension: str = "pdf") -> str:
        return next(n for n in self.files if "/evidence/" in n and n.endswith(f".{extension}"))

    def set(self, name: str, data: bytes) -> Bag:
        self.files[name] = data
        return self

    def edit(self, old: bytes, new: bytes, name: str = SUBMISSION) -> Bag:
        assert old in self.files[name]
        return self.set(name, self.files[name].replace(old, new))

    def relabel(self) -> Bag:
        """Write the manifest and the count of bytes anew, from what is in the bag."""
        payload = self.payload()
        self.set("manifest-sha256.txt", _lines({n: sha256(d) for n, d in payload.items()}))
        total = sum(map(len, payload.values()))
        info = replace(self.info, payload_bytes=total, payload_files=len(payload))
        return self.set("bag-info.txt", format_bag_info(info))

    def sign(
        self, *keys: SecretKey, head: SecretKey | None = None, new: SecretKey | None = None
    ) -> Bag:
        """Write the tag manifest anew and sign it."""
        covered = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")
        self.set(TAGS[3], _lines({name: sha256(self.files[name]) for name in covered}))
        for key in keys:
            self.set(SIGNATURE, key.sign(self.files[TAGS[3]], TRUSTED_COMMENT))
        if head:
            self.set(HEAD_SIGNATURE, head.sign(self.files[TAGS[3]], TRUSTED_COMMENT))
        if new:
            self.set(NEW_SIGNATURE, new.sign(self.files[TAGS[3]], TRUSTED_COMMENT))
        return self

    def entries(self) -> list[Raw]:
        order = (*TAGS, HEAD_SIGNATURE, SIGNATURE, NEW_SIGNATURE)
        documents = [name for name in self.files if name.endswith(".json")]
        single = (*documents, "data/instrument.toml", "data/report.pdf")
        first = [name for name in (*order, *single) if name in self.files]
        names = first + sorted(set(self.files) - set(first))
        return [Raw(f"{self.folder}/{name}".encode(), self.files[name]) for name in names]

    def zip(self) -> bytes:
        return make_zip(self.entries())


def _lines(hashes: dict[str, str]) -> bytes:
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode()


def make_bag(key: SecretKey, proofs: dict[str, bytes] = PROOFS) -> Bag:
    """Make a good bag without the writer under test."""
    evidence = {f"data/evidence/{sha256(data)}.{ext}": data for ext, data in proofs.items()}
    listed = [
        {"sha256": sha256(data), "size": len(data), "ext": ext} for ext, data in proofs.items()
    ]
    files = {"bagit.txt": BAGIT, SUBMISSION: to_json(answers(listed)), **evidence}
    files |= {"data/report.pdf": REPORT, "data/instrument.toml": INSTRUMENT}
    return Bag(files).relabel().sign(key)
