"""kks score, kks category and kks instrument check: what they print and what they refuse."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kks_desktop.services.instruments import shipped_source

if TYPE_CHECKING:
    from tests.cli.conftest import Kks

ROOT = Path(__file__).parents[2]

# The example of the product description, value by value.
EXAMPLE: dict[str, Any] = {
    "format": "kks-answers/1",
    "instrument": "kks-2025",
    "region": "15.71",
    "year": 2025,
    "target": "wiwerda",
    "odf": {"desa": 68, "desa_odf": 64},
    "data_dasar": {"pasar": {"lalu": 20, "kini": 20}},
    "kelembagaan": {
        "tim_pembina": True,
        "forum": True,
        "kecamatan": 11,
        "kecamatan_sk": 9,
        "desa": 68,
        "desa_sk": 50,
    },
    "answers": {
        "1.01": {"measures": {"kematian_ibu": {"lalu": 12, "kini": 9}}},
        "4.03": {
            "measures": {
                "pasar_ktr": {"lalu": {"pembilang": 5}, "kini": {"pembilang": 9, "penyebut": 20}}
            }
        },
        "9.01": {"choice": 75, "note": "KRB 2023-2027 belum disahkan"},
        "1.06": {
            "measures": {"stunting": {"lalu": "15,2", "kini": "13,1"}},
            "choice": 50,
            "reason": "survei 2024 memakai sampel kecil",
        },
    },
}
TOTALS: dict[str, Any] = {
    "tatanan": {
        "1": 2075,
        "2": 1950,
        "3": 900,
        "4": 1200,
        "5": 900,
        "6": 1000,
        "7": 1050,
        "8": 1300,
        "9": 1150,
    },
    "odf": {"desa": 100, "desa_odf": 92},
    "kelembagaan": {
        "tim_pembina": True,
        "forum": True,
        "kecamatan": 10,
        "kecamatan_sk": 7,
        "desa": 100,
        "desa_sk": 70,
    },
}


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example as a file."""
    return _write(tmp_path, EXAMPLE)


def _write(folder: Path, table: Any) -> Path:
    path = folder / "isian.json"
    path.write_text(json.dumps(table, ensure_ascii=False), encoding="utf-8")
    return path


# -------------------------------------------------------------------------------- score


def test_the_example_scores_as_described(kks: Kks, example: Path) -> None:
    ran = kks("score", example, "--json")
    assert (ran.status, ran.err) == (0, "")
    answers = ran.json["answers"]

    def facts(code: str) -> tuple[object, ...]:
        return tuple(answers[code][key] for key in ("suggested", "reading", "score"))

    assert facts("1.01") == (100, None, 100)
    assert facts("4.03") == (50, None, 50)
    assert facts("9.01") == (None, None, 75)
    assert facts("1.06") == (100, None, 50)
    assert facts("1.02") == (None, None, None)
    assert all(isinstance(entry["why"], str) and entry["why"] for entry in answers.values())
    assert ran.json["total"] == {"score": 275, "max": 13600}
    assert ran.json["tatanan"]["1"] == {
        "score": 150,
        "max": 2900,
        "answered": 2,
        "of": 29,
        "level": None,
    }
    assert list(ran.json["tatanan"]) == [str(number) for number in range(1, 10)]
    category = ran.json["category"]
    assert (category["indicated"], category["target"]) == (None, "wiwerda")
    assert len(category["blocking"]) == 9, "each tatanan; the gates and ODF 94,12 % are met"


def test_the_numbers_of_json_are_whole_numbers(kks: Kks, example: Path) -> None:
    def no_float(text: str) -> float:
        raise AssertionError(f"{text} is no whole number")

    json.loads(kks("score", example, "--json").out, parse_float=no_float)


def test_score_for_people(kks: Kks, example: Path) -> None:
    ran = kks("score", example)
    assert (ran.status, ran.err) == (0, "")
    assert "275/13600" in ran.out.replace(".", "")
    assert "Indikasi kategori: belum ada" in ran.out


def test_score_for_people_names_what_needs_a_look(kks: Kks, tmp_path: Path) -> None:
    answers = {"1.01": {"choice": 33}, "1.06": {"measures": {"stunting": {"kini": -3}}}}
    lines = kks("score", _write(tmp_path, {**EXAMPLE, "answers": answers})).out.splitlines()
    named = [line.split(": ")[1] for line in lines if line.startswith("Perlu diperiksa: ")]
    assert named == ["1.01", "1.06"]


def test_score_says_what_is_silent_or_missing(kks: Kks, tmp_path: Path) -> None:
    answers = {
        "1.06": {"measures": {"stunting": {"lalu": "15,2", "kini": 14}}},
        "1.01": {"measures": {"kematian_ibu": {"kini": 9}}},
    }
    found = kks("score", _write(tmp_path, {**EXAMPLE, "answers": answers}), "--json").json[
        "answers"
    ]
    assert (found["1.06"]["suggested"], found["1.06"]["reading"], found["1.06"]["score"]) == (
        None,
        50,
        None,
    )
    assert "juknis tidak mengatur" in found["1.06"]["why"]
    assert "2023" in found["1.01"]["why"]


# ----------------------------------------------------------------------------- category


def test_category_of_bare_totals(kks: Kks, tmp_path: Path) -> None:
    ran = kks("category", _write(tmp_path, TOTALS), "--json")
    assert (ran.status, ran.err) == (0, "")
    assert ran.json["indicated"] == "padapa"
    (sentence,) = ran.json["blocking"]
    assert "275" in sentence
    text = kks("category", tmp_path / "isian.json")
    assert "Padapa" in text.out
    assert sentence in text.out


def test_category_of_an_answers_document(kks: Kks, example: Path) -> None:
    ran = kks("category", example, "--json")
    assert ran.json["indicated"] is None
    assert ran.json["blocking"] == kks("score", example, "--json").json["category"]["blocking"]


@pytest.mark.parametrize(
    ("change", "indicated"),
    [
        ({"target": "padapa"}, "padapa"),
        ({"odf": {"desa": 100, "desa_odf": 79}}, None),
        ({"kelembagaan": {**TOTALS["kelembagaan"], "anggaran": False}}, None),
        ({"kelembagaan": {**TOTALS["kelembagaan"], "anggaran": True}}, "padapa"),
        ({"tatanan": {**TOTALS["tatanan"], "1": 2349}}, "wiwerda"),
        ({"tatanan": {**TOTALS["tatanan"], "1": 2348}}, "padapa"),
        ({"tatanan": {**TOTALS["tatanan"], "1": None}}, None),
        ({"tatanan": {}}, None),
    ],
)
def test_category_follows_its_conditions(
    kks: Kks, tmp_path: Path, change: dict[str, Any], indicated: str | None
) -> None:
    ran = kks("category", _write(tmp_path, {**TOTALS, **change}), "--json")
    assert ran.json["indicated"] == indicated
    assert bool(ran.json["blocking"]) is not (change.get("target") == indicated is not None)


def test_paripurna_by_the_command(kks: Kks, tmp_path: Path) -> None:
    counts = (29, 22, 11, 13, 11, 12, 11, 13, 14)
    table = {
        "tatanan": {str(number): 91 * count for number, count in enumerate(counts, 1)},
        "odf": {"desa": 68, "desa_odf": 68},
        "kelembagaan": {**TOTALS["kelembagaan"], "kecamatan_sk": 8, "desa_sk": 80},
        "paripurna": {"wistara_lalu": True, "ip_spm": 6, "inovasi": 4},
    }
    ran = kks("category", _write(tmp_path, table), "--json")
    assert (ran.json["indicated"], ran.json["blocking"]) == ("wistara_paripurna", [])
    table["paripurna"]["inovasi"] = 3  # type: ignore[index]
    ran = kks("category", _write(tmp_path, table), "--json")
    assert ran.json["indicated"] == "wistara"
    assert len(ran.json["blocking"]) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"tatanan": {"1": 2901}},
        {"tatanan": {"1": -1}},
        {"tatanan": {"1": "2075"}},
        {"tatanan": {"1": 20.5}},
        {"tatanan": {"10": 100}},
        {"tatanan": [2075]},
        {"odf": {"desa": "68.0"}},
        {"kelembagaan": {"forum": "ya"}},
        {"target": "juara"},
        {"paripurna": []},
        {"instrument": "kks-1999"},
        {"instrument": 2025},
        {"instrument": "../../etc/passwd"},
    ],
    ids=str,
)
def test_category_refuses_what_makes_no_sense(
    refused: Kks, tmp_path: Path, change: dict[str, Any]
) -> None:
    refused("category", _write(tmp_path, {**TOTALS, **change}), "--json")


def test_category_refuses_a_file_of_something_else(refused: Kks, tmp_path: Path) -> None:
    refused("category", _write(tmp_path, {"a": 1}))
    refused("score", _write(tmp_path, TOTALS))


# ---------------------------------------------------------------------------- bad files

BAD: dict[str, bytes] = {
    "empty": b"",
    "blank": b"\n \n",
    "binary": bytes(range(256)) * 50,
    "zip": b"PK\x03\x04" + b"\x00" * 500,
    "pdf": b"%PDF-1.4\n%\xe2\xe3\n",
    "utf16": '{"format": "kks-answers/1"}'.encode("utf-16"),
    "list": b"[]",
    "number": b"1",
    "cut": json.dumps(EXAMPLE).encode()[:300],
    "twice": b'{"format": "kks-answers/1", "format": "kks-answers/1"}',
    "nan": b'{"format": "kks-answers/1", "year": NaN}',
    "deep": b'{"a": ' + b"[" * 100_000,
    "zeros": b"\x00" * 10_000,
}


@pytest.mark.parametrize("command", ["score", "category"])
@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_answers_document_is_refused(
    refused: Kks, tmp_path: Path, command: str, kind: str
) -> None:
    path = tmp_path / "berkas.json"
    path.write_bytes(BAD[kind])
    for options in ((), ("--json",)):
        refused(command, path, *options)


@pytest.mark.parametrize("command", ["score", "category"])
def test_a_path_that_is_no_file_is_refused(refused: Kks, tmp_path: Path, command: str) -> None:
    refused(command, tmp_path / "tak-ada.json")
    refused(command, tmp_path)
    refused(command, tmp_path / ("x" * 300))


def test_a_value_with_a_dot_in_a_string_is_refused_with_its_place(
    refused: Kks, tmp_path: Path
) -> None:
    answers = {"1.06": {"measures": {"stunting": {"lalu": "15.2"}}}}
    ran = refused("score", _write(tmp_path, {**EXAMPLE, "answers": answers}))
    assert "1.06.stunting.lalu" in ran.err
    assert "titik" in ran.err


def test_a_line_break_in_a_strange_key_stays_one_line(refused: Kks, tmp_path: Path) -> None:
    refused("score", _write(tmp_path, {**EXAMPLE, "answers": {"1.01\nkks: benar": {}}}))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on memory to set")
@pytest.mark.parametrize("command", ["score", "category", "instrument"])
def test_a_file_larger_than_the_memory_is_refused(tmp_path: Path, command: str) -> None:
    path = tmp_path / "besar.json"
    path.touch()
    os.truncate(path, 8 * 1024**3)
    arguments = ["instrument", "check"] if command == "instrument" else [command]
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30));"
        "from kks_desktop.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


# --------------------------------------------------------------------- instrument check


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    """The shipped instrument, to be damaged."""
    path = tmp_path / "instrumen.toml"
    path.write_bytes(shipped_source())
    return path


def test_a_good_instrument(kks: Kks, toml: Path) -> None:
    ran = kks("instrument", "check", toml)
    assert (ran.status, ran.out) == (0, "")
    assert "benar" in ran.err
    ran = kks("instrument", "check", toml, "--json")
    assert ran.status == 0
    assert ran.json["ok"] is True
    assert ran.json["faults"] == []


@pytest.mark.parametrize(
    ("old", "new", "place", "word"),
    [
        ("membaik = 100, tetap = 50", "membaik = 90, tetap = 50", "indikator 1.01", "90"),
        ('ukuran = "kematian_ibu"', 'ukuran = "kematian"', "indikator 1.01", "kematian"),
        ("format = 1\n", "format = 2\n", "berkas", "format"),
        ('kode = "1.02"', 'kode = "1.01"', "indikator 1.01", "2 kali"),
        ("odf_min = 90", "odf_min = 70", "penghargaan.wiwerda", "padapa"),
        ("total_skor_min = 9656", "total_skor_min = 9000", "penghargaan.padapa", "9656"),
        ("desimal = 0", 'desimal = "nol"', "1.01", "desimal"),
    ],
)
def test_a_damaged_instrument_says_what_is_wrong_where(
    kks: Kks, toml: Path, old: str, new: str, place: str, word: str
) -> None:
    text = toml.read_text(encoding="utf-8")
    start = text.index("[[tatanan]]") if place.startswith(("indikator", "1.")) else 0
    damaged = text[:start] + text[start:].replace(old, new, 1)
    assert damaged != text
    toml.write_text(damaged, encoding="utf-8")
    ran = kks("instrument", "check", toml)
    assert ran.status == 1
    assert any(place in line and word in line for line in ran.out.splitlines()), ran.out
    ran = kks("instrument", "check", toml, "--json")
    assert ran.status == 1
    assert ran.json["ok"] is False
    faults = ran.json["faults"]
    assert any(place in f["place"] and word in f["message"] for f in faults), faults


@pytest.mark.parametrize("kind", [k for k in BAD if k not in ("empty", "blank")])
def test_a_file_that_is_no_toml_is_refused(kks: Kks, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "berkas.toml"
    path.write_bytes(BAD[kind])
    ran = kks("instrument", "check", path)
    assert ran.status == 1
    assert ran.err.startswith("kks: ")


def test_an_empty_or_missing_instrument_is_refused(kks: Kks, tmp_path: Path) -> None:
    (tmp_path / "kosong.toml").touch()
    ran = kks("instrument", "check", tmp_path / "kosong.toml", "--json")
    assert ran.status == 1
    assert ran.json["ok"] is False
    for path in (tmp_path / "tak-ada.toml", tmp_path):
        assert kks("instrument", "check", path).status == 1


# ---------------------------------------------------------------------------- wrong use


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("lain",),
        ("score",),
        ("score", "a", "b"),
        ("score", "a", "--jsn"),
        ("score", "a", "--js"),
        ("instrument", "periksa", "a"),
        ("instrument", "check"),
        ("export", "--data", "x"),
        ("export", "--data", "x", "--out", "y", "--plain", "--sealed"),
        ("report", "evaluasi", "--data", "x"),
        ("report", "evaluasi", "--data", "x", "--out", "y", "--paper", "a5"),
        ("verify",),
    ],
    ids=" ".join,
)
def test_wrong_use_is_exit_2_and_prints_nothing_on_standard_output(
    kks: Kks, arguments: tuple[str, ...]
) -> None:
    ran = kks(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert ran.err


def test_wrong_use_is_told_in_indonesian(kks: Kks) -> None:
    for arguments in (("score",), ("lain",), ("score", "a", "--jsn")):
        err = kks(*arguments).err
        for english in ("usage:", "error:", "required", "invalid choice", "unrecognized"):
            assert english not in err


def test_help_and_version(kks: Kks) -> None:
    assert kks("--version").out.startswith("kks ")
    ran = kks("--help")
    assert ran.status == 0
    for command in ("sample", "score", "category", "instrument", "export", "verify", "report"):
        assert command in ran.out


def test_the_command_as_a_program_of_its_own(tmp_path: Path) -> None:
    path = _write(tmp_path, EXAMPLE)
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    call = [sys.executable, "-c", "import sys; from kks_desktop.cli import main; sys.exit(main())"]
    ran = subprocess.run(
        [*call, "score", str(path), "--json"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout.decode("utf-8"))["total"]["score"] == 275
    ran = subprocess.run([*call, "score", "tak-ada"], cwd=ROOT, capture_output=True, check=False)
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert b"Traceback" not in ran.stderr
