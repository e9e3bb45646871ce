"""A plausible practice district: real rules, invented figures, a few loose ends.

Figures are searched for with the scoring engine itself, so that the sample stays
plausible under any instrument file.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kks_desktop.domain.instrument import (
    YEARS,
    ChoiceRule,
    Indicator,
    Instrument,
    Measure,
    MeasureKind,
    Year,
)
from kks_desktop.domain.numbers import format_number
from kks_desktop.domain.registers import SIGNATORY_REGISTER
from kks_desktop.domain.scoring import min_share, year_labels
from kks_desktop.domain.suggestion import Status, Suggestion, suggest
from kks_desktop.services.fields import (
    ASSESSMENT,
    BASE_DATA,
    NO,
    NONE_OF_THEM,
    ODF,
    PROFILE,
    TOP_LEVEL,
    YES,
    Key,
    answer_of,
    base_data_of,
)

REGION, YEAR, TARGET = "15.71", 2025, "wiwerda"
UNANSWERED = ("1.12", "2.20", "5.09", "7.08", "9.11")
SILENT_LEFT = ("2.22", "6.04")
SILENT_TAKEN = ("1.07", "4.13")
DIFFERING = {
    "1.06": (50, "Survei tahun terakhir memakai sampel kecil, jadi dinilai lebih rendah."),
    "3.05": (50, "Sebagian laporan IKL belum ditandatangani kepala dinas."),
    "8.05": (50, "Data penerima layanan masih dicocokkan dengan DTKS."),
}
MIDDLING = frozenset(
    "1.04 1.10 1.21 2.06 2.16 3.07 4.05 4.11 5.02 6.07 7.02 8.06 9.06 9.10".split()
)
LOW = frozenset("1.25 2.10 5.04 9.04".split())
_CANDIDATES = 4000
_PAIRS = tuple(
    (Fraction(a), Fraction(b))
    for a, b in (
        (78, 93),
        (86, 100),
        (60, 72),
        (91, 88),
        (32, 24),
        (9, 6),
        (40, 45),
        (95, 91),
        (20, 30),
        (64, 58),
        (91, 91),
        (94, 94),
        (0, 0),
        (100, 100),
    )
)
_BASE = {
    "desa_kelurahan": 68,
    "kecamatan": 11,
    "penduduk": 635_100,
    "rumah_tangga": 168_400,
    "puskesmas": 20,
    "satuan_pendidikan": 412,
    "pasar": 20,
    "dtw": 18,
    "tempat_kerja": 240,
    "kendaraan_umum": 1_150,
}

_PROFILE = {
    "kepala_daerah_nama": "dr. H. Zulkarnain Harahap, M.Kes.",
    "ketua_tim_nama": "Ir. Hj. Nurhayati Batubara, M.T.",
    "ketua_forum_nama": "Hj. Siti Rohani",
    "alamat_pemda": "Jalan Basuki Rahmat Nomor 1, Kota Baru, Jambi",
    "alamat_tim": "Kantor Bappeda, Jalan Basuki Rahmat Nomor 1, Kota Baru, Jambi",
    "kop_1": "PEMERINTAH KOTA JAMBI",
    "kop_2": "SEKRETARIAT TIM PEMBINA KOTA SEHAT",
    "kop_3": "Jalan Basuki Rahmat Nomor 1, Kota Baru, Jambi 36128",
    "kop_4": "Telepon (0741) 000000 (latihan)",
    "visi_misi": "Kota yang bersih, aman, dan sehat bagi semua warganya.",
    "geografis": "Kota di tepi Sungai Batanghari, 11 kecamatan dan 68 kelurahan.",
    "demografi": "Penduduk 635.100 jiwa, sebagian besar pada usia kerja.",
}
_SIGNATORIES = (
    {
        "nama": "dr. H. Zulkarnain Harahap, M.Kes.",
        "jabatan": "Wali Kota",
        "dokumen": "Surat usulan",
    },
    {
        "nama": "Ir. Hj. Nurhayati Batubara, M.T.",
        "jabatan": "Kepala Bappeda selaku ketua Tim Pembina",
        "pangkat": "Pembina Utama Muda (IV/c)",
        "nip": "19700412 199503 2 004",
        "dokumen": "Profil dan laporan evaluasi",
    },
)


_SCALES = {
    "kasus": Fraction(1, 4),
    "rumah tangga": Fraction(1500),
    "jiwa": Fraction(6500),
    "hari": Fraction(1, 31),
}
"""What turns a figure near 100 into a plausible count, by unit."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """What an indicator of the sample should come out as."""

    status: Status
    score: int | None


def sample_fields(instrument: Instrument) -> dict[Key, str]:
    """Every field of the sample district, as an operator would have typed it."""
    fields: dict[Key, str] = {
        (ASSESSMENT, "target"): TARGET,
        (ODF, "desa_odf"): "64",
        (TOP_LEVEL, "wistara_lalu"): NO,
    }
    fields |= {(PROFILE, field): text for field, text in _PROFILE.items()}
    for number, row in enumerate(_SIGNATORIES, 1):
        code = SIGNATORY_REGISTER.code(f"{number:020d}")
        fields |= {(code, field): text for field, text in row.items()}
    for datum in instrument.base_data:
        now = _BASE.get(datum.id, 100)
        before = now if now < 1000 else now * 98 // 100
        fields[(BASE_DATA, f"{datum.id}/lalu")] = format_number(before)
        fields[(BASE_DATA, f"{datum.id}/kini")] = format_number(now)
    for indicator in (*instrument.indicators(), *instrument.kelembagaan):
        if indicator.code not in UNANSWERED:
            fields |= _indicator_fields(instrument, indicator, fields)
    return fields


def _indicator_fields(
    instrument: Instrument, indicator: Indicator, shared: dict[Key, str]
) -> dict[Key, str]:
    wish = _wish(indicator)
    code = indicator.code
    if isinstance(indicator.rule, ChoiceRule):
        return {(code, "choice"): str(wish.score), **_best(instrument, indicator, shared, wish)[0]}
    fields, found = _best(instrument, indicator, shared, wish)
    if code in DIFFERING:
        choice, reason = DIFFERING[code]
        fields |= {(code, "choice"): str(choice), (code, "reason"): reason}
    elif code in SILENT_TAKEN and found.reading is not None:
        fields |= {(code, "choice"): str(found.reading), (code, "reading"): YES}
    return fields


def _wish(indicator: Indicator) -> _Wish:
    if indicator.code in (*SILENT_LEFT, *SILENT_TAKEN):
        return _Wish(Status.SILENT, None)
    scores = sorted((option.score for option in indicator.options), reverse=True)
    if indicator.code in LOW:
        return _Wish(Status.SCORED, scores[-1])
    return _Wish(
        Status.SCORED, scores[1] if indicator.code in MIDDLING and len(scores) > 2 else scores[0]
    )


def _best(
    instrument: Instrument, indicator: Indicator, shared: dict[Key, str], wish: _Wish
) -> tuple[dict[Key, str], Suggestion]:
    """The first candidate that comes out as wished, else the best scored one."""
    base_data = base_data_of(instrument, shared)
    labels = year_labels(instrument, YEAR)
    share = min_share(instrument, indicator, TARGET)
    best: tuple[dict[Key, str], Suggestion] = ({}, Suggestion(Status.INCOMPLETE))
    for fields in itertools.islice(_candidates(indicator, base_data), _CANDIDATES):
        found = suggest(indicator, answer_of(indicator, fields), base_data, labels, share)
        if found.status is Status.BY_CHOICE:
            return fields, found
        if found.status is wish.status and (wish.score is None or found.score == wish.score):
            return fields, found
        if (found.score or -1) > (best[1].score or -1):
            best = (fields, found)
    return best


def _candidates(
    indicator: Indicator, base_data: dict[str, dict[Year, Decimal]]
) -> Iterator[dict[Key, str]]:
    """Ways to fill an indicator; optional parts are filled alike, the last one left blank."""
    typed = [m for m in indicator.measures if m.derived is None]
    parts = [m for m in typed if m.may_be_blank]
    free = [m for m in typed if not m.may_be_blank]
    groups = [list(_measure_candidates(indicator.code, m, base_data)) for m in free]
    if parts:
        each = [list(_measure_candidates(indicator.code, m, base_data)) for m in parts[:-1]]
        groups.append(
            [{k: v for fields in row for k, v in fields.items()} for row in zip(*each, strict=True)]
        )
    for combination in itertools.product(*groups):
        yield {key: text for fields in combination for key, text in fields.items()}


def _measure_candidates(
    code: str, measure: Measure, base_data: dict[str, dict[Year, Decimal]]
) -> Iterator[dict[Key, str]]:
    path = f"{measure.id}/kini"
    if measure.kind is MeasureKind.YES_NO:
        yield from ({(code, path): word} for word in (YES, NO))
    elif measure.kind is MeasureKind.ITEMS:
        codes = [item.code for item in sorted(measure.items, key=lambda item: not item.required)]
        for count in range(len(codes), -1, -1):
            text = ",".join(sorted(codes[:count])) or NONE_OF_THEM
            yield {(code, f"{measure.id}/{year}"): text for year in measure.years}
    else:
        seen = []
        for pair in _PAIRS:
            fields = _number_fields(code, measure, pair, base_data)
            if fields not in seen:
                seen.append(fields)
                yield fields


def _number_fields(
    code: str,
    measure: Measure,
    pair: tuple[Fraction, Fraction],
    base_data: dict[str, dict[Year, Decimal]],
) -> dict[Key, str]:
    fields = {}
    for year, amount in zip(YEARS, pair, strict=True):
        if year not in measure.years:
            continue
        path = f"{measure.id}/{year}"
        if not measure.is_share or measure.direct:
            fields[(code, path)] = format_number(_direct(measure, amount), measure.decimals)
            continue
        shared = base_data.get(measure.denominator_id, {}).get("kini")
        whole = Fraction(shared) if shared is not None else _own_denominator(code, measure)
        share = (
            amount / 100
            if measure.kind is MeasureKind.PERCENT
            else amount / (10 * measure.multiplier)
        )
        fields[(code, f"{path}/pembilang")] = format_number(share * whole)
        if shared is None:
            fields[(code, f"{path}/penyebut")] = format_number(whole)
    if measure.target and measure.target_value is None:
        fields[(code, f"{measure.id}/target")] = format_number(
            _direct(measure, Fraction(90)), measure.decimals
        )
    return fields


def _direct(measure: Measure, amount: Fraction) -> Fraction:
    """A plausible plain figure: an index stays near 70, a share near its per cent."""
    if measure.kind is MeasureKind.INDEX:
        return 66 + amount / 10
    if measure.kind is MeasureKind.PERCENT:
        return amount / 2 if measure.direct else amount
    return amount * _SCALES.get(measure.unit, Fraction(3))


def _own_denominator(code: str, measure: Measure) -> Fraction:
    """A steady invented denominator, the same at every run."""
    return Fraction(400 + zlib.crc32(f"{code}/{measure.id}".encode()) % 23_000)
