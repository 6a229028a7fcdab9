"""The end of a story: how it ended, what nobody at the table knew, and what each featured seat made of it."""

from __future__ import annotations

from collections.abc import Iterator

from game.rules import numbers as n
from game.rules import state as s
from game.rules.scores import COMMON_GOALS, common_goal, line_score, seat_score, sheet_row
from game.scenario.book import ALLIANCE, CAUSES, HOME_LINE, INTEREST, LINE_WEIGHT, SECRET
from game.table.position import Position
from game.telling.teller import Teller
from game.telling.words import sentence

LINES = ((INTEREST, "interest"), (HOME_LINE, "home"), (ALLIANCE, "alliance"), (SECRET, "secret"))


def featured(position: Position) -> list[str]:
    """Return the featured seats, or every ally where none is."""
    allies = position.loaded.scenario.ally
    return [key for key, ally in allies.items() if ally.featured] or list(allies)


def ending(position: Position, teller: Teller) -> Iterator[str]:
    """Yield how the game ended, and which governments fell."""
    row, endings = int(position.state.public.clock[s.ENDING]), list(position.loaded.scenario.ending.items())
    if 0 <= row < len(endings):
        key, told = endings[row]
        name = teller.names.author(f"ending.{key}.name", told.name)
        yield teller.words.say("end.ending", name=name, says=teller.names.author(f"ending.{key}.says", told.says))
    else:
        yield teller.words.say("end.nothing")
    fallen = [key for a, key in enumerate(position.lexicon.allies) if position.state.public.ally[a, s.FALLEN]]
    if fallen:
        yield teller.words.say("end.fell", seats=teller.names.seats(fallen))


def truth(position: Position, teller: Teller) -> Iterator[str]:
    """Yield what was hidden: the other side's type, what really happened, and the featured governments' moods."""
    drawn, say, names = position.state.truth, teller.words.say, teller.names
    key, kind = list(position.loaded.scenario.adversary.type.items())[int(drawn[s.TYPE_DRAWN])]
    path = f"adversary.type.{key}"
    name, reveal = names.author(f"{path}.name", kind.name), names.author(f"{path}.reveal", kind.reveal)
    yield say("end.type", name=name, reveal=reveal)
    yield say("end.cause", cause=say(f"real_cause.{CAUSES[int(drawn[s.CAUSE_DRAWN])]}"))
    yield say("end.will_reverse" if drawn[s.WILL_REVERSE] else "end.will_hold")
    for seat in featured(position):
        row = int(position.state.own[position.lexicon.row(seat), s.MOOD])
        mood = position.loaded.scenario.ally[seat].moods[row]
        says = names.author(f"ally.{seat}.moods.{row}.says", mood.says)
        yield say("end.mood", seat=names.seat(seat), mood=says)


def common(position: Position, teller: Teller) -> str:
    """Return the four common goals."""
    book, state = position.loaded.book, position.state
    goals = {goal: int(common_goal(book, state, which)) for which, goal in enumerate(COMMON_GOALS)}
    return teller.words.say("end.common", **goals)


def score(position: Position, teller: Teller, seat: str) -> str:
    """Return a seat's score, line by line, and the secret that it had."""
    book, state, stack = position.loaded.book, position.state, position.scratch.stack
    row, say = position.lexicon.row(seat), teller.words.say
    lines = []
    for line, word in LINES:
        at = int(sheet_row(state, row, line))
        earned, weight = int(line_score(book, state, stack, at)), int(book.objective[at, LINE_WEIGHT])
        lines.append(say("end.score_line", line=say(f"line.{word}"), points=earned, weight=weight))
    crossed = int(state.public.ally[row, s.RED_CROSSED])
    if crossed:
        lines.append(say("end.crossed", n=crossed, points=-crossed * int(book.rule[n.SCORE_RED_LINE])))
    drawn = int(state.own[row, s.SECRET_DRAWN])
    secret = teller.names.author(f"ally.{seat}.sheet.secret.{drawn}.says", _secret(position, seat, drawn))
    total = int(seat_score(book, state, stack, row))
    name = teller.names.seat(seat)
    told = say("end.score", seat=sentence(name), total=total, lines=say("list.comma").join(lines))
    return f"{told} {say('end.secret', says=secret)}"


def _secret(position: Position, seat: str, drawn: int) -> str:
    return position.loaded.scenario.ally[seat].sheet.secret[drawn].says
