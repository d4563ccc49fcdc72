"""Survey tools: a questionnaire dressed as any of them reads back to the same answers, or it is said."""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import Answer
from asn_dev.model import Respondents
from asn_dev.register.cells.periods import last_day
from asn_dev.register.cells.stamps import read_stamps
from asn_dev.register.layouts.form_answers import MONTH, PERIOD, WHEN, YEAR, days_of

NATIONAL = asn.region("nasional", on="2025-12-31")
SKM = NATIONAL.instruments["skm"]
NIPS = ["198704122010012345", "199001012015031001", "198504122010011002"]
LOUD = {"warning", "unknown", "rejected"}
FORM = (
    "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
    "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
    "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
    "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
    "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan dengan hasil yang diberikan?",
    "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
    "Bagaimana pendapat Saudara tentang perilaku petugas terkait kesopanan dan keramahan?",
    "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
    "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
)
WORDS = ["Sesuai", "Mudah", "Cepat", "Gratis", "Sesuai", "Kompeten", "Sopan dan ramah",
         "Berfungsi kurang maksimal", "Sangat baik"]  # fmt: skip
POINTS = [3, 3, 3, 4, 3, 3, 3, 3, 4]


def table(headings: list[str], *rows: list[str], delimiter: str = ",") -> str:
    """The text of a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([headings, *rows])
    return text.getvalue()


def values(register: asn.Register) -> list[list[float | None]]:
    """The answers of each respondent, in the order of the items."""
    rows = register[Answer].to_native()
    return rows.group_by("respondent", maintain_order=True).agg("value")["value"].to_list()


def loud(register: asn.Register) -> set[tuple[str, str]]:
    """Rule and column of what an officer has to look at."""
    return {(one.rule, one.column) for one in register.findings if one.severity in LOUD}


def days(register: asn.Register) -> set[date | None]:
    """The days of the answers."""
    return {one.day for one in register.records(Answer)}


# --- the tools ------------------------------------------------------------------------------------


@pytest.mark.parametrize("numbered", [True, False])
def test_a_web_form_with_the_questions_of_the_national_form(read_files, numbered):
    """Words in place of numbers; consent, mail, age and remarks are passed over, and named."""
    questions = [f"{at}. {text}" if numbered else text for at, text in enumerate(FORM, 1)]
    beside = ["Cap waktu", "Alamat email", "Apakah Anda bersedia mengisi survei ini?", "Usia"]
    heads = [
        *beside,
        "Pilih unit layanan yang Anda kunjungi",
        "Jenis layanan yang diterima",
        *questions,
        "Kritik dan saran",
    ]
    row = ["2025/05/10 9.15.00 AM GMT+7", "a@b.id", "Ya", "34", "Dinas A", "KTP", *WORDS, "Bagus"]
    register = read_files({"a.csv": table(heads, row)}, region=NATIONAL)
    assert values(register) == [POINTS]
    assert {(one.unit, one.about, one.day) for one in register.records(Answer)} == {
        ("Dinas A", "KTP", date(2025, 5, 10))
    }
    assert not loud(register)
    (unused,) = [one.message for one in register.findings if one.rule == "columns_not_used"]
    assert "Alamat email" in unused
    assert "Kritik dan saran" in unused


def test_the_words_of_a_question_and_not_its_number_tell_the_item(read_files):
    """The form of the regulation asks facilities as 8 and complaints as 9; a code that differs is said."""
    order = [*range(7), 8, 7]
    for mark, found in (("{}. ", set()), ("U{}. ", {"question_code_differs"})):
        heads = ["Tanggal", "Unit", *(mark.format(at) + FORM[item] for at, item in enumerate(order, 1))]
        register = read_files(
            {"a.csv": table(heads, ["2025-05-01", "Dinas A", *"444444413"])}, region=NATIONAL
        )
        given_values = {one.item: one.value for one in register.records(Answer)}
        assert (given_values["U8"], given_values["U9"]) == (3, 1)
        assert {rule for rule, _ in loud(register)} == found


def test_a_grid_with_numbers_and_words_and_stars(read_files):
    """Rows of a grid stand in brackets; a number with its word, stars, four of four."""
    rows = [
        "Persyaratan",
        "Prosedur",
        "Kecepatan",
        "Biaya",
        "Produk",
        "Kompetensi",
        "Perilaku",
        "Pengaduan",
        "Sarana",
    ]
    heads = ["Timestamp", "Unit", *(f"Bagaimana penilaian Anda? [{one}]" for one in rows)]
    cells = [
        "4 - Sangat baik",
        "3. Baik",
        "4",
        "3",
        "2 - Kurang baik",
        "Baik (3)",
        "★★★★☆",
        "4/4",
        "b. Kurang baik",
    ]
    register = read_files(
        {"a.csv": table(heads, ["31/05/2025 09:15:00", "Dinas A", *cells])}, region=NATIONAL
    )
    assert values(register) == [[4, 3, 4, 3, 2, 3, 4, 4, 2]]
    assert not loud(register)


def test_a_field_survey_with_groups_and_names(read_files):
    """Groups before a slash, names of options, the moment of sending in Greenwich time."""
    names = ["U1_persyaratan", "U2_prosedur", "U3", "U4_biaya", "U5", "U6", "U7", "U8_pengaduan", "U9_sarana"]
    heads = [
        "start",
        "awal/unit_layanan",
        *(f"unsur/{one}" for one in names),
        "unsur/saran",
        "_id",
        "_uuid",
        "_submission_time",
    ]
    cells = [word.lower().replace(" ", "_") for word in WORDS]
    row = ["2025-05-09T23:00:00.000+07:00", "Dinas A", *cells, "-", "1", "abc-1", "2025-05-09T18:30:00"]
    register = read_files({"a.csv": table(heads, row, delimiter=";")}, region=NATIONAL)
    assert values(register) == [POINTS]
    assert {one.respondent for one in register.records(Answer)} == {"abc-1"}
    assert not loud(register)


def test_codes_of_options_are_taken_in_order_and_said_and_what_is_not_sent_has_no_day(read_files):
    """A tool that writes A1 to A4, and keeps questionnaires that nobody sent."""
    texts = [
        "Persyaratan",
        "Prosedur",
        "Waktu",
        "Biaya",
        "Produk",
        "Kompetensi",
        "Perilaku",
        "Pengaduan",
        "Sarana",
    ]
    heads = ["Response ID", "Date submitted", "Last page", "Unit Layanan",
             *(f"Q01[SQ{at:03}]. {text}" for at, text in enumerate(texts, 1))]  # fmt: skip
    sent = ["1", "2025-05-10 09:15:00", "2", "Dinas A", *["A3"] * 9]
    open_one = ["2", "", "1", "Dinas A", "A1", "A2", *[""] * 7]
    register = read_files({"a.csv": table(heads, sent, open_one, ["3", *sent[1:]])}, region=NATIONAL)
    assert values(register) == [[3] * 9, [1, 2, *[None] * 7], [3] * 9]
    assert ("option_codes", "Q01[SQ001]. Persyaratan") in loud(register)
    assert ("day_missing", "Date submitted") in loud(register)


def test_a_form_with_points_and_remarks_beside_each_question(read_files):
    """What the tool puts beside a question repeats its words, and is no second question."""
    parts = [part for text in FORM for part in (text, f"Points - {text}", f"Feedback - {text}")]
    heads = ["ID", "Start time", "Completion time", "Email", "Name", "Unit Pelayanan", *parts]
    cells = [cell for word in WORDS for cell in (word, "0", "")]
    row = ["1", "5/10/25 9:00:00", "5/31/25 9:10:00", "anonymous", "", "Dinas A", *cells]
    register = read_files({"a.csv": table(heads, row)}, region=NATIONAL)
    assert values(register) == [POINTS]
    assert days(register) == {date(2025, 5, 31)}


# --- what is doubtful is said -----------------------------------------------------------------------


def test_two_questions_of_one_item_are_said_and_neither_counts(read_files):
    """Nobody knows which of them is the item."""
    first, second = "Apakah kecepatan pelayanan baik?", "Apakah jangka waktu pelayanan sesuai?"
    heads = ["Tanggal", "Unit", *FORM[:2], first, second, *FORM[3:]]
    register = read_files({"a.csv": table(heads, ["2025-05-01", "Dinas A", *"4431444444"])}, region=NATIONAL)
    assert {one.value for one in register.records(Answer) if one.item == "U3"} == {None}
    found = {column for rule, column in loud(register) if rule == "question_not_counted"}
    assert found == {first, second}


def test_a_question_of_no_item_is_named_and_its_answers_do_not_count(read_files):
    """Another element of the region's own; a tenth code; both have answers on the scale."""
    heads = ["Tanggal", "Unit", *(f"U{at}" for at in range(1, 10)), "U10", "Apakah lokasi strategis?"]
    register = read_files({"a.csv": table(heads, ["2025-05-01", "Dinas A", *"44444444411"])}, region=NATIONAL)
    assert values(register) == [[4] * 9]
    assert loud(register) == {
        ("question_not_counted", "U10"),
        ("question_not_counted", "Apakah lokasi strategis?"),
    }


def test_fourteen_elements_of_the_days_when_fourteen_were_asked(read_files):
    """The version of the questionnaire is that of the last day in the sheet."""
    heads = ["No", "Tanggal", "Unit Layanan", *(f"U{at}" for at in range(1, 15))]
    for year, items in ((2016, 14), (2025, 9)):
        register = read_files(
            {"a.csv": table(heads, ["1", f"{year}-05-01", "Dinas A", *["3"] * 14])}, region=NATIONAL
        )
        assert len(register.records(Answer)) == items
        assert len(loud(register)) == 14 - items


@pytest.mark.parametrize(
    ("cells", "rule", "known"),
    [
        (["Kurang baik", "Cukup baik", "Baik"], "mixed_words", []),
        (["Tidak puas", "Puas", "Sangat puas"], "ambiguous_words", [3, 4]),
        (["5", "5", "5", "4"], "another_scale", []),
        (["1 - Sangat baik", "4 - Sangat baik"], "not_a_number", [4]),
        (["Bagus", "Baik"], "not_a_number", [3]),
    ],
)
def test_words_and_numbers_of_another_scale_are_unknown(read_files, cells, rule, known):
    """A word has the point that the whole column shows; where it shows none, nothing is guessed."""
    heads = ["Tanggal", "Unit", *FORM]
    rows = [["2025-05-01", "Dinas A", *["4"] * 5, cell, *["4"] * 3] for cell in cells]
    register = read_files({"a.csv": table(heads, *rows)}, region=NATIONAL)
    assert sorted(one.value for one in register.records(Answer) if one.item == "U6" and one.value) == known
    assert (rule, FORM[5]) in loud(register)


def test_without_unit_or_day_what_to_do_is_said(read_files):
    """With the region and without it: such answers would count nowhere, and nobody would be told."""
    heads = ["No", *(f"U{at}" for at in range(1, 10))]
    for region in (NATIONAL, None):
        register = read_files({"skm.csv": table(heads, ["1", *"333333333"])}, region=region)
        assert {rule for rule, _ in loud(register)} >= {"unit_missing", "day_missing"}
        assert len(register.records(Answer)) == 9


@pytest.mark.parametrize("people", [1, 3])
def test_sums_below_numbered_respondents_are_no_respondents(read_files, people):
    """Sums, means, weights and the index of the national form; its legend."""
    heads = [
        "NO RESPONDEN",
        "TANGGAL",
        "UNIT PELAYANAN",
        *(f"NILAI UNSUR PELAYANAN U{at}" for at in range(1, 10)),
    ]
    rows = [[str(at), "2025-05-01", "Dinas A", *"333333333"] for at in range(1, people + 1)]
    below = [[label, "", "", *["9"] * 9] for label in
             ("Jumlah Nilai per Unsur", "NRR per Unsur", "NRR Tertimbang", "IKM Unit Pelayanan")]  # fmt: skip
    register = read_files(
        {"a.csv": table(heads, *rows, *below, ["Keterangan :", *[""] * 11])}, region=NATIONAL
    )
    assert values(register) == [[3] * 9] * people
    assert not loud(register)


def test_the_unit_of_a_survey_needs_no_list_of_staff(read_files):
    """Its index is given also where the staff list does not have it."""
    heads = ["responden", "tanggal", "unit layanan", *(f"U{at}" for at in range(1, 10))]
    rows = [[f"R{at}", "2025-06-01", "Kelurahan Contoh", *"333433334"] for at in range(5)]
    staff = f"nip,nama,unit\n{NIPS[0]},Budi,Dinas Lain\n"
    for files in ({"skm.csv": table(heads, *rows)}, {"pegawai.csv": staff}):
        found = asn.evaluate(read_files(files, region=NATIONAL), NATIONAL).citizens
        assert found.filter(level="unit").select("unit", "respondents").rows() == [("Kelurahan Contoh", 5)]
        assert found["index"][0] == pytest.approx(sum([3, 3, 3, 4, 3, 3, 3, 3, 4]) / 9 * 25, abs=0.01)


# --- time stamps ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["2025/05/10 9.15.00 AM GMT+7"], [date(2025, 5, 10)]),
        (["2025/05/10 11.30.00 PM GMT+0"], [date(2025, 5, 11)]),
        (["10/05/2025 9:15:00"], [None]),
        (["10/05/2025 9:15:00", "05/05/2025 10:00:00"], [date(2025, 5, 10), date(2025, 5, 5)]),
        (["5/10/2025 9:15:00", "5/31/2025 9:15:00"], [date(2025, 5, 10), date(2025, 5, 31)]),
        (["5/10/2025 9:15:00", "31/5/2025 9:15:00"], [date(2025, 10, 5), date(2025, 5, 31)]),
        (["5/6/2025 9:00", "31/5/2025 9:00", "5/31/2025 9:00"], [None, date(2025, 5, 31), date(2025, 5, 31)]),
        (["2025-05-10T23:30:00Z"], [date(2025, 5, 11)]),
        (["1980-01-01 00:00:00"], [None]),
        (["10/05/2025"], [date(2025, 5, 10)]),
    ],
)
def test_time_stamps_of_tools(cells, found):
    """The order of day and month is that of the column; where it shows none, the day is unknown and said."""
    expected = [date(2025, 5, 10)] if cells == ["10/05/2025 9:15:00"] else found
    read = read_stamps(pl.Series(cells))
    assert read.values.to_list() == expected
    assert bool(read.notices) == (None in expected)


def test_the_last_day_of_a_period():
    """Halves, quarters, months and spans; what is no period has no day."""
    texts = [
        "Semester II 2025",
        "Triwulan III Tahun 2025",
        "Januari s.d. Mei 2025",
        "Februari 2024",
        "2025",
        "Sehari-hari",
    ]
    days_found = [last_day(text) for text in texts]
    assert days_found == [date(2025, 12, 31), date(2025, 9, 30), date(2025, 5, 31), date(2024, 2, 29),
                          date(2025, 12, 31), None]  # fmt: skip


# --- the law ------------------------------------------------------------------------------------------

STYLES = {
    "iso": "%Y-%m-%d %H:%M:%S",
    "download": "%Y/%m/%d %I.%M.%S %p GMT+7",
    "indonesian": "%d/%m/%Y %H:%M:%S",
    "zone": "%Y-%m-%dT%H:%M:%S.000+07:00",
    "day": "%Y-%m-%d",
}
BESIDE = {
    "Alamat email": "a@b.id",
    "Usia": "31",
    "Kritik dan saran": "lebih cepat",
    "Saya bersedia mengisi": "Ya",
}


@st.composite
def dressed(draw):
    """An instrument, its answers, and a sheet that some tool would make of them."""
    asked = NATIONAL.instruments[
        draw(st.sampled_from([code for code in NATIONAL.instruments if code != "training_test"]))
    ]
    least, greatest = int(asked.instrument.least), int(asked.instrument.greatest)
    people = draw(st.integers(1, 3))
    points = st.integers(least, greatest)
    answers = [[draw(points) for _ in asked.items] for _ in range(people)]
    how = draw(st.sampled_from(["code", "text", "code and text", "number and text", "grid", "group"]))
    marks = {
        "code": "{code}", "text": "{text}", "code and text": "{code}. {text}",
        "number and text": "{at}. {text}", "grid": "Pilih salah satu [{text}]", "group": "bagian/{code}",
    }  # fmt: skip
    heads = [
        marks[how].format(code=item.code, text=item.text, at=at) for at, item in enumerate(asked.items, 1)
    ]
    word = draw(st.sampled_from(["number", "word", "number and word", "name"]))
    columns = {}
    for at, (head, item) in enumerate(zip(heads, asked.items, strict=True)):
        series = asked.wordings[item.code].answers[0]
        shapes = {"number": "{n}", "word": "{w}", "number and word": "{n} - {w}", "name": "{u}"}
        columns[head] = [
            shapes[word].format(n=row[at], w=series[row[at] - least].capitalize(), u=series[row[at] - least].replace(" ", "_"))
            for row in answers
        ]  # fmt: skip
    style = draw(st.sampled_from(sorted(STYLES)))
    moments = [
        datetime(2025, draw(st.integers(1, 12)), 13, 9, 15) + timedelta(hours=at) for at in range(people)
    ]
    columns[draw(st.sampled_from(["Cap waktu", "Timestamp", "Tanggal", "_submission_time"]))] = [
        moment.strftime(STYLES[style]) for moment in moments
    ]
    if asked.instrument.asks is Respondents.PARTICIPANTS:
        columns |= {"NIP": NIPS[:people], "kode_pelatihan": ["PK-1"] * people}
    columns[draw(st.sampled_from(["Perangkat Daerah", "Unit Layanan"]))] = ["Dinas A"] * people
    for extra in draw(st.sets(st.sampled_from(sorted(BESIDE)))):
        columns[extra] = [BESIDE[extra]] * people
    order = draw(st.permutations(list(columns)))
    rows = [[columns[head][at] for head in order] for at in range(people)]
    expected = sorted((moment.date(), tuple(row)) for moment, row in zip(moments, answers, strict=True))
    return asked, expected, table(order, *rows, delimiter=draw(st.sampled_from(",;")))


@given(dressed())
def test_a_questionnaire_dressed_as_any_tool_reads_back_or_is_said(sheet):
    """Whatever differs from the answers that were given, a finding that is not to be overlooked tells of it."""
    asked, expected, text = sheet
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "Jawaban.csv").write_text(text, encoding="utf-8")
        register = asn.read(folder, region=NATIONAL)
    if not register.has(Answer):
        assert any(one.severity in LOUD for one in register.findings)
        return
    rows = register[Answer].to_native()
    assert set(rows["instrument"]) == {asked.code}
    codes = [item.code for item in asked.items]
    wide = rows.pivot("item", index=["respondent", "day"], values="value").select("day", *codes)
    found = sorted((row[0], tuple(row[1:])) for row in wide.iter_rows() if row[0])
    lost = {"ambiguous_words", "date_order", "day_missing", "not_a_number"}
    assert found == expected or lost & {rule for rule, _ in loud(register)}, register.findings


def test_a_report_says_why_answers_make_no_index(read_files):
    """Nine answers of no unit are not "no data"."""
    heads = ["No", "Tanggal", *(f"U{at}" for at in range(1, 10))]
    register = read_files({"skm.csv": table(heads, ["1", "2025-05-01", *"333333333"])}, region=NATIONAL)
    page = asn.report(register, NATIONAL, language="en").to_html()
    assert "There are 9 answers of citizens" in page
    assert "9 of no unit, 0 of no day" in page


def test_a_long_sheet_in_words(read_files):
    """A row for each answer: the words of the item's scale stand for points, others are unknown."""
    heads = ["Instrumen", "Responden", "Butir", "Nilai", "Tanggal"]
    cells = [("skm", "U4", "Gratis"), ("skm", "U4", "Cukup mahal"), ("skm", "U6", "Sangat kompeten"),
             ("learning_culture", "BB1", "Setuju"), ("skm", "U6", "Entah"), ("skm", "U9", "2")]  # fmt: skip
    rows = [[code, f"R{at}", item, text, "2025-05-01"] for at, (code, item, text) in enumerate(cells)]
    register = read_files({"a.csv": table(heads, *rows)}, region=NATIONAL)
    assert [one.value for one in register.records(Answer)] == [4, 2, 4, 4, None, 2]
    (found,) = [one for one in register.findings if one.rule == "not_a_number"]
    assert [place.row for place in found.places] == [6]
    assert {rule for rule, _ in loud(register)} == {"not_a_number", "unit_missing"}


def test_a_period_above_the_table_stands_for_the_days():
    """Its last day for those that have none of their own, and a warning that says so of them."""
    fields = pl.DataFrame(
        {WHEN: [None, None], PERIOD: ["Semester I Tahun 2025"] * 2, YEAR: [None] * 2, MONTH: [None] * 2},
        schema=dict.fromkeys((WHEN, PERIOD, YEAR, MONTH), pl.String),
    )
    day, (found,) = days_of(fields, "day")
    assert day.to_list() == [date(2025, 6, 30)] * 2
    assert (found.rule, found.severity) == ("day_from_period", "warning")
    assert "2025-06-30" in found.message
    month = fields.with_columns(
        pl.lit(None, pl.String).alias(PERIOD), pl.lit("Mei").alias(MONTH), pl.lit("2025").alias(YEAR)
    )
    assert days_of(month, "day")[0].to_list() == [date(2025, 5, 31)] * 2
    own = fields.with_columns(pl.Series(WHEN, ["2025-02-03", None]))
    days, (told,) = days_of(own, "day")
    assert days.to_list() == [date(2025, 2, 3), date(2025, 6, 30)]
    assert list(told.rows) == [1]
