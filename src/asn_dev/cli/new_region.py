"""``asn-dev new-region``: write a package for a region that installs, is tested and listed at once."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

import asn_dev
from asn_dev.cli.app import command
from asn_dev.cli.console import remark, say
from asn_dev.errors import InvalidValueError
from asn_dev.messages import Message
from asn_dev.register.whole_files import made_folder, write_whole
from asn_dev.rules.definitions import Text
from asn_dev.rules.hookspecs import API_VERSION, SCHEMES, Identity
from asn_dev.rules.plugins import installed, plugin_of

SUFFIX = ".jinja"


@command(
    "new-region",
    Message(
        "Write the package of a new region, with parameters, tests and directions as examples.\n\n"
        "Example: asn-dev new-region sibolga --code 12.73 --scheme kemendagri asn-dev-sibolga"
    ),
)
def new_region(
    name: Annotated[
        str,
        typer.Argument(
            metavar=Message("NAME"), help=Message("Name for --region: small letters, digits, underscores.")
        ),
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=Message("New folder for its package."))],
    code: Annotated[
        str, typer.Option("--code", metavar=Message("CODE"), help=Message("Code of the region, e.g. 12.73."))
    ],
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="|".join(SCHEMES), help=Message("Who gave that code."))
    ] = "kemendagri",
    parent: Annotated[
        str | None,
        typer.Option("--parent", metavar="R", help=Message("Region on whose rules it builds.")),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar=Message("TEXT"), help=Message("Official name, e.g. 'Kota Sibolga'.")),
    ] = None,
) -> None:
    """Write the package of a region; it installs, is tested and listed at once."""
    title = title or name.replace("_", " ").title()
    _check(name, folder, code, scheme, title)
    if parent == name:
        fault = Message("a region is not its own parent")
        raise typer.BadParameter(fault, param_hint="--parent")
    regions = installed()
    if parent and parent not in regions:
        remark(
            Message(
                "Note: the parent '{parent}' is not installed; install it before '{name}' is used.",
                parent=parent,
                name=name,
            )
        )
    distribution = f"asn-dev-{name.replace('_', '-')}"
    parents = regions.get(parent or "", [])
    written = _write(
        folder,
        {
            "name": name,
            "title": title,
            "code": code,
            "scheme": scheme,
            "parent": parent,
            "package": f"asn_dev_{name}",
            "distribution": distribution,
            "parent_distribution": plugin_of(parents[0]).distribution if parents else _named(parent),
            "version": asn_dev.__version__,
            "api_version": API_VERSION,
            "year": date.today().year,
        },
    )
    say(
        Message(
            "{count} files written to {folder}/ ({distribution})",
            count=written,
            folder=str(folder),
            distribution=distribution,
        ),
        Message('Next: read {folder}/README.md, then pip install -e "{folder}[testing]"', folder=str(folder)),
    )


def _check(name: str, folder: Path, code: str, scheme: str, title: str) -> None:
    """Refuse what would make a package that cannot be used."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        fault = Message(
            "'{name}' is no name of a region: use small letters, digits and underscores, e.g. deli_serdang",
            name=name,
        )
        raise typer.BadParameter(fault, param_hint="NAME")
    taken = installed().get(name)
    if taken:
        owner = plugin_of(taken[0]).distribution
        fault = Message("'{name}' is taken by the package {owner}", name=name, owner=owner)
        raise typer.BadParameter(fault, param_hint="NAME")
    if scheme not in SCHEMES:
        fault = Message("'{scheme}' is not known: {schemes}", scheme=scheme, schemes=", ".join(SCHEMES))
        raise typer.BadParameter(fault, param_hint="--scheme")
    try:
        Identity(name, Text(name, name), name, code, scheme)
    except InvalidValueError:
        example = SCHEMES[scheme][1]
        fault = Message(
            "'{code}' is no code of {scheme}; a right one is {example}",
            code=code,
            scheme=scheme,
            example=example,
        )
        raise typer.BadParameter(fault, param_hint="--code") from None
    if not title.isprintable() or set(title) & set('"\\'):
        fault = Message("no double quotes, backslashes or line ends")
        raise typer.BadParameter(fault, param_hint="--title")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        fault = Message("{folder} is there and not empty; choose a new folder", folder=str(folder))
        raise typer.BadParameter(fault, param_hint="DIR")


def _named(parent: str | None) -> str | None:
    return f"asn-dev-{parent.replace('_', '-')}" if parent else None


def _write(folder: Path, values: dict[str, object]) -> int:
    """Render every file of the template into a folder, and say how many there are."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(  # noqa: S701  (TOML, Markdown and Python are written, no HTML)
        undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True
    )
    environment.filters["toml"] = lambda text: json.dumps(text, ensure_ascii=False)
    count = 0
    for path, source in _files(files("asn_dev.cli") / "template", Path()):
        relative = str(path).replace("PACKAGE", str(values["package"])).replace("NAME", str(values["name"]))
        target = folder / relative.removesuffix(SUFFIX)
        made_folder(target.parent)
        write_whole(target, environment.from_string(source).render(values).encode())
        count += 1
    return count


def _files(folder: Traversable, path: Path) -> list[tuple[Path, str]]:
    listing = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            listing += _files(entry, path / entry.name)
        elif entry.name.endswith(SUFFIX):
            listing.append((path / entry.name, entry.read_text(encoding="utf-8")))
    return listing
