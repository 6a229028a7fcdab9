"""Tracks as bars, the ladder, and why a track moved: every settlement with its causes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import pygame

from game.desktop import pages, shapes
from game.desktop.chronicle import Move
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.rows import Bar
from game.desktop.widgets.images import Canvas
from game.table.view_parts import TrackView
from game.table.views import PublicView
from game.telling.authored import rung as rung_of
from game.telling.naming import Naming
from game.telling.words import Figure, points, signed

if TYPE_CHECKING:
    from game.desktop.widgets.theme import Theme
    from game.desktop.widgets.widget import Widget


COLOURS: Final = ("warn", "accent", "ok", "stance_2", "text", "bad")


def _colour(names: Naming, key: str) -> str:
    """Return the colour of a track, the same on every screen."""
    return COLOURS[list(names.scenario.track).index(key) % len(COLOURS)]


def still_bars(public: PublicView, names: Naming) -> list[Widget]:
    """Return a bar for each track as it stood, with what it had moved by if it had, for who only looks."""
    bars: list[Widget] = []
    for each in public.tracks:
        moved = round((each.now - each.before) * 10)
        note = names.words.say("number.plain", figure=signed(moved)) if moved else ""
        colour, mark = _colour(names, each.key), round(each.before)
        bars.append(Bar(names.track(each.key), each.now, note, colour=colour, mark=mark, id=f"track_{each.key}"))
    return bars


def tracks_panel(match: Match) -> Widget:
    """Return the panel of the council room."""
    say = match.stage.words.say
    body = parts.col(track_bars(match), courses(match), ladder(match), gap=16)
    return parts.panel(say("place.tracks"), parts.scroll("tracks", say("place.tracks"), body), grow=1)


def track_bars(match: Match) -> Widget:
    """Return a bar for each track; a press tells why it moved."""
    return parts.col(*(_bar(match, track) for track in match.desk.view.public.tracks), gap=12)


def _bar(match: Match, track: TrackView) -> Widget:
    say = match.stage.words.say
    name, change = match.names.track(track.key), _signed(match, track.now - track.before)
    return Bar(
        name,
        track.now,
        change if round(track.now - track.before, 1) else "",
        colour=_colour(match.names, track.key),
        mark=round(track.before),
        on_press=partial(_ask_why, match, track.key),
        id=f"track_{track.key}",
        name=say("tracks.name", track=name, now=f"{track.now:.0f}", change=change),
        help=say("tracks.help", about=_about(match, track.key)),
    )


def _about(match: Match, key: str) -> str:
    return match.names.author(f"track.{key}.about", match.names.scenario.track[key].about)


def courses(match: Match) -> Widget:
    """Return the lines that all tracks have gone so far, in the colours of their bars."""
    keys = list(match.names.scenario.track)
    lines = [(_colour(match.names, key), _course(match, key)) for key in keys]

    def paint(theme: Theme, surface: pygame.Surface, rect: pygame.Rect) -> None:
        for share in (0.25, 0.5, 0.75):
            y = rect.y + round(rect.h * share)
            pygame.draw.line(surface, theme.colour("panel_edge"), (rect.x, y), (rect.right, y))
        for colour, values in lines:
            shapes.course(surface, rect, values, pygame.Color(theme.colour(colour)))

    return Canvas(paint, name=match.stage.words.say("tracks.courses"), least=(120, 110))


def _course(match: Match, key: str) -> tuple[float, ...]:
    """Return where a track stood, from the first day on."""
    moves = match.desk.moves.get(key, ())
    return (*(move.before for move in moves[:1]), *(move.after for move in moves))


def _ask_why(match: Match, key: str) -> None:
    """Show every settlement of a track, the latest first."""
    say = match.stage.words.say
    about = _about(match, key)
    moves = [pages.safe(told(match, move)) for move in reversed(match.desk.moves.get(key, ()))]
    text = pages.joined([f"<dim>{pages.safe(about)}</dim>", *(moves or [say("tracks.still")])])
    match.stage.read(say("tracks.why", track=match.names.track(key)), text)


def told(match: Match, move: Move) -> str:
    """Return one settlement of a track as a sentence."""
    say = match.stage.words.say
    return say(
        "tracks.move",
        round=move.round,
        before=_plain(match, points(round(move.before * 10))),
        after=_plain(match, points(round(move.after * 10))),
        change=_signed(match, move.after - move.before),
        causes=_causes(match, move),
    )


def _plain(match: Match, figure: Figure) -> str:
    return match.names.words.say("number.plain", figure=figure)


def _signed(match: Match, points_of_100: float) -> str:
    """Return a change with its sign, as the language writes it."""
    return _plain(match, signed(round(points_of_100 * 10)))


def _causes(match: Match, move: Move) -> str:
    say, names = match.stage.words.say, match.names.words
    named = [
        say("tracks.cause", cause=names.say(f"cause.{cause}"), points=_signed(match, by)) for cause, by in move.causes
    ]
    return names.listed(named)


def settled_bars(match: Match, now: int) -> Widget:
    """Return what moved at the end of a round: a bar and its causes for each track, the largest move first."""
    moved = [
        (key, moves[-1])
        for key, moves in (
            (key, [each for each in all_of if each.round == now]) for key, all_of in match.desk.moves.items()
        )
        if moves
    ]
    moved.sort(key=lambda each: -abs(each[1].after - each[1].before))
    rows = [_settled(match, key, move) for key, move in moved]
    return parts.col(*(rows or [parts.body(match.stage.words.say("settled.still"))]), gap=14)


def _settled(match: Match, key: str, move: Move) -> Widget:
    bar = Bar(
        match.names.track(key),
        move.after,
        _signed(match, move.after - move.before),
        colour=_colour(match.names, key),
        mark=round(move.before),
        id=f"moved_{key}",
    )
    return parts.col(bar, parts.small(_causes(match, move)), gap=4)


def ladder(match: Match) -> Widget:
    """Return the rungs that are shown, the highest above, where the crisis stands marked."""
    say, public = match.stage.words.say, match.desk.view.public
    rungs = [(each, pages.safe(rung_of(match.names, each.name))) for each in reversed(public.ladder)]
    lines = [f"<b>▶ {name}</b>" if each.here else f"<dim>{each.at:>3}  {name}</dim>" for each, name in rungs]
    return parts.rich("ladder", "\n".join([f"<accent>{say('tracks.ladder')}</accent>", *lines]))
