"""The map of a folder as a TOML file that a person reads, corrects and hands back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from asn_dev.errors import FileError
from asn_dev.messages import Message, in_language
from asn_dev.register.aliases import Aliases
from asn_dev.register.files import open_sheets
from asn_dev.register.files.folder import find_files
from asn_dev.register.files.sheet import HeadingTest
from asn_dev.register.layouts import Asked, Layout, layouts_for
from asn_dev.register.map_guesses import Column, Guess, guess
from asn_dev.register.mapping import FACTS, MAP_NAME
from asn_dev.register.parting import parted, with_meanings

_HEAD = (
    Message("What the files of this folder mean. Correct it, keep it here, and read the folder again."),
    Message(
        "A line that begins with # does not count; a guess that is right counts once its # is taken away."
    ),
    Message('A heading = "" is not used. What stands in the cells is never replaced by a constant.'),
    Message("file and sheet may hold * and ?. Of several parts that fit a sheet the first counts."),
)


def toml_text(text: str) -> str:
    r"""Any text as a string of TOML.

    >>> toml_text('a "b"\n'), toml_text("\x7f")
    ('"a \\"b\\"\\n"', '"\\u007f"')
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def guesses(
    folder: Path,
    kinds: Sequence[Layout],
    versions: Sequence[Asked],
    aliases: Aliases,
    count_known: HeadingTest,
) -> tuple[list[Guess], list[FileError]]:
    """What each sheet of a folder may be, and the files that cannot be opened."""
    sheets: list[Guess] = []
    faults: list[FileError] = []
    for path, file in find_files(folder).files:
        if path.name == MAP_NAME:
            continue
        try:
            opened = open_sheets(path, file, count_known)
        except FileError as error:
            faults.append(error)
            continue
        faults += [one for one in opened if isinstance(one, FileError)]
        for sheet in map(parted, (one for one in opened if not isinstance(one, FileError))):
            own = with_meanings(aliases, sheet)
            sheets.append(guess(sheet, layouts_for(sheet, kinds, versions, own), own))
    return sheets, faults


def map_text(sheets: Sequence[Guess], codes: Mapping[tuple[str, str], Sequence[str]], language: str) -> str:
    """The map as text; `codes` are those that a column of a table may hold, by table and column."""
    lines = [f"# {in_language(sentence, language)}" for sentence in _HEAD]
    for sheet in sheets:
        lines += ["", *_part(sheet, codes, language)]
    return "\n".join(lines) + "\n"


def _part(sheet: Guess, codes: Mapping[tuple[str, str], Sequence[str]], language: str) -> Iterator[str]:
    yield "[[sheet]]"
    yield f"file = {toml_text(sheet.file)}"
    if sheet.sheet:
        yield f"sheet = {toml_text(sheet.sheet)}"
    if sheet.table:
        yield f"table = {toml_text(sheet.table)}"
    else:
        advice = Message("nothing that is known comes near; name a table")
        yield f'# table = ""  # {in_language(advice, language)}'
    yield ""
    yield "[sheet.columns]"
    for column in sheet.columns:
        yield _column_line(column, language)
    for column in sheet.columns:
        if column.words:
            yield ""
            yield f"[sheet.codes.{toml_text(column.field)}]"
            allowed = ", ".join(codes.get((sheet.table, column.field), ()))
            yield "# " + in_language(
                Message("words that are not understood; codes: {codes}", codes=allowed), language
            )
            for word, code in column.words:
                yield f"# {toml_text(word)} = {toml_text(code)}"
    absent = [name for name in sheet.absent if name in FACTS] + [
        name for name in sheet.absent if name not in FACTS
    ]
    if absent:
        yield ""
        yield "[sheet.constants]"
        yield "# " + in_language(Message("what holds for every row, where no column tells it"), language)
        for name in absent:
            yield f'# {toml_text(name)} = ""'


def _column_line(column: Column, language: str) -> str:
    shown = ", ".join(toml_text(text) for text in column.examples)
    example = in_language(Message("e.g. {cells}", cells=shown), language) if shown else ""
    remarks = [example] if example else []
    if column.field and not column.sure:
        remarks.insert(0, in_language(Message("a guess"), language))
    line = f"{toml_text(column.heading)} = {toml_text(column.field)}"
    comment = f"  # {'; '.join(remarks)}" if remarks else ""
    return line + comment if column.sure else f"# {line}{comment}"
