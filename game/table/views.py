"""What each may see, built field by field: an allow-list, never a copy with holes.

`PublicView` is the wall of the room; `SeatView` adds what the seat's own capital knows; `FacilitatorView` adds the truth.
No view holds the seed, a digest of the state, or (but the facilitator's) another seat's rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from game.rules import state as s
from game.rules.briefing import next_level
from game.scenario.book import CAUSES
from game.scenario.names import names_of
from game.scenario.words import ANSWERS
from game.table import decisions as d
from game.table.capital_view import CapitalView, Objection, capital_view, objections
from game.table.decisions import PERSON
from game.table.ladder import rung_at, shown_rungs
from game.table.menu import Item, menu_of
from game.table.news_view import NewsView, news_views
from game.table.position import Position, awaited, deciders
from game.table.view_parts import (
    DraftView,
    LevelView,
    PipeView,
    RungView,
    TrackView,
    draft_view,
    escalation,
    level_view,
    members,
    pipe_views,
    plain,
    track_views,
)
from game.table.wording import line_of


@dataclass(frozen=True, slots=True)
class RoundView:
    """The round that is played, and where in it the table stands."""

    number: int
    of: int
    key: str
    title: str
    question: str
    briefing: str
    hours: int
    hours_left: int


@dataclass(frozen=True, slots=True)
class PublicView:
    """What everybody in the room may see."""

    title: str
    adversary: str
    fiction: str
    picture: str
    moment: int
    phase: str
    round: RoundView
    date: str
    hour: int
    tracks: tuple[TrackView, ...]
    rung: str
    ladder: tuple[RungView, ...]
    paper: tuple[LevelView, ...]
    may_be_put: dict[str, int]
    floor: str
    pen: str
    draft: DraftView | None
    tour: dict[str, str]
    answers: dict[str, str]
    answers_are_old: bool
    texts: tuple[DraftView, ...]
    measures: tuple[PipeView, ...]
    acts: dict[str, str]
    article_4: dict[str, Any]
    bilateral_round: int
    channel: dict[str, int]
    hits: int
    reply: dict[str, str]
    claim: dict[str, int]
    pledged: int
    filled: int
    fallen: tuple[str, ...]
    questions: dict[str, str]
    ending: dict[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return the view as plain values."""
        return plain(self)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class SeatView:
    """What one seat may see; `capital` is empty for the chair and the other side."""

    seat: str
    public: PublicView
    capital: CapitalView | None
    objections: tuple[Objection, ...]
    news: tuple[NewsView, ...]
    decides: bool
    done: bool
    sealed: tuple[str, ...]
    menu: tuple[Item, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the view as plain values."""
        return plain(self)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class SeatStatus:
    """A seat at a glance, for the facilitator."""

    holder: str
    decides: bool
    awaited: bool
    sealed: tuple[str, ...]
    support: float
    capital: int
    mood: str
    secret: str


@dataclass(frozen=True, slots=True)
class FacilitatorView:
    """What the facilitator sees."""

    public: PublicView
    type: str
    cause: str
    will_reverse: bool
    injects: dict[str, str]
    seats: dict[str, SeatStatus]
    awaited: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the view as plain values."""
        return plain(self)  # type: ignore[no-any-return]


def public_view(position: Position) -> PublicView:
    """Return what everybody may see."""
    scenario, public = position.loaded.scenario, position.state.public
    clock = [int(value) for value in public.clock]
    header = scenario.scenario
    begun = datetime.combine(header.incident, time(header.incident_hour), UTC)
    drafted = public.draft[:, s.STATUS].nonzero()[0]
    row = clock[s.DRAFT]
    closed = row >= 0 and public.draft[row, s.STATUS] not in (s.TABLED_TEXT, s.UNDER_SILENCE)
    here = rung_at(scenario, escalation(position))
    return PublicView(
        title=header.title,
        adversary=header.adversary,
        fiction=header.fiction,
        picture=header.picture,
        moment=position.moment,
        phase=s.PHASES[clock[s.PHASE]],
        round=_round_view(position),
        date=(begun + timedelta(hours=clock[s.HOUR])).strftime("%Y-%m-%dT%H:%M"),
        hour=clock[s.HOUR],
        tracks=track_views(position, names_of(scenario).tracks),
        rung=here,
        ladder=_ladder(position),
        paper=_paper(position),
        may_be_put=_may_be_put(position),
        floor=_seat(position, clock[s.SPONSOR]),
        pen=_seat(position, clock[s.PEN]) if clock[s.PHASE] == s.REVISE else "",
        draft=draft_view(position, row) if row >= 0 else None,
        tour=_tour(position) if closed or clock[s.PHASE] in (s.ANSWER, s.REVISE) else {},
        answers=_answers(position),
        answers_are_old=clock[s.PHASE] == s.ANSWER,
        texts=tuple(draft_view(position, int(each)) for each in drafted if int(each) != row or closed),
        measures=pipe_views(position),
        acts=_acts(position),
        article_4={
            "seats": members(position, clock[s.ARTICLE_4_MASK]),
            "round": clock[s.ARTICLE_4_ROUND] + 1,
            "answered": clock[s.ARTICLE_4_ANSWERED],
            "announced_round": clock[s.ANNOUNCED] + 1,
        },
        bilateral_round=clock[s.BILATERAL_ROUND] + 1,
        channel={
            "offered": clock[s.CHANNEL_OFFERED],
            "live_rounds": clock[s.CHANNEL_LIVE],
            "taken": clock[s.CHANNEL_TAKEN],
            "refused": clock[s.CHANNEL_REFUSED],
        },
        hits=clock[s.HITS],
        reply=_reply(position),
        claim={
            "claimed_round": clock[s.CLAIMED],
            "reversed_round": clock[s.REVERSED],
            "withdrawn_round": clock[s.WITHDRAWN],
        },
        pledged=clock[s.PLEDGED],
        filled=clock[s.FILLED_UNITS],
        fallen=members(position, clock[s.FELL_MASK]),
        questions={key: question.asks for key, question in scenario.question.items()},
        ending=_ending(position),
    )


def seat_view(position: Position, seat: str, public: PublicView | None = None) -> SeatView:
    """Return what a seat may see; `public` spares building it again for each seat. Raises KeyError for no such seat."""
    if seat not in position.lexicon.seats:
        raise KeyError(seat)
    ally = seat in position.lexicon.allies
    return SeatView(
        seat=seat,
        public=public or public_view(position),
        capital=capital_view(position, seat) if ally else None,
        objections=objections(position) if seat != d.OTHER else (),
        news=news_views(position, seat),
        decides=seat in deciders(position),
        done=seat in position.done,
        sealed=tuple(line_of(each) for each in position.sealed.get(seat, ())),
        menu=tuple(menu_of(position, seat)),
    )


def facilitator_view(position: Position, public: PublicView | None = None) -> FacilitatorView:
    """Return what the facilitator sees: the truth and every seat, but not the seed; `public` as above."""
    scenario, truth = position.loaded.scenario, position.state.truth
    return FacilitatorView(
        public=public or public_view(position),
        type=tuple(scenario.adversary.type)[int(truth[s.TYPE_DRAWN])],
        cause=CAUSES[int(truth[s.CAUSE_DRAWN])],
        will_reverse=bool(truth[s.WILL_REVERSE]),
        injects={key: _inject_status(position, key) for key in scenario.inject},
        seats={seat: _status(position, seat) for seat in position.lexicon.seats},
        awaited=awaited(position),
    )


def _seat(position: Position, number: int) -> str:
    return position.lexicon.seats[number] if number >= 0 else ""


def _round_view(position: Position) -> RoundView:
    clock, rounds = position.state.public.clock, position.loaded.scenario.round
    now = min(int(clock[s.ROUND]), len(rounds) - 1)
    told = rounds[now]
    left = int(clock[s.HOURS_LEFT])
    return RoundView(now + 1, len(rounds), told.key, told.title, told.question, told.briefing, told.hours, left)


def _ladder(position: Position) -> tuple[RungView, ...]:
    rungs = shown_rungs(position.loaded.scenario)
    value = escalation(position)
    here = sum(rung.at * 10 <= value for rung in rungs) - 1
    return tuple(RungView(rung.at, rung.name, k == max(here, 0)) for k, rung in enumerate(rungs))


def _paper(position: Position) -> tuple[LevelView, ...]:
    levels = position.state.public.measure[:, s.ON_PAPER]
    return tuple(level_view(position, m, int(level)) for m, level in enumerate(levels) if level > 0)


def _may_be_put(position: Position) -> dict[str, int]:
    """Return the highest level at which each measure may stand in a text now; off the paper it costs its author capital."""
    levels = (int(next_level(position.loaded.book, position.state, m)) for m in range(len(position.lexicon.measures)))
    return {key: level for key, level in zip(position.lexicon.measures, levels, strict=True) if level > 0}


def _tour(position: Position) -> dict[str, str]:
    said = position.state.public.ally[:, s.TOUR_SAID]
    return {seat: d.TOURS[int(said[a])] for a, seat in enumerate(position.lexicon.allies) if said[a] >= 0}


_ANSWER_SETS = (s.SILENT_SET, s.STATEMENT_SET, s.AMEND_SET, s.BREAK_SET, s.TIME_SET)


def _answers(position: Position) -> dict[str, str]:
    """Return the answers last opened on the text that is or was last on the table."""
    row = int(position.state.public.clock[s.DRAFT])
    if row < 0:
        return {}
    draft = position.state.public.draft[row]
    found: dict[str, str] = {}
    for a, seat in enumerate(position.lexicon.allies):
        for word, column in zip(ANSWERS, _ANSWER_SETS, strict=True):
            if int(draft[column]) >> a & 1:
                found[seat] = word
    return found


def _acts(position: Position) -> dict[str, str]:
    done = position.state.public.ally[:, s.ACTED]
    lexicon = position.lexicon
    return {seat: lexicon.measures[int(done[a])] for a, seat in enumerate(lexicon.allies) if done[a] >= 0}


def _reply(position: Position) -> dict[str, str]:
    row = int(position.state.public.clock[s.LAST_REPLY])
    if row < 0:
        return {}
    key = position.lexicon.replies[row]
    told = position.loaded.scenario.adversary.reply[key]
    return {"key": key, "name": told.name, "kind": told.kind, "says": told.says}


def _ending(position: Position) -> dict[str, str]:
    row, endings = int(position.state.public.clock[s.ENDING]), position.loaded.scenario.ending
    if position.phase != s.OVER or not 0 <= row < len(endings):
        return {}
    key = tuple(endings)[row]
    return {"key": key, "name": endings[key].name, "says": endings[key].says}


def _inject_status(position: Position, key: str) -> str:
    status = int(position.state.truth[s.TRUTH_INJECT + position.lexicon.injects.index(key)])
    if status >= s.FIRED:
        return f"fired_{status - s.FIRED + 1}"
    if key in position.held:
        return "on_hold"
    return ("not_held", "armed", "unarmed")[max(status, 0)]


def _status(position: Position, seat: str) -> SeatStatus:
    own = position.state.own[position.lexicon.row(seat)] if seat in position.lexicon.allies else None
    ally = position.loaded.scenario.ally[seat] if own is not None else None
    return SeatStatus(
        holder=position.holders[seat],
        decides=seat in deciders(position),
        awaited=position.holders[seat] == PERSON and seat in awaited(position),
        sealed=tuple(line_of(each) for each in position.sealed.get(seat, ())),
        support=0.0 if own is None else int(own[s.SUPPORT]) / 10,
        capital=0 if own is None else int(own[s.CAPITAL]),
        mood="" if own is None or ally is None else ally.moods[int(own[s.MOOD])].says,
        secret="" if own is None or ally is None else ally.sheet.secret[int(own[s.SECRET_DRAWN])].says,
    )
