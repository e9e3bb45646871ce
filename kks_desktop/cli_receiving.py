"""``kks import``: what comes in, at a province and at a district, without a window."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kks_desktop.cli_base import Add, open_workspace, passphrase_if_given, print_json, say

if TYPE_CHECKING:
    from kks_desktop.services.importing import Imported
    from kks_desktop.services.receiving_outcome import Outcome


def add_receiving_commands(add: Add) -> None:
    """Register the commands of this module."""
    command = add("import", _import, "Memasukkan berkas usulan, atau jawaban provinsi.")
    command.add_argument("path", type=Path, metavar="PATH", help="berkas atau folder")
    command.add_argument("--data", type=Path, required=True, metavar="DIR")
    command.add_argument("--dry-run", action="store_true", help="hanya melihat apa yang terjadi")
    command.add_argument("--out", type=Path, metavar="FOLDER", help="tempat tanda terima")
    command.add_argument("--passphrase-file", type=Path, metavar="F")
    command.add_argument("--json", action="store_true", help="hasil sebagai JSON")


def _import(options: argparse.Namespace) -> int:
    from kks_desktop.services.importing import import_path

    passphrase = passphrase_if_given(options)
    workspace = open_workspace(options.data, write=not options.dry_run)
    try:
        imported = import_path(
            workspace,
            options.path,
            dry_run=options.dry_run,
            out=options.out,
            passphrase=passphrase,
        )
    finally:
        workspace.close()
    if options.json:
        print_json({"bundles": [_table(one, imported) for one in imported.report.outcomes]})
    else:
        for outcome in imported.report.outcomes:
            print(_line(outcome))
    _summarise(imported, dry_run=options.dry_run)
    return 0 if imported.report.ok and imported.fault is None else 1


def _table(outcome: Outcome, imported: Imported) -> dict[str, Any]:
    from kks_desktop.services.receiving_outcome import outcome_table

    receipt = imported.receipts.get(outcome.answers or "")
    file = imported.files.get(outcome.answers or "")
    return {
        **outcome_table(outcome),
        "receipt": str(file) if file is not None else None,
        "verdict": receipt.verdict if receipt is not None else None,
        "words": " ".join(receipt.words) if receipt is not None and receipt.signed else None,
    }


def _line(outcome: Outcome) -> str:
    name = "ok" if outcome.ok else str(outcome.refusal)
    return f"{_shown(outcome.file)}: {name}: {outcome.message}"


def _shown(name: str) -> str:
    from kks_desktop.domain.file_names import shown_name

    return shown_name(name)


def _summarise(imported: Imported, *, dry_run: bool) -> None:
    """How many came in and how many did not, and why; the numbers add up."""
    from kks_desktop.services.receiving_outcome import tally

    report = imported.report
    found = tally(report.outcomes)
    what = "akan diterima" if dry_run else "diterima"
    say(
        f"{len(report.outcomes)} berkas: {found.taken} {what}, {found.kept} disimpan tanpa "
        f"berlaku, {found.waiting} menunggu, {found.refused} tidak dimasukkan; "
        f"{report.skipped} berkas lain dilewati"
    )
    reasons = Counter(one.refusal for one in report.outcomes if not one.ok)
    if reasons:
        say("; ".join(f"{name}: {count}" for name, count in sorted(reasons.items(), key=str)))
    if imported.unsigned:
        say(
            f"{imported.unsigned} tanda terima menunggu tanda tangan; impor lagi dengan "
            "--passphrase-file untuk menulisnya"
        )
    if imported.fault is not None:
        say(str(imported.fault))
    if imported.files:
        folder = next(iter(imported.files.values())).parent
        say(f"{len(imported.files)} tanda terima ditulis di {folder}")
