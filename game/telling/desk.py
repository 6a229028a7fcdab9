"""What a person in a seat sees, as lines: cable, brief, where things stand, the paper, the text and its worth at home."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.lab.reasons import Reason, reason_for
from game.rules import state as s
from game.table.drafts import text_of
from game.table.position import Position
from game.table.view_parts import LevelView
from game.table.views import SeatView
from game.telling import authored
from game.telling.because import red_line, what_of
from game.telling.naming import Naming
from game.telling.words import sentence

BELIEF: Final = 1  # types of the other side less likely than this per cent are left out


def status(names: Naming, view: SeatView) -> Iterator[str]:
    """Yield where the round and the seat stand."""
    told, capital, say = view.public.round, view.capital, names.words.say
    yield say(
        "client.status",
        date=names.date(view.public.hour),
        now=told.number,
        most=told.of,
        left=told.hours_left,
        capital=capital.political_capital if capital else 0,
        support=f"{capital.support:.0f}" if capital else 0,
    )


def picture(names: Naming, view: SeatView) -> Iterator[str]:
    """Yield the tracks and the ladder."""
    say = names.words.say
    tracks = [say("client.track", name=names.track(each.key), now=f"{each.now:.0f}") for each in view.public.tracks]
    yield say("client.tracks", tracks=say("list.comma").join(tracks))
    yield say("client.ladder", rung=authored.rung(names, view.public.rung))


def cable(names: Naming, seat: str, now: int) -> Iterator[str]:
    """Yield the instructions of a seat's capital for a round (0 the first)."""
    told, key = names.scenario.ally[seat], names.scenario.round[now].key
    key = key if key in told.cables else "always"
    if key in told.cables:
        says = names.author(f"ally.{seat}.cables.{key}", told.cables[key])
        yield names.words.say("client.cable", capital=authored.capital(names, seat), cable=says)


def brief(names: Naming, view: SeatView) -> Iterator[str]:
    """Yield what a seat should know about itself."""
    told, say = view.capital, names.words.say
    if told is None:
        return
    path = f"ally.{view.seat}"
    card = {key: names.author(f"{path}.card.{key}", text) for key, text in told.card.items()}
    yield say("client.card", name=sentence(names.seat(view.seat)), **card)
    if told.brief:
        yield say("client.brief", brief=names.author(f"{path}.brief", told.brief))
    yield say("client.mood", mood=authored.mood(names, view.seat, told.mood))
    goals = authored.goals(names, view.seat, told.sheet).values()
    yield say("client.sheet", says=" ".join(_full_stop(each) for each in goals))
    units = [say("client.unit", n=count, kind=names.kind(kind)) for kind, count in told.stock.items() if count]
    yield say("client.stock", units=say("list.comma").join(units) or say("list.none"))
    likely = sorted(told.types.items(), key=lambda each: -each[1])
    shown = [(authored.kind_of_other(names, name), odds) for name, odds in likely if odds >= BELIEF]
    beliefs = [say("client.belief", name=name, percent=f"{odds:.0f}") for name, odds in shown]
    yield say("client.beliefs", beliefs=say("list.comma").join(beliefs))


def _full_stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def level_line(names: Naming, level: LevelView) -> str:
    """Return a measure at a level as a line of the options paper."""
    say = names.words.say
    needs = [say("client.unit", n=count, kind=names.kind(kind)) for kind, count in level.needs.items()]
    more = say("client.needs", needs=say("list.comma").join(needs)) if needs else ""
    says = names.option(level.measure, level.level) + more
    return say("client.paper_line", measure=names.leveled(level.measure, level.level), lead=level.lead_hours, says=says)


def paper(names: Naming, view: SeatView) -> Iterator[str]:
    """Yield the options paper."""
    yield names.words.say("client.paper")
    for level in view.public.paper:
        yield "  " + level_line(names, level)


def own_reason(position: Position, seat: str) -> Reason | None:
    """Return a seat's own sum for the text on the table; it reads nobody else's rows."""
    row = int(position.state.public.clock[s.DRAFT])
    if row < 0 or seat not in position.lexicon.allies:
        return None
    return reason_for(position.loaded.book, position.state, row, position.lexicon.row(seat))


def text(names: Naming, view: SeatView, position: Position) -> Iterator[str]:
    """Yield the text on the table with what each clause is worth to the seat."""
    row, say = int(position.state.public.clock[s.DRAFT]), names.words.say
    reason = own_reason(position, view.seat)
    if row < 0 or reason is None or view.public.draft is None:
        yield say("client.no_text")
        return
    wording = text_of(position.lexicon, position.state.public.draft[row])
    author = names.seat(view.public.draft.author)
    yield say("client.texts", author=author, verb=names.verb(wording.verb))
    for c, clause in enumerate(wording.clauses):
        line = say("text.clause", number=c + 1, line=names.clause(clause))
        yield "  " + say("client.clause_worth", line=line, worth=f"{reason.worth(c):+d}")
    if wording.asks:
        yield say("text.granting", seats=names.seats(wording.asks))
    enough = say("client.says_silent" if reason.value >= reason.needs else "client.says_short")
    yield say("client.my_sum", value=f"{reason.value:+d}", needs=f"{reason.needs:+d}") + " " + enough
    low = [
        what_of(names, wording, c) for c in [*range(len(wording.clauses)), s.WORDING] if reason.worth(c) < reason.line
    ]
    if low:
        yield say("client.under_line", line=reason.line, clauses=names.words.listed(low))
    for k in reason.red_lines:
        yield say("text.red_line", says=red_line(names, view.seat, k))
    yield from _said_by_others(names, view)


def _said_by_others(names: Naming, view: SeatView) -> Iterator[str]:
    """Yield the tour de table, and what the others objected to the wording before."""
    say = names.words.say
    if view.public.tour:
        said: dict[str, list[str]] = {}
        for seat, word in view.public.tour.items():
            said.setdefault(word, []).append(seat)
        counts = [say(f"tour.{word}", n=len(seats)) for word, seats in said.items()]
        yield say("client.tour", counts=names.words.listed(counts))
    for each in view.objections:
        what = [names.pair(word) for word in each.brackets if not word.startswith("#")]
        seat = sentence(names.seat(each.seat))
        yield say(
            "client.objected",
            seat=seat,
            answer=say(f"said.{each.answer}"),
            what=say("list.semicolon").join(what) or "-",
        )
