"""The ``kks`` command: the same work as the windows, without a window.

Exit status: 0 done, 1 refused or failed (one line on standard error), 2 wrong use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from kks_desktop import __version__
from kks_desktop.cli_base import (
    Add,
    open_workspace,
    passphrase_if_given,
    passphrase_of,
    print_json,
    say,
)
from kks_desktop.cli_papers import add_paper_commands
from kks_desktop.cli_receiving import add_receiving_commands
from kks_desktop.domain.errors import KksError
from kks_desktop.platform.frozen import child_process_support


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what went wrong is one Indonesian line on standard error."""
    child_process_support()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except KksError as refusal:
        say(str(refusal))
        return 1
    except BrokenPipeError:
        # the reader went away; nothing is lost
        sys.stdout = open(os.devnull, "w", encoding="utf-8")
        return 1


class _Parser(argparse.ArgumentParser):
    """argparse speaks English where it speaks by itself; this one does not."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False, add_help=False)
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "pemakaian:", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "pemakaian:", 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        say(f"perintah ini tidak lengkap atau keliru; lihat {self.prog} --help")
        sys.exit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="kks", description="Penilaian Kabupaten/Kota Sehat tanpa jendela.")
    parser.add_argument(
        "--version", action="version", version=f"kks {__version__}", help="tampilkan versi"
    )
    commands = parser.add_subparsers(required=True, metavar="PERINTAH", title="perintah")

    def add(
        name: str, command: Callable[[argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    sample = add("sample", _sample, "Membuat folder contoh untuk latihan dan uji coba.")
    sample.add_argument("dir", type=Path, metavar="DIR")
    for name, command, text in (
        ("score", _score, "Menghitung nilai sebuah berkas isian."),
        (
            "category",
            _category,
            "Menentukan indikasi kategori dari berkas isian atau jumlah nilai.",
        ),
    ):
        sub = add(name, command, text)
        sub.add_argument("file", type=Path, metavar="FILE")
        sub.add_argument("--json", action="store_true", help="hasil sebagai satu dokumen JSON")
    instrument = add("instrument", _instrument_check, "Memeriksa berkas instrumen.")
    instrument.add_argument("action", choices=["check"], metavar="check")
    instrument.add_argument("file", type=Path, metavar="FILE")
    instrument.add_argument("--json", action="store_true", help="hasil sebagai satu dokumen JSON")
    _add_bundle_commands(add)
    add_paper_commands(add)
    add_receiving_commands(add)
    _add_rescue_commands(add)
    return parser


def _add_bundle_commands(
    add: Add,
) -> None:
    export = add("export", _export, "Membuat berkas usulan yang ditandatangani.")
    export.add_argument("--data", type=Path, required=True, metavar="DIR")
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    how = export.add_mutually_exclusive_group()
    how.add_argument(
        "--plain", action="store_true", help="tanpa segel, juga bila provinsi memintanya"
    )
    how.add_argument("--sealed", action="store_true", help="disegel untuk provinsi")
    export.add_argument(
        "--complete", action="store_true", help="dengan bukti yang sudah diterima provinsi"
    )
    export.add_argument("--passphrase-file", type=Path, metavar="F")
    export.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    verify = add("verify", _verify, "Memeriksa berkas usulan.")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument(
        "--trust", type=Path, metavar="DIR", help="folder data yang kuncinya dipercaya"
    )
    verify.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="F",
        help="sandi segel provinsi, untuk berkas tersegel",
    )
    verify.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    history = add("history", _history_check, "Memeriksa apakah riwayat isian masih utuh.")
    history.add_argument("action", choices=["check"], metavar="check")
    history.add_argument("--data", type=Path, required=True, metavar="DIR")
    history.add_argument(
        "--bundle", type=Path, metavar="FILE", help="berkas usulan yang ikut dicocokkan"
    )
    history.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    backup = add("backup", _backup, "Membuat cadangan folder data yang diperiksa ulang.")
    backup.add_argument("--data", type=Path, required=True, metavar="DIR")
    backup.add_argument("--to", type=Path, metavar="FOLDER", help="tempat lain, misalnya flashdisk")
    restore = add("restore", _restore, "Memulihkan cadangan ke folder data yang baru.")
    restore.add_argument("backup", type=Path, metavar="CADANGAN")
    restore.add_argument("--into", type=Path, required=True, metavar="DIR", help="folder baru")


def _add_rescue_commands(
    add: Add,
) -> None:
    salvage = add("salvage", _salvage, "Menyelamatkan isi folder data yang rusak.")
    salvage.add_argument("--data", type=Path, required=True, metavar="DIR")
    salvage.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    diagnose = add("diagnose", _diagnose, "Membuat laporan gangguan tanpa isian.")
    diagnose.add_argument("--data", type=Path, required=True, metavar="DIR")
    diagnose.add_argument("--out", type=Path, required=True, metavar="FILE.zip")


# -------------------------------------------------------------------- commands


def _sample(options: argparse.Namespace) -> int:
    from kks_desktop.services.practice import write_sample

    write_sample(options.dir)
    say(f"contoh ditulis di {options.dir}")
    return 0


def _score(options: argparse.Namespace) -> int:
    from kks_desktop.domain.scoring import AnswerState
    from kks_desktop.services.scoring import category_lines, read_document, score_document

    instrument, table = read_document(options.file)
    result = score_document(instrument, table)
    if options.json:
        print_json(result)
        return 0
    for number, found in result["tatanan"].items():
        print(
            f"Tatanan {number}: {found['score']}/{found['max']}, "
            f"{found['answered']}/{found['of']} terisi"
        )
    print(f"Jumlah: {result['total']['score']}/{result['total']['max']}")
    print("\n".join(category_lines(instrument, result["category"])))
    for code, found in result["answers"].items():
        if found["state"] == AnswerState.PROBLEM:
            print(f"Perlu diperiksa: {code}: {found['why']}")
    return 0


def _category(options: argparse.Namespace) -> int:
    from kks_desktop.services.scoring import category_document, category_lines, read_document

    instrument, table = read_document(options.file)
    result = category_document(instrument, table)
    if options.json:
        print_json(result)
    else:
        print("\n".join(category_lines(instrument, result)))
    return 0


def _instrument_check(options: argparse.Namespace) -> int:
    from kks_desktop.services.instruments import check_file

    instrument, faults = check_file(options.file)
    if options.json:
        print_json(
            {
                "ok": not faults,
                "instrument": instrument.code,
                "sha256": instrument.sha256,
                "faults": [{"place": fault.place, "message": fault.sentence} for fault in faults],
            }
        )
    for fault in [] if options.json else faults:
        print(fault)
    if faults:
        say(f"{len(faults)} kesalahan ditemukan; instrumen ini tidak dapat dipakai.")
        return 1
    say(f"instrumen {instrument.code} benar.")
    return 0


def _export(options: argparse.Namespace) -> int:
    from kks_desktop.services.sending import How, plan, send

    sealed = True if options.sealed else False if options.plain else None
    passphrase = passphrase_of(options)
    workspace = open_workspace(options.data, write=True)
    try:
        listed = plan(workspace)
        sent = send(workspace, options.out, passphrase, how=How(sealed, options.complete))
    finally:
        workspace.close()
    if options.json:
        files = [str(path) for path in sent.files]
        print_json(
            {
                "files": files,
                "content_id": sent.content_id,
                "revision": sent.revision,
                "sealed": bool(sent.sealed_for),
                "omitted": sent.omitted,
            }
        )
    else:
        print("\n".join(str(path) for path in sent.files))
    say(f"belum diisi: {len(listed.unanswered)}; menunggu keputusan: {len(listed.silent)}")
    if sent.sealed_for:
        say(f"disegel: hanya dapat dibuka {sent.sealed_for}")
    if sent.omitted:
        say(f"{sent.omitted} berkas bukti tidak ikut karena sudah diterima provinsi")
    say(
        f"perbaikan r{sent.revision:03d} tersimpan dan sudah dibaca ulang; "
        f"sidik data {sent.fingerprint}"
    )
    return 0


def _verify(options: argparse.Namespace) -> int:
    from kks_desktop.platform.paths import data_folder
    from kks_desktop.services.checking import check_bundle, verification_table
    from kks_desktop.store.connection import store_path

    folder = options.trust or data_folder()
    known = options.trust is not None or store_path(folder).exists()
    workspace = open_workspace(folder, write=False) if known else None
    try:
        found = check_bundle(workspace, options.file, passphrase=passphrase_if_given(options))
    finally:
        if workspace is not None:
            workspace.close()
    if options.json:
        print_json(verification_table(found))
    elif found.ok:
        practice = ", data latihan" if found.info and found.info.practice else ""
        print(
            f"Benar: {found.region}, penilaian {found.year}, r{found.revision:03d}{practice}, "
            f"{found.content_id}"
        )
    if not found.ok:
        say(f"{found.message} ({found.refusal})")
    return 0 if found.ok else 1


def _history_check(options: argparse.Namespace) -> int:
    from kks_desktop.services.history_check import (
        bundle_words,
        check_history,
        history_table,
        read_head,
    )

    workspace = open_workspace(options.data, write=False)
    try:
        asked = read_head(workspace, options.bundle) if options.bundle is not None else None
        found = check_history(workspace, asked=asked)
    finally:
        workspace.close()
    if found.asked is not None:
        say(bundle_words(found.asked))
    if options.json:
        print_json(history_table(found))
    elif found.sound:
        print(found.sentence)
        print(f"Ujung riwayat: {found.head}")
    if found.jumps and not options.json:
        say(
            f"jam komputer berubah pada {found.jumps} perubahan; urutannya tetap benar karena "
            "dihitung, tidak diambil dari jam."
        )
    if not found.sound:
        say(found.sentence)
    return 0 if found.sound and found.bundle_found else 1


def _backup(options: argparse.Namespace) -> int:
    from kks_desktop.services.backups import ASKED, BackupDesk

    if options.to is not None and not options.to.is_dir():
        raise KksError(
            f"Folder {options.to} tidak ada, jadi cadangan tidak dibuat. Data tetap utuh; pasang "
            "medianya atau buat foldernya.",
            code="PLACE_GONE",
        )
    workspace = open_workspace(options.data, write=False)
    try:
        desk = BackupDesk(workspace)
        if options.to is not None:
            made = [desk.make_in(options.to)]
        else:
            outcomes = desk.make(ASKED)
            for fault in [one.fault for one in outcomes if one.fault is not None]:
                say(str(fault))
            made = [one.backup for one in outcomes if one.backup is not None]
            if len(made) < len(outcomes):
                print("\n".join(str(backup.path) for backup in made))
                return 1
    finally:
        workspace.close()
    print("\n".join(str(backup.path) for backup in made))
    say(
        f"cadangan dibuat dan sudah dibaca ulang: {made[0].info.fields} isian, "
        f"{len(made[0].info.evidence)} berkas bukti"
    )
    for lacking in {len(backup.info.lacking) for backup in made} - {0}:
        say(f"{lacking} berkas bukti tidak ada lagi di folder data, jadi tidak ada di cadangan")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from kks_desktop.services.backups import find_backups
    from kks_desktop.services.restoring import restore_backup

    found = find_backups(options.backup)[0].backup
    restored = restore_backup(found, options.into)
    info = found.info
    files = len(info.evidence) + len(info.lacking) - len(restored.lacking)
    print(restored.folder)
    say(
        f"{info.region_name}, cadangan {info.at:%d-%m-%Y %H.%M}: {info.fields} isian dan "
        f"{files} berkas bukti dipulihkan dan dibaca ulang"
    )
    if restored.lacking:
        say(f"{len(restored.lacking)} berkas bukti tidak ada di cadangan itu; lampirkan lagi")
    return 0


def _salvage(options: argparse.Namespace) -> int:
    from kks_desktop.services.salvage import part_sentence, salvage
    from kks_desktop.store.connection import store_path

    if not store_path(options.data).exists():
        raise KksError(f"Folder {options.data} bukan folder data KKS Desktop.", code="NO_STORE")
    found = salvage(options.data, options.out)
    for part in found.parts:
        print(part_sentence(part))
    say(
        f"{found.fields} isian dan {found.files} berkas bukti diselamatkan ke {options.out}; "
        "folder data tidak diubah."
    )
    return 0


def _diagnose(options: argparse.Namespace) -> int:
    from kks_desktop.services.diagnosing import write_diagnosis

    write_diagnosis(options.data, options.out)
    say(f"laporan gangguan ditulis di {options.out}; isian dan nama tidak ada di dalamnya.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
