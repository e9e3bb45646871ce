"""Whose keys count: districts' at the province by two people, the root key at a district."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from kks_desktop.bundle.keys import KeyFileError, PublicKey
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.receiving import Standing
from kks_desktop.services.key_files import (
    HEAD,
    OPERATOR,
    ROOT,
    owner_of,
    read_chosen,
    refuse_other_world,
)
from kks_desktop.services.province_keys import put_root, require_province
from kks_desktop.services.regions import province, region
from kks_desktop.services.signed_papers import province_of
from kks_desktop.services.workspace import DISTRICT, Workspace
from kks_desktop.store.received import all_received
from kks_desktop.store.trust import (
    COMPARED,
    TrustedKeyRow,
    confirm_key,
    drop_unconfirmed,
    put_trusted_keys,
    revoke_key,
    trusted_keys,
)

EnrolledKey = TrustedKeyRow
SUPERSEDED, COMPROMISED = "superseded", "compromised"
_KEY_LINE = re.compile(r"(?<![A-Za-z0-9+/=])RW[A-Za-z0-9+/]{54}(?![A-Za-z0-9+/=])")
_MOST = 4096
_TITLES = frozenset(("apt", "dr", "dra", "drg", "drh", "drs", "h", "hj", "ir", "ns", "prof"))
"""Titles before a name; those behind it follow a comma, or make the name longer."""
_NAME_OF = {
    OPERATOR: "operator kabupaten/kota",
    HEAD: "kepala kabupaten/kota",
    ROOT: "induk provinsi",
    "receipt": "tanda terima provinsi",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A key as its card gives it; region, role and person are blank where the card is silent.

    ``practice`` is whether it was made in practice; ``None`` where a bare line says nothing.
    Nothing of it is believed before people have compared the fingerprint.
    """

    public: PublicKey
    region: str = ""
    role: str = ""
    person: str = ""
    practice: bool | None = None

    @property
    def region_name(self) -> str:
        """The region in words."""
        return region_words(self.region)


def region_words(code: str) -> str:
    """A region or province by name, with its code."""
    found = region(code) or province(code)
    if found is None:
        return code
    return f"{found.name} ({code})" if "." in code else f"Provinsi {found.name} ({code})"


def fingerprint_of(line: str) -> str:
    """What two people compare of a key, from its line."""
    return PublicKey(line).fingerprint


def read_card_file(path: Path) -> Card:
    """Read a card from a file (``.pub``).

    Raises:
        KksError: it cannot be read or is no public key.
    """
    return read_card(read_chosen(path).decode("ascii", "replace"))


def read_card(text: str) -> Card:
    """Read a card from the text of its QR code, a ``.pub`` file, or the typed key line.

    Raises:
        KksError: there is not exactly one public key in it.
    """
    found = set(_KEY_LINE.findall(text)) if len(text) <= _MOST else set()
    if len(found) != 1:
        raise KeyFileError(
            "Di situ tidak ada tepat satu kunci publik. Tidak ada yang didaftarkan; muat berkas "
            ".pub, pindai kode QR kartunya, atau ketik barisnya (berawal RW, 56 huruf)."
        )
    public = PublicKey.parse(found.pop())
    owner = owner_of(text.strip().encode("ascii", "replace"))
    if owner is None:
        return Card(public)
    return Card(public, owner.region, owner.role, practice=owner.practice)


# ------------------------------------------------------------------------------ the province


def known_keys(workspace: Workspace) -> list[TrustedKeyRow]:
    """The districts' keys that this province knows, the waiting ones first, by region."""
    with workspace.reading() as connection:
        rows = [row for row in trusted_keys(connection) if row.role in (OPERATOR, HEAD)]
    return sorted(rows, key=lambda row: (bool(row.confirmed_at), row.region, row.role))


@dataclass(frozen=True, slots=True)
class UnknownKey:
    """A key that signed what came in, and whose card nobody has entered yet."""

    key_id: str
    region: str
    file_name: str


def unknown_keys(workspace: Workspace) -> list[UnknownKey]:
    """The keys for which bundles wait as not confirmed, by region; each once."""
    known = {row.key_id for row in known_keys(workspace)}
    with workspace.reading() as connection:
        rows = [row for row in all_received(connection) if row.state == Standing.UNCONFIRMED]
    found = {
        (row.region, signer["key_id"]): UnknownKey(signer["key_id"], row.region, row.file_name)
        for row in rows
        for signer in json.loads(row.signers)
        if signer["key_id"] not in known
    }
    return [found[key] for key in sorted(found)]


def check_card(workspace: Workspace, card: Card) -> None:
    """Refuse a card that cannot be one of this province's districts.

    Raises:
        KksError: it is another region's, no district's, known already, or one of practice
            and the other real.
    """
    require_province(workspace)
    if card.practice is not None:
        refuse_other_world(workspace, card.practice)
    own = province_of(workspace)
    if card.role not in ("", OPERATOR, HEAD):
        raise KksError(
            f"Kartu ini kunci {_NAME_OF[card.role]}, bukan kunci kabupaten/kota. Tidak ada yang "
            "didaftarkan.",
            code="WRONG_ROLE",
        )
    if card.region and card.region.partition(".")[0] != own:
        raise KksError(
            f"Kartu ini milik {card.region_name}, di luar {region_words(own)}. Tidak ada yang "
            "didaftarkan; kembalikan kepada pengirimnya.",
            code="WRONG_REGION",
        )
    known = _row_of(workspace, card.public.line)
    if known is not None:
        state = "sudah terdaftar" if known.confirmed_at else "menunggu orang kedua"
        raise KksError(
            f"Kunci {known.key_id} {state} untuk {region_words(known.region)}. Tidak ada yang "
            "berubah.",
            code="KNOWN_KEY",
        )


def propose(
    workspace: Workspace, card: Card, by: str, not_after: date | None = None
) -> TrustedKeyRow:
    """Enter a district's key with the fingerprint compared by one person; it is not trusted yet.

    Raises:
        KksError: something is missing, or the card is of another region or known already.
    """
    check_card(workspace, card)
    found = region(card.region)
    if found is None or found.province_code != province_of(workspace):
        raise _missing("Pilih kabupaten/kota pemilik kunci ini")
    if not card.role:
        raise _missing("Pilih peran kunci ini")
    if not card.person.strip():
        raise _missing("Isi nama pemegang kunci seperti pada kartunya")
    if not by.strip():
        raise _missing("Isi nama Anda yang mencocokkan sidik kunci")
    row = TrustedKeyRow(
        key_id=card.public.key_id,
        public=card.public.line,
        region=card.region,
        role=card.role,
        person=card.person.strip(),
        added_at=_now(workspace),
        source=COMPARED,
        added_by=by.strip(),
        not_after=_end_of(not_after),
    )
    workspace.write(lambda connection: put_trusted_keys(connection, [row])).result()
    return row


def _missing(what: str) -> KksError:
    return KksError(f"{what}; kunci belum didaftarkan.", code="INCOMPLETE")


def _end_of(day: date | None) -> str | None:
    """The last second of a day by this computer's clock."""
    if day is None:
        return None
    end = datetime.combine(day, time(23, 59, 59)).astimezone(UTC)
    return end.isoformat(timespec="seconds")


def confirm(workspace: Workspace, public: str, by: str) -> None:
    """A second person compared the fingerprint too: from now on the key is trusted here.

    Raises:
        KksError: it is the same person as before, or nothing waits.
    """
    require_province(workspace)
    row = _require_row(workspace, public)
    if row.confirmed_at:
        raise KksError("Kunci ini sudah disahkan; tidak ada yang berubah.", code="KNOWN_KEY")
    if not by.strip():
        raise KksError(
            "Isi nama orang kedua yang mencocokkan sidik kunci; kunci belum disahkan.",
            code="INCOMPLETE",
        )
    if _same_person(by, row.added_by):
        raise KksError(
            f"Kunci ini dimasukkan {row.added_by}; pengesahnya harus orang lain. Kunci belum "
            "disahkan; bila orangnya memang lain, tulis nama lengkapnya.",
            code="SAME_PERSON",
        )
    at = _now(workspace)
    workspace.write(lambda connection: confirm_key(connection, public, at, by.strip())).result()


def _same_person(one: str, other: str) -> bool:
    """Whether two typings may name one person: a part of a name does, so full names are asked."""
    first, second = _words(one), _words(other)
    return first <= second or second <= first or "".join(_order(one)) == "".join(_order(other))


def _words(name: str) -> frozenset[str]:
    return frozenset(_order(name))


def _order(name: str) -> list[str]:
    """The words of a name without what differs between typings: case, accents, dots, titles."""
    plain = unicodedata.normalize("NFKD", name.partition(",")[0]).casefold().replace(".", " ")
    words = re.findall(r"[^\W_]+", "".join(ch for ch in plain if not unicodedata.combining(ch)))
    return [word for word in words if word not in _TITLES] or words


def withdraw(workspace: Workspace, public: str) -> None:
    """Forget a key that waits for its second person."""
    require_province(workspace)
    workspace.write(lambda connection: drop_unconfirmed(connection, public)).result()


def revoke(workspace: Workspace, public: str, reason: str, last_day: date | None = None) -> None:
    """End a key: ``superseded`` counts until a day, ``compromised`` counts no more at all.

    Raises:
        KksError: the key is not known here, or was compromised before.
    """
    require_province(workspace)
    row = _require_row(workspace, public)
    if row.reason == COMPROMISED:
        raise KksError("Kunci ini sudah dicabut karena bocor dan tetap dicabut.", code="KNOWN_KEY")
    end = _end_of(last_day) if reason == SUPERSEDED else None
    revoked_at = end or _now(workspace)
    workspace.write(lambda connection: revoke_key(connection, public, revoked_at, reason)).result()


def _row_of(workspace: Workspace, public: str) -> TrustedKeyRow | None:
    with workspace.reading() as connection:
        return next((row for row in trusted_keys(connection) if row.public == public), None)


def _require_row(workspace: Workspace, public: str) -> TrustedKeyRow:
    row = _row_of(workspace, public)
    if row is None:
        raise KksError("Kunci itu tidak ada lagi di daftar ini.", code="NO_KEY")
    return row


def _now(workspace: Workspace) -> str:
    return workspace.clock().isoformat(timespec="seconds")


# ------------------------------------------------------------------------------ the district


def check_root_card(workspace: Workspace, card: Card) -> None:
    """Refuse a card that cannot be the root key of this district's province.

    Raises:
        KksError: it is another province's, no root key's, in force already, or one of
            practice and the other real.
    """
    if workspace.require_session().info.role != DISTRICT:
        raise KksError("Kunci induk dibuat di provinsi sendiri.", code="WRONG_ROLE")
    if card.practice is not None:
        refuse_other_world(workspace, card.practice)
    own = province_of(workspace)
    if card.role not in ("", ROOT):
        raise KksError(
            f"Kartu ini kunci {_NAME_OF[card.role]}, bukan kunci induk provinsi. Tidak ada yang "
            "berubah.",
            code="WRONG_ROLE",
        )
    if card.region not in ("", own):
        raise KksError(
            f"Kartu ini milik {card.region_name}, bukan {region_words(own)}. Tidak ada yang "
            "berubah; minta kartu kunci induk provinsi sendiri.",
            code="WRONG_REGION",
        )
    known = _row_of(workspace, card.public.line)
    if known is not None:
        state = "sudah digantikan" if known.reason else "sudah dikenal di sini"
        raise KksError(
            f"Kunci {known.key_id} {state}; tidak ada yang berubah. Yang dicocokkan hanya kartu "
            "kunci induk yang terbaru.",
            code="KNOWN_KEY",
        )


def trust_root(workspace: Workspace, card: Card, by: str) -> TrustedKeyRow:
    """Go by the province's root key, its fingerprint compared with the circular or by telephone.

    A root key before it counts no more.

    Raises:
        KksError: it is another province's, or nobody is named who compared it.
    """
    check_root_card(workspace, card)
    if not by.strip():
        raise KksError(
            "Isi nama Anda yang mencocokkan sidik kunci; kunci induk belum dipercaya.",
            code="INCOMPLETE",
        )
    at = _now(workspace)
    row = TrustedKeyRow(
        key_id=card.public.key_id,
        public=card.public.line,
        region=province_of(workspace),
        role=ROOT,
        person=card.person.strip(),
        added_at=at,
        source=COMPARED,
        added_by=by.strip(),
        confirmed_at=at,
        confirmed_by=by.strip(),
    )
    workspace.write(lambda connection: put_root(connection, row)).result()
    return row
