"""Every rule, in one place and in the order in which they are told."""

from __future__ import annotations

from collections.abc import Iterable

from kks_desktop.domain.problems import answering, plausible, profile, proof, rows, targets
from kks_desktop.domain.problems.model import Facts, Kind, Problem, Rule
from kks_desktop.domain.problems.places import ASSESSMENT, BASE_DATA, ODF, PROFILE, TOP_LEVEL
from kks_desktop.domain.registers import AGENCY, EVIDENCE, REGISTERS, SIGNATORIES

KIND_TITLES = {
    Kind.ANSWER: "Isian",
    Kind.CHOICE: "Pilihan nilai",
    Kind.FIGURE: "Kewajaran angka",
    Kind.PROFILE: "Profil dan penanda tangan",
    Kind.TARGET: "Target dan porsi",
    Kind.REGISTER: "Register dan SK",
    Kind.PROOF: "Bukti",
}

RULES: tuple[Rule, ...] = (
    Rule("profil", "Profil pokok belum diisi", Kind.PROFILE, profile.needed_profile, hard=True),
    Rule(
        "penanda_tangan", "Belum ada penanda tangan", Kind.PROFILE, profile.no_signatory, hard=True
    ),
    Rule("surat_wajib", "Surat usulan diwajibkan", Kind.PROOF, profile.required_letter, hard=True),
    Rule("bukti_rusak", "Berkas bukti rusak", Kind.PROOF, proof.damaged_proof, hard=True),
    Rule("profil_lain", "Profil belum lengkap", Kind.PROFILE, profile.wanted_profile),
    Rule("nip", "NIP perlu dilihat", Kind.PROFILE, profile.doubtful_nip),
    Rule("surat_usulan", "Belum ada surat usulan", Kind.PROOF, profile.wanted_letter),
    Rule("kategori", "Kategori usulan belum dipilih", Kind.TARGET, targets.no_category),
    Rule("target", "Target belum diisi", Kind.TARGET, targets.no_measure_target),
    Rule("porsi", "Porsi kurang dari syarat", Kind.TARGET, targets.short_shares),
    Rule("odf", "ODF kurang dari syarat", Kind.TARGET, targets.short_odf),
    Rule("paripurna", "Syarat Paripurna belum terpenuhi", Kind.TARGET, targets.top_level),
    Rule("terbaca", "Isian belum terbaca", Kind.ANSWER, answering.unreadable),
    Rule("kosong", "Belum terisi", Kind.ANSWER, answering.unanswered),
    Rule("belum_lengkap", "Belum lengkap", Kind.ANSWER, answering.incomplete),
    Rule("tidak_diatur", "Belum diputuskan", Kind.CHOICE, answering.silent),
    Rule("pilihan", "Pilihan tidak dikenal", Kind.CHOICE, answering.unknown_choice),
    Rule("alasan", "Alasan belum ditulis", Kind.CHOICE, answering.unexplained_choice),
    Rule("batas", "Angka di luar batas", Kind.FIGURE, answering.out_of_range),
    Rule("pembilang", "Pembilang melebihi penyebut", Kind.FIGURE, plausible.above_denominator),
    Rule("penyebut", "Penyebut berbeda", Kind.FIGURE, plausible.disagreeing_denominators),
    Rule("lonjakan", "Perubahan besar", Kind.FIGURE, plausible.leaps),
    Rule("register", "Berbeda dari register", Kind.REGISTER, plausible.overruled),
    Rule("odf_register", "ODF berbeda dari register", Kind.REGISTER, targets.odf_register),
    Rule("odf_tanggal", "Tanggal ODF", Kind.REGISTER, rows.odf_day),
    Rule("sk_berakhir", "SK sudah berakhir", Kind.REGISTER, rows.ended_decree),
    Rule("sk_lama", "SK terlalu lama", Kind.REGISTER, rows.old_decree),
    Rule("sk_belum_lengkap", "SK belum lengkap", Kind.REGISTER, rows.incomplete_decree),
    Rule("sel", "Isian register belum terbaca", Kind.REGISTER, rows.unreadable_cells),
    Rule("kegiatan_waktu", "Kegiatan tanpa waktu", Kind.REGISTER, rows.activity_day),
    Rule("kegiatan_foto", "Kegiatan tanpa foto", Kind.PROOF, rows.activity_photo),
    Rule("dana", "Jumlah pendanaan", Kind.REGISTER, rows.funding_amount),
    Rule("bukti_belum_ada", "Belum ada bukti", Kind.PROOF, proof.missing_proof),
    Rule("bukti_belum_lengkap", "Bukti belum lengkap", Kind.PROOF, proof.partial_proof),
    Rule("bukti_belum_divalidasi", "Bukti belum divalidasi", Kind.PROOF, proof.unvalidated_proof),
    Rule("bukti_tahun", "Bukti bertahun lain", Kind.PROOF, proof.proof_of_other_year),
)

HARD_RULES = tuple(rule for rule in RULES if rule.hard)

_BEFORE = (PROFILE, SIGNATORIES, ASSESSMENT, *REGISTERS, BASE_DATA, ODF, TOP_LEVEL)
_AFTER = (AGENCY, EVIDENCE)


def problems_of(facts: Facts, rules: Iterable[Rule] = RULES) -> tuple[Problem, ...]:
    """Every problem: the hard ones first, then as the dossier is printed."""
    instrument = facts.instrument
    indicators = [i.code for i in (*instrument.kelembagaan, *instrument.indicators())]
    order = {
        place: number
        for number, place in enumerate(dict.fromkeys((*_BEFORE, *indicators, *_AFTER)))
    }
    found = [problem for rule in rules for problem in rule.problems(facts)]
    found.sort(key=lambda p: (not p.hard, order.get(p.code.partition(":")[0], len(order))))
    return tuple(found)
