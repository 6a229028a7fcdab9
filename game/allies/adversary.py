"""How the other side chooses: a softmax over its menu, by its hidden type, of what it reads of us."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.beliefs import reply_utility
from game.rules.other_side import firmness
from game.rules.rule import rule
from game.rules.state import Scratch, State
from game.scenario.book import Book, Table


@rule
def decide_reply(book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Choose the other side's reply and write it into its row of `choice`."""
    replies = book.reply.shape[0]
    draw = scratch.draw[: -(-replies // 8) * 8]
    luck.fill(seed0, seed1, game, state.public.clock[s.ROUND], luck.ADVERSARY, draw)
    seen = firmness(book, state)
    if book.rule[n.WITH_MEMORY] == 1:
        # It reads us through what it already believed.
        seen = (3 * seen + state.truth[s.BELIEVED_RESOLVE]) // 4
    for k in range(replies):
        scratch.spare[k] = reply_utility(book, state.public, state.truth[s.TYPE_DRAWN], k, seen)
    choice[book.ally.shape[0] + 1, s.ADVERSARY_REPLY] = luck.choose(scratch.spare, draw, replies)
