"""``asn-dev pair``: pairs of mentors and mentees, who has none and why, and how mentoring went."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import asn_dev as asn
from asn_dev.cli.app import app
from asn_dev.cli.console import busy, out, print_table
from asn_dev.cli.options import AsJson, Choice, Day, Folder, RegionName, Source, choices, read_files, read_for
from asn_dev.errors import TableError
from asn_dev.register.whole_files import turn_in

if TYPE_CHECKING:
    from asn_dev.pairing import Pairing
    from asn_dev.rules.regions import Region

FixedFile = Annotated[
    Path | None,
    typer.Option(
        "--fixed", metavar="FILE", help="Pasangan yang ditetapkan: kolom mentor, mentee, competency."
    ),
]
MOST_SHOWN = 20


@app.command()
def pair(
    source: Source, region: RegionName = "nasional", on: Day = None, choose: Choice = None,
    fixed: FixedFile = None, output: Folder = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Pasangkan mentor dan mentee: sebanyak mungkin, lalu secocok mungkin, dengan alasannya.

    Contoh: asn-dev pair data/ --region binjai --on 2025-12-31 --out hasil/
    """
    chosen = asn.region(region, on=on, choose=choices(choose))
    register = read_for(source, chosen)
    decided = _fixed(fixed, chosen) if fixed else []
    with busy("Memasangkan mentor dan mentee"):
        made = asn.pair(register, chosen, fixed=decided)
        followed = asn.mentoring(register, chosen)
    if output:
        with turn_in(output):
            made.save(output / "pasangan.xlsx")
            followed.save(output / "mentoring.xlsx")
    if as_json:
        everything = {"pairing": made.to_dict(), "mentoring": followed.to_dict()}
        sys.stdout.write(json.dumps(everything, ensure_ascii=False, indent=1, default=str) + "\n")
        return
    _show(made)
    for line in followed.sentences():
        out.print(line, highlight=False, soft_wrap=True)
    if output:
        out.print(f"Hasil ditulis ke {output}/ (pasangan.xlsx, mentoring.xlsx)")


def _fixed(file: Path, chosen: Region) -> list[asn.Mentorship]:
    """The pairs of a file; one that cannot be read, or holds a row that cannot, is an error."""
    register = read_files(file, chosen)
    if not register.has(asn.Mentorship) or register.rejected:
        raise TableError(
            f"{file.name}: tidak semua barisnya terbaca sebagai pasangan",
            hint="kolomnya mentor, mentee, competency; lihat 'asn-dev check'",
        )
    return register.records(asn.Mentorship)


def _show(made: Pairing) -> None:
    """How many pairs, and the first of them; whole numbers and names stand in the files alone."""
    fit = f", kecocokan rata-rata {made.total_fit / made.new_pairs:.1f}" if made.new_pairs else ""
    out.print(
        f"{made.new_pairs} pasangan baru{fit}; {made.pairs.height - made.new_pairs} tetap; "
        f"{made.unmatched.height} belum mempunyai mentor; {int(made.mentors['free'].sum())} tempat tersisa.",
        highlight=False,
    )
    if not made.exact:
        out.print("Catatan: terlalu banyak pasangan timbal balik; hasil ini tidak dibuktikan terbaik.")
    pairs = made.pairs.select("mentor", "mentee", "competency_name", "fit", "why")
    print_table(pairs.head(MOST_SHOWN), "Pasangan", {"mentor", "mentee"})
    if made.unmatched.height:
        without = made.unmatched.select("mentee", "competencies", "why")
        print_table(without.head(MOST_SHOWN), "Belum berpasangan", {"mentee"})
