"""No text and no number of a city ends a run, breaks what is written, or lets memory grow."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

CHILD = Path(__file__).with_name("hostile_city.py")
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\u202a-\u202e\ufffe\uffff]")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is watched as Linux tells it")
@pytest.mark.parametrize("kind", ["checked"])
def test_hostile_texts_and_numbers_pass_through_every_stage(tmp_path, kind):
    done = subprocess.run(
        [sys.executable, str(CHILD), str(tmp_path), kind],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith(("[", '"'))]
    assert told == ["done"], done.stderr[-2000:]
    for form in ("html", "md"):
        assert not UNFIT.search((tmp_path / f"laporan.{form}").read_text("utf-8"))
    assert "<script>alert" not in (tmp_path / "laporan.html").read_text("utf-8")
    for book in (*tmp_path.glob("*.xlsx"), tmp_path / "laporan.docx"):
        with zipfile.ZipFile(book) as parts:
            for part in parts.namelist():
                if part.endswith((".xml", ".rels")):
                    ElementTree.fromstring(parts.read(part))  # noqa: S314  (ours, written a line above)
