"""`check --play --set-sheets`: write the percentiles that games gave into the file, and leave every other byte as it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from game.allies.compiled import Engine
from game.lab import sheets
from game.lab.progress import bar
from game.lab.words import Words
from game.rules.luck import seed_key
from game.scenario.load import Loaded
from game.scenario.names import names_of
from game.scenario.positions import Place, places
from game.scenario.problems import Loc, dotted

_WHOLE = re.compile(r"[+-]?[0-9](?:_?[0-9])*")
_WORDS = Path(sheets.__file__).parent


class Edit(NamedTuple):
    """A whole number of the file that is to be another."""

    place: Place
    old: int
    new: int


def set_bounds(path: Path, loaded: Loaded, games: int, seed: str, jobs: int, *, quiet: bool) -> list[str] | None:
    """Rewrite `low` and `high` of a file's sheets where they are off; return what there is to tell, None when stopped.

    Lines that stand in an included file, or where no number can be found, are told and left.
    """
    words, engine = Words(_WORDS), Engine()
    engine.wait()
    try:
        with bar(words.say("lint.playing"), sheets.PASSES * games, quiet=quiet) as tick:
            bounds = sheets.fitted(engine, loaded, seed_key(seed), games, jobs, tick)
    except KeyboardInterrupt:
        print(words.say("sheets.stopped"), file=sys.stderr)
        return None
    finally:
        engine.close()
    edits, left = edits_of(loaded, bounds)
    if edits:
        path.write_bytes(edited(path.read_bytes(), edits))
    told = [words.say("sheets.set", file=path, n=len(bounds) - len(left), games=f"{games:,}", seed=seed)]
    return told + [words.say("sheets.left", line=dotted(loc)) for loc in left]


def edits_of(loaded: Loaded, bounds: sheets.Bounds) -> tuple[list[Edit], list[Loc]]:
    """Return what to change in the scenario's own file, and the lines of sheets that cannot be changed there."""
    names, goals = names_of(loaded.scenario), sheets.goals_of(loaded.scenario)
    stand = places(loaded.sources[0].text, {"ally"})
    edits, left = list[Edit](), list[Loc]()
    for row, (low, high) in sorted(bounds.items()):
        loc, goal = sheets.loc_of(names, row), goals[row]
        found = []
        for key, old, new in (("low", goal.low, low), ("high", goal.high, high)):
            source, path = loaded.whole.homes.of((*loc, key))
            if source == 0 and path in stand:
                found.append(Edit(stand[path], old, new))
        if len(found) == 2 and all(_stands(loaded.sources[0].text, edit) for edit in found):
            edits += found
        else:
            left.append(loc)
    return edits, left


def _stands(text: str, edit: Edit) -> bool:
    """Tell whether the old number is where it should be, written in tens."""
    found = _WHOLE.match(text.split("\n")[edit.place.value_line - 1], edit.place.value_column - 1)
    return found is not None and int(found[0]) == edit.old


def edited(data: bytes, edits: list[Edit]) -> bytes:
    """Return a file's bytes with other numbers in their places."""
    lines = data.split(b"\n")
    # From the right, so that the places further left in a line stay true.
    for edit in sorted(edits, key=lambda each: (each.place.value_line, each.place.value_column), reverse=True):
        at = edit.place.value_line - 1
        line = lines[at].decode("utf-8-sig" if at == 0 else "utf-8")
        mark = b"\xef\xbb\xbf" if at == 0 and lines[at].startswith(b"\xef\xbb\xbf") else b""
        column = edit.place.value_column - 1
        found = _WHOLE.match(line, column)
        assert found is not None, edit
        lines[at] = mark + (line[:column] + str(edit.new) + line[found.end() :]).encode()
    return b"\n".join(lines)
