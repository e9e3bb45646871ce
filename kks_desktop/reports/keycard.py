"""The key card: how one office learns another's public key, on one signed page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from kks_desktop.domain.columns import long_date
from kks_desktop.reports import style
from kks_desktop.reports.contents import bulleted
from kks_desktop.reports.document import Heading, Running, make_pdf, plain
from kks_desktop.reports.fonts import register
from kks_desktop.reports.qr import QrCode
from kks_desktop.reports.signing import PLACE_AND_DATE, STAMP_HINT, signer, two_signers
from kks_desktop.reports.tables import Cell, facts_table, grid
from kks_desktop.reports.words import mark_words

if TYPE_CHECKING:
    from kks_desktop.reports.model import KeyCard, Sheet

CARD_TITLE = "Kartu Kunci Pengesahan"
QR_SIDE = 50 * mm

_ROLES = {
    "operator": "Operator",
    "head": "Kepala (pengesah kedua)",
    "root": "Kunci induk provinsi",
    "receipt": "Kunci tanda terima provinsi",
}
_SECRET = (
    "Kunci rahasia dan sandi pengesahan tidak pernah meninggalkan kantor {office} dan tidak "
    "dapat dipulihkan oleh siapa pun. Bila hilang, dibuat kunci baru dengan kartu baru."
)


class _Words(NamedTuple):
    """What the card says, by who has the key and who compares it."""

    title: str
    purpose: str
    whose: str
    steps: tuple[str, ...]
    secret: str


_DISTRICT = _Words(
    title=CARD_TITLE,
    purpose="Provinsi memakai kunci publik pada kartu ini untuk memeriksa bahwa berkas usulan "
    "benar-benar dikirim oleh kantor yang tercantum dan tidak berubah di jalan.",
    whose="Yang dilakukan provinsi",
    steps=(
        "Pindai kode QR ini, atau muat berkas .pub dari kabupaten/kota, di aplikasi kantor "
        "provinsi.",
        "Petugas lain di provinsi menelepon kantor kabupaten/kota melalui nomor yang sudah dikenal "
        "dan meminta sidik kunci dibacakan. Kedelapan kelompoknya harus sama.",
        "Simpan kartu yang sudah ditandatangani dan dicap sebagai arsip.",
    ),
    secret=_SECRET.format(office="kabupaten/kota"),
)
_PROVINCE = _Words(
    title="Kartu Kunci Provinsi",
    purpose="Kabupaten/kota memakai kunci publik pada kartu ini untuk memeriksa bahwa daftar "
    "kunci, rujukan, dan tanda terima benar-benar dari provinsi ini.",
    whose="Yang dilakukan kabupaten/kota",
    steps=(
        "Buka Kunci dari menu, lalu muat berkas .pub dari provinsi, atau ketik baris kunci publik "
        "pada kartu ini.",
        "Bandingkan kedelapan kelompok sidik kunci dengan kartu ini, atau telepon kantor provinsi "
        "melalui nomor yang sudah dikenal. Semuanya harus sama.",
        "Simpan kartu yang sudah ditandatangani dan dicap sebagai arsip.",
    ),
    secret=_SECRET.format(office="provinsi"),
)


def _words(card: KeyCard) -> _Words:
    return _PROVINCE if "." not in card.region_code else _DISTRICT


def _owner(card: KeyCard) -> str:
    """The region in words."""
    return card.region_name if "." in card.region_code else f"Provinsi {card.region_name}"


def keycard_pdf(card: KeyCard, sheet: Sheet) -> bytes:
    """Print a key card; the same input gives the same bytes."""
    register(sheet.fonts)
    running = Running(
        title=_words(card).title,
        owner=_owner(card),
        footer=f"{card.region_code} · Kunci {card.key_id} · Sidik kunci {card.fingerprint}",
        mark=mark_words(draft=False, practice=sheet.practice),
        author=card.office or _owner(card),
        subject=f"{_words(card).title} {_owner(card)}, {card.person}",
        keywords=("KKS", "kunci pengesahan", card.region_name, card.region_code),
    )
    return make_pdf(_story(card, style.text_area(sheet.paper)[0]), sheet, running)


def _story(card: KeyCard, width: float) -> list[Flowable]:
    words = _words(card)
    signers = two_signers(
        signer("Mengetahui,", _chair(card), "", STAMP_HINT),
        signer(PLACE_AND_DATE, "Pemegang kunci", card.person),
        width,
    )
    facts = _facts(card, width - QR_SIDE - 8)
    side_by_side = grid(
        [[facts, QrCode(card.pub_text, QR_SIDE)]],
        [width - QR_SIDE, QR_SIDE],
        [("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)],
    )
    return [
        Heading(words.title, style.TITLE, "kartu"),
        plain(words.purpose, style.LEAD),
        Spacer(1, 4),
        side_by_side,
        plain("Sidik kunci", style.SUBTITLE),
        _fingerprint(card.fingerprint, width),
        plain("Baris kunci publik", style.SUBTITLE),
        plain(card.public_line, style.KEY_LINE),
        plain(words.whose, style.SUBTITLE),
        *bulleted(words.steps),
        Spacer(1, 7),
        _warning(words.secret, width),
        Spacer(1, 16),
        signers,
    ]


def _chair(card: KeyCard) -> str:
    """Who signs the card beside its holder."""
    healthy = " Sehat" if "." in card.region_code else ""
    return f"Ketua Tim Pembina {_owner(card)}{healthy}"


def _facts(card: KeyCard, width: float) -> Flowable:
    rows = [
        ("Daerah", _owner(card)),
        ("Kode wilayah", card.region_code),
        ("Provinsi", card.province_name if "." in card.region_code else ""),
        ("Kantor", card.office),
        ("Pemegang kunci", card.person),
        ("Peran", _ROLES.get(card.role, card.role)),
        ("Nomor kunci", card.key_id),
        ("Dibuat pada", long_date(datetime.fromisoformat(card.made_at).date())),
    ]
    return facts_table([row for row in rows if row[1]], width, 0.28)


def _fingerprint(fingerprint: str, width: float) -> Flowable:
    """Large and in groups, for reading out."""
    groups: list[Cell] = [plain(group, style.KEY_GROUP) for group in fingerprint.split()]
    look = [
        ("BACKGROUND", (0, 0), (-1, -1), style.PANEL_FILL),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ("LEFTPADDING", (0, 0), (-1, -1), 1),
        ("RIGHTPADDING", (0, 0), (-1, -1), 1),
    ]
    return grid([groups], [width / len(groups)] * len(groups), look)


def _warning(words: str, width: float) -> Flowable:
    look = [
        ("BOX", (0, 0), (-1, -1), 0.9, style.INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 9),
        ("RIGHTPADDING", (0, 0), (-1, -1), 9),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    ]
    return grid([[plain(words, style.STRONG)]], [width], look)
