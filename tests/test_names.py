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

CLEAN = (
    "src/asn_dev/charts",
    "src/asn_dev/cli",
    "src/asn_dev/errors.py",
    "src/asn_dev/evaluating",
    "src/asn_dev/explaining.py",
    "src/asn_dev/formatting.py",
    "src/asn_dev/grouping",
    "src/asn_dev/masking.py",
    "src/asn_dev/messages.py",
    "src/asn_dev/model",
    "src/asn_dev/national",
    "src/asn_dev/overviews.py",
    "src/asn_dev/pairing",
    "src/asn_dev/planning",
    "src/asn_dev/printable.py",
    "src/asn_dev/register",
    "src/asn_dev/reporting",
    "src/asn_dev/results",
    "src/asn_dev/rules",
    "src/asn_dev/scoring.py",
    "src/asn_dev/showing.py",
    "src/asn_dev/study_data.py",
    "src/asn_dev/studying.py",
    "src/asn_dev/testing",
    "plugins",
)
"""Where they have gone; a package joins when it is clean."""

NOT_YET = (
    "src/asn_dev/register/accounts.py",
    "src/asn_dev/register/assembling.py",
    "src/asn_dev/register/files/archives.py",
    "src/asn_dev/register/files/formulas.py",
    "src/asn_dev/register/files/old_workbooks.py",
    "src/asn_dev/register/files/sheet_parts.py",
    "src/asn_dev/register/files/spread_documents.py",
    "src/asn_dev/register/files/spreadsheets.py",
    "src/asn_dev/register/files/xml_workbooks.py",
    "src/asn_dev/register/names.py",
    "src/asn_dev/register/remarks.py",
)


def _modules(*folders: str) -> list[Path]:
    """The modules in folders; a module may be named by itself."""
    return [
        path
        for folder in folders
        for path in ([ROOT / folder] if folder.endswith(".py") else sorted((ROOT / folder).rglob("*.py")))
    ]


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


@pytest.mark.parametrize("folder", CLEAN)
def test_variables_are_called_after_what_they_hold(folder):
    later = set(_modules(*NOT_YET))
    assert not [line for path in _modules(folder) if path not in later for line in empty_names(path)]


def test_modules_can_be_read_at_one_sitting():
    """Functions of many branches are found by ruff (C901), with the bound in pyproject.toml."""
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in _modules("src", "plugins")
    }
    assert not {name: lines for name, lines in lengths.items() if lines > MOST_LINES}
