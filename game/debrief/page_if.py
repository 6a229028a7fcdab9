"""The page's third part: one decision changed at a time; and what each score owes to luck, to itself and to others."""

from __future__ import annotations

from game.debrief import charts
from game.debrief.facts_weighed import Alternative, DecisionShare, Fan, Share, Spanned, WhatIf
from game.debrief.markup import Html, el, figure, joined, table
from game.debrief.page import Page
from game.debrief.page_happened import Part
from game.debrief.unveiled import shown_seats
from game.debrief.words_of import decided, phase_of

MATTERS = 10  # tenths of a point: below, the change is told as none
SHOWN = 6  # what-ifs with a picture, and dearest decisions


def what_if(page: Page) -> Part:
    """Return what would have come of other decisions of the seat that was asked about; nothing where none was."""
    facts = page.facts
    if not facts.what_ifs:
        return "if", "", Html()
    seat = page.seat(facts.asked)
    moved = [each for each in facts.what_ifs if any(_matters(other.gained) for other in each.alternatives)]
    largest = sorted(moved, key=lambda each: -_largest(each))[:SHOWN]
    shown = [each for each in facts.what_ifs if each in largest]
    inside = [
        el("p", page.say("if.intro", seat=seat, n=facts.asked_games)),
        el("p", page.say("if.read"), class_="note"),
        *(_one(page, each) for each in shown),
        _all(page, seat),
    ]
    return "if", page.say("heading.if", seat=seat), joined(inside)


def _matters(gained: Spanned) -> bool:
    """Tell whether a change surely moves the score, by a point or more."""
    return abs(gained.mean) >= MATTERS and (gained.low > 0 or gained.high < 0)


def _largest(each: WhatIf) -> int:
    return max(abs(other.gained.mean) for other in each.alternatives if _matters(other.gained))


def _one(page: Page, each: WhatIf) -> Html:
    mine = decided(page, each.decided, each.deals, each.phase)
    parts = [
        el("h3", phase_of(page, each.round, each.phase)),
        el("p", page.say("if.decided", what=mine, score=_span(page, each.fan.score))),
    ]
    parts += [_instead(page, each, other) for other in each.alternatives if _matters(other.gained)]
    return joined(parts)


def _instead(page: Page, each: WhatIf, other: Alternative) -> Html:
    then = decided(page, other.decided, each.deals, each.phase)
    line = page.say(
        f"if.{other.kind}", what=then, score=_span(page, other.fan.score), gained=_span(page, other.gained, sign=True)
    )
    names = page.say("if.as_decided"), page.say("if.instead")
    says = page.say("if.says", first=_bins(page, each.fan), second=_bins(page, other.fan))
    picture = charts.spread(page.say("if.title"), says, each.fan.bins, other.fan.bins, names)
    return joined(
        [el("p", line), figure(picture, page.say("if.caption")), el("p", _endings(page, each.fan, other.fan))]
    )


def _bins(page: Page, fan: Fan) -> str:
    wide = 100 // len(fan.bins)
    told = [page.say("if.bin", low=k * wide, high=(k + 1) * wide, n=n) for k, n in enumerate(fan.bins) if n]
    return page.game.say("list.comma").join(told)


def _endings(page: Page, first: Fan, second: Fan) -> str:
    """Return the endings whose share differs most between two fans, the commonest where none does."""
    total = sum(first.endings.values())
    keys = sorted(
        first.endings.keys() | second.endings.keys(),
        key=lambda key: (-abs(_moved(first, second, key)), -first.endings.get(key, 0), key),
    )
    told = [
        page.say(
            "if.ending",
            name=_ending(page, key),
            before=round(100 * first.endings.get(key, 0) / total),
            after=round(100 * second.endings.get(key, 0) / total),
        )
        for key in keys[:3]
    ]
    return page.say("if.endings", told=page.game.say("list.semicolon").join(told))


def _moved(first: Fan, second: Fan, key: str) -> int:
    return second.endings.get(key, 0) - first.endings.get(key, 0)


def _ending(page: Page, key: str) -> str:
    if not key:
        return page.say("if.no_ending")
    return page.names.author(f"ending.{key}.name", page.loaded.scenario.ending[key].name)


def _all(page: Page, seat: str) -> Html:
    head = [page.say(f"if.{key}") for key in ("moment", "was", "other", "gain")]
    rows = [_all_row(page, each, other) for each in page.facts.what_ifs for other in each.alternatives]
    return joined([el("h3", page.say("if.all")), table(page.say("if.table", seat=seat), head, rows)])


def _all_row(page: Page, each: WhatIf, other: Alternative) -> list[str]:
    return [
        phase_of(page, each.round, each.phase),
        decided(page, each.decided, each.deals, each.phase),
        page.say(f"if.kind_{other.kind}", what=decided(page, other.decided, each.deals, each.phase)),
        _span(page, other.gained, sign=True),
    ]


def _span(page: Page, span: Spanned, *, sign: bool = False) -> str:
    if sign and (span.mean, span.low, span.high) == (0, 0, 0):
        return page.say("if.none")
    told = page.moved if sign else page.level
    return page.say("if.span", mean=told(span.mean), low=told(span.low), high=told(span.high))


# Luck, own choices, others' choices. ---------------------------------------------------------------------------------


def shares(page: Page) -> Part:
    """Return what each score owes to what; nothing where no future was played."""
    facts = page.facts
    if not facts.shares:
        return "shares", "", Html()
    wanted = shown_seats(page.loaded.scenario, facts.about.people)
    told = [each for each in facts.shares if each.seat in wanted]
    inside = [
        el("p", page.say("shares.intro", n=facts.games)),
        el("p", page.say("shares.scheme"), class_="note"),
        _table(page, told),
        el("div", *(_chart(page, each) for each in told), class_="pairs"),
        *_dearest(page),
    ]
    return "shares", page.say("heading.shares"), joined(inside)


def _table(page: Page, told: list[Share]) -> Html:
    head = [page.say(f"shares.{key}") for key in ("seat", "par", "luck", "own", "others", "score")]
    rows = []
    for each in told:
        spans = [_span(page, each.par), *(_span(page, one, sign=True) for one in (each.luck, each.own, each.others))]
        rows.append([page.seat(each.seat), *spans, str(each.score)])
    return table(page.say("shares.table"), head, rows, "figures")


def _chart(page: Page, each: Share) -> Html:
    parts = [("par", each.par), ("luck", each.luck), ("own", each.own), ("others", each.others)]
    steps = [(page.say(f"shares.{key}"), span.mean) for key, span in parts]
    listed = page.game.say("list.comma").join(f"{name} {page.moved(value)}" for name, value in steps)
    says = page.say("shares.says", parts=listed, score=each.score)
    name = page.seat(each.seat)
    end = page.say("shares.score"), 10 * each.score
    picture = charts.waterfall(page.say("shares.title", seat=name), says, steps[0], steps[1:], end, page.figures())
    return figure(picture, name)


def _dearest(page: Page) -> list[Html]:
    mine = [each for each in page.facts.decisions if _matters(each.worth)]
    best = [each for each in reversed(mine) if each.worth.mean > 0][:SHOWN]
    worst = [each for each in mine if each.worth.mean < 0][:SHOWN]
    if not mine:
        return [el("p", page.say("shares.no_decision"))]
    head = [page.say(f"shares.{key}") for key in ("moment", "decided", "model", "worth")]
    parts = [el("h3", page.say("shares.decisions"))]
    if worst:
        parts.append(table(page.say("shares.worst"), head, [_row(page, each) for each in worst]))
    if best:
        parts.append(table(page.say("shares.best"), head, [_row(page, each) for each in best]))
    return parts


def _row(page: Page, each: DecisionShare) -> list[str]:
    moment = page.say("shares.at", seat=page.seat(each.seat), moment=phase_of(page, each.round, each.phase))
    said = [decided(page, lines, each.deals, each.phase) for lines in (each.decided, each.model)]
    return [moment, *said, _span(page, each.worth, sign=True)]
