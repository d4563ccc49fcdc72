"""``asn-dev regions``: which regions are installed, what each brings, and whether it can be used."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from typing import Annotated

import typer
from rich import box

from asn_dev.cli.app import command
from asn_dev.cli.console import add_line, local, out, say, table_of, visible
from asn_dev.cli.options import AsJson
from asn_dev.cli.values import region_name
from asn_dev.messages import Message, language_of_environment
from asn_dev.rules.hookspecs import API_VERSION
from asn_dev.rules.inventory import (
    BROKEN,
    CONFLICT,
    OFF,
    OK,
    InstalledRegion,
    count,
    describe_region,
    inventory,
)
from asn_dev.rules.switches import misspelt

STATES = {
    OK: Message("sound"),
    BROKEN: Message("broken"),
    OFF: Message("switched off"),
    CONFLICT: Message("in conflict"),
}
KINDS_IN_WORDS = {
    "indicator": Message("Indicators"),
    "summary": Message("Summaries"),
    "veto": Message("Vetoes"),
    "view": Message("Views"),
    "limit": Message("Limits of the plan"),
    "parameter": Message("Parameters"),
    "choice": Message("Choices of a variant"),
    "instrument": Message("Instruments"),
    "section": Message("Sections of the report"),
}
_HEADINGS = {
    Message("Name"): 14,
    Message("Version"): 8,
    Message("Code"): 10,
    Message("Parent"): 11,
    Message("API"): None,
    Message("Hooks"): 16,
    Message("Indicators"): None,
    Message("Parameters"): None,
    Message("State"): None,
}
"""The headings, with the most characters of a column."""


@command(
    "regions",
    Message(
        "The regions that are installed: version, code, parent, hooks, indicators, and their state.\n\n"
        "A broken one is listed with its error. ASN_DEV_REGIONS=binjai,medan allows these regions alone; "
        "ASN_DEV_REGIONS_OFF=medan switches one off.\n\nExample: asn-dev regions binjai"
    ),
)
def regions(
    name: Annotated[
        str | None,
        typer.Argument(metavar=Message("NAME"), help=Message("One region, with all that it brings.")),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the installed regions, or show one."""
    listed = [describe_region(region_name(name))] if name else inventory()
    if as_json:
        sys.stdout.write(json.dumps([one.to_dict() for one in listed], ensure_ascii=False, indent=1) + "\n")
    elif name:
        _show_one(listed[0])
    else:
        _show_all(listed)


def _show_all(listed: list[InstalledRegion]) -> None:
    table = table_of(
        Message("Installed regions"), _HEADINGS, box=box.SIMPLE, padding=(0, 1, 0, 0), title_justify="left"
    )
    for column, widest in zip(table.columns, _HEADINGS.values(), strict=True):
        column.min_width, column.max_width = 3, widest
    for entry in listed:
        who = entry.identity
        cells = (
            entry.name,
            entry.version,
            f"{who.code} {who.scheme}" if who else "",
            (who.parent or "") if who else "",
            str(who.api_version) if who else "",
            ", ".join(_short(hook) for hook in entry.hooks),
            _counted(entry, "indicator", "summary", "veto", "view", "limit"),
            _counted(entry, "parameter", "choice"),
            STATES[entry.status],
        )
        add_line(table, cells)
    out.print(table)
    for entry in listed:
        if entry.error:
            say(f"{entry.name}: {entry.error}")
        for warning in entry.deprecated:
            say(
                Message(
                    "{name} {version}: will be removed: {warning}",
                    name=entry.name,
                    version=entry.version,
                    warning=warning,
                )
            )
    for setting in misspelt([one.name for one in listed]):
        say(Message("Note: {setting} is not installed", setting=setting))
    say(Message("+ added, ~ replaces the parent's. In detail: asn-dev regions NAME"))


def _show_one(entry: InstalledRegion) -> None:
    head = f"{entry.name} {entry.version} ({entry.distribution}): "
    say(visible(head) + local(STATES[entry.status]))
    if entry.error:
        say(Message("  Error: {error}", error=entry.error))
    if entry.identity:
        who = entry.identity
        about = {"title": who.title.in_(language_of_environment()), "government": who.government}
        say(
            Message(
                "  {title}, {government}; code {code} ({scheme})", **about, code=who.code, scheme=who.scheme
            ),
            Message(
                "  Parent: {parent}; API version {version} (installed: {installed})",
                parent=who.parent or "-",
                version=who.api_version,
                installed=API_VERSION,
            ),
        )
    for warning in entry.deprecated:
        say(Message("  Will be removed: {warning}", warning=warning))
    if entry.hooks:
        say(Message("  Hooks: {hooks}", hooks=", ".join(entry.hooks)))
    for kind, group in groupby(entry.brings, key=lambda brought: brought.kind):
        say(Message("  {kind}:", kind=KINDS_IN_WORDS[kind]))
        for brought in group:
            of = f" ({brought.of})" if brought.of else ""
            name = f"    {brought.name}{of}"
            if brought.overrides:
                say(Message("{name}, replaces that of {owner}", name=name, owner=brought.overrides))
            else:
                say(name)


def _counted(entry: InstalledRegion, *kinds: str) -> str:
    if entry.status != OK:
        return ""
    added, replaced = count(entry.brings, *kinds)
    return f"+{added} ~{replaced}"


def _short(hook: str) -> str:
    return hook.removeprefix("asn_dev_")
