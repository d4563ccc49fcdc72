"""The sample of an office's files, packed into one small archive that travels with the tests.

Everything in it is invented; its README says how, and its manifest lists every planted fault and what should
come out. ``python tests/sample/packing.py FOLDER`` writes the archive anew from the folder of the files.
"""

from __future__ import annotations

import io
import lzma
import sys
import tarfile
import zipfile
from pathlib import Path

ARCHIVE = Path(__file__).with_name("binjai.tar.xz")
SMALLEST = lzma.PRESET_EXTREME | 9


def contents(file: Path) -> bytes:
    """A file as it is packed: workbooks stored without their own compression, which a second one cannot shrink."""
    if file.suffix != ".xlsx":
        return file.read_bytes()
    stored = io.BytesIO()
    with zipfile.ZipFile(file) as book, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as plain:
        for name in book.namelist():
            plain.writestr(zipfile.ZipInfo(name), book.read(name))
    return stored.getvalue()


def pack(folder: Path, archive: Path = ARCHIVE) -> None:
    """Write the archive: the same folder gives the same bytes."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as files:
        for file in sorted(folder.iterdir()):
            data = contents(file)
            entry = tarfile.TarInfo(file.name)
            entry.size = len(data)
            files.addfile(entry, io.BytesIO(data))
    archive.write_bytes(lzma.compress(packed.getvalue(), preset=SMALLEST))


def unpack(folder: Path, archive: Path = ARCHIVE) -> Path:
    """Write the files of the archive into a folder, as an office hands them over."""
    with tarfile.open(archive, mode="r:xz") as files:
        for entry in files:
            data = files.extractfile(entry)
            assert data is not None
            (folder / Path(entry.name).name).write_bytes(data.read())
    return folder


if __name__ == "__main__":
    pack(Path(sys.argv[1]))
