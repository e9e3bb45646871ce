"""reference.json: figures, targets, readings, deadlines and rules that a province hands out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, cast

from kks_desktop.bundle.baginfo import BagInfo
from kks_desktop.bundle.fields import (
    PROVINCE,
    Fields,
    begin,
    filled,
    must_equal,
    refused,
    timestamp,
)
from kks_desktop.domain.errors import NotANumberError
from kks_desktop.domain.numbers import parse_document_number
from kks_desktop.domain.strict_json import canonical_json

SCHEMA = "reference/1"
MAX_SERIAL = 999
MAX_ITEMS = 2_000
_MAX_NAME = 200
_MAX_TEXT = 1_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]{0,79}")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9.]{0,19}")
_MEASURE = re.compile(r"[a-z0-9_]{1,80}")

Level = Literal["nasional", "provinsi"]
Weight = Literal["hard", "soft"]


@dataclass(frozen=True)
class Figure:
    """A figure or a target; it belongs to an indicator, to one of its measures, or stands alone."""

    id: str
    level: Level
    year: int
    value: Decimal
    unit: str
    source: str
    indicator: str = ""
    measure: str = ""
    name: str = ""


@dataclass(frozen=True)
class Reading:
    """How a silent rule is read here: the score to take, or a sentence, or both."""

    indicator: str
    source: str
    choice: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Deadline:
    """A last day."""

    name: str
    day: date
    source: str


@dataclass(frozen=True)
class Policy:
    """What the province asks for: sealed files, the head's signature, the signed letter."""

    sealing: bool = False
    countersign: bool = False
    surat: Weight = "soft"


@dataclass(frozen=True)
class Reference:
    """A reference file."""

    serial: int
    issued_at: datetime
    province: str
    figures: tuple[Figure, ...] = ()
    targets: tuple[Figure, ...] = ()
    readings: tuple[Reading, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    policy: Policy = Policy()

    def to_bytes(self) -> bytes:
        """Write reference.json; the same reference gives the same bytes."""
        return canonical_json(
            {
                "schema": SCHEMA,
                "serial": self.serial,
                "issued_at": timestamp(self.issued_at),
                "province": self.province,
                "figures": [_figure_item(figure) for figure in self.figures],
                "targets": [_figure_item(target) for target in self.targets],
                "readings": [
                    filled(
                        indicator=one.indicator,
                        choice=one.choice,
                        text=one.text,
                        source=one.source,
                    )
                    for one in self.readings
                ],
                "deadlines": [
                    {"name": one.name, "date": one.day.isoformat(), "source": one.source}
                    for one in self.deadlines
                ],
                "policy": {
                    "sealing": self.policy.sealing,
                    "countersign": self.policy.countersign,
                    "surat": self.policy.surat,
                },
            }
        )


def _figure_item(figure: Figure) -> dict[str, Any]:
    return filled(
        id=figure.id,
        level=figure.level,
        indicator=figure.indicator,
        measure=figure.measure,
        name=figure.name,
        year=figure.year,
        value=f"{figure.value:f}".replace(".", ","),
        unit=figure.unit,
        source=figure.source,
    )


def parse_reference(document: object) -> Reference:
    """Read the parsed JSON of a reference file.

    Raises:
        BundleRefused: JSON, where anything in it is not as it must be.
    """
    fields = begin(document, SCHEMA)
    policy = fields.inner("policy")
    return Reference(
        serial=fields.whole("serial", 1, MAX_SERIAL),
        issued_at=fields.moment("issued_at"),
        province=fields.match("province", PROVINCE),
        figures=_figures(fields, "figures"),
        targets=_figures(fields, "targets"),
        readings=tuple(_reading(item) for item in fields.items("readings", MAX_ITEMS)),
        deadlines=tuple(
            Deadline(item.text("name", _MAX_NAME), item.day("date"), item.text("source", _MAX_NAME))
            for item in fields.items("deadlines", MAX_ITEMS)
        ),
        policy=Policy(
            sealing=policy.flag("sealing"),
            countersign=policy.flag("countersign"),
            surat=cast(Weight, policy.one_of("surat", ("hard", "soft"))),
        ),
    )


def _figures(fields: Fields, key: str) -> tuple[Figure, ...]:
    found = tuple(_figure(item) for item in fields.items(key, MAX_ITEMS))
    if len({figure.id for figure in found}) != len(found):
        raise refused(key)
    return found


def _figure(item: Fields) -> Figure:
    try:
        value = parse_document_number(item.text("value", 60))
    except NotANumberError as fault:
        raise refused("value") from fault
    return Figure(
        id=item.match("id", _ID),
        level=cast(Level, item.one_of("level", ("nasional", "provinsi"))),
        year=item.whole("year", 2000, 2099),
        value=value,
        unit=item.optional("unit", 60),
        source=item.text("source", _MAX_NAME),
        indicator=item.match("indicator", _CODE) if item.has("indicator") else "",
        measure=item.match("measure", _MEASURE) if item.has("measure") else "",
        name=item.optional("name", _MAX_NAME),
    )


def _reading(item: Fields) -> Reading:
    reading = Reading(
        indicator=item.match("indicator", _CODE),
        source=item.text("source", _MAX_NAME),
        choice=item.whole("choice", 0, 100) if item.has("choice") else None,
        text=item.optional("text", _MAX_TEXT, lines=True),
    )
    if reading.choice is None and not reading.text:
        raise refused("readings")
    return reading


def check_reference(document: object, info: BagInfo) -> Reference:
    """Read a reference file that must agree with the label of its bag."""
    reference = parse_reference(document)
    must_equal("serial", reference.serial, info.revision)
    must_equal("province", reference.province, info.region)
    return reference
