"""The card for the day when the computer is broken: what to do, on one page to pin up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from kks_desktop.reports import style
from kks_desktop.reports.contents import bulleted, numbered
from kks_desktop.reports.document import Heading, Running, make_pdf, plain
from kks_desktop.reports.fonts import register
from kks_desktop.reports.tables import facts_table
from kks_desktop.reports.words import mark_words

if TYPE_CHECKING:
    from kks_desktop.reports.model import RecoveryCard, Sheet

CARD_TITLE = "Bila PC Rusak"
_LEAD = (
    "Isian dan bukti Kabupaten/Kota Sehat dicadangkan sendiri oleh program. Dengan flashdisk atau "
    "cakram cadangan, pekerjaan dapat dilanjutkan di komputer lain; untuk mengirim diperlukan juga "
    "kunci pengesahan."
)
_STEPS = (
    "Jangan mencoba memperbaiki sendiri folder data di PC lama. Simpan PC itu; isinya mungkin "
    "masih dapat dibaca.",
    "Siapkan komputer lain dengan Windows 10 atau 11 dan pasang KKS Desktop. Internet tidak "
    "diperlukan.",
    "Pasang flashdisk atau cakram cadangan yang disebut di bawah ini.",
    "Buka KKS Desktop. Pada halaman pertama pilih Pulihkan dari cadangan…, lalu pilih "
    "flashdisk itu.",
    "Pilih cadangan paling atas, yaitu yang terbaru, lalu tekan Pulihkan. Setiap isian dan berkas "
    "dibaca ulang; cadangan di flashdisk tidak berubah.",
    "Periksa tanggal perubahan terakhir yang ditampilkan, isi lagi yang diketik sesudahnya, lalu "
    "lanjutkan seperti biasa.",
    "Pilih lagi tempat kedua pada halaman Cadangan (menu ⋯), agar komputer baru ini juga "
    "tercadangkan.",
)
_DISTRICT_KEY = (
    "Kunci pengesahan tidak ikut dalam cadangan. Selagi PC masih baik, buka Kunci (menu ⋯), tekan "
    "Cadangkan kunci…, dan simpan flashdisknya terpisah; di komputer lain kunci itu dipulihkan di "
    "halaman yang sama. Tanpa salinan itu, buat kunci baru pada pengiriman berikutnya dan serahkan "
    "kartu kunci yang baru kepada provinsi."
)
_PROVINCE_KEY = (
    "Kunci provinsi tidak ikut dalam cadangan. Selagi PC masih baik, salin folder kunci di dalam "
    "folder data ke flashdisk lain dan simpan terpisah. Tanpa salinan itu, buat kunci tanda terima "
    "yang baru dan tanda tangani daftar kunci lagi dengan kunci induk."
)
_NOTES = (
    "Bila komputer masih hidup tetapi isian rusak atau terhapus: buka Cadangan (menu ⋯), pilih "
    "cadangan, lalu Pulihkan. Data yang ada disimpan lebih dahulu.",
    "Cabut flashdisk hanya setelah program menyatakan cadangan selesai, dan simpan di tempat lain "
    "daripada PC ini.",
)
_BLANK = "…" * 30


def recovery_pdf(card: RecoveryCard, sheet: Sheet) -> bytes:
    """Print the card; the same input gives the same bytes."""
    register(sheet.fonts)
    running = Running(
        title=CARD_TITLE,
        owner=card.region_name,
        footer=f"{card.region_code} · KKS Desktop {sheet.software_version}",
        mark=mark_words(draft=False, practice=sheet.practice),
        author=card.office or card.region_name,
        subject=f"{CARD_TITLE} {card.region_name}",
        keywords=("KKS", "cadangan", card.region_name, card.region_code),
    )
    return make_pdf(_story(card, style.text_area(sheet.paper)[0]), sheet, running)


def _story(card: RecoveryCard, width: float) -> list[Flowable]:
    return [
        Heading(f"{CARD_TITLE}: {card.region_name}", style.TITLE, "kartu"),
        plain(_LEAD, style.LEAD),
        Spacer(1, 2 * mm),
        plain("Yang dilakukan", style.SUBTITLE),
        *numbered(_STEPS),
        plain("Di mana cadangannya", style.SUBTITLE),
        _facts(card, width),
        Spacer(1, 3 * mm),
        plain("Perlu diketahui", style.SUBTITLE),
        *bulleted([_PROVINCE_KEY if card.province else _DISTRICT_KEY, *_NOTES]),
    ]


def _facts(card: RecoveryCard, width: float) -> Flowable:
    rows = [
        ("Tempat kedua (flashdisk, cakram lain)", card.second_place or _BLANK),
        ("Disimpan oleh, di", _BLANK),
        ("Folder data di PC ini", card.data_folder),
        ("Cadangan terakhir saat kartu dicetak", card.last_backup or "belum ada"),
        ("Petugas", card.person or _BLANK),
        ("Telepon yang dapat dihubungi", _BLANK),
    ]
    return facts_table(rows, width, 0.34, 4, 3)
