"""Export, verify and seal 1 GiB of proof, against what the usual tools take for the same.

Everything lies in memory (``/dev/shm``) where there is room, or in ``KKS_BENCH_DIR``.
``KKS_BENCH_SCALE`` (percent, 100 unless set) makes it smaller, ``KKS_BENCH_RUNS`` sets how
many rounds are made. Each round does every piece of work once, so that all have the same
weather; each figure is the median.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from common import ROOT, Row, median, report

SCALE = int(os.environ.get("KKS_BENCH_SCALE", "100"))
RUNS = int(os.environ.get("KKS_BENCH_RUNS", "5"))
BYTES = (1 << 30) * SCALE // 100
SMALL_FILES, VIDEO = 290, 0.3
NOW = datetime(2026, 11, 22, 5, 10, tzinfo=UTC)
NEEDED = 8 * BYTES

MEMORY = """
import sys
from pathlib import Path
sys.path[:0] = [{bench!r}, {root!r}]
from bench_bundle import Work
work = Work(Path({base!r}), begin=False)
getattr(work, sys.argv[1])()
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1024)
"""


def place() -> str | None:
    """Where there is room in memory; otherwise the usual place of temporary files."""
    if named := os.environ.get("KKS_BENCH_DIR"):
        return named
    shm = Path("/dev/shm")
    roomy = shm.is_dir() and shutil.disk_usage(shm).free > NEEDED
    return str(shm) if roomy else None


class Work:
    """The pieces of work, each beginning with an empty target."""

    def __init__(self, base: Path, *, begin: bool = True) -> None:
        from kks_desktop.bundle.identity import read_identity
        from kks_desktop.bundle.keys import KdfCost, make_key, open_key

        self.base, self.store = base, base / "store"
        self.bundle = base / "bundle"
        if begin:
            self._fill_store()
            cheap = KdfCost(opslimit=32_768, memlimit=1 << 20)
            (base / "key").write_bytes(make_key("x", cheap).secret_file)
            subprocess.run(["age-keygen", "-o", base / "id"], check=True, capture_output=True)
        self.key = open_key((base / "key").read_bytes(), "x")
        (base / "operator.pub").write_text(self.key.public.to_text())
        self.identity = read_identity((base / "id").read_text())
        self.spec = self._spec()
        if begin:
            self.bundle.mkdir()
            from kks_desktop.bundle.writer import write_bundle

            write_bundle(self.bundle, self.spec, self.key)
        (self.file,) = self.bundle.iterdir()

    def _fill_store(self) -> None:
        """As many files as a district has, one of them a video."""
        self.store.mkdir()
        block = os.urandom(1 << 20)
        video = int(BYTES * VIDEO)
        sizes = [video, *[(BYTES - video) // SMALL_FILES] * SMALL_FILES]
        sums = []
        for number, size in enumerate(sizes):
            data = b"%PDF-" + number.to_bytes(8, "big") + block * (size // len(block) + 1)
            data = data[:size]
            sha256 = hashlib.sha256(data).hexdigest()
            (self.store / sha256).write_bytes(data)
            sums.append({"sha256": sha256, "size": size, "ext": "pdf", "crc32": zlib.crc32(data)})
        (self.base / "sums.json").write_text(json.dumps(sums))

    def _spec(self) -> Any:
        from kks_desktop.bundle.baginfo import BagInfo
        from kks_desktop.bundle.plan import BundleSpec, EvidenceFile

        info = BagInfo(
            *("15.71", 2025, 1, "Kota Jambi", "0199b2c4-7d1e-7c33-9a51-5a0f4be0c9d1"),
            *("Usulan", "province-15", NOW, "bench"),
        )
        sums = json.loads((self.base / "sums.json").read_text())
        document = {
            "instrument": "kks-2025",
            "region": "15.71",
            "year": 2025,
            "revision": 1,
            "evidence": [{key: one[key] for key in ("sha256", "size", "ext")} for one in sums],
        }
        files = (
            EvidenceFile(one["sha256"], "pdf", self.store / one["sha256"], one["crc32"])
            for one in sums
        )
        return BundleSpec(info, json.dumps(document).encode(), evidence=tuple(files))

    def _empty(self, name: str) -> Path:
        folder = self.base / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    # ------------------------------------------------------------ ours

    def export(self) -> None:
        from kks_desktop.bundle.writer import write_bundle

        write_bundle(self._empty("out"), self.spec, self.key)

    def export_not_read_back(self) -> None:
        """With sums that are not known, so that every source is hashed."""
        from kks_desktop.bundle import writer
        from kks_desktop.platform.sums import Watch

        files = tuple(replace(file, crc32=None) for file in self.spec.evidence)
        spec = replace(self.spec, evidence=files)
        (plan,) = writer.plan_volumes(spec, self.key)
        writer._write_part(self._empty("out") / plan.file_name, plan, Watch())

    def check(self) -> None:
        """All checks of a copy that is there already."""
        from kks_desktop.bundle.volume import Findings, check_volume
        from kks_desktop.platform.sums import Watch

        check_volume(self.file, self._trust(), Watch(), Findings())

    def verify(self) -> None:
        from kks_desktop.bundle.verify import verify_bundle

        found = verify_bundle(self.file, self._trust(), self._empty("quarantine"))
        assert found.ok, found.refusal

    def _trust(self) -> Any:
        from kks_desktop.bundle.trust import Trust, TrustedKey

        return Trust((TrustedKey(self.key.public, "15.71", "operator", ""),), NOW)

    def seal(self) -> None:
        from kks_desktop.bundle.sealing import seal_files

        seal_files([self.file], self._empty("sealed"), [self.identity.recipient])

    def encrypt(self) -> None:
        """Sealing, but for reading it back."""
        from kks_desktop.bundle import sealing
        from kks_desktop.platform.sums import Watch

        target = self._empty("encrypted") / f"{self.file.name}.age"
        sealing._Job(self.file, target, [self.identity.recipient], Watch()).write()

    def open_sealed(self) -> None:
        from kks_desktop.bundle.verify import verify_bundle

        (sealed,) = (self.base / "sealed").iterdir()
        folder = self._empty("quarantine")
        assert verify_bundle(sealed, self._trust(), folder, opener=self.identity).ok

    # ------------------------------------------------------------ theirs

    def _sh(self, script: str) -> None:
        tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.base,
            env={**os.environ, "PATH": tools},
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def copy_then_hash(self) -> None:
        self._empty("copy")
        self._sh("cp -r store copy/ && openssl dgst -sha256 copy/store/*")

    def hash_file(self) -> None:
        self._sh(f"openssl dgst -sha256 bundle/{self.file.name}")

    def copy_file_then_hash(self) -> None:
        self._empty("copy")
        self._sh(f"cp bundle/{self.file.name} copy/x && openssl dgst -sha256 copy/x")

    def tools(self) -> None:
        self._empty("x")
        self._sh(
            f"cd x && unzip -q ../bundle/{self.file.name} && cd {self.file.stem} && "
            "minisign -V -H -m tagmanifest-sha256.txt -p ../../operator.pub && "
            "bagit.py --quiet --processes 2 --validate ."
        )

    def age(self) -> None:
        self._empty("aged")
        self._sh(f"age -r {self.identity.recipient} -o aged/x bundle/{self.file.name}")

    def age_then_hash(self) -> None:
        self._empty("aged")
        self._sh(
            f"age -r {self.identity.recipient} -o aged/x bundle/{self.file.name} && "
            "openssl dgst -sha256 aged/x"
        )


OURS = ("export", "export_not_read_back", "check", "verify", "encrypt", "seal", "open_sealed")
THEIRS = ("copy_then_hash", "hash_file", "copy_file_then_hash", "tools", "age", "age_then_hash")


def timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak(base: Path, name: str) -> float:
    """The most memory of one piece of work, in a process of its own, in MB."""
    bench = str(Path(__file__).parent)
    script = MEMORY.format(bench=bench, root=str(ROOT), base=str(base))
    done = subprocess.run(
        [sys.executable, "-c", script, name], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="kks-bench-", dir=place()) as name:
        work = Work(Path(name))
        took: dict[str, list[float]] = {name: [] for name in (*OURS, *THEIRS)}
        for _ in range(RUNS):
            for name_of in took:
                took[name_of].append(timed(getattr(work, name_of)))
        peaks = {name_of: peak(work.base, name_of) for name_of in OURS}
    middle = {name_of: median(values) for name_of, values in took.items()}
    floor = middle["copy_then_hash"]
    # The tools must take six times as long, so ours a sixth.
    tools = middle["tools"]
    report(
        "bundle",
        [
            Row("export, not read back", middle["export_not_read_back"], "s", floor, 1.0),
            Row("export, read back", middle["export"], "s", floor, 1.5),
            Row("verify a copy", middle["check"], "s", middle["hash_file"], 1.0),
            Row("the same, against unzip, minisign, bagit.py", middle["check"], "s", tools, 1 / 6),
            Row("copy and verify", middle["verify"], "s", middle["copy_file_then_hash"], 1.0),
            Row(
                "copy and verify, against unzip, minisign, bagit.py",
                middle["verify"],
                "s",
                tools,
                1 / 6,
            ),
            Row("encrypt and hash, not read back", middle["encrypt"], "s", middle["age"], 1.6),
            Row("seal, read back; age, then hash", middle["seal"], "s", middle["age_then_hash"]),
            Row("open and verify a sealed one", middle["open_sealed"], "s"),
            *(
                Row(f"peak memory: {name_of.replace('_', ' ')}", value, "MB", limit=80)
                for name_of, value in peaks.items()
            ),
        ],
    )


if __name__ == "__main__":
    main()
