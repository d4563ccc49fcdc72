"""The sample against its manifest: every row accounted for, every planted fault answered as it deserves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

import asn_dev as asn
from asn_dev.model import mask

NOT_TAKEN = {
    # Cells that the model does not take: nothing is computed from them, so nothing is said of them.
    ("data_pegawai.xlsx", column)
    for column in ("pendidikan_id", "pendidikan_nama", "tahun_lulus", "tingkat_pendidikan_nama")
} | {("rekap_20jp.csv", "Nama Lengkap")}
WRITTEN_AS_TEXT = {
    # In a spreadsheet of dates, a date written as the text 2024-11-12 is read as what it says.
    ("skm_responden.xlsx", "SKM 2024", 222),
    ("skm_responden.xlsx", "SKM 2024", 235),
    ("skm_responden.xlsx", "SKM 2025", 182),
}
SEVERITY = {
    "format": {"repaired", "info", "warning"},
    "value": {"unknown"},
    "file": {"info", "repaired"},
    "missing": {"warning"},
}


def test_the_ledger_counts_what_the_manifest_counts(sample, manifest):
    """Read, rejected and lines that are no data, for every sheet of every file."""
    found = {(row.file, row.sheet): row for row in sample.ledger}
    for table in manifest["tables"].values():
        row = found[table["file"], table.get("sheet", "")]
        expected = (table["rows_in_file"], table["rows_to_reject"], table["lines_that_are_no_data"])
        assert (row.read, row.rejected, row.no_data) == expected, table["file"]
        assert row.accepted + row.rejected == row.read
    kept_out = {(rows.file, rows.sheet): rows.frame.height for rows in sample.rejected}
    assert kept_out == {place: row.rejected for place, row in found.items() if row.rejected}


def planted(manifest: dict[str, Any], *severities: str) -> Iterator[dict[str, Any]]:
    """The planted faults of these severities."""
    yield from (fault for fault in manifest["defects"] if fault["severity"] in severities)


def test_every_row_to_be_rejected_is_rejected_whole_and_with_a_reason(sample, manifest):
    """At its line, or its pointer in JSON; sums and blank lines are no data instead."""
    kept_out = {
        (rows.file, rows.sheet, line, pointer): reason
        for rows in sample.rejected
        for line, pointer, reason in rows.frame.select("_row", "_pointer", "_reason").iter_rows()
    }
    no_data = {"blank_line", "total_row"}
    for fault in planted(manifest, "row"):
        if fault["kind"] in no_data:
            continue
        place = (fault["file"], fault.get("sheet", ""), fault["row"], fault.get("pointer", ""))
        assert kept_out.get(place), place
    assert len(kept_out) == sum(fault["kind"] not in no_data for fault in planted(manifest, "row"))


def test_every_other_fault_has_its_finding_at_its_place(sample, manifest):
    """With the severity that the manifest gives it."""
    found = defaultdict(set)
    for finding in sample.findings:
        column = finding.column.strip().lower()
        for place in finding.places:
            found[finding.file, finding.sheet, place.row, column, place.pointer].add(finding.severity)
        found[finding.file, finding.sheet, None, column, ""].add(finding.severity)
        found[finding.file, "", None, "", ""].add(finding.severity)
    missed = []
    for fault in planted(manifest, "format", "value", "file"):
        sheet, column = fault.get("sheet", ""), fault["column"] or ""
        if (fault["file"], column) in NOT_TAKEN or (fault["file"], sheet, fault["row"]) in WRITTEN_AS_TEXT:
            continue
        pointer = re.sub(r"\d{18}", lambda nip: mask(nip.group()), fault.get("pointer", ""))
        at_the_cell = (fault["file"], sheet, fault["row"], column.strip().lower(), pointer)
        about_the_column = (*at_the_cell[:2], None, at_the_cell[3], "")
        places = [at_the_cell]
        if fault["severity"] == "file" or fault["row"] is None:
            places += [about_the_column, (fault["file"], "", None, "", "")]
        if not set().union(*(found[place] for place in places)) & SEVERITY[fault["severity"]]:
            missed.append((fault["file"], fault["kind"], fault["row"], column))
    assert missed == []


def test_an_unknown_cell_is_null_and_the_rest_of_the_row_is_there(sample, manifest):
    """A course without its hours keeps its name; a level of 6 keeps its post."""
    courses = sample[asn.Participation].to_native()
    hours_missing = [
        f for f in planted(manifest, "value") if f["file"] == "rw_kursus.json" and f["kind"] == "jp_missing"
    ]
    assert courses["hours"].null_count() == len(hours_missing) > 0
    assert courses["name"].null_count() == 0
    levels_out = [f for f in planted(manifest, "value") if f["kind"] == "level_out_of_range"]
    assert sample[asn.RequiredLevel].to_native()["level"].null_count() == len(levels_out) > 0


def test_records_that_lack_are_pointed_out(sample, manifest):
    """People without an appraisal, and without a reported index."""
    counts = {finding.rule: finding.count for finding in sample.findings if finding.severity == "warning"}
    people = {fault["nip"] for fault in planted(manifest, "missing") if fault["file"] == "rw_skp22.json"}
    assert counts["appraisal_missing"] == len(people)
    lacking = [fault for fault in planted(manifest, "missing") if fault["file"] == "nilaiipasn.json"]
    assert counts["reported_index_missing"] == len(lacking)


@pytest.mark.parametrize("what", ["total", "pns", "cpns", "pppk", "men", "women"])
def test_the_people_are_counted_as_expected(sample, manifest, what):
    """By employment and sex, after all repairs."""
    staff = sample[asn.CivilServant].to_native()
    tally = {
        "total": staff.height,
        **{kind.lower(): (staff["employment"] == kind).sum() for kind in ("PNS", "CPNS", "PPPK")},
        "men": (staff["sex"] == "M").sum(),
        "women": (staff["sex"] == "F").sum(),
    }
    assert tally[what] == manifest["expected"]["people"][what]


def test_units_and_tiers_are_counted_as_expected(sample, manifest):
    """Short names of units and tiers inside titles are understood."""
    staff = sample[asn.CivilServant].to_native()
    expected = manifest["expected"]["people"]
    assert dict(staff["unit"].value_counts().iter_rows()) == expected["by_unit"]
    assert dict(staff["tier"].value_counts().iter_rows()) == expected["by_jenjang"]
    units = set(expected["by_unit"])
    for record in (asn.Answer, asn.ServiceMonth, asn.MentorOffer, asn.MenteeRequest):
        assert set(sample[record].to_native()["unit"].drop_nulls()) <= units


def test_no_finding_shows_a_personal_number(sample, manifest):
    """Places of findings mask them; the rejected rows are the office's own and hold them."""
    numbers = set(sample[asn.CivilServant].to_native()["nip"])
    for finding in sample.findings:
        assert not any(number in finding.message for number in numbers)
        assert not any(place.value in numbers for place in finding.places)
        assert not any(number in repr(finding) for number in list(numbers)[:5])


def test_a_file_that_is_no_table_is_named_and_does_not_stop_the_others(sample):
    """The manifest lies in the folder and is not an office's file."""
    (finding,) = [finding for finding in sample.findings if finding.rule == "file_not_read"]
    assert finding.file == "manifest.json"
    assert "manifest.json" in finding.message
