"""What becomes of a text, in sentences: tabled, sounded, under silence, objected to, mended, adopted or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.table.decisions import TOURS
from game.telling.because import because
from game.telling.teller import UNDER, Handler, Heard, Teller, struck
from game.telling.words import sentence


def _tabled(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    data = group[0].data
    text = teller.read(data["author"], data["text"])
    teller.now = data["draft"]
    teller.texts[teller.now], teller.authors[teller.now] = text, data["author"]
    author, verb = sentence(teller.names.seat(data["author"])), teller.names.verb(text.verb)
    yield teller.words.say("text.tabled", author=author, verb=verb, basis=teller.names.basis(text.basis))
    yield from teller.text_lines(text)


def _sounding(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    for event in group:
        seat, band = sentence(teller.names.seat(event.data["ally"])), teller.words.say(f"band.{event.data['band']}")
        worst = event.data["worst"]
        if worst:
            what = teller.names.bracket(worst if worst.startswith("wording") else f"{worst}+0")[0]
            yield teller.words.say("text.sounding", seat=seat, band=band, worst=what)
        else:
            yield teller.words.say("text.sounding_plain", seat=seat, band=band)


def _cosponsors(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    yield teller.words.say("text.cosponsors", seats=teller.names.seats(group[0].data["seats"]))


def _unwanted(teller: Teller, _: Sequence[Heard]) -> Iterator[str]:
    yield teller.words.say("text.unwanted", struck=sentence(struck(teller)))


def _silence(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    data = group[0].data
    text = teller.read(teller.authors[data["draft"]], data["text"])
    changed = teller.changed(data["draft"], text)
    if changed:
        yield teller.words.say("text.redrafted", changes=changed)
    deadline = teller.until(data["deadline"])
    level = teller.names.meeting(data["level"])
    yield teller.words.say("text.silence", hours=data["deadline"], deadline=deadline, level=level)


def _tour(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    answers: dict[str, str] = group[0].data["answers"]
    said: dict[str, list[str]] = {}
    for seat, word in answers.items():
        said.setdefault(word, []).append(seat)
    counts = [teller.words.say(f"tour.{word}", n=len(said[word])) for word in TOURS if word in said]
    line = [teller.words.say("text.tour", counts=teller.words.listed(counts))]
    hesitant = (word for word in TOURS[1:] if word in said)
    line += [teller.words.say(f"text.{word}", seats=teller.names.seats(said[word])) for word in hesitant]
    yield " ".join(line)


def _answers(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    answers: dict[str, str] = group[0].data["answers"]
    said: dict[str, list[str]] = {}
    for seat, word in answers.items():
        said.setdefault(word, []).append(seat)
    if "ask_time" in said:  # the other answers stay sealed
        yield teller.words.say("text.time", seats=teller.names.seats(said["ask_time"]))
        return
    kinds = ("silent", "statement", "amend", "break")
    counts = [teller.words.say(f"answer.{word}", n=len(said[word])) for word in kinds if word in said]
    yield teller.words.say("text.answers", counts=teller.words.listed(counts))
    if "statement" in said:
        yield teller.words.say("text.statement", seats=teller.names.seats(said["statement"]))


def _objections(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    text = teller.texts.get(teller.now)
    for event in group:
        seat, data = event.data["seat"], event.data
        lines = because(teller.names, text, data["brackets"], teller.reasons.get(seat), seat)
        ask = teller.scenario.ally[seat].ask
        if data["demands_ask"] and ask:
            says = teller.names.author(f"ally.{seat}.ask.says", ask.says)
            lines.append(teller.words.say("text.demands", says=says))
        lines += [teller.would[seat]] if seat in teller.would else []
        name, again = sentence(teller.names.seat(seat)), teller.objections.get((teller.now, seat)) == lines
        teller.objections[teller.now, seat] = lines
        yield teller.words.say(f"text.{data['answer']}{'_again' if again else ''}", seat=name)
        if not again:
            yield from (UNDER + line for line in lines)


def _referendum(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    seats = [teller.lexicon.seats[event.audience.bit_length() - 1] for event in group]
    yield teller.words.say("text.referendum", seats=teller.names.seats(seats))


def _more_time(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    yield teller.words.say("text.more_time", deadline=teller.until(group[0].data["deadline"]))


def _pen(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    yield teller.words.say("text.pen", seat=teller.names.seat(group[0].data["seat"]))


def _revised(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    data = group[0].data
    text = teller.read(teller.authors[data["draft"]], data["text"])
    changes = teller.changed(data["draft"], text) or teller.words.say("change.none")
    deadline = teller.until(data["deadline"])
    yield teller.words.say("text.revised", by=teller.names.seat(data["by"]), changes=changes, deadline=deadline)


def _raised(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    level, deadline = group[0].data["level"], teller.until(group[0].data["deadline"])
    yield teller.words.say("text.raised", level=teller.names.meeting(level), deadline=deadline)


def _adopted(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    text = teller.read(teller.authors[group[0].data["draft"]], group[0].data["text"])
    clauses = teller.words.say("text.adopted_clauses", clauses=teller.clauses(text)) if text.clauses else ""
    yield teller.words.say("text.adopted", verb=teller.names.verb(text.verb), clauses=clauses)


def _willing(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    text = teller.read(teller.authors[group[0].data["draft"]], group[0].data["text"])
    alone = [
        teller.names.leveled(clause.measure, clause.level)
        for clause in text.clauses
        if teller.scenario.measure[clause.measure].authority in ("willing", "saceur")
    ]
    yield teller.words.say("text.willing", clauses=teller.words.listed(alone))


def _red_lines(teller: Teller, group: Sequence[Heard]) -> Iterator[str]:
    seats = [teller.lexicon.seats[event.audience.bit_length() - 1] for event in group]
    yield teller.words.say("text.red_line_crossed", seats=teller.names.seats(seats))


# kind of event -> how it is told
TEXTS_TOLD: Final[dict[str, Handler]] = {
    "tabled": _tabled,
    "sounding": _sounding,
    "cosponsors": _cosponsors,
    "unwanted": _unwanted,
    "silence": _silence,
    "tour": _tour,
    "answers": _answers,
    "more_time": _more_time,
    "objection": _objections,
    "ad_referendum": _referendum,
    "pen": _pen,
    "revised": _revised,
    "raised": _raised,
    "adopted": _adopted,
    "willing": _willing,
    "red_line": _red_lines,
}
