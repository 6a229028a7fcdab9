"""The text form of decisions, written: how they travel and are kept. `grammar.py` reads it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.scenario.words import ANSWERS
from game.table import decisions as d


def line_of(decision: d.Decision) -> str:
    """Return the text form of a decision; `grammar.parse` reads it back as an equal one."""
    return " ".join((decision.seat, *_WORDS[type(decision)](decision)))


# What follows the seat.
_WORDS: Final[dict[type, Callable[[Any], tuple[str, ...]]]] = {
    d.NationalAct: lambda act: ("act", act.measure),
    d.AskArticle4: lambda ask: ("announce_article_4" if ask.announce else "ask_article_4",),
    d.BilateralRoad: lambda road: ("bilateral", *road.helpers),
    d.Approach: lambda approach: ("approach", str(approach.index), "accept" if approach.accept else "decline"),
    d.PromiseTo: lambda promise: ("promise", promise.to, promise.kind),
    d.Leak: lambda _: ("leak",),
    d.TakeBack: lambda _: ("take_back",),
    d.AskFloor: lambda ask: ("ask_floor", str(ask.strength)),
    d.Helps: lambda _: ("helps",),
    d.TableText: lambda tabled: ("table", *tabled.text.words()),
    d.Sound: lambda sound: ("sound", *sound.allies),
    d.SaysIfSounded: lambda says: ("says", d.BANDS[says.band], *(says.worst,) * bool(says.worst)),
    d.Cosponsor: lambda cosponsor: (
        "cosponsor",
        next(word for word, wish in d.WISHES.items() if wish == cosponsor.wish),
    ),
    d.Tour: lambda tour: ("tour", d.TOURS[tour.answer]),
    d.Answer: lambda answer: (
        ANSWERS[answer.kind],
        *(bracket.word() for bracket in answer.brackets),
        *(("demands_ask",) * answer.demands_ask + ("offers_pen",) * answer.offers_pen),
    ),
    d.Revise: lambda revise: (revise.kind, *(revise.text.words() if revise.text else ())),
    d.Offer: lambda offer: ("offer", offer.measure, str(offer.units), *("with_caveat",) * offer.caveat),
    d.Refuse: lambda refuse: ("refuse", refuse.measure),
    d.Reply: lambda reply: ("reply", reply.reply),
    d.Forecast: lambda forecast: ("forecast", forecast.question, str(forecast.percent)),
    d.Done: lambda _: ("done",),
    d.Reconsider: lambda _: ("reconsider",),
    d.TimeExpired: lambda expired: ("expired", str(expired.moment)),
    d.Meanwhile: lambda meanwhile: ("meanwhile", str(meanwhile.until), *(meanwhile.phase,) * bool(meanwhile.phase)),
    d.TakeSeat: lambda take: ("take_seat", take.holder),
    d.DropInject: lambda drop: ("inject", drop.inject),
    d.HoldInject: lambda hold: ("hold", hold.inject),
    d.ReleaseInject: lambda release: ("release", release.inject),
    d.Undo: lambda undo: ("undo", str(undo.to)),
}
