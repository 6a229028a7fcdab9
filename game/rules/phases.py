"""The order of a game: which phase follows which, who decides in it, and one door through which choices take effect."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.acts import resolve_acts
from game.rules.aftermath import after
from game.rules.briefing import brief
from game.rules.consult import give_floor, resolve_consult
from game.rules.offers import any_gap, resolve_hosts, resolve_offers
from game.rules.other_side import resolve_reply
from game.rules.rule import rule
from game.rules.silence import resolve_answers, resolve_revision, resolve_tour
from game.rules.state import Scratch, State
from game.rules.texts import resolve_redraft, resolve_soundings, resolve_tabling
from game.scenario import book as b
from game.scenario.book import Book


@rule
def who_decides(book: Book, state: State) -> int:
    """Return, as a bit mask of the rows of `choice`, who has something to decide in this phase."""
    clock = state.public.clock
    allies = book.ally.shape[0]
    phase = clock[s.PHASE]
    everybody = (1 << allies) - 1
    if phase in (s.ACTS, s.CONSULT, s.SOUND, s.TOUR, s.ANSWER, s.OFFER, s.OFFER_AGAIN):
        return everybody
    if phase == s.TABLING or phase == s.REDRAFT:
        return 1 << clock[s.SPONSOR]
    if phase == s.REVISE:
        return 1 << clock[s.PEN]
    if phase == s.HOST_SAYS:
        return hosts(book, state)
    if phase == s.REPLY:
        return 1 << (allies + 1)
    return 0


@rule
def hosts(book: Book, state: State) -> int:
    """Return the allies on whose soil something is to arrive that was decided this round."""
    mask = 0
    for m in range(book.measure.shape[0]):
        if book.measure[m, b.HOST] >= 0 and state.public.measure[m, s.ADOPTED_ROUND] == state.public.clock[s.ROUND]:
            if state.public.measure[m, s.ARRIVES] >= 0:
                mask |= 1 << book.measure[m, b.HOST]
    return mask


@rule
def next_text(book: Book, state: State) -> int:
    """Return the phase after a text is done with: another text, or the offers."""
    clock = state.public.clock
    clock[s.SLOT] += 1
    if clock[s.SLOT] < s.DRAFTS and clock[s.HOURS_LEFT] >= book.rule[n.HOURS_FOR_TEXT]:
        give_floor(book, state)
        if clock[s.SPONSOR] >= 0:
            return s.TABLING
    return after_texts(book, state)


@rule
def after_texts(book: Book, state: State) -> int:
    """Return the phase after the last text: the hosts speak before units leave anybody's stock."""
    return s.HOST_SAYS if hosts(book, state) != 0 else after_hosts(book, state)


@rule
def after_hosts(book: Book, state: State) -> int:
    """Return the phase after the hosts spoke: offers where units are called for, else the other side's reply."""
    return s.OFFER if book.rule[n.WITH_OFFERS] == 1 and any_gap(state) else s.REPLY


@rule
def after_answers(book: Book, state: State) -> int:
    """Return the phase after the sealed answers were opened, or after the pen: what it circulates goes under silence again."""
    draft = state.public.draft[state.public.clock[s.DRAFT]]
    if draft[s.STATUS] != s.UNDER_SILENCE:
        return next_text(book, state)
    circulates = state.public.clock[s.PHASE] == s.REVISE
    return s.ANSWER if circulates or draft[s.TIME_SET] != 0 else s.REVISE


@rule
def next_phase(book: Book, state: State) -> int:
    """Return the phase that follows the one just resolved."""
    clock = state.public.clock
    phase = clock[s.PHASE]
    if phase == s.CONSULT:
        return s.TABLING if clock[s.SPONSOR] >= 0 else after_texts(book, state)
    if phase == s.TABLING:
        return s.SOUND if clock[s.DRAFT] >= 0 else next_text(book, state)
    if phase == s.SOUND:
        dropped = state.public.draft[clock[s.DRAFT], s.STATUS] == s.DROPPED_TEXT
        return next_text(book, state) if dropped else s.REDRAFT
    if phase == s.ANSWER or phase == s.REVISE:
        return after_answers(book, state)
    if phase == s.HOST_SAYS:
        return after_hosts(book, state)
    if phase == s.OFFER:
        return s.OFFER_AGAIN if any_gap(state) and book.rule[n.WITH_SECOND_CALL] == 1 else s.REPLY
    if phase == s.OFFER_AGAIN:
        return s.REPLY
    return phase + 1


@rule
def resolve(book: Book, state: State, choice: b.Table, scratch: Scratch, seed0: int, seed1: int, game: int) -> None:
    """Let the choices of this phase take effect and move to the next."""
    clock = state.public.clock
    phase = clock[s.PHASE]
    if phase == s.BRIEFING:
        brief(book, state, scratch, seed0, seed1, game)
    elif phase == s.ACTS:
        resolve_acts(book, state, choice)
    elif phase == s.CONSULT:
        resolve_consult(book, state, choice, scratch, seed0, seed1, game)
    elif phase == s.TABLING:
        resolve_tabling(book, state, choice, scratch)
    elif phase == s.SOUND:
        resolve_soundings(book, state, choice)
    elif phase == s.REDRAFT:
        resolve_redraft(book, state, choice, scratch)
    elif phase == s.TOUR:
        resolve_tour(book, state, choice)
    elif phase == s.ANSWER:
        resolve_answers(book, state, choice)
    elif phase == s.REVISE:
        clear_time(state)
        resolve_revision(book, state, choice, scratch)
    elif phase == s.OFFER or phase == s.OFFER_AGAIN:
        resolve_offers(book, state, choice)
    elif phase == s.HOST_SAYS:
        resolve_hosts(book, state, choice)
    elif phase == s.REPLY:
        resolve_reply(book, state, choice, scratch, seed0, seed1, game)
    else:
        after(book, state, scratch, seed0, seed1, game)
        return
    clock[s.PHASE] = next_phase(book, state)


@rule
def clear_time(state: State) -> None:
    """Forget that time was asked for on the wording before."""
    state.public.draft[state.public.clock[s.DRAFT], s.TIME_SET] = 0
