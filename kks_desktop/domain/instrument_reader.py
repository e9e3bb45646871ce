"""Turn the parsed file of an instrument into an ``Instrument``, or a list of faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from kks_desktop.domain.instrument import (
    AwardLevel,
    BaseDatum,
    Derivation,
    Indicator,
    Instrument,
    Item,
    Measure,
    MeasureKind,
    Note,
    Option,
    Tatanan,
    TopLevel,
    Year,
)
from kks_desktop.domain.instrument_cursor import Cursor, Fault
from kks_desktop.domain.instrument_rules import read_rule

FORMAT = 1
_INDICATOR_KEYS = (
    "kode judul definisi opd bukti validasi_kepala_opd aturan pilihan ukuran catatan catatan_umum "
    "rujukan aplikasi"
).split()
_KELEMBAGAAN_KEYS = "komponen indikator level pelaksana sumber isian porsi_minimal".split()
_MEASURE_KEYS = (
    "id label jenis dua_tahun satuan desimal pembilang penyebut penyebut_id pengali isi_langsung "
    "boleh_lebih_100 boleh_kosong target target_tahun target_nilai butir turunan"
).split()


def read_instrument(table: Mapping[str, Any], sha256: str) -> tuple[Instrument, list[Fault]]:
    """Read a parsed instrument file (TOML with exact decimals).

    Returns the instrument and every fault of form found; with faults the
    instrument must not be used. ``sha256`` is that of the TOML file's bytes.
    """
    faults: list[Fault] = []
    root = Cursor(table, "", faults)
    root.rename("berkas")
    if table.get("format") != FORMAT:
        root.fault(f"'format' harus {FORMAT}; berkas dari versi lain tidak dapat dibaca")
    general = _general_notes(root.child("catatan_umum")) if root.has("catatan_umum") else {}
    levels, top_level = _award(Cursor(table.get("penghargaan"), "penghargaan", faults))
    instrument = Instrument(
        code=root.text("kode"),
        title=root.text("judul"),
        year=root.integer("tahun", low=2000, high=2100),
        year_offsets=_year_offsets(root.child("tahun_rujukan")),
        sha256=sha256,
        agencies=_names(Cursor(table.get("urusan"), "urusan", faults))
        | _names(Cursor(table.get("lembaga"), "lembaga", faults)),
        base_data=_base_data(Cursor(table.get("data_dasar"), "data_dasar", faults)),
        tatanan=tuple(_tatanan(at, general) for at in _top(root, "tatanan")),
        kelembagaan=tuple(_kelembagaan(at, general) for at in _top(root, "kelembagaan")),
        levels=levels,
        top_level=top_level,
        legal_basis=root.texts("dasar_hukum"),
    )
    return instrument, faults


def _year_offsets(at: Cursor) -> dict[Year, int]:
    lalu = at.integer("lalu", low=-9, high=0)
    kini = at.integer("kini", low=-9, high=0)
    if lalu >= kini:
        at.fault("'lalu' harus sebelum 'kini'")
    return {"lalu": lalu, "kini": kini}


def _top(root: Cursor, key: str) -> list[Cursor]:
    """The top-level tables of a list, named shortly: ``tatanan 3``."""
    found = list(root.children(key, required=True))
    for index, cursor in enumerate(found, 1):
        cursor.rename(f"{key} {cursor.table.get('kode', cursor.table.get('nomor', index))}")
    return found


def _names(at: Cursor) -> dict[str, str]:
    return {key: at.text(key) for key in at.table}


def _general_notes(at: Cursor) -> dict[str, Note]:
    return {key: Note(at.child(key).text("soal"), at.child(key).text("bacaan")) for key in at.table}


def _base_data(at: Cursor) -> tuple[BaseDatum, ...]:
    return tuple(
        BaseDatum(key, at.child(key).text("label"), at.child(key).text("satuan"))
        for key in at.table
    )


def _award(at: Cursor) -> tuple[tuple[AwardLevel, ...], TopLevel]:
    levels = []
    order = at.texts("urutan")
    if len(order) < 2:
        at.fault("'urutan' harus memuat sedikitnya dua kategori")
    for key in order[:-1]:
        level = at.child(key)
        shares = level.child("kelembagaan_min")
        share = shares.integer("forum_kecamatan", high=100)
        if share != shares.integer("pokja", high=100):
            shares.fault("porsi forum kecamatan dan pokja harus sama")
        levels.append(
            AwardLevel(
                key=key,
                name=level.text("nama"),
                odf_min=level.integer("odf_min", high=100),
                tatanan_min=level.integer("tatanan_min", high=100),
                share_min=share,
            )
        )
    top = at.child(order[-1]) if order else at
    return tuple(levels), TopLevel(
        key=order[-1] if order else "",
        name=top.text("nama"),
        base=top.choice("dasar", tuple(level.key for level in levels) or ("",)),
        service_fields=top.texts("ip_spm_bidang"),
        innovation_criteria=top.texts("inovasi_kriteria"),
    )


def _tatanan(at: Cursor, general: Mapping[str, Note]) -> Tatanan:
    indicators = []
    for entry in at.children("indikator", required=True):
        entry.rename(f"indikator {entry.table.get('kode', '?')}")
        entry.only(*_INDICATOR_KEYS)
        indicators.append(_indicator(entry, general, entry.text("judul"), entry.texts("opd")))
    return Tatanan(
        at.integer("nomor", low=1, high=99),
        at.text("nama"),
        tuple(indicators),
        _reachable(indicators),
    )


def _reachable(indicators: Sequence[Indicator]) -> int:
    """The totals that the options of these indicators can give, a bit for each."""
    sums = 1
    for indicator in indicators:
        reached = 0
        for option in indicator.options:
            reached |= sums << option.score
        sums = reached
    return sums


def _kelembagaan(at: Cursor, general: Mapping[str, Note]) -> Indicator:
    at.only(*_INDICATOR_KEYS, *_KELEMBAGAAN_KEYS)
    title = f"{at.text('indikator')} {at.text('komponen')}"
    return _indicator(at, general, title, at.texts("sumber"))


def _indicator(
    at: Cursor, general: Mapping[str, Note], title: str, agencies: tuple[str, ...]
) -> Indicator:
    notes = [Note(note.text("soal"), note.text("bacaan")) for note in at.children("catatan")]
    for name in at.texts("catatan_umum"):
        if name in general:
            notes.append(general[name])
        else:
            at.fault(f"catatan umum '{name}' tidak dikenal")
    shares = at.child("porsi_minimal") if at.has("porsi_minimal") else None
    return Indicator(
        code=at.text("kode"),
        title=title,
        definition=at.text("definisi"),
        measures=tuple(_measure(measure) for measure in at.children("ukuran")),
        rule=read_rule(at.child("aturan")),
        options=tuple(
            Option(option.integer("skor", high=100), option.text("teks"))
            for option in at.children("pilihan", required=True)
        ),
        agencies=agencies,
        applications=at.texts("aplikasi"),
        references=at.texts("rujukan"),
        evidence=at.texts("bukti"),
        validated_by_head=at.flag("validasi_kepala_opd", False),
        notes=tuple(notes),
        component=at.text("komponen", ""),
        min_shares={key: shares.integer(key, high=100) for key in shares.table} if shares else {},
    )


def _measure(at: Cursor) -> Measure:
    at.only(*_MEASURE_KEYS)
    kind = MeasureKind(at.choice("jenis", tuple(MeasureKind)))
    numeric = kind not in (MeasureKind.YES_NO, MeasureKind.ITEMS)
    measure = Measure(
        id=at.text("id"),
        label=at.text("label"),
        kind=kind,
        two_years=at.flag("dua_tahun"),
        unit=at.text("satuan") if numeric else "",
        decimals=at.integer("desimal", 0, high=6),
        numerator=at.text("pembilang", ""),
        denominator=at.text("penyebut", ""),
        denominator_id=at.text("penyebut_id", ""),
        multiplier=at.integer("pengali", 100, low=1),
        direct=at.flag("isi_langsung", False),
        may_exceed_100=at.flag("boleh_lebih_100", False),
        may_be_blank=at.flag("boleh_kosong", False),
        target=cast(Any, at.choice("target", ("", "nasional", "daerah"), "")),
        target_value=at.number("target_nilai") if at.has("target_nilai") else None,
        items=tuple(
            Item(item.text("kode"), item.text("teks"), item.flag("wajib", False))
            for item in at.children("butir")
        ),
        derived=_derivation(at.child("turunan")) if at.has("turunan") else None,
    )
    if (kind is MeasureKind.ITEMS) != bool(measure.items):
        at.fault("'butir' harus ada pada ukuran daftar, dan hanya di situ")
    if bool(measure.numerator) != bool(measure.denominator):
        at.fault("'pembilang' dan 'penyebut' harus ada bersama")
    return measure


def _derivation(at: Cursor) -> Derivation:
    method = at.choice("cara", ("jumlah_dibagi", "kali"))
    if method == "kali":
        return Derivation("kali", at.texts("dari"), factor=at.number("faktor"))
    return Derivation("jumlah_dibagi", at.texts("dari"), divisor=at.integer("pembagi", low=1))
