"""Sentences put into words: figures, names and labels as readers of the report's language write them."""

from __future__ import annotations

from asn_dev import formatting
from asn_dev.formatting import Figure, Kind, Withheld
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.sentences import Label, Listing, Overall, ParameterFigure, Said, Sentence
from asn_dev.rules.labels import Text


def spoken(value: object, context: ReportContext) -> str:
    """What a sentence, or a value in it, is in the language of the report.

    >>> import asn_dev as asn
    >>> from asn_dev.reporting.context import ReportContext
    >>> from asn_dev.reporting.sentences import listing, sentence
    >>> study = asn.study(asn.Register.of([]), asn.region("nasional", on="2025-12-31"), language="en")
    >>> names = sentence(id="{count} unit: {names}.", en="{count} units in {period}: {names}.")
    >>> spoken(names.of(count=1200, names=listing(["A", "B", "C"], most=2)), ReportContext.of(study))
    '1,200 units in the year 2025: A, B, ....'
    """
    match value:
        case Sentence(words, values):
            named = {name: spoken(each, context) for name, each in values.items()}
            always = {"period": context.period_in_words, "minimum": context.minimum_group}
            return words.in_(context.language).format(**{**always, **named})
        case Said(sentences, _):
            return " ".join(filter(None, (spoken(part, context) for part in sentences)))
        case Listing(items, most, between):
            named_items = [spoken(item, context) for item in items[:most]]
            return between.join([*named_items, *(["..."] if len(items) > len(named_items) else [])])
        case Label(name, of):
            return context.label(name, of=of)
        case ParameterFigure(key, kind, decimals, times):
            figure = Figure(context.region.parameters.number(key) * times, kind, decimals)
            return figure.in_(context.language)
        case Figure(people=int(people)) if 0 < people < context.minimum_group:
            return formatting.shown(Withheld(context.minimum_group), "text", context.language)
        case Overall():
            return _over_all(value, context).in_(context.language)
        case Figure() | Text():
            return value.in_(context.language)
        case None | int() | float():
            return formatting.shown(
                value, "integer" if isinstance(value, int) else "decimal", context.language
            )
        case _:
            return str(value)


def _over_all(value: Overall, context: ReportContext) -> Figure:
    """The figure of all rows together, or that it is withheld."""
    column, rows = value.column, context.shown(value.rows)
    kind: Kind = "text" if column.kind == "flag" else column.kind
    if rows.is_empty():
        return Figure(None, kind, column.decimals)
    (row,) = rows.select(column.name, "withheld", "covering").iter_rows(named=True)
    if column.name in row["withheld"]:
        return Figure(Withheld(None if column.name in row["covering"] else context.minimum_group))
    return Figure(row[column.name], kind, column.decimals)
