"""``asn-dev template``: write a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asn_dev.cli.app import command
from asn_dev.cli.console import say
from asn_dev.cli.values import file_possible
from asn_dev.errors import FileError
from asn_dev.messages import Message, language_of_environment
from asn_dev.register import template_writing
from asn_dev.register.templates import template_named


@command(
    "template",
    Message(
        "Write a workbook to fill in, with lists, checks, instructions and an invented example.\n\n"
        "What is filled in is read as it stands.\n\nExample: asn-dev template staff --out pegawai.xlsx"
    ),
)
def template(
    kind: Annotated[
        str,
        typer.Argument(
            metavar=Message("KIND"),
            help=Message(
                "staff, units, training, survey, reaction, skp, discipline, competence, standards, catalogue, "  # noqa: E501
                "participants, mentor, mentee, sessions or services."
            ),
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help=Message("The workbook; without it templat-KIND.xlsx.")
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=Message("Write over a workbook that is there."))
    ] = False,
) -> None:
    """Write a workbook to fill in."""
    name = kind.strip().casefold()
    template_named(name)
    path = output or Path(f"templat-{name}.xlsx")
    file_possible(path, (".xlsx",))
    if path.exists() and not force:
        raise FileError(
            Message("is there already, and may be filled in"),
            file=str(path),
            hint=Message("--force writes it anew, --out FILE writes elsewhere"),
        )
    template_writing.template(name, path, language=language_of_environment())
    say(Message("Workbook written to {path}; fill it in and read it with 'asn-dev check'.", path=str(path)))
