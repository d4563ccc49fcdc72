"""What people read of files and errors is a message in both languages, and each kind of finding has a name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import asn_dev
import asn_dev.errors
from asn_dev.errors import AsnDevError
from asn_dev.national.sections.finding_words import FINDINGS
from asn_dev.register.cells.nips import why_not

SOURCE = Path(asn_dev.__file__).parent
SEVERITIES = ("info", "repaired", "warning", "unknown", "rejected")
MAKERS = {"Finding", "notice", "Notice", "Stray", "ValueError", "TypeError"} | {
    name
    for name, one in vars(asn_dev.errors).items()
    if isinstance(one, type) and issubclass(one, AsnDevError)
}
ALLOWED = {
    "pip install 'asn-dev[{}]'": "a command to type",
    "pip install 'asn-dev[pandas]'": "a command to type",
    "Questionnaire '{}'": "the name of a record, as the code calls it",
    "_doubtful {}": "the name of a column that nobody sees",
    " (os error": "what a library's sentence is cut at",
    "error: ": "what a library's sentence is cut at",
}
"""Texts with a blank in such calls that are no sentences, each with why."""


def _sentences(node: ast.AST) -> Iterator[ast.expr]:
    """The texts with a blank under a node that are no message: written out, or put together of parts."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Message", "joined", "Text", "text"):
        return
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        if " " in _shape(node).strip(" ,;|>-"):
            yield node
        return
    for child in ast.iter_child_nodes(node):
        yield from _sentences(child)


def _shape(node: ast.expr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.relative_to(SOURCE), node


def test_no_finding_error_or_hint_is_a_plain_sentence():
    plain = {
        f"{path}:{found.lineno}": _shape(found)
        for path, call in _calls()
        if _name(call) in MAKERS
        for found in _sentences(call)
        if _shape(found) not in ALLOWED
    }
    hints = {
        f"{path}:{found.lineno}": _shape(found)
        for path, call in _calls()
        for word in call.keywords
        if word.arg in ("hint", "reason", "message")
        for found in _sentences(word.value)
        if _shape(found) not in ALLOWED
    }
    assert not plain | hints


def _rules() -> Iterator[str]:
    """The codes of findings: what stands before a severity, or is called `rule`."""
    for path, call in _calls():
        if path.parts[0] != "register":
            continue
        for rule, severity in zip(call.args, call.args[1:], strict=False):
            if isinstance(severity, ast.Constant) and severity.value in SEVERITIES:
                yield from [rule.value] if isinstance(rule, ast.Constant) else []
        named = [word.value for word in call.keywords if word.arg == "rule"]
        named += call.args[1:2] if _name(call) in ("_doubt", "_lacking") else []
        yield from (str(one.value) for one in named if isinstance(one, ast.Constant))


def test_every_kind_of_finding_of_the_register_has_a_name_in_both_languages():
    rules = set(_rules())
    assert len(rules) > 80
    assert not rules - set(FINDINGS)
    assert all(words.id.strip() and words.en.strip() for words in FINDINGS.values())


@pytest.mark.parametrize("text", ["1.97808E+17", "19780822199912189", "tidak ada", "197808221999121000"])
def test_why_a_number_is_refused_is_said_in_both_languages(text):
    reason = why_not(text, number=False)
    assert isinstance(reason, asn_dev.errors.Message)
    assert reason.in_("id") != reason.in_("en") == str(reason)


def test_errors_say_their_parts_in_indonesian():
    with pytest.raises(AsnDevError) as caught:
        asn_dev.region("binjay")
    assert str(caught.value).startswith("no region 'binjay' is installed. Hint: installed: ")
    assert caught.value.in_("id").startswith(
        "tidak ada daerah 'binjay' yang terpasang. Petunjuk: terpasang: "
    )
