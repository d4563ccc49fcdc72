"""The synthetic city is valid, repeatable, in the shares of the real service, and has its story."""

from __future__ import annotations

import csv
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import asn_dev
import asn_dev as asn
from asn_dev.model import (
    Answer,
    Assessment,
    CivilServant,
    Column,
    Competency,
    Employment,
    Enrolment,
    Job,
    MenteeRequest,
    MentoringSession,
    MentorOffer,
    Nip,
    Participation,
    PerformanceAppraisal,
    Programme,
    Rater,
    RequiredLevel,
    ServiceMonth,
    Session,
    Sex,
    Unit,
    columns_of,
    key_of,
    plural_of,
)
from asn_dev.register.schema import polars_schema
from asn_dev.testing.synthetic import CITY, regional_city, synthetic_city, write_city

City = dict[type, pl.DataFrame]
YEAR = 2025
NATIONAL = asn_dev.region("nasional", on="2025-12-31")
WIDE = [NATIONAL.instruments[code] for code in ("training_behaviour", "learning_culture")]
WIDE_FILES = {"training_behaviour.csv", "learning_culture.csv"}
TRAINED = "Dinas Kependudukan dan Pencatatan Sipil"


@pytest.fixture(scope="module")
def city() -> City:
    """A city of a thousand people."""
    return synthetic_city(people=1000, year=YEAR)


def typed(column: Column, value: Any) -> Any:
    """A stored value as the record holds it."""
    if value is not None and issubclass(column.type, (Enum, Nip)):
        return column.type(value)
    return tuple(value.split("|")) if value is not None and column.many else value


def problems(city: City) -> list[str]:
    """Every cell that breaks its column's constraint."""
    return [
        f"{plural_of(record)}.{column.name}: {problem}"
        for record, frame in city.items()
        for column in columns_of(record)
        for value in frame[column.name].unique()
        if (problem := column.problem(typed(column, value)))
    ]


def share(flags: pl.Series) -> float:
    """How many of the rows are true, from 0 to 1."""
    return int(flags.sum()) / len(flags)


def repeated_keys(city: City) -> list[str]:
    """Every table in which two rows have the same key."""
    return [
        plural_of(record)
        for record, frame in city.items()
        if key_of(record) and frame.select(key_of(record)).is_duplicated().any()
    ]


def test_the_same_seed_gives_the_same_city_and_another_another() -> None:
    """Every table is equal, row for row; with another seed people differ."""
    first, again, other = (synthetic_city(people=150, seed=seed) for seed in (7, 7, 8))
    assert all(first[record].equals(again[record]) for record in first)
    assert not first[CivilServant].equals(other[CivilServant])


def test_every_cell_keeps_the_constraint_of_its_column(city: City) -> None:
    """Types are those of the model, and no value lies outside what its column allows."""
    assert {record: dict(frame.schema) for record, frame in city.items()} == {
        record: polars_schema(record) for record in city
    }
    assert problems(city) == []


def test_no_two_rows_share_a_key(city: City) -> None:
    """The key of each record is unique in its table."""
    assert repeated_keys(city) == []


@pytest.mark.parametrize("people", [1, 3, 25])
def test_a_very_small_city_is_valid_too(people: int) -> None:
    """Tables may be empty then, but nothing in them is wrong."""
    small = synthetic_city(people=people)
    assert small[CivilServant].height == people
    assert problems(small) == []
    assert repeated_keys(small) == []


def test_a_city_of_nobody_is_refused() -> None:
    """The error is ours, a ValueError, and says what is wrong."""
    with pytest.raises(asn_dev.AsnDevError, match="people: 0 is below") as raised:
        synthetic_city(people=0)
    assert isinstance(raised.value, ValueError)


def test_rows_refer_to_rows_that_are_there(city: City) -> None:
    """People, units, posts, competencies and programmes exist wherever a row names them."""
    known = {
        "nip": set(city[CivilServant]["nip"]),
        "unit": set(city[Unit]["name"]),
        "competency": set(city[Competency]["code"]),
        "programme": set(city[Programme]["code"]),
    }
    known |= {"mentor": known["nip"], "mentee": known["nip"]}
    lost = {
        (plural_of(record), name)
        for record, frame in city.items()
        for name in known.keys() & set(frame.columns)
        if not set(frame[name].drop_nulls()) <= known[name]
    }
    assert lost == set()
    for record in (MentorOffer, MenteeRequest):
        assert set(city[record]["competencies"].str.split("|").explode()) <= known["competency"]
    posts = city[Job].select("title", "unit")
    for holder in (CivilServant, RequiredLevel):
        assert (
            city[holder]
            .join(posts, left_on=["job_title", "unit"], right_on=["title", "unit"], how="anti")
            .is_empty()
        )
    training = city[Answer].filter(pl.col("instrument").str.starts_with("training"))
    assert set(training["about"]) <= known["programme"]
    assert set(training["respondent"]) <= known["nip"]


def test_a_number_says_what_else_is_known_of_the_person(city: City) -> None:
    """Birth date, sex, employment and year of appointment agree; serials are above those handed out."""
    for row in city[CivilServant].iter_rows(named=True):
        nip = Nip(row["nip"])
        assert nip.check(birth_date=row["birth_date"], sex=Sex(row["sex"])) == ()
        assert nip.serial is not None
        assert int(nip.serial) > 700
        assert nip.start is not None
        assert nip.start.year == row["appointed_on"].year
        servant = row["employment"] != Employment.PPPK
        assert nip.employment is (Employment.PNS if servant else Employment.PPPK)
        assert not servant or nip.start == row["appointed_on"]


@pytest.mark.parametrize(
    ("column", "classes", "published"),
    [
        ("sex", ["M"], 2_447_785),
        ("sex", ["F"], 3_140_460),
        ("employment", ["PNS", "CPNS"], 3_599_590),
        ("employment", ["PPPK"], 1_988_655),
        ("education", ["05", "10", "12", "15", "17", "18"], 835_723),
        ("education", ["20", "25", "30"], 663_805),
        ("education", ["35", "40"], 3_473_254),
        ("education", ["45"], 564_079),
        ("education", ["50"], 51_384),
        ("job_kind", ["2"], 3_555_977),
        ("job_kind", ["4"], 1_714_463),
        ("job_kind", ["1"], 317_805),
    ],
)
def test_shares_are_those_of_the_whole_service(
    city: City, column: str, classes: list[str], published: int
) -> None:
    """BKN, 1 November 2025, 5,588,245 people; half a point off at most among those who are known."""
    known = city[CivilServant][column].drop_nulls()
    assert share(known.is_in(classes)) == pytest.approx(published / 5_588_245, abs=0.005)


def test_heads_are_servants_with_a_degree_and_one_to_an_office(city: City) -> None:
    """Nobody on contract or still a candidate heads anything; each office has a single head."""
    people = city[CivilServant].filter(pl.col("job_kind") == "1")
    assert set(people["employment"]) == {"PNS"}
    assert people["education"].drop_nulls().min() >= "35"
    first = pl.concat_str(pl.lit("^(Kepala "), "unit", pl.lit("|Camat .*|Sekretaris Daerah)$"))
    heads = people.filter(pl.col("job_title").str.contains(first))
    assert heads["unit"].is_unique().all()
    assert heads.height == city[Unit].height


def test_dates_come_in_the_order_of_a_career(city: City) -> None:
    """Born, grown up, appointed, confirmed, in the post, and all of it by the end of the year."""
    people = city[CivilServant]
    grown = pl.col("birth_date").dt.offset_by("18y") < pl.col("appointed_on")
    confirmed = (pl.col("confirmed_on") > pl.col("appointed_on")).fill_null(True)
    in_post = (pl.col("in_post_since") >= pl.col("appointed_on")).fill_null(True)
    ended = pl.max_horizontal("confirmed_on", "in_post_since", "appointed_on") <= date(YEAR, 12, 31)
    assert people.filter(~(grown & confirmed & in_post & ended)).is_empty()
    after = city[Participation].join(people.select("nip", "appointed_on"), on="nip")
    assert after.filter(pl.col("start") < pl.col("appointed_on")).is_empty()
    assert after.filter(pl.col("end") < pl.col("start")).is_empty()
    assert after.filter(pl.col("end") > date(YEAR, 12, 31)).is_empty()


def test_some_cells_are_unknown_and_some_records_missing(city: City) -> None:
    """Unknown education and hours; people without appraisal, assessment or any activity."""
    people = city[CivilServant]
    assert 0 < people["education"].null_count() < 50
    assert 0 < city[Participation]["hours"].null_count() < 100
    assert 0 < city[Answer]["value"].null_count() < 500
    appraised = city[PerformanceAppraisal].filter(pl.col("year") == YEAR)
    for record in (appraised, city[Assessment], city[Participation]):
        assert 0 < people.join(record, on="nip", how="anti").height < 500


def test_the_trained_office_shortens_its_waits_and_no_other_does(city: City) -> None:
    """From July of the year its mean wait is a third shorter than the year before; others stay level."""
    months = city[ServiceMonth].with_columns(later=pl.col("month") >= date(YEAR, 7, 1))
    means = (
        months.group_by("unit", "later").agg(pl.col("waiting_minutes").mean()).pivot("later", index="unit")
    )
    change = dict(means.select("unit", pl.col("true") / pl.col("false")).iter_rows())
    assert change.pop(TRAINED) == pytest.approx(0.66, abs=0.06)
    assert all(other == pytest.approx(1, abs=0.1) for other in change.values())


def test_the_trained_office_learns_in_may_and_june(city: City) -> None:
    """Two programmes are for its people alone, and who came was found a level higher in November."""
    offices = city[Enrolment].join(city[CivilServant].select("nip", "unit"), on="nip")
    alone = (
        offices.group_by("programme")
        .agg(pl.col("unit").unique(), pl.col("start").first())
        .filter(pl.col("unit").list.len() == 1)
    )
    assert set(alone["unit"].explode()) == {TRAINED}
    assert sorted(alone["start"].dt.month()) == [5, 6]
    after = city[Assessment].filter(pl.col("day") == date(YEAR, 11, 20))
    before = city[Assessment].filter(pl.col("day") < date(YEAR, 11, 20)).sort("day")
    last = before.unique(["nip", "competency"], keep="last")
    rise = after.join(last, on=["nip", "competency"], suffix="_before").drop_nulls(["level", "level_before"])
    assert rise.height > 5
    assert rise.filter(pl.col("level") < pl.col("level_before") + (pl.col("level_before") < 5)).is_empty()


def test_citizens_of_the_trained_office_grow_more_content(city: City) -> None:
    """Its mean answer rises by more than a quarter; nobody else's by half as much."""
    skm = city[Answer].filter(pl.col("instrument") == "skm")
    means = skm.group_by("unit", "wave").agg(pl.col("value").mean()).pivot("wave", index="unit")
    rise = dict(means.select("unit", pl.col(str(YEAR)) - pl.col(str(YEAR - 1))).iter_rows())
    assert rise.pop(TRAINED) > 0.25
    assert max(rise.values()) < 0.15
    assert skm.group_by("unit", "wave").agg(pl.col("respondent").n_unique())[
        "respondent"
    ].unique().to_list() == [60]


def test_one_programme_is_called_unrelated_to_the_daily_work(city: City) -> None:
    """Most of its participants answer 1 or 2 to relevance; of no other programme do a third."""
    relevance = city[Answer].filter(pl.col("item") == "relevance").drop_nulls("value")
    shares = dict(relevance.group_by("about").agg((pl.col("value") <= 2).mean()).iter_rows())
    names = dict(city[Programme].select("code", "name").iter_rows())
    unrelated = {names[code]: share for code, share in shares.items() if share > 1 / 3}
    assert list(unrelated) == ["Workshop Naskah Pidato"]
    assert unrelated["Workshop Naskah Pidato"] > 0.5


def test_answers_stay_on_the_scale_of_their_instrument(city: City) -> None:
    """Citizens 1 to 4, participants and staff 1 to 5, marks 0 to 100; each instrument has its items."""
    by_instrument = (
        city[Answer]
        .group_by("instrument")
        .agg(least=pl.col("value").min(), greatest=pl.col("value").max(), items=pl.col("item").n_unique())
    )
    found = {
        row["instrument"]: (row["least"], row["greatest"], row["items"]) for row in by_instrument.to_dicts()
    }
    assert found["skm"] == (1, 4, 9)
    assert found["training_reaction"] == (1, 5, 4)
    assert found["readiness"] == (1, 5, 16)
    assert found["training_test"][2] == 2
    assert 0 <= found["training_test"][0] < found["training_test"][1] <= 100
    assert found["training_behaviour"] == (1, 5, 7)
    assert found["learning_culture"] == (1, 5, 5)
    for asked in NATIONAL.instruments.questionnaires():
        items = set(city[Answer].filter(pl.col("instrument") == asked.code)["item"])
        assert items == {item.code for item in asked.items}, asked.code


def test_behaviour_is_judged_months_after_by_oneself_the_head_and_a_peer(city: City) -> None:
    """Three to four months after who came; nobody judges themselves but the participant; heads judge several."""
    rows = city[Answer].filter(pl.col("instrument") == "training_behaviour")
    oneself = pl.col("respondent") == pl.col("subject")
    assert rows.filter(oneself != (pl.col("rater") == "peserta")).is_empty()
    came = (
        city[Enrolment].filter(pl.col("attended").fill_null(True)).select("programme", "end", subject="nip")
    )
    judged = rows.join(came, left_on=["about", "subject"], right_on=["programme", "subject"])
    assert judged.height == rows.height
    assert judged.filter(~(pl.col("day") - pl.col("end")).dt.total_days().is_between(90, 104)).is_empty()
    heads = rows.filter(pl.col("rater") == "atasan").group_by("respondent").agg(pl.col("subject").n_unique())
    assert heads["subject"].max() > 1
    kinds = rows.join(
        city[CivilServant].select("nip", "job_kind", "unit"), left_on="respondent", right_on="nip"
    )
    assert set(kinds.filter(pl.col("rater") == "atasan")["job_kind"]) == {"1"}
    assert kinds.filter(pl.col("unit") != pl.col("unit_right")).is_empty()


def test_what_has_nothing_to_do_with_the_work_is_not_in_use_months_after(city: City) -> None:
    """The unrelated workshop is judged lowest, a point below the next; reversed answers are turned round."""
    rows = city[Answer].filter(pl.col("instrument") == "training_behaviour").drop_nulls("value")
    score = pl.when(pl.col("item") == "P3").then(6 - pl.col("value")).otherwise("value")
    means = rows.group_by("about").agg(score.mean().alias("mean")).sort("mean")
    names = dict(city[Programme].select("code", "name").iter_rows())
    assert names[means["about"][0]] == "Workshop Naskah Pidato"
    assert means["mean"][1] - means["mean"][0] > 0.8


def test_the_learning_culture_is_asked_of_nobody_by_name_in_two_waves(city: City) -> None:
    """An eighth of the staff in each; no key is a personnel number, and one item runs the other way."""
    rows = city[Answer].filter(pl.col("instrument") == "learning_culture")
    asked = rows.group_by("wave").agg(pl.col("respondent").n_unique())
    assert dict(asked.iter_rows()) == {"1": 125, "2": 125}
    assert not set(rows["respondent"]) & set(city[CivilServant]["nip"])
    means = dict(rows.group_by("item").agg(pl.col("value").mean()).iter_rows())
    assert means["BB5"] < 3 < means["BB1"]


def test_the_catalogue_is_of_the_next_year_and_has_volunteers(city: City) -> None:
    """Sessions lie in the next year, offer programmes of the catalogue, some online, some without a fee."""
    sessions = city[Session]
    assert set(sessions["start"].dt.year()) == {YEAR + 1}
    assert (sessions["end"] >= sessions["start"]).all()
    assert 0.05 < share(sessions["volunteer"]) < 0.4
    offered = city[Programme].filter(pl.col("code").str.starts_with("DK-"))
    assert set(sessions["programme"]) == set(offered["code"])
    assert 0.1 < share(offered["mode"] == "daring") < 0.5
    assert 0.1 < share(city[Participation]["form"].is_in(["16", "17"])) < 0.4


def test_mentoring_has_minutes_only_where_it_took_place(city: City) -> None:
    """A mentor is not their own learner, and what was cancelled took no time."""
    meetings = city[MentoringSession]
    assert meetings.filter(pl.col("mentor") == pl.col("mentee")).is_empty()
    assert meetings.filter((pl.col("status") == "selesai") != pl.col("minutes").is_not_null()).is_empty()


def test_without_a_trained_office_there_is_no_training_of_one() -> None:
    """The story is told only where the given offices have somebody to tell it of."""
    plain = synthetic_city(people=60, offices=[office for office in CITY if not office.trained][:4])
    assert plain[Unit].height == 4
    assert plain[Programme].filter(pl.col("name").str.contains("Adminduk")).is_empty()
    assert problems(plain) == []


def lines_of(path: Path) -> list[list[str]]:
    """The cells of a CSV file, line by line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_clean_city_reads_back_as_it_was(city: City, tmp_path: Path) -> None:
    """Without dirt, every table is read whole and equal but for row order; nothing is rejected."""
    assert write_city(tmp_path, city, dirt=False) == ()
    register = asn_dev.read(tmp_path)
    for record, frame in city.items():
        read = register[record].to_native().select(frame.columns)
        assert read.sort(frame.columns).equals(frame.sort(frame.columns)), plural_of(record)
    assert sum(row.rejected for row in register.ledger) == 0
    assert [finding for finding in register.findings if finding.severity == "repaired"] == []


def test_questionnaires_handed_in_as_wide_sheets_read_back_as_they_were(city: City, tmp_path: Path) -> None:
    """Every answer, blanks too, from a sheet with a column an item; nothing is lost and nothing is odd."""
    assert write_city(tmp_path, city, dirt=False, wide=WIDE) == ()
    register = asn_dev.read(tmp_path, region=NATIONAL)
    columns = city[Answer].columns
    read = register[Answer].to_native().select(columns)
    assert read.sort(columns).equals(city[Answer].sort(columns))
    sheets = {row.file: row.read for row in register.ledger}
    assert sheets["learning_culture.csv"] == 250
    assert [found for found in register.findings if found.severity in ("repaired", "rejected")] == []


def test_faults_in_wide_sheets_are_found_where_they_were_planted(city: City, tmp_path: Path) -> None:
    """Answers off the scale are unknown, raters in capitals repaired, rows that stand there twice rejected."""
    planted = [fault for fault in write_city(tmp_path, city, wide=WIDE) if fault.file in WIDE_FILES]
    assert {fault.kind for fault in planted} == {"answer_out_of_range", "rater_in_capitals", "row_repeated"}
    register = asn_dev.read([tmp_path / file for file in sorted(WIDE_FILES)], region=NATIONAL)
    rejected = {(Path(part.file).name, row) for part in register.rejected for row in part.frame["_row"]}
    assert rejected == {(fault.file, fault.row) for fault in planted if fault.severity == "rejected"}
    places = {
        (Path(found.file).name, place.row, found.column, found.severity)
        for found in register.findings
        for place in found.places
        if found.rule in ("out_of_range", "code_variant")
    }
    assert places == {
        (fault.file, fault.row, fault.column, fault.severity)
        for fault in planted
        if fault.severity != "rejected"
    }


def test_planted_faults_stand_where_the_list_says_and_nowhere_else(city: City, tmp_path: Path) -> None:
    """The files differ from clean ones in the listed cells and repeated rows alone."""
    clean, dirty = tmp_path / "clean", tmp_path / "dirty"
    write_city(clean, city, dirt=False)
    planted = write_city(dirty, city)
    assert {fault.kind for fault in planted} == {
        "apostrophe_before_number",
        "date_day_first",
        "level_out_of_range",
        "number_lost_digits",
        "row_repeated",
        "unit_written_otherwise",
    }
    differing = set()
    for record in city:
        before, after = (lines_of(folder / f"{plural_of(record)}.csv") for folder in (clean, dirty))
        for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
            cells = zip(before[0], old, new, strict=True)
            differing |= {(plural_of(record), number, name, a, b) for name, a, b in cells if a != b}
        repeated = [
            fault.row for fault in planted if fault.file == f"{plural_of(record)}.csv" and not fault.column
        ]
        assert repeated == list(range(len(before) + 1, len(after) + 1))
        assert all(after[row - 1] in after[: row - 1] for row in repeated)
    assert differing == {
        (fault.file.removesuffix(".csv"), fault.row, fault.column, fault.original, fault.planted)
        for fault in planted
        if fault.column
    }


def test_reading_an_untidy_city_finds_what_was_planted(city: City, tmp_path: Path) -> None:
    """Each planted row or cell is rejected, unknown or repaired as it deserves, and no row is lost."""
    planted = write_city(tmp_path, city)
    register = asn_dev.read(tmp_path)
    assert all(row.accepted + row.rejected == row.read for row in register.ledger)
    rejected = {(Path(part.file).name, row) for part in register.rejected for row in part.frame["_row"]}
    assert rejected == {(fault.file, fault.row) for fault in planted if fault.severity == "rejected"}
    found = {
        (Path(finding.file).name, place.row, finding.column, finding.severity)
        for finding in register.findings
        for place in finding.places
    }
    expected = {(fault.file, fault.row, fault.column, fault.severity) for fault in planted}
    assert {place for place in expected if place[3] != "rejected"} <= found
    assert {place for place in found if place[3] == "repaired"} <= expected


def test_the_list_of_faults_hides_personal_numbers(city: City, tmp_path: Path) -> None:
    """Values do not show when a planted fault is printed."""
    planted = write_city(tmp_path, city)
    numbers = [fault.original for fault in planted if fault.column == "nip"]
    assert len(numbers) > 5
    assert not any(number in repr(planted) for number in numbers)


def test_the_city_of_a_region_has_its_name_its_sub_districts_and_its_questions(make_plugin, tmp_path):
    """What a region asks is answered by whom it asks; the answers of the national questionnaires stay."""
    for code, asks in (("loket", "warga"), ("rukun", "penilai")):
        (tmp_path / f"{code}.toml").write_text(
            f'code = "{code}"\nsince = 2024-01-01\nname = {{ id = "Survei", en = "Survey" }}\nscale = [1, 10]\n'
            f'asks = "{asks}"\nsource = "Rekaan"\n[dimensions]\nramah = {{ id = "R", en = "K" }}\n'
            '[[items]]\ncode = "L1"\ndimension = "ramah"\nid = "Ramah."\nen = "Kind."\n',
            encoding="utf-8",
        )
    make_plugin(
        "kotaku",
        f"""
        from pathlib import Path

        @hookimpl
        def asn_dev_identity():
            return Identity(name="kotaku", title=text(id="Kota Kotaku", en="K"), government="Kotaku",
                            code="12.99", scheme="kemendagri", subdistricts=("Hulu", "Hilir"))

        @hookimpl
        def asn_dev_instruments():
            return [Path({str(tmp_path)!r}) / name for name in ("loket.toml", "rukun.toml")]
        """,
    )
    city = regional_city(asn.region("kotaku", on="2025-12-31"), people=200)
    units = city[Unit]["name"].to_list()
    assert [name for name in units if name.startswith("Kecamatan")] == ["Kecamatan Hulu", "Kecamatan Hilir"]
    assert set(city[Unit]["agency"]) == {"Pemerintah Kota Kotaku"}
    counter = city[Answer].filter(pl.col("instrument") == "loket")
    assert counter["value"].drop_nulls().is_between(1, 10).all()
    assert set(counter["unit"]) == set(city[ServiceMonth]["unit"])
    judged = city[Answer].filter(pl.col("instrument") == "rukun")
    assert set(judged["subject"]) <= set(city[CivilServant]["nip"])
    assert set(judged["rater"]) == {Rater.SUPERIOR.value, Rater.PEER.value}
    assert not judged.filter(pl.col("subject") == pl.col("respondent")).height
    codes = set(synthetic_city(people=200)[Answer]["instrument"])
    assert set(city[Answer]["instrument"]) == {*codes, "loket", "rukun"}
