"""Members of a ZIP file, read within bounds: what it says of itself is not believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import (
    FILE_BYTES,
    MEMBERS,
    RATIO,
    RATIO_FROM,
    UNPACKED_BYTES,
    check,
    check_bytes,
)

_ENCRYPTED = 0x1
_AGAIN = Message("it may have been cut off: save or send it again")


def opened(data: bytes, file: str, *, workbook: bool = False) -> zipfile.ZipFile:
    """The archive, refused if it holds or unpacks to more than is read."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        what = Message("is not a whole spreadsheet file") if workbook else Message("is not a whole ZIP file")
        raise FileError(what, file=file, hint=_AGAIN) from error
    check(Message("members"), len(archive.infolist()), MEMBERS, file)
    return archive


def unpacked(archive: zipfile.ZipFile, names: Iterable[str], file: str) -> dict[str, bytes]:
    """The named members in full; together they stay within the bound."""
    parts: dict[str, bytes] = {}
    total = 0
    for name in names:
        member = archive.getinfo(name)
        total += member.file_size
        check_bytes(total, UNPACKED_BYTES, file)
        parts[name] = member_bytes(archive, member, file)
    return parts


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str) -> bytes:
    """One member in full, refused if it is locked, damaged or blown up."""
    if member.flag_bits & _ENCRYPTED:
        raise FileError(
            Message("is protected by a password"), file=file, hint=Message("save it without a password")
        )
    check_bytes(member.file_size, FILE_BYTES, file)
    if member.file_size > max(RATIO_FROM, RATIO * member.compress_size):
        raise FileError(
            Message("unpacks to more than {ratio} times its size", ratio=RATIO),
            file=file,
            hint=Message("send the files themselves, not packed"),
        )
    try:
        # A member that says less than it holds is cut there, and its checksum fails.
        return archive.read(member)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise FileError(Message("is damaged inside"), file=file, hint=_AGAIN) from error
