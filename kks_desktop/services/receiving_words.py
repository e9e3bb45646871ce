"""Names and sentences of what the province's gate decides beyond the bundle itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.domain.receiving import Decision, Known, Standing, Step

WRONG_KIND = "WRONG_KIND"
FAILED = "FAILED"
CLOCK_AHEAD, CHAIN_BROKEN, CLAIM_DIFFERS = "CLOCK_AHEAD", "CHAIN_BROKEN", "CLAIM_DIFFERS"
_AHEAD = timedelta(days=1)

_REPEATED = "Berkas yang sama sudah diterima; tidak ada yang berubah dan tanda terimanya sama."
_UNCONFIRMED = (
    "Kunci pengesahannya belum terdaftar, jadi berkas masuk sebagai belum disahkan: dapat "
    "diperiksa, tetapi di luar rekap. Cocokkan sidik kunci dengan kartu kunci yang "
    "ditandatangani, lalu daftarkan; berkas ini disahkan dengan sendirinya."
)
_SAME_REVISION = (
    "Perbaikan dengan nomor yang sama sudah diterima dengan isi lain. Keduanya disimpan "
    "berdampingan dan yang berlaku belum berubah; tanyakan kepada pengirim mana yang benar, lalu "
    "putuskan di Kotak masuk."
)
_OTHER_DATA = (
    "Wilayah ini sudah mengirim penilaian tahun itu dari folder data lain. Keduanya disimpan "
    "berdampingan dan yang berlaku belum berubah; tanyakan kepada pengirim mana yang benar, lalu "
    "putuskan di Kotak masuk."
)
_ARCHIVED = (
    "Perbaikan yang lebih baru sudah diterima, jadi berkas ini disimpan sebagai arsip dan tidak "
    "diterapkan. Bila seharusnya ini yang berlaku, minta pengirim membuat berkas baru."
)
KIND_SENTENCE = (
    "Berkas ini sah, tetapi bukan berkas usulan, jadi tidak dimasukkan. Buka di folder data yang "
    "dituju."
)
CHANGE_SENTENCE = (
    "Ini pergantian kunci kabupaten/kota, bukan berkas usulan, jadi tidak dimasukkan ke Kotak "
    "masuk. Buka di Kunci & pendaftaran, lalu cocokkan kunci barunya dengan kartunya."
)
FAILED_SENTENCE = (
    "Berkas ini menimbulkan gangguan di dalam program dan tidak dimasukkan; berkas lain tetap "
    "diproses. Simpan berkas ini dan laporkan."
)
MISSING_FILES = (
    "Berkas ini merujuk bukti yang belum ada di sini. Berkas disimpan; minta pengirim membuat "
    "berkas lengkap (akhiran -lengkap), dan berkas ini diproses dengan sendirinya."
)


def refusal_of(decision: Decision, other: Known | None) -> tuple[str | None, str, bool]:
    """Name, sentence, and whether all is well, of what was decided; no name for taken in."""
    standing = other.standing if other is not None else None
    match decision.step:
        case Step.APPLY:
            return None, "Diterima.", True
        case Step.HOLD:
            return Refusal.UNKNOWN_KEY.value, _UNCONFIRMED, False
        case Step.ARCHIVE:
            return Step.ARCHIVE.value, _ARCHIVED, False
        case Step.CONFLICT:
            return Step.CONFLICT.value, _SAME_REVISION, False
        case Step.REPEAT if standing is Standing.UNCONFIRMED:
            return Refusal.UNKNOWN_KEY.value, _UNCONFIRMED, False
        case Step.REPEAT if standing is Standing.CONFLICTING:
            return Step.CONFLICT.value, _SAME_REVISION, False
        case Step.REPEAT:
            return Step.REPEAT.value, _REPEATED, True


def conflict_sentence(new_submission: str, other: Known | None) -> str:
    """Why two bundles contradict each other: the same number, or data begun anew."""
    began_anew = other is not None and other.submission_id != new_submission
    return _OTHER_DATA if began_anew else _SAME_REVISION


def kind_sentence(kind: Kind | None) -> str:
    """Where to go with a file that is no submission."""
    return CHANGE_SENTENCE if kind is Kind.KEYCHANGE else KIND_SENTENCE


def clock_warning(created_at: datetime, now: datetime) -> str:
    """What to say of a sender's clock that runs ahead; empty if it does not."""
    if created_at - now <= _AHEAD:
        return ""
    return (
        f"Jam komputer pengirim lebih maju dari jam di sini ({created_at:%d-%m-%Y}); "
        "tanggal pembuatan tidak dapat dipercaya."
    )


CHAIN_SENTENCE = (
    "Perbaikan sebelum ini belum pernah diterima di sini; mungkin ada kiriman yang terlewat."
)
