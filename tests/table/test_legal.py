"""Every refusal: what brings it about, its code, and that its sentence says what would help."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from game.rules import state as s
from game.scenario.load import Loaded, load
from game.table import decisions as d
from game.table.decisions import Decision, Refused
from game.table.grammar import WORDS, parse
from game.table.legal import FIRST_WORDS, TAKES, check, check_content
from game.table.position import Position, begin, digest_of, of_model, settle, take
from game.table.rows import read
from game.table.table import Table
from game.table.thinking import model_choice, model_decisions

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "game" / "table"
Change = Callable[[Position], None]


def at(phase: int, **columns: int) -> Change:
    """Return a change that puts the game at a phase of round 1, 100 hours left, and sets columns of the clock."""

    def change(position: Position) -> None:
        clock = position.state.public.clock
        clock[s.PHASE], clock[s.HOURS_LEFT] = phase, 100
        for name, value in columns.items():
            clock[getattr(s, name)] = value

    return change


def draft(phase: int, **columns: int) -> Change:
    """Return a change that has a text of EE's on the table: sea_watch+1 (9), hotline+1 (10), `condemns`, 24 h."""

    def change(position: Position) -> None:
        at(phase)(position)
        public = position.state.public
        public.clock[s.DRAFT], public.clock[s.SPONSOR], public.clock[s.PEN] = 0, 0, 0
        row = public.draft[0]
        row[s.STATUS], row[s.VERB], row[s.COUNT], row[s.DEADLINE] = s.UNDER_SILENCE, 3, 2, 24
        for c, measure in enumerate(("sea_watch", "hotline")):
            row[s.CLAUSE + c * s.CLAUSE_COLUMNS + s.MEASURE] = position.lexicon.measures.index(measure)
            row[s.CLAUSE + c * s.CLAUSE_COLUMNS + s.CLAUSE_LEVEL] = 1
        for name, value in columns.items():
            table = public.clock if name in ("HOURS_LEFT", "EXTENDED") else row
            table[getattr(s, name)] = value

    return change


def more(*changes: Change) -> Change:
    def change(position: Position) -> None:
        for each in changes:
            each(position)

    return change


def put(table: str, row: str, column: int, value: int) -> Change:
    """Return a change of one number of `own`, or of the public `measure` and `ally` tables."""

    def change(position: Position) -> None:
        lexicon, state = position.lexicon, position.state
        index = (lexicon.measures if table == "measure" else lexicon.allies).index(row)
        found = state.own if table == "own" else getattr(state.public, table)
        found[index, column] = value

    return change


def promised(position: Position) -> None:
    for to in (1, 2):
        position.state.pair[0, to, s.GAVE] = s.SILENT_ON


def called(units: int) -> Change:
    """Return a change in which sea_watch and coast_radar call for units."""

    def change(position: Position) -> None:
        at(s.OFFER)(position)
        for key, level in (("sea_watch", 2), ("coast_radar", 1), ("gun_teams", 1)):
            row = position.state.public.measure[position.lexicon.measures.index(key)]
            row[s.OPEN_CALL], row[s.NEEDED], row[s.PIPE_LEVEL] = 1, units, level

    return change


def sealed(*lines: str) -> Change:
    def change(position: Position) -> None:
        for line in lines:
            decision = parse(line, position.lexicon)
            assert not isinstance(decision, Refused)
            take(position, decision)

    return change


def on_paper(position: Position) -> None:
    position.state.public.measure[:, s.ON_PAPER] = 1


def fired(position: Position) -> None:
    position.state.truth[s.TRUTH_INJECT] = s.FIRED + 1


FIVE = "summon+1 expel+1 alert+1 hotline+1 forensics+1"
TABLING = more(at(s.TABLING, SPONSOR=0), on_paper)
CASES: list[tuple[str, Change, str]] = [
    ("EE done", at(s.OVER), "over"),
    ("CLOCK expired 3", at(s.ACTS), "stale"),
    ("FACILITATOR inject NEWS", more(at(s.ACTS), fired), "fired"),
    ("CHAIR take_seat staff", at(s.ACTS), "no_skill"),
    ("EE take_seat person", at(s.ACTS), "taken"),
    ("PL done", at(s.ACTS), "not_held"),
    ("CHAIR done", at(s.ACTS), "not_your_turn"),
    ("EE silent", at(s.ACTS), "not_now"),
    ("EE act engage", at(s.ACTS), "not_in_hand"),
    ("EE ask_article_4", at(s.CONSULT, ARTICLE_4_ROUND=0), "article_4_once"),
    ("EE announce_article_4", at(s.CONSULT, ARTICLE_4_ROUND=-1, ANNOUNCED=0), "announced_once"),
    ("DE bilateral EE", at(s.CONSULT), "not_struck"),
    ("EE bilateral DE", at(s.CONSULT, BILATERAL_ROUND=0), "bilateral_once"),
    ("EE bilateral DE DE", at(s.CONSULT, BILATERAL_ROUND=-1), "bad_helpers"),
    ("EE bilateral EE", at(s.CONSULT, BILATERAL_ROUND=-1), "bad_helpers"),
    ("EE bilateral", at(s.CONSULT, BILATERAL_ROUND=-1), "bad_helpers"),
    ("EE helps", at(s.CONSULT), "struck"),
    ("EE approach 3 accept", at(s.CONSULT), "bad_approach"),
    ("EE approach 1 accept", more(at(s.CONSULT), put("own", "EE", s.DOOR, -1)), "no_approach"),
    ("EE promise EE silent_on", at(s.CONSULT), "to_itself"),
    ("EE promise PL silent_on", more(at(s.CONSULT), promised), "promised"),
    ("EE promise TR silent_on", more(at(s.CONSULT), promised), "too_many_promises"),
    ("EE approach 1 accept", more(at(s.CONSULT), promised), "too_many_promises"),
    ("EE leak", at(s.CONSULT), "no_letters"),
    ("EE leak", more(at(s.CONSULT, LETTER_MASK=2), put("own", "EE", s.CAPITAL, 1)), "no_capital"),
    ("EE take_back", at(s.CONSULT), "not_waiting"),
    ("EE ask_floor 0", at(s.CONSULT), "bad_strength"),
    ("EE table hotline+1 notes under routine for 3h", TABLING, "bad_hours"),
    ("EE table hotline+1 notes under routine for 101h", TABLING, "bad_hours"),
    ("EE table hotline+1 none under routine for 4h", TABLING, "no_verb"),
    ("EE table hotline+1 notes under article_4 for 4h", TABLING, "no_request"),
    ("EE table hotline+1 notes under routine for 4h", more(TABLING, at(s.TABLING, ARTICLE_4_ROUND=0)), "wrong_basis"),
    (f"EE table {FIVE} engage+1 notes under routine for 4h", TABLING, "too_many_clauses"),
    ("EE table hotline+1 hotline+1 notes under routine for 4h", TABLING, "twice"),
    ("EE table sea_watch+2 notes under routine for 4h", TABLING, "needs_plan"),
    ("EE table hotline+2 notes under routine for 4h", TABLING, "level"),
    ("EE table hotline+0 notes under routine for 4h", TABLING, "no_such_level"),
    (
        "EE table hotline+1 notes under routine for 4h",
        more(TABLING, put("measure", "hotline", s.ADOPTED_LEVEL, 1)),
        "done_in_full",
    ),
    (
        "EE table sea_watch+1 notes under routine for 4h",
        more(TABLING, put("measure", "sea_watch", s.ADOPTED_LEVEL, 1)),
        "done_already",
    ),
    (f"EE table {FIVE} notes under routine for 4h", at(s.TABLING, SPONSOR=0), "no_capital"),
    ("EE table engage+1 notes under routine for 24h", draft(s.REDRAFT), "off_paper"),
    ("EE sound EE", draft(s.SOUND), "bad_sounding"),
    ("EE sound PL DE TR", draft(s.SOUND), "bad_sounding"),
    ("EE sound PL DE", more(draft(s.SOUND), put("own", "EE", s.CAPITAL, 1)), "no_capital"),
    ("DE says no engage", draft(s.SOUND), "not_in_text"),
    ("DE says no #3", draft(s.SOUND), "not_in_text"),
    ("EE cosponsor yes", draft(s.SOUND), "own_text"),
    ("DE cosponsor against", draft(s.SOUND), "not_about_you"),
    ("DE amend", draft(s.ANSWER), "names_nothing"),
    ("DE silent hotline+0", draft(s.ANSWER), "names_clauses"),
    ("DE statement demands_ask", draft(s.ANSWER), "names_clauses"),
    ("DE amend hotline+0 offers_pen", draft(s.ANSWER), "no_pen"),
    ("DE amend hotline+0 sea_watch+0 wording=notes", draft(s.ANSWER), "too_many_brackets"),
    ("DE amend engage+0", draft(s.ANSWER), "not_in_text"),
    ("DE amend hotline+1", draft(s.ANSWER), "not_lower"),
    ("DE amend wording=condemns", draft(s.ANSWER), "not_weaker"),
    ("DE ask_time", draft(s.ANSWER, EXTENDED=1), "time_once"),
    ("DE ask_time", draft(s.ANSWER, HOURS_LEFT=25), "no_time"),
    ("DE break hotline+0", more(draft(s.ANSWER), put("own", "DE", s.CAPITAL, 2)), "no_capital"),
    ("EE revise hotline+1 notes under routine for 97h", more(draft(s.REVISE), on_paper), "bad_hours"),
    ("EE raise_level", draft(s.REVISE, LEVEL=2), "no_level"),
    ("EE raise_level", draft(s.REVISE, HOURS_LEFT=20), "no_hours"),
    ("EE let_willing", draft(s.REVISE), "too_few"),
    ("EE let_willing", draft(s.REVISE, SILENT_SET=31), "needs_council"),
    ("DE offer forensics 1", called(3), "no_call"),
    ("DE offer coast_radar 3", called(3), "bad_units"),
    ("EE offer hotline 1", called(3), "no_call"),
    (
        "DE offer gun_teams 1",
        more(called(3), sealed("DE offer coast_radar 1", "DE offer sea_watch 1")),
        "too_many_offers",
    ),
    ("DE offer gun_teams 2", more(called(3), put("own", "DE", 0, 0)), "no_stock"),
    ("EE refuse hotline", at(s.HOST_SAYS), "not_host"),
    ("EE refuse coast_radar", at(s.HOST_SAYS, ROUND=1), "too_late"),
    ("EE forecast holds 101", at(s.ACTS), "bad_chance"),
]


@pytest.fixture
def position(first: Loaded) -> Position:
    seats = {"EE": "person", "DE": "person", "TR": "person", "CHAIR": "person"}
    return begin(first, "legal", seats)


def hosted(position: Position) -> None:
    """Let two measures be on their way to the soil of EE, so that its turn comes."""
    row = position.state.public.measure[position.lexicon.measures.index("coast_radar")]
    row[s.ARRIVES], row[s.ADOPTED_ROUND] = 500, 0
    row = position.state.public.measure[position.lexicon.measures.index("gun_teams")]
    row[s.ARRIVES], row[s.ADOPTED_ROUND] = 500, int(position.state.public.clock[s.ROUND])


def prepare(position: Position, change: Change, code: str) -> None:
    """Bring a position to where a line of `CASES` is refused."""
    change(position)
    if position.phase == s.HOST_SAYS:
        hosted(position)
    if code == "no_stock":
        position.state.own[position.lexicon.row("DE"), s.stock_at(position.loaded.book) :] = 1


@pytest.mark.parametrize(("line", "change", "code"), CASES, ids=lambda each: each if isinstance(each, str) else "")
def test_a_refusal_has_its_code_and_a_sentence(position: Position, line: str, change: Change, code: str) -> None:
    prepare(position, change, code)
    decision = parse(line.replace("NEWS", position.lexicon.injects[0]), position.lexicon)
    assert not isinstance(decision, Refused), decision
    before = [table.copy() for table in position.state.public]
    answer = check(position, decision)
    assert isinstance(answer, Refused), line
    assert answer.code == code, answer
    assert answer.reason[0].islower() or answer.reason[0].isupper() or answer.reason[0].isdigit()
    assert all((now == was).all() for now, was in zip(position.state.public, before, strict=True))


def test_every_code_is_tried() -> None:
    text = "".join((SOURCES / name).read_text("utf-8") for name in ("legal.py", "legal_texts.py", "legal_units.py"))
    codes = set(re.findall(r'Refused\(\s*"(\w+)"', text))
    assert codes - {code for _, _, code in CASES} == {"not_here", "no_ask"}


@pytest.mark.parametrize(
    ("line", "change"),
    [
        ("EE ask_article_4", at(s.CONSULT, ARTICLE_4_ROUND=-1)),
        ("EE bilateral DE PL", at(s.CONSULT, BILATERAL_ROUND=-1)),
        ("DE helps", at(s.CONSULT)),
        ("EE leak", at(s.CONSULT, LETTER_MASK=2)),
        ("EE table sea_watch+1 tasks hotline+1 condemns under routine for 24h granting DE", TABLING),
        ("EE table notes under routine for 4h", TABLING),
        ("EE table air_patrol+2 notes under routine for 4h", TABLING),
        ("EE table hotline+1 notes under article_4 for 4h", more(TABLING, at(s.TABLING, ARTICLE_4_ROUND=0))),
        ("EE sound PL DE", draft(s.SOUND)),
        ("EE cosponsor against", draft(s.SOUND, AUTHOR=1)),
        ("DE says near wording", draft(s.SOUND)),
        ("DE tour can_join_if", draft(s.TOUR)),
        ("DE amend hotline+0 wording=notes demands_ask", draft(s.ANSWER)),
        ("DE break #1+0", draft(s.ANSWER)),
        ("DE silent offers_pen", draft(s.ANSWER)),
        ("DE ask_time hotline+0", draft(s.ANSWER)),
        ("EE raise_level", draft(s.REVISE)),
        ("EE drop", draft(s.REVISE)),
        ("EE refuse gun_teams", more(at(s.HOST_SAYS), hosted)),
        ("EE forecast holds 100", at(s.ACTS)),
        ("EE reconsider", at(s.ACTS)),
    ],
)
def test_what_is_allowed_is_allowed(position: Position, line: str, change: Change) -> None:
    change(position)
    clock = position.state.public.clock
    if position.phase == s.TABLING and clock[s.ARTICLE_4_ROUND] >= 0:
        clock[s.ARTICLE_4_ANSWERED] = -1
    decision = parse(line, position.lexicon)
    assert not isinstance(decision, Refused), decision
    assert check(position, decision) is None


def test_every_kind_of_decision_belongs_to_a_phase_or_to_all() -> None:
    of_a_phase = {kind for kinds in TAKES.values() for kind in kinds}
    of_the_table = {d.TimeExpired, d.Meanwhile, d.TakeSeat, d.DropInject, d.HoldInject, d.ReleaseInject, d.Undo}
    assert of_a_phase | of_the_table | {d.Forecast, d.Done, d.Reconsider} == set(d.DECISIONS)


def test_a_phase_names_the_words_that_it_takes(first: Loaded) -> None:
    assert FIRST_WORDS.keys() == TAKES.keys()
    assert {word for words in FIRST_WORDS.values() for word in words} <= set(WORDS)
    table = Table.new(first, "words", {"EE": "person"})
    answer = table.apply(d.Answer("EE", 0))
    assert isinstance(answer, Refused)
    assert answer.remedy == "a line now begins with act, forecast or done"


@pytest.mark.parametrize("name", ["first_session", "galati"])
def test_the_model_says_nothing_that_the_rules_read_past(name: str) -> None:
    """What it is still refused for costs more than it has: the rules settle that by themselves."""
    loaded = load(ROOT / "scenarios" / f"{name}.toml")
    refused: Counter[str] = Counter()
    for seed in ("0", "4"):
        one, other = (begin(loaded, seed, dict.fromkeys(loaded.scenario.ally, "staff")) for _ in range(2))
        while one.phase != s.OVER:
            decisions = model_decisions(one)
            found = (check_content(one, each) for each in decisions)
            refused.update(each.code for each in found if each)
            settle(one, decisions)
            settle(other, _as_it_came(other))
            assert digest_of(one.state) == digest_of(other.state)
    assert set(refused) <= {"no_capital"}


def _as_it_came(position: Position) -> list[Decision]:
    """Return what the model decides, word by word as the rules wrote it."""
    mine = of_model(position)
    choice, rows = model_choice(position, mine), {seat: position.lexicon.row(seat) for seat in mine}
    return [each for seat in mine for each in read(position.desk, position.phase, rows[seat], choice[rows[seat]])]
