"""The outsider's recipe: anybody can check a bundle with public tools, without our program."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.writer import write_bundle
from tests.bundle.forge import HEAD_SIGNATURE, Bag

if TYPE_CHECKING:
    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.plan import BundleSpec

UNPACK = """
mkdir x && cd x && 7zz x ../bundle.zip && cd kks-1571-2025-r001-1of1
"""
MINISIGN = """
minisign -V -H -m tagmanifest-sha256.txt -p ../../operator.pub
"""
HASHES = """
sha256sum --strict --quiet -c tagmanifest-sha256.txt
sha256sum --strict --quiet -c manifest-sha256.txt
diff <(cut -c67- manifest-sha256.txt | sort) <(find data -type f | sort)
test -z "$(ls -A | grep -vE '^(data|(bag-info|bagit|manifest-sha256|tagmanifest-sha256)[.]txt|\
tagmanifest-sha256[.]txt([.]head)?[.]minisig)$')"
"$PYTHON" -m bagit --quiet --validate .
"""
HEAD = f"""
minisign -V -H -m tagmanifest-sha256.txt -x {HEAD_SIGNATURE} -p ../../head.pub
"""
OPENSSL = r"""
(printf '\060\052\060\005\006\003\053\145\160\003\041\000'
 sed -n 2p ../../operator.pub | base64 -d | tail -c 32) > ../k.der
sed -n 2p tagmanifest-sha256.txt.minisig | base64 -d | tail -c 64 > ../s.bin
openssl dgst -blake2b512 -binary tagmanifest-sha256.txt > ../h.bin
openssl pkeyutl -verify -pubin -keyform DER -inkey ../k.der -rawin -in ../h.bin -sigfile ../s.bin
sed -n 4p tagmanifest-sha256.txt.minisig | base64 -d > ../g.bin
(cat ../s.bin; sed -n 3p tagmanifest-sha256.txt.minisig | tail -c +18 | tr -d '\n') > ../c.bin
openssl pkeyutl -verify -pubin -keyform DER -inkey ../k.der -rawin -in ../c.bin -sigfile ../g.bin
"""
RECIPE = UNPACK + MINISIGN + HASHES


def follow(recipe: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHON": sys.executable, "LC_ALL": "C"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", recipe],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def desk(tmp_path: Path, key: SecretKey, head: SecretKey) -> Path:
    """The outsider's folder, with the public keys from the printed cards."""
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "operator.pub").write_text(key.public.to_text())
    (folder / "head.pub").write_text(head.public.to_text())
    return folder


def test_good_bundle_passes(spec: BundleSpec, key: SecretKey, desk: Path) -> None:
    written = write_bundle(desk, spec, key)
    written.files[0].rename(desk / "bundle.zip")
    done = follow(RECIPE + OPENSSL, desk)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Trusted comment: v1 district=15.71 rev=1 at=2026-11-22T05:10:00Z" in done.stdout
    assert done.stdout.count("Signature Verified Successfully") == 2
    tag_manifest = desk / "x" / written.files[0].stem / "tagmanifest-sha256.txt"
    digest = hashlib.sha256(tag_manifest.read_bytes()).hexdigest()
    assert written.content_id == f"sha256:{digest}"


def test_countersigned_bundle_passes(bag: Bag, key: SecretKey, head: SecretKey, desk: Path) -> None:
    (desk / "bundle.zip").write_bytes(bag.sign(key, head=head).zip())
    done = follow(RECIPE + HEAD + OPENSSL, desk)
    assert done.returncode == 0, done.stdout + done.stderr


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def payload_flip(bag: Bag) -> bytes:
    name = bag.evidence()
    return bag.set(name, flip(bag.files[name], 500)).zip()


def answer_edit(bag: Bag) -> bytes:
    return bag.edit(b'"lalu":12', b'"lalu":13').zip()


def relabelled_edit(bag: Bag) -> bytes:
    return bag.edit(b'"lalu":12', b'"lalu":13').relabel().sign().zip()


def dropped(bag: Bag) -> bytes:
    del bag.files[bag.evidence()]
    return bag.zip()


def added_payload(bag: Bag) -> bytes:
    return bag.set(f"data/evidence/{'a' * 64}.pdf", b"%PDF-").zip()


def added_tag(bag: Bag) -> bytes:
    return bag.set("autorun.inf", b"[autorun]").zip()


def cut(bag: Bag) -> bytes:
    return bag.zip()[:5_000]


DAMAGES = [payload_flip, answer_edit, relabelled_edit, dropped, added_payload, added_tag, cut]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_bundle_fails(damage: object, bag: Bag, desk: Path) -> None:
    assert callable(damage)
    (desk / "bundle.zip").write_bytes(damage(bag))
    assert follow(RECIPE, desk).returncode != 0


def test_openssl_alone_finds_a_forgery(bag: Bag, desk: Path) -> None:
    (desk / "bundle.zip").write_bytes(relabelled_edit(bag))
    assert follow(UNPACK + HASHES, desk).returncode == 0
    assert follow("cd x/kks*" + OPENSSL, desk).returncode != 0
