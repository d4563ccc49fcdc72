"""``asn-dev pair``: pairs of mentors and mentees, who has none and why, and how mentoring went."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import asn_dev as asn
from asn_dev import formatting
from asn_dev.cli.app import command
from asn_dev.cli.console import busy, print_table, say
from asn_dev.cli.options import (
    AsJson,
    Choice,
    Day,
    Folder,
    MapFile,
    RegionName,
    Source,
    option,
    read_files,
    read_for,
    region_of,
)
from asn_dev.cli.values import folder_made
from asn_dev.errors import TableError
from asn_dev.messages import Message, language_of_environment
from asn_dev.register.whole_files import turn_in

if TYPE_CHECKING:
    from asn_dev.pairing import Pairing
    from asn_dev.rules.regions import Region

_FIXED = Message("Pairs that are decided: columns mentor, mentee, competency.")
FixedFile = Annotated[Path | None, option("--fixed", "FILE", _FIXED)]
MOST_SHOWN = 20


@command(
    "pair",
    Message(
        "Pair mentors and mentees: as many as possible, then as fitting as possible, with the reasons.\n\n"
        "Example: asn-dev pair data/ --region binjai --on 2025-12-31 --out hasil/"
    ),
)
def pair(
    source: Source, region: RegionName = "nasional", on: Day = None, choose: Choice = None,
    fixed: FixedFile = None, output: Folder = None, as_json: AsJson = False, map: MapFile = None,
) -> None:  # fmt: skip
    """Pair mentors and mentees, and follow up mentoring."""
    chosen = region_of(region, on, choose)
    folder_made(output)
    register = read_for(source, chosen, map)
    decided = _fixed(fixed, chosen) if fixed else []
    with busy(Message("Pairing mentors and mentees")):
        study = asn.study(register, chosen, language=language_of_environment())
        pairing = study.pair(fixed=decided)
        followed = study.mentoring()
    if output:
        with turn_in(output):
            pairing.save(output / "pasangan.xlsx")
            followed.save(output / "mentoring.xlsx")
    if as_json:
        everything = {"pairing": pairing.to_dict(), "mentoring": followed.to_dict()}
        sys.stdout.write(json.dumps(everything, ensure_ascii=False, indent=1, default=str) + "\n")
        return
    _show(pairing)
    say(*followed.sentences())
    if output:
        say(Message("Results written to {folder}/ (pasangan.xlsx, mentoring.xlsx)", folder=str(output)))


def _fixed(file: Path, chosen: Region) -> list[asn.Mentorship]:
    """The pairs of a file; one that cannot be read, or holds a row that cannot, is an error."""
    register = read_files(file, chosen)
    if not register.has(asn.Mentorship) or register.rejected:
        raise TableError(
            Message("{file}: not every row can be read as a pair", file=file.name),
            hint=Message("its columns are mentor, mentee, competency; see 'asn-dev check'"),
        )
    return register.records(asn.Mentorship)


def _show(pairing: Pairing) -> None:
    """How many pairs, and the first of them; whole numbers and names stand in the files alone."""
    pairs = Message("{count} new pairs", count=pairing.new_pairs)
    if pairing.new_pairs:
        fit = formatting.number(pairing.total_fit / pairing.new_pairs, language_of_environment(), decimals=1)
        pairs = Message("{pairs} with a mean fit of {fit}", pairs=pairs, fit=fit)
    say(
        Message(
            "{pairs}; {kept} kept; {without} have no mentor yet; {free} places are left.",
            pairs=pairs,
            kept=pairing.pairs.height - pairing.new_pairs,
            without=pairing.unmatched.height,
            free=int(pairing.mentors["free"].sum()),
        )
    )
    if not pairing.exact:
        say(Message("Note: there are too many mutual pairs; this result is not proved to be the best."))
    best = pairing.pairs.select("mentor", "mentee", "competency_name", "fit", "why")
    print_table(best.head(MOST_SHOWN), Message("Pairs"), {"mentor", "mentee"})
    if pairing.unmatched.height:
        without = pairing.unmatched.select("mentee", "competencies", "why")
        print_table(without.head(MOST_SHOWN), Message("Without a mentor"), {"mentee"})
