"""What an author may write: the scenario file as pydantic models.

Numbers are on the scale that people see: tracks and support 0-100, chances in per cent, time in hours. Whole numbers
everywhere; track effects may have one decimal. `compile.py` turns a `Scenario` into a `Book`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Key = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="a name of your own: small letters, digits, _")
]
Iso = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="two capital letters, e.g. RO")]
Percent = Annotated[int, Field(ge=0, le=100)]
Signed = Annotated[int, Field(ge=-100, le=100)]
Small = Annotated[int, Field(ge=-10, le=10)]
When = Annotated[
    str, Field(min_length=1, max_length=400, description="a condition, e.g. escalation >= 60 and round >= 3")
]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Line = Annotated[str, Field(min_length=1, max_length=300)]


def _one_decimal(value: float) -> float:
    if round(value * 10) != value * 10:
        raise ValueError("give at most one decimal")
    return value


Points = Annotated[float, Field(ge=-100, le=100), AfterValidator(_one_decimal)]
Effects = Annotated[dict[Key, Points], Field(description="track -> points on the 0-100 scale, at most one decimal")]


class Model(BaseModel):
    """Base of all tables: unknown keys are errors, numbers are not guessed from text."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Marked(Model):
    """A table that states something about the world says what kind of statement it is, and whose."""

    mark: Literal["fact", "reported", "invented"] = Field(description="fact, reported or invented")
    source: Line | None = Field(None, description="who says so; required unless invented")


class Fact(Marked):
    """One fact, actor or option of the source material, and the line of the scenario that carries it."""

    says: Line
    path: Line = Field(description="key path of the line that carries it, e.g. measure.close_consulate")
    use: Literal["mechanic", "briefing"]


class Include(Model):
    """Another file that this one builds on, and what of it."""

    file: Line = Field(description="its path from the scenarios folder, e.g. shared/history.toml")
    take: list[Line] = Field([], description="key paths to take; empty: all")
    drop: list[Line] = Field([], description="key paths to leave out; * is any key")


class Header(Model):
    """Who, what and when."""

    key: Key
    title: Line
    summary: Text
    incident: date = Field(description="day 0")
    incident_hour: Annotated[int, Field(ge=0, le=23)] = 0
    version: Annotated[int, Field(ge=1)] = 1
    minutes: Annotated[int, Field(ge=5, le=600)] = Field(90, description="playing time at a table")
    adversary: Line = Field(description="how the other side is called in texts")
    fiction: Line = Field(description="what is invented, said to every player")
    picture: Text = Field(description="the public picture at the start")
    tags: Annotated[list[Key], Field(min_length=1, max_length=24)]
    kinds: Annotated[dict[Key, Line], Field(min_length=1, max_length=12, description="kinds of unit -> words")]
    tuning: dict[Key, int] = Field({}, description="overrides of the rules' numbers and switches")


class Track(Model):
    """A quantity of the situation, 0-100; it drifts to `rest`, keeping `inertia` per cent of the distance a day."""

    name: Line
    start: Percent
    rest: Percent
    inertia: Percent
    about: Text


class Rung(Model):
    """One rung of the ladder of escalation, from `at` on (0-100)."""

    at: Percent
    name: Line
    shown: bool = Field(True, description="on screen; finer rungs are not")
    terminal: bool = False
    kahn: Annotated[int, Field(ge=1, le=44)] | None = None


class RedLine(Model):
    """What an ally's capital will not have: one of measure, tag or verb, from a level on, until attribution is enough."""

    measure: Key | None = None
    tag: Key | None = None
    verb: Literal["notes", "is_concerned", "condemns", "holds_responsible", "will_respond"] | None = None
    level: Annotated[int, Field(ge=1, le=3)] = 1
    until_attribution: Annotated[int, Field(ge=0, le=101)] = Field(
        101, description="no longer from this attribution on"
    )
    says: Line


class Mood(Model):
    """How a government happens to feel this time; one is drawn per game."""

    says: Line
    odds: Annotated[int, Field(ge=1, le=100)]
    reservation: Annotated[int, Field(ge=-30, le=30)] = 0
    tag: Key | None = None
    shift: Signed = 0


class Goal(Model):
    """One line of a seat's sheet: a quantity of the final state, worth nothing at `low` and everything at `high`."""

    says: Line
    quantity: When = Field(description="an expression, e.g. support(me) - 2 * gap")
    low: int
    high: int


class Sheet(Model):
    """A seat's objectives; one of the three secrets is drawn per game."""

    interest: Goal
    home: Goal
    alliance: Goal
    secret: Annotated[list[Goal], Field(min_length=3, max_length=3)]


class Ask(Model):
    """What a seat may demand as its bracket and a sponsor may grant ("360 degrees, the South included")."""

    says: Line
    opposed_by: list[Iso] = []


class Card(Model):
    """A seat's card: at most 120 words in all."""

    owns: Line
    asks: Line
    fears: Line
    red_line: Line
    home: Line


class Traits(Model):
    """Temperament; orthogonal, few settings."""

    forward: Signed = Field(description="wants firm answers (+) or restrained ones (-)")
    abandonment: Percent = Field(description="fear of being left alone")
    entrapment: Percent = Field(description="fear of being dragged in")
    evidence: Percent = Field(description="attribution it needs before it accuses")
    economy: Percent = Field(description="how much cost weighs")
    solidarity: Percent = Field(description="how much being with the others weighs")
    home: Signed = Field(description="what its public makes of firm answers")
    reservation: Annotated[int, Field(ge=-60, le=60)] = Field(description="what a text must be worth to it")
    tolerance: Annotated[int, Field(ge=0, le=60)] = Field(8, description="below the reservation by this: a statement")
    bracket_line: Annotated[int, Field(ge=0, le=100)] = Field(
        description="a clause worth less than minus this is bracketed"
    )
    latency: Annotated[int, Field(ge=1, le=72)] = Field(description="hours its capital needs for an easy text")
    support: Percent = Field(50, description="the government's standing at home")
    support_floor: Percent = Field(15, description="two rounds under this and the government falls")


class Government(Marked):
    """Who governed an ally from a date on, and where it differed from the ally as it is described; the latest one holds."""

    since: date
    government: Line = Field(description="who governs, by office")
    bloc: Key | None = None
    traits: dict[Key, int] = Field({}, description="the traits in which this government differs")
    interests: dict[Key, Signed] = {}
    trust: dict[Iso, Percent] = {}
    red_lines: Annotated[list[RedLine], Field(max_length=3)] | None = None
    moods: Annotated[list[Mood], Field(min_length=3, max_length=3)] | None = None


class Ally(Marked):
    """One seat."""

    name: Line
    capital: Line
    location: Annotated[list[float], Field(min_length=2, max_length=2)] | None = Field(None, description="lat, lon")
    government: Line = Field(description="who governs at the date, by office")
    governments: list[Government] = Field([], description="cards by date; the scenario's day 0 chooses one")
    joined: date | None = Field(None, description="not at the table before this date")
    bloc: Key
    struck: bool = False
    featured: bool = False
    eu: bool = False
    weight: Annotated[int, Field(ge=1, le=400)] = Field(
        10, description="population in millions, for the laboratory's rules"
    )
    traits: Traits
    interests: dict[Key, Signed] = Field(description="tag -> what it wants as such")
    stock: dict[Key, Annotated[int, Field(ge=0, le=9)]] = Field({}, description="kind -> units that it can offer")
    red_lines: Annotated[list[RedLine], Field(max_length=3)] = []
    moods: Annotated[list[Mood], Field(min_length=3, max_length=3)]
    trust: dict[Iso, Percent] = Field({}, description="where it differs from 50")
    ask: Ask | None = None
    card: Card
    sheet: Sheet
    brief: Text | None = Field(None, description="long brief of a featured seat")
    cables: dict[Key, Text] = Field({}, description="round key -> instructions from the capital; `always` else")
    notes: list[Fact] = []


class Level(Model):
    """One level of a measure: 1 task advice or the whole of a simple measure, 2 authorise, 3 enlarge or delegate."""

    says: Line
    lead: Annotated[int, Field(ge=0, le=20000)] = Field(description="hours from adoption to effect")
    heat: Small = 0
    resolve: Small = 0
    reassure: Small = 0
    asserts: Small = Field(0, description="how much it presumes about who did it")
    cost: Annotated[int, Field(ge=0, le=10)] = 0
    needs: dict[Key, Annotated[int, Field(ge=1, le=12)]] = Field({}, description="at most one kind -> units")
    effects: Effects = {}


class Measure(Marked):
    """Something that can be decided, tasked, called for or done by a nation."""

    name: Line
    group: Key
    authority: Literal["national", "willing", "council", "saceur", "eu", "un"]
    tags: Annotated[dict[Key, Annotated[int, Field(ge=1, le=3)]], Field(min_length=1)] = Field(
        description="tag -> weight; the first is the main one"
    )
    levels: Annotated[list[Level], Field(min_length=1, max_length=3)]
    channel: bool = Field(False, description="it offers the other side a way to talk")
    standing: bool = Field(False, description="a plan exists: level 2 without level 1 first")
    gate: bool = Field(False, description="a kinetic threshold")
    claims: bool = Field(False, description="it publicly names who did it")
    article_5: bool = Field(False, description="it finds an armed attack: level 1 on condition, level 2 in full")
    owner: Iso | None = Field(None, description="the one ally whose act it is")
    owners: list[Iso] = Field([], description="allies that may do it as a national act; empty: all, if national")
    host: Iso | None = Field(None, description="who must consent on its soil")
    uptake: Percent = Field(0, description="chance a round that the EU or UN acts when called on")
    requires: When | None = None
    frequency: Annotated[list[Percent], Field(min_length=2, max_length=2)] | None = Field(
        None, description="share of games in which it should be adopted or done, from-to in per cent"
    )
    about: Text | None = None


class Reply(Marked):
    """Something the other side may do."""

    name: Line
    kind: Literal["quiet", "mirror", "probe", "raise", "channel"]
    says: Text
    share: Annotated[int, Field(ge=1, le=100)] = Field(100, description="share among the replies of its kind")
    heat: Points = 0
    hit: Percent = Field(0, description="chance that it ends in a hit on allied soil")
    verbal: bool = False
    effects: Effects = {}


class Odds(Model):
    """Reply odds in per cent, in the order quiet, mirror, probe, raise, channel; each row adds up to 100."""

    soft: Annotated[list[Percent], Field(min_length=5, max_length=5)]
    firm: Annotated[list[Percent], Field(min_length=5, max_length=5)]
    channel: Annotated[list[Percent], Field(min_length=5, max_length=5)]


class AdversaryType(Marked):
    """A hidden type: what the other side wants, how likely, how it answers."""

    name: Line
    reveal: Text = Field(description="told in the debrief")
    prior: Percent
    causes: Annotated[list[Percent], Field(min_length=4, max_length=4)] = Field(
        description="odds of deliberate, reckless, diverted, malfunction; they add up to 100"
    )
    odds: Odds
    weights: dict[Literal["quiet", "mirror", "probe", "raise", "channel"], dict[Key, Signed]] = Field(
        {}, description="kind of reply -> track -> hundredths of a nat per 10 points of the track above its start"
    )


class Adversary(Model):
    """The other side."""

    name: Line
    reversal: Percent = Field(33, description="chance that the first public attribution does not hold")
    type: Annotated[dict[Key, AdversaryType], Field(min_length=1, max_length=6)]
    reply: Annotated[dict[Key, Reply], Field(min_length=2, max_length=16)]


class Inject(Marked):
    """A piece of news."""

    says: Text
    when: When = "round >= 1"
    chance: Percent = 100
    rounds: Annotated[list[Annotated[int, Field(ge=1, le=20)]], Field(min_length=2, max_length=2)] | None = None
    to: Literal["all"] | list[Iso] = "all"
    credibility: Percent = Field(70, description="how sure the source is")
    truth: Literal["true", "false", "partial"] = "true"
    deck: Percent = Field(100, description="chance that this game holds it at all")
    armed: bool = True
    arms: Key | None = None
    cancels: Key | None = None
    opens: Key | None = Field(None, description="measure that comes on the options paper")
    evidence: dict[
        Literal["deliberate", "reckless", "diverted", "malfunction"], Annotated[int, Field(ge=1, le=1000)]
    ] = Field({}, description="per cent by which the odds of each cause are multiplied")
    reverses: bool = Field(False, description="the public attribution does not hold after all")
    hit: bool = False
    falls: Iso | None = Field(None, description="its government falls")
    ally: Iso | None = Field(None, description="whose support or stock moves")
    support: Points = 0
    stock: dict[Key, Annotated[int, Field(ge=-9, le=9)]] = {}
    effects: Effects = {}
    teaches: list[Key] = []
    expects: Line | None = None


class Round(Marked):
    """One dated round and the question that the council cannot escape."""

    key: Key
    title: Line
    starts: date
    ends: date
    start_hour: Annotated[int, Field(ge=0, le=20000)] = Field(description="hours since the incident")
    hours: Annotated[int, Field(ge=4, le=2000)]
    question: Line
    topics: Annotated[list[Key], Field(max_length=2)] = Field([], description="tags the round is about")
    meeting: Literal["permanent_representatives", "ministers", "leaders"] = "permanent_representatives"
    latency: Annotated[int, Field(ge=10, le=400)] = Field(100, description="per cent of the usual latency of capitals")
    silence_price: Effects = Field(description="what moves when no text holds")
    double_gap: bool = False
    briefing: Text
    meanwhile: Text = Field(description="told in a minute when the round is not played")


class Watched(Marked):
    """An ending."""

    name: Line
    when: When
    at: Literal["round", "end"] = "round"
    says: Text
    frequency: Annotated[list[Percent], Field(min_length=2, max_length=2)] | None = None


class Question(Model):
    """A forecast question, asked each round and resolved by a condition after it."""

    asks: Line
    when: When


class Learning(Model):
    """A learning objective, and the condition that tells that a game exercised it."""

    says: Line
    when: When


Quantity = Literal[
    "article_4", "article_5", "text", "verb", "new_military", "measure", "acts", "kinetic", "channel", "hit"
]


class Base(Model):
    """How often precedents went this way, this case itself left out."""

    hits: Annotated[int, Field(ge=0, le=10_000)]
    of: Annotated[int, Field(ge=1, le=10_000)]
    source: Line


class Course(Marked):
    """One course of action that history decided; `mark` and `source` are about what happened."""

    key: Key
    asks: Line
    quantity: Quantity = Field(description="what of a game's record answers the question")
    measures: list[Key] = Field([], description="the measures that count; for measure and acts")
    tag: Key | None = Field(None, description="or all measures with this main tag")
    verb: Literal["notes", "is_concerned", "condemns", "holds_responsible", "will_respond"] | None = None
    level: Annotated[int, Field(ge=1, le=3)] = Field(1, description="of a measure, at least")
    least: Annotated[int, Field(ge=1, le=40)] = Field(1, description="for acts: so many allies")
    within: Annotated[int, Field(ge=1, le=20_000)] | None = Field(None, description="hours since the incident")
    happened: bool
    says: Line = Field(description="what happened")
    base: Base


class History(Marked):
    """The historical record of a crisis, apart from what was known on day 0."""

    says: Text
    course: Annotated[list[Course], Field(min_length=1, max_length=20)]


class Scenario(Model):
    """A whole scenario file."""

    include: list[Include] = Field([], description="other files that this one builds on")
    scenario: Header
    track: Annotated[dict[Key, Track], Field(min_length=6, max_length=10)]
    rung: Annotated[list[Rung], Field(min_length=2, max_length=20)]
    ally: Annotated[dict[Iso, Ally], Field(min_length=2, max_length=40)]
    measure: Annotated[dict[Key, Measure], Field(min_length=4, max_length=80)]
    adversary: Adversary
    inject: Annotated[dict[Key, Inject], Field(max_length=120)] = {}
    round: Annotated[list[Round], Field(min_length=1, max_length=10)]
    ending: Annotated[dict[Key, Watched], Field(min_length=1, max_length=20)]
    question: Annotated[dict[Key, Question], Field(max_length=20)] = {}
    learning: Annotated[dict[Key, Learning], Field(max_length=20)] = {}
    fact: Annotated[dict[Key, Fact], Field(max_length=200)] = {}
    history: History | None = Field(None, description="what really happened; no rule reads it")
    text: dict[Literal["fr", "ro"], dict[str, Text]] = Field({}, description="language -> key path -> words")
