"""What is being typed and is no value yet, kept beside the store for the start after a bad end.

A field is written to the store as typing pauses; what is here is the rest: a cell that is
open, a reason that is being given, a text that is refused or that the disk did not take.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.strict_json import parse_json
from kks_desktop.platform.durable import sync_folder
from kks_desktop.services.session import Session
from kks_desktop.services.writing import write_whole

_log = logging.getLogger(__name__)
NAME = "konsep.json"
"""In the data folder; there only while something is no value yet."""
FORM = "isian:"
"""How the code of a draft begins that is typed into a form and is no field by itself."""
MAX_DRAFTS = 200
_MAX_BYTES = 16 * 1024 * 1024


class Draft(NamedTuple):
    """A text and the field that it is for.

    ``before`` is what the field held on the disk while this was typed: where it holds
    something else by now, the text was handed over after all. ``None``: not known.
    """

    assessment: str
    code: str
    field: str
    text: str
    before: str | None

    @property
    def is_field(self) -> bool:
        """Whether the text can be given to its field as it is."""
        return not self.code.startswith(FORM)


class DraftBook:
    """The drafts of one data folder; written on a thread of its own, the newest state only."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._pool: ThreadPoolExecutor | None = None
        self._last: Future[None] | None = None
        self._there = self._path.exists()
        self._wanted: tuple[Draft, ...] = ()
        self._written: tuple[Draft, ...] | None = None

    def load(self) -> tuple[Draft, ...]:
        """What a run that came to a bad end left; what cannot be read is left where it is."""
        if not self._there:
            return ()
        try:
            with self._path.open("rb") as file:
                table = parse_json(file.read(_MAX_BYTES + 1), _MAX_BYTES)
            return tuple(_draft(one) for one in table["drafts"][:MAX_DRAFTS])
        except (OSError, KksError, KeyError, TypeError) as cause:
            _log.warning("drafts unreadable: %s", type(cause).__name__)
            return ()

    def keep(self, drafts: Sequence[Draft]) -> None:
        """Let the file hold just these, soon; without any there is no file."""
        self._wanted = tuple(drafts[:MAX_DRAFTS])
        waits = self._last is not None and not self._last.done()
        if not (self._wanted or self._there or waits):
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="kks-drafts")
        self._last = self._pool.submit(self._write)

    def close(self) -> None:
        """Wait for the last state to be written."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def _write(self) -> None:
        wanted = self._wanted
        if wanted == self._written:
            return
        try:
            if wanted:
                self._there = True
                write_whole(self._path, _document(wanted))
                sync_folder(self._path.parent)
            elif self._there:
                self._path.unlink(missing_ok=True)
                self._there = False
            self._written = wanted
        except (OSError, KksError) as cause:
            # a disk that takes no draft takes no field either, and that is told to the person
            _log.warning("drafts not kept: %s", type(cause).__name__)


def _document(drafts: Iterable[Draft]) -> bytes:
    table = {"drafts": [one._asdict() for one in drafts]}
    return json.dumps(table, ensure_ascii=False).encode("utf-8")


def _draft(table: object) -> Draft:
    if not isinstance(table, dict):
        raise TypeError("a draft is a table")
    found = Draft(**{name: table[name] for name in Draft._fields})
    if not all(isinstance(text, str) for text in found[:4]):
        raise TypeError("a draft holds texts")
    if not isinstance(found.before, str | None):
        raise TypeError("a draft holds texts")
    return found


def still_open(session: Session, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """The drafts of this assessment that a person may still want: not in the store since."""
    return tuple(
        one
        for one in drafts
        if one.assessment == session.info.submission_id
        and (not one.is_field or _is_open(session.raw(one.code, one.field), one))
    )


def _is_open(now: str, draft: Draft) -> bool:
    return now != draft.text.strip() and draft.before in (None, now)


def draft_of(session: Session, code: str, field: str, text: str) -> Draft:
    """A text being typed, beside what its field holds on the disk."""
    unsure = (code, field) in session.unsaved
    before = None if unsure else session.raw(code, field)
    # half a character of a damaged paste is in no file
    kept = text.encode("utf-8", "replace").decode("utf-8")
    return Draft(session.info.submission_id, code, field, kept, before)
