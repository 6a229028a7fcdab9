"""Who is in a room: passes given, kept and taken back, delegations with their jobs, and people who raise cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from game.classroom import seating
from game.classroom.jobs import MOST_LIKES, jobs_of
from game.classroom.outside import Outside
from game.classroom.register import Register, keep
from game.classroom.tokens import CARDS, DELEGATE, ROLES, Pass, hash_of
from game.scenario.load import Loaded
from game.table.decisions import Refused
from game.table.lines import sent_by
from game.telling.words import LANGUAGES

PEOPLE_A_SEAT: Final = 4  # a delegation
MOST_PASSES: Final = 400
LONGEST_NAME: Final = 40
DRAWN: Final = "draw"  # in the place of a seat: the room chooses


class Guests:
    """The people of one room. What changes is on disk before it holds."""

    def __init__(self, folder: Path, register: Register, loaded: Loaded, outside: Outside) -> None:
        """Know the people whom a register names."""
        self.register = register
        self._folder, self._allies, self._outside = folder, loaded.scenario.ally, outside
        self._seated: dict[str, dict[Pass, tuple[str, ...]]] | None = None
        self._by_key: dict[str, Pass] = {}
        self._keys, self._readers = frozenset[str](), tuple[str, ...]()

    def pass_of(self, token: str) -> Pass | None:
        """Return what a token stands for."""
        return self.register.passes.get(hash_of(token))

    def now(self, of: Pass) -> Pass | None:
        """Return a pass as it is now, perhaps for another seat; None where it was taken back."""
        self._delegations()
        return self._by_key.get(of.key)

    def people(self) -> dict[str, int]:
        """Return how many people each seat has."""
        return dict(Counter(each.seat for each in self.register.passes.values() if each.seat))

    def names(self) -> dict[str, list[str]]:
        """Return the names of the people of each seat."""
        named: dict[str, list[str]] = {}
        for each in self.register.passes.values():
            if each.seat and each.name:
                named.setdefault(each.seat, []).append(each.name)
        return named

    def readers(self) -> tuple[str, ...]:
        """Return the seats where somebody has a device."""
        self._delegations()
        return self._readers

    def keys(self) -> frozenset[str]:
        """Return the keys of those who sit in a seat with a device."""
        self._delegations()
        return self._keys

    def jobs(self, key: str) -> tuple[str, ...]:
        """Return the jobs of somebody in its delegation."""
        seated = self._delegations()
        return seated[self._by_key[key].seat][self._by_key[key]] if key in self._by_key else ()

    def name_of(self, client: str) -> str:
        """Return the name of whoever sent what a journal names a client of, "" where nobody here did."""
        self._delegations()
        key = sent_by(client, self._by_key)
        return self._by_key[key].name if key else ""

    def cards(self) -> tuple[str, ...]:
        """Return the seats whose people raise cards."""
        return tuple(each.seat for each in self.register.passes.values() if each.role == CARDS)

    def join(self, role: str, seat: str, name: str, language: str, likes: object = ()) -> str | Refused:
        """Return a new token, kept before it is given; `likes` are as somebody sent them."""
        liked = seating.known(likes, MOST_LIKES)
        if seat == DRAWN and role == DELEGATE:
            seat = seating.drawn(self._allies, self._likes(), liked, self._outside.draw)
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
        first, second = self._delegate(one), self._delegate(other)
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
        found = self._delegate(key)
        if not found:
            return Refused("no_pass", "nobody of that name is in the room")
        return (
            None if found.seat == seat else self._check_join(DELEGATE, seat) or self._keep(self._in_seats({key: seat}))
        )

    def fit(self) -> Refused | None:
        """Seat everybody anew by what they like."""
        people = [each for each in self.register.passes.values() if each.role == DELEGATE]
        seats = seating.fitted(self._allies, [each.likes for each in people], self._outside.draw)
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
        self.register, self._seated = changed, None
        return None

    def delegation(self, seat: str, present: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return who sits in a seat, with jobs by what they like, for the delegation itself."""
        mine = self._delegations().get(seat, {})
        return [
            {
                "key": each.key,
                "name": each.name,
                "jobs": own,
                "is_here": each.role == CARDS or present.get(each.key, 0) > 0,
            }
            for each, own in mine.items()
        ]

    def present(self, present: Mapping[str, int]) -> list[dict[str, Any]]:
        """Return who sits anywhere, for the teacher: name, seat, and whether a page of theirs is connected."""
        return [
            {
                "key": each.key,
                "name": each.name,
                "seat": each.seat,
                "is_here": each.role == CARDS or present.get(each.key, 0) > 0,
                "has_cards": each.role == CARDS,
                "likes": each.likes,
            }
            for each in self.register.passes.values()
            if each.seat
        ]

    def _without(self, key: str) -> dict[str, Pass]:
        return {hashed: each for hashed, each in self.register.passes.items() if each.key != key}

    def _keep(self, passes: dict[str, Pass]) -> Refused | None:
        return self.store(replace(self.register, passes=passes))

    def _delegate(self, key: str) -> Pass | None:
        return next((each for each in self.register.passes.values() if (each.key, each.role) == (key, DELEGATE)), None)

    def _in_seats(self, seats: Mapping[str, str]) -> dict[str, Pass]:
        """Return the passes with some people in other seats, each as the last of its new delegation."""
        stay = {hashed: each for hashed, each in self.register.passes.items() if each.key not in seats}
        moved = {hashed: each for hashed, each in self.register.passes.items() if each.key in seats}
        return stay | {hashed: replace(each, seat=seats[each.key]) for hashed, each in moved.items()}

    def _likes(self) -> dict[str, list[tuple[str, ...]]]:
        return {seat: [each.likes for each in there] for seat, there in self._delegations().items() if seat}

    def _check_join(self, role: str, seat: str) -> Refused | None:
        if role not in ROLES or len(self.register.passes) >= MOST_PASSES:
            return Refused("room_full", "the room is full")
        if role != DELEGATE:
            return None
        if seat not in self._allies:
            return Refused("no_seat", "there is no such seat")
        if self.people().get(seat, 0) >= PEOPLE_A_SEAT:
            return Refused("seat_full", "that delegation is complete", about={"most": PEOPLE_A_SEAT, "seat": seat})
        return None

    def _delegations(self) -> dict[str, dict[Pass, tuple[str, ...]]]:
        """Return who sits in each seat with their jobs, by the order in which they came; "" is who looks on."""
        if self._seated is None:
            there: dict[str, list[Pass]] = {}
            for each in self.register.passes.values():
                there.setdefault(each.seat, []).append(each)
            self._by_key = {each.key: each for each in self.register.passes.values()}
            delegates = [each for each in self.register.passes.values() if each.role == DELEGATE]
            self._keys = frozenset(each.key for each in delegates)
            self._readers = tuple(dict.fromkeys(each.seat for each in delegates))
            self._seated = {
                seat: dict(
                    zip(of, jobs_of([each.likes for each in of]), strict=True) if seat else dict.fromkeys(of, ())
                )
                for seat, of in there.items()
            }
        return self._seated
