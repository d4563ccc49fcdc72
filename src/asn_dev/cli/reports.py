"""``asn-dev report | demo``: the report on an office's files, or on an invented city."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import asn_dev as asn
from asn_dev.cli.app import app
from asn_dev.cli.console import busy, out, save, steps
from asn_dev.cli.evaluating import WORKBOOK
from asn_dev.cli.options import (
    Choice,
    Day,
    Language,
    RegionName,
    ReportFile,
    Source,
    choices,
    read_files,
    read_for,
)
from asn_dev.cli.planning import Money, solver_silent
from asn_dev.register.books import write_check
from asn_dev.register.whole_files import turn_in

DEMO_BUDGET = 500_000_000
"""Rupiah: what the invented city has for the next year's programmes."""


@app.command()
def report(
    source: Source, region: RegionName = "nasional", on: Day = None, choose: Choice = None,
    output: ReportFile = Path("laporan.html"), language: Language = "id", budget: Money = None,
) -> None:  # fmt: skip
    """Tulis laporan: mutu data, jam pelajaran, IP ASN, kesenjangan, kinerja, SKM, dan bagian daerah.

    Dengan --budget laporan juga memuat rencana tahun berikutnya dan pasangan mentoring.

    Contoh: asn-dev report data/ --region binjai --on 2025-12-31 --out laporan.html
    """
    chosen = asn.region(region, on=on, choose=choices(choose))
    register = read_for(source, chosen)
    planned = paired = None
    if budget is not None:
        with busy("Menyusun rencana dan pasangan"), solver_silent():
            planned, paired = asn.plan(register, chosen, budget=budget), asn.pair(register, chosen)
    with steps("Menyusun") as progress:
        made = asn.report(
            register, chosen, plan=planned, pairing=paired, language=language, progress=progress
        )
    with busy(f"Menulis {output.name}"):
        made.save(output)
    out.print(f"Laporan ditulis ke {output}")


@app.command()
def demo(
    region: RegionName = "binjai",
    people: Annotated[
        int, typer.Option("--people", metavar="N", min=20, help="Banyaknya pegawai rekaan.")
    ] = 1500,
    output: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder hasil.")] = Path("demo"),
) -> None:
    """Peragaan tanpa data: kota rekaan, seluruh rangkaian, lalu laporan HTML.

    Contoh: asn-dev demo --region binjai --people 1500 --out demo
    """
    from asn_dev.testing.synthetic import write_region

    chosen = asn.region(region, on="2025-12-31")
    with turn_in(output):
        with busy("Membuat kota rekaan"):
            write_region(output / "data", chosen, people=people)
        register = read_files(output / "data", chosen)
        write_check(register, output / "check")
        with busy("Menghitung dan menyusun laporan"):
            save(
                asn.score(register, chosen, of=asn.CivilServant),
                output / "civil_servants.xlsx",
                asn.CivilServant,
                quiet=True,
            )
            asn.evaluate(register, chosen).save(output / WORKBOOK)
            paired = asn.pair(register, chosen)
            paired.save(output / "pasangan.xlsx")
            with solver_silent():
                planned = asn.plan(register, chosen, budget=DEMO_BUDGET, period=chosen.period.year + 1)
            planned.save(output / "rencana.xlsx")
            page = output / "laporan.html"
            asn.report(register, chosen, plan=planned, pairing=paired).save(page)
    read = sum(row.read for row in register.ledger)
    rejected = sum(row.rejected for row in register.ledger)
    out.print(
        f"{people} pegawai rekaan, {read} baris dibaca, {read - rejected} diterima, {rejected} ditolak."
    )
    out.print(
        f"Evaluasi, pasangan mentoring, dan rencana {planned.period} ada di {output.resolve()}",
        soft_wrap=True,
    )
    out.print(f"Laporan: {page.resolve()}", soft_wrap=True)
