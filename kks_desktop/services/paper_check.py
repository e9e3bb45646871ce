"""Does a printed document agree with a bundle? The scanned text of its QR code says it.

Everything is compared item by item; what the paper does not say agrees with nothing and
contradicts nothing. The scores are computed again from the bundle's answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from kks_desktop.bundle import names
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.bundle.verify import Verification
from kks_desktop.domain.assessment import evaluate
from kks_desktop.domain.document import read_answers
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import targets_of
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.paper_code import PaperCode, parse_code, short_form
from kks_desktop.reports.words import revision_words
from kks_desktop.services.checking import check_bundle
from kks_desktop.services.instruments import load_shipped
from kks_desktop.services.tasks import CancelToken, Progress, no_progress
from kks_desktop.services.validation import list_mark
from kks_desktop.services.workspace import Workspace

_UNTOLD = "tidak tercetak"
_EMPTY = "belum diisi"
_SHEET, _FORM = "validasi/", "formulir/"


class Agreement(Enum):
    """How an item of the paper stands to the bundle."""

    SAME = "sama"
    OTHER = "berbeda"
    UNTOLD = "tidak dapat dibandingkan"


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One thing that paper and bundle say, in words."""

    name: str
    paper: str
    bundle: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """What came out of the comparison; ``known_key`` tells whether the signer is trusted here."""

    code: PaperCode
    items: tuple[PaperItem, ...]
    known_key: bool

    @property
    def agrees(self) -> bool:
        """Whether something was compared and nothing differs."""
        states = {item.agreement for item in self.items}
        return Agreement.SAME in states and Agreement.OTHER not in states

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        other = [item.name for item in self.items if item.agreement is Agreement.OTHER]
        if other:
            return f"Kertas dan berkas usulan berbeda pada: {', '.join(other)}."
        if not self.agrees:
            return "Tidak ada yang dapat dibandingkan antara kertas dan berkas usulan itu."
        if self.code.revision is None and not _is_sheet(self.code):
            return (
                "Kertas ini draf: yang tercetak sama dengan berkas usulan, tetapi draf bukan bukti "
                "isi usulan."
            )
        return "Kertas dan berkas usulan sesuai."


def check_paper(
    workspace: Workspace | None,
    text: str,
    bundle: Path,
    progress: Progress = no_progress,
    cancel: CancelToken | None = None,
) -> PaperCheck:
    """Compare the scanned text with a bundle; runs on any thread.

    Raises:
        KksError: the text is no code of a document, or the file is no sound submission. A
            bundle whose key is not known here is compared all the same.
    """
    code = parse_code(text)
    if code.kind.startswith(_FORM):
        raise KksError(
            "Kertas itu formulir kosong; isinya ditulis tangan, jadi tidak ada yang dapat "
            "dibandingkan dengan berkas usulan.",
            code="BLANK_FORM",
        )
    found = check_bundle(workspace, bundle, progress, cancel, listed=True)
    if not found.ok and found.refusal is not Refusal.UNKNOWN_KEY:
        raise KksError(found.message or "Berkas itu tidak dapat diperiksa.", code="BUNDLE_REFUSED")
    if found.submission is None:
        raise KksError(
            "Berkas itu bukan berkas usulan, jadi tidak dapat dibandingkan dengan kertas.",
            code="NOT_A_SUBMISSION",
        )
    name = names.Kind.SUBMISSION.document
    digest = next((one.sha256 for one in found.payload if one.name == name), "")
    return PaperCheck(code, _items(code, found, found.submission, digest), known_key=found.ok)


def _items(
    code: PaperCode, found: Verification, document: Mapping[str, Any], digest: str
) -> tuple[PaperItem, ...]:
    if _is_sheet(code):
        return _sheet_items(code, found, document)
    totals, total = _totals(document)
    signer = next((one for one in found.signers if one.role == "operator"), None)
    state = "draf" if code.revision is None else revision_words(code.revision)
    revision = found.revision or 0
    same_revision = None if code.revision is None else code.revision == revision
    return (
        _item("kabupaten/kota", code.region, found.region or "", code.region == found.region),
        _item("tahun penilaian", str(code.year), str(found.year), code.year == found.year),
        _item("keadaan data", state, revision_words(revision), same_revision),
        *(
            _points(f"skor tatanan {number}", code.totals[number - 1], score)
            for number, score in enumerate(totals, 1)
            if number <= len(code.totals)
        ),
        _points("jumlah skor", code.total, total) if code.totals else _none("jumlah skor"),
        *_marks(code, digest, found.content_id or "", signer.signature if signer else ""),
    )


def _marks(code: PaperCode, digest: str, content_id: str, signature: str) -> tuple[PaperItem, ...]:
    """The three marks; the same data may have been written once more, as a full bundle."""
    data = _mark("sidik data", code.fingerprint, digest)
    rest: tuple[PaperItem, ...] = (
        _mark("nomor isi", code.content_id, content_id),
        _mark("tanda tangan", code.signature, signature),
    )
    if data.agreement is Agreement.SAME:
        rest = tuple(_rewritten(item) for item in rest)
    return (data, *rest)


def _rewritten(item: PaperItem) -> PaperItem:
    if item.agreement is not Agreement.OTHER:
        return item
    name = f"{item.name}, ditulis ulang dengan data yang sama"
    return PaperItem(name, item.paper, item.bundle, Agreement.UNTOLD)


def _is_sheet(code: PaperCode) -> bool:
    """Whether it is a validation sheet, whose fingerprint is that of its list of files."""
    return code.kind.startswith(_SHEET)


def _sheet_items(
    code: PaperCode, found: Verification, document: Mapping[str, Any]
) -> tuple[PaperItem, ...]:
    """The list that a Kepala OPD signed beside the files that the bundle carries for the OPD."""
    agency = code.kind.removeprefix(_SHEET)
    instrument = load_shipped(str(document["instrument"]))
    told = document.get("assigned")
    assigned: Mapping[str, Any] = told if isinstance(told, dict) else {}
    own = {
        indicator.code
        for indicator in instrument.by_code.values()
        if assigned.get(indicator.code, next(iter(indicator.agencies), "")) == agency
    }
    files = [file["sha256"] for file in document.get("evidence", ()) if targets_of(file) & own]
    return (
        _item("kabupaten/kota", code.region, found.region or "", code.region == found.region),
        _item("tahun penilaian", str(code.year), str(found.year), code.year == found.year),
        _mark("sidik daftar", code.fingerprint, list_mark(files)),
    )


def _item(name: str, paper: str, bundle: str, same: bool | None) -> PaperItem:
    state = {True: Agreement.SAME, False: Agreement.OTHER, None: Agreement.UNTOLD}[same]
    return PaperItem(name, paper, bundle, state)


def _none(name: str) -> PaperItem:
    return PaperItem(name, _UNTOLD, "", Agreement.UNTOLD)


def _points(name: str, paper: int | None, bundle: int | None) -> PaperItem:
    """Nothing answered is not a score of zero."""
    words = [_EMPTY if score is None else format_number(score) for score in (paper, bundle)]
    return _item(name, words[0], words[1], paper == bundle)


def _mark(name: str, paper: str, bundle: str) -> PaperItem:
    short = short_form(bundle)
    if not paper:
        return PaperItem(name, _UNTOLD, _grouped(short), Agreement.UNTOLD)
    return _item(name, _grouped(paper), _grouped(short), paper == short)


def _grouped(mark: str) -> str:
    return " ".join(mark[start : start + 4] for start in range(0, len(mark), 4))


def _totals(document: Mapping[str, Any]) -> tuple[tuple[int | None, ...], int | None]:
    """The scores as this program computes them, else as the document claims them."""
    instrument = load_shipped(str(document["instrument"]))
    evaluation = evaluate(instrument, read_answers(document, instrument))
    scored = evaluation.scored
    totals = tuple(one.score if one.answered else None for one in scored.tatanan)
    return totals, scored.total if any(one is not None for one in totals) else None


def check_table(found: PaperCheck) -> dict[str, object]:
    """What ``kks verify-paper --json`` prints."""
    return {
        "ok": found.agrees,
        "kind": found.code.kind,
        "draft": found.code.revision is None,
        "known_key": found.known_key,
        "message": found.sentence,
        "items": [
            {
                "name": item.name,
                "paper": item.paper,
                "bundle": item.bundle,
                "agreement": item.agreement.value,
            }
            for item in found.items
        ],
    }
