"""What the packaged program has to do that a Python with its sources need not."""

from __future__ import annotations

import sys


def child_process_support() -> None:
    """Be the child process that ``multiprocessing`` started this program for, if it did.

    In the package a child is the program itself with other arguments, so this comes before
    they are read. It does not come back from a child. PyInstaller has imported
    ``multiprocessing`` by then; without a package the import would cost every start some 5 ms.
    """
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
