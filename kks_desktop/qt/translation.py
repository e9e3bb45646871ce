"""Indonesian for the texts that come from Qt itself; ours are Indonesian already."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from kks_desktop.platform.paths import resources

NAME = "qtbase_id.qm"

_log = logging.getLogger(__name__)


def load_translation(app: QCoreApplication) -> QTranslator | None:
    """Make dates, numbers and Qt's own buttons and menus Indonesian, before the first window.

    The caller keeps the translator for as long as the program runs. Without the file the
    program works all the same, with some English words.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    translator = QTranslator(app)
    if not translator.load(str(resources() / "translations" / NAME)):
        _log.warning("no translation of Qt's texts: %s", NAME)
        return None
    app.installTranslator(translator)
    return translator
