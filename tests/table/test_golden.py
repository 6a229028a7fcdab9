"""Golden playthroughs: every seat's view, its menu included, at every step of one game of each scenario.

Every view is pinned by a digest; three seats are written out, the first time in full and then what changed. A change of
behaviour shows here line by line. To accept one: `pytest tests/table --regenerate-golden`, and read the difference.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from hashlib import sha256
from pathlib import Path

import pytest

from game.rules import state as s
from game.scenario.load import load
from game.table import decisions as d
from game.table.play import settle_next
from game.table.position import Position, begin
from game.table.view_parts import plain
from game.table.views import FacilitatorView, PublicView, SeatView, facilitator_view, public_view, seat_view

from .conftest import SCENARIOS

GOLDEN = Path(__file__).parents[1] / "golden"
PLAYED = ("first_session", "galati")
SEED = "golden"


def flat(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every leaf of a view with its path."""
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from flat(each, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and value:
        for k, each in enumerate(value):
            yield from flat(each, f"{path}[{k}]")
    else:
        yield path, json.dumps(value, ensure_ascii=False)


def changes(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for path in before:
        if path not in after:
            yield f"    - {path}"
    for path, value in after.items():
        if before.get(path) != value:
            yield f"    {path} = {value}"


def written_out(position: Position) -> tuple[str, ...]:
    """Return the three seats to write out: the struck ally, the last featured one, the chair."""
    allies = position.loaded.scenario.ally
    struck = next(seat for seat, ally in allies.items() if ally.struck)
    return (struck, [seat for seat, ally in allies.items() if ally.featured and seat != struck][-1], d.CHAIR)


def beside(public: PublicView, view: SeatView | FacilitatorView) -> dict[str, object]:
    """Return what a view holds beside the public one, which all share and which is pinned once."""
    assert view.public == public
    return {each.name: plain(getattr(view, each.name)) for each in fields(view) if each.name != "public"}


def digest(view: dict[str, object]) -> str:
    return sha256(json.dumps(view, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def playthrough(name: str) -> Iterator[str]:
    """Yield the lines of a golden file."""
    position = begin(load(SCENARIOS / f"{name}.toml"), SEED, {})
    shown: dict[str, dict[str, str]] = {seat: {} for seat in ("public", *written_out(position))}
    yield f"{name}, seed {SEED!r}, the model in every seat; written by tests/table/test_golden.py"
    while True:
        yield f"\n== moment {position.moment}, {s.PHASES[position.phase]}"
        public = public_view(position)
        in_public = plain(public)
        views = {seat: beside(public, seat_view(position, seat, public)) for seat in position.lexicon.seats}
        pinned = [f"{seat} {digest(view)}" for seat, view in views.items()]
        yield f"  public {digest(in_public)}  facilitator {digest(beside(public, facilitator_view(position)))}"
        for k in range(0, len(pinned), 6):
            yield "  " + "  ".join(pinned[k : k + 6])
        for seat, before in shown.items():
            yield f"  {seat} sees"
            shown[seat] = dict(flat(in_public if seat == "public" else views[seat]))
            yield from changes(before, shown[seat])
        if position.phase == s.OVER:
            return
        for entry in settle_next(position):
            yield f"  > {entry.text}"


@pytest.mark.parametrize("name", PLAYED)
def test_a_golden_game_is_seen_as_it_was(name: str, regenerate: bool) -> None:
    file = GOLDEN / f"{name}.txt"
    now = "\n".join(playthrough(name)) + "\n"
    if regenerate:
        file.write_text(now, "utf-8", newline="\n")
    was = file.read_text("utf-8").split("\n")
    for number, (old, new) in enumerate(zip(was, now.split("\n"), strict=False), 1):
        assert new == old, f"{file.name}:{number}"
    assert len(was) == len(now.split("\n"))


def test_every_scenario_has_a_golden_game() -> None:
    assert {path.stem for path in SCENARIOS.glob("*.toml")} == set(PLAYED)
