"""One fault each: more than a hundred broken scenarios, and where and how each must be reported.

Every case edits the tiny scenario. The sign § in an edit marks the place that must be reported; it is not in the file.
"""

# ruff: noqa: E501  (a table reads best with a case a line)

from collections.abc import Callable
from typing import NamedTuple

import pytest

from game.scenario.problems import Problem

Edit = tuple[str, str]
MARK = "§"


class Case(NamedTuple):
    what: str
    edits: tuple[Edit, ...]
    path: str
    says: str


def case(what: str, old: str, new: str, path: str, says: str, *more: Edit) -> Case:
    return Case(what, ((old, new), *more), path, says)


LAST = '[[round]]\nmark = "invented"\nkey = "last"'
LAST_HERE: Edit = (LAST, LAST.replace("[[", "§[["))
ORDER = "reservation = 5, bracket_line = 30, latency = 6 }"

KEYS = [
    case("misspelt key", 'title = "A very', '§titel = "A very', "scenario.titel", 'unknown key; did you mean "title"?'),
    case("unknown key", 'bloc = "east"', 'bloc = "east", §army = 3', "ally.AA.army", "unknown key"),
    case("under a header", "double_gap", "§dubble_gap", "round.1.dubble_gap", 'did you mean "double_gap"?'),
    case("in a list", "heat = 3,", "§hate = 3,", "measure.patrol.levels.1.hate", 'did you mean "heat"?'),
    case("unknown table", "question.again", "§questions.again", "questions", 'did you mean "question"?'),
    case("missing in a line", 'key = "tiny", ', "", "scenario.key", "is required here", ("scenario = {", "§scenario = {")),
    case("missing under a header", "hours = 60\n", "", "round.1.hours", "is required here", LAST_HERE),
    case("missing in a list", ", odds = 50", "", "ally.AA.moods.0.odds", "is required", ('{ says = "calm" }', '§{ says = "calm" }')),
    case("missing dotted", "prior = 60, ", "", "adversary.type.prober.prior", "is required", ("adversary.type.prober", "adversary.type.§prober")),
    case("key with a capital", "question.again", "question.§Again", "question.Again", "a name of small letters"),
    case("quoted key", "question.again", 'question.§"a gain"', 'question."a gain"', "a name of small letters"),
    case("key of an ally", "ally.BB =", "ally.§Bb =", "ally.Bb", "two capital letters", ('quantity = "support(BB)"', 'quantity = "support(me)"')),
]  # fmt: skip
VALUES = [
    case("text for a number", "hours = 60", 'hours = §"60"', "round.1.hours", 'expected a whole number (got "60")'),
    case("number for text", 'meanwhile = "They signed."', "meanwhile = §7", "round.1.meanwhile", "expected text in quotation marks (got 7)"),
    case("decimal", "prior = 60", "prior = §60.5", "adversary.type.prober.prior", "expected a whole number (got 60.5)"),
    case("truth for a number", "prior = 60", "prior = §true", "adversary.type.prober.prior", "expected a whole number (got true)"),
    case("number for a truth", "struck = true", "struck = §1", "ally.AA.struck", "expected true or false (got 1)"),
    case("too much", "forward = 40,", "forward = §101,", "ally.AA.traits.forward", "expected 100 or less (got 101)"),
    case("too little", "forward = -40,", "forward = §-101,", "ally.BB.traits.forward", "expected -100 or more (got -101)"),
    case("two decimals", "gloom = 1.5 }\nbriefing", "gloom = §1.25 }\nbriefing", "round.0.silence_price.gloom", "give at most one decimal (got 1.25)"),
    case("not a number", "support = -2.5", "support = §nan", "inject.find.support", "(got nan)"),
    case("infinite", "support = -2.5", "support = §inf", "inject.find.support", "expected 100 or less (got inf)"),
    case("date as text", "ends = 2030-01-04", 'ends = §"2030-01-04"', "round.1.ends", "expected a date such as 2026-05-29"),
    case("date and time", "ends = 2030-01-04", "ends = §2030-01-04T10:00:00", "round.1.ends", "(got 2030-01-04 10:00:00)"),
    case("table for a list", 'topics = ["talk"]', "topics = §{}", "round.0.topics", "expected a list in square brackets (got a table)"),
    case("list for a table", "traits = { forward = -40", "traits = §[{ forward = -40", "ally.BB.traits", "expected a table (got a list of 1)", ("support = 55, support_floor = 10 }", "support = 55, support_floor = 10 }]")),
    case("number for a table", "adversary.type.careless = {", "adversary.type.careless = §4 #", "adversary.type.careless", "expected a table (got 4)"),
    case("short list", "causes = [40, 30, 20, 10]", "causes = §[40, 60]", "adversary.type.prober.causes", "expected at least 4, there are 2"),
    case("long list", 'tags = ["air", "talk"]', f"tags = §{['a' + str(n) for n in range(25)]}".replace("'", '"'), "scenario.tags", "expected at most 24, there are 25"),
    case("empty text", 'says = "The worst."', 'says = §""', "ending.war.says", "expected some text"),
    case("long text", 'bloc = "east", ', f'bloc = "east", ask = {{ says = §"{"x" * 301}" }}, ', "ally.AA.ask.says", "expected at most 300 characters", ('ask = { says = "the south too", opposed_by = ["BB"] }, ', "")),
    case("wrong word", 'authority = "eu"', 'authority = §"eux"', "measure.fund.authority", '(got "eux"); did you mean "eu"?'),
    case("wrong mark", 'question = "What do leaders sign?"', 'question = "What?"\nmeeting = §"leader"', "round.1.meeting", 'did you mean "leaders"?', ('\nmeeting = "leaders"', "")),
    case("word for all or a list", 'to = ["AA"]', 'to = §"everyone"', "inject.find.to", 'expected all or a list of allies (got "everyone")'),
    case("small letters in a list", 'to = ["AA"]', 'to = [§"aa"]', "inject.find.to.0", 'expected two capital letters such as RO (got "aa")'),
    case("number for all or a list", 'to = ["AA"]', "to = §1", "inject.find.to", "expected all or a list of allies (got 1)"),
    case("wrong cause", "evidence = { deliberate", "evidence = { §deliberately", "inject.find.evidence.deliberately", 'did you mean "deliberate"?'),
    case("wrong language", "text = { fr =", "text = { §de =", "text.de", 'expected "fr" or "ro"'),
    case("wrong kind of reply", "weights = { mirror", "weights = { §miror", "adversary.type.prober.weights.miror", 'did you mean "mirror"?'),
    case("too few moods", ', { says = "busy", odds = 20 }]', "]", "ally.BB.moods", "expected at least 3, there are 2", ('moods = [{ says = "calm", odds = 60', 'moods = §[{ says = "calm", odds = 60')),
    case("behind letters of two bytes", 'name = "Aland"', 'name = "Ålandș", capital = §3', "ally.AA.capital", "(got 3)", ('capital = "Aa", ', "")),
]  # fmt: skip
NAMES = [
    case("tag of an interest", "interests = { talk", "interests = { §tlak", "ally.BB.interests.tlak", 'there is no tag "tlak"; did you mean "talk"?'),
    case("kind of a stock", "stock = { sensors", "stock = { §sensor", "ally.AA.stock.sensor", 'there is no kind of unit "sensor"; did you mean "sensors"?'),
    case("measure of a red line", 'measure = "close"', 'measure = §"clse"', "ally.BB.red_lines.0.measure", 'there is no measure "clse"; did you mean "close"?'),
    case("tag of a red line", 'tag = "talk", level', 'tag = §"sea", level', "ally.AA.red_lines.1.tag", 'there is no tag "sea"; there is air, talk'),
    case("tag of a mood", 'reservation = -5, tag = "air"', 'reservation = -5, tag = §"airs"', "ally.AA.moods.1.tag", 'did you mean "air"?'),
    case("ally of a trust", "trust = { BB", "trust = { §CC", "ally.AA.trust.CC", 'there is no other ally "CC"'),
    case("trust in oneself", "trust = { BB", "trust = { §AA", "ally.AA.trust.AA", 'there is no other ally "AA"'),
    case("who opposes an ask", 'opposed_by = ["BB"]', 'opposed_by = [§"XX"]', "ally.AA.ask.opposed_by.0", 'there is no ally "XX"'),
    case("twice in a list", 'opposed_by = ["BB"]', 'opposed_by = ["BB", §"BB"]', "ally.AA.ask.opposed_by.1", '"BB" is here twice'),
    case("round of a cable", "cables = { first", "cables = { §frist", "ally.AA.cables.frist", 'there is no round "frist"; did you mean "first"?'),
    case("tag of a measure", "tags = { air = 2", "tags = { §aire = 2", "measure.patrol.tags.aire", 'did you mean "air"?'),
    case("owner", 'owner = "AA"', 'owner = §"AB"', "measure.close.owner", 'there is no ally "AB"'),
    case("owners", 'owners = ["AA", "BB"]', 'owners = ["AA", §"BC"]', "measure.line.owners.1", 'there is no ally "BC"'),
    case("host", 'host = "AA"', 'host = §"ZZ"', "measure.patrol.host", 'there is no ally "ZZ"'),
    case("kind that is needed", "needs = { sensors", "needs = { §shorad", "measure.patrol.levels.1.needs.shorad", "there is no kind of unit"),
    case("track of an effect", "readiness = 4.5", "§rediness = 4.5", "measure.patrol.levels.1.effects.rediness", 'did you mean "readiness"?'),
    case("track of a weight", "mirror = { escalation", "mirror = { §escalaton", "adversary.type.prober.weights.mirror.escalaton", 'did you mean "escalation"?'),
    case("track of a reply", "escalation = 5, gloom", "escalation = 5, §gloum", "adversary.reply.raid.effects.gloum", 'did you mean "gloom"?'),
    case("track of a price", "cohesion = -10", "§unity = -10", "round.1.silence_price.unity", 'there is no track "unity"'),
    case("topic", 'topics = ["air", "talk"]', 'topics = ["air", §"tolk"]', "round.1.topics.1", 'did you mean "talk"?'),
    case("armed inject", 'arms = "again"', 'arms = §"agian"', "inject.find.arms", 'did you mean "again"?', ("armed = false, ", "")),
    case("cancelled inject", 'cancels = "poll"', 'cancels = §"pole"', "inject.find.cancels", 'did you mean "poll"?'),
    case("opened measure", 'opens = "line"', 'opens = §"lines"', "inject.find.opens", 'did you mean "line"?'),
    case("government that falls", 'falls = "BB"', 'falls = §"YY"', "inject.again.falls", 'there is no ally "YY"'),
    case("whose support", 'ally = "BB", support', 'ally = §"YY", support', "inject.find.ally", 'there is no ally "YY"'),
    case("recipient", 'to = ["AA"]', 'to = ["AA", §"YY"]', "inject.find.to.1", 'there is no ally "YY"'),
    case("stock of an inject", "stock = { money", "stock = { §many", "inject.find.stock.many", 'did you mean "money"?'),
    case("track of an inject", "effects = { attribution", "effects = { §atribution", "inject.find.effects.atribution", 'did you mean "attribution"?'),
    case("learning objective", 'teaches = ["doubt"]', 'teaches = [§"doubts"]', "inject.find.teaches.0", 'did you mean "doubt"?'),
    case("path of a fact", 'path = "inject.find"', 'path = §"inject.fund"', "fact.crater.path", 'the key path ends at "fund"; did you mean "find"?'),
    case("path of a note", 'path = "ally.AA"', 'path = §"allies.AA"', "ally.AA.notes.0.path", 'did you mean "ally"?'),
    case("path of a text", '"round.first.title"', '§"round.frist.title"', 'text.fr."round.frist.title"', 'did you mean "first"?'),
    case("path of a text to a table", '"ally.AA.card.owns"', '§"ally.AA.card"', 'text.ro."ally.AA.card"', "expected the key path of a text"),
    case("number of the rules", "tuning = {}", "tuning = { §no_such = 1 }", "scenario.tuning.no_such", "no number of the rules has this name"),
]  # fmt: skip
SUMS = [
    case("two struck", 'bloc = "west"', 'bloc = "west", struck = §true', "ally.BB.struck", "only one ally can be struck, and AA is"),
    case("moods", "odds = 30, reservation", "odds = 31, reservation", "ally.AA.moods", "add up to 100 (got 101)", ('moods = [{ says = "calm", odds = 50', 'moods = §[{ says = "calm", odds = 50')),
    case("priors", "prior = 60", "prior = 61", "adversary.type", "add up to 100 (got 101)", ("adversary.type.prober", "adversary.§type.prober")),
    case("causes", "causes = [40, 30, 20, 10]", "causes = §[40, 30, 20, 11]", "adversary.type.prober.causes", "add up to 100 (got 101)"),
    case("odds of replies", "firm = [70, 30, 0", "firm = §[70, 20, 0", "adversary.type.prober.odds.firm", "add up to 100 (got 90)"),
    case("odds without a reply", "firm = [70, 30, 0, 0, 0]", "firm = [70, 20, 0, §10, 0]", "adversary.type.prober.odds.firm.3", "there is no reply of the kind raise"),
    case("source", 'mark = "reported", source = "the author", name = "Patrol"', 'mark = §"reported", name = "Patrol"', "measure.patrol.mark", "say who says so"),
    case("source of a note", 'mark = "fact", source = "the author"', 'mark = §"fact"', "ally.AA.notes.0.mark", '(got "fact")'),
    case("source of a round", 'mark = "invented"\nkey = "last"', 'mark = §"fact"\nkey = "last"', "round.1.mark", "say who says so"),
    case("card of 121 words", 'owns = "a port"', f'owns = "a{" a" * 116}"', "ally.BB.card", "at most 120 words in all (got 121)", ('card = { owns = "a a', 'card = §{ owns = "a a')),
    case("red line of two", 'tag = "talk", level = 2', 'tag = "talk", verb = "notes", level = 2', "ally.AA.red_lines.1", "one of measure, tag or verb (got tag and verb)", ('{ tag = "talk", verb', '§{ tag = "talk", verb')),
    case("red line of nothing", '{ measure = "close", says', "§{ says", "ally.BB.red_lines.0", "(got none)"),
    case("goal upside down", 'quantity = "texts - broken", low = 0', 'quantity = "texts - broken", low = §2', "ally.AA.sheet.alliance.low", "negate the quantity"),
    case("goal without a span", 'quantity = "round", low = 0, high = 2', 'quantity = "round", low = 0, high = §0', "ally.BB.sheet.secret.0.high", "expected more than low (got 0)"),
    case("needs of two kinds", "needs = { sensors = 3 }", "needs = §{ sensors = 3, money = 1 }", "measure.patrol.levels.1.needs", "at most one kind of unit (got 2)"),
    case("owner and owners", 'owner = "AA", claims', 'owner = "AA", owners = §["BB"], claims', "measure.close.owners", "not both"),
    case("frequency of a measure", "frequency = [10, 90]", "frequency = §[90, 10]", "measure.patrol.frequency", "from is above to (90 > 10)"),
    case("frequency of an ending", "frequency = [0, 5]", "frequency = §[6, 5]", "ending.war.frequency", "from is above to (6 > 5)"),
    case("rounds of an inject", "rounds = [1, 2]", "rounds = §[2, 1]", "inject.find.rounds", "from is above to (2 > 1)"),
    case("rounds that are not", "rounds = [1, 2]", "rounds = [§3, 4]", "inject.find.rounds.0", "there are 2 rounds (got 3)"),
    case("stock of two kinds", "stock = { money = 1 }", "stock = §{ money = 1, sensors = 1 }", "inject.find.stock", "at most one kind (got 2)"),
    case("stock of nobody", 'ally = "BB", support = -2.5, stock = {', "stock = §{", "inject.find.stock", "say whose"),
    case("support of nobody", 'ally = "BB", support = -2.5, stock = { money = 1 }', "support = §-2.5", "inject.find.support", "say whose"),
    case("never armed", 'arms = "again", ', "", "inject.again.armed", "no inject arms it", ("armed = false", "armed = §false")),
    case("first rung", "{ at = 0,", "{ at = §1,", "rung.0.at", "the first rung begins at 0 (got 1)"),
    case("rungs out of order", "at = 90,", "at = §30,", "rung.2.at", "rungs ascend: expected more than 30 (got 30)"),
    case("terminal in the middle", "shown = false }", "terminal = §true }", "rung.1.terminal", "only the last rung"),
    case("core track", "track.readiness", "track.radars", "track", "the rules need the track readiness", ("track.gloom", "§track.gloom"), ("effects = { readiness = 4.5, ", "effects = { "), ('quantity = "readiness"', 'quantity = "radars"')),
    case("track with a name of conditions", "track.gloom = { name", "track.§gap = { name", "track.gap", "a word of conditions already", ("gloom = -2", "gap = -2"), ("gloom = 3", "gap = 3"), ("gloom = 1.5", "gap = 1.5")),
    case("round twice", 'key = "last"', 'key = §"first"', "round.1.key", '"first" is here twice'),
    case("round that ends first", "ends = 2030-01-04", "ends = §2029-12-31", "round.1.ends", "is before it starts"),
    case("hour outside the round", "start_hour = 24", "start_hour = §100", "round.1.start_hour", "100 hours after the incident is 2030-01-05"),
    case("rounds that overlap by date", "ends = 2030-01-01\n", "ends = 2030-01-03\n", "round.1.starts", "rounds do not overlap", ("starts = 2030-01-02", "starts = §2030-01-02")),
    case("rounds that overlap by hour", "hours = 14", "hours = 23", "round.1.start_hour", "the round before lasts until hour 25", ("start_hour = 24", "start_hour = §24")),
    case("tags twice", 'tags = ["air", "talk"]', 'tags = ["air", "talk", §"air"]', "scenario.tags.2", '"air" is here twice'),
    case("no ending for the rest", 'when = "true", at = "end"', 'when = "true"', "ending.adrift", "takes all other games", ("}, adrift", "}, §adrift")),
]  # fmt: skip
WHENS = [
    case("unknown word", 'when = "escalation >= 90"', 'when = "§escalatoin >= 90"', "ending.war.when", 'no track or fact is called "escalatoin"; did you mean "escalation"?'),
    case("unknown inject", "fired(again)", "fired(§agian)", "question.again.when", 'none is called "agian"; did you mean "again"?'),
    case("unknown measure", 'adopted("patrol")', 'adopted(§"petrol")', "ally.AA.sheet.secret.2.quantity", 'did you mean "patrol"?'),
    case("unknown ally", 'quantity = "support(BB)"', 'quantity = "support(§CC)"', "ally.BB.sheet.home.quantity", "expected an ally"),
    case("me in an ending", 'when = "escalation >= 90"', 'when = "support(§me) < 9"', "ending.war.when", '"me" stands for the seat of a goal'),
    case("half a comparison", 'when = "escalation >= 90"', 'when = "escalation >=§"', "ending.war.when", "not the end"),
    case("number for a truth", 'when = "escalation >= 90"', 'when = "§escalation"', "ending.war.when", "compare it with something"),
    case("one equals sign", 'when = "escalation >= 90"', 'when = "round §= 1"', "ending.war.when", 'did you mean "=="?'),
    case("division", 'when = "escalation >= 90"', 'when = "round §/ 2 > 1"', "ending.war.when", "no division"),
    case("open bracket", 'when = "escalation >= 90"', 'when = "(round > 1§"', "ending.war.when", "a bracket is not closed"),
    case("chain", 'when = "escalation >= 90"', 'when = "1 < round §< 3"', "ending.war.when", "two values at a time"),
    case("truth in a sum", 'quantity = "texts - broken"', 'quantity = "texts - §text_held"', "ally.AA.sheet.alliance.quantity", '"-" takes numbers'),
    case("truth compared", 'when = "escalation >= 90"', 'when = "claimed §>= 1"', "ending.war.when", "compares numbers"),
    case("number joined", 'when = "escalation >= 90"', 'when = "claimed and §round"', "ending.war.when", '"and" joins truths'),
    case("track times track", 'quantity = "peak"', 'quantity = "peak §* peak"', "ally.BB.sheet.interest.quantity", "cannot be multiplied"),
    case("missing argument", 'when = "escalation >= 90"', 'when = "adopted§ or claimed"', "ending.war.when", "adopted needs a measure in brackets", ('when = "adopted§ or', 'when = "adopted §or')),
    case("decimal", 'when = "escalation >= 90"', 'when = "escalation >= §62.5"', "ending.war.when", '"62.5" is not a whole number'),
    case("long number", 'when = "escalation >= 90"', 'when = "round >= §12345678"', "ending.war.when", "at most 7 digits"),
    case("hidden fact", 'requires = "round >= 1 and not claimed"', 'requires = "§will_reverse"', "measure.line.requires", "will_reverse is hidden from every seat"),
    case("too long", 'when = "escalation >= 90"', f'when = "§1{" + 1" * 40} > 0"', "ending.war.when", "too long: 83 steps, at most 64"),
    case("too deep", 'when = "escalation >= 90"', f'when = "{"(" * 20}§(1{")" * 21} > 0"', "ending.war.when", "nested more than 20 deep"),
    case("too large", 'quantity = "peak"', 'quantity = "peak * texts * texts §* texts * texts"', "ally.BB.sheet.interest.quantity", "can grow too large"),
    case("behind escapes", 'when = "escalation >= 90"', r'when = "adopted(\"patrol\") or §rond > 1"', "ending.war.when", 'did you mean "round"?'),
    case("on a second line", 'requires = "round >= 1 and not claimed"', "requires = '''\nround >= 1\n  and §clamed'''", "measure.line.requires", 'did you mean "claimed"?'),
    case("more after the end", 'when = "escalation >= 90"', 'when = "round > 1 §round"', "ending.war.when", "expected an operator or the end"),
    case("quotation mark", 'when = "escalation >= 90"', "when = \"adopted(§'patrol)\"", "ending.war.when", "a quotation mark without its partner"),
]  # fmt: skip
SYNTAX = [
    case("no value", "hours = 60", "hours = §", "", "not TOML: Invalid value"),
    case("same key twice", "hours = 60", "hours = 60\nhours = 61§", "", "not TOML: Cannot overwrite a value"),
    case("same table twice", LAST, f"[scenario§]\n{LAST}", "", "not TOML: Cannot"),
    case("open text", 'meanwhile = "They signed."', 'meanwhile = "They signed.§', "", "not TOML: Illegal character"),
    case("open bracket", "[round.silence_price]\ncohesion = -10", "cohesion = [1,", "", "not TOML: "),
    case("impossible date", "ends = 2030-01-04", "ends = 2030-02-30", "", "not TOML: "),
    case("NUL", "It is late.", "It is §\0late.", "", "a NUL character"),
    case("control character", "It is late.", "It is §\x01late.", "", "not TOML: Illegal character"),
    case("nesting", 'topics = ["talk"]', 'topics = [[[[[[[[§["talk"]]]]]]]]]', "", "nested more than 8 deep"),
    case("parts of a key", "hours = 60", "a.b.c.d.e.f§.g = 60", "", "a key of more than 6 parts"),
    case("digits", "hours = 60", "hours = §1234567890123456789", "", "a number of more than 18 digits"),
    case("long line", "It is late.", "x" * 10_001, "", "a line of"),
]  # fmt: skip
CASES = {
    f"{table}: {case.what}": case
    for table, cases in {
        "keys": KEYS, "values": VALUES, "names": NAMES, "sums": SUMS, "when": WHENS, "syntax": SYNTAX
    }.items()
    for case in cases
}  # fmt: skip


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    for old, new in edits:
        assert old in text, f"{old!r} is not in the tiny scenario any more"
        text = text.replace(old, new) if old.startswith("gloom") else text.replace(old, new, 1)
    return text


@pytest.mark.parametrize("name", CASES)
def test_fault_is_reported_once_at_its_place(
    name: str, tiny_text: str, problems_of: Callable[[str], list[Problem]]
) -> None:
    what = CASES[name]
    marked = edited(tiny_text, what.edits)
    place = marked.find(MARK)
    found = problems_of(marked.replace(MARK, ""))
    shown = "\n".join(map(str, found))
    assert len(found) == 1, shown
    assert what.says in found[0].text, shown
    assert found[0].path == what.path, shown
    if place >= 0:
        line = marked.count("\n", 0, place) + 1
        assert (found[0].line, found[0].column) == (line, place - marked.rfind("\n", 0, place)), shown


def test_there_are_enough() -> None:
    assert len(CASES) >= 120
