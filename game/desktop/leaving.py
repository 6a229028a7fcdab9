"""The question before a game that is not kept is lost."""

from __future__ import annotations

from collections.abc import Callable

from game.desktop.widgets.root import Root, asked
from game.lab.words import Words


def ask_to_leave(root: Root, words: Words, why: str, leave: Callable[[], object]) -> None:
    """Ask, and leave where that is the answer."""
    say = words.say

    def go() -> None:
        root.close()
        leave()

    answers: list[tuple[str, Callable[[], object]]] = [(say("note.stay"), root.close), (say("note.leave"), go)]
    told = say("note.unkept", why=why.removesuffix("."))
    asked(root, say("note.unkept_title"), told, answers, cancel=root.close)
