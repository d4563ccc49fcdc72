"""``asn-dev score | gaps | explain``: indicators of every row, and why one has its value."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

import asn_dev as asn
from asn_dev.cli.app import app
from asn_dev.cli.console import out, save
from asn_dev.cli.options import (
    AsJson,
    Choice,
    Day,
    Folder,
    RecordName,
    RegionName,
    Source,
    TableFile,
    choices,
    read_for,
)
from asn_dev.model import record_named


@app.command()
def score(
    source: Source, record: RecordName = "civil_servants", region: RegionName = "nasional", on: Day = None,
    choose: Choice = None, output: TableFile = None,
) -> None:  # fmt: skip
    """Hitung semua indikator suatu jenis data, satu baris per orang, unit, atau program.

    Contoh: asn-dev score data/ --region binjai --of civil_servants --on 2025-12-31 --out skor.xlsx
    """
    chosen = asn.region(region, on=on, choose=choices(choose))
    kind = record_named(record)
    register = read_for(source, chosen)
    frame = asn.score(register, chosen, of=kind)
    save(frame, output, kind)


@app.command()
def gaps(
    source: Source,
    region: RegionName = "nasional",
    on: Day = None,
    choose: Choice = None,
    output: Folder = None,
) -> None:
    """Kesenjangan kompetensi: yang disyaratkan jabatan dan yang dimiliki, per orang dan kompetensi.

    Contoh: asn-dev gaps data/ --region binjai --on 2025-12-31 --out hasil/
    """
    chosen = asn.region(region, on=on, choose=choices(choose))
    register = read_for(source, chosen)
    save(asn.gaps(register, chosen), output / "gaps.csv" if output else None, asn.CompetencyGap)


@app.command()
def explain(
    source: Source, indicator: Annotated[str, typer.Argument(metavar="INDICATOR")],
    key: Annotated[str, typer.Argument(metavar="KEY", help="NIP, nama unit, atau kode program.")],
    region: RegionName = "nasional", on: Day = None, choose: Choice = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Jelaskan satu nilai: aturan, parameter dengan sumbernya, dan baris data yang mendasarinya.

    Contoh: asn-dev explain data/ ip_asn 198704122010012345 --region binjai --on 2025-12-31
    """
    chosen = asn.region(region, on=on, choose=choices(choose))
    trace = asn.explain(read_for(source, chosen), chosen, indicator, key)
    if as_json:
        sys.stdout.write(json.dumps(trace.to_dict(), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        out.print(str(trace), markup=False, highlight=False, soft_wrap=True)
