"""A whole dossier: 852 villages with every cell, 5,000 files; its library, memory and start.

bench_dossier.py            all of it
bench_dossier.py child DATA opens the library there and tells milliseconds and megabytes
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from common import ROOT, RUNS, Row, median, report

sys.path.insert(0, str(ROOT / "tests" / "bench"))
FILES = 5000
REGION = "11.08"
CELLS = {
    "odf": "ya",
    "odf_tanggal": "2020-05-04",
    "nama_lembaga": "Pokja Sehat",
    "sk_nomor": "12/KKS/2022",
    "sk_tanggal": "2022-03-04",
    "sk_berlaku": "2026-12-31",
    "renja_lalu": "ya",
    "renja_kini": "ya",
    "anggaran_lalu": "2500000",
    "anggaran_kini": "2750000",
    "alamat": "Jalan Kesehatan Nomor 1",
    "foto_tanggal": "2024-05-06",
    "foto_koordinat": "5.050000, 97.140000",
    "ket": "lengkap",
}


def fill(folder: Path) -> None:
    """A data folder of that size."""
    from kks_desktop.domain.registers import VILLAGE_REGISTER, rows_of
    from kks_desktop.services.session import Edit
    from kks_desktop.services.workspace import SetUp, Workspace
    from kks_desktop.store.evidence import EvidenceRow, put_evidence

    # weeks ago: today's steps are kept for undo, and nobody types 38,000 fields in a day
    workspace = Workspace(folder, clock=lambda: datetime.now(UTC) - timedelta(days=20))
    session = workspace.create(SetUp("kabupaten", REGION, 2025, "Siti"))
    villages = rows_of(VILLAGE_REGISTER, session.table)
    session.set([Edit(code, f, raw) for code in villages for f, raw in CELLS.items()], "Isi")
    codes = [i.code for i in session.instrument.indicators()]
    rows, edits = [], []
    for number in range(FILES):
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        rows.append(EvidenceRow(sha256, 400_000, 1, "pdf", "2025-01-02", "{}", "", ""))
        cells = {
            "nama": f"Laporan {number}.pdf",
            "ext": "pdf",
            "judul": f"Laporan capaian {number}",
            "tahun": "2023,2024",
            f"untuk/{codes[number % len(codes)]}/0": "ya",
        }
        edits += [Edit(f"bukti:{sha256}", field, raw) for field, raw in cells.items()]
    session.set(edits, "Bukti")
    session.flush()
    workspace.write(lambda connection: put_evidence(connection, rows)).result()
    workspace.close()


def child(folder: str) -> None:
    """Open library and register in the real window; print milliseconds and megabytes."""
    from child_window import resident_mb
    from PySide6.QtCore import QCoreApplication, QEvent

    from kks_desktop.platform.settings import Settings
    from kks_desktop.qt.app import KksApplication
    from kks_desktop.qt.main.window import MainWindow
    from kks_desktop.services.workspace import Workspace

    app = KksApplication(sys.argv[:1], Settings())

    def opened(key: str) -> float:
        began = time.perf_counter()
        window.go(key)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()
        return (time.perf_counter() - began) * 1000

    workspace = Workspace(Path(folder), write=False)
    window = MainWindow(workspace, app)
    window.resize(1366, 768)
    window.show()
    QCoreApplication.processEvents()
    library = opened("bukti")
    register = opened("desa:")
    print(library, register, resident_mb(), flush=True)
    window.close()
    workspace.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    from bench_startup import start

    folder = Path(tempfile.mkdtemp(prefix="kks-bench-"))
    try:
        fill(folder / "data")
        figures, empty, starts = [], [], []
        for _ in range(RUNS):
            empty.append(start("empty"))
            starts.append(start("program", str(folder / "data")))
            command = [sys.executable, __file__, "child", str(folder / "data")]
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, timeout=60, cwd=ROOT
            )
            figures.append([float(part) for part in done.stdout.split()])
        library, register, resident = (median(column) for column in zip(*figures, strict=True))
        floor_ms, floor_mb = (median(column) for column in zip(*empty, strict=True))
        ms, started = (median(column) for column in zip(*starts, strict=True))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report(
        "dossier",
        [
            Row("open the library of 5,000 files", library, "ms", None, 300),
            Row("open the register of 852 villages", register, "ms", None, 200),
            Row("resident memory at Beranda", started, "MB", floor_mb, 1.8),
            Row("resident memory with both open", resident, "MB", floor_mb, 1.8),
            Row("process start to first painted Beranda", ms, "ms", floor_ms),
        ],
    )


if __name__ == "__main__":
    child(sys.argv[2]) if sys.argv[1:2] == ["child"] else main()
