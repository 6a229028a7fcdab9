"""One writer: a lock on a file beside the journal that the system itself takes away when the program ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_TRIES = 5


class Lock:
    """A lock held until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock of a journal. Raises BlockingIOError where another has it, OSError where no file can be made."""
        self.path = path.with_name(path.name + "-writer")
        for _ in range(_TRIES):
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _take(self._file)
                if self._is_there():
                    return
            except BlockingIOError:
                os.close(self._file)
                raise
            os.close(self._file)  # whoever had it tidied the file away meanwhile: a lock on that would lock nobody out
        raise BlockingIOError

    def release(self) -> None:
        """Give the lock back and tidy its file away."""
        if os.name == "nt":  # an open file cannot be deleted there
            os.close(self._file)
            self._tidy()
        else:
            self._tidy()
            os.close(self._file)

    def _is_there(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._file), self.path.stat())
        except FileNotFoundError:
            return False

    def _tidy(self) -> None:
        try:
            self.path.unlink(missing_ok=True)
        except PermissionError:
            return  # another program has it open already, and will tidy it away


def _take(file: int) -> None:
    """Lock an open file or raise BlockingIOError."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
