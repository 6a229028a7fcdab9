"""Who comes to a room: passes given, kept, taken back and given other seats; and people who raise cards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from game.classroom import seating
from game.classroom.jobs import MOST_LIKES
from game.classroom.outside import Outside
from game.classroom.register import Register, keep
from game.classroom.roster import Roster
from game.classroom.seating import PEOPLE_A_SEAT
from game.classroom.tokens import CARDS, DELEGATE, ROLES, Pass, hash_of
from game.scenario.load import Loaded
from game.table.decisions import Refused
from game.telling.words import LANGUAGES

MOST_PASSES: Final = 400
LONGEST_NAME: Final = 40
DRAWN: Final = "draw"  # in the place of a seat: the room chooses


class Guests:
    """The people of one room. What changes is on disk before it holds."""

    def __init__(self, folder: Path, register: Register, loaded: Loaded, outside: Outside) -> None:
        """Know the people whom a register names."""
        self.register = register
        self._folder, self._allies, self._outside = folder, loaded.scenario.ally, outside
        self.roster = Roster(register.passes.values())

    def pass_of(self, token: str) -> Pass | None:
        """Return what a token stands for."""
        return self.register.passes.get(hash_of(token))

    def join(self, role: str, seat: str, name: str, language: str, likes: object = ()) -> str | Refused:
        """Return a new token, kept before it is given; `likes` are as somebody sent them."""
        liked = seating.known(likes, MOST_LIKES)
        if seat == DRAWN and role == DELEGATE:
            seat = seating.drawn(self._allies, self.roster.likes(), liked, self._outside.draw)
        refused = self._check_join(role, seat)
        if refused:
            return refused
        token = self._outside.text()
        name = "".join(letter for letter in name if letter.isprintable()).strip()[:LONGEST_NAME]
        given = Pass(self._outside.text()[:12], role, seat if role == DELEGATE else "", name, language, liked)
        return self._keep({**self.register.passes, hash_of(token): given}) or token

    def dismiss(self, key: str) -> Refused | None:
        """Take back a pass."""
        left = self._without(key)
        if len(left) == len(self.register.passes):
            return Refused("no_pass", "nobody of that name is in the room")
        return self._keep(left)

    def swap(self, one: str, other: str, seat: str) -> Refused | None:
        """Let two people change seats, by the keys of their passes; the first gets `seat`, which the other has until then."""
        first, second = self.roster.delegate(one), self.roster.delegate(other)
        if first and first.seat == seat:
            return None  # sent again
        if not first or not second or second.seat != seat:
            return Refused("no_pass", "nobody of that name is in the room")
        # Each takes the other's place, so that the jobs of those who stay are as they were.
        exchanged = {one: replace(second, seat=first.seat), other: replace(first, seat=second.seat)}
        hashed = {each.key: mark for mark, each in self.register.passes.items()}
        return self._keep(
            {hashed[new.key]: new for each in self.register.passes.values() for new in (exchanged.get(each.key, each),)}
        )

    def move(self, key: str, seat: str) -> Refused | None:
        """Give somebody another seat."""
        found = self.roster.delegate(key)
        if not found:
            return Refused("no_pass", "nobody of that name is in the room")
        return (
            None if found.seat == seat else self._check_join(DELEGATE, seat) or self._keep(self._in_seats({key: seat}))
        )

    def fit(self) -> Refused | None:
        """Seat everybody anew by what they like."""
        people = [each for each in self.register.passes.values() if each.role == DELEGATE]
        cards = {seat: [()] for seat in self.roster.cards()}
        seats = seating.fitted(self._allies, [each.likes for each in people], self._outside.draw, cards)
        return self._keep(self._in_seats(dict(zip((each.key for each in people), seats, strict=True))))

    def seat_cards(self, seat: str, *, sits: bool) -> Refused | None:
        """Seat people without a device, or take them from a seat. Nobody holds the token of such a pass."""
        key = f"{CARDS}-{seat}"
        if not sits:
            return self._keep(self._without(key))
        given = Pass(key, CARDS, seat, "", LANGUAGES[0])
        return self._check_join(DELEGATE, seat) or self._keep(
            self._without(key) | {hash_of(self._outside.text()): given}
        )

    def store(self, changed: Register) -> Refused | None:
        """Write another register; only then does it hold."""
        try:
            keep(self._folder, changed)
        except OSError as error:
            why = error.strerror or str(error)
            return Refused("not_saved", why, about={"why": why})
        self.register, self.roster = changed, Roster(changed.passes.values())
        return None

    def _without(self, key: str) -> dict[str, Pass]:
        return {hashed: each for hashed, each in self.register.passes.items() if each.key != key}

    def _keep(self, passes: dict[str, Pass]) -> Refused | None:
        return self.store(replace(self.register, passes=passes))

    def _in_seats(self, seats: Mapping[str, str]) -> dict[str, Pass]:
        """Return the passes with some people in other seats, each as the last of its new delegation."""
        stay = {hashed: each for hashed, each in self.register.passes.items() if each.key not in seats}
        moved = {hashed: each for hashed, each in self.register.passes.items() if each.key in seats}
        return stay | {hashed: replace(each, seat=seats[each.key]) for hashed, each in moved.items()}

    def _check_join(self, role: str, seat: str) -> Refused | None:
        if role not in ROLES or len(self.register.passes) >= MOST_PASSES:
            return Refused("room_full", "the room is full")
        if role != DELEGATE:
            return None
        if seat not in self._allies:
            return Refused("no_seat", "there is no such seat")
        if self.roster.people.get(seat, 0) >= PEOPLE_A_SEAT:
            return Refused("seat_full", "that delegation is complete", about={"most": PEOPLE_A_SEAT, "seat": seat})
        return None
