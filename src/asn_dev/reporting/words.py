"""The words that a report itself says, around what its sections say, in both languages."""

from __future__ import annotations

from asn_dev import formatting
from asn_dev.reporting.sections import Fact, TableBlock
from asn_dev.rules.definitions import Text, text

WORDS: dict[str, Text] = {
    "title": text(id="Laporan Pengembangan Kompetensi ASN", en="Report on the Competence of Civil Servants"),
    "contents": text(id="Daftar isi", en="Contents"),
    "skip": text(id="Langsung ke isi", en="Skip to the content"),
    "said_by": text(id="Disusun oleh pengaya", en="By the plugin"),
    "unknown": text(id="tidak diketahui", en="unknown"),
    "empty": text(id="Tidak ada baris.", en="No rows."),
    "scroll": text(id="dapat digeser", en="can be scrolled"),
    "info": text(id="Catatan", en="Note"),
    "warning": text(id="Perhatian", en="Attention"),
    "error": text(id="Kesalahan", en="Error"),
    "summary": text(id="Ringkasan", en="Summary"),
    "section": text(id="Bagian", en="Section"),
    "kind": text(id="Jenis", en="Kind"),
    "content": text(id="Isi", en="Content"),
    "paragraph": text(id="Uraian", en="Text"),
    "fact": text(id="Angka", en="Figure"),
    "chart": text(id="Grafik", en="Chart"),
    "table": text(id="Tabel", en="Table"),
    "value": text(id="Nilai", en="Value"),
    "unit": text(id="Satuan", en="Unit"),
    "page": text(id="Halaman", en="Page"),
    "of": text(id="dari", en="of"),
    "on_sheet": text(id="ada di lembar", en="is on sheet"),
    "back": text(id="Kembali ke daftar isi", en="Back to the contents"),
    "rules_on": text(id="Aturan yang berlaku pada", en="Rules in force on"),
}


def word(key: str, language: str) -> str:
    """One of the words in ``"id"`` or ``"en"``."""
    return WORDS[key].in_(language)


def fact_shown(fact: Fact, language: str) -> str:
    """The value of a fact with its unit, as one text."""
    shown = formatting.shown(fact.value, fact.kind, language, decimals=fact.decimals)
    return f"{shown} {fact.unit}" if fact.unit and fact.value is not None else shown


def rows_shown(block: TableBlock, language: str) -> list[list[str]]:
    """The cells of a table as readers see them; a table without rows says so in its first cell."""
    rows = [
        [
            formatting.shown(value, column.kind, language, decimals=column.decimals)
            for value, column in zip(row, block.columns, strict=True)
        ]
        for row in block.rows
    ]
    return rows or [[word("empty", language), *[""] * (len(block.columns) - 1)]]
