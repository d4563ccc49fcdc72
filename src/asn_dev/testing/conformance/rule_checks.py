"""What holds of every indicator, veto and summary, whatever it says.

It writes nothing, returns what it should, reads what it declares; its values hang on neither the order
of rows, nor who else is in the table, nor the call, nor the kind of frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

import attrs
import narwhals as nw
import polars as pl

from asn_dev.errors import RuleError
from asn_dev.messages import Message, joined
from asn_dev.model import key_of, plural_of
from asn_dev.rules.definitions import Indicator, Rule, Summary
from asn_dev.scoring import score
from asn_dev.testing.conformance.outcomes import Check, first_line
from asn_dev.testing.conformance.speed import fast_enough, works_on_columns
from asn_dev.testing.conformance.trials import Case, Trial, difference, fault, shown
from asn_dev.testing.conformance.value_checks import value_checks

if TYPE_CHECKING:
    from asn_dev.rules.book import RuleDefinition
    from asn_dev.testing.conformance.subject import Subject

_KINDS = {"number": Message("a number"), "text": Message("a text"), "flag": Message("true or false")}
_GIVE = Message("give a number, a text or a flag")


def rule_checks(subject: Subject) -> Iterator[Check]:
    """Yield the checks of the plugin's own indicators, vetoes and summaries."""
    for bound in subject.rules:
        trial = Trial(subject, bound)

        def check(topic: str, run: Callable[[Trial], object], *after: str, trial: Trial = trial) -> Check:
            prior = tuple(f"{trial.kind}_{one}[{trial.place}]" for one in after)
            return Check(
                f"{trial.kind}_{topic}", trial.place, trial.bound.plugin.name, lambda: run(trial), prior
            )

        yield check("labels", labels)
        yield check("writes", writes_nothing)
        yield check("returns", returns_what_it_should, "writes")
        yield check("reads", reads_what_it_declares, "returns")
        yield check("columns", works_on_columns, "reads")
        yield check("order", order_of_rows, "columns")
        yield check("split", parts_as_a_whole, "order")
        yield check("deterministic", same_every_time, "reads")
        if isinstance(bound.rule, Indicator):
            for topic, run in value_checks(bound.rule):
                yield check(topic, run, "reads")
        alone = ("unknown",) if isinstance(bound.rule, Indicator) else ("reads",)
        yield check("emptied", keeps_to_the_law_of_the_unknown, *alone)
        yield check("backends", same_on_every_backend, "order")
        yield check("speed", fast_enough, "order")
    for bound in subject.limits:
        rule_name = f"{plural_of(bound.rule.of)}.{bound.rule.name}"
        yield Check(
            "limit_emptied", rule_name, bound.plugin.name, partial(_unchanged_by_emptying, subject, bound)
        )


def labels(trial: Trial) -> None:
    """Check that the label is there in both languages."""
    label = trial.bound.rule.label
    if not (label.id.strip() and label.en.strip()):
        raise trial.fault(
            Message("has no label in one language"),
            Message("write {code}", code='label=text(id="...", en="...")'),
        )


def writes_nothing(trial: Trial) -> None:
    """Check that parameters and instruments are what they were before the rule was called."""
    region = trial.subject.region
    before = trial.subject.instruments_before()
    written: object = None
    try:
        trial.make()
    except RuleError as error:
        cause = error.__cause__
        if isinstance(cause, attrs.exceptions.FrozenInstanceError) or "mappingproxy" in str(cause):
            written = cause
    if region.instruments != before:
        written = Message("an instrument was changed")
    if written:
        raise trial.fault(
            Message("changes what it is given ({written})", written=written),
            Message(
                "parameters and instruments belong to all rules; make a new value instead of writing into one"
            ),
        )


def returns_what_it_should(trial: Trial) -> None:
    """Check that it returns what it declares, an expression or aggregate, known in some row."""
    expression = trial.make()
    try:
        results = [trial.values(case) for case in trial.cases]
    except nw.exceptions.ColumnNotFoundError:
        return  # the check of what it reads says so
    except RuleError:
        raise
    except Exception as error:
        raise trial.fault(
            Message(
                "cannot be computed: {error}: {first_line}",
                error=type(error).__name__,
                first_line=first_line(error),
            ),
            Message("see that its arguments are of the types it treats them as"),
        ) from error
    rule = trial.bound.rule
    dtype = results[0].dtype
    kind = _kind_of(dtype, rule)
    if isinstance(rule, Indicator) and kind != rule.kind:
        raise trial.fault(
            Message(
                "is declared to give {declared}, but gives {dtype}", declared=_KINDS[rule.kind], dtype=dtype
            ),
            Message("declare {code}", code=f"kind='{kind}'") if kind else _GIVE,
        )
    if not kind:
        raise trial.fault(Message("gives {dtype}", dtype=dtype), _GIVE)
    if not any(values.drop_nulls().len() for values in results) and expression is not None:
        raise trial.fault(
            Message("is unknown in every row of the material, so nothing can be said of it"),
            Message(
                "see whether its condition can ever be met; if it can, expect this check to fail and say why"
            ),
        )


def reads_what_it_declares(trial: Trial) -> None:
    """Check that the rule reads only the columns that are its arguments."""
    try:
        for case in trial.cases:
            trial.values(case)
    except nw.exceptions.ColumnNotFoundError as error:
        name = str(error).split('"')[1] if '"' in str(error) else Message("a column")
        arguments = joined(", ", [name, *trial.bound.rule.reads])
        raise trial.fault(
            Message("reads '{name}', which is none of its arguments", name=name),
            Message(
                "add it to the arguments: def {rule}({arguments})",
                rule=trial.bound.rule.name,
                arguments=arguments,
            ),
        ) from error


def order_of_rows(trial: Trial) -> None:
    """Check that shuffled tables give the same values; what needs an order is not lazy."""
    hint = Message(
        "let each value hang on its own row; for the latest of several rows use a summary over dates"
    )
    for case in trial.cases:
        try:
            trial.values(case, "lazy")
        except nw.exceptions.InvalidOperationError as error:
            raise trial.fault(Message("hangs on the order of rows"), hint) from error
        mixed = case.targets.with_row_index("_place").sample(fraction=1.0, shuffle=True, seed=1)
        sources = case.sources
        if sources is not None:
            sources = sources.sample(fraction=1.0, shuffle=True, seed=2)
        shuffled = trial.values(Case(mixed.drop("_place"), sources))
        back = pl.DataFrame({"_place": mixed["_place"], "_value": shuffled}).sort("_place")["_value"]
        row = difference(trial.values(case), back)
        if row is not None:
            raise trial.fault(Message("hangs on the order of rows (where {row})", row=shown(case, row)), hint)


def parts_as_a_whole(trial: Trial) -> None:
    """Check that a table in two parts, or three times over, gives the same values."""
    hint = Message("what all rows share belongs in a summary or a parameter, not into an indicator")
    for case in trial.cases:
        whole = trial.values(case)
        part = pl.int_range(case.targets.height, eager=True) % 2 == 0
        united = pl.Series("", [None] * case.targets.height, dtype=whole.dtype)
        for rows in (part, ~part):
            values = trial.values(attrs.evolve(case, targets=case.targets.filter(rows)))
            united = united.scatter(rows.arg_true(), values)
        row = difference(whole, united)
        if row is not None:
            raise trial.fault(
                Message("is another when the table is split (where {row})", row=shown(case, row)),
                hint,
            )
        crowded = trial.values(attrs.evolve(case, targets=pl.concat([case.targets] * 3)))
        row = difference(whole, crowded[: whole.len()])
        if row is not None:
            raise trial.fault(
                Message("is another when the table holds more rows (where {row})", row=shown(case, row)),
                hint,
            )


def same_every_time(trial: Trial) -> None:
    """Check that the rule, called again, gives the same values."""
    for case in trial.cases:
        row = difference(trial.values(case), trial.values(case, expression=trial.make()))
        if row is not None:
            raise trial.fault(
                Message("is another at the second call (where {row})", row=shown(case, row)),
                Message(
                    "take the day from 'period' and numbers from 'p'; a rule looks at no clock"
                    " and draws no lots"
                ),
            )


def keeps_to_the_law_of_the_unknown(trial: Trial) -> None:
    """Check that emptying cells never turns a known value into another known one."""
    _unchanged_by_emptying(trial.subject, trial.bound)


def _unchanged_by_emptying(subject: Subject, bound: RuleDefinition) -> None:
    change = subject.turned_by_emptying.get((bound.rule.of, bound.rule.name))
    if change:
        raise fault(
            bound,
            change.sentence,
            Message(
                "leave it unknown where an unknown cell could change it; if it speaks of what is known, "
                "declare counts_known=True and say so in the docstring"
            ),
        )


def same_on_every_backend(trial: Trial) -> None:
    """Check that lazy Polars, DuckDB and pandas give what eager Polars gives."""
    hint = Message(
        "use Narwhals expressions that lazy frames have: when/then, comparisons, arithmetic, p.lookup(...).of"
    )
    for case in trial.cases[-1:]:
        expected = trial.values(case)
        for backend in ("lazy", "duckdb"):
            name = {"lazy": "lazy Polars"}.get(backend, "DuckDB")
            try:
                values = trial.values(case, backend)
            except Exception as error:
                raise trial.fault(
                    Message(
                        "cannot be computed on {backend}: {first_line}",
                        backend=name,
                        first_line=first_line(error),
                    ),
                    hint,
                ) from error
            row = difference(expected, values)
            if row is not None:
                raise trial.fault(
                    Message(
                        "is {value} on {backend}, {expected} on Polars (where {row})",
                        value=repr(values[row]),
                        backend=name,
                        expected=repr(expected[row]),
                        row=shown(case, row),
                    ),
                    hint,
                )
    record, name = trial.bound.rule.of, trial.bound.rule.name
    row = difference(*(scores[name] for scores in _over_pandas(trial.subject, record)))
    if row is not None:
        raise trial.fault(Message("is another over pandas than over Polars"), hint)


@cache
def _over_pandas(subject: Subject, record: type) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The plugin's own rules of a record over the city, from Polars and from pandas."""
    names = [bound.rule.name for bound in subject.rules if bound.rule.of is record]
    tables = []
    for register in (subject.material.over_polars, subject.material.over_pandas):
        native = score(register, subject.region, of=record, indicators=names)
        scores: pl.DataFrame = nw.from_native(native).lazy().collect(backend="polars").to_native()
        tables.append(scores.sort(key_of(record)) if key_of(record) else scores)
    return tables[0], tables[1]


def _kind_of(dtype: pl.DataType, rule: Rule) -> str | None:
    """The kind of value that a column holds; days are a value for other rules, so only a summary's."""
    if dtype.is_numeric() or dtype == pl.Null or (dtype == pl.Date and isinstance(rule, Summary)):
        return "number"
    return "flag" if dtype == pl.Boolean else "text" if dtype == pl.String else None
