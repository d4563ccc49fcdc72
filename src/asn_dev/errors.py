"""The errors of asn_dev: each says what is wrong, where, and what to do next.

Every error derives from `AsnDevError` and from the builtin it is a kind of, so that an app can
catch all of ours at once or go on catching `ValueError`. As text an error is English; `in_` says it in
Indonesian. Personal numbers are masked before they reach a message (see `asn_dev.model.nip.mask`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from asn_dev.masking import hidden
from asn_dev.messages import Message, in_language, joined


class AsnDevError(Exception):
    """The root of every error that asn_dev raises on purpose.

    >>> error = AsnDevError("the file is empty", hint="export it again")
    >>> str(error)
    'the file is empty. Hint: export it again'
    >>> error.in_("id")
    'the file is empty. Petunjuk: export it again'
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        self.message = hidden(message)
        self.hint = None if hint is None else hidden(hint)
        super().__init__(self.message)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do next."""
        if not self.hint:
            return self.message
        return Message("{message}. Hint: {hint}", message=self.message, hint=self.hint)

    def in_(self, language: str) -> str:
        """What is wrong and what to do next, in ``"id"`` or ``"en"``."""
        return in_language(self.sentence, language)

    def __str__(self) -> str:
        return str(self.sentence)

    def __reduce__(self) -> tuple[Any, ...]:
        # What an error was made of stands in its fields; some of that only keywords could hand over.
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[AsnDevError], args: tuple[object, ...], fields: dict[str, object]) -> AsnDevError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(fields)
    return error


class InvalidValueError(AsnDevError, ValueError):
    """A value outside what its field allows; names record and field."""

    def __init__(self, message: str, *, record: str, field: str) -> None:
        self.record = record
        self.field = field
        self.fault = hidden(message)
        super().__init__(Message("{record}.{field}: {message}", record=record, field=field, message=message))


class InvalidRecordsError(AsnDevError, ValueError):
    """Several faults in rows that were to become records: all of them, each with its path."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(Message("{count} faults: {faults}", count=len(faults), faults=joined("; ", faults)))


class FileError(AsnDevError, OSError):
    """A file that cannot be read or recognised; names the file."""

    def __init__(self, message: str, *, file: str, hint: str | None = None) -> None:
        self.file = file
        super().__init__(Message("{file}: {message}", file=file, message=message), hint=hint)


class MappingError(AsnDevError, ValueError):
    """A map of files that cannot be used; `faults` says each of them with its key."""

    def __init__(self, faults: Sequence[str], *, file: str) -> None:
        self.file = file
        self.faults = tuple(faults)
        super().__init__(Message("{file}: {message}", file=file, message=joined("; ", faults)))


class MissingExtraError(AsnDevError, ImportError):
    """Something that the plain installation does not bring; says which extra does.

    >>> str(MissingExtraError("a PDF", extra="pdf"))
    "a PDF needs more than the plain installation. Hint: pip install 'asn-dev[pdf]'"
    """

    def __init__(self, what: str, *, extra: str) -> None:
        self.extra = extra
        super().__init__(
            Message("{what} needs more than the plain installation", what=what),
            hint=f"pip install 'asn-dev[{extra}]'",
        )


class TableError(AsnDevError, KeyError):
    """A table or column that the register does not hold, or holds in the wrong shape."""


class ParameterError(AsnDevError, ValueError):
    """A parameter file that breaks the rules for parameters; names file and key."""

    def __init__(self, message: str, *, file: str, key: str, hint: str | None = None) -> None:
        self.file = file
        self.key = key
        super().__init__(Message("{file}: {key}: {message}", file=file, key=key, message=message), hint=hint)


class RuleError(AsnDevError, ValueError):
    """A rule that cannot be placed in the graph; names rule and plugin."""

    def __init__(self, message: str, *, rule: str, plugin: str, hint: str | None = None) -> None:
        self.rule = rule
        self.plugin = plugin
        super().__init__(
            Message(
                "rule '{rule}' of plugin '{plugin}': {message}", rule=rule, plugin=plugin, message=message
            ),
            hint=hint,
        )


class UnknownNameError(AsnDevError, LookupError):
    """A name that nothing answers to: an indicator, a parameter, a record, a key, a region."""


class NotInForceError(UnknownNameError):
    """A parameter that has values, but none in force on the day asked for."""


class PluginError(AsnDevError, RuntimeError):
    """A plugin that cannot be used; names plugin, version and, where it applies, the hook."""

    def __init__(
        self,
        message: str,
        *,
        plugin: str,
        version: str | None = None,
        hook: str | None = None,
        hint: str | None = None,
    ) -> None:
        self.plugin = plugin
        self.version = version
        self.hook = hook
        where: Message = joined(
            " ", [Message("plugin '{plugin}'", plugin=plugin), *([version] if version else [])]
        )
        if hook:
            where = Message("{where}, hook '{hook}'", where=where, hook=hook)
        super().__init__(Message("{where}: {message}", where=where, message=message), hint=hint)


class ConformanceError(AsnDevError, AssertionError):
    """A region that breaks what the conformance kit checks; `failures` says each with rule and remedy."""

    def __init__(self, region: str, failures: Sequence[str]) -> None:
        self.region = region
        self.failures = tuple(failures)
        head = Message("region '{region}': {count} checks failed", region=region, count=len(failures))
        super().__init__(joined("\n- ", [head, *failures]))


class InfeasibleError(AsnDevError, ValueError):
    """Demands that contradict each other.

    `contradictions` holds every separate one, each the demands of which none could be left out; `demands`
    has those of all.
    """

    def __init__(self, message: str, *, contradictions: Sequence[Sequence[str]]) -> None:
        self.contradictions = tuple(map(tuple, contradictions))
        self.demands = tuple(dict.fromkeys(demand for part in self.contradictions for demand in part))
        first, *others = [joined("; ", part) for part in self.contradictions]
        besides = [Message("; nor these: {demands}", demands=part) for part in others]
        super().__init__(
            Message("{message}: {demands}", message=message, demands=joined("", [first, *besides])),
            hint=Message("give up or loosen one of each")
            if others
            else Message("give up or loosen one of them"),
        )


def join_names(names: Sequence[str]) -> Message:
    """Names as a sentence lists them: ``'a', 'b' and 'c'``.

    >>> join_names(["a", "b", "c"])
    "'a', 'b' and 'c'"
    """
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 2:
        return joined("", quoted)
    return Message("{names} and {last}", names=", ".join(quoted[:-1]), last=quoted[-1])


def did_you_mean(name: str, names: Iterable[str]) -> Message | None:
    """A hint that offers the names most like one that nothing answers to.

    >>> did_you_mean("Binja", ["binjai", "medan"])
    "did you mean 'binjai'?"
    """
    by_word = {word.casefold(): word for word in names}
    close = get_close_matches(name.casefold(), by_word, n=3)
    return (
        Message("did you mean {names}?", names=_either([by_word[word] for word in close])) if close else None
    )


def _either(names: Sequence[str]) -> Message:
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 2:
        return joined("", quoted)
    return Message("{names} or {last}", names=", ".join(quoted[:-1]), last=quoted[-1])
