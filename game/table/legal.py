"""What a seat may do now. A refusal is a value: a code, a sentence with the figures, and what would help.

Only the book, what is public and the seat's own rows are read, so that a refusal tells nobody what it should not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.rules import numbers as n
from game.rules import state as s
from game.rules.consult import STRONGEST_WISH
from game.scenario.book import STRUCK
from game.scenario.words import ANSWERS
from game.table import decisions as d
from game.table.decisions import CHAIR, OTHER, PERSON, Decision, Refused
from game.table.legal_texts import check_answer, check_revision, check_text, clauses_of
from game.table.legal_units import check_offer, check_refusal
from game.table.position import Position, deciders, with_sealed
from game.table.price import cost_of

# Which decisions a phase takes; every phase takes a forecast, `done` and `reconsider` as well.
TAKES: Final[dict[int, tuple[type, ...]]] = {
    s.ACTS: (d.NationalAct,),
    s.CONSULT: (
        d.AskArticle4,
        d.BilateralRoad,
        d.Helps,
        d.Approach,
        d.PromiseTo,
        d.Leak,
        d.TakeBack,
        d.AskFloor,
    ),
    s.TABLING: (d.TableText,),
    s.SOUND: (d.Sound, d.SaysIfSounded, d.Cosponsor),
    s.REDRAFT: (d.TableText,),
    s.TOUR: (d.Tour,),
    s.ANSWER: (d.Answer,),
    s.REVISE: (d.Revise,),
    s.OFFER: (d.Offer,),
    s.OFFER_AGAIN: (d.Offer,),
    s.HOST_SAYS: (d.Refuse,),
    s.REPLY: (d.Reply,),
}
ALWAYS: Final = (d.Forecast, d.Done, d.Reconsider)

# The words with which a line begins in each phase, for whoever tried another.
FIRST_WORDS: Final[dict[int, tuple[str, ...]]] = {
    s.ACTS: ("act",),
    s.CONSULT: (
        "ask_article_4",
        "announce_article_4",
        "bilateral",
        "approach",
        "promise",
        "leak",
        "take_back",
        "helps",
        "ask_floor",
    ),
    s.TABLING: ("table",),
    s.SOUND: ("sound", "says", "cosponsor"),
    s.REDRAFT: ("table",),
    s.TOUR: ("tour",),
    s.ANSWER: ANSWERS,
    s.REVISE: ("revise", "raise_level", "let_willing", "drop"),
    s.HOST_SAYS: ("refuse",),
    s.OFFER: ("offer",),
    s.OFFER_AGAIN: ("offer",),
    s.REPLY: ("reply",),
}


def check(position: Position, decision: Decision) -> Refused | None:
    """Return why a decision cannot be taken now, or None if it can; its words are those of the scenario (`grammar.parse`)."""
    if position.phase == s.OVER:
        return Refused("over", "the game is over", "open the debrief, or fork the journal and play on from a line")
    if isinstance(decision, d.TimeExpired):
        return _check_moment(position, decision)
    if isinstance(decision, d.Meanwhile):
        return _check_round(position, decision)
    if isinstance(decision, d.DropInject | d.HoldInject | d.ReleaseInject):
        return _check_news(position, decision)
    if isinstance(decision, d.TakeSeat):
        return _check_holder(position, decision)
    return _check_turn(position, decision) or check_content(position, decision)


def check_content(position: Position, decision: Decision) -> Refused | None:
    """Return why a seat cannot take a decision of this phase, whoever holds the seat, or None if it can."""
    return _check_itself(position, decision) or _check_capital(position, decision)


def _check_moment(position: Position, expired: d.TimeExpired) -> Refused | None:
    if expired.moment == position.moment:
        return None
    return Refused(
        "stale",
        f"that deadline was of moment {expired.moment}, and now is {position.moment}",
        "look at the table, then decide again",
    )


def _check_round(position: Position, meanwhile: d.Meanwhile) -> Refused | None:
    now = int(position.state.public.clock[s.ROUND]) + 1
    if meanwhile.until >= now:
        return None
    reason = f"round {meanwhile.until} is over, and now is round {now}"
    return Refused("stale", reason, "look at the table, then decide again")


def _check_news(position: Position, steered: d.DropInject | d.HoldInject | d.ReleaseInject) -> Refused | None:
    status = int(position.state.truth[s.TRUTH_INJECT + position.lexicon.injects.index(steered.inject)])
    if status >= s.FIRED:
        now = status - s.FIRED + 1
        return Refused("fired", f"{steered.inject} broke in round {now}; news breaks once", about={"round": now})
    return None


def _check_holder(position: Position, take: d.TakeSeat) -> Refused | None:
    if take.seat in (CHAIR, OTHER) and take.holder not in (PERSON, "model"):
        remedy, about = f"write: {take.seat} take_seat model", {"seat": take.seat}
        return Refused("no_skill", f"{take.seat} has no skill to set", remedy, about=about)
    if take.holder == position.holders[take.seat] == PERSON:
        remedy, about = "hand it to the model first", {"seat": take.seat}
        return Refused("taken", f"{take.seat} is held by a person already", remedy, about=about)
    return None


def _check_turn(position: Position, decision: Decision) -> Refused | None:
    seat = decision.seat
    if position.holders[seat] != PERSON:
        remedy = f"take the seat first: {seat} take_seat person"
        return Refused("not_held", f"{seat} is played by the model", remedy, about={"seat": seat})
    now = s.PHASES[position.phase]
    taking = deciders(position)
    if seat not in taking:
        names = ", ".join(taking[:6]) + (" ..." if len(taking) > 6 else "")
        about = {"seat": seat, "seats": tuple(taking[:6])}
        return Refused(
            "not_your_turn", f"{seat} has nothing to decide in the phase {now}", f"it is for {names}", about=about
        )
    if not isinstance(decision, (*TAKES.get(position.phase, ()), *ALWAYS)):
        words = ", ".join((*FIRST_WORDS.get(position.phase, ()), "forecast"))
        remedy = f"a line now begins with {words} or done"
        return Refused("not_now", f"that cannot be decided in the phase {now}", remedy, about={"words": words})
    return None


def _check_itself(position: Position, decision: Decision) -> Refused | None:
    rule = _CHECKS.get(type(decision))
    return rule(position, decision) if rule else None


def _check_capital(position: Position, decision: Decision) -> Refused | None:
    if decision.seat not in position.lexicon.allies:
        return None
    book, lexicon, public = position.loaded.book, position.lexicon, position.state.public
    planned = [decision] if isinstance(decision, d.Done) else with_sealed(position, decision)
    cost = sum(cost_of(book, lexicon, public, each) for each in planned)
    has = int(position.state.own[lexicon.row(decision.seat), s.CAPITAL])
    if cost <= has:
        return None
    reason = f"that comes to {cost} of political capital, and {decision.seat} has {has}"
    return Refused("no_capital", reason, "do less", about={"cost": cost, "has": has})


def _measure(position: Position, key: str) -> int:
    return position.lexicon.measures.index(key)


def _check_act(position: Position, act: d.NationalAct) -> Refused | None:
    hand = position.desk.hand(position.lexicon.row(act.seat))
    measure = _measure(position, act.measure)
    if measure in hand:
        return None
    held = tuple(position.lexicon.measures[m] for m in hand if m >= 0)
    remedy = f"in hand: {', '.join(held) or 'nothing this round'}"
    about = {"measure": act.measure, "measures": held}
    return Refused("not_in_hand", f"{act.measure} is not in the hand of {act.seat}", remedy, about=about)


def _check_article_4(position: Position, ask: d.AskArticle4) -> Refused | None:
    clock = position.state.public.clock
    if position.loaded.book.rule[n.WITH_ARTICLE_4] == 0:
        return Refused("not_here", "this scenario plays without Article 4")
    if clock[s.ARTICLE_4_ROUND] >= 0:
        asked = int(clock[s.ARTICLE_4_ROUND]) + 1
        reason = f"Article 4 was asked for in round {asked}; once is all"
        return Refused("article_4_once", reason, about={"round": asked})
    if ask.announce and clock[s.ANNOUNCED] >= 0:
        return Refused("announced_once", "it has been announced already", f"write: {ask.seat} ask_article_4")
    return None


def _check_bilateral(position: Position, road: d.BilateralRoad) -> Refused | None:
    if position.loaded.book.ally[position.lexicon.row(road.seat), STRUCK] == 0:
        return Refused("not_struck", "only the struck ally can take the bilateral road", f"write: {road.seat} helps")
    if position.state.public.clock[s.BILATERAL_ROUND] >= 0:
        return Refused("bilateral_once", "the bilateral road was taken already; once is all")
    if not 1 <= len(set(road.helpers)) == len(road.helpers) <= 3 or road.seat in road.helpers:
        return Refused("bad_helpers", "ask one to three other allies, each once")
    return None


def _check_helps(position: Position, helps: d.Helps) -> Refused | None:
    if position.loaded.book.ally[position.lexicon.row(helps.seat), STRUCK]:
        return Refused(
            "struck", "the struck ally asks for help, it does not give it", "write: bilateral and the allies"
        )
    return None


def _check_approach(position: Position, approach: d.Approach) -> Refused | None:
    if not 1 <= approach.index <= s.APPROACHES:
        return Refused("bad_approach", f"approaches are numbered 1 to {s.APPROACHES}", about={"most": s.APPROACHES})
    column = s.DOOR + (approach.index - 1) * s.DOOR_COLUMNS + s.DOOR_WITH
    if position.state.own[position.lexicon.row(approach.seat), column] < 0:
        reason = f"nobody came with approach {approach.index} this round"
        return Refused("no_approach", reason, about={"number": approach.index})
    return _check_word(position, approach) if approach.accept else None


def _check_promise(position: Position, promise: d.PromiseTo) -> Refused | None:
    lexicon = position.lexicon
    if promise.to == promise.seat:
        return Refused("to_itself", "a promise is given to another ally")
    if position.state.pair[lexicon.row(promise.seat), lexicon.row(promise.to), s.GAVE] != s.NO_PROMISE:
        reason, about = f"{promise.to} holds an open promise of yours", {"seat": promise.to}
        return Refused("promised", reason, "let it be settled first", about=about)
    return _check_word(position, promise)


def _check_word(position: Position, decision: Decision) -> Refused | None:
    """Refuse a promise too many: two may be open, approaches accepted this phase included."""
    row = position.lexicon.row(decision.seat)
    given = int((position.state.pair[row, :, s.GAVE] != s.NO_PROMISE).sum())
    planned = with_sealed(position, decision)
    more = sum(isinstance(each, d.PromiseTo) or (isinstance(each, d.Approach) and each.accept) for each in planned)
    if given + more <= s.OPEN_PROMISES:
        return None
    return Refused(
        "too_many_promises",
        f"{s.OPEN_PROMISES} promises may be open at a time: {given} are, and this makes {given + more}",
        "decline an approach, or wait until one is settled",
        about={"most": s.OPEN_PROMISES, "given": given, "total": given + more},
    )


def _check_leak(position: Position, _: d.Leak) -> Refused | None:
    if position.state.public.clock[s.LETTER_MASK] == 0:
        return Refused("no_letters", "nobody broke silence, so that there is no letter to leak")
    return None


def _check_take_back(position: Position, back: d.TakeBack) -> Refused | None:
    own = position.state.own[position.lexicon.row(back.seat)]
    text = int(own[s.ITS_TEXT])
    if own[s.WAITING] == 0 or text < 0 or position.state.public.draft[text, s.STATUS] != s.ADOPTED:
        return Refused("not_waiting", f"{back.seat} kept no silence ad referendum that it could take back")
    return None


def _check_floor(_: Position, ask: d.AskFloor) -> Refused | None:
    if not 1 <= abs(ask.strength) <= STRONGEST_WISH:
        most = STRONGEST_WISH
        says = f"say 1 to {most}: more is more urgent; or -1 to -{most}: only if nobody else wants it"
        return Refused("bad_strength", says, about={"most": most})
    return None


def _check_sound(_: Position, sound: d.Sound) -> Refused | None:
    if not 1 <= len(set(sound.allies)) == len(sound.allies) <= 2 or sound.seat in sound.allies:
        return Refused("bad_sounding", "sound one or two other allies, each once")
    return None


def _check_says(position: Position, says: d.SaysIfSounded) -> Refused | None:
    if says.worst and not _names_clause(position, says.worst):
        clauses = clauses_of(position)
        remedy, about = f"its clauses: {', '.join(clauses) or 'none'}", {"clause": says.worst, "measures": clauses}
        return Refused("not_in_text", f"the text has no clause {says.worst}", remedy, about=about)
    return None


def _names_clause(position: Position, word: str) -> bool:
    desk = position.desk
    clause = desk.clause_number(word)
    return clause == s.WORDING or 0 <= clause < len(desk.clauses())


def _check_cosponsor(position: Position, cosponsor: d.Cosponsor) -> Refused | None:
    row = position.lexicon.row(cosponsor.seat)
    author = int(position.state.public.draft[position.state.public.clock[s.DRAFT], s.AUTHOR])
    if row == author:
        return Refused("own_text", f"{cosponsor.seat} sponsors this text already", "write: done")
    if cosponsor.wish < 0 and position.loaded.book.ally[row, STRUCK] == 0:
        return Refused(
            "not_about_you", "only the struck ally can keep a text off the table", "object when it is under silence"
        )
    return None


def _check_forecast(_: Position, forecast: d.Forecast) -> Refused | None:
    if not 0 <= forecast.percent <= 100:
        return Refused("bad_chance", "a chance is 0 to 100 per cent")
    return None


_CHECKS: Final[dict[type, Callable[[Position, Any], Refused | None]]] = {
    d.NationalAct: _check_act,
    d.AskArticle4: _check_article_4,
    d.BilateralRoad: _check_bilateral,
    d.Helps: _check_helps,
    d.Approach: _check_approach,
    d.PromiseTo: _check_promise,
    d.Leak: _check_leak,
    d.TakeBack: _check_take_back,
    d.AskFloor: _check_floor,
    d.TableText: check_text,
    d.Sound: _check_sound,
    d.SaysIfSounded: _check_says,
    d.Cosponsor: _check_cosponsor,
    d.Answer: check_answer,
    d.Revise: check_revision,
    d.Offer: check_offer,
    d.Refuse: check_refusal,
    d.Forecast: _check_forecast,
}
