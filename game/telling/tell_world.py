"""News, acts, corridors, offers, the other side and the tracks, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.table.events import PUBLIC
from game.telling.authored import rung
from game.telling.teller import Call, Handler, Heard, Teller, struck
from game.telling.words import Figure, points, sentence, signed

SUPPORTS: Final = 5  # how many moves of support at home are told a round


def _news(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    for event in group:
        key, credibility = event.data["inject"], event.data["credibility"]
        told = teller.scenario.inject[key]
        says = teller.names.author(f"inject.{key}.says", told.says)
        values = {"says": says, "likely": teller.names.likely(credibility), "credibility": credibility}
        if event.audience == PUBLIC:
            yield teller.words.say("news.all", **values)
        else:
            yield teller.words.say("news.some", seats=teller.names.seats(list(told.to)), **values)


def _bulletins(_: Teller, group: Sequence[Heard]) -> Iterator[str]:
    return (str(event.data["says"]) for event in group)


def _acts(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    by_measure: dict[str, list[str]] = {}
    for event in group:
        by_measure.setdefault(event.data["measure"], []).append(event.data["seat"])
    for measure, seats in by_measure.items():
        yield teller.words.say("act.line", measure=teller.names.measure(measure), seats=teller.names.seats(seats))


def _article_4(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    seats = group[0].data["seats"]
    yield teller.words.say("corridors.article_4", n=len(seats), seats=teller.names.seats(seats))


def _bilateral(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    helpers = group[0].data["helpers"]
    key = "corridors.bilateral" if helpers else "corridors.bilateral_none"
    asks, seats = sentence(struck(teller)), sentence(teller.names.seats(helpers))
    yield teller.words.say(key, n=len(helpers), struck=asks, seats=seats)


def _promises(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    for event in group:
        by, to = sentence(teller.names.seat(event.data["by"])), teller.names.seat(event.data["to"])
        kind = teller.words.say(f"promise.{event.data['promise']}")
        yield teller.words.say("corridors.promise", by=by, to=to, promise=kind)


def _leak(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    yield teller.words.say("corridors.leak", seats=teller.names.seats(group[0].data["letters"]))


def _taken_back(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    for event in group:
        row = event.data["draft"]
        author = teller.names.seat(teller.authors[row]) if row in teller.authors else ""
        yield teller.words.say("corridors.taken_back", author=author)


def _floor(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    seat = group[0].data["seat"]
    if not seat:
        yield teller.words.say("corridors.no_floor")
    else:
        yield teller.words.say("corridors.floor", seat=sentence(teller.names.seat(seat)))


def _plain(key: str) -> Handler:
    def tell_plainly(teller: Teller, _: Sequence[Heard]) -> Iterator[str]:
        yield teller.words.say(key)

    return tell_plainly


def _of_seats(key: str) -> Handler:
    def tell_of_seats(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
        yield teller.words.say(key, seats=teller.names.seats([event.data["seat"] for event in group]), n=len(group))

    return tell_of_seats


def _calls(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    """Remember what is called for; it is told when the offers are."""
    for event in group:
        teller.calls[event.data["measure"]] = Call(event.data["unit"], event.data["units"])
    yield from ()


def _offers(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    for event in group:
        call = teller.calls.setdefault(event.data["measure"], Call("", 0))
        call.offers.append((event.data["seat"], event.data["units"], event.data["caveat"]))
    yield from ()


def _gaps(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    """Remember what the second call left open."""
    for event in group:
        call = teller.calls.setdefault(event.data["measure"], Call("", event.data["pledged"]))
        call.filled = event.data["filled"]
    yield from ()


def _phase(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    """Tell who sends what once the calls are closed."""
    if group[0].data["phase"] != "reply":
        return
    for measure, call in teller.calls.items():
        yield _told_call(teller, measure, call)
    teller.calls.clear()


def _told_call(teller: Teller, measure: str, call: Call) -> str:
    name, kind = teller.names.measure(measure), teller.names.kind(call.kind) if call.kind else ""
    halves = sum(units * (1 if caveat else 2) for _, units, caveat in call.offers)
    given: dict[tuple[str, bool], int] = {}
    for seat, units, caveat in call.offers:
        given[seat, caveat] = given.get((seat, caveat), 0) + units
    gifts = [
        teller.words.say("offers.caveat" if caveat else "offers.offer", seat=teller.names.seat(seat), units=units)
        for (seat, caveat), units in given.items()
    ]
    said = teller.words.listed(gifts) or teller.words.say("list.nobody")
    # Where there is a second call and it was not needed, the first one filled everything.
    first = call.units if teller.second_call and call.offers else min(halves / 2, call.units)
    filled = Figure(f"{first if call.filled is None else min(call.filled, call.units):g}")
    return teller.words.say("offers.told", measure=name, units=call.units, kind=kind, offers=said, filled=filled)


def _host(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    for event in group:
        yield teller.words.say("offers.host", measure=teller.names.measure(event.data["measure"]))


def _reply(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    key = group[0].data["reply"]
    told = teller.scenario.adversary.reply[key]
    path = f"adversary.reply.{key}"
    name, says = teller.names.author(f"{path}.name", told.name), teller.names.author(f"{path}.says", told.says)
    yield teller.words.say("other.reply", name=name, says=says)


def _hit(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    yield teller.words.say("other.hit", hits=group[0].data["hits"])


def _accident(teller: Teller, _: Sequence[Heard]) -> Iterator[str]:
    yield teller.words.say("other.accident")


def _delivered(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    for event in group:
        name = teller.names.leveled(event.data["measure"], event.data["level"])
        share = event.data["share"]
        key = "moved.delivered_full" if share == 100 else "moved.delivered"
        yield teller.words.say(key, measure=name, share=share)


def _lapsed(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    for event in group:
        yield teller.words.say("moved.lapsed", measure=teller.names.measure(event.data["measure"]))


def _tracks(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    if any("no_text" in event.data["causes"] for event in group):
        yield teller.words.say("moved.no_text")
    for event in group:
        data = event.data
        causes: dict[str, int] = data["causes"]
        ordered = sorted(causes.items(), key=lambda each: -abs(each[1]))
        told = [
            teller.words.say("moved.cause", cause=teller.words.say(f"cause.{c}"), points=signed(p)) for c, p in ordered
        ]
        yield teller.words.say(
            "moved.track",
            track=teller.names.track(data["track"]),
            before=points(data["before"]),
            after=points(data["after"]),
            change=signed(data["after"] - data["before"]),
            causes=teller.words.say("list.comma").join(told),
        )


def _rung(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    rungs = [rung.name for rung in teller.scenario.rung]
    before, after = group[0].data["before"], group[0].data["after"]
    key = "moved.rung_up" if rungs.index(after) > rungs.index(before) else "moved.rung_down"
    yield teller.words.say(key, before=rung(teller.names, before), after=rung(teller.names, after))


def _words_kept(key: str) -> Handler:
    def tell_of_promises(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
        seats = [
            teller.words.say("moved.times", seat=teller.names.seat(event.data["seat"]), n=event.data["times"])
            for event in group
        ]
        yield teller.words.say(key, seats=teller.words.say("list.comma").join(seats))

    return tell_of_promises


def _standing(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    """Tell where support at home moved most; single moves of capital are the seats' own business."""
    moved: list[tuple[int, str, list[int]]] = []
    for event in group:
        support: list[int] = event.data["support"]
        seat = teller.lexicon.seats[event.audience.bit_length() - 1]
        moved.append((-abs(support[1] - support[0]), seat, support))
    large = [each for each in sorted(moved) if each[0] <= -10][:SUPPORTS]
    if large:
        told = [
            teller.words.say(
                "moved.support_item", seat=teller.names.seat(seat), before=points(at[0]), after=points(at[1])
            )
            for _, seat, at in large
        ]
        yield teller.words.say("moved.support", seats=teller.words.say("list.comma").join(told))


# kind of event -> how it is told
WORLD_TOLD: Final[dict[str, Handler]] = {
    "inject": _news,
    "bulletin": _bulletins,
    "reversed": _plain("other.reversed"),
    "withdrawn": _plain("other.withdrawn"),
    "act": _acts,
    "article_4": _article_4,
    "announced": _plain("corridors.announced"),
    "bilateral": _bilateral,
    "leak": _leak,
    "taken_back": _taken_back,
    "promise": _promises,
    "floor": _floor,
    "dropped": _plain("text.dropped"),
    "failed": _plain("text.failed"),
    "claimed": _plain("text.claimed"),
    "ask_granted": _of_seats("text.ask_granted"),
    "call": _calls,
    "offer": _offers,
    "gap": _gaps,
    "host_refused": _host,
    "phase": _phase,
    "reply": _reply,
    "hit": _hit,
    "accident": _accident,
    "channel_offered": _plain("other.channel_offered"),
    "channel_taken": _plain("other.channel_taken"),
    "channel_refused": _plain("other.channel_refused"),
    "delivered": _delivered,
    "lapsed": _lapsed,
    "track": _tracks,
    "rung": _rung,
    "fell": _of_seats("moved.fell"),
    "kept": _words_kept("moved.kept"),
    "broken_word": _words_kept("moved.broken_word"),
    "standing": _standing,
}
