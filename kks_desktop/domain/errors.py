"""The errors that a person may meet, each with one Indonesian sentence."""

from __future__ import annotations


class KksError(Exception):
    """A foreseen fault; ``str(error)`` is the Indonesian sentence to show.

    The sentence says what happened, what was kept and what to do. ``code`` is a
    stable English name for logs, tests and ``--json``.
    """

    code: str = "FAILED"

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        """Keep the sentence for the person and, if given, a narrower code."""
        super().__init__(sentence)
        if code is not None:
            self.code = code


class NotANumberError(KksError):
    """What was typed cannot be read as one number."""

    code = "NOT_A_NUMBER"


class InstrumentError(KksError):
    """An instrument file cannot be used."""

    code = "INSTRUMENT"


class AnswersError(KksError):
    """An answers document cannot be used."""

    code = "ANSWERS"
