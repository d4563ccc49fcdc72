"""``asn-dev report | demo``: the report on an office's files, or on an invented city."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import asn_dev as asn
from asn_dev.cli.app import command
from asn_dev.cli.console import busy, save, say, steps
from asn_dev.cli.evaluating import WORKBOOK
from asn_dev.cli.options import (
    Choice,
    Day,
    Edition,
    Language,
    MapFile,
    RegionName,
    Remember,
    ReportFile,
    Source,
    read_files,
    read_for,
    region_of,
)
from asn_dev.cli.planning import Money, solver_silent
from asn_dev.cli.values import file_possible, folder_made, rupiah_of, whole_of
from asn_dev.messages import LANGUAGES, Message, language_of_environment
from asn_dev.register.books import write_check
from asn_dev.register.whole_files import turn_in

DEMO_BUDGET = 500_000_000
"""Rupiah: what the invented city has for the next year's programmes."""

FEWEST, MOST = 20, 100_000
"""People of an invented city."""


@command(
    "report",
    Message(
        "Write the report: quality of the data, learning hours, IP ASN, gaps, performance, SKM, and the "
        "region's sections.\n\nWith --budget it holds the next year's plan and the mentoring pairs too.\n\n"
        "Example: asn-dev report data/ --region binjai --on 2025-12-31 --out laporan.html"
    ),
)
def report(
    source: Source, region: RegionName = "nasional", on: Day = None, choose: Choice = None,
    output: ReportFile = Path("laporan.html"), language: Language = "id", budget: Money = None,
    map: MapFile = None, edition: Edition = "public", remember: Remember = None,
) -> None:  # fmt: skip
    """Write the report on a folder."""
    from asn_dev.reporting.editions import checked
    from asn_dev.reporting.rendering import FORMS

    chosen = region_of(region, on, choose)
    amount = rupiah_of(budget)
    if language not in LANGUAGES:
        raise typer.BadParameter(Message("'{text}' is neither id nor en", text=language), param_hint="--lang")
    file_possible(output, tuple(FORMS))
    checked(edition)
    study = asn.study(read_for(source, chosen, map), chosen, language=language)
    planned = paired = None
    if amount is not None:
        with busy(Message("Making the plan and the pairs")), solver_silent():
            planned, paired = study.plan(budget=amount), study.pair()
    with steps(Message("Composing")) as progress:
        composed = study.report(
            plan=planned,
            pairing=paired,
            edition=edition,
            previous=remember if remember and remember.exists() and edition == "public" else None,
            progress=progress,
        )
    with busy(Message("Writing {name}", name=output.name)):
        composed.save(output)
        if remember and edition == "public":
            composed.remember(remember)
    say(Message("Report written to {path}", path=str(output)))


@command(
    "demo",
    Message(
        "A demonstration without data: an invented city, everything computed, then the report as HTML.\n\n"
        "Example: asn-dev demo --region binjai --people 1500 --out demo"
    ),
)
def demo(
    region: RegionName = "binjai",
    people: Annotated[
        str, typer.Option("--people", metavar="N", help=Message("How many people are invented."))
    ] = "1500",
    output: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help=Message("Folder for the results."))
    ] = Path("demo"),
) -> None:
    """Run every stage on an invented city."""
    from asn_dev.testing.synthetic import write_office

    chosen = region_of(region, "2025-12-31")
    count = whole_of(people, "--people", least=FEWEST, most=MOST)
    folder_made(output)
    with turn_in(output):
        with busy(Message("Inventing a city")):
            write_office(output / "data", chosen, people=count)
        register = read_files(output / "data", chosen)
        write_check(register, output / "check", language_of_environment())
        with busy(Message("Computing and composing the report")):
            save(
                asn.score(register, chosen, of=asn.CivilServant),
                output / "civil_servants.xlsx",
                asn.CivilServant,
                quiet=True,
            )
            study = asn.study(register, chosen)
            study.evaluate().save(output / WORKBOOK)
            paired = study.pair()
            paired.save(output / "pasangan.xlsx")
            with solver_silent():
                planned = study.plan(budget=DEMO_BUDGET, period=chosen.period.year + 1)
            planned.save(output / "rencana.xlsx")
            page = output / "laporan.html"
            study.report(plan=planned, pairing=paired).save(page)
    read = sum(row.read for row in register.ledger)
    rejected = sum(row.rejected for row in register.ledger)
    say(
        Message(
            "{people} invented people, {read} rows read, {accepted} accepted, {rejected} rejected.",
            people=count,
            read=read,
            accepted=read - rejected,
            rejected=rejected,
        ),
        Message(
            "The evaluation, the mentoring pairs and the plan for {period} are in {folder}",
            period=str(planned.period),
            folder=str(output.resolve()),
        ),
        Message("Report: {path}", path=str(page.resolve())),
    )
