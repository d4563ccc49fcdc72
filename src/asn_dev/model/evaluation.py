"""Evaluation: questionnaires, their answers, and the monthly figures of public services."""

from __future__ import annotations

from datetime import date

from asn_dev.model.constraints import Count, Key, Minutes
from asn_dev.model.records import column, record


@record(plural="instruments", label="Instrumen")
class Instrument:
    """A questionnaire: from which day its version holds, and on what scale it asks."""

    code: Key = column("Code", label="Kode", key=True)
    since: date = column("From which day this version holds", label="Berlaku sejak", key=True)
    name: str = column("Name in Indonesian", label="Nama")
    name_en: str = column("Name in English", label="Nama (Inggris)")
    least: float = column("Lowest answer", label="Skala terendah")
    greatest: float = column("Highest answer", label="Skala tertinggi")
    source: str = column("Where the wording comes from", label="Sumber")


@record(plural="items", label="Butir instrumen")
class Item:
    """One question of a questionnaire."""

    instrument: Key = column("Code of the instrument", label="Instrumen", key=True)
    code: Key = column("Code of the item", label="Kode", key=True)
    dimension: str = column("What it measures", label="Dimensi")
    text: str = column("Wording in Indonesian", label="Pertanyaan")
    text_en: str = column("Wording in English", label="Pertanyaan (Inggris)")
    reversed: bool = column("Whether a high answer is a low score", label="Dibalik", default=False)


@record(plural="answers", label="Jawaban kuesioner")
class Answer:
    """One answer of one respondent to one item; what was not answered has no value."""

    instrument: Key = column("Code of the instrument", label="Instrumen", key=True)
    respondent: Key = column(
        "Who answered: a key within the instrument", label="Responden", key=True, personal=True
    )
    about: str | None = column(
        "What it is about: programme, service", label="Tentang", key=True, default=None
    )
    item: Key = column("Code of the item", label="Butir", key=True)
    value: float | None = column("The answer, on the scale of the instrument", label="Nilai", default=None)
    unit: str | None = column(
        "Unit asked about, or of the respondent", label="Perangkat daerah", default=None
    )
    day: date | None = column("Day", label="Tanggal", default=None)
    wave: str | None = column("Which round of the survey", label="Gelombang", default=None)


@record(plural="service_months", label="Layanan per bulan")
class ServiceMonth:
    """One service of one unit in one month."""

    unit: Key = column("Unit", label="Perangkat daerah", key=True)
    service: Key = column("Service", label="Layanan", key=True)
    month: date = column("First day of the month", label="Bulan", key=True)
    requests: Count | None = column("Requests", label="Permohonan", default=None)
    waiting_minutes: Minutes | None = column("Mean wait (minutes)", label="Waktu tunggu", default=None)
    errors: Count | None = column("Errors", label="Kesalahan", default=None)
    complaints: Count | None = column("Complaints", label="Pengaduan", default=None)


@record(plural="satisfaction_elements", label="Unsur kepuasan")
class SatisfactionElement:
    """One element of the citizen survey in one unit: how many answered, and their mean.

    Not read from files: a rule makes these rows from the answers.
    """

    unit: Key = column("Unit asked about", label="Perangkat daerah", key=True)
    item: Key = column("Code of the element", label="Unsur", key=True)
    respondents: Count = column("Questionnaires used", label="Responden")
    mean: float | None = column("Mean answer (NRR), 1 to 4", label="NRR", default=None)
