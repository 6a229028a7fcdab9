"""What each decision is called in a list of choices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.scenario.words import ANSWERS
from game.table import decisions as d
from game.table.decisions import Decision, Text
from game.table.views import SeatView
from game.table.wording import line_of
from game.telling.naming import Naming

Label = Callable[[Naming, SeatView | None, Any], str]


def label(names: Naming, view: SeatView | None, decision: Decision) -> str:
    """Return a decision in words; without a view, an approach by its number alone."""
    made = _LABELS.get(type(decision))
    return made(names, view, decision) if made else line_of(decision)


def _said(key: str) -> Label:
    return lambda names, _view, _decision: names.words.say(key)


def _act(names: Naming, _: SeatView | None, act: d.NationalAct) -> str:
    return names.words.say("choice.act", measure=names.measure(act.measure), says=names.option(act.measure, 1))


def _article_4(names: Naming, _: SeatView | None, ask: d.AskArticle4) -> str:
    return names.words.say("choice.announce" if ask.announce else "choice.article_4")


def _bilateral(names: Naming, _: SeatView | None, road: d.BilateralRoad) -> str:
    return names.words.say("choice.bilateral_of", seats=names.seats(road.helpers))


def _approach(names: Naming, view: SeatView | None, approach: d.Approach) -> str:
    offers = view.capital.approaches if view and view.capital else ()
    for each in offers:
        if each.index == approach.index:
            gives, gets = names.words.say(f"promise.{each.gives}"), names.words.say(f"promise.{each.gets}")
            key = "choice.accept" if approach.accept else "choice.decline"
            return names.words.say(key, seat=names.seat(each.ally), gives=gives, gets=gets)
    return line_of(approach)


def _promise(names: Naming, _: SeatView | None, promise: d.PromiseTo) -> str:
    kind = names.words.say(f"promise.{promise.kind}")
    return names.words.say("choice.promise_of", seat=names.seat(promise.to), promise=kind)


def _floor(names: Naming, _: SeatView | None, ask: d.AskFloor) -> str:
    if ask.strength < 0:
        return names.words.say("choice.floor_if_nobody")
    return names.words.say("choice.floor_of", strength=ask.strength)


def text_label(names: Naming, text: Text) -> str:
    """Return a text as one line."""
    clauses = [names.leveled(clause.measure, clause.level) for clause in text.clauses]
    told = names.words.listed(clauses) or names.words.say("choice.only_words")
    asks = names.words.say("choice.granting", seats=names.seats(text.asks)) if text.asks else ""
    return names.words.say("choice.text_of", verb=names.verb(text.verb), clauses=told, hours=text.hours, asks=asks)


def _table(names: Naming, _: SeatView | None, tabled: d.TableText) -> str:
    return names.words.say("choice.table_of", text=text_label(names, tabled.text))


def _sound(names: Naming, _: SeatView | None, sound: d.Sound) -> str:
    return names.words.say("choice.sound_of", seats=names.seats(sound.allies))


def _says(names: Naming, _: SeatView | None, says: d.SaysIfSounded) -> str:
    return names.words.say("choice.says_of", band=names.words.say(f"band.{d.BANDS[says.band]}"))


def _cosponsor(names: Naming, _: SeatView | None, cosponsor: d.Cosponsor) -> str:
    return names.words.say({1: "choice.cosponsor", 0: "choice.stand_aside"}.get(cosponsor.wish, "choice.unwanted"))


def _tour(names: Naming, _: SeatView | None, tour: d.Tour) -> str:
    return names.words.say(f"choice.{d.TOURS[tour.answer]}")


def _answer(names: Naming, _: SeatView | None, answer: d.Answer) -> str:
    kind = names.words.say(f"choice.{ANSWERS[answer.kind]}")
    named = [names.pair(each.word()) if not each.what.startswith("#") else each.word() for each in answer.brackets]
    if answer.demands_ask:
        named.append(names.words.say("choice.demands"))
    return (
        names.words.say("choice.answer_of", kind=kind, named=names.words.say("list.semicolon").join(named))
        if named
        else kind
    )


def _revise(names: Naming, _: SeatView | None, revise: d.Revise) -> str:
    if revise.text:
        return names.words.say("choice.revise_of", text=text_label(names, revise.text))
    return names.words.say(f"choice.{revise.kind}")


def _offer(names: Naming, _: SeatView | None, offer: d.Offer) -> str:
    key = "choice.offer_caveat" if offer.caveat else "choice.offer"
    return names.words.say(key, units=offer.units, measure=names.measure(offer.measure))


def _refuse(names: Naming, _: SeatView | None, refuse: d.Refuse) -> str:
    return names.words.say("choice.refuse", measure=names.measure(refuse.measure))


def _forecast(names: Naming, _: SeatView | None, forecast: d.Forecast) -> str:
    asks = names.scenario.question[forecast.question].asks
    return names.words.say("choice.forecast_of", question=asks, percent=forecast.percent)


_LABELS: Final[dict[type, Label]] = {
    d.NationalAct: _act,
    d.AskArticle4: _article_4,
    d.BilateralRoad: _bilateral,
    d.Approach: _approach,
    d.PromiseTo: _promise,
    d.Leak: _said("choice.leak"),
    d.TakeBack: _said("choice.take_back"),
    d.AskFloor: _floor,
    d.Helps: _said("choice.helps"),
    d.TableText: _table,
    d.Sound: _sound,
    d.SaysIfSounded: _says,
    d.Cosponsor: _cosponsor,
    d.Tour: _tour,
    d.Answer: _answer,
    d.Revise: _revise,
    d.Offer: _offer,
    d.Refuse: _refuse,
    d.Forecast: _forecast,
    d.Done: _said("choice.done"),
}
