"""What several commands take: the folder, the region and day, where results go; and reading by them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import asn_dev as asn
from asn_dev.cli.console import remark, steps
from asn_dev.cli.values import day_of, region_name
from asn_dev.errors import UnknownNameError, did_you_mean, join_names
from asn_dev.messages import Message
from asn_dev.model import Participation, plural_of, record_named
from asn_dev.model.records import registered_records

if TYPE_CHECKING:
    from asn_dev.register.tables import Register
    from asn_dev.rules.regions import Region


def option(flags: str, metavar: str | None, help: str) -> Any:
    """Declare an option of a command: its flags, what stands behind it, and what it is for."""
    return typer.Option(*flags.split(), metavar=metavar, help=help)


Source = Annotated[Path, typer.Argument(metavar="FOLDER", help=Message("Folder (or one file) that is read."))]
RegionName = Annotated[str, option("--region -r", "R", Message("Name of the region; see 'asn-dev regions'."))]
_ON = Message(
    "The rules in force on this day (31-12-2025, 2025-12-31 or 31 Desember 2025); its year becomes "
    "the period."
)
Day = Annotated[str | None, option("--on", Message("DAY"), _ON)]
_CHOOSE = Message("Variant of a parameter, e.g. skm.weight=0.11; may be repeated.")
Choice = Annotated[list[str] | None, option("--choose", Message("KEY=VARIANT"), _CHOOSE)]
_MAP = Message("What the files mean (see 'asn-dev map'); without it pemetaan.toml of the folder.")
MapFile = Annotated[Path | None, option("--map", "FILE", _MAP)]
Folder = Annotated[Path | None, option("--out -o", "DIR", Message("Folder for the results."))]
RecordName = Annotated[str, option("--of", "RECORD", Message("civil_servants, units, programmes, ..."))]
TableFile = Annotated[Path | None, option("--out -o", "FILE", Message(".csv, .parquet, .json or .xlsx"))]
ReportFile = Annotated[Path, option("--out -o", "FILE", Message(".html, .pdf, .docx, .xlsx or .md"))]
Language = Annotated[str, option("--lang", "id|en", Message("Language of the report."))]
_EDITION = Message(
    "public: small groups are withheld and nobody is named; internal: for the owner of the data, marked."
)
Edition = Annotated[str, option("--edition", "public|internal", _EDITION)]
_REMEMBER = Message(
    "File that remembers what was published, kept with the data: read where it is there, and added to."
)
Remember = Annotated[Path | None, option("--remember", "FILE", _REMEMBER)]
AsJson = Annotated[bool, option("--json", None, Message("The result as JSON."))]


def region_of(name: str, on: str | None = None, choose: list[str] | None = None) -> Region:
    """Return the region that a command asks for, on the day it asks for."""
    return asn.region(region_name(name), on=day_of(on), choose=choices(choose))


def record_of(name: str) -> type:
    """Return the record class that ``--of`` names, in any writing."""
    names = [plural_of(record) for record in registered_records()]
    word = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if word in names:
        return record_named(word)
    raise UnknownNameError(
        Message("no record is called '{name}'", name=name),
        hint=did_you_mean(name, names) or Message("one of {names}", names=join_names(sorted(names))),
    )


def choices(texts: list[str] | None) -> dict[str, str]:
    """Parse ``--choose``: variants of parameters by their key."""
    pairs = {}
    for text in texts or []:
        key, sign, variant = text.partition("=")
        if not sign:
            fault = Message("'{text}' is not KEY=VARIANT, e.g. skm.weight=0.11", text=text)
            raise typer.BadParameter(fault, param_hint="--choose")
        pairs[key.strip()] = variant.strip()
    return pairs


def read_files(source: Path, region: Region, map: Path | None = None) -> Register:
    """Read a folder into a register; files that could not be read are named at once."""
    with steps(Message("Reading")) as progress:
        register = asn.read(source, region=region, progress=progress, map=map)
    for finding in register.findings:
        if finding.rule in ("file_not_read", "sheet_not_read"):
            remark(Message("Not read: {message}", message=finding.message))
    return register


def read_for(source: Path, region: Region, map: Path | None = None) -> Register:
    """Read a folder, with a hint where the period asked for is empty."""
    register = read_files(source, region, map)
    _note_period(register, region)
    return register


def _note_period(register: Register, region: Region) -> None:
    """Say so when nothing in the register happened in the period: the year asked for may be wrong."""
    if not register.has(Participation):
        return
    last = register.lazy(Participation).select("end").collect()["end"].max()
    if last and last < region.period.start:
        remark(
            Message(
                "Note: nothing happened in {period}; the last is of {last}. Use --on {year}-12-31?",
                period=str(region.period),
                last=str(last),
                year=last.year,
            )
        )
