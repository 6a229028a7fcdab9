"""Whose answer to a text is in doubt, as its author can tell, and which single sounding would teach most about it.

The odds are the finder's (`allies/hearsay.py`): over the moods of each other ally, and by how much its sum may be off.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from game.allies.answers import band_of, weigh_text, worst_clause
from game.allies.assent import HOLDS, assents_by
from game.allies.hearsay import chance_of_text, fixed_guess, guess_at, guess_others
from game.allies.position import standing_alone
from game.allies.programme import OFF, Programme, new_programme
from game.rules import state as s
from game.scenario import book as b
from game.scenario.book import Book, Table
from game.table.position import Position

SURE = 1000  # per mille
Heard = dict[tuple[int, int], list[int]]  # band and worst clause -> odds that it is said, and that with an assent


@dataclass(frozen=True, slots=True)
class Doubt:
    """How likely, of 1,000, an ally assents, and by how many points of 100 a sounding of it would move that."""

    ally: str
    assents: int
    moves: float


@dataclass(frozen=True, slots=True)
class Doubts:
    """How likely, of 1,000, nobody else objects to a text; every other ally, the one most likely to object first.

    `teaches` is whose sounding would move the chance of the text most, in proportion to what it is, "" where all are sure.
    """

    holds: int
    allies: tuple[Doubt, ...]
    teaches: str


def doubts(position: Position, seat: str) -> Doubts:
    """Return what an ally can tell of the answers to the text on the table; it reads what is public and its own row."""
    book, public, user = position.loaded.book, position.state.public, position.lexicon.row(seat)
    pair, text, p = position.state.pair[user], public.draft[public.clock[s.DRAFT]].copy(), new_programme(book)
    guess_others(book, public, pair, text, p, user)
    holds = int(chance_of_text(book, public, pair, text, p, user))
    found = []
    for row, ally in enumerate(position.lexicon.allies):
        if row != user:
            assents = int(p.chance[row])
            moves = _moves(_heard(position, pair, text, p, user, row)) if 0 < assents < SURE else 0.0
            found.append(Doubt(ally, assents, moves))
    # A text holds where all assent: what one answer moves, it moves in proportion to how likely that was.
    best = max(found, key=lambda each: each.moves / max(each.assents, 1), default=None)
    teaches = best.ally if best and best.moves > 0 else ""
    return Doubts(holds, tuple(sorted(found, key=lambda each: each.assents)), teaches)


def _heard(position: Position, pair: Table, text: Table, p: Programme, user: int, ally: int) -> Heard:
    """Return what a sounding of an ally may bring by each guess about it."""
    book: Book = position.loaded.book
    public = position.state.public
    fixed, heard = (
        int(fixed_guess(book, pair, text, ally, user)),
        defaultdict[tuple[int, int], list[int]](lambda: [0, 0]),
    )
    alone = int(standing_alone(book, text, ally))
    for mood in range(b.MOODS):
        mind = guess_at(book, public, ally, mood)
        for k, off in enumerate(OFF):
            odds = int(p.odds[ally, mood * len(OFF) + k])
            if odds == 0:
                continue
            weigh_text(book, mind, text, p.weighed)
            band = int(band_of(book, mind, text, p.weighed, p.weighed[s.WORTH_TOTAL] + fixed + off))
            entry = heard[band, int(worst_clause(text, p.weighed, -1))]
            entry[0] += odds
            if assents_by(book, public, mind, fixed + alone + off, text, p.weighed, HOLDS):
                entry[1] += odds
    return heard


def _moves(heard: Heard) -> float:
    """Return by how many points of 100 the chance of an assent moves, on average, once the sounding is heard."""
    total = sum(odds for odds, _ in heard.values())
    chance = sum(yes for _, yes in heard.values()) / total
    return 100 * sum(odds * abs(yes / odds - chance) for odds, yes in heard.values()) / total
