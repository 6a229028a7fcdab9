"""What each may see, built field by field: an allow-list, never a copy with holes.

`PublicView` is the wall of the room; `SeatView` adds what the seat's own capital knows; `FacilitatorView` adds the truth.
No view holds the seed, a digest of the state, or (but the facilitator's) another seat's rows. Tracks and support are 0-100,
with one decimal; trust and beliefs are per cent.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import timedelta
from typing import Any

from game.rules import state as s
from game.scenario import book as b
from game.scenario.book import CAUSES
from game.scenario.names import names_of
from game.scenario.schema import Ally
from game.scenario.words import ANSWERS, BASES, MEETINGS, MOODS_OF_CLAUSE, PROMISES, VERBS
from game.table import decisions as d
from game.table.decisions import PERSON
from game.table.drafts import bracket_words, text_of
from game.table.ladder import rung_at, shown_rungs
from game.table.menu import Item, menu_of
from game.table.position import Position, awaited, deciders
