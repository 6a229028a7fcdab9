"""Events of a table in sentences: one teller a game, which remembers the texts that it told of.

`tell` takes the events of one settled phase and yields parts: a section, and its lines. Several events of one kind make
one line where that reads better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from game.lab.reasons import Reason
from game.scenario.load import Loaded
from game.scenario.words import MOODS_OF_CLAUSE
from game.table.decisions import TOURS, Clause, TableText, Text
from game.table.events import PUBLIC, Event
from game.table.grammar import parse
from game.table.lexicon import lexicon_of
from game.terminal.because import because
from game.terminal.naming import Naming
from game.lab.words import Words
from game.terminal.words import points, sentence, signed

UNDER: Final = "  "  # begins a line that belongs under the one before
SUPPORTS: Final = 5  # how many moves of support at home are told a round


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines under one heading; the same section again goes on under the heading already written."""

    section: str
    heading: str
    lines: list[str]


@dataclass
class _Call:
    """Units that a measure calls for, and what was offered so far."""

    kind: str
    units: int
    offers: list[tuple[str, int, bool]] = field(default_factory=list)


Group = Sequence[Event]
Handler = Callable[["Teller", Group], Iterator[str]]


class Teller:
    """Tells one game."""

    def __init__(self, loaded: Loaded, words: Words) -> None:
        """Begin to tell; nothing has happened yet."""
        self.words = words
        self.names = Naming(loaded.scenario, words)
        self.scenario = loaded.scenario
        self.lexicon = lexicon_of(loaded.scenario)
        self.hour = 0
        self.reasons: Mapping[str, Reason] = {}
        self._texts: dict[int, Text] = {}
        self._authors: dict[int, str] = {}
        self._calls: dict[str, _Call] = {}
        self._now = -1  # row of the text that is on the table

    def tell(self, events: Iterable[Event], hour: int, reasons: Mapping[str, Reason] | None = None) -> Iterator[Part]:
        """Yield what one settled phase brought; `hour` is since the incident, after it."""
        self.hour, self.reasons = hour, reasons or {}
        groups: dict[str, list[Event]] = {}
        for event in events:
            groups.setdefault(event.kind, []).append(event)
        settled = "track" in groups  # else support moves by the way, and is told at the end of the round
        opening = "round" in groups
        for kind in sorted(groups, key=lambda each: _ORDER.get(each, 0)):
            told = _TOLD.get(kind)
            if not told:
                continue
            section, handler = told
            if kind == "standing" and not settled:
                continue
            if kind == "lapsed" and not settled:
                section = "corridors" if "taken_back" in groups else "offers"
            lines = list(handler(self, groups[kind]))
            if lines:
                yield self._part("before" if opening and section == "moved" else section, lines)

    def _part(self, section: str, lines: list[str]) -> Part:
        if section != "text":
            return Part(section, self.words.say(f"section.{section}"), lines)
        author = sentence(self.names.seat(self._authors[self._now])) if self._now in self._authors else ""
        heading = self.words.say("section.text", author=author, where=self.names.date(self.hour))
        return Part(f"text {self._now}", heading, lines)

    # What a text says.

    def read(self, author: str, words: str) -> Text:
        """Return the text that an event's words say."""
        tabled = parse(f"{author} table {words}", self.lexicon)
        assert isinstance(tabled, TableText), f"an event's text reads back as {tabled}"
        return tabled.text

    def text_lines(self, text: Text) -> Iterator[str]:
        """Yield the clauses of a text, and the asks that it grants."""
        say = self.words.say
        if not text.clauses:
            yield say("text.clauses_none")
        for k, clause in enumerate(text.clauses, 1):
            yield UNDER + say("text.clause", number=k, line=self.names.clause(clause))
        if text.asks:
            yield say("text.granting", seats=self.names.seats(text.asks))
            for ally in text.asks:
                ask = self.scenario.ally[ally].ask
                if ask:
                    says = self.names.author(f"ally.{ally}.ask.says", ask.says)
                    yield say("text.ask", seat=self.names.seat(ally), says=says)

    def clauses(self, text: Text) -> str:
        """Return the clauses of a text as one list of names."""
        return self.words.listed([self._short(clause) for clause in text.clauses])

    def _short(self, clause: Clause) -> str:
        mood = self.words.say(f"mood.{MOODS_OF_CLAUSE[clause.mood]}").lower()
        return f"{mood} {self.names.leveled(clause.measure, clause.level)}"

    def changes(self, before: Text, after: Text) -> Iterator[str]:
        """Yield what a new wording changed."""
        say, names = self.words.say, self.names
        if before.verb != after.verb:
            yield say("change.verb", before=names.verb(before.verb), after=names.verb(after.verb))
        had = {clause.measure: clause.level for clause in before.clauses}
        has = {clause.measure: clause.level for clause in after.clauses}
        for measure, level in had.items():
            if measure not in has:
                yield say("change.struck", what=names.measure(measure))
            elif has[measure] != level:
                kind = "change.lower" if has[measure] < level else "change.higher"
                yield say(kind, what=names.measure(measure), level=has[measure])
        for measure, level in has.items():
            if measure not in had:
                yield say("change.added", what=names.leveled(measure, level))
        granted = [ally for ally in after.asks if ally not in before.asks]
        if granted:
            yield say("change.granting", seats=names.seats(granted))

    def _changed(self, row: int, after: Text) -> str:
        before = self._texts.get(row, after)
        self._texts[row] = after
        return self.words.say("list.comma").join(self.changes(before, after))


# One function a kind of event. ----------------------------------------------------------------------------------------


def _news(teller: Teller, group: Group) -> Iterator[str]:
    for event in group:
        key, credibility = event.data["inject"], event.data["credibility"]
        told = teller.scenario.inject[key]
        says = teller.names.author(f"inject.{key}.says", told.says)
        values = {"says": says, "likely": teller.names.likely(credibility), "credibility": credibility}
        if event.audience == PUBLIC:
            yield teller.words.say("news.all", **values)
        else:
            yield teller.words.say("news.some", seats=teller.names.seats(list(told.to)), **values)


def _acts(teller: Teller, group: Group) -> Iterator[str]:
    by_measure: dict[str, list[str]] = {}
    for event in group:
        by_measure.setdefault(event.data["measure"], []).append(event.data["seat"])
    for measure, seats in by_measure.items():
        yield teller.words.say("act.line", measure=teller.names.measure(measure), seats=teller.names.seats(seats))


def _struck(teller: Teller) -> str:
    struck = next((key for key, ally in teller.scenario.ally.items() if ally.struck), "")
    return teller.names.seat(struck) if struck else ""


def _article_4(teller: Teller, group: Group) -> Iterator[str]:
    seats = group[0].data["seats"]
    yield teller.words.say("corridors.article_4", n=len(seats), seats=teller.names.seats(seats))


def _bilateral(teller: Teller, group: Group) -> Iterator[str]:
    helpers = group[0].data["helpers"]
    key = "corridors.bilateral" if helpers else "corridors.bilateral_none"
    struck, seats = sentence(_struck(teller)), sentence(teller.names.seats(helpers))
    yield teller.words.say(key, n=len(helpers), struck=struck, seats=seats)


def _promises(teller: Teller, group: Group) -> Iterator[str]:
    for event in group:
        by, to = sentence(teller.names.seat(event.data["by"])), teller.names.seat(event.data["to"])
        kind = teller.words.say(f"promise.{event.data['promise']}")
        yield teller.words.say("corridors.promise", by=by, to=to, promise=kind)


def _leak(teller: Teller, group: Group) -> Iterator[str]:
    yield teller.words.say("corridors.leak", seats=teller.names.seats(group[0].data["letters"]))


def _taken_back(teller: Teller, group: Group) -> Iterator[str]:
    for event in group:
        row = event.data["draft"]
        author = teller.names.seat(teller._authors[row]) if row in teller._authors else ""
        yield teller.words.say("corridors.taken_back", author=author)


def _floor(teller: Teller, group: Group) -> Iterator[str]:
    seat = group[0].data["seat"]
    if not seat:
        yield teller.words.say("corridors.no_floor")
    else:
        yield teller.words.say("corridors.floor", seat=sentence(teller.names.seat(seat)))


def _tabled(teller: Teller, group: Group) -> Iterator[str]:
    data = group[0].data
    text = teller.read(data["author"], data["text"])
    teller._now = data["draft"]
    teller._texts[teller._now], teller._authors[teller._now] = text, data["author"]
    author, verb = sentence(teller.names.seat(data["author"])), teller.names.verb(text.verb)
    yield teller.words.say("text.tabled", author=author, verb=verb, basis=teller.names.basis(text.basis))
    yield from teller.text_lines(text)


def _sounding(teller: Teller, group: Group) -> Iterator[str]:
    for event in group:
        seat, band = sentence(teller.names.seat(event.data["ally"])), teller.words.say(f"band.{event.data['band']}")
        worst = event.data["worst"]
        if worst:
            what = teller.names.bracket(worst if worst.startswith("wording") else f"{worst}+0")[0]
            yield teller.words.say("text.sounding", seat=seat, band=band, worst=what)
        else:
            yield teller.words.say("text.sounding_plain", seat=seat, band=band)


def _cosponsors(teller: Teller, group: Group) -> Iterator[str]:
    yield teller.words.say("text.cosponsors", seats=teller.names.seats(group[0].data["seats"]))


def _unwanted(teller: Teller, _: Group) -> Iterator[str]:
    yield teller.words.say("text.unwanted", struck=sentence(_struck(teller)))


def _silence(teller: Teller, group: Group) -> Iterator[str]:
    data = group[0].data
    text = teller.read(teller._authors[data["draft"]], data["text"])
    changed = teller._changed(data["draft"], text)
    if changed:
        yield teller.words.say("text.redrafted", changes=changed)
    deadline = teller.names.date(teller.hour + data["deadline"])
    level = teller.names.meeting(data["level"])
    yield teller.words.say("text.silence", hours=data["deadline"], deadline=deadline, level=level)


def _tour(teller: Teller, group: Group) -> Iterator[str]:
    answers: dict[str, str] = group[0].data["answers"]
    said: dict[str, list[str]] = {}
    for seat, word in answers.items():
        said.setdefault(word, []).append(seat)
    counts = [teller.words.say(f"tour.{word}", n=len(said[word])) for word in TOURS if word in said]
    line = [teller.words.say("text.tour", counts=teller.words.listed(counts))]
    for word in TOURS[1:]:
        if word in said:
            line.append(teller.words.say(f"text.{word}", seats=teller.names.seats(said[word])))
    yield " ".join(line)


def _answers(teller: Teller, group: Group) -> Iterator[str]:
    answers: dict[str, str] = group[0].data["answers"]
    said: dict[str, list[str]] = {}
    for seat, word in answers.items():
        said.setdefault(word, []).append(seat)
    kinds = ("silent", "statement", "amend", "break", "ask_time")
    counts = [teller.words.say(f"answer.{word}", n=len(said[word])) for word in kinds if word in said]
    yield teller.words.say("text.answers", counts=teller.words.listed(counts))
    for word, key in (("statement", "text.statement"), ("ask_time", "text.time")):
        if word in said:
            yield teller.words.say(key, seats=sentence(teller.names.seats(said[word])))


def _objections(teller: Teller, group: Group) -> Iterator[str]:
    text = teller._texts.get(teller._now)
    for event in group:
        seat, data = event.data["seat"], event.data
        yield teller.words.say(f"text.{data['answer']}", seat=sentence(teller.names.seat(seat)))
        for line in because(teller.names, text, data["brackets"], teller.reasons.get(seat), seat):
            yield UNDER + line
        ask = teller.scenario.ally[seat].ask
        if data["demands_ask"] and ask:
            says = teller.names.author(f"ally.{seat}.ask.says", ask.says)
            yield UNDER + teller.words.say("text.demands", says=says)


def _referendum(teller: Teller, group: Group) -> Iterator[str]:
    seats = [teller.lexicon.seats[event.audience.bit_length() - 1] for event in group]
    yield teller.words.say("text.referendum", seats=teller.names.seats(seats))


def _more_time(teller: Teller, group: Group) -> Iterator[str]:
    yield teller.words.say("text.more_time", deadline=teller.names.date(teller.hour + group[0].data["deadline"]))


def _pen(teller: Teller, group: Group) -> Iterator[str]:
    yield teller.words.say("text.pen", seat=teller.names.seat(group[0].data["seat"]))


def _revised(teller: Teller, group: Group) -> Iterator[str]:
    data = group[0].data
    text = teller.read(teller._authors[data["draft"]], data["text"])
    changes = teller._changed(data["draft"], text) or teller.words.say("change.none")
    deadline = teller.names.date(teller.hour + data["deadline"])
    yield teller.words.say("text.revised", by=teller.names.seat(data["by"]), changes=changes, deadline=deadline)


def _raised(teller: Teller, group: Group) -> Iterator[str]:
    level, deadline = group[0].data["level"], teller.names.date(teller.hour + group[0].data["deadline"])
    yield teller.words.say("text.raised", level=teller.names.meeting(level), deadline=deadline)


def _adopted(teller: Teller, group: Group) -> Iterator[str]:
    text = teller.read(teller._authors[group[0].data["draft"]], group[0].data["text"])
    clauses = teller.words.say("text.adopted_clauses", clauses=teller.clauses(text)) if text.clauses else ""
    yield teller.words.say("text.adopted", verb=teller.names.verb(text.verb), clauses=clauses)


def _willing(teller: Teller, group: Group) -> Iterator[str]:
    text = teller.read(teller._authors[group[0].data["draft"]], group[0].data["text"])
    alone = [
        teller.names.leveled(clause.measure, clause.level)
        for clause in text.clauses
        if teller.scenario.measure[clause.measure].authority in ("willing", "saceur")
    ]
    yield teller.words.say("text.willing", clauses=teller.words.listed(alone))


def _plain(key: str) -> Handler:
    def tell_plainly(teller: Teller, _: Group) -> Iterator[str]:
        yield teller.words.say(key)

    return tell_plainly


def _of_seats(key: str) -> Handler:
    def tell_of_seats(teller: Teller, group: Group) -> Iterator[str]:
        yield teller.words.say(key, seats=teller.names.seats([event.data["seat"] for event in group]), n=len(group))

    return tell_of_seats


def _red_lines(teller: Teller, group: Group) -> Iterator[str]:
    seats = [teller.lexicon.seats[event.audience.bit_length() - 1] for event in group]
    yield teller.words.say("text.red_line_crossed", seats=teller.names.seats(seats))


def _calls(teller: Teller, group: Group) -> Iterator[str]:
    """Remember what is called for; it is told when the offers are."""
    for event in group:
        teller._calls[event.data["measure"]] = _Call(event.data["unit"], event.data["units"])
    yield from ()


def _offers(teller: Teller, group: Group) -> Iterator[str]:
    for event in group:
        call = teller._calls.setdefault(event.data["measure"], _Call("", 0))
        call.offers.append((event.data["seat"], event.data["units"], event.data["caveat"]))
    yield from ()


def _phase(teller: Teller, group: Group) -> Iterator[str]:
    """Tell who sends what once the calls are closed."""
    if group[0].data["phase"] not in ("host", "reply"):
        return
    for measure, call in teller._calls.items():
        yield _told_call(teller, measure, call)
    teller._calls.clear()


def _told_call(teller: Teller, measure: str, call: _Call) -> str:
    name, kind = teller.names.measure(measure), teller.names.kind(call.kind) if call.kind else ""
    halves = sum(units * (1 if caveat else 2) for _, units, caveat in call.offers)
    gifts = [
        teller.words.say("offers.caveat" if caveat else "offers.offer", seat=teller.names.seat(seat), units=units)
        for seat, units, caveat in call.offers
    ]
    said = teller.words.listed(gifts) or teller.words.say("list.nobody")
    filled = f"{min(halves / 2, call.units):g}"
    return teller.words.say("offers.told", measure=name, units=call.units, kind=kind, offers=said, filled=filled)


def _host(teller: Teller, group: Group) -> Iterator[str]:
    for event in group:
        yield teller.words.say("offers.host", measure=teller.names.measure(event.data["measure"]))


def _reply(teller: Teller, group: Group) -> Iterator[str]:
    key = group[0].data["reply"]
    told = teller.scenario.adversary.reply[key]
    path = f"adversary.reply.{key}"
    name, says = teller.names.author(f"{path}.name", told.name), teller.names.author(f"{path}.says", told.says)
    yield teller.words.say("other.reply", name=name, says=says)


def _hit(teller: Teller, group: Group) -> Iterator[str]:
    yield teller.words.say("other.hit", hits=group[0].data["hits"])


def _accident(teller: Teller, _: Group) -> Iterator[str]:
    yield teller.words.say("other.accident")


def _delivered(teller: Teller, group: Group) -> Iterator[str]:
    for event in group:
        name = teller.names.leveled(event.data["measure"], event.data["level"])
        share = event.data["share"]
        key = "moved.delivered_full" if share == 100 else "moved.delivered"
        yield teller.words.say(key, measure=name, share=share)


def _lapsed(teller: Teller, group: Group) -> Iterator[str]:
    for event in group:
        yield teller.words.say("moved.lapsed", measure=teller.names.measure(event.data["measure"]))


def _tracks(teller: Teller, group: Group) -> Iterator[str]:
    if any("no_text" in event.data["causes"] for event in group):
        yield teller.words.say("moved.no_text")
    for event in group:
        data = event.data
        causes: dict[str, int] = data["causes"]
        ordered = sorted(causes.items(), key=lambda each: -abs(each[1]))
        told = [teller.words.say("moved.cause", cause=teller.words.say(f"cause.{c}"), points=signed(p)) for c, p in ordered]
        yield teller.words.say(
            "moved.track",
            track=teller.names.track(data["track"]),
            before=points(data["before"]),
            after=points(data["after"]),
            change=signed(data["after"] - data["before"]),
            causes=teller.words.say("list.comma").join(told),
        )


def _rung(teller: Teller, group: Group) -> Iterator[str]:
    rungs = [rung.name for rung in teller.scenario.rung]
    before, after = group[0].data["before"], group[0].data["after"]
    key = "moved.rung_up" if rungs.index(after) > rungs.index(before) else "moved.rung_down"
    yield teller.words.say(key, before=before, after=after)


def _words_kept(key: str) -> Handler:
    def tell_of_promises(teller: Teller, group: Group) -> Iterator[str]:
        seats = [
            teller.words.say("moved.times", seat=teller.names.seat(event.data["seat"]), n=event.data["times"])
            for event in group
        ]
        yield teller.words.say(key, seats=teller.words.say("list.comma").join(seats))

    return tell_of_promises


def _standing(teller: Teller, group: Group) -> Iterator[str]:
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


_TOLD: Final[dict[str, tuple[str, Handler]]] = {
    "inject": ("news", _news),
    "reversed": ("news", _plain("other.reversed")),
    "withdrawn": ("news", _plain("other.withdrawn")),
    "act": ("acts", _acts),
    "article_4": ("corridors", _article_4),
    "announced": ("corridors", _plain("corridors.announced")),
    "bilateral": ("corridors", _bilateral),
    "leak": ("corridors", _leak),
    "taken_back": ("corridors", _taken_back),
    "promise": ("corridors", _promises),
    "floor": ("corridors", _floor),
    "tabled": ("text", _tabled),
    "sounding": ("text", _sounding),
    "cosponsors": ("text", _cosponsors),
    "unwanted": ("text", _unwanted),
    "silence": ("text", _silence),
    "tour": ("text", _tour),
    "answers": ("text", _answers),
    "more_time": ("text", _more_time),
    "objection": ("text", _objections),
    "ad_referendum": ("text", _referendum),
    "pen": ("text", _pen),
    "revised": ("text", _revised),
    "raised": ("text", _raised),
    "adopted": ("text", _adopted),
    "willing": ("text", _willing),
    "dropped": ("text", _plain("text.dropped")),
    "failed": ("text", _plain("text.failed")),
    "claimed": ("text", _plain("text.claimed")),
    "ask_granted": ("text", _of_seats("text.ask_granted")),
    "red_line": ("text", _red_lines),
    "call": ("offers", _calls),
    "offer": ("offers", _offers),
    "host_refused": ("offers", _host),
    "phase": ("offers", _phase),
    "reply": ("other", _reply),
    "hit": ("other", _hit),
    "accident": ("other", _accident),
    "channel_offered": ("other", _plain("other.channel_offered")),
    "channel_taken": ("other", _plain("other.channel_taken")),
    "channel_refused": ("other", _plain("other.channel_refused")),
    "delivered": ("moved", _delivered),
    "lapsed": ("moved", _lapsed),
    "track": ("moved", _tracks),
    "rung": ("moved", _rung),
    "fell": ("moved", _of_seats("moved.fell")),
    "kept": ("moved", _words_kept("moved.kept")),
    "broken_word": ("moved", _words_kept("moved.broken_word")),
    "standing": ("moved", _standing),
}
# Within a phase they are told in this order; the register above is in the order of a round.
_ORDER: Final = {kind: place for place, kind in enumerate(_TOLD)}
# Kinds of event that a story has no words for, each because something else tells of it.
UNTOLD: Final = {
    "round": "the heading of the round",
    "gap": "told with who sends what",
    "broke": "told with the objections",
    "stock": "told with who sends what",
    "seat": "the client tells it",
    "undone": "the client tells it",
    "ended": "the end of the story",
}
