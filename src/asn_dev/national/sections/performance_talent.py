"""Performance ratings, and the nine talent boxes where potential is known."""

from __future__ import annotations

import polars as pl

from asn_dev.charts.people import boxes_drawn, people_in_boxes
from asn_dev.plugin import (
    CivilServant,
    Parts,
    PerformanceAppraisal,
    PerformanceRating,
    PotentialAssessment,
    ReportContext,
    section,
    text,
)
from asn_dev.plugin.sentences import remark, sentence, share
from asn_dev.plugin.tables import column, division, table

RATINGS = {rating.value: rating.value for rating in PerformanceRating}
BOXES = table(
    column("box", "integer", id="Kotak", en="Box"),
    column("axes", id="Kinerja / potensial", en="Performance / potential"),
    column("people", "integer", id="Orang", en="People", people="people"),
    column("share", "percent", id="Bagian", en="Share", people="people"),
    column("advice", id="Rekomendasi", en="Recommendation"),
    id="Sembilan kotak talenta",
    en="The nine talent boxes",
)
RATED = sentence(
    id="Predikat kinerja {period} diketahui untuk {rated} dari {people} pegawai ({share}).",
    en="The performance rating of {period} is known for {rated} of {people} people ({share}).",
)
PLACED = sentence(
    id="Kotak talenta diketahui untuk {boxed} dari {people} pegawai; yang lain belum mempunyai predikat "
    "kinerja atau penilaian potensi.",
    en="The talent box is known for {boxed} of {people} people; the others have no performance rating or no "
    "assessment of potential yet.",
)
NO_POTENTIAL = sentence(
    id="Sembilan kotak talenta belum dapat disusun: register tidak memuat penilaian potensi, sedangkan "
    "kinerja hanya salah satu dari dua sumbunya.",
    en="The nine talent boxes cannot be made yet: the register holds no assessments of potential, and "
    "performance is only one of the two axes.",
)
NOBODY = sentence(
    id="Sembilan kotak talenta belum dapat disusun: tidak ada pegawai yang predikat kinerja dan potensinya "
    "sama-sama diketahui.",
    en="The nine talent boxes cannot be made yet: nobody's rating and potential are both known.",
)


@section(key="kinerja-talenta", title=text(id="Kinerja dan talenta", en="Performance and talent"), order=50)
def performance(context: ReportContext) -> Parts:
    """How ratings divide, and who stands in which box, or why nobody does."""
    everybody = context.scores(CivilServant)
    if everybody.is_empty():
        return [context.nothing(CivilServant)]
    rated, size = everybody["performance_rating"].count(), everybody.height
    if not rated:
        return [context.nothing(PerformanceAppraisal), _boxes(context, everybody)]
    return [
        RATED.of(rated=rated, people=size, share=share(rated / size, people=size)),
        division(
            everybody,
            "performance_rating",
            RATINGS,
            caption=text(id="Pegawai menurut predikat kinerja", en="People by performance rating"),
            heading=text(id="Predikat", en="Rating"),
        ),
        _boxes(context, everybody),
    ]


def _boxes(context: ReportContext, everybody: pl.DataFrame) -> Parts:
    """The nine boxes as a picture and a table, the best first; without potential why there is none."""
    boxed = everybody["talent_box"].count()
    if not boxed:
        potential = context.scores(PotentialAssessment).height or everybody["potential_category"].count()
        return [remark(NOBODY if potential else NO_POTENTIAL)]
    advice = context.p.lookup("talent.recommendation")
    rows = people_in_boxes(context)
    advised = [str(advice.get(str(box)) or "") for box in rows["box"]]
    rows = rows.with_columns(advice=pl.Series(advised, dtype=pl.String)).sort("box", descending=True)
    boxes = BOXES.of(rows)
    return [
        PLACED.of(boxed=boxed, people=everybody.height),
        boxes.drawn(lambda shown: boxes_drawn(context, shown)),
        boxes,
    ]
