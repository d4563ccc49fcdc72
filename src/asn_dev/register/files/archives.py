"""ZIP archives: each member is read as a file of its own, in memory; nothing is unpacked to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from asn_dev.errors import FileError
from asn_dev.formatting import Figure
from asn_dev.messages import Message
from asn_dev.register.files.bounds import ARCHIVE_BYTES, ARCHIVE_FILES, MIB
from asn_dev.register.files.characters import sound
from asn_dev.register.files.content import Content
from asn_dev.register.files.kinds import ZIP, kind_of
from asn_dev.register.files.packed import member_bytes, opened

_NESTED = Message("is an archive within an archive")
_PATH = Message("has a path that leads out of its archive")
_UNPACK = Message("send the files themselves, not packed")


def members_of(content: Content, file: str) -> list[tuple[Content, str]]:
    """The members of an archive, named behind it; of any other file only itself.

    An archive that cannot be opened, and a member that must not be, says so when it comes to be read.
    """
    if content.suffix != ".zip" and content.suffix:
        return [(content, file)]
    try:
        data = content.read(file)
        if kind_of(data, content.suffix) != ZIP:
            return [(content, file)]
        archive = opened(data, file)
    except FileError:
        return [(content, file)]
    if sum(member.file_size for member in archive.infolist()) > ARCHIVE_BYTES:
        reason = Message("unpacks to more than {most} MiB", most=Figure(ARCHIVE_BYTES // MIB))
        return [(Content.refused(content.name, reason, _UNPACK), file)]
    members = [member for member in archive.infolist() if not _is_hidden(member)]
    if len(members) > ARCHIVE_FILES:
        amount, most = Figure(len(members)), Figure(ARCHIVE_FILES)
        reason = Message(
            "has {amount} {what}; at most {most} are read", amount=amount, what=Message("members"), most=most
        )
        return [(Content.refused(content.name, reason, _UNPACK), file)]
    return [(_member(archive, member), f"{file}/{sound(member.filename)}") for member in members]


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Content:
    name = member.filename.rpartition("/")[2]
    if member.filename.startswith(("/", "\\")) or ".." in member.filename.replace("\\", "/").split("/"):
        return Content.refused(name, _PATH, _UNPACK)
    return Content(name, _fetching(archive, member))


def _fetching(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[str], bytes]:
    def fetch(file: str) -> bytes:
        data = member_bytes(archive, member, file)
        if kind_of(data, "." + member.filename.rpartition(".")[2].lower()) == ZIP:
            raise FileError(_NESTED, file=file, hint=Message("unpack it and send the files themselves"))
        return data

    return fetch


def _is_hidden(member: zipfile.ZipInfo) -> bool:
    """Folders, and what operating systems leave in archives."""
    parts = member.filename.split("/")
    return (
        member.is_dir()
        or parts[0] == "__MACOSX"
        or parts[-1].startswith((".", "~$"))
        or parts[-1] in ("Thumbs.db", "desktop.ini")
    )
