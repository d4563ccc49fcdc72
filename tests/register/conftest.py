"""What the tests of reading share: files made on the spot, and what reading them gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import asn_dev as asn

TODAY = date(2026, 1, 31)

ReadFiles = Callable[..., asn.Register]


@pytest.fixture
def read_files(tmp_path: Path) -> ReadFiles:
    """Write files and read them: ``read_files({"a.csv": "nip,jp"})``; text is written as UTF-8."""

    def read(files: dict[str, str | bytes], **options: object) -> asn.Register:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (tmp_path / name).write_bytes(data)
        return asn.read(tmp_path, today=TODAY, **options)

    return read
