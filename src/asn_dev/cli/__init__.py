"""The command line: ``asn-dev check | score | gaps | evaluate | plan | pair | explain | report | ...``.

What people read is Indonesian, or English with ``ASN_DEV_LANG=en``; names of records, indicators and
parameters are the code's own.
"""

from __future__ import annotations

from asn_dev.cli import (
    conformance,
    evaluating,
    mapping,
    new_region,
    pairing,
    planning,
    reading,
    regions,
    reports,
    scoring,
    templates,
)
from asn_dev.cli.app import app

__all__ = ["app", "main"]

_IN_ORDER = (
    reading.check,
    mapping.map,
    templates.template,
    scoring.score,
    scoring.gaps,
    evaluating.evaluate,
    planning.plan,
    pairing.pair,
    scoring.explain,
    reports.report,
    regions.regions,
    new_region.new_region,
    conformance.check_region,
    reports.demo,
)
"""The commands as an office meets them; each module has added its own to the app."""

app.registered_commands.sort(key=lambda command: _IN_ORDER.index(command.callback))


def main() -> None:
    """Run the command line; an error of ours is a message and exit code 2, not a traceback."""
    app()
