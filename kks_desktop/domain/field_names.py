"""What people call the fields that are no indicators: register cells, files, the profile."""

from __future__ import annotations

from collections.abc import Mapping

from kks_desktop.domain.columns import Column, ColumnKind, shown, title_of
from kks_desktop.domain.instrument import Year
from kks_desktop.domain.marks import MARK
from kks_desktop.domain.registers import CORRECTION, EVIDENCE, REMOVED, register_of

PROFILE_WORDS: Mapping[str, str] = {
    "kepala_daerah_nama": "Nama kepala daerah",
    "kepala_daerah_jabatan": "Jabatan (Bupati/Wali Kota)",
    "ketua_tim_nama": "Nama ketua Tim Pembina",
    "ketua_tim_jabatan": "Jabatan ketua Tim Pembina",
    "ketua_tim_nip": "NIP ketua Tim Pembina",
    "ketua_forum_nama": "Nama ketua Forum",
    "alamat_pemda": "Alamat kantor pemerintah daerah",
    "alamat_tim": "Alamat sekretariat Tim Pembina",
    "alamat_forum": "Alamat sekretariat Forum",
    "kop_1": "Kop surat baris 1",
    "kop_2": "Kop surat baris 2",
    "kop_3": "Kop surat baris 3 (alamat)",
    "kop_4": "Kop surat baris 4 (telepon, pos-el)",
    "visi_misi": "Visi dan misi",
    "geografis": "Keadaan geografis",
    "demografi": "Keadaan penduduk",
    "sk_terdahulu": "SK Tim Pembina dan Forum terdahulu",
    "operator": "Nama petugas",
    "jabatan": "Jabatan petugas",
    "kantor": "Nama kantor",
}
_FILE_COLUMNS: Mapping[str, Column] = {
    column.id: column
    for column in (
        Column("nama", "Nama berkas"),
        Column("ext", "Jenis berkas"),
        Column("judul", "Judul"),
        Column("tahun", "Tahun data"),
        Column("tanggal", "Tanggal dokumen", ColumnKind.DATE),
        Column("batas", "Tanggal tarik data", ColumnKind.DATE),
        Column("kepala_nama", "Disahkan oleh (Kepala OPD)"),
        Column("kepala_nip", "NIP Kepala OPD"),
        Column("kepala_tanggal", "Tanggal pengesahan", ColumnKind.DATE),
    )
}
_ROW_WORDS = {
    REMOVED: "Dikeluarkan dari daftar",
    CORRECTION: "Alasan perbaikan",
    MARK: "Dibawa dari penilaian",
}
_OTHER_WORDS: Mapping[str, Mapping[str, str]] = {
    "odf": {"desa_odf": "Desa/kelurahan ODF"},
    "paripurna": {
        "wistara_lalu": "Wistara pada penilaian sebelumnya",
        "ip_spm": "Bidang SPM yang indeksnya tercapai",
        "inovasi": "Kriteria inovasi yang terpenuhi",
    },
    "penilaian": {"target": "Kategori usulan"},
    "opd": {
        "nama": "Nama OPD di daerah",
        "kontak": "Kontak",
        "kepala_nama": "Nama Kepala OPD",
        "kepala_jabatan": "Jabatan Kepala OPD",
        "kepala_nip": "NIP Kepala OPD",
        "lembar": "Nomor lembar pengesahan",
        "lembar_tanggal": "Tanggal lembar pengesahan",
        "lembar_nama": "Penanda tangan lembar",
        "lembar_nip": "NIP penanda tangan lembar",
    },
}
_SHARED = "data_dasar"
_PAPER = "kertas"
_PAPER_WORDS = {
    "nomor": "Nomor surat",
    "tempat": "Tempat",
    "tanggal": "Tanggal",
    "hadir": "Yang hadir",
    "perbaikan": "Perbaikan yang disepakati",
    "saluran": "Perbaikan disampaikan melalui",
    "penandatangan": "Penanda tangan",
}
_USE = "untuk/"
_ANSWERS = {"ya": "Ya", "tidak": "Tidak"}


def field_name(
    code: str, field: str, years: Mapping[Year, int], shared: Mapping[str, str] | None = None
) -> str:
    """``Tanggal ODF`` for ``odf_tanggal`` of a village; the field itself where nothing is known.

    ``shared`` are what the instrument calls its shared numbers, by their id.
    """
    if code == _SHARED and shared:
        datum, _, when = field.partition("/")
        numbers = [str(number) for name, number in years.items() if name == when]
        return " ".join([shared.get(datum, datum), *numbers])
    other = _OTHER_WORDS.get(code.partition(":")[0], {}).get(field)
    if other is not None:
        return other
    column = _column(code, field)
    if column is not None:
        return title_of(column, dict(years))
    if code.startswith(f"{EVIDENCE}:") and field.startswith(_USE):
        target, _, item = field.removeprefix(_USE).rpartition("/")
        place = _target_name(target)
        return f"Dipakai di {place}" + (f", butir {int(item) + 1}" if item.isdigit() else "")
    if code == _PAPER:
        return _PAPER_WORDS.get(field.rpartition("/")[2], field)
    if field.startswith("lapor_"):
        year = next((number for name, number in years.items() if f"lapor_{name}" == field), None)
        return f"Laporan tahun {year} sudah dikirim" if year else field
    return _ROW_WORDS.get(field) or PROFILE_WORDS.get(field, field)


def field_text(code: str, field: str, raw: str) -> str:
    """A stored text as a person reads it; empty for blank."""
    column = _column(code, field)
    if column is not None and raw:
        return shown(column, raw)
    if field.startswith((_USE, "lapor_")):
        return _ANSWERS.get(raw, raw)
    return raw


def _column(code: str, field: str) -> Column | None:
    register = register_of(code)
    if register is not None:
        return next((column for column in register.columns if column.id == field), None)
    return _FILE_COLUMNS.get(field) if code.startswith(f"{EVIDENCE}:") else None


def _target_name(target: str) -> str:
    """An indicator by its code, a row by its register."""
    register = register_of(target)
    if register is not None:
        return register.title
    return {"profil": "profil"}.get(target, target.removeprefix("opd:"))
