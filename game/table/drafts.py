"""Texts on the table, read from the state in the words of decisions."""

from __future__ import annotations

from game.rules import state as s
from game.rules.state import Public
from game.scenario.book import Table
from game.table.decisions import WORDING_WORD, Bracket, Clause, Text
from game.table.lexicon import Lexicon


def text_of(lexicon: Lexicon, draft: Table) -> Text:
    """Return the wording of a row of `draft`."""
    clauses = []
    for c in range(int(draft[s.COUNT])):
        at = s.CLAUSE + c * s.CLAUSE_COLUMNS
        measure = lexicon.measures[int(draft[at + s.MEASURE])]
        clauses.append(Clause(measure, int(draft[at + s.CLAUSE_LEVEL]), int(draft[at + s.CLAUSE_MOOD])))
    asks = tuple(ally for a, ally in enumerate(lexicon.allies) if int(draft[s.ASKS]) >> a & 1)
    return Text(int(draft[s.VERB]), int(draft[s.BASIS]), tuple(clauses), int(draft[s.DEADLINE]), asks)


def bracket_words(lexicon: Lexicon, public: Public, clause: int, level: int, row: int = -1) -> str:
    """Return a bracket on the draft of a row (-1 the one on the table) as one word, empty if it names nothing there."""
    row = int(public.clock[s.DRAFT]) if row < 0 else row
    if clause < 0 or row < 0:
        return ""
    if clause == s.WORDING:
        return Bracket(WORDING_WORD, level).word()
    if clause >= int(public.draft[row, s.COUNT]):
        return ""
    measure = int(public.draft[row, s.CLAUSE + clause * s.CLAUSE_COLUMNS + s.MEASURE])
    return Bracket(lexicon.measures[measure], level).word()
