"""Proof by force: ``build/force [--short] [name…]``.

Names: window, commands, power, faults, stick, soak. Exit status 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import faulthandler
import importlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.force.common import Figure, report, scratch, seeded

MODULES = {
    "window": ("kill_window", 300, 8),
    "commands": ("kill_commands", 100, 3),
    "power": ("power_cut", 1000, 20),
    "faults": ("faults", 1, 1),
    "stick": ("stick", 50, 1),
    "soak": ("soak", 50_000, 2_000),
}

LIMIT_S, LIMIT_SHORT_S = 3600, 300
"""Seconds after which a proof that hangs is ended, with the stacks of where it hung."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="build/force")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("names", nargs="*", metavar="name")
    options = parser.parse_args()
    faulthandler.dump_traceback_later(LIMIT_SHORT_S if options.short else LIMIT_S, exit=True)
    chance = seeded()
    figures: list[Figure] = []
    begun = time.monotonic()
    for name in options.names or MODULES:
        module, full, short = MODULES[name]
        print(f"== {name}", flush=True)
        with scratch() as folder:
            run = importlib.import_module(f"tests.force.{module}").run
            found = run(short if options.short else full, folder, chance)
        figures += found
        for one in found:
            print(f"{one.what}: {one.checked} checked, {one.bad} bad, {one.note}", flush=True)
    report(figures)
    print(f"{time.monotonic() - begun:.0f} s")
    bad = sum(one.bad for one in figures)
    if bad:
        print(f"force: {bad} LOST", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
