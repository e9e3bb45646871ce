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
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

    from kks_desktop import bootstrap
    from kks_desktop.qt.app import KksApplication

    class Watch(QObject):
        """Waits for the chart of Beranda, which is painted with the page."""

        done = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if (
                not self.done
                and event.type() == QEvent.Type.Paint
                and "Bar" in type(watched).__name__
            ):
                self.done = True
                QTimer.singleShot(0, self.leave)
            return False

        def leave(self) -> None:
            tell()
            QCoreApplication.exit(0)

    class Watched(KksApplication):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)
            self.watch = Watch()
            self.installEventFilter(self.watch)

    import kks_desktop.qt.app

    kks_desktop.qt.app.KksApplication = Watched
    return bootstrap.run_window(data)


if __name__ == "__main__":
    sys.exit(empty() if sys.argv[1] == "empty" else program(sys.argv[2]))
