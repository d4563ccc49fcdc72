"""The errors of asn_dev: each says what is wrong, where, and what to do next.

Every error derives from `AsnDevError` and from the builtin it is a kind of, so that an app can
catch all of ours at once or go on catching `ValueError`. Personal numbers are masked before they
reach a message (see `asn_dev.model.nip.mask`).
"""

from __future__ import annotations

from collections.abc import Sequence

from asn_dev.masking import hidden


class AsnDevError(Exception):
    """The root of every error that asn_dev raises on purpose.

    >>> str(AsnDevError("the file is empty", hint="export it again"))
    'the file is empty. Hint: export it again'
    """

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        self.message = hidden(message)
        self.hint = None if hint is None else hidden(hint)
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message}. Hint: {self.hint}" if self.hint else self.message


class InvalidValueError(AsnDevError, ValueError):
    """A value outside what its field allows; names record and field."""

    def __init__(self, message: str, *, record: str, field: str) -> None:
        self.record = record
        self.field = field
        super().__init__(f"{record}.{field}: {message}")


class InvalidRecordsError(AsnDevError, ValueError):
    """Several faults in rows that were to become records: all of them, each with its path."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults: " + "; ".join(self.faults))


class FileError(AsnDevError, OSError):
    """A file that cannot be read or recognised; names the file."""

    def __init__(self, message: str, *, file: str, hint: str | None = None) -> None:
        self.file = file
        super().__init__(f"{file}: {message}", hint=hint)


class MissingExtraError(AsnDevError, ImportError):
    """Something that the plain installation does not bring; says which extra does.

    >>> str(MissingExtraError("a PDF", extra="pdf"))
    "a PDF needs more than the plain installation. Hint: pip install 'asn-dev[pdf]'"
    """

    def __init__(self, what: str, *, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{what} needs more than the plain installation", hint=f"pip install 'asn-dev[{extra}]'"
        )


class TableError(AsnDevError, KeyError):
    """A table or column that the register does not hold, or holds in the wrong shape."""


class ParameterError(AsnDevError, ValueError):
    """A parameter file that breaks the rules for parameters; names file and key."""

    def __init__(self, message: str, *, file: str, key: str, hint: str | None = None) -> None:
        self.file = file
        self.key = key
        super().__init__(f"{file}: {key}: {message}", hint=hint)


class RuleError(AsnDevError, ValueError):
    """A rule that cannot be placed in the graph; names rule and plugin."""

    def __init__(self, message: str, *, rule: str, plugin: str, hint: str | None = None) -> None:
        self.rule = rule
        self.plugin = plugin
        super().__init__(f"rule '{rule}' of plugin '{plugin}': {message}", hint=hint)


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
        where = f"plugin '{plugin}'" + (f" {version}" if version else "")
        where += f", hook '{hook}'" if hook else ""
        super().__init__(f"{where}: {message}", hint=hint)


class ConformanceError(AsnDevError, AssertionError):
    """A region that breaks what the conformance kit checks; `failures` says each with rule and remedy."""

    def __init__(self, region: str, failures: Sequence[str]) -> None:
        self.region = region
        self.failures = tuple(failures)
        super().__init__("\n- ".join([f"region '{region}': {len(failures)} checks failed", *failures]))


class InfeasibleError(AsnDevError, ValueError):
    """Demands that contradict each other; `demands` names them, and none of them could be left out."""

    def __init__(self, message: str, *, demands: Sequence[str]) -> None:
        self.demands = tuple(demands)
        super().__init__(f"{message}: {'; '.join(demands)}", hint="give up or loosen one of them")


def join_names(names: Sequence[str]) -> str:
    """Names as a sentence lists them: ``'a', 'b' and 'c'``.

    >>> join_names(["a", "b", "c"])
    "'a', 'b' and 'c'"
    """
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
