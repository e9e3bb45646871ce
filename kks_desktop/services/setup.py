"""The first start: names kept here so that screens import one module."""

from __future__ import annotations

from kks_desktop.services.workspace import DISTRICT, PROVINCE, SetUp

__all__ = ["DISTRICT", "PROVINCE", "SetUp"]
