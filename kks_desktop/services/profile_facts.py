"""The Profil Penyelenggaraan KKS (Lampiran 3) as chapters, from one frozen state.

The sentences between the tables are the program's; what nobody filled in is a blank to
fill, never a zero. What was carried and not confirmed is as good as blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from kks_desktop.domain.category import Condition
from kks_desktop.domain.chart import percent_text
from kks_desktop.domain.columns import YES
from kks_desktop.domain.instrument import YEARS
from kks_desktop.domain.marks import confirmed
from kks_desktop.domain.numbers import format_number, percent
from kks_desktop.domain.registers import (
    CRITERIA,
    DISTRICT_REGISTER,
    FUNDING_REGISTER,
    INNOVATION_REGISTER,
    POPULATION_REGISTER,
    SCHOOL_REGISTER,
    SERVICE_REGISTER,
    VILLAGE_REGISTER,
    Cells,
    district_of,
    row_id,
    rows_of,
)
from kks_desktop.domain.scoring import TatananScore
from kks_desktop.reports.chapters import Block, Chapter, Named, Points, Section
from kks_desktop.reports.listing import ListColumn, Listing
from kks_desktop.reports.model import IndexedFile, Signatory
from kks_desktop.services.dossier import Dossier
from kks_desktop.services.fields import BASE_DATA, PROFILE, table_of
from kks_desktop.services.known import with_known
from kks_desktop.services.profile_bodies import BodyChapter
from kks_desktop.services.profile_photos import PhotoShelf
from kks_desktop.services.profile_tables import (
    Pick,
    Years,
    ended,
    figure,
    in_words,
    numbered,
    or_dots,
    sum_words,
    two_years,
)
from kks_desktop.services.proof_index import indexed_files
from kks_desktop.services.signatories import signatory
from kks_desktop.services.validation import file_mark

_FREE_TEXT = "………………………………………………………………………………………………………………………………………"
_SOURCES = (
    ("A. APBD/APBN", ("apbn", "apbd_provinsi", "apbd")),
    ("B. Sumber lain", ("lain",)),
    ("C. Partisipasi masyarakat", ("masyarakat_uang", "masyarakat_barang")),
)
_CRITERIA = dict(
    zip(
        CRITERIA,
        (
            "mulai pada tahun {lalu} atau sebelumnya",
            "menjangkau desa/kelurahan",
            "berdampak pada masalahnya",
            "diadopsi kabupaten/kota lain",
        ),
        strict=True,
    )
)


class ProfileFacts:
    """Makes the seven chapters."""

    def __init__(self, dossier: Dossier) -> None:
        instrument, year = dossier.instrument, dossier.info.year
        self._dossier = dossier
        self._years: Years = {one: instrument.data_year(one, year) for one in YEARS}
        fields = dict(confirmed(dossier.frozen.fields))
        self._table = table_of(fields)
        self._known = table_of(with_known(instrument, year, fields))
        self._profile = self._table.get(PROFILE, {})
        self._region = dossier.info.region_name

    def chapters(self) -> Iterator[Chapter]:
        """All of them, in the order of Lampiran 3, each made when it is asked for."""
        yield self._general()
        bodies = BodyChapter(self._table, self._years, PhotoShelf(self._dossier))
        yield bodies.chapter(self._profile)
        yield self._funding()
        yield self._results()
        yield self._innovations()
        yield self._attachments()
        yield self._closing()

    def signatory(self) -> Signatory:
        """Who the register says signs the profile, else the head of the Tim Pembina."""
        usual = f"Ketua Tim Pembina {self._region} Sehat"
        return signatory(
            self._table,
            "profil",
            self._profile.get("ketua_tim_jabatan", "") or usual,
            self._profile.get("ketua_tim_nama", ""),
            self._profile.get("ketua_tim_nip", ""),
        )

    # ------------------------------------------------------------ I

    def _general(self) -> Chapter:
        text = partial(_text, self._profile)
        return Chapter(
            "I. Gambaran Umum",
            (
                f"Profil ini menggambarkan penyelenggaraan Kabupaten/Kota Sehat di "
                f"{self._region}, Provinsi {self._dossier.info.province_name}, pada tahun "
                f"{self._years['lalu']} dan {self._years['kini']}.",
            ),
            (
                Section("A. Visi dan Misi", (text("visi_misi"),)),
                Section(
                    "B. Keadaan Geografis",
                    (
                        text("geografis"),
                        Named("Jumlah desa/kelurahan menurut kecamatan", self._units()),
                        Named("Sarana dan data dasar", self._base_data()),
                        Named(
                            "Sekolah/madrasah menurut jenjang",
                            two_years(SCHOOL_REGISTER, self._table, self._years, "Jenjang"),
                        ),
                    ),
                ),
                Section(
                    "C. Keadaan Demografi",
                    (
                        text("demografi"),
                        Named(
                            "Penduduk menurut kelompok umur",
                            two_years(
                                POPULATION_REGISTER, self._table, self._years, "Kelompok umur"
                            ),
                        ),
                    ),
                ),
            ),
        )

    def _units(self) -> Listing:
        """Kelurahan have codes that begin with 1, desa with 2; without any, nobody listed them."""
        villages: dict[str, list[str]] = {}
        for code in rows_of(VILLAGE_REGISTER, self._table):
            villages.setdefault(district_of(code), []).append(row_id(code)[9:])
        rows = []
        for code in rows_of(DISTRICT_REGISTER, self._table):
            numbers = villages.get(code, [])
            rows.append((self._table.get(code, {}).get("nama", ""), *_unit_counts(numbers)))
        columns = (
            ListColumn("Kecamatan", 0.4),
            ListColumn("Kelurahan", 0.2, number=True),
            ListColumn("Desa", 0.2, number=True),
            ListColumn("Jumlah", 0.2, number=True),
        )
        every = [number for numbers in villages.values() for number in numbers]
        return Listing(columns, tuple(rows), ("Jumlah", *_unit_counts(every)) if rows else ())

    def _base_data(self) -> Listing:
        cells = self._known.get(BASE_DATA, {})
        rows = tuple(
            (
                datum.label,
                *(figure(cells.get(f"{datum.id}/{year}", "")) for year in YEARS),
                datum.unit,
            )
            for datum in self._dossier.instrument.base_data
        )
        columns = (
            ListColumn("Data", 0.4),
            *(ListColumn(str(self._years[year]), 0.18, number=True) for year in YEARS),
            ListColumn("Satuan", 0.24),
        )
        return Listing(columns, rows)

    # ------------------------------------------------------------ III

    def _funding(self) -> Chapter:
        rows = [self._table[code] for code in rows_of(FUNDING_REGISTER, self._table)]
        sections = tuple(
            Section(title, self._sources([one for one in rows if one.get("sumber") in sources]))
            for title, sources in _SOURCES
        )
        return Chapter(
            "III. Pendanaan",
            (
                "Penyelenggaraan Kabupaten/Kota Sehat didanai dari sumber berikut. Bukti tertulis "
                "partisipasi masyarakat tercantum pada daftar lampiran.",
            ),
            sections,
        )

    def _sources(self, rows: list[Cells]) -> tuple[Block, ...]:
        columns: list[tuple[ListColumn, Pick]] = [
            (ListColumn("Sumber", 0.2), lambda c: in_words(FUNDING_REGISTER, c, "sumber")),
            (ListColumn("Uraian", 0.28), lambda c: c.get("uraian", "")),
        ]
        for year in YEARS:
            column = ListColumn(f"Jumlah {self._years[year]} (Rp)", 0.16, number=True)
            columns.append((column, partial(_money, year)))
        columns.append((ListColumn("Ket", 0.15), lambda c: c.get("ket", "")))
        sums = tuple(sum_words(rows, f"jumlah_{year}") for year in YEARS)
        total = ("", "Jumlah", "", *sums, "") if rows else ()
        return (numbered(rows, columns, total),)

    # ------------------------------------------------------------ IV

    def _results(self) -> Chapter:
        evaluation, instrument = self._dossier.evaluation, self._dossier.instrument
        odf = evaluation.answers.odf
        share = percent(odf.free, odf.villages) if odf.free is not None and odf.villages else None
        scores = [evaluation.scored.indicators[i.code].score for i in instrument.kelembagaan]
        known = [score for score in scores if score is not None]
        bodies = format_number(sum(known)) if len(known) == len(scores) else ""
        tatanan = evaluation.scored.tatanan
        columns = (
            ListColumn("Desa ODF (%)", 0.13, number=True),
            ListColumn("Kelembagaan (nilai)", 0.16, number=True),
            ListColumn("Status", 0.12),
            *(ListColumn(f"T{one.number} (%)", 0.075, number=True) for one in tatanan),
        )
        row = (
            _percent_words(share),
            bodies,
            self._status(),
            *(
                _percent_words(percent(one.score, one.max) if one.answered else None)
                for one in tatanan
            ),
        )
        count = sum(one.answered for one in tatanan)
        every = sum(one.of for one in tatanan)
        return Chapter(
            "IV. Indikator dan Pendukung per Tatanan",
            (
                f"Hasil penilaian mandiri dengan instrumen {instrument.title} disajikan di bawah "
                f"ini (desa ODF: keadaan Desember {self._years['kini']}). {count} dari {every} "
                "indikator sudah bernilai; hasil lengkapnya ada pada instrumen terisi dan "
                "SIPANTAS.",
                Listing(columns, (row,)),
                *(
                    f"Tatanan {one.number} {setting.name}: {_share_words(one)}."
                    for setting, one in zip(instrument.tatanan, tatanan, strict=True)
                ),
            ),
        )

    def _status(self) -> str:
        """Whether the bodies meet the proposed category; blank while it is open."""
        from kks_desktop.reports.status import blockers_for

        evaluation = self._dossier.evaluation
        target = evaluation.answers.target
        if target is None:
            return ""
        blockers = blockers_for(self._dossier.instrument, evaluation, target)
        met = not any(one.condition is Condition.KELEMBAGAAN for one in blockers)
        return "memenuhi" if met else "tidak memenuhi"

    # ------------------------------------------------------------ V to VII

    def _innovations(self) -> Chapter:
        codes = rows_of(INNOVATION_REGISTER, self._table)
        photos = PhotoShelf(self._dossier)
        sections = []
        for number, code in enumerate(codes, 1):
            cells = self._table[code]
            blocks: list[Block] = [
                f"Dimulai tahun {or_dots(cells.get('tahun_mulai', ''))}.",
                or_dots(cells.get("uraian", "")),
                Points(tuple(self._criterion(cells, name) for name in CRITERIA)),
            ]
            if cells.get("pengadopsi"):
                blocks.append(f"Diadopsi oleh {ended(cells['pengadopsi'])}")
            found = tuple(photos.of(code, cells.get("nama", ""), cells))
            blocks += [found] if found else []
            sections.append(Section(f"{number}. {or_dots(cells.get('nama', ''))}", tuple(blocks)))
        lead = (
            "Inovasi yang mendorong Kabupaten/Kota Sehat diuraikan di bawah ini."
            if codes
            else f"Inovasi (wajib untuk Wistara Paripurna): {_FREE_TEXT}"
        )
        services = [
            (label, in_words(SERVICE_REGISTER, self._table.get(f"spm:{key}", {}), "nilai"))
            for key, label in SERVICE_REGISTER.rows
        ]
        columns = (
            ListColumn("Bidang", 0.7),
            ListColumn(f"IP SPM {self._years['kini']}", 0.3, number=True),
        )
        service = Section("Capaian IP SPM enam bidang", (Listing(columns, tuple(services)),))
        return Chapter("V. Inovasi", (lead,), (*sections, service))

    def _criterion(self, cells: Cells, name: str) -> str:
        words = _CRITERIA[name].format(lalu=self._years["lalu"])
        said = cells.get(name, "")
        answer = ("ya" if said == YES else "tidak") if said else "belum diisi"
        return f"{words[:1].upper()}{words[1:]}: {answer}"

    def _attachments(self) -> Chapter:
        files = [file for file in indexed_files(self._dossier) if file.uses]
        columns = (
            ListColumn("No", 0.06, number=True),
            ListColumn("Berkas", 0.36),
            ListColumn("Membuktikan", 0.4),
            ListColumn("Sidik berkas", 0.18),
        )
        rows = tuple(_attachment(number, file) for number, file in enumerate(files, 1))
        lead = (
            f"Bersama profil ini dilampirkan {format_number(len(files))} berkas bukti dukung."
            if files
            else "Berkas bukti dukung belum dilampirkan; tulis daftarnya di bawah ini."
        )
        return Chapter("VI. Lampiran", (lead, Listing(columns, rows)))

    def _closing(self) -> Chapter:
        return Chapter(
            "VII. Penutup",
            (
                f"Demikian Profil Penyelenggaraan Kabupaten/Kota Sehat {self._region} ini disusun "
                "berdasarkan data dan dokumen yang ada pada perangkat daerah, Forum, dan "
                "masyarakat, sebagai bagian dari usulan penilaian Kabupaten/Kota Sehat tahun "
                f"{self._dossier.info.year}.",
            ),
            follows=True,
        )


def _text(profile: Cells, field: str) -> str:
    """A text of the profile, or lines to write on."""
    return profile.get(field, "").strip() or "\n".join([_FREE_TEXT] * 3)


def _unit_counts(numbers: list[str]) -> tuple[str, str, str]:
    """Kelurahan, desa, both; blanks where none is listed."""
    if not numbers:
        return "", "", ""
    towns = sum(number.startswith("1") for number in numbers)
    return format_number(towns), format_number(len(numbers) - towns), format_number(len(numbers))


def _money(year: str, cells: Cells) -> str:
    return in_words(FUNDING_REGISTER, cells, f"jumlah_{year}")


def _percent_words(share: Fraction | None) -> str:
    """A share as the table prints it; what is not known is a blank, never 0."""
    return "" if share is None else format_number(share, 2, keep_zeros=True)


def _share_words(found: TatananScore) -> str:
    if not found.answered:
        return "belum diisi"
    share = percent_text(Fraction(found.score, found.max))
    return f"{format_number(found.score)} dari {format_number(found.max)} ({share})"


def _attachment(number: int, file: IndexedFile) -> tuple[str, str, str, str]:
    return format_number(number), file.title, "; ".join(file.uses), file_mark(file.sha256)
