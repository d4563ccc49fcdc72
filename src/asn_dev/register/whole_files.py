"""Files are written whole or not at all, and a folder of results by one run at a time.

What is written goes to a part beside the file, which takes the file's place when it is whole and on the
disk. A writer that is killed, or meets a full disk, leaves the old file as it was; what it leaves of the
new one is a hidden part that nobody reads as data, and that the next writer in the folder clears away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import socket
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from asn_dev.errors import AsnDevError, FileError
from asn_dev.messages import Message

PART = ".asn-dev-"
"""What the names of unfinished parts, and of the mark of a run, begin with."""

_ENDING, _MARK = ".part", f"{PART}run.lock"
_LEFT_BEHIND = 24 * 3600.0
"""Seconds after which nobody goes on writing a part, wherever its writer ran."""
_HERE = f"{zlib.crc32(socket.gethostname().encode()):08x}"
_PATIENCE = 10.0
"""Seconds that a run waits for another one to finish with the folder."""


@contextmanager
def whole_file(path: Path | str) -> Iterator[Path]:
    """A place to write a file to; at the end of the block it takes the place of `path`, whole.

    Where the block fails the old file stays. Permissions are kept, and a link goes on leading to its file,
    whose content is the new one. What is no file of its own (a pipe, a device) is written to directly.
    Raises `FileError` where the system does not let us write.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(f"{folder}/a.txt") as part:
    ...         _ = part.write_text("whole")
    ...     [one.name for one in Path(folder).iterdir()]
    ['a.txt']
    """
    path = Path(path)
    target = Path(os.path.realpath(path))
    try:
        old = _old(target)
        if old is not None and not stat.S_ISREG(old.st_mode):
            yield target
            return
        part = _new_part(target.parent, old)
        try:
            yield part
            _on_disk(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        _on_disk(target.parent)
    except OSError as error:
        raise error if isinstance(error, AsnDevError) else unwritable(path, error) from error


def write_whole(path: Path | str, content: bytes) -> None:
    """Write the bytes of a file, whole or not at all; see `whole_file`."""
    with whole_file(path) as part:
        part.write_bytes(content)


def made_folder(path: Path | str) -> Path:
    """The folder, made where it is missing; `FileError` where it cannot be."""
    path = Path(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
    return path


@contextmanager
def turn_in(folder: Path | str, *, patience: float = _PATIENCE) -> Iterator[Path]:
    """Write several files into a folder, which is made where it is missing, with no other run between.

    A second run waits so many seconds for the first to finish, then it is refused with a `FileError`: what
    stands in the folder is the result of one run. A run that was killed keeps nobody out.
    """
    folder = made_folder(folder)
    mark = folder / _MARK
    until = time.monotonic() + patience
    while (held := _hold(mark)) is None:
        if time.monotonic() >= until:
            raise FileError(
                Message("another run is writing its results here"),
                file=str(folder),
                hint=Message("wait until it has finished, or name another folder"),
            )
        time.sleep(0.05)
    try:
        yield folder
    finally:
        # Where an open file cannot be taken away it stays: its lock, not its presence, keeps others out.
        with contextlib.suppress(OSError):
            mark.unlink()
        os.close(held)


def unwritable(path: Path, error: OSError) -> FileError:
    """The error for a file that the system does not let us write."""
    return FileError(
        Message(
            "cannot be written ({reason})", reason=error.strerror or str(error).partition(" (os error")[0]
        ),
        file=str(path),
        hint=Message("see that the folder exists and that no other program has the file open"),
    )


def _old(target: Path) -> os.stat_result | None:
    """What stands there already; nothing that we may not write over."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return old


def _new_part(folder: Path, old: os.stat_result | None) -> Path:
    """An empty part with the permissions of the old file, or those of any new one."""
    _clear(folder)
    part = folder / f"{PART}{_HERE}-{os.getpid()}-{secrets.token_hex(6)}{_ENDING}"
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
    if old is not None:
        if hasattr(os, "chown") and (old.st_uid, old.st_gid) != (part.stat().st_uid, part.stat().st_gid):
            with contextlib.suppress(OSError):
                os.chown(part, old.st_uid, old.st_gid)
        part.chmod(stat.S_IMODE(old.st_mode))
    return part


def _clear(folder: Path) -> None:
    """Take away the parts of writers that are no more."""
    for part in folder.glob(f"{PART}*{_ENDING}"):
        with contextlib.suppress(OSError):
            host, _, writer = part.name[len(PART) :].partition("-")
            number = writer.partition("-")[0]
            gone = host == _HERE and number.isdigit() and not _runs(int(number))
            if gone or time.time() - part.stat().st_mtime > _LEFT_BEHIND:
                part.unlink()


def _runs(process: int) -> bool:
    """Whether a process of this machine still runs; where that cannot be asked, it may."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _on_disk(path: Path) -> None:
    """Have the system bring a file, or the names of a folder, to the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    opened = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # file systems that have nothing to wait for
            raise
    finally:
        os.close(opened)


def _hold(mark: Path) -> int | None:
    """The mark of a run, held; nothing where another run holds it."""
    try:
        opened = os.open(mark, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise unwritable(mark.parent, error) from error
    try:
        same = _locked(opened) and os.path.samestat(os.fstat(opened), mark.stat())
    except FileNotFoundError:  # the run before has just taken it away
        same = False
    if not same:
        os.close(opened)
    return opened if same else None


def _locked(opened: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        with contextlib.suppress(OSError):
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
            return True
        return False
    import fcntl

    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: nothing can be said of other runs
        return True
    return True
