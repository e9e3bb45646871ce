"""Papers of a large district: 900 villages and 200 photos of 12 megapixels, in a process each."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from common import ROOT, Row, median, report

sys.path.insert(0, str(ROOT / "tests" / "bench"))
from district import fill_large

if TYPE_CHECKING:
    from kks_desktop.services.workspace import Workspace

PHOTOS, RUNS = 200, 3
_SIZE = (4032, 3024)


def camera_photo() -> bytes:
    """A photo as large as a telephone's, with as much in it."""
    from PIL import Image

    noise = Image.effect_noise((_SIZE[0] // 8, _SIZE[1] // 8), 60).resize(_SIZE)
    slope = Image.linear_gradient("L").resize(_SIZE)
    target = BytesIO()
    Image.merge("RGB", (slope, noise, slope)).save(target, "JPEG", quality=88)
    return target.getvalue()


def add_photos(workspace: Workspace, folder: Path) -> None:
    """200 photos of pokja: the same picture, each with a remark that makes it another file."""
    from kks_desktop.domain.registers import VILLAGE_REGISTER, rows_of
    from kks_desktop.services.session import Edit
    from kks_desktop.store.evidence import EvidenceRow, put_evidence

    base, at = camera_photo(), datetime.now(UTC).isoformat(timespec="seconds")
    session = workspace.require_session()
    codes = rows_of(VILLAGE_REGISTER, session.table)[:PHOTOS]
    rows, edits = [], []
    for number, code in enumerate(codes):
        remark = f"foto {number}".encode()
        data = base[:2] + b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark + base[2:]
        sha256 = hashlib.sha256(data).hexdigest()
        from kks_desktop.store.evidence_files import EvidenceFiles

        path = EvidenceFiles(folder).path_of(sha256, "jpg")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        rows.append(EvidenceRow(sha256, len(data), number, "jpg", at, "", at, ""))
        cells = {"nama": f"foto {number}.jpg", "ext": "jpg", f"untuk/{code}/foto": "ya"}
        edits += [Edit(f"bukti:{sha256}", field, raw) for field, raw in cells.items()]
    workspace.write(lambda connection: put_evidence(connection, rows)).result()
    session.set(edits, "Foto")
    session.flush(60)


def measured(data: Path, out: Path, *arguments: str) -> tuple[float, float]:
    """Seconds and megabytes of one ``kks report``, with the start of its process."""
    times, peaks = [], []
    for _turn in range(RUNS):
        began = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-m", "kks_desktop.cli", "report", *arguments, "--data", str(data),
             "--out", str(out)],
            cwd=ROOT, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"kks report {arguments} failed")
        times.append(time.perf_counter() - began)
        peaks.append(usage.ru_maxrss / 1024)
    return median(times), median(peaks)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kks-bench-") as name:
        data, out = Path(name) / "data", Path(name) / "a.pdf"
        workspace = fill_large(data)
        add_photos(workspace, data)
        workspace.close()
        rows = []
        for kind, seconds, megabytes in (("profil", 20, 400), ("evaluasi", 3, 400)):
            took, peak = measured(data, out, kind)
            rows.append(Row(f"{kind}, 900 villages, {PHOTOS} photos", took, "s", None, seconds))
            rows.append(Row(f"{kind}, peak memory", peak, "MB", None, megabytes))
    report("papers", rows)


if __name__ == "__main__":
    main()
