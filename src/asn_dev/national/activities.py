"""What an activity develops: found by its name in the catalogue, where all programmes of that name agree."""

from __future__ import annotations

from functools import partial

from asn_dev.plugin import (
    Aggregate,
    Participation,
    Programme,
    indicator,
    max_of,
    min_of,
    nw,
    summary,
    text,
)

of_catalogue = partial(summary, of=Participation, source=Programme, key="name")


@of_catalogue(
    label=text(id="Kompetensi menurut katalog, pertama", en="Competency by the catalogue, first"),
    counts_known=True,
)
def develops_in_catalogue(competency: nw.Expr) -> Aggregate:
    """The competency that programmes of this name develop."""
    return min_of(competency)


@of_catalogue(
    label=text(id="Kompetensi menurut katalog, terakhir", en="Competency by the catalogue, last"),
    counts_known=True,
)
def develops_in_catalogue_too(competency: nw.Expr) -> Aggregate:
    """The same from the other end: programmes of one name agree where the two are equal."""
    return max_of(competency)


@of_catalogue(
    unit="level",
    label=text(id="Level yang dituju menurut katalog", en="Level by the catalogue"),
    counts_known=True,
)
def develops_to(level: nw.Expr) -> Aggregate:
    """The highest level to which programmes of this name develop it."""
    return max_of(level)


@indicator(
    of=Participation, kind="text", label=text(id="Kompetensi yang dikembangkan", en="Competency developed")
)
def develops(develops_in_catalogue: nw.Expr, develops_in_catalogue_too: nw.Expr) -> nw.Expr:
    """The competency on which all programmes of that name agree; null where the catalogue has none."""
    return nw.when(develops_in_catalogue == develops_in_catalogue_too).then(develops_in_catalogue)
