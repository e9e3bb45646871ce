"""The files of a state with what they prove, in words, in the order of what they prove."""

from __future__ import annotations

from collections.abc import Mapping

from kks_desktop.domain.agencies import agency_names
from kks_desktop.domain.evidence import EvidenceFile, Use
from kks_desktop.domain.registers import ROW_PROOF, register_of, row_id
from kks_desktop.domain.sizes import size_words
from kks_desktop.reports.model import IndexedFile
from kks_desktop.services.dossier import Dossier
from kks_desktop.services.fields import PROFILE
from kks_desktop.store.evidence import EvidenceRow, load_evidence

_OTHER = {
    "lembar": "Lembar pengesahan bertanda tangan",
    "lambang": "Lambang daerah",
    "lain": "Bukti lain",
}
_Place = tuple[int, int, str, str]


def indexed_files(dossier: Dossier) -> tuple[IndexedFile, ...]:
    """Every file of the library; those of the first indicator first, unused ones last."""
    order = {code: number for number, code in enumerate(dossier.instrument.by_code)}
    names = agency_names(dossier.instrument, dossier.table)
    with dossier.workspace.reading() as connection:
        rows = load_evidence(connection)
    files = sorted(dossier.files.values(), key=lambda file: _place(file, order))
    return tuple(_indexed(dossier, file, rows.get(file.sha256), names, order) for file in files)


def _place(file: EvidenceFile, order: Mapping[str, int]) -> _Place:
    first = min(
        ((order.get(use.target, len(order)), use.target) for use in file.uses),
        default=(len(order) + 1, ""),
    )
    return (first[0], 0, first[1], f"{file.title.casefold()} {file.sha256}")


def _indexed(
    dossier: Dossier,
    file: EvidenceFile,
    row: EvidenceRow | None,
    names: Mapping[str, str],
    order: Mapping[str, int],
) -> IndexedFile:
    from kks_desktop.reports.proof_words import validation_words, year_words

    uses = sorted(
        file.uses, key=lambda use: (order.get(use.target, len(order)), use.target, use.item)
    )
    damaged = row is None or file.sha256 in dossier.damaged
    return IndexedFile(
        sha256=file.sha256,
        title=file.title,
        name=f"{file.name}",
        uses=tuple(_use_words(dossier, use, names) for use in uses),
        years=year_words(file.years),
        validation=validation_words(file, names.get(file.sheet, "")),
        validated=file.validated,
        size=size_words(row.size) if row is not None else "–",
        fault="rusak atau hilang dari penyimpanan" if damaged else "",
    )


def _use_words(dossier: Dossier, use: Use, names: Mapping[str, str]) -> str:
    indicator = dossier.instrument.by_code.get(use.target)
    if indicator is not None:
        item = int(use.item) if use.item.isdigit() else -1
        known = 0 <= item < len(indicator.evidence)
        return f"{use.target}: {indicator.evidence[item] if known else _OTHER['lain']}"
    register = register_of(use.target)
    if register is not None and register.id in ROW_PROOF:
        name = dossier.table.get(use.target, {}).get("nama") or row_id(use.target)
        items = dict(ROW_PROOF[register.id])
        return f"{register.title} {name}: {items.get(use.item, _OTHER['lain'])}"
    owner = "Profil" if use.target == PROFILE else names.get(row_id(use.target), use.target)
    return f"{owner}: {_OTHER.get(use.item, use.item)}"
