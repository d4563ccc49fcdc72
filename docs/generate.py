"""Write the pages that are made from the code: ``python docs/generate.py`` (or ``make docs``)."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from asn_dev.model.reference import reference as records
from asn_dev.rules.parameters import load_parameters
from asn_dev.rules.reference import reference as rules

DOCS = Path(__file__).parent


def pages() -> dict[str, str]:
    """File names and texts: the rules from the parameter files, the records from the model."""
    folders = {"nasional": files("asn_dev.national"), "binjai": files("asn_dev_binjai")}
    parameter_files = [
        load_parameters(file, plugin=plugin)
        for plugin, package in folders.items()
        for file in sorted((package / "parameters").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    return {"rules.md": rules(parameter_files, language="en"), "records.md": records()}


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
