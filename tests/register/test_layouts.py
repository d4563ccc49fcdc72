"""Layouts: a sheet is recognised by its headings, however they are written and in whatever order."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import asn_dev as asn
from asn_dev import CivilServant, Enrolment, Participation, ReportedHours
from asn_dev.model import columns_of, mask, plural_of
from asn_dev.register.aliases import Aliases
from asn_dev.register.layouts import layouts
from asn_dev.rules.instruments import Instruments

NIP = "198704122010012345"


def table(*rows: dict[str, str]) -> str:
    """Rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


COURSE = {
    "nipBaru": NIP,
    "namaKursus": "Kursus",
    "jenisDiklatId": "8",
    "jumlahJam": "20",
    "tanggalKursus": "19-05-2025",
    "tanggalSelesaiKursus": "21-05-2025",
    "noSertipikat": "S-1",
    "institusiPenyelenggara": "LAN",
}
AS_ANSWERED = Participation(
    nip=asn.Nip(NIP),
    name="Kursus",
    form=asn.ProgrammeForm.GUIDANCE,
    hours=20.0,
    start=__import__("datetime").date(2025, 5, 19),
    end=__import__("datetime").date(2025, 5, 21),
    certificate="S-1",
    provider="LAN",
)


@pytest.mark.parametrize(
    "headings",
    [
        list(COURSE),
        ["nip_baru", "nama_kursus", "jenis_diklat_id", "jumlah_jam", "tanggal_kursus", "tanggal_selesai_kursus",
         "no_sertipikat", "institusi_penyelenggara"],
        ["NIP", "Nama Kursus", "Jenis Diklat", "Jumlah JP", "Tanggal Mulai", "Tanggal Selesai", "Nomor Sertipikat",
         "Penyelenggara"],
        [" NIP ", "NAMA  DIKLAT", "Bentuk", "JP", "tanggal-mulai", "TANGGAL_SELESAI", "nomorSertifikat ", "penyelenggara"],
        ["nip", "name", "form", "hours", "start", "end", "certificate", "provider"],
    ],
    ids=["service", "snake", "Indonesian", "untidy", "ours"],
)  # fmt: skip
def test_headings_in_many_writings(read_files, headings):
    """camelCase, snake_case, Indonesian, the service's own misspellings, our field names."""
    register = read_files({"a.csv": table(dict(zip(headings, COURSE.values(), strict=True)))})
    assert register.records(Participation) == [AS_ANSWERED]


@given(
    order=st.permutations(list(COURSE)),
    extra=st.lists(st.sampled_from(["id", "idPns", "nipLama", "path"]), unique=True),
)
def test_order_and_other_columns_do_not_matter(order, extra):
    """Columns may stand in any order, with others between them; what is not used is said."""
    row = {**dict.fromkeys(extra, "x"), **{name: COURSE[name] for name in order}}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.csv").write_text(table(row), encoding="utf-8")
        register = asn.read(folder)
    assert register.records(Participation) == [AS_ANSWERED]
    unused = [found.message for found in register.findings if found.rule == "columns_not_used"]
    assert unused == ([f"not used: {', '.join(extra)}"] if extra else [])


def test_an_optional_column_may_be_missing_and_an_expected_one_is_missed(read_files):
    """Nothing is known of a column that is not there; where values are expected, that is a finding."""
    row = {name: text for name, text in COURSE.items() if name not in ("noSertipikat", "jenisDiklatId")}
    register = read_files({"a.csv": table(row)})
    (course,) = register.records(Participation)
    assert (course.form, course.certificate, course.hours) == (None, None, 20)
    (found,) = [one for one in register.findings if one.rule == "column_missing"]
    assert (found.column, found.severity, found.file) == ("jenisDiklatId", "unknown", "a.csv")


def test_a_missing_essential_column_is_named(read_files):
    """The message names the file, the layout, the column, and a heading that may be meant."""
    row = {("nip_brau" if name == "nipBaru" else name): text for name, text in COURSE.items()}
    register = read_files({"rw_kursus.csv": table(row)})
    (found,) = register.findings
    assert (found.rule, found.file) == ("file_not_read", "rw_kursus.csv")
    assert (
        "looks like 'SIASN rw-kursus', but column 'nipBaru' or 'nip_baru' or 'nip' is missing"
        in found.message
    )
    assert "('nip_brau' looks like it)" in found.message
    assert [row.read for row in register.ledger] == [0]


def test_a_region_adds_names_of_headings(read_files):
    """What nobody else calls a column is understood where the region says so."""

    class Region:
        aliases = Aliases(headings={"Nomor Pegawai": "nipBaru"})
        instruments = Instruments({})

    row = {("Nomor Pegawai" if name == "nipBaru" else name): text for name, text in COURSE.items()}
    assert read_files({"a.csv": table(row)}, region=Region()).records(Participation) == [AS_ANSWERED]


def test_a_table_that_nobody_knows_is_named_and_the_others_are_read(read_files):
    """The message shows the headings; the ledger has a line for the file."""
    register = read_files({"gaji.csv": "bulan,gaji\n1,2\n", "a.csv": table(COURSE)})
    (found,) = [one for one in register.findings if one.rule == "file_not_read"]
    assert "gaji.csv: its headings fit no known layout ('bulan', 'gaji')" in found.message
    assert register.records(Participation) == [AS_ANSWERED]
    assert [(row.file, row.record) for row in register.ledger] == [
        ("a.csv", "participations"),
        ("gaji.csv", ""),
    ]


def test_two_columns_of_one_meaning(read_files):
    """The first counts, the second is said to be unused."""
    row = {**COURSE, "NIP BARU": "199001012021211001"}
    register = read_files({"a.csv": table(row)})
    assert [course.nip.number for course in register.records(Participation)] == [NIP]
    assert [one.message for one in register.findings if one.rule == "columns_not_used"] == [
        "not used: NIP BARU"
    ]


def test_the_service_writes_words_and_codes(read_files):
    """1 is the best, and ESPEKTASI is how SIASN spells it; a word and a code that differ are said."""
    rows = [
        {"tahun": "2025", "hasilKinerja": "SESUAI ESPEKTASI", "hasilKinerjaNilai": 2, "perilakuKerja": None,
         "PerilakuKerjaNilai": 1, "kuadranKinerja": "BAIK", "KuadranKinerjaNilai": 2},
        {"tahun": "2024", "hasilKinerja": "DIATAS EKSPEKTASI", "hasilKinerjaNilai": 3, "perilakuKerja": "DI BAWAH ESPEKTASI",
         "PerilakuKerjaNilai": 3, "kuadranKinerja": "SANGAT KURANG", "KuadranKinerjaNilai": 5},
    ]  # fmt: skip
    register = read_files({"rw_skp22.json": json.dumps({NIP: {"code": 1, "data": rows}})})
    found = [
        (row.year, row.results, row.behaviour, row.rating)
        for row in register.records(asn.PerformanceAppraisal)
    ]
    assert found == [(2025, "sesuai", "di atas", "Baik"), (2024, "di atas", "di bawah", "Sangat Kurang")]
    (differ,) = [one for one in register.findings if one.rule == "word_and_code_differ"]
    assert [place.pointer for place in differ.places] == [f"/{mask(NIP)}/data/1/hasilKinerja"]


def test_no_points_for_performance_are_unknown_not_zero(read_files):
    """Where no SKP was sent the service shows 0; then the sum is not known either."""
    answer = {
        "nip": NIP,
        "kualifikasi": 15,
        "kompetensi": 22.5,
        "kinerja": 0,
        "disiplin": 5,
        "subtotal": 42.5,
    }
    register = read_files({"nilaiipasn.json": json.dumps({"code": 1, "data": [answer]})})
    (row,) = register.records(asn.ReportedIndex)
    assert (row.performance, row.total, row.discipline) == (None, None, 5)
    assert {one.rule for one in register.findings if one.severity == "unknown"} == {
        "out_of_range",
        "total_of_unknown",
    }


def test_offices_keep_wide_and_long_sheets(read_files):
    """The recap and the list of participants, with the headings of the sample."""
    recap = {"#": "1", "NIP": f"`{NIP}", "Nama Lengkap ": "B", "JP Manajerial": "0", "JP Teknis": "3", "JP Fungsional": "0",
             "JP Total": "3"}  # fmt: skip
    listed = {
        "kode_pelatihan": "PK-1",
        "nama_pelatihan": "A",
        "jp": "20",
        "nip": NIP,
        "kehadiran": "tidak hadir",
    }
    register = read_files({"rekap.csv": table(recap), "peserta.csv": table(listed)})
    assert [row.total for row in register.records(ReportedHours)] == [3]
    assert [row.attended for row in register.records(Enrolment)] == [False]


def test_every_layout_has_names_that_tell_it_from_the_others():
    """No two layouts share a name, and each needs a heading."""
    names = [layout.name for layout in layouts()]
    assert len(set(names)) == len(names)
    assert all(layout.needed for layout in layouts())


PAGES = Path(__file__).parents[2] / "docs"


def test_the_page_on_reading_lists_every_layout_and_heading():
    """docs/headings.md has a table a layout, with the headings that the code knows."""
    page = (PAGES / "headings.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^##|\Z)", page, flags=re.MULTILINE | re.DOTALL))
    for layout in layouts():
        if layout.plain:  # The plain layouts are the records of docs/records.md.
            continue
        rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", sections[layout.name], flags=re.MULTILINE)
        listed = {field: set(re.findall(r"`([^`]+)`", headings)) for field, headings in rows}
        known = {given.field: set(given.headings) - {"#key"} or {given.field} for given in layout.sources}
        assert listed == known, layout.name


def test_plain_tables_are_recognised_by_our_columns_or_their_labels(read_files):
    """The headings may be the Indonesian labels that docs/records.md shows."""
    labels = {column.label: "" for column in columns_of(CivilServant)}
    row = {
        **labels,
        "NIP": NIP,
        "Nama": "BUDI",
        "Jenis kelamin": "Perempuan",
        "Perangkat daerah": "Dinas Kesehatan",
    }
    (person,) = read_files({"a.csv": table(row)}).records(CivilServant)
    assert (person.name, person.sex, person.unit) == ("BUDI", "F", "Dinas Kesehatan")


def test_a_plain_table_of_each_record_is_recognised_as_such(read_files):
    """Our own headings alone tell which record a file holds, whatever it is called."""
    for layout in layouts():
        if layout.share and layout.record.__module__.startswith("asn_dev."):
            head = ",".join(column.name for column in columns_of(layout.record))
            register = read_files({"x.csv": head + "\n"})
            assert [row.record for row in register.ledger] == [plural_of(layout.record)]
