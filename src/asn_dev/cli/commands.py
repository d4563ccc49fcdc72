"""The commands."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

import asn_dev as asn
from asn_dev.cli.console import busy, err, out, print_findings, print_table, save, steps
from asn_dev.errors import AsnDevError
from asn_dev.model import Participation, record_named
from asn_dev.register.books import finding_rows, ledger_frame, write_check
from asn_dev.rules.regions import installed

if TYPE_CHECKING:
    from asn_dev.register.tables import Register
    from asn_dev.rules.regions import Region

app = typer.Typer(
    help="Pengembangan kompetensi ASN: aturan bertanggal dan bersumber, satu jawaban untuk satu data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

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
ReportFile = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help=".html, .md atau .xlsx")]
Language = Annotated[str, typer.Option("--lang", metavar="id|en", help="Bahasa laporan.")]
AsJson = Annotated[bool, typer.Option("--json", help="Hasil sebagai JSON.")]


@app.command()
def check(
    source: Source, region: RegionName = "nasional", output: Folder = None, strict: Annotated[
        bool, typer.Option("--strict", help="Gagal (kode 1) bila ada baris ditolak atau berkas tak terbaca.")
    ] = False, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Periksa berkas: berapa baris dibaca, diterima, ditolak, dan apa yang janggal.

    Contoh: asn-dev check data/ --region binjai --out hasil/
    """
    register = _read(source, asn.region(region))
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


@app.command()
def score(
    source: Source, record: RecordName = "civil_servants", region: RegionName = "nasional", on: Day = None,
    choose: Choice = None, output: TableFile = None,
) -> None:  # fmt: skip
    """Hitung semua indikator suatu jenis data, satu baris per orang, unit, atau program.

    Contoh: asn-dev score data/ --region binjai --of civil_servants --on 2025-12-31 --out skor.xlsx
    """
    chosen = asn.region(region, on=on, choose=_choices(choose))
    kind = record_named(record)
    register = _read_for(source, chosen)
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
    chosen = asn.region(region, on=on, choose=_choices(choose))
    register = _read_for(source, chosen)
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
    chosen = asn.region(region, on=on, choose=_choices(choose))
    trace = asn.explain(_read_for(source, chosen), chosen, indicator, key)
    if as_json:
        sys.stdout.write(json.dumps(trace.to_dict(), ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        out.print(str(trace), markup=False, highlight=False, soft_wrap=True)


@app.command()
def report(
    source: Source, region: RegionName = "nasional", on: Day = None, choose: Choice = None,
    output: ReportFile = Path("laporan.html"), language: Language = "id",
) -> None:  # fmt: skip
    """Tulis laporan: mutu data, jam pelajaran, IP ASN, kesenjangan, kinerja, SKM, dan bagian daerah.

    Contoh: asn-dev report data/ --region binjai --on 2025-12-31 --out laporan.html
    """
    chosen = asn.region(region, on=on, choose=_choices(choose))
    register = _read_for(source, chosen)
    with busy("Menyusun laporan"):
        asn.report(register, chosen, language=language).save(output)
    out.print(f"Laporan ditulis ke {output}")


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
    from asn_dev.testing.synthetic import synthetic_city, write_city

    chosen = asn.region(region, on="2025-12-31")
    with busy("Membuat kota rekaan"):
        write_city(output / "data", synthetic_city(people=people, year=2025))
    register = _read(output / "data", chosen)
    write_check(register, output / "check")
    with busy("Menghitung dan menyusun laporan"):
        save(
            asn.score(register, chosen, of=asn.CivilServant),
            output / "civil_servants.xlsx",
            asn.CivilServant,
            quiet=True,
        )
        page = output / "laporan.html"
        asn.report(register, chosen).save(page)
    read = sum(row.read for row in register.ledger)
    rejected = sum(row.rejected for row in register.ledger)
    out.print(
        f"{people} pegawai rekaan, {read} baris dibaca, {read - rejected} diterima, {rejected} ditolak."
    )
    out.print(f"Laporan: {page.resolve()}", soft_wrap=True)


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


def _choices(given: list[str] | None) -> dict[str, str]:
    pairs = {}
    for text in given or []:
        key, sign, variant = text.partition("=")
        if not sign:
            raise typer.BadParameter(
                f"'{text}' bukan KUNCI=VARIAN, mis. skm.weight=0.11", param_hint="--choose"
            )
        pairs[key.strip()] = variant.strip()
    return pairs


def _read(source: Path, region: Region) -> Register:
    with steps() as progress:
        register = asn.read(source, region=region, progress=progress)
    for finding in register.findings:
        if finding.rule in ("file_not_read", "sheet_not_read"):
            err.print(f"Tidak dibaca: {finding.message}", markup=False, highlight=False, soft_wrap=True)
    return register


def _read_for(source: Path, region: Region) -> Register:
    """The register, with a hint where the period asked for is empty."""
    register = _read(source, region)
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
