"""Pairing as a user calls it: who is paired, who is not and why, what stays, what a region changes."""

from __future__ import annotations

import json
from datetime import date

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev.errors import InvalidRecordsError, InvalidValueError, TableError
from asn_dev.testing.synthetic import synthetic_city

NATIONAL = asn.region("nasional", on="2025-12-31")
SENIOR, JUNIOR = asn.Tier.ADMINISTRATOR, asn.Tier.PELAKSANA


def nip(number: int) -> asn.Nip:
    """A number of its own for each."""
    return asn.Nip(f"198{number % 10}01012010011{number:03}")


A, B, C, D, E, F = (nip(n) for n in range(1, 7))


def offers(who: asn.Nip, *competencies: str, capacity: int | None = 1, **more: object) -> asn.MentorOffer:
    return asn.MentorOffer(mentor=who, competencies=competencies or None, capacity=capacity, **more)


def asks(who: asn.Nip, *competencies: str, **more: object) -> asn.MenteeRequest:
    return asn.MenteeRequest(mentee=who, competencies=competencies or None, **more)


def pairs(made: asn.Pairing) -> dict[str, str]:
    """The mentor of each mentee."""
    return dict(made.pairs.select("mentee", "mentor").iter_rows())


def reasons(made: asn.Pairing) -> dict[str, str]:
    return dict(made.unmatched.select("mentee", "reason").iter_rows())


def pair(*records: object, region: asn.Region = NATIONAL, **more: object) -> asn.Pairing:
    return asn.pair(asn.Register.of(records), region, **more)


# --- who is paired --------------------------------------------------------------------------------


def test_a_pair_says_why_and_what_speaks_against():
    """In the words of the rules' labels, in the language asked for."""
    records = [
        asn.CivilServant(nip=A, name="Ani", unit="Dinas Sosial", tier=asn.Tier.AHLI_MADYA),
        asn.CivilServant(nip=B, name="Budi", unit="Dinas Sosial", tier=JUNIOR),
        offers(A, "komunikasi", mode=asn.Mode.ONLINE),
        asks(B, "komunikasi", mode=asn.Mode.FACE_TO_FACE, priority=1),
    ]
    (row,) = pair(*records).pairs.to_dicts()
    assert (row["mentor_name"], row["mentee_name"], row["competency_name"]) == ("Ani", "Budi", "Komunikasi")
    assert "Kompetensi yang paling diinginkan (100 %)" in row["why"]
    assert "Cara bertemu sesuai (0 %)" in row["against"]
    (row,) = pair(*records, language="en").pairs.to_dicts()
    assert "Competency most wanted (100 %)" in row["why"]


def test_as_many_as_can_be_before_the_best_sum(make_plugin):
    """The witness: 90 for one pair, 10 + 30 for two; only one of the mentors can guide both."""
    name = make_plugin(
        "kota",
        """
        @indicator(of=CandidatePair, bounds=(0, 100), label=text(id="Kecocokan", en="Fit"))
        def pair_fit(mentor_unit, mentee_unit):
            best = nw.when((mentor_unit == "A") & (mentee_unit == "1")).then(nw.lit(90.0))
            return best.otherwise(nw.when(mentee_unit == "1").then(nw.lit(10.0)).otherwise(nw.lit(30.0)))

        @hookimpl
        def asn_dev_rules():
            return [pair_fit]
        """,
    )
    made = pair(
        offers(A, "x", "y", unit="A"), offers(B, "x", unit="B"), asks(C, "x", unit="1"), asks(D, "y", unit="2"),
        region=asn.region(name, on="2025-12-31"),
    )  # fmt: skip
    assert pairs(made) == {C.number: B.number, D.number: A.number}
    assert (made.total_fit, made.least_fit, made.exact) == (40.0, 10.0, True)


def test_the_competency_of_a_pair_is_the_one_that_fits_best():
    """Of two that one offers and the other asks for, the more wanted."""
    made = pair(offers(A, "b", "a"), asks(B, "b", "a"))
    assert made.pairs["competency"].to_list() == ["b"]


def test_a_mentor_can_be_a_mentee_but_nobody_their_own():
    """Three in a row are fine; a self-pair is forbidden, and said to be."""
    made = pair(offers(A, "x"), offers(B, "y"), asks(B, "x"), asks(C, "y"))
    assert pairs(made) == {B.number: A.number, C.number: B.number}
    alone = pair(offers(A, "x"), asks(A, "x"))
    assert reasons(alone) == {A.number: "forbidden"}
    assert "orang yang sama (1)" in alone.unmatched["why"][0]


def test_two_people_are_joined_once():
    """Each offers what the other asks for: one pair, and the other learns why there is no second."""
    made = pair(offers(A, "x"), asks(A, "y"), offers(B, "y"), asks(B, "x"))
    assert made.pairs.height == 1
    assert list(reasons(made).values()) == ["joined"]


def test_without_offers_and_requests_the_register_says_who_could_guide_whom():
    """Above the standard of the post, below it; only within the unit unless a parameter opens the others."""
    unit = {"job_title": "Camat", "unit": "Kecamatan Binjai Kota"}
    other = {"job_title": "Camat", "unit": "Kecamatan Binjai Barat"}
    people = [
        *(asn.CivilServant(nip=who, **at) for who, at in ((A, unit), (B, unit), (C, other))),
        *(asn.RequiredLevel(**at, competency="komunikasi", level=3) for at in (unit, other)),
        *(
            asn.Assessment(nip=who, competency="komunikasi", day=date(2025, 2, 1), level=level)
            for who, level in ((A, 5), (B, 2), (C, 1))
        ),
    ]
    made = pair(*people)
    assert pairs(made) == {B.number: A.number}
    assert reasons(made) == {C.number: "no_offer"}
    assert made.unmatched["change"][0].endswith("1 pegawai dinilai di atas standar.")


# --- who is not, and why --------------------------------------------------------------------------


def test_each_unmatched_person_says_why_and_what_would_change_it():
    """Nobody offers it, only forbidden mentors, no place left, no competency named."""
    made = pair(
        asn.CivilServant(nip=A, name="Ani", unit="Dinas Sosial"),
        offers(A, "x", across_units=False, unit="Dinas Sosial"),
        asks(B, "x", unit="Dinas Sosial", priority=1),
        asks(C, "x", unit="Dinas Sosial", priority=3),
        asks(D, "x", unit="Dinas Kesehatan"),
        asks(E, "z"),
        asks(F),
    )
    assert pairs(made) == {B.number: A.number}
    assert reasons(made) == {
        C.number: "no_place", D.number: "forbidden", E.number: "no_offer", F.number: "no_wish",
    }  # fmt: skip
    said = {row["mentee"]: row for row in made.unmatched.to_dicts()}
    assert "misalnya Ani" in said[C.number]["change"]
    assert "mentor hanya menerima dari unitnya (1)" in said[D.number]["why"]
    assert "Tanpa larangan 'mentor hanya menerima dari unitnya' ada 1 mentor" in said[D.number]["change"]
    assert "Tidak ada yang menawarkan z" in said[E.number]["why"]
    assert all(row["why"] and row["change"] for row in said.values())


def test_empty_sides_are_results_and_unknown_sides_an_error():
    """Known to be none is not the same as not known."""
    nobody = asn.pair(asn.Register.of([asks(A, "x")], empty=[asn.MentorOffer]), NATIONAL)
    assert reasons(nobody) == {A.number: "no_offer"}
    idle = asn.pair(asn.Register.of([offers(A, "x")], empty=[asn.MenteeRequest]), NATIONAL)
    assert idle.pairs.height == idle.unmatched.height == 0
    assert idle.mentors["free"].to_list() == [1]
    nothing = asn.Register.of([], empty=[asn.MenteeRequest, asn.MentorOffer])
    assert asn.pair(nothing, NATIONAL).to_dict()["pairs"] == []
    with pytest.raises(TableError, match="nothing of guidance_offers"):
        pair(asks(A, "x"))


def test_capacity_0_is_a_finding_and_nobody_is_sent_there():
    """It is a statement, not a fault: the mentor stands in the list with capacity 0."""
    frame = pl.DataFrame({"mentor": [A.number], "competencies": ["x"], "capacity": [0]})
    request = pl.DataFrame({"mentee": [B.number], "competencies": ["x"]})
    register = asn.Register.from_frames({asn.MentorOffer: frame, asn.MenteeRequest: request})
    assert [finding.rule for finding in register.findings] == ["mentor_takes_nobody"]
    made = asn.pair(register, NATIONAL)
    assert reasons(made) == {B.number: "no_place"}
    assert made.mentors.select("places", "free", "note").row(0) == (0, 0, "kapasitas 0")


def test_an_unknown_capacity_is_that_of_the_parameter():
    """One: who offers can take one at least."""
    made = pair(offers(A, "x", capacity=None), asks(B, "x"), asks(C, "x"))
    assert (made.new_pairs, list(reasons(made).values())) == (1, ["no_place"])


def test_a_request_handed_in_twice_is_one_request():
    """The second row is rejected, whole; a competency named twice counts with its better place."""
    rows = pl.DataFrame({"mentee": [B.number] * 2, "competencies": ["x|y|x", "z"]})
    offer = pl.DataFrame({"mentor": [A.number], "competencies": ["x|x"], "capacity": [2]})
    register = asn.Register.from_frames({asn.MentorOffer: offer, asn.MenteeRequest: rows})
    assert sum(row.rejected for row in register.ledger) == 1
    made = asn.pair(register, NATIONAL)
    assert made.pairs.select("mentor", "competency").rows() == [(A.number, "x")]
    candidates = asn.score(register, NATIONAL, of=asn.CandidatePair, indicators=["fit_wish"])
    assert candidates["wish"].to_list() == [1]


# --- what stays -----------------------------------------------------------------------------------


def test_pairs_that_run_stay_and_take_a_place():
    """Ended ones free the place, and are not tried again."""
    runs = asn.Mentorship(mentor=A, mentee=B, competency="x", start=date(2025, 11, 1))
    ended = asn.Mentorship(mentor=A, mentee=C, competency="x", start=date(2025, 1, 1), end=date(2025, 6, 1))
    made = pair(offers(A, "x", capacity=2), asks(B, "x"), asks(C, "x"), asks(D, "x"), runs, ended)
    assert pairs(made) == {B.number: A.number, D.number: A.number}
    assert made.pairs.sort("mentee")["origin"].to_list() == ["running", "new"]
    assert reasons(made) == {C.number: "forbidden"}
    again = asn.region("nasional", on="2025-12-31", choose={"mentoring.same_pair_again": "allowed"})
    assert reasons(pair(offers(A, "x", capacity=3), asks(C, "x"), ended, region=again)) == {}


def test_all_pairs_that_run_are_listed():
    """Also two of one mentee; whoever is fixed with a third mentor is an error."""
    runs = [
        asn.Mentorship(mentor=mentor, mentee=C, competency="x", start=date(2025, 11, 1)) for mentor in (A, B)
    ]
    made = pair(offers(A, "x", capacity=1), offers(B, "x"), asks(C, "x"), asks(D, "x"), *runs)
    assert made.pairs.select("mentor", "mentee").rows() == [(A.number, C.number), (B.number, C.number)]
    assert reasons(made) == {D.number: "no_place"}
    kept = pair(offers(A, "x"), offers(B, "x"), asks(C, "x"), *runs, fixed=[(B, C)])
    assert kept.pairs["origin"].to_list() == ["running", "running"]
    with pytest.raises(InvalidRecordsError, match="guided at present"):
        pair(offers(A, "x"), *runs, asks(C, "x"), fixed=[(D, C)])


def test_a_silent_pair_no_longer_holds_the_place():
    """Without a session for longer than the parameter says; where no log is kept nothing is silent."""
    silent = asn.Mentorship(mentor=A, mentee=B, competency="x", start=date(2025, 1, 1))
    records = [offers(A, "x"), asks(C, "x"), silent]
    assert pairs(pair(*records)) == {B.number: A.number}
    made = asn.pair(asn.Register.of(records, empty=[asn.MentoringSession]), NATIONAL)
    assert pairs(made) == {C.number: A.number}


def test_pairs_fixed_by_hand_stay_whatever_the_rules_say():
    """And the note says what they break; the place is taken."""
    records = [
        asn.CivilServant(nip=A, tier=JUNIOR), asn.CivilServant(nip=B, tier=SENIOR),
        offers(A, "x"), asks(B, "x"), asks(C, "x"),
    ]  # fmt: skip
    assert pairs(pair(*records)) == {C.number: A.number}
    made = pair(*records, fixed=[(A, B)])
    assert pairs(made) == {B.number: A.number}
    assert made.pairs.select("competency", "origin", "note").rows() == [
        ("x", "fixed", "melanggar: jenjang mentor di bawah syarat senioritas")
    ]
    assert reasons(made) == {C.number: "no_place"}
    strangers = pair(*records, fixed=[asn.Mentorship(mentor=D, mentee=E, competency="q")])
    assert strangers.pairs.filter(pl.col("origin") == "fixed")["note"][0].startswith("tidak ada tawaran")
    crowded = pair(*records, fixed=[(A, B), (A, C)])
    assert crowded.mentors["note"].to_list() == ["melebihi kapasitas mentor"]
    assert crowded.mentors["free"].to_list() == [0]


def test_fixed_pairs_that_cannot_be_are_an_error_with_every_fault():
    """Numbers masked."""
    with pytest.raises(InvalidRecordsError) as caught:
        pair(offers(A, "x"), asks(B, "x"), fixed=[(A, A), (A, B), (C, B), (B, A), ("12", B)])
    assert len(caught.value.faults) == 6
    assert A.number not in str(caught.value)
    assert B.number not in str(caught.value)


def test_a_fixed_pair_is_not_turned_round():
    """Who is fixed as somebody's mentor does not become their mentee."""
    made = pair(offers(A, "x"), asks(A, "y"), offers(B, "y"), asks(B, "x"), fixed=[(A, B)])
    assert pairs(made) == {B.number: A.number}
    assert reasons(made) == {A.number: "joined"}


# --- alternatives, mentors, files -----------------------------------------------------------------


def test_alternatives_are_ranked_and_leave_out_the_pair_itself():
    """By fit, then by number; for both sides, with the state."""
    made = pair(
        offers(A, "x", mode=asn.Mode.ONLINE), offers(B, "x"), offers(C, "x", mode=asn.Mode.FACE_TO_FACE),
        asks(D, "x", mode=asn.Mode.ONLINE), choices=2,
    )  # fmt: skip
    assert pairs(made) == {D.number: A.number}
    own = made.alternatives.filter(pl.col("role") == "mentee").select("rank", "other", "state").rows()
    assert own == [(1, B.number, "masih ada tempat"), (2, C.number, "masih ada tempat")]
    others = made.alternatives.filter(pl.col("role") == "mentor").select("person", "other", "state").rows()
    assert others == [
        (B.number, D.number, "sudah mempunyai mentor"),
        (C.number, D.number, "sudah mempunyai mentor"),
    ]


def test_the_result_opens_in_a_spreadsheet_and_shows_no_number_on_screen(tmp_path):
    """Four sheets; JSON too."""
    made = pair(asn.CivilServant(nip=A, name="=1+1"), offers(A, "x"), asks(B, "x"), asks(C, "x"))
    book = openpyxl.load_workbook(made.save(tmp_path / "pasangan.xlsx"))
    assert book.sheetnames == ["Pasangan", "Belum berpasangan", "Pilihan lain", "Mentor"]
    cells = [cell for row in book["Pasangan"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"=1+1", "baru", A.number} <= {cell.value for cell in cells}
    assert A.number not in repr(made)
    assert json.loads(json.dumps(made.to_dict()))["pairs"][0]["mentor"] == A.number


def test_a_language_that_is_not_spoken_is_an_error():
    """Before anything is computed."""
    with pytest.raises(InvalidValueError, match="language"):
        pair(offers(A, "x"), asks(B, "x"), language="fr")


# --- rules of regions -----------------------------------------------------------------------------


def test_a_region_replaces_vetoes_and_adjusts_the_fit(make_plugin):
    """As Lhokseumawe, Belawan and Medan do: seniority, task field first, crossing units."""
    name = make_plugin(
        "kota",
        """
        @forbids(of=CandidatePair, label=text(id="mentor kurang lama mengabdi", en="too short a service"))
        def below_seniority(years_ahead):
            return years_ahead < 5

        @forbids(of=CandidatePair, label=text(id="hari libur", en="holiday"))
        def own_superior(same_unit):
            return same_unit & nw.lit(False)

        @indicator(of=CandidatePair, label=text(id="Kecocokan", en="Fit"))
        def pair_fit(inherited, fit_field, same_unit):
            crossing = nw.when(~same_unit).then(nw.lit(40.0)).otherwise(nw.lit(0.0))
            return inherited + 100 * fit_field.fill_null(0) + crossing

        @hookimpl
        def asn_dev_rules():
            return [below_seniority, own_superior, pair_fit]
        """,
    )
    people = [
        asn.CivilServant(nip=who, tier=tier, job_title=title, unit=unit, appointed_on=date(year, 1, 1))
        for who, tier, title, unit, year in (
            (A, JUNIOR, "Perencana Ahli Muda", "Bappeda", 2005),
            (B, SENIOR, "Auditor Ahli Madya", "Inspektorat", 2018),
            (C, SENIOR, "Auditor Ahli Madya", "Inspektorat", 2005),
            (D, SENIOR, "Auditor Ahli Pertama", "Bappeda", 2020),
        )
    ]
    office = [*people, offers(A, "x"), offers(B, "x"), offers(C, "x"), asks(D, "x")]
    made = pair(*office, region=asn.region(name, on="2025-12-31"))
    assert pairs(made) == {D.number: C.number}
    assert made.pairs["fit"][0] > 140
    others = made.alternatives.filter(pl.col("role") == "mentee")["other"].to_list()
    assert others == [A.number]
    national = pair(*office)
    assert A.number not in {*pairs(national).values(), *national.alternatives["other"]}


def test_a_region_reaches_its_aim_by_parameters_alone(make_plugin, tmp_path):
    """Seniority in tiers, and units that are to meet."""
    (tmp_path / "kota.toml").write_text(
        """
        [mentoring.least_tiers_ahead]
        kind = "number"
        label = { id = "Jenjang", en = "Tiers" }
        unit = "jenjang"
        [[mentoring.least_tiers_ahead.values]]
        from = 2024-01-01
        value = 2
        source = "Dokumen kota"
        evidence = "local"

        [mentoring.unit]
        kind = "lookup"
        label = { id = "Unit", en = "Unit" }
        [[mentoring.unit.values]]
        from = 2024-01-01
        value = { sama = 0, lain = 1 }
        source = "Dokumen kota"
        evidence = "local"
        """,
        encoding="utf-8",
    )
    name = make_plugin(
        "kota",
        f"""
        from pathlib import Path

        @hookimpl
        def asn_dev_parameters():
            return [Path({str(tmp_path / "kota.toml")!r})]
        """,
    )
    people = [
        asn.CivilServant(nip=who, tier=tier, unit=unit)
        for who, tier, unit in (
            (A, SENIOR, "Dinas Sosial"), (B, SENIOR, "Dinas Kesehatan"), (C, asn.Tier.MAHIR, "Dinas Kesehatan"),
            (D, JUNIOR, "Dinas Sosial"),
        )
    ]  # fmt: skip
    asking = [*(offers(who, "x") for who in (A, B, C)), asks(D, "x")]
    made = pair(*people, *asking, region=asn.region(name, on="2025-12-31"))
    assert pairs(made) == {D.number: B.number}
    assert C.number not in made.alternatives["other"].to_list()


def test_unknown_neither_forbids_nor_counts_as_bad():
    """Two of whom nothing is known fit by half in all that is unknown."""
    register = asn.Register.of([offers(A, "x"), asks(B, "x")])
    (row,) = asn.score(register, NATIONAL, of=asn.CandidatePair).to_dicts()
    assert row["pair_fit"] == 25 + 75 / 2
    assert row["pair_fit_known"] == 0.25
    assert not [name for name in ("own_superior", "below_seniority", "outside_unit") if row[name]]


@pytest.mark.parametrize(
    ("mentor", "mentee", "forbidden"),
    [
        ({"tier": asn.Tier.JPT_PRATAMA, "section": None}, {"section": "Bidang A"}, True),
        ({"tier": asn.Tier.ADMINISTRATOR, "section": None}, {"section": "Bidang A"}, True),
        ({"tier": asn.Tier.ADMINISTRATOR, "section": "Bidang A"}, {"section": "Bidang A"}, True),
        ({"tier": asn.Tier.ADMINISTRATOR, "section": "Bidang A"}, {"section": "Bidang B"}, False),
        ({"tier": asn.Tier.AHLI_MADYA, "section": "Bidang A"}, {"section": "Bidang A"}, False),
        ({"tier": asn.Tier.PENGAWAS, "section": "Bidang A", "unit": "Lain"}, {"section": "Bidang A"}, False),
    ],
)
def test_who_is_the_own_superior(mentor, mentee, forbidden):
    """Who heads the unit, or the part of it the mentee works in; a functional post heads nobody."""
    office = {"unit": "Dinas Sosial"}
    register = asn.Register.of([
        asn.CivilServant(nip=A, **{**office, **mentor}), asn.CivilServant(nip=B, tier=JUNIOR, **office, **mentee),
        offers(A, "x"), asks(B, "x"),
    ])  # fmt: skip
    found = asn.score(register, NATIONAL, of=asn.CandidatePair, indicators=["own_superior"])
    assert (found["own_superior"].to_list() == [True]) is forbidden


# --- a whole city ---------------------------------------------------------------------------------

CITY = synthetic_city(people=400, seed=5)
NEEDED = (
    asn.CivilServant, asn.MentorOffer, asn.MenteeRequest, asn.RequiredLevel, asn.Assessment, asn.Competency,
    asn.Mentorship, asn.MentoringSession,
)  # fmt: skip


@settings(max_examples=5)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_rows_does_not_matter(seed):
    """Every table shuffled: the same frames, to the last cell."""
    plain = asn.pair(asn.Register.from_frames({kind: CITY[kind] for kind in NEEDED}), NATIONAL)
    shuffled = {kind: CITY[kind].sample(fraction=1, shuffle=True, seed=seed) for kind in NEEDED}
    again = asn.pair(asn.Register.from_frames(shuffled), NATIONAL)
    for name in ("pairs", "unmatched", "alternatives", "mentors"):
        assert getattr(plain, name).equals(getattr(again, name))


def test_nobody_is_lost_and_no_new_pair_breaks_a_rule():
    """Who asks is paired or stands among the unmatched; capacity holds; fits are those of `score`."""
    register = asn.Register.from_frames({kind: CITY[kind] for kind in NEEDED})
    made = asn.pair(register, NATIONAL)
    asking = set(CITY[asn.MenteeRequest]["mentee"])
    paired, without = set(made.pairs["mentee"]), set(made.unmatched["mentee"])
    assert made.new_pairs == made.pairs.filter(pl.col("origin") == "new")["mentee"].n_unique()
    assert not paired & without
    assert asking <= paired | without
    assert (made.mentors["running"] + made.mentors["new"] <= made.mentors["places"]).all()
    candidates = asn.score(register, NATIONAL, of=asn.CandidatePair)
    rules = NATIONAL.book.names(asn.CandidatePair)
    flags = [name for name in rules if candidates.schema[name] == pl.Boolean and name != "same_unit"]
    new = made.pairs.filter(pl.col("origin") == "new").join(
        candidates, on=["mentor", "mentee", "competency"], how="left"
    )
    assert new.height > 10
    assert not new.select(pl.any_horizontal(pl.col(flags).fill_null(False)).any()).item()
    assert (new["fit"] == new["pair_fit"]).all()


@pytest.mark.parametrize("kind", ["pandas", "duckdb", "lazy"])
def test_the_kind_of_frame_does_not_matter(kind):
    """The same pairs from pandas, DuckDB and lazy Polars tables."""
    import duckdb

    made = {
        "pandas": lambda frame: frame.to_pandas(),
        "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
        "lazy": lambda frame: frame.lazy(),
    }[kind]
    plain = asn.pair(asn.Register.from_frames({record: CITY[record] for record in NEEDED}), NATIONAL)
    other = asn.pair(asn.Register.from_frames({record: made(CITY[record]) for record in NEEDED}), NATIONAL)
    assert plain.pairs.equals(other.pairs)
    assert plain.unmatched.equals(other.unmatched)


def test_the_sample_is_paired(sample):
    """60 ask, 33 mentors have 76 places, two of them by the parameter; nobody is lost."""
    made = asn.pair(sample, asn.region("binjai", on="2025-12-31"))
    assert made.pairs.height + made.unmatched.height == 60
    assert made.mentors.height == 33
    assert int(made.mentors["places"].sum()) == 74 + 2
    assert made.exact
    assert set(made.unmatched["reason"]) <= {"no_place", "forbidden"}
