"""The page of hooks is the contract: names, signatures, versions and users are those of the code."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import pytest

from asn_dev.rules import hookspecs
from asn_dev.rules.plugins import hooks_of

PAGE = (Path(__file__).parents[1] / "docs" / "hooks.md").read_text(encoding="utf-8")
HOOKS = [name for name in vars(hookspecs) if name.startswith("asn_dev_")]
SECTIONS = dict(re.findall(r"^## `(\w+)`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_hook_has_its_section_in_order_and_none_is_left_over():
    """A hook that is added or removed is written down; the table at the top names the same."""
    assert list(SECTIONS) == HOOKS
    assert re.findall(r"^\| \[`(\w+)`\]\(#\w+\)", PAGE, re.MULTILINE) == HOOKS


@pytest.mark.parametrize("hook", HOOKS)
def test_the_section_of_a_hook_shows_its_exact_signature_and_since_when_it_is_there(hook):
    """As the specification has it, arguments with their types included."""
    specification = getattr(hookspecs, hook)
    signature = str(inspect.signature(specification)).replace("'", "")
    assert f"```text\ndef {hook}{signature}\n```" in SECTIONS[hook]
    (since,) = re.findall(r"Since API version \d+\.", inspect.getdoc(specification))
    assert since in SECTIONS[hook]
    named = list(inspect.signature(specification).parameters)
    assert ("Arguments: none." in SECTIONS[hook]) is (not named)
    assert all(f"`{argument}`" in SECTIONS[hook] for argument in named)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_an_example_and_a_plugin_that_uses_it(hook):
    """The example defines the hook; the packages that are named do implement it."""
    (example,) = re.findall(r"```python\n(.*?)```", SECTIONS[hook], re.DOTALL)
    assert f"def {hook}(" in example
    (users,) = re.findall(r"^Used by (.*)\.$", SECTIONS[hook], re.MULTILINE)
    packages = re.findall(r"`([\w.]+)`", users)
    assert packages
    for package in packages:
        assert hook in hooks_of(importlib.import_module(package))
