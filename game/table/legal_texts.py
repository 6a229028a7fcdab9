"""What a text, an answer to it and a revision may say."""

from __future__ import annotations

from game.rules import numbers as n
from game.rules import state as s
from game.rules.adoption import may_go_alone
from game.rules.briefing import next_level
from game.rules.facts import count_bits
from game.scenario.book import HAS_ASK
from game.scenario.words import BASES, VERBS
from game.table import decisions as d
from game.table.decisions import Refused, Text
from game.table.position import Position
from game.table.price import off_paper


def check_text(position: Position, tabled: d.TableText) -> Refused | None:
    """Return why a text cannot be tabled, or its redraft not circulated."""
    hours = int(position.state.public.clock[s.HOURS_LEFT])
    refused = _wording(position, tabled.text, hours)
    if refused or position.phase == s.TABLING:
        return refused
    before = {position.lexicon.measures[m] for m in position.desk.clauses()}
    new = [key for key in off_paper(position.lexicon, position.state.public, tabled.text) if key not in before]
    if new:
        reason = f"{new[0]} is neither in the text nor on the options paper"
        return Refused("off_paper", reason, "leave it out now", about={"measure": new[0]})
    return None


def _wording(position: Position, text: Text, hours: int) -> Refused | None:
    least = int(position.loaded.book.rule[n.LEAST_DEADLINE])
    if not least <= text.hours <= hours:
        reason = f"a deadline of {text.hours} h: the least is {least} h, and {hours} h are left"
        return Refused("bad_hours", reason, about={"hours": text.hours, "least": least, "left": hours})
    if not 1 <= text.verb < len(VERBS):
        return Refused("no_verb", "a text needs a verb", f"write one of {', '.join(VERBS[1:])}")
    basis = basis_now(position)
    if text.basis != basis:
        return _basis(basis)
    return _clauses(position, text) or _asks(position, text)


def _basis(basis: int) -> Refused:
    reason, remedy = f"the basis is {BASES[basis]}: ", f"write: under {BASES[basis]}"
    if basis == s.ARTICLE_4:
        return Refused("wrong_basis", f"{reason}Article 4 was asked for and is not answered", remedy)
    return Refused("no_request", f"{reason}no request is unanswered", remedy)


def basis_now(position: Position) -> int:
    """Return the treaty basis that a text must have now: Article 4 while a request is unanswered."""
    clock = position.state.public.clock
    open_request = clock[s.ARTICLE_4_ROUND] >= 0 and clock[s.ARTICLE_4_ANSWERED] < 0
    if position.phase != s.TABLING and clock[s.DRAFT] >= 0:
        return int(position.state.public.draft[clock[s.DRAFT], s.BASIS])
    return s.ARTICLE_4 if open_request else s.ROUTINE


def _clauses(position: Position, text: Text) -> Refused | None:
    if len(text.clauses) > s.CLAUSES:
        reason = f"{len(text.clauses)} clauses, and a text has at most {s.CLAUSES}"
        about = {"has": len(text.clauses), "most": s.CLAUSES}
        return Refused("too_many_clauses", reason, "leave some out", about=about)
    seen: set[str] = set()
    for clause in text.clauses:
        if clause.measure in seen:
            reason, twice = f"{clause.measure} stands there twice", {"measure": clause.measure}
            return Refused("twice", reason, "keep the level that you want", about=twice)
        seen.add(clause.measure)
        if refused := _level(position, clause):
            return refused
    return None


def _level(position: Position, clause: d.Clause) -> Refused | None:
    key = clause.measure
    most = int(next_level(position.loaded.book, position.state, position.lexicon.measures.index(key)))
    if most == 0:
        reason = f"{key} has been decided at its highest level"
        return Refused("done_in_full", reason, "leave it out", about={"measure": key})
    if clause.level < 1:
        return Refused("no_such_level", f"levels begin at 1: {key}+1", about={"measure": key})
    have = int(position.state.public.measure[position.lexicon.measures.index(key), s.ADOPTED_LEVEL])
    if clause.level <= have:
        reason = f"{key}+{clause.level} has been decided already"
        about: dict[str, object] = {"measure": key, "level": clause.level, "next": have + 1}
        return Refused("done_already", reason, f"write {key}+{have + 1}", about=about)
    if clause.level <= most:
        return None
    if clause.level == 2 and most == 1 and position.loaded.scenario.measure[key].levels[1:]:
        reason = f"{key}+2 needs level 1 in an earlier text, or a standing plan"
        return Refused("needs_plan", reason, f"write {key}+1", about={"measure": key})
    reason = f"{key} can be put at level {most} at most now"
    return Refused("level", reason, f"write {key}+{most}", about={"measure": key, "most": most})


def _asks(position: Position, text: Text) -> Refused | None:
    for ally in text.asks:
        if position.loaded.book.ally[position.lexicon.row(ally), HAS_ASK] == 0:
            return Refused("no_ask", f"{ally} asks for nothing that a text could grant", about={"seat": ally})
    return None


def check_answer(position: Position, answer: d.Answer) -> Refused | None:
    """Return why an answer cannot be given to the text under silence."""
    objects = answer.kind in (s.AMEND, s.BREAK)
    if objects and not answer.brackets and not answer.demands_ask:
        return Refused("names_nothing", "an objection names one or two clauses, or the wording", "write measure+0")
    if answer.kind in (s.SILENT, s.STATEMENT) and (answer.brackets or answer.demands_ask):
        return Refused("names_clauses", "who keeps silent brackets nothing", "write amend, or leave the clauses out")
    if objects and answer.offers_pen:
        return Refused("no_pen", "the pen is for a seat that neither sponsored nor bracketed", "leave out offers_pen")
    if len(answer.brackets) > 2:
        return Refused("too_many_brackets", "an answer brackets two clauses at most")
    if answer.kind == s.ASK_TIME and (refused := _more_time(position)):
        return refused
    if answer.demands_ask and (refused := _asks(position, Text(1, 0, (), 0, (answer.seat,)))):
        return refused
    return next((refused for bracket in answer.brackets if (refused := _bracket(position, bracket))), None)


def _more_time(position: Position) -> Refused | None:
    clock, extension = position.state.public.clock, int(position.loaded.book.rule[n.EXTENSION])
    deadline = int(position.state.public.draft[clock[s.DRAFT], s.DEADLINE])
    if clock[s.EXTENDED] == 1:
        return Refused("time_once", "time was asked for on this text already; once is all")
    if clock[s.HOURS_LEFT] < deadline + extension:
        left = int(clock[s.HOURS_LEFT])
        reason = f"{left} h are left of the round, and it would take {deadline + extension} h"
        return Refused("no_time", reason, about={"left": left, "takes": deadline + extension})
    return None


def _bracket(position: Position, bracket: d.Bracket) -> Refused | None:
    draft = position.state.public.draft[position.state.public.clock[s.DRAFT]]
    clause = position.desk.clause_number(bracket.what)
    if clause == s.WORDING:
        if 1 <= bracket.level < draft[s.VERB]:
            return None
        weaker = VERBS[1 : int(draft[s.VERB])]
        reason, remedy = "a bracket of the wording names a weaker verb", ", ".join(weaker) or "there is none"
        return Refused("not_weaker", reason, f"weaker: {remedy}", about={"verbs": tuple(weaker)})
    if not 0 <= clause < draft[s.COUNT]:
        clauses = clauses_of(position)
        remedy, about = f"its clauses: {', '.join(clauses)}", {"clause": bracket.what, "measures": clauses}
        return Refused("not_in_text", f"the text has no clause {bracket.what}", remedy, about=about)
    level = int(draft[s.CLAUSE + clause * s.CLAUSE_COLUMNS + s.CLAUSE_LEVEL])
    if 0 <= bracket.level < level:
        return None
    reason = f"{bracket.what} stands at level {level}; a bracket lowers it or strikes it out with +0"
    return Refused("not_lower", reason, about={"measure": clauses_of(position)[clause], "level": level})


def clauses_of(position: Position) -> tuple[str, ...]:
    """Return the measures that stand in the text on the table."""
    return tuple(position.lexicon.measures[m] for m in position.desk.clauses())


def check_revision(position: Position, revision: d.Revise) -> Refused | None:
    """Return why the pen cannot do that."""
    rule, clock = position.loaded.book.rule, position.state.public.clock
    draft, left = position.state.public.draft[clock[s.DRAFT]], int(clock[s.HOURS_LEFT])
    if revision.text is not None:
        return _wording(position, revision.text, left - int(rule[n.REVISION_HOURS]))
    if revision.kind == "raise_level":
        hours = int(rule[n.HOURS_MINISTERS if draft[s.LEVEL] == 0 else n.HOURS_LEADERS])
        if draft[s.LEVEL] >= 2 or rule[n.WITH_RAISING] == 0:
            return Refused("no_level", "there is no higher level than this", "revise, let the willing go, or drop it")
        if left < hours + rule[n.LEAST_DEADLINE]:
            reason, about = f"a higher level takes {hours} h, and {left} h are left", {"takes": hours, "left": left}
            return Refused("no_hours", reason, "revise or drop it", about=about)
    if revision.kind == "let_willing":
        return _willing(position)
    return None


def _willing(position: Position) -> Refused | None:
    public, book = position.state.public, position.loaded.book
    draft = public.draft[public.clock[s.DRAFT]]
    willing = int(draft[s.SILENT_SET]) & ~int(draft[s.REFERENDUM_SET])
    if book.rule[n.WITH_WILLING] == 0 or count_bits(willing) < 3:
        return Refused("too_few", "the willing need three allies that kept silent", "revise or drop it")
    for c, measure in enumerate(position.desk.clauses()):
        level = draft[s.CLAUSE + c * s.CLAUSE_COLUMNS + s.CLAUSE_LEVEL]
        if may_go_alone(book, measure) and public.measure[measure, s.ADOPTED_LEVEL] < level:
            return None
    return Refused("needs_council", "nothing in this text can be done without the Council", "revise or drop it")
