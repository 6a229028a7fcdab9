"""Events of a table in sentences. `tell` takes the events of one settled phase and yields parts: a section, and its lines.

Several events of one kind make one line where that reads better.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from game.lab.reasons import Reason
from game.table.events import Event
from game.telling.tell_texts import TEXTS_TOLD
from game.telling.tell_world import WORLD_TOLD
from game.telling.teller import Heard, Teller
from game.telling.words import sentence


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines under one heading; the same section again goes on under the heading already written."""

    section: str
    heading: str
    lines: list[str]


# kind of event -> section, in the order in which the events of a phase are told.
SECTIONS: Final = {
    "inject": "news",
    "bulletin": "news",
    "reversed": "news",
    "withdrawn": "news",
    "act": "acts",
    "article_4": "corridors",
    "announced": "corridors",
    "bilateral": "corridors",
    "leak": "corridors",
    "taken_back": "corridors",
    "promise": "corridors",
    "floor": "corridors",
    "tabled": "text",
    "sounding": "text",
    "cosponsors": "text",
    "unwanted": "text",
    "silence": "text",
    "tour": "text",
    "answers": "text",
    "more_time": "text",
    "objection": "text",
    "ad_referendum": "text",
    "pen": "text",
    "revised": "text",
    "raised": "text",
    "adopted": "text",
    "willing": "text",
    "dropped": "text",
    "failed": "text",
    "claimed": "text",
    "ask_granted": "text",
    "red_line": "text",
    "call": "offers",
    "offer": "offers",
    "gap": "offers",
    "host_refused": "offers",
    "phase": "offers",
    "reply": "other",
    "hit": "other",
    "accident": "other",
    "channel_offered": "other",
    "channel_taken": "other",
    "channel_refused": "other",
    "delivered": "moved",
    "lapsed": "moved",
    "track": "moved",
    "rung": "moved",
    "fell": "moved",
    "kept": "moved",
    "broken_word": "moved",
    "standing": "moved",
}
SEALED: Final = ("objection", "ad_referendum", "pen")  # not told while time is asked for: those answers are older
_TOLD: Final = TEXTS_TOLD | WORLD_TOLD
_ORDER: Final = {kind: place for place, kind in enumerate(SECTIONS)}
# Kinds of event that a story has no words for, each because something else tells of it.
UNTOLD: Final = {
    "round": "the heading of the round",
    "broke": "told with the objections",
    "stock": "told with who sends what",
    "seat": "the client tells it",
    "meanwhile": "the client tells it",
    "undone": "the client tells it",
    "ended": "the end of the story",
}


def tell(
    teller: Teller,
    events: Iterable[Event],
    reasons: Mapping[str, Reason] | None = None,
    would: Mapping[str, str] | None = None,
) -> Iterator[Part]:
    """Yield what one settled phase brought.

    `reasons` are the sums of those who object in it, `would` says of each what would have kept it silent.
    """
    teller.reasons, teller.would = reasons or {}, would or {}
    groups: dict[str, list[Heard]] = {}
    for event in events:
        if event.kind in _TOLD:
            groups.setdefault(event.kind, []).append(Heard(event.audience, dict(event.data)))
        elif event.kind == "round":
            groups.setdefault("round", [])
    if "more_time" in groups:
        groups = {kind: group for kind, group in groups.items() if kind not in SEALED}
    teller.keep_time(groups)
    for kind in sorted(groups.keys() - {"round"}, key=_ORDER.__getitem__):
        section = _section(kind, groups.keys())
        lines = list(_TOLD[kind](teller, groups[kind])) if section else []
        if lines:
            yield _part(teller, section, lines)


def _section(kind: str, kinds: Iterable[str]) -> str:
    """Return under which heading a kind of event is told beside the others of its phase; none where it is not."""
    section, settled = SECTIONS[kind], "track" in kinds
    if kind == "standing" and not settled:
        return ""  # support moves by the way; it is told at the end of the round
    if kind == "lapsed" and not settled:
        return "corridors" if "taken_back" in kinds else "offers"
    return "before" if section == "moved" and "round" in kinds else section


def _part(teller: Teller, section: str, lines: list[str]) -> Part:
    if section != "text":
        return Part(section, teller.words.say(f"section.{section}"), lines)
    author = sentence(teller.names.seat(teller.authors[teller.now])) if teller.now in teller.authors else ""
    heading = teller.words.say("section.text", author=author, where=teller.names.date(teller.hour))
    return Part(f"text {teller.now}", heading, lines)
