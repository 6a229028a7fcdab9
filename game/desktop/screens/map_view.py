"""The map as a widget: who is pressed on it, arrows from capital to capital, wheel, keys and dragging."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import pygame

from game.desktop import shapes
from game.desktop.map import Map, Shown
from game.desktop.maplook import look
from game.desktop.widgets.theme import Colour, Theme
from game.desktop.widgets.widget import Host, Widget
from game.scenario.globe import Place
from game.scenario.schema import Scenario
from game.telling.naming import Naming

WAYS: Final = {pygame.K_RIGHT: (1, 0), pygame.K_LEFT: (-1, 0), pygame.K_UP: (0, 1), pygame.K_DOWN: (0, -1)}
ZOOMS: Final = {pygame.K_PLUS: 1, pygame.K_EQUALS: 1, pygame.K_KP_PLUS: 1, pygame.K_MINUS: -1, pygame.K_KP_MINUS: -1}
PRESSES: Final = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)
SLIP: Final = 4  # pixels that a press may move and still be one
SHARE: Final = 0.62  # of a stance's colour over the land's: full colours would shout
MARK: Final = 11

Fills = Callable[[Theme], tuple[Mapping[str, Colour], Mapping[str, pygame.Surface]]]


def places_of(scenario: Scenario) -> dict[str, Place]:
    """Return where the allies' capitals are, of those that say so."""
    return {key: (ally.location[0], ally.location[1]) for key, ally in scenario.ally.items() if ally.location}


class Charts:
    """The map of one scenario, kept while the scale stays, so that what is looked at stays too."""

    def __init__(self) -> None:
        self._drawn: Map | None = None
        self._scale = 0.0

    def of(self, names: Naming, language: str, scale: float) -> Map:
        """Return the map of a scenario's allies."""
        if self._drawn is None or self._scale != scale:
            named = {key: names.name(key) for key in names.scenario.ally}
            self._drawn, self._scale = Map(places_of(names.scenario), named, look(scale), language, scale), scale
        return self._drawn


@lru_cache(maxsize=1)
def ground_colour() -> Colour:
    """Return the colour of land that nobody holds."""
    return look().paint.land


class MapView(Widget):
    """A map that can be walked over; `on_seat` hears of the ally that was pressed."""

    role = "map"
    can_focus = True

    def __init__(self, drawn: Map, fills: Fills, on_seat: Callable[[str], object], chosen: str, **about: Any) -> None:  # noqa: ANN401
        """Show a map, which remembers what part of it is looked at; `fills` gives colours and marks by letters."""
        super().__init__(**{"grow": 1, "least": (160, 120), **about})
        self.drawn, self.fills, self.on_seat, self.chosen = drawn, fills, on_seat, chosen
        self._pressed: tuple[int, int] | None = None
        self._dragged = False

    def place(self, theme: Theme, rect: pygame.Rect) -> None:
        """Take a rectangle."""
        super().place(theme, rect)
        if rect.w > 1 and rect.h > 1:
            self.drawn.resize(rect.size)

    def draw(self, theme: Theme, surface: pygame.Surface) -> None:
        """Draw the map."""
        if self.rect.w < 2 or self.rect.h < 2:
            return
        fills, marks = self.fills(theme)
        self.drawn.show(Shown(fills, marks, self.chosen))
        self.drawn.draw(surface, self.rect.topleft, rough=self._dragged)
        pygame.draw.rect(surface, theme.colour("panel_edge"), self.rect, width=1)

    def handle(self, root: Host, event: pygame.Event) -> bool:
        """Walk, zoom, drag, press."""
        del root
        if event.type == pygame.KEYDOWN:
            return self._key(event)
        if event.type == pygame.MOUSEWHEEL:
            self.drawn.zoom(event.y, getattr(event, "pos", None) and self._inside(event.pos))
            return True
        if event.type == pygame.MOUSEBUTTONDOWN:
            self._pressed = event.pos
            return True
        if event.type == pygame.MOUSEMOTION and event.buttons[0]:
            return self._drag(event)
        return event.type == pygame.MOUSEBUTTONUP and self._let_go(event.pos)

    def adopt(self, old: Widget) -> None:
        """Go on where the one before was walked to."""
        if isinstance(old, MapView) and old.drawn is self.drawn:
            self.chosen = old.chosen

    def faults(self, theme: Theme) -> Iterator[str]:
        """Yield that there is no room for it."""
        if self.rect.w < theme.px(self.least[0]) or self.rect.h < theme.px(self.least[1]):
            yield f"has {self.rect.w} x {self.rect.h}"

    def _inside(self, pos: tuple[int, int]) -> tuple[int, int]:
        return pos[0] - self.rect.x, pos[1] - self.rect.y

    def _key(self, event: pygame.Event) -> bool:
        if event.key in WAYS and self.chosen in self.drawn.capitals:
            self.chosen = self.drawn.towards(self.chosen, WAYS[event.key])
            return True
        if event.key in ZOOMS and not event.mod & pygame.KMOD_CTRL:
            self.drawn.zoom(ZOOMS[event.key], self.drawn.spot(self.chosen) if self.chosen else None)
            return True
        if event.key == pygame.K_HOME:
            self.drawn.home()
            return True
        if event.key in PRESSES and self.chosen:
            self.on_seat(self.chosen)
            return True
        return False

    def _drag(self, event: pygame.Event) -> bool:
        if self._pressed is None:
            return False
        right, down = event.pos[0] - self._pressed[0], event.pos[1] - self._pressed[1]
        if self._dragged or abs(right) + abs(down) > SLIP:
            self.drawn.pan(right, down)
            self._pressed, self._dragged = event.pos, True
        return True

    def _let_go(self, pos: tuple[int, int]) -> bool:
        dragged, self._pressed, self._dragged = self._dragged, None, False
        seat = "" if dragged else self.drawn.hit(self._inside(pos))
        if seat:
            self.chosen = seat
            self.on_seat(seat)
        return True


@lru_cache(maxsize=64)
def mark_of(shape: str, side: int, white: Colour, dark: Colour) -> pygame.Surface:
    """Return the light shape of a stance with a dark rim, so that a colour never stands alone."""
    picture = pygame.Surface((side + 4, side + 4), pygame.SRCALPHA)
    pygame.draw.circle(picture, dark, picture.get_rect().center, side // 2 + 2)
    inner = pygame.Rect(0, 0, side - 4, side - 4)
    inner.center = picture.get_rect().center
    shapes.stance(picture, shape, inner, pygame.Color(white))
    return picture
