"""Every message exists in both languages, with the same values, from one catalogue."""

from __future__ import annotations

import ast
import pickle
import string
from pathlib import Path

import asn_dev
from asn_dev.messages import Message, catalogue

SOURCE = Path(asn_dev.__file__).parent


def _templates() -> dict[str, str]:
    """The template of every message that the code makes, with the place of it."""
    templates = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message":
                if not isinstance(node.args[0], ast.Constant):
                    assert path.name == "messages.py", f"{path}:{node.lineno}: a template is written out"
                    continue
                template = ast.literal_eval(node.args[0])
                templates[template] = f"{path.relative_to(SOURCE)}:{node.lineno}"
    return templates


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_every_message_of_the_code_has_an_indonesian_sentence_with_the_same_values():
    indonesian = catalogue("id")
    lacking = {place: text for text, place in _templates().items() if text not in indonesian}
    assert not lacking
    assert not {text for text in _templates() if _names(text) != _names(indonesian[text])}


def test_a_message_is_its_english_text_and_survives_pickling():
    message = Message("{count} values for {headings} headings", count=3, headings=2)
    copied = pickle.loads(pickle.dumps(message))  # noqa: S301 - ours, made a line above
    assert message == copied == "3 values for 2 headings"
    assert copied.in_("id") == message.in_("id") != message


def test_values_with_braces_are_taken_as_they_stand():
    assert Message("a {name}", name="{x} {") == "a {x} {"
