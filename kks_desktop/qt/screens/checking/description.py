"""What a verified or refused file is, as words to show; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.wording import grouped, moment_words, revision_words, size_words
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.regions import province, region
from kks_desktop.services.submission import print_words

if TYPE_CHECKING:
    from kks_desktop.services.checking import Verification

KINDS = {
    "submission": "Berkas usulan",
    "receipt": "Tanda terima",
    "verdict": "Hasil verifikasi",
    "keyring": "Daftar kunci",
    "opd": "Isian OPD",
    "keychange": "Pergantian kunci",
    "reference": "Rujukan provinsi",
}
ROLES = {
    "operator": "operator",
    "head": "kepala",
    "root": "kunci induk provinsi",
    "receipt": "tanda terima provinsi",
}
UNKNOWN_KEY = "UNKNOWN_KEY"
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Description:
    """One looked-at file; ``tone`` is ``accent``, ``silent`` or ``problem``."""

    tone: str
    verdict: str
    note: str
    refusal: str
    facts: Facts = ()
    signers: tuple[str, ...] = ()
    contents: Facts = field(default=())


def describe(found: Verification) -> Description:
    """Put a verification into words."""
    refusal = found.refusal.value if found.refusal else ""
    if found.ok:
        tone, verdict = "accent", "✓ Berkas utuh dan pengesahannya cocok"
    elif refusal == UNKNOWN_KEY:
        tone, verdict = "silent", "◐ Berkas utuh, tetapi kuncinya belum terdaftar di sini"
    else:
        tone, verdict = "problem", "▲ Berkas ini tidak dapat diterima"
    note = found.message or "Isi berkas sama dengan yang disahkan; tidak ada yang dimasukkan."
    return Description(
        tone=tone,
        verdict=verdict,
        note=note,
        refusal=f"Sebab: {refusal}" if refusal else "",
        facts=_facts(found),
        signers=tuple(_signer_words(found)),
        contents=_contents(found),
    )


_SIGNED = (
    "Wilayah",
    "Penilaian",
    "Kiriman",
    "Indikasi menurut pengirim",
    "Skor tatanan menurut pengirim",
    "Bukti",
    "Sidik data",
)


def signed_facts(said: Description) -> Facts:
    """What a head puts a name under, in the order in which it is read."""
    told = dict((*said.facts, *said.contents))
    return tuple((name, told[name]) for name in _SIGNED if name in told)


def _facts(found: Verification) -> Facts:
    info = found.info
    if info is None:
        return ()
    rows = [
        ("Jenis", KINDS.get(info.kind.value, info.kind.value)),
        ("Wilayah", f"{_region_name(info.region)} ({info.region})"),
        ("Penilaian", str(info.year)),
        ("Kiriman", revision_words(info.revision).capitalize()),
        ("Dari", info.organisation),
        ("Dibuat", f"{moment_words(info.created_at)}, menurut komputer pengirim"),
        ("Untuk", _recipient_name(info.recipient)),
        ("Jilid", f"{info.volume} dari {info.volumes}" if info.volumes > 1 else ""),
        ("Latihan", "Ya, bukan data sebenarnya" if info.practice else ""),
        ("Sidik data", _print_words(found)),
        ("Nomor isi", grouped((found.content_id or "").partition(":")[2], 8)),
        ("Ujung riwayat", grouped((info.history_head or "").partition(":")[2], 8)),
    ]
    return tuple((name, words) for name, words in rows if words)


def _print_words(found: Verification) -> str:
    """The sidik data, which paper carries too."""
    if found.submission is None or found.document_sha256 is None:
        return ""
    return print_words(found.document_sha256)


def _region_name(code: str) -> str:
    found = region(code) or province(code)
    return found.name if found else "wilayah tidak dikenal"


def _recipient_name(recipient: str) -> str:
    kind, _, code = recipient.partition("-")
    found = province(code) if kind == "province" else None
    return f"Provinsi {found.name}" if found else recipient


def _signer_words(found: Verification) -> list[str]:
    words = []
    for signer in found.signers:
        number = grouped(signer.key_id)
        role = ROLES.get(signer.role, signer.role)
        if signer.key is None:
            words.append(f"◐ Kunci {number} ({role}), belum terdaftar di sini")
        else:
            words.append(f"✓ {signer.key.person} ({role}), kunci {number} terdaftar")
    return words


def _contents(found: Verification) -> Facts:
    if found.info is None:
        return ()
    files = f"{found.payload_files} berkas, {size_words(found.payload_bytes)}"
    rows = [("Berkas", files if found.payload_files else "")]
    document = found.submission
    if document is not None:
        rows += _submission(document)
    return tuple((name, words) for name, words in rows if words)


def _submission(document: dict[str, Any]) -> list[tuple[str, str]]:
    answers = document.get("answers")
    codes = list(answers) if isinstance(answers, dict) else []
    indicators = sum(not code.startswith("K") for code in codes)
    rows = [("Isian", f"{indicators} indikator, {len(codes) - indicators} variabel kelembagaan")]
    claimed = document.get("claimed")
    if isinstance(claimed, dict):
        rows += _claimed(claimed)
    evidence = document.get("evidence")
    rows.append(("Bukti", f"{len(evidence)} berkas" if isinstance(evidence, list) else ""))
    return rows


def _claimed(claimed: dict[str, Any]) -> list[tuple[str, str]]:
    """The sender's own scores; they are shown and never believed."""
    rows = []
    category = claimed.get("category")
    if isinstance(category, dict):
        rows.append(("Indikasi menurut pengirim", _category_name(category.get("indicated"))))
    tatanan = claimed.get("tatanan")
    if isinstance(tatanan, dict):
        parts = [
            f"{number}: {format_number(entry['score'])}/{format_number(entry['max'])}"
            for number, entry in sorted(tatanan.items())
            if isinstance(entry, dict) and _are_counts(entry.get("score"), entry.get("max"))
        ]
        rows.append(("Skor tatanan menurut pengirim", " · ".join(parts)))
    return rows


def _are_counts(*values: object) -> bool:
    return all(type(value) is int and 0 <= value < 10**6 for value in values)


def _category_name(key: object) -> str:
    name = load_shipped().category_name(key) if isinstance(key, str) else ""
    return name or "belum ada"
