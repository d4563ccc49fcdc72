"""The first and the last section of every report: what this is, and where every value comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asn_dev import formatting
from asn_dev.formatting import Value
from asn_dev.model import CivilServant, Unit
from asn_dev.register.contents import size_of
from asn_dev.register.ledger import LedgerRow
from asn_dev.reporting.context import ReportContext
from asn_dev.reporting.sections import (
    Block,
    Fact,
    Facts,
    Note,
    Paragraph,
    TableBlock,
    TableColumn,
    section,
)
from asn_dev.rules.definitions import text
from asn_dev.rules.parameters import EVIDENCE, InForce
from asn_dev.rules.values import AnyValue, Bands, Lookup

SHORT_EVIDENCE = {
    "text": text(id="naskah aturan", en="legal text"),
    "secondary": text(id="sumber sekunder", en="secondary source"),
    "assumed": text(id="ANGGAPAN", en="ASSUMED"),
    "local": text(id="KEBIJAKAN DAERAH", en="LOCAL POLICY"),
}
"""The evidence words of a table cell; those that call for attention are in capitals."""


@section(key="pengantar", title=text(id="Tentang laporan ini", en="About this report"), order=0)
def opening(context: ReportContext) -> Sequence[Block]:
    """Whose data, which period, how many people, and how much of it is known."""
    say, integer = context.say, context.integer
    region, ledger = context.region, context.register.ledger
    rows, filled = _contents(context)
    people = rows.get(CivilServant, 0)
    day, period = formatting.day(region.on, context.language), context.period_in_words
    chain = " → ".join(plugin.name for plugin in region.plugins)
    introduction = say(
        id=f"Laporan ini disusun dari data {region.identity.government} untuk {period}, menurut aturan yang "
        f"berlaku pada {day} (pengaya: {chain}). Data memuat {integer(people)} pegawai.",
        en=f"This report is made from the data of {region.identity.government} for {period}, by the rules "
        f"in force on {day} (plugins: {chain}). The data holds {integer(people)} people.",
    )
    counts = {say(id="Pegawai", en="People"): people}
    if Unit in rows:
        counts[say(id="Perangkat daerah", en="Units")] = rows[Unit]
    if ledger:
        counts[say(id="Baris dibaca", en="Rows read")] = sum(row.read for row in ledger)
        counts[say(id="Baris diterima", en="Rows accepted")] = sum(row.accepted for row in ledger)
        counts[say(id="Baris ditolak", en="Rows rejected")] = sum(row.rejected for row in ledger)
    heads = (
        TableColumn("table", say(id="Tabel", en="Table")),
        TableColumn("rows", say(id="Baris", en="Rows"), "integer"),
        TableColumn("filled", say(id="Sel yang terisi", en="Cells filled"), "percent"),
    )
    held = [(context.table_name(record), count, filled[record]) for record, count in rows.items()]
    reading = _reading(context)
    return [
        Paragraph(introduction),
        Facts([Fact(label, count, "integer") for label, count in counts.items()]),
        TableBlock(heads, held, say(id="Isi register", en="What the register holds")),
        Note(reading),
    ]


def _reading(context: ReportContext) -> str:
    """What the marks in place of a figure mean: unknown, zero and withheld are three things."""
    unknown = context.say(
        id=f"Tanda {formatting.UNKNOWN} berarti tidak diketahui, bukan nol; 0 berarti memang nol.",
        en=f"The sign {formatting.UNKNOWN} means unknown, not zero; 0 means zero.",
    )
    if context.internal:
        return unknown + context.say(
            id=" Edisi ini tidak menahan apa pun dan hanya untuk pemilik data.",
            en=" This edition withholds nothing and is for the owner of the data alone.",
        )
    few = context.minimum_group
    return unknown + context.say(
        id=f" Nilai kelompok yang terdiri atas kurang dari {few} orang ditahan agar orangnya tidak dapat "
        f"dikenali: ditahan (<{few}). Tulisan ditahan saja juga menutup kelompok lain, agar yang kecil tidak "
        "dapat dihitung darinya. Dalam grafik tulisan itu menggantikan gambarnya. Angka dibulatkan seperti "
        "yang tampak.",
        en=f" Values of groups of fewer than {few} people are withheld so that nobody can be recognised: "
        f"withheld (<{few}). The word withheld alone covers other groups too, so that the small one cannot "
        "be worked out from them. In charts the word stands in place of what would be drawn. Figures are "
        "rounded as they are shown.",
    )


@section(key="asal-usul", title=text(id="Asal-usul angka", en="Where the figures come from"), order=1000)
def provenance(context: ReportContext) -> Sequence[Block]:
    """Input files with their row ledger, plugins, and every parameter that was read."""
    say = context.say
    used = context.parameters
    in_force = sorted((used.value(key) for key in list(used.used)), key=_doubt_first)
    blocks: list[Block] = [*_files(context)]
    plugins = (
        TableColumn("name", say(id="Pengaya", en="Plugin")),
        TableColumn("version", say(id="Versi", en="Version")),
        TableColumn("distribution", say(id="Paket", en="Distribution")),
    )
    blocks.append(
        TableBlock(
            plugins,
            [(plugin.name, plugin.version, plugin.distribution) for plugin in context.region.plugins],
            say(id="Pengaya, dari aturan nasional sampai daerah", en="Plugins, from national to regional"),
        )
    )
    for word in ("assumed", "local"):
        names = [found.parameter.label.in_(context.language) for found in in_force if found.evidence == word]
        if names:
            meaning = EVIDENCE[word].in_(context.language)
            blocks.append(
                Note(
                    say(
                        id=f"{len(names)} dari {len(in_force)} parameter berstatus "
                        f"{SHORT_EVIDENCE[word].id} ({meaning}): {'; '.join(names)}.",
                        en=f"{len(names)} of {len(in_force)} parameters are marked "
                        f"{SHORT_EVIDENCE[word].en} ({meaning}): {'; '.join(names)}.",
                    ),
                    tone="warning" if word == "assumed" else "info",
                )
            )
    heads = (
        TableColumn("label", say(id="Parameter", en="Parameter")),
        TableColumn("value", say(id="Nilai", en="Value")),
        TableColumn("since", say(id="Berlaku sejak", en="In force since"), "date"),
        TableColumn("evidence", say(id="Keterandalan", en="Evidence")),
        TableColumn("source", say(id="Sumber", en="Source")),
        TableColumn("variant", say(id="Varian", en="Variant")),
    )
    blocks.append(
        TableBlock(
            heads,
            [_parameter_row(found, context) for found in in_force],
            say(id="Parameter yang dipakai laporan ini", en="Parameters that this report used"),
        )
    )
    return blocks


def _doubt_first(in_force: InForce) -> tuple[int, str]:
    return (["assumed", "local", "secondary", "text"].index(in_force.evidence), in_force.parameter.key)


def _parameter_row(in_force: InForce, context: ReportContext) -> tuple[Value, ...]:
    value, parameter, language = in_force.value, in_force.parameter, context.language
    unit = f" {parameter.unit}" if parameter.unit and parameter.kind == "number" else ""
    sources = [value.source, *([in_force.choice.source] if in_force.choice else [])]
    return (
        f"{parameter.label.in_(language)} ({parameter.key})",
        _shown_value(value.value, context) + unit,
        value.since,
        SHORT_EVIDENCE[in_force.evidence].in_(language),
        "; ".join(dict.fromkeys(sources)) + (f". {value.note}" if value.note else ""),
        "" if not value.variant else f"{value.variant} ({_chooser(in_force, context)})",
    )


def _chooser(in_force: InForce, context: ReportContext) -> str:
    """Who decided for the variant."""
    choosers = {
        "default": context.say(id="bawaan", en="default"),
        "caller": context.say(id="pilihan pemanggil", en="chosen in the call"),
    }
    return choosers.get(in_force.chosen_by, context.say(id="dipilih ", en="chosen by ") + in_force.chosen_by)


def _shown_value(value: AnyValue, context: ReportContext) -> str:
    """A parameter's value as a cell says it."""
    if isinstance(value, Bands):
        starts = [
            f"{band.name} {'>' if band.open else '≥'} {_exact(band.least, context)}"
            for band in value.bands[:-1]
        ]
        return "; ".join([*starts, f"{context.say(id='selain itu', en='else')} {value.bands[-1].name}"])
    if isinstance(value, Lookup):
        entries = [f"{code} = {_exact(entry, context)}" for code, entry in value.entries.items()]
        if value.otherwise is not None:
            entries.append(f"{context.say(id='selain itu', en='else')} = {_exact(value.otherwise, context)}")
        return "; ".join(entries)
    return _exact(value, context)


def _exact(value: Any, context: ReportContext) -> str:
    """A number with the decimals it has (at most 6), anything else as text."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return formatting.shown(value, "text", context.language)
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    return formatting.number(value, context.language, decimals=decimals)


def _files(context: ReportContext) -> list[Block]:
    """The files with their fingerprints, and what was handed over without any."""
    say, register = context.say, context.register
    read = [row for row in register.ledger if not row.handed_over]
    blocks: list[Block] = []
    if read:
        blocks.append(_ledger(context, read, say(id="Berkas masukan", en="Input files"), hashed=True))
    if not read and register.tables:
        blocks.append(
            Paragraph(
                say(
                    id="Data diserahkan langsung oleh aplikasi sebagai tabel, bukan dibaca dari berkas; "
                    "karena itu tidak ada sidik jari berkas.",
                    en="The data was handed over by an application as tables, not read from files; so there "
                    "are no fingerprints of files.",
                )
            )
        )
    tables = [row for row in register.ledger if row.handed_over]
    if tables:
        caption = say(id="Tabel yang diserahkan aplikasi", en="Tables handed over by the application")
        blocks.append(_ledger(context, tables, caption))
    return blocks or [Paragraph(say(id="Tidak ada data masukan.", en="There is no input data."))]


def _ledger(
    context: ReportContext, rows: Sequence[LedgerRow], caption: str, *, hashed: bool = False
) -> TableBlock:
    """What became of the rows of each file or table."""
    say = context.say
    first = say(id="Berkas", en="File") if hashed else say(id="Tabel", en="Table")
    heads = [TableColumn("origin", first), TableColumn("sheet", say(id="Lembar", en="Sheet"))]
    counts = [
        TableColumn("read", say(id="Dibaca", en="Read"), "integer"),
        TableColumn("accepted", say(id="Diterima", en="Accepted"), "integer"),
        TableColumn("rejected", say(id="Ditolak", en="Rejected"), "integer"),
        TableColumn("findings", say(id="Temuan", en="Findings"), "integer"),
    ]
    return TableBlock(
        [*heads[: 1 + hashed], *counts, *([TableColumn("sha256", "SHA-256")] if hashed else [])],
        [
            (
                context.origin(row),
                *([row.sheet] if hashed else []),
                *(row.read, row.accepted, row.rejected, row.findings),
                *([row.sha256] if hashed else []),
            )
            for row in rows
        ],
        caption,
    )


def _contents(context: ReportContext) -> tuple[dict[type, int], dict[type, float | None]]:
    """For each table its rows and the share of its cells that are known."""
    sizes = {record: size_of(frame, record) for record, frame in context.register.tables.items()}
    return {record: rows for record, (rows, _) in sizes.items()}, {
        record: known for record, (_, known) in sizes.items()
    }
