"""Parameters: what a file may say, which value is in force, who chose it, and what values do."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_dev.errors import AsnDevError, ParameterError, UnknownNameError
from asn_dev.rules.parameters import EVIDENCE, ParameterFile, Parameters, load_parameters
from asn_dev.rules.reference import reference
from asn_dev.rules.values import Band, Bands, Lookup, Weights, mentions, round_half_up

Load = Callable[..., ParameterFile]

HEAD = '[a.b]\nkind = "{kind}"\nlabel = {{ id = "Arti", en = "Meaning" }}\n'
CITED = 'source = "Perda 1/2025"\nevidence = "local"\n'


def number(*values: str, key: str = "a.b", default: str = "") -> str:
    """The text of a parameter file with one number and these values."""
    head = HEAD.format(kind="number").replace("a.b", key)
    chosen = f'default = "{default}"\n' if default else ""
    return head + chosen + "".join(f"[[{key}.values]]\n{value}\n{CITED}" for value in values)


def of_kind(kind: str, value: str) -> str:
    """The text of a parameter file with one value of a kind."""
    return HEAD.format(kind=kind) + f"[[a.b.values]]\nfrom = 2025-01-01\n{value}\n{CITED}"


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """A function that loads the text of a parameter file, as the plugin of that name has it."""

    def from_text(text: str, plugin: str = "kota", name: str = "file.toml") -> ParameterFile:
        folder = tmp_path / plugin
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return load_parameters(folder / name, plugin=plugin)

    return from_text


def on(day: str, *given: ParameterFile, **choose: str) -> Parameters:
    """The parameters of these files on a day; the only key of these tests is a.b."""
    return Parameters.in_force(given, date.fromisoformat(day), {"a.b": choose["variant"]} if choose else {})


# --- what a file may say --------------------------------------------------------------------------

REFUSED = {
    "no date": (number("value = 1"), "has no date"),
    "a date in quotes": (number('value = 1\nfrom = "2025-01-01"'), "not a date"),
    "a time of day": (number("value = 1\nfrom = 2025-01-01T00:00:00"), "not a date"),
    "an end before the beginning": (number("value = 1\nfrom = 2025-02-01\nuntil = 2025-01-01"), "before it"),
    "no source": (of_kind("number", "value = 1").replace('source = "Perda 1/2025"', ""), "has no source"),
    "an empty source": (of_kind("number", "value = 1").replace("Perda 1/2025", " "), "has no source"),
    "no evidence": (of_kind("number", "value = 1").replace('evidence = "local"', ""), "evidence word None"),
    "unknown evidence": (of_kind("number", "value = 1").replace('"local"', '"sure"'), "evidence word 'sure'"),
    "no value": (of_kind("number", ""), "has no value"),
    "no values": (HEAD.format(kind="number"), "has no values"),
    "no label": ('[a.b]\nkind = "number"\n', "label in both languages"),
    "half a label": (of_kind("number", "value = 1").replace(', en = "Meaning"', ""), "both languages"),
    "no kind": (of_kind("number", "value = 1").replace('kind = "number"', ""), "has no kind"),
    "an unknown kind": (of_kind("formula", "value = 1"), "unknown kind 'formula'"),
    "an unknown field of a parameter": (HEAD.format(kind="number") + "lable = 1\n", "unknown field 'lable'"),
    "an unknown field of a value": (of_kind("number", "value = 1\nvariants = 1"), "unknown field 'variants'"),
    "a field of another kind": (of_kind("number", "value = 1\nround = 2"), "unknown field 'round'"),
    "one day twice": (number("value = 1\nfrom = 2025-01-01", "value = 2\nfrom = 2025-01-01"), "overlap"),
    "overlapping spans": (
        number("value = 1\nfrom = 2024-01-01\nuntil = 2025-06-30", "value = 2\nfrom = 2025-01-01"),
        "from 2024-01-01 and from 2025-01-01 overlap",
    ),
    "a default that is no variant": (
        number('variant = "x"\nvalue = 1\nfrom = 2025-01-01', default="y"),
        "'y' names no variant",
    ),
    "variants without a default": (number('variant = "x"\nvalue = 1\nfrom = 2025-01-01'), "names no variant"),
    "a default without variants": (number("value = 1\nfrom = 2025-01-01", default="x"), "values have none"),
    "only some variants": (
        number('variant = "x"\nvalue = 1\nfrom = 2025-01-01', "value = 2\nfrom = 2025-01-01", default="x"),
        "some values have a variant",
    ),
    "a number in words": (of_kind("number", 'value = "nine"'), "expected a number or a fraction"),
    "a number that is a flag": (of_kind("number", "value = true"), "expected a number"),
    "an infinite number": (of_kind("number", "value = inf"), "expected a number"),
    "a division by zero": (of_kind("number", 'value = "1/0"'), "expected a number or a fraction"),
    "a text that is a number": (of_kind("text", "value = 1"), "expected a text"),
    "a flag that is a text": (of_kind("flag", 'value = "yes"'), "expected true or false"),
    "a text beside the choices": (
        of_kind("text", 'value = "c"').replace("[[", 'choices = ["a", "b"]\n[[', 1),
        "'c' is not one of the choices",
    ),
    "choices of a number": (
        of_kind("number", "value = 1").replace("[[", "choices = [1, 2]\n[[", 1),
        "only a text has one",
    ),
    "a lookup of mixed kinds": (of_kind("lookup", 'value = { x = 1, y = "b" }'), "are mixed"),
    "an otherwise of another kind": (of_kind("lookup", 'value = { x = 1 }\notherwise = "b"'), "are mixed"),
    "weights without a sum": (of_kind("weights", "value = { x = 0.5, y = 0.5 }"), "must state their sum"),
    "weights that do not add up": (
        of_kind("weights", "value = { x = 0.5, y = 0.4 }\nsum = 1"),
        "add up to 0.9",
    ),
    "bands without an end": (of_kind("bands", 'value = [{ at_least = 50, is = "A" }]'), "not total"),
    "bands without a beginning": (of_kind("bands", "value = []"), "not total"),
    "bands with an end in the middle": (
        of_kind("bands", 'value = [{ at_least = 50, is = "A" }, { is = "B" }, { is = "C" }]'),
        "only the last band",
    ),
    "bands that rise": (
        of_kind("bands", 'value = [{ at_least = 5, is = "A" }, { at_least = 9, is = "B" }, { is = "C" }]'),
        "must fall",
    ),
    "bands that stand still": (
        of_kind("bands", 'value = [{ at_least = 5, is = "A" }, { at_least = 5, is = "B" }, { is = "C" }]'),
        "must fall",
    ),
    "a band of two beginnings": (
        of_kind("bands", 'value = [{ at_least = 5, above = 5, is = "A" }, { is = "B" }]'),
        "one of the two",
    ),
    "a band without a name": (of_kind("bands", "value = [{ at_least = 5 }, {}]"), "a band has 'is'"),
    "a name for two bands": (
        of_kind("bands", 'value = [{ above = 5, is = "A" }, { is = "A" }]'),
        "same name",
    ),
    "an unknown field of a band": (
        of_kind("bands", 'value = [{ least = 5, is = "A" }, { is = "B" }]'),
        "not 'least'",
    ),
    "too many decimals": (of_kind("bands", 'value = [{ is = "A" }]\nround = 9'), "0 to 6 decimals"),
    "a value outside a parameter": ("[a]\nb = 1\n", "stands outside a parameter"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_is_refused_with_file_and_key(load: Load, text: str, message: str) -> None:
    """Nothing that breaks the rules for parameters is read, and the error says where it stands."""
    with pytest.raises(ParameterError, match=message.replace("(", r"\(")) as caught:
        load(text)
    assert caught.value.file == "kota/file.toml"
    assert caught.value.key == "a.b"


@pytest.mark.parametrize("broken", ["[a.b\n", "x = \n"])
def test_broken_toml_names_the_file_and_the_line(load: Load, broken: str) -> None:
    """What is no TOML at all is an error of ours, with the place that the parser gives."""
    with pytest.raises(ParameterError, match=r"kota/file.toml.*not valid TOML.*line 1"):
        load(broken)


def test_a_missing_file_is_an_error_of_ours(tmp_path: Path) -> None:
    """A plugin that names a file it does not bring learns which."""
    with pytest.raises(ParameterError, match=r"kota/nowhere.toml.*cannot be read"):
        load_parameters(tmp_path / "nowhere.toml", plugin="kota")


def test_a_choice_must_be_cited_like_a_value(load: Load) -> None:
    """A region's choice without a source is refused."""
    with pytest.raises(ParameterError, match="has no source"):
        load('[choose]\n"a.b" = { variant = "x", from = 2025-01-01, evidence = "local" }\n')


def test_every_kind_is_read(load: Load) -> None:
    """Each of the six kinds gives its own value; a fraction is a number."""
    assert on("2025-05-05", load(of_kind("number", 'value = "1/9"'))).number("a.b") == 1 / 9
    assert on("2025-05-05", load(of_kind("text", 'value = "x"'))).text("a.b") == "x"
    assert on("2025-05-05", load(of_kind("flag", "value = true"))).flag("a.b") is True
    assert on("2025-05-05", load(of_kind("lookup", "value = { x = 2 }"))).lookup("a.b") == Lookup({"x": 2.0})
    weights = on("2025-05-05", load(of_kind("weights", 'value = { x = "1/3", y = "2/3" }\nsum = 1')))
    assert weights.weights("a.b")["x"] == 1 / 3
    bands = on("2025-05-05", load(of_kind("bands", 'value = [{ above = 5, is = "A" }, { is = "B" }]')))
    assert bands.bands("a.b").names == ("A", "B")


def test_a_parameter_may_be_called_kind(load: Load) -> None:
    """`partners.kind` is a parameter in a group, not the kind of a parameter."""
    text = of_kind("number", "value = 7").replace("a.b", "a.kind")
    assert list(load(text).parameters) == ["a.kind"]


# --- which value is in force ----------------------------------------------------------------------


def test_a_value_holds_from_its_first_to_its_last_day(load: Load) -> None:
    """Both ends count; a value ends where the next begins."""
    file = load(number("value = 1\nfrom = 2020-01-01", "value = 2\nfrom = 2024-03-01\nuntil = 2024-12-31"))
    days = ("2020-01-01", "2024-02-29", "2024-03-01", "2024-12-31")
    assert [on(day, file)["a.b"] for day in days] == [1, 1, 2, 2]
    assert "a.b" not in on("2019-12-31", file)
    assert "a.b" not in on("2025-01-01", file)


def test_a_key_not_in_force_says_since_when(load: Load) -> None:
    """Asking too early is an error that names the day it begins."""
    p = on("2019-12-31", load(number("value = 1\nfrom = 2020-01-01")))
    with pytest.raises(UnknownNameError, match=r"no value in force on 2019-12-31.*since 2020-01-01"):
        p["a.b"]


def test_a_missing_key_suggests_what_was_meant(load: Load) -> None:
    """A misspelt key is an error with the key that is near."""
    p = on("2025-01-01", load(number("value = 1\nfrom = 2020-01-01", key="skm.weight")))
    with pytest.raises(UnknownNameError, match=r"did you mean skm\.weight"):
        p["skm.wieght"]


def test_the_innermost_value_in_force_decides(load: Load) -> None:
    """A region's value replaces the national one as long as it holds, and no longer."""
    national = load(number("value = 1\nfrom = 2020-01-01"), plugin="nasional")
    city = load(number("value = 2\nfrom = 2025-01-01\nuntil = 2025-12-31"), plugin="kota")
    values = [on(day, national, city)["a.b"] for day in ("2024-12-31", "2025-06-01", "2026-01-01")]
    assert values == [1, 2, 1]
    assert on("2025-06-01", national, city).value("a.b").parameter.plugin == "kota"


THREE = number(
    *(
        f'variant = "{name}"\nvalue = {value}\nfrom = 2020-01-01'
        for name, value in zip("xyz", "123", strict=True)
    ),
    default="x",
)


YEARS = ("2024-01-01", "2025-01-01")


def choice(variant: str, extra: str = "") -> str:
    """The text of a file that chooses a variant of a.b from 2025 on."""
    return f'[choose."a.b"]\nvariant = "{variant}"\nfrom = 2025-01-01\n{extra}{CITED}'


def test_the_caller_chooses_before_regions_and_inner_regions_before_outer(load: Load) -> None:
    """Default, then the province's choice, then the city's, then the caller's."""
    national, province, city = (
        load(THREE, "nasional"),
        load(choice("y"), "provinsi"),
        load(choice("z"), "kota"),
    )
    assert on("2025-01-01", national)["a.b"] == 1
    assert on("2025-01-01", national, province)["a.b"] == 2
    assert on("2025-01-01", national, province, city)["a.b"] == 3
    assert on("2025-01-01", national, province, city, variant="x")["a.b"] == 1
    held = on("2025-01-01", national, province, city).value("a.b")
    assert (held.chosen_by, held.choice and held.choice.source) == ("kota", "Perda 1/2025")
    assert on("2025-01-01", national, variant="z").value("a.b").chosen_by == "caller"


def test_a_choice_holds_only_on_its_days(load: Load) -> None:
    """Before and after a dated choice the default holds."""
    given = load(THREE, "nasional"), load(choice("y", "until = 2025-06-30\n"))
    assert [on(day, *given)["a.b"] for day in ("2024-12-31", "2025-06-30", "2025-07-01")] == [1, 2, 1]


def test_choices_may_follow_each_other(load: Load) -> None:
    """A region that changes its mind lists both choices with their days."""
    both = [
        f'[[choose."a.b"]]\nvariant = "{v}"\nfrom = {day}\n{CITED}'
        for v, day in zip("yz", YEARS, strict=True)
    ]
    given = load(THREE, "nasional"), load("".join(both))
    assert [on(day, *given)["a.b"] for day in ("2023-12-31", "2024-12-31", "2025-01-01")] == [1, 2, 3]


def test_an_outer_choice_does_not_undo_an_inner_value(load: Load) -> None:
    """The province's choice among national variants yields to a value of the city's own."""
    city = load(number("value = 9\nfrom = 2025-01-01"), "kota")
    assert on("2025-01-01", load(THREE, "nasional"), load(choice("y"), "provinsi"), city)["a.b"] == 9


def test_the_files_of_a_plugin_are_one(load: Load) -> None:
    """A choice and the value it chooses may stand in two files of a plugin, in any order."""
    value, chosen = load(THREE, name="a.toml"), load(choice("y"), name="b.toml")
    assert on("2025-01-01", value, chosen)["a.b"] == on("2025-01-01", chosen, value)["a.b"] == 2
    with pytest.raises(ParameterError, match=r"stands in kota/a.toml already"):
        on("2025-01-01", value, load(THREE, name="c.toml"))


@pytest.mark.parametrize(
    ("choose", "message"),
    [({"a.c": "x"}, "did you mean a.b"), ({"a.b": "w"}, "no variant 'w' on 2025-01-01.*x since 2020-01-01")],
)
def test_the_caller_can_choose_only_what_there_is(load: Load, choose: dict[str, str], message: str) -> None:
    """An unknown key or variant is an error that lists what there is."""
    with pytest.raises(UnknownNameError, match=message):
        Parameters.in_force([load(THREE)], date(2025, 1, 1), choose)


def test_a_region_can_choose_only_what_there_is(load: Load) -> None:
    """A choice of a variant or key that no outer plugin has names the file that makes it."""
    with pytest.raises(ParameterError, match=r"kota/file.toml: a.b: no variant 'w'.*variants: x, y, z"):
        on("2025-01-01", load(THREE, "nasional"), load(choice("w")))
    with pytest.raises(ParameterError, match=r"kota/file.toml: a.b: no such parameter"):
        on(
            "2025-01-01",
            load(number("value = 1\nfrom = 2020-01-01", key="a.x"), "nasional"),
            load(choice("w")),
        )


def test_a_region_cannot_change_the_kind(load: Load) -> None:
    """Rules count on the kind of a parameter; a region that changes it is told so."""
    city = load(of_kind("text", 'value = "x"'), "kota")
    with pytest.raises(ParameterError, match=r"is text here, but number in nasional/file.toml"):
        on("2025-01-01", load(number("value = 1\nfrom = 2020-01-01"), "nasional"), city)


def test_a_typed_question_gets_a_typed_answer(load: Load) -> None:
    """Asking for bands where there is a number is an error that says what it is."""
    p = on("2025-01-01", load(number("value = 1\nfrom = 2020-01-01")))
    assert p.number("a.b") == 1.0
    with pytest.raises(ParameterError, match=r"a\.b: is number, not bands"):
        p.bands("a.b")


def test_what_was_read_is_recorded(load: Load) -> None:
    """A recorder gives the same values and lists the keys in the order they were first read."""
    both = load(number("value = 1\nfrom = 2020-01-01") + number("value = 2\nfrom = 2020-01-01", key="a.c"))
    recorder = on("2025-01-01", both).recorder()
    assert [recorder["a.c"], recorder.number("a.b"), recorder["a.c"]] == [2, 1, 2]
    assert recorder.used == ["a.c", "a.b"]


def test_parameters_of_the_same_day_and_files_are_equal(load: Load) -> None:
    """Two regions with the same values compare equal; another day or choice does not."""
    file = load(THREE)
    assert on("2025-01-01", file) == on("2025-01-01", file)
    assert on("2025-01-01", file) != on("2025-01-01", file, variant="y")
    assert list(on("2025-01-01", file)) == ["a.b"]
    assert repr(on("2025-01-01", file)).startswith("<Parameter per 2025-01-01: 1 nilai>")


# --- what values do -------------------------------------------------------------------------------


def frame_of(backend: str, column: str, values: list[Any]) -> nw.LazyFrame[Any]:
    """One column as a lazy frame of a backend."""
    frame = pl.DataFrame({column: values}, strict=False)
    if backend == "polars":
        return nw.from_native(frame.lazy())
    if backend == "pandas":
        pytest.importorskip("pandas")
        return nw.from_native(frame.to_pandas(use_pyarrow_extension_array=True)).lazy()
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    connection.register("given", frame.to_arrow())
    return nw.from_native(connection.table("given"))


def column_of(frame: nw.LazyFrame[Any], expression: nw.Expr) -> list[Any]:
    """What an expression gives, as plain values."""
    table = frame.select(expression.alias("found")).collect(backend="polars")
    return [
        None if isinstance(value, float) and math.isnan(value) else value
        for value in table["found"].to_list()
    ]


def eager(values: list[Any], expression: nw.Expr) -> list[Any]:
    """What an expression over the column `x` gives on Polars."""
    frame = nw.from_native(pl.DataFrame({"x": values}, strict=False))
    return frame.select(expression.alias("found"))["found"].to_list()


@pytest.mark.parametrize("backend", ["polars", "pandas", "duckdb"])
def test_values_are_the_same_on_every_backend(backend: str) -> None:
    """Lookup, bands and rounding give the same, and null for null, wherever they run."""
    numbers = frame_of(backend, "x", [76.605, 76.604, None, -2.5, 88.305])
    assert column_of(numbers, round_half_up(nw.col("x"), 2)) == [76.61, 76.6, None, -2.5, 88.31]
    grade = Bands((Band("A", 88.31), Band("B", 76.61), Band("C")), decimals=2)
    assert column_of(numbers, grade.of(nw.col("x"))) == ["B", "C", None, "C", "A"]
    codes = frame_of(backend, "x", ["S1", "S2", None, "SD"])
    assert column_of(codes, Lookup({"S2": 20.0, "S1": 15.0}).of(nw.col("x"))) == [15, 20, None, None]
    assert column_of(codes, Lookup({"S2": "a", "S1": "b"}, "c").of(nw.col("x"))) == ["b", "a", None, "c"]


def test_a_threshold_belongs_to_the_band_it_names() -> None:
    """`at_least` holds at the threshold itself, `above` does not, whatever a binary float makes of it."""
    closed, opened = Bands((Band("A", 80.0), Band("B"))), Bands((Band("A", 80.0, open=True), Band("B")))
    assert [closed.name_of(x) for x in (80.0, 0.1 * 800, 79.99)] == ["A", "A", "B"]
    assert [opened.name_of(x) for x in (80.0, 0.1 * 800, 80.01)] == ["B", "B", "A"]


thresholds = st.lists(st.integers(-10_000, 10_000), min_size=1, max_size=6, unique=True)


@st.composite
def bands(draw: st.DrawFn) -> Bands:
    """Any bands: falling thresholds of two decimals, open or closed, with or without rounding."""
    starts = sorted(draw(thresholds), reverse=True)
    made = [Band(f"b{place}", start / 100, draw(st.booleans())) for place, start in enumerate(starts)]
    return Bands((*made, Band("last")), draw(st.none() | st.integers(0, 3)))


@given(bands(), st.lists(st.floats(-200, 200), min_size=2, max_size=8))
def test_bands_are_total_and_monotone(any_bands: Bands, numbers: list[float]) -> None:
    """Every number has one of the names, and a greater number never a lower band."""
    places = [any_bands.names.index(any_bands.name_of(number)) for number in sorted(numbers)]
    assert places == sorted(places, reverse=True)


@given(bands(), st.lists(st.none() | st.floats(-200, 200), min_size=1, max_size=8))
def test_bands_say_the_same_of_a_column_and_of_a_number(
    any_bands: Bands, numbers: list[float | None]
) -> None:
    """The expression and the plain function agree; unknown stays unknown."""
    values = pl.Series(numbers, dtype=pl.Float64).to_list()
    frame = nw.from_native(pl.DataFrame({"x": pl.Series(values, dtype=pl.Float64)}))
    found = frame.select(any_bands.of(nw.col("x")).alias("found"))["found"].to_list()
    assert found == [None if number is None else any_bands.name_of(number) for number in numbers]


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(0, 3).map(float), max_size=6),
    st.none() | st.just(9.0),
    st.lists(st.none() | st.text("abcd", min_size=1, max_size=2), min_size=1, max_size=8),
)
def test_a_lookup_says_the_same_of_a_column_and_of_a_code(
    entries: dict[str, float], otherwise: float | None, codes: list[str | None]
) -> None:
    """The expression and `get` agree; a null code gives null even where `otherwise` is set."""
    lookup = Lookup(entries, otherwise)
    frame = nw.from_native(pl.DataFrame({"x": pl.Series(codes, dtype=pl.String)}))
    found = frame.select(lookup.of(nw.col("x")).alias("found"))["found"].to_list()
    assert found == [None if code is None else lookup.get(code) for code in codes]


@given(st.integers(-1_000_000, 1_000_000))
def test_rounding_is_half_up_in_decimals(thousandths: int) -> None:
    """What is written with three decimals rounds to two as it does on paper, not as in binary."""
    (found,) = eager([thousandths / 1000], round_half_up(nw.col("x"), 2))
    assert found == math.floor((thousandths + 5) / 10) / 100


def test_values_describe_themselves_shortly() -> None:
    """Reprs are for reading: a few entries, and how many there are."""
    shown = repr(Lookup(dict.fromkeys("abcde", 1.0), 0.0))
    assert shown == "Lookup(a -> 1, b -> 1, c -> 1, ... 5 codes, otherwise 0)"
    assert repr(Weights({"U1": 0.5}, sum=0.5)) == "Weights(U1 -> 0.5)"
    assert repr(Bands((Band("A", 90.0, open=True), Band("B")))) == "Bands(A > 90, else B)"


# --- the national parameters and their page -------------------------------------------------------


@pytest.fixture(scope="module")
def national() -> list[ParameterFile]:
    """The parameter files of the national baseline."""
    folder = files("asn_dev.national") / "parameters"
    return [load_parameters(f, plugin="nasional") for f in folder.iterdir() if f.name.endswith(".toml")]


def test_every_national_value_is_in_force_today_under_its_default(national: list[ParameterFile]) -> None:
    """No parameter lacks a value at the end of 2025, whichever variant is chosen."""
    keys = {key: parameter for file in national for key, parameter in file.parameters.items()}
    assert Parameters.in_force(national, date(2025, 12, 31)).keys() == sorted(keys)
    assert len(keys) > 40


def test_the_page_shows_every_value_with_its_evidence(national: list[ParameterFile]) -> None:
    """No key, variant or source is left out, in either language, and the evidence words are explained."""
    for language in ("id", "en"):
        page = reference(national, language)
        for file in national:
            for key, parameter in file.parameters.items():
                assert page.count(f"| `{key}` |") == len(parameter.values) + len(file.choices.get(key, ()))
                assert all(f"`{variant}`" in page for variant in parameter.variants)
        assert all(f"- `{word}`: " in page for word in EVIDENCE)


def test_the_page_cannot_be_broken_by_a_text(load: Load) -> None:
    """A bar or a tag in a source stays text in its cell."""
    file = load(number("value = 1\nfrom = 2020-01-01").replace("Perda 1/2025", "a | b <script>"))
    assert "| a \\| b &lt;script> | local |" in reference([file])


def test_every_key_named_in_the_introduction_exists(national: list[ParameterFile]) -> None:
    """The prose about open readings names parameters that are there, in both languages the same."""
    keys = {key for file in national for key in file.parameters}
    groups = tuple(f"{key.partition('.')[0]}." for key in keys)

    def named(language: str) -> set[str]:
        prose = reference(national, language).partition("\n## ")[2].partition("\n| ")[0]
        return {word for word in prose.split("`") if word.startswith(groups) and " " not in word}

    assert named("id") == named("en") != set()
    assert named("id") <= keys


def test_errors_of_parameters_are_errors_of_ours() -> None:
    """One `except AsnDevError` is enough for an app."""
    assert issubclass(ParameterError, AsnDevError)
    assert issubclass(UnknownNameError, LookupError)


WORDS = ["tanggap darurat", "data", "e-government"]


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Bimtek TANGGAP DARURAT bencana", True),
        ("Basis-data", True),
        ("Pelatihan (data)", True),
        ("Diklat Mandatori", False),
        ("Tanggap dan darurat", False),
        ("Dasar e-Government", True),
        ("", False),
        (None, None),
    ],
)
def test_what_a_name_mentions_is_the_same_on_every_backend(kind, name, found):
    """Whole beginnings of words, whatever the capitals; of no name nothing is known."""
    frame = pl.DataFrame({"name": [name]}, schema={"name": pl.String})
    if kind == "duckdb":
        duckdb = pytest.importorskip("duckdb")
        rows = nw.from_native(duckdb.from_arrow(frame.to_arrow()))
    else:
        rows = nw.from_native(frame.lazy())
    made = rows.select(mentions(nw.col("name"), WORDS)).collect("polars").to_native()
    assert made["name"].to_list() == [found]


PARTS = ("a", "b", "c")
WEIGHTS = Weights({"a": 50.0, "b": 30.0, "c": 20.0}, sum=100)
parts_known = st.lists(st.none() | st.floats(0, 100), min_size=3, max_size=3)


def weighed(values: list[float | None]) -> tuple[float | None, float]:
    """The mean and the known share of three parts."""
    frame = nw.from_native(pl.DataFrame([values], schema=dict.fromkeys(PARTS, pl.Float64), orient="row"))
    columns = {name: nw.col(name) for name in PARTS}
    row = frame.select(score=WEIGHTS.mean(columns), known=WEIGHTS.known(columns)).row(0)
    return row[0], row[1]


@given(parts_known)
def test_a_score_is_the_weighted_mean_of_what_is_known(values: list[float | None]) -> None:
    """As by hand, in plain Python; nothing known gives no score, never 0."""
    known = {name: value for name, value in zip(PARTS, values, strict=True) if value is not None}
    score, share = weighed(values)
    total = sum(WEIGHTS[name] for name in known)
    assert share == pytest.approx(total / 100)
    if not known:
        assert score is None
    else:
        expected = sum(WEIGHTS[name] * value for name, value in known.items()) / total
        assert score == pytest.approx(expected, abs=1e-9)


@given(parts_known, st.floats(0, 100))
def test_a_better_part_never_lowers_a_score(values: list[float | None], more: float) -> None:
    """Monotone in each known part."""
    if values[0] is not None:
        before, _ = weighed(values)
        after, _ = weighed([max(values[0], more), *values[1:]])
        assert before is not None
        assert after is not None
        assert after >= before - 1e-9
