"""The kinds of rule: indicators, vetoes, summaries and views, and the decorators that make them.

A rule is a plain function; the names of its arguments are what it reads, as with pytest fixtures.

- An **indicator** of a record takes columns, other indicators, `p` (parameters), `period`, or
  `inherited` (the same name as the next outer plugin defines it), all but `p` and `period` as
  Narwhals expressions, and returns one expression.
- A **veto** is an indicator of a candidate (a pair, a seat) that says whether it may not be chosen; its
  label is the reason that people read.
- A **summary** carries a source table into a record: its arguments are names of the *source*
  record; it returns an aggregate (`sum_of`, `mean_of`, ...) with a filter applied before grouping. A row
  whose filter or value is unknown makes it unknown wherever that row could change it.
- A **limit** bounds a sum over the chosen among candidates; it has a module of its own, `limits`.
- A **view** makes the rows of a record from other tables: its arguments are table names, handed
  over as Narwhals lazy frames; an argument with a default of None is a table that may be missing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, Literal

import attrs
import narwhals as nw

from asn_dev.errors import RuleError
from asn_dev.messages import Message
from asn_dev.rules.aggregates import Aggregate
from asn_dev.rules.labels import Text as Text  # noqa: PLC0414  (handed on to those who write rules)
from asn_dev.rules.labels import text as text  # noqa: PLC0414
from asn_dev.rules.renamed import renamed_arguments

Kind = Literal["number", "text", "flag"]


@attrs.frozen(eq=False)
class Rule:
    """What every rule has: the record it belongs to, its name, its label and its function.

    `counts_known` declares that the result speaks of what is known (how many cells are filled, the mean of
    the answers given), so that it changes with how much is known. Every other result keeps to the law that
    emptying a cell never turns one known result into another. None: as what the rule reads. `reference` is
    the regulation with its article that the rule carries out; explanations and the page of the rules show it.
    `companions` are rules that come along with it, made by the same factory.
    """

    of: type
    name: str
    label: Text
    function: Callable[..., Any]
    reads: tuple[str, ...]
    optional: frozenset[str] = frozenset()
    counts_known: bool | None = None
    reference: str = ""
    companions: tuple[Rule, ...] = ()


@attrs.frozen(eq=False)
class Indicator(Rule):
    """A value of each row of a record, as one expression.

    `kind` is number, text or flag; `bounds` the least and greatest possible number; `values` the
    possible texts; `unit` what a number counts.

    What holds between arguments and value is declared, and checked by `asn_dev.testing.check_region`:
    more of an argument in `increasing_in` never gives less, of one in `decreasing_in` never gives more; the
    value is unknown where an argument is, except for those in `tolerates_null`.
    """

    kind: Kind = "number"
    bounds: tuple[float | None, float | None] | None = None
    values: tuple[str, ...] | None = None
    unit: str = ""
    increasing_in: tuple[str, ...] = ()
    decreasing_in: tuple[str, ...] = ()
    tolerates_null: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for declared in ("increasing_in", "decreasing_in", "tolerates_null"):
            strangers = [name for name in getattr(self, declared) if name not in self.reads]
            if strangers:
                raise RuleError(
                    Message(
                        "{declared} names '{name}', which is none of its arguments",
                        declared=declared, name=strangers[0],
                    ),
                    rule=self.name, plugin=self.function.__module__,
                    hint=Message("its arguments are {names}", names=", ".join(self.reads) or Message("none")),
                )  # fmt: skip


@attrs.frozen(eq=False)
class Veto(Indicator):
    """Whether a candidate may not be chosen, whatever speaks for it; unknown does not forbid."""


@attrs.frozen(eq=False)
class Summary(Rule):
    """A value that a record gets from the rows of another table: `key` maps theirs to ours."""

    source: type = object
    key: tuple[tuple[str, str], ...] = ()
    unit: str = ""


@attrs.frozen(eq=False)
class View(Rule):
    """Rows of a record made from other tables."""


@renamed_arguments(rises_with="increasing_in", falls_with="decreasing_in", known_without="tolerates_null")
def indicator(
    *,
    of: type,
    label: Text,
    kind: Kind = "number",
    bounds: tuple[float | None, float | None] | None = None,
    values: tuple[str, ...] | None = None,
    unit: str = "",
    increasing_in: tuple[str, ...] = (),
    decreasing_in: tuple[str, ...] = (),
    tolerates_null: tuple[str, ...] = (),
    counts_known: bool | None = None,
    reference: str = "",
) -> Callable[[Callable[..., nw.Expr]], Indicator]:
    """Make a function an indicator of a record; see `Indicator` for what it declares.

    >>> from asn_dev.model import CivilServant
    >>> @indicator(of=CivilServant, label=text(id="Masa kerja", en="Service"), unit="years")
    ... def service_years(appointed_on, period):
    ...     return period.year - appointed_on.dt.year()
    >>> service_years.reads
    ('appointed_on', 'period')
    """

    def make(function: Callable[..., nw.Expr]) -> Indicator:
        return Indicator(
            of=of,
            name=function.__name__,
            label=label,
            function=function,
            reads=arguments_of(function),
            kind=kind,
            bounds=bounds,
            values=values,
            unit=unit,
            increasing_in=increasing_in,
            decreasing_in=decreasing_in,
            tolerates_null=tolerates_null,
            counts_known=counts_known,
            reference=reference,
        )

    return make


@renamed_arguments(known_without="tolerates_null")
def forbids(
    *,
    of: type,
    label: Text,
    tolerates_null: tuple[str, ...] = (),
    counts_known: bool | None = None,
    reference: str = "",
) -> Callable[[Callable[..., nw.Expr]], Veto]:
    """Make a function a veto on candidates; `label` is the reason, as people read it.

    A region lifts a veto of its parents by giving one of the same name.

    >>> from asn_dev.model import MenteeRequest
    >>> @forbids(of=MenteeRequest, label=text(id="Tidak ada kompetensi", en="Asks for nothing"))
    ... def asks_for_nothing(competencies):
    ...     return competencies.is_null()
    >>> asks_for_nothing.kind, asks_for_nothing.label.id
    ('flag', 'Tidak ada kompetensi')
    """

    def make(function: Callable[..., nw.Expr]) -> Veto:
        return Veto(
            of=of,
            name=function.__name__,
            label=label,
            function=function,
            reads=arguments_of(function),
            kind="flag",
            tolerates_null=tolerates_null,
            counts_known=counts_known,
            reference=reference,
        )

    return make


def summary(
    *,
    of: type,
    source: type,
    key: str | Mapping[str, str],
    label: Text,
    unit: str = "",
    counts_known: bool | None = None,
    reference: str = "",
) -> Callable[[Callable[..., Aggregate]], Summary]:
    """Make a function a summary of `source` rows for each row of a record.

    `key` is the column both share, or a mapping from columns of the source to columns of the record;
    an indicator that is a text may stand for a column on either side. With `counts_known` rows of which
    the filter or the value is unknown are left out; without it they make the summary unknown where they
    could change it. A row whose key is unknown belongs to nobody either way.
    """
    pairs = ((key, key),) if isinstance(key, str) else tuple(key.items())

    def make(function: Callable[..., Aggregate]) -> Summary:
        return Summary(
            of=of,
            name=function.__name__,
            label=label,
            function=function,
            reads=arguments_of(function),
            source=source,
            key=pairs,
            unit=unit,
            counts_known=counts_known,
            reference=reference,
        )

    return make


def view(
    *, of: type, label: Text, counts_known: bool | None = None, reference: str = ""
) -> Callable[[Callable[..., nw.LazyFrame[Any] | None]], View]:
    """Make a function the maker of a record's rows.

    It returns a frame with the record's columns, or None where the tables it got say nothing. With
    `counts_known` its rows are made of what is known (the answers given), and so is all that stands on them.
    """

    def make(function: Callable[..., nw.LazyFrame[Any] | None]) -> View:
        return View(
            of=of,
            name=function.__name__,
            label=label,
            function=function,
            reads=arguments_of(function),
            optional=frozenset(
                name
                for name, argument in inspect.signature(function).parameters.items()
                if argument.default is None
            ),
            counts_known=counts_known,
            reference=reference,
        )

    return make


def rules_of(*modules: ModuleType) -> list[Rule]:
    """The rules that modules define, in the order they stand there."""
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Rule) and value.function.__module__ == module.__name__
    ]


def with_companions(rules: Iterable[Rule]) -> list[Rule]:
    """The rules, each after those that come along with it."""
    return [each for rule in rules for each in (*rule.companions, rule)]


def arguments_of(function: Callable[..., object]) -> tuple[str, ...]:
    """The names of a function's arguments: what the rule reads."""
    arguments = inspect.signature(function).parameters
    for name, argument in arguments.items():
        if argument.kind in (argument.VAR_POSITIONAL, argument.VAR_KEYWORD):
            raise RuleError(
                Message("'*{name}' cannot say what the rule reads", name=name),
                rule=function.__name__,
                plugin=function.__module__,
                hint=Message("name each column, indicator or parameter set as an argument"),
            )
    return tuple(arguments)
