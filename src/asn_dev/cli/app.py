"""The command line itself, to which each module of commands adds its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from asn_dev.cli.speaking import SpeakingCommand, SpeakingGroup
from asn_dev.messages import Message
from asn_dev.rules.tracing import to_stderr, traced

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def command(name: str, help: Message) -> Callable[[Any], Any]:
    """Add a function to the command line; its help is in the officer's language."""
    return app.command(name, cls=SpeakingCommand, help=help)


@app.callback(
    help=Message(
        "Developing the competence of civil servants (ASN): dated and cited rules, one answer for the same "
        "data.\n\nASN_DEV_LANG=en speaks English.\n\nExample: asn-dev --verbose-hooks regions binjai"
    )
)
def options(
    context: typer.Context,
    verbose_hooks: Annotated[
        bool,
        typer.Option(
            "--verbose-hooks",
            help=Message("Show each call of a hook: region, version, result, time (or ASN_DEV_TRACE=1)."),
        ),
    ] = False,
) -> None:
    """Read the options that come before every command."""
    if verbose_hooks:
        context.with_resource(traced(to_stderr))
