"""The journal's file: SQLite, append-only, one transaction a step, written through to the disk before anybody is told.

Write-ahead log where the file system can, else SQLite's older journal (a network share). Closing leaves one file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import astuple
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from game.table.decisions import Refused
from game.table.lines import FORMAT, Header, Line
from game.table.lock import Lock

APPLICATION: Final = 0x53494C50  # "SILP": tells a journal from other SQLite files
_LARGEST_HEADER: Final = 8_000_000
_HEADER: Final = TypeAdapter(Header)
_COLUMNS: Final = ", ".join(
    f"{name} TEXT NOT NULL" for name in ("kind", "seat", "text", "client", "digest", "prev", "hash")
)
_TABLES: Final = (
    "CREATE TABLE header (json TEXT NOT NULL)",
    f"CREATE TABLE line (seq INTEGER PRIMARY KEY, {_COLUMNS})",
    "CREATE TRIGGER line_stays BEFORE UPDATE ON line BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE TRIGGER line_kept BEFORE DELETE ON line BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE TRIGGER header_stays BEFORE UPDATE ON header BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "CREATE TRIGGER header_kept BEFORE DELETE ON header BEGIN SELECT RAISE(ABORT, 'append only'); END",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {FORMAT}",
)


class JournalError(Exception):
    """A journal cannot be read or written; the message is a sentence for people that says what to do."""


class Store:
    """An open journal file that this program alone writes to."""

    def __init__(self, path: Path, *, vfs: str = "") -> None:
        """Open a journal for writing (`vfs` is SQLite's way to the disk). Raises JournalError."""
        self.path = path
        try:
            self._lock = Lock(path)
        except BlockingIOError:
            raise JournalError(f"{path.name} is open in another window or program; close it there first") from None
        except OSError as error:
            raise JournalError(f"{path.name} cannot be written: {error.strerror}; choose another folder") from error
        try:
            self._base = _connect(path, "rwc", vfs)
            self.mode = _set_mode(self._base)
        except sqlite3.Error as error:
            self._lock.release()
            raise JournalError(_sentence(path, error)) from error

    def begin(self, header: Header) -> None:
        """Write the header of a new journal. Raises JournalError."""
        try:
            with closing(self._base.cursor()) as cursor:
                cursor.execute("BEGIN IMMEDIATE")
                for statement in _TABLES:
                    cursor.execute(statement)
                cursor.execute("INSERT INTO header VALUES (?)", (header.to_json(),))
                cursor.execute("COMMIT")
        except sqlite3.Error as error:
            raise JournalError(_sentence(self.path, error)) from error

    def append(self, lines: Sequence[Line]) -> Refused | None:
        """Add the lines of one step, all or none; return why they could not be kept."""
        try:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany(
                "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [astuple(line) for line in lines]
            )
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            if self._has(lines[-1]):
                return None  # the disk complained after the lines were safe
            remedy = "nothing is lost: make room or give the right to write, then decide again"
            why = _sentence(self.path, error)
            return Refused("not_saved", why, remedy, about={"why": why})
        return None

    def close(self) -> None:
        """Fold the write-ahead log into the file and leave one file."""
        try:
            if self.mode == "wal":
                self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._base.execute("PRAGMA journal_mode = DELETE")  # so that it opens in a folder nobody may write to
        except sqlite3.Error:
            self.mode = "unfolded"  # the log stays beside the file, and the next opening folds it in
        finally:
            self._base.close()
            self._lock.release()

    def _has(self, line: Line) -> bool:
        """Take back what is half done, then tell whether a line is in the file."""
        try:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")
            found = self._base.execute("SELECT hash FROM line WHERE seq = ?", (line.seq,)).fetchone()
        except sqlite3.Error:
            return False
        return bool(found and found[0] == line.hash)


def read_file(path: Path, *, vfs: str = "") -> tuple[Header, list[Line]]:
    """Return the header and the lines of a journal, unchecked but for their types. Raises JournalError."""
    if not path.is_file():
        raise JournalError(f"there is no journal {path}; choose a file of a saved game")
    if path.stat().st_size == 0:
        raise JournalError(f"{path.name} is empty; it is not a saved game")
    try:
        try:
            with closing(_connect(path, "ro", vfs)) as base:
                return _read(path, base)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) not in _HALF_DONE:  # only what SQLite itself raised has a code
                raise
            # Killed in the middle of a step: what is half done has to be rolled back before anybody can read.
            with closing(_connect(path, "rw", vfs)) as base:
                return _read(path, base)
    except sqlite3.Error as error:
        raise JournalError(_sentence(path, error)) from error
    except UnicodeDecodeError as error:  # a column's name was damaged: found by changing bytes at random
        raise JournalError(f"{path.name} is damaged; try a copy of it") from error


def _read(path: Path, base: sqlite3.Connection) -> tuple[Header, list[Line]]:
    if base.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise JournalError(f"{path.name} is not a saved game of this program")
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version > FORMAT:
        raise JournalError(f"{path.name} was written by a newer version of this program (format {version}); update it")
    rows = base.execute("SELECT json FROM header").fetchall()
    if len(rows) != 1 or not isinstance(rows[0][0], str) or len(rows[0][0]) > _LARGEST_HEADER:
        raise JournalError(f"{path.name} has no readable header; it is damaged")
    try:
        header = _HEADER.validate_json(rows[0][0], strict=True)
    except ValidationError as error:
        raise JournalError(f"{path.name} has a header that says nothing this program knows; it is damaged") from error
    return header, [_line(path, row) for row in base.execute("SELECT * FROM line ORDER BY seq")]


def _line(path: Path, row: tuple[object, ...]) -> Line:
    seq, *texts = row
    if isinstance(seq, int) and len(texts) == 7 and all(isinstance(text, str) for text in texts):
        return Line(seq, *(str(text) for text in texts))
    raise JournalError(f"{path.name} is damaged at line {seq}; `fork` saves what comes before it")


def _connect(path: Path, mode: str, vfs: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}" + (f"&vfs={vfs}" if vfs else "")
    # One thread writes at a time; which one is the table's business.
    return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=5)


def _set_mode(base: sqlite3.Connection) -> str:
    """Choose the write-ahead log, or the older journal where there can be none; either way written through."""
    try:
        mode = str(base.execute("PRAGMA journal_mode = WAL").fetchone()[0])
    except sqlite3.OperationalError:
        mode = ""
    if mode != "wal":
        mode = str(base.execute("PRAGMA journal_mode = DELETE").fetchone()[0])
    base.execute("PRAGMA synchronous = FULL")
    return mode


def _sentence(path: Path, error: sqlite3.Error) -> str:
    said = str(error)
    for part, sentence in _SAID:
        if part in said:
            return f"{path.name} {sentence}"
    return f"{path.name} cannot be read or written as a journal ({said}); it may be damaged"


# How SQLite says, to who only reads, that somebody was cut off in the middle of writing.
_HALF_DONE: Final = (
    sqlite3.SQLITE_READONLY_ROLLBACK,
    sqlite3.SQLITE_READONLY_RECOVERY,
    sqlite3.SQLITE_READONLY_CANTINIT,
)
_SAID: Final = (
    ("not a database", "is not a saved game, or its beginning is damaged"),
    ("malformed", "is damaged; try a copy of it"),
    ("full", "cannot be written: the disk is full; make room and try again"),
    ("readonly", "cannot be written: it is read-only; copy it to a folder of your own"),
    ("read-only", "cannot be written: it is read-only; copy it to a folder of your own"),
    ("unable to open", "cannot be opened; is its folder there, and may you write to it?"),
    ("disk I/O", "cannot be read or written: the disk reports a fault; copy it elsewhere"),
    ("locked", "is in use by another program; close it there first"),
    ("no such table", "is not a saved game, or a damaged one"),
    ("already exists", "is a saved game already; choose another name"),
)
