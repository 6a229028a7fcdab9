"""What a teacher writes into a game: news worded anew, news of words alone, and notes pinned to what happened.

All of it stands in the journal as remarks, and no state changes. Notes are the teacher's own until the debrief.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from game.classroom.pages import Tongue
from game.classroom.talk import tidy
from game.classroom.wishes import Announce, Hold, Pin, Word
from game.table import decisions as d
from game.table.decisions import Refused
from game.table.lines import REMARK, Line
from game.table.remarks import Bulletin, Note, Remark, Worded, read_remark
from game.table.table import Table
from game.telling.words import sentence

LONGEST_NEWS: Final = 400
LONGEST_NOTE: Final = 200
MOST_REMARKS: Final = 500  # of a teacher in a game
SHORT: Final = 70  # letters of a piece of news in a list


class Pinnable(NamedTuple):
    """Something that a note can be pinned to, as a list names it."""

    about: str
    key: str
    label: str


class Pen:
    """The teacher's words in one room."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._read = self._written = 0
        self.words: dict[str, str] = {}  # of news, by its key
        self.notes: list[tuple[int, Note]] = []
        self._known: tuple[tuple[int, str], list[Pinnable]] = ((-1, ""), [])

    def follow(self, lines: list[Line]) -> None:
        """Read what a journal has gained."""
        for line in lines[self._read :]:
            remark = read_remark(line.text) if line.kind == REMARK else None
            self._written += isinstance(remark, Note | Worded | Bulletin)
            if isinstance(remark, Note):
                self.notes.append((line.seq, remark))
            elif isinstance(remark, Worded):
                self.words = {key: says for key, says in self.words.items() if key != remark.inject}
                self.words |= {remark.inject: remark.says} if remark.says else {}
        self._read = len(lines)

    def hold(self, table: Table, wish: Hold) -> Refused | None:
        """Hold news or release it: a decision like any other."""
        refused = _check_known(table, wish.inject)
        if refused or (wish.inject in table.position.held) == wish.is_held:
            return refused
        make = d.HoldInject if wish.is_held else d.ReleaseInject
        step = table.apply(make(wish.inject), f"web-teacher-{wish.id}")
        return step if isinstance(step, Refused) else None

    def word(self, table: Table, wish: Word) -> Refused | None:
        """Word news anew that has not broken yet; nothing gives it the author's words again."""
        says = tidy(wish.says)
        refused = _check_known(table, wish.inject) or _check_length(says, 0, LONGEST_NEWS)
        if refused:
            return refused
        if table.facilitator_view().injects[wish.inject].startswith("fired"):
            return Refused("has_broken", "people have read it")
        return self._keep(table, Worded(wish.inject, says), wish.id)

    def announce(self, table: Table, wish: Announce) -> Refused | None:
        """Give out news of words alone."""
        says = tidy(wish.says)
        refused = _check_length(says, 1, LONGEST_NEWS)
        if refused or table.is_over:
            return refused or Refused("over", "the game is over")
        return self._keep(table, Bulletin(says), wish.id)

    def pin(self, table: Table, wish: Pin, tongue: Tongue) -> Refused | None:
        """Pin a note to something that happened."""
        says = tidy(wish.says)
        refused = _check_length(says, 1, LONGEST_NOTE)
        if refused:
            return refused
        found = next(
            (each for each in pinnable(table, tongue) if (each.about, each.key) == (wish.about, wish.key)), None
        )
        if found is None:
            return Refused("nothing_there", "nothing of that kind has happened")
        return self._keep(table, Note(wish.about, wish.key, says), wish.id)

    def page(self, table: Table, tongue: Tongue) -> dict[str, Any]:
        """Return what the teacher sees of it."""
        things = self._things(table, tongue)
        labels = {(each.about, each.key): each.label for each in things}
        notes = [
            {"id": seq, "label": labels.get((note.about, note.key), ""), "says": note.says} for seq, note in self.notes
        ]
        return {
            "worded": sorted(self.words),
            "notes": notes,
            "things": [each._asdict() for each in reversed(things)],
            "most_news": LONGEST_NEWS,
            "most_note": LONGEST_NOTE,
        }

    def _things(self, table: Table, tongue: Tongue) -> list[Pinnable]:
        """Return what a note can be pinned to, found once for all pages until the journal grows."""
        edition = (len(table.lines), tongue.page.language)
        if self._known[0] != edition:
            self._known = edition, list(pinnable(table, tongue))
        return self._known[1]

    def _keep(self, table: Table, remark: Remark, client: str) -> Refused | None:
        if self._written >= MOST_REMARKS:
            return Refused("written_enough", "the journal takes no more", about={"most": MOST_REMARKS})
        step = table.remark(d.FACILITATOR, remark, f"web-teacher-{client}")
        if isinstance(step, Refused):
            return step
        self.follow(table.lines)
        return None


def pinnable(table: Table, tongue: Tongue) -> Iterator[Pinnable]:
    """Yield what a note can be pinned to, in the order in which it happened: rounds, texts and news, once each."""
    names, say = tongue.names, tongue.page.say
    now, seen, record = 1, set[tuple[str, str]](), table.position.record
    begins = {event.moment: int(str(event.data["round"])) for event in record if event.kind == "round"}
    for event in record:
        now = begins.get(event.moment, now)
        about, key, what = "", "", ""
        if event.kind == "round":
            title = names.author(f"round.{now - 1}.title", names.scenario.round[now - 1].title)
            about, key, what = "round", str(now), title
        elif event.kind == "tabled":
            author = sentence(names.seat(str(event.data["author"])))
            about, key, what = "text", str(event.data["draft"]), say("pin.text", seat=author)
        elif event.kind == "inject":
            inject = str(event.data["inject"])
            says = names.author(f"inject.{inject}.says", names.scenario.inject[inject].says)
            short = says if len(says) <= SHORT else f"{says[:SHORT].rstrip()}…"
            about, key, what = "news", inject, say("pin.news", says=short)
        if about and (about, key) not in seen:
            seen.add((about, key))
            yield Pinnable(about, key, say("pin.in_round", round=now, what=what))


def _check_known(table: Table, inject: str) -> Refused | None:
    known = inject in table.loaded.scenario.inject
    return None if known else Refused("frame_unknown", "there is no such news")


def _check_length(says: str, least: int, most: int) -> Refused | None:
    if least <= len(says) <= most:
        return None
    return Refused("words_long", "too long or empty", about={"most": most})
