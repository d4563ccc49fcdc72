"""``asn-dev check``: what became of every row."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import polars as pl
import typer

from asn_dev import formatting
from asn_dev.cli.app import command
from asn_dev.cli.console import print_findings, print_table, say
from asn_dev.cli.options import AsJson, Folder, MapFile, RegionName, Source, read_files, region_of
from asn_dev.cli.values import folder_made
from asn_dev.messages import Message, language_of_environment
from asn_dev.register.books import HEADINGS, finding_rows, ledger_frame, write_check

if TYPE_CHECKING:
    from asn_dev.register.tables import Register

_SHOWN = "file sheet layout columns_used read accepted rejected findings no_data".split()


@command(
    "check",
    Message(
        "Check files: what each was taken for, how many rows are read, accepted and rejected, and what is odd."  # noqa: E501
        "\n\nExample: asn-dev check data/ --region binjai --out hasil/"
    ),
)
def check(
    source: Source, region: RegionName = "nasional", output: Folder = None, strict: Annotated[
        bool,
        typer.Option(
            "--strict", help=Message("Fail (code 1) where a row is rejected or a file cannot be read.")
        ),
    ] = False, as_json: AsJson = False, map: MapFile = None,
) -> None:  # fmt: skip
    """Read a folder and show its books."""
    chosen = region_of(region)
    folder_made(output)
    register = read_files(source, chosen, map)
    language = language_of_environment()
    if output:
        write_check(register, output, language)
    if as_json:
        rows = {"ledger": ledger_frame(register).to_dicts(), "findings": finding_rows(register, language)}
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        print_table(_ledger_shown(register), Message("What became of the rows"), headings=HEADINGS)
        print_findings(register)
        if output:
            say(
                Message(
                    "Results written to {folder}/ (ledger.csv, findings.csv, rejected/)", folder=str(output)
                )
            )
    unread = any(not row.record for row in register.ledger)
    if strict and (unread or any(row.rejected for row in register.ledger)):
        raise typer.Exit(1)


def _ledger_shown(register: Register) -> pl.DataFrame:
    """The ledger with the share of the columns that were used as per cents."""
    shares = [
        None if row.columns_used is None else formatting.percent(row.columns_used, language_of_environment())
        for row in register.ledger
    ]
    ledger = ledger_frame(register).with_columns(pl.Series("columns_used", shares, dtype=pl.String))
    return ledger.select(_SHOWN)
