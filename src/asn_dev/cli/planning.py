"""``asn-dev plan``: who learns what, when, within the budget, and how good that is."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import asn_dev as asn
from asn_dev.cli.app import app
from asn_dev.cli.console import err, out, print_table
from asn_dev.cli.options import AsJson, Choice, Day, Folder, RegionName, Source, choices, read_files
from asn_dev.register.whole_files import turn_in, write_whole

if TYPE_CHECKING:
    from asn_dev.planning import Plan
    from asn_dev.planning.search import Found

Money = Annotated[
    float | None, typer.Option("--budget", metavar="RP", min=0, help="Anggaran seluruhnya, dalam rupiah.")
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAMA=RP", help="Anggaran satu sumber dana; boleh berulang."),
]
Must = Annotated[
    list[str] | None,
    typer.Option(
        "--must", metavar="JADWAL[:NIP]", help="Jadwal (atau kursi) yang harus ada; boleh berulang."
    ),
]
MustNot = Annotated[
    list[str] | None,
    typer.Option("--must-not", metavar="JADWAL[:NIP]", help="Jadwal (atau kursi) yang tidak boleh ada."),
]
Reserved = Annotated[
    list[str] | None,
    typer.Option("--reserve", metavar="JADWAL:UNIT=N", help="Kursi yang disediakan bagi satu unit."),
]
Year = Annotated[
    int | None,
    typer.Option(
        "--period", metavar="TAHUN", help="Tahun rencana; bila tidak disebut, tahun jadwal berikutnya."
    ),
]


@app.command()
def plan(
    source: Source, region: RegionName = "nasional", budget: Money = None, by_source: Sources = None,
    must: Must = None, must_not: MustNot = None, reserve: Reserved = None, period: Year = None,
    on: Day = None, choose: Choice = None, output: Folder = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Susun rencana pengembangan setahun: jadwal mana dibuka, siapa duduk di mana, dan seberapa baik itu.

    Ctrl-C mengakhiri pencarian dengan rencana terbaik sejauh itu.

    Contoh: asn-dev plan data/ --region binjai --on 2025-12-31 --budget 500000000 --out hasil/
    """
    chosen = asn.region(region, on=on, choose=choices(choose))
    register = read_files(source, chosen)
    with _search_shown() as progress, solver_silent():
        made = asn.plan(
            register,
            chosen,
            budget=budget,
            period=period,
            budget_by_source=_amounts(by_source),
            must=[_decision(one) for one in must or []],
            must_not=[_decision(one) for one in must_not or []],
            reserved=_reserved(reserve),
            progress=progress,
        )
    if output:
        with turn_in(output):
            made.save(output / "rencana.xlsx")
            for name, chart in (
                ("manfaat", asn.charts.budget_curve(made)),
                ("kalender", asn.charts.plan_calendar(made)),
            ):
                write_whole(output / f"{name}.svg", chart.svg(key=name).encode())
    if as_json:
        sys.stdout.write(json.dumps(made.to_dict(), ensure_ascii=False, indent=1, default=str) + "\n")
        return
    _show(made)
    if output:
        out.print(
            f"Rencana: {output}/rencana.xlsx; manfaat menurut anggaran: {output}/manfaat.svg; "
            f"kalender: {output}/kalender.svg"
        )


def _show(made: Plan) -> None:
    """The summary, and why people got nothing, without a person."""
    from asn_dev.planning.writing import summary

    print_table(summary(made), f"Rencana pengembangan {made.period}")
    why = made.reasons["reason"].value_counts(sort=True).rename({"reason": "Alasan", "count": "Banyaknya"})
    print_table(
        why.sort("Banyaknya", "Alasan", descending=[True, False]).head(12), "Mengapa tidak mendapat kursi"
    )


@contextmanager
def _search_shown() -> Iterator[Callable[[Found], None] | None]:
    """The plan so far and its bound, on a terminal only."""
    if not err.is_terminal:
        yield None
        return
    with err.status("Menyusun calon kursi ...") as status:

        def show(found: Found) -> None:
            if found.chosen is None:
                status.update(f"Mencari rencana; nilai paling banyak {found.bound:,.1f} ...")
            else:
                status.update(
                    f"Nilai {found.value:,.1f}, paling banyak {found.gap:.2%} lebih baik; "
                    "Ctrl-C memakai rencana ini ..."
                )

        yield show


@contextmanager
def solver_silent() -> Iterator[None]:
    """Keep what the solver prints by itself out of our output, which may be JSON."""
    sys.stdout.flush()
    kept = os.dup(1)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _amounts(given: list[str] | None) -> dict[str, float]:
    """``NAMA=RP`` as amounts by source."""
    amounts = {}
    for text in given or []:
        name, sign, amount = text.rpartition("=")
        try:
            amounts[name.strip()] = float(amount) if sign else float("nan")
        except ValueError:
            sign = ""
        if not sign:
            raise typer.BadParameter(f"'{text}' bukan NAMA=RP, mis. APBD=300000000", param_hint="--source")
    return amounts


def _decision(text: str) -> str | tuple[str, str]:
    """``JADWAL`` or ``JADWAL:NIP``."""
    code, sign, number = text.rpartition(":")
    return (code.strip(), number.strip()) if sign else text.strip()


def _reserved(given: list[str] | None) -> dict[str, dict[str, int]]:
    """``JADWAL:UNIT=N`` as seats by session and unit."""
    kept: dict[str, dict[str, int]] = {}
    for text in given or []:
        place, sign, number = text.rpartition("=")
        code, colon, unit = place.partition(":")
        if not (sign and colon and number.strip().isdigit()):
            raise typer.BadParameter(f"'{text}' bukan JADWAL:UNIT=N", param_hint="--reserve")
        kept.setdefault(code.strip(), {})[unit.strip()] = int(number)
    return kept
