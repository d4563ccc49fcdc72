"""Pages, XML, ODS and JSON made to hurt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from hurtful_basis import CELLS, COURSES, courses, hurtful, numbered, zipped


def html(rows: Iterator[str] | list[str]) -> str:
    """A page with one table."""
    return f"<html><body><table>{''.join(rows)}</table></body></html>"


def tagged(cells: tuple[str, ...] | list[str], tag: str = "td") -> str:
    """A row of a table."""
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"


@hurtful
def html_cells(folder: Path) -> None:
    """Two million cells."""
    row = tagged(["198704122010012345", "Bimtek", "8", "8", "05-05-2025", "09-05-2025"])
    (folder / "rw_kursus.xls").write_text(html([tagged(COURSES, "th"), *[row] * 334_000]))


@hurtful
def html_full(folder: Path) -> None:
    """As many cells as there may be, all different."""
    lines = [tagged(line) for line in courses(CELLS // 6).iter_rows()]
    (folder / "rw_kursus.xls").write_text(html([tagged(COURSES, "th"), *lines]))


@hurtful
def html_spans(folder: Path) -> None:
    """Cells that span a million rows and columns."""
    wide = '<tr><td colspan="1000000" rowspan="1000000">x</td></tr>'
    (folder / "rw_kursus.xls").write_text(html([tagged(COURSES, "th"), *[wide] * 100]))


@hurtful
def html_small_spans(folder: Path) -> None:
    """Many cells that span a few rows."""
    row = "<tr>" + '<td rowspan="9">x</td>' * 6 + "</tr>"
    (folder / "rw_kursus.xls").write_text(html([tagged(COURSES, "th"), *[row] * 100_000]))


@hurtful
def html_nested(folder: Path) -> None:
    """Tables within tables, without end."""
    (folder / "rw_kursus.xls").write_text("<html>" + "<table><tr><td>" * 300_000)


@hurtful
def html_tags(folder: Path) -> None:
    """90 MB of tags that are no table."""
    (folder / "rw_kursus.html").write_text("<html><table><tr><td>" + "<b>x" * 22_000_000)


@hurtful
def html_empty_rows(folder: Path) -> None:
    """20 million rows without a cell."""
    (folder / "rw_kursus.html").write_text("<html><table>" + tagged(COURSES, "th") + "<tr>" * 20_000_000)


XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="data"><Table>{}</Table>'
    "</Worksheet></Workbook>"
)


def row_2003(cells: tuple[str, ...] | list[str], number: str = "") -> str:
    """A row of an XML workbook."""
    texts = "".join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in cells)
    return f"<Row{number}>{texts}</Row>"


@hurtful
def xml_full(folder: Path) -> None:
    """As many cells as there may be."""
    rows = row_2003(COURSES) + "".join(row_2003(line) for line in courses(CELLS // 6).iter_rows())
    (folder / "rw_kursus.xls").write_text(XML_2003.format(rows))


@hurtful
def xml_too_full(folder: Path) -> None:
    """Two million cells."""
    rows = row_2003(COURSES) + "<Row><Cell><Data>x</Data></Cell></Row>" * 2_000_000
    (folder / "rw_kursus.xls").write_text(XML_2003.format(rows))


@hurtful
def xml_indexed(folder: Path) -> None:
    """Rows and cells that say to stand a hundred million further."""
    far = '<Row ss:Index="100000000"><Cell ss:Index="100000000"><Data ss:Type="String">x</Data></Cell></Row>'
    (folder / "rw_kursus.xls").write_text(XML_2003.format(row_2003(COURSES) + far * 1000))


@hurtful
def xml_entities(folder: Path) -> None:
    """Entities that stand for entities."""
    kinds = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(12)
    )
    text = XML_2003.format(row_2003([*COURSES[:-1], "&m;"])).replace("<?mso", f"<!DOCTYPE x [{kinds}]><?mso")
    (folder / "rw_kursus.xls").write_text(text)


@hurtful
def ods_repeated(folder: Path) -> None:
    """A cell that says to stand a million times, in a row that does."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    head = "".join(f"<table:table-cell><text:p>{name}</text:p></table:table-cell>" for name in COURSES)
    many = (
        '<table:table-row table:number-rows-repeated="1000000">'
        '<table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='a'>"
        f"<table:table-row>{head}</table:table-row>{many}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    (folder / "rw_kursus.ods").write_bytes(zipped({"mimetype": mime, "content.xml": content}))


@hurtful
def ods_full(folder: Path) -> None:
    """As many cells as there may be, by repeating."""
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )

    def line(cells: tuple[str, ...]) -> str:
        inner = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in cells
        )
        return f"<table:table-row>{inner}</table:table-row>"

    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table table:name='a'>"
        f"{line(COURSES)}{''.join(line(row) for row in courses(CELLS // 6).iter_rows())}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    (folder / "rw_kursus.ods").write_bytes(zipped({"mimetype": mime, "content.xml": content}))


@hurtful
def json_full(folder: Path) -> None:
    """As many values as there may be."""
    rows = courses(CELLS // 7 - 1_000).to_dicts()
    (folder / "rw_kursus.json").write_text(json.dumps({"data": rows}))


@hurtful
def json_full_of_bad(folder: Path) -> None:
    """As many values as there may be, each row with another bad number."""
    rows = courses(
        CELLS // 7 - 1_000, nipBaru=numbered("1987041220100{}"), jumlahJam=numbered("{} kali")
    ).to_dicts()
    (folder / "rw_kursus.json").write_text(json.dumps({"data": rows}))


@hurtful
def json_lines_full(folder: Path) -> None:
    """As many values as there may be, one object a line."""
    (folder / "rw_kursus.ndjson").write_text(courses(CELLS // 7 - 1_000).write_ndjson())


@hurtful
def json_deep(folder: Path) -> None:
    """40 million lists within each other."""
    (folder / "dalam.json").write_text("[" * 40_000_000 + "]" * 40_000_000)


@hurtful
def json_values(folder: Path) -> None:
    """40 million small values."""
    (folder / "banyak.json").write_text("[" + "1," * 40_000_000 + "1]")


@hurtful
def json_objects(folder: Path) -> None:
    """20 million empty objects."""
    (folder / "banyak.json").write_text('{"data":[' + "{}," * 20_000_000 + "{}]}")


@hurtful
def json_keys(folder: Path) -> None:
    """Objects that each have another key."""
    text = ",".join(f'{{"nip": "1", "kunci {at}": 1}}' for at in range(300_000))
    (folder / "banyak.json").write_text(f"[{text}]")


@hurtful
def json_long_number(folder: Path) -> None:
    """A number of 50 million digits."""
    (folder / "angka.json").write_text('[{"nipBaru": ' + "9" * 50_000_000 + "}]")
