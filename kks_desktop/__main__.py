"""``kks-desktop``: the program with its windows."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence

from kks_desktop.platform.frozen import child_process_support


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the program, or check that everything it needs is there."""
    child_process_support()
    parser = argparse.ArgumentParser(prog="kks-desktop", description="KKS Desktop", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    parser.add_argument("--data-dir", metavar="DIR", help="folder data yang dipakai")
    parser.add_argument(
        "--self-check", action="store_true", help="periksa kelengkapan program lalu keluar"
    )
    options = parser.parse_args(arguments)
    # What start-up makes lives as long as the program, and once there are windows only
    # their thread may collect (kks_desktop.qt.app).
    gc.disable()
    from kks_desktop import bootstrap

    if options.self_check:
        return bootstrap.self_check()
    return bootstrap.run_window(options.data_dir)


if __name__ == "__main__":
    sys.exit(main())
