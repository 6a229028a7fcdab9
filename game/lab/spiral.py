"""`calibrate --packages`: what fixed packages do to each type of the other side, as a table with verdicts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from game.lab.packages import QUANTITIES, Judged, judged, packages, play
from game.lab.progress import bar
from game.lab.report import tell
from game.lab.rungs import Numbers, mean_with_half, rung_of
from game.lab.words import Words
from game.rules.luck import seed_key
from game.scenario.load import Loaded, load_or_say
from game.scenario.names import names_of

GAMES: Final = 60  # of a type; every package is played in each
Found = dict[str, dict[str, Numbers]]


def run(path: Path, games: int, seed: str, only: int, as_json: str | None, strict: bool) -> int:
    """Play packages against types and report; codes as `calibrate.run`, a sign that is surely wrong fails.

    Packages are adopted in every round (`only` 0) or in one (counted from 1).
    """
    words = Words(Path(__file__).parent)
    loaded = load_or_say(path)
    if loaded is None:
        return 1
    rounds, types = len(loaded.scenario.round), list(names_of(loaded.scenario).types)
    if only > rounds:
        print(words.say("spiral.no_round", only=only, rounds=rounds), file=sys.stderr)
        return 1
    found: Found = {}
    try:
        with bar(words.say("playtest.playing"), games * len(types) * len(packages()), quiet=as_json == "-") as tick:
            for kind, key in enumerate(types):
                found[key] = play(loaded.book, seed_key(seed), kind, games, only - 1, tick)
    except KeyboardInterrupt:
        print(words.say("spiral.stopped", done=words.listed(list(found)) or words.say("spiral.none")), file=sys.stderr)
        return 130
    verdicts = judged(found, names_of(loaded.scenario))
    lines = lines_of(loaded, found, verdicts, seed, only, words)
    tell(as_data(loaded, found, verdicts, seed), lines, as_json)
    return int(strict and any(each.verdict == "fails" for each in verdicts))


def as_data(loaded: Loaded, found: Found, verdicts: list[Judged], seed: str) -> dict[str, Any]:
    """Return the findings for a machine."""
    means = {
        kind: {
            name: dict(zip(QUANTITIES, rows.mean(axis=0).round(3).tolist(), strict=True)) for name, rows in by.items()
        }
        for kind, by in found.items()
    }
    signs = [
        {
            "type": each.sign.type,
            "quantity": each.sign.quantity,
            "package": each.sign.package,
            "against": each.sign.against,
            "wanted": each.sign.wanted,
            "mean": round(each.mean, 3),
            "half": round(each.half, 3),
            "verdict": each.verdict,
            "why": each.sign.why,
        }
        for each in verdicts
    ]
    about = {"scenario": loaded.scenario.scenario.key, "digest": loaded.digest, "seed": seed}
    games = {kind: len(next(iter(by.values()))) for kind, by in found.items()}
    return about | {"games": games, "means": means, "signs": signs}


def lines_of(loaded: Loaded, found: Found, verdicts: list[Judged], seed: str, only: int, words: Words) -> Iterator[str]:
    """Yield the report line by line."""
    title = loaded.scenario.scenario.title
    games = max((len(rows) for by in found.values() for rows in by.values()), default=0)
    fixed = words.say("spiral.one_round", only=only) if only else words.say("spiral.every_round")
    yield words.say("spiral.title", title=title, fixed=fixed, games=games, seed=seed)
    yield words.say("spiral.how")
    yield ""
    heads = words.say("spiral.columns").split("|")
    yield f"  {'':<36}" + "".join(f"{head:>15}" for head in heads)
    for kind, by in found.items():
        for name, rows in by.items():
            rung = rung_of(loaded.scenario, rows[:, 0])
            told = [_told(*mean_with_half(rung)), *(_told(*mean_with_half(rows[:, k])) for k in range(len(heads) - 1))]
            yield f"  {kind + ', ' + words.say(f'spiral.{name}'):<36}" + "".join(f"{each:>15}" for each in told)
    yield ""
    yield words.say("spiral.signs")
    for each in verdicts:
        sign = each.sign
        pair = f"{words.say(f'spiral.{sign.package}')} - {words.say(f'spiral.{sign.against}')}"
        what = f"{sign.type}: {words.say(f'spiral.quantity.{sign.quantity}')}, {pair}"
        verdict = words.say(f"spiral.{each.verdict}")
        yield f"  {what:<72} {sign.wanted:>2}  {_told(each.mean, each.half):>15}  {verdict:<5}  {sign.why}"


def _told(mean: float, half: float) -> str:
    return f"{mean:.1f} ± {half:.1f}"
