"""``asn-dev regions``: which regions are installed, and whether they can be used."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.table import Table

import asn_dev as asn
from asn_dev.cli.app import app
from asn_dev.cli.console import out
from asn_dev.cli.options import AsJson
from asn_dev.errors import AsnDevError
from asn_dev.rules.plugins import installed


@app.command()
def regions(as_json: AsJson = False) -> None:
    """Daerah yang terpasang, dengan versi, kode wilayah, induk, dan keadaannya.

    Contoh: asn-dev regions --json
    """
    rows = [_described(name) for name in installed()]
    if as_json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    table = Table(title="Daerah terpasang")
    for heading in ("Nama", "Versi", "Kode", "Induk", "Keadaan"):
        table.add_column(heading)
    for row in rows:
        code = f"{row['code']} ({row['scheme']})" if row["code"] else ""
        table.add_row(row["name"], row["version"], code, row["parent"] or "", row["error"] or "baik")
    out.print(table)


def _described(name: str) -> dict[str, Any]:
    entry = installed()[name][0]
    version, distribution = (entry.dist.version, entry.dist.name) if entry.dist else ("", "")
    row: dict[str, Any] = {"name": name, "version": version, "distribution": distribution}
    row |= {"code": "", "scheme": "", "parent": None, "error": ""}
    try:
        identity = asn.region(name).identity
    except AsnDevError as error:
        row["error"] = str(error)
    else:
        row |= {"code": identity.code, "scheme": identity.scheme, "parent": identity.parent}
    return row
