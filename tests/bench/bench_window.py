"""Open a tatanan, and key press to paint while typing in a measure; the real window."""

from __future__ import annotations

import sys
import time

from common import Row, median, p99, report, sample


def main() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtTest import QTest

    from kks_desktop.platform.settings import Settings
    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.main.window import MainWindow
    from kks_desktop.qt.widgets.number_edit import NumberEdit
    from kks_desktop.services.workspace import Workspace

    app = KksApplication(sys.argv[:1], Settings())

    def drain() -> None:
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()

    with sample() as folder:
        workspace = Workspace(folder / "kabupaten")
        window = MainWindow(workspace, app)
        window.resize(1366, 768)
        window.show()
        drain()
        opened = []
        for number in [*range(1, 10)] * 4:
            began = time.perf_counter()
            window.go(str(number))
            drain()
            opened.append((time.perf_counter() - began) * 1000)
        keys = []
        for code in ("1.01", "1.07", "1.17", "5.10", "7.06"):
            window.go(code)
            drain()
            edit = next(
                e for e in window.pages.tatanan.editor.findChildren(NumberEdit) if e.isVisible()
            )
            edit.setFocus()
            for character in "12345678" * 8:
                if len(edit.text()) > 7:
                    edit.clear()
                began = time.perf_counter()
                QTest.keyClick(edit, character)
                drain()
                keys.append((time.perf_counter() - began) * 1000)
        window.close()
        workspace.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    report(
        "window",
        [
            Row("open a tatanan (first time)", opened[0], "ms", None, 50),
            Row("open a tatanan, median", median(opened), "ms", None, 50),
            Row("key press to paint in a measure, median", median(keys), "ms"),
            Row("key press to paint in a measure, p99", p99(keys), "ms", None, 16),
        ],
    )


if __name__ == "__main__":
    main()
