"""A decision with gaps to fill: allies, one of a list, a number, what one could live with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from game.desktop.forms import Bracketable, Filled, blank, decision_of, first_filled
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.stage import Pop, Result, Stay
from game.lab.doubts import Doubts, doubts
from game.table.position import copied

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget
    from game.telling.turn import Choice

SOUND: Final = "sound"  # the form in which it counts whose answer is in doubt


class Form:
    """One form over the council room."""

    def __init__(self, match: Match, choice: Choice) -> None:
        self.match, self.choice = match, choice
        self.position = match.sitting.table.position
        self.blank = blank(choice.form, self.position, match.names)
        self.filled = first_filled(choice.form, match.desk.turn.advised)
        self.doubts: Doubts | None = None  # what is to be sounded for, once it was worked out
        self._is_asked = False

    def build(self) -> Widget:
        """Return the screen."""
        stage, choice = self.match.stage, self.choice
        self._ask_doubts()
        say = stage.words.say
        fields = [*self._options(), *self._allies(), *self._scale(), *self._brackets()]
        body = parts.scroll("fields", choice.label, parts.col(*fields, gap=12))
        decision = decision_of(choice.form, self.match.desk.seat, self.filled, self.position)
        refused = self.match.sitting.refusal(decision) if decision else None
        note = self.match.refusal(refused) if refused else say("form.missing") if decision is None else ""
        footer = [
            parts.button("back", say("key.back"), partial(stage.turn, Pop())),
            parts.button("send", say("form.send"), self._send, primary=True, enabled=not note),
        ]
        return parts.page(choice.label, body, footer, sub=say(f"form.{choice.form}"), note=note, narrow=True)

    def escape(self) -> Result:
        """Go back without deciding."""
        return Pop()

    def _options(self) -> list[Widget]:
        if not self.blank.options:
            return []
        name = self.match.stage.words.say(f"form.one_{self.choice.form}")
        return [
            parts.heading(name),
            parts.radio("one", name, list(self.blank.options), self.filled.one, self._set_one),
        ]

    def _allies(self) -> list[Widget]:
        if not self.blank.allies:
            return []
        names = self.match.names
        tiles = [
            parts.flag_button(
                f"ally_{key}",
                key,
                names.name(key),
                self._doubt(key),
                partial(self._tick, key),
                on=key in self.filled.allies,
            )
            for key in names.scenario.ally
            if key != self.match.desk.seat
        ]
        most = self.blank.allies
        columns = 4 if self.match.stage.width >= parts.NARROW else 2
        return [
            parts.heading(self.match.stage.words.say("form.allies", n=most)),
            parts.grid(tiles, columns=columns, gap=4),
        ]

    def _ask_doubts(self) -> None:
        """Have it worked out in the background whose answer is in doubt, where somebody is to be sounded."""
        seat = self.match.desk.seat
        if self.choice.form == SOUND and not self._is_asked and seat in self.match.names.scenario.ally:
            self._is_asked, position = True, copied(self.position)
            self.match.stage.fetch(lambda _: doubts(position, seat), self._doubts_found)

    def _doubts_found(self, found: Doubts) -> None:
        self.doubts = found
        self.match.stage.turn(Stay())

    def _doubt(self, ally: str) -> str:
        """Return how likely an ally assents, and whether it is the one from whom most would be learnt."""
        found = next((each for each in self.doubts.allies if each.ally == ally), None) if self.doubts else None
        if found is None or self.doubts is None:
            return ""
        key = "form.teaches" if ally == self.doubts.teaches else "form.assents"
        return self.match.stage.words.say(key, n=round(found.assents / 10))

    def _scale(self) -> list[Widget]:
        if not self.blank.scale:
            return []
        name = self.match.stage.words.say(f"form.scale_{self.choice.form}")
        return [parts.heading(name), parts.slider("number", name, 0, 100, self.filled.number, self._set_number, step=5)]

    def _brackets(self) -> list[Widget]:
        return [self._bracket(each) for each in self.blank.brackets]

    def _bracket(self, each: Bracketable) -> Widget:
        say = self.match.stage.words.say
        options = [say("form.keep"), *(says for _, says in each.steps)]
        levels = [level for level, _ in each.steps]
        lowered = dict(self.filled.brackets).get(each.what)
        chosen = 0 if lowered is None else levels.index(lowered) + 1

        def change(picked: int) -> None:
            self._fill(self.filled.with_bracket(each.what, levels[picked - 1] if picked else None))

        return parts.slip(each.name, parts.radio(f"bracket_{each.what}", each.name, options, chosen, change))

    def _tick(self, ally: str) -> None:
        self._fill(self.filled.with_ally(ally, self.blank.allies))

    def _set_one(self, one: int) -> None:
        self._fill(replace(self.filled, one=one))

    def _set_number(self, number: int) -> None:
        self.filled = replace(self.filled, number=number)  # the slider shows it by itself, and is being dragged

    def _fill(self, filled: Filled) -> None:
        self.filled = filled
        self.match.stage.turn(Stay())

    def _send(self) -> None:
        decision = decision_of(self.choice.form, self.match.desk.seat, self.filled, self.position)
        if decision:
            self.match.send([decision])
