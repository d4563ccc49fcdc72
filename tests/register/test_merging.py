"""One person of whom several rows tell: the fullest list holds, whatever the order of files and rows."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn

NIP = "198704122010012345"
OTHER = "199001012015011002"
STAFF_HEAD = "nip,nama,unit kerja,jabatan,golongan,pendidikan,status,tmt jabatan"
STAFF = [
    f"{NIP},Budi,Dinas A,Analis,III/c,S1,PNS,2020-02-01",
    f"{OTHER},Ani,Dinas B,Guru,III/b,S2,PNS,2021-02-01",
]


def table(head: str, rows: list[str]) -> str:
    return "\n".join([head, *rows]) + "\n"


def people(register: asn.Register) -> dict[str, dict[str, object]]:
    return {row["nip"]: row for row in register[asn.CivilServant].to_native().to_dicts()}


def rules(register: asn.Register) -> set[tuple[str, str, str]]:
    return {(seen.rule, seen.file, seen.column) for seen in register.findings if seen.severity == "warning"}


def test_a_side_list_fills_what_is_empty_and_displaces_nothing(read_files):
    side = f"nip,nama,unit kerja,jenis kelamin\n{NIP},Budi,Dinas Lama,P\n"
    register = read_files({"a_ulang_tahun.csv": side, "pegawai.csv": table(STAFF_HEAD, STAFF)})
    assert (people(register)[NIP]["unit"], people(register)[NIP]["sex"]) == ("Dinas A", "F")
    assert [(row.read, row.accepted, row.rejected) for row in register.ledger] == [(1, 1, 0), (2, 2, 0)]
    assert ("lists_differ", "a_ulang_tahun.csv", "unit kerja") in rules(register)
    assert len(people(register)) == 2


def test_the_newer_posting_holds_and_takes_nothing_from_the_older(read_files):
    newer = f"{NIP},Budi,Dinas B,,III/c,S1,PNS,2025-02-01"
    register = read_files({"a.csv": table(STAFF_HEAD, [*STAFF, newer])})
    row = people(register)[NIP]
    assert (row["unit"], row["job_title"], str(row["in_post_since"])) == ("Dinas B", None, "2025-02-01")
    assert any(rule == "older_posting" for rule, *_ in rules(register))


def test_without_dates_a_contradiction_is_unknown(read_files):
    rows = [f"{NIP},Budi,Dinas A,Analis,III/c,S1,PNS,", f"{NIP},Budi,Dinas B,Analis,III/c,S1,PNS,"]
    register = read_files({"a.csv": table(STAFF_HEAD, rows)})
    assert (people(register)[NIP]["unit"], people(register)[NIP]["job_title"]) == (None, "Analis")
    assert ("rows_contradict", "a.csv", "unit kerja") in rules(register)


def test_what_the_number_tells_does_not_stand_against_a_list(read_files):
    side = f"nip,nama,status\n{NIP},Budi,CPNS\n"
    full = f"nip,nama,unit kerja,jabatan,golongan\n{NIP},Budi,Dinas A,Analis,III/c\n"
    assert people(read_files({"a.csv": full, "b.csv": side}))[NIP]["employment"] == "CPNS"


def test_an_exact_repeat_is_rejected(read_files):
    register = read_files({"a.csv": table(STAFF_HEAD, [STAFF[0], STAFF[0]])})
    assert [(row.read, row.rejected) for row in register.ledger] == [(2, 1)]


def test_two_appraisals_of_a_year_that_differ_are_unknown(read_files):
    text = f"nip,tahun,predikat kinerja\n{NIP},2024,Baik\n{NIP},2024,Cukup\n{NIP},2025,Sangat Baik\n"
    register = read_files({"skp.csv": text})
    found = register[asn.PerformanceAppraisal].to_native()
    assert dict(found.select("year", "rating").iter_rows()) == {2024: None, 2025: "Sangat Baik"}
    assert ("rows_contradict", "skp.csv", "predikat kinerja") in rules(register)


def test_two_years_of_an_index_both_stand_with_their_year(read_files):
    text = f"nip,nama,kualifikasi,kompetensi,kinerja,disiplin,total,tahun\n{NIP},B,15,22.5,25,5,67.5,2024\n{NIP},B,15,40,25,5,76.5,2025\n"
    register = read_files({"ip.csv": text})
    found = register[asn.ReportedIndex].to_native()
    assert dict(found.select("year", "total").iter_rows()) == {2024: 67.5, 2025: 76.5}
    assert ("total_differs", "ip.csv", "total") in rules(register)


_units = st.sampled_from(["Dinas A", "Dinas B", ""])
_since = st.sampled_from(["2020-02-01", "2024-02-01", ""])
_grade = st.sampled_from(["III/c", "III/d", ""])
_lines = st.lists(
    st.builds(
        lambda nip, unit, job, grade, since: f"{nip},Budi,{unit},{job},{grade},S1,PNS,{since}",
        st.sampled_from([NIP, OTHER]), _units, st.sampled_from(["Analis", "Guru"]), _grade, _since,
    ),
    min_size=1, max_size=5,
)  # fmt: skip
_sides = st.lists(
    st.builds(
        lambda nip, unit, sex: f"{nip},Budi,{unit},{sex}",
        st.sampled_from([NIP, OTHER]),
        _units,
        st.sampled_from(["L", "P"]),
    ),
    min_size=1,
    max_size=3,
)


def _register(files: dict[str, str]) -> asn.Register:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        return asn.read(folder)


@given(lines=_lines, side=_sides, data=st.data())
def test_the_order_of_files_and_rows_never_changes_the_register(lines, side, data):
    mixed, other = data.draw(st.permutations(lines)), data.draw(st.permutations(side))
    head = "nip,nama,unit kerja,jenis kelamin"
    one = _register({"a.csv": table(STAFF_HEAD, lines), "b.csv": table(head, side)})
    two = _register({"b.csv": table(STAFF_HEAD, mixed), "a.csv": table(head, other)})
    assert people(one) == people(two)
    units = [
        sorted(register[asn.Unit].to_native()["name"]) if register.has(asn.Unit) else []
        for register in (one, two)
    ]
    assert units[0] == units[1]
    for register in (one, two):
        assert all(row.read == row.accepted + row.rejected for row in register.ledger)
        assert len(people(register)) == len({line[:18] for line in (*lines, *side)})
