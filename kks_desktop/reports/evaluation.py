"""The evaluation report: Laporan Evaluasi Kabupaten/Kota Sehat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak, Spacer

from kks_desktop.reports import style
from kks_desktop.reports.conditions import conditions
from kks_desktop.reports.contents import contents
from kks_desktop.reports.cover import cover
from kks_desktop.reports.detail import kelembagaan_pages, tatanan_pages
from kks_desktop.reports.document import COVER, INNER, Heading, Running, make_pdf
from kks_desktop.reports.followup import followup_pages
from kks_desktop.reports.fonts import register
from kks_desktop.reports.leader import leader_page
from kks_desktop.reports.outlook import outlook_pages
from kks_desktop.reports.signing import signature_block
from kks_desktop.reports.words import REPORT_TITLE, mark_words, revision_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Instrument
    from kks_desktop.reports.model import ReportFacts

_BEFORE_SIGNATURES = 26


def evaluation_pdf(
    instrument: Instrument,
    evaluation: Evaluation,
    facts: ReportFacts,
    progress: Callable[[int, int], None] | None = None,
    check: Callable[[], None] | None = None,
) -> bytes:
    """Print one state of an assessment; the same input gives the same bytes.

    Args:
        progress: Hears steps done and steps in all, on the calling thread.
        check: Called between steps and pages; what it raises reaches the caller.
    """
    register(facts.fonts)
    go_on = check or _go_on
    # One step for each tatanan's tables, one for each when it is laid out, one for the rest.
    steps = _Steps(2 * len(instrument.tatanan) + 1, progress)
    story = _story(instrument, evaluation, facts, steps, go_on)
    made = make_pdf(story, facts, _running(facts), steps.next, go_on, COVER)
    steps.finish()
    return made


def _go_on() -> None:
    """Nobody asks to stop."""


class _Steps:
    """Counts steps for a listener that may be absent."""

    def __init__(self, total: int, listener: Callable[[int, int], None] | None) -> None:
        self._done = 0
        self._total = total
        self._listener = listener

    def next(self) -> None:
        """One step more; the last is kept for the end."""
        self._tell(min(self._done + 1, self._total - 1))

    def finish(self) -> None:
        """Everything is done."""
        self._tell(self._total)

    def _tell(self, done: int) -> None:
        self._done = done
        if self._listener is not None:
            self._listener(done, self._total)


def _story(
    instrument: Instrument,
    evaluation: Evaluation,
    facts: ReportFacts,
    steps: _Steps,
    check: Callable[[], None],
) -> Iterator[Flowable]:
    """The report; cover and leader's page come before anything else is made."""
    area = style.text_area(facts.paper)
    opening = [
        *cover(instrument, evaluation, facts),
        NextPageTemplate(INNER),
        PageBreak(),
        *leader_page(instrument, evaluation, facts),
    ]
    yield from opening
    rest = conditions(instrument, evaluation, area[0])
    for tatanan in instrument.tatanan:
        check()
        rest += tatanan_pages(instrument, evaluation, tatanan, area)
        steps.next()
    rest += kelembagaan_pages(instrument, evaluation, area)
    if facts.outlook is not None:
        check()
        rest += outlook_pages(instrument, facts.outlook, area[0])
    rest += followup_pages(instrument, evaluation, facts.agencies, area[0])
    signatures = Heading("Pengesahan", style.TITLE, "pengesahan")
    listed = [item for item in [*opening, *rest, signatures] if isinstance(item, Heading)]
    yield from contents(listed)
    yield PageBreak()
    yield from rest
    yield Spacer(1, _BEFORE_SIGNATURES)
    yield signature_block(facts, signatures, area[0])


def _running(facts: ReportFacts) -> Running:
    state = revision_words(facts.revision)
    year = f"tahun penilaian {facts.year}"
    return Running(
        title=REPORT_TITLE,
        owner=f"{facts.region_name} · {facts.year}",
        footer=f"{facts.region_code} · {state} · Sidik data {facts.fingerprint}",
        mark=mark_words(draft=facts.draft, practice=facts.practice),
        author=facts.office,
        subject=f"{REPORT_TITLE} {facts.region_name} {year}, {state.lower()}",
        keywords=("KKS", "Kabupaten/Kota Sehat", facts.region_name, facts.region_code),
    )
