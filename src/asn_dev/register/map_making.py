"""Writing the map of a folder: what is understood, guesses at the rest, and what there is to choose from."""

from __future__ import annotations

from pathlib import Path

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.aliases import Aliases
from asn_dev.register.layouts import layouts
from asn_dev.register.map_guesses import Guess
from asn_dev.register.map_writing import guesses, map_text
from asn_dev.register.mapping import MAP_NAME, codes_of
from asn_dev.register.opening import known_headings
from asn_dev.register.reading import HasNames
from asn_dev.register.whole_files import write_whole


@attrs.frozen
class MapWritten:
    """Where the map was written, what it says of each sheet, and what could not be opened."""

    path: Path
    guesses: tuple[Guess, ...]
    not_opened: tuple[FileError, ...]


def write_map(
    folder: str | Path,
    *,
    region: HasNames | None = None,
    out: str | Path | None = None,
    language: str = "id",
    force: bool = False,
) -> MapWritten:
    """Write the map of a folder to `out` (``pemetaan.toml`` in the folder) for a person to correct.

    Raises `FileError` where there is a map already (unless `force`), nothing to read, or no place to write.
    """
    folder = Path(folder)
    path = Path(out) if out else (folder if folder.is_dir() else folder.parent) / MAP_NAME
    if path.exists() and not force:
        raise FileError(
            Message("is there already, and a person may have corrected it"),
            file=str(path),
            hint=Message("--force writes it anew, --out FILE writes elsewhere"),
        )
    aliases = region.aliases if region else Aliases()
    kinds = layouts(region.instruments.questionnaires() if region else ())
    versions = region.instruments.ever() if region else ()
    sheets, faults = guesses(folder, kinds, versions, aliases, known_headings(kinds, aliases, None))
    codes = {(kind.name, given.field): codes_of(given) for kind in kinds for given in kind.sources}
    text = map_text(sheets, codes, language)
    write_whole(path, text.encode())
    return MapWritten(path, tuple(sheets), tuple(faults))
