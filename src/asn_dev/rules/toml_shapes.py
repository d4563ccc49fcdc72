"""TOML files of one shape: read strictly into a class, with everything that is wrong in one error."""

from __future__ import annotations

import tomllib
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, cast

import cattrs

from asn_dev.errors import ParameterError
from asn_dev.messages import Message, sentence_in

T = TypeVar("T")


def read_shape(file: Traversable | Path, shape: type[T], *, key: str) -> T:
    """What a file says, as an object of an attrs class.

    A text that was read before gives the same object, which is not to be changed. Strict: no unknown key, no
    text made of a number, no truth made of a text. Raises `ParameterError` naming the file and all its
    faults; `key` is what the file is about.
    """
    try:
        structured: T = _structured(file.read_text(encoding="utf-8"), cast(Any, shape))
        return structured
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ParameterError(
            Message("is no TOML: {error}", error=str(error)), file=file.name, key=key
        ) from error
    except (cattrs.BaseValidationError, cattrs.ForbiddenExtraKeysError) as error:
        sentences = cattrs.transform_error(error, path="", format_exception=_said)
        faults = [fault.removesuffix(" @ ").replace("@ .", "at ") for fault in sentences]
        raise ParameterError("; ".join(faults), file=file.name, key=key) from error


@lru_cache(256)
def _structured(text: str, shape: Any) -> Any:
    return _converter().structure(tomllib.loads(text), shape)


@cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind in (str, bool, int, date):
        converter.register_structure_hook(kind, _exactly)
    converter.register_structure_hook(float, _number)
    return converter


def _exactly(value: object, kind: type) -> object:
    if issubclass(kind, Enum):  # cattrs hands these to the hook of str
        return kind(value)
    if type(value) is not kind:
        raise TypeError(
            Message("expected {expected}, got {kind}", expected=kind.__name__, kind=type(value).__name__)
        )
    return value


def _number(value: object, _: type) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(Message("expected a number, got {kind}", kind=type(value).__name__))
    return float(value)


def _said(error: BaseException, kind: type | None) -> str:
    if isinstance(error, KeyError):
        return Message("'{name}' is missing", name=error.args[0])
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return Message("unknown keys: {names}", names=", ".join(sorted(error.extra_fields)))
    if isinstance(error, ValueError) and kind is not None and issubclass(kind, Enum):
        return Message("one of {names}", names=", ".join(member.value for member in kind))
    return sentence_in(error)
