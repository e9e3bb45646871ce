"""What a kind of printed document is, and what its builder is given.

The kinds themselves are listed in ``services/papers.py``; a new one is a ``PaperKind``
with a function ``(PaperJob) -> bytes``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from kks_desktop.reports.model import Paper
from kks_desktop.services.submission import Frozen
from kks_desktop.services.tasks import CancelToken, Early, Progress, no_progress
from kks_desktop.services.workspace import DISTRICT, Workspace


class Need(Enum):
    """What a kind wants to be told; the words are those of ``kks report``."""

    TATANAN = "--tatanan"
    AGENCY = "--opd"
    DISTRICT = "--daerah"


@dataclass(frozen=True, slots=True)
class PaperOptions:
    """What a person chose: a tatanan's number (0 for none), an OPD's id, a district's code.

    ``texts`` are the further answers of a kind (place, day, number of a letter) by name.
    """

    tatanan: int = 0
    agency: str = ""
    district: str = ""
    texts: dict[str, str] = field(default_factory=dict)

    def given(self, need: Need) -> bool:
        """Whether something was chosen for a need."""
        return bool(
            {
                Need.TATANAN: self.tatanan,
                Need.AGENCY: self.agency,
                Need.DISTRICT: self.district,
            }[need]
        )


NO_OPTIONS = PaperOptions()


@dataclass(frozen=True, slots=True)
class Ask:
    """A further answer that a kind can print; blank leaves room for a pen.

    ``day`` marks one that is a date, ``lines`` one with an entry a line.
    """

    name: str
    label: str
    hint: str = ""
    day: bool = False
    lines: bool = False


@dataclass(frozen=True, slots=True)
class PaperJob:
    """One document to be made, on any thread; nothing is asked of the open session but its info.

    ``frozen`` is the state that the document shows; ``None`` for kinds that show none.
    ``early`` is given the first pages before the last is made.
    """

    workspace: Workspace
    frozen: Frozen | None
    paper: Paper
    options: PaperOptions = NO_OPTIONS
    progress: Progress = no_progress
    cancel: CancelToken = field(default_factory=CancelToken)
    early: Early | None = None

    @property
    def state(self) -> Frozen:
        """The frozen state, of a kind that shows one."""
        assert self.frozen is not None
        return self.frozen


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A kind of document.

    ``needs`` must all be given; of ``either``, exactly one; ``may`` can be given; anything
    else is wrong use. ``draft`` says that it shows a state of the assessment, so that it
    carries DRAF until that state was sent. ``purpose`` says what it is for, ``caution`` what to
    do by pen before it is signed, ``asks`` what else can be filled in
    (``services/paper_texts.py``).
    """

    id: str
    title: str
    build: Callable[[PaperJob], bytes]
    roles: tuple[str, ...] = (DISTRICT,)
    needs: tuple[Need, ...] = ()
    either: tuple[Need, ...] = ()
    may: tuple[Need, ...] = ()
    draft: bool = True
    purpose: str = ""
    caution: str = ""
    asks: tuple[Ask, ...] = ()
