"""How good the data is: what was read, what was rejected, and what was odd."""

from __future__ import annotations

from collections import Counter

from asn_dev.national.sections.finding_words import SEVERITIES, in_words
from asn_dev.plugin import (
    Block,
    Fact,
    Facts,
    Note,
    Paragraph,
    ReportContext,
    TableBlock,
    TableColumn,
    section,
    text,
)

SHOWN = 20
"""So many kinds of finding are listed; the command `asn-dev check` writes them all."""


@section(key="mutu-data", title=text(id="Mutu data", en="Quality of the data"), order=10)
def data_quality(context: ReportContext) -> list[Block]:
    """The ledger in one sentence and one table, and the main findings."""
    ledger, findings = context.register.ledger, context.register.findings
    if not ledger and not findings:
        return [
            Note(
                context.say(
                    id="Belum ada data mutu: tabel diserahkan oleh aplikasi tanpa catatan pembacaan.",
                    en="No data on quality yet: an application handed the tables over without a record of "
                    "how they were read.",
                )
            )
        ]
    return [*_summary(context), *_ledger(context), *_findings(context)]


def _summary(context: ReportContext) -> list[Block]:
    say, integer = context.say, context.integer
    read = sum(row.read for row in context.register.ledger)
    accepted = sum(row.accepted for row in context.register.ledger)
    rejected = sum(row.rejected for row in context.register.ledger)
    cells: Counter[str] = Counter()
    for finding in context.register.findings:
        cells[finding.severity] += finding.count
    share = accepted / read if read else None
    sentence = say(
        id=f"Dari {integer(read)} baris yang dibaca, {integer(accepted)} ({context.percent(share)}) diterima "
        f"dan {integer(rejected)} ditolak. Baris yang ditolak disimpan utuh beserta alasannya. "
        f"{integer(cells['repaired'])} sel diperbaiki tanpa mengubah maknanya, "
        f"{integer(cells['unknown'])} sel tidak dapat dipakai dan dianggap tidak diketahui, dan "
        f"{integer(cells['warning'])} hal perlu diperiksa.",
        en=f"Of {integer(read)} rows read, {integer(accepted)} ({context.percent(share)}) were accepted and "
        f"{integer(rejected)} rejected. Rejected rows are kept whole with their reason. "
        f"{integer(cells['repaired'])} cells were repaired without a change of meaning, "
        f"{integer(cells['unknown'])} cells cannot be used and count as unknown, and "
        f"{integer(cells['warning'])} things should be checked.",
    )
    facts = [
        Fact(say(id="Baris diterima", en="Rows accepted"), share, "percent"),
        Fact(say(id="Baris ditolak", en="Rows rejected"), rejected, "integer"),
        Fact(say(id="Sel diperbaiki", en="Cells repaired"), cells["repaired"], "integer"),
        Fact(say(id="Sel tidak diketahui", en="Cells unknown"), cells["unknown"], "integer"),
        Fact(say(id="Perlu diperiksa", en="To be checked"), cells["warning"], "integer"),
    ]
    return [Paragraph(sentence), Facts(facts)]


def _ledger(context: ReportContext) -> list[Block]:
    say = context.say
    columns = (
        TableColumn("file", say(id="Berkas", en="File")),
        TableColumn("sheet", say(id="Lembar", en="Sheet")),
        TableColumn("read", say(id="Dibaca", en="Read"), "integer"),
        TableColumn("accepted", say(id="Diterima", en="Accepted"), "integer"),
        TableColumn("rejected", say(id="Ditolak", en="Rejected"), "integer"),
        TableColumn("no_data", say(id="Bukan data", en="No data"), "integer"),
        TableColumn("findings", say(id="Temuan", en="Findings"), "integer"),
    )
    rows = [
        (context.origin(row), row.sheet, row.read, row.accepted, row.rejected, row.no_data, row.findings)
        for row in context.register.ledger
    ]
    caption = say(id="Baris menurut berkas", en="Rows by file")
    return [TableBlock(columns, rows, caption)] if rows else []


def _findings(context: ReportContext) -> list[Block]:
    """The gravest and most frequent kinds of finding, and where they were made."""
    say, order = context.say, list(SEVERITIES)
    counts: Counter[tuple[int, str]] = Counter()
    files: dict[tuple[int, str], set[str]] = {}
    for finding in context.register.findings:
        if finding.severity in order:
            kind = (order.index(finding.severity), in_words(finding, context.language))
            counts[kind] += finding.count
            files.setdefault(kind, set()).add(finding.file)
    ranked = sorted(counts, key=lambda kind: (kind[0], -counts[kind], kind))
    columns = (
        TableColumn("finding", say(id="Temuan", en="Finding")),
        TableColumn("consequence", say(id="Akibat", en="Consequence")),
        TableColumn("count", say(id="Jumlah", en="Count"), "integer"),
        TableColumn("files", say(id="Berkas", en="Files")),
    )
    rows = [
        (
            kind[1],
            SEVERITIES[order[kind[0]]].in_(context.language),
            counts[kind],
            ", ".join(sorted(files[kind])),
        )
        for kind in ranked[:SHOWN]
    ]
    caption = say(
        id=f"Temuan utama: {len(rows)} dari {len(ranked)} macam",
        en=f"Main findings: {len(rows)} of {len(ranked)} kinds",
    )
    return [TableBlock(columns, rows, caption)] if rows else []
