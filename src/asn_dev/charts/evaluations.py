"""Charts of an evaluation: reactions and satisfaction with their intervals, services month by month."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from asn_dev import formatting
from asn_dev.charts.drawing import FINEST
from asn_dev.charts.intervals import Interval, Intervals
from asn_dev.charts.lines import Lines, Series
from asn_dev.errors import UnknownNameError
from asn_dev.evaluating.evaluation import Evaluation
from asn_dev.evaluating.services import OUTCOMES
from asn_dev.formatting import Withheld
from asn_dev.grouping.withholding import REASONS
from asn_dev.messages import Message
from asn_dev.rules.definitions import Text, text
from asn_dev.rules.instruments import REACTION, SATISFACTION


def reaction(evaluation: Evaluation, *, group: str | None = None, language: str | None = None) -> Intervals:
    """What participants say of each dimension, with its interval: of everybody, or of one `group`.

    A group is a programme, a provider, a form or a unit as the evaluation's table `reaction` has it.
    Raises `UnknownNameError` for a group of which nobody spoke.
    """
    language = language or evaluation.language
    reactions = evaluation.reaction
    rows = reactions.filter(pl.col("level") == "all") if group is None else _of(reactions, "group", group)
    about = str(rows["label"][0] or group) if group is not None else ""
    return reaction_drawn(evaluation, rows, about, language=language)


def reaction_drawn(
    evaluation: Evaluation, rows: pl.DataFrame, about: str = "", *, language: str | None = None
) -> Intervals:
    """Rows of the table `reaction` as intervals; ``withheld`` names what is hidden beside their status."""
    language = language or evaluation.language
    asked = evaluation.region.instruments[REACTION]
    good = float(evaluation.region.parameters.number("evaluation.reaction_good"))
    whom = text(id=about or "seluruh peserta", en=about or "all participants")
    return _intervals(
        evaluation,
        rows.with_columns(pl.col("dimension").replace(_in(asked.dimensions, language)).alias("named")),
        text(id=f"Reaksi {whom.id}", en=f"Reaction of {whom.en}"),
        (asked.instrument.least, asked.instrument.greatest),
        language,
        limit=good,
    )


def satisfaction(
    evaluation: Evaluation, *, unit: str | None = None, language: str | None = None
) -> Intervals:
    """What citizens say of each element of a unit's services, with its interval.

    Without `unit` it is the one with the lowest index that may be shown. Raises `UnknownNameError` for a
    unit of which nobody spoke.
    """
    language = language or evaluation.language
    elements = evaluation.elements.filter(pl.col("level") == "unit")
    chosen = unit if unit is not None else lowest_unit(evaluation)
    rows = elements.clear() if chosen is None else _of(elements, "unit", chosen)
    lowest = unit is None and chosen is not None
    return elements_drawn(evaluation, rows, chosen, lowest=lowest, language=language)


def elements_drawn(
    evaluation: Evaluation,
    rows: pl.DataFrame,
    unit: str | None,
    *,
    lowest: bool = False,
    language: str | None = None,
) -> Intervals:
    """Rows of the table `elements` as intervals; ``withheld`` names what is hidden beside their status."""
    language = language or evaluation.language
    asked = evaluation.region.instruments[SATISFACTION]
    names = {code: name.in_(language) for code, name in asked.dimensions.items()}
    where = f", {unit}" if unit else ""
    return _intervals(
        evaluation,
        rows.with_columns(named=pl.col("item").replace(names)),
        text(
            id=f"Kepuasan masyarakat{where}" + (" (indeks terendah)" if lowest else ""),
            en=f"Citizen satisfaction{where}" + (" (lowest index)" if lowest else ""),
        ),
        (asked.instrument.least, asked.instrument.greatest),
        language,
    )


def service_months(
    evaluation: Evaluation,
    *,
    unit: str | None = None,
    outcome: str = "waiting_minutes",
    language: str | None = None,
) -> Lines:
    """A service outcome month by month, of a trained unit and of the units compared with it.

    `outcome` is one of ``waiting_minutes``, ``errors``, ``complaints``; without `unit` it is the first
    trained one. The months of training are marked. Raises `UnknownNameError` for another outcome, and for a
    unit that was not trained.
    """
    language = language or evaluation.language
    if outcome not in OUTCOMES:
        raise UnknownNameError(
            Message("no outcome '{outcome}'", outcome=outcome),
            hint=Message("one of: {names}", names=", ".join(OUTCOMES)),
        )
    axis = OUTCOMES[outcome].in_(language)
    units = evaluation.effects.filter(pl.col("scope") == "unit", pl.col("outcome") == outcome)
    if units.is_empty() and unit is None:
        nothing = text(
            id=f"{axis}: belum ada unit layanan yang dilatih.", en=f"{axis}: no serving unit was trained yet."
        )
        return Lines([], [], axis, sentence=nothing.in_(language), language=language)
    effect = (_of(units, "name", unit) if unit is not None else units).row(0, named=True)
    key = {"scope": "unit", "name": effect["name"], "outcome": outcome}
    months = evaluation.months.filter(**key).sort("month")
    trained_in = months.filter(pl.col("phase") == "training")["month"]
    compared = formatting.integer(effect["comparison_units"], language)
    others = text(id=f"Unit pembanding ({compared} unit)", en=f"Units compared with ({compared} units)")
    claim = effect["claim"]
    return Lines(
        months["month"].to_list(),
        [
            Series(effect["name"], months["trained"].to_list()),
            Series(others.in_(language), months["comparison"].to_list()),
        ],
        axis,
        marked=(trained_in[0], trained_in[-1]) if trained_in.len() else None,
        marked_label=text(id="pelatihan", en="training").in_(language),
        sentence=f"{effect['name']}: {claim}",
        language=language,
    )


def _intervals(
    evaluation: Evaluation,
    rows: pl.DataFrame,
    title: Text,
    scale: tuple[float, float],
    language: str,
    *,
    limit: float | None = None,
) -> Intervals:
    """Rows with ``named``, mean, low, high and status, the highest first and what is not shown last."""
    minimum = int(evaluation.region.parameters.number("privacy.minimum_group"))
    hidden = pl.col("status").is_in(list(REASONS))
    if "withheld" in rows.columns:
        hidden |= pl.col("withheld").list.contains("mean")
    mean = pl.col("mean").round(
        FINEST
    )  # the last digits depend on the order of adding up, the picture must not
    ordered = rows.sort(mean, "named", descending=[True, False], nulls_last=True)
    shown = [
        Interval(named, Withheld(minimum) if withheld else mean, low, high)
        for named, mean, low, high, withheld in ordered.select(
            "named", "mean", "low", "high", hidden.alias("withheld")
        ).iter_rows()
    ]
    least, greatest = (formatting.integer(end, language) for end in scale)
    axis = text(
        id=f"Rata-rata (skala {least} sampai {greatest})", en=f"Mean (scale of {least} to {greatest})"
    )
    confidence = formatting.percent(
        float(evaluation.region.parameters.number("evaluation.confidence")), language, decimals=0
    )
    with_mean = ordered.drop_nulls("mean")
    if with_mean.is_empty():
        summary = text(id="belum ada yang dapat ditampilkan", en="nothing to show yet")
    else:
        (most, high), (low_name, low) = (with_mean.select("named", "mean").row(row) for row in (0, -1))
        high_said, low_said = (formatting.number(value, language, decimals=2) for value in (high, low))
        summary = text(
            id=f"tertinggi {most} ({high_said}), terendah {low_name} ({low_said}); garis adalah selang "
            f"keyakinan {confidence}",
            en=f"highest {most} ({high_said}), lowest {low_name} ({low_said}); lines are intervals of "
            f"{confidence} confidence",
        )
    shown_limit = formatting.number(limit, language)
    return Intervals(
        shown,
        axis.in_(language),
        least=scale[0],
        greatest=scale[1],
        limit=limit,
        limit_label=text(id=f"baik: {shown_limit}", en=f"good: {shown_limit}").in_(language) if limit else "",
        sentence=f"{title.in_(language)}: {summary.in_(language)}.",
        language=language,
    )


def lowest_unit(evaluation: Evaluation) -> str | None:
    """The unit with the lowest index that is shown."""
    units = evaluation.citizens.filter(pl.col("level") == "unit").drop_nulls("index")
    units = units.sort(pl.col("index").round(FINEST), "unit")
    return str(units["unit"][0]) if units.height else None


def _of(rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """The rows of one name; an error that lists some of the others where there are none."""
    matching = rows.filter(rows[column] == name)
    if matching.is_empty():
        others = ", ".join(rows[column].drop_nulls().unique().sort().head(5))
        raise UnknownNameError(
            Message("nothing was evaluated of '{name}'", name=name),
            hint=Message("among those evaluated: {names}", names=others or Message("none")),
        )
    return matching


def _in(names: Mapping[str, Text], language: str) -> dict[str, str]:
    return {code: name.in_(language) for code, name in names.items()}
