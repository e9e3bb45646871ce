"""What the province answers, at the district: receipts and verdicts, as files or read out."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from kks_desktop.bundle.baginfo import recipient_of
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.receipt import parse_receipt
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.bundle.trust import TrustedKey
from kks_desktop.bundle.verify import Verification, verify_bundle
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.spoken import COUNT, Spoken, code_of, hear, nearest
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.reports.words import revision_words
from kks_desktop.services.keys import trust_of
from kks_desktop.services.spoken import word_list
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.workspace import DISTRICT, Workspace
from kks_desktop.store.replies import ReplyRow, SentRow, put_reply, replies_to, sent_ids
from kks_desktop.store.revisions import submission_of

ACCEPTED = ("accepted", "accepted_with_notes")
"""The verdicts by which a revision counts as received."""
MAX_BAG = 64_000_000
RECEIPT, VERDICT, WORDS = "receipt", "verdict", "words"
_WORDS_OF = {
    "accepted": "diterima",
    "accepted_with_notes": "diterima dengan catatan",
    "rejected": "ditolak",
    "duplicate": "sudah pernah diterima",
    "superseded": "diarsipkan, karena perbaikan yang lebih baru sudah diterima",
    "quarantined": "disimpan dan menunggu",
}
_UNKNOWN_SIGNER = (
    "Jawaban ini ditandatangani kunci yang belum dikenal di sini; tidak ada yang diubah. Ambil "
    "dahulu daftar kunci provinsi yang terbaru, lalu ambil lagi berkas ini."
)
_EARLY, _LATE = timedelta(days=2), timedelta(days=2)
"""How far the clocks of two offices may differ, in days."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that belongs to one of our revisions; ``already`` if it was here before."""

    kind: str
    verdict: str
    revision: int
    day: date
    already: bool
    sentence: str
    notes: tuple[str, ...] = ()


def verdict_words(verdict: str) -> str:
    """What a verdict is called on screen."""
    return _WORDS_OF.get(verdict, "dijawab")


def take_reply(
    workspace: Workspace,
    path: Path,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Answer:
    """Verify a receipt or verdict from any file, and keep it; runs on any thread.

    Raises:
        KksError: it is another file, refused, or no answer to what was sent from here.
    """
    _require_district(workspace, write=not dry_run)
    with tempfile.TemporaryDirectory(prefix="kks-periksa-") as quarantine:
        found = verify_reply(workspace, path, Path(quarantine), progress, cancel)
        return keep_reply(workspace, found, dry_run=dry_run)


def verify_reply(
    workspace: Workspace,
    path: Path,
    quarantine: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> Verification:
    """Verify a file that must be addressed to this district; its copy stays in ``quarantine``.

    A receipt is signed once and given out as the same bytes ever after, so a receipt key that
    was replaced since still counts for it, as it does for words; one that was betrayed does not.
    """
    region = workspace.require_session().info.region_code
    known = trust_of(workspace)
    trust = replace(
        known,
        recipient=recipient_of(Kind.RECEIPT, region),
        keys=tuple(_not_replaced(key) for key in known.keys),
    )
    return verify_bundle(path, trust, quarantine, keep=True, progress=progress, cancel=cancel)


def _not_replaced(key: TrustedKey) -> TrustedKey:
    if key.role == RECEIPT and key.reason == "superseded":
        return replace(key, revoked_at=None, reason=None)
    return key


def keep_reply(workspace: Workspace, found: Verification, *, dry_run: bool = False) -> Answer:
    """Keep a verified receipt or verdict.

    Raises:
        KksError: it did not pass, is something else, or answers nothing sent from here.
    """
    if not found.ok:
        code = found.refusal.value if found.refusal else "REFUSED"
        unknown = found.refusal is Refusal.UNKNOWN_KEY
        raise KksError(_UNKNOWN_SIGNER if unknown else found.message or "", code=code)
    info, document = found.info, found.document
    if info is None or document is None or info.kind not in (Kind.RECEIPT, Kind.VERDICT):
        raise KksError(
            "Berkas ini bukan tanda terima atau hasil verifikasi; tidak ada yang diubah. Pilih "
            "berkas yang diberikan provinsi.",
            code="WRONG_KIND",
        )
    sent = _answered(workspace, info.in_reply_to, info.submission_id)
    row = ReplyRow(
        id=str(found.content_id),
        kind=RECEIPT if info.kind is Kind.RECEIPT else VERDICT,
        assessment=sent.assessment,
        revision=sent.revision,
        in_reply_to=sent.content_id,
        verdict=str(document.get("verdict", ""))[:40],
        at=_decided(info.kind, document, info.created_at).isoformat(timespec="seconds"),
        document=_bytes_of(found, info.kind),
        bag=_bag(found),
        added_at=workspace.clock().isoformat(timespec="seconds"),
    )
    return _keep(workspace, row, _notes(info.kind, document), dry_run=dry_run)


def _require_district(workspace: Workspace, *, write: bool) -> None:
    if workspace.require_session().info.role != DISTRICT:
        raise KksError("Jawaban provinsi diambil di folder data kabupaten/kota.", code="WRONG_ROLE")
    if write and workspace.read_only:
        raise KksError(workspace.read_only_reason, code="READ_ONLY")


def _answered(workspace: Workspace, content_id: str | None, submission_id: str) -> SentRow:
    with workspace.reading() as connection:
        rows = sent_ids(connection)
    for row in rows:
        if (row.content_id, row.submission_id) == (content_id, submission_id):
            return row
    raise KksError(
        "Jawaban ini untuk berkas yang tidak dikirim dari folder data ini; tidak ada yang diubah. "
        "Buka di komputer yang mengirimnya, atau tanyakan kepada provinsi.",
        code="NOT_OURS",
    )


def _decided(kind: Kind, document: Mapping[str, Any], created_at: datetime) -> datetime:
    return parse_receipt(document).received_at if kind is Kind.RECEIPT else created_at


def _notes(kind: Kind, document: Mapping[str, Any]) -> tuple[str, ...]:
    if kind is not Kind.RECEIPT:
        return ()
    return tuple(note.text for note in parse_receipt(document).notes)


def _bytes_of(found: Verification, kind: Kind) -> bytes:
    file = next(file for file in found.payload if file.name == kind.document)
    return b"".join(file.blocks())


def _bag(found: Verification) -> bytes:
    copy = found.taken[0].copy
    if copy.stat().st_size > MAX_BAG:
        raise KksError(
            "Berkas jawaban ini terlalu besar, jadi tidak diambil. Yang ada tetap utuh; minta "
            "berkas yang benar dari provinsi.",
            code="LIMIT",
        )
    return copy.read_bytes()


def _keep(workspace: Workspace, row: ReplyRow, notes: tuple[str, ...], *, dry_run: bool) -> Answer:
    with workspace.reading() as connection:
        before = {one.id for one in replies_to(connection, row.assessment)}
    new = row.id not in before
    if new and not dry_run:

        def write(connection: sqlite3.Connection) -> None:
            put_reply(connection, row)

        workspace.write(write).result()
    day = day_of(row)
    return Answer(row.kind, row.verdict, row.revision, day, not new, _sentence(row, day), notes)


def day_of(row: ReplyRow) -> date:
    """The day on which the province decided, as people here count days; words only have a day."""
    at = datetime.fromisoformat(row.at)
    return at.astimezone().date() if at.tzinfo else at.date()


def _sentence(row: ReplyRow, day: date) -> str:
    about = revision_words(row.revision)
    if row.kind == VERDICT:
        return f"{about} dikembalikan dengan hasil verifikasi tanggal {day:%d-%m-%Y}."
    return f"{about} {verdict_words(row.verdict)} di provinsi pada {day:%d-%m-%Y}."


# ------------------------------------------------------------ read out


def take_words(workspace: Workspace, typed: str) -> Answer:
    """Check six words that were read out, without any file; runs on any thread.

    Raises:
        KksError: they are not six words of the list, or fit nothing that was sent from here.
    """
    _require_district(workspace, write=True)
    words = word_list()
    heard = hear(typed, words)
    if heard.unknown:
        raise _unknown_word(heard.unknown[0], words)
    if len(heard.words) != COUNT:
        raise KksError(
            f"Kode tanda terima terdiri dari {COUNT} kata; yang terbaca {len(heard.words)}. "
            "Minta provinsi membacakannya sekali lagi.",
            code="WORD_COUNT",
        )
    for sent, spoken in _candidates(workspace):
        if code_of(spoken, words) == heard.words:
            return _keep(workspace, _spoken_row(workspace, sent, spoken), (), dry_run=False)
    raise KksError(
        "Enam kata ini tidak cocok dengan berkas mana pun yang dikirim dari sini. Tidak ada yang "
        "diubah; minta dibacakan sekali lagi, atau ambil berkas tanda terimanya.",
        code="WORDS",
    )


def _unknown_word(word: str, words: Sequence[str]) -> KksError:
    near = nearest(word, words)
    hint = f"Mungkin maksudnya {near}" if near else "Minta provinsi mengejanya"
    return KksError(
        f"Kata {word[:20]} tidak ada di daftar kata tanda terima. {hint}; tidak ada yang diubah.",
        code="WORD",
    )


def _candidates(workspace: Workspace) -> Iterator[tuple[SentRow, Spoken]]:
    """Everything that words may stand for here, what was sent last first."""
    keys = {
        key.public.key_id: None
        for key in trust_of(workspace).keys
        if key.role == "receipt" and key.reason != "compromised"
    }
    if not keys:
        raise KksError(
            "Kunci tanda terima provinsi belum dikenal di sini, jadi kata-kata ini belum dapat "
            "diperiksa. Ambil dahulu daftar kunci provinsi.",
            code="NO_KEYRING",
        )
    with workspace.reading() as connection:
        sent = sent_ids(connection)
    last = workspace.clock().astimezone(UTC).date() + _LATE
    for row in reversed(sent):
        day = datetime.fromisoformat(row.at).astimezone(UTC).date() - _EARLY
        while day <= last:
            for verdict in ACCEPTED:
                for key_id in keys:
                    yield row, Spoken(row.content_id, verdict, day, key_id)
            day += timedelta(days=1)


def _spoken_row(workspace: Workspace, sent: SentRow, spoken: Spoken) -> ReplyRow:
    return ReplyRow(
        id=f"{WORDS}:{spoken.content_id}:{spoken.day.isoformat()}",
        kind=WORDS,
        assessment=sent.assessment,
        revision=sent.revision,
        in_reply_to=sent.content_id,
        verdict=spoken.verdict,
        at=spoken.day.isoformat(),
        document=b"",
        bag=b"",
        added_at=workspace.clock().isoformat(timespec="seconds"),
    )


# ------------------------------------------------------------ what the province has


def acknowledged(workspace: Workspace) -> frozenset[str]:
    """The files, by SHA-256, of the open assessment that the province surely has.

    Only signed receipts count: words prove nothing to the one who leaves a file out.
    """
    assessment = workspace.require_session().info.id
    found: set[str] = set()
    with workspace.reading() as connection:
        accepted = {
            row.revision
            for row in replies_to(connection, assessment)
            if row.kind == RECEIPT and row.verdict in ACCEPTED
        }
        for revision in accepted:
            document = submission_of(connection, assessment, revision)
            if document is not None:
                found |= {one["sha256"] for one in parse_json(document).get("evidence", ())}
    return frozenset(found)
