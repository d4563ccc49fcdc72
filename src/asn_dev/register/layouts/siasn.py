"""What SIASN's service answers about a person: courses, leadership training, SKP, discipline, competence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
import polars as pl
from annotated_types import Gt, Le

from asn_dev.messages import Message
from asn_dev.model import (
    Assessment,
    DisciplinaryAction,
    Expectation,
    Participation,
    PerformanceAppraisal,
    PerformanceRating,
    ProgrammeForm,
    ReportedIndex,
    column_of,
)
from asn_dev.register.cells import notice
from asn_dev.register.cells.discipline import MEASURES, discipline_of
from asn_dev.register.cells.forms import leadership_of
from asn_dev.register.cells.notices import translate
from asn_dev.register.files.sheet import KEY_HEADING
from asn_dev.register.layouts.completion import (
    LENGTH,
    completion_sources,
    not_completed,
    person_source,
    with_completion,
)
from asn_dev.register.layouts.headings import headings_of
from asn_dev.register.layouts.layout import Layout, make_only
from asn_dev.register.layouts.learning import which_leadership
from asn_dev.register.layouts.staff import NIP_HEADINGS, STAFF
from asn_dev.register.sources import Source, source

if TYPE_CHECKING:
    from asn_dev.register.layouts.layout import Derived

_COURSE, _SKP = headings_of("courses"), headings_of("appraisals")
_HUKDIS, _INDEX = headings_of("discipline"), headings_of("index")

EXPECTATION = {"1": Expectation.ABOVE.value, "2": Expectation.AS_EXPECTED.value, "3": Expectation.BELOW.value}
"""SIASN counts down: 1 is the best."""

EXPECTATION_WORDS = {
    f"{place} ESPEKTASI": value.value  # SIASN's spelling
    for place, value in (
        ("DIATAS", Expectation.ABOVE),
        ("SESUAI", Expectation.AS_EXPECTED),
        ("DIBAWAH", Expectation.BELOW),
    )
}
RATING = {str(place): rating.value for place, rating in enumerate(PerformanceRating, 1)}
RATING_WORDS = {rating.value.upper(): rating.value for rating in PerformanceRating}

SERVICE_COMPETENCIES = {
    "integritas": "integritas",
    "kerjasama": "kerja_sama",
    "komunikasi": "komunikasi",
    "orientasiPadaHasil": "orientasi_pada_hasil",
    "pelayananPublik": "pelayanan_publik",
    "pengembanganDiriDanOrla": "pengembangan_diri_dan_orang_lain",
    "mengelolaPerubahan": "mengelola_perubahan",
    "pengambilanKeputusan": "pengambilan_keputusan",
    "perekatBangsa": "perekat_bangsa",
}
"""What the service calls the nine standard competencies, and their codes."""


def _number_of(record: type) -> Source:
    """The number stands in the row, or the rows stand under the number."""
    return source(record, "nip", *NIP_HEADINGS, KEY_HEADING, essential=True)


def _courses(fields: pl.DataFrame) -> Derived:
    """Hours and completion, and which leadership training a structural one is."""
    fields, notices = with_completion(fields)
    return which_leadership(fields)[0], notices


COURSES = Layout(
    name="SIASN rw-kursus",
    record=Participation,
    sources=[
        _number_of(Participation),
        source(Participation, "name", *_COURSE["name"]),
        source(Participation, "form", *_COURSE["form"], expected=True, words_as="_form"),
        source(Participation, "hours", *_COURSE["hours"], expected=True, instead=LENGTH),
        source(Participation, "start", "tanggalKursus", "tanggal mulai"),
        source(Participation, "end", "tanggalSelesaiKursus", "tanggal selesai", expected=True),
        source(
            Participation, "certificate", "noSertipikat", "nomorSertipikat", "noSertifikat", "nomorSertifikat"
        ),
        source(Participation, "provider", "institusiPenyelenggara", "penyelenggara"),
        person_source(),
        *completion_sources(),
    ],
    signature=frozenset({"name", "hours", "end"}),
    make=make_only(Participation),
    stems=("rw_kursus",),
    derive=_courses,
    rejecting=not_completed,
)


def _leadership(fields: pl.DataFrame) -> Derived:
    by_name = translate(fields["name"], leadership_of, pl.String)
    return fields.with_columns(
        form=pl.lit(ProgrammeForm.STRUCTURAL.value), leadership=fields["leadership"].fill_null(by_name)
    ), ()


LEADERSHIP = Layout(
    name="SIASN rw-diklat",
    record=Participation,
    sources=[
        _number_of(Participation),
        source(Participation, "name", "latihanStrukturalNama"),
        source(Participation, "leadership", "latihanStrukturalId", expected=True),
        source(Participation, "hours", "jumlahJam", expected=True),
        source(Participation, "start", "tanggal"),
        source(Participation, "end", "tanggalSelesai", expected=True),
        source(Participation, "certificate", "nomor"),
        source(Participation, "provider", "institusiPenyelenggara"),
    ],
    signature=frozenset({"leadership", "hours"}),
    make=make_only(Participation),
    stems=("rw_diklat",),
    derive=_leadership,
)


def _appraisals(fields: pl.DataFrame) -> Derived:
    """Words and codes say the same; where a word is missing the code speaks."""
    pairs = (("results", "_results"), ("behaviour", "_behaviour"), ("rating", "_rating"))
    notices = [
        found
        for word, code in pairs
        for found in notice(
            "word_and_code_differ",
            "warning",
            fields[word] != fields[code],
            Message("the word and the code beside it differ"),
            word,
        )
    ]
    return fields.with_columns(pl.coalesce(word, code).alias(word) for word, code in pairs), notices


APPRAISALS = Layout(
    name="SIASN rw-skp22",
    record=PerformanceAppraisal,
    sources=[
        _number_of(PerformanceAppraisal),
        source(PerformanceAppraisal, "year", *_SKP["year"], essential=True, fact="year"),
        source(PerformanceAppraisal, "results", *_SKP["results"], codes=EXPECTATION_WORDS),
        source(PerformanceAppraisal, "results", "hasilKinerjaNilai", field="_results", codes=EXPECTATION),
        source(PerformanceAppraisal, "behaviour", *_SKP["behaviour"], codes=EXPECTATION_WORDS),
        source(
            PerformanceAppraisal, "behaviour", "PerilakuKerjaNilai", field="_behaviour", codes=EXPECTATION
        ),
        source(PerformanceAppraisal, "rating", *_SKP["rating"], codes=RATING_WORDS, expected=True),
        source(PerformanceAppraisal, "rating", "KuadranKinerjaNilai", field="_rating", codes=RATING),
    ],
    signature=frozenset({"year", "rating"}),
    make=make_only(PerformanceAppraisal),
    key=("nip", "year"),
    stems=("rw_skp",),
    derive=_appraisals,
)


def _measures(fields: pl.DataFrame) -> Derived:
    """Split a column of measure and level; SIASN's code of a measure includes the level."""
    by_code = translate(fields["measure"], lambda measure: MEASURES.get(measure.strip()), pl.String)
    by_word = translate(fields["measure"], discipline_of, pl.String)
    level = fields["level"].fill_null(by_code).fill_null(by_word)
    # Words that tell no more than the level are no measure: without one the level alone decides what counts.
    plain_level = fields["_level"].str.to_lowercase().str.contains(_LEVEL_ALONE)
    measure = pl.coalesce("measure", pl.when(~plain_level).then("_level"))
    return fields.with_columns(level=level, measure=measure), ()


_LEVEL_ALONE = r"^\W*(?:(?:hukuman|disiplin|hukdis|tingkat|jenis)\W+)*(?:[rsb]|ringan|sedang|berat|\d)\W*$"


DISCIPLINE = Layout(
    name="SIASN rw-hukdis",
    record=DisciplinaryAction,
    sources=[
        _number_of(DisciplinaryAction),
        source(DisciplinaryAction, "level", *_HUKDIS["level"], expected=True, words_as="_level"),
        source(DisciplinaryAction, "measure", *_HUKDIS["measure"]),
        source(DisciplinaryAction, "effective_on", *_HUKDIS["effective_on"], expected=True),
        source(DisciplinaryAction, "ends_on", *_HUKDIS["ends_on"]),
    ],
    signature=frozenset({"level", "effective_on"}),
    make=make_only(DisciplinaryAction),
    stems=("rw_hukdis",),
    derive=_measures,
)


def _make_assessments(rows: pl.DataFrame) -> Mapping[type, pl.DataFrame]:
    index = ["nip", "day", "method", "provider"]
    codes = list(SERVICE_COMPETENCIES.values())
    return {Assessment: rows.unpivot(codes, index=index, variable_name="competency", value_name="level")}


ASSESSMENTS = Layout(
    name="SIASN rw-kompetensi",
    record=Assessment,
    sources=[
        _number_of(Assessment),
        source(Assessment, "day", "tanggalPenilaian", essential=True),
        source(Assessment, "method", "metode"),
        source(Assessment, "provider", "penyelenggara"),
        *(
            source(Assessment, "level", heading, field=code, expected=True)
            for heading, code in SERVICE_COMPETENCIES.items()
        ),
    ],
    signature=frozenset({"day", *SERVICE_COMPETENCIES.values()}),
    make=_make_assessments,
    key=("nip", "day"),
    stems=("rw_kompetensi",),
)

INDEX_PARTS = ("qualification", "competence", "performance", "discipline")


def _reported(fields: pl.DataFrame) -> Derived:
    """Totals: unknown if a part is unknown; one that differs from the sum is reported."""
    lacking = fields.select(pl.any_horizontal(pl.col(INDEX_PARTS).is_null())).to_series()
    broken = lacking & fields["total"].is_not_null()
    message = Message("the sum of parts of which one is not known")
    cleared = fields.with_columns(fields["total"].set(broken, None))
    sum_of_parts = fields.select(pl.sum_horizontal(pl.col(INDEX_PARTS))).to_series()
    wrong = (cleared["total"] - sum_of_parts).abs() > _ROUNDED
    differs = Message("the total is not the sum of its four parts")
    return cleared, [
        *notice("total_of_unknown", "unknown", broken, message, "total"),
        *notice("total_differs", "warning", wrong, differs, "total"),
    ]


_ROUNDED = 0.021
"""So much the rounding of four parts and their sum can make."""

REPORTED_INDEX = Layout(
    name="SIASN nilaiipasn",
    record=ReportedIndex,
    sources=[
        _number_of(ReportedIndex),
        source(ReportedIndex, "year", *_INDEX["year"], fact="year"),
        source(ReportedIndex, "reported_on", *_INDEX["reported_on"]),
        source(ReportedIndex, "qualification", *_INDEX["qualification"], expected=True),
        source(ReportedIndex, "competence", *_INDEX["competence"], expected=True),
        # No SKP sent is shown as 0 points, and the least that a rating gives is 1.
        Source(
            "performance",
            _INDEX["performance"],
            attrs.evolve(column_of(ReportedIndex, "performance"), constraints=(Gt(0), Le(100))),
            expected=True,
        ),
        source(ReportedIndex, "discipline", *_INDEX["discipline"], expected=True),
        source(ReportedIndex, "total", *_INDEX["total"], expected=True),
    ],
    signature=frozenset({"nip", *INDEX_PARTS}),
    make=make_only(ReportedIndex),
    key=("nip", "year", "reported_on"),
    absent=frozenset({"year", "reported_on"}),
    stems=("nilaiipasn",),
    derive=_reported,
)

LAYOUTS = (STAFF, COURSES, LEADERSHIP, APPRAISALS, DISCIPLINE, ASSESSMENTS, REPORTED_INDEX)
