"""``asn-dev check``: what became of every row."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

import asn_dev as asn
from asn_dev.cli.app import app
from asn_dev.cli.console import out, print_findings, print_table
from asn_dev.cli.options import AsJson, Folder, RegionName, Source, read_files
from asn_dev.register.books import finding_rows, ledger_frame, write_check


@app.command()
def check(
    source: Source, region: RegionName = "nasional", output: Folder = None, strict: Annotated[
        bool, typer.Option("--strict", help="Gagal (kode 1) bila ada baris ditolak atau berkas tak terbaca.")
    ] = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Periksa berkas: berapa baris dibaca, diterima, ditolak, dan apa yang janggal.

    Contoh: asn-dev check data/ --region binjai --out hasil/
    """
    register = read_files(source, asn.region(region))
    ledger = ledger_frame(register)
    if output:
        write_check(register, output)
    if as_json:
        sys.stdout.write(
            json.dumps(
                {"ledger": ledger.to_dicts(), "findings": finding_rows(register)},
                ensure_ascii=False,
                indent=1,
            )
            + "\n"
        )
    else:
        print_table(ledger.drop("sha256", "record"), "Buku besar baris")
        print_findings(register)
        if output:
            out.print(f"Hasil ditulis ke {output}/ (ledger.csv, findings.csv, rejected/)")
    unread = any(not row.record for row in register.ledger)
    if strict and (unread or any(row.rejected for row in register.ledger)):
        raise typer.Exit(1)
