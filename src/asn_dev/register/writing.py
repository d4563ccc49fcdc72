"""Tables out: CSV, Parquet, JSON and XLSX, in which no text can become a formula.

What people type into a form ends up in files that other people open in a spreadsheet. A text that
a spreadsheet would compute is written so that it stays a text; numbers, negative ones too, stay
numbers; a number too long for a spreadsheet (it keeps 15 digits) is written as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

import polars as pl
import polars.selectors as cs

from asn_dev.errors import FileError, TableError, join_names
from asn_dev.messages import Message
from asn_dev.register.whole_files import whole_file
from asn_dev.register.workbooks import Sheet, workbook_bytes

SUFFIXES = (".csv", ".parquet", ".json", ".xlsx")
"""What `write_table` can write."""


def write_table(frame: pl.DataFrame, path: Path | str, *, title: str = "") -> Path:
    """Write a table in the form that the file's suffix names, and return the path.

    CSV is UTF-8 with a byte order mark (without it Excel misreads every letter beyond ASCII), commas,
    ISO dates and decimal points; a formula character that begins a text, or follows a semicolon, tab
    or line break in it, gets an apostrophe before it. XLSX has a bold frozen heading, filters and
    dd-mm-yyyy dates; `title` names its sheet. JSON is a list of objects. Unknown is an empty cell or
    null. Same table, same bytes. Raises `FileError` for another suffix and where the file cannot be
    written, `TableError` for a column of a type that has no place in a table.

    >>> import polars as pl, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = write_table(pl.DataFrame({"nama": ["=1+1"], "selisih": [-2]}), f"{folder}/a.csv")
    ...     path.read_text("utf-8-sig").splitlines()
    ['nama,selisih', "'=1+1,-2"]
    """
    path = Path(path)
    write_tables({path: frame}, titles={path: title})
    return path


def write_tables(frames: Mapping[Path, pl.DataFrame], *, titles: Mapping[Path, str] | None = None) -> None:
    """Write several tables, all of them or none: where one cannot be written, the old files all stay."""
    titles = titles or {}
    with ExitStack() as wholes:
        for path, frame in frames.items():
            suffix = _form(path)
            flat = _flat(frame)
            if suffix == ".xlsx":
                # Refused before anything of it is written.
                title = titles.get(path, "")
                content = workbook_bytes([Sheet(title or path.stem, flat)], path, title=title)
                wholes.enter_context(whole_file(path)).write_bytes(content)
                continue
            _put(flat, wholes.enter_context(whole_file(path)), suffix)


def _put(flat: pl.DataFrame, part: Path, suffix: str) -> None:
    try:
        if suffix == ".csv":
            _guarded(flat).sink_csv(part, include_bom=True, check_extension=False)
        elif suffix == ".parquet":
            flat.write_parquet(part)
        else:
            flat.write_json(part)
    except pl.exceptions.ComputeError as error:  # so Polars says of a disk that is full
        raise OSError(str(error).rpartition("error: ")[2]) from error


def _form(path: Path) -> str:
    """The suffix of a path, if it is one that we write."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileError(
            Message("asn_dev does not write files with the suffix '{suffix}'", suffix=suffix),
            file=str(path),
            hint=Message("use one of {suffixes}", suffixes=join_names(SUFFIXES)),
        )
    return suffix


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Categories as text, lists of texts as one text parted by ``|``, no number as unknown."""
    texts = pl.List(pl.String)
    for name, kind in frame.schema.items():
        if kind == pl.Object or (kind.is_nested() and kind != texts):
            raise TableError(
                Message(
                    "column '{name}' holds {kind}, which has no place in a table file", name=name, kind=kind
                ),
                hint=Message("spread it over plain columns first"),
            )
    return frame.with_columns(
        cs.by_dtype(texts).list.join("|"),
        (cs.categorical() | cs.enum()).cast(pl.String),
        cs.float().fill_nan(None),
    )


# A spreadsheet computes what begins with one of these; the full-width forms count in East Asian settings.
_FORMULA = r"[=+\-@\x{ff1d}\x{ff0b}\x{ff0d}\x{ff20}]"


def _guarded(frame: pl.DataFrame) -> pl.LazyFrame:
    """Headings and texts with an apostrophe wherever a spreadsheet could see a formula begin.

    Not only at the beginning: a spreadsheet set to Indonesian parts lines at semicolons, whatever our
    quotes say, so that what follows one inside a text can come to stand in a cell of its own.
    """

    def guard(text: pl.Expr) -> pl.Expr:
        inner = text.str.replace_all(rf'(^|[;\t\r\n])([ "]*{_FORMULA})', "${1}'${2}")
        return inner.str.replace(r"^([\t\r\n])", "'${1}")

    headings = pl.select(guard(pl.lit(pl.Series(frame.columns, dtype=pl.String)))).to_series()
    return (
        frame.rename(dict(zip(frame.columns, headings, strict=True)))
        .lazy()
        .with_columns(guard(pl.col(pl.String)))
    )
