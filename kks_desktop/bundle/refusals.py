"""Why a bundle is refused: one stable name and one Indonesian sentence for each reason."""

from __future__ import annotations

from enum import StrEnum

from kks_desktop.domain.errors import KksError


class Refusal(StrEnum):
    """The reasons for which a file is not taken in; the names are a promise to scripts."""

    UNREADABLE = "UNREADABLE"
    SEALED = "SEALED"
    TRUNCATED = "TRUNCATED"
    ZIP_PROFILE = "ZIP_PROFILE"
    COMPRESSED = "COMPRESSED"
    LIMIT = "LIMIT"
    NAME = "NAME"
    DUPLICATE = "DUPLICATE"
    MISSING = "MISSING"
    UNSIGNED = "UNSIGNED"
    SIG_FORMAT = "SIG_FORMAT"
    UNKNOWN_KEY = "UNKNOWN_KEY"
    SIG_BAD = "SIG_BAD"
    MANIFEST = "MANIFEST"
    HASH = "HASH"
    PROFILE = "PROFILE"
    NEWER_SCHEMA = "NEWER_SCHEMA"
    WRONG_DISTRICT = "WRONG_DISTRICT"
    REVOKED_KEY = "REVOKED_KEY"
    KEY_EXPIRED = "KEY_EXPIRED"
    MISSING_ROLE = "MISSING_ROLE"
    WRONG_RECIPIENT = "WRONG_RECIPIENT"
    OXUM = "OXUM"
    CRC = "CRC"
    JSON = "JSON"
    MISMATCH = "MISMATCH"
    MEDIA_TYPE = "MEDIA_TYPE"
    INCOMPLETE = "INCOMPLETE"
    GROUP = "GROUP"

    @property
    def sentence(self) -> str:
        """Say to the person what is wrong and what to do."""
        return _SENTENCES[self]

    @property
    def may_heal(self) -> bool:
        """Tell whether the same file may pass later, so that it is kept and not sent back."""
        return self in _MAY_HEAL


_MAY_HEAL = frozenset({Refusal.UNKNOWN_KEY, Refusal.NEWER_SCHEMA, Refusal.INCOMPLETE})

_COPY_AGAIN = "Salin ulang dari asalnya atau minta dikirim lagi."
_SEND_AGAIN = "Berkas tidak dimasukkan; minta pengirim membuat dan mengirimnya lagi."
_TAMPERED = "Berkas tidak dimasukkan; hubungi pengirim lewat nomor kantornya."

_SENTENCES = {
    Refusal.UNREADABLE: (
        "Berkas tidak dapat dibaca. Periksa apakah berkas masih ada dan medianya terpasang, "
        "lalu coba lagi."
    ),
    Refusal.SEALED: (
        "Berkas ini tersegel dan kunci segel yang membukanya tidak ada atau belum dibuka di sini. "
        "Berkas tidak berubah; buka di folder data provinsi yang dituju dengan sandi kunci segel."
    ),
    Refusal.TRUNCATED: f"Berkas kosong, terpotong, atau bukan berkas usulan. {_COPY_AGAIN}",
    Refusal.ZIP_PROFILE: f"Susunan berkas bukan susunan yang dibuat KKS Desktop. {_SEND_AGAIN}",
    Refusal.COMPRESSED: (
        "Berkas telah dimampatkan ulang oleh program lain. Minta berkas asli sebagaimana dibuat "
        "KKS Desktop."
    ),
    Refusal.LIMIT: f"Berkas melebihi ukuran atau jumlah isi yang diizinkan. {_SEND_AGAIN}",
    Refusal.NAME: f"Ada isi dengan nama atau urutan yang tidak dikenal. {_TAMPERED}",
    Refusal.DUPLICATE: f"Ada isi yang tercantum dua kali. {_TAMPERED}",
    Refusal.MISSING: f"Bagian wajib dari berkas tidak ada. {_SEND_AGAIN}",
    Refusal.UNSIGNED: (
        "Berkas belum disahkan dengan kunci. Minta pengirim mengesahkan lalu mengirimnya lagi."
    ),
    Refusal.SIG_FORMAT: f"Bentuk pengesahan tidak sesuai ketentuan. {_SEND_AGAIN}",
    Refusal.UNKNOWN_KEY: (
        "Kunci pengesahan belum terdaftar di sini. Berkas dapat disimpan sebagai belum disahkan; "
        "cocokkan sidik kunci dengan kartu kunci yang ditandatangani, lalu daftarkan."
    ),
    Refusal.SIG_BAD: f"Pengesahan tidak cocok dengan isi berkas. {_TAMPERED}",
    Refusal.MANIFEST: f"Daftar isi tidak sama dengan isi berkas. {_TAMPERED}",
    Refusal.HASH: f"Isi berkas berubah atau rusak setelah disahkan. {_COPY_AGAIN}",
    Refusal.PROFILE: f"Keterangan berkas tidak sesuai ketentuan. {_SEND_AGAIN}",
    Refusal.NEWER_SCHEMA: (
        "Berkas dibuat dengan KKS Desktop versi lebih baru. Simpan berkas ini, perbarui program, "
        "lalu coba lagi."
    ),
    Refusal.WRONG_DISTRICT: f"Berkas disahkan dengan kunci milik wilayah lain. {_TAMPERED}",
    Refusal.REVOKED_KEY: f"Kunci pengesahan berkas ini sudah dicabut. {_TAMPERED}",
    Refusal.KEY_EXPIRED: (
        "Kunci pengesahan di luar masa berlakunya. Minta pengirim mengesahkan dengan kunci yang "
        "masih berlaku."
    ),
    Refusal.MISSING_ROLE: (
        "Pengesahan yang diwajibkan belum lengkap. Minta pengirim melengkapinya lalu mengirim lagi."
    ),
    Refusal.WRONG_RECIPIENT: (
        "Berkas ini ditujukan kepada penerima lain dan tidak dimasukkan. Teruskan kepada yang "
        "berhak atau minta dikirim lagi dengan tujuan yang benar."
    ),
    Refusal.OXUM: f"Jumlah isi tidak sama dengan yang tertulis dalam keterangan. {_SEND_AGAIN}",
    Refusal.CRC: f"Berkas rusak saat disalin. {_COPY_AGAIN}",
    Refusal.JSON: f"Data isian di dalam berkas tidak dapat dibaca. {_SEND_AGAIN}",
    Refusal.MISMATCH: f"Data isian tidak cocok dengan keterangan atau daftar bukti. {_SEND_AGAIN}",
    Refusal.MEDIA_TYPE: (
        "Ada berkas bukti yang isinya tidak sesuai jenisnya. Ganti bukti itu dengan berkas yang "
        "benar, lalu buat berkas usulan lagi."
    ),
    Refusal.INCOMPLETE: (
        "Masih ada jilid berkas yang belum ditemukan. Taruh semua jilid dalam satu folder, lalu "
        "coba lagi."
    ),
    Refusal.GROUP: (
        "Jilid-jilid berkas bukan dari kiriman yang sama. Kumpulkan semua jilid dari satu kiriman, "
        "lalu coba lagi."
    ),
}


class BundleRefused(KksError):
    """A file that does not pass; ``refusal`` says why, ``where`` names the part."""

    def __init__(self, refusal: Refusal, where: str = "", *, sentence: str | None = None) -> None:
        """Make the sentence; ``where`` must be a name of ours, never text from the file."""
        text = sentence or refusal.sentence
        super().__init__(f"{text} (Bagian: {where})" if where else text, code=refusal.value)
        self.refusal = refusal
        self.where = where
