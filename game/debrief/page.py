"""The page: one HTML file that needs no network and no script, in the order in which a hot wash talks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.debrief.facts import Debrief
from game.debrief.markup import Html, el, joined, section
from game.scenario.load import Loaded
from game.telling.naming import Naming
from game.telling.teller import Teller
from game.telling.words import Spoken, points, sentence, signed, words_in

FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    """What every section is written from: the facts, the scenario, the words of the debrief and those of the game."""

    facts: Debrief
    loaded: Loaded
    words: Spoken
    game: Spoken

    @property
    def names(self) -> Naming:
        """Return what the things of the scenario are called."""
        return Naming(self.loaded.scenario, self.game)

    def teller(self) -> Teller:
        """Return a teller that has told nothing yet."""
        return Teller(self.loaded, self.game)

    def say(self, key: str, /, **values: object) -> str:
        """Return a line of the debrief's own table."""
        return self.words.say(key, **values)

    def level(self, value: int) -> str:
        """Return a level of a track as people see it, in the language's figures."""
        return self.game.say("number.plain", figure=points(value))

    def moved(self, value: int) -> str:
        """Return a change of a track with its sign."""
        return self.game.say("number.plain", figure=signed(value))

    def seats(self, keys: tuple[str, ...]) -> str:
        """Return seats as a list, "-" for none."""
        return self.names.seats(keys) if keys else self.say("page.nobody")

    def seat(self, key: str) -> str:
        """Return a seat as a heading has it."""
        return sentence(self.names.seat(key))


def page_for(facts: Debrief, loaded: Loaded, language: str = "") -> Page:
    """Return a page to write on in one language."""
    return Page(facts, loaded, words_in(language, FOLDER), words_in(language))


def html_of(page: Page) -> str:
    """Return the whole file."""
    from game.debrief.page_happened import chronicle, happened, revealed
    from game.debrief.page_why import why

    title = page.say("page.title", title=page.names.author("scenario.title", page.loaded.scenario.scenario.title))
    sections = [happened(page), revealed(page), why(page), chronicle(page)]
    written = [(key, heading, inside) for key, heading, inside in sections if inside]
    links = [el("li", el("a", heading, href=f"#{key}")) for key, heading, _ in written]
    body = [
        el("a", page.say("page.skip"), href="#content", class_="skip"),
        el("header", el("h1", title), *_opening(page)),
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
