"""Who signs a document: as the register of signatories says, else as the profile does."""

from __future__ import annotations

from kks_desktop.domain.registers import SIGNATORY_REGISTER, Table, rows_of
from kks_desktop.reports.model import Signatory

_WITHOUT_NIP = ("bupati", "wali kota", "walikota", "gubernur", "penjabat", "pj.")


def signatory(
    table: Table, document: str, position: str, name: str, nip: str = "", rank: str = ""
) -> Signatory:
    """The row of the signatories' register that names the document, else who is given."""
    for code in rows_of(SIGNATORY_REGISTER, table):
        cells = table[code]
        if document in cells.get("dokumen", "").casefold() and cells.get("nama"):
            return office(
                cells.get("jabatan") or position,
                cells["nama"],
                cells.get("nip", ""),
                cells.get("pangkat", ""),
            )
    return office(position, name, nip, rank)


def office(position: str, name: str, nip: str = "", rank: str = "") -> Signatory:
    """A signatory; heads of a region have no NIP to write."""
    elected = position.casefold().startswith(_WITHOUT_NIP) and not nip
    return Signatory(position, name, None if elected else nip, rank)


def head_of_region(region_name: str, position: str) -> str:
    """``Wali Kota Jambi``: a bare position, or none, with the region's name."""
    if position and position.casefold() not in _WITHOUT_NIP:
        return position
    bare = region_name.removeprefix("Kabupaten ").removeprefix("Kota ")
    usual = "Wali Kota" if region_name.startswith("Kota ") else "Bupati"
    return f"{position or usual} {bare}"
