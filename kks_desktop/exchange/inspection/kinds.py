"""The kinds of files: which are taken in, what people call the others, what to do instead."""

from __future__ import annotations

from kks_desktop.exchange.inspection.findings import Finding, FindingCode, refuse

# Media to the endings under which it may be stored; the first is given where another was.
ENDINGS = {
    "pdf": ("pdf",),
    "jpg": ("jpg", "jpeg"),
    "png": ("png",),
    "xlsx": ("xlsx",),
    "docx": ("docx",),
    "pptx": ("pptx",),
    "csv": ("csv",),
    "mp4": ("mp4",),
}
ACCEPTED = "PDF, JPG, PNG, XLSX, DOCX, PPTX, CSV, atau MP4"

_PROGRAMS = {
    "exe": "sebuah program",
    "elf": "sebuah program",
    "msi": "pemasang program",
    "script": "kumpulan perintah",
    "lnk": "pintasan, bukan berkasnya sendiri",
    "url": "pintasan, bukan berkasnya sendiri",
    "macro": "dokumen dengan makro (perintah di dalam dokumen)",
}
_AS_OFFICE = "Buka dengan program kantor, lalu simpan sebagai {}."
_AS_IMAGE = "Simpan gambar itu sebagai JPG atau PDF."
_AS_VIDEO = "Ubah videonya menjadi MP4."
_UNPACK = "Keluarkan isinya, lalu lampirkan berkasnya satu per satu."
_AS_PDF = "Buka, lalu cetak atau simpan sebagai PDF."
_OTHERS = {
    "doc": ("dokumen Word lama (DOC)", _AS_OFFICE.format("DOCX atau PDF")),
    "xls": ("buku kerja Excel lama (XLS)", _AS_OFFICE.format("XLSX")),
    "ppt": ("presentasi PowerPoint lama (PPT)", _AS_OFFICE.format("PPTX atau PDF")),
    "ole": ("dokumen program lama", _AS_PDF),
    "msg": ("surat elektronik", _AS_PDF),
    "xlsb": ("buku kerja Excel biner (XLSB)", _AS_OFFICE.format("XLSX")),
    "template": ("templat, bukan dokumen", _AS_OFFICE.format("DOCX, XLSX, atau PPTX")),
    "odt": ("dokumen OpenDocument (ODT)", _AS_OFFICE.format("DOCX atau PDF")),
    "ods": ("lembar kerja OpenDocument (ODS)", _AS_OFFICE.format("XLSX")),
    "odp": ("presentasi OpenDocument (ODP)", _AS_OFFICE.format("PPTX atau PDF")),
    "rtf": ("dokumen RTF", _AS_OFFICE.format("DOCX atau PDF")),
    "text": ("teks biasa", _AS_OFFICE.format("PDF atau DOCX")),
    "utf16": ("teks bersandi UTF-16", _AS_OFFICE.format("CSV UTF-8 atau XLSX")),
    "xml": ("berkas XML", _AS_PDF),
    "html": ("halaman web", _AS_PDF),
    "svg": ("gambar SVG", _AS_IMAGE),
    "heic": ("foto HEIC", _AS_IMAGE),
    "avif": ("gambar AVIF", _AS_IMAGE),
    "webp": ("gambar WEBP", _AS_IMAGE),
    "gif": ("gambar GIF", _AS_IMAGE),
    "bmp": ("gambar BMP", _AS_IMAGE),
    "tiff": ("gambar TIFF", _AS_IMAGE),
    "ico": ("gambar ikon", _AS_IMAGE),
    "mov": ("video MOV", _AS_VIDEO),
    "avi": ("video AVI", _AS_VIDEO),
    "mkv": ("video MKV atau WEBM", _AS_VIDEO),
    "mpg": ("video MPG", _AS_VIDEO),
    "wmv": ("video WMV", _AS_VIDEO),
    "flv": ("video FLV", _AS_VIDEO),
    "audio": ("rekaman suara", "Lampirkan notulen atau videonya sebagai gantinya."),
    "zip": ("arsip ZIP", _UNPACK),
    "rar": ("arsip RAR", _UNPACK),
    "7z": ("arsip 7Z", _UNPACK),
    "gz": ("arsip yang dimampatkan", _UNPACK),
    "cab": ("arsip CAB", _UNPACK),
}
_UNKNOWN = ("berkas yang jenisnya tidak dikenal", f"Simpan sebagai {ACCEPTED}.")


def stored_ending(media: str, ending: str) -> str:
    """The ending under which a file is stored; empty where its kind is not taken in."""
    allowed = ENDINGS.get(media, ())
    return ending if ending in allowed else (allowed[0] if allowed else "")


def kind_finding(media: str) -> Finding | None:
    """Why a file of this kind is not taken in; None where it is."""
    if media in ENDINGS:
        return None
    if media in _PROGRAMS:
        return refuse(
            FindingCode.PROGRAM,
            f"Berkas ini {_PROGRAMS[media]} dan demi keamanan tidak diterima. "
            + (
                _AS_OFFICE.format("DOCX, XLSX, atau PPTX tanpa makro")
                if media == "macro"
                else "Lampirkan dokumen atau foto aslinya."
            ),
        )
    label, advice = _OTHERS.get(media, _UNKNOWN)
    return refuse(
        FindingCode.WRONG_TYPE, f"Isinya {label}, bukan jenis yang diterima provinsi. {advice}"
    )
