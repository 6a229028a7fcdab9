"""A file of the kit: sheets of A4, one after the other, in a page without network and script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.debrief.markup import Html, el, joined
from game.printing.kit import FOLDER, Kit


def sheet(*inside: str, kind: str = "") -> Html:
    """Return one sheet of paper; what does not fit goes on overleaf."""
    return el("section", *inside, class_=f"sheet {kind}".strip())


def html_of(kit: Kit, heading: str, sheets: Iterable[str]) -> str:
    """Return a whole file under its heading, which is seen on the screen and not printed."""
    title = kit.say("page.title", what=heading, title=kit.title())
    head = [
        Html('<meta charset="utf-8"/>'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1"/>'),
        el("title", title),
        el("style", Html((FOLDER / "style.css").read_text(encoding="utf-8"))),
    ]
    top = el("header", el("h1", title), class_="screen")
    whole = el("html", el("head", *head), "\n", el("body", top, el("main", *sheets)), lang=kit.words.language)
    return "<!DOCTYPE html>\n" + whole + "\n"


def facts(rows: Iterable[tuple[str, str]]) -> Html:
    """Return lines with what each is called; nothing for one that is empty."""
    said = [joined([el("dt", name), el("dd", says)]) for name, says in rows if says]
    return el("dl", *said) if said else Html()


def grid(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> Html:
    """Return a table with lines to write between; the first column names each row."""
    top = el("thead", el("tr", *(el("th", each, scope="col") for each in head)))
    body = [el("tr", el("th", row[0], scope="row"), *(el("td", each) for each in row[1:])) for row in rows]
    return el("table", el("caption", caption), top, el("tbody", *body), class_=kind or "grid")


def cut(kit: Kit) -> Html:
    """Return a line to cut along."""
    return el("p", kit.say("line.cut"), class_="cut")


def fold(kit: Kit) -> Html:
    """Return a line to fold along."""
    return el("p", kit.say("line.fold"), class_="cut fold")


def to_fill(label: str, lines: int = 1) -> Html:
    """Return a label with empty lines to write on."""
    return el("div", el("span", label), *(el("i", "") for _ in range(lines)), class_="fill")
