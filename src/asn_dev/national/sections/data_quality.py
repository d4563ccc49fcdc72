"""How good the data is: what was read, what was rejected, and what was odd."""

from __future__ import annotations

from collections import Counter

import polars as pl

from asn_dev.national.sections.finding_words import SEVERITIES, in_words
from asn_dev.plugin import Parts, ReportContext, section, text
from asn_dev.plugin.sentences import remark, sentence, share, whole
from asn_dev.plugin.tables import column, facts, table

SHOWN = 20
"""So many kinds of finding are listed; the command `asn-dev check` writes them all."""

LEDGER = table(
    column("file", id="Berkas", en="File"),
    column("sheet", id="Lembar", en="Sheet"),
    column("read", "integer", id="Dibaca", en="Read"),
    column("accepted", "integer", id="Diterima", en="Accepted"),
    column("rejected", "integer", id="Ditolak", en="Rejected"),
    column("no_data", "integer", id="Bukan data", en="No data"),
    column("findings", "integer", id="Temuan", en="Findings"),
    id="Baris menurut berkas",
    en="Rows by file",
)
FINDINGS = table(
    column("finding", id="Temuan", en="Finding"),
    column("severity", id="Akibat", en="Consequence", words=SEVERITIES),
    column("count", "integer", id="Jumlah", en="Count"),
    column("files", id="Berkas", en="Files"),
    id="Temuan utama: {shown} dari {kinds} macam",
    en="Main findings: {shown} of {kinds} kinds",
)
NOT_READ = sentence(
    id="Belum ada data mutu: tabel diserahkan oleh aplikasi tanpa catatan pembacaan.",
    en="No data on quality yet: an application handed the tables over without a record of how they "
    "were read.",
)
READ = sentence(
    id="Dari {read} baris yang dibaca, {accepted} ({share}) diterima dan {rejected} ditolak. Baris yang "
    "ditolak disimpan utuh beserta alasannya. {repaired} sel diperbaiki tanpa mengubah maknanya, {unknown} "
    "sel tidak dapat dipakai dan dianggap tidak diketahui, dan {warning} hal perlu diperiksa.",
    en="Of {read} rows read, {accepted} ({share}) were accepted and {rejected} rejected. Rejected rows are "
    "kept whole with their reason. {repaired} cells were repaired without a change of meaning, {unknown} "
    "cells cannot be used and count as unknown, and {warning} things should be checked.",
)


@section(key="mutu-data", title=text(id="Mutu data", en="Quality of the data"), order=10)
def data_quality(context: ReportContext) -> Parts:
    """The ledger in one sentence and one table, and the main findings."""
    if not context.register.ledger and not context.register.findings:
        return [remark(NOT_READ)]
    return [_summary(context), _ledger(context), _findings(context)]


def _summary(context: ReportContext) -> Parts:
    ledger = context.register.ledger
    read, accepted, rejected = (
        sum(getattr(row, name) for row in ledger) for name in ("read", "accepted", "rejected")
    )
    cells = Counter[str]()
    for finding in context.register.findings:
        cells[finding.severity] += finding.count
    accepted_share = share(accepted / read if read else None)
    repaired, unknown, warning = (whole(cells[kind]) for kind in ("repaired", "unknown", "warning"))
    return [
        READ.of(
            read=read, accepted=accepted, share=accepted_share, rejected=rejected, repaired=repaired,
            unknown=unknown, warning=warning,
        ),
        facts(
            (text(id="Baris diterima", en="Rows accepted"), accepted_share),
            (text(id="Baris ditolak", en="Rows rejected"), whole(rejected)),
            (text(id="Sel diperbaiki", en="Cells repaired"), repaired),
            (text(id="Sel tidak diketahui", en="Cells unknown"), unknown),
            (text(id="Perlu diperiksa", en="To be checked"), warning),
        ),
    ]  # fmt: skip


def _ledger(context: ReportContext) -> object:
    counts = ("read", "accepted", "rejected", "no_data", "findings")
    rows = [
        (context.origin(row), row.sheet, *(getattr(row, name) for name in counts))
        for row in context.register.ledger
    ]
    schema = {"file": pl.String, "sheet": pl.String, **dict.fromkeys(counts, pl.Int64)}
    return LEDGER.of(pl.DataFrame(rows, schema=schema, orient="row")) if rows else None


def _findings(context: ReportContext) -> object:
    """The gravest and most frequent kinds of finding, and where they were made."""
    order = list(SEVERITIES)
    counts: Counter[tuple[int, str]] = Counter()
    files: dict[tuple[int, str], set[str]] = {}
    for finding in context.register.findings:
        if finding.severity in order:
            kind = (order.index(finding.severity), in_words(finding, context.language))
            counts[kind] += finding.count
            files.setdefault(kind, set()).add(finding.file)
    ranked = sorted(counts, key=lambda kind: (kind[0], -counts[kind], kind))
    rows = [
        (kind[1], order[kind[0]], counts[kind], ", ".join(sorted(files[kind]))) for kind in ranked[:SHOWN]
    ]
    schema = {"finding": pl.String, "severity": pl.String, "count": pl.Int64, "files": pl.String}
    findings = pl.DataFrame(rows, schema=schema, orient="row")
    return FINDINGS.of(findings, shown=len(rows), kinds=len(ranked)) if rows else None
