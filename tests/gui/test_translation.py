"""Qt's own texts are Indonesian, and the compiled file is that of its source."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from kks_desktop.qt.translation import load_translation

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"


@pytest.fixture
def translated(qapp: QApplication):
    before = QLocale()
    translator = load_translation(qapp)
    yield translator
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("context", "source", "words"),
    [
        ("QPlatformTheme", "Cancel", "Batal"),
        ("QPlatformTheme", "&Yes", "&Ya"),
        ("QLineEdit", "&Paste", "&Tempel"),
        ("QWidgetTextControl", "Select All", "Pilih semua"),
        ("QFileDialog", "File &name:", "&Nama berkas:"),
        ("QPrintDialog", "Print", "Cetak"),
        ("QScrollBar", "Top", "Paling atas"),
    ],
)
def test_texts_of_qt(translated, context: str, source: str, words: str) -> None:
    assert QCoreApplication.translate(context, source) == words


def test_numbers_and_dates_are_indonesian(translated) -> None:
    assert QLocale().toString(1234567) == "1.234.567"
    assert QLocale().monthName(8) == "Agustus"


def test_the_compiled_file_is_fresh(tmp_path: Path) -> None:
    release = shutil.which("pyside6-lrelease", path=str(Path(sys.executable).parent))
    assert release is not None
    made = tmp_path / "qtbase_id.qm"
    command = [release, "-silent", str(FOLDER / "qtbase_id.ts"), "-qm", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    assert made.read_bytes() == (FOLDER / "qtbase_id.qm").read_bytes()
