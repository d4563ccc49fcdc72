"""Write the pages that are made from the code: ``python docs/generate.py`` (or ``make docs``)."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import typer
from typer.cli import get_docs_for_click

import asn_dev
from asn_dev.cli import app
from asn_dev.evaluating import Evaluation
from asn_dev.model.reference import reference as records
from asn_dev.pairing import MentoringFollowUp, Pairing
from asn_dev.planning import Plan
from asn_dev.register.layouts.reference import reference as headings
from asn_dev.results.reference import reference as results
from asn_dev.rules.book import RuleDefinition
from asn_dev.rules.parameters import load_parameters
from asn_dev.rules.reference import reference as rules
from asn_dev.traces import Trace

DOCS = Path(__file__).resolve().parent


def pages() -> dict[str, str]:
    """File names and texts of the pages that parameters, model, results and command line make."""
    regions = {
        place.parents[2].name: place for place in sorted(DOCS.parent.glob("plugins/*/src/*/parameters"))
    }
    parameter_files = [
        load_parameters(file, plugin=plugin)
        for plugin, folder in {"nasional": files("asn_dev.national") / "parameters", **regions}.items()
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    return {
        "rules.md": rules(parameter_files, language="en", rules=_definitions(["nasional", *regions])),
        "records.md": records(),
        "results.md": results([Evaluation, Plan, Pairing, MentoringFollowUp, Trace]),
        "headings.md": headings() + "\n",
        "commands.md": _commands(),
    }


def _definitions(regions: list[str]) -> list[RuleDefinition]:
    """The rules that the regions themselves define, on a fixed day."""
    return [
        definition
        for name in regions
        for definition in asn_dev.region(name, on="2025-12-31").book.definitions()
        if definition.plugin.name == name
    ]


def _commands() -> str:
    """What each command says of itself, in Indonesian, as people see it."""
    command = typer.main.get_command(app)
    text = get_docs_for_click(
        obj=command, ctx=typer.Context(command), name="asn-dev", title="The command line"
    )
    return text.rstrip() + "\n"


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
