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
from asn_dev.messages import Message
from asn_dev.rules.cited import Choice, Cited, Parameter, ParameterFile
from asn_dev.rules.values import EPSILON, Bands
from asn_dev.testing.conformance.outcomes import Check

if TYPE_CHECKING:
    from asn_dev.rules.instruments import Questionnaire
    from asn_dev.testing.conformance.loading import Loaded

SHORTEST_SOURCE = 8
"""Fewer characters than this name no regulation, no page and no decision."""


def parameter_checks(loaded: Loaded) -> Iterator[Check]:
    """Yield the checks of the plugin's own parameters, choices and instruments."""
    for file in loaded.files:
        for key, parameter in file.parameters.items():
            check_of = partial(Check, rule=key, plugin=loaded.name)
            yield check_of(name="parameter_cited", run=partial(cited, file, key, parameter.values))
            yield check_of(name="parameter_dates", run=partial(without_holes, parameter))
            if parameter.kind == "bands":
                yield check_of(name="parameter_bands", run=partial(total, parameter))
        for key, choices in file.choices.items():
            check_of = partial(Check, rule=key, plugin=loaded.name)
            yield check_of(name="choice_cited", run=partial(cited, file, key, choices))
    for questionnaire in loaded.questionnaires:
        name = f"{questionnaire.code} since {questionnaire.instrument.since}"
        run = partial(in_both_languages, questionnaire, loaded.name)
        yield Check("instrument_texts", name, loaded.name, run)


def cited(file: ParameterFile, key: str, entries: Sequence[Cited]) -> None:
    """Check that every value has a source that names something, not only a word."""
    for entry in entries:
        source = entry.source.strip()
        if len(source) < SHORTEST_SOURCE or " " not in source:
            raise ParameterError(
                Message(
                    "the value from {since} has the source '{source}', which nobody can look up",
                    since=entry.since,
                    source=source,
                ),
                file=file.name,
                key=key,
                hint=Message("name the regulation with its number and year, the page, or the decision"),
            )
        if isinstance(entry, Choice) and not entry.variant:
            raise ParameterError(
                Message("chooses no variant"),
                file=file.name,
                key=key,
                hint=Message("write {code}", code='variant = "..."'),
            )


def without_holes(parameter: Parameter) -> None:
    """Check that from the first day on each variant has a value until its last day."""
    if not (parameter.label.id.strip() and parameter.label.en.strip()):
        raise _fault(
            parameter,
            Message("has no label in one language"),
            Message("write {code}", code='label = { id = "...", en = "..." }'),
        )
    for variant in parameter.variants or (None,):
        values = sorted(
            (value for value in parameter.values if value.variant == variant), key=lambda value: value.since
        )
        for before, after in pairwise(values):
            if before.until is None or before.until + timedelta(days=1) != after.since:
                raise _fault(
                    parameter,
                    Message(
                        "is not in force between {until} and {since}", until=before.until, since=after.since
                    ),
                    Message(
                        "leave out 'until' where the next value follows at once, or add the value between"
                    ),
                )


def total(parameter: Parameter) -> None:
    """Check that every number has one band, at each threshold and beside it, in frames as in Python."""
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
        names = frame.collect()["x"].to_list()
        for number, name in zip(numbers, names, strict=True):
            if name not in bands.names or name != bands.name_of(number):
                raise _fault(
                    parameter,
                    Message(
                        "{number} has the band {in_frame} in a frame, and {alone} by itself",
                        number=number,
                        in_frame=repr(name),
                        alone=repr(bands.name_of(number)),
                    ),
                    Message("keep thresholds further apart than {distance}", distance=EPSILON),
                )


def in_both_languages(questionnaire: Questionnaire, plugin: str) -> None:
    """Check that nothing was left in one language only, and the source of the questions is named."""
    same = [item.code for item in questionnaire.items if item.text.strip() == item.text_en.strip()]
    source = (questionnaire.instrument.source or "").strip()
    faults = {
        Message("the items {items} have the same text in both languages", items=", ".join(same)): bool(same),
        Message("it does not say where its questions come from"): len(source) < SHORTEST_SOURCE,
    }
    for fault, present in faults.items():
        if present:
            raise ParameterError(
                Message("instrument of plugin '{plugin}': {fault}", plugin=plugin, fault=fault),
                file=f"{plugin}/{questionnaire.code}",
                key=questionnaire.code,
                hint=Message("fill in 'id', 'en' and 'source' in its file"),
            )


def _fault(parameter: Parameter, message: str, hint: str) -> ParameterError:
    return ParameterError(message, file=parameter.file, key=parameter.key, hint=hint)
