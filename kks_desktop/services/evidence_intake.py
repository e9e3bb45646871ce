"""Take files of proof in: copied, inspected, kept or refused, each with its own sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from kks_desktop.bundle.media import EXTENSIONS, HEAD_SIZE, media_fits
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import Use
from kks_desktop.domain.file_names import clean_name
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.strict_json import canonical_json
from kks_desktop.platform.sums import Watch
from kks_desktop.services.attaching import Named, proposals
from kks_desktop.services.session import Edit
from kks_desktop.services.tasks import CancelledError, CancelToken, Progress
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.evidence import SOUND, EvidenceRow, load_evidence, put_evidence
from kks_desktop.store.evidence_files import EvidenceFiles, Staged, Stored
from kks_desktop.store.evidence_staging import Staging

PER_FILE = 25_000_000
"""Bytes beyond which a file is called large; it is taken in all the same."""
_BATCH = 100
"""Files whose names are brought to the disk together, before their rows are written."""
_REFUSE = "refuse"
_NOT_CARRIED = (
    "Jenis berkas ini tidak dapat dikirim, jadi tidak dilampirkan; simpan sebagai PDF atau gambar "
    "lalu lampirkan lagi."
)
_VANISHED = (
    "Salinan berkas ini tidak dapat dibuka lagi, jadi tidak dilampirkan; mungkin program antivirus "
    "menahannya. Lampirkan sekali lagi."
)
_STOPPED = "Dihentikan sebelum berkas ini selesai, jadi tidak dilampirkan."
_LARGE = "Berkas ini lebih besar dari 25 MB; tetap dilampirkan, tetapi pengiriman menjadi berat."


class Finding(Protocol):
    """One thing that an inspection found; ``severity`` ``refuse`` keeps the file out."""

    @property
    def severity(self) -> str: ...
    @property
    def sentence(self) -> str: ...


class Inspection(Protocol):
    """What opening a file told; ``ext`` is what it is, empty where it must stay out."""

    @property
    def ext(self) -> str: ...
    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def thumbnail(self) -> bytes: ...
    def to_table(self) -> dict[str, Any]: ...


Inspect = Callable[[Path, str], Inspection]
"""Opens the file at a path that people call by a name; called from one thread."""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file that was taken in, or the sentence why not; ``edits`` would attach it.

    ``notes`` are sentences worth a look though it was taken. ``known`` tells that the
    same bytes were in the library before, ``stopped`` that a person stopped the work
    before its turn.
    """

    source: Path
    name: str
    refusal: str = ""
    sha256: str = ""
    ext: str = ""
    size: int = 0
    known: bool = False
    stopped: bool = False
    notes: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def taken(self) -> bool:
        """Whether it lies in the store."""
        return not self.refusal


class _Accepted(NamedTuple):
    """A file with its name in the folder, whose row is still to be written."""

    file: TakenFile
    stored: Stored
    row: EvidenceRow


class Intake:
    """One call's way of files into the store of a data folder."""

    def __init__(
        self, workspace: Workspace, files: EvidenceFiles, uses: Sequence[Use], inspect: Inspect
    ) -> None:
        self._workspace = workspace
        self._files = files
        self._uses = uses
        self._inspect = inspect
        self._results: list[TakenFile] = []
        self._batch: list[_Accepted] = []
        session = workspace.require_session()
        self._wanted = [session.instrument.data_year(year, session.info.year) for year in YEARS]
        with workspace.reading() as connection:
            self._rows = load_evidence(connection)

    def run(
        self, sources: Sequence[Path], progress: Progress, cancel: CancelToken | None
    ) -> list[TakenFile]:
        """Take the sources in, in their order; a batch of rows is one transaction.

        A person who stops it keeps what was finished; the rest is told as stopped.
        """
        with Staging(self._files, sources, Watch(progress, cancel)) as staging:
            try:
                for source, copied in staging:
                    self._note(self._judge(source, copied))
            except CancelledError:
                left = sources[len(self._results) :]
                self._results += [
                    TakenFile(one, clean_name(one.name), refusal=_STOPPED, stopped=True)
                    for one in left
                ]
        self._commit()
        return self._results

    def _note(self, found: TakenFile | _Accepted) -> None:
        if not isinstance(found, _Accepted):
            self._results.append(found)
            return
        self._rows[found.row.sha256] = found.row
        self._batch.append(found)
        self._results.append(found.file)
        if len(self._batch) == _BATCH:
            self._commit()

    def _judge(self, source: Path, copied: Staged | KksError) -> TakenFile | _Accepted:
        name = clean_name(source.name)
        if isinstance(copied, KksError):
            return TakenFile(source, name, refusal=str(copied))
        try:
            return self._inspected(source, name, copied)
        except CancelledError:
            raise
        except KksError as fault:
            return TakenFile(source, name, refusal=str(fault))
        finally:
            self._files.discard(copied)  # without effect once it has its own name

    def _inspected(self, source: Path, name: str, copy: Staged) -> TakenFile | _Accepted:
        known = self._rows.get(copy.sha256)
        notes: tuple[str, ...] = ()
        if known is not None and known.facts:
            ext, facts = known.ext, known.facts
        else:
            found = self._inspect(copy.path, name)
            notes = tuple(one.sentence for one in found.findings)
            refusal = _refusal(found, copy.path)
            if refusal:
                return TakenFile(source, name, refusal=refusal)
            ext = known.ext if known is not None else found.ext
            facts = canonical_json(found.to_table()).decode()
            if found.thumbnail:
                self._files.put_thumbnail(copy.sha256, found.thumbnail)
        renew = known is not None and known.damaged != SOUND
        stored = self._files.keep(copy, ext, name, renew=renew)
        if copy.size > PER_FILE:
            notes = (*notes, _LARGE)
        notes = (*notes, *self._of_other_years(json.loads(facts)))
        file = TakenFile(
            source=source,
            name=name,
            sha256=copy.sha256,
            ext=ext,
            size=copy.size,
            known=known is not None,
            notes=notes,
            edits=proposals(
                Named(copy.sha256, name, ext, json.loads(facts)), self._uses, self._wanted
            ),
        )
        at = self._workspace.clock().isoformat(timespec="seconds")
        row = EvidenceRow(copy.sha256, copy.size, copy.crc32, ext, at, facts, at, SOUND)
        return _Accepted(file, stored, row)

    def _of_other_years(self, facts: dict[str, Any]) -> tuple[str, ...]:
        """A sentence where a file speaks of years, but of none that is wanted."""
        named = sorted(facts.get("years") or ())
        if not named or any(str(year) in named for year in self._wanted):
            return ()
        wanted = " atau ".join(map(str, self._wanted))
        return (f"Berkas ini menyebut tahun {', '.join(named)}, bukan {wanted}.",)

    def _commit(self) -> None:
        """Make names durable, then write the rows; where that fails, none of them was taken."""
        rows = [one.row for one in self._batch]
        if not rows:
            return
        try:
            self._files.sync([one.stored for one in self._batch])
            self._workspace.write(lambda connection: put_evidence(connection, rows)).result()
        except KksError as fault:
            lost = {id(one.file) for one in self._batch}
            self._results = [
                TakenFile(one.source, one.name, refusal=str(fault)) if id(one) in lost else one
                for one in self._results
            ]
        self._batch.clear()


def _refusal(found: Inspection, path: Path) -> str:
    """Why a file must stay out; empty if it may come in."""
    for finding in found.findings:
        if finding.severity == _REFUSE:
            return finding.sentence
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_SIZE)
    except OSError:
        return _VANISHED  # of this one only: the others still come in
    # what came in must be fit to be sent: a bundle looks at the same first bytes
    return "" if found.ext in EXTENSIONS and media_fits(found.ext, head) else _NOT_CARRIED
