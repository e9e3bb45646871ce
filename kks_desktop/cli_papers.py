"""The commands about paper: ``kks report`` prints it, ``kks verify-paper`` checks it."""

from __future__ import annotations

import argparse
from pathlib import Path

from kks_desktop.cli_base import Add, open_workspace, print_json, say


def add_paper_commands(add: Add) -> None:
    """Register the commands."""
    report = add("report", _report, "Mencetak laporan atau dokumen ke PDF.")
    report.add_argument(
        "kind", nargs="?", metavar="JENIS", help="misalnya evaluasi, ringkas, profil, kunci"
    )
    report.add_argument(
        "--all", action="store_true", help="semua dokumen usulan ke dalam folder --out"
    )
    report.add_argument("--data", type=Path, required=True, metavar="DIR")
    report.add_argument("--out", type=Path, required=True, metavar="FILE.pdf|FOLDER")
    report.add_argument("--paper", choices=["a4", "f4"], default="a4")
    report.add_argument(
        "--opd", default="", metavar="ID", help="OPD yang dicetak (opd, validasi, formulir)"
    )
    report.add_argument(
        "--tatanan",
        type=int,
        default=0,
        metavar="N",
        help="tatanan yang dicetak (instrumen, formulir)",
    )
    report.add_argument(
        "--daerah", default="", metavar="KODE", help="kabupaten/kota (dokumen provinsi)"
    )
    report.add_argument(
        "--isi",
        action="append",
        default=[],
        metavar="NAMA=TEKS",
        help="isian surat atau berita acara, misalnya nomor=440/17 (boleh diulang)",
    )
    verify = add(
        "verify-paper", _verify_paper, "Membandingkan kode QR sebuah dokumen dengan berkas usulan."
    )
    verify.add_argument("code", metavar="KODE", help="teks kode QR seperti terbaca pemindai")
    verify.add_argument("file", type=Path, metavar="FILE", help="berkas usulan")
    verify.add_argument(
        "--trust", type=Path, metavar="DIR", help="folder data yang kuncinya dipercaya"
    )
    verify.add_argument("--json", action="store_true", help="hasil sebagai JSON")


def _report_all(options: argparse.Namespace) -> int:
    from kks_desktop.services.paper_sets import write_set

    if options.kind or options.opd or options.tatanan or options.daerah or options.isi:
        say("--all mencetak semua dokumen; jangan sebutkan jenis atau pilihan lain.")
        return 2
    workspace = open_workspace(options.data, write=False)
    try:
        written = write_set(workspace, options.out, options.paper)
    finally:
        workspace.close()
    print("\n".join(str(path) for path in written))
    say(f"{len(written)} dokumen ditulis di {options.out}")
    return 0


def _texts(options: argparse.Namespace) -> dict[str, str]:
    """``nomor=440/17`` as a name and its text."""
    parts = [one.partition("=") for one in options.isi]
    return {name.strip(): text for name, _, text in parts}


def _report(options: argparse.Namespace) -> int:
    if options.all:
        return _report_all(options)
    if options.kind is None:
        say("sebutkan jenis dokumennya, misalnya evaluasi, atau pakai --all.")
        return 2
    return _report_one(options)


def _report_one(options: argparse.Namespace) -> int:
    from kks_desktop.services.papers import VALIDATION, PaperOptions, print_paper, wrong_use
    from kks_desktop.services.writing import spare_other_files, write_whole

    spare_other_files(options.out)
    chosen = PaperOptions(options.tatanan, options.opd, options.daerah, _texts(options))
    workspace = open_workspace(options.data, write=False)
    try:
        fault = wrong_use(workspace, options.kind, chosen)
        if fault:
            say(fault)
            return 2
        data = print_paper(workspace, options.kind, options.paper, chosen)
    finally:
        workspace.close()
    write_whole(options.out, data)
    say(f"laporan ditulis di {options.out}")
    if options.kind == VALIDATION:
        say(
            "cetakan dari perintah ini tidak dicatat; untuk melampirkan pindaian yang "
            "ditandatangani, cetak lembarnya dari jendela program."
        )
    return 0


def _verify_paper(options: argparse.Namespace) -> int:
    from kks_desktop.services.paper_check import check_paper, check_table

    workspace = None if options.trust is None else open_workspace(options.trust, write=False)
    try:
        found = check_paper(workspace, options.code, options.file)
    finally:
        if workspace is not None:
            workspace.close()
    if options.json:
        print_json(check_table(found))
    else:
        for item in found.items:
            print(f"{item.name}: {item.paper} | {item.bundle} ({item.agreement.value})")
    say(found.sentence)
    if not found.known_key:
        say("kunci penanda tangan berkas itu belum dikenal di sini; periksa dengan kks verify.")
    return 0 if found.agrees else 1
