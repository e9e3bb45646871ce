"""pdfium does one thing at a time, whatever the thread: whoever calls it holds this lock."""

from __future__ import annotations

from threading import Lock

PDFIUM = Lock()
