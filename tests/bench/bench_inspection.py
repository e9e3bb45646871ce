"""Open a scan of 2 MB and a photo of 5 MB to see what they are."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from common import RUNS, Row, median, report


def main() -> None:
    from kks_desktop.exchange.inspection.inspector import Inspector
    from tests.exchange.inspection import makers

    with tempfile.TemporaryDirectory() as name, Inspector() as inspector:
        folder = Path(name)
        page = makers.text_page(200, noise=40)
        files = {
            "scanned PDF": makers.scan_pdf(folder / "a.pdf", page),
            "photo": makers.jpeg(makers.photo(4600, 3450), folder / "b.jpg", quality=88),
            "text PDF of 40 pages": makers.text_pdf(folder / "c.pdf", *["Tahun 2023"] * 40),
        }
        rows = []
        began = time.perf_counter()
        inspector.inspect(files["photo"], "b.jpg")
        rows.append(Row("first file, with the start of the process", _ms(began), "ms", None, 3000))
        for title, path in files.items():
            times = []
            for _ in range(RUNS):
                began = time.perf_counter()
                inspector.inspect(path, path.name)
                times.append(_ms(began))
            size = path.stat().st_size / 1e6
            rows.append(Row(f"{title}, {size:.1f} MB", median(times), "ms", None, 500))
    report("inspection", rows)


def _ms(began: float) -> float:
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
