"""The result of a stage: what it tells, and the files that it becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import attrs

from asn_dev.results.readable import Readable
from asn_dev.results.saving import save_result


class Result(Readable):
    """A result of a stage: attrs fields that are plain facts, and others that hold declared tables.

    A subclass declares its tables with `rows_of`, and says its `title`, `facts` and `summary`. Tables are
    Polars frames with at least the declared columns.
    """

    __slots__ = ()

    def save(self, path: str | Path, *, language: str | None = None) -> Path:
        """Write everything in the form that the file's ending names, and return the path.

        ``.xlsx``: a workbook with a sheet for each table; ``.json``: `to_dict`; ``.html``: a page;
        ``.zip``: a CSV for each table. Headings and words for codes are in the result's language or in
        `language`; sentences stay in the one they were made in. Persons are shown.

        Raises `FileError` for another ending, or where the file cannot be written.
        """
        spoken = attrs.evolve(cast(Any, self), language=language) if language else self
        return save_result(spoken, Path(path))
