"""What is left to do: unanswered, silent, flagged, differing answers, and the operator's notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph

from kks_desktop.reports import style
from kks_desktop.reports.document import Heading, plain
from kks_desktop.reports.fonts import markup
from kks_desktop.reports.status import pending
from kks_desktop.reports.tables import Cell, coded, head, reason_words, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kks_desktop.domain.answers import Answer
    from kks_desktop.domain.assessment import Evaluation
    from kks_desktop.domain.instrument import Indicator, Instrument
    from kks_desktop.domain.scoring import IndicatorScore

    Agencies = Mapping[str, tuple[str, ...]]

_WITH_AGENCY = (0.43, 0.32, 0.25)
_WITH_READING = (0.43, 0.46, 0.11)
_LEAST_ROOM = 38 * mm


def followup_pages(
    instrument: Instrument, evaluation: Evaluation, agencies: Agencies, width: float
) -> list[Flowable]:
    """Five lists; an empty one says so, so that nobody wonders.

    ``agencies`` are the names of the OPD that handle each indicator, by its code.
    """
    found = pending(evaluation)
    return [
        PageBreak(),
        Heading("Tindak Lanjut", style.TITLE, "tindak-lanjut"),
        *_unanswered(instrument, evaluation, agencies, found.unanswered, width),
        *_silent(instrument, evaluation, found.silent, width),
        *_problems(instrument, evaluation, agencies, found.problems, width),
        *_differing(instrument, evaluation, found.differing),
        *_notes(instrument, evaluation),
    ]


def _opening(title: str, key: str, count: int, sentence: str) -> list[Flowable]:
    return [
        CondPageBreak(_LEAST_ROOM),
        Heading(f"{title} ({count})", style.SUBTITLE, key, level=1),
        plain(sentence if count else "Tidak ada."),
    ]


def _unanswered(
    instrument: Instrument,
    evaluation: Evaluation,
    agencies: Agencies,
    codes: Sequence[str],
    width: float,
) -> list[Flowable]:
    sentence = "Indikator tanpa nilai tidak menambah skor, tetapi juga tidak dihitung nol."
    story = _opening("Belum diisi atau belum lengkap", "belum-diisi", len(codes), sentence)
    rows: list[list[Cell]] = [head("Indikator", "Yang belum ada", "Perangkat daerah")]
    for code in codes:
        words = reason_words(evaluation.scored.indicators[code])
        rows.append(_row_with_agency(instrument.by_code[code], words, agencies))
    return _with_table(story, rows, _WITH_AGENCY, width)


def _silent(
    instrument: Instrument, evaluation: Evaluation, codes: Sequence[str], width: float
) -> list[Flowable]:
    sentence = "Tafsir sementara bukan ketentuan dan baru dihitung setelah dipilih."
    story = _opening("Tidak diatur petunjuk teknis", "tidak-diatur", len(codes), sentence)
    rows: list[list[Cell]] = [head("Indikator", "Keadaannya", "Tafsir", numbers=(2,))]
    for code in codes:
        suggestion = evaluation.scored.indicators[code].suggestion
        reading = "–" if suggestion.reading is None else str(suggestion.reading)
        rows.append(
            [
                coded(instrument.by_code[code]),
                plain(suggestion.why, style.CELL),
                plain(reading, style.CELL_SCORE),
            ]
        )
    return _with_table(story, rows, _WITH_READING, width)


def _problems(
    instrument: Instrument,
    evaluation: Evaluation,
    agencies: Agencies,
    codes: Sequence[str],
    width: float,
) -> list[Flowable]:
    sentence = "Isian berikut disimpan apa adanya dan perlu diperiksa."
    story = _opening("Perlu diperbaiki", "perlu-diperbaiki", len(codes), sentence)
    rows: list[list[Cell]] = [head("Indikator", "Yang perlu diperbaiki", "Perangkat daerah")]
    for code in codes:
        flags = " ".join(evaluation.scored.indicators[code].flags)
        rows.append(_row_with_agency(instrument.by_code[code], flags, agencies))
    return _with_table(story, rows, _WITH_AGENCY, width)


def _row_with_agency(indicator: Indicator, words: str, agencies: Agencies) -> list[Cell]:
    names = "; ".join(agencies.get(indicator.code, ()))
    return [coded(indicator), plain(words, style.CELL), plain(names or "–", style.CELL)]


def _with_table(
    story: list[Flowable], rows: list[list[Cell]], shares: Sequence[float], width: float
) -> list[Flowable]:
    if len(rows) > 1:
        story.append(table(rows, [share * width for share in shares]))
    return story


def _differing(
    instrument: Instrument, evaluation: Evaluation, codes: Sequence[str]
) -> list[Flowable]:
    sentence = (
        "Petugas memilih nilai lain daripada saran; alasannya menjadi bahan pertimbangan "
        "verifikator."
    )
    story = _opening("Nilai berbeda dari saran", "berbeda", len(codes), sentence)
    for code in codes:
        answer = evaluation.answers.answers[code]
        figures, default = _choice_words(evaluation.scored.indicators[code], answer)
        reason = answer.reason.strip() or default
        story += _entry(instrument.by_code[code], f" ({figures})", f"Alasan: {reason}")
    return story


def _choice_words(found: IndicatorScore, answer: Answer) -> tuple[str, str]:
    """What was offered and taken, and what to say where no reason was written."""
    offered, reading = found.suggestion.score, found.suggestion.reading
    if offered is not None:
        return f"saran {offered}, dipakai {answer.choice}", "belum ditulis."
    if reading is None:
        return f"tanpa saran, dipakai {answer.choice}", "belum ditulis."
    default = "memakai tafsir sementara." if reading == answer.choice else "belum ditulis."
    return f"tafsir sementara {reading}, dipakai {answer.choice}", default


def _notes(instrument: Instrument, evaluation: Evaluation) -> list[Flowable]:
    answers = evaluation.answers.answers
    noted = [
        (indicator, answers[code].note.strip())
        for code, indicator in instrument.by_code.items()
        if code in answers and answers[code].note.strip()
    ]
    sentence = "Catatan yang ditulis saat mengisi, dicetak utuh."
    story = _opening("Catatan petugas", "catatan", len(noted), sentence)
    for indicator, note in noted:
        story += _entry(indicator, "", note)
    return story


def _entry(indicator: Indicator, figures: str, text: str) -> list[Flowable]:
    """Flowing text, not a table row: what a person wrote may be longer than a page."""
    title = f"<b>{markup(indicator.code)}</b> {markup(indicator.title)}<b>{markup(figures)}</b>"
    return [Paragraph(title, style.ENTRY), plain(text, style.ENTRY_BODY)]
