"""Pieces of a page: elements with their text escaped, and tables and figures that a screen reader can walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape


class Html(str):
    """Text that is markup already and goes into a page as it stands."""

    __slots__ = ()


def el(name: str, *inside: str, **attributes: str | int) -> Html:
    """Return an element; what is not markup yet is escaped. `class_` is `class`, and `_` in a name a dash."""
    given = "".join(f' {_attribute(key)}="{escape(str(value))}"' for key, value in attributes.items())
    return Html(f"<{name}{given}>{joined(inside)}</{name}>")


def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def joined(inside: Iterable[str]) -> Html:
    """Return pieces one after the other, escaped where they are not markup."""
    return Html("".join(each if isinstance(each, Html) else escape(each) for each in inside))


def paragraphs(lines: Iterable[str], **attributes: str | int) -> Html:
    """Return each line as a paragraph."""
    return joined(el("p", line, **attributes) for line in lines)


def bullets(lines: Iterable[str], **attributes: str | int) -> Html:
    """Return lines as a list; nothing for no line."""
    items = [el("li", line) for line in lines]
    return el("ul", *items, **attributes) if items else Html()


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> Html:
    """Return a table whose first column names each row; `kind` is "figures", "prose" or "".

    A table can be scrolled sideways on a small screen, by the keyboard too.
    """
    top = el("thead", el("tr", *(el("th", each, scope="col") for each in head)))
    body = [el("tr", el("th", row[0], scope="row"), *(el("td", each) for each in row[1:])) for row in rows]
    whole = el("table", el("caption", caption), top, el("tbody", *body), **({"class_": kind} if kind else {}))
    return el("div", whole, class_="wide", tabindex="0", role="group", aria_label=caption)


def figure(picture: Html, caption: str, *more: str) -> Html:
    """Return a picture with its caption, and what belongs under it."""
    return el("figure", picture, el("figcaption", caption), *more)


def section(key: str, heading: str, *inside: str) -> Html:
    """Return a section of the page under a heading of the second level."""
    return el("section", el("h2", heading, id=f"{key}-h"), *inside, id=key, aria_labelledby=f"{key}-h")
