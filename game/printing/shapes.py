"""Shapes of the cards that are raised, drawn so that no font has to know them; the same shapes as on the pages of a class."""

from __future__ import annotations

from base64 import b64encode
from typing import Final

from game.debrief.markup import Html

# Shape and colour go together, so that a card is known in black and white as well; 24 by 24.
DRAWN: Final = {
    "silent": '<circle cx="12" cy="12" r="10" fill="#2166ac"/>',
    "statement": '<circle cx="12" cy="12" r="10" fill="#92c5de"/><circle cx="12" cy="12" r="4" fill="#fff"/>',
    "amend": '<path d="M12 2 23 22H1z" fill="#fdb863" stroke="#000" stroke-width=".6"/>',
    "break": '<path d="M4 1 12 9 20 1 23 4 15 12 23 20 20 23 12 15 4 23 1 20 9 12 1 4z" fill="#b35806"/>',
    "ask_time": '<path d="M12 1 23 12 12 23 1 12z" fill="#fff" stroke="#000" stroke-width="1.5"/>',
    "can_join": '<circle cx="12" cy="12" r="9.5" fill="#fff" stroke="#2166ac" stroke-width="3"/>',
    "can_join_if": '<path d="M12 3 22 21H2z" fill="#fff" stroke="#b37a2a" stroke-width="3"/>',
    "cannot": '<path d="M3 3 21 21M21 3 3 21" fill="none" stroke="#b35806" stroke-width="3"/>',
}


def shape(name: str) -> Html:
    """Return a shape as a picture within the page; the word beside it says what it means."""
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{DRAWN[name]}</svg>'
    return Html(f'<img class="shape" alt="" src="data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"/>')
