"""Performance ratings, and the nine talent boxes where potential is known."""

from __future__ import annotations

from typing import Any

import polars as pl

from asn_dev.plugin import (
    Block,
    CivilServant,
    Note,
    Paragraph,
    PerformanceAppraisal,
    PerformanceRating,
    PotentialAssessment,
    ReportContext,
    TableBlock,
    TableColumn,
    charts,
    section,
    text,
)


@section(key="kinerja-talenta", title=text(id="Kinerja dan talenta", en="Performance and talent"), order=50)
def performance(context: ReportContext) -> list[Block]:
    """How ratings divide, and who stands in which box, or why nobody does."""
    people = context.scores(CivilServant)
    if people.is_empty():
        return [context.nothing(CivilServant)]
    rated = people["performance_rating"].count()
    if not rated:
        return [context.nothing(PerformanceAppraisal), *_boxes(context, people)]
    sentence = context.say(
        id=f"Predikat kinerja {context.period_in_words} diketahui untuk {context.integer(rated)} dari "
        f"{context.integer(people.height)} pegawai ({context.percent(rated / people.height)}).",
        en=f"The performance rating of {context.period_in_words} is known for {context.integer(rated)} of "
        f"{context.integer(people.height)} people ({context.percent(rated / people.height)}).",
    )
    ratings = context.distribution(
        people,
        "performance_rating",
        {rating.value: rating.value for rating in PerformanceRating},
        caption=context.say(id="Pegawai menurut predikat kinerja", en="People by performance rating"),
        heading=context.say(id="Predikat", en="Rating"),
    )
    return [Paragraph(sentence), *ratings, *_boxes(context, people)]


def _boxes(context: ReportContext, people: pl.DataFrame) -> list[Block]:
    """The nine boxes as a picture and a table, the best first; without potential why there is none."""
    say, integer = context.say, context.integer
    boxed = people["talent_box"].count()
    if not boxed:
        return [Note(_why_not(context, people))]
    parameters = context.region.parameters
    axes = {int(float(str(box))): axes for axes, box in parameters.lookup("talent.box").items()}
    advice = parameters.lookup("talent.recommendation")
    chart = charts.talent_boxes(context)
    counts = {(box.row, box.column): box.count for box in chart.boxes}
    columns = (
        TableColumn("box", say(id="Kotak", en="Box"), "integer"),
        TableColumn("axes", say(id="Kinerja / potensial", en="Performance / potential")),
        TableColumn("people", say(id="Orang", en="People"), "integer"),
        TableColumn("share", say(id="Bagian", en="Share"), "percent"),
        TableColumn("advice", say(id="Rekomendasi", en="Recommendation")),
    )
    rows: list[tuple[Any, ...]] = []
    for box in sorted(axes, reverse=True):
        performance, potential = axes[box].split(" / ")
        count = counts[performance, potential]
        share = count / boxed if isinstance(count, (int, float)) else count
        rows.append((box, axes[box], count, share, str(advice.get(str(box)) or "")))
    sentence = say(
        id=f"Kotak talenta diketahui untuk {integer(boxed)} dari {integer(people.height)} pegawai; yang "
        "lain belum mempunyai predikat kinerja atau penilaian potensi.",
        en=f"The talent box is known for {integer(boxed)} of {integer(people.height)} people; the others "
        "have no performance rating or no assessment of potential yet.",
    )
    caption = say(id="Sembilan kotak talenta", en="The nine talent boxes")
    return [Paragraph(sentence), context.chart(chart), TableBlock(columns, rows, caption)]


def _why_not(context: ReportContext, people: pl.DataFrame) -> str:
    say = context.say
    if context.scores(PotentialAssessment).is_empty() and not people["potential_category"].count():
        return say(
            id="Sembilan kotak talenta belum dapat disusun: register tidak memuat penilaian potensi, "
            "sedangkan kinerja hanya salah satu dari dua sumbunya.",
            en="The nine talent boxes cannot be made yet: the register holds no assessments of potential, "
            "and performance is only one of the two axes.",
        )
    return say(
        id="Sembilan kotak talenta belum dapat disusun: tidak ada pegawai yang predikat kinerja dan "
        "potensinya sama-sama diketahui.",
        en="The nine talent boxes cannot be made yet: nobody's rating and potential are both known.",
    )
