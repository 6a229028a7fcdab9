"""After the game: how it ended, what nobody knew, the scores beside par, why anybody answered any text, the whole story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from game.desktop import pages
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.screens.replay import look_back
from game.desktop.screens.tracks import track_bars
from game.desktop.stage import Home, Result, Stay
from game.desktop.work import Progress
from game.lab.why import Given, answers_given
from game.rules.scores import COMMON_GOALS, common_goal, seat_score
from game.table.journal import Replay
from game.telling import reveal
from game.telling.afterwards import Afterwards
from game.telling.teller import UNDER, Teller
from game.telling.words import sentence

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget

PAR_GAMES: Final = 5  # as many as can be waited for where the rules run uncompiled
HELD: Final = 60  # of a common goal, from which it counts as held


class Debrief:
    """What is left of a game, a page at a time."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.position = match.sitting.table.position
        self.teller = Teller(self.position.loaded, match.names.words)
        self.page = "ending"
        self.par: list[int] | None = None
        self.given: list[Given] = []
        self.number = 1
        self.seat = match.desk.seat
        self._asked = False

    def build(self) -> Widget:
        """Return the screen: a tab for each page."""
        stage = self.match.stage
        self._ask_par()
        say = stage.words.say
        tabs = parts.tabs("pages", [(name, say(f"debrief.{name}")) for name in PAGES], self.page, self._go)
        footer = [
            parts.button("replay", say("debrief.replay"), self._look_back),
            parts.button("leave", say("debrief.leave"), partial(stage.turn, Home()), primary=True),
        ]
        title = self.match.names.author("scenario.title", self.match.names.scenario.scenario.title)
        return parts.page(say("debrief.title"), parts.col(tabs, PAGES[self.page](self), grow=1), footer, sub=title)

    def escape(self) -> Result:
        """Leave the game."""
        return Home()

    def _go(self, page: str) -> None:
        self.page = page
        self.match.stage.turn(Stay())

    def _look_back(self) -> None:
        table = self.match.sitting.table
        look_back(self.match.stage, Replay(table.header, table.loaded, tuple(table.lines), table.position))

    def _ask_par(self) -> None:
        """Have par played in the background, once."""
        if not self._asked:
            self._asked = True
            self.match.stage.fetch(self._play_par, self._par_found)

    def _play_par(self, _: Progress) -> list[int]:
        from game.allies.compiled import shared_engine
        from game.lab.par import par

        position = self.position
        return par(shared_engine(), position.loaded.book, position.seed, position.game, PAR_GAMES)

    def _par_found(self, par: list[int]) -> None:
        self.par = par
        self.match.stage.turn(Stay())

    # The pages. ------------------------------------------------------------------------------------------------------

    def ending(self) -> Widget:
        """Return how the game ended, and how every track moved."""
        say = self.match.stage.words.say
        blocks = [pages.safe(line) for line in reveal.ending(self.position, self.teller)]
        told = parts.col(parts.rich("ended", pages.joined(blocks)), parts.heading(say("debrief.goals")), *self._goals())
        left = parts.panel(say("debrief.ending"), parts.scroll("ending", say("debrief.ending"), told), grow=1)
        tracks = parts.panel(
            say("place.tracks"), parts.scroll("tracks", say("place.tracks"), track_bars(self.match)), grow=1
        )
        wide = self.match.stage.width >= parts.NARROW
        return parts.row(left, tracks, grow=1) if wide else parts.col(left, tracks, grow=1)

    def _goals(self) -> list[Widget]:
        book, state, say = self.position.loaded.book, self.position.state, self.match.stage.words.say
        rows = []
        for which, goal in enumerate(COMMON_GOALS):
            value = int(common_goal(book, state, which))
            word = say("debrief.held" if value >= HELD else "debrief.not_held")
            rows.append(parts.bar(f"goal_{goal}", say(f"goal.{goal}"), value, word, mark=HELD))
        return rows

    def truth(self) -> Widget:
        """Return what nobody at the table knew."""
        say = self.match.stage.words.say
        lines = [pages.item(line) for line in reveal.truth(self.position, self.teller)]
        return parts.reader("truth", say("debrief.truth"), "\n\n".join(lines), grow=1)

    def scores(self) -> Widget:
        """Return the scores of people first, then of the featured seats, with par."""
        say, persons = self.match.stage.words.say, self.match.sitting.persons
        others = [seat for seat in reveal.featured(self.position) if seat not in persons]
        cards = [self._score(seat) for seat in [*persons, *others]]
        return parts.scroll("scores", say("debrief.scores"), parts.col(*cards, gap=8))

    def _score(self, seat: str) -> Widget:
        book, state, say = self.position.loaded.book, self.position.state, self.match.stage.words.say
        row = self.position.lexicon.row(seat)
        score = int(seat_score(book, state, self.position.scratch.stack, row))
        par = say("debrief.par_wait") if self.par is None else say("debrief.par", n=self.par[row])
        name = self.match.names.name(seat)
        mark = None if self.par is None else self.par[row]
        told = parts.rich(f"score_{seat}", pages.safe(reveal.score(self.position, self.teller, seat)))
        return parts.card(name, parts.bar(f"bar_{seat}", say("debrief.score"), score, par, mark=mark), told)

    def texts(self) -> Widget:
        """Return the texts of the game, and why a seat answered one of them as it did."""
        say = self.match.stage.words.say
        if not self.given:
            table = self.match.sitting.table
            self.given = list(answers_given(table.header, table.loaded, table.lines))
        if not self.given:
            return parts.reader("why", say("debrief.texts"), say("debrief.no_texts"), grow=1)
        after = Afterwards(self.position.loaded.book, self.position.lexicon, self.match.names, self.given)
        rows = [
            parts.option(f"given_{k}", line.removeprefix(UNDER), "", partial(self._pick, k), on=k == self.number)
            for k, line in enumerate(after.texts(), 1)
        ]
        allies = self.match.names.scenario.ally
        seats = parts.drop_down(
            "who",
            say("debrief.who"),
            [self.match.names.name(key) for key in allies],
            list(allies).index(self.seat),
            self._ask,
        )
        why = "\n".join(pages.item(line) for line in after.why(self.seat, self.number))
        left = parts.scroll("texts", say("debrief.texts"), parts.col(*rows, gap=4))
        right = parts.col(seats, parts.reader("why", sentence(self.match.names.seat(self.seat)), why, grow=1), grow=1)
        wide = self.match.stage.width >= parts.NARROW
        return parts.row(left, right, grow=1) if wide else parts.col(left, right, grow=1)

    def _pick(self, number: int) -> None:
        self.number = number
        self.match.stage.turn(Stay())

    def _ask(self, chosen: int) -> None:
        self.seat = list(self.match.names.scenario.ally)[chosen]
        self.match.stage.turn(Stay())

    def story(self) -> Widget:
        """Return the whole story as the seat heard it."""
        words = self.match.stage.words
        return parts.reader("story", words.say("debrief.story"), pages.press(self.match.desk, words), grow=1)


PAGES: Final[dict[str, Callable[[Debrief], Widget]]] = {
    "ending": Debrief.ending,
    "truth": Debrief.truth,
    "scores": Debrief.scores,
    "texts": Debrief.texts,
    "story": Debrief.story,
}
