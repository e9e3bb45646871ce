"""What is new on a stick for this data folder: names and labels are read, nothing is opened.

A stick that only passes through may hold anything. Nothing on it is started, followed or
written to; how much of it is looked at has bounds.
"""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kks_desktop.bundle import names
from kks_desktop.bundle.baginfo import BagInfo, parse_bag_info
from kks_desktop.bundle.manifest import content_id
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import BundleRefused
from kks_desktop.bundle.volume import read_tags
from kks_desktop.domain.file_names import shown_name
from kks_desktop.domain.suspicious import is_suspicious
from kks_desktop.platform.volumes import Volume, list_volumes
from kks_desktop.services.handovers import drive_words
from kks_desktop.services.regions import region
from kks_desktop.services.targets import FROM_PROVINCE, NO_DRIVE, TO_PROVINCE
from kks_desktop.services.workspace import PROVINCE, Workspace
from kks_desktop.store.received import all_received, all_waiting
from kks_desktop.store.replies import replies_to
from kks_desktop.store.trust import KEYRING, REFERENCE, newest_paper

_log = logging.getLogger(__name__)
MOST_NAMES = 5_000
MOST_LABELS = 1_200
"""More than a province gets in a year from one stick; the rest is left for another look."""
SECONDS = 10.0
_NAMED = 3
_OURS = re.compile(
    r"kks-(\d{2})(\d{2})?-(20\d\d)-r(\d{3})(?:-[a-z]+)*-\d{1,3}of\d{1,3}\.zip(\.age)?"
)
_WORDS = {
    Kind.RECEIPT: "tanda terima",
    Kind.VERDICT: "hasil verifikasi",
    Kind.KEYRING: "daftar kunci provinsi",
    Kind.REFERENCE: "rujukan provinsi",
    Kind.SUBMISSION: "berkas usulan",
    Kind.KEYCHANGE: "pergantian kunci",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A file of ours on a stick, by its label, which nobody has verified yet.

    ``sending`` is what the volumes of one sending have in common. A sealed one has no label
    that could be read: its kind is a submission's, by its name.
    """

    path: Path
    kind: Kind
    region: str
    sending: str
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """What a look at one stick found; ``whole`` is false where a bound cut it short."""

    volume: Volume
    letters: tuple[Letter, ...] = ()
    suspicious: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    whole: bool = True

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the new letters lie."""
        return tuple(dict.fromkeys(letter.path.parent for letter in self.letters))


@dataclass
class _Known:
    """What this data folder has already, and whose it is."""

    role: str
    region: str
    practice: bool = False
    ids: frozenset[str] = frozenset()
    serials: dict[Kind, int] = field(default_factory=dict)
    revisions: dict[tuple[str, int], int] = field(default_factory=dict)

    @property
    def province(self) -> str:
        return self.region.partition(".")[0]


def look_for_mail(workspace: Workspace) -> list[Mail]:
    """Look at every stick that is plugged in; on a thread of its own."""
    known = _known(workspace)
    sticks = [one for one in list_volumes() if one.removable and one.room is not None]
    return [_look_at(volume, known) for volume in sticks]


def _known(workspace: Workspace) -> _Known:
    info = workspace.require_session().info
    known = _Known(info.role, info.region_code, info.practice)
    with workspace.reading() as connection:
        if info.role == PROVINCE:
            rows = all_received(connection)
            waiting = {row.content_id for row in all_waiting(connection) if row.content_id}
            known.ids = frozenset({row.content_id for row in rows} | waiting)
            for row in rows:
                key = (row.region, row.year)
                known.revisions[key] = max(row.revision, known.revisions.get(key, 0))
        else:
            known.ids = frozenset(row.id for row in replies_to(connection, info.id))
            for kind, name in ((Kind.KEYRING, KEYRING), (Kind.REFERENCE, REFERENCE)):
                paper = newest_paper(connection, name, known.province)
                known.serials[kind] = paper.serial if paper is not None else 0
    return known


# ----------------------------------------------------------------------------- looking


def _look_at(volume: Volume, known: _Known) -> Mail:
    until = time.monotonic() + SECONDS
    box = volume.root / (TO_PROVINCE if known.role == PROVINCE else FROM_PROVINCE)
    letters: list[Letter] = []
    suspicious, strange = [], []
    labels, whole = 0, True
    for count, (path, is_file) in enumerate(_entries(volume.root)):
        if count >= MOST_NAMES or labels >= MOST_LABELS or time.monotonic() > until:
            whole = False
            break
        in_box = path.parent != volume.root
        if is_suspicious(path.name):
            suspicious.append(path.name)
        elif is_file and _OURS.fullmatch(path.name):
            if path.parent in (box, volume.root):
                labels += 1
                letters += _new_letter(path, known)
        elif in_box and is_file and not path.name.endswith(".part"):
            strange.append(path.name)
    return Mail(volume, tuple(letters), _named(suspicious), _named(strange), whole)


def _entries(root: Path) -> Iterator[tuple[Path, bool]]:
    """What lies on top of a stick and in its mailbox, and whether it is a plain file.

    Links are not followed; a stick that is pulled meanwhile ends the list.
    """
    for folder in (root, root / TO_PROVINCE, root / FROM_PROVINCE):
        try:
            if folder.is_symlink():
                continue
            with os.scandir(folder) as entries:
                for entry in entries:
                    yield Path(entry.path), entry.is_file(follow_symlinks=False)
        except FileNotFoundError:
            continue  # a stick without a mailbox
        except OSError as fault:
            _log.warning("folder of a stick not read: %s", fault.strerror)


def _named(found: list[str]) -> tuple[str, ...]:
    return tuple(sorted({shown_name(name) for name in found}))


def _new_letter(path: Path, known: _Known) -> list[Letter]:
    """The letter, if it is for this data folder and not known here yet."""
    if path.suffix == ".age":
        return _new_sealed(path, known)
    try:
        with path.open("rb", buffering=0) as stream:
            _, _, tags = read_tags(stream)
        info = parse_bag_info(tags[names.BAG_INFO])
    except (OSError, BundleRefused):
        return []  # what is damaged is told when it is taken in
    found = info.index_content_id or content_id(tags[names.TAG_MANIFEST])
    if found in known.ids or not _is_for(info, known):
        return []
    if info.revision <= known.serials.get(info.kind, 0):
        return []
    return [Letter(path, info.kind, info.region, found)]


def _is_for(info: BagInfo, known: _Known) -> bool:
    if info.practice and not known.practice:
        return False  # it would be refused
    if known.role == PROVINCE:
        sent = info.kind in (Kind.SUBMISSION, Kind.KEYCHANGE)
        return sent and info.province == known.region
    if info.kind in (Kind.RECEIPT, Kind.VERDICT):
        return info.region == known.region
    return info.kind in (Kind.KEYRING, Kind.REFERENCE) and info.region == known.province


def _new_sealed(path: Path, known: _Known) -> list[Letter]:
    """A sealed bundle: its name is all there is to go by, and decides nothing."""
    match = _OURS.fullmatch(path.name)
    if known.role != PROVINCE or match is None or match[2] is None or match[1] != known.region:
        return []
    code, year, revision = f"{match[1]}.{match[2]}", int(match[3]), int(match[4])
    if revision <= known.revisions.get((code, year), 0):
        return []
    sending = path.name.rpartition("-")[0]
    return [Letter(path, Kind.SUBMISSION, code, sending, sealed=True)]


# ------------------------------------------------------------------------------- words


def news_words(mail: Mail) -> str:
    """One sentence about what is new on a stick; empty for nothing."""
    if not mail.letters:
        return ""
    where = drive_words(mail.volume)
    if all(letter.kind is Kind.SUBMISSION for letter in mail.letters):
        regions = sorted({_region_words(letter.region) for letter in mail.letters})
        listed = _list_words(regions)
        count = len({letter.sending for letter in mail.letters})
        return f"Di {_lower(where)} ada {count} berkas usulan baru: {listed}."
    kinds = [kind for kind in _WORDS if any(letter.kind is kind for letter in mail.letters)]
    counts = [len({one.sending for one in mail.letters if one.kind is kind}) for kind in kinds]
    parts = [
        _WORDS[kind] if kind in (Kind.KEYRING, Kind.REFERENCE) else f"{count} {_WORDS[kind]}"
        for kind, count in zip(kinds, counts, strict=True)
    ]
    joined = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} dan {parts[-1]}"
    return f"Di {_lower(where)} ada yang baru: {joined}."


def nothing_words(mails: list[Mail]) -> str:
    """That a person has asked and there is nothing new."""
    if not mails:
        return NO_DRIVE
    where = _list_words([drive_words(mail.volume) for mail in mails])
    return f"Tidak ada yang baru untuk data ini di {_lower(where)}."


def warning_words(mail: Mail) -> str:
    """One sentence about what does not belong on a stick; empty for nothing."""
    where = _lower(drive_words(mail.volume))
    parts = []
    if mail.suspicious:
        parts.append(
            f"Di {where} ada berkas yang dapat menjalankan sesuatu: "
            f"{_list_words(mail.suspicious)}. Tidak ada yang dibuka atau diubah; "
            "jangan buka berkas itu, dan periksa flashdisk ini dengan antivirus."
        )
    if mail.strange:
        parts.append(
            f"Di folder kotak surat pada {where} ada berkas yang bukan dari program ini: "
            f"{_list_words(mail.strange)}. Berkas itu dibiarkan."
        )
    if not mail.whole:
        parts.append(f"Isi {where} terlalu banyak, jadi tidak semuanya dilihat.")
    return " ".join(parts)


def _list_words(found: tuple[str, ...] | list[str]) -> str:
    named = ", ".join(found[:_NAMED])
    more = len(found) - _NAMED
    return f"{named}, dan {more} lainnya" if more > 0 else named


def _region_words(code: str) -> str:
    found = region(code)
    return found.name if found is not None else code


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
