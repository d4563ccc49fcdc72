"""The command line in both languages: helps, mistakes, values that people type, errors that travel."""

from __future__ import annotations

import ast
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import asn_dev.cli
from asn_dev import errors
from asn_dev.cli import app
from asn_dev.cli.console import local
from asn_dev.cli.values import day_of, region_name, rupiah_of
from asn_dev.messages import Message

COMMANDS = [command.name for command in app.registered_commands]
CLI = Path(asn_dev.cli.__file__).parent


def said(language: str, monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    monkeypatch.setenv("ASN_DEV_LANG", language)
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_is_in_the_language_asked_for_with_an_example(name, monkeypatch):
    """Its own text, that of every option, and the words around them."""
    _, indonesian = said("id", monkeypatch, name, "--help")
    _, english = said("en", monkeypatch, name, "--help")
    assert f"Contoh: asn-dev {name}" in " ".join(indonesian.split())
    assert f"Example: asn-dev {name}" in " ".join(english.split())
    for words in ("Usage:", "Options:", "Arguments:", "[required]", "[default:", "Show this"):
        assert words not in indonesian
    for words in ("Pemakaian:", "Opsi:", "Argumen:", "[wajib]", "[bawaan:", "Tampilkan"):
        assert words not in english


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_option_has_a_text_in_each_language(language, monkeypatch):
    monkeypatch.setenv("ASN_DEV_LANG", language)
    command = typer.main.get_command(app)
    for one in command.commands.values():
        assert one.help
        assert all(taken.help for taken in one.params), one.name


@pytest.mark.parametrize(
    ("words", "indonesian", "english"),
    [
        (("chek",), "maksudnya 'check'?", "did you mean 'check'?"),
        (("check",), "argumen FOLDER belum disebut", "the argument FOLDER is missing"),
        (("check", "x", "--nope"), "tidak ada opsi --nope", "there is no option --nope"),
        (("check", "x", "y"), "ada yang berlebih: y", "more than the command takes: y"),
        (("check", "x", "--region"), "opsi --region memerlukan nilai", "the option --region needs a value"),
        (("check", "x", "--json=1"), "opsi --json tidak memakai nilai", "the option --json takes no value"),
        (("score", "x", "--on", "31-02-2025"), "bukan tanggal", "is no day"),
        (("plan", "x", "--budget", "banyak"), "bukan jumlah uang", "is no amount"),
        (("plan", "x", "--period", "0"), "harus antara", "must lie between"),
        (("score", "x", "--region", "Binja"), "maksudnya 'binjai'?", "did you mean 'binjai'?"),
        (("score", "x", "--choose", "a"), "bukan KUNCI=VARIAN", "is not KEY=VARIANT"),
        (("template", "staf"), "maksudnya 'staff'", "did you mean 'staff'"),
    ],
)
def test_a_mistake_is_told_in_the_language_with_what_to_do(words, indonesian, english, monkeypatch):
    for language, sentence, head in (("id", indonesian, "Galat:"), ("en", english, "Error:")):
        code, output = said(language, monkeypatch, *words)
        assert code == 2
        assert sentence in output
        assert head in output


@pytest.mark.parametrize(
    "text", ["31-12-2025", "31/12/2025", "2025-12-31", "31 Desember 2025", " 31 des 2025 "]
)
def test_a_day_is_understood_as_people_write_it(text):
    assert day_of(text) == date(2025, 12, 31)


@pytest.mark.parametrize("text", ["", "31-12-25", "12/31/2025", "0001-01-01", "2025", "45000", "kemarin"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(typer.BadParameter):
        day_of(text)


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("500 juta", 5e8), ("500jt", 5e8), ("1,5 miliar", 1.5e9), ("1.5 milyar", 1.5e9), ("Rp 500.000.000", 5e8),
        ("Rp500.000.000,00", 5e8), ("500,000,000", 5e8), ("0", 0.0), ("1.500 juta", 1.5e9),
    ],
)  # fmt: skip
def test_an_amount_is_understood_as_people_write_it(text, rupiah):
    assert rupiah_of(text) == rupiah


@pytest.mark.parametrize("text", ["", "-5", "nan", "inf", "1e9", "1,500", "1.23.456", "5 lusin", "9" * 40])
def test_what_is_no_amount_or_can_be_read_in_two_ways_is_refused(text):
    with pytest.raises(typer.BadParameter):
        rupiah_of(text)


def test_a_region_is_found_however_it_is_written():
    assert region_name("BINJAI") == region_name("Kota Binjai") == "binjai"


def test_control_characters_are_shown_and_not_sent():
    assert "\x1b" not in local(Message("{file}: is empty", file="a\x1b[2J\nb"))
    assert local("[/nope]") == "[/nope]"


@pytest.mark.parametrize(
    "error",
    [
        errors.AsnDevError("x", hint="y"),
        errors.InvalidValueError("x", record="A", field="b"),
        errors.InvalidRecordsError(["x", "y"]),
        errors.FileError(Message("is a folder"), file="f", hint=Message("name a file with --out")),
        errors.MappingError([Message("missing")], file="f"),
        errors.MissingExtraError("a PDF", extra="pdf"),
        errors.TableError("x"),
        errors.ParameterError("x", file="f", key="k"),
        errors.RuleError("x", rule="r", plugin="p"),
        errors.UnknownNameError("x"),
        errors.NotInForceError("x"),
        errors.PluginError("x", plugin="p", version="1", hook="h", hint="y"),
        errors.ConformanceError("r", ["x"]),
        errors.InfeasibleError("x", contradictions=[["a", "b"], ["c"]]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_survives_pickling_in_both_languages(error):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - ours, made a line above
    assert type(again) is type(error)
    assert again.__dict__ == error.__dict__
    assert (str(again), again.in_("id"), again.args) == (str(error), error.in_("id"), error.args)
    assert error.in_("en") == str(error)


def test_every_class_of_errors_is_tried():
    tried = {
        mark
        for mark in vars(errors).values()
        if isinstance(mark, type) and issubclass(mark, errors.AsnDevError)
    }
    assert len(tried) == 14


@pytest.mark.parametrize("words", [("regions",), ("--help",)])
def test_a_screen_that_is_full_ends_with_a_sentence(words):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    code = "import sys; from asn_dev.cli import main; sys.argv[0] = 'asn-dev'; main()"
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", code, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 2
    assert "Galat: hasil tidak dapat ditulis" in done.stderr
    assert "Traceback" not in done.stderr


SPEAKING = {"say", "remark", "busy", "steps", "complain", "table_of", "BadParameter"}


def test_what_the_commands_say_goes_through_the_catalogue():
    """No literal text is handed to what speaks, and no help is a bare text."""
    bare = []
    for path in CLI.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            handed = list(node.args[:1]) if name in SPEAKING else []
            handed += [word.value for word in node.keywords if word.arg == "help"]
            bare += [
                f"{path.name}:{one.lineno}"
                for one in handed
                if isinstance(one, ast.Constant) or (isinstance(one, ast.JoinedStr) and _has_words(one))
            ]
    assert not bare


def _has_words(text: ast.JoinedStr) -> bool:
    literal = "".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))
    return any(mark.isalpha() for mark in literal)
