"""Why something could not be decided, and what would help, as sentences: by the refusal's code, from the table of texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from game.scenario.words import VERBS
from game.table.decisions import Refused
from game.telling.naming import Naming
from game.telling.words import sentence

Said = Callable[[Naming, Any], str]


def reason_of(names: Naming, refused: Refused) -> str:
    """Return why something is not possible, beginning small and without a full stop."""
    return _filled(names, "refused", refused)


def remedy_of(names: Naming, refused: Refused) -> str:
    """Return what would help, beginning small and without a full stop."""
    return _filled(names, "remedy", refused)


def refusal(names: Naming, refused: Refused) -> str:
    """Return in two sentences why something is not possible and what would help."""
    return " ".join(f"{sentence(each(names, refused)).removesuffix('.')}." for each in (reason_of, remedy_of))


def _filled(names: Naming, section: str, refused: Refused) -> str:
    values = {key: _SAID[key](names, value) if key in _SAID else value for key, value in refused.about.items()}
    return names.words.say(f"{section}.{refused.code}", **values)


def _listed(each: Said) -> Said:
    """Return how several are said that are said one by one so."""

    def said(names: Naming, values: Iterable[object]) -> str:
        return names.words.listed([each(names, value) for value in values]) or names.words.say("list.none")

    return said


_SAID: Final[dict[str, Said]] = {
    "seat": Naming.seat,
    "seats": _listed(Naming.seat),
    "measure": Naming.measure,
    "measures": _listed(Naming.measure),
    "kind": Naming.kind,
    "verbs": _listed(lambda names, verb: names.verb(VERBS.index(verb))),
    "near": lambda names, near: names.words.listed(near) if isinstance(near, tuple) else str(near),
}
