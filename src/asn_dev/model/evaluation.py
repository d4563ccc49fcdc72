"""Evaluation: questionnaires, their answers, and the monthly figures of public services."""

from __future__ import annotations

from datetime import date

from asn_dev.model.codes import Rater, Respondents
from asn_dev.model.constraints import Count, Key, Minutes, Points
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
    asks: Respondents = column("Who is asked", label="Ditanyakan kepada")
    source: str = column("Where the wording comes from", label="Sumber")


@record(plural="items", label="Butir instrumen")
class Item:
    """One question of a questionnaire."""

    instrument: Key = column("Code of the instrument", label="Instrumen", key=True)
    code: Key = column("Code of the item", label="Kode", key=True)
    dimension: Key = column("Code of the dimension it measures", label="Dimensi")
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
    subject: str | None = column(
        "Whom it is about, where a person is judged: a key within the instrument",
        label="Yang dinilai",
        key=True,
        personal=True,
        default=None,
    )
    rater: Rater | None = column("Who judges", label="Penilai", key=True, default=None)
    item: Key = column("Code of the item", label="Butir", key=True)
    value: float | None = column("The answer, on the scale of the instrument", label="Nilai", default=None)
    unit: str | None = column(
        "Unit asked about, or of the respondent", label="Perangkat daerah", default=None
    )
    day: date | None = column("Day", label="Tanggal", default=None)
    wave: str | None = column("Which round of the survey", label="Gelombang", key=True, default=None)


@record(plural="responses", label="Kuesioner terisi")
class Response:
    """One questionnaire that somebody filled in, at least one answer of which counts.

    Not read from files: a rule makes these rows from the answers.
    """

    instrument: Key = column("Code of the instrument", label="Instrumen", key=True)
    respondent: Key = column("Who answered", label="Responden", key=True, personal=True)
    about: str | None = column("What it is about", label="Tentang", key=True, default=None)
    subject: str | None = column(
        "Whom it is about", label="Yang dinilai", key=True, personal=True, default=None
    )
    rater: Rater | None = column("Who judges", label="Penilai", key=True, default=None)
    unit: str | None = column(
        "Unit asked about, or of the respondent", label="Perangkat daerah", default=None
    )
    day: date | None = column(
        "Day it counts for: the end of the programme, else that of the answer", label="Tanggal", default=None
    )
    wave: str | None = column("Which round of the survey", label="Gelombang", key=True, default=None)
    answered: Count = column("Answers that count", label="Butir terjawab")


@record(plural="dimension_scores", label="Skor dimensi")
class DimensionScore:
    """What one respondent's answers say of one dimension of an instrument, on the scale of the instrument.

    Reversed items are turned round. Not read from files: a rule makes these rows from the answers.
    """

    instrument: Key = column("Code of the instrument", label="Instrumen", key=True)
    dimension: Key = column("Code of the dimension", label="Dimensi", key=True)
    respondent: Key = column("Who answered", label="Responden", key=True, personal=True)
    about: str | None = column("What it is about", label="Tentang", key=True, default=None)
    subject: str | None = column(
        "Whom it is about", label="Yang dinilai", key=True, personal=True, default=None
    )
    rater: Rater | None = column("Who judges", label="Penilai", key=True, default=None)
    unit: str | None = column(
        "Unit asked about, or of the respondent", label="Perangkat daerah", default=None
    )
    day: date | None = column(
        "Day it counts for: the end of the programme, else that of the answer", label="Tanggal", default=None
    )
    wave: str | None = column("Which round of the survey", label="Gelombang", key=True, default=None)
    answered: Count = column("Items of the dimension that were answered", label="Butir terjawab")
    score: float = column("Mean of the answers, a high one good", label="Skor")


@record(plural="programme_dimensions", label="Dimensi program")
class ProgrammeDimension:
    """What all respondents say of one dimension of one programme.

    Not read from files: a rule makes these rows from the scores of the period.
    """

    programme: Key = column("Code of the programme", label="Program", key=True)
    instrument: Key = column("Code of the instrument", label="Instrumen", key=True)
    dimension: Key = column("Code of the dimension", label="Dimensi", key=True)
    respondents: Count = column("How many scores stand behind it", label="Responden")
    mean: float = column("Mean score", label="Rata-rata")


@record(plural="programme_shortfalls", label="Kekurangan program")
class ProgrammeShortfall:
    """How far one measure of one programme lies below its limit, and whether that is more than chance.

    Not read from files: a rule makes these rows from the answers of the period, each person counted once.
    """

    programme: Key = column("Code of the programme", label="Program", key=True)
    kind: Key = column("What is measured: dimension, reaction, n_gain, behaviour", label="Jenis", key=True)
    measure: Key = column("Code of the dimension, else the kind", label="Ukuran", key=True)
    people: Count = column("How many people stand behind it", label="Orang")
    mean: float = column("Mean", label="Rata-rata")
    limit: float = column("Below which it falls short", label="Batas")
    p: float | None = column(
        "How often chance alone brings so low a mean at the limit", label="Nilai p", default=None
    )
    falls_short: bool | None = column(
        "Below the limit by more than chance, over all programmes judged", label="Kurang", default=None
    )


@record(plural="learning_results", label="Hasil belajar")
class LearningResult:
    """The marks of one participant before and after a programme.

    Not read from files: a rule makes these rows from the answers; who took only one test is not among them.
    """

    programme: Key = column("Code of the programme", label="Program", key=True)
    respondent: Key = column("Who took both tests", label="Peserta", key=True, personal=True)
    unit: str | None = column("Unit of the participant", label="Perangkat daerah", default=None)
    day: date | None = column("Day it counts for", label="Tanggal", default=None)
    before: Points = column("Mark before, 0 to 100", label="Nilai awal")
    after: Points = column("Mark after, 0 to 100", label="Nilai akhir")


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


@record(plural="surveyed_services", label="Layanan yang disurvei")
class SurveyedService:
    """One service of one unit that citizens were asked about.

    Not read from files: a rule makes these rows from the answers.
    """

    unit: Key = column("Unit asked about", label="Perangkat daerah", key=True)
    service: Key = column("Service asked about", label="Layanan", key=True)


@record(plural="satisfaction_elements", label="Unsur kepuasan")
class SatisfactionElement:
    """One element of the citizen survey in one unit: how many answered, and their mean.

    Not read from files: a rule makes these rows from the answers.
    """

    unit: Key = column("Unit asked about", label="Perangkat daerah", key=True)
    item: Key = column("Code of the element", label="Unsur", key=True)
    respondents: Count = column("Questionnaires used", label="Responden")
    mean: float | None = column("Mean answer (NRR), 1 to 4", label="NRR", default=None)
    spread: float | None = column("Standard deviation", label="Simpangan baku", default=None)


@record(plural="satisfaction_responses", label="Indeks per responden")
class SatisfactionResponse:
    """What one citizen who answered every element says, on the scale of the index.

    Not read from files: a rule makes these rows from the answers. The mean of these is the index, and
    their spread says how sure it is.
    """

    unit: Key = column("Unit asked about", label="Perangkat daerah", key=True)
    service: str | None = column("Service asked about", label="Layanan", key=True, default=None)
    respondent: Key = column("Who answered", label="Responden", key=True, personal=True)
    wave: str | None = column("Which round of the survey", label="Gelombang", key=True, default=None)
    index: float = column("Weighted answers, 25 to 100", label="Indeks")


@record(plural="service_elements", label="Unsur kepuasan layanan")
class ServiceElement:
    """One element of the citizen survey in one service of a unit: how many answered, and their mean.

    Not read from files: a rule makes these rows from the answers.
    """

    unit: Key = column("Unit asked about", label="Perangkat daerah", key=True)
    service: Key = column("Service asked about", label="Layanan", key=True)
    item: Key = column("Code of the element", label="Unsur", key=True)
    respondents: Count = column("Questionnaires used", label="Responden")
    mean: float | None = column("Mean answer (NRR), 1 to 4", label="NRR", default=None)
    spread: float | None = column("Standard deviation", label="Simpangan baku", default=None)
