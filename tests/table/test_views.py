"""Views are allow-lists: the truth and the other capitals change no byte of what a seat, or the room, sees."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from game.rules import state as s
from game.scenario.load import Loaded, load
from game.table.events import EVENTS, PUBLIC
from game.table.play import settle_next
from game.table.position import Position, begin, copied
from game.table.table import Table
from game.table.view_parts import CHANCES, chance_word
from game.table.views import facilitator_view, public_view, seat_view

from .conftest import SCENARIOS


def moments(loaded: Loaded, seed: str) -> Iterator[Position]:
    """Play a game with persons everywhere who leave it to the model, and yield each moment."""
    position = begin(loaded, seed, {})
    while position.phase != s.OVER:
        yield position
        settle_next(position)
    yield position


def seen(view: object) -> str:
    return json.dumps(view.to_dict(), sort_keys=True, ensure_ascii=False)  # type: ignore[attr-defined]


def with_other_secrets(position: Position, keep: int, luck: np.random.Generator) -> Position:
    """Return a position in which all that one seat must not know is otherwise."""
    other = copied(position)
    for table in (other.state.own, other.state.pair, other.state.truth):
        noise = luck.integers(-3, 40, table.shape)
        if table is other.state.truth:
            table[:] = noise
        else:
            kept = table[keep].copy() if keep < len(table) else None
            table[:] = noise
            if kept is not None:
                table[keep] = kept
    other.seed, other.game = (1, 2), 7
    return other


@pytest.mark.parametrize("name", ["first_session", "galati"])
def test_the_truth_and_other_capitals_change_no_byte_of_a_seats_view(name: str) -> None:
    luck = np.random.default_rng(5)
    for moment, position in enumerate(moments(load(SCENARIOS / f"{name}.toml"), "secrets")):
        public = public_view(position)
        seats = position.lexicon.seats
        for row in {moment % len(seats), (moment * 7 + 3) % len(seats), len(seats) - 1, len(seats) - 2}:
            held = copied(position)
            held.holders[seats[row]] = "person"
            other = with_other_secrets(held, row, luck)
            assert seen(public_view(other)) == seen(public)
            assert seen(seat_view(other, seats[row])) == seen(seat_view(held, seats[row]))


def test_the_facilitator_sees_what_seats_do_not(first: Loaded) -> None:
    position = begin(first, "x", {})
    other = copied(position)
    other.state.truth[s.TYPE_DRAWN] = (other.state.truth[s.TYPE_DRAWN] + 1) % first.book.type.shape[0]
    assert seen(facilitator_view(other)) != seen(facilitator_view(position))


def test_no_view_holds_the_seed_or_a_digest(first: Loaded, play_on: Callable[[Table, int], None]) -> None:
    table = Table.new(first, "a very particular seed", {"EE": "person"})
    play_on(table, 9)
    for view in (table.seat_view("EE"), table.public_view(), table.facilitator_view()):
        text = seen(view)
        assert "particular" not in text
        assert all(line.digest not in text for line in table.lines)
        assert all(str(part) not in text for part in table.position.seed)


def test_news_reaches_only_whom_it_is_for(first: Loaded) -> None:
    told = 0
    for n in range(20):
        for position in moments(first, f"news {n}"):
            for a, seat in enumerate(position.lexicon.allies):
                for news in seat_view(position, seat).news:
                    to = first.scenario.inject[news.key].to
                    told += to != "all"
                    assert to == "all" or seat in to, (a, news)
            if position.phase != s.OVER:
                break
    for position in moments(first, "news"):
        last = position
    for event in last.record:
        if event.kind == "inject":
            to = first.scenario.inject[str(event.data["inject"])].to
            assert (event.audience == PUBLIC) == (to == "all")


def test_views_are_plain_values(first: Loaded) -> None:
    for position in moments(first, "plain"):
        for seat in position.lexicon.seats:
            view = seat_view(position, seat).to_dict()
            assert json.loads(json.dumps(view)) == view
        json.dumps(facilitator_view(position).to_dict())


def test_there_is_no_view_of_a_seat_that_is_none(first: Loaded) -> None:
    with pytest.raises(KeyError):
        seat_view(begin(first, "x", {}), "XX")


def test_answers_stay_sealed_until_all_are_in(first: Loaded, speak: Callable[..., object]) -> None:
    table = Table.new(first, "sealed", dict.fromkeys(first.scenario.ally, "person"))
    while table.position.phase != s.ANSWER:
        speak(table, table.awaited()[0])
    first_seat, second = table.awaited()[:2]
    before = seen(table.seat_view(second))
    assert not isinstance(table.apply(table.read(f"{first_seat} statement")), str)  # type: ignore[arg-type]
    assert seen(table.seat_view(second)) == before
    assert table.seat_view(first_seat).sealed == (f"{first_seat} statement",)
    assert table.public_view().answers == {}


def test_chances_have_words() -> None:
    assert [chance_word(percent) for percent in (0, 5, 6, 50, 100)] == [
        "almost_no_chance",
        "almost_no_chance",
        "very_unlikely",
        "roughly_even_chance",
        "almost_certain",
    ]
    assert CHANCES[-1][0] == 100


def test_every_event_has_a_sentence_in_the_register() -> None:
    assert all(EVENTS.values())
