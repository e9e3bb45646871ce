"""The key card: how the province learns a district's public key, on one signed page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

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

_ROLES = {"operator": "Operator", "head": "Pimpinan (pengesah kedua)"}
_PURPOSE = (
    "Provinsi memakai kunci publik pada kartu ini untuk memeriksa bahwa berkas usulan benar-benar "
    "dikirim oleh kantor yang tercantum dan tidak berubah di jalan."
)
_STEPS = (
    "Pindai kode QR ini, atau muat berkas .pub dari kabupaten/kota, di aplikasi kantor provinsi.",
    "Petugas lain di provinsi menelepon kantor kabupaten/kota melalui nomor yang sudah dikenal dan "
    "meminta sidik kunci dibacakan. Kedelapan kelompoknya harus sama.",
    "Simpan kartu yang sudah ditandatangani dan dicap sebagai arsip.",
)
_SECRET = (
    "Kunci rahasia dan sandi pengesahan tidak pernah meninggalkan kantor kabupaten/kota dan tidak "
    "dapat dipulihkan oleh siapa pun. Bila hilang, dibuat kunci baru dengan kartu baru."
)


def keycard_pdf(card: KeyCard, sheet: Sheet) -> bytes:
    """Print a key card; the same input gives the same bytes."""
    register(sheet.fonts)
    running = Running(
        title=CARD_TITLE,
        owner=card.region_name,
        footer=f"{card.region_code} · Kunci {card.key_id} · Sidik kunci {card.fingerprint}",
        mark=mark_words(draft=False, practice=sheet.practice),
        author=card.office or card.region_name,
        subject=f"{CARD_TITLE} {card.region_name}, {card.person}",
        keywords=("KKS", "kunci pengesahan", card.region_name, card.region_code),
    )
    return make_pdf(_story(card, style.text_area(sheet.paper)[0]), sheet, running)


def _story(card: KeyCard, width: float) -> list[Flowable]:
    signers = two_signers(
        signer("Mengetahui,", f"Ketua Tim Pembina {card.region_name} Sehat", "", STAMP_HINT),
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
        Heading(CARD_TITLE, style.TITLE, "kartu"),
        plain(_PURPOSE, style.LEAD),
        Spacer(1, 4),
        side_by_side,
        plain("Sidik kunci", style.SUBTITLE),
        _fingerprint(card.fingerprint, width),
        plain("Baris kunci publik", style.SUBTITLE),
        plain(card.public_line, style.KEY_LINE),
        plain("Yang dilakukan provinsi", style.SUBTITLE),
        *bulleted(_STEPS),
        Spacer(1, 7),
        _warning(width),
        Spacer(1, 16),
        signers,
    ]


def _facts(card: KeyCard, width: float) -> Flowable:
    rows = [
        ("Daerah", card.region_name),
        ("Kode wilayah", card.region_code),
        ("Provinsi", card.province_name),
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


def _warning(width: float) -> Flowable:
    look = [
        ("BOX", (0, 0), (-1, -1), 0.9, style.INK),
        ("LEFTPADDING", (0, 0), (-1, -1), 9),
        ("RIGHTPADDING", (0, 0), (-1, -1), 9),
        ("TOPPADDING", (0, 0), (-1, -1), 5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
    ]
    return grid([[plain(_SECRET, style.STRONG)]], [width], look)
