"""``asn-dev plan``: who learns what, when, within the budget, and how good that is."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import polars as pl
import typer
from rich.text import Text

import asn_dev as asn
from asn_dev import formatting
from asn_dev.cli.app import command
from asn_dev.cli.console import err, local, print_table, say
from asn_dev.cli.options import (
    AsJson,
    Choice,
    Day,
    Folder,
    MapFile,
    RegionName,
    Source,
    option,
    read_files,
    region_of,
)
from asn_dev.cli.values import FIRST_YEAR, LAST_YEAR, folder_made, rupiah_of, whole_of
from asn_dev.messages import Message, language_of_environment
from asn_dev.register.whole_files import turn_in, write_whole

if TYPE_CHECKING:
    from asn_dev.planning import Plan
    from asn_dev.planning.search import Incumbent

_SEATS = 1_000_000

_BUDGET = Message("The whole budget in rupiah: 500000000, Rp 500.000.000, 500 juta, 1,5 miliar.")
Money = Annotated[str | None, option("--budget", "RP", _BUDGET)]
_SOURCE = Message("The budget of one source of funds; may be repeated.")
Sources = Annotated[list[str] | None, option("--source", Message("NAME=RP"), _SOURCE)]
_MUST = Message("A session (or seat) that must be there; may be repeated.")
Must = Annotated[list[str] | None, option("--must", Message("SESSION[:NIP]"), _MUST)]
_MUST_NOT = Message("A session (or seat) that must not be there.")
MustNot = Annotated[list[str] | None, option("--must-not", Message("SESSION[:NIP]"), _MUST_NOT)]
_RESERVE = Message("Seats kept for one unit.")
Reserved = Annotated[list[str] | None, option("--reserve", Message("SESSION:UNIT=N"), _RESERVE)]
_PERIOD = Message("The year of the plan; without it the year of the next sessions.")
Year = Annotated[str | None, option("--period", Message("YEAR"), _PERIOD)]


@command(
    "plan",
    Message(
        "Make the plan of a year: which sessions are held, who sits where, and how good that is.\n\n"
        "Ctrl-C ends the search with the best plan so far.\n\n"
        "Example: asn-dev plan data/ --region binjai --on 2025-12-31 --budget 500000000 --out hasil/"
    ),
)
def plan(
    source: Source, region: RegionName = "nasional", budget: Money = None, by_source: Sources = None,
    must: Must = None, must_not: MustNot = None, reserve: Reserved = None, period: Year = None,
    on: Day = None, choose: Choice = None, output: Folder = None, as_json: AsJson = False,
    map: MapFile = None,
) -> None:  # fmt: skip
    """Make the development plan of a year."""
    chosen = region_of(region, on, choose)
    amount, amounts, reserved = rupiah_of(budget), _amounts(by_source), _reserved(reserve)
    year = whole_of(period, "--period", least=FIRST_YEAR, most=LAST_YEAR) if period else None
    folder_made(output)
    register = read_files(source, chosen, map)
    with _search_shown() as progress, solver_silent():
        planned = asn.plan(
            register,
            chosen,
            budget=amount,
            period=year,
            budget_by_source=amounts,
            must=[_decision(one) for one in must or []],
            must_not=[_decision(one) for one in must_not or []],
            reserved=reserved,
            language=language_of_environment(),
            progress=progress,
        )
    if output:
        with turn_in(output):
            planned.save(output / "rencana.xlsx")
            for name, chart in (
                ("manfaat", asn.charts.budget_curve(planned)),
                ("kalender", asn.charts.plan_calendar(planned)),
            ):
                write_whole(output / f"{name}.svg", chart.svg(key=name).encode())
    if as_json:
        sys.stdout.write(json.dumps(planned.to_dict(), ensure_ascii=False, indent=1, default=str) + "\n")
        return
    _show(planned)
    if output:
        say(
            Message(
                "Plan: {folder}/rencana.xlsx; benefit by budget: {folder}/manfaat.svg; "
                "calendar: {folder}/kalender.svg",
                folder=str(output),
            )
        )


def _show(planned: Plan) -> None:
    """The summary, and why people got nothing, without a person."""
    lines = pl.DataFrame(planned.whole_summary(), schema=["Perihal", "Isi"], orient="row")
    print_table(lines, Message("Development plan {period}", period=str(planned.period)))
    why = planned.reasons["reason"].value_counts(sort=True).sort("count", "reason", descending=[True, False])
    headings = {"reason": Message("Reason"), "count": Message("Number")}
    print_table(why.head(12), Message("Why people got no seat"), headings=headings)


@contextmanager
def _search_shown() -> Iterator[Callable[[Incumbent], None] | None]:
    """The plan so far and its bound, on a terminal only."""
    if not err.is_terminal:
        yield None
        return
    with err.status(Text(local(Message("Finding possible seats ...")))) as status:

        def show(solution: Incumbent) -> None:
            bound = formatting.number(solution.bound, language_of_environment(), decimals=1)
            if solution.chosen is None:
                sentence = Message("Searching; the value is at most {bound} ...", bound=bound)
            else:
                sentence = Message(
                    "Value {value}, at most {gap} from the best; Ctrl-C takes this plan ...",
                    value=formatting.number(solution.value, language_of_environment(), decimals=1),
                    gap=formatting.percent(solution.gap, language_of_environment()),
                )
            status.update(Text(local(sentence)))

        yield show


@contextmanager
def solver_silent() -> Iterator[None]:
    """Keep what the solver prints by itself out of our output, which may be JSON."""
    sys.stdout.flush()
    kept = os.dup(1)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _amounts(texts: list[str] | None) -> dict[str, float]:
    """``NAME=RP`` as amounts by source."""
    amounts = {}
    for text in texts or []:
        name, sign, amount = text.rpartition("=")
        rupiah = rupiah_of(amount, "--source") if sign else None
        if rupiah is None:
            fault = Message("'{text}' is not NAME=RP, e.g. APBD=300000000", text=text)
            raise typer.BadParameter(fault, param_hint="--source")
        amounts[name.strip()] = rupiah
    return amounts


def _decision(text: str) -> str | tuple[str, str]:
    """``SESSION`` or ``SESSION:NIP``."""
    code, sign, number = text.rpartition(":")
    return (code.strip(), number.strip()) if sign else text.strip()


def _reserved(texts: list[str] | None) -> dict[str, dict[str, int]]:
    """``SESSION:UNIT=N`` as seats by session and unit."""
    kept: dict[str, dict[str, int]] = {}
    for text in texts or []:
        key, sign, number = text.rpartition("=")
        code, colon, unit = key.partition(":")
        if not (sign and colon):
            fault = Message("'{text}' is not SESSION:UNIT=N", text=text)
            raise typer.BadParameter(fault, param_hint="--reserve")
        seats = whole_of(number, "--reserve", least=0, most=_SEATS)
        kept.setdefault(code.strip(), {})[unit.strip()] = seats
    return kept
