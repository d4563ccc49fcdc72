"""``asn-dev check-region``: whether a region's plugin keeps what every plugin must keep."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from asn_dev.cli.app import command
from asn_dev.cli.console import add_line, out, say, steps, table_of
from asn_dev.cli.options import AsJson
from asn_dev.cli.values import day_of, region_name, whole_of
from asn_dev.messages import Message, language_of_environment

if TYPE_CHECKING:
    from asn_dev.testing.conformance import Conformance

_STATUS = {
    "passed": Message("passed"),
    "failed": Message("failed"),
    "expected": Message("failed (known)"),
    "blocked": Message("blocked"),
}
_MOST = 2**31


@command(
    "check-region",
    Message(
        "Check a region's plugin: parameters, rules, instruments, sections of the report, hard limits of the "
        "plan.\n\nThe exit code is 1 where something fails. Needs asn-dev[testing].\n\n"
        "Example: asn-dev check-region binjai"
    ),
)
def check_region(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=Message("Name of the region; see 'asn-dev regions'."))
    ],
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar=Message("DAY"), help=Message("The rules in force on this day are checked.")
        ),
    ] = "2025-12-31",
    seed: Annotated[
        str,
        typer.Option("--seed", metavar="N", help=Message("Seed of the random data; same seed, same data.")),
    ] = "1",
    as_json: AsJson = False,
) -> None:
    """Run the conformance kit on one region."""
    from asn_dev import testing

    region, day = region_name(name), day_of(on)
    assert day is not None
    number = whole_of(seed, "--seed", least=0, most=_MOST)
    with _progress() as progress:
        result = testing.check_region(region, on=day.isoformat(), seed=number, progress=progress)
    if as_json:
        sys.stdout.write(
            json.dumps(result.to_dict(language_of_environment()), ensure_ascii=False, indent=1) + "\n"
        )
    else:
        _show(result)
    if not result.passed:
        raise typer.Exit(1)


def _show(result: Conformance) -> None:
    """A line for each kind of check, then every failure with its remedy."""
    title = Message(
        "Region {region}: {ran} of {implied} checks were run",
        region=result.region,
        ran=result.ran,
        implied=result.implied,
    )
    numbers = (*_STATUS.values(), Message("seconds"))
    table = table_of(title, (Message("Check"), *numbers), right=numbers)
    for name in dict.fromkeys(outcome.check for outcome in result.outcomes):
        rows = [outcome for outcome in result.outcomes if outcome.check == name]
        counts = [sum(outcome.status == status for outcome in rows) for status in _STATUS]
        seconds = sum(outcome.seconds for outcome in rows)
        add_line(table, (name, *(str(count) if count else "" for count in counts), f"{seconds:.1f}"))
    out.print(table)
    for outcome in result.failures:
        say(Message("Failed: {key}\n  {message}", key=outcome.key, message=outcome.message))
    if result.passed:
        say(Message("All passed."))
    else:
        say(Message("{count} failed.", count=len(result.failures)))


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None] | None]:
    """A progress bar over checks, on a terminal only."""
    with steps(Message("Checking")) as bar:
        yield None if bar is None else lambda done, total, key: bar(key, done, total)
