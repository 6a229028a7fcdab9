"""The README's pictures show what is worth showing, and fetch nothing; `make_screenshots.py` draws them."""

from __future__ import annotations

import re

from game.telling.words import words_in
from tests.terminal.make_screenshots import LONGEST, answer_in, drawn, text_in

WORDS = words_in()
TOLD = """\
A text: Poland (29 May)
- Greece
  brackets.
- Revision by Poland: nothing. Under silence again until noon.
- Adopted. Nobody broke the silence. The Council
  condemns."""
ASKED = f"{WORDS.say('phase.answer')}\nIn all it is worth -3 to you. That falls\nshort of it."


def test_a_text_is_shown_that_was_bracketed_revised_and_adopted() -> None:
    assert text_in(f"News\n- None.\n\n{TOLD}\n\nAftermath", WORDS) == TOLD
    for line in ("brackets", "Revision by", "Adopted."):
        assert text_in(TOLD.replace(line, "-"), WORDS) == ""
    assert text_in(TOLD + LONGEST * "\n- And so on.", WORDS) == ""
    assert text_in(TOLD.replace("A text", "News"), WORDS) == ""


def test_a_seat_is_shown_where_it_cannot_live_with_a_text() -> None:
    assert answer_in(f"Aftermath\n\n{ASKED}\n\n{TOLD}", WORDS) == ASKED
    assert answer_in(ASKED.replace("falls", "does not fall"), WORDS) == ""


def test_a_picture_holds_the_page_and_fetches_nothing() -> None:
    picture = drawn(TOLD, "main.py play", "silence")
    shown = picture.replace("&#160;", " ")
    assert all(line.strip() in shown for line in TOLD.splitlines())
    assert not re.search(r"https?://(?!www\.w3\.org/)", picture)
    assert picture == drawn(TOLD, "main.py play", "silence")
