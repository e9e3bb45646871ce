"""Photos of the profile: the pictures among the proof, with day and place in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from kks_desktop.domain.columns import day_of, long_date
from kks_desktop.domain.evidence import EvidenceFile
from kks_desktop.domain.registers import Cells
from kks_desktop.reports.chapters import Photo
from kks_desktop.services.dossier import Dossier
from kks_desktop.services.profile_tables import place_words
from kks_desktop.store.evidence import load_evidence

PICTURES = ("jpg", "jpeg", "png")
_UNKNOWN_DAY, _UNKNOWN_PLACE = "tanggal: ……………", "koordinat: ……………"


class PhotoShelf:
    """Finds the photos of a place; a picture that is gone is left out."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @cached_property
    def _facts(self) -> Mapping[str, Mapping[str, Any]]:
        """What inspections read off the photos themselves."""
        with self._dossier.workspace.reading() as connection:
            rows = load_evidence(connection)
        return {
            sha256: json.loads(row.facts)
            for sha256, row in rows.items()
            if row.facts and row.ext in PICTURES
        }

    def of(self, target: str, title: str, cells: Cells, item: str = "") -> list[Photo]:
        """The photos that prove something of a place, or one ``item`` of it."""
        items = self._dossier.uses.get(target, {})
        files = {
            file.sha256: file
            for name, found in items.items()
            if not item or name == item
            for file in found
            if file.ext in PICTURES and file.sha256 not in self._dossier.damaged
        }
        return [
            Photo(path, title, self._caption(file, cells))
            for file in files.values()
            if (path := self._dossier.path_of(file)).exists()
        ]

    def _caption(self, file: EvidenceFile, cells: Cells) -> str:
        """Day and place: those of the register first, then those in the photo itself."""
        facts = self._facts.get(file.sha256, {})
        days = (cells.get("foto_tanggal", ""), cells.get("waktu", ""), facts.get("day") or "")
        day = next((found for raw in days if (found := day_of(raw))), file.day)
        point = cells.get("foto_koordinat", "") or ", ".join(facts.get("point") or ())
        return " · ".join(
            (
                long_date(day) if day else _UNKNOWN_DAY,
                place_words(point) if point else _UNKNOWN_PLACE,
            )
        )
