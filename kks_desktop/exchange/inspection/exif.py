"""What a camera writes into a photo: its day, its place, how it was held."""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kks_desktop.exchange.inspection.findings import YEARS

if TYPE_CHECKING:
    from PIL.Image import Exif

_CAMERA, _GPS = 0x8769, 0x8825  # the directories inside
_ORIENTATION, _CHANGED = 0x0112, 0x0132
_TAKEN = (0x9003, 0x9004)  # DateTimeOriginal, DateTimeDigitized
_OFFSETS = (0x9010, 0x9011, 0x9012)  # their time zones
_LATITUDE, _LONGITUDE = (1, 2), (3, 4)  # reference, degrees
_PLACES = Decimal("0.000001")  # of a degree: a hand's breadth
# What reading a directory made to hurt may raise.
_FAULTS = (ArithmeticError, AttributeError, KeyError, IndexError, TypeError, ValueError, OSError)


def _directory(exif: Exif, tag: int) -> Mapping[int, Any]:
    try:
        return exif.get_ifd(tag)
    except (*_FAULTS, SyntaxError):
        return {}


def day_of(exif: Exif) -> date | None:
    """The day on which the photo was taken; a clock never set gives none."""
    camera = _directory(exif, _CAMERA)
    for tag in _TAKEN:
        match = re.match(r"(\d{4})[:\-](\d\d)[:\-](\d\d)", str(camera.get(tag, "")), re.ASCII)
        if match and int(match[1]) in YEARS:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def point_of(exif: Exif) -> tuple[str, str] | None:
    """Latitude and longitude in degrees, south and west negative."""
    gps = _directory(exif, _GPS)
    try:
        latitude = _degrees(gps, *_LATITUDE, negative="S", most=90)
        longitude = _degrees(gps, *_LONGITUDE, negative="W", most=180)
    except _FAULTS:
        return None
    if not latitude and not longitude:
        return None  # a receiver that had no fix writes 0, 0
    return str(latitude), str(longitude)


def _degrees(
    gps: Mapping[int, Any], reference: int, tag: int, *, negative: str, most: int
) -> Decimal:
    degrees, minutes, seconds = (_fraction(part) for part in gps[tag])
    exact = degrees + minutes / 60 + seconds / 3600
    if not 0 <= exact <= most or minutes >= 60 or seconds >= 60:
        raise ValueError("not on this earth")
    if str(gps[reference]).strip("\0 ").upper() == negative:
        exact = -exact
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_PLACES)


def _fraction(part: Any) -> Fraction:
    if isinstance(part, float):
        return Fraction(part)
    return Fraction(int(part.numerator), int(part.denominator))


def kept_exif(exif: Exif) -> bytes:
    """The day, the place and the orientation, without the maker's notes and inner thumbnail."""
    for with_gps in (True, False):
        try:
            return _rebuilt(exif, with_gps=with_gps).tobytes()
        except (*_FAULTS, RuntimeError, struct.error):
            continue  # a place that cannot be written back stays out
    return b""


def _rebuilt(exif: Exif, *, with_gps: bool) -> Exif:
    from PIL.Image import Exif as NewExif

    kept = NewExif()
    if exif.get(_ORIENTATION) in range(1, 9):
        kept[_ORIENTATION] = exif[_ORIENTATION]
    if isinstance(exif.get(_CHANGED), str):
        kept[_CHANGED] = exif[_CHANGED]
    camera = _directory(exif, _CAMERA)
    kept.get_ifd(_CAMERA).update(
        {tag: camera[tag] for tag in (*_TAKEN, *_OFFSETS) if isinstance(camera.get(tag), str)}
    )
    if with_gps:
        kept.get_ifd(_GPS).update(_directory(exif, _GPS))
    return kept
