"""The compromise finder over many failed drafts: what it finds, how long it takes, how well hearsay serves."""

from __future__ import annotations

from time import perf_counter
from typing import Any, Final

import numpy as np

from game.allies import finder as f
from game.allies.cases import CaseDesk, new_case_desk
from game.allies.compiled import Engine
from game.allies.compromise import FOUND, IMPOSSIBLE, NO_SUCH_TEXT
from game.allies.plain import pour_state, state_size
from game.allies.play import play_phase
from game.allies.programme import FAR
from game.lab.compromise import EVERYTHING, NOBODY, question
from game.rules import state as s
from game.rules.luck import seed_key
from game.rules.start import start
from game.rules.state import new_choice, new_scratch, new_state
from game.scenario.book import Book, Table

SEED: Final = "failed drafts"


def failed_cases(book: Book, count: int, seed: str = SEED) -> Table:
    """Return so many states in which a text has just failed, one a row, from the games of a seed in their order."""
    state, choice, scratch = new_state(book), new_choice(book), new_scratch(book)
    cases = np.zeros((count, state_size(state)), np.int64)
    found, game, key = 0, 0, seed_key(seed)
    while found < count:
        start(book, state, scratch, *key, game)
        while state.public.clock[s.PHASE] != s.OVER and found < count:
            play_phase(book, state, choice, scratch, *key, game, -1, choice[0])
            if state.public.clock[s.PHASE] == s.REVISE:
                pour_state(state, cases[found])
                found += 1
        game += 1
    return cases


def desk_of(book: Book, cases: Table) -> CaseDesk:
    """Return a desk for one question about each case."""
    return new_case_desk(book, 0)._replace(
        cases=cases,
        questions=np.zeros((len(cases), f.QUESTION_COLUMNS), np.int64),
        answers=np.zeros((len(cases), f.answer_width()), np.int64),
    )


def ask_all(
    engine: Engine, desk: CaseDesk, *, basis: int = s.ROUTINE, as_pen: bool = False, sounds: int = NOBODY
) -> list[float]:
    """Ask the same of each case, of whoever knows everything or of whoever holds the pen; return milliseconds a case.

    `sounds` says whom the pen sounds, as in `finder.py`. The answers stand in the desk.
    """
    took = []
    for k, case in enumerate(desk.cases):  # the clock comes first in a case
        asked_by = int(case[s.PEN]) if as_pen else EVERYTHING
        desk.questions[k] = question(int(case[s.DRAFT]), basis=basis, asked_by=asked_by, sounds=sounds)
        before = perf_counter()
        engine.find_range(desk, k, k + 1)
        took.append(1000 * (perf_counter() - before))
    return took


def speeds(took: list[float]) -> dict[str, float]:
    """Return the median, the 99th percentile and the most of some times."""
    return {
        "median_ms": round(float(np.median(took)), 3),
        "p99_ms": round(float(np.percentile(took, 99)), 3),
        "most_ms": round(max(took), 3),
    }


def exact_figures(engine: Engine, desk: CaseDesk, basis: int) -> dict[str, Any]:
    """Return how often there is a text, how small the edit is, and how long finding or proving takes."""
    took = ask_all(engine, desk, basis=basis)
    rows = desk.answers
    came = rows[:, f.CAME]
    return {
        "found": int((came == FOUND).sum()),
        "impossible": int((came == IMPOSSIBLE).sum()),
        "nothing_to_put": int((came == NO_SUCH_TEXT).sum()),
        "not_decided": int((~np.isin(came, (FOUND, IMPOSSIBLE, NO_SUCH_TEXT))).sum()),
        "most_nodes": int(rows[:, f.NODES].max()),
        **speeds(took),
    }


def hearsay_figures(engine: Engine, desk: CaseDesk, sounds: int) -> dict[str, Any]:
    """Return, per cent, how often the text that the pen finds would hold, and what it took its chance for."""
    took = ask_all(engine, desk, as_pen=True, sounds=sounds)
    has_text = desk.answers[:, f.EDIT] < FAR
    holds = has_text & (desk.answers[:, f.OBJECTS_THEN] == 0)
    return {
        "holds_percent": round(100 * float(holds.mean()), 1),
        "said_percent": round(float(desk.answers[has_text, f.CHANCE].mean()) / 10, 1),
        **speeds(took),
    }


def figures(engine: Engine, book: Book, drafts: int, seed: str = SEED) -> dict[str, Any]:
    """Return every figure over so many failed drafts."""
    desk = desk_of(book, failed_cases(book, drafts, seed))
    return {
        "drafts": drafts,
        "exact": exact_figures(engine, desk, s.ROUTINE),
        "article_4": exact_figures(engine, desk, s.ARTICLE_4),
        "hearsay": hearsay_figures(engine, desk, NOBODY),
        "hearsay_one_sounding": hearsay_figures(engine, desk, f.KNOWN_LEAST),
    }
