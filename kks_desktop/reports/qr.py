"""QR codes drawn as rectangles: sharp at every size, and the same bytes each time."""

from __future__ import annotations

import segno
from reportlab.lib.colors import black, white
from reportlab.platypus import Flowable

QUIET_ZONE = 4
"""Modules of white around the code, as the QR standard asks."""


class QrCode(Flowable):
    """A QR code with its quiet zone; a lower ``error`` level has fewer and larger modules."""

    def __init__(self, text: str, side: float, error: str = "q") -> None:
        super().__init__()
        self._rows = [bytes(row) for row in segno.make_qr(text, error=error).matrix]
        self.width = self.height = side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Keep the side asked for."""
        return self.width, self.height

    def draw(self) -> None:
        """One rectangle for each run of dark modules, so that no seams show."""
        canvas = self.canv
        module = self.width / (len(self._rows) + 2 * QUIET_ZONE)
        canvas.setFillColor(white)
        canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        canvas.setFillColor(black)
        for index, row in enumerate(self._rows):
            bottom = self.height - (QUIET_ZONE + index + 1) * module
            for start, length in _dark_runs(row):
                left = (QUIET_ZONE + start) * module
                canvas.rect(left, bottom, length * module, module, stroke=0, fill=1)


def _dark_runs(row: bytes) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs
