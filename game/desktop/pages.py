"""What there is to read, as rich text: the cable, the brief, the press, the text on the table, what is on its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.desktop.chronicle import Passage
from game.desktop.sitting import Desk
from game.lab.words import Words
from game.table.views import SeatView
from game.telling import authored
from game.telling import desk as told
from game.telling.naming import Naming
from game.telling.teller import UNDER
from game.telling.words import sentence

BELIEF_SHOWN = 1  # per cent; what is less likely is left out


def safe(text: str) -> str:
    """Return a text of the scenario so that nothing in it is read as a tag."""
    return text.replace("<", "‹").replace(">", "›")


def bold(text: str) -> str:
    """Return a text set in bold."""
    return f"<b>{safe(text)}</b>"


def joined(blocks: Iterable[str]) -> str:
    """Return blocks as paragraphs."""
    return "\n\n".join(blocks)


def item(line: str) -> str:
    """Return a line as an item of a list, a line that belongs under another set in."""
    inner = safe(line.removeprefix(UNDER))
    return f"    {inner}" if line.startswith(UNDER) else f"• {inner}"


def passages(parts: Sequence[Passage]) -> Iterator[str]:
    """Yield passages as blocks, a heading where the section changes."""
    heading = ""
    for part in parts:
        lines = "\n".join(item(line) for line in part.lines)
        yield lines if part.heading == heading else f"<accent>{safe(part.heading)}</accent>\n{lines}"
        heading = part.heading


def press(desk: Desk, words: Words) -> str:
    """Return the story so far, the latest round first."""
    rounds = sorted({part.round for part in desk.passages}, reverse=True)
    fresh = [part for part in desk.fresh if part.section not in ("moved", "before")]
    blocks = [bold(words.say("page.now")), *passages(fresh)] if fresh and not desk.is_over else []
    for number in rounds:
        blocks.append(bold(words.say("page.round", number=number)))
        blocks += passages([part for part in desk.passages if part.round == number])
    return joined(blocks) or words.say("page.nothing_yet")


def briefing(view: SeatView, names: Naming) -> Iterator[str]:
    """Yield what a round begins with for everybody: its dates, its question, its briefing."""
    now = view.public.round.number - 1
    each, path = names.scenario.round[now], f"round.{now}"
    yield f"<dim>{safe(names.words.say('story.when', span=names.span(now), hours=each.hours))}</dim>"
    yield bold(names.author(f"{path}.question", each.question))
    yield safe(names.author(f"{path}.briefing", each.briefing))


def cable(view: SeatView, names: Naming, words: Words) -> Iterator[str]:
    """Yield the instructions of a seat's capital for this round."""
    now = view.public.round.number - 1
    found = list(told.cable(names, view.seat, now)) if view.capital else []
    yield from (safe(line) for line in found)
    if not found:
        yield words.say("page.no_cable")


def objectives(view: SeatView, names: Naming, words: Words) -> Iterator[str]:
    """Yield the seat's four lines, with its red lines and its ask."""
    capital = view.capital
    if capital is None:
        return
    goals = authored.goals(names, view.seat, capital.sheet)
    lines = [f"<b>{words.say(f'sheet.{key}')}</b> {safe(says)}" for key, says in goals.items()]
    yield "\n".join([bold(words.say("page.sheet")), *lines])
    if capital.red_lines:
        yield "\n".join([bold(words.say("page.red_lines")), *map(item, authored.red_lines(names, view.seat))])
    if capital.ask:
        yield f"{bold(words.say('page.ask'))}\n{safe(sentence(names.author(f'ally.{view.seat}.ask.says', capital.ask)))}"


def capital(view: SeatView, names: Naming, words: Words) -> Iterator[str]:
    """Yield what the seat knows of itself: card, brief, mood, units, what its services believe."""
    own, say = view.capital, names.words.say
    if own is None:
        return
    path = f"ally.{view.seat}"
    card = [
        f"<b>{words.say(f'card.{key}')}</b> {safe(names.author(f'{path}.card.{key}', text))}"
        for key, text in own.card.items()
    ]
    yield "\n".join(card)
    if own.brief:
        yield safe(names.author(f"{path}.brief", own.brief))
    yield f"{bold(words.say('page.mood'))}\n{safe(sentence(authored.mood(names, view.seat, own.mood)))}"
    units = [say("client.unit", n=count, kind=names.kind(kind)) for kind, count in own.stock.items() if count]
    yield f"{bold(words.say('page.units'))}\n{safe(names.words.listed(units) or say('list.none'))}"
    yield "\n".join([bold(words.say("page.beliefs")), *_beliefs(own.types, names, words)])
    if own.promises:
        yield "\n".join([bold(words.say("page.promises")), *_promises(view, names, words)])


def _beliefs(types: dict[str, float], names: Naming, words: Words) -> Iterator[str]:
    likely = sorted(types.items(), key=lambda each: -each[1])
    for name, odds in likely:
        if odds >= BELIEF_SHOWN:
            kind = authored.kind_of_other(names, name)
            yield item(words.say("page.belief", name=kind, percent=f"{odds:.0f}"))


def _promises(view: SeatView, names: Naming, words: Words) -> Iterator[str]:
    assert view.capital is not None
    for each in view.capital.promises:
        kind = names.words.say(f"promise.{each.promise}")
        key = "page.promise_given" if each.given else "page.promise_held"
        yield item(words.say(key, seat=sentence(names.seat(each.ally)), promise=kind, round=each.due_round))


def text(desk: Desk, names: Naming, words: Words) -> Iterator[str]:
    """Yield the text on the table, what each clause is worth to the seat, and what others said of it."""
    draft, own = desk.view.public.draft, desk.own
    if draft is None:
        yield words.say("page.no_text")
        return
    author = sentence(names.seat(draft.author))
    yield safe(words.say("page.text_head", author=author, meeting=names.meeting(draft.meeting)))
    verb = names.words.say(f"verb.{draft.verb}")
    yield f"<b>{safe(words.say('page.council', verb=verb))}</b>{_worth(desk, -1, words)}"
    for number, clause in enumerate(draft.clauses):
        mood = names.words.say(f"mood.{clause.mood}")
        line = names.words.say(
            "clause.line",
            mood=mood,
            name=names.leveled(clause.measure, clause.level),
            says=names.option(clause.measure, clause.level),
        )
        brackets = words.say("page.brackets", n=clause.brackets) if clause.brackets else ""
        yield f"<b>{number + 1}.</b> {safe(line)}{_worth(desk, number, words)}{brackets}"
    if draft.granting:
        yield safe(names.words.say("text.granting", seats=names.seats(draft.granting)))
    if own is not None:
        key = "page.clears" if own.margin >= 0 else "page.short"
        yield words.say(key, value=f"{own.value:+d}", needs=f"{own.needs:+d}", n=abs(own.margin))


def _worth(desk: Desk, clause: int, words: Words) -> str:
    if desk.own is None or clause < 0:
        return ""
    return f"  <accent>{words.say('page.worth', worth=f'{desk.own.worth(clause):+d}')}</accent>"


def under_way(view: SeatView, names: Naming, words: Words) -> Iterator[str]:
    """Yield what was decided and what has become of it."""
    for each in view.public.measures:
        name = names.leveled(each.measure, max(each.adopted_level, each.delivered_level, 1))
        key = next(
            (
                key
                for key, holds in (
                    ("delivered", each.delivered_level >= each.adopted_level > 0),
                    ("arriving", each.arrives >= 0),
                    ("tasked", each.tasked),
                    ("called_for", each.called_for),
                )
                if holds
            ),
            "other",
        )
        told_when = names.date(each.arrives) if each.arrives >= 0 else ""
        yield f"{bold(name)} {words.say(f'pipe.{key}', date=told_when)}"


def situation(desk: Desk, names: Naming, words: Words) -> str:
    """Return the picture of the incident and what is under way."""
    public = desk.view.public
    fiction = names.author("scenario.fiction", public.fiction)
    blocks = [safe(names.author("scenario.picture", public.picture)), f"<dim>{safe(fiction)}</dim>"]
    way = list(under_way(desk.view, names, words))
    return joined([*blocks, *([bold(words.say("page.under_way")), "\n".join(way)] if way else [])])
