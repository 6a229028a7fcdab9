"""`compromise`: for each text that failed in a saved game, the smallest edit its sponsor could find, and the exact one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from game.allies import programme as g
from game.allies.compiled import Engine
from game.lab.compromise import Failed, Found, answer, failed_texts
from game.rules import state as s
from game.table.decisions import PERSON, Text
from game.table.drafts import text_of
from game.table.journal import JournalError, Replay, replay
from game.telling.teller import UNDER, Teller
from game.telling.words import Figure, sentence, words_in
from game.terminal.paper import Paper

PATIENCE: Final = 2.0  # seconds in which compiled rules are loaded; to compile them takes longer than to do without
VARIANTS: Final = {s.ARTICLE_4: "compromise.article_4", s.ARTICLE_5: "compromise.article_5"}


def run(path: Path, now: int, text: int, as_json: bool, language: str = "") -> int:
    """Tell of one round (0 all) and one text of it (0 all); 1 where the file cannot be read or has no such round."""
    words = words_in(language)
    try:
        played = replay(path)
    except JournalError as error:
        print(sentence(f"{error}."), file=sys.stderr)
        return 1
    rounds = len(played.loaded.scenario.round)
    if now > rounds:
        print(words.say("compromise.no_round", round=now, rounds=rounds), file=sys.stderr)
        return 1
    engine = Engine()
    engine.wait(PATIENCE)
    teller = Teller(played.loaded, words)
    if as_json:
        told = [as_values(each, engine) for each in failed_texts(played, now, text)]
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        tell_all(played, now, text, engine, teller, Paper())
    return 0


def as_values(failed: Failed, engine: Engine) -> dict[str, Any]:
    """Return what there is to tell of a text as plain values."""
    lexicon = failed.position.lexicon
    sponsor = int(failed.row[s.AUTHOR])
    values: dict[str, Any] = {
        "round": failed.round,
        "text": failed.text,
        "revision": failed.revision,
        "sponsor": lexicon.seats[sponsor],
        "draft": " ".join(text_of(lexicon, failed.row).words()),
        "objectors": failed.objectors,
        "sponsor_could_find": _values(answer(engine, failed, asked_by=sponsor)),
        "exact": _values(answer(engine, failed)),
    }
    basis = int(failed.row[s.BASIS])
    if basis in VARIANTS:
        values["exact_under_its_article"] = _values(answer(engine, failed, basis=basis))
    return values


def _values(found: Found) -> dict[str, Any]:
    values = asdict(found)
    for key in ("text", "rest"):
        text: Text | None = getattr(found, key)
        values[key] = " ".join(text.words()) if text else None
    return values


def tell_all(played: Replay, now: int, text: int, engine: Engine, teller: Teller, paper: Paper) -> None:
    """Write what there is to tell of every text, each as soon as it is known."""
    say = teller.words.say
    title = teller.names.author("scenario.title", teller.scenario.scenario.title)
    paper.title(say("compromise.title", title=title, seed=played.header.seed))
    paper.line(
        say(
            "compromise.costs",
            granted=g.GRANTED,
            weakened=g.WEAKENED,
            lowered=g.LOWERED,
            called=g.CALLED,
            withdrawn=g.WITHDRAWN,
            added=g.ADDED,
            struck=g.STRUCK_OUT,
        )
    )
    people = [seat for seat, holder in played.position.holders.items() if holder == PERSON]
    if people:
        paper.line(say("compromise.people", seats=teller.names.seats(people)))
    is_told = False
    for failed in failed_texts(played, now, text):
        is_told = True
        heading, *lines = lines_of(failed, engine, teller)
        paper.heading(heading)
        for line in lines:
            paper.line(line.strip(), len(line) - len(line.lstrip()))
    if not is_told:
        paper.line(say("compromise.none"))


def lines_of(failed: Failed, engine: Engine, teller: Teller) -> Iterator[str]:
    """Yield a heading, then what the sponsor could have found, then what was there to find."""
    say, names, lexicon = teller.words.say, teller.names, failed.position.lexicon
    sponsor = int(failed.row[s.AUTHOR])
    seat = names.seat(lexicon.seats[sponsor])
    draft = text_of(lexicon, failed.row)
    revised = say("compromise.revised", n=failed.revision) if failed.revision else ""
    yield say("compromise.text", round=failed.round, text=failed.text, seat=seat, revised=revised)
    yield say("compromise.draft", verb=names.verb(draft.verb), clauses=teller.clauses(draft) or say("list.none"))
    yield say("compromise.objected", n=len(failed.objectors), seats=names.seats(failed.objectors))
    guess = answer(engine, failed, asked_by=sponsor)
    exact = answer(engine, failed)
    yield say("compromise.sponsor", seat=sentence(seat))
    yield from (UNDER + line for line in _guessed(guess, draft, teller))
    yield say("compromise.exactly")
    yield from (UNDER + line for line in _exact(exact, draft, teller))
    basis = int(failed.row[s.BASIS])
    if basis in VARIANTS:
        yield say(VARIANTS[basis])
        yield from (UNDER + line for line in _exact(answer(engine, failed, basis=basis), draft, teller))


def _edit(draft: Text, text: Text, edit: int, teller: Teller) -> str:
    changes = teller.words.say("list.comma").join(teller.changes(draft, text))
    return teller.words.say("compromise.edit", changes=sentence(changes or teller.words.say("list.none")), edit=edit)


def _guessed(found: Found, draft: Text, teller: Teller) -> Iterator[str]:
    say, names = teller.words.say, teller.names
    if found.text is None:
        yield say("compromise.no_guess")
        return
    yield _edit(draft, found.text, found.edit, teller)
    yield say("compromise.chance", chance=f"{found.chance / 10:.0f}")
    if found.least_known:
        chance, seat = f"{found.its_chance / 10:.0f}", names.seat(found.least_known)
        yield say("compromise.least_known", seat=sentence(seat), chance=chance)
    if found.objectors:
        yield say("compromise.fails", seats=names.seats(found.objectors))
    else:
        yield say("compromise.holds")


def _exact(found: Found, draft: Text, teller: Teller) -> Iterator[str]:
    say, names = teller.words.say, teller.names
    if found.text is not None:
        yield _edit(draft, found.text, found.edit, teller)
        yield say("compromise.proved" if found.came == "found" else "compromise.not_proved")
        return
    if found.came != "impossible":
        yield say(f"compromise.{found.came}", nodes=Figure(f"{found.nodes:,}"))
        return
    if found.together is None:
        yield say("compromise.together_open")
    else:
        yield say("compromise.together", n=len(found.together), seats=names.seats(found.together))
    if found.without is None:
        yield say("compromise.without_open")
    elif found.rest is None:
        yield say("compromise.without_nobody")
    else:
        changes = teller.words.say("list.comma").join(teller.changes(draft, found.rest))
        yield say(
            "compromise.without",
            seats=names.seats(found.without),
            changes=changes or say("compromise.as_it_is"),
        )
