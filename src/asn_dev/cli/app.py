"""The command line itself, to which each module of commands adds its own."""

from __future__ import annotations

import typer

app = typer.Typer(
    help="Pengembangan kompetensi ASN: aturan bertanggal dan bersumber, satu jawaban untuk satu data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
