"""What the pages of keys say; knows no Qt."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kks_desktop.domain.columns import short_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from kks_desktop.bundle.keyring import Keyring
    from kks_desktop.bundle.reference import Policy, Reading
    from kks_desktop.services.enrolment import EnrolledKey
    from kks_desktop.services.keyring import NextKeyring
    from kks_desktop.services.keys import OwnKey
    from kks_desktop.services.reference import Draft

MOST = 12
"""Keys that are named one by one."""

Said = tuple[str, str]
"""A sentence with its mark, and the role that colours it."""

ROLE_TITLES = {
    "operator": "Kunci operator",
    "head": "Kunci kepala",
    "root": "Kunci induk provinsi",
    "receipt": "Kunci tanda terima dan segel",
}
ROLE_NOTES = {
    "operator": "Mengesahkan setiap berkas usulan. Dibuat pada pengiriman pertama, atau di sini.",
    "head": "Hanya diperlukan bila provinsi meminta pengesahan kedua oleh kepala.",
    "receipt": "Menandatangani tanda terima dan rujukan, serta membuka berkas tersegel.",
}


def day_words(moment: datetime) -> str:
    """``31 Des 2026`` by this computer's clock."""
    return short_date(moment.astimezone().date())


def enrolled_words(own: OwnKey, keyring: Keyring | None) -> Said:
    """How the province stands to a key of this office."""
    if own.card is None:
        return "", ""
    if own.reason == "compromised":
        return "▲ Dicabut provinsi karena bocor. Buat kunci baru dengan Ganti kunci.", "problem"
    if own.reason == "superseded" and own.revoked_at is not None:
        words = f"◐ Sudah digantikan menurut provinsi; berlaku sampai {day_words(own.revoked_at)}."
        return words, "silent"
    if keyring is None:
        return "○ Belum ada daftar kunci provinsi di komputer ini.", "muted"
    if any(key.public.line == own.card.public_line for key in keyring.keys):
        return f"✓ Terdaftar di provinsi, menurut daftar kunci nomor {keyring.serial}.", "accent"
    words = (
        f"◐ Belum tercantum di daftar kunci nomor {keyring.serial}. Serahkan kartunya ke provinsi."
    )
    return words, "silent"


def policy_lines(policy: Policy) -> list[str]:
    """What the province asks of a bundle, one line each."""
    return [
        "Berkas disegel untuk provinsi: " + ("diminta" if policy.sealing else "tidak diminta"),
        "Pengesahan kedua oleh kepala: " + ("wajib" if policy.countersign else "tidak diminta"),
        "Pindaian surat usulan: "
        + ("wajib" if policy.surat == "hard" else "diperingatkan bila belum ada"),
    ]


def reading_words(reading: Reading) -> str:
    """What was agreed on, the score first."""
    score = f"nilai {reading.choice}" if reading.choice is not None else ""
    return ": ".join(part for part in (score, reading.text) if part)


def key_state(row: EnrolledKey, now: datetime) -> str:
    """How a district's key stands at the province, with a mark."""
    if not row.confirmed_at:
        return f"◐ menunggu orang kedua (dimasukkan {row.added_by})"
    if row.reason == "compromised":
        return "▲ dicabut: bocor"
    if row.revoked_at is not None:
        end = datetime.fromisoformat(row.revoked_at)
        word = "digantikan, berlaku sampai" if now < end else "digantikan sejak"
        return f"↩ {word} {day_words(end)}"
    if row.not_after is not None:
        end = datetime.fromisoformat(row.not_after)
        word = "✓ dipercaya sampai" if now <= end else "▲ habis masa sejak"
        return f"{word} {day_words(end)}"
    return "✓ dipercaya"


def change_lines(found: NextKeyring, region_words: Callable[[str], str]) -> list[str]:
    """What the next keyring says that the one in force does not."""
    if not found.keyring.receipt_keys:
        return ["○ Buat dahulu kunci tanda terima di bagian Kunci provinsi."]
    if not found.wanted:
        return ["✓ Tidak ada yang berubah sejak daftar kunci yang berlaku."]
    lines = [f"◐ Nomor {found.keyring.serial}, belum ditandatangani:"]
    for words, keys in (("kunci baru", found.added), ("keadaan berubah", found.changed)):
        lines += [
            f"· {words}: {region_words(key.region)}, {ROLE_TITLES[key.role].lower()}, {key.person}"
            for key in keys[:MOST]
        ]
        if len(keys) > MOST:
            lines.append(f"· dan {len(keys) - MOST} kunci lain")
    if found.recipients_changed:
        lines.append("· penerima segel berubah")
    if found.signer_ended:
        lines.append("· kunci yang menandatangani daftar kunci yang berlaku sudah diganti")
    return lines


def draft_lines(draft: Draft) -> list[str]:
    """What the next reference would say, in numbers, or what keeps it from being signed."""
    if draft.faults:
        more = f" Ada {len(draft.faults)} baris begitu." if len(draft.faults) > 1 else ""
        return [f"▲ {draft.faults[0].sentence}{more}"]
    if not draft.changed:
        return ["✓ Tidak ada yang berubah sejak rujukan yang berlaku."]
    told = draft.reference
    counts = (
        f"{len(told.figures)} angka, {len(told.targets)} target, {len(told.readings)} tafsir, "
        f"{len(told.deadlines)} tenggat"
    )
    return [f"◐ Nomor {told.serial}, belum ditandatangani: {counts}.", *policy_lines(told.policy)]
