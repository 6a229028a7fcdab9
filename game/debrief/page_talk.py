"""The page's last part: questions for the talk by learning objective, and what each seat did."""

from __future__ import annotations

from typing import Final

from game.debrief.facts_weighed import Asked, SeatRecord
from game.debrief.markup import Html, bullets, el, joined, table
from game.debrief.page import Page
from game.debrief.page_happened import Part

CRITERIA: Final = ("role", "craft", "evidence", "risk", "reflection")
LEVELS: Final = 4


def questions(page: Page) -> Part:
    """Return the questions that the game raises, under the objectives that they serve."""
    told = page.facts.questions
    inside = [el("p", page.say("questions.intro"))]
    for objective in page.facts.objectives:
        learning = page.loaded.scenario.learning[objective.key]
        says = page.names.author(f"learning.{objective.key}.says", learning.says)
        mine = [each for each in told if each.objective == objective.key]
        inside.append(el("h3", says))
        if not objective.exercised:
            inside.append(el("p", page.say("questions.not_exercised"), class_="small"))
        inside.append(
            bullets(asked(page, each) for each in mine) or el("p", page.say("questions.none"), class_="small")
        )
    rest = [each for each in told if not each.objective]
    if rest:
        inside += [el("h3", page.say("questions.rest")), bullets(asked(page, each) for each in rest)]
    return "questions", page.say("heading.questions"), joined(inside)


def asked(page: Page, question: Asked) -> str:
    """Return a question in words."""
    return page.say(f"ask.{question.key}", **{key: _value(page, key, each) for key, each in _filled(page, question)})


def _filled(page: Page, question: Asked) -> list[tuple[str, str | int | tuple[str, ...]]]:
    """Return what fills a question; where it has two texts, what turns the first into the second."""
    values = dict(question.values)
    if "draft" in values:
        teller, author = page.teller(), str(values["seat"])
        before, after = (teller.read(author, str(values.pop(key))) for key in ("draft", "text"))
        changes = list(teller.changes(before, after))
        values["changes"] = page.game.say("list.comma").join(changes) or page.game.say("list.none")
    return list(values.items())


def _value(page: Page, key: str, value: str | int | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return page.names.seats(value)
    if isinstance(value, int):
        return page.level(abs(value)) if key == "tenths" else str(value)
    scenario, names = page.loaded.scenario, page.names
    if key == "seat":
        return names.seat(value)
    if key in ("type", "truth"):
        return names.author(f"adversary.type.{value}.name", scenario.adversary.type[value].name)
    if key == "news":
        return names.author(f"inject.{value}.says", scenario.inject[value].says)
    if key == "reply":
        return names.author(f"adversary.reply.{value}.name", scenario.adversary.reply[value].name)
    return page.say(f"phase.{value}") if key == "phase" else value


# What each seat did. -------------------------------------------------------------------------------------------------


def records(page: Page) -> Part:
    """Return what each person's seat did; nothing where the model played alone."""
    told = page.facts.records
    if not told:
        return "records", "", Html()
    counts = list(told[0].counts)
    head = [page.say("records.seat"), page.say("records.decided"), *(page.say(f"records.{key}") for key in counts)]
    rows = [
        [
            page.seat(each.seat),
            page.say("records.part", n=each.decided, of=each.chances),
            *(str(count) for count in each.counts.values()),
        ]
        for each in told
    ]
    inside = [
        el("p", page.say("records.intro")),
        table(page.say("records.table"), head, rows, "figures"),
        *(_one(page, each) for each in told),
        el("h3", page.say("rubric.heading")),
        el("p", page.say("rubric.intro")),
        rubric(page),
    ]
    return "records", page.say("heading.records"), joined(inside)


def _one(page: Page, each: SeatRecord) -> Html:
    phases = [
        page.say("records.in_phase", phase=page.say(f"phase.{part.phase}"), n=part.decided, of=part.chances)
        for part in each.parts
    ]
    lines = [page.game.say("list.semicolon").join(phases)]
    if each.names:
        lines.insert(0, page.say("records.names", names=page.words.listed(each.names)))
    if each.forecasts:
        lines.append(page.say("records.forecasts", n=each.forecasts, score=page.brier(each.score)))
    if each.quiet:
        lines.append(page.say("records.quiet"))
    if each.quiet_rounds:
        rounds = page.words.listed([str(now) for now in each.quiet_rounds])
        lines.append(page.say("records.quiet_rounds", rounds=rounds))
    return joined([el("h3", page.seat(each.seat)), bullets(lines)])


def rubric(page: Page) -> Html:
    """Return a rubric to fill in: a line a criterion, four levels, and a column left free."""
    head = [page.say("rubric.criterion"), *(str(level) for level in range(1, LEVELS + 1)), page.say("rubric.seen")]
    rows = []
    for key in CRITERIA:
        levels = page.words.items(f"rubric.{key}_levels")
        rows.append([page.say(f"rubric.{key}"), *levels, ""])
    return table(page.say("rubric.table"), head, rows)
