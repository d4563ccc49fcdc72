"""``asn-dev evaluate``: whether training worked, how sure that is, and what citizens say."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import asn_dev as asn
from asn_dev import formatting
from asn_dev.cli.app import command
from asn_dev.cli.console import add_line, busy, out, say, table_of
from asn_dev.cli.options import AsJson, Choice, Day, Folder, MapFile, RegionName, Source, read_for, region_of
from asn_dev.cli.values import folder_made
from asn_dev.messages import Message, language_of_environment

if TYPE_CHECKING:
    from asn_dev.evaluating import Evaluation

WORKBOOK = "evaluasi.xlsx"


@command(
    "evaluate",
    Message(
        "Evaluate programmes and services: reaction, learning, behaviour, results, satisfaction, and what to "
        "decide.\n\nExample: asn-dev evaluate data/ --region binjai --on 2025-12-31 --out hasil/"
    ),
)
def evaluate(
    source: Source, region: RegionName = "nasional", on: Day = None, choose: Choice = None,
    output: Folder = None, as_json: AsJson = False, map: MapFile = None,
) -> None:  # fmt: skip
    """Evaluate the programmes and services of a folder."""
    chosen = region_of(region, on, choose)
    folder_made(output)
    register = read_for(source, chosen, map)
    with busy(Message("Evaluating")):
        evaluation = asn.evaluate(register, chosen, language=language_of_environment())
    if output:
        evaluation.save(output / WORKBOOK)
    if as_json:
        text = json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=1, default=str)
        sys.stdout.write(text + "\n")
        return
    _show(evaluation)
    if output:
        say(Message("Evaluation written to {path}", path=str(output / WORKBOOK)))
    else:
        say(Message("--out DIR writes all tables into one workbook."))


def _show(evaluation: Evaluation) -> None:
    """The decisions, and what changed in services: what an office wants to see first."""
    from asn_dev.evaluating.decisions import TOO_EARLY

    headings = (Message("Programme"), Message("Name"), Message("Decision"), Message("Reason"))
    table = table_of(Message("Decisions on programmes, {period}", period=str(evaluation.period)), headings)
    for row in evaluation.decisions.select("programme", "name", "decision", "why").iter_rows():
        code, name, decision, why = row
        add_line(table, (code, name or "", decision or TOO_EARLY.in_(language_of_environment()), why or ""))
    out.print(table)
    waiting = evaluation.effects.filter(scope="unit", outcome="waiting_minutes")
    for name, claim in waiting.select("name", "claim").iter_rows():
        say(f"{name}: {claim}")
    left_out = evaluation.left_out.select("respondents", "answers", "instrument", "why")
    for respondents, answers, instrument, why in left_out.iter_rows():
        say(
            Message(
                "Not counted, {instrument}: {answers} answers of {respondents} respondents, {why}",
                instrument=instrument,
                respondents=formatting.integer(respondents, language_of_environment()),
                answers=formatting.integer(answers, language_of_environment()),
                why=why,
            )
        )
    counted = evaluation.citizens.filter(level="unit", status="shown").sort("unit")
    for row in counted.select("unit", "index", "grade", "change", "more_than_noise").iter_rows():
        say(_satisfaction(*row))


_NOISE = {
    True: Message("more than chance"),
    False: Message("may be chance"),
    None: Message("how sure that is, is not known"),
}


def _satisfaction(
    unit: str, index: float | None, grade: str | None, change: float | None, more_than_noise: bool | None
) -> Message:
    now = Message(
        "{unit}: SKM {index} ({grade})",
        unit=unit,
        index=formatting.number(index, language_of_environment(), decimals=2),
        grade=grade or formatting.UNKNOWN,
    )
    if change is None:
        return now
    amount, noise = (
        formatting.number(abs(change), language_of_environment(), decimals=2),
        _NOISE[more_than_noise],
    )
    if change >= 0:
        return Message(
            "{now}, up {amount} since the round before ({noise})", now=now, amount=amount, noise=noise
        )
    return Message(
        "{now}, down {amount} since the round before ({noise})", now=now, amount=amount, noise=noise
    )
