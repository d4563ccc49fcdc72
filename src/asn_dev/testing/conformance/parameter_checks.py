"""Parameters and instruments: cited for whoever looks it up, in force without holes, in two languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import narwhals as nw
import polars as pl

from asn_dev.errors import ParameterError
from asn_dev.rules.cited import Choice, Cited, Parameter, ParameterFile
from asn_dev.rules.values import EPSILON, Bands
from asn_dev.testing.conformance.outcomes import Check

if TYPE_CHECKING:
    from asn_dev.rules.instruments import Questionnaire
    from asn_dev.testing.conformance.loading import Loaded

SHORTEST_SOURCE = 8
"""Fewer characters than this name no regulation, no page and no decision."""


def parameter_checks(loaded: Loaded) -> Iterator[Check]:
    """The checks of the plugin's own parameters, choices and instruments."""
    for file in loaded.files:
        for key, parameter in file.parameters.items():
            given = partial(Check, rule=key, plugin=loaded.name)
            yield given(name="parameter_cited", run=partial(cited, file, key, parameter.values))
            yield given(name="parameter_dates", run=partial(without_holes, parameter))
            if parameter.kind == "bands":
                yield given(name="parameter_bands", run=partial(total, parameter))
        for key, choices in file.choices.items():
            given = partial(Check, rule=key, plugin=loaded.name)
            yield given(name="choice_cited", run=partial(cited, file, key, choices))
    for one in loaded.questionnaires:
        name = f"{one.code} since {one.instrument.since}"
        yield Check("instrument_texts", name, loaded.name, partial(in_both_languages, one, loaded.name))


def cited(file: ParameterFile, key: str, entries: Sequence[Cited]) -> None:
    """Every value has a source that names something, not only a word."""
    for entry in entries:
        source = entry.source.strip()
        if len(source) < SHORTEST_SOURCE or " " not in source:
            raise ParameterError(
                f"the value from {entry.since} has the source '{source}', which nobody can look up",
                file=file.name,
                key=key,
                hint="name the regulation with its number and year, the page, or the decision",
            )
        if isinstance(entry, Choice) and not entry.variant:
            raise ParameterError("chooses no variant", file=file.name, key=key, hint='variant = "..."')


def without_holes(parameter: Parameter) -> None:
    """From the first day on, each variant has a value until its last day."""
    if not (parameter.label.id.strip() and parameter.label.en.strip()):
        raise _fault(parameter, "has no label in one language", 'label = { id = "...", en = "..." }')
    for variant in parameter.variants or (None,):
        values = sorted(
            (value for value in parameter.values if value.variant == variant), key=lambda value: value.since
        )
        for before, after in pairwise(values):
            if before.until is None or before.until + timedelta(days=1) != after.since:
                raise _fault(
                    parameter,
                    f"is not in force between {before.until} and {after.since}",
                    "leave out 'until' where the next value follows at once, or add the value between",
                )


def total(parameter: Parameter) -> None:
    """Every number has a band, at every threshold and beside it, and frames say what plain values say."""
    for value in parameter.values:
        bands = value.value
        assert isinstance(bands, Bands)
        starts = [band.least for band in bands.bands if band.least is not None]
        step = 10.0 ** -(bands.decimals or 2)
        numbers = [
            -1e9,
            0.0,
            1e9,
            *(start + part * step for start in starts for part in (-1, -0.5, 0, 0.5, 1)),
        ]
        frame = nw.from_native(pl.DataFrame({"x": numbers}).lazy()).select(bands.of(nw.col("x")).alias("x"))
        found = frame.collect()["x"].to_list()
        for number, name in zip(numbers, found, strict=True):
            if name not in bands.names or name != bands.name_of(number):
                raise _fault(
                    parameter,
                    f"{number} has the band {name!r} in a frame, and {bands.name_of(number)!r} by itself",
                    f"keep thresholds further apart than {EPSILON}",
                )


def in_both_languages(one: Questionnaire, plugin: str) -> None:
    """Nothing was left in one language only, and the source of the questions is named."""
    same = [item.code for item in one.items if item.text.strip() == item.text_en.strip()]
    faults = {
        f"the items {', '.join(same)} have the same text in both languages": bool(same),
        "it does not say where its questions come from": len((one.instrument.source or "").strip())
        < SHORTEST_SOURCE,
    }
    for fault, found in faults.items():
        if found:
            raise ParameterError(
                f"instrument of plugin '{plugin}': {fault}",
                file=f"{plugin}/{one.code}",
                key=one.code,
                hint="fill in 'id', 'en' and 'source' in its file",
            )


def _fault(parameter: Parameter, message: str, hint: str) -> ParameterError:
    return ParameterError(message, file=parameter.file, key=parameter.key, hint=hint)
