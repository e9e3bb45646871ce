"""The documents of a district that show a state of its assessment, and its blank forms."""

from __future__ import annotations

from kks_desktop.services.paper_kinds import PaperKind

KINDS: tuple[PaperKind, ...] = ()
