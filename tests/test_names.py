"""Names say what a thing holds, and modules stay short enough to read at one sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES = 350
EMPTY = {"found", "made", "told", "said", "given", "one", "known", "place"}
"""Words that tell of a variable how it came about, not what it is."""

ROOMS = sorted(path for folder in ("src/asn_dev", "plugins") for path in (ROOT / folder).iterdir())


def _modules(*folders: Path) -> list[Path]:
    """The modules in folders; a module may be named by itself."""
    return [path for folder in folders for path in [folder, *sorted(folder.rglob("*.py"))] if path.is_file()]


def _variables(node: ast.AST) -> Iterator[tuple[str, int]]:
    """The names that assignments, loops, `with` and arguments bind, with their lines.

    Not in comprehensions, where the word stands beside its meaning, and not the fields of a class.
    """
    if isinstance(node, ast.ClassDef):
        for statement in node.body:
            yield from () if isinstance(statement, ast.AnnAssign) else _variables(statement)
        return
    if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id, node.lineno
    if isinstance(node, ast.arg):
        yield node.arg, node.lineno
    if isinstance(node, (ast.ExceptHandler, ast.MatchAs)) and node.name:
        yield node.name, node.lineno
    for child in ast.iter_child_nodes(node):
        yield from _variables(child)


def empty_names(path: Path) -> list[str]:
    """Where a module has a variable whose name says nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [f"{path.relative_to(ROOT)}:{line}: {name}" for name, line in _variables(tree) if name in EMPTY]


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_variables_are_called_after_what_they_hold(room):
    modules = [path for path in _modules(room) if path.suffix == ".py"]
    assert not [line for path in modules for line in empty_names(path)]


def test_modules_can_be_read_at_one_sitting():
    """Functions of many branches are found by ruff (C901), with the bound in pyproject.toml."""
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in _modules(ROOT / "src", ROOT / "plugins")
    }
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES}
