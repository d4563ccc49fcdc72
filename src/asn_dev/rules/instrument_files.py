"""Reading instrument files: TOML in which an officer can read, and change, what is asked.

A file is refused with all that is wrong with it: unknown keys, missing texts, items of no dimension.
"""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs
import cattrs

from asn_dev.errors import InvalidValueError, ParameterError
from asn_dev.model import Instrument, Item, Respondents
from asn_dev.rules.definitions import Text
from asn_dev.rules.instruments import Questionnaire


@attrs.frozen
class _Item:
    code: str
    dimension: str
    id: str
    en: str
    reversed: bool = False


@attrs.frozen
class _File:
    code: str
    since: date
    name: Text
    scale: tuple[float, float]
    asks: Respondents
    source: str
    dimensions: dict[str, Text]
    items: list[_Item]


def load_questionnaire(file: Traversable | Path) -> Questionnaire:
    """The questionnaire of one file.

    Keys: ``code``, ``since`` (day), ``name`` (id, en), ``scale`` (lowest and highest answer), ``asks``
    (peserta, pegawai or warga), ``source``, ``[dimensions]`` with a name each, and ``[[items]]`` with
    ``code``, ``dimension``, ``id``, ``en`` and, where a high answer is a low score, ``reversed = true``.
    Raises `ParameterError` naming the file and everything that is wrong.

    >>> from importlib.resources import files
    >>> load_questionnaire(files("asn_dev.national") / "instruments" / "readiness.toml").reversed
    ('KP4', 'MO3')
    """
    try:
        found = _converter().structure(tomllib.loads(file.read_text(encoding="utf-8")), _File)
        return _made(found)
    except tomllib.TOMLDecodeError as error:
        raise ParameterError(f"is no TOML: {error}", file=file.name, key="-") from error
    except (cattrs.BaseValidationError, cattrs.ForbiddenExtraKeysError) as error:
        told = cattrs.transform_error(error, path="", format_exception=_said)
        faults = [fault.removesuffix(" @ ").replace("@ .", "at ") for fault in told]
        raise ParameterError("; ".join(faults), file=file.name, key="questionnaire") from error
    except InvalidValueError as error:
        raise ParameterError(error.message, file=file.name, key="questionnaire") from error


def _made(found: _File) -> Questionnaire:
    least, greatest = found.scale
    return Questionnaire(
        instrument=Instrument(
            code=found.code,
            since=found.since,
            name=found.name.id,
            name_en=found.name.en,
            least=least,
            greatest=greatest,
            asks=found.asks,
            source=found.source,
        ),
        items=tuple(
            Item(
                instrument=found.code,
                code=one.code,
                dimension=one.dimension,
                text=one.id,
                text_en=one.en,
                reversed=one.reversed,
            )
            for one in found.items
        ),
        dimensions=found.dimensions,
    )


def _converter() -> cattrs.Converter:
    """Strict: no key that is not known, no text made of a number, no truth made of a text."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind in (str, bool, date):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(Respondents, lambda value, _: Respondents(value))
    return converter


def _exactly(kind: type) -> Any:
    def structure(value: object, _: type) -> object:
        if type(value) is not kind:
            raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
        return value

    return structure


def _number(value: object, _: type) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"expected a number, got {type(value).__name__}")
    return float(value)


def _said(error: BaseException, kind: type | None) -> str:
    if isinstance(error, KeyError):
        return f"'{error.args[0]}' is missing"
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return "unknown keys: " + ", ".join(sorted(error.extra_fields))
    if isinstance(error, ValueError) and isinstance(kind, type) and issubclass(kind, Respondents):
        return "one of " + ", ".join(Respondents)
    return str(error)
