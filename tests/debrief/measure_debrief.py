"""How long a class waits for its debrief: `python -m tests.debrief.measure_debrief`. Figures go to tests/bench.md.

A game of eight rounds and all the allies is played from a copy of the shipped scenario whose last round is held three times,
once with one person and once with eight, who now and then say nothing where the model would have spoken. Timed is what comes
after the last decision: the facts without what-ifs, and with one what-if for each decision of one seat.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from game.allies.compiled import Engine
from game.debrief.build import debrief_of
from game.debrief.facts import Debrief
from game.scenario.load import Loaded, load
from game.table import decisions as d
from game.table.decisions import PERSON, Refused
from game.table.journal import Replay, new_game, replay
from game.table.table import Table
from tests.debrief.conftest import of_model

SCENARIO = Path(__file__).parents[2] / "scenarios" / "galati.toml"
ROUNDS = 8
SILENT = 0.4  # how often a person says nothing where the model would have spoken
WANTED = (2.0, 10.0)  # seconds, without what-ifs and with those of one seat
DATE = re.compile(r"^(starts|ends) = (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def lengthened(text: str, rounds: int) -> str:
    """Return a scenario's text with its last round held again until there are so many, each a span of days later."""
    blocks = [match.start() for match in re.finditer(r"^\[\[round\]\]$", text, re.MULTILINE)]
    end = text.index("\n# ---", blocks[-1])
    last = text[blocks[-1] : end]
    dates = {key: date.fromisoformat(day) for key, day in DATE.findall(last)}
    span = (dates["ends"] - dates["starts"]).days + 1
    hour = int(re.search(r"^start_hour = (\d+)$", last, re.MULTILINE).group(1))  # type: ignore[union-attr]
    more = ""
    for again in range(1, rounds - len(blocks) + 1):
        later = DATE.sub(lambda m: f"{m[1]} = {dates[m[1]] + timedelta(span * again)}", last)  # noqa: B023
        later = re.sub(r'^key = "(\w+)"', rf'key = "\1_{again}"', later, count=1, flags=re.MULTILINE)
        more += "\n" + later.replace(f"start_hour = {hour}\n", f"start_hour = {hour + 24 * span * again}\n")
    return text[:end] + more + text[end:]


def play(table: Table, luck: random.Random) -> None:
    """Play a table to its end: people do as the model would, or let the moment pass."""
    while not table.is_over:
        for seat in table.awaited():
            moment = table.position.moment
            for decision in () if luck.random() < SILENT else of_model(table, seat):
                table.apply(decision)
            if (
                seat in table.awaited()
                and table.position.moment == moment
                and isinstance(table.apply(d.Done(seat)), Refused)
            ):
                raise RuntimeError(f"{seat} cannot pass in {table.position.phase}.")


def saved(loaded: Loaded, path: Path, seed: str, people: tuple[str, ...]) -> Path:
    """Play a game with people in these seats into a file, and return it."""
    table = new_game(path, loaded, seed, dict.fromkeys(people, PERSON))
    play(table, random.Random(seed))
    table.close()
    return path


def timed(played: Replay, engine: Engine, seat: str) -> tuple[float, Debrief]:
    """Return the seconds that the facts of a game took, and the facts."""
    began = time.perf_counter()
    facts = debrief_of(played, engine, seat=seat)
    return time.perf_counter() - began, facts


def measure(path: Path, engine: Engine, seat: str) -> None:
    """Print one game's figures beside what is wanted, and whether making it again tells the same."""
    played = replay(path)
    plain, facts = timed(played, engine, "")
    asked, with_ifs = timed(played, engine, seat)
    _, again = timed(replay(path), engine, seat)
    same = "the same again" if again.to_dict() == with_ifs.to_dict() else "NOT THE SAME AGAIN"
    print(
        f"{len(facts.rounds)} rounds, {len(played.position.lexicon.allies)} allies, {len(facts.about.people)} people:"
    )
    print(f"  without what-ifs              {plain:5.2f} s  (wanted {WANTED[0]:.0f})")
    print(
        f"  with the {len(with_ifs.what_ifs):3} what-ifs of {seat}    {asked:5.2f} s  (wanted {WANTED[1]:.0f})  {same}"
    )


def main() -> None:
    """Play the games and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", 1)[0])
    parser.add_argument("--seed", default="1", help="any text; the same text is the same games (default 1)")
    seed: str = parser.parse_args().seed
    engine = Engine()
    engine.wait()
    with tempfile.TemporaryDirectory() as folder:
        scenario = Path(folder) / "eight.toml"
        scenario.write_text(lengthened(SCENARIO.read_text(encoding="utf-8"), ROUNDS), encoding="utf-8")
        loaded = load(scenario)
        featured = tuple(key for key, ally in loaded.scenario.ally.items() if ally.featured)
        for people in (featured[:1], featured[:8]):
            measure(saved(loaded, Path(folder) / f"{len(people)}.game", seed, people), engine, people[0])


if __name__ == "__main__":
    main()
