"""Charts of a register: gaps by unit, job match, talent boxes, learning hours.

Each takes a register and a region, or a study of them, which computes scores once for several charts; the
context of a report is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import polars as pl

from asn_dev import formatting
from asn_dev.charts.bars import Bars, ranked_bars
from asn_dev.charts.heat_maps import Cell, HeatMap
from asn_dev.charts.histograms import Bin, Histogram, Threshold
from asn_dev.charts.nine_box import Box, NineBox
from asn_dev.formatting import Withheld
from asn_dev.grouping import counted
from asn_dev.model import STANDARD_COMPETENCIES, CivilServant, CompetencyGap, Expectation
from asn_dev.register.tables import Register
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
    names = view.competency_names()
    standard = [competency.code for competency in STANDARD_COMPETENCIES]
    gaps = view.scores(CompetencyGap).filter(
        pl.col("gap").is_not_null(), pl.col("competency").is_in(standard)
    )
    groups = view.by_unit(gaps, "competency", means={"gap": pl.col("gap")})
    places = zip(groups["unit"], groups["competency"], strict=True)
    means = dict(zip(places, view.values(groups, "gap"), strict=True))
    units = sorted({unit for unit, _ in means})
    cells = [Cell(unit, names[code], means.get((unit, code))) for unit in units for code in standard]
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
    matches = view.scores(CivilServant)["job_person_match"].drop_nulls()
    bands = view.region.parameters.bands("competence.job_match_category")
    thresholds = [Threshold(band.name, band.least) for band in bands.bands]
    axis = view.say(id="Kecocokan jabatan (JPM, persen)", en="Job person match (JPM, per cent)")
    least = [band.least for band in thresholds if band.least is not None]
    bins = _bins(matches, least, view.minimum_group)
    return Histogram(
        bins,
        axis,
        view.say(id="Pegawai (orang)", en="Civil servants (people)"),
        thresholds,
        open_ended=len(bins) == MOST_BINS,
        sentence=_match_in_words(view, matches, bands.names),
        language=view.language,
    )


def _match_in_words(view: StudyData, matches: pl.Series, names: tuple[str, ...]) -> str:

    if not matches.len():
        return view.say(
            id="Kecocokan jabatan (JPM): belum ada yang diketahui.",
            en="Job person match (JPM): nothing known yet.",
        )
    categories = view.scores(CivilServant)["job_match_category"]
    counts = counted([int((categories == name).sum()) for name in names], view.minimum_group)
    parts = (count if isinstance(count, Withheld) else count / matches.len() for count in counts)
    shown = (formatting.shown(part, "percent", view.language) for part in parts)
    shares = ", ".join(f"{name} {share}" for name, share in zip(names, shown, strict=True))
    people = view.integer(matches.len())
    hidden = view.say(
        id=" Batang kelabu ditahan: kelompoknya kecil, atau membuka kelompok kecil lain.",
        en=" Grey bars are withheld: small groups, or groups that would give small ones away.",
    )
    return view.say(
        id=f"Kecocokan jabatan (JPM) dari {people} pegawai yang diketahui, terhadap batas kategori: {shares}."
        + hidden,
        en=f"The job person match of {people} people of whom it is known, by the bounds in force: {shares}."
        + hidden,
    )


def _bins(values: pl.Series, thresholds: Sequence[float], minimum: int) -> list[Bin]:
    """Bars from the least value on, the last for all that lie beyond; small ones withheld band by band."""
    if not values.len():
        return []
    step = next((wide for wide in STEPS if not any(least % wide for least in thresholds)), STEPS[0])
    places = (values // step).cast(int)
    first = min(places)
    held = Counter(min(place - first, MOST_BINS - 1) for place in places)
    counts = [(step * (first + place), held[place]) for place in range(max(held) + 1)]
    bins = []
    for _, band in groupby(counts, key=lambda bar: sum(bar[0] >= least for least in thresholds)):
        starts, people = zip(*band, strict=True)
        shown = counted(people, minimum)
        bins += [Bin(start, start + step, count) for start, count in zip(starts, shown, strict=True)]
    return bins


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
    talent = view.scores(CivilServant)["talent_box"]
    held = {int(box): count for box, count in talent.drop_nulls().value_counts().iter_rows()}
    boxes = view.region.parameters.lookup("talent.box").items()
    counts = counted([held.get(int(float(str(box))), 0) for _, box in boxes], view.minimum_group)
    name = view.say(id="Kotak", en="Box")
    placed = []
    for (axes, box), count in zip(boxes, counts, strict=True):
        performance, potential = axes.split(" / ")
        placed.append(Box(potential, performance, f"{name} {int(float(str(box)))}", count))
    rows = [expectation.value for expectation in Expectation]
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
        rows,
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
