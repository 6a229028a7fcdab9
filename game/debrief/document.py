"""The file: all parts of a debrief in the order in which a hot wash talks, in one page without network and script."""

from __future__ import annotations

from collections.abc import Sequence

from game.debrief.markup import Html, el, joined, section
from game.debrief.page import FOLDER, Page
from game.debrief.page_happened import Part, chronicle, happened, revealed
from game.debrief.page_if import shares, what_if
from game.debrief.page_known import forecasts, knew, precedents
from game.debrief.page_talk import questions, records
from game.debrief.page_why import why


def html_of(page: Page) -> str:
    """Return the whole file of a debrief."""
    parts = (happened, revealed, why, what_if, shares, forecasts, knew, precedents, questions, records, chronicle)
    title = page.say("page.title", title=page.names.author("scenario.title", page.loaded.scenario.scenario.title))
    return file_of(page, title, _opening(page), [part(page) for part in parts])


def file_of(page: Page, title: str, opening: Sequence[Html], sections: Sequence[Part]) -> str:
    """Return a whole file of sections, those left out that say nothing."""
    written = [(key, heading, inside) for key, heading, inside in sections if inside]
    links = [el("li", el("a", heading, href=f"#{key}")) for key, heading, _ in written]
    body = [
        el("a", page.say("page.skip"), href="#content", class_="skip"),
        el("header", el("h1", title), *opening),
        el("nav", el("ol", *links), aria_label=page.say("page.contents")),
        el("main", *(section(key, heading, inside) for key, heading, inside in written), id="content"),
        el("footer", el("p", _fiction(page))),
    ]
    head = [
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        el("title", title),
        el("style", Html((FOLDER / "style.css").read_text(encoding="utf-8"))),
    ]
    whole = el("html", el("head", *head), "\n", el("body", *body), lang=page.words.language)
    return "<!DOCTYPE html>\n" + whole + "\n"


def _fiction(page: Page) -> str:
    return page.names.author("scenario.fiction", page.loaded.scenario.scenario.fiction)


def _opening(page: Page) -> list[Html]:
    about = page.facts.about
    key = about.ending
    lines = []
    if key:
        told = page.loaded.scenario.ending[key]
        name = page.names.author(f"ending.{key}.name", told.name)
        says = page.names.author(f"ending.{key}.says", told.says)
        lines.append(el("p", el("strong", name), " ", says, class_="ending"))
    else:
        lines.append(el("p", page.say("page.no_ending" if about.over else "page.not_over"), class_="ending"))
    people = page.say("page.people", n=len(about.people), seats=page.seats(about.people))
    lines.append(el("p", people if about.people else page.say("page.no_people")))
    if about.fell:
        lines.append(el("p", page.say("page.fell", seats=page.seats(about.fell))))
    lines.append(el("p", page.say("page.seed", seed=about.seed, rules=about.rules), class_="small"))
    return [joined(lines)]
