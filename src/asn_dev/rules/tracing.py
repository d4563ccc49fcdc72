"""Tracing: who listens is told of each call of a hook, which plugin answered, what, and how long it took.

Told are kinds and counts, never contents. ``ASN_DEV_TRACE=1`` writes the calls to standard error.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources.abc import Traversable
from time import perf_counter
from typing import TypeVar

import attrs

from asn_dev.rules.book import PluginInfo

T = TypeVar("T")

VARIABLE = "ASN_DEV_TRACE"


@attrs.frozen
class HookCall:
    """One call of a hook: `answer` says what came back, as kinds and counts, or what was raised."""

    plugin: PluginInfo
    hook: str
    answer: str
    milliseconds: float

    def __str__(self) -> str:
        who = f"{self.plugin.name} {self.plugin.version}"
        return f"{who}: {self.hook} -> {self.answer} ({self.milliseconds:.1f} ms)"


Listener = Callable[[HookCall], object]

_listening: ContextVar[Listener | None] = ContextVar("listening", default=None)


@contextmanager
def traced(listener: Listener) -> Iterator[None]:
    """Tell a listener of every hook that is called inside.

    >>> import asn_dev
    >>> calls = []
    >>> with traced(calls.append):
    ...     region = asn_dev.region("nasional", on="2025-12-31")
    >>> [call.hook for call in calls if "Summary" in call.answer]
    ['asn_dev_rules']
    """
    before = _listening.set(listener)
    try:
        yield
    finally:
        _listening.reset(before)


def to_stderr(call: HookCall) -> None:
    """Write a call as a line to standard error."""
    sys.stderr.write(f"{call}\n")


def call_traced(plugin: PluginInfo, hook: str, call: Callable[[], T]) -> T:
    """Call a hook and report it to the listener, even if it raises."""
    listener = _listening.get() or (to_stderr if os.environ.get(VARIABLE, "0") not in ("", "0") else None)
    if listener is None:
        return call()
    start = perf_counter()
    answer = "raised BaseException"
    try:
        returned = call()
        answer = _in_short(returned)
    except Exception as error:
        answer = f"raised {type(error).__name__}"
        raise
    finally:
        listener(HookCall(plugin, hook, answer, (perf_counter() - start) * 1000))
    return returned


def _in_short(answer: object) -> str:
    """Kinds and counts of an answer: ``3 Indicator, 1 Summary``."""
    if isinstance(answer, list) and len(answer) == 1:  # pluggy's list of the one answer
        answer = answer[0]
    if not isinstance(answer, Sequence) or isinstance(answer, str):
        return type(answer).__name__
    kinds = Counter("file" if isinstance(one, Traversable) else type(one).__name__ for one in answer)
    return ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "nothing"
