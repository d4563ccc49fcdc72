"""Old public names that still work: each warns the one who uses it, and says the new name."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from asn_dev.messages import Message

P = ParamSpec("P")
T = TypeVar("T")


def renamed_function(old: str, function: Callable[P, T]) -> Callable[P, T]:
    """A function under its old name, which warns and calls the new one.

    >>> import pytest
    >>> largest = renamed_function("largest", max)
    >>> with pytest.warns(DeprecationWarning, match="'largest' is now called 'max'"):
    ...     largest(1, 2)
    2
    """

    @functools.wraps(function)
    def under_old_name(*args: P.args, **kwargs: P.kwargs) -> T:
        _warn(old, function.__name__)
        return function(*args, **kwargs)

    under_old_name.__name__ = under_old_name.__qualname__ = old
    under_old_name.__doc__ = f"Old name of `{function.__name__}`; it goes in 1.0."
    return under_old_name


def renamed_arguments(**renamed: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Let a function take arguments by their old names too, with a warning; both at once is an error.

    >>> import pytest
    >>> @renamed_arguments(colour="color")
    ... def paint(*, color):
    ...     return color
    >>> with pytest.warns(DeprecationWarning, match="'colour' is now called 'color'"):
    ...     paint(colour="red")
    'red'
    """

    def accept(function: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(function)
        def with_old_names(*args: P.args, **kwargs: P.kwargs) -> T:
            present: dict[str, Any] = kwargs
            for old in renamed.keys() & present.keys():
                new = renamed[old]
                if new in present:
                    raise TypeError(
                        Message(
                            "{function} got both '{new}' and its old name '{old}'",
                            function=function.__name__,
                            new=new,
                            old=old,
                        )
                    )
                _warn(old, new)
                present[new] = present.pop(old)
            return function(*args, **kwargs)

        return with_old_names

    return accept


def _warn(old: str, new: str) -> None:
    warnings.warn(
        f"{old!r} is now called {new!r}; the old name goes in 1.0", DeprecationWarning, stacklevel=3
    )
