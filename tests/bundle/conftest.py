"""A district with a key, and a province that trusts it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from kks_desktop.bundle.verify import Verification, verify_bundle
from tests.bundle.forge import Bag, make_bag, make_spec, new_key, trust, trusted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kks_desktop.bundle.keys import SecretKey
    from kks_desktop.bundle.plan import BundleSpec
    from kks_desktop.bundle.trust import Trust


@pytest.fixture(scope="session")
def key() -> SecretKey:
    """The operator's key of Kota Jambi."""
    return new_key()


@pytest.fixture(scope="session")
def head() -> SecretKey:
    """The key of the head who countersigns."""
    return new_key()


@pytest.fixture
def bag(key: SecretKey) -> Bag:
    """A good bag, made by hand."""
    return make_bag(key)


@pytest.fixture
def spec(tmp_path: Path) -> BundleSpec:
    """A sending with its proofs in a store."""
    store = tmp_path / "store"
    store.mkdir()
    return make_spec(store)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An empty target folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def check(tmp_path: Path, key: SecretKey, head: SecretKey) -> Callable[..., Verification]:
    """Verify bytes, as the province that trusts both keys; nothing may be left behind."""
    usual = trust(trusted(key), trusted(head, role="head", person="Budi Santoso"))
    quarantine = tmp_path / "quarantine"

    def run(data: bytes, trusting: Trust = usual) -> Verification:
        path = tmp_path / "bundle.zip"
        path.write_bytes(data)
        result = verify_bundle(path, trusting, quarantine)
        assert list(quarantine.iterdir()) == []
        return result

    return run


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    yield from _mounted(tmp_path / "small", "size=1m")


@pytest.fixture
def locked_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system that cannot be written, not even by root."""
    yield from _mounted(tmp_path / "locked", "ro")


def _mounted(folder: Path, options: str) -> Iterator[Path]:
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
