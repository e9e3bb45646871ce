"""Everything that a document about an assessment is made of, read off one frozen state."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from kks_desktop import __version__
from kks_desktop.domain.assessment import Evaluation
from kks_desktop.domain.columns import NO, YES
from kks_desktop.domain.comparison import Comparison, Side, compare
from kks_desktop.domain.errors import KksError
from kks_desktop.domain.evidence import (
    EvidenceFile,
    Proof,
    Uses,
    by_target,
    evidence_code,
    evidence_of,
    proof_of,
    use_field,
)
from kks_desktop.domain.instrument import Instrument
from kks_desktop.domain.marks import confirmed
from kks_desktop.domain.paper_code import PaperCode, short_form
from kks_desktop.domain.registers import (
    VILLAGE_REGISTER,
    Cells,
    Table,
    district_of,
    row_id,
    rows_of,
)
from kks_desktop.platform.paths import resources
from kks_desktop.reports.model import OdfUnit, Outlook, Paper, PaperFacts
from kks_desktop.reports.words import revision_words
from kks_desktop.services.agencies import Standing, standing_from
from kks_desktop.services.comparing import Candidate, candidates, side_of
from kks_desktop.services.fields import PROFILE, table_of
from kks_desktop.services.proofs import known_damage
from kks_desktop.services.session import AssessmentInfo
from kks_desktop.services.submission import Frozen
from kks_desktop.services.tasks import Early
from kks_desktop.services.workspace import Workspace
from kks_desktop.store.evidence_files import EvidenceFiles
from kks_desktop.store.revisions import content_id_of, signature_of

LETTERHEAD = ("kop_1", "kop_2", "kop_3", "kop_4")
_EMBLEM = "lambang"
_PICTURES = ("png", "jpg", "jpeg")


@dataclass(frozen=True)
class Dossier:
    """A frozen state with its proof, its OPD, its plan and what it is compared with.

    Everything is read when it is first asked for; nothing is asked of the open session
    but whose it is, so that any thread may use it.
    """

    workspace: Workspace
    frozen: Frozen
    final: bool = False
    early: Early | None = None

    @property
    def info(self) -> AssessmentInfo:
        """Whose assessment it is."""
        return self.workspace.require_session().info

    @property
    def instrument(self) -> Instrument:
        """The instrument that it was begun with."""
        return self.workspace.require_session().instrument

    @property
    def evaluation(self) -> Evaluation:
        """Scores and category of the state."""
        return self.frozen.evaluation

    @property
    def draft(self) -> bool:
        """Whether the state never left this PC, and is not about to."""
        return self.frozen.changed and not self.final

    @cached_property
    def table(self) -> Table:
        """The fields by code, carried ones included."""
        return table_of(self.frozen.fields)

    @cached_property
    def damaged(self) -> frozenset[str]:
        """Files that are missing or changed."""
        return known_damage(self.workspace)

    @cached_property
    def files(self) -> Mapping[str, EvidenceFile]:
        """Every file of proof by its SHA-256."""
        return evidence_of(self.table, self.damaged)

    @cached_property
    def uses(self) -> Uses:
        """Targets to items to files."""
        return by_target(self.files)

    @cached_property
    def proofs(self) -> Mapping[str, Proof]:
        """The proof of every indicator and kelembagaan variable."""
        return {
            code: proof_of(indicator, self.uses, self.table.get(code, {}), self.damaged)
            for code, indicator in self.instrument.by_code.items()
        }

    @cached_property
    def standing(self) -> Standing:
        """OPD, plan and what is proven."""
        return standing_from(self.instrument, self.evaluation, self.table, self.proofs)

    @cached_property
    def last_time(self) -> tuple[Candidate, Comparison | None] | None:
        """The state beside the assessment before, or else the revision sent before."""
        found = candidates(self.workspace)
        own = [one for one in found if one.info.id == self.info.id]
        earlier = [one for one in found if one.info.id != self.info.id]
        before = [one for one in own if one.revision < self.frozen.number]
        chosen = next(iter([*earlier, *before]), None)
        if chosen is None:
            return None
        now = Side(self.instrument, self.evaluation)
        try:
            return chosen, compare(side_of(self.workspace, chosen), now)
        except KksError:
            return chosen, None  # the report says that it cannot be read

    @property
    def outlook(self) -> Outlook:
        """Proof, plan, OPD, ODF and last time, as reports show them."""
        standing, last = self.standing, self.last_time
        return Outlook(
            verification=standing.verification,
            proofs=self.proofs,
            plan=standing.plan,
            agencies=standing.agencies,
            odf=self._odf(),
            before=_state_words(self.info, last[0]) if last else "",
            comparison=last[1] if last else None,
        )

    def _odf(self) -> tuple[OdfUnit, ...]:
        """ODF by kecamatan; nothing while no village says a word of it."""
        table = table_of(confirmed(self.frozen.fields))
        villages: dict[str, list[Cells]] = {}
        for code in rows_of(VILLAGE_REGISTER, table):
            villages.setdefault(district_of(code), []).append(table.get(code, {}))
        if not any(cells.get("odf") for rows in villages.values() for cells in rows):
            return ()
        return tuple(
            _odf_unit(self.table.get(district, {}).get("nama", row_id(district)), rows)
            for district, rows in sorted(villages.items())
        )

    def path_of(self, file: EvidenceFile) -> Path:
        """Where a file of proof lies."""
        return EvidenceFiles(self.workspace.folder).path_of(file.sha256, file.ext)

    @property
    def emblem(self) -> Path | None:
        """The picture of the emblem that the profile names."""
        return emblem_path(self.workspace, self.table, self.damaged)

    @property
    def letterhead(self) -> tuple[str, ...]:
        """The lines of the kop surat."""
        lines = (self.frozen.profile(field) for field in LETTERHEAD)
        return tuple(line for line in lines if line)

    def code(self, kind: str) -> PaperCode:
        """What the QR code of a document of this state says."""
        content_id = signature = ""
        if not self.frozen.changed:
            with self.workspace.reading() as connection:
                content_id = content_id_of(connection, self.info.id, self.frozen.number)
                signature = signature_of(connection, self.info.id, self.frozen.number)
        scored = self.evaluation.scored
        return PaperCode(
            kind=kind,
            region=self.info.region_code,
            year=self.info.year,
            revision=None if self.draft else self.frozen.number,
            totals=tuple(one.score if one.answered else None for one in scored.tatanan),
            total=scored.total if any(one.answered for one in scored.tatanan) else None,
            fingerprint="" if self.draft else short_form(self.frozen.fingerprint),
            content_id=short_form(content_id),
            signature=short_form(signature),
        )

    def facts(self, paper: Paper, kind: str) -> PaperFacts:
        """What a document of this state carries on its pages.

        ``kind`` names it in the QR code: ``opd/kesehatan``.
        """
        moment = datetime.fromisoformat(self.frozen.created_at)
        return PaperFacts(
            paper=paper,
            printed_on=moment.astimezone().date(),
            source_date_epoch=int(moment.timestamp()),
            software_version=__version__,
            fonts=resources() / "fonts",
            practice=self.info.practice,
            region_name=self.info.region_name,
            region_code=self.info.region_code,
            province_name=self.info.province_name,
            year=self.info.year,
            office=self.frozen.profile("kantor"),
            fingerprint="DRAF" if self.draft else self.frozen.fingerprint,
            revision=self.frozen.number,
            draft=self.draft,
            letterhead=self.letterhead,
            emblem=self.emblem,
            code=self.code(kind),
            early=self.early,
        )


def _odf_unit(name: str, rows: list[Cells]) -> OdfUnit:
    states = [cells.get("odf", "") for cells in rows]
    return OdfUnit(
        name=name,
        villages=len(rows),
        free=states.count(YES),
        untold=sum(state not in (YES, NO) for state in states),
        open=tuple(cells.get("nama", "") for cells in rows if cells.get("odf") == NO),
    )


def _state_words(info: AssessmentInfo, candidate: Candidate) -> str:
    """What people call a state that is looked back at."""
    state = revision_words(candidate.revision).lower() if candidate.revision else "isian terakhir"
    if candidate.info.id == info.id:
        return state
    return f"penilaian {candidate.info.year} ({state})"


def emblem_path(workspace: Workspace, table: Table, damaged: Set[str]) -> Path | None:
    """The picture of the emblem that a profile names; ``None`` where there is none."""
    field, prefix = use_field(PROFILE, _EMBLEM), evidence_code("")
    files = EvidenceFiles(workspace.folder)
    for code in sorted(code for code, cells in table.items() if cells.get(field) == YES):
        sha256, ext = code.removeprefix(prefix), table[code].get("ext", "")
        if not code.startswith(prefix) or ext not in _PICTURES or sha256 in damaged:
            continue
        path = files.path_of(sha256, ext)
        if path.exists():
            return path
    return None
