"""The compromise as a mixed integer programme for HiGHS, written from RULES 5 and the model's sums, not from the finder's tables.

Every edit is a variable of 0 or 1. Nobody's acceptance is taken from `allies/programme.py`; only what an edit costs is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from game.allies import programme as g
from game.allies.answers import mind_for
from game.allies.assent import UNANIMOUS
from game.allies.position import Mind, bracket_line, constants, reservation, standing_alone, verb_worth, worth
from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import STRONG, crosses
from game.rules.briefing import may_be_put, next_level
from game.rules.state import Scratch, State
from game.rules.texts import mood_of
from game.scenario import book as b
from game.scenario.book import Book, Table

highs: Any = highspy  # its types are partly missing
BIG = 10_000.0


@dataclass
class Edit:
    """One variable: what it costs, what kind of thing it is, and what it leaves in the text."""

    cost: int
    group: str  # one of each group but "add" and "grant"
    verb: int = 0
    clause: tuple[int, int, int] | None = None  # measure, level, mood
    ask: int = -1
    sign: int = 0  # of an ask: 1 granted, -1 withdrawn


@dataclass
class Model:
    """Rows of a linear programme, gathered."""

    costs: list[float] = field(default_factory=list)
    rows: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)

    def variable(self, cost: float = 0) -> int:
        self.costs.append(cost)
        return len(self.costs) - 1

    def row(self, low: float, high: float, terms: dict[int, float]) -> None:
        self.rows.append((low, high, terms))

    def least(self) -> int | None:
        """Return the least sum of costs, None where no choice of 0 and 1 keeps all rows."""
        lp: Any = highs.HighsLp()
        count = len(self.costs)
        lp.num_col_, lp.num_row_ = count, len(self.rows)
        lp.col_cost_ = np.array(self.costs, float)
        lp.col_lower_, lp.col_upper_ = np.zeros(count), np.ones(count)
        lp.row_lower_ = np.array([row[0] for row in self.rows])
        lp.row_upper_ = np.array([row[1] for row in self.rows])
        lp.a_matrix_.format_ = highs.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0] + [len(row[2]) for row in self.rows])
        lp.a_matrix_.index_ = np.array([at for row in self.rows for at in row[2]])
        lp.a_matrix_.value_ = np.array([value for row in self.rows for value in row[2].values()], float)
        lp.integrality_ = [highs.HighsVarType.kInteger] * count
        solver: Any = highs.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.setOptionValue("threads", 1)
        solver.passModel(lp)
        solver.run()
        if solver.getModelStatus() == highs.HighsModelStatus.kInfeasible:
            return None
        assert solver.getModelStatus() == highs.HighsModelStatus.kOptimal
        least: int = round(solver.getInfo().objective_function_value)
        return least


def clause_edits(book: Book, public: s.Public, clause: tuple[int, int, int], group: str) -> list[Edit]:
    """Return what may become of a clause."""
    measure, level, mood = clause
    found = [Edit(g.STRUCK_OUT, group)]
    for lower in range(int(public.measure[measure, s.ADOPTED_LEVEL]) + 1, level + 1):
        same = mood if lower == level else int(mood_of(book, measure, lower, mood))
        found.append(Edit((level - lower) * g.LOWERED, group, clause=(measure, lower, same)))
        if mood != s.CALLS_FOR and mood_of(book, measure, lower, s.CALLS_FOR) == s.CALLS_FOR:
            cost = g.CALLED + (level - lower) * g.LOWERED
            found.append(Edit(cost, group, clause=(measure, lower, s.CALLS_FOR)))
    return found


def additions(book: Book, state: State, scratch: Scratch, draft: Table, has: set[int]) -> list[Edit]:
    """Return what may be added."""
    found, table = [], state.public.measure
    for m in range(len(table)):
        struck = book.ally[draft[s.AUTHOR], b.STRUCK] == 1
        if m in has or (book.measure[m, b.ARTICLE_5_CASE] == 1 and not struck):
            continue
        if not may_be_put(book, state, scratch.stack, m):
            continue
        most = min(int(table[m, s.ON_PAPER]), int(next_level(book, state, m)))
        for level in range(int(table[m, s.ADOPTED_LEVEL]) + 1, most + 1):
            moods = {int(mood_of(book, m, level, wished)) for wished in (s.DECIDES, s.CALLS_FOR)}
            found += [Edit(g.ADDED, "add", clause=(m, level, mood)) for mood in sorted(moods)]
    return found


def edits(book: Book, state: State, scratch: Scratch, draft: Table, basis: int, added: int) -> list[Edit]:
    """Return everything that may be done to a draft."""
    verb = int(draft[s.VERB])
    top = max(verb, STRONG) if basis == s.ARTICLE_4 else verb
    found = [Edit(abs(verb - each) * g.WEAKENED, "verb", verb=each) for each in range(1, top + 1)]
    has = set()
    for c in range(int(draft[s.COUNT])):
        at = s.CLAUSE + c * s.CLAUSE_COLUMNS
        measure, level, mood = (int(draft[at + k]) for k in (s.MEASURE, s.CLAUSE_LEVEL, s.CLAUSE_MOOD))
        has.add(measure)
        found += clause_edits(book, state.public, (measure, level, mood), f"clause {c}")
    if added:
        found += additions(book, state, scratch, draft, has)
    if book.rule[n.WITH_ASKS]:
        for a in range(len(book.ally)):
            if int(draft[s.ASKS]) >> a & 1:
                found.append(Edit(g.WITHDRAWN, "withdraw", ask=a, sign=-1))
            elif book.ally[a, b.HAS_ASK] and not state.public.ally[a, s.ASK_GRANTED] and a != draft[s.AUTHOR]:
                found.append(Edit(g.GRANTED, "grant", ask=a, sign=1))
    return found


def alone(draft: Table, edit: Edit) -> Table:
    """Return a text of nothing but an edit's verb or clause."""
    row = np.zeros_like(draft)
    row[s.VERB] = edit.verb
    if edit.clause:
        row[s.COUNT] = 1
        row[s.CLAUSE : s.CLAUSE + 3] = edit.clause
    return row


def points(book: Book, mind: Mind, edit: Edit) -> int:
    """Return what an edit is worth to an ally."""
    if edit.verb:
        return int(verb_worth(book, mind, edit.verb))
    if edit.clause:
        return int(worth(book, mind, *edit.clause))
    if edit.ask < 0:
        return 0
    mine = int(book.rule[n.W_ASK]) if edit.ask == mind.ally and book.ally[mind.ally, b.HAS_ASK] else 0
    opposed = int(book.ally[mind.ally, b.OPPOSES_ASKS]) >> edit.ask & 1
    return edit.sign * (mine - opposed * int(book.rule[n.W_ASK_OPPOSED]))


def shape(book: Book, public: s.Public, model: Model, found: list[Edit], at: list[int], basis: int, added: int) -> None:
    """Write what a text must be: one choice of each kind, few enough clauses, and something said."""
    for group in sorted({edit.group for edit in found} - {"add", "grant", "withdraw"}):
        model.row(1, 1, {k: 1.0 for k, edit in zip(at, found, strict=True) if edit.group == group})
    pairs = list(zip(at, found, strict=True))
    model.row(0, added, {k: 1.0 for k, edit in pairs if edit.group == "add"})
    model.row(0, g.GRANTS, {k: 1.0 for k, edit in pairs if edit.group == "grant"})
    model.row(0, s.CLAUSES, {k: 1.0 for k, edit in pairs if edit.clause})
    for measure in {edit.clause[0] for edit in found if edit.clause and edit.group == "add"}:
        model.row(0, 1, {k: 1.0 for k, edit in pairs if edit.clause and edit.clause[0] == measure})
    said = int(public.clock[s.VERB_NOW])
    model.row(1, BIG, {k: 1.0 for k, edit in pairs if edit.clause or (edit.verb >= 2 and edit.verb > said)})
    if basis == s.ARTICLE_4:
        model.row(1, BIG, {k: 1.0 for k, edit in pairs if edit.verb >= STRONG})
        model.row(1, BIG, {k: 1.0 for k, edit in pairs if is_firm(book, edit)})
    if basis == s.ARTICLE_5:
        model.row(
            1, BIG, {k: 1.0 for k, edit in pairs if edit.clause and book.measure[edit.clause[0], b.ARTICLE_5_CASE]}
        )


def is_firm(book: Book, edit: Edit) -> bool:
    """Tell whether an edit leaves a decision that shows resolve."""
    if not edit.clause or edit.clause[2] != s.DECIDES:
        return False
    return bool(book.option[edit.clause[0] * b.LEVEL_COUNT + edit.clause[1] - 1, b.RESOLVE] > 0)


def smallest_edit(
    book: Book,
    state: State,
    scratch: Scratch,
    draft: Table,
    *,
    basis: int = s.ROUTINE,
    standard: int = 0,
    added: int = 2,
    who: int = -1,
    may_leave: int = 0,
) -> int | None:
    """Return the least cost of a text that everybody of a bit mask accepts, None where there is none.

    With `may_leave` (a bit mask) it returns instead how many of these must be left out at least.
    """
    found = edits(book, state, scratch, draft, basis, added)
    model = Model()
    at = [model.variable(0 if may_leave else edit.cost) for edit in found]
    shape(book, state.public, model, found, at, basis, added)
    for a in range(len(book.ally)):
        if who >> a & 1:
            out = model.variable(1) if may_leave >> a & 1 else -1
            voice(book, state, model, draft, found, at, a, standard, out)
    return model.least()


def voice(
    book: Book,
    state: State,
    model: Model,
    draft: Table,
    found: list[Edit],
    at: list[int],
    a: int,
    standard: int,
    out: int,
) -> None:
    """Write what one ally accepts: no clause under its line, no red line, and a sum that is enough if anything hurts."""
    mind = mind_for(book, state.public, state.own[a], a)
    fixed = int(constants(book, state.pair[a], draft, a) + standing_alone(book, draft, a))
    fixed -= int(reservation(book, mind, draft[s.LEVEL]))
    line = int(bracket_line(book, mind))
    tolerance = int(book.ally[a, b.TOLERANCE] * book.rule[n.TOLERANCE_SHARE] // 100)
    need = 0 if standard == UNANIMOUS else -tolerance
    loose = {out: 1.0} if out >= 0 else {}
    hurt = model.variable()
    sums = {}
    for k, edit in zip(at, found, strict=True):
        value = points(book, mind, edit)
        sums[k] = float(value)
        if edit.ask >= 0:
            continue
        red = book.rule[n.WITH_RED_LINES] and crosses(book, state.public, alone(draft, edit), a)
        if value < line or red:
            model.row(-BIG, 0, {k: 1.0, **dict.fromkeys(loose, -1.0)})
        if value < 0:
            model.row(-BIG, 0, {k: 1.0, hurt: -1.0})
    slack = dict.fromkeys(loose, BIG)
    model.row(need - fixed - BIG, BIG * 9, {**sums, hurt: -BIG, **slack})
    if standard == UNANIMOUS:
        model.row(-int(book.rule[n.TOO_WEAK]) - fixed, BIG * 9, {**sums, **slack})
