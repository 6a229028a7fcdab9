"""The words that a scenario may use: verbs of a text, and the facts that `when` and objectives may ask for.

The order is the contract between the compiler of `when` (this floor) and `rules/facts.py` (which reads them from the state).
"""

from __future__ import annotations

from typing import Final

# Strength of a communiqué's verb, weakest first; 0 is no text.
VERBS: Final = ("none", "notes", "is_concerned", "condemns", "holds_responsible", "will_respond")
BASES: Final = ("routine", "article_4", "article_5")
MEETINGS: Final = ("permanent_representatives", "ministers", "leaders")
MOODS_OF_CLAUSE: Final = ("decides", "tasks", "calls_for")
PROMISES: Final = ("none", "silent_on", "support", "offer_units", "not_table", "share_evidence")
ANSWERS: Final = ("silent", "statement", "amend", "break", "ask_time")

# What an argument of a fact names: nothing, a measure, an ally, an inject, an adversary type, a cause.
NOTHING, A_MEASURE, AN_ALLY, AN_INJECT, A_TYPE, A_CAUSE, A_TRACK = range(7)
# What a fact is: a truth value or a number on its own scale; `TENTHS` facts are kept times ten (shown 0-100).
TRUTH, NUMBER, TENTHS = range(3)

# name -> (what its argument names, what it is). The index in this table is the fact's number.
FACTS: Final[dict[str, tuple[int, int]]] = {
    "round": (NOTHING, NUMBER),  # 1, 2, ...
    "day": (NOTHING, NUMBER),  # whole days since the incident
    "hours_left": (NOTHING, NUMBER),
    "meeting": (NOTHING, NUMBER),  # 0 permanent representatives, 1 ministers, 2 leaders
    "article_4": (NOTHING, TRUTH),  # has been asked for
    "bilateral": (NOTHING, TRUTH),  # the struck ally took the bilateral road
    "verb": (NOTHING, NUMBER),  # strength of the strongest text adopted this round, 0-5
    "strongest": (NOTHING, NUMBER),  # the same over the whole game
    "text_held": (NOTHING, TRUTH),  # some text was adopted this round
    "texts": (NOTHING, NUMBER),  # texts adopted so far
    "broken": (NOTHING, NUMBER),  # texts broken so far
    "leaders_broken": (NOTHING, TRUTH),  # a leaders' text was broken
    "low_cohesion": (NOTHING, NUMBER),  # rounds in a row with cohesion under the split's line
    "hits": (NOTHING, NUMBER),  # hits on allied soil since the incident
    "hit_round": (NOTHING, NUMBER),  # round of the last hit, 0 none
    "unanswered": (NOTHING, NUMBER),  # hits that no adopted text answered
    "quiet": (NOTHING, NUMBER),  # rounds in a row without anything from the other side
    "reply": (NOTHING, NUMBER),  # kind of the last reply: 0 quiet 1 mirror 2 probe 3 raise 4 channel; -1 none yet
    "channel_offered": (NOTHING, TRUTH),  # this round
    "channel_live": (NOTHING, TRUTH),
    "channel_taken": (NOTHING, NUMBER),  # times
    "claimed": (NOTHING, TRUTH),  # the council publicly named who did it
    "reversed": (NOTHING, TRUTH),  # the public attribution was reversed
    "withdrawn": (NOTHING, TRUTH),  # and the claim was withdrawn
    "will_reverse": (NOTHING, TRUTH),  # hidden: the first attribution of this game does not hold
    "pledged": (NOTHING, NUMBER),  # units promised by adopted texts
    "filled": (NOTHING, NUMBER),  # of which offered
    "gap": (NOTHING, NUMBER),  # pledged less filled
    "council_delivered": (NOTHING, NUMBER),  # resolve delivered by the council
    "coalition_delivered": (NOTHING, NUMBER),  # by the willing and by nations
    "leaks": (NOTHING, NUMBER),
    "peak": (NOTHING, TENTHS),  # highest escalation so far, shown 0-100
    "mean_cohesion": (NOTHING, TENTHS),
    "delivered_measures": (NOTHING, NUMBER),
    "adopted": (A_MEASURE, TRUTH),  # a text decided it, at any level
    "level": (A_MEASURE, NUMBER),  # highest level adopted or taken, 0-3
    "delivered": (A_MEASURE, TRUTH),  # it has arrived
    "called": (A_MEASURE, TRUTH),  # a text called for it
    "tasked": (A_MEASURE, TRUTH),
    "acts": (A_MEASURE, NUMBER),  # allies that did it as a national act
    "acted": (AN_ALLY, TRUTH),  # did a national act this round
    "support": (AN_ALLY, TENTHS),  # at home
    "capital": (AN_ALLY, NUMBER),  # political capital
    "trust": (AN_ALLY, TENTHS),  # mean trust that the others have in it
    "fell": (AN_ALLY, TRUTH),  # its government fell
    "sponsored": (AN_ALLY, NUMBER),  # texts it sponsored that held
    "broke": (AN_ALLY, NUMBER),  # texts it broke
    "bracketed": (AN_ALLY, NUMBER),
    "given": (AN_ALLY, NUMBER),  # units it gave
    "received": (AN_ALLY, NUMBER),  # units on its soil
    "ask_granted": (AN_ALLY, TRUTH),
    "kept": (AN_ALLY, NUMBER),  # promises
    "broke_word": (AN_ALLY, NUMBER),
    "held_pen": (AN_ALLY, NUMBER),  # texts that held from its pen
    "red_crossed": (AN_ALLY, NUMBER),
    "abandonment": (AN_ALLY, NUMBER),  # its fear now, 0-100
    "entrapment": (AN_ALLY, NUMBER),
    "stock": (AN_ALLY, NUMBER),  # units left, all kinds
    "fired": (AN_INJECT, TRUTH),
    "is_type": (A_TYPE, TRUTH),  # hidden
    "is_cause": (A_CAUSE, TRUTH),  # hidden
}
