"""Writing a text: measures to choose from beside the text as it would read, what it is worth, and whether it would hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from game.desktop import drafting
from game.desktop.expecting import Expecting
from game.desktop.judging import Guess, Judgement, guess, judge
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.expected import ExpectedPanel
from game.desktop.stage import Pop, Result, Stay
from game.rules.state import CALLS_FOR, DECIDES
from game.scenario.words import MOODS_OF_CLAUSE, VERBS
from game.table import decisions as d
from game.table.decisions import Clause, Decision, Text
from game.telling.teller import Teller

if TYPE_CHECKING:
    from game.desktop.drafting import Option
    from game.desktop.widgets.widget import Widget
    from game.telling.turn import Choice

CERTAIN: Final = 100  # per cent
GROWS: Final = {"measures": 5, "text": 6, "expected": 5}  # shares of the width
MEASURE, CLAUSE = "measure", "clause"  # what may be dragged
OWN: Final = "council"  # the authority whose clauses the Council may decide or only call for


class Draft:
    """A text in progress; every change is judged at once, and nothing is sent before the last button."""

    def __init__(self, match: Match, choice: Choice) -> None:
        self.match, self.choice = match, choice
        self.position = match.sitting.table.position
        self.bounds = drafting.bounds_of(self.position)
        self.options = drafting.options_for(self.position, match.desk.view, match.names)
        self.text = drafting.first_text(self.position, match.desk.turn.advised)
        self.groups = list(dict.fromkeys(option.group for option in self.options))
        self.group = 0  # 0 is every group
        self.search = ""
        self.guessed: list[str] = []
        self.page = "text"  # of those that share a place where there is little room
        seat = match.desk.seat
        expecting = Expecting(self.position, seat) if seat in match.names.scenario.ally else None
        self.expected = ExpectedPanel(match, expecting, self._again)

    def build(self) -> Widget:
        """Return the screen."""
        say = self.match.stage.words.say
        judged = judge(self.position, self.decision())
        body = self._body(may_be_put=judged.refused is None)
        refused = self.match.refusal(judged.refused) if judged.refused else ""
        footer = [
            parts.button("back", say("key.back"), partial(self.match.stage.turn, Pop())),
            parts.button("guess", say("draft.guess"), self._guess, enabled=not refused, help_text=say("help.guess")),
            parts.button("send", self._send_label(judged.cost), self._send, primary=True, enabled=not refused),
        ]
        note, worth = refused or " ".join(self.guessed), self._worth(judged)
        return parts.page(self.choice.label, body, footer, sub=worth, note=note)

    def _body(self, *, may_be_put: bool) -> Widget:
        """Return measures, text and what it would do, side by side as far as there is room, else behind tabs."""
        say, width = self.match.stage.words.say, self.match.stage.width
        pages: dict[str, Widget] = {
            "measures": parts.zone(self._measures(), self._is_clause, self._strike_dropped),
            "text": parts.zone(parts.scroll("text", say("draft.text"), self._text()), _is_any, self._put_last),
            "expected": self.expected.build(self.decision(), may_be_put=may_be_put),
        }
        names = {"measures": say("draft.measures"), "text": say("draft.text"), "expected": say("expected.title")}
        if width >= parts.WIDE:
            panels = [parts.panel(names[key], page, grow=GROWS[key]) for key, page in pages.items()]
            return parts.row(*panels, grow=1)
        beside = ["measures"] if width >= parts.NARROW else []
        tabbed = [(key, name) for key, name in names.items() if key not in beside]
        here = self.page if self.page not in beside else "text"
        shown = parts.panel("", parts.col(parts.tabs("pages", tabbed, here, self._go), pages[here]), grow=6)
        return parts.row(*(parts.panel(names[key], pages[key], grow=5) for key in beside), shown, grow=1)

    def _go(self, page: str) -> None:
        self.page = page
        self._again()

    def _again(self) -> None:
        self.match.stage.turn(Stay())

    def escape(self) -> Result:
        """Go back; the text is forgotten."""
        return Pop()

    def decision(self) -> Decision:
        """Return what would be sent."""
        seat = self.match.desk.seat
        return d.Revise(seat, "revise", self.text) if self.choice.form == "revise" else d.TableText(seat, self.text)

    def _send_label(self, cost: int) -> str:
        say = self.match.stage.words.say
        return say("draft.send_cost", n=cost) if cost else say("draft.send")

    def _worth(self, judged: Judgement) -> str:
        say, own = self.match.stage.words.say, judged.own
        if own is None:
            return say("draft.unworth")
        key = "page.clears" if own.margin >= 0 else "page.short"
        return say(key, value=f"{own.value:+d}", needs=f"{own.needs:+d}", n=abs(own.margin))

    # The measures. ---------------------------------------------------------------------------------------------------

    def _measures(self) -> Widget:
        say = self.match.stage.words.say
        groups = [say("draft.all_groups"), *(self._group_name(group) for group in self.groups)]
        rows = [self._option(option) for option in self.options if self._is_listed(option)]
        search = parts.entry("search", say("draft.search"), self.search, self._set_search)
        group = parts.drop_down("group", say("draft.group"), groups, self.group, self._set_group)
        is_wide = self.match.stage.width >= parts.LEGIBLE
        filters = parts.row(search, group) if is_wide else parts.col(parts.row(search), group)
        return parts.col(filters, parts.scroll("measures", say("draft.measures"), parts.col(*rows, gap=4)))

    def _group_name(self, group: str) -> str:
        words = self.match.stage.words
        return words.say(f"group.{group}") if words.has(f"group.{group}") else group.replace("_", " ").capitalize()

    def _is_listed(self, option: Option) -> bool:
        wanted = not self.group or option.group == self.groups[self.group - 1]
        found = self.search.casefold() in " ".join([option.name, *(each.says for each in option.levels)]).casefold()
        return wanted and found

    def _option(self, option: Option) -> Widget:
        say, level = self.match.stage.words.say, drafting.level_in(self.text, option.measure)
        first = option.levels[max(level - option.levels[0].level, 0)]
        notes = [say("draft.lead", n=first.lead_hours), say(f"authority.{option.authority}")]
        if not option.on_paper:
            notes.append(say("draft.off_paper"))
        notes += [say("draft.needs", n=count, kind=self.match.names.kind(kind)) for kind, count in first.needs]
        return parts.option(
            f"measure_{option.measure}",
            say("draft.line", name=option.name, says=first.says),
            " · ".join(notes),
            partial(self._toggle, option),
            on=level > 0,
            carries=(MEASURE, option.measure),
        )

    # The text. -------------------------------------------------------------------------------------------------------

    def _text(self) -> Widget:
        say = self.match.stage.words.say
        verbs = [self.match.names.verb(verb) for verb in range(1, len(VERBS))]
        read = judge(self.position, self.decision()).text or self.text
        return parts.col(
            parts.drop_down("verb", say("draft.verb"), verbs, self.text.verb - 1, self._set_verb),
            *([] if self.text.clauses else [parts.small(say("draft.no_clauses"))]),
            *(self._clause(clause, as_put) for clause, as_put in zip(self.text.clauses, read.clauses, strict=True)),
            parts.slider(
                "hours",
                say("draft.hours"),
                self.bounds.least_hours,
                self.bounds.most_hours,
                self.text.hours,
                self._set_hours,
            ),
            *self._asks(),
            gap=10,
        )

    def _clause(self, clause: Clause, as_put: Clause) -> Widget:
        say, names = self.match.stage.words.say, self.match.names
        option = next((each for each in self.options if each.measure == clause.measure), None)
        levels = [each.level for each in option.levels] if option else [clause.level]
        mood = names.words.say(f"mood.{MOODS_OF_CLAUSE[as_put.mood]}")
        strike, move = partial(self._level, clause, 0), partial(self._move, clause)
        name = say("draft.line", name=say("draft.move"), says=names.leveled(clause.measure, clause.level))
        grip = parts.grip(f"grip_{clause.measure}", name, (CLAUSE, clause.measure), move, strike, say("help.grip"))
        buttons = [grip, parts.button(f"strike_{clause.measure}", say("draft.strike"), strike)]
        if clause.level - 1 in levels:
            lower = partial(self._level, clause, clause.level - 1)
            buttons.append(parts.button(f"lower_{clause.measure}", say("draft.lower"), lower))
        if clause.level + 1 in levels:
            higher = partial(self._level, clause, clause.level + 1)
            buttons.append(parts.button(f"raise_{clause.measure}", say("draft.raise"), higher))
        if names.scenario.measure[clause.measure].authority == OWN:
            only = clause.mood == CALLS_FOR
            buttons.append(
                parts.toggle(f"mood_{clause.measure}", say("draft.only_call"), only, partial(self._mood, clause))
            )
        slip = parts.slip(
            say("draft.line", name=mood, says=names.leveled(clause.measure, clause.level)),
            parts.body(names.option(clause.measure, clause.level)),
            parts.flow(*buttons),
        )
        return parts.zone(slip, _is_any, partial(self._put_beside, clause))

    def _asks(self) -> list[Widget]:
        say, names = self.match.stage.words.say, self.match.names
        if not self.bounds.askers:
            return []
        tiles = [
            parts.toggle(
                f"ask_{ally}",
                say("draft.line", name=names.name(ally), says=self._ask(ally)),
                ally in self.text.asks,
                partial(self._grant, ally),
            )
            for ally in self.bounds.askers
        ]
        return [parts.heading(say("draft.asks")), *tiles]

    def _ask(self, ally: str) -> str:
        ask = self.match.names.scenario.ally[ally].ask
        return self.match.names.author(f"ally.{ally}.ask.says", ask.says) if ask else ""

    # What is done. ---------------------------------------------------------------------------------------------------

    def _toggle(self, option: Option) -> None:
        level = 0 if drafting.level_in(self.text, option.measure) else option.levels[0].level
        self._write(drafting.with_measure(self.text, option.measure, level))

    def _level(self, clause: Clause, level: int) -> None:
        self._write(drafting.with_measure(self.text, clause.measure, level))

    def _move(self, clause: Clause, by: int) -> None:
        self._write(drafting.moved(self.text, clause.measure, self._place_of(clause.measure) + by))

    def _place_of(self, measure: str) -> int:
        return [each.measure for each in self.text.clauses].index(measure)

    # What is put down where. -----------------------------------------------------------------------------------------

    def _is_clause(self, what: object) -> bool:
        return isinstance(what, tuple) and what[0] == CLAUSE

    def _strike_dropped(self, what: object, _: bool) -> None:
        if isinstance(what, tuple):
            self._write(drafting.with_measure(self.text, what[1], 0))

    def _put_last(self, what: object, _: bool) -> None:
        self._put_at(what, len(self.text.clauses))

    def _put_beside(self, clause: Clause, what: object, below: bool) -> None:
        """Put what is dragged before or after a clause; it counts the places without what is moved."""
        if isinstance(what, tuple) and what[1] != clause.measure:
            others = [each.measure for each in self.text.clauses if each.measure != what[1]]
            self._put_at(what, others.index(clause.measure) + below)

    def _put_at(self, what: object, place: int) -> None:
        """Put a clause, or a measure at its first level, at a place of the text."""
        if not isinstance(what, tuple):
            return
        text = self.text
        if drafting.level_in(text, what[1]) == 0:
            option = next(each for each in self.options if each.measure == what[1])
            text = drafting.with_measure(text, option.measure, option.levels[0].level)
        self._write(drafting.moved(text, what[1], place))

    def _mood(self, clause: Clause, only_call: bool) -> None:
        self._write(drafting.with_mood(self.text, clause.measure, CALLS_FOR if only_call else DECIDES))

    def _grant(self, ally: str, _: bool) -> None:
        self._write(drafting.with_ask(self.text, ally))

    def _set_verb(self, chosen: int) -> None:
        self._write(replace(self.text, verb=chosen + 1))

    def _set_hours(self, hours: int) -> None:
        self.text = replace(self.text, hours=hours)  # the slider shows it by itself, and is being dragged

    def _set_group(self, chosen: int) -> None:
        self.group = chosen
        self.match.stage.turn(Stay())

    def _set_search(self, text: str) -> None:
        self.search = text
        self.match.stage.turn(Stay())

    def _write(self, text: Text) -> None:
        self.text, self.guessed = text, []
        self.match.stage.turn(Stay())

    def _guess(self) -> None:
        stage, decision = self.match.stage, self.decision()
        stage.run(stage.words.say("work.guess"), lambda _: guess(self.position, decision), self._guess_found)

    def _guess_found(self, found: Guess) -> None:
        self.guessed = [self.match.stage.words.say("draft.guessed"), *self._told(found)]
        self.match.stage.turn(Stay())

    def _told(self, found: Guess) -> Sequence[str]:
        say, names = self.match.stage.words.say, self.match.names
        if found.after is None:
            return [say("draft.guess_none")]
        teller = Teller(self.position.loaded, names.words)
        changes = names.words.say("list.comma").join(teller.changes(found.before, found.after))
        told = [say("draft.guess_changes", changes=changes) if changes else say("draft.guess_as_is")]
        told.append(say("draft.guess_chance", n=found.chance))
        if found.least_known and found.its_chance < CERTAIN:
            told.append(say("draft.guess_least", seat=names.seat(found.least_known), n=found.its_chance))
        return told

    def _send(self) -> None:
        self.match.send([self.decision()])


def _is_any(what: object) -> bool:
    """Tell that a text takes measures and clauses alike."""
    return isinstance(what, tuple)
