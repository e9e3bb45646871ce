"""Read a submission at the province: by which instrument, what it says, what it scores here."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kks_desktop.domain.assessment import Evaluation, evaluate
from kks_desktop.domain.errors import AnswersError, InstrumentError, KksError
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.partial_document import read_partly
from kks_desktop.services.instruments import (
    check_source,
    load_shipped,
    load_source,
    shipped_codes,
    shipped_source,
)
from kks_desktop.services.submission import score_table
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.assessments import instrument_source
from kks_desktop.store.received import instrument_codes

_LONGEST_KEY = 40


class DocumentRefusedError(KksError):
    """A submission that is intact, and yet cannot be counted here; ``may_heal`` if it waits."""

    code = "INSTRUMENT"

    def __init__(self, sentence: str, *, code: str = "INSTRUMENT", may_heal: bool = False) -> None:
        """Keep whether another version of the program may take it."""
        super().__init__(sentence, code=code)
        self.may_heal = may_heal


@dataclass(frozen=True, slots=True)
class Claim:
    """What a district says that it scores, as far as it can be read."""

    total: int | None
    indicated: str | None


@dataclass(frozen=True, slots=True)
class ReadSubmission:
    """A submission with the scores that this program computes; ``unread`` as in ``read_partly``."""

    table: Mapping[str, Any]
    data: bytes
    sha256: str
    instrument: Instrument
    source: bytes
    evaluation: Evaluation
    unread: Mapping[tuple[str, str], str]
    claim: Claim
    differences: tuple[str, ...]

    @property
    def files(self) -> frozenset[str]:
        """The SHA-256 of every file that it lists."""
        return frozenset(str(file["sha256"]) for file in self.table.get("evidence", ()))

    def scored(self) -> dict[str, Any]:
        """The scores in the shape of ``kks score``, with the claim and its differences."""
        return {
            **score_table(self.instrument, self.evaluation),
            "claimed": {"score": self.claim.total, "indicated": self.claim.indicated},
            "differences": list(self.differences),
        }


class InstrumentShelf:
    """The instruments that a province counts by: shipped ones, and those it has in its data."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._loaded: dict[str, tuple[Instrument, bytes]] = {}

    def find(
        self, document: Mapping[str, Any], brought: Callable[[], bytes | None]
    ) -> tuple[Instrument, bytes]:
        """The instrument that a document names, with its file.

        A bundle brings its own along, but nobody counts by rules that a sender made: it must
        be one that is known here, to the last byte.

        Raises:
            DocumentRefusedError: it is another, or not known here yet.
        """
        code, sha256 = document["instrument"], document.get("instrument_sha256")
        shipped = load_shipped(code) if code in shipped_codes() else None
        if shipped is not None and sha256 in (None, shipped.sha256):
            return shipped, self._source_of(shipped)
        if isinstance(sha256, str) and (kept := self._kept(sha256)) is not None:
            return kept
        if shipped is not None or code in self._kept_codes().values():
            raise DocumentRefusedError(
                f"Instrumen di dalam berkas tidak sama dengan instrumen {code[:_LONGEST_KEY]} yang "
                "berlaku di sini, jadi berkas tidak dimasukkan. Minta pengirim memperbarui "
                "KKS Desktop, lalu membuat dan mengirim berkasnya lagi."
            )
        if (source := brought()) is not None:
            _refuse_faulty(source)
        raise DocumentRefusedError(
            "Instrumen berkas ini belum dikenal oleh program ini. Berkas disimpan; perbarui "
            "KKS Desktop, dan berkas ini dimasukkan dengan sendirinya.",
            may_heal=True,
        )

    def _source_of(self, shipped: Instrument) -> bytes:
        if shipped.sha256 not in self._loaded:
            self._loaded[shipped.sha256] = shipped, shipped_source(shipped.code)
        return self._loaded[shipped.sha256][1]

    def _kept(self, sha256: str) -> tuple[Instrument, bytes] | None:
        if sha256 not in self._loaded:
            with self._workspace.reading() as connection:
                source = instrument_source(connection, sha256)
            if source is None:
                return None
            self._loaded[sha256] = load_source(source), source
        return self._loaded[sha256]

    def _kept_codes(self) -> Mapping[str, str]:
        with self._workspace.reading() as connection:
            return instrument_codes(connection)


def _refuse_faulty(source: bytes) -> None:
    try:
        _, faults = check_source(source)
    except InstrumentError as cause:
        raise _faulty(str(cause)) from cause
    if faults:
        raise _faulty(str(faults[0]))


def _faulty(why: str) -> DocumentRefusedError:
    return DocumentRefusedError(
        f"Instrumen di dalam berkas ini tidak benar ({why[:200]}), jadi berkas tidak dimasukkan. "
        "Minta pengirim memasang KKS Desktop yang asli, lalu mengirim berkasnya lagi."
    )


def read_submission(
    shelf: InstrumentShelf,
    table: Mapping[str, Any],
    data: bytes,
    brought: Callable[[], bytes | None],
) -> ReadSubmission:
    """Read and score a verified submission.

    Raises:
        DocumentRefusedError: it is no answers document, or of an instrument that does not
            count here.
    """
    instrument, source = shelf.find(table, brought)
    try:
        answers, unread = read_partly(table, instrument)
    except AnswersError as cause:
        raise DocumentRefusedError(
            f"{cause} Berkas tidak dimasukkan; minta pengirim membuatnya lagi dengan KKS Desktop.",
            code="JSON",
        ) from cause
    evaluation = evaluate(instrument, answers)
    claimed = table.get("claimed")
    return ReadSubmission(
        table=table,
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
        instrument=instrument,
        source=source,
        evaluation=evaluation,
        unread=unread,
        claim=_claim(claimed),
        differences=tuple(_differences(claimed, instrument, evaluation)),
    )


def _claim(claimed: Any) -> Claim:
    total = _at(claimed, "total", "score")
    indicated = _at(claimed, "category", "indicated")
    return Claim(
        total if type(total) is int and abs(total) < 10**9 else None,
        indicated[:_LONGEST_KEY] if isinstance(indicated, str) else None,
    )


def _at(value: Any, *path: str) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _differences(claimed: Any, instrument: Instrument, evaluation: Evaluation) -> list[str]:
    """Where the claim is not what comes out here, a sentence each; a claim not made is none."""
    if claimed is None:
        return []
    pairs = [
        (
            f"Tatanan {found.number}",
            _at(claimed, "tatanan", str(found.number), "score"),
            found.score,
        )
        for found in evaluation.scored.tatanan
    ]
    pairs.append(("Jumlah nilai", _at(claimed, "total", "score"), evaluation.scored.total))
    found = [
        f"{name}: pengirim menulis {_figure(said)}, hasil hitungan {format_number(ours)}."
        for name, said, ours in pairs
        if said is not None and (type(said) is not int or said != ours)
    ]
    category = _at(claimed, "category")
    said, ours = _at(category, "indicated"), evaluation.category.indicated
    if isinstance(category, dict) and said != ours:
        known = said if isinstance(said, str) else None
        names = [instrument.category_name(key) or "belum ada" for key in (known, ours)]
        found.append(f"Indikasi kategori: pengirim menulis {names[0]}, hasil hitungan {names[1]}.")
    return found


def _figure(said: Any) -> str:
    if type(said) is int and abs(said) < 10**9:
        return format_number(said)
    return "sesuatu yang bukan angka"
