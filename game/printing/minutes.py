"""Minutes of a game that was played on paper: lines as the form page writes them, read back.

    type prober
    round 1
    RO act close_consulate
    FACILITATOR inject serial_numbers
    PL table radar_net+1 condemns under routine for 24h
    FR amend #1+0

Every line but `type`, `cause` and `round` is a decision in the words of the journal. A # at the beginning is a remark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from game.scenario.book import CAUSES
from game.scenario.schema import Scenario
from game.table.decisions import Decision, Refused
from game.table.grammar import near_words, parse
from game.table.lexicon import lexicon_of

MOST_LINES: Final = 2000


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision and the number of its line, from 1."""

    line: int
    text: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was written down: by round (from 1) its decisions in order, and what the chair drew, "" where that was not said."""

    rounds: dict[int, list[Entry]] = field(default_factory=dict)
    type: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Misread:
    """The first line that cannot be read: its number, its text, and why."""

    line: int
    text: str
    refused: Refused


def read_minutes(text: str, scenario: Scenario) -> Minutes | Misread:
    """Return the minutes that a text holds, or the first line that is none."""
    drawn = {"type": tuple(scenario.adversary.type), "cause": CAUSES}
    found: dict[str, str] = {}
    rounds: dict[int, list[Entry]] = {}
    now: list[Entry] | None = None
    for number, line in enumerate(text.splitlines()[:MOST_LINES], 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] in drawn and len(words) == 2:
            if words[1] not in drawn[words[0]]:
                return Misread(number, line, _unknown(words[1], drawn[words[0]]))
            found[words[0]] = words[1]
        elif words[0] == "round" and len(words) == 2:
            if words[1] not in map(str, range(1 + max(rounds, default=0), len(scenario.round) + 1)):
                return Misread(number, line, _unknown(words[1], ()))
            now = rounds.setdefault(int(words[1]), [])
        elif now is None:
            return Misread(number, line, _unknown(words[0], ("type", "cause", "round")))
        else:
            decision = parse(line, lexicon_of(scenario))
            if isinstance(decision, Refused):
                return Misread(number, line, decision)
            now.append(Entry(number, line, decision))
    return Minutes(rounds, **found)


def _unknown(word: str, known: tuple[str, ...]) -> Refused:
    near = tuple(near_words(word, known)) or known
    return Refused("unknown_word", f'"{word}" is not known here', about={"word": word, "near": near})
