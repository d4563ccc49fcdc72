"""The notebooks run from top to bottom, and whatever a cell shows can be shown.

Cells run in this process, the last expression of each is displayed as a notebook would; a kernel for each
would take longer than the cells.
"""

from __future__ import annotations

import ast
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "docs" / "notebooks").glob("*.ipynb"))
NUMBER = re.compile(r"(?<![\d.])\d{18}(?!\d)")


def cells_of(notebook: Path) -> list[dict[str, Any]]:
    """The cells in their order."""
    found: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return found


def run(code: str, names: dict[str, Any]) -> str:
    """Run a cell and give what a notebook would show of its last expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102  (the cells are ours)
    if last is None:
        return ""
    value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307  (as above)
    if value is None:
        return ""
    html = value._repr_html_() if hasattr(value, "_repr_html_") else None
    return repr(value) + (html or "")


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_a_notebook_runs_and_shows_no_person(notebook, tmp_path, monkeypatch, capsys):
    """Every cell, in an empty folder; what it shows holds no personal number."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names: dict[str, Any] = {"__name__": "__main__"}
    for cell in cells_of(notebook):
        if cell["cell_type"] == "code":
            shown = run("".join(cell["source"]), names) + capsys.readouterr().out
            assert not NUMBER.search(shown), cell["id"]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda notebook: notebook.stem)
def test_a_notebook_is_kept_without_what_it_showed(notebook):
    """No outputs and no counts, so that a difference is what somebody wrote; links lead somewhere."""
    for cell in cells_of(notebook):
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        for target in re.findall(r"\]\(([^)#:]+)\)", "".join(cell["source"])):
            assert (notebook.parent / target).exists(), target


def test_there_are_five_and_both_kinds_of_frame_appear():
    """Polars and pandas."""
    assert len(NOTEBOOKS) == 5
    text = "".join("".join(cell["source"]) for notebook in NOTEBOOKS for cell in cells_of(notebook))
    assert "polars" in text
    assert "to_pandas" in text
