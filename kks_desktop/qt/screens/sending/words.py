"""What the pages of Kirim say; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kks_desktop.domain.numbers import format_number
from kks_desktop.qt.wording import revision_words, size_words
from kks_desktop.services.evidence import IN_ALL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kks_desktop.services.sealing import Seal
    from kks_desktop.services.sending import SendPlan


@dataclass(frozen=True, slots=True)
class Attention:
    """One kind of indicator that is asked about before sending."""

    mark: str
    words: str
    codes: tuple[str, ...]


def attentions(plan: SendPlan) -> list[Attention]:
    """What the person should know before sending; nothing of it blocks."""
    kinds = (
        Attention("▲", "perlu diperbaiki", plan.flagged),
        Attention("◐", "tidak diatur juknis dan belum diputuskan", plan.silent),
        Attention("○", "belum terisi", plan.unanswered),
    )
    return [kind for kind in kinds if kind.codes]


def proof_words(plan: SendPlan) -> str:
    """How much proof goes along, and what the province has already."""
    if not plan.proof_files:
        return "Tanpa berkas bukti."
    carried, size = plan.proof_files - plan.omitted_files, plan.proof_bytes - plan.omitted_bytes
    words = f"{format_number(carried)} berkas bukti ikut dibawa ({size_words(size)})."
    if plan.omitted_files:
        others = f"{format_number(plan.omitted_files)} lainnya ({size_words(plan.omitted_bytes)})"
        words += f" {others} sudah diterima provinsi dan tidak dibawa lagi."
    if size <= IN_ALL:
        return words
    return (
        f"{words} ▲ Itu lebih dari anjuran {size_words(IN_ALL)}: menulis dan mengirimnya lama; "
        "perkecil foto atau lepaskan berkas yang tidak perlu di Bukti."
    )


def full_words(plan: SendPlan) -> str:
    """The tick for carrying again what the province has."""
    count, size = format_number(plan.omitted_files), size_words(plan.omitted_bytes)
    return f"Kirim &lengkap: juga {count} berkas bukti ({size}) yang sudah diterima provinsi"


def seal_words(seal: Seal) -> str:
    """Who could open a sealed bundle."""
    asked = "Provinsi memintanya. " if seal.asked else ""
    if not seal.possible:
        return (
            f"{asked}Daftar kunci provinsi belum ada di sini, jadi belum dapat disegel: ambil "
            "dahulu di Terkirim & jawaban, atau kirim tanpa segel."
        )
    return (
        f"{asked}Berkas yang disegel hanya dapat dibuka {seal.opened_by}. "
        f"Sidik penerima {seal.fingerprint}"
    )


def head_words(plan: SendPlan) -> str:
    """What to know of the head's signature; empty where nobody asks for it."""
    if plan.has_head and plan.head_asked:
        return "Provinsi meminta pengesahan kepala; sandinya diketik oleh kepala sendiri."
    if plan.has_head:
        return "Boleh kosong bila kepala tidak perlu ikut mengesahkan."
    if plan.head_asked:
        return (
            "Provinsi meminta pengesahan kepala. Simpan dahulu tanpa segel ke folder di kantor; "
            "kepala membukanya di Periksa berkas, mengesahkan, lalu menyegelnya."
        )
    return ""


COMPARE_LINK = "banding"
_FEW_CODES = 6


def change_words(plan: SendPlan) -> str:
    """What changed since the last sending, as markup with a link; empty before the first."""
    since = plan.since
    if since is None:
        return ""
    parts = []
    if since.codes:
        named = ", ".join(since.codes[:_FEW_CODES])
        more = len(since.codes) - _FEW_CODES
        named += f" dan {more} lainnya" if more > 0 else ""
        parts.append(f"{len(since.codes)} indikator berubah ({named})")
    if since.elsewhere:
        parts.append("data lain atau bukti berubah")
    gain = since.now - since.before
    sign = "+" if gain > 0 else "−" if gain < 0 else ""
    parts.append(f"{sign}{format_number(abs(gain))} poin" if gain else "jumlah nilai tetap")
    words = f"Sejak {revision_words(since.revision)}: {'; '.join(parts)}."
    return f'{escape(words)} <a href="{COMPARE_LINK}">Bandingkan</a>'


AT_MOST = 8
"""Blocking problems that are named; the others are on the page of problems."""


def blocking_lines(plan: SendPlan) -> str:
    """What blocks as lines of links; a link is the number of its problem in the plan."""
    lines = [
        f'▲ {escape(problem.sentence)} <a href="{number}">Buka</a>'
        for number, problem in enumerate(plan.blocking[:AT_MOST])
    ]
    if len(plan.blocking) > AT_MOST:
        lines.append(f"dan {len(plan.blocking) - AT_MOST} hal lain")
    return "<br>".join(lines)


def links(found: Sequence[Attention]) -> str:
    """The kinds as lines of links; the codes are the instrument's own, so safe as markup."""
    return "<br>".join(
        f"{kind.mark} {len(kind.codes)} {kind.words}: "
        + ", ".join(f'<a href="{code}">{code}</a>' for code in kind.codes)
        for kind in found
    )
