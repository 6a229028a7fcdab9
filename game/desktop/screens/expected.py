"""What a text would do, beside the text: how likely it holds, who may object, whom to sound, and what it moves by how much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

import pygame

from game.desktop.expecting import Expected, Expecting
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.widgets.images import Canvas
from game.desktop.widgets.text import Label
from game.telling.words import Figure

if TYPE_CHECKING:
    from game.desktop.widgets.theme import Theme
    from game.desktop.widgets.widget import Widget
    from game.lab.doubts import Doubts
    from game.lab.foresight import Effect, Foresight, Span
    from game.table.decisions import Decision

NAMED: Final = 4  # allies named as those most likely to object
CERTAIN: Final = 1000  # per mille
LEAST_POINTS: Final = 0.5  # a sounding that would move less teaches nothing


class ExpectedPanel:
    """The panel of one text that is being written."""

    def __init__(self, match: Match, expecting: Expecting | None, again: Callable[[], None]) -> None:
        """Take what is expected (None: this seat has nothing of its own to expect); `again` shows it anew."""
        self.match, self.expecting, self.again = match, expecting, again
        self.may_sound = match.desk.turn.phase == "tabling"

    def build(self, decision: Decision, *, may_be_put: bool) -> Widget:
        """Return the panel for a text as it stands, and begin to play it ahead where it may be put."""
        say = self.match.stage.words.say
        if self.expecting is None:
            return self._told(parts.small(say("expected.no_seat")))
        if not may_be_put:
            return self._told(parts.small(say("expected.refused")))
        if self.expecting.wants(decision):
            self.match.stage.fetch(partial(self.expecting.glance, decision), self._glanced)
        found = self.expecting.of(decision)
        closer = parts.button(
            "closer",
            say("expected.closer"),
            partial(self.look_closely, decision),
            enabled=not self.expecting.is_hopeless,
            help_text=say("expected.about"),
        )
        told = self._figures(found) if found else [parts.small(say("expected.waiting"))]
        return self._told(*told, parts.flow(closer))

    def _told(self, *kids: Widget) -> Widget:
        name = self.match.stage.words.say("expected.title")
        return parts.scroll("expected", name, parts.col(*kids, gap=8))

    def _glanced(self, found: bool) -> None:
        if found:
            self.again()

    def look_closely(self, decision: Decision) -> None:
        """Play a text ahead in many games, under a notice of how many are left."""
        stage, expecting = self.match.stage, self.expecting
        assert expecting is not None
        waiting = stage.words.say("work.compile")
        stage.run(
            stage.words.say("work.ahead"),
            lambda progress: expecting.look_closely(decision, progress, waiting, self._left),
            lambda _: self.again(),
        )

    def _left(self, games: int) -> str:
        return self.match.stage.words.say("expected.left", n=games)

    # What is told. ---------------------------------------------------------------------------------------------------

    def _figures(self, found: Expected) -> list[Widget]:
        say, foresight = self.match.stage.words.say, found.foresight
        answers = self._doubts(found.doubts)
        if foresight is None:
            assert self.expecting
            key = "expected.hopeless" if self.expecting.is_hopeless else "expected.uncompiled"
            return [*answers, parts.small(say(key))]
        soon = {each.key: each.by for each in foresight.soon}
        names = self.match.names
        tracks = [
            (names.track(each.key), each, say("expected.soon", by=self._by(soon[each.key]))) for each in foresight.late
        ]
        sheet = [(say(f"expected.{each.key}"), each, "") for each in (foresight.score, *foresight.sheet)]
        goals = [(say(f"goal.{each.key}"), each, "") for each in foresight.goals]
        return [
            *self._held(foresight),
            *answers,
            *self._block("expected.tracks", tracks),
            *self._block("expected.sheet", sheet),
            *self._block("expected.goals", goals),
            parts.small(say("expected.games", n=foresight.games)),
        ]

    def _held(self, foresight: Foresight) -> list[Widget]:
        held = foresight.held
        if held is None:
            return []
        figures = {"n": round(held.mean), "low": round(held.low), "high": round(held.high)}
        return [parts.strong(self.match.stage.words.say("expected.held", **figures))]

    def _doubts(self, found: Doubts) -> list[Widget]:
        say, names = self.match.stage.words.say, self.match.names
        told = [parts.body(say("expected.holds", n=round(found.holds / 10)))]
        doubtful = [each for each in found.allies if each.assents < CERTAIN][:NAMED]
        if doubtful:
            objects = [
                say(
                    "expected.objects", seat=names.name(each.ally), n=_points(self.match, (CERTAIN - each.assents) / 10)
                )
                for each in doubtful
            ]
            told.append(parts.small(say("expected.doubted", seats=names.words.say("list.comma").join(objects))))
        best = next((each for each in found.allies if each.ally == found.teaches), None)
        if self.may_sound and best and best.moves >= LEAST_POINTS:
            moves = _points(self.match, best.moves)
            told.append(parts.small(say("expected.teaches", seat=names.name(best.ally), n=moves)))
        return told

    def _block(self, heading: str, effects: Sequence[tuple[str, Effect, str]]) -> list[Widget]:
        reach = max(1.0, *(max(abs(each.by.low), abs(each.by.high)) for _, each, _ in effects))
        rows = [self._effect(name, each, note, reach) for name, each, note in effects]
        return [parts.heading(self.match.stage.words.say(heading)), *rows]

    def _effect(self, name: str, effect: Effect, note: str, reach: float) -> Widget:
        by = self._by(effect.by)
        style, ink = ("strong", "text") if effect.by.is_sure else ("body", "text_dim")
        line = parts.row(Label(name, style, grow=1), Label(by, style, ink, align="right"))
        whisker = Canvas(partial(_whisker, effect.by, reach), name=_named(self.match, name, by), least=(80, 10))
        return parts.col(line, whisker, *([parts.small(note)] if note else []), gap=2)

    def _by(self, span: Span) -> str:
        half = _plain(self.match, Figure(f"{span.high - span.mean:.1f}"))
        return self.match.stage.words.say("expected.by", mean=_signed(self.match, span.mean), half=half)


def _named(match: Match, name: str, by: str) -> str:
    return match.stage.words.say("expected.name", name=name, by=by)


def _plain(match: Match, figure: Figure) -> str:
    return match.names.words.say("number.plain", figure=figure)


def _signed(match: Match, value: float) -> str:
    return _plain(match, Figure(f"{round(value, 1) + 0:+.1f}"))


def _points(match: Match, value: float) -> str:
    return _plain(match, Figure(f"{value:.1f}"))


def _whisker(span: Span, reach: float, theme: Theme, surface: pygame.Surface, rect: pygame.Rect) -> None:
    """Draw an interval on a line whose middle is nought, and its mean."""

    def at(value: float) -> int:
        return rect.centerx + round(value / reach * (rect.w // 2 - theme.px(4)))

    middle, thick = rect.centery, theme.px(4)
    pygame.draw.line(surface, theme.colour("panel_edge"), (rect.x, middle), (rect.right - 1, middle), theme.px(1))
    pygame.draw.line(
        surface, theme.colour("text_dim"), (rect.centerx, rect.top), (rect.centerx, rect.bottom), theme.px(1)
    )
    colour = theme.colour("accent" if span.is_sure else "text_dim")
    low, high = at(span.low), at(span.high)
    surface.fill(colour, (low, middle - thick // 2, max(high - low, theme.px(2)), thick))
    mean = pygame.Rect(0, 0, theme.px(3), rect.h)
    mean.center = at(span.mean), middle
    surface.fill(theme.colour("text"), mean)
