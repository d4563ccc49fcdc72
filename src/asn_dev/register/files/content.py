"""What is read: a file on disk, a member of an archive, or bytes that an application hands over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import attrs

from asn_dev.errors import FileError
from asn_dev.messages import Message
from asn_dev.register.files.bounds import FILE_BYTES, check_bytes


@attrs.frozen
class Content:
    """A source of bytes with a name that shows its kind; the bytes are fetched when they are read."""

    name: str
    fetch: Callable[[str], bytes] = attrs.field(repr=False)

    @classmethod
    def of_path(cls, path: Path) -> Content:
        """A file on disk."""

        def fetch(file: str) -> bytes:
            check_bytes(path.stat().st_size, FILE_BYTES, file)
            return path.read_bytes()

        return cls(path.name, fetch)

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> Content:
        """Bytes in memory."""

        def fetch(file: str) -> bytes:
            check_bytes(len(data), FILE_BYTES, file)
            return data

        return cls(name, fetch)

    @classmethod
    def refused(cls, name: str, reason: str, hint: str) -> Content:
        """A source that cannot be read; reading it raises the reason."""

        def fetch(file: str) -> bytes:
            raise FileError(reason, file=file, hint=hint)

        return cls(name, fetch)

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return PurePosixPath(self.name).stem

    @property
    def suffix(self) -> str:
        """What the name ends in: ``.csv``."""
        return PurePosixPath(self.name).suffix.lower()

    def read(self, file: str) -> bytes:
        """All of it; raises `FileError`, under the name `file`, for what is too large, empty or not there."""
        try:
            data = self.fetch(file)
        except FileError:
            raise
        except OSError as error:
            raise FileError(
                Message("cannot be opened ({cause})", cause=error.strerror or type(error).__name__),
                file=file,
                hint=Message("see whether it is there and may be read"),
            ) from error
        if not data[:4096].strip():
            raise FileError(Message("is empty"), file=file, hint=Message("export it again"))
        return data


def fingerprint(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
