"""Who sits where: the allies, what each owns, asks and fears, the others' skill, and seats for several people."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from game.allies.compiled import has_compiler
from game.desktop.maplook import mixed
from game.desktop.screens import parts
from game.desktop.screens.map_view import Charts, MapView, ground_colour, places_of
from game.desktop.screens.opening import Order, begin, chosen_first
from game.desktop.stage import Pop, Result, Stage, Stay
from game.telling.authored import capital, government
from game.telling.naming import Naming
from game.telling.words import sentence, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pygame

    from game.desktop.widgets.theme import Colour, Theme
    from game.desktop.widgets.widget import Widget
    from game.scenario.load import Loaded

SKILLS: Final = ("instinct", "staff", "council")
CARD: Final = ("owns", "asks", "fears", "red_line", "home")


class Seats:
    """The choice of seats of one scenario."""

    def __init__(self, stage: Stage, loaded: Loaded, order: Order | None = None) -> None:
        self.stage, self.loaded = stage, loaded
        self.names = Naming(loaded.scenario, words_in(stage.settings.language))
        self.order = list(chosen_first(loaded))
        self.shown = self.order[0]
        self.charts = Charts()
        self.taken: list[str] = []  # by several people; empty while one person plays the seat that is shown
        self.asked = order or Order(())
        self.skills = SKILLS if has_compiler() else SKILLS[:-1]  # who looks far ahead plays thousands of games
        self.skill = self.skills.index(self.asked.skill)
        self.own_skills: dict[str, int] = {}  # of seats that differ from the others

    def build(self) -> Widget:
        """Return the screen: the list of seats, the card of the one that is shown, how to begin."""
        say = self.stage.words.say
        listed: Widget = parts.panel(say("seats.list"), self._list(), grow=2)
        if self.stage.width >= parts.NARROW and len(places_of(self.loaded.scenario)) > 1:
            listed = parts.col(parts.panel("", self._map(), grow=1), parts.panel("", self._list(), grow=1), grow=3)
        shown = parts.panel(self.names.name(self.shown), parts.col(self._own_skill(), self._card()), grow=3)
        wide = self.stage.width >= parts.NARROW
        body = parts.row(listed, shown, grow=1) if wide else parts.col(listed, shown, grow=1)
        title = self.names.author("scenario.title", self.loaded.scenario.scenario.title)
        return parts.page(say("seats.title"), body, self._footer(), sub=title)

    def escape(self) -> Result:
        """Go back."""
        return Pop()

    def _list(self) -> Widget:
        rows = [self._row(seat) for seat in self.order]
        return parts.scroll("list", self.stage.words.say("seats.list"), parts.col(*rows, gap=4))

    def _map(self) -> Widget:
        chart = self.charts.of(self.names, self.stage.words.language, self.stage.theme.scale)
        name = self.stage.words.say("seats.map")
        return MapView(chart, self._colours, self._show, self.shown, id="map", name=name, help=name)

    def _colours(self, theme: Theme) -> tuple[Mapping[str, Colour], Mapping[str, pygame.Surface]]:
        """Return every ally in a plain colour, those with a long brief lighter, those taken lit."""
        allies, plain, bright = self.loaded.scenario.ally, ground_colour(), theme.colour("accent")
        shares = {key: 1.0 if key in self.taken else 0.5 if ally.featured else 0.2 for key, ally in allies.items()}
        return {key: mixed(bright, plain, share) for key, share in shares.items()}, {}

    def _row(self, seat: str) -> Widget:
        ally, say = self.loaded.scenario.ally[seat], self.stage.words.say
        taken, name = seat in self.taken, self.names.name(seat)
        text = say("seats.taken", name=name) if taken else name
        more = say("seats.featured") if ally.featured else ""
        return parts.flag_button(f"seat_{seat}", seat, text, more, partial(self._show, seat), on=seat == self.shown)

    def _card(self) -> Widget:
        ally, say, path = self.loaded.scenario.ally[self.shown], self.stage.words.say, f"ally.{self.shown}"
        card = ally.card.model_dump()
        lines = [
            f"<b>{say(f'card.{key}')}</b> {parts.safe(self.names.author(f'{path}.card.{key}', card[key]))}"
            for key in CARD
        ]
        governs = sentence(government(self.names, self.shown))
        rules = say("seats.government", capital=capital(self.names, self.shown), says=governs)
        text = f"<dim>{parts.safe(rules)}</dim>"
        brief = parts.safe(self.names.author(f"{path}.brief", ally.brief or ""))
        return parts.scroll(
            "card", self.names.name(self.shown), parts.rich("card_text", "\n\n".join([text, *lines, brief]).strip())
        )

    def _own_skill(self) -> Widget:
        """Return the choice of how well the model plays the seat that is shown, where nobody sits there."""
        say = self.stage.words.say
        skills = [say("skill.others"), *(say(f"skill.{skill}") for skill in self.skills)]
        chosen = self.own_skills.get(self.shown, -1) + 1
        return parts.drop_down("own_skill", say("seats.own_skill"), skills, chosen, self._set_own_skill)

    def _footer(self) -> list[Widget]:
        say = self.stage.words.say
        is_taken = self.shown in self.taken
        skills = [say(f"skill.{skill}") for skill in self.skills]
        return [
            parts.button("back", say("key.back"), partial(self.stage.turn, Pop())),
            *([parts.entry("seed", say("seats.seed"), self.asked.seed, self._set_seed)] if self._is_roomy() else []),
            parts.drop_down("skill", say("seats.skill"), skills, self.skill, self._set_skill),
            parts.button("share", say("seats.untake" if is_taken else "seats.take"), self._share),
            parts.button("begin", self._begin_label(), self.begin, primary=True),
        ]

    def _is_roomy(self) -> bool:
        return self.stage.width >= parts.NARROW

    def _set_seed(self, seed: str) -> None:
        self.asked = replace(self.asked, seed=seed)

    def _begin_label(self) -> str:
        say = self.stage.words.say
        if len(self.taken) > 1:
            return say("seats.begin_many", n=len(self.taken))
        return say("seats.begin", name=self.names.name(self.taken[0] if self.taken else self.shown))

    def _show(self, seat: str) -> None:
        self.shown = seat
        self.stage.turn(Stay())

    def _share(self) -> None:
        if self.shown in self.taken:
            self.taken.remove(self.shown)
        else:
            self.taken.append(self.shown)
        self.stage.turn(Stay())

    def _set_skill(self, chosen: int) -> None:
        self.skill = chosen
        self.stage.turn(Stay())

    def _set_own_skill(self, chosen: int) -> None:
        """Take a skill of the seat that is shown; 0 is that of the others."""
        self.own_skills.pop(self.shown, None)
        if chosen:
            self.own_skills[self.shown] = chosen - 1
        self.stage.turn(Stay())

    def begin(self) -> None:
        """Sit down."""
        seats = tuple(self.taken) or (self.shown,)
        own = tuple((seat, self.skills[number]) for seat, number in self.own_skills.items())
        begin(self.stage, self.loaded, replace(self.asked, seats=seats, skill=self.skills[self.skill], skills=own))
