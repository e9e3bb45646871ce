"""An open assessment: what is on the screen, what is durable, and the way between.

Memory changes at once; the durable write follows on the writer thread, in order.
What could not be written stays in memory and is written again with the next try.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from threading import Lock
from typing import NamedTuple

from kks_desktop.domain.answers import Answer
from kks_desktop.domain.assessment import Evaluation, evaluate
from kks_desktop.domain.clock import jumped, of_today
from kks_desktop.domain.document import MAX_TEXT
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.marks import confirmed, is_mark, mark_of
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.problems.model import Overruled
from kks_desktop.domain.registers import Table
from kks_desktop.services.fields import (
    BASE_DATA,
    PROFILE,
    Key,
    answer_of,
    answers_of,
    codes_touched,
    parsed_value,
    table_of,
)
from kks_desktop.services.known import follows_from, known_fields, laid, overruled
from kks_desktop.services.steps import FieldStep, Step, StepStack
from kks_desktop.store.assessments import AssessmentRow
from kks_desktop.store.entries import (
    FieldChange,
    HistoryRow,
    StepWrite,
    history_from,
    history_of,
    last_step,
    load_entries,
    steps_backwards,
    write_steps,
)
from kks_desktop.store.writer import Writer

_log = logging.getLogger(__name__)

AssessmentInfo = AssessmentRow


class Edit(NamedTuple):
    """A field and the raw text that it shall hold; empty clears it."""

    code: str
    field: str
    raw: str


class Change(NamedTuple):
    """What a write changed; ``codes`` are the indicators that may score differently.

    ``known`` are the fields that nobody typed and that follow from registers.
    """

    keys: frozenset[Key]
    codes: frozenset[str]
    label: str
    at: datetime
    who: str
    known: frozenset[Key] = frozenset()


class HistoryEntry(NamedTuple):
    """One change of a field: who, when, from what to what, and why.

    ``wrong_clock``: its time cannot be believed; its place in the history can.
    """

    seq: int
    at: datetime
    who: str
    code: str
    field: str
    old: str
    new: str
    label: str
    kind: str
    wrong_clock: bool = False


class Session:
    """The assessment that a window or command works on; one thread at a time."""

    def __init__(
        self,
        info: AssessmentInfo,
        instrument: Instrument,
        reader: sqlite3.Connection,
        writer: Writer | None,
        read_only_reason: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Load an assessment; without a writer it is read-only, for the reason given."""
        self.info = info
        self.instrument = instrument
        self.read_only_reason = read_only_reason
        self.letter_rule = ""
        """What the province says of the signed letter (``hard``, ``soft``); empty: nothing."""
        self.on_change: list[Callable[[Change], None]] = []
        self.on_saved: Callable[[datetime], None] | None = None
        self.on_failed: Callable[[KksError], None] | None = None
        self._reader = reader
        self._writer = writer
        self._clock = clock
        self._raw = load_entries(reader, info.id)
        self._table = table_of(self._raw)
        self._marked = {key for key in self._raw if is_mark(key[1])}
        self._recount()
        self._stack = StepStack(last_step(reader, info.id))
        self._load_steps_of_today()
        self._pending: list[StepWrite] = []
        self._lock = Lock()
        self._last: Future[None] | None = None
        self._in_transaction: list[StepWrite] = []
        self.evaluation: Evaluation = evaluate(
            instrument, answers_of(instrument, info.region_code, info.year, self._whole)
        )

    def _load_steps_of_today(self) -> None:
        """Undo reaches back over restarts of the same day."""
        steps: list[int] = []
        with steps_backwards(self._reader, self.info.id) as rows:
            count = of_today(_times(rows, steps), self._clock().astimezone())
        if count:
            first = min(steps[:count])
            self._stack.load(history_from(self._reader, self.info.id, first))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._writer is None

    @property
    def letter_required(self) -> bool:
        """Whether the province takes no submission without the signed letter."""
        return self.letter_rule == "hard"

    def raw(self, code: str, field: str) -> str:
        """A field's text as typed; empty for blank."""
        return self._raw.get((code, field), "")

    @property
    def fields(self) -> dict[Key, str]:
        """A copy of every filled field."""
        return dict(self._raw)

    def known(self, code: str, field: str) -> str:
        """What the registers say of a field; an incomplete one counts where it is blank."""
        return self._known.get((code, field))

    def taken_over(self, code: str, field: str) -> str:
        """What a complete register says of a field: it counts whatever is typed there."""
        return self._known.complete.get((code, field), "")

    @property
    def overruled(self) -> tuple[Overruled, ...]:
        """Fields in whose place a complete register counts, where it differs."""
        return overruled(self._known, self._typed)

    @property
    def table(self) -> Table:
        """The filled fields by code; a view that follows every change."""
        return self._table

    @property
    def counted(self) -> Table:
        """The same without what was carried over and is not confirmed."""
        return self._counted

    @property
    def unsaved(self) -> frozenset[Key]:
        """Fields whose latest text is not yet durable."""
        with self._lock:
            return frozenset((c.code, c.field) for step in self._pending for c in step.changes)

    # ------------------------------------------------------------ writing

    def set(self, edits: Sequence[Edit], label: str, visit: str = "") -> Change:
        """Change fields; commits of one ``visit`` are one history row and one undo step.

        A change of what was carried from an earlier assessment confirms it.

        Raises:
            KksError: the session is read-only, or a text is too long.
        """
        self._require_writer()
        changes = [(e.code, e.field, self.raw(e.code, e.field), _clean(e.raw)) for e in edits]
        changes = self._confirming([change for change in changes if change[2] != change[3]])
        if not changes:
            return self._change(frozenset(), label)
        drops_redo = self._stack.has_redo
        step = self._stack.record(changes, label, visit)
        return self._apply(step, "edit", drops_redo=drops_redo)

    def undo(self) -> Change | None:
        """Take back the newest step of today; ``None`` if there is none."""
        self._require_writer()
        step = self._stack.undo()
        return None if step is None else self._apply(step.step, "undo", undoes=step.acts_on)

    def redo(self) -> Change | None:
        """Do again what was undone last; ``None`` if there is none."""
        self._require_writer()
        step = self._stack.redo()
        return None if step is None else self._apply(step.step, "redo", redoes=step.acts_on)

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty for nothing."""
        return self._stack.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty for nothing."""
        return self._stack.redo_label

    def restore(self, entry: HistoryEntry, label: str = "") -> Change:
        """Give a field the text that it had after an earlier change."""
        self._require_writer()
        old = self.raw(entry.code, entry.field)
        label = label or f"Kembalikan isian {entry.code}"
        if old == entry.new:
            return self._change(frozenset(), label)
        drops_redo = self._stack.has_redo
        changes = self._confirming([(entry.code, entry.field, old, entry.new)])
        step = self._stack.record(changes, label, "")
        return self._apply(step, "restore", drops_redo=drops_redo)

    def _confirming(self, changes: list[FieldStep]) -> list[FieldStep]:
        """The changes, and the removal of every mark that they make void."""
        marked = {(code, mark_of(code, field)) for code, field, _, _ in changes}
        marked -= {(code, field) for code, field, _, _ in changes}
        return changes + [
            (code, mark, raw, "")
            for code, mark in sorted((c, m) for c, m in marked if m is not None)
            if (raw := self.raw(code, mark))
        ]

    def _apply(
        self,
        step: Step,
        kind: str,
        *,
        undoes: int | None = None,
        redoes: int | None = None,
        drops_redo: bool = False,
    ) -> Change:
        for code, field, _, new in step.changes:
            self._put(code, field, new)
        keys = frozenset((code, field) for code, field, _, _ in step.changes)
        change = self._change(keys, step.label, self._follow(keys))
        # Handed over before scoring, which takes as long as the disk.
        self._queue(
            StepWrite(
                step=step.number,
                kind=kind,
                changes=tuple(
                    FieldChange(code, field, old, new, parsed_value(new) if new else None)
                    for code, field, old, new in step.changes
                ),
                who=change.who,
                at=_utc_text(change.at),
                label=step.label,
                undoes=undoes,
                redoes=redoes,
                drops_redo=drops_redo,
            )
        )
        self._reevaluate(keys | change.known, change.codes)
        for listener in list(self.on_change):
            listener(change)
        return change

    def _put(self, code: str, field: str, raw: str) -> None:
        """Keep a field in memory; blank is no field, and a code without fields no row."""
        if is_mark(field):
            (self._marked.add if raw else self._marked.discard)((code, field))
        _put_in(self._raw, self._table, code, field, raw)
        if self._typed is not self._raw:
            mark = mark_of(code, field)
            counts = not is_mark(field) and (mark is None or (code, mark) not in self._marked)
            _put_in(self._typed, self._counted, code, field, raw if counts else "")

    def _recount(self) -> None:
        """Tell the fields that count from those below a mark; without marks they are the same."""
        if self._marked:
            self._typed = dict(confirmed(self._raw))
            self._counted = table_of(self._typed)
        else:
            self._typed, self._counted = self._raw, self._table
        self._know()

    def _know(self) -> None:
        """Read off the registers what they say now, without what is not confirmed."""
        self._known = known_fields(self.instrument, self.info.year, self._counted)
        self._whole = laid(self._known, self._typed)

    def _follow(self, keys: frozenset[Key]) -> frozenset[Key]:
        """Bring up to date what follows from registers; the fields that changed by it."""
        before = self._known
        if any(is_mark(field) for _, field in keys):
            self._recount()
        elif any(follows_from(code) for code, _ in keys):
            self._know()
        else:
            return frozenset()
        changed = before.complete.items() ^ self._known.complete.items()
        changed |= before.partial.items() ^ self._known.partial.items()
        return frozenset(key for key, _ in changed)

    def _change(
        self, keys: frozenset[Key], label: str, known: frozenset[Key] = frozenset()
    ) -> Change:
        codes = codes_touched(self.instrument, keys | known)
        at = self._clock().astimezone()
        who = self.raw(PROFILE, "operator")
        return Change(keys, frozenset(codes), label, at, who, known)

    def _reevaluate(self, keys: frozenset[Key], codes: AbstractSet[str]) -> None:
        """Score again only what a change can touch."""
        answers = self.evaluation.answers
        if all(code in self.instrument.by_code for code, _ in keys):
            found = dict(answers.answers)
            for code in {code for code, _ in keys}:
                answer = answer_of(self.instrument.by_code[code], self._whole)
                if answer == Answer():
                    found.pop(code, None)
                else:
                    found[code] = answer
            answers = replace(answers, answers=found)
        else:
            answers = answers_of(
                self.instrument, self.info.region_code, self.info.year, self._whole
            )
        self.evaluation = evaluate(self.instrument, answers, self.evaluation, codes)

    # ------------------------------------------------------------ durability

    def _queue(self, write: StepWrite) -> None:
        with self._lock:
            self._pending.append(write)
        self._drain()

    def _drain(self) -> None:
        self._last = self._require_writer().submit(self._write_pending, self._written)

    def _write_pending(self, connection: sqlite3.Connection) -> None:
        """Write all that is pending; the commit that follows makes it durable."""
        with self._lock:
            self._in_transaction = list(self._pending)
        write_steps(connection, self.info.id, self._in_transaction)

    def _written(self, fault: Exception | None) -> None:
        """On the writer thread, after commit or failure."""
        if fault is None:
            with self._lock:
                del self._pending[: len(self._in_transaction)]
            # taken once: the other thread may let go of its callbacks at any moment
            saved = self.on_saved
            if saved is not None:
                saved(self._clock().astimezone())
            return
        _log.error("write failed: %s", getattr(fault, "code", type(fault).__name__))
        failed = self.on_failed
        if failed is not None:
            failed(fault if isinstance(fault, KksError) else _UNFORESEEN)

    def flush(self, timeout: float = 10.0) -> None:
        """Wait until everything set is durable, trying again what failed before.

        Raises:
            KksError: it is not; the text stays in memory.
        """
        if self._writer is None:
            return
        if self.unsaved and (self._last is None or self._last.done()):
            self._drain()
        if self._last is None:
            return
        try:
            self._last.result(timeout)
        except FutureTimeoutError as cause:
            raise KksError(
                "Cakram lambat menjawab; isian terakhir masih ditulis. "
                "Tunggu sebentar lalu coba lagi.",
                code="STORE_SLOW",
            ) from cause
        except KksError:
            raise
        except Exception as cause:
            raise _UNFORESEEN from cause

    def _require_writer(self) -> Writer:
        if self._writer is None:
            raise KksError(self.read_only_reason, code="READ_ONLY")
        return self._writer

    # ------------------------------------------------------------ history

    def history(self, code: str, limit: int = 200) -> list[HistoryEntry]:
        """The newest changes of a code, newest first; only what is durable."""
        now = self._clock()
        return [_entry(row, now) for row in history_of(self._reader, self.info.id, code, limit)]

    def saved_at(self, code: str) -> HistoryEntry | None:
        """The last durable change of a code."""
        return next(iter(self.history(code, 1)), None)


def _put_in(
    fields: dict[Key, str], table: dict[str, dict[str, str]], code: str, field: str, raw: str
) -> None:
    """Keep a field in both orders; blank is no field, and a code without fields no row."""
    if raw:
        fields[(code, field)] = raw
        table.setdefault(code, {})[field] = raw
        return
    fields.pop((code, field), None)
    cells = table.get(code, {})
    cells.pop(field, None)
    if not cells:
        table.pop(code, None)


_UNFORESEEN = KksError(
    "Isian terakhir belum tersimpan di cakram karena gangguan yang tidak dikenal. Isian itu "
    "tetap ada di layar; coba lagi, dan simpan salinan folder data bila terulang.",
    code="STORE",
)


def _clean(raw: str) -> str:
    """The text as it can be stored and sent: trimmed, and without half characters."""
    text = raw.strip()
    if len(text) > MAX_TEXT:
        raise KksError(
            f"Isian ini lebih panjang dari {format_number(MAX_TEXT)} huruf dan belum disimpan. "
            "Teksnya tetap ada di layar; ringkaskan.",
            code="TOO_LONG",
        )
    # a damaged paste can hold half of a surrogate pair, which no file can
    return (
        text
        if text.isascii()
        else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    )


def _utc_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _times(rows: Iterable[tuple[int, str]], steps: list[int]) -> Iterator[datetime]:
    """The time of each commit, as far as it is read; its step goes into the list."""
    for (step, at), _ in groupby(rows):
        steps.append(step)
        yield datetime.fromisoformat(at)


def _entry(row: HistoryRow, now: datetime) -> HistoryEntry:
    at = datetime.fromisoformat(row.at).astimezone()
    before = datetime.fromisoformat(row.before) if row.before else None
    return HistoryEntry(
        row.seq,
        at,
        row.who,
        row.code,
        row.field,
        row.old,
        row.new,
        row.label,
        row.kind,
        jumped(at, before, now),
    )


__all__ = ["BASE_DATA", "AssessmentInfo", "Change", "Edit", "HistoryEntry", "Session"]
