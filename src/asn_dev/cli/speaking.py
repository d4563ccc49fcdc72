"""Commands that speak the officer's language: their help, and what they say of mistakes.

Texts of commands are written in English where the command is, and looked up in the catalogue when it is
built, which is each time it is run: so the environment decides.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from asn_dev.cli.console import local, remark
from asn_dev.cli.usage import help_in, hint_of, mistake_in_words
from asn_dev.errors import AsnDevError
from asn_dev.messages import Message, joined, language_of_environment, sentence_of

FAULT = 2
"""The exit code of an error of ours."""


def _in_own_language(command: Any) -> None:
    """Put the texts of a command and of what it takes into the language."""
    command.help = _looked_up(command.help)
    for taken in command.params:
        taken.help = _looked_up(getattr(taken, "help", None))
        if taken.metavar:
            taken.metavar = _looked_up(taken.metavar)


def _looked_up(text: str | None) -> str | None:
    return local(sentence_of(text.strip())) if text else text


if TYPE_CHECKING:
    _Command = TyperCommand
else:
    _Command = object  # at run time what it stands before in the order of classes


class _Speaking(_Command):
    """What a command and the group of commands have in common: their help is in the officer's language."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _in_own_language(self)

    def get_help_option(self, ctx: Any) -> Any:
        """The option that asks for the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = local(Message("Show this help and end."))
        return option

    def get_help(self, ctx: Any) -> str:
        """The help."""
        return help_in(super().get_help(ctx), language_of_environment())

    def get_usage(self, ctx: Any) -> str:
        """The line that says how it is used."""
        return help_in(super().get_usage(ctx), language_of_environment())


class SpeakingCommand(_Speaking, TyperCommand):
    """A command whose help is in the officer's language."""


class SpeakingGroup(_Speaking, TyperGroup):
    """The command line as a whole: what goes wrong is a sentence and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; whatever a person can mend is told in a sentence."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        sys.exit(self._main_with_sentences(args, prog_name, complete_var, windows_expand_args, extra))

    def _main_with_sentences(
        self,
        args: Sequence[str] | None,
        prog_name: str | None,
        complete_var: str | None,
        windows_expand_args: bool,
        extra: dict[str, Any],
    ) -> int:
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
            sys.stdout.flush()
        except AsnDevError as error:
            complain(error.sentence)
            return FAULT
        except OSError as error:
            return _screen_gone(error)
        except Exception as error:  # noqa: BLE001  (what is no mistake of a person is raised again)
            if not hasattr(error, "format_message"):
                return _aborted(error)
            return _say_mistake(error)
        return code if isinstance(code, int) else 0


def complain(sentence: str) -> None:
    """Print an error message on the error stream."""
    remark(joined("", [Message("Error:"), " ", sentence]))


def _say_mistake(error: Any) -> int:
    """Say what is wrong with the command as it was typed; without any word the help is the answer."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(str(error.format_message()) + "\n")
        return int(error.exit_code)
    if context is not None:
        remark(joined("", [context.get_usage()]))
    complain(mistake_in_words(error))
    if context is not None:
        remark(joined("", [Message("Hint:"), " ", hint_of(error)]))
    return int(error.exit_code)


def _aborted(error: Exception) -> int:
    """End quietly where the person ended it; anything else is a fault of the program and is raised."""
    if type(error).__name__ != "Abort":
        raise error
    remark(Message("Ended."))
    return 1


def _screen_gone(error: OSError) -> int:
    """The end of a run whose output nobody takes: a pipe that was closed, a disk that is full."""
    if error.errno not in (errno.EPIPE, errno.ENOSPC, errno.EIO):
        raise error
    # Python writes what is left once more when it ends; let that go nowhere.
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        try:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        except (OSError, ValueError):
            return 1
    if error.errno == errno.EPIPE:
        return 1
    complain(Message("the result cannot be written to the screen: {reason}", reason=error.strerror or ""))
    return FAULT
