from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kks_desktop.bundle.media import HEAD_SIZE, media_fits
from kks_desktop.exchange.inspection.findings import Inspection
from kks_desktop.exchange.inspection.inspector import Inspector


@pytest.fixture(scope="session")
def inspector() -> Iterator[Inspector]:
    """One child process for all tests, as the program has one for all files."""
    with Inspector() as made:
        yield made


Look = Callable[..., Inspection]


@pytest.fixture
def look(inspector: Inspector) -> Look:
    """Inspect a file; what is accepted must pass the gate of the province too."""

    def look(path: Path, name: str = "") -> Inspection:
        found = inspector.inspect(path, name or path.name)
        if not found.refused:
            with path.open("rb") as stream:
                assert media_fits(found.ext, stream.read(HEAD_SIZE)), found
        assert all(f.sentence.endswith(".") and "  " not in f.sentence for f in found.findings)
        assert Inspection.from_table(found.to_table(), found.thumbnail) == found
        return found

    return look
