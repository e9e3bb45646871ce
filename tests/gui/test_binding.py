"""The Qt binding keeps the reference counts of None and True.

PySide6 6.12.0 does not on Python 3.11: after some thousand calls the interpreter aborts, too late
for a short test suite to see (docs/adr/0001).
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal


class Emitter(QObject):
    sent = Signal(int)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal there")
def test_binding_keeps_reference_counts(qapp: QCoreApplication) -> None:
    emitter = Emitter()
    emitter.sent.connect(lambda number: None)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(100):
        QCoreApplication.processEvents()
        emitter.sent.emit(1)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert all(b - a < 50 for b, a in zip(before, after, strict=True)), (before, after)
