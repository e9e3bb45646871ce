"""The fields of an assessment as the table that the rules of a dossier read."""

from __future__ import annotations

from kks_desktop.services.fields import Raw


def table_of(raw: Raw) -> dict[str, dict[str, str]]:
    """Fields by their code: every row of a register, file of proof and indicator."""
    table: dict[str, dict[str, str]] = {}
    for (code, field), text in raw.items():
        table.setdefault(code, {})[field] = text
    return table
