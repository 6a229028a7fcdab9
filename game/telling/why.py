"""Why a seat answers a text as it does, as lines: its sum term by term, the answer that follows, what would change it.

Of another seat, while the game is played, only what a seat's own view holds is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from game.lab.asked import Asked
from game.lab.changed import COMPANY, EDIT, EVIDENCE, LEVEL, Change, Flip, Step, shown
from game.lab.reasons import WHOLE, Reason, Term
from game.lab.why import Why, why
from game.rules import state as s
from game.rules.facts import count_bits
from game.rules.state import State
from game.scenario import book as b
from game.scenario.words import ANSWERS
from game.table.decisions import Text
from game.table.drafts import bracket_words, text_of
from game.table.lexicon import Lexicon
from game.table.position import Position
from game.table.views import SeatView
from game.telling.because import red_line, what_of
from game.telling.naming import Naming
from game.telling.teller import UNDER
from game.telling.words import points, sentence

NOW, PAST = TENSES = ("now", "past")


class Case(NamedTuple):
    """A text, by its row, and a seat that answers it, as they stand in a state."""

    lexicon: Lexicon
    state: State
    draft: int
    seat: str

    @property
    def ally(self) -> int:
        """Return the seat's row."""
        return self.lexicon.row(self.seat)

    @property
    def text(self) -> Text:
        """Return the text."""
        return text_of(self.lexicon, self.state.public.draft[self.draft])


def own_page(names: Naming, view: SeatView, position: Position) -> Iterator[str]:
    """Yield why a seat's own capital would answer the text on the table as it would; it reads nobody else's rows."""
    row = int(position.state.public.clock[s.DRAFT])
    if row < 0 or view.seat not in position.lexicon.allies:
        yield names.words.say("client.no_text")
        return
    case = Case(position.lexicon, position.state, row, view.seat)
    yield names.words.say("client.why_head")
    whole = why(position.loaded.book, case.state, row, case.ally)
    yield from page(names, case, whole, names.words.say("why.you"), NOW)


def page(names: Naming, case: Case, whole: Why, who: str, tense: str) -> Iterator[str]:
    """Yield a seat's sum, the answer that follows, and the smallest changes that flip it."""
    yield from sums(names, case, whole.reason)
    yield from answer(names, case, whole.asked, who)
    if not whole.flips:
        yield names.words.say(f"why.nothing_{tense}")
        return
    yield names.words.say(f"why.changes_{tense}")
    for flip in whole.flips:
        yield UNDER + flip_line(names, case, flip, tense)


def sums(names: Naming, case: Case, reason: Reason) -> Iterator[str]:
    """Yield the sum of a text, clause by clause, every term with its points, and what the sum has to clear."""
    say, text = names.words.say, case.text
    parts = (*range(len(text.clauses)), s.WORDING, WHOLE)
    for c in parts:
        told = _terms(names, reason.of_clause(c)) or say("list.none")
        yield UNDER + say("client.why_line", what=what_of(names, text, c), worth=f"{reason.worth(c):+d}", terms=told)
    key = "why.sum" if reason.margin >= 0 else "why.sum_short"
    yield say(key, value=f"{reason.value:+d}", needs=f"{reason.needs:+d}", n=abs(reason.margin))
    yield say("why.bar", needs=f"{reason.needs:+d}", terms=_terms(names, reason.bar))
    low = [what_of(names, text, c) for c in parts if c != WHOLE and reason.worth(c) < reason.line]
    under = say("why.under_line", what=names.words.listed(low)) if low else say("why.none_under")
    yield say("why.line", line=f"{reason.line:+d}", under=under)
    for k in reason.red_lines:
        yield say("text.red_line", says=red_line(names, case.seat, k))


def _terms(names: Naming, terms: Sequence[Term]) -> str:
    told = [names.words.say("text.term", term=names.term(each.name), points=f"{each.points:+d}") for each in terms]
    return names.words.say("list.comma").join(told)


def answer(names: Naming, case: Case, asked: Asked, who: str) -> Iterator[str]:
    """Yield the answer that a sum leads to, what luck has a say in, and what the answer counts as."""
    say, kind = names.words.say, ANSWERS[asked.kind]
    named = [
        names.pair(bracket_words(case.lexicon, case.state.public, *each, case.draft), case.text)
        for each in ((bracket.clause, bracket.level) for bracket in asked.brackets)
    ]
    ask = names.scenario.ally[case.seat].ask
    if asked.demands_ask and ask:
        named.append(say("why.demands", says=names.author(f"ally.{case.seat}.ask.says", ask.says)))
    told = say("why.named", what=say("list.semicolon").join(named)) if named else ""
    yield say(f"why.{kind}", who=who, named=told)
    if asked.kind == s.AMEND and asked.odds:
        yield say("why.luck", percent=f"{asked.odds / 10:.0f}")
    if asked.late:
        yield say("why.late")
    elif asked.counts != asked.kind and asked.kind != s.ASK_TIME:
        yield say("why.poor", counts=say(f"answered.{ANSWERS[asked.counts]}"))


# What would change it. -----------------------------------------------------------------------------------------------


def flip_line(names: Naming, case: Case, flip: Flip, tense: str) -> str:
    """Return one change and the answer that it would bring: "would stay silent if ..."."""
    then = names.words.say(f"then_{tense}.{ANSWERS[flip.answer]}")
    return names.words.say("why.if", then=then, change=change_words(names, case, flip.change))


def flips_sentence(names: Naming, case: Case, flips: Sequence[Flip]) -> str:
    """Return in one sentence what would have kept an objector silent, the changes that bring the same answer together."""
    say = names.words.say
    told = []
    for answered in dict.fromkeys(flip.answer for flip in flips):
        changes = [change_words(names, case, flip.change) for flip in flips if flip.answer == answered]
        told.append(say("why.if", then=say(f"then_past.{ANSWERS[answered]}"), change=say("why.or_if").join(changes)))
    return say("why.would", what=say("why.and_it").join(told)) if told else say("why.would_not")


def change_words(names: Naming, case: Case, change: Change) -> str:
    """Return a change in words, to stand after "if"."""
    return _CHANGE_WORDS[change.kind](names, case, change)


def _edit(names: Naming, case: Case, change: Change) -> str:
    places = dict.fromkeys(step.clause for step in change.steps)
    told = [_at(names, case, c, [step for step in change.steps if step.clause == c]) for c in places]
    return names.words.listed(told)


def _at(names: Naming, case: Case, place: int, steps: Sequence[Step]) -> str:
    """Return what becomes of one clause, of the wording (`state.WORDING`) or of the ask (WHOLE)."""
    say, text = names.words.say, case.text
    done = [step.what for step in steps]
    if place == WHOLE:
        ask = names.scenario.ally[case.seat].ask
        says = names.author(f"ally.{case.seat}.ask.says", ask.says) if ask else ""
        return say(f"step.{done[-1]}", says=says)
    if place == s.WORDING:
        verb = text.verb + done.count("firmer") - done.count("softer")
        return say("step.firmer" if verb > text.verb else "step.softer", verb=names.verb(verb))
    clause = text.clauses[place]
    level = clause.level + done.count("raise") - done.count("lower")
    what = next(word for word in ("strike", "lower", "raise", "call_for", "decide") if word in done)
    most = len(names.scenario.measure[clause.measure].levels)
    advice = what == "lower" and level == 1 and most > 1 and clause.mood != s.CALLS_FOR
    key = "advice" if advice else what
    told = say(f"step.{key}", number=place + 1, measure=names.measure(clause.measure), level=level)
    moods = [word for word in done if word in ("call_for", "decide")]
    if what in ("lower", "raise") and moods:
        told += say(f"step.and_{moods[-1]}")
    return told


def _evidence(names: Naming, case: Case, change: Change) -> str:
    was = int(case.state.public.track[b.ATTRIBUTION, s.NOW])
    key = "change_of.evidence_up" if change.by > 0 else "change_of.evidence_down"
    return names.words.say(key, by=points(abs(change.by)), now=points(was + change.by))


def _company(names: Naming, case: Case, change: Change) -> str:
    was = int(count_bits(shown(case.state.public.draft[case.draft], case.ally)))
    key = "change_of.more" if change.by > 0 else "change_of.fewer"
    return names.words.say(key, n=abs(change.by), was=was)


def _level(names: Naming, case: Case, change: Change) -> str:
    level = int(case.state.public.draft[case.draft, s.LEVEL]) + change.by
    return names.words.say("change_of.level", meeting=names.meeting(level))


_CHANGE_WORDS: Final = {EDIT: _edit, EVIDENCE: _evidence, COMPANY: _company, LEVEL: _level}


# Another seat, while the game is played. -----------------------------------------------------------------------------


def other_page(names: Naming, view: SeatView, seat: str) -> Iterator[str]:
    """Yield what a seat may know of another's answer to the text on the table: what was said aloud, to it, or at the table."""
    say, name = names.words.say, names.seat(seat)
    if view.public.draft is None:
        yield say("client.no_text")
        return
    known = []
    if seat in view.public.tour:
        known.append(say("why.toured", said=say(f"toured.{view.public.tour[seat]}")))
    for each in view.capital.soundings if view.capital else ():
        if each.ally == seat:
            key = "why.sounded" if each.is_fresh else "why.sounded_stale"
            known.append(say(key, band=say(f"band.{each.band}")))
    if seat in view.public.answers:
        known.append(say("why.answered", said=say(f"answered.{view.public.answers[seat]}")))
    for objection in view.objections:
        if objection.seat == seat:
            known += [
                say("text.clause_named", what=what, wants=wants)
                for what, wants in map(names.bracket, objection.brackets)
            ]
    yield say("why.other_head" if known else "why.other_nothing", seat=sentence(name))
    yield from (UNDER + line for line in known)
    yield say("why.other", seat=name)
