"""Small dialogues for decisions that have gaps to fill: a text, a bracket, a promise. Each gives back a decision, or None."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from game.rules import numbers as n
from game.rules import state as s
from game.scenario.words import ANSWERS, PROMISES, VERBS
from game.table import decisions as d
from game.table.decisions import Bracket, Clause, Decision, Text
from game.table.drafts import text_of
from game.table.legal_texts import basis_now
from game.table.position import Position
from game.table.views import SeatView
from game.telling.desk import level_line
from game.telling.labels import text_label
from game.telling.naming import Naming
from game.terminal.asking import Asker, numbers_in
from game.terminal.paper import Paper


@dataclass
class Dialogue:
    """What a dialogue needs: who is asked, about what, and what the adviser would do."""

    names: Naming
    paper: Paper
    asker: Asker
    position: Position
    view: SeatView
    advised: Sequence[Decision]

    @property
    def seat(self) -> str:
        """Return the person's seat."""
        return self.view.seat

    def ask(self, key: str, **values: object) -> str:
        """Return the answer to a question of the text table."""
        return self.asker.ask(self.names.words.say(f"ask.{key}", **values))

    def number(self, key: str, top: int, **values: object) -> int:
        """Return a number 1 to `top` that is typed, 0 for none."""
        found = numbers_in(self.ask(key, **values), top)
        return found[0] if found else 0

    def lines(self, lines: Sequence[str]) -> None:
        """Write numbered lines."""
        for number, line in enumerate(lines, 1):
            self.paper.item(line, mark=f"{number}.")

    def allies(self, answer: str) -> tuple[str, ...]:
        """Return the allies whose letters are typed."""
        words = answer.upper().replace(",", " ").split()
        return tuple(dict.fromkeys(word for word in words if word in self.position.lexicon.allies))


Wizard = Callable[[Dialogue], Decision | None]


def bilateral(talk: Dialogue) -> Decision | None:
    """Ask for the helpers of the bilateral road."""
    helpers = talk.allies(talk.ask("allies", example=" ".join(talk.position.lexicon.allies[:3])))
    return d.BilateralRoad(talk.seat, helpers) if helpers else None


def promise(talk: Dialogue) -> Decision | None:
    """Ask for a promise."""
    to = talk.allies(talk.ask("ally"))
    if not to:
        return None
    talk.lines([talk.names.words.say(f"promise.{kind}") for kind in PROMISES[1:]])
    kind = talk.number("promise", len(PROMISES) - 1)
    return d.PromiseTo(talk.seat, to[0], PROMISES[kind]) if kind else None


def floor(talk: Dialogue) -> Decision | None:
    """Ask how much a seat wants the floor, and say how much is still heard once a text of the round has held."""
    talk.paper.line(talk.names.words.say("ask.strength_help", least=talk.position.loaded.book.rule[n.FLOOR_SECOND]))
    return d.AskFloor(talk.seat, talk.number("strength", 100) or 50)


def sound(talk: Dialogue) -> Decision | None:
    """Ask whom to sound."""
    allies = talk.allies(talk.ask("allies", example=" ".join(talk.position.lexicon.allies[:2])))
    return d.Sound(talk.seat, allies) if allies else None


def says(talk: Dialogue) -> Decision | None:
    """Ask what to say when sounded."""
    band = talk.number("band", len(d.BANDS))
    return d.SaysIfSounded(talk.seat, band - 1) if band else None


def forecast(talk: Dialogue) -> Decision | None:
    """Ask for a forecast."""
    questions = list(talk.names.scenario.question.items())
    talk.lines([talk.names.author(f"question.{key}.asks", each.asks) for key, each in questions])
    which = talk.number("question", len(questions))
    percent = talk.ask("percent").removesuffix("%").strip() if which else ""
    if not percent.isdecimal():
        return None
    return d.Forecast(talk.seat, questions[which - 1][0], int(percent))


def advised_text(talk: Dialogue) -> Text | None:
    """Return the text that the adviser would write, if any."""
    for each in talk.advised:
        if isinstance(each, d.TableText) or (isinstance(each, d.Revise) and each.text):
            return each.text
    return None


def wording(talk: Dialogue) -> Text | None:
    """Ask for a text: clauses from the options paper (and of the text at hand), verb, hours, asks."""
    advised = advised_text(talk)
    options = [(level.measure, level.level, level_line(talk.names, level)) for level in talk.view.public.paper]
    row = int(talk.position.state.public.clock[s.DRAFT])
    if row >= 0:
        have = text_of(talk.position.lexicon, talk.position.state.public.draft[row])
        fresh = [each for each in options if each[0] not in {clause.measure for clause in have.clauses}]
        options = [(each.measure, each.level, talk.names.clause(each)) for each in have.clauses] + fresh
    talk.lines([line for _, _, line in options])
    if advised:
        talk.paper.line(talk.names.words.say("client.adviser", what=text_label(talk.names, advised)))
    typed = talk.ask("clauses")
    if not typed:
        return advised
    chosen = [] if typed == "0" else numbers_in(typed, len(options))
    if chosen is None:
        return None
    clauses = tuple(Clause(options[k - 1][0], options[k - 1][1]) for k in chosen[: s.CLAUSES])
    verb = _verb(talk, advised)
    return Text(verb, basis_now(talk.position), clauses, _hours(talk, advised), _asks(talk, advised))


def _verb(talk: Dialogue, advised: Text | None) -> int:
    talk.lines([talk.names.verb(verb) for verb in range(1, len(VERBS))])
    default = advised.verb if advised else 2
    return talk.number("verb", len(VERBS) - 1, default=default) or default


def _hours(talk: Dialogue, advised: Text | None) -> int:
    rule, clock = talk.position.loaded.book.rule, talk.position.state.public.clock
    least = int(rule[n.LEAST_DEADLINE])
    most = max(int(clock[s.HOURS_LEFT]) - (int(rule[n.REVISION_HOURS]) if clock[s.PHASE] == s.REVISE else 0), least)
    default = min(max(advised.hours if advised else most // 2, least), most)
    return talk.number("hours", most, least=least, most=most, default=default) or default


def _asks(talk: Dialogue, advised: Text | None) -> tuple[str, ...]:
    default = advised.asks if advised else ()
    typed = talk.ask("asks", default=" ".join(default) or talk.names.words.say("list.none"))
    return talk.allies(typed) if typed else default


def table(talk: Dialogue) -> Decision | None:
    """Ask for a text to table."""
    text = wording(talk)
    return d.TableText(talk.seat, text) if text else None


def revise(talk: Dialogue) -> Decision | None:
    """Ask for a revision."""
    text = wording(talk)
    return d.Revise(talk.seat, "revise", text) if text else None


def objection(kind: int) -> Wizard:
    """Return the dialogue for an answer that names clauses."""

    def ask(talk: Dialogue) -> Decision | None:
        row = int(talk.position.state.public.clock[s.DRAFT])
        text = text_of(talk.position.lexicon, talk.position.state.public.draft[row])
        whats = [*(clause.measure for clause in text.clauses), d.WORDING_WORD]
        names = [*(talk.names.leveled(clause.measure, clause.level) for clause in text.clauses)]
        talk.lines([*names, talk.names.words.say("bracket.wording_is", verb=talk.names.verb(text.verb))])
        typed = talk.ask("brackets")
        advised = next((each for each in talk.advised if isinstance(each, d.Answer) and each.brackets), None)
        if not typed and advised:
            return d.Answer(talk.seat, kind, advised.brackets, advised.demands_ask)
        chosen = numbers_in(typed, len(whats))
        if not chosen:
            return None
        brackets = tuple(_bracket(talk, text, whats[k - 1], k - 1) for k in chosen[:2])
        return d.Answer(talk.seat, kind, brackets)

    return ask


def _bracket(talk: Dialogue, text: Text, what: str, clause: int) -> Bracket:
    """Ask what would do instead of a clause or of the wording."""
    say = talk.names.words.say
    if what == d.WORDING_WORD:
        weaker = [say("ask.choice", number=verb, says=talk.names.verb(verb)) for verb in range(1, text.verb)]
        default = max(text.verb - 1, 1)
        told = say("list.comma").join(weaker)
        return Bracket(
            what, talk.number("level", default, what=say("bracket.wording"), levels=told, default=default) or default
        )
    level = text.clauses[clause].level
    lower = [say("ask.choice", number=each, says=talk.names.option(what, each)) for each in range(1, level)]
    levels = say("list.comma").join([say("client.strike"), *lower])
    typed = talk.ask("level", what=talk.names.measure(what), levels=levels, default=0)
    return Bracket(what, int(typed) if typed.isdecimal() and int(typed) < level else 0)


# By kind of the menu's item, for the forms that have gaps.
WIZARDS: Final[dict[str, Wizard]] = {
    "BilateralRoad": bilateral,
    "PromiseTo": promise,
    "AskFloor": floor,
    "Sound": sound,
    "SaysIfSounded": says,
    "Forecast": forecast,
    "TableText": table,
    "Revise": revise,
}
OBJECTIONS: Final[dict[str, Wizard]] = {ANSWERS[kind]: objection(kind) for kind in (s.AMEND, s.BREAK)}
LABELS: Final = {
    "BilateralRoad": "choice.bilateral",
    "PromiseTo": "choice.promise",
    "AskFloor": "choice.floor",
    "Sound": "choice.sound",
    "SaysIfSounded": "choice.says",
    "Forecast": "choice.forecast",
    "TableText": "choice.table",
    "Revise": "choice.revise",
}
