"""``asn-dev map``: write what the files of a folder seem to mean, for a person to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asn_dev.cli.app import command
from asn_dev.cli.console import add_line, out, remark, say, table_of
from asn_dev.cli.options import RegionName, Source, region_of
from asn_dev.cli.values import folder_made
from asn_dev.messages import Message, language_of_environment
from asn_dev.register.books import HEADINGS
from asn_dev.register.map_making import write_map


@command(
    "map",
    Message(
        "Write pemetaan.toml: what each file, heading and word is taken for, for you to correct.\n\n"
        "A folder in which it lies is read by it, and by any other map that --map names.\n\n"
        "Example: asn-dev map data/ --region binjai"
    ),
)
def map(  # noqa: A001  (the command is called so)
    source: Source,
    region: RegionName = "nasional",
    output: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help=Message("The map; without it pemetaan.toml in the folder.")
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=Message("Write over a map that is there."))] = False,
) -> None:
    """Write the map of a folder."""
    chosen = region_of(region)
    folder_made(output.parent if output else None)
    written = write_map(source, region=chosen, out=output, language=language_of_environment(), force=force)
    columns, guessed, unknown = Message("Columns"), Message("Guesses"), Message("Not understood")
    headings = (HEADINGS["file"], HEADINGS["sheet"], Message("Taken for"), columns, guessed, unknown)
    table = table_of(Message("What the files seem to be"), headings, right={columns, guessed, unknown})
    for guess in written.guesses:
        sure = sum(column.sure for column in guess.columns)
        offered = sum(bool(column.field) and not column.sure for column in guess.columns)
        rest = len(guess.columns) - sure - offered
        add_line(table, (guess.file, guess.sheet, guess.table or "-", str(sure), str(offered), str(rest)))
    out.print(table)
    for fault in written.not_opened:
        remark(Message("Not read: {message}", message=fault.sentence))
    say(
        Message("Map written to {path}", path=str(written.path)),
        Message("Next: correct it, then run 'asn-dev check {folder}'.", folder=str(source)),
    )
