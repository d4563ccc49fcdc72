"""The command line itself, to which each module of commands adds its own."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_dev.rules.tracing import VARIABLE, to_stderr, traced

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def options(
    context: typer.Context,
    verbose_hooks: Annotated[
        bool,
        typer.Option(
            "--verbose-hooks",
            help=f"Tampilkan setiap panggilan pengait: daerah, versi, hasil, waktu (atau {VARIABLE}=1).",
        ),
    ] = False,
) -> None:
    """Pengembangan kompetensi ASN: aturan bertanggal dan bersumber, satu jawaban untuk satu data.

    Contoh: asn-dev --verbose-hooks regions binjai
    """
    if verbose_hooks:
        context.with_resource(traced(to_stderr))
