"""The same input gives the same bytes, in any process, and costs little."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kks_desktop.reports.evaluation import evaluation_pdf
from kks_desktop.reports.keycard import keycard_pdf
from tests.reports.builder import evaluated, half, some_card, some_facts, the_instrument

ROOT = Path(__file__).parents[2]
SCRIPT = """
import hashlib
from tests.reports.test_same_bytes import report, card
print(hashlib.sha256(report()).hexdigest(), hashlib.sha256(card()).hexdigest())
"""
MEMORY = """
from pathlib import Path
from tests.reports.test_same_bytes import report
report()
lines = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""
MOST_MEMORY_KB = 150 * 1024


def report() -> bytes:
    return evaluation_pdf(the_instrument(), evaluated(half()), some_facts(draft=True))


def card() -> bytes:
    return keycard_pdf(some_card(), some_facts())


def in_process(script: str, **variables: str) -> str:
    environment = {**os.environ, **variables, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    return done.stdout.strip()


def test_same_input_same_bytes_here() -> None:
    assert report() == report()
    assert card() == card()


def test_same_bytes_in_other_processes() -> None:
    here = " ".join(hashlib.sha256(made).hexdigest() for made in (report(), card()))
    assert in_process(SCRIPT, PYTHONHASHSEED="1", TZ="Asia/Jayapura") == here
    elsewhere = in_process(
        SCRIPT, PYTHONHASHSEED="77", TZ="America/New_York", SOURCE_DATE_EPOCH="1", LC_ALL="C"
    )
    assert elsewhere == here


def test_other_input_other_bytes() -> None:
    facts = some_facts(draft=True)
    later = replace(facts, source_date_epoch=facts.source_date_epoch + 86_400)
    other = evaluation_pdf(the_instrument(), evaluated(half()), later)
    assert other != report()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_stays_small() -> None:
    # Not getrusage: a child inherits the peak of the process that forked it.
    assert int(in_process(MEMORY)) < MOST_MEMORY_KB


def test_importing_the_package_does_not_load_reportlab() -> None:
    script = (
        "import sys, kks_desktop.reports, kks_desktop.reports.model, kks_desktop.reports.words;"
        "print('reportlab' in sys.modules, 'segno' in sys.modules)"
    )
    assert in_process(script) == "False False"
