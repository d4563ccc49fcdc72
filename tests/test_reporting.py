"""Reports: what they say, what they keep to themselves, and the files they become."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import formatting
from asn_dev.charts.colours import SHADES, between, ink_on, luminance
from asn_dev.errors import AsnDevError, FileError, TableError, UnknownNameError
from asn_dev.formatting import UNKNOWN, Withheld
from asn_dev.model import Answer, Assessment, CivilServant, Nip, Participation, PotentialAssessment, Unit
from asn_dev.plugin import (
    Bar,
    Bars,
    Cell,
    Distribution,
    HeatMap,
    Paragraph,
    ReportContext,
    Stack,
    TableBlock,
    TableColumn,
)
from asn_dev.reporting.rendering import FORMS, Report
from asn_dev.reporting.sections import Note
from asn_dev.testing.synthetic import synthetic_city

DAY = "2025-12-31"
EVIL = "Dinas <script>alert('x')</script> & <b>Co</b>"
NATIONAL = ["Tentang laporan ini", "Mutu data", "Jam pelajaran", "Kesinambungan dan ragam pembelajaran",
            "Indeks Profesionalitas ASN (IP ASN)", "Kesenjangan kompetensi", "Rencana pengembangan",
            "Mentoring", "Kinerja dan talenta", "Evaluasi pelatihan", "Layanan setelah pelatihan", "Pengaduan dan pelatihan layanan",
            "Survei pegawai", "Kesiapan unit", "Kepuasan masyarakat (SKM)", "Asal-usul angka"]  # fmt: skip


def nip(number: int) -> str:
    """The number of a made-up person."""
    return f"198704122010012{number:03d}"


def people(units: dict[str, int], **columns: object) -> asn.Register:
    """So many PNS in each unit, each with 24 hours of learning."""
    where = [unit for unit, count in units.items() for _ in range(count)]
    numbers_ = [nip(place) for place in range(1, len(where) + 1)]
    staff = pl.DataFrame({"nip": numbers_, "unit": where, "employment": ["PNS"] * len(where)}).with_columns(
        **columns
    )
    learned = pl.DataFrame({"nip": numbers_, "hours": 24.0, "end": date(2025, 5, 9), "form": "3"})
    return asn.Register.from_frames({CivilServant: staff, Participation: learned})


def context_of(register: asn.Register, language: str = "id") -> ReportContext:
    """What a section has in hand."""
    region = asn.region("nasional", on=DAY)
    return ReportContext(register, region, region.period, language)


def text_of(report: Report, title: str) -> str:
    """One section of a report as Markdown."""
    return re.split(r"^## ", report.to_markdown(), flags=re.M)[
        [s.title for s in report.sections].index(title) + 1
    ]


# Numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (formatting.number(1234.5), "1.234,5"),
        (formatting.number(2.675, decimals=2), "2,68"),
        (formatting.number(0.05), "0,1"),
        (formatting.number(-0.04), "0,0"),
        (formatting.percent(0.285, decimals=0), "29%"),
        (formatting.percent(1.0, "en"), "100.0%"),
        (formatting.rupiah(1234567), "Rp1.234.567"),
        (formatting.rupiah(-1500, "en"), "-Rp1,500"),
        (formatting.day(date(2026, 11, 22)), "22 November 2026"),
        (formatting.day(date(2026, 8, 17), "en"), "17 August 2026"),
        (formatting.integer(None), UNKNOWN),
        (formatting.number(float("nan")), UNKNOWN),
        (formatting.shown(Withheld(5), "percent"), "ditahan (<5)"),
        (formatting.shown(False, "text"), "tidak"),
    ],
)
def test_numbers_are_written_as_indonesians_write_them(shown: str, expected: str) -> None:
    """Points for thousands, a comma for decimals, halves up, and unknown is no zero."""
    assert shown == expected


# What a section has in hand -------------------------------------------------------------------


def test_small_groups_are_withheld_and_unknown_is_not_withheld() -> None:
    """Four people are too few, five are enough; a mean of nothing known is unknown, and says so."""
    context = context_of(people({"Besar": 5, "Kecil": 4, "Kosong": 5}))
    frame = context.scores(CivilServant).with_columns(
        learning_hours=pl.when(pl.col("unit") != "Kosong").then(pl.col("learning_hours"))
    )
    units = context.by_unit(
        frame, means={"hours": pl.col("learning_hours")}, counts={"many": pl.col("learning_hours") > 20}
    )
    assert units["unit"].to_list() == ["Besar", "Kecil", "Kosong"]
    assert units["people"].to_list() == [5, 4, 5]
    assert units["hours"].to_list() == [24.0, None, None]
    assert context.values(units, "hours") == [24.0, Withheld(5), None]
    assert context.values(units, "many") == [5, Withheld(5), 0]


def test_a_mean_that_few_people_stand_behind_is_withheld_in_a_large_group() -> None:
    """Of a hundred people three are known: their mean is not shown."""
    context = context_of(people({"Besar": 100}))
    frame = context.scores(CivilServant).with_row_index().with_columns(
        learning_hours=pl.when(pl.col("index") < 3).then(pl.col("learning_hours"))
    )  # fmt: skip
    units = context.by_unit(frame, means={"hours": pl.col("learning_hours")})
    assert context.values(units, "hours") == [Withheld(5)]


@given(
    st.lists(st.tuples(st.sampled_from("ABCDEF"), st.none() | st.integers(0, 100)), min_size=1, max_size=60)
)
def test_no_shown_mean_rests_on_fewer_than_the_minimum(rows: list[tuple[str, int | None]]) -> None:
    """And every mean that rests on enough is shown as it is."""
    context = context_of(asn.Register.of([]))
    frame = pl.DataFrame(rows, schema={"unit": pl.String, "score": pl.Float64}, orient="row")
    units = context.by_unit(frame, means={"score": pl.col("score")})
    for unit, shown in zip(units["unit"], context.values(units, "score"), strict=True):
        known = [score for where, score in rows if where == unit and score is not None]
        if len(known) >= 5:
            assert shown == pytest.approx(sum(known) / len(known))
        else:
            assert shown == (Withheld(5) if known else None)


def test_scores_of_an_absent_table_are_empty_and_typed() -> None:
    """So that a section can ask whether there is anything before it computes."""
    scores = context_of(asn.Register.of([])).scores(CivilServant)
    assert scores.is_empty()
    assert scores.schema["learning_hours"] == pl.Float64
    assert scores.schema["ip_asn_band"] == pl.String
    assert scores.filter(pl.col("learning_hours") > 1).is_empty()


def test_a_year_before_a_rule_began_has_a_report_too() -> None:
    """What no rule says yet is unknown in every section, instead of a section that fails."""
    made = asn.report(people({"Dinas A": 20}), asn.region("nasional", on="2014-12-31"), strict=True)
    assert [section.title for section in made.sections] == NATIONAL


def test_the_plan_and_the_pairs_that_a_report_is_given_stand_in_it() -> None:
    """With units, calendar, curve and network; without them a note says how to get them."""
    region = asn.region("nasional", on=DAY)
    register = asn.Register.from_frames(synthetic_city(people=60))
    texts = {}
    for made_before in (
        {},
        {"plan": asn.plan(register, region, budget=50_000_000), "pairing": asn.pair(register, region)},
    ):
        made = asn.report(register, region, strict=True, **made_before)
        kept = [section for section in made.sections if section.key in ("rencana", "mentoring")]
        texts[bool(made_before)] = attrs.evolve(made, sections=tuple(kept)).to_markdown()
    assert "--budget RUPIAH" in texts[False]
    assert "tanpa usulan pasangan" in texts[False]
    for said in ("Rencana 2026 membuka", "Kalender rencana 2026", "menurut anggaran", "Usulan pasangan:"):
        assert said in texts[True]
    assert "JP menurut log" in texts[True]


def test_a_distribution_withholds_small_parts_and_what_would_give_them_away() -> None:
    """Two of nine high and one unknown: high is hidden, and one other with it; the unknown is told."""
    context = context_of(people({"Dinas A": 20}))
    frame = pl.DataFrame({"band": ["tinggi"] * 2 + ["sedang"] * 7 + ["rendah"] * 10 + [None]})
    names = {"tinggi": "Tinggi", "sedang": "Sedang", "rendah": "Rendah"}
    chart, table = context.distribution(frame, "band", names, caption="Pita", heading="Pita")
    shown = {row[0]: row[1] for row in table.rows}
    assert shown == {"Tinggi": Withheld(), "Sedang": Withheld(), "Rendah": 10, "Tidak diketahui": 1}
    assert chart.chart.categories == ["Rendah", "Tidak diketahui, ditahan"]
    assert chart.sentence == "Pita: terbanyak Rendah, 52,6% dari 19 yang diketahui."
    few, _ = context.distribution(frame[:2], "band", names, caption="Pita", heading="Pita")
    assert "belum ada kelompok yang cukup besar" in few.sentence


def test_a_table_refuses_what_no_cell_can_hold() -> None:
    """The error names table and column."""
    columns = [TableColumn("a", "Nama"), TableColumn("b", "Isi")]
    with pytest.raises(TableError, match="table 'Coba': a row has 1 cells for 2 columns"):
        TableBlock(columns, [("x",)], "Coba")
    with pytest.raises(TableError, match="table 'Coba', column 'Isi': list has no place"):
        TableBlock(columns, [("x", [1])], "Coba")  # type: ignore[list-item]


# The whole report -----------------------------------------------------------------------------


def test_a_report_has_the_national_sections_between_what_it_is_and_where_it_comes_from() -> None:
    """And each has something to say."""
    report = asn.report(people({"Dinas A": 6}), asn.region("nasional", on=DAY), strict=True)
    assert [section.title for section in report.sections] == NATIONAL
    assert all(section.blocks for section in report.sections)
    assert "Pada tahun 2025 pegawai mengikuti rata-rata 24,0 JP" in text_of(report, "Jam pelajaran")


def test_the_text_changes_with_the_data() -> None:
    """Six people with 24 hours reach the minimum of 20; with another period none of them has any."""
    register = people({"Dinas A": 6})
    region = asn.region("nasional", on=DAY)
    assert "6 (100,0%) mencapainya" in text_of(asn.report(register, region), "Jam pelajaran")
    assert "0 (0,0%) mencapainya" in text_of(asn.report(register, region, period=2024), "Jam pelajaran")


def test_english_is_a_choice_and_another_language_an_error() -> None:
    """Headings, sentences, numbers and the language of the page are English."""
    register, region = people({"Dinas A": 6}), asn.region("nasional", on=DAY)
    html = asn.report(register, region, language="en", strict=True).to_html()
    assert '<html lang="en">' in html
    assert "people took 24.0 JP on average" in html
    assert "Jam pelajaran" not in html
    with pytest.raises(UnknownNameError, match="'jv'"):
        asn.report(register, region, language="jv")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    "register",
    [
        asn.Register.of([]),
        asn.Register.of([Unit(name="Dinas A")]),
        asn.Register.of([CivilServant(nip=Nip(nip(1)))]),
        asn.Register.from_frames({CivilServant: pl.DataFrame(schema={"nip": pl.String})}),
        asn.Register.of([Answer(instrument="skm", respondent="1", item="U1", value=3.0)]),
        asn.Register.of(
            [Assessment(nip=Nip(nip(1)), competency="integritas", day=date(2025, 1, 1), level=3)]
        ),
    ],
    ids=["nothing", "units", "one person", "no rows", "one answer", "one assessment"],
)
def test_an_empty_or_sparse_register_gives_sentences_not_errors(
    register: asn.Register, language: str, tmp_path: Path
) -> None:
    """Each section says that there is no data yet; every form can be written."""
    report = asn.report(register, asn.region("nasional", on=DAY), language=language, strict=True)
    said = report.to_markdown()
    assert ("Belum ada data" if language == "id" else "No data yet") in said
    for suffix in FORMS:
        assert report.save(tmp_path / f"laporan{suffix}").stat().st_size


def test_names_with_html_are_text(tmp_path: Path) -> None:
    """In headings, cells, charts, sentences and Markdown; the name of a unit is never markup."""
    report = asn.report(people({EVIL: 6, "Dinas B": 5}), asn.region("nasional", on=DAY), strict=True)
    html = report.to_html()
    assert "<script" not in html
    assert "<b>Co" not in html
    assert "&lt;script&gt;" in html
    assert "<script" not in report.to_markdown()


def test_no_person_is_named_in_a_report() -> None:
    """Neither names nor numbers of people appear."""
    register = people({"Dinas A": 6}, name=pl.lit("Sangat Rahasia"))
    html = asn.report(register, asn.region("nasional", on=DAY)).to_html()
    assert "Sangat Rahasia" not in html
    assert not re.search(r"\b19870412\d{10}\b", html)


class Page(HTMLParser):
    """What a page holds, to check what assistive technology needs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep each tag with its attributes."""
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each such tag."""
        return [attrs for name, attrs in self.tags if name == tag]


def test_the_page_is_self_contained_and_accessible() -> None:
    """No script, nothing from elsewhere; one h1, scoped heads, captions, described charts, sound links."""
    page = Page(asn.report(people({"Dinas A": 6, "Dinas B": 7}), asn.region("nasional", on=DAY)).to_html())
    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("img")
    outside = [
        value
        for _, attrs in page.tags
        for key, value in attrs.items()
        if key in ("src", "href") and value and not value.startswith("#")
    ]
    assert outside == []
    assert len(page.all("h1")) == 1
    assert len(page.all("caption")) == len(page.all("table")) > 3
    assert all(head.get("scope") in ("col", "row") for head in page.all("th"))
    assert page.all("svg")
    assert all(chart.get("role") == "img" and chart.get("aria-label") for chart in page.all("svg"))
    ids = [value for _, attrs in page.tags for key, value in attrs.items() if key == "id"]
    assert len(ids) == len(set(ids))
    targets = {value.removeprefix("#") for link in page.all("a") if (value := link["href"])}
    assert targets <= set(ids)
    assert len(targets) == len(NATIONAL) + 1


@pytest.mark.parametrize("suffix", FORMS)
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    """Also when the rows come in another order, and whatever the time is."""
    region = asn.region("nasional", on=DAY)
    units = {"Dinas A": 6, "Dinas B": 7, "Dinas C": 2}
    first = asn.report(people(units), region).save(tmp_path / f"a{suffix}")
    register = people(units)
    turned = asn.Register.from_frames(
        {kind: frame.to_native().reverse() for kind, frame in register.tables.items()}
    )
    second = asn.report(turned, asn.region("nasional", on=DAY)).save(tmp_path / f"b{suffix}")
    assert first.read_bytes() == second.read_bytes()


def test_markdown_holds_every_section_and_table() -> None:
    """Each table has as many cells in every row as in its head."""
    said = asn.report(people({"Dinas | A": 6}), asn.region("nasional", on=DAY)).to_markdown()
    assert re.findall(r"^## (.*)$", said, flags=re.M) == NATIONAL
    blocks = [block.splitlines() for block in said.split("\n\n") if block.startswith("| ")]
    for lines in blocks:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
        assert len(widths) == 1
    assert r"Dinas \| A" in said


@pytest.mark.parametrize("name", ["laporan.odt", "laporan"])
def test_another_suffix_is_refused_by_name(tmp_path: Path, name: str) -> None:
    """The error says what there is."""
    report = asn.report(asn.Register.of([]), asn.region("nasional", on=DAY))
    with pytest.raises(FileError, match=rf"{name}.*'\.html', '\.pdf', '\.docx', '\.xlsx' and '\.md'"):
        report.save(tmp_path / name)


def test_a_notebook_shows_the_report_apart_from_its_own_page() -> None:
    """In a frame, so that the styles of one do not reach the other."""
    shown = asn.report(people({EVIL: 6}), asn.region("nasional", on=DAY))._repr_html_()
    page = Page(shown)
    assert [tag for tag, _ in page.tags] == ["iframe"]
    assert "Jam pelajaran" in str(page.all("iframe")[0]["srcdoc"])


# Provenance -----------------------------------------------------------------------------------


def test_every_parameter_that_was_read_stands_in_the_last_section_with_its_source() -> None:
    """What is only assumed stands first and is counted in a warning; unread parameters are left out."""
    report = asn.report(people({"Dinas A": 6}), asn.region("nasional", on=DAY))
    last = report.sections[-1]
    (table,) = [
        block for block in last.blocks if isinstance(block, TableBlock) and "Parameter" in block.caption
    ]
    keys = [re.findall(r"\(([a-z_.]+)\)$", str(row[0]))[0] for row in table.rows]
    assert {"learning.minimum", "ip_asn.band", "privacy.minimum_group"} <= set(keys)
    assert not [key for key in keys if key.startswith("skm.")]
    assert all(row[2] and row[4] for row in table.rows)
    evidence = [row[3] for row in table.rows]
    assert evidence.count("ANGGAPAN") > 0
    assert evidence[: evidence.count("ANGGAPAN")] == ["ANGGAPAN"] * evidence.count("ANGGAPAN")
    (warning,) = [block for block in last.blocks if isinstance(block, Note) and block.tone == "warning"]
    assert warning.text.startswith(
        f"{evidence.count('ANGGAPAN')} dari {len(keys)} parameter berstatus ANGGAPAN"
    )


def test_the_variant_that_was_chosen_is_named_with_who_chose_it() -> None:
    """A choice made in the call shows as such, and in the section that it touches."""
    answers = pl.DataFrame(
        [
            ("skm", f"{who}", f"U{item}", 4.0, "Dinas A", date(2025, 3, 1))
            for who in range(6)
            for item in range(1, 10)
        ],
        schema=["instrument", "respondent", "item", "value", "unit", "day"],
        orient="row",
    )
    register = asn.Register.from_frames({Answer: answers, Unit: pl.DataFrame({"name": ["Dinas A"]})})
    exact = text_of(asn.report(register, asn.region("nasional", on=DAY)), "Kepuasan masyarakat (SKM)")
    assert "100,00" in exact
    assert "bobot 1/9" in exact
    rounded = asn.report(register, asn.region("nasional", on=DAY, choose={"skm.weight": "0.11"}))
    satisfaction = text_of(rounded, "Kepuasan masyarakat (SKM)")
    assert "99,00" in satisfaction
    assert "bobot 0,110 untuk tiap-tiap 9 unsur (jumlah 0,990)" in satisfaction
    assert "0.11 (pilihan pemanggil)" in text_of(rounded, "Asal-usul angka")


def test_input_files_stand_with_their_hash_and_row_ledger(sample: asn.Register) -> None:
    """Read is accepted and rejected together, in the last section as in the second."""
    report = asn.report(sample, asn.region("nasional", on=DAY), strict=True)
    files = next(block for block in report.sections[-1].blocks if isinstance(block, TableBlock))
    rows = {(row[0], row[1]): row for row in files.rows}
    for row in sample.ledger:
        assert rows[row.file, row.sheet][2:] == (
            row.read,
            row.accepted,
            row.rejected,
            row.findings,
            row.sha256,
        )
        assert row.read == row.accepted + row.rejected
    assert re.fullmatch(r"[0-9a-f]{64}", str(rows["rw_kursus.json", ""][6]))


def test_the_report_of_the_sample_says_what_the_sample_holds(sample: asn.Register, manifest: dict) -> None:
    """Three hundred people; the satisfaction of every unit surveyed; BKN's figure beside ours."""
    report = asn.report(sample, asn.region("nasional", on=DAY), strict=True)
    assert f"{manifest['expected']['people']['total']} pegawai" in text_of(report, "Tentang laporan ini")
    assert "nilai dari BKN" in text_of(report, "Indeks Profesionalitas ASN (IP ASN)")
    satisfaction = text_of(report, "Kepuasan masyarakat (SKM)")
    assert satisfaction.count("Waktu ") >= 3
    assert "register tidak memuat penilaian potensi" in text_of(report, "Kinerja dan talenta")


def test_findings_of_the_sample_are_told_in_indonesian(sample: asn.Register) -> None:
    """No finding that the report lists keeps the English message of the code."""
    shown = text_of(asn.report(sample, asn.region("nasional", on=DAY)), "Mutu data")
    english = {found.message for found in sample.findings}
    assert "Nilai yang seharusnya ada" in shown
    assert not [message for message in english if f"| {message} |" in shown]


def test_nine_boxes_appear_once_potential_is_known() -> None:
    """Six people above expectation with a potential of 85 stand in box 9."""
    register = people({"Dinas A": 6})
    numbers_ = [nip(place) for place in range(1, 7)]
    frames = {kind: frame.to_native() for kind, frame in register.tables.items()}
    frames[PotentialAssessment] = pl.DataFrame({"nip": numbers_, "day": date(2025, 2, 1), "score": 85.0})
    frames[asn.PerformanceAppraisal] = pl.DataFrame({"nip": numbers_, "year": 2025, "rating": "Sangat Baik"})
    report = asn.report(asn.Register.from_frames(frames), asn.region("nasional", on=DAY), strict=True)
    assert "| 9 | di atas / tinggi | 6 | 100,0% |" in text_of(report, "Kinerja dan talenta")


# Sections of plugins --------------------------------------------------------------------------

SECTIONS = """
@section(key="salam", title=text(id="Salam", en="Greeting"), order=15)
def greeting(context):
    return [Paragraph(context.say(id="Selamat pagi.", en="Good morning."))]

@section(key="{key}", title=text(id="Gagal", en="Broken"), order=21)
def broken(context):
    return {gives}

@hookimpl
def asn_dev_report_sections():
    return [greeting, broken]
"""


@pytest.mark.parametrize(
    ("gives", "said"),
    [
        ('context.region.parameters["tidak.ada"]', "no parameter 'tidak.ada'"),
        ("[1 / 0]", "ZeroDivisionError"),
        ("['teks']", "gave str, not a block"),
        ("None", "TypeError"),
    ],
)
def test_a_section_that_fails_names_itself_and_spares_the_others(make_plugin, gives: str, said: str) -> None:
    """A visible error note in its place; with strict the error itself."""
    region = asn.region(make_plugin("kota", SECTIONS.format(key="gagal", gives=gives)), on=DAY)
    report = asn.report(people({"Dinas A": 6}), region)
    titles = [section.title for section in report.sections]
    assert titles[2:5] == ["Salam", "Jam pelajaran", "Gagal"]
    (note,) = report.sections[4].blocks
    assert isinstance(note, Note)
    assert note.tone == "error"
    assert "Bagian 'Gagal' dari pengaya 'kota'" in note.text
    assert said in note.text
    assert [block.text for block in report.sections[2].blocks if isinstance(block, Paragraph)] == [
        "Selamat pagi."
    ]
    with pytest.raises((AsnDevError, ZeroDivisionError, TypeError)):
        asn.report(people({"Dinas A": 6}), region, strict=True)


def test_a_section_sees_the_plan_it_was_given_and_other_years(make_plugin) -> None:
    """The report makes no plan by itself; what a section reads of another year stands in the last section."""
    make_plugin(
        "tren",
        """
        @section(key="tren", title=text(id="Tren", en="Trend"))
        def tren(context):
            hours = [context.in_year(year).scores(CivilServant, "learning_hours")["learning_hours"].sum() for year in (2024, 2025)]
            assert context.in_year(2024) is context.in_year(2024)
            planned = "tidak ada" if context.plan is None else context.plan.region
            return [Paragraph(f"JP {hours[0]} lalu {hours[1]}; rencana {planned}; {context.in_year(2024).period_in_words}")]

        @hookimpl
        def asn_dev_report_sections():
            return [tren]
        """,
    )
    region, register = asn.region("tren", on=DAY), people({"Dinas A": 6})
    assert (
        "JP 0.0 lalu 144.0; rencana tidak ada; tahun 2024"
        in asn.report(register, region, strict=True).to_markdown()
    )
    offered = asn.Register.of(
        [
            asn.Programme(code="DK-1", competency="integritas", level=2, hours=8.0),
            asn.Session(
                code="S-1", programme="DK-1", start=date(2026, 3, 2), end=date(2026, 3, 2), capacity=20
            ),
            asn.CivilServant(nip=Nip(nip(1)), job_title="Analis", unit="Dinas A"),
            asn.RequiredLevel(job_title="Analis", unit="Dinas A", competency="integritas", level=2),
            asn.Assessment(nip=Nip(nip(1)), competency="integritas", day=date(2025, 2, 3), level=1),
        ]
    )
    page = asn.report(register, region, plan=asn.plan(offered, region, budget=1_000_000), strict=True)
    assert "rencana tren" in page.to_markdown()


def test_a_section_takes_the_place_of_one_with_its_key(make_plugin) -> None:
    """A region says in its own words what the nation says in others."""
    source = SECTIONS.format(key="jam-pelajaran", gives="[1 / 0]").replace("[greeting, broken]", "[broken]")
    report = asn.report(people({"Dinas A": 6}), asn.region(make_plugin("kota", source), on=DAY))
    assert "Jam pelajaran" not in [section.title for section in report.sections]
    assert [section.plugin for section in report.sections if section.title == "Gagal"] == ["kota"]


# Charts ---------------------------------------------------------------------------------------

CHARTS = {
    "bars": Bars(
        [Bar(EVIL, 31.25), Bar("B", Withheld(5)), Bar("C", None)], "JP", limit=20, limit_label="20 JP"
    ),
    "shares": Distribution(["Tinggi", "Rendah", "Tidak diketahui"], [Stack(EVIL, [3, 5, 2])], unknown=True),
    "heat": HeatMap(
        [Cell(EVIL, "Integritas", -0.5), Cell("B", "Integritas", Withheld(5)), Cell("B", "Kerja Sama", None)]
    ),
    "no bars": Bars([], "JP"),
    "nothing known": Bars([Bar("A", None), Bar("B", float("nan"))], "JP"),
    "no cells": HeatMap([]),
}


@pytest.mark.parametrize("name", CHARTS)
def test_charts_are_the_same_bytes_and_hold_no_markup_from_names(name: str) -> None:
    """The picture is SVG with a description, written in Indonesian, drawn twice alike."""
    picture = CHARTS[name].svg("id", key="k", alt=EVIL)
    assert picture == attrs.evolve(CHARTS[name]).svg("id", key="k", alt=EVIL)
    page = Page(picture)
    assert page.tags[0][0] == "svg"
    assert page.tags[0][1]["aria-label"] == EVIL
    assert not {"script", "b", "image", "foreignobject", "a"} & {tag for tag, _ in page.tags}


def test_charts_write_every_value_out() -> None:
    """In Indonesian numbers, with what is withheld or unknown said in place of a bar."""
    bars = CHARTS["bars"].svg("id", key="k", alt="")
    assert all(f">{shown}<" in bars for shown in ("31,3", "ditahan (&lt;5)", UNKNOWN, "20 JP"))
    assert ">31.3<" in CHARTS["bars"].svg("en", key="k", alt="")
    assert all(
        f">{shown}<" in CHARTS["heat"].svg("id", key="k", alt="") for shown in ("-0,5", "&lt;5", UNKNOWN)
    )
    assert all(f">{shown}<" in CHARTS["shares"].svg("id", key="k", alt="") for shown in ("30%", "50%", "20%"))


def test_charts_describe_themselves() -> None:
    """For those who hear the report: the ends of a comparison, the shares of a whole."""
    assert (
        Bars([Bar("A", 1), Bar("B", 2)], "JP").described()
        == "JP: 2 ditampilkan, tertinggi B (2,0), terendah A (1,0)."
    )
    assert CHARTS["nothing known"].described("en") == "JP: nothing known."
    assert (
        Distribution(["Ya", "Tidak"], [Stack("", [1, 3])]).described() == "Pembagian: Ya 25,0%, Tidak 75,0%."
    )


@given(st.floats(-1, 1))
def test_ink_stands_out_on_every_colour_of_the_heat_map(place: float) -> None:
    """At least 4.5 to 1, the contrast that WCAG asks of text (AA)."""
    dark, light = sorted((luminance(between(place)), luminance(ink_on(between(place)))))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_luminance_is_that_of_the_standard() -> None:
    """White on black is 21 to 1, and #767676 on white the 4.54 to 1 that WCAG's examples give."""
    assert (luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05) == pytest.approx(21)
    assert (luminance("#ffffff") + 0.05) / (luminance("#767676") + 0.05) == pytest.approx(4.54, abs=0.005)


def test_shades_fall_in_lightness_so_that_grey_print_keeps_their_order() -> None:
    """Each shade is lighter than the one before, and its ink stands out on it."""
    lights = [luminance(shade) for shade in SHADES]
    assert lights == sorted(lights)
    for shade in SHADES:
        dark, light = sorted((luminance(shade), luminance(ink_on(shade))))
        assert (light + 0.05) / (dark + 0.05) >= 4.5
