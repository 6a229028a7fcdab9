"""The page's second part: what moved each track."""

from __future__ import annotations

from game.debrief import charts
from game.debrief.facts import TrackTold
from game.debrief.markup import Html, el, figure, joined, table
from game.debrief.page import Page
from game.debrief.page_happened import Part
from game.rules.state import LEDGER
from game.telling.words import sentence


def why(page: Page) -> Part:
    """Return what moved the tracks."""
    inside = [el("p", page.say("why.intro")), *(_waterfall(page, each) for each in page.facts.tracks), _ledger(page)]
    return "why", page.say("heading.why"), joined(inside)


def _waterfall(page: Page, told: TrackTold) -> Html:
    name = page.names.track(told.key)
    steps = sorted(told.causes.items(), key=lambda each: -abs(each[1]))
    named = [(page.game.say(f"cause.{cause}"), points) for cause, points in steps]
    listed = page.game.say("list.comma").join(f"{cause} {page.moved(points)}" for cause, points in named)
    says = page.say("chart.waterfall", start=page.level(told.start), causes=listed, end=page.level(told.end))
    ends = page.say("why.start"), page.say("why.end")
    picture = charts.waterfall(page.say("why.title", track=name), says, told.start, told.end, named, ends)
    return figure(picture, page.say("why.caption", track=sentence(name)))


def _ledger(page: Page) -> Html:
    tracks = page.facts.tracks
    causes = [cause for cause in LEDGER if any(cause in each.causes for each in tracks)]
    head = [page.say("why.cause"), *(sentence(page.names.track(each.key)) for each in tracks)]
    rows = [[page.say("why.start"), *(page.level(each.start) for each in tracks)]]
    for cause in causes:
        cells = [page.moved(each.causes[cause]) if cause in each.causes else "" for each in tracks]
        rows.append([sentence(page.game.say(f"cause.{cause}")), *cells])
    rows.append([page.say("why.end"), *(page.level(each.end) for each in tracks)])
    return table(page.say("why.table"), head, rows, numbers=True)
