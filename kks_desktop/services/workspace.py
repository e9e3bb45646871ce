"""A data folder, opened: who may write, which assessment, which keys are trusted."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import get_ident
from typing import NamedTuple, TypeVar

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.platform.lock import FolderLock
from kks_desktop.platform.place import read_only_reason_for, refusal_for
from kks_desktop.platform.running import RunMark
from kks_desktop.services.fields import PROFILE
from kks_desktop.services.identifiers import uuid7
from kks_desktop.services.instruments import DEFAULT_CODE, load_shipped, load_source, shipped_source
from kks_desktop.services.session import Session
from kks_desktop.store.assessments import (
    AssessmentRow,
    all_assessments,
    insert_assessment,
    instrument_source,
    newest_assessment,
    next_id,
)
from kks_desktop.store.connection import damage, open_reader, store_path
from kks_desktop.store.entries import FieldChange, StepWrite, write_steps
from kks_desktop.store.trust import letter_rule
from kks_desktop.store.writer import Writer

_log = logging.getLogger(__name__)
T = TypeVar("T")

PROVINCE = "provinsi"
DISTRICT = "kabupaten"


class SetUp(NamedTuple):
    """What the first start asks; ``region_code`` is a province's for the provincial role."""

    role: str
    region_code: str
    year: int
    operator: str
    office: str = ""
    position: str = ""
    practice: bool = False


class Workspace:
    """One data folder. Only the first program that opens it may write.

    ``cut_off`` is when the run before began that never came to its end; ``None`` if it did,
    and once a person was told (``note_told``).
    """

    def __init__(
        self,
        folder: Path,
        *,
        write: bool = True,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open a data folder; a new one is made unless ``write`` is false.

        Raises:
            KksError: the store is damaged, newer, or cannot be opened at all; or a new one
                would lie on a network, in a cloud folder or on a stick.
        """
        self.folder = folder
        self.clock = clock
        self._folder_reason = ""
        self.session: Session | None = None
        self.cut_off: datetime | None = None
        self._mark = RunMark(folder)
        self._lock: FolderLock | None = None
        self._writer: Writer | None = None
        self._reader: sqlite3.Connection | None = None
        self._owner = get_ident()
        if write:
            self._open_writer()
        else:
            self._folder_reason = "Data dibuka hanya untuk dibaca."
        try:
            self._load()
        except BaseException:
            self.close()
            raise

    def _open_writer(self) -> None:
        """Take the folder for writing, or note in a sentence why it is read-only.

        Data on a network, in a cloud folder or on a stick are never written where they lie:
        new ones are not begun there, and those that are there can only be read.
        """
        if store_path(self.folder).exists():
            self._folder_reason = read_only_reason_for(self.folder)
            if self._folder_reason:
                return
        elif refusal := refusal_for(self.folder):
            raise KksError(refusal, code="PLACE_REFUSED")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as cause:
            raise KksError(
                f"Folder data {self.folder} tidak dapat dibuat; "
                "pilih folder lain atau periksa izinnya.",
                code="STORE_READ_ONLY",
            ) from cause
        lock = FolderLock(self.folder)
        if not lock.acquire():
            self._folder_reason = (
                "Data ini sedang dibuka program lain atau foldernya tidak dapat ditulisi, "
                "jadi di sini hanya dapat dibaca."
            )
            return
        self._lock = lock
        try:
            self._writer = Writer(self.folder)
        except KksError as fault:
            lock.release()
            self._lock = None
            if (
                fault.code not in ("STORE_READ_ONLY", "STORE_FULL")
                or not store_path(self.folder).exists()
            ):
                raise
            self._folder_reason = str(fault)
            return
        self.cut_off = self._mark.put()

    def _load(self) -> None:
        if not store_path(self.folder).exists():
            raise KksError(f"Folder {self.folder} bukan folder data KKS Desktop.", code="NO_STORE")
        self._reader = open_reader(self.folder)
        try:
            if newest_assessment(self._reader) is not None:
                self.open_newest()
        except sqlite3.Error as cause:
            raise KksError(
                "Berkas data rusak dan dibiarkan apa adanya. Salin folder data ke tempat aman.",
                code="STORE_DAMAGED",
            ) from cause

    def _open_session(self, row: AssessmentRow, reader: sqlite3.Connection) -> Session:
        session = Session(
            row, self.instrument_of(row), reader, self._writer, self._folder_reason, self.clock
        )
        session.letter_rule = letter_rule(reader, row.region_code.partition(".")[0])
        return session

    def open_earlier(self, assessment: int) -> None:
        """Show an earlier assessment of this folder instead, to be read only.

        Raises:
            KksError: there is none with this id.
        """
        with self.reading() as reader:
            rows = all_assessments(reader)
            found = next((row for row in rows if row.id == assessment), None)
            if found is None:
                raise KksError("Penilaian itu tidak ada di folder data ini.", code="NO_ASSESSMENT")
            if found == rows[0]:
                self.open_newest()
                return
            reason = self._folder_reason or (
                f"Penilaian {found.year} sudah dilanjutkan dengan penilaian {rows[0].year}, "
                "jadi di sini hanya dapat dibaca."
            )
            self.session = Session(
                found, self.instrument_of(found), reader, None, reason, self.clock
            )

    def instrument_of(self, row: AssessmentRow) -> Instrument:
        """The instrument that the assessment was begun with, whatever the program ships today."""
        try:
            shipped = load_shipped(row.instrument_code)
        except KksError:
            _log.info("instrument %s is not shipped", row.instrument_code)
        else:
            if shipped.sha256 == row.instrument_sha256:
                return shipped
        return load_source(self.instrument_bytes(row))

    def instrument_bytes(self, row: AssessmentRow) -> bytes:
        """The TOML file of an assessment's instrument."""
        with self.reading() as connection:
            source = instrument_source(connection, row.instrument_sha256)
        if source is None:
            raise KksError("Instrumen penilaian ini tidak ada di data; data dibiarkan apa adanya.")
        return source

    @property
    def read_only(self) -> bool:
        """Whether this program may not write here, or only reads the assessment shown."""
        return self._writer is None or (self.session is not None and self.session.read_only)

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be changed here; empty if it can."""
        return self.session.read_only_reason if self.session is not None else self._folder_reason

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection for the thread that asks.

        The thread that opened the workspace keeps one; a worker gets its own for
        the length of the block.
        """
        if self._reader is None:
            raise KksError("Folder data ini sudah ditutup.", code="CLOSED")
        if get_ident() == self._owner:
            yield self._reader
            return
        with closing(open_reader(self.folder)) as connection:
            yield connection

    def write(self, work: Callable[[sqlite3.Connection], T]) -> Future[T]:
        """Queue a transaction on the writer thread.

        Raises:
            KksError: this program may not write here.
        """
        if self._writer is None or self.read_only:
            raise KksError(self.read_only_reason, code="READ_ONLY")
        return self._writer.submit(work)

    def create(self, setup: SetUp) -> Session:
        """Begin an assessment (or a province's desk) in this data folder."""
        with self.reading() as reader:
            row = self._new_row(setup, next_id(reader))
        first = self._first_step(setup)
        registers = self._register_step(setup, first) if setup.role == DISTRICT else ()
        self.insert(row, first, *registers)
        return self.open_newest()

    def insert(self, row: AssessmentRow, *steps: StepWrite) -> None:
        """Write a new assessment and its first fields, all or nothing; from any thread.

        The one that is open stays open; ``open_newest`` shows the new one.

        Raises:
            KksError: it could not be written; everything is as it was.
        """
        source = shipped_source(row.instrument_code)

        def insert(connection: sqlite3.Connection) -> None:
            insert_assessment(connection, row, source)
            write_steps(connection, row.id, steps)

        self.write(insert).result()

    def open_newest(self) -> Session:
        """Open the assessment begun last, which is the one to work on.

        Raises:
            KksError: none was begun yet.
        """
        with self.reading() as reader:
            row = newest_assessment(reader)
            self.session = self._open_session(row, reader) if row else None
        return self.require_session()

    def _first_step(self, setup: SetUp) -> StepWrite:
        """The names given at set-up; step 0, which undo does not reach."""
        names = {"operator": setup.operator, "kantor": setup.office, "jabatan": setup.position}
        return StepWrite(
            step=0,
            kind="edit",
            changes=tuple(
                FieldChange(PROFILE, key, "", text.strip(), None)
                for key, text in names.items()
                if text.strip()
            ),
            who=setup.operator.strip(),
            at=self.clock().isoformat(timespec="microseconds"),
            label="Data petugas",
        )

    def _register_step(self, setup: SetUp, first: StepWrite) -> tuple[StepWrite, ...]:
        """The kecamatan and desa/kelurahan of the official codes, kept by the assessment."""
        from kks_desktop.services.register_rows import FILL_LABEL, official_edits

        changes = tuple(
            FieldChange(edit.code, edit.field, "", edit.raw, None)
            for edit in official_edits(setup.region_code)
        )
        return (first._replace(changes=changes, label=FILL_LABEL),)

    def _new_row(self, setup: SetUp, number: int) -> AssessmentRow:
        from kks_desktop.services.regions import province, region

        instrument = load_shipped(DEFAULT_CODE)
        if setup.role == PROVINCE:
            found = province(setup.region_code)
            if found is None:
                raise KksError("Provinsi itu tidak ada dalam daftar kode wilayah.")
            names = (found.name, found.name)
        else:
            place = region(setup.region_code)
            if place is None:
                raise KksError("Kabupaten/kota itu tidak ada dalam daftar kode wilayah.")
            names = (place.name, place.province_name)
        return AssessmentRow(
            id=number,
            submission_id=uuid7(),
            role=setup.role,
            region_code=setup.region_code,
            region_name=names[0],
            province_name=names[1],
            year=setup.year,
            instrument_code=instrument.code,
            instrument_sha256=instrument.sha256,
            practice=setup.practice,
            created_at=self.clock().isoformat(timespec="seconds"),
        )

    def require_session(self) -> Session:
        """The open assessment.

        Raises:
            KksError: none was begun yet.
        """
        if self.session is None:
            raise KksError("Belum ada penilaian di folder data ini.", code="NO_ASSESSMENT")
        return self.session

    def damage(self) -> str:
        """A full quick check of the store; empty if sound. Opens a connection of its own."""
        return damage(self.folder)

    def note_told(self) -> None:
        """A person knows that the run before came to a bad end."""
        if self.cut_off is not None:
            self.cut_off = None
            self._mark.renew()

    def close(self) -> None:
        """Finish what is queued and let the folder go."""
        if self._reader is not None:
            # before the writer: the last connection to close tidies the log file away
            self._reader.close()
            self._reader = None
        if self._writer is not None:
            self._writer.close()
            self._writer = None
            if self.cut_off is None:
                self._mark.remove()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
