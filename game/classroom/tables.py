"""Several tables on one seed: what each council did with its texts, and where they first parted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from game.classroom.pages import Tongue
from game.table.decisions import TableText
from game.table.events import Event
from game.table.grammar import parse
from game.table.lexicon import lexicon_of
from game.telling.words import sentence

FATES: Final = ("adopted", "willing", "dropped", "failed")
KINDS: Final = ("tabled", "revised", *FATES)


class Deed(NamedTuple):
    """What a council did with a text: `kind` of event, by whom ("" the council), and the text as a line."""

    round: int
    kind: str
    who: str
    text: str


Course = tuple[Deed, ...]


def course_of(events: Iterable[Event]) -> Course:
    """Return what a council did with its texts so far, in order."""
    deeds, now = list[Deed](), 0
    for event in events:
        if event.kind == "round":
            now = int(str(event.data["round"]))
        elif event.kind in KINDS:
            who = str(event.data.get("author", event.data.get("by", "")))
            deeds.append(Deed(now, event.kind, who, str(event.data.get("text", ""))))
    return tuple(deeds)


def parted(courses: Iterable[Course]) -> int:
    """Return the first step at which councils did not do the same, -1 while all that have come so far did."""
    known = list(courses)
    for step in range(max((len(course) for course in known), default=0)):
        if len({course[step] for course in known if len(course) > step}) > 1:
            return step
    return -1


def beside_page(own: str, courses: Mapping[str, Course], tongue: Tongue) -> dict[str, Any]:
    """Return what a page shows of the tables on one seed; nothing where a table is alone."""
    if len(courses) < 2:
        return {}
    at = parted(courses.values())
    return {
        "tables": [
            {
                "room": code,
                "is_own": code == own,
                "texts": [_says(deed, tongue) for deed in course if deed.kind in FATES],
                "parted": _says(course[at], tongue) if 0 <= at < len(course) else "",
            }
            for code, course in sorted(courses.items())
        ]
    }


def _says(deed: Deed, tongue: Tongue) -> str:
    names = tongue.names
    said = (
        parse(f"{next(iter(names.scenario.ally))} table {deed.text}", lexicon_of(names.scenario)) if deed.text else None
    )
    clauses = (
        [names.leveled(each.measure, each.level) for each in said.text.clauses] if isinstance(said, TableText) else []
    )
    text = names.words.listed(clauses) or tongue.page.say("tables.words" if deed.text else "tables.no_text")
    seat = sentence(names.seat(deed.who)) if deed.who else ""
    return tongue.page.say(f"tables.{deed.kind}", round=deed.round, seat=seat, text=text)
