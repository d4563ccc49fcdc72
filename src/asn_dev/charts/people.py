"""Charts of a register: gaps by unit, job match, talent boxes, learning hours.

Each takes a register and a region, or a study of them, which computes scores once for several charts; the
context of a report is one.
"""

from __future__ import annotations

from collections import Counter

import attrs
import polars as pl

from asn_dev import formatting
from asn_dev.charts.bars import Bars, ranked_bars
from asn_dev.charts.heat_maps import Cell, HeatMap
from asn_dev.charts.histograms import Bin, Histogram, Threshold
from asn_dev.charts.nine_box import Box, NineBox
from asn_dev.grouping import parts_hidden
from asn_dev.model import STANDARD_COMPETENCIES, CivilServant, CompetencyGap, Expectation
from asn_dev.register.tables import Register
from asn_dev.rules.definitions import text
from asn_dev.rules.periods import Period
from asn_dev.rules.regions import Region
from asn_dev.study_data import StudyData, study_data

STEPS = (5.0, 4.0, 2.0, 1.0)
"""How wide a bar of a histogram may be: the widest of which every threshold is a multiple."""
MOST_BINS = 30


def competency_gaps(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    period: Period | int | None = None,
    language: str = "id",
) -> HeatMap:
    """Units by the standard competencies: the mean gap in levels between what is found and required.

    Technical competencies differ from unit to unit and are not among them.

    >>> import asn_dev as asn
    >>> asn.charts.competency_gaps(asn.Register.of([]), asn.region("nasional")).sentence
    'Rata-rata selisih level dari standar: belum ada yang diketahui.'
    """
    view = study_data(register, region, period, language)
    gaps = standard_gaps(view)
    return gaps_drawn(view, view.by_unit(gaps, "competency", means={"gap": pl.col("gap")}))


STANDARD = [competency.code for competency in STANDARD_COMPETENCIES]


def standard_gaps(view: StudyData) -> pl.DataFrame:
    """The known gaps of people in the standard competencies."""
    return view.scores(CompetencyGap).filter(
        pl.col("gap").is_not_null(), pl.col("competency").is_in(STANDARD)
    )


def gaps_drawn(view: StudyData, groups: pl.DataFrame) -> HeatMap:
    """The mean ``gap`` of each ``unit`` in each ``competency``; ``withheld`` names what is hidden."""
    names = view.competency_names()
    places = zip(groups["unit"], groups["competency"], strict=True)
    means = dict(zip(places, view.values(groups, "gap"), strict=True))
    units = sorted({unit for unit, _ in means})
    cells = [Cell(unit, names[code], means.get((unit, code))) for unit in units for code in STANDARD]
    sentence = view.say(
        id="Rata-rata selisih level dari standar menurut perangkat daerah dan kompetensi: di bawah 0 "
        "(jingga) kurang dari standar, di atas 0 (biru) melebihi.",
        en="Mean gap between level and standard by unit and competency: below 0 (orange) falls short of the "
        "standard, above 0 (blue) exceeds it.",
    )
    nothing = view.say(
        id="Rata-rata selisih level dari standar: belum ada yang diketahui.",
        en="Mean gap between level and standard: nothing known yet.",
    )
    axis = view.say(id="Rata-rata selisih (level)", en="Mean gap (levels)")
    return HeatMap(cells, axis=axis, sentence=sentence if cells else nothing, language=view.language)


def job_match(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    period: Period | int | None = None,
    language: str = "id",
) -> Histogram:
    """How many people have which job person match (JPM), against the bands in force.

    >>> import asn_dev as asn
    >>> asn.charts.job_match(asn.Register.of([]), asn.region("nasional")).sentence
    'Kecocokan jabatan (JPM): belum ada yang diketahui.'
    """
    view = study_data(register, region, period, language)
    matches, categories = match_bins(view), match_categories(view)
    sentence = NO_MATCH.in_(view.language)
    if matches.height:
        shown = (
            formatting.shown(part, "percent", view.language) for part in view.values(categories, "share")
        )
        shares = ", ".join(
            f"{name} {share}" for name, share in zip(categories["category"], shown, strict=True)
        )
        people = view.integer(float(matches["people"].sum()))
        sentence = MATCHES.in_(view.language).format(people=people, shares=shares)
        if hides(matches):
            sentence += f" {GREY_BARS.in_(view.language)}"
    return attrs.evolve(matches_drawn(view, matches), sentence=sentence)


NO_MATCH = text(
    id="Kecocokan jabatan (JPM): belum ada yang diketahui.", en="Job person match (JPM): nothing known yet."
)
MATCHES = text(
    id="Kecocokan jabatan (JPM) dari {people} pegawai yang diketahui, terhadap batas kategori: {shares}.",
    en="The job person match of {people} people of whom it is known, by the bounds in force: {shares}.",
)
GREY_BARS = text(
    id="Batang kelabu ditahan: kelompoknya kecil, atau membuka kelompok kecil lain.",
    en="Grey bars are withheld: small groups, or groups that would give small ones away.",
)


def hides(frame: pl.DataFrame) -> bool:
    """Whether a figure of a frame with ``withheld`` is hidden."""
    return bool((frame["withheld"].list.len() > 0).any())


def match_categories(view: StudyData) -> pl.DataFrame:
    """How many ``people`` are in each ``category`` of the job person match, and which ``share`` that is."""
    matched = view.scores(CivilServant).drop_nulls("job_person_match")
    names = view.region.parameters.bands("competence.job_match_category").names
    sizes = [int((matched["job_match_category"] == name).sum()) for name in names]
    categories = pl.DataFrame({"category": names, "people": sizes}, schema_overrides={"people": pl.Int64})
    categories = categories.with_columns(share=pl.col("people") / max(matched.height, 1))
    return parts_hidden(categories, ["people", "share"], view.minimum_group)


def match_bins(view: StudyData) -> pl.DataFrame:
    """How many ``people`` have a match from ``start`` to ``end``; small bars are hidden band by band.

    Bars stand from the least value on, the last one for all that lie beyond. Of a band of which it is
    not told how many are in it no bar is shown, since they add up to it.
    """
    matches = view.scores(CivilServant)["job_person_match"].drop_nulls()
    least = [band.least for band in _thresholds(view) if band.least is not None]
    step = next((wide for wide in STEPS if not any(limit % wide for limit in least)), STEPS[0])
    schema = {"start": pl.Float64, "end": pl.Float64, "people": pl.Int64}
    if not matches.len():
        return parts_hidden(pl.DataFrame(schema=schema), ["people"], view.minimum_group)
    steps = (matches // step).cast(int)
    first = int(steps.min())  # type: ignore[arg-type]
    held = Counter(min(at - first, MOST_BINS - 1) for at in steps)
    rows = [(step * (first + at), step * (first + at + 1), held[at]) for at in range(max(held) + 1)]
    bins = pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        band=pl.sum_horizontal(pl.lit(0), *((pl.col("start") >= limit).cast(pl.Int64) for limit in least))
    )
    bands = bins.group_by("band", maintain_order=True).agg(pl.col("people").sum())
    telling = parts_hidden(bands, ["people"], view.minimum_group).filter(pl.col("withheld").list.len() == 0)
    bars = pl.concat(
        parts_hidden(band, ["people"], view.minimum_group)
        for band in bins.partition_by("band", maintain_order=True)
    )
    secret = ~pl.col("band").is_in(telling["band"].implode()) & (pl.col("people") > 0)
    hidden = pl.when(secret).then(pl.lit(["people"]))
    return bars.with_columns(hidden.otherwise(pl.col(name)).alias(name) for name in ("withheld", "together"))


def matches_drawn(view: StudyData, bins: pl.DataFrame) -> Histogram:
    """The bars of `match_bins` against the bands in force; ``withheld`` names what is hidden."""
    counts = zip(bins["start"], bins["end"], view.values(bins, "people"), strict=True)
    return Histogram(
        [Bin(start, end, count) for start, end, count in counts],
        view.say(id="Kecocokan jabatan (JPM, persen)", en="Job person match (JPM, per cent)"),
        view.say(id="Pegawai (orang)", en="Civil servants (people)"),
        _thresholds(view),
        open_ended=bins.height == MOST_BINS,
        language=view.language,
    )


def _thresholds(view: StudyData) -> list[Threshold]:
    bands = view.region.parameters.bands("competence.job_match_category")
    return [Threshold(band.name, band.least) for band in bands.bands]


def talent_boxes(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    period: Period | int | None = None,
    language: str = "id",
) -> NineBox:
    """How many people stand in which of the nine talent boxes: performance by potential.

    >>> import asn_dev as asn
    >>> asn.charts.talent_boxes(asn.Register.of([]), asn.region("nasional")).sentence
    'Kotak talenta: belum ada pegawai yang kinerja dan potensinya diketahui.'
    """
    view = study_data(register, region, period, language)
    return boxes_drawn(view, people_in_boxes(view))


def people_in_boxes(view: StudyData) -> pl.DataFrame:
    """How many ``people`` are in each ``box``, the ``share`` that is, and its ``axes``."""
    talent = view.scores(CivilServant)["talent_box"]
    held = {int(box): count for box, count in talent.drop_nulls().value_counts().iter_rows()}
    boxes = [
        (axes, int(float(str(box)))) for axes, box in view.region.parameters.lookup("talent.box").items()
    ]
    rows = [(box, axes, held.get(box, 0)) for axes, box in boxes]
    schema = {"box": pl.Int64, "axes": pl.String, "people": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    frame = frame.with_columns(share=pl.col("people") / max(talent.count(), 1))
    return parts_hidden(frame, ["people", "share"], view.minimum_group)


def boxes_drawn(view: StudyData, rows: pl.DataFrame) -> NineBox:
    """The boxes of `people_in_boxes` as a picture; ``withheld`` names what is hidden."""
    talent = view.scores(CivilServant)["talent_box"]
    name = view.say(id="Kotak", en="Box")
    placed = []
    for axes, box, count in zip(rows["axes"], rows["box"], view.values(rows, "people"), strict=True):
        performance, potential = axes.split(" / ")
        placed.append(Box(potential, performance, f"{name} {box}", count))
    expected = [expectation.value for expectation in Expectation]
    columns = list(reversed(view.region.parameters.bands("talent.potential").names))
    people, placed_people = view.integer(talent.len()), view.integer(talent.count())
    sentence = view.say(
        id=f"Kotak talenta {placed_people} dari {people} pegawai yang kinerja dan "
        "potensinya diketahui: makin gelap, makin banyak orang.",
        en=f"Talent boxes of {placed_people} of {people} people whose performance "
        "and potential are known: the darker, the more people.",
    )
    nothing = view.say(
        id="Kotak talenta: belum ada pegawai yang kinerja dan potensinya diketahui.",
        en="Talent boxes: nobody's performance and potential are both known yet.",
    )
    return NineBox(
        placed,
        columns,
        expected,
        column_axis=view.say(id="Potensi", en="Potential"),
        row_axis=view.say(id="Kinerja terhadap ekspektasi", en="Performance against expectation"),
        unit=view.say(id="orang", en="people"),
        sentence=sentence if talent.count() else nothing,
        language=view.language,
    )


def learning_hours(
    register: Register | StudyData,
    region: Region | None = None,
    *,
    period: Period | int | None = None,
    language: str = "id",
) -> Bars:
    """Mean learning hours (JP) of each unit, with a line at the minimum where it is one for all.

    >>> import asn_dev as asn
    >>> asn.charts.learning_hours(asn.Register.of([]), asn.region("nasional")).sentence
    'Rata-rata per orang: belum ada yang dapat ditampilkan.'
    """
    view = study_data(register, region, period, language)
    units = view.by_unit(view.scores(CivilServant), means={"hours": pl.col("learning_hours")})
    minimums = set(view.region.parameters.lookup("learning.minimum").values())
    limit = float(minimums.pop()) if len(minimums) == 1 else None
    return ranked_bars(
        view,
        units,
        "hours",
        axis=view.say(id="Rata-rata per orang", en="Mean per person"),
        unit="JP",
        limit=limit,
        limit_label=f"{limit:g} JP" if limit is not None else "",
    )
