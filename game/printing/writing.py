"""What is written by hand: the tracks, and the minutes from which the debrief is made afterwards."""

from __future__ import annotations

from game.debrief.markup import Html, el
from game.printing.ballots import ANSWERS, GAP
from game.printing.kit import Kit
from game.printing.shapes import shape
from game.printing.sheets import grid, sheet, to_fill
from game.scenario.words import VERBS


def tracks(kit: Kit) -> Html:
    """Return the sheet on which the tracks are marked: where they begin, and a box after each round that is played."""
    known = kit.loaded.scenario.track
    after = [kit.say("tracks.after", n=now + 1) for now in kit.played]
    rows = [(kit.names.track(key), str(track.start), *("" for _ in after)) for key, track in known.items()]
    rungs = [
        (str(rung.at), kit.author(f"rung.{number}.name", rung.name), *("" for _ in after))
        for number, rung in enumerate(kit.loaded.scenario.rung)
        if rung.shown
    ]
    about = [(kit.names.track(key), kit.author(f"track.{key}.about", track.about)) for key, track in known.items()]
    return sheet(
        el("h2", kit.say("tracks.heading")),
        el("p", kit.say("tracks.how")),
        grid(kit.say("tracks.caption"), [kit.say("tracks.track"), kit.say("tracks.start"), *after], rows, "grid boxes"),
        grid(kit.say("tracks.ladder"), [kit.say("tracks.from"), kit.say("tracks.rung"), *after], rungs[::-1]),
        grid(kit.say("tracks.about"), [kit.say("tracks.track"), kit.say("tracks.means")], about, "grid prose"),
    )


def minutes(kit: Kit) -> list[Html]:
    """Return for each round that is played the sheet of its minutes, in the order of the form that is typed in."""
    return [_minutes(kit, now) for now in kit.played]


def _minutes(kit: Kit, now: int) -> Html:
    marks = [el("span", shape(name), " ", kit.say(f"answer.{name}")) for name in ANSWERS]
    rows = [(kit.seat(seat), *("" for _ in range(len(ANSWERS) + 2))) for seat in kit.seats]
    head = [kit.say("minutes.seat"), *marks, kit.say("minutes.bracket"), kit.say("minutes.units")]
    return sheet(
        el("h2", kit.say("minutes.heading", round=kit.round(now))),
        to_fill(kit.say("minutes.acts"), 2),
        to_fill(kit.say("minutes.text"), 3),
        el("p", kit.say("minutes.wording"), " ", GAP.join(f"☐ {kit.game.say(f'verb.{key}')}" for key in VERBS[1:])),
        grid(kit.say("minutes.answers"), head, rows, "grid boxes"),
        to_fill(kit.say("minutes.revised"), 3),
        to_fill(kit.say("minutes.reply")),
        to_fill(kit.say("minutes.news")),
    )
