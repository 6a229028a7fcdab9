"""A person in a seat, at a terminal: what the seat needs to know, numbered choices, or any decision as one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from game.lab.adviser import advice
from game.lab.why import answers_given
from game.lab.words import Words
from game.rules.scores import seat_score
from game.rules.state import CONSULT
from game.table import decisions as d
from game.table.decisions import Decision, Refused
from game.table.lines import TERMINAL, fold, step_ends
from game.table.menu import Item
from game.table.position import Position
from game.table.table import Table
from game.table.views import SeatView
from game.telling import desk
from game.telling.afterwards import Afterwards
from game.telling.labels import label
from game.telling.refusals import refusal
from game.telling.tell import tell
from game.telling.teller import Teller
from game.terminal.afterwards import converse, write
from game.terminal.asking import Asker, Leave
from game.terminal.orders import ORDERS
from game.terminal.paper import Paper
from game.terminal.reveal import write_end
from game.terminal.story import write_parts, write_round
from game.terminal.wizards import LABELS, OBJECTIONS, WIZARDS, Dialogue, Wizard

PAR_GAMES: Final = 5  # as many as can be waited for where the rules run uncompiled


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list: a decision, or a dialogue that makes one."""

    label: str
    decision: Decision | None = None
    wizard: Wizard | None = None


class Client:
    """One person's game. `play` returns when the game is over or the person leaves."""

    def __init__(self, table: Table, seat: str, paper: Paper, asker: Asker, words: Words, file: Path | None) -> None:
        """Sit down at a table; `file` is where the game is kept."""
        self.table, self.seat, self.paper, self.asker, self.words = table, seat, paper, asker, words
        self.teller = Teller(table.loaded, words)
        self.names = self.teller.names
        self.file = file
        self._told = 0  # moment up to which events are told
        self._section = ""
        self._shown = ("", -1)  # phase and moment of the last list of choices
        self._marks: list[int] = []  # lines to go back to
        self.left = False

    def play(self) -> bool:
        """Play to the end; False where the person left before."""
        try:
            while not self.table.is_over and not self.left:
                self._catch_up()
                self._turn()
        except Leave:
            self.left = True
        if self.left:
            self.say_where()
            return False
        self._catch_up()
        self._end()
        return True

    def skip_to_round(self) -> None:
        """Begin to tell with the round that is played; what came before is remembered and not told again."""
        events = self.table.events(0, self.seat)
        begins = max((event.moment for event in events if event.kind == "round"), default=0)
        for moment, group in groupby((each for each in events if each.moment < begins), key=lambda each: each.moment):
            self._told = moment + 1
            for _ in tell(self.teller, group):
                pass

    # What happened, and what the seat sees. --------------------------------------------------------------------------

    def _catch_up(self) -> None:
        """Tell what happened since the last time, a settled phase at a time."""
        events = self.table.events(self._told, self.seat)
        for moment, group in groupby(events, key=lambda event: event.moment):
            of_phase = list(group)
            begun = next((event for event in of_phase if event.kind == "round"), None)
            if begun:
                self._begin_round(int(str(begun.data["round"])) - 1)
            self._section = write_parts(tell(self.teller, of_phase), self.paper, self._section)
            self._told = moment + 1

    def _begin_round(self, now: int) -> None:
        self._section = ""
        write_round(now, self.teller, self.paper)
        self.write(desk.cable(self.names, self.seat, now))

    def write(self, lines: Iterator[str]) -> None:
        """Write lines of the desk."""
        write(lines, self.paper)

    # A turn. ---------------------------------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Ask once, and do what is answered."""
        view, position = self.table.seat_view(self.seat), self.table.position
        advised = advice(position, self.seat)
        choices = list(self._choices(view, position))
        if self._shown != (view.public.phase, view.public.moment):
            self._show(view, position, advised, choices)
            self._shown = (view.public.phase, view.public.moment)
        answer = self.asker.ask(self.words.say("ask.more" if view.sealed else "ask.what"))
        talk = Dialogue(self.names, self.paper, self.asker, position, view, advised)
        self._answer(answer, talk, choices)

    def _show(self, view: SeatView, position: Position, advised: list[Decision], choices: list[Choice]) -> None:
        """Write what the seat needs for this phase, and the choices."""
        say, phase = self.words.say, view.public.phase
        self.paper.heading(say(f"phase.{phase}"))
        self._section = ""
        self.write(desk.status(self.names, view))
        if phase in ("acts", "consult"):
            self.write(desk.picture(self.names, view))
        elif phase in ("sound", "redraft", "tour", "answer", "revise"):
            self.write(desk.text(self.names, view, position))
        for number, choice in enumerate(choices, 1):
            self.paper.item(choice.label, mark=f"{number}.")
        self.paper.line(self._advised(view, advised))

    def _advised(self, view: SeatView, advised: list[Decision]) -> str:
        what = [label(self.names, view, each).removesuffix(".") for each in advised]
        if not what:
            return self.words.say("client.adviser_none")
        return self.words.say("client.adviser", what=self.words.say("list.semicolon").join(what))

    def _choices(self, view: SeatView, position: Position) -> Iterator[Choice]:
        """Yield what can be decided now, from the table's menu."""
        for item in view.menu:
            if item.refused or item.form in view.sealed:
                continue
            if item.kind == "Forecast" and position.phase != CONSULT:
                continue  # it can be written as a line at any time; the list stays short
            wizard = _wizard_of(item)
            if wizard:
                key = LABELS.get(item.kind) or f"choice.{_word_of(item)}"
                yield Choice(self._priced(self.words.say(key), item), wizard=wizard)
                continue
            decision = self.table.read(item.form)
            if isinstance(decision, Refused):
                continue
            yield Choice(self._priced(label(self.names, view, decision), item), decision)
            if isinstance(decision, d.Offer):
                caveat = d.Offer(decision.seat, decision.measure, decision.units, caveat=True)
                yield Choice(self._priced(label(self.names, view, caveat), item), caveat)

    def _priced(self, text: str, item: Item) -> str:
        return self.words.say("choice.cost", label=text, n=item.cost) if item.cost else text

    def _answer(self, answer: str, talk: Dialogue, choices: list[Choice]) -> None:
        """Do what a line says: a command, a number of the list, a decision; nothing is the adviser's choice."""
        word, _, rest = answer.partition(" ")
        command = ORDERS.get(word.lower())
        if not answer:
            self._default(talk)
        elif command:
            command(self, rest.strip(), talk)
        elif answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(choices):
            choice = choices[int(answer) - 1]
            decision = choice.decision or (choice.wizard(talk) if choice.wizard else None)
            if decision:
                self.decide([decision])
        else:
            self._line(answer)

    def _default(self, talk: Dialogue) -> None:
        """Do what the adviser would; with something sealed already, end the turn."""
        sealed = bool(talk.view.sealed)
        self.decide([*([] if sealed else talk.advised), d.Done(self.seat)])

    def _line(self, line: str) -> None:
        """Take a decision written as a line; the seat's own letters may be left out."""
        read = self.table.read(line)
        if isinstance(read, Refused):
            own = self.table.read(f"{self.seat} {line}")
            read = (
                own
                if not isinstance(own, Refused) or line.split(maxsplit=1)[0] not in self.table.position.lexicon.seats
                else read
            )
        if isinstance(read, Refused):
            self.refuse(read)
        elif read.seat != self.seat:
            self.paper.line(self.words.say("client.not_yours", seat=self.seat))
        else:
            self.decide([read])

    def decide(self, decisions: list[Decision]) -> None:
        """Send decisions one after the other, until one is refused or the table has gone on."""
        mark, moment = self.table.lines[-1].seq, self.table.position.moment
        for decision in decisions:
            if self.table.is_over or self.table.position.moment != moment or self.seat not in self.table.awaited():
                break
            step = self.table.apply(decision, f"{TERMINAL}{self.table.lines[-1].seq}")
            if isinstance(step, Refused):
                self.refuse(step)
                break
        if self.table.lines[-1].seq != mark:
            self._marks.append(mark)

    def refuse(self, refused: Refused) -> None:
        """Say why something was not possible, and what would help."""
        self.paper.line(self.words.say("client.refused", reason=refusal(self.names, refused)))

    # What commands use. ----------------------------------------------------------------------------------------------

    def undo(self) -> None:
        """Go back to before the last answer of this person."""
        ends = step_ends(fold(self.table.lines))
        to = self._marks.pop() if self._marks else ends[-2] if len(ends) > 1 else 0
        step = self.table.apply(d.Undo(to)) if to else None
        if step is None:
            self.paper.line(self.words.say("client.nothing_to_undo"))
        elif isinstance(step, Refused):
            self.refuse(step)
        else:
            self.paper.line(self.words.say("client.undone"))
            self._told, self._shown = step.moment, ("", -1)

    def leave(self) -> None:
        """Leave the table after this answer; the game is kept."""
        self.left = True

    def say_where(self) -> None:
        """Say where the game is kept."""
        if self.file:
            self.paper.line(self.words.say("client.saved_until", file=self.file))
        else:
            self.paper.line(self.words.say("client.left_unsaved"))

    def _end(self) -> None:
        from game.allies.compiled import Engine
        from game.lab.par import par

        position = self.table.position
        self.paper.line(self.words.say("client.over"))
        write_end(position, self.teller, self.paper, self.seat)
        row, book = position.lexicon.row(self.seat), position.loaded.book
        score = int(seat_score(book, position.state, position.scratch.stack, row))
        median = par(Engine(), book, position.seed, position.game, PAR_GAMES)[row]
        self.paper.line(self.words.say("client.par", games=PAR_GAMES, par=median, score=score))
        given = list(answers_given(self.table.header, self.table.loaded, self.table.lines))
        converse(Afterwards(book, position.lexicon, self.names, given), self.paper, self.asker, self.seat)


def _wizard_of(item: Item) -> Wizard | None:
    if "<" not in item.form:
        return None
    return OBJECTIONS.get(_word_of(item)) if item.kind == "Answer" else WIZARDS.get(item.kind)


def _word_of(item: Item) -> str:
    return item.form.split()[1]
