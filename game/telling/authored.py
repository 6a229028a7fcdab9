"""What views hand on in the author's own words, in the reader's language: rungs, moods, goals, beliefs, a seat's capital."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.telling.naming import Naming


def rung(names: Naming, name: str) -> str:
    """Return a rung of the ladder, given by the author's name of it."""
    numbers = (n for n, each in enumerate(names.scenario.rung) if each.name == name)
    return names.author(f"rung.{next(numbers)}.name", name)


def kind_of_other(names: Naming, name: str) -> str:
    """Return a hidden type of the other side, given by the author's name of it."""
    keys = (key for key, each in names.scenario.adversary.type.items() if each.name == name)
    return names.author(f"adversary.type.{next(keys)}.name", name)


def capital(names: Naming, seat: str) -> str:
    """Return what an ally's capital city is called."""
    return names.author(f"ally.{seat}.capital", names.scenario.ally[seat].capital)


def government(names: Naming, seat: str) -> str:
    """Return who governs an ally."""
    return names.author(f"ally.{seat}.government", names.scenario.ally[seat].government)


def mood(names: Naming, seat: str, says: str) -> str:
    """Return the mood that an ally's government is in, given in the author's words."""
    rows = (row for row, each in enumerate(names.scenario.ally[seat].moods) if each.says == says)
    return names.author(f"ally.{seat}.moods.{next(rows)}.says", says)


def goals(names: Naming, seat: str, sheet: Mapping[str, str]) -> dict[str, str]:
    """Return a seat's sheet, given as line -> the author's words; the secret is the one that was drawn."""
    path, secrets = f"ally.{seat}.sheet", [each.says for each in names.scenario.ally[seat].sheet.secret]
    where = {line: f"secret.{secrets.index(says)}" if line == "secret" else line for line, says in sheet.items()}
    return {line: names.author(f"{path}.{where[line]}.says", says) for line, says in sheet.items()}


def red_lines(names: Naming, seat: str) -> Iterator[str]:
    """Yield an ally's red lines."""
    for n, line in enumerate(names.scenario.ally[seat].red_lines):
        yield names.author(f"ally.{seat}.red_lines.{n}.says", line.says)
