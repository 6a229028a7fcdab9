"""The people of a class, found beside its saved game."""

from __future__ import annotations

from pathlib import Path

from game.classroom.register import Register, kept
from game.classroom.tokens import DELEGATE
from game.debrief.students import Person


def people_beside(journal: Path) -> tuple[Person, ...]:
    """Return who sat in the class of a saved game with a device; nobody where no register lies there.

    They stand by seat, and in a seat in no order that tells who they are.
    """
    found = (each for each in kept(journal.parent) if isinstance(each, Register) and each.code == journal.stem)
    register = next(found, None)
    passes = register.passes.values() if register else ()
    people = (Person(each.key, each.seat, each.name) for each in passes if each.role == DELEGATE)
    return tuple(sorted(people, key=lambda each: (each.seat, each.key)))
