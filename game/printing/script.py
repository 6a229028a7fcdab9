"""The chair's script: what is made ready, read out, done when, marked by hand, and written down for the debrief."""

from __future__ import annotations

from collections.abc import Iterator

from game.debrief.markup import Html, bullets, el, paragraphs
from game.printing.conditions import told
from game.printing.cutting import clock, skipped_before
from game.printing.kit import Kit
from game.printing.moves import moves
from game.printing.options import hands, paper
from game.printing.other_side import drawn, replies
from game.printing.sheets import grid, sheet
from game.printing.writing import minutes, tracks
from game.scenario.words import VERBS

READY, RULES, LEFT_OUT, ENDING = 6, 10, 4, 5  # lines of these lists in the text tables


def script(kit: Kit) -> list[Html]:
    """Return the chair's sheets in the order in which they are used; nobody else sees them before the end."""
    rounds = [page for now in kit.played for page in (_round(kit, now), sheet(paper(kit, now), hands(kit, now)))]
    return [_ready(kit), _opening(kit), *rounds, replies(kit), tracks(kit), *minutes(kit), _end(kit)]


def _ready(kit: Kit) -> Html:
    return sheet(
        el("h2", kit.say("script.ready")),
        _lines(kit, "ready", READY),
        el("h3", kit.say("script.dice")),
        el("p", kit.say("script.dice_how")),
        *drawn(kit),
        el("h3", kit.say("script.left_out")),
        _lines(kit, "left_out", LEFT_OUT, "ul"),
    )


def _lines(kit: Kit, name: str, many: int, kind: str = "ol") -> Html:
    return el(kind, *(el("li", kit.say(f"{name}.{n}")) for n in range(1, many + 1)))


def _opening(kit: Kit) -> Html:
    head = kit.loaded.scenario.scenario
    verbs = kit.game.say("list.comma").join(f"{n} {kit.game.say(f'verb.{key}')}" for n, key in enumerate(VERBS) if n)
    return sheet(
        el("h2", kit.say("script.opening")),
        el("p", kit.author("scenario.fiction", head.fiction)),
        paragraphs(kit.author("scenario.picture", head.picture).split("\n\n"), class_="read"),
        el("h3", kit.say("script.rules")),
        _lines(kit, "rules", RULES),
        el("p", kit.say("script.verbs", verbs=verbs)),
    )


def _round(kit: Kit, now: int) -> Html:
    told_now = kit.loaded.scenario.round[now]
    path = f"round.{now}"
    price = moves(kit, told_now.silence_price)
    return sheet(
        *_before(kit, now),
        el("h2", kit.round(now)),
        el("p", kit.names.span(now)),
        el("p", el("strong", kit.author(f"{path}.question", told_now.question))),
        paragraphs(kit.author(f"{path}.briefing", told_now.briefing).split("\n\n"), class_="read"),
        grid(
            kit.say("script.clock"),
            [kit.say(f"clock.{key}") for key in ("from", "to", "step", "chair")],
            _clock(kit, now),
            "grid prose",
        ),
        el("p", kit.say("script.price", moves=price)),
    )


def _before(kit: Kit, now: int) -> Iterator[Html]:
    """Yield what passes meanwhile before a round, told in a minute each."""
    for past in skipped_before(kit, now):
        yield el("h3", kit.say("script.meanwhile", round=kit.round(past)))
        yield el("p", kit.author(f"round.{past}.meanwhile", kit.loaded.scenario.round[past].meanwhile), class_="read")


def _clock(kit: Kit, now: int) -> Iterator[tuple[str, ...]]:
    for step, begin, end in clock(kit)[now]:
        yield _minute(begin), _minute(end), kit.say(f"step.{step}"), kit.say(f"step.{step}_how")


def _minute(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _end(kit: Kit) -> Html:
    endings = [
        (
            kit.author(f"ending.{key}.name", each.name),
            told(kit, each.when) or kit.say("when.always"),
            kit.author(f"ending.{key}.says", each.says),
        )
        for key, each in kit.loaded.scenario.ending.items()
    ]
    goals = [kit.author(f"learning.{key}.says", each.says) for key, each in kit.loaded.scenario.learning.items()]
    head = [kit.say(f"ending.{key}") for key in ("name", "when", "says")]
    return sheet(
        el("h2", kit.say("script.end")),
        _lines(kit, "end", ENDING),
        grid(kit.say("ending.caption"), head, endings, "grid prose"),
        el("h3", kit.say("script.goals")) if goals else Html(),
        bullets(goals),
    )
