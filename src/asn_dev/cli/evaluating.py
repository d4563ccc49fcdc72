"""``asn-dev evaluate``: whether training worked, how sure that is, and what citizens say."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from rich.table import Table

import asn_dev as asn
from asn_dev import numbers
from asn_dev.cli.app import app
from asn_dev.cli.console import busy, out
from asn_dev.cli.options import AsJson, Choice, Day, Folder, RegionName, Source, choices, read_for
from asn_dev.register.whole_files import made_folder

if TYPE_CHECKING:
    from asn_dev.evaluating import Evaluation

WORKBOOK = "evaluasi.xlsx"


@app.command()
def evaluate(
    source: Source, region: RegionName = "nasional", on: Day = None, choose: Choice = None,
    output: Folder = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Evaluasi program dan layanan: reaksi, belajar, perilaku, hasil, kepuasan, dan keputusannya.

    Contoh: asn-dev evaluate data/ --region binjai --on 2025-12-31 --out hasil/
    """
    chosen = asn.region(region, on=on, choose=choices(choose))
    register = read_for(source, chosen)
    with busy("Mengevaluasi"):
        found = asn.evaluate(register, chosen)
    if output:
        found.save(made_folder(output) / WORKBOOK)
    if as_json:
        sys.stdout.write(json.dumps(found.to_dict(), ensure_ascii=False, indent=1, default=str) + "\n")
        return
    _show(found)
    if output:
        out.print(f"Evaluasi ditulis ke {output / WORKBOOK}", soft_wrap=True)
    else:
        out.print("--out DIR menulis semua tabel ke satu buku kerja.")


def _show(found: Evaluation) -> None:
    """The decisions, and what changed in services: what an office wants to see first."""
    from asn_dev.evaluating.decisions import TOO_EARLY

    table = Table(title=f"Keputusan program, {found.period}")
    for heading in ("Program", "Nama", "Keputusan", "Sebab"):
        table.add_column(heading)
    for row in found.decisions.select("programme", "name", "decision", "why").iter_rows():
        code, name, decision, why = row
        table.add_row(code, name or "", decision or TOO_EARLY.id, why or "")
    out.print(table)
    waiting = found.effects.filter(scope="unit", outcome="waiting_minutes")
    for name, claim in waiting.select("name", "claim").iter_rows():
        out.print(f"{name}: {claim}", markup=False, highlight=False, soft_wrap=True)
    for answers, instrument, why in found.left_out.select("answers", "instrument", "why").iter_rows():
        told = f"Tidak dihitung, {instrument}: {numbers.integer(answers)} jawaban, {why}"
        out.print(told, markup=False, highlight=False, soft_wrap=True)
    counted = found.citizens.filter(level="unit", status="shown").sort("unit")
    for row in counted.select("unit", "index", "grade", "change", "more_than_noise").iter_rows():
        out.print(_satisfaction(*row), markup=False, highlight=False, soft_wrap=True)


def _satisfaction(
    unit: str, index: float | None, grade: str | None, change: float | None, more_than_noise: bool | None
) -> str:
    said = f"{unit}: SKM {numbers.number(index, decimals=2)} ({grade or numbers.UNKNOWN})"
    if change is None:
        return said
    noise = {True: "lebih dari kebetulan", False: "dapat kebetulan", None: "kepastiannya tidak diketahui"}
    moved = f"{'naik' if change >= 0 else 'turun'} {numbers.number(abs(change), decimals=2)}"
    return f"{said}, {moved} sejak putaran sebelumnya ({noise[more_than_noise]})"
