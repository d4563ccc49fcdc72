"""The pictures: what they draw, what they write out, and that they say the same in words."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_dev.charts import (
    Bar,
    Bars,
    Bin,
    Box,
    Calendar,
    Cell,
    Chart,
    Curve,
    Distribution,
    HeatMap,
    Histogram,
    Interval,
    Intervals,
    Lines,
    Network,
    NineBox,
    Point,
    Series,
    Span,
    Stack,
    Threshold,
    Tie,
)
from asn_dev.charts.colours import SERIES, luminance
from asn_dev.errors import TableError
from asn_dev.formatting import Withheld
from asn_dev.grouping import counted

EVIL = "Dinas <script>alert('x')</script> & <b>Co</b>"
MONTHS = [date(2025, month, 1) for month in range(1, 7)]

FULL: dict[str, Chart] = {
    "bars": Bars([Bar(EVIL, 31.25), Bar("B", Withheld(5)), Bar("C", None)], "JP", limit=20, limit_label="20 JP"),
    "calendar": Calendar([Span(EVIL, date(2025, 2, 3), date(2025, 2, 7)), Span("B", MONTHS[5], MONTHS[5])]),
    "curve": Curve([Point(50, 10.5), Point(100, 20.5)], "juta rupiah", "poin", Point(60, 12), "rencana"),
    "distribution": Distribution(["Ya", "Tidak"], [Stack(EVIL, [3, 5])]),
    "heat map": HeatMap([Cell(EVIL, "Integritas", -0.5), Cell("B", "Integritas", Withheld(5))], axis="level"),
    "histogram": Histogram(
        [Bin(60, 64, 7), Bin(64, 68, Withheld(5)), Bin(68, 72, 0)], "JPM (persen)", "orang",
        [Threshold("MS", 68), Threshold(EVIL, None)],
    ),
    "intervals": Intervals([Interval(EVIL, 4.05, 3.9, 4.2), Interval("B", Withheld(5))], "skala 1 sampai 5"),
    "lines": Lines(MONTHS, [Series(EVIL, [1, 2, None, 4, Withheld(5), 6])], "menit", marked=(MONTHS[2], MONTHS[3]), marked_label="pelatihan"),
    "network": Network([Tie(EVIL, "B", 12), Tie("B", "B", Withheld(5))], "mentor", "mentee", "pasangan"),
    "nine box": NineBox(
        [Box("rendah", "di atas", EVIL, 12), Box("tinggi", "di atas", "Kotak 9", Withheld(5))],
        ["rendah", "tinggi"], ["di atas"], "Potensi", "Kinerja", "orang",
    ),
}  # fmt: skip
EMPTY: dict[str, Chart] = {
    "bars": Bars([], "JP"),
    "calendar": Calendar([]),
    "curve": Curve([], "juta rupiah", "poin"),
    "distribution": Distribution(["Ya"], []),
    "heat map": HeatMap([], axis="level"),
    "histogram": Histogram([], "JPM", "orang"),
    "intervals": Intervals([], "skala"),
    "lines": Lines(MONTHS, [Series("A", [None] * 6)], "menit"),
    "network": Network([], "mentor", "mentee", "pasangan"),
    "nine box": NineBox([Box("rendah", "di atas", "Kotak 1", 0)], ["rendah"], ["di atas"], "", "", "orang"),
}


def written(picture: str) -> list[str]:
    """The texts of a picture."""
    return re.findall(r"<text[^>]*>([^<]*)", picture)


@pytest.mark.parametrize("name", FULL)
def test_a_picture_is_the_same_bytes_and_holds_no_markup_from_names(name: str) -> None:
    """Drawn twice alike, without script or outside reference, with a description that is escaped."""
    picture = FULL[name].svg(key="k")
    assert picture == FULL[name].svg(key="k")
    assert picture.startswith('<svg role="img" aria-label="')
    assert not re.search(r"<(script|b|image|foreignObject|a)\b|href", picture)


@pytest.mark.parametrize("name", EMPTY)
def test_where_there_is_nothing_the_picture_says_so(name: str) -> None:
    """In words and in the picture, instead of bare axes or an error; in both languages."""
    chart = EMPTY[name]
    assert chart.empty
    assert "belum ada yang diketahui" in chart.described()
    assert "nothing known" in chart.described("en")
    assert "diketahui" in " ".join(written(chart.svg(key="k")))


def test_in_a_notebook_a_chart_shows_its_sentence_and_the_picture_of_the_report() -> None:
    """The same SVG; a sentence made of names cannot become markup."""
    chart = Bars([Bar("A", 1)], "JP", sentence=f"{EVIL} belajar.")
    shown = chart._repr_html_()
    assert "&lt;script&gt;" in shown
    assert "<script" not in shown
    assert shown == chart._repr_html_()
    (key,) = set(re.findall(r"url\(#(c[0-9a-f]{8})-", shown)) or {"k"}
    assert chart.svg(key=key) in shown


def test_what_is_withheld_or_unknown_is_written_where_its_figure_would_stand() -> None:
    """A row of its own, with the mark of the table."""
    texts = written(FULL["intervals"].svg(key="k"))
    assert "4,05 (3,90–4,20)" in texts
    assert "ditahan (&lt;5)" in texts
    assert "&lt;5" in written(FULL["histogram"].svg(key="k"))
    assert {"12 orang", "ditahan (&lt;5)"} <= set(written(FULL["nine box"].svg(key="k")))
    assert "12" in written(FULL["network"].svg(key="k"))


def test_a_chart_of_withheld_values_alone_says_withheld_not_unknown() -> None:
    """The two are not the same."""
    assert Bars([Bar("A", Withheld(5))], "JP").described() == "JP: ditahan."
    assert Bars([Bar("A", None)], "JP").described() == "JP: belum ada yang diketahui."


# Lines ------------------------------------------------------------------------------------------


def drawn(lines: Lines) -> tuple[list[float | None], list[int]]:
    """The values that the picture draws, a row for each time, and the times that its axis names."""
    spec = lines.altair().to_dict()
    (layer,) = (layer for layer in spec["layer"] if layer["mark"]["type"] == "line")
    rows = (layer.get("data") or spec["data"])["values"]
    return [row["value"] for row in rows], layer["encoding"]["x"]["axis"]["values"]


def test_a_line_of_which_nothing_is_known_stays_in_the_legend_alone() -> None:
    """A path needs its points: one without them is no valid picture."""
    chart = Lines(
        [2024, 2025], [Series("Kepuasan", [75.0, 80.0]), Series("Kepercayaan", [None, None])], "Indeks"
    )
    picture = chart.svg(key="garis")
    assert "Kepercayaan" in picture
    assert all(" d=" in path for path in re.findall("<path[^>]*>", picture))


@given(st.lists(st.one_of(st.none(), st.integers(0, 90)), min_size=2, max_size=24))
@settings(max_examples=15)
def test_an_unknown_month_leaves_a_gap_and_not_a_zero(values: list[int | None]) -> None:
    """Every month between the first and the last has a row, known or not."""
    months = [date(2024 + at // 12, at % 12 + 1, 1) for at in range(len(values))]
    lines = Lines(months, [Series("A", values)], "menit")
    if lines.empty:
        return
    assert drawn(lines)[0] == values
    known = [value for value in values if value is not None]
    assert f"{known[0]},0" in lines.described()
    assert f"{known[-1]},0" in lines.described()


def test_a_month_that_is_not_given_breaks_the_line() -> None:
    """March between February and April: a row without a value."""
    lines = Lines([MONTHS[1], MONTHS[3]], [Series("A", [1.0, 2.0])], "menit")
    assert drawn(lines)[0] == [1.0, None, 2.0]


@pytest.mark.parametrize("months", [1, 12, 13, 24, 60])
def test_so_few_months_are_named_that_no_two_names_meet(months: int) -> None:
    """At most 13 on 660 pixels, which is 50 for a name of eight letters at most."""
    times = [date(2020 + at // 12, at % 12 + 1, 1) for at in range(months)]
    named = drawn(Lines(times, [Series("A", [1.0] * months)], "menit"))[1]
    assert min(months, 8) <= len(named) <= 13


def test_lines_that_do_not_fit_their_times_or_cannot_be_told_apart_are_refused() -> None:
    """With the name of the line, or how many may be drawn."""
    with pytest.raises(TableError, match="line 'A' has 1 values for 6 times"):
        Lines(MONTHS, [Series("A", [1])], "menit")
    with pytest.raises(TableError, match="5 lines"):
        Lines(MONTHS, [Series(str(at), [1] * 6) for at in range(5)], "menit")


def test_the_colours_of_lines_stand_out_on_paper() -> None:
    """At least 3 to 1, which WCAG asks of what is drawn."""
    for colour in SERIES:
        assert 1.05 / (luminance(colour) + 0.05) >= 3


# What could overlap -----------------------------------------------------------------------------


@given(st.lists(st.floats(0, 60), min_size=1, max_size=12), st.floats(1, 40))
@settings(max_examples=40)
def test_a_written_value_never_stands_across_the_line_to_compare_with(
    values: list[float], limit: float
) -> None:
    """It begins at or behind the line, or ends before it."""
    bars = Bars([Bar(str(at), value) for at, value in enumerate(values)], "JP", limit=limit)
    for value in values:
        at = bars._beside(value, 5.0)
        assert at >= value
        assert at >= limit or at + 5.0 < limit


def test_bars_of_a_day_lie_within_the_months_of_the_calendar() -> None:
    """The axis runs from the first of the first month to the end of the last."""
    spec = FULL["calendar"].altair().to_dict()
    first, last = spec["encoding"]["x"]["scale"]["domain"]
    assert (date.fromordinal(first), date.fromordinal(last)) == (date(2025, 2, 1), date(2025, 7, 1))


# Small groups -----------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 30), min_size=1, max_size=9))
@settings(max_examples=40)
def test_no_small_part_can_be_had_by_taking_the_others_from_the_whole(counts: list[int]) -> None:
    """What is hidden is nothing, or at least the minimum together; small parts never show."""
    shown = counted(counts, 5)
    hidden = [count for count, mark in zip(counts, shown, strict=True) if isinstance(mark, Withheld)]
    assert all(not 0 < count < 5 for count in shown if isinstance(count, int))
    if sum(counts) >= 5 and hidden:
        assert sum(hidden) >= 5
        assert len(hidden) >= 2
    for mark in shown:  # a bound is only said where it is true of all
        if isinstance(mark, Withheld) and mark.minimum is not None:
            assert max(hidden) < mark.minimum
