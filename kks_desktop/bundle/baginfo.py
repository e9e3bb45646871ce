"""bag-info.txt: who sends what to whom, one strict line for each fact."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from kks_desktop.bundle import names
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.refusals import BundleRefused, Refusal

_MAX_VALUE = 500
_PROFILE = re.compile(r"urn:kks-desktop:([a-z]{1,20}):([1-9][0-9]{0,3})")
_MAJOR = 1
_TIME = "%Y-%m-%dT%H:%M:%SZ"
# The years that a ZIP can carry.
_FIRST_YEAR, _LAST_YEAR = 1980, 2107

_TEXT = r".+"
_CONTENT_ID = r"sha256:[0-9a-f]{64}"
_UUID7 = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_REQUIRED = {
    "BagIt-Profile-Identifier": _TEXT,
    "Source-Organization": _TEXT,
    "External-Identifier": _UUID7,
    "External-Description": _TEXT,
    "Bagging-Date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "Bag-Group-Identifier": _TEXT,
    "Bag-Count": r"[1-9][0-9]{0,2} of [1-9][0-9]{0,2}",
    "Bag-Software-Agent": _TEXT,
    "District-Code": r"[0-9]{2}(\.[0-9]{2})?",
    "Period": r"20[0-9]{2}",
    "Revision": r"[1-9][0-9]{0,2}",
    "Recipient": r"[a-z]{1,20}-[0-9]{2,4}",
    "Created-At": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z",
    "Payload-Oxum": r"(0|[1-9][0-9]{0,11})\.[1-9][0-9]{0,5}",
}
_OPTIONAL = {
    "Previous-Content-Id": _CONTENT_ID,
    "History-Head": _CONTENT_ID,
    "Index-Content-Id": _CONTENT_ID,
    "In-Reply-To": _CONTENT_ID,
    "Omitted-Evidence": r"[1-9][0-9]{0,4}",
    "Practice": r"yes",
}
_PATTERNS = {label: re.compile(pattern) for label, pattern in (_REQUIRED | _OPTIONAL).items()}


_ANSWERS = (Kind.RECEIPT, Kind.VERDICT)
_OF_PROVINCE = (Kind.KEYRING, Kind.REFERENCE)

FULL_MARK = "lengkap"
"""``BagInfo.mark`` of the form that carries what the province already has, too."""


@dataclass(frozen=True)
class BagInfo:
    """The facts of one volume; ``region`` is the district, or province, that the bag is about.

    ``revision`` of a keyring or reference file is its serial. ``omitted`` counts the listed
    files of evidence that are not carried because the province has them.
    ``created_at`` is in UTC, to the second; the writer sees to it.
    ``mark`` goes into the name only, so that two forms of one revision lie side by side.
    The last four belong to the volume and are filled in by the writer.
    """

    region: str
    year: int
    revision: int
    organisation: str
    submission_id: str
    description: str
    recipient: str
    created_at: datetime
    agent: str
    kind: Kind = Kind.SUBMISSION
    previous_content_id: str | None = None
    history_head: str | None = None
    in_reply_to: str | None = None
    omitted: int = 0
    practice: bool = False
    mark: str = field(default="", compare=False)
    volume: int = 1
    volumes: int = 1
    payload_bytes: int = 0
    payload_files: int = 0
    index_content_id: str | None = None

    @property
    def group(self) -> str:
        """Give what all volumes of one sending have in common."""
        return f"{self.submission_id}-r{self.revision:03d}"

    @property
    def signing_region(self) -> str:
        """Give the region whose key must sign: the province's where the province answers."""
        return self.province if self.kind in _ANSWERS else self.region

    @property
    def province(self) -> str:
        """Give the province's code."""
        return self.region.partition(".")[0]

    @property
    def stem(self) -> str:
        """Name the bag's folder and its file, without the ending."""
        kind = "" if self.kind is Kind.SUBMISSION else f"-{self.kind.value}"
        kind += f"-{self.mark}" if self.mark else ""
        code = self.region.replace(".", "")
        count = f"{self.volume}of{self.volumes}"
        return f"kks-{code}-{self.year}-r{self.revision:03d}{kind}-{count}"


def recipient_of(kind: Kind, region: str) -> str:
    """Name whom a bag of ``kind`` about ``region`` is for."""
    code = region.replace(".", "")
    if kind in _OF_PROVINCE:
        return f"districts-{code}"
    if kind in _ANSWERS or kind is Kind.OPD:
        return f"district-{code}"
    return f"province-{code[:2]}"


def format_bag_info(info: BagInfo) -> bytes:
    """Write bag-info.txt; what cannot be read back is refused."""
    fields = {
        "BagIt-Profile-Identifier": f"urn:kks-desktop:{info.kind.value}:{_MAJOR}",
        "Source-Organization": info.organisation,
        "External-Identifier": info.submission_id,
        "External-Description": info.description,
        "Bagging-Date": info.created_at.date().isoformat(),
        "Bag-Group-Identifier": info.group,
        "Bag-Count": f"{info.volume} of {info.volumes}",
        "Bag-Software-Agent": info.agent,
        "District-Code": info.region,
        "Period": str(info.year),
        "Revision": str(info.revision),
        "Recipient": info.recipient,
        "Created-At": info.created_at.strftime(_TIME),
        "Payload-Oxum": f"{info.payload_bytes}.{info.payload_files}",
        "Previous-Content-Id": info.previous_content_id,
        "History-Head": info.history_head,
        "Index-Content-Id": info.index_content_id,
        "In-Reply-To": info.in_reply_to,
        "Omitted-Evidence": str(info.omitted) if info.omitted else None,
        "Practice": "yes" if info.practice else None,
    }
    lines = [f"{label}: {value}\n" for label, value in fields.items() if value is not None]
    data = "".join(lines).encode()
    if parse_bag_info(data) != info:
        raise _refused()
    return data


def parse_bag_info(data: bytes) -> BagInfo:
    """Read bag-info.txt strictly: known fields once each, canonical values, no folding."""
    fields = _parse_lines(data)
    kind = _parse_profile(fields)
    for label, value in fields.items():
        if label not in _PATTERNS or not _PATTERNS[label].fullmatch(value):
            raise _refused()
    if not _REQUIRED.keys() <= fields.keys():
        raise _refused()
    info = _build(fields, kind)
    _check_sense(info, fields)
    return info


def _refused() -> BundleRefused:
    return BundleRefused(Refusal.PROFILE, names.BAG_INFO)


def _parse_lines(data: bytes) -> dict[str, str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise _refused() from fault
    fields: dict[str, str] = {}
    # Not splitlines(): it also splits at characters that are no line ends here.
    *lines, rest = text.split("\n")
    for line in lines:
        label, mark, value = line.partition(": ")
        # isprintable() also keeps out what turns the direction of writing.
        plain = value.isprintable() and value == value.strip() and 0 < len(value) <= _MAX_VALUE
        if not mark or not plain or label in fields:
            raise _refused()
        fields[label] = value
    if rest:
        raise _refused()
    return fields


def _parse_profile(fields: dict[str, str]) -> Kind:
    profile = _PROFILE.fullmatch(fields.get("BagIt-Profile-Identifier", ""))
    if not profile or profile[1] not in {kind.value for kind in Kind}:
        raise _refused()
    # Before anything else: a newer version may well have fields that we do not know.
    if int(profile[2]) != _MAJOR:
        raise BundleRefused(Refusal.NEWER_SCHEMA)
    return Kind(profile[1])


def _build(fields: dict[str, str], kind: Kind) -> BagInfo:
    volume, volumes = fields["Bag-Count"].split(" of ")
    payload_bytes, payload_files = fields["Payload-Oxum"].split(".")
    try:
        created_at = datetime.strptime(fields["Created-At"], _TIME).replace(tzinfo=UTC)
        date.fromisoformat(fields["Bagging-Date"])
    except ValueError as fault:
        raise _refused() from fault
    return BagInfo(
        region=fields["District-Code"],
        year=int(fields["Period"]),
        revision=int(fields["Revision"]),
        organisation=fields["Source-Organization"],
        submission_id=fields["External-Identifier"],
        description=fields["External-Description"],
        recipient=fields["Recipient"],
        created_at=created_at,
        agent=fields["Bag-Software-Agent"],
        kind=kind,
        previous_content_id=fields.get("Previous-Content-Id"),
        history_head=fields.get("History-Head"),
        in_reply_to=fields.get("In-Reply-To"),
        omitted=int(fields.get("Omitted-Evidence", "0")),
        practice="Practice" in fields,
        volume=int(volume),
        volumes=int(volumes),
        payload_bytes=int(payload_bytes),
        payload_files=int(payload_files),
        index_content_id=fields.get("Index-Content-Id"),
    )


def _check_sense(info: BagInfo, fields: dict[str, str]) -> None:
    """Check what no single line shows."""
    repeats = info.kind is Kind.SUBMISSION and info.revision > 1
    of_province = info.kind in _OF_PROVINCE
    sensible = (
        fields["Bag-Group-Identifier"] == info.group
        and info.volume <= info.volumes
        and _FIRST_YEAR <= info.created_at.year <= _LAST_YEAR
        and (info.index_content_id is None) == (info.volume == 1)
        and (info.in_reply_to is not None) == (info.kind in _ANSWERS)
        and (info.previous_content_id is not None) == repeats
        and (repeats or not info.omitted)
        and (info.volumes == 1 or not info.kind.is_paper)
        and (info.region == info.province) == of_province
    )
    if not sensible:
        raise _refused()
