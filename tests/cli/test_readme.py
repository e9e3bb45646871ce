"""What the documents tell people to type is typed here, line by line, with the real tools."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.countersign import countersign
from kks_desktop.bundle.identity import new_identity
from kks_desktop.bundle.keys import PublicKey, new_key
from kks_desktop.bundle.refusals import Refusal
from kks_desktop.bundle.sealing import seal_files
from kks_desktop.bundle.trust import Trust, TrustedKey
from kks_desktop.cli import main
from kks_desktop.domain.instrument import MeasureKind
from kks_desktop.domain.instrument_reader import _MEASURE_KEYS
from kks_desktop.domain.instrument_rules import RULE_KINDS
from kks_desktop.services.practice import write_sample

if TYPE_CHECKING:
    from tests.cli.conftest import Kks

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
STEM = "kks-1571-2025-r001-1of1"
SIGNATURE = "tagmanifest-sha256.txt.minisig"
Files = dict[str, bytes]


def block(name: str, path: Path = README) -> str:
    """The fenced block after the comment ``uji: name``."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(rf"<!-- uji: {name} -->\n```(?:ba)?sh\n(.*?)\n```", text, re.DOTALL)
    assert len(found) == 1, f"{name}: {len(found)} blocks"
    return str(found[0])


def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run lines as a person would, but stop at the first that fails."""
    tools = [str(Path(sys.executable).parent), os.environ["PATH"]]
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": os.pathsep.join(tools)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def exported(written_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's bundle and its public key; do not change it."""
    base = tmp_path_factory.mktemp("usulan")
    data = shutil.copytree(written_sample / "kabupaten", base / "kabupaten")
    desk = base / "meja"
    desk.mkdir()
    passphrase = str(written_sample / "passphrase.txt")
    arguments = ["export", "--data", str(data), "--out", str(desk), "--passphrase-file"]
    assert main([*arguments, passphrase]) == 0
    shutil.copy(written_sample / "operator.pub", desk)
    assert sorted(path.name for path in desk.iterdir()) == [f"{STEM}.zip", "operator.pub"]
    return desk


@pytest.fixture
def desk(exported: Path, tmp_path: Path) -> Path:
    """The same folder, to be changed."""
    return Path(shutil.copytree(exported, tmp_path / "meja"))


# ------------------------------------------------------------- verifying without us


def test_the_recipes_accept_a_good_bundle(kks: Kks, desk: Path) -> None:
    done = run(block("periksa") + "\n" + block("openssl"), desk)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Signature and comment signature verified" in done.stdout
    assert "Signature Verified Successfully" in done.stdout
    tag_manifest = (desk / "x" / STEM / "tagmanifest-sha256.txt").read_bytes()
    content_id = hashlib.sha256(tag_manifest).hexdigest()
    assert content_id in done.stdout
    assert (
        kks("verify", desk / f"{STEM}.zip", "--json").json["content_id"] == f"sha256:{content_id}"
    )


def test_every_line_of_the_recipe_stands_alone(desk: Path) -> None:
    """Nobody stops at the first line that fails, so each must be able to fail by itself."""
    first, *lines = block("periksa").splitlines()
    assert run(first, desk).returncode == 0
    for line in (*lines, block("openssl")):
        assert run(line, desk / "x" / STEM).returncode == 0, line


def test_the_key_of_the_card_will_do(desk: Path) -> None:
    """The README's ``minisign -P`` with the line that the card prints."""
    assert run(block("periksa"), desk).returncode == 0
    line = (desk / "operator.pub").read_text().splitlines()[1]
    (command,) = re.findall(r"`(minisign -V [^`]+ -P BARIS_KUNCI)`", README.read_text("utf-8"))
    command = command.replace("BARIS_KUNCI", line)
    assert run(command, desk / "x" / STEM).returncode == 0
    forged = line[:-2] + ("A" if line[-2] != "A" else "B") + line[-1]
    assert run(command.replace(line, forged), desk / "x" / STEM).returncode != 0


def test_the_recipes_of_the_head_and_of_the_seal(exported: Path, tmp_path: Path) -> None:
    """The same bundle, countersigned and sealed, opened and checked as the README says."""
    desk = tmp_path / "meja"
    desk.mkdir()
    head, identity = new_key(), new_identity()
    operator = PublicKey.parse((exported / "operator.pub").read_bytes())
    trust = Trust(
        (TrustedKey(operator, "15.71", "operator", ""),), datetime.now(UTC), practice=True
    )
    signed = tmp_path / "disahkan"
    signed.mkdir()
    plain = exported / f"{STEM}.zip"
    written = countersign(plain, head, signed, trust, tmp_path / "karantina")
    seal_files(written.files, desk, [identity.recipient])
    shutil.copy(exported / "operator.pub", desk)
    (desk / "kepala.pub").write_text(head.public.to_text())
    (desk / "provinsi.txt").write_text(identity.secret_text)
    done = run("\n".join(block(name) for name in ("segel", "periksa", "kepala", "openssl")), desk)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Signature and comment signature verified") == 2
    # Another key than the head's, and another than the province's, will not do.
    shutil.copy(desk / "operator.pub", desk / "kepala.pub")
    assert run(block("kepala"), desk / "x" / STEM).returncode != 0
    (desk / f"{STEM}.zip").unlink()
    (desk / "provinsi.txt").write_text(new_identity().secret_text)
    assert run(block("segel"), desk).returncode != 0


def _one_byte(files: Files) -> None:
    data = files["data/submission.json"]
    files["data/submission.json"] = data.replace(b'"revision":1', b'"revision":2')
    assert len(files["data/submission.json"]) == len(data)
    assert files["data/submission.json"] != data


def _relabelled(files: Files) -> None:
    """The same change with every hash made right again: only the signature is left to tell."""
    _one_byte(files)
    names = sorted(name for name in files if name.startswith("data/"))
    files["manifest-sha256.txt"] = _manifest(files, names)
    tags = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"]
    files["tagmanifest-sha256.txt"] = _manifest(files, tags)


def _manifest(files: Files, names: list[str]) -> bytes:
    lines = (f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in names)
    return "".join(lines).encode()


def _added_payload(files: Files) -> None:
    files["data/tambahan.pdf"] = b"%PDF-1.4"


def _added_beside(files: Files) -> None:
    files["autorun.inf"] = b"[autorun]"


def _removed(files: Files) -> None:
    del files["data/report.pdf"]


def _changed_label(files: Files) -> None:
    files["bag-info.txt"] = files["bag-info.txt"].replace(b"Practice: yes\n", b"")


def _damage(desk: Path, change: Callable[[Files], None]) -> None:
    """Take the bundle apart, change it, and pack it again under its own name."""
    path = desk / f"{STEM}.zip"
    with zipfile.ZipFile(path) as archive:
        files = {name.removeprefix(f"{STEM}/"): archive.read(name) for name in archive.namelist()}
    before = dict(files)
    change(files)
    assert files != before
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{STEM}/{name}", data)


@pytest.mark.parametrize(
    "change", [_one_byte, _relabelled, _added_payload, _added_beside, _removed, _changed_label]
)
def test_the_recipe_refuses_a_changed_bundle(change: Callable[[Files], None], desk: Path) -> None:
    _damage(desk, change)
    assert run(block("periksa"), desk).returncode != 0
    assert (desk / "x" / STEM).is_dir(), "refused for another reason"


def test_a_changed_byte_is_found_by_the_hashes(desk: Path) -> None:
    _damage(desk, _one_byte)
    done = run(block("periksa"), desk)
    assert "data/submission.json: FAILED" in done.stdout


def test_a_swapped_signature_is_refused(exported: Path, desk: Path, tmp_path: Path) -> None:
    """Another district's signature, good in itself, over another bundle."""
    write_sample(tmp_path / "lain")
    other = tmp_path / "lain-meja"
    other.mkdir()
    data, passphrase = tmp_path / "lain" / "kabupaten", tmp_path / "lain" / "passphrase.txt"
    arguments = ["export", "--data", str(data), "--out", str(other), "--passphrase-file"]
    assert main([*arguments, str(passphrase)]) == 0
    with zipfile.ZipFile(other / f"{STEM}.zip") as archive:
        foreign = archive.read(f"{STEM}/{SIGNATURE}")

    def swap(files: Files) -> None:
        files[SIGNATURE] = foreign

    _damage(desk, swap)
    assert run(block("periksa"), desk).returncode != 0
    done = run(block("openssl"), desk / "x" / STEM)
    assert done.returncode != 0
    assert "Signature Verified Successfully" not in done.stdout

    # the whole bundle of the other district, under the first one's key
    shutil.rmtree(desk / "x")
    shutil.copy(other / f"{STEM}.zip", desk)
    assert run(block("periksa"), desk).returncode != 0
    assert run(block("openssl"), desk / "x" / STEM).returncode != 0


def test_openssl_alone_finds_a_forgery(desk: Path) -> None:
    _damage(desk, _relabelled)
    first, minisign, *hashes = block("periksa").splitlines()
    assert minisign.startswith("minisign ")
    assert run("\n".join((first, *hashes)), desk).returncode == 0, "the forgery must be a good one"
    assert run(block("openssl"), desk / "x" / STEM).returncode != 0


# ---------------------------------------------------------------- the other examples


def test_the_example_of_the_readme_works(tmp_path: Path) -> None:
    done = run(block("contoh"), tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Benar: 15.71, penilaian 2025, r001, data latihan, sha256:" in done.stdout
    assert "Jumlah: 100/13600" in done.stdout
    assert "Indikasi kategori: Padapa" in done.stdout
    for name in ("laporan.pdf", "kartu.pdf"):
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")


def test_the_answers_of_the_readme_can_be_scored(kks: Kks, tmp_path: Path) -> None:
    (example,) = re.findall(r"```json\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL)
    path = tmp_path / "isian.json"
    path.write_text(example, encoding="utf-8")
    ran = kks("score", path, "--json")
    assert ran.status == 0, ran.err
    assert ran.json["total"] == {"score": 275, "max": 13600}


def test_the_scripts_of_the_readme_are_there() -> None:
    for line in block("bangun").splitlines():
        assert os.access(ROOT / line, os.X_OK), line
    for name in ("run.cmd", "test.cmd"):
        assert (ROOT / "build" / name).is_file()


@pytest.mark.parametrize("path", [README, *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


# ------------------------------------------------------------------------ the formats


def test_the_example_instrument_is_good(kks: Kks) -> None:
    ran = kks("instrument", "check", DOCS / "contoh-instrumen.toml", "--json")
    assert ran.status == 0, ran.out
    assert (ran.json["instrument"], ran.json["faults"]) == ("contoh-2027", [])


def test_the_example_instrument_shows_every_kind() -> None:
    text = (DOCS / "contoh-instrumen.toml").read_text(encoding="utf-8")
    for kind in (*RULE_KINDS, *MeasureKind):
        assert f'jenis = "{kind}"' in text, kind


def test_the_instrument_format_is_described_whole() -> None:
    text = (DOCS / "format-instrumen.md").read_text(encoding="utf-8")
    for key in (*RULE_KINDS, *MeasureKind, *_MEASURE_KEYS):
        assert f"`{key}`" in text, key


def test_every_refusal_is_described() -> None:
    text = (DOCS / "format-berkas.md").read_text(encoding="utf-8")
    described = re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE)
    at_import = {
        "ALREADY_RECEIVED",
        "CONFLICT",
        "SUPERSEDED",
        "INSTRUMENT",
        "WRONG_KIND",
        "NOT_OURS",
    }
    assert sorted(described) == sorted({*Refusal, *at_import})
