"""The plan as offices and programs ask for it: budgets, decisions, contradictions, a changed plan, files."""

from __future__ import annotations

import copy
import json
from datetime import date, timedelta

import attrs
import openpyxl
import polars as pl
import pytest
from typer.testing import CliRunner

import asn_dev as asn
from asn_dev.cli import app
from asn_dev.errors import InfeasibleError, InvalidValueError, TableError, UnknownNameError
from asn_dev.planning.prices import Prices
from asn_dev.register.writing import write_table

NATIONAL = asn.region("nasional", on="2025-12-31")
POST = {"job_title": "Analis", "unit": "Dinas Sosial"}
OTHER = {"job_title": "Analis", "unit": "Inspektorat"}
PEOPLE = [asn.Nip(f"19870412201001{1 + n % 2}{n:03}") for n in range(1, 13)]


def session(code, programme="K", *, start=date(2026, 3, 2), days=2, capacity=12, fixed=6e6, seat=5e5, **more):
    """A session with the costs that most tests want."""
    return asn.Session(code=code, programme=programme, start=start, end=start + timedelta(days - 1),
                       capacity=capacity, fixed_cost=fixed, cost_per_person=seat, **more)  # fmt: skip


def records(*sessions, level=2, required=3, programmes=None, people=PEOPLE):
    """Twelve people of two units, each a level short in one competency; online, so nobody is away."""
    return [
        *(asn.CivilServant(nip=who, name=f"Orang {n}", employment=asn.Employment.PNS, **(POST if n % 2 else OTHER)) for n, who in enumerate(people)),
        *(asn.RequiredLevel(**post, competency="komunikasi", level=required) for post in (POST, OTHER)),
        *(asn.Assessment(nip=who, competency="komunikasi", day=date(2025, 2, 1), level=level) for who in people),
        *(programmes or [asn.Programme(code="K", name="Kursus", competency="komunikasi", level=3, hours=16.0, mode=asn.Mode.ONLINE)]),
        *sessions,
    ]  # fmt: skip


def plan(*sessions, more=(), region=NATIONAL, **asked):
    """The plan for these sessions."""
    given = {name: asked.pop(name) for name in ("level", "required", "programmes", "people") if name in asked}
    return asn.plan(asn.Register.of([*records(*sessions, **given), *more]), region, **asked)


def test_money_decides_how_many_sit_and_the_cheapest_session_is_held():
    """6 million fixed and half a million a seat: 9 million seat six of twelve."""
    made = plan(session("K-1"), session("K-2", fixed=9e6), budget=9e6)
    assert made.sessions.filter("held")["code"].to_list() == ["K-1"]
    assert (made.seats.height, made.cost, made.gap) == (6, 9e6, 0.0)
    assert made.by_source["cost"].to_list() == [9e6]
    assert made.reach.row(0)[2:] == (12.0, 6.0)
    assert made.by_unit["cost"].sum() == pytest.approx(9e6)
    assert set(made.reasons["reason"]) == {"Terhalang batas: Anggaran seluruhnya"}
    assert made.next_money == pytest.approx(6.0, abs=0.01)


def test_each_source_has_its_own_money():
    """What one source lacks the other does not pay."""
    runs = (session("K-1", fund="APBD", capacity=6), session("K-2", fund="BLUD", capacity=6))
    made = plan(*runs, budget_by_source={"APBD": 8.5e6, "BLUD": 5e6})
    assert made.by_source.select("fund", "seats", "cost").rows() == [("APBD", 5, 8.5e6)]


def test_unknown_is_no_value_and_no_money():
    """Nobody's level known: no seat, and the reason says so; a session without a cost is not free."""
    made = plan(session("K-1"), level=None, budget=1e9)
    assert made.seats.height == 0
    assert set(made.reasons["reason"]) == {
        "Level belum diketahui: belum dinilai, atau penilaiannya sudah tidak berlaku"
    }
    unknown = plan(session("K-1", fixed=None), budget=1e9)
    assert unknown.seats.height == 0
    assert unknown.sessions["note"].to_list() == ["Biaya jadwal belum diketahui"]
    assert set(unknown.reasons["reason"]) == {"Biaya jadwal belum diketahui"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"days": 0}, "Jadwal selesai sebelum mulai"),
        ({"capacity": None}, "Kapasitas jadwal belum diketahui"),
    ],
)
def test_a_session_that_cannot_be_right_is_left_out_with_its_reason(wrong, said):
    """Nothing is lost: it stands among the sessions."""
    made = plan(session("K-1", **wrong), session("K-2"), budget=1e9)
    assert made.sessions.filter(pl.col("code") == "K-1")["note"].to_list() == [said]
    assert made.sessions.filter("held")["code"].to_list() == ["K-2"]


def test_a_negative_cost_is_a_finding_and_then_unknown():
    """The register refuses the cell; the plan does not take the session for free."""
    tables = {
        kind: [] for kind in (asn.CivilServant, asn.RequiredLevel, asn.Assessment, asn.Programme, asn.Session)
    }
    for one in records(session("K-1")):
        tables[type(one)].append(
            attrs.asdict(
                one,
                filter=lambda a, v: v is not None,
                value_serializer=lambda i, f, v: str(v) if isinstance(v, asn.Nip) else v,
            )
        )
    frames = {kind: pl.DataFrame(rows) for kind, rows in tables.items()}
    for kind in (asn.CivilServant, asn.Assessment):
        frames[kind] = frames[kind].with_columns(nip=pl.Series([who.number for who in PEOPLE]))
    frames[asn.Session] = frames[asn.Session].with_columns(fixed_cost=pl.lit(-5.0))
    register = asn.Register.from_frames(frames)
    assert [found.rule for found in register.findings] == ["out_of_range"]
    made = asn.plan(register, NATIONAL, budget=1e9)
    assert made.sessions["note"].to_list() == ["Biaya jadwal belum diketahui"]


def test_the_service_of_a_unit_goes_on():
    """Of twelve people a fifth may be away on a day: two classes of two at once are one too many."""
    office = records(session("K-1", capacity=2), session("K-2", capacity=2))
    alike = [
        attrs.evolve(one, unit="Dinas Sosial") if isinstance(one, asn.CivilServant) else one for one in office
    ]
    for mode, held in ((asn.Mode.CLASSROOM, 1), (asn.Mode.ONLINE, 2)):
        told = [attrs.evolve(one, mode=mode) if isinstance(one, asn.Programme) else one for one in alike]
        made = asn.plan(asn.Register.of(told), NATIONAL, budget=1e9)
        assert made.sessions["held"].sum() == held
    apart = [
        attrs.evolve(one, start=date(2026, 9, 7), end=date(2026, 9, 8))
        if isinstance(one, asn.Session) and one.code == "K-2"
        else one
        for one in alike
    ]
    classroom = [
        attrs.evolve(one, mode=asn.Mode.CLASSROOM) if isinstance(one, asn.Programme) else one for one in apart
    ]
    assert asn.plan(asn.Register.of(classroom), NATIONAL, budget=1e9).sessions["held"].sum() == 2


def test_courses_stand_in_order():
    """From level 1 to 3: the programme of level 2 first, if it ends before; each closes its own level."""
    two = [
        asn.Programme(
            code=f"L{n}",
            name=f"Level {n}",
            competency="komunikasi",
            level=n,
            hours=16.0,
            mode=asn.Mode.ONLINE,
        )
        for n in (2, 3)
    ]
    early, late = date(2026, 2, 2), date(2026, 6, 1)
    made = plan(
        session("A", "L2", start=early), session("B", "L3", start=late), programmes=two, level=1, budget=1e9
    )
    assert made.seats.group_by("nip").agg(pl.col("gap_closed").sum())["gap_closed"].to_list() == [2.0] * 12
    wrong = plan(
        session("A", "L2", start=late), session("B", "L3", start=early), programmes=two, level=1, budget=1e9
    )
    assert set(wrong.seats["session"]) == {"A"}


def test_a_prerequisite_is_taken_before_or_was_taken():
    """By the list of participants, or in the same plan."""
    two = [
        asn.Programme(code="DASAR", name="Dasar", competency="kerja_sama", level=2, hours=8.0, mode=asn.Mode.ONLINE),
        asn.Programme(code="K", name="Lanjut", competency="komunikasi", level=3, hours=8.0, mode=asn.Mode.ONLINE, prerequisite="DASAR"),
    ]  # fmt: skip
    came = [asn.Enrolment(programme="DASAR", nip=who, attended=True) for who in PEOPLE[:6]]
    made = plan(session("K-1"), programmes=two, more=came, budget=1e9)
    assert {*made.seats["nip"]} == {who.number for who in PEOPLE[:6]}
    assert set(made.reasons["reason"]) == {"Terhalang batas: Belum memenuhi level atau program prasyarat"}


def test_decisions_by_hand_are_kept():
    """What must be is, what must not be is not, and reserved seats stay for their unit."""
    first = PEOPLE[0].number
    made = plan(session("K-1", capacity=6), session("K-2", fixed=9e6, capacity=6), budget=30e6,
                must=["K-2", ("K-1", first)], must_not=[("K-1", PEOPLE[1])], reserved={"K-1": {"Inspektorat": 4}})  # fmt: skip
    assert ("K-1", first) in made.seats.select("session", "nip").rows()
    assert ("K-1", PEOPLE[1].number) not in made.seats.select("session", "nip").rows()
    assert made.sessions["held"].to_list() == [True, True]
    assert made.seats.filter((pl.col("session") == "K-1") & (pl.col("unit") != "Inspektorat")).height <= 2
    assert plan(session("K-1"), must_not=["K-1"], budget=1e9).sessions["note"].to_list() == [
        "diputuskan untuk tidak dibuka"
    ]


def test_a_seat_decided_on_that_no_rule_offers_has_no_invented_value():
    """Somebody without a gap is seated by hand: it costs, and is worth nothing that is known."""
    guest = asn.Nip("198704122010011099")
    more = [asn.CivilServant(nip=guest, employment=asn.Employment.PNS, **POST)]
    made = plan(session("K-1"), more=more, must=[("K-1", guest)], budget=1e9)
    (seat,) = made.seats.filter(pl.col("nip") == guest.number).rows(named=True)
    assert (seat["value"], seat["gap_closed"]) == (None, None)


def test_demands_that_contradict_each_other_are_named_and_no_others():
    """Two sessions that must be held cost more than there is; the third demand has no part in it."""
    with pytest.raises(InfeasibleError) as caught:
        plan(session("K-1"), session("K-2", start=date(2026, 5, 4)), session("K-3", start=date(2026, 8, 3)),
             budget=15e6, must=["K-1", "K-2"], must_not=["K-3"])  # fmt: skip
    said = caught.value.demands
    assert "The whole budget: Rp15,000,000" in said
    assert {"session K-1 must be held", "session K-2 must be held"} <= set(said)
    assert not any("K-3" in one for one in said)


def test_begun_sessions_above_the_budget_are_told_as_one_sum():
    """Not twelve masked seats: what they cost, and the money there is."""
    begun = session("K-1", start=date(2026, 3, 2), fixed=6e6, seat=5e5)
    before = plan(begun, budget=12e6)
    assert before.seats.height == 12
    with pytest.raises(InfeasibleError) as caught:
        plan(begun, region=asn.region("nasional", on="2026-03-05"), budget=9e6, previous=before, period=2026)
    assert caught.value.contradictions == (
        (
            "The whole budget: Rp9,000,000",
            "12 seats in sessions that have begun stay, which costs Rp12,000,000",
        ),
    )
    assert "12 kursi pada jadwal yang sudah berjalan tetap, dengan biaya Rp12.000.000" in caught.value.in_(
        "id"
    )


def test_separate_contradictions_are_named_at_once():
    """A session too small for who must sit in it, and another that costs too much."""
    small, dear = session("K-1", capacity=1, fixed=1e6), session("K-2", start=date(2026, 6, 1), fixed=90e6)
    with pytest.raises(InfeasibleError) as caught:
        plan(small, dear, budget=20e6, must=[("K-1", PEOPLE[0]), ("K-1", PEOPLE[1]), "K-2"])
    parts = caught.value.contradictions
    assert len(parts) == 2
    assert {"The whole budget: Rp20,000,000", "session K-2 must be held"} in [set(part) for part in parts]
    (other,) = [part for part in parts if "session K-2 must be held" not in part]
    assert sum("must be given" in demand for demand in other) == 2
    assert "nor these" in str(caught.value)


def test_a_budget_below_what_is_fixed_and_a_seat_that_is_forbidden():
    """Both are errors that name the two sides."""
    with pytest.raises(InfeasibleError, match=r"The whole budget: Rp1,000,000.*session K-1 must be held"):
        plan(session("K-1"), budget=1e6, must=["K-1"])
    with pytest.raises(InfeasibleError, match="Level pegawai sudah setara") as caught:
        plan(session("K-1"), level=3, budget=1e9, must=[("K-1", PEOPLE[0])])
    assert PEOPLE[0].number not in str(caught.value)


def test_names_and_amounts_that_cannot_be_meant():
    """All at once, without a whole number of a person."""
    with pytest.raises(
        UnknownNameError, match="session 'K-9': no such session; people not in the register"
    ) as caught:
        plan(session("K-1"), must=["K-9"], must_not=[("K-1", "198704122010011999")])
    assert "198704122010011999" not in str(caught.value)
    with pytest.raises(UnknownNameError, match="starts on 2027-01-05, not in 2026"):
        plan(session("K-1"), session("K-2", start=date(2027, 1, 5)), must=["K-2"])
    with pytest.raises(UnknownNameError, match="no source of money is called 'APBN'"):
        plan(session("K-1"), budget_by_source={"APBN": 1.0})
    with pytest.raises(InvalidValueError, match="no amount of money"):
        plan(session("K-1"), budget=-1)
    with pytest.raises(TableError, match="sessions"):
        asn.plan(asn.Register.of([asn.CivilServant(nip=PEOPLE[0])]), NATIONAL)


def test_an_empty_office_and_a_budget_of_nothing():
    """Sensible plans, no errors."""
    nothing = plan(session("K-1"), budget=0)
    assert (nothing.seats.height, nothing.value, nothing.gap) == (0, 0.0, 0.0)
    assert plan(session("K-1"), level=3, budget=1e9).seats.height == 0


def test_a_new_plan_keeps_its_promises_and_lists_what_is_different():
    """Somebody withdraws, a session moves: the others stay where they are, although more money came."""
    runs = (session("K-1", capacity=6), session("K-2", start=date(2026, 9, 7), capacity=6, fixed=20e6))
    old = plan(*runs, budget=9e6)
    gone = old.seats["nip"][0]
    moved = (
        attrs.evolve(runs[0], start=date(2026, 3, 9), end=date(2026, 3, 10)),
        attrs.evolve(runs[1], fixed_cost=0.0),
    )
    new = plan(*moved, budget=9e6, previous=old, must_not=[("K-1", gone)])
    kept = set(old.seats["nip"]) - {gone}
    assert kept <= set(new.seats.filter(pl.col("session") == "K-1")["nip"])
    changed = new.changes.group_by("change").len().sort("change").rows()
    assert dict(changed)["kursi batal"] == 1
    assert dict(changed)["tanggal berubah"] == 1
    assert new.value >= old.value
    assert old.changes.is_empty()


def test_a_session_that_has_begun_stays_as_it_was():
    """Planned in winter, planned again in spring: nobody is sent home though the level is found by now."""
    old = plan(
        session("K-1", start=date(2026, 2, 2)), session("K-2", start=date(2026, 9, 7), fixed=9e6), budget=9e6
    )
    risen = [
        asn.Assessment(nip=who, competency="komunikasi", day=date(2026, 3, 1), level=3) for who in PEOPLE
    ]
    spring = asn.region("nasional", on="2026-04-01")
    new = plan(
        session("K-1", start=date(2026, 2, 2)),
        session("K-2", start=date(2026, 9, 7), fixed=9e6),
        more=risen,
        region=spring,
        previous=old,
        budget=9e6,
    )
    assert new.seats.select("session", "nip").equals(old.seats.select("session", "nip"))


def test_a_region_adds_a_limit_replaces_one_and_adjusts_the_value(make_plugin):
    """By the ordinary hook: a limit of its own, a national one by name, `seat_value` through `inherited`."""
    make_plugin(
        "kota_rencana",
        """
        @limit(of=CandidateSeat, per="unit", label=text(id="Jatah unit", en="Share of a unit"))
        def few_of_a_unit(nip):
            return at_most(nw.lit(2.0))

        @limit(of=CandidateSeat, per="session", label=text(id="Kelas kecil", en="Small class"))
        def class_large_enough(capacity):
            return at_least(nw.lit(1.0))

        @indicator(of=CandidateSeat, label=text(id="Nilai", en="Value"))
        def seat_value(inherited, unit):
            return inherited * nw.when(unit == "Inspektorat").then(nw.lit(2.0)).otherwise(nw.lit(1.0))

        @hookimpl
        def asn_dev_rules():
            return [few_of_a_unit, class_large_enough, seat_value]
        """,
    )
    region = asn.region("kota_rencana", on="2025-12-31")
    made = plan(session("K-1"), region=region, budget=1e9)
    assert sorted(made.seats["unit"]) == ["Dinas Sosial"] * 2 + ["Inspektorat"] * 2
    doubled = made.seats.group_by("unit").agg(pl.col("value").mean()).sort("unit")["value"].to_list()
    assert doubled[1] == 2 * doubled[0]
    assert "Terhalang batas: Jatah unit" in set(made.reasons["reason"])
    assert plan(session("K-1"), budget=1e9).seats.height == 12


def test_a_volunteer_costs_nothing_and_the_saving_is_shown():
    """With the fee on top of the fixed cost, the volunteer's session is the cheaper one."""
    region = asn.region("nasional", on="2025-12-31", choose={"planning.speaker.counted": "ditambahkan"})
    made = plan(session("K-1", volunteer=False), session("K-2", volunteer=True), region=region, budget=13e6)
    assert made.sessions.filter("held")["code"].to_list() == ["K-2"]
    assert made.fee_saved == 16 * 300_000
    assert made.cost == 6e6 + 12 * 5e5


def test_a_plan_shows_no_person_and_goes_to_a_workbook_and_json(tmp_path):
    """The repr, the sheets a training office needs, the same bytes each time."""
    made = plan(session("K-1"), budget=9e6)
    assert repr(made).startswith("<Rencana nasional 2026: kursi 6, jadwal dibuka 1 dari 1, Rp9.000.000>")
    assert "tidak ada yang lebih baik" in repr(made)
    assert not any(who.number in made._repr_html_() for who in PEOPLE)
    book = openpyxl.load_workbook(made.save(tmp_path / "a.xlsx"))
    assert book.sheetnames == ["Ringkasan", "Peserta per jadwal", "Jadwal", "Per unit", "Alasan tidak mendapat kursi", "Sumber dana", "Batas yang mengikat", "Manfaat menurut anggaran"]  # fmt: skip
    assert book["Peserta per jadwal"].max_row == 7
    made.save(tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with pytest.raises(asn.AsnDevError, match="not written as"):
        made.save(tmp_path / "a.csv")
    told = json.loads(json.dumps(made.to_dict()))
    assert (told["quality"], len(told["seats"]), told["gap"]) == ("tidak ada yang lebih baik", 6, 0.0)


def test_ctrl_c_gives_the_best_plan_so_far(monkeypatch):
    """The search is ended from outside after its first plan."""
    from asn_dev.planning import pipeline
    from asn_dev.planning.search import search

    def ended(problem, relaxation):
        for found in search(problem, relaxation):
            yield found
            if found.chosen is not None:
                raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "search", ended)
    made = plan(session("K-1"), budget=9e6)
    assert made.interrupted
    assert made.seats.height == 6
    assert "pencarian dihentikan" in repr(made)


def test_the_command_writes_workbook_chart_and_json(tmp_path):
    """As an office types it."""
    folder, out = tmp_path / "data", tmp_path / "hasil"
    folder.mkdir()
    register = asn.Register.of(records(session("K-1", fund="APBD")))
    for kind in register.tables:
        write_table(register[kind].to_native(), folder / f"{asn.plural_of(kind)}.csv", title="")
    run = CliRunner().invoke(
        app,
        [
            "plan",
            str(folder),
            "--on",
            "2025-12-31",
            "--budget",
            "9000000",
            "--source",
            "APBD=8500000",
            "--out",
            str(out),
        ],
    )
    assert run.exit_code == 0, run.output
    assert "Rp8.500.000" in run.output
    assert "198704" not in run.output
    assert (out / "rencana.xlsx").exists()
    assert (out / "manfaat.svg").read_text(encoding="utf-8").startswith("<svg")
    told = CliRunner().invoke(app, ["plan", str(folder), "--on", "2025-12-31", "--must", "K-1", "--json"])
    assert json.loads(told.output)["region"] == "nasional"
    wrong = CliRunner().invoke(app, ["plan", str(folder), "--source", "APBD"])
    assert wrong.exit_code == 2


def test_the_curve_says_and_shows_where_the_plan_stands():
    """The picture is the same each time; nothing known is said as such."""
    from asn_dev.charts.curves import Curve, Point

    points = [Point(50.0, 108.5), Point(100.0, 133.1)]
    curve = Curve(
        points, "Anggaran (juta rupiah)", "Nilai", here=Point(99.8, 132.4), here_label="rencana ini"
    )
    assert "rencana ini 99,8 → 132,4" in curve.described()
    assert curve.svg(key="a") == curve.svg(key="a")
    assert "rencana ini" in curve.svg(key="a")
    assert Curve([], "Anggaran", "Nilai").described() == "Nilai: belum ada yang diketahui."


def test_money_that_is_not_short_brings_nothing_and_says_so():
    """Everything that can be bought is bought: Rp 100 million more add 0, and the words say why."""
    made = plan(session("K-1"), budget=1e9)
    assert (made.next_money, made.next_money_found) == (0.0, 0.0)
    assert (
        dict(made.whole_summary())["Tambahan anggaran Rp100.000.000"]
        == "tidak menambah apa-apa: bukan uang yang kurang"
    )


def test_two_limits_that_say_the_same_bring_nothing_one_by_one():
    """The money of the only source is the whole budget: a wider budget alone buys no seat."""
    made = plan(session("K-1", fund="APBD"), budget=9e6, budget_by_source={"APBD": 9e6})
    gains = dict(made.limits.select("limit", "gain").iter_rows())
    assert gains
    assert set(gains.values()) == {0.0}
    assert made.next_money == 0.0


def test_of_two_sessions_worth_the_same_the_cheaper_is_held():
    """Money that buys both kinds: the value is the same, so the cost decides."""
    runs = [
        session("K-1", fixed=8e6, seat=7e5, start=date(2026, 3, 2)),
        session("K-2", fixed=6e6, seat=5e5, start=date(2026, 4, 6)),
    ]
    made = plan(*runs, budget=1e9)
    assert (made.value, made.cost) == (12.0, 6e6 + 12 * 5e5)


def test_prices_come_when_asked_for_in_any_order(monkeypatch):
    """A plan solves nothing for prices, an overview neither; what is asked first changes no answer."""
    asked = []
    gain = Prices._gain
    monkeypatch.setattr(Prices, "_gain", lambda *all_of_it: asked.append(1) or gain(*all_of_it))
    monkeypatch.setattr(Prices, "_point", lambda *_: asked.append(1))
    made = plan(session("K-1"), budget=9e6)
    repr(made), made._repr_html_(), made.summary()
    assert not asked
    monkeypatch.undo()
    one, other = (plan(session("K-1"), session("K-2", fixed=9e6), budget=12e6) for _ in range(2))
    assert one.curve.equals(copy.deepcopy(other).curve)
    assert other.limits.equals(one.limits)
    assert other.curve.equals(one.curve)
    assert not any(who.number in repr(one.prices) for who in PEOPLE)
