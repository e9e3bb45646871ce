"""Rules about the profile (juknis Lampiran 3), who signs, and their numbers."""

from __future__ import annotations

from collections.abc import Iterator

from kks_desktop.domain.evidence import LETTER
from kks_desktop.domain.nip import nip_doubt
from kks_desktop.domain.problems.model import Facts, Finding
from kks_desktop.domain.problems.places import PROFILE
from kks_desktop.domain.registers import AGENCY, EVIDENCE, SIGNATORIES

NEEDED = {
    "kepala_daerah_nama": "Nama kepala daerah",
    "ketua_tim_nama": "Nama ketua Tim Pembina",
    "alamat_pemda": "Alamat kantor pemerintah daerah",
}
"""Without these no letter of the proposal can be written."""
WANTED = {
    "ketua_forum_nama": "Nama ketua Forum",
    "alamat_tim": "Alamat sekretariat Tim Pembina",
    "visi_misi": "Visi dan misi",
    "geografis": "Keadaan geografis",
    "demografi": "Keadaan penduduk",
}


def needed_profile(facts: Facts) -> Iterator[Finding]:
    """Lines of the profile without which nothing can be sent."""
    yield from _blank_lines(facts, NEEDED)


def wanted_profile(facts: Facts) -> Iterator[Finding]:
    """Further lines that the profile document is made of."""
    yield from _blank_lines(facts, WANTED)


def _blank_lines(facts: Facts, lines: dict[str, str]) -> Iterator[Finding]:
    for field, words in lines.items():
        if not facts.raw(PROFILE, field):
            yield Finding(f"{words} belum diisi pada profil.", PROFILE, field)


def wanted_letter(facts: Facts) -> Iterator[Finding]:
    """The signed letter of the proposal is not attached; the province does without it."""
    if not facts.letter_required:
        yield from _letter(facts, "Pindaian surat usulan yang ditandatangani belum dilampirkan.")


def required_letter(facts: Facts) -> Iterator[Finding]:
    """The signed letter is not attached, and the province takes no proposal without it."""
    if facts.letter_required:
        words = "Pindaian surat usulan yang ditandatangani belum dilampirkan; provinsi mewajibkan."
        yield from _letter(facts, words)


def _letter(facts: Facts, words: str) -> Iterator[Finding]:
    files = facts.uses.get(PROFILE, {}).get(LETTER, ())
    if not any(file.sha256 not in facts.damaged for file in files):
        yield Finding(words, PROFILE, LETTER)


def no_signatory(facts: Facts) -> Iterator[Finding]:
    """Nobody is named who signs, with name and jabatan."""
    rows = list(facts.register_rows(SIGNATORIES))
    if any("nama" in cells and "jabatan" in cells for _, cells in rows):
        return
    if rows:
        code, cells = rows[0]
        field = "nama" if "nama" not in cells else "jabatan"
        yield Finding("Penanda tangan belum lengkap: isi nama dan jabatannya.", code, field)
    else:
        yield Finding("Belum ada penanda tangan dengan nama dan jabatan.", SIGNATORIES)


def doubtful_nip(facts: Facts) -> Iterator[Finding]:
    """A NIP that looks mistyped; the same number is told once for all files of proof."""
    for code, cells in facts.register_rows(SIGNATORIES):
        yield from _doubt(cells.get("nip", ""), cells.get("nama", ""), code, "nip")
    for field, raw in facts.table.get(PROFILE, {}).items():
        if field.endswith("_nip"):
            name = facts.raw(PROFILE, field.removesuffix("nip") + "nama")
            yield from _doubt(raw, name, PROFILE, field)
    told = set()
    for prefix in (f"{AGENCY}:", f"{EVIDENCE}:"):
        for code, cells in facts.table.items():
            raw = cells.get("kepala_nip", "")
            if raw and raw not in told and code.startswith(prefix):
                told.add(raw)
                yield from _doubt(raw, cells.get("kepala_nama", ""), code, "kepala_nip")


def _doubt(raw: str, name: str, code: str, field: str) -> Iterator[Finding]:
    doubt = nip_doubt(raw)
    if doubt:
        whose = f"NIP {name}" if name else "NIP"
        yield Finding(f"{whose}: {doubt}", code, field)
