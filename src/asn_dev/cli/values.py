"""What people type behind an option, as values: days, amounts of money, whole numbers, regions."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import typer

from asn_dev.errors import FileError, UnknownNameError, did_you_mean, join_names
from asn_dev.messages import Message
from asn_dev.register.cells.dates import read_date
from asn_dev.rules.plugins import installed

FIRST_YEAR, LAST_YEAR = 1945, 2100
"""Between these lies every day that a rule can be asked about."""

_UNITS = {
    "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "million": 10**6,
    "miliar": 10**9, "milyar": 10**9, "m": 10**9, "billion": 10**9, "triliun": 10**12, "trilyun": 10**12,
    "t": 10**12, "trillion": 10**12,
}  # fmt: skip
_AMOUNT = re.compile(r"(?:rp|idr)?\.?\s*(?P<number>\d[\d.,]*)\s*(?P<unit>[a-z]*)\.?(?:,-)?")
_MOST = 10**15


def day_of(text: str | None, name: str = "--on") -> date | None:
    """Parse a day as people write it: 2025-12-31, 31-12-2025, 31/12/2025, 31 Desember 2025.

    >>> day_of("31/12/2025") == day_of("31 Desember 2025") == day_of("2025-12-31") == date(2025, 12, 31)
    True
    """
    if text is None:
        return None
    numbers = re.fullmatch(r"(\d{1,4})([-/. ])(\d{1,2})\2(\d{1,4})", text.strip())
    try:
        if numbers:
            first, middle, last = (int(numbers[place]) for place in (1, 3, 4))
            year_first = len(numbers[1]) == 4
            if year_first == (len(numbers[4]) == 4):
                raise ValueError(text)
            day = date(first, middle, last) if year_first else date(last, middle, first)
        else:
            day = _in_words(text)
    except ValueError:
        fault = Message("'{text}' is no day; write 31-12-2025, 2025-12-31 or 31 Desember 2025", text=text)
        raise typer.BadParameter(fault, param_hint=name) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        fault = Message("the year must lie between {first} and {last}", first=FIRST_YEAR, last=LAST_YEAR)
        raise typer.BadParameter(fault, param_hint=name)
    return day


def _in_words(text: str) -> date:
    parsed = read_date(text.strip()) if re.search(r"[^\W\d]", text) else None
    if parsed is None:
        raise ValueError(text)
    return parsed.day


def rupiah_of(text: str | None, name: str = "--budget") -> float | None:
    """Parse an amount as people write it: 500000000, Rp 500.000.000, 500 juta, 1,5 miliar.

    >>> rupiah_of("Rp 500.000.000"), rupiah_of("500 juta"), rupiah_of("1,5 miliar")
    (500000000.0, 500000000.0, 1500000000.0)
    """
    if text is None:
        return None
    match = _AMOUNT.fullmatch(text.strip().casefold())
    factor = _UNITS.get(match["unit"], 0 if match["unit"] else 1) if match else 0
    number = _number(match["number"]) if match and factor else None
    if number is None or number * factor > _MOST:
        fault = Message(
            "'{text}' is no amount; write 500000000, Rp 500.000.000, 500 juta or 1,5 miliar", text=text
        )
        raise typer.BadParameter(fault, param_hint=name)
    return number * factor


def _number(text: str) -> float | None:
    """A number with the separators of either language; None where they can be read in two ways."""
    text = text.rstrip(".,")
    if re.fullmatch(r"\d+", text):
        return float(text)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3}){2,}(\.\d+)?", text):
        return float(text.replace(",", ""))
    if re.fullmatch(r"\d+,\d{1,2}|\d+,\d{4,}", text):
        return float(text.replace(",", "."))
    return float(text) if re.fullmatch(r"\d+\.\d{1,2}", text) else None


def whole_of(text: str, name: str, *, least: int, most: int) -> int:
    """Parse a whole number within bounds.

    >>> whole_of("2026", "--period", least=1945, most=2100)
    2026
    """
    digits = text.strip()
    if not re.fullmatch(r"-?[0-9]{1,18}", digits):
        raise typer.BadParameter(Message("'{text}' is no whole number", text=text), param_hint=name)
    if not least <= int(digits) <= most:
        fault = Message(
            "must lie between {least} and {most}, not {value}", least=least, most=most, value=digits
        )
        raise typer.BadParameter(fault, param_hint=name)
    return int(digits)


def region_name(text: str) -> str:
    """Return the name of an installed region, however it is written.

    >>> region_name("Nasional ")
    'nasional'
    """
    names = installed()
    if text in names:
        return text
    by_word = {name.casefold(): name for name in names}
    word = re.sub(r"[\s\-]+", "_", text.strip().casefold())
    for tried in (word, re.sub(r"^(kota|kabupaten|kab)_", "", word)):
        if tried in by_word:
            return by_word[tried]
    raise UnknownNameError(
        Message("no region '{name}' is installed", name=text),
        hint=did_you_mean(text, names) or Message("installed: {names}", names=join_names(list(names))),
    )


def folder_made(folder: Path | None) -> None:
    """Make the folder of results before the work begins, so that the work is not lost for want of it."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = Message("is a file") if folder.is_file() else (error.strerror or "")
        raise _no_folder(folder, reason) from error
    except ValueError as error:
        raise _no_folder(folder, Message("the name cannot be used")) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _no_folder(folder, Message("nothing may be written there"))


def _no_folder(folder: Path, reason: str) -> FileError:
    return FileError(
        Message("the folder for the results cannot be made: {reason}", reason=reason),
        file=str(folder),
        hint=Message("name another with --out"),
    )


def file_possible(path: Path | None, suffixes: tuple[str, ...]) -> None:
    """Refuse, before the work begins, a file that could not be written at its end."""
    if path is None:
        return
    if path.suffix.lower() not in suffixes:
        raise FileError(
            Message("files with the suffix '{suffix}' are not written", suffix=path.suffix),
            file=str(path),
            hint=Message("use one of {suffixes}", suffixes=join_names(suffixes)),
        )
    if path.is_dir():
        raise FileError(Message("is a folder"), file=str(path), hint=Message("name a file with --out"))
    folder_made(path.parent)
