"""``--self-check``: does this program, as installed, have everything that it needs?"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QIcon

from kks_desktop import __version__
from kks_desktop.platform.paths import resources
from kks_desktop.qt import forms
from kks_desktop.qt.app import KksApplication
from kks_desktop.services.practice import PASSPHRASE, fill_district
from kks_desktop.services.workspace import Workspace


def run_self_check(application: KksApplication) -> int:
    """Run every check and say each result; 0 if all passed."""
    print(f"KKS Desktop {__version__}, Python {sys.version.split()[0]}, Qt {qVersion()}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="kks-periksa-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        checks: tuple[tuple[str, Callable[[], None]], ...] = (
            ("formulir", _forms),
            ("ikon", _icons),
            ("huruf", _fonts),
            ("data", lambda: _store(folder)),
            ("jendela", lambda: _window(application, folder)),
            ("berkas usulan", lambda: _bundle(folder)),
            ("laporan", lambda: _report(folder)),
            ("pemeriksa bukti", lambda: _inspection(folder)),
        )
        for title, check in checks:
            try:
                check()
            except Exception:  # noqa: BLE001 - every fault is a finding here
                traceback.print_exc()
                print(f"GAGAL: {title}")
                failed += 1
            else:
                print(f"baik: {title}")
    return 1 if failed else 0


def _require(condition: bool, sentence: str) -> None:
    if not condition:
        raise RuntimeError(sentence)


def _forms() -> None:
    """Set up every compiled form on a fresh widget of its own class."""
    names = [module.name for module in pkgutil.iter_modules(forms.__path__)]
    _require(bool(names), "no forms")
    for name in names:
        module = importlib.import_module(f"{forms.__name__}.{name}")
        makers = [getattr(module, item) for item in dir(module) if item.startswith("Ui_")]
        _require(bool(makers), f"{name} has no form")
        for maker in makers:
            annotations = maker.setupUi.__annotations__
            host = next(kind for key, kind in annotations.items() if key != "return")
            maker().setupUi(host())


def _icons() -> None:
    icon = QIcon(str(resources() / "icons" / "kks.png"))
    _require(not icon.isNull() and bool(icon.availableSizes()), "no program icon")


def _fonts() -> None:
    for path in sorted((resources() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        _require(number >= 0, f"{path.name} is no font")
        QFontDatabase.removeApplicationFont(number)


def _store(folder: Path) -> None:
    workspace = Workspace(folder / "data")
    try:
        fill_district(workspace)
    finally:
        workspace.close()
    reopened = Workspace(folder / "data")
    try:
        _require(len(reopened.require_session().fields) > 300, "entries were not kept")
        _require(reopened.damage() == "", "the store is damaged")
    finally:
        reopened.close()


def _window(application: KksApplication, folder: Path) -> None:
    """Open the window and each of its pages."""
    from kks_desktop.qt.main.entries import BASIS, BODIES, CHECK, HOME, REPORT, SEND
    from kks_desktop.qt.main.window import MainWindow

    workspace = Workspace(folder / "data")
    window = MainWindow(workspace, application)
    try:
        window.show()
        for key in (HOME, BASIS, BODIES, "1", "9.14", REPORT, SEND, CHECK):
            window.go(key)
            _require(not window.grab().isNull(), f"page {key} was not painted")
    finally:
        window.close()
        workspace.close()


def _bundle(folder: Path) -> None:
    from kks_desktop.services.checking import check_bundle
    from kks_desktop.services.sending import make_key, send

    workspace = Workspace(folder / "data")
    try:
        make_key(workspace, PASSPHRASE, "Pemeriksa")
        target = folder / "flashdisk"
        target.mkdir()
        sent = send(workspace, target, PASSPHRASE)
        found = check_bundle(workspace, sent.files[0])
        _require(found.ok, f"own bundle refused: {found.refusal}")
    finally:
        workspace.close()


def _report(folder: Path) -> None:
    import pypdfium2

    from kks_desktop.services.papers import EVALUATION, print_paper

    workspace = Workspace(folder / "data")
    try:
        pages = len(pypdfium2.PdfDocument(print_paper(workspace, EVALUATION)))
    finally:
        workspace.close()
    _require(pages > 5, "the report is too short")


def _inspection(folder: Path) -> None:
    """Let the child process open a photo: it is this program with other arguments."""
    from PIL import Image

    from kks_desktop.exchange.inspection.inspector import Inspector

    photo = folder / "foto.jpg"
    Image.linear_gradient("L").resize((1600, 1200)).save(photo)
    with Inspector() as inspector:
        found = inspector.inspect(photo, "foto.jpg")
    _require(found.media == "jpg" and bool(found.thumbnail), f"photo not seen: {found}")
