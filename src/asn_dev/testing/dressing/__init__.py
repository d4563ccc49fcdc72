"""A city as its offices would hand it over: the same facts in the dress that chance gives to each file.

Headings and their order, lines above and below, merged headings, kinds of files, separators, decimal signs,
styles of days, words for codes, and lists that have nothing to do with it. The same tables and seed give the
same files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import polars as pl

from asn_dev.model import CivilServant, Job, RequiredLevel, plural_of
from asn_dev.register.whole_files import made_folder, write_whole
from asn_dev.rules.instruments import Questionnaire
from asn_dev.testing.dressing.chance import Chance
from asn_dev.testing.dressing.containers import BARE, BOOKS, ONE_SHEET, packed
from asn_dev.testing.dressing.extras import side_lists
from asn_dev.testing.dressing.grid import Grid
from asn_dev.testing.dressing.others import OTHERS, asked, remaining
from asn_dev.testing.dressing.outfits import grids
from asn_dev.testing.dressing.sheets import KINDS, Kind

__all__ = ["Dressed", "dressed", "write_dressed"]

_SHEET_NAME = 31
_WHOLE = "Data Kepegawaian 2025"
_NO_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


@attrs.frozen(eq=False)
class Dressed:
    """The files of a dressed city, and which of them hold the sheet of a record."""

    files: Mapping[str, bytes]
    holding: Mapping[type, tuple[str, ...]]


def dressed(
    tables: Mapping[type, pl.DataFrame],
    seed: int,
    *,
    containers: Sequence[str] = (*ONE_SHEET, *BOOKS),
    archives: bool = True,
    questionnaires: Sequence[Questionnaire] = (),
    city: str = "Kota Contoh",
) -> Dressed:
    """The files in which offices would hand over the tables of a city.

    `tables` are those of `synthetic_city`, or some of them. `containers` are the kinds of files to choose
    from; `archives` says whether all may come in one. Answers to `questionnaires` of a region stand in a
    sheet for each, which is read where the region has it. `city` is the government that titles name.

    >>> from asn_dev.testing.synthetic import synthetic_city
    >>> city = synthetic_city(people=20)
    >>> dressed(city, 3).files == dressed(city, 3).files
    True
    """
    chance = Chance(seed, "folder")
    whole = chance.of(list(BOOKS)) if set(BOOKS) <= set(containers) and chance.happens(0.2) else ""
    files: dict[str, bytes] = {}
    holding: dict[type, tuple[str, ...]] = {}
    book: list[Grid] = []
    for kind, frame in _kept(tables, questionnaires):
        topic = kind.topic or plural_of(kind.record)
        lots = Chance(seed, topic)
        container = whole or lots.of(containers)
        sheets = grids(kind, frame, lots, bare=container in BARE, city=city)
        if kind.record is CivilServant and container in BOOKS:
            sheets = lots.shuffled([*sheets, *side_lists(tables[CivilServant], lots)])
        named = _named(sheets, kind, lots)
        if whole:
            book += named
            holding[kind.record] = (f"{_WHOLE}{BOOKS[whole][0]}",)
            continue
        written = dict(_files(named, container, _file_name(lots.of(kind.files), files)))
        files |= written
        holding[kind.record] = (*holding.get(kind.record, ()), *written)
    if whole:
        suffix, write = BOOKS[whole]
        files[f"{_WHOLE}{suffix}"] = write(_distinct(book))
    if CivilServant in tables:
        files |= _side_files(tables[CivilServant], chance)
    if archives and chance.happens(0.1):
        files = {"kiriman.zip": packed(files)}
        holding = {
            record: tuple(f"kiriman.zip/{name}" for name in names) for record, names in holding.items()
        }
    return Dressed(files, holding)


def write_dressed(
    folder: str | Path,
    tables: Mapping[type, pl.DataFrame],
    seed: int,
    questionnaires: Sequence[Questionnaire] = (),
    city: str = "Kota Contoh",
) -> None:
    """Write the tables of a city as offices hand them over, in files of many kinds."""
    folder = made_folder(folder)
    office = dressed(tables, seed, archives=False, questionnaires=questionnaires, city=city)
    for name, content in office.files.items():
        write_whole(folder / name, content)


def _kept(
    tables: Mapping[type, pl.DataFrame], questionnaires: Sequence[Questionnaire]
) -> Iterator[tuple[Kind, pl.DataFrame]]:
    """The sheets that an office keeps of these tables, with their lines; none that would be empty."""
    wide = [questionnaire.code for questionnaire in questionnaires]
    for kind in (*KINDS, *OTHERS, *map(asked, questionnaires), remaining(wide)):
        needed = {kind.record, Job} if kind.record is RequiredLevel else {kind.record}
        if needed <= tables.keys():
            frame = kind.frame(tables)
            if frame.height or not kind.topic:
                yield kind, frame


def _file_name(name: str, taken: Mapping[str, bytes]) -> str:
    """A name that no other file of the folder begins with."""
    return f"{name} (2)" if any(other.startswith(f"{name}.") for other in taken) else name


def _named(sheets: Sequence[Grid], kind: Kind, chance: Chance) -> list[Grid]:
    """The sheets with the names that they have in a workbook: of what they hold, or none."""
    called = chance.of(kind.files)
    plain = chance.happens(0.3)
    names = [
        f"Sheet{at}" if plain else (grid.name or called).translate(_NO_NAME)[:_SHEET_NAME]
        for at, grid in enumerate(sheets, 1)
    ]
    return _distinct([attrs.evolve(grid, name=name) for grid, name in zip(sheets, names, strict=True)])


def _distinct(sheets: Sequence[Grid]) -> list[Grid]:
    """No two sheets of a workbook have one name."""
    names: set[str] = set()
    others = []
    for grid in sheets:
        name, copy = grid.name, 2
        while name.lower() in names:
            name, copy = f"{grid.name[: _SHEET_NAME - 5]} ({copy})", copy + 1
        names.add(name.lower())
        others.append(attrs.evolve(grid, name=name))
    return others


def _files(sheets: Sequence[Grid], container: str, name: str) -> Iterator[tuple[str, bytes]]:
    if container in BOOKS:
        suffix, write = BOOKS[container]
        yield name + suffix, write(sheets)
        return
    suffix, write = ONE_SHEET[container]
    for at, grid in enumerate(sheets, 1):
        yield (f"{name} {at}{suffix}" if len(sheets) > 1 else name + suffix), write([grid])


def _side_files(people: pl.DataFrame, chance: Chance) -> dict[str, bytes]:
    """Side lists in files of their own, some of which come first in the folder."""
    suffix, write = ONE_SHEET[chance.of(["csv comma utf-8", "csv semicolon utf-8-sig", "html named xls"])]
    first = "01 " if chance.happens(0.5) else ""
    return {f"{first}{grid.name}{suffix}": write([grid]) for grid in side_lists(people, chance)}
