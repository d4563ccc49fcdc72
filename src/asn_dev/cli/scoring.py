"""``asn-dev score | gaps | explain``: indicators of every row, and why one has its value."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

import asn_dev as asn
from asn_dev.cli.app import command
from asn_dev.cli.console import save, say
from asn_dev.cli.options import (
    AsJson,
    Choice,
    Day,
    Folder,
    MapFile,
    RecordName,
    RegionName,
    Source,
    TableFile,
    read_for,
    record_of,
    region_of,
)
from asn_dev.cli.values import file_possible, folder_made
from asn_dev.messages import Message
from asn_dev.register.writing import SUFFIXES


@command(
    "score",
    Message(
        "Compute every indicator of a kind of data, one row for each person, unit or programme.\n\n"
        "Example: asn-dev score data/ --region binjai --of civil_servants --on 2025-12-31 --out skor.xlsx"
    ),
)
def score(
    source: Source, record: RecordName = "civil_servants", region: RegionName = "nasional", on: Day = None,
    choose: Choice = None, output: TableFile = None, map: MapFile = None,
) -> None:  # fmt: skip
    """Compute the indicators of one record."""
    chosen = region_of(region, on, choose)
    kind = record_of(record)
    file_possible(output, SUFFIXES)
    register = read_for(source, chosen, map)
    save(asn.score(register, chosen, of=kind), output, kind)


@command(
    "gaps",
    Message(
        "Gaps in competence: what the post requires and what the person has, by person and competency.\n\n"
        "Example: asn-dev gaps data/ --region binjai --on 2025-12-31 --out hasil/"
    ),
)
def gaps(
    source: Source, region: RegionName = "nasional", on: Day = None, choose: Choice = None,
    output: Folder = None, map: MapFile = None,
) -> None:  # fmt: skip
    """Compute the competency gaps of every person."""
    chosen = region_of(region, on, choose)
    folder_made(output)
    register = read_for(source, chosen, map)
    save(asn.gaps(register, chosen), output / "gaps.csv" if output else None, asn.CompetencyGap)


@command(
    "explain",
    Message(
        "Explain one value: the rule, the parameters with their sources, and the rows it rests on.\n\n"
        "Example: asn-dev explain data/ ip_asn 198704122010012345 --region binjai --on 2025-12-31"
    ),
)
def explain(
    source: Source,
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help=Message("Name of the indicator, e.g. ip_asn."))
    ],
    key: Annotated[
        str, typer.Argument(metavar="KEY", help=Message("NIP, name of the unit, or code of the programme."))
    ],
    region: RegionName = "nasional", on: Day = None, choose: Choice = None, as_json: AsJson = False,
    map: MapFile = None,
) -> None:  # fmt: skip
    """Explain one value: its rule, parameters and sources."""
    chosen = region_of(region, on, choose)
    trace = asn.explain(read_for(source, chosen, map), chosen, indicator, key)
    if as_json:
        sys.stdout.write(json.dumps(trace.to_dict(), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        say(str(trace))
