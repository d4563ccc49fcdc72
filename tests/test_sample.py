"""The sample that travels with the tests: small, whole, and the one that is worked with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "sample"))
import packing

SHARED = Path(__file__).parents[2] / "shared" / "samples" / "binjai"


def test_it_is_small_and_packed_again_gives_the_same_bytes(sample_folder, tmp_path):
    """Whoever changes a file of it packs it with the script beside it."""
    assert packing.ARCHIVE.stat().st_size < 300_000
    packing.pack(sample_folder, tmp_path / "again.tar.xz")
    assert (tmp_path / "again.tar.xz").read_bytes() == packing.ARCHIVE.read_bytes()


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder that it was packed from is not beside the project"
)
def test_it_is_what_lies_beside_the_project(sample_folder):
    """Where the office's folder is at hand, the archive holds no older one."""
    names = {file.name for file in SHARED.iterdir()}
    assert {file.name for file in sample_folder.iterdir()} == names
    for name in names:
        assert (sample_folder / name).read_bytes() == packing.contents(SHARED / name), name
