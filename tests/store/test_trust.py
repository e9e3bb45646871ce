"""Keys that are believed, and papers of a province."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kks_desktop.store.connection import open_writer
from kks_desktop.store.trust import (
    COMPARED,
    FROM_KEYRING,
    PaperRow,
    TrustedKeyRow,
    adopt_keys,
    confirm_key,
    drop_unconfirmed,
    letter_rule,
    newest_paper,
    put_paper,
    put_trusted_keys,
    revoke_key,
    trusted_keys,
)

OLD_STORE = Path(__file__).parents[1] / "data" / "store-version-3.sqlite3"
WAITING = TrustedKeyRow("AA", "RWQ…", "15.71", "operator", "Siti", "2025-01-01", COMPARED, "Ani")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(tmp_path)) as connection:
        yield connection


def test_a_known_key_is_left_as_it_is(connection: sqlite3.Connection) -> None:
    put_trusted_keys(connection, [WAITING])
    put_trusted_keys(connection, [WAITING._replace(region="15.72", role="head", person="Budi")])
    assert trusted_keys(connection) == [WAITING]


def test_only_what_nobody_confirmed_is_forgotten(connection: sqlite3.Connection) -> None:
    put_trusted_keys(connection, [WAITING, WAITING._replace(public="RWR…")])
    confirm_key(connection, "RWQ…", "2025-01-02", "Budi")
    confirm_key(connection, "RWQ…", "2025-01-03", "Cici")
    for public in ("RWQ…", "RWR…"):
        drop_unconfirmed(connection, public)
    assert trusted_keys(connection) == [
        WAITING._replace(confirmed_at="2025-01-02", confirmed_by="Budi")
    ]


def test_a_keyring_changes_the_times_of_a_known_key_only(connection: sqlite3.Connection) -> None:
    put_trusted_keys(connection, [WAITING])
    told = WAITING._replace(
        region="15.72", person="X", source=FROM_KEYRING, not_after="2026-01-01", reason="superseded"
    )
    adopt_keys(connection, [told])
    assert trusted_keys(connection) == [
        WAITING._replace(not_after="2026-01-01", reason="superseded")
    ]
    revoke_key(connection, "RWQ…", None, "compromised")
    assert trusted_keys(connection)[0].reason == "compromised"


def test_the_newest_paper_is_that_with_the_highest_serial(connection: sqlite3.Connection) -> None:
    paper = PaperRow("keyring", "15", 2, "sha256:b", "2025", b"{}", b"PK", "2025")
    put_paper(connection, paper)
    put_paper(connection, paper._replace(serial=1, content_id="sha256:a"))
    put_paper(connection, paper._replace(document=b"{1}"))
    assert newest_paper(connection, "keyring", "15") == paper
    assert newest_paper(connection, "reference", "15") is None
    assert newest_paper(connection, "keyring", "13") is None


def test_a_store_that_was_not_migrated_still_tells_its_keys() -> None:
    with closing(sqlite3.connect(f"file:{OLD_STORE}?mode=ro&immutable=1", uri=True)) as old:
        keys = trusted_keys(old)
        assert newest_paper(old, "keyring", "15") is None
        assert letter_rule(old, "15") == ""
    assert keys
    assert all(key.role == "operator" and key.confirmed_at == key.added_at for key in keys)


def test_the_newest_reference_says_what_becomes_of_the_letter(
    connection: sqlite3.Connection,
) -> None:
    assert letter_rule(connection, "15") == ""
    for serial, rule in ((1, "hard"), (2, "soft")):
        document = f'{{"policy":{{"surat":"{rule}"}}}}'.encode()
        paper = PaperRow("reference", "15", serial, f"sha256:{serial}", "2025", document, b"", "")
        put_paper(connection, paper)
        assert letter_rule(connection, "15") == rule
    assert letter_rule(connection, "13") == ""
