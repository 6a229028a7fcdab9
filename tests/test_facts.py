"""Show that the facts of the source live in the rules of Galați, and not only in its texts.

Every fact names the line of the scenario that carries it. At least half of those lines are `mechanic`, and a mechanic is
reached: its measure is put on a paper, dealt, tabled or done; its news breaks; its reply comes; its round is played.
Everyday a few hundred compiled games; a soak plays ten thousand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.allies import record as r
from game.allies.compiled import Engine
from game.allies.many import Batch, play_many
from game.rules import state as s
from game.rules.luck import seed_key
from game.scenario import book as b
from game.scenario.load import load
from game.scenario.names import names_of
from game.scenario.schema import Scenario

GALATI = Path(__file__).parent.parent / "scenarios" / "galati.toml"
LOADED = load(GALATI)
NAMES = names_of(LOADED.scenario)
MECHANIC = "mechanic"


@cache
def written() -> dict[str, Any]:
    """Return the scenario as plain TOML."""
    with GALATI.open("rb") as file:
        return tomllib.load(file)


def facts() -> Iterator[tuple[str, str, str]]:
    """Yield (name, path, use) of every fact of the source and of every note about an ally."""
    for key, fact in written()["fact"].items():
        yield key, fact["path"], fact["use"]
    for key, ally in written()["ally"].items():
        for number, note in enumerate(ally.get("notes", ())):
            yield f"{key}.{number}", note["path"], note["use"]


def follow(path: str) -> Any:
    """Return what a key path leads to; raises KeyError or IndexError where it leads nowhere."""
    node: Any = written()
    for part in path.split("."):
        if isinstance(node, list):
            named = [each for each in node if isinstance(each, dict) and each.get("key") == part]
            node = named[0] if named else node[int(part)]
        else:
            node = node[part]
    return node


def test_show_9_every_fact_has_its_line() -> None:
    """Every line of a scenario is marked fact, reported or invented, with its source; every fact has its line."""
    lost = []
    for name, path, _ in facts():
        try:
            follow(path)
        except (KeyError, IndexError, ValueError):
            lost.append(f"{name}: {path}")
    assert not lost


def test_show_9_half_of_the_facts_are_mechanics() -> None:
    """At least half of the source's facts are read by a rule, not only told."""
    uses = [fact["use"] for fact in written()["fact"].values()]
    assert len(uses) >= 30
    assert 2 * uses.count(MECHANIC) >= len(uses)


def test_show_9_every_fact_has_a_source() -> None:
    """Fact or reported, and whence."""
    for name, fact in written()["fact"].items():
        assert fact["mark"] in ("fact", "reported"), name
        assert fact["source"].strip(), name


def mechanics() -> list[str]:
    """Return the paths that facts call mechanics, each once."""
    return sorted({path for _, path, use in facts() if use == MECHANIC})


class Seen:
    """What some games brought to light: which keys a rule read while they were played."""

    def __init__(self, scenario: Scenario, batch: Batch) -> None:
        out, book = batch.out, LOADED.book
        self.out = out
        played = [out[:, r.rounds_at() + k * self.round_width() + r.PLAYED].any() for k in range(len(NAMES.rounds))]
        self.rounds = {key for key, was in zip(NAMES.rounds, played, strict=True) if was}
        self.types = {NAMES.types[k] for k in np.unique(out[:, s.CLOCK_COLUMNS + r.TYPE])}
        self.replies = {NAMES.replies[k] for k in self.replied()}
        fired = out[:, r.injects_at(book) :][:, : len(NAMES.injects)].sum(axis=0)
        self.injects = {NAMES.injects[i] for i in np.flatnonzero(fired)}
        self.measures = self.put() | self.dealt(batch)
        answers = out[:, r.allies_at(book) :][:, : len(NAMES.allies) * r.ALLY_BLOCK].reshape(
            -1, len(NAMES.allies), r.ALLY_BLOCK
        )
        said = answers[:, :, r.SAID_SILENT : r.SAID_TIME + 1].sum(axis=(0, 2))
        self.allies = {key for key, times in zip(NAMES.allies, said, strict=True) if times}
        self.endings = set(scenario.ending)  # each is judged at the end of every round

    @staticmethod
    def round_width() -> int:
        return r.ROUND_TRACKS + len(NAMES.tracks)

    def replied(self) -> set[int]:
        """Return the replies that came."""
        found: set[int] = set()
        for k in range(len(NAMES.rounds)):
            at = r.rounds_at() + k * self.round_width()
            found |= {int(each) for each in np.unique(self.out[self.out[:, at + r.PLAYED] == 1, at + r.REPLIED])}
        return found

    def put(self) -> set[str]:
        """Return the measures that stood in a text under silence, were done by a nation, or were adopted."""
        block = self.out[:, r.measures_at(LOADED.book) :][:, : len(NAMES.measures) * r.MEASURE_BLOCK]
        table = block.reshape(-1, len(NAMES.measures), r.MEASURE_BLOCK)[:, :, [r.NAMED, r.ACTS_OF, r.LEVEL_AT_END]]
        return {NAMES.measures[m] for m in np.flatnonzero((table > 0).any(axis=(0, 2)))}

    @staticmethod
    def dealt(batch: Batch) -> set[str]:
        """Return the measures on the options paper, or in a hand, of some game's last round."""
        found: set[int] = set()
        state = s.new_state(LOADED.book)
        sizes = [table.size for table in s.tables(state)]
        paper_at = sum(sizes[:3])
        own_at = sum(sizes[:5])
        for row in batch.finals:
            measures = row[paper_at : paper_at + sizes[3]].reshape(state.public.measure.shape)
            hands = row[own_at : own_at + sizes[5]].reshape(state.own.shape)[:, s.HELD : s.HELD + s.HAND]
            found |= {int(m) for m in np.flatnonzero(measures[:, s.ON_PAPER])} | {
                int(m) for m in np.unique(hands) if m >= 0
            }
        return {NAMES.measures[m] for m in found}

    def reached(self, path: str) -> bool:
        """Tell whether the rules read what a path names: of a level, an effect or a trait, what it belongs to."""
        parts = path.split(".")
        if parts[0] == "adversary":
            return parts[2] in (self.types if parts[1] == "type" else self.replies)
        tables = {
            "measure": self.measures,
            "inject": self.injects,
            "round": self.rounds,
            "ally": self.allies,
            "ending": self.endings,
            "track": set(NAMES.tracks),  # each drifts, is settled and is read in every round
        }
        return parts[0] in tables and parts[1] in tables[parts[0]]


@pytest.mark.parametrize(
    "games", [300, pytest.param(10_000, marks=pytest.mark.soak(size="games", a_minute=70_000, least=1_000))]
)
def test_show_9_every_mechanic_is_reached(engine: Engine, games: int) -> None:
    """Some game, the model in every seat, reads the key of every mechanic."""
    batch = play_many(engine, LOADED.book, seed_key("facts"), 0, games, jobs=2, wants_finals=True)
    assert batch is not None
    seen = Seen(LOADED.scenario, batch)
    assert [path for path in mechanics() if not seen.reached(path)] == []


def test_show_9_a_mechanic_is_a_key_that_rules_know() -> None:
    """A mechanic names a measure, news, a reply, a type, a round, a trait, a track or an ending; no mere text."""
    words = (
        "says",
        "about",
        "briefing",
        "meanwhile",
        "picture",
        "title",
        "name",
        "question",
        "card",
        "brief",
        "cables",
    )
    for path in mechanics():
        assert path.split(".")[-1] not in words, path
        assert path.split(".")[0] in ("measure", "inject", "adversary", "round", "ally", "track", "ending"), path


def test_show_9_a_measure_of_a_fact_has_an_effect() -> None:
    """A mechanic's measure moves something: heat, resolve, reassurance, a track, or it is a way to talk."""
    book = LOADED.book
    for path in mechanics():
        parts = path.split(".")
        if parts[0] == "measure":
            m = NAMES.measures.index(parts[1])
            rows = book.option[m * b.LEVEL_COUNT : (m + 1) * b.LEVEL_COUNT]
            moves = (
                rows[:, [b.HEAT, b.RESOLVE, b.REASSURE]].any() or rows[:, b.EFFECT : b.EFFECT + len(NAMES.tracks)].any()
            )
            assert moves or book.measure[m, b.CHANNEL] or book.measure[m, b.CLAIMS], path
