"""What several commands take: the folder, the region and day, where results go; and reading by them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import asn_dev as asn
from asn_dev.cli.console import err, steps
from asn_dev.model import Participation

if TYPE_CHECKING:
    from asn_dev.register.tables import Register
    from asn_dev.rules.regions import Region

Source = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder (atau satu berkas) yang dibaca.")]
RegionName = Annotated[
    str, typer.Option("--region", "-r", metavar="R", help="Nama daerah; lihat 'asn-dev regions'.")
]
Day = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="HARI",
        help="Aturan yang berlaku pada hari ini (2025-12-31); tahunnya menjadi periode.",
    ),
]
Choice = Annotated[
    list[str] | None,
    typer.Option(
        "--choose", metavar="KUNCI=VARIAN", help="Varian parameter, mis. skm.weight=0.11; boleh berulang."
    ),
]
Folder = Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="Folder hasil.")]
RecordName = Annotated[
    str, typer.Option("--of", metavar="RECORD", help="civil_servants, units, programmes, ...")
]
TableFile = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help=".csv, .parquet, .json atau .xlsx")
]
ReportFile = Annotated[
    Path, typer.Option("--out", "-o", metavar="FILE", help=".html, .pdf, .docx, .xlsx atau .md")
]
Language = Annotated[str, typer.Option("--lang", metavar="id|en", help="Bahasa laporan.")]
AsJson = Annotated[bool, typer.Option("--json", help="Hasil sebagai JSON.")]


def choices(given: list[str] | None) -> dict[str, str]:
    """The variants that ``--choose`` names, by key."""
    pairs = {}
    for text in given or []:
        key, sign, variant = text.partition("=")
        if not sign:
            raise typer.BadParameter(
                f"'{text}' bukan KUNCI=VARIAN, mis. skm.weight=0.11", param_hint="--choose"
            )
        pairs[key.strip()] = variant.strip()
    return pairs


def read_files(source: Path, region: Region) -> Register:
    """The register of a folder; files that could not be read are named at once."""
    with steps("Membaca") as progress:
        register = asn.read(source, region=region, progress=progress)
    for finding in register.findings:
        if finding.rule in ("file_not_read", "sheet_not_read"):
            err.print(f"Tidak dibaca: {finding.message}", markup=False, highlight=False, soft_wrap=True)
    return register


def read_for(source: Path, region: Region) -> Register:
    """The register, with a hint where the period asked for is empty."""
    register = read_files(source, region)
    _note_period(register, region)
    return register


def _note_period(register: Register, region: Region) -> None:
    """Say so when nothing in the register happened in the period: the year asked for may be wrong."""
    if not register.has(Participation):
        return
    last = register.lazy(Participation).select("end").collect()["end"].max()
    if last and last < region.period.start:
        hint = f"Pakai --on {last.year}-12-31?"
        err.print(
            f"Catatan: tidak ada kegiatan pada {region.period}; yang terakhir {last}. {hint}",
            highlight=False,
            soft_wrap=True,
        )
