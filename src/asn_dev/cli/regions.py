"""``asn-dev regions``: which regions are installed, what each brings, and whether it can be used."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from typing import Annotated

import typer
from rich import box
from rich.table import Table

from asn_dev.cli.app import app
from asn_dev.cli.console import out
from asn_dev.cli.options import AsJson
from asn_dev.rules.hookspecs import API_VERSION
from asn_dev.rules.inventory import BROKEN, CONFLICT, OFF, OK, Installed, count, described, inventory
from asn_dev.rules.switches import misspelt

STATES = {OK: "baik", BROKEN: "rusak", OFF: "dimatikan", CONFLICT: "bentrok"}
KINDS_IN_WORDS = {
    "indicator": "Indikator",
    "summary": "Ringkasan",
    "veto": "Larangan",
    "view": "Pandangan",
    "limit": "Batas rencana",
    "parameter": "Parameter",
    "choice": "Pilihan varian",
    "instrument": "Instrumen",
    "section": "Bagian laporan",
}


@app.command()
def regions(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAMA]", help="Satu daerah, dengan semua yang dibawanya.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Daerah yang terpasang: versi, kode wilayah, induk, pengait, indikator, dan keadaannya.

    Yang rusak ikut tampil dengan galatnya. ASN_DEV_REGIONS=binjai,medan hanya mengizinkan daerah itu;
    ASN_DEV_REGIONS_OFF=medan mematikan satu daerah.

    Contoh: asn-dev regions binjai
    """
    found = [described(name)] if name else inventory()
    if as_json:
        sys.stdout.write(json.dumps([one.to_dict() for one in found], ensure_ascii=False, indent=1) + "\n")
    elif name:
        _show_one(found[0])
    else:
        _show_all(found)


def _show_all(found: list[Installed]) -> None:
    table = Table(title="Daerah terpasang", box=box.SIMPLE, padding=(0, 1, 0, 0), title_justify="left")
    narrow = {"Nama": 14, "Versi": 8, "Kode": 10, "Induk": 11, "Pengait": 16}
    for heading in ("Nama", "Versi", "Kode", "Induk", "API", "Pengait", "Indikator", "Parameter", "Keadaan"):
        table.add_column(heading, overflow="fold", min_width=3, max_width=narrow.get(heading))
    for one in found:
        who = one.identity
        table.add_row(
            one.name,
            one.version,
            f"{who.code} {who.scheme}" if who else "",
            (who.parent or "") if who else "",
            str(who.api_version) if who else "",
            ", ".join(_short(hook) for hook in one.hooks),
            _counted(one, "indicator", "summary", "veto", "view", "limit"),
            _counted(one, "parameter", "choice"),
            STATES[one.status],
        )
    out.print(table)
    for one in found:
        if one.error:
            out.print(f"{one.name}: {one.error}", markup=False, highlight=False, soft_wrap=True)
        for warning in one.deprecated:
            told = f"{one.name} {one.version}: akan dihapus: {warning}"
            out.print(told, markup=False, highlight=False, soft_wrap=True)
    for setting in misspelt([one.name for one in found]):
        out.print(f"Catatan: {setting} tidak terpasang", markup=False, highlight=False)
    out.print("+ ditambahkan, ~ menggantikan milik induk. Rinciannya: asn-dev regions NAMA", highlight=False)


def _show_one(one: Installed) -> None:
    def say(text: str) -> None:
        out.print(text, markup=False, highlight=False, soft_wrap=True)

    say(f"{one.name} {one.version} ({one.distribution}): {STATES[one.status]}")
    if one.error:
        say(f"  Galat: {one.error}")
    if one.identity:
        who = one.identity
        say(f"  {who.title.id}, {who.government}; kode {who.code} ({who.scheme})")
        say(f"  Induk: {who.parent or '-'}; versi API {who.api_version} (terpasang: {API_VERSION})")
    for warning in one.deprecated:
        say(f"  Akan dihapus: {warning}")
    if one.hooks:
        say(f"  Pengait: {', '.join(one.hooks)}")
    for kind, group in groupby(one.brings, key=lambda brought: brought.kind):
        say(f"  {KINDS_IN_WORDS[kind]}:")
        for brought in group:
            of = f" ({brought.of})" if brought.of else ""
            replaced = f", menggantikan milik {brought.overrides}" if brought.overrides else ""
            say(f"    {brought.name}{of}{replaced}")


def _counted(one: Installed, *kinds: str) -> str:
    if one.status != OK:
        return ""
    added, replaced = count(one.brings, *kinds)
    return f"+{added} ~{replaced}"


def _short(hook: str) -> str:
    return hook.removeprefix("asn_dev_")
