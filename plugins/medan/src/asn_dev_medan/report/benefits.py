"""Persuasion: how ready units are for change, beside the measured benefits to show them."""

from __future__ import annotations

import polars as pl

from asn_dev.plugin import Answer, Unit, section, text
from asn_dev.plugin.report import CANNOT, CONCLUSIONS, OUTCOMES, Parts, ReportContext
from asn_dev.plugin.sentences import Sentence, label, listing, paragraph, parameter, remark, sentence, spoken
from asn_dev.plugin.tables import column, table
from asn_dev_medan.culture import VOICE

LIMIT = "medan.persuasion.readiness"
UNITS = table(
    column("name", id="Perangkat daerah", en="Unit"),
    column("unit_readiness", "decimal", 2, id="Kesiapan", en="Readiness", hidden="silent"),
    column("needs_persuasion", "flag", id="Perlu didekati", en="Needs persuasion", hidden="silent"),
    column("show", id="Perubahannya, dengan kesimpulan", en="What changed, with the conclusion",
           missing=text(id="belum ada yang terukur", en="nothing measured yet")),
    id="Kesiapan tiap unit (1 sampai 5) dan perubahan terukur yang dapat diperlihatkan kepadanya",
    en="Readiness of each unit (1 to 5), and the measured changes it can be shown",
    order=("unit_readiness", "name"),
)  # fmt: skip
FELL = sentence(
    id="{outcome} turun {change} dibanding unit pembanding ({conclusion})",
    en="{outcome} fell by {change} against units compared with ({conclusion})",
)
ROSE = sentence(
    id="{outcome} naik {change} dibanding unit pembanding ({conclusion})",
    en="{outcome} rose by {change} against units compared with ({conclusion})",
)
GAINED = sentence(id="nilai tes pegawainya naik {gain} poin", en="its people gained {gain} points in tests")
NONE = sentence(
    id="Tidak ada dari {rated} perangkat daerah yang kesiapannya ditampilkan berada di bawah {limit}; "
    "manfaat di bawah ini cukup diumumkan.",
    en="None of the {rated} units whose readiness is shown is below {limit}; the benefits below need only be "
    "made known.",
)
SOME = sentence(
    id="{persuade} dari {rated} perangkat daerah perlu didekati secara persuasif (kesiapan di bawah "
    "{limit}): {names}. Untuk {own} di antaranya ada manfaat terukur dari unitnya sendiri.",
    en="{persuade} of {rated} units need persuasion (readiness below {limit}): {names}. For {own} of them "
    "there is a benefit measured in the unit itself.",
)
EXAMPLE = sentence(
    id="Kepada yang lain dapat diperlihatkan contoh {name} ({service}).",
    en="The others can be shown the example of {name} ({service}).",
)


@section(
    key="medan-manfaat",
    title=text(id="Medan: kesiapan berubah dan manfaat langsung", en="Medan: readiness and direct benefits"),
    order=63,
)
def benefits(context: ReportContext) -> Parts:
    """Whom to persuade, and with what: what their own people gained, else what others did."""
    units = UNITS.of(_ready(context))
    shown = context.shown(units)
    if shown.is_empty():
        return [context.nothing(Answer)]
    limit, axis = text(id="batas", en="limit"), label("unit_readiness", of=Unit)
    asked = UNITS.of(shown.drop_nulls("unit_readiness"))
    return [
        paragraph(*_persuade(shown)),
        asked.bars("unit_readiness", axis=axis, limit=LIMIT, limit_label=limit, greatest=5),
        units,
        remark(CANNOT),
    ]


def _ready(context: ReportContext) -> pl.DataFrame:
    """The units whose staff was asked, with what each can be shown, unless neither may be said."""
    silent = pl.col("name").is_in(context.withheld_units(VOICE))
    units = context.scores(Unit).with_columns(silent=silent)
    units = units.join(_services(context), on="name", how="left").join(_gains(context), on="name", how="left")
    show = pl.concat_str("service", "test", separator="; ", ignore_nulls=True)
    units = units.with_columns(show=pl.when(show != "").then(show))
    asked = pl.col("unit_readiness").is_not_null()
    return units.filter((asked & ~silent) | ((asked | silent) & pl.col("show").is_not_null()))


def _services(context: ReportContext) -> pl.DataFrame:
    """What changed in the services of each trained unit: every outcome as ``service``, better or worse.

    A ``benefit`` is what fell, of which less than half would have come had the unit gone on as it went
    before the training, and of which few of the units compared with show as much.
    """
    effects = context.evaluation.effects.filter(scope="unit").drop_nulls("effect")
    luck = pl.col("placebo_as_large") > context.p.number("medan.persuasion.chance") * pl.col("placebos")
    own_way = pl.col("beyond_trend") > pl.col("effect") / 2
    is_benefit = (pl.col("effect") < 0) & ~own_way.fill_null(True) & ~luck.fill_null(True)
    rows = effects.select("name", "outcome", "effect", "conclusion", benefit=is_benefit).rows()
    changes = [
        (name, spoken(_change(outcome, effect, conclusion), context), is_benefit)
        for name, outcome, effect, conclusion, is_benefit in rows
    ]
    benefits = [(name, change) for name, change, is_benefit in changes if is_benefit]
    every = _by_unit("service", [(name, change) for name, change, _ in changes])
    return every.join(_by_unit("benefit", benefits), on="name", how="left")


def _change(outcome: str, effect: float, conclusion: str) -> Sentence:
    """An outcome that fell or rose, with its conclusion."""
    words = {"outcome": OUTCOMES[outcome], "conclusion": CONCLUSIONS[conclusion]}
    return (FELL if effect < 0 else ROSE).of(change=abs(effect), **words)


def _gains(context: ReportContext) -> pl.DataFrame:
    """What the people of each unit gained in tests, where it is worth showing."""
    least = context.p.number("medan.persuasion.least_gain")
    rows = context.evaluation.learning.filter(pl.col("level") == "unit", pl.col("gain") >= least)
    gains = rows.select("group", "gain").iter_rows()
    return _by_unit("test", [(name, spoken(GAINED.of(gain=gain), context)) for name, gain in gains])


def _by_unit(column_: str, rows: list[tuple[str, str]]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema={"name": pl.String, column_: pl.String}, orient="row")
    return frame.group_by("name").agg(pl.col(column_).sort().str.join("; "))


def _persuade(units: pl.DataFrame) -> Parts:
    rated = units.drop_nulls("unit_readiness")
    persuade, limit = rated.filter("needs_persuasion"), parameter(LIMIT, decimals=2)
    if persuade.is_empty():
        return [NONE.of(rated=rated.height, limit=limit)]
    measured = pl.any_horizontal(pl.col("benefit", "test").is_not_null())
    own, names = persuade.filter(measured).height, listing(persuade["name"].head(5).to_list())
    some = SOME.of(persuade=persuade.height, rated=rated.height, limit=limit, names=names, own=own)
    examples = units.drop_nulls("benefit")
    if own == persuade.height or examples.is_empty():
        return [some]
    return [some, EXAMPLE.of(**examples.select("name", service="benefit").row(0, named=True))]
