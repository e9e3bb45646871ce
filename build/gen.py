"""Make the committed files that are derived from others; with --check only compare them.

    ui/x.ui                          -> kks_desktop/qt/forms/ui_x.py
    resources/instruments/x.toml     -> resources/instruments/x.json

Contents are compared, never times. Stale files and those whose source is gone fail the check.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "ui"
FORMS = ROOT / "kks_desktop" / "qt" / "forms"
INSTRUMENTS = ROOT / "resources" / "instruments"


def compile_form(source: Path) -> str:
    """Compile one .ui file to a module that mypy accepts and a Qt upgrade leaves alone."""
    uic = shutil.which("pyside6-uic", path=str(Path(sys.executable).parent))
    if uic is None:
        raise SystemExit("gen: pyside6-uic tidak ada, jalankan build/setup")
    # without automatic connections, renaming a widget cannot silently drop a slot
    done = subprocess.run(
        [uic, "--no-autoconnection", str(source)], capture_output=True, encoding="utf-8"
    )
    if done.returncode != 0:
        raise SystemExit(f"gen: {source.relative_to(ROOT)}: {done.stderr.strip()}")
    code = done.stdout.replace("\r\n", "\n")
    _banner, first_import, rest = code.partition("from PySide6")
    widget = ElementTree.parse(source).getroot().find("widget")
    if not first_import or widget is None:
        raise SystemExit(f"gen: {source.relative_to(ROOT)} tidak memuat jendela")
    rest = re.sub(
        r"def (setupUi|retranslateUi)\(self, (\w+)\):",
        rf"def \1(self, \2: {widget.get('class')}) -> None:",
        rest,
    )
    first_import, rest = "", trim_imports(first_import + rest)
    heading = f'"""Compiled from ui/{source.name} by build/gen.py: change that one."""\n\n'
    return heading + first_import + rest.rstrip() + "\n"


def trim_imports(code: str) -> str:
    """Keep of each import only the names in use.

    uic imports three dozen classes whatever a form needs, and PySide6 builds each
    with its enums when it is first named: some 10 ms of the program's start.
    """
    statement = re.compile(r"from (PySide6\.\w+) import \(([^)]*)\)\n")
    body = statement.sub("", code)

    def trimmed(found: re.Match[str]) -> str:
        names = [name.strip() for name in found[2].split(",")]
        used = [name for name in names if re.search(rf"\b{name}\b", body)]
        return f"from {found[1]} import {', '.join(used)}\n" if used else ""

    return statement.sub(trimmed, code)


def encode(value: object) -> str:
    """Write a TOML value as compact JSON in which each decimal keeps its digits."""
    match value:
        case dict():
            return "{" + ",".join(f"{encode(k)}:{encode(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ",".join(map(encode, value)) + "]"
        case Decimal() if value.is_finite():
            return str(value)
        case str() | int():
            return json.dumps(value, ensure_ascii=False)
        case _:
            raise TypeError(f"JSON has no {value!r}")


def compile_instrument(source: Path) -> str:
    """Turn an instrument into JSON, which is read twenty times faster, with its source's hash."""
    raw = source.read_bytes()
    instrument = tomllib.loads(raw.decode("utf-8"), parse_float=Decimal)
    compiled = {"source_sha256": hashlib.sha256(raw).hexdigest(), "instrument": instrument}
    return encode(compiled) + "\n"


def wanted() -> dict[Path, str]:
    """Give every derived file with the text that it should have."""
    forms = sorted(UI.glob("*.ui"))
    with ThreadPoolExecutor() as pool:  # uic spends its time starting
        files = {
            FORMS / f"ui_{source.stem}.py": text
            for source, text in zip(forms, pool.map(compile_form, forms), strict=True)
        }
    for source in sorted(INSTRUMENTS.glob("*.toml")):
        files[source.with_suffix(".json")] = compile_instrument(source)
    return files


def main() -> int:
    """Write or check the files; 1 when the check finds a difference."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if stale")
    check = parser.parse_args().check

    files = wanted()
    stale = [
        path
        for path, text in files.items()
        if not path.exists() or path.read_bytes() != text.encode("utf-8")
    ]
    orphans = {*FORMS.glob("ui_*.py"), *INSTRUMENTS.glob("*.json")} - files.keys()
    for path in stale:
        print(f"gen: {'usang' if check else 'ditulis'}: {path.relative_to(ROOT)}")
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files[path].encode("utf-8"))
    for path in sorted(orphans):
        print(f"gen: {'tanpa sumber' if check else 'dihapus'}: {path.relative_to(ROOT)}")
        if not check:
            path.unlink()
    return int(check and bool(stale or orphans))


if __name__ == "__main__":
    sys.exit(main())
