"""The page's fourth part: forecasts and beliefs scored, what each seat knew, and what of it was real."""

from __future__ import annotations

from collections.abc import Sequence

from game.debrief.facts_weighed import ForecastTold, Known
from game.debrief.markup import Html, el, joined, table
from game.debrief.page import Page
from game.debrief.page_happened import Part
from game.telling.words import sentence

BIN = 20  # per cent: forecasts are gathered so wide for calibration
ENOUGH = 10  # forecasts, below which calibration says nothing


def forecasts(page: Page) -> Part:
    """Return the forecasts of people, then the beliefs of the capitals, each with its Brier score."""
    inside = [*(_given(page) or [el("p", page.say("forecasts.nobody"))]), *_beliefs(page)]
    return "forecasts", page.say("heading.forecasts"), joined(inside)


def _given(page: Page) -> list[Html]:
    told = page.facts.forecasts
    if not told:
        return []
    head = [page.say(f"forecasts.{key}") for key in ("seat", "n", "brier", "model")]
    rows = []
    for seat in dict.fromkeys(each.seat for each in told):
        mine = [each for each in told if each.seat == seat]
        rows.append([page.seat(seat), str(len(mine)), _mean(page, [each.score for each in mine]), _model(page, mine)])
    parts = [
        el("p", page.say("forecasts.intro")),
        table(page.say("forecasts.table"), head, rows, "figures"),
        _each(page, told),
    ]
    return [*parts, _calibration(page, told)] if len(told) >= ENOUGH else parts


def _each(page: Page, told: Sequence[ForecastTold]) -> Html:
    head = [page.say(f"forecasts.{key}") for key in ("seat_round", "question", "said", "model_said", "came", "brier")]
    rows = []
    for each in sorted(told, key=lambda each: (each.round, each.question, each.seat)):
        asks = page.loaded.scenario.question[each.question].asks
        rows.append(
            [
                page.say("forecasts.at", seat=page.seat(each.seat), n=each.round),
                page.names.author(f"question.{each.question}.asks", asks),
                page.say("page.percent", n=each.percent),
                page.say("page.percent", n=round(each.model / 10)) if each.model >= 0 else "",
                page.say("page.yes" if each.happened else "page.no"),
                page.brier(each.score),
            ]
        )
    return table(page.say("forecasts.each"), head, rows)


def _model(page: Page, told: Sequence[ForecastTold]) -> str:
    """Return what the model would have scored on the same questions, "" where it was not asked."""
    if any(each.model < 0 for each in told):
        return ""
    return _mean(page, [(each.model - 1000 * each.happened) ** 2 // 1000 for each in told])


def _mean(page: Page, scores: Sequence[int]) -> str:
    return page.brier(round(sum(scores) / max(len(scores), 1)))


def _calibration(page: Page, told: Sequence[ForecastTold]) -> Html:
    head = [page.say(f"forecasts.{key}") for key in ("bin", "n", "mean", "share")]
    rows = []
    for low in range(0, 100, BIN):
        mine = [each for each in told if min(each.percent // BIN * BIN, 100 - BIN) == low]
        if mine:
            mean = round(sum(each.percent for each in mine) / len(mine))
            came = round(100 * sum(each.happened for each in mine) / len(mine))
            told_bin = page.say("forecasts.from_to", low=low, high=low + BIN)
            cells = [str(len(mine)), page.say("page.percent", n=mean), page.say("page.percent", n=came)]
            rows.append([told_bin, *cells])
    return table(page.say("forecasts.calibration"), head, rows, "figures")


def _beliefs(page: Page) -> list[Html]:
    known = page.facts.known
    if not known:
        return []
    head = [page.say("forecasts.seat"), *(page.say("forecasts.round", n=each.round) for each in alike(known)[0][1])]
    rows = [
        [
            sentence(page.seats(seats)),
            *(
                page.say("forecasts.belief", n=round(each.true_type_chance / 10), score=page.brier(each.type_score))
                for each in mine
            ),
        ]
        for seats, mine in alike(known)
    ]
    return [
        el("h3", page.say("forecasts.beliefs")),
        el("p", page.say("forecasts.of_model")),
        table(page.say("forecasts.beliefs_table"), head, rows, "figures"),
    ]


# What each seat knew. ------------------------------------------------------------------------------------------------


def knew(page: Page) -> Part:
    """Return for each seat, round by round, what it took to be so, beside the truth."""
    facts = page.facts
    kind = page.loaded.scenario.adversary.type[facts.reveal.type]
    name = page.names.author(f"adversary.type.{facts.reveal.type}.name", kind.name)
    truth = page.say("knew.truth", type=name, cause=page.game.say(f"real_cause.{facts.reveal.cause}"))
    inside = [el("p", page.say("knew.intro")), el("p", truth, class_="note")]
    for seats, mine in alike(facts.known):
        inside += [el("h3", sentence(page.seats(seats))), _knew(page, mine)]
    return "knew", page.say("heading.knew"), joined([*inside, _private(page)])


def alike(known: Sequence[Known]) -> list[tuple[tuple[str, ...], list[Known]]]:
    """Return seats that took the same to be so in every round, each group with the rounds of its first seat."""
    by_seat = {seat: [each for each in known if each.seat == seat] for seat in dict.fromkeys(k.seat for k in known)}
    groups: dict[tuple[object, ...], list[str]] = {}
    for seat, mine in by_seat.items():
        groups.setdefault(tuple(_belief(each) for each in mine), []).append(seat)
    return [(tuple(seats), by_seat[seats[0]]) for seats in groups.values()]


def _belief(each: Known) -> tuple[object, ...]:
    return each.round, each.type, each.type_chance, each.true_type_chance, each.cause, each.cause_chance


def _knew(page: Page, mine: Sequence[Known]) -> Html:
    head = [page.say(f"knew.{key}") for key in ("round", "type", "type_true", "cause", "cause_true")]
    rows = []
    for each in mine:
        kind = page.loaded.scenario.adversary.type[each.type].name
        name = page.names.author(f"adversary.type.{each.type}.name", kind)
        cause = page.game.say(f"real_cause.{each.cause}")
        rows.append(
            [
                page.say("knew.in_round", n=each.round),
                page.say("knew.likely", what=name, n=round(each.type_chance / 10)),
                page.say("page.percent", n=round(each.true_type_chance / 10)),
                page.say("knew.likely", what=cause, n=round(each.cause_chance / 10)),
                page.say("page.percent", n=round(each.true_cause_chance / 10)),
            ]
        )
    return table(page.say("knew.table"), head, rows)


def _private(page: Page) -> Html:
    told = [each for each in page.facts.reveal.news if each.to]
    if not told:
        return el("p", page.say("knew.all_heard"))
    head = [page.say(f"reveal.{key}") for key in ("news", "heard", "truth")]
    rows = [
        [
            page.names.author(f"inject.{each.key}.says", page.loaded.scenario.inject[each.key].says),
            page.say("reveal.in_round", n=each.round, seats=page.seats(each.to)),
            page.say(f"truth.{each.truth}"),
        ]
        for each in told
    ]
    return joined([el("h3", page.say("knew.some")), table(page.say("knew.some_table"), head, rows, "prose")])


# Beside the precedents. ----------------------------------------------------------------------------------------------


def precedents(page: Page) -> Part:
    """Return what history did beside what this game did, and what in it the source material states."""
    courses, real = _courses(page), _real(page)
    inside = [each for each in (courses, real) if each]
    if not inside:
        return "precedents", "", Html()
    return "precedents", page.say("heading.precedents"), joined(inside)


def _courses(page: Page) -> Html:
    history = page.loaded.scenario.history
    if history is None or not page.facts.courses:
        return el("p", page.say("precedents.no_history"))
    head = [page.say(f"precedents.{key}") for key in ("course", "then", "here", "often")]
    rows = []
    for each in page.facts.courses:
        course = history.course[each.which]
        path = f"history.course.{each.which}"
        then = page.names.author(f"{path}.says", course.says)
        often = page.say("precedents.of", n=each.hits, of=each.of)
        rows.append(
            [
                page.names.author(f"{path}.asks", course.asks),
                page.say("precedents.was", answer=page.say("page.yes" if each.happened else "page.no"), says=then),
                page.say("page.yes" if each.here else "page.no"),
                often,
            ]
        )
    says = page.names.author("history.says", history.says)
    return joined([el("p", says), table(page.say("precedents.table"), head, rows, "prose")])


def _real(page: Page) -> Html:
    rows = [
        [_real_name(page, each.kind, each.key), page.say(f"mark.{each.mark}"), each.source] for each in page.facts.real
    ]
    if not rows:
        return Html()
    head = [page.say(f"precedents.{key}") for key in ("what", "mark", "source")]
    heading = el("h3", page.say("precedents.real"))
    return joined(
        [
            heading,
            el("p", page.say("precedents.real_intro")),
            table(page.say("precedents.sources"), head, rows, "prose"),
        ]
    )


def _real_name(page: Page, kind: str, key: str) -> str:
    if kind == "measure":
        return page.names.measure(key)
    if kind == "inject":
        return page.names.author(f"inject.{key}.says", page.loaded.scenario.inject[key].says)
    reply = page.loaded.scenario.adversary.reply[key]
    return page.names.author(f"adversary.reply.{key}.name", reply.name)
