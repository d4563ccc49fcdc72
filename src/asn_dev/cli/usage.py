"""Mistakes in a command as it was typed: what the parser of the command line says, in our sentences.

The parser speaks English alone. Each sentence it has is known here by its form; one that is not (of a later
version) is shown as it is.
"""

from __future__ import annotations

import re
from typing import Any

from asn_dev.errors import did_you_mean
from asn_dev.messages import Message, in_language, joined

_SENTENCES = (
    (r"Missing argument '(?P<name>[^']*)'.*", Message("the argument {name} is missing")),
    (r"Missing (?:option|parameter) '?(?P<name>[^']*)'?.*", Message("the option {name} is missing")),
    (r"Missing command\.", Message("a command is missing")),
    (r"No such command '(?P<name>.*?)'\.?.*", Message("there is no command '{name}'")),
    (r"No such option: (?P<name>\S+).*", Message("there is no option {name}")),
    (
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)",
        Message("there is more than the command takes: {words}"),
    ),
    (
        r"Option '(?P<name>[^']*)' (?:requires|takes) (?:an argument|\d+ arguments?|\d+ values)\.?",
        Message("the option {name} needs a value"),
    ),
    (r"Option '(?P<name>[^']*)' does not take a value\.?", Message("the option {name} takes no value")),
    (r"Argument '(?P<name>[^']*)' takes \d+ values\.?", Message("the argument {name} needs more values")),
    (
        r"Invalid value for '?(?P<name>.*?)'?: '?(?P<value>.*?)'? is not a valid (?:int|integer)(?: range)?\.?",  # noqa: E501
        Message("{name}: '{value}' is no whole number"),
    ),
    (
        r"Invalid value for '?(?P<name>.*?)'?: '?(?P<value>.*?)'? is not a valid (?:float|float range)\.?",
        Message("{name}: '{value}' is no number"),
    ),
    (
        r"Invalid value for '?(?P<name>.*?)'?: (?P<value>\S+) is (?:not in the range|smaller than|less than).*?"  # noqa: E501
        r"(?P<least>\d[\d.]*).*",
        Message("{name}: {value} is less than {least}, the least that is possible"),
    ),
)


def mistake_in_words(error: Any) -> Message:
    """Say what is wrong with the command, by our own sentence or, where there is none, by the parser's."""
    own = getattr(error, "message", None)
    hint = getattr(error, "param_hint", None)
    if isinstance(own, Message):
        return Message("{name}: {message}", name=_plain(hint), message=own) if hint else own
    text = str(error.format_message())
    for pattern, sentence in _SENTENCES:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return sentence.with_(**match.groupdict())
    return joined("", [text])


def _plain(hint: object) -> str:
    return (
        hint
        if isinstance(hint, str)
        else " / ".join(map(str, hint))
        if isinstance(hint, (list, tuple))
        else ""
    )


def hint_of(error: Any) -> Message:
    """Say what to do next: the name that was meant, or where the help is."""
    context = error.ctx
    command = context.command
    name = re.search(r"No such command '(.*?)'", str(error.message))
    names = list(getattr(command, "commands", {}))
    option = getattr(error, "option_name", "")
    if option and "No such option" in str(error.message):
        names, name = [one for given in command.params for one in given.opts], re.match("(.*)", option)
    meant = did_you_mean(name[1], names) if name else None
    see = Message("see '{command} --help'", command=context.command_path)
    return joined(" ", [meant, see]) if meant else see


_HELP_WORDS = (
    (re.compile(r"\[default: "), Message("[default: ")),
    (re.compile(r"\[default:$", re.MULTILINE), Message("[default:")),
    (re.compile(r"\[required\]"), Message("[required]")),
    (re.compile(r"\[OPTIONS\]"), Message("[OPTIONS]")),
    (re.compile(r"COMMAND \[ARGS\]\.\.\."), Message("COMMAND [ARGS]...")),
    (re.compile(r"^Usage:", re.MULTILINE), Message("Usage:")),
    (re.compile(r"^Options:", re.MULTILINE), Message("Options:")),
    (re.compile(r"^Arguments:", re.MULTILINE), Message("Arguments:")),
    (re.compile(r"^Commands:", re.MULTILINE), Message("Commands:")),
)
"""What the parser writes around our own texts in a help, with the words of each language."""


def help_in(text: str, language: str) -> str:
    """Translate the parser's own words in a help text.

    >>> help_in("Usage: asn-dev [OPTIONS]", "id")
    'Pemakaian: asn-dev [OPSI]'
    """
    for pattern, words in _HELP_WORDS:
        text = pattern.sub(in_language(words, language).replace("\\", r"\\"), text)
    return text
