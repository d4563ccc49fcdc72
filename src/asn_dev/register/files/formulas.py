"""Formulas of an XLSX file that no program has computed: without this their cells would look empty."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile

Place = tuple[int, int]
"""Row and column of a cell, counted from 0."""

_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*(?<!/)>(.*?)</c>', re.DOTALL)
_FORMULA = re.compile(rb"<f\b[^>]*?(?:/>|>(.*?)</f>)", re.DOTALL)
_SHEET = re.compile(r"<sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


def written_formulas(data: bytes) -> dict[str, dict[Place, str]]:
    """For each sheet of an XLSX file the cells that hold a formula and no result.

    Other spreadsheet files give nothing.
    """
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if "xl/workbook.xml" not in parts.namelist():
            return {}
        found = {name: _formulas(parts.read(part)) for name, part in _sheets(parts).items()}
    return {name: cells for name, cells in found.items() if cells}


def _sheets(parts: zipfile.ZipFile) -> dict[str, str]:
    """Which part of the file holds which sheet."""
    relations = {
        relation["Id"]: posixpath.normpath(posixpath.join("/xl", relation["Target"])).lstrip("/")
        for relation in _tags(_RELATION, parts, "xl/_rels/workbook.xml.rels")
        if {"Id", "Target"} <= relation.keys()
    }
    sheets = {
        sheet["name"]: relations.get(sheet.get("r:id", ""), "")
        for sheet in _tags(_SHEET, parts, "xl/workbook.xml")
        if "name" in sheet
    }
    there = set(parts.namelist())
    return {name: part for name, part in sheets.items() if part in there}


def _tags(tag: re.Pattern[str], parts: zipfile.ZipFile, part: str) -> list[dict[str, str]]:
    if part not in parts.namelist():
        return []
    text = parts.read(part).decode("utf-8", "replace")
    return [
        {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(found)}
        for found in tag.findall(text)
    ]


def _formulas(xml: bytes) -> dict[Place, str]:
    if b"<f>" not in xml and b"<f " not in xml and b"<f/>" not in xml:
        return {}
    found = {}
    for column, row, inside in _CELL.findall(xml):
        formula = _FORMULA.search(inside)
        if formula and not re.search(rb"<v>[^<]", inside):
            text = html.unescape((formula[1] or b"").decode("utf-8", "replace"))
            found[int(row) - 1, _column(column)] = f"={text}"
    return found


def _column(letters: bytes) -> int:
    """A column's number, counted from 0.

    >>> _column(b"A"), _column(b"AB")
    (0, 27)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
