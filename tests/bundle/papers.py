"""Good papers of every kind, and their bags."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from kks_desktop.bundle.baginfo import BagInfo, recipient_of
from kks_desktop.bundle.keychange import KeyChange
from kks_desktop.bundle.keyring import AgeRecipient, Keyring
from kks_desktop.bundle.keys import SecretKey
from kks_desktop.bundle.names import Kind
from kks_desktop.bundle.plan import BundleSpec
from kks_desktop.bundle.receipt import Note, Receipt, ReceiptSigner
from kks_desktop.bundle.reference import Deadline, Figure, Policy, Reading, Reference
from tests.bundle.forge import SUBMISSION_ID, bag_info, new_key, trusted

ANSWERED = "sha256:" + "1" * 64
AT = datetime(2026, 11, 24, 2, 11, 9, tzinfo=UTC)
RECIPIENT = "age1" + "q" * 58

RECEIPT = Receipt(
    receipt_id="0199b2d0-1c2d-7aaa-8f00-3b1d8e2b7c11",
    submission_id=SUBMISSION_ID,
    revision=1,
    content_id=ANSWERED,
    received_at=AT,
    verdict="accepted_with_notes",
    volumes=("a" * 64, "b" * 64),
    signers=(ReceiptSigner("1F308B4084851C9B", "operator"),),
    notes=(Note("Halaman 2 tidak terbaca;\nkirim ulang.", "1.06", "c" * 64, "ask"),),
)
REFERENCE = Reference(
    serial=3,
    issued_at=AT,
    province="15",
    figures=(Figure("aki-2023", "nasional", 2023, Decimal("189.5"), "per 100.000", "BPS", "1.01"),),
    targets=(Figure("tb", "provinsi", 2024, Decimal(90), "%", "RPJMD 2021–2026", "1.17", "tb_a"),),
    readings=(Reading("1.06", "Surat Ketua Tim Pembina 12/2026", 50, "sampel kecil"),),
    deadlines=(Deadline("Usulan awal", date(2026, 12, 15), "Surat edaran 3/2026"),),
    policy=Policy(sealing=True, surat="hard"),
)


def keyring(operator: SecretKey, head: SecretKey, receipt: SecretKey) -> Keyring:
    gone = {"reason": "superseded", "revoked_at": AT}
    return Keyring(
        serial=7,
        issued_at=AT,
        province="15",
        keys=(
            trusted(head, role="head", person="Budi Santoso", **gone),
            trusted(operator, not_before=AT, not_after=AT.replace(year=2028)),
        ),
        receipt_keys=(trusted(receipt, region="15", role="receipt", person="Rina"),),
        age_recipients=(AgeRecipient(RECIPIENT, "province"),),
    )


def keychange(old: SecretKey, new: SecretKey) -> KeyChange:
    return KeyChange("15.71", "operator", "Joko Widodo", old.public, new.public, AT, "mutasi")


def paper_info(kind: Kind, **changes: Any) -> BagInfo:
    region = "15" if kind in (Kind.KEYRING, Kind.REFERENCE) else "15.71"
    info = bag_info(kind=kind, region=region, recipient=recipient_of(kind, region))
    if kind is Kind.RECEIPT:
        info = replace(info, in_reply_to=ANSWERED)
    serials = {Kind.KEYRING: 7, Kind.REFERENCE: 3}
    return replace(info, revision=serials.get(kind, 1), **changes)


class Office:
    """The keys of a district and its province, and the papers that they sign."""

    def __init__(self, operator: SecretKey, head: SecretKey) -> None:
        self.operator, self.head, self.new = operator, head, new_key()
        self.root, self.receipt = new_key(), new_key()
        self.trusted = (
            trusted(operator),
            trusted(head, role="head", person="Budi Santoso"),
            trusted(self.root, region="15", role="root", person="Ketua"),
            trusted(self.receipt, region="15", role="receipt", person="Rina"),
        )

    def document(self, kind: Kind) -> bytes:
        documents = {
            Kind.RECEIPT: RECEIPT,
            Kind.REFERENCE: REFERENCE,
            Kind.KEYRING: keyring(self.operator, self.head, self.receipt),
            Kind.KEYCHANGE: keychange(self.operator, self.new),
        }
        return documents[kind].to_bytes()

    def signer(self, kind: Kind) -> SecretKey:
        signers = {Kind.RECEIPT: self.receipt, Kind.KEYCHANGE: self.operator}
        return signers.get(kind, self.root)

    def spec(self, kind: Kind) -> BundleSpec:
        return BundleSpec(paper_info(kind), self.document(kind))

    def new_key(self, kind: Kind) -> SecretKey | None:
        return self.new if kind is Kind.KEYCHANGE else None


PAPERS = [Kind.RECEIPT, Kind.KEYRING, Kind.KEYCHANGE, Kind.REFERENCE]
