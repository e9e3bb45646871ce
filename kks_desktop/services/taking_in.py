"""Jobs of proof for a worker thread: take files in, make a photo smaller, look at all again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import Use, evidence_code
from kks_desktop.domain.numbers import format_number
from kks_desktop.services.attaching import attach_new, remove
from kks_desktop.services.evidence import EvidenceDesk, TakenFile
from kks_desktop.services.session import Edit, Session
from kks_desktop.services.tasks import CancelToken, Progress
from kks_desktop.services.validation import is_sheet_scan

TakingIn = Callable[[Progress, CancelToken], list[TakenFile]]
_TOLD = 3


def take_in_job(desk: EvidenceDesk, sources: Sequence[Path], uses: Sequence[Use]) -> TakingIn:
    """A job that copies files in and opens each in a process of its own."""

    def job(progress: Progress, cancel: CancelToken) -> list[TakenFile]:
        # only here: Pillow and pdfium are of no use before the first file comes
        from kks_desktop.exchange.inspection.inspector import Inspector

        with Inspector() as inspector:
            return desk.take_in(
                sources,
                uses,
                lambda path, name: inspector.inspect(path, name, cancel=cancel.check),
                progress,
                cancel,
            )

    return job


def shrink_job(desk: EvidenceDesk, sha256: str, ext: str, name: str) -> TakingIn:
    """A job that takes in a smaller copy of a photo; the original stays as it is."""

    def job(progress: Progress, cancel: CancelToken) -> list[TakenFile]:
        from kks_desktop.exchange.inspection.inspector import Inspector

        with tempfile.TemporaryDirectory(prefix="kks-") as folder, Inspector() as inspector:
            target = Path(folder) / f"{Path(name).stem[:100] or 'foto'}-kecil.jpg"
            source = desk.files.path_of(sha256, ext)
            inspector.shrink(source, target, media=ext, cancel=cancel.check)
            return desk.take_in(
                [target],
                (),
                lambda path, called: inspector.inspect(path, called, cancel=cancel.check),
                progress,
                cancel,
            )

    return job


def care_job(desk: EvidenceDesk) -> Callable[[Progress, CancelToken], frozenset[str]]:
    """A job that looks after the store: what is gone, what was not opened yet, what is left over.

    Gives the files known to be damaged.
    """

    def job(progress: Progress, cancel: CancelToken) -> frozenset[str]:
        damaged = desk.check_present()
        if not desk.read_only:
            from kks_desktop.exchange.inspection.inspector import Inspector

            with Inspector() as inspector:
                desk.inspect_pending(
                    lambda path, name: inspector.inspect(path, name, cancel=cancel.check),
                    progress,
                    cancel,
                )
            desk.tidy()
        return damaged

    return job


def attach_edits(session: Session, taken: Sequence[TakenFile]) -> list[Edit]:
    """The fields that attaching files just taken in fills."""
    return attach_new(session, [file.edits for file in taken if file.taken])


def replace_edits(session: Session, old: str, new: TakenFile) -> list[Edit]:
    """The fields that put a smaller copy in a photo's place, with all that was said of it.

    A signed or printed sheet lists the photo, not the copy, and lists it no more. What was
    said of the copy before, if it was in the library, stays.

    Raises:
        KksError: the photo is the scan of a signed sheet: another file signs nothing.
    """
    if is_sheet_scan(session.table, old):
        raise KksError(
            "Pindaian lembar pengesahan tidak diperkecil, karena lembarnya menjadi tidak berlaku. "
            "Tidak ada yang diubah.",
            code="SHEET_SCAN",
        )
    target = evidence_code(new.sha256)
    told = {"nama": new.name, "ext": new.ext, **session.table.get(target, {})}
    kept = {**session.table.get(evidence_code(old), {}), **told}
    return [
        *(Edit(target, field, raw) for field, raw in kept.items()),
        *remove(session, [old]),
    ]


def taken_sentence(taken: Sequence[TakenFile]) -> str:
    """What became of files: how many came in, and why others did not."""
    came = [file for file in taken if file.taken]
    lines = [f"✓ {format_number(len(came))} berkas dilampirkan."] if came else []
    stopped = sum(file.stopped for file in taken)
    if stopped:
        lines.append(f"◐ Dihentikan; {format_number(stopped)} berkas lain belum dilampirkan.")
    refused = [file for file in taken if not (file.taken or file.stopped)]
    for file in refused[:_TOLD]:
        lines.append(f"▲ {file.name}: {file.refusal}")
    more = len(refused) - _TOLD
    if more > 0:
        lines.append(f"▲ {format_number(more)} berkas lain juga tidak dilampirkan.")
    noted = [file for file in came if file.notes]
    for file in noted[:_TOLD]:
        lines.append(f"◐ {file.name}: {' '.join(file.notes)}")
    if len(noted) > _TOLD:
        lines.append(f"◐ {format_number(len(noted) - _TOLD)} berkas lain juga perlu dilihat.")
    return "\n".join(lines)


def stopped_sentence(fault: Exception) -> str:
    """What to say where taking in broke off as a whole."""
    if isinstance(fault, KksError):
        return f"▲ {fault}"
    return "▲ Berkas belum dilampirkan karena gangguan di dalam program; coba lagi."
