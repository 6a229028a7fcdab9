"""What an ally's own capital knows: its card, its credit, its fears, its beliefs, what stands at its door."""

from __future__ import annotations

from dataclasses import dataclass

from game.rules import state as s
from game.rules.silence import latency
from game.scenario.book import CAUSES
from game.scenario.words import ANSWERS, PROMISES
from game.table import decisions as d
from game.table.drafts import bracket_words
from game.table.position import Position
from game.table.view_parts import LevelView, level_view


@dataclass(frozen=True, slots=True)
class ApproachView:
    """An offer at the door: who, what it wants promised, what it promises."""

    index: int
    ally: str
    gives: str
    gets: str


@dataclass(frozen=True, slots=True)
class PromiseView:
    """An open promise, given to an ally or held of it, due by the end of a round."""

    ally: str
    promise: str
    given: bool
    due_round: int


@dataclass(frozen=True, slots=True)
class SoundingView:
    """What an ally said when it was sounded; stale once the text has changed or gone."""

    ally: str
    band: str
    worst: str
    draft: int
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Objection:
    """What an objector named; read by the allies, not by the public."""

    seat: str
    answer: str
    brackets: tuple[str, ...]
    demands_ask: bool


@dataclass(frozen=True, slots=True)
class CapitalView:
    """What one ally's government knows beyond the public picture. Support is 0-100, beliefs and trust are per cent."""

    name: str
    capital_city: str
    government: str
    card: dict[str, str]
    brief: str
    cable: str
    ask: str
    ask_granted: bool
    red_lines: tuple[str, ...]
    mood: str
    sheet: dict[str, str]
    support: float
    support_floor: float
    political_capital: int
    abandonment: int
    entrapment: int
    evidence: float
    causes: dict[str, float]
    types: dict[str, float]
    stock: dict[str, int]
    hand: tuple[LevelView, ...]
    approaches: tuple[ApproachView, ...]
    promises: tuple[PromiseView, ...]
    soundings: tuple[SoundingView, ...]
    trust: dict[str, float]
    may_take_back: int
    hours_to_object: tuple[int, ...]


def capital_view(position: Position, seat: str) -> CapitalView:
    """Return what an ally's government knows."""
    scenario, row = position.loaded.scenario, position.lexicon.row(seat)
    told, own = scenario.ally[seat], [int(value) for value in position.state.own[row]]
    secret = told.sheet.secret[own[s.SECRET_DRAWN]].says
    first = s.stock_at(position.loaded.book)
    types = tuple(scenario.adversary.type.values())
    return CapitalView(
        name=told.name,
        capital_city=told.capital,
        government=told.government,
        card=told.card.model_dump(),
        brief=told.brief or "",
        cable=_cable(position, seat),
        ask=told.ask.says if told.ask else "",
        ask_granted=bool(position.state.public.ally[row, s.ASK_GRANTED]),
        red_lines=tuple(line.says for line in told.red_lines),
        mood=told.moods[own[s.MOOD]].says,
        sheet={
            "interest": told.sheet.interest.says,
            "home": told.sheet.home.says,
            "alliance": told.sheet.alliance.says,
            "secret": secret,
        },
        support=own[s.SUPPORT] / 10,
        support_floor=float(told.traits.support_floor),
        political_capital=own[s.CAPITAL],
        abandonment=own[s.ABANDON],
        entrapment=own[s.ENTRAP],
        evidence=own[s.EVIDENCE_OWN] / 10,
        causes={cause: own[s.CAUSE_BELIEF + c] / 10 for c, cause in enumerate(CAUSES)},
        types={each.name: own[s.TYPE_BELIEF + t] / 10 for t, each in enumerate(types)},
        stock={kind: own[first + k] for k, kind in enumerate(scenario.scenario.kinds)},
        hand=tuple(level_view(position, measure, 1) for measure in position.desk.hand(row) if measure >= 0),
        approaches=_approaches(position, own),
        promises=_promises(position, row),
        soundings=_soundings(position, row),
        trust=_trust(position, row),
        may_take_back=own[s.ITS_TEXT] if own[s.WAITING] else -1,
        hours_to_object=_hours_to_object(position, row),
    )


def objections(position: Position) -> tuple[Objection, ...]:
    """Return what objectors to the last wording named, for those who sit at the table."""
    public = position.state.public
    row = int(public.clock[s.DRAFT])
    if row < 0:
        return ()
    found = []
    for a, seat in enumerate(position.lexicon.allies):
        answers = (public.draft[row, s.AMEND_SET], public.draft[row, s.BREAK_SET])
        for kind, members in zip((s.AMEND, s.BREAK), answers, strict=True):
            if int(members) >> a & 1:
                pairs = (public.ally[a, column : column + 2] for column in (s.BRACKET_1, s.BRACKET_2))
                words = (bracket_words(position.lexicon, public, int(what), int(level)) for what, level in pairs)
                demands = bool(public.ally[a, s.DEMANDS_ASK])
                found.append(Objection(seat, ANSWERS[kind], tuple(word for word in words if word), demands))
    return tuple(found)


def _cable(position: Position, seat: str) -> str:
    rounds, cables = position.loaded.scenario.round, position.loaded.scenario.ally[seat].cables
    now = min(int(position.state.public.clock[s.ROUND]), len(rounds) - 1)
    return cables.get(rounds[now].key) or cables.get("always", "")


def _hours_to_object(position: Position, row: int) -> tuple[int, ...]:
    """Return the hours that its capital needs for an objection to one clause and to two; after the deadline it is late."""
    draft = int(position.state.public.clock[s.DRAFT])
    level = int(position.state.public.draft[draft, s.LEVEL]) if draft >= 0 else 0
    now = min(int(position.state.public.clock[s.ROUND]), len(position.loaded.scenario.round) - 1)
    return tuple(int(latency(position.loaded.book, now, row, clauses, level)) for clauses in (1, 2))


def _approaches(position: Position, own: list[int]) -> tuple[ApproachView, ...]:
    found = []
    for k in range(s.APPROACHES):
        at = s.DOOR + k * s.DOOR_COLUMNS
        ally = own[at + s.DOOR_WITH]
        if ally >= 0 and position.phase in (s.ACTS, s.CONSULT):
            gives, gets = PROMISES[own[at + s.DOOR_GIVE]], PROMISES[own[at + s.DOOR_GET]]
            found.append(ApproachView(k + 1, position.lexicon.allies[ally], gives, gets))
    return tuple(found)


def _promises(position: Position, row: int) -> tuple[PromiseView, ...]:
    found = []
    due = int(position.state.public.clock[s.ROUND]) + 1
    for other, seat in enumerate(position.lexicon.allies):
        pair = [int(value) for value in position.state.pair[row, other]]
        if pair[s.GAVE]:
            found.append(PromiseView(seat, PROMISES[pair[s.GAVE]], given=True, due_round=due))
        if pair[s.HAS]:
            found.append(PromiseView(seat, PROMISES[pair[s.HAS]], given=False, due_round=due))
    return tuple(found)


def _soundings(position: Position, row: int) -> tuple[SoundingView, ...]:
    public, found = position.state.public, []
    for other, seat in enumerate(position.lexicon.allies):
        pair = [int(value) for value in position.state.pair[row, other]]
        draft = pair[s.SOUNDED]
        if draft < 0 or draft // s.DRAFTS != public.clock[s.ROUND]:
            continue
        fresh = draft == public.clock[s.DRAFT] and public.draft[draft, s.REVISION] == 0
        worst = bracket_words(position.lexicon, public, pair[s.SOUND_WORST], 0, draft)
        band = d.BANDS[pair[s.SOUND_BAND]]
        found.append(SoundingView(seat, band, worst.replace("=", "+").partition("+")[0], draft, bool(fresh)))
    return tuple(found)


def _trust(position: Position, row: int) -> dict[str, float]:
    trust = position.state.pair[row, :, s.TRUST]
    return {seat: int(trust[o]) / 10 for o, seat in enumerate(position.lexicon.allies) if o != row}
