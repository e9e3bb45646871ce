"""Start a window, say when it was first painted and how much memory that took, and leave.

child_window.py empty | child_window.py program DATA
"""

from __future__ import annotations

import sys
import time
from pathlib import Path


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def tell() -> None:
    print(f"{time.clock_gettime(time.CLOCK_MONOTONIC)} {resident_mb()}", flush=True)


def empty() -> int:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            tell()
            app.quit()

    app = QApplication(sys.argv)
    window = Window()
    window.resize(1366, 768)
    window.show()
    return app.exec()


def program(data: str) -> int:
    from kks_desktop import __main__, bootstrap

    plain_import_qt = bootstrap._import_qt

    def import_qt_and_watch() -> None:
        plain_import_qt()
        watch_the_chart()

    bootstrap._import_qt = import_qt_and_watch
    return __main__.main(["--data-dir", data])


def watch_the_chart() -> None:
    """Tell when Beranda's chart, which is painted with the page, was painted."""
    from PySide6.QtCore import QCoreApplication, QTimer

    from kks_desktop.qt.widgets.bar_chart import BarChartWidget

    painted = BarChartWidget.paintEvent

    def leave() -> None:
        tell()
        QCoreApplication.exit(0)

    def first_paint(self: BarChartWidget, event: object) -> None:
        painted(self, event)
        BarChartWidget.paintEvent = painted
        QTimer.singleShot(0, leave)

    BarChartWidget.paintEvent = first_paint


if __name__ == "__main__":
    sys.exit(empty() if sys.argv[1] == "empty" else program(sys.argv[2]))
