"""Saved games: begin, resume, replay, verify and fork. Whatever is wrong with a file is a JournalError with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from game.scenario.load import Loaded, loads
from game.scenario.problems import ScenarioError
from game.table.decisions import HOLDERS, Decision
from game.table.lexicon import lexicon_of
from game.table.lines import MODEL, RULES, SETTLED, Header, Line, first_break, fold, sealed_line, step_ends, undone_to
from game.table.play import Unreadable, replay_line, replayed, start_of
from game.table.position import Position, copied, digest_of
from game.table.reworded import reworded, words_of_news
from game.table.store import JournalError, Store, read_file
from game.table.table import Table
from game.table.thinking import model_decisions
from game.table.wording import line_of

__all__ = ["JournalError", "Replay", "fork", "holds_game", "new_game", "replay", "resume"]


@dataclass(frozen=True, slots=True)
class Replay:
    """A journal played again: where the game stands, and the first line (0 none) that came out differently, and how."""

    header: Header
    loaded: Loaded
    lines: tuple[Line, ...]
    position: Position
    differs: int = 0
    why: str = ""

    @property
    def told(self) -> Loaded:
        """Return the scenario in the words in which its people read it."""
        return reworded(self.loaded, words_of_news(self.lines))

    def walk(self) -> Iterator[tuple[Line, Position]]:
        """Yield each line that counts with the position after it, for replay and debrief; each position is a copy."""
        position, pending = start_of(self.header, self.loaded), list[Decision]()
        for line in fold(self.lines):
            replay_line(position, line, pending)
            yield line, copied(position)


def new_game(path: Path, loaded: Loaded, seed: str, seats: dict[str, str], *, rated: bool = False) -> Table:
    """Begin a game that is kept in a new file. Raises JournalError."""
    if path.exists():
        raise JournalError(f"{path.name} exists already; choose another name")
    _check_seats(path, loaded, seats)
    header = Header(loaded.text.decode(), loaded.digest, seed, dict(seats), rated=rated)
    table = _begun(path, header, loaded)
    refused = table.open()
    if refused:
        table.close()
        raise JournalError(refused.reason)
    return table


def holds_game(path: Path) -> bool:
    """Tell whether a file holds a game with its first day; whoever was killed while beginning one left none.

    Raises JournalError where the file is no journal.
    """
    if not path.exists() or path.stat().st_size == 0:
        return False
    return bool(read_file(path)[1])


def resume(path: Path) -> Table:
    """Return the table of a saved game, ready to go on; nothing is decided anew. Raises JournalError."""
    store = Store(_existing(path))
    try:
        table = _taken_up(path, store)
    except (JournalError, Unreadable) as error:
        store.close()
        if isinstance(error, JournalError):
            raise
        raise JournalError(f"{path.name} cannot be played again: {error}") from error
    return table


def _taken_up(path: Path, store: Store) -> Table:
    header, loaded, lines = _sound(path)
    table = Table(header, loaded, store)
    table.take_up(lines)
    if digest_of(table.position.state) != lines[-1].digest:
        raise JournalError(f"{path.name} plays differently here than where it was saved; `replay` says from which line")
    return table


def replay(path: Path, *, verify: bool = False, think: bool = False) -> Replay:
    """Play a saved game again without changing it. Raises JournalError.

    `verify` compares the state after every line, taken back ones included, with its digest; `think` has the model decide
    again as well and compares its decisions.
    """
    header, loaded, lines = _sound(path)
    differs, why = _compare(header, loaded, lines, think) if verify or think else (0, "")
    try:
        position, _ = replayed(header, loaded, lines)
    except Unreadable as error:
        raise JournalError(f"{path.name} cannot be played again: {error}") from error
    return Replay(header, loaded, tuple(lines), position, differs, why)


def fork(path: Path, at: int, to: Path) -> Table:
    """Copy a saved game up to a line into a new file, and return its table. Raises JournalError.

    What comes after the line may be damaged. The new header names the hash of the line it leaves from.
    """
    if to.exists():
        raise JournalError(f"{to.name} exists already; choose another name")
    header, lines = read_file(path)
    broken = first_break(header, lines)
    if broken and at >= broken:
        raise JournalError(f"{path.name} is damaged at line {broken}; fork it at line {broken - 1} or before")
    past = fold(line for line in lines if line.seq <= at)
    if not past or past[-1].seq != at or at not in step_ends(fold(lines)):
        ends = [end for end in step_ends(fold(lines)) if end <= at]
        near = f"; line {ends[-1]} does" if ends else ""
        raise JournalError(f"line {at} of {path.name} does not end a step{near}")
    child = replace(header, parent=past[-1].hash, at=at)
    table = _begun(to, child, _loaded(path, header))
    refused = table.adopt(_rechained(child, past))
    if refused:
        table.close()
        raise JournalError(refused.reason)
    return table


def _begun(path: Path, header: Header, loaded: Loaded) -> Table:
    store = Store(path)
    try:
        store.begin(header)
    except JournalError:
        store.close()
        raise
    return Table(header, loaded, store)


def _existing(path: Path) -> Path:
    """Return the path of a journal that this program can read; opening another would harm it. Raises JournalError."""
    read_file(path)
    return path


def _sound(path: Path) -> tuple[Header, Loaded, list[Line]]:
    header, lines = read_file(path)
    if header.rules != RULES:
        raise JournalError(f"{path.name} was played by rules version {header.rules}, and this program has {RULES}")
    if not lines:
        raise JournalError(f"{path.name} was begun and holds no line; begin a new game")
    broken = first_break(header, lines)
    if broken:
        raise JournalError(f"{path.name} is damaged or was changed at line {broken}; `fork` saves what comes before it")
    return header, _loaded(path, header), lines


def _loaded(path: Path, header: Header) -> Loaded:
    try:
        loaded = loads(header.scenario.encode(), path.name)
    except ScenarioError as error:
        raise JournalError(f"{path.name} holds a scenario that this program cannot read: {error}") from error
    if loaded.digest != header.digest:
        raise JournalError(f"{path.name} holds another scenario than its header says; it was changed")
    _check_seats(path, loaded, header.seats)
    return loaded


def _check_seats(path: Path, loaded: Loaded, seats: dict[str, str]) -> None:
    known = lexicon_of(loaded.scenario).seats
    for seat, holder in seats.items():
        if seat not in known or holder not in HOLDERS:
            raise JournalError(f"{path.name} seats {seat} with {holder}, and there is no such seat or holder")


def _rechained(header: Header, lines: list[Line]) -> list[Line]:
    prev, again = header.seal(), list[Line]()
    for seq, line in enumerate(lines, 1):
        again.append(sealed_line(prev, seq, line.kind, line.seat, line.text, line.client, line.digest))
        prev = again[-1].hash
    return again


def _compare(header: Header, loaded: Loaded, lines: list[Line], think: bool) -> tuple[int, str]:
    """Return the first line whose state, or with `think` whose decision, comes out differently, and how."""
    position, pending = start_of(header, loaded), list[Decision]()
    thought: list[str] | None = None
    for n, line in enumerate(lines):
        to = undone_to(line)
        try:
            if to >= 0:
                position, pending = (
                    replayed(header, loaded, [each for each in fold(lines[:n]) if each.seq <= to])[0],
                    [],
                )
            elif think and line.kind in (MODEL, SETTLED):
                thought = [line_of(each) for each in model_decisions(position)] if thought is None else thought
                if line.kind == MODEL and (not thought or thought.pop(0) != line.text):
                    return line.seq, f"the model would not decide {line.text!r} now"
                if line.kind == SETTLED and thought:
                    return line.seq, f"the model would also decide {thought[0]!r} now"
                thought = thought if line.kind == MODEL else None
            if to < 0:
                replay_line(position, line, pending)
        except Unreadable as error:
            return error.seq, str(error)
        if line.kind != MODEL and digest_of(position.state) != line.digest:
            return line.seq, "the state after it is another one"
    return 0, ""
