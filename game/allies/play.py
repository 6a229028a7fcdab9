"""The table of contents of a game: while it is not over, decide, then resolve."""

from __future__ import annotations

from game.allies.adversary import decide_reply
from game.allies.answers import decide_answers, decide_soundings_said, decide_tour
from game.allies.corridor import decide_acts, decide_consult
from game.allies.drafting import decide_soundings, draft_text
from game.allies.giving import decide_hosts, decide_offers
from game.allies.pen import hold_pen
from game.allies.revising import redraft
from game.rules import state as s
from game.rules.choices import clear_for
from game.rules.phases import resolve, who_decides
from game.rules.rule import rule
from game.rules.start import start
from game.rules.state import Scratch, State
from game.scenario.book import Book, Table


@rule
def decide(
    book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int, who: int
) -> None:
    """Fill the rows of `choice` that a bit mask names (allies, the chair, the other side) for the current phase."""
    clock = state.public.clock
    phase = clock[s.PHASE]
    allies = book.ally.shape[0]
    if phase == s.ACTS:
        decide_acts(book, state, choice, scratch, seed0, seed1, game, who)
    elif phase == s.CONSULT:
        decide_consult(book, state, choice, scratch, seed0, seed1, game, who)
    elif phase == s.TABLING and (who >> clock[s.SPONSOR]) & 1 == 1:
        draft_text(book, state, choice, scratch, seed0, seed1, game, clock[s.SPONSOR])
    elif phase == s.SOUND:
        decide_soundings(book, state, choice, scratch, who)
        decide_soundings_said(book, state, choice, scratch, who)
    elif phase == s.REDRAFT and (who >> clock[s.SPONSOR]) & 1 == 1:
        redraft(book, state, choice, clock[s.SPONSOR])
    elif phase == s.TOUR:
        decide_tour(book, state, choice, scratch, who)
    elif phase == s.ANSWER:
        decide_answers(book, state, choice, scratch, seed0, seed1, game, who)
    elif phase == s.REVISE and (who >> clock[s.PEN]) & 1 == 1:
        hold_pen(book, state, choice, scratch, seed0, seed1, game, clock[s.PEN])
    elif phase == s.OFFER or phase == s.OFFER_AGAIN:
        decide_offers(book, state, choice, scratch, seed0, seed1, game, who)
    elif phase == s.HOST_SAYS:
        decide_hosts(book, state, choice, who)
    elif phase == s.REPLY and (who >> (allies + 1)) & 1 == 1:
        decide_reply(book, state, choice, scratch, seed0, seed1, game)


@rule
def play_game(book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Play game `game` of a seed from its first day to its end, the model in every seat."""
    start(book, state, scratch, seed0, seed1, game)
    while state.public.clock[s.PHASE] != s.OVER:
        play_phase(book, state, choice, scratch, seed0, seed1, game, -1, choice[0])


@rule
def play_phase(
    book: Book,
    state: State,
    choice: Table,
    scratch: Scratch,
    seed0: int,
    seed1: int,
    game: int,
    seat: int,
    plan: Table,
) -> None:
    """Play one phase, the model in every seat; but `seat`, if it is not -1, does what `plan`, a row of choices, says."""
    who = who_decides(book, state)
    clear_for(choice, who, state.public.clock[s.PHASE])
    decide(book, state, choice, scratch, seed0, seed1, game, who)
    if seat >= 0:
        for column in range(choice.shape[1]):
            choice[seat, column] = plan[column]
    resolve(book, state, choice, scratch, seed0, seed1, game)
