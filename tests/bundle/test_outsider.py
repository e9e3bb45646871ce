"""The outsider's recipe: anybody can check a bundle with public tools, without our program."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import bagit
import bagit_profile
import pytest

from kks_desktop.bundle import baginfo
from kks_desktop.bundle.baginfo import FULL_MARK
from kks_desktop.bundle.countersign import countersign
from kks_desktop.bundle.identity import make_identity
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.sealing import seal_files
from kks_desktop.bundle.writer import write_bundle
from tests.bundle.forge import HEAD_SIGNATURE, PASSPHRASE, Bag, make_spec, trust, trusted
from tests.bundle.papers import PAPERS, Office

if TYPE_CHECKING:
    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.plan import BundleSpec

PROFILE = Path(__file__).parents[2] / "docs" / "bagit-profil.json"
PROFILE_ID = "BagIt-Profile-Identifier"
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
tagmanifest-sha256[.]txt([.]head|[.]new)?[.]minisig)$')"
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


def require(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr


def test_good_bundle_passes(spec: BundleSpec, key: SecretKey, desk: Path) -> None:
    written = write_bundle(desk, spec, key)
    written.files[0].rename(desk / "bundle.zip")
    done = follow(RECIPE + OPENSSL, desk)
    require(done)
    assert "Trusted comment: v1 district=15.71 rev=1 at=2026-11-22T05:10:00Z" in done.stdout
    assert done.stdout.count("Signature Verified Successfully") == 2
    tag_manifest = desk / "x" / written.files[0].stem / "tagmanifest-sha256.txt"
    digest = hashlib.sha256(tag_manifest.read_bytes()).hexdigest()
    assert written.content_id == f"sha256:{digest}"


def test_countersigned_bundle_passes(bag: Bag, key: SecretKey, head: SecretKey, desk: Path) -> None:
    (desk / "bundle.zip").write_bytes(bag.sign(key, head=head).zip())
    require(follow(RECIPE + HEAD + OPENSSL, desk))


def judge(path: Path, signer: SecretKey, folder: Path) -> None:
    """Ask every tool that we know of; each must accept what our own verifier accepts."""
    folder.mkdir()
    (folder / "operator.pub").write_text(signer.public.to_text())
    shutil.copy(path, folder / "bundle.zip")
    with zipfile.ZipFile(path) as archive:
        bag = archive.namelist()[0].partition("/")[0]
    unpack = UNPACK.replace("kks-1571-2025-r001-1of1", bag)
    require(follow(unpack + MINISIGN + HASHES + OPENSSL, folder))
    require(follow("7zz t bundle.zip; unzip -qt bundle.zip", folder))
    require(follow("unzip -q bundle.zip -d y; diff -r x/kks* y/kks*", folder))
    assert fits_profile(folder / "x" / bag)


def fits_profile(folder: Path) -> bool:
    profile = json.loads(PROFILE.read_text("utf-8"))
    bag = bagit.Bag(str(folder))
    name = profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    name = name.replace(":submission:", f":{bag.info[PROFILE_ID].split(':')[2]}:")
    profile["BagIt-Profile-Info"][PROFILE_ID] = name
    return bool(bagit_profile.Profile(name, profile).validate(bag))


@pytest.mark.parametrize("kind", PAPERS)
def test_papers_pass(kind: Kind, key: SecretKey, head: SecretKey, out: Path, desk: Path) -> None:
    office = Office(key, head)
    signer, new = office.signer(kind), office.new_key(kind)
    written = write_bundle(out, office.spec(kind), signer, new_key=new)
    judge(written.files[0], signer, desk / "a")
    if new:
        (desk / "a" / "new.pub").write_text(new.public.to_text())
        extra = "tagmanifest-sha256.txt.new.minisig"
        require(follow(f"cd x/kks*; {MINISIGN.strip()} -x {extra} -p ../../new.pub", desk / "a"))


def test_corrections_pass(spec: BundleSpec, key: SecretKey, out: Path, desk: Path) -> None:
    document = spec.document.replace(b'"revision":1', b'"revision":2')
    info = replace(spec.info, revision=2, previous_content_id="sha256:" + "1" * 64)
    full = replace(spec, info=replace(info, mark=FULL_MARK), document=document)
    short = replace(full, info=replace(info, omitted=2), evidence=full.evidence[2:])
    for name, one in (("full", full), ("short", short)):
        judge(write_bundle(out, one, key).files[0], key, desk / name)


def test_volumes_countersigned_and_sealed_pass(
    tmp_path: Path, key: SecretKey, head: SecretKey, out: Path, desk: Path
) -> None:
    store, sealed = tmp_path / "big", desk / "sealed"
    store.mkdir()
    sealed.mkdir()
    identity = make_identity(PASSPHRASE, 10).identity
    spec = make_spec(store, {f"pdf-{n}": b"%PDF-" + bytes([n]) * 20_000 for n in range(5)})
    written = write_bundle(out, spec, key, volume_cap=60_000)
    everybody = trust(trusted(key), trusted(head, role="head"))
    countersign(written.files[0], head, out, everybody, tmp_path / "q")
    (desk / "provinsi.txt").write_text(identity.secret_text)
    for path in seal_files(written.files, sealed, [identity.recipient]).files:
        plain = desk / path.stem
        require(follow(f"age -d -i provinsi.txt -o {plain} sealed/{path.name}", desk))
        judge(plain, key, desk / plain.stem)
        (desk / plain.stem / "head.pub").write_text(head.public.to_text())
        require(follow(f"cd x/kks*; {HEAD.strip()}", desk / plain.stem))


def test_profile_knows_all_fields() -> None:
    """The published profile names what the label may hold, and only that."""
    assert set(json.loads(PROFILE.read_text("utf-8"))["Bag-Info"]) == set(baginfo._PATTERNS)


def test_profile_refuses_other_files(
    bag: Bag, desk: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Plain bagit accepts both of these."""
    bag.set("fetch.txt", b"http://example.org/ 1 data/x\n").set("autorun.inf", b"[autorun]")
    (desk / "bundle.zip").write_bytes(bag.zip())
    require(follow(UNPACK, desk))
    assert not fits_profile(desk / "x" / bag.folder)
    assert "autorun.inf" in caplog.text
    assert "Fetch.txt is present" in caplog.text


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
