"""The page's second part: what moved each track, and what each failed text would have needed."""

from __future__ import annotations

from collections.abc import Iterator

from game.debrief import charts
from game.debrief.facts_played import Compromise, FailedTold, TrackTold
from game.debrief.markup import Html, bullets, el, figure, joined, table
from game.debrief.page import Page
from game.debrief.page_happened import Part
from game.rules.state import LEDGER
from game.table.decisions import Text
from game.telling.teller import Teller
from game.telling.words import Figure, sentence


def why(page: Page) -> Part:
    """Return what moved the tracks, and what would have passed."""
    failed = page.facts.failed
    inside = [
        el("p", page.say("why.intro")),
        el("div", *(_waterfall(page, each) for each in page.facts.tracks), class_="pairs"),
        _ledger(page),
        el("h3", page.say("failed.heading")),
        el("p", page.say("failed.intro" if failed else "failed.none")),
        *(_failed(page, page.teller(), each) for each in failed),
    ]
    return "why", page.say("heading.why"), joined(inside)


def _waterfall(page: Page, told: TrackTold) -> Html:
    name = page.names.track(told.key)
    steps = sorted(told.causes.items(), key=lambda each: -abs(each[1]))
    named = [(page.game.say(f"cause.{cause}"), points) for cause, points in steps]
    listed = page.game.say("list.comma").join(f"{cause} {page.moved(points)}" for cause, points in named)
    says = page.say("chart.waterfall", start=page.level(told.start), causes=listed, end=page.level(told.end))
    start, end = (page.say("why.start"), told.start), (page.say("why.end"), told.end)
    picture = charts.waterfall(page.say("why.title", track=name), says, start, named, end, page.figures())
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
    return table(page.say("why.table"), head, rows, "figures")


# Failed texts. -------------------------------------------------------------------------------------------------------


def _failed(page: Page, teller: Teller, failed: FailedTold) -> Html:
    say, names = page.game.say, page.names
    seat = names.seat(failed.author)
    revised = say("compromise.revised", n=failed.revision) if failed.revision else ""
    heading = say("compromise.text", round=failed.round, text=failed.text, seat=seat, revised=revised)
    draft = teller.read(failed.author, failed.draft)
    clauses = teller.clauses(draft) or say("list.none")
    lines = [
        say("compromise.draft", verb=names.verb(draft.verb), clauses=clauses),
        say("compromise.objected", n=len(failed.objectors), seats=names.seats(failed.objectors)),
    ]
    return joined(
        [
            el("h4", heading),
            *(el("p", line) for line in lines),
            el("p", say("compromise.sponsor", seat=sentence(seat))),
            bullets(_guessed(page, teller, failed, draft)),
            el("p", say("compromise.exactly")),
            bullets(_exact(page, teller, failed, draft)),
        ]
    )


def _edit(page: Page, teller: Teller, failed: FailedTold, draft: Text, found: Compromise) -> str:
    changes = list(teller.changes(draft, teller.read(failed.author, found.text)))
    listed = page.game.say("list.comma").join(changes) or page.game.say("list.none")
    return page.game.say("compromise.edit", changes=sentence(listed), edit=found.edit)


def _guessed(page: Page, teller: Teller, failed: FailedTold, draft: Text) -> Iterator[str]:
    say, found = page.game.say, failed.guess
    if not found.text:
        yield say("compromise.no_guess")
        return
    yield _edit(page, teller, failed, draft, found)
    yield say("compromise.chance", chance=f"{found.chance / 10:.0f}")
    key = "compromise.fails" if found.objectors else "compromise.holds"
    yield say(key, seats=page.names.seats(found.objectors))


def _exact(page: Page, teller: Teller, failed: FailedTold, draft: Text) -> Iterator[str]:
    say, names, found = page.game.say, page.names, failed.exact
    if found.text:
        yield _edit(page, teller, failed, draft, found)
        yield say("compromise.proved" if found.came == "found" else "compromise.not_proved")
        return
    if found.came != "impossible":
        yield say(f"compromise.{found.came}", nodes=Figure(f"{found.nodes:,}"))
        return
    if found.together is None:
        yield say("compromise.together_open")
    else:
        yield say("compromise.together", n=len(found.together), seats=names.seats(found.together))
    if found.without is None:
        yield say("compromise.without_open")
    elif not found.rest:
        yield say("compromise.without_nobody")
    else:
        changes = list(teller.changes(draft, teller.read(failed.author, found.rest)))
        listed = say("list.comma").join(changes) or say("compromise.as_it_is")
        yield say("compromise.without", seats=names.seats(found.without), changes=listed)
