"""A text that is being written, against a plain model of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.desktop.widgets.editing import Editing

STEPS = st.one_of(
    st.tuples(st.just("insert"), st.text(max_size=6)),
    st.tuples(st.just("delete"), st.sampled_from([-1, 1])),
    st.tuples(st.just("move"), st.integers(-2, 40)),
    st.tuples(st.just("select"), st.integers(-2, 40)),
)


@given(st.lists(STEPS, max_size=30))
def test_it_is_what_a_list_of_letters_would_be(steps: list[tuple[str, object]]) -> None:
    editing, letters, caret, anchor = Editing(most=1000), list[str](), 0, 0
    for kind, what in steps:
        if kind in ("move", "select") and isinstance(what, int):
            editing.move(what, selects=kind == "select")
            caret = min(max(what, 0), len(letters))
            anchor = anchor if kind == "select" else caret
        elif kind == "insert" and isinstance(what, str):
            editing.insert(what)
            low, high = sorted((caret, anchor))
            letters[low:high] = what
            caret = anchor = low + len(what)
        elif isinstance(what, int):
            editing.delete(what)
            low, high = sorted((caret, anchor))
            if low == high:
                low, high = max(min(caret, caret + what), 0), min(max(caret, caret + what), len(letters))
            del letters[low:high]
            caret = anchor = low
        assert (editing.text, editing.caret, editing.anchor) == ("".join(letters), caret, anchor)


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=10))
def test_undo_goes_back_step_by_step(parts: list[str]) -> None:
    editing, before = Editing(most=1000), list[str]()
    for part in parts:
        before.append(editing.text)
        editing.insert(part)
    for text in reversed(before):
        editing.undo()
        assert editing.text == text


@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 20))
def test_it_never_grows_over_its_limit(first: str, second: str, most: int) -> None:
    editing = Editing(most=most)
    editing.insert(first)
    editing.insert(second)
    assert editing.text == (first + second)[:most]


def test_words_are_jumped_over() -> None:
    editing = Editing("one two  three", caret=4, anchor=4)
    assert (editing.word(1), editing.word(-1)) == (9, 0)
    assert Editing("one", caret=3, anchor=3).word(1) == 3
