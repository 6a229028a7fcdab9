"""What there is to tell: each event has a kind from the register, an audience and a few plain values.

An audience is a bit mask of seats (bit a ally a, then the chair, then the other side). PUBLIC is everybody and the room's
wall; NOBODY is the facilitator alone, who hears everything. Front ends find the words for a kind; data are keys and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

PUBLIC: Final = -1
NOBODY: Final = 0

# kind -> what it tells, and which values it brings.
EVENTS: Final[dict[str, str]] = {
    "round": "a round begins: round, key, title",
    "phase": "what is decided next: phase, round, hours_left",
    "inject": "news arrived: inject, credibility (per cent)",
    "delivered": "a measure took effect: measure, level, share (per cent of what it needs)",
    "lapsed": "a measure left the pipe without effect: measure",
    "track": "a track moved: track, before, after, causes (cause -> points; thousandths)",
    "rung": "the ladder's rung changed: before, after",
    "act": "a national act: seat, measure",
    "article_4": "consultations under Article 4 were asked for: seats",
    "announced": "somebody announced that it may ask for Article 4",
    "bilateral": "the struck ally asked allies for units: helpers",
    "promise": "a promise was given: by, to, promise, due (round)",
    "kept": "promises were kept: seat, times",
    "broken_word": "promises were broken: seat, times",
    "leak": "letters reached the press: letters (seats)",
    "taken_back": "an ally took back its silence: draft",
    "floor": "who has the floor: seat (empty: nobody)",
    "tabled": "a text is on the table: draft, author, text",
    "sounding": "a sounding was answered: ally, band, worst",
    "cosponsors": "who co-sponsors: seats",
    "unwanted": "the struck ally does not want the text: draft",
    "silence": "a text goes under silence: draft, text, deadline (hours), level",
    "tour": "the tour de table: answers (seat -> word)",
    "answers": "the sealed answers are opened: answers (seat -> word)",
    "objection": "what an objector named: seat, answer, brackets, demands_ask",
    "ad_referendum": "your capital was not ready: the silence may be taken back: draft",
    "more_time": "time was asked for: draft, deadline (hours)",
    "broke": "allies broke silence: draft, seats",
    "pen": "who holds the pen: seat",
    "revised": "a revision circulates: draft, by, text, deadline (hours)",
    "raised": "the text goes to a higher level: draft, level",
    "adopted": "nobody broke silence: draft, text, round",
    "willing": "the willing go ahead: draft, text",
    "dropped": "a text was dropped: draft",
    "failed": "a text failed, its silence broken: draft",
    "ask_granted": "what an ally asked for was granted: seat",
    "red_line": "a text crossed your red line: times",
    "claimed": "the council named who did it",
    "call": "units are called for: measure, unit (kind), units",
    "offer": "units were offered: seat, measure, units, caveat",
    "gap": "pledged and filled: measure, pledged, filled (units; halves count)",
    "host_refused": "the host refused a measure: measure",
    "reply": "what the other side did: reply, reply_kind",
    "hit": "something hit allied soil: hits so far",
    "accident": "an accident: accidents so far, worst",
    "channel_offered": "a way to talk was offered",
    "channel_taken": "the other side took it",
    "channel_refused": "it did not",
    "reversed": "the public attribution did not hold",
    "withdrawn": "the claim was withdrawn",
    "fell": "a government fell: seat",
    "standing": "your own standing moved: capital, support (before, after)",
    "stock": "your own units moved: unit (kind), before, after",
    "seat": "a seat changed hands: seat, holder",
    "meanwhile": "the model sits in for everybody, to the end of a round, or a phase of it: until, phase",
    "undone": "the table went back: to (line)",
    "bulletin": "the facilitator gave out news of words alone: says",
    "ended": "the game is over: ending (key, empty: none)",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `moment` is the settled phase that brought it."""

    kind: str
    audience: int
    moment: int
    data: dict[str, object] = field(default_factory=dict)

    def is_for(self, row: int) -> bool:
        """Tell whether the seat of a row of `choice` may hear of it."""
        return bool(self.audience >> row & 1)

    def to_dict(self) -> dict[str, object]:
        """Return the event without its audience, as plain values."""
        return {"kind": self.kind, "moment": self.moment, **self.data}
