"""The conformance kit: whether a plugin keeps what every plugin must keep; see docs/conformance.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from asn_dev.messages import Message
from asn_dev.testing.conformance.outcomes import Conformance, Outcome

if TYPE_CHECKING:
    from asn_dev.testing.conformance.running import Progress, Suite

__all__ = ["Conformance", "Outcome", "check_region", "region_tests"]

ON, SEED, EXAMPLES = "2025-12-31", 1, 8


def check_region(
    name: str,
    *,
    on: str = ON,
    expected: Mapping[str, str] | None = None,
    seed: int = SEED,
    examples: int = EXAMPLES,
    progress: Progress | None = None,
) -> Conformance:
    """Check the plugin of a region: all rules, parameters, instruments and sections of its own.

    Args:
        name: the region, as ``asn-dev regions`` lists it.
        on: the day whose values and rules are tried.
        expected: checks that are known to fail, each with the reason; one that passes is a failure.
        seed: the same seed tries the same rows.
        examples: how many registers are generated.
        progress: called with how many checks are done, of how many, and the next one.

    Returns:
        One outcome for each check; see `Conformance.passed` and `Conformance.failures`.

    Raises:
        UnknownNameError: for a check in `expected` that the region does not have.

    >>> from asn_dev.testing import check_region
    >>> result = check_region("kota-yang-tidak-ada")
    >>> result.passed, result.failures[0].check
    (False, 'identity')
    """
    return _suite(name, on, expected, seed, examples).run(progress)


def region_tests(
    name: str,
    *,
    on: str = ON,
    expected: Mapping[str, str] | None = None,
    seed: int = SEED,
    examples: int = EXAMPLES,
) -> Callable[..., None]:
    """Make pytest tests of a region: one for each check, and a last one that counts them.

    Put ``test_conformance = region_tests("binjai")`` into a test file. The arguments are those of
    `check_region`. Needs ``asn-dev[testing]``.
    """
    from asn_dev.testing.conformance.pytest_form import region_tests as made

    return made(_suite(name, on, expected, seed, examples))


def _suite(name: str, on: str, expected: Mapping[str, str] | None, seed: int, examples: int) -> Suite:
    try:
        from asn_dev.testing.conformance.running import Suite
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(
            Message(
                "the conformance kit needs {module}: pip install 'asn-dev[testing]'", module=missing.name
            ),
            name=missing.name,
        ) from None
    return Suite(name, on, expected or {}, seed, examples)
