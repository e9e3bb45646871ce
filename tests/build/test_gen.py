"""build/gen.py: what is committed is what its sources give."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

GEN = Path(__file__).parents[2] / "build" / "gen.py"

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0">
 <class>Tanya</class>
 <widget class="QDialog" name="Tanya">
  <property name="windowTitle"><string>Nilai ≥ 71</string></property>
 </widget>
</ui>
"""


@pytest.fixture
def gen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Load the script for a small tree of its own."""
    spec = importlib.util.spec_from_file_location("gen", GEN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name, folder in {"UI": "ui", "FORMS": "forms", "INSTRUMENTS": "instruments"}.items():
        (tmp_path / folder).mkdir()
        monkeypatch.setattr(module, name, tmp_path / folder)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def run(gen: ModuleType, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["gen.py", *arguments])
    return gen.main()


def test_committed_files_are_fresh() -> None:
    done = subprocess.run([sys.executable, GEN, "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_form_is_annotated_and_has_no_banner(
    gen: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    (gen.UI / "tanya.ui").write_text(FORM, "utf-8")
    assert run(gen, monkeypatch) == 0
    code = (gen.FORMS / "ui_tanya.py").read_text("utf-8")
    assert code.startswith('"""Compiled from ui/tanya.ui')
    assert "def setupUi(self, Tanya: QDialog) -> None:" in code
    assert "def retranslateUi(self, Tanya: QDialog) -> None:" in code
    assert "connectSlotsByName" not in code
    assert "6.11" not in code


def test_check_finds_stale_and_orphaned_files(
    gen: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = gen.INSTRUMENTS / "a.toml"
    source.write_text("nilai = 1\n", "utf-8")
    assert run(gen, monkeypatch) == 0
    assert run(gen, monkeypatch, "--check") == 0

    source.write_text("nilai = 2\n", "utf-8")
    (gen.FORMS / "ui_lama.py").touch()
    capsys.readouterr()
    assert run(gen, monkeypatch, "--check") == 1
    assert capsys.readouterr().out.replace("\\", "/").splitlines() == [
        "gen: usang: instruments/a.json",
        "gen: tanpa sumber: forms/ui_lama.py",
    ]
    assert run(gen, monkeypatch) == 0
    assert run(gen, monkeypatch, "--check") == 0
    assert not (gen.FORMS / "ui_lama.py").exists()


def test_decimals_keep_their_digits(gen: ModuleType) -> None:
    value = {"b": [Decimal("90.910"), Decimal("1E-7"), 3, True], "a": 'é "≥"'}
    assert gen.encode(value) == '{"b":[90.910,1E-7,3,true],"a":"é \\"≥\\""}'


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), None, 1.5])
def test_what_json_cannot_say_is_refused(gen: ModuleType, value: object) -> None:
    with pytest.raises(TypeError):
        gen.encode(value)
