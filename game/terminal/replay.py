"""`replay`: tell a saved game again, or check that every line leads to the state it promises."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path

from game.lab.words import Words
from game.rules.state import OVER
from game.table.journal import JournalError, Replay, replay
from game.table.position import digest_of
from game.telling.tell import tell
from game.telling.teller import Teller
from game.telling.words import sentence, words_in
from game.terminal.paper import Paper
from game.terminal.reveal import write_end
from game.terminal.story import write_parts, write_round


def run(path: Path, verify: bool, as_json: bool, language: str = "") -> int:
    """Tell or verify a saved game; 1 where it cannot be read, or a line comes out differently."""
    words = words_in(language)
    try:
        played = replay(path, verify=verify)
    except JournalError as error:
        print(sentence(f"{error}."), file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps(as_values(played), ensure_ascii=False, indent=1))
    elif verify:
        print(verdict(played, words))
    else:
        tell_again(played, Paper(), words)
    return int(bool(played.differs))


def verdict(played: Replay, words: Words) -> str:
    """Return whether every line came out as it says."""
    if played.differs:
        return words.say("replay.differs", line=played.differs, why=played.why)
    return words.say("replay.same", n=len(played.lines))


def as_values(played: Replay) -> dict[str, object]:
    """Return a replay as plain values."""
    return {
        "scenario": played.loaded.scenario.scenario.key,
        "digest": played.header.digest,
        "seed": played.header.seed,
        "lines": len(played.lines),
        "differs": played.differs,
        "why": played.why,
        "state": digest_of(played.position.state),
        "decisions": [line.text for line in played.lines if line.kind in ("decision", "model")],
    }


def tell_again(played: Replay, paper: Paper, words: Words) -> None:
    """Write the story of a saved game, as all seats together saw it."""
    teller = Teller(played.told, words)
    section = ""
    title = teller.names.author("scenario.title", teller.scenario.scenario.title)
    paper.title(words.say("replay.title", title=title, seed=played.header.seed))
    for _, group in groupby(played.position.record, key=lambda event: event.moment):
        events = list(group)
        begun = next((event for event in events if event.kind == "round"), None)
        if begun:
            section = ""
            write_round(int(str(begun.data["round"])) - 1, teller, paper)
        section = write_parts(tell(teller, events), paper, section)
    if played.position.phase == OVER:
        write_end(played.position, teller, paper)
