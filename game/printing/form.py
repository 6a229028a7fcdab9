"""The form page: what the minutes say, chosen from lists, and written to a file that `enter` reads.

A part of the page names in `data-line` the line that it writes; $0, $1 ... stand for its fields, and the line is not written
while the field that `data-key` numbers is empty. The script beside this file does no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from game.debrief.markup import Html, el, joined
from game.printing.ballots import ANSWERS, BRACKETS, CLAUSES
from game.printing.injects import order_of
from game.printing.kit import FOLDER, Kit
from game.printing.options import acts
from game.scenario.book import CAUSES
from game.scenario.words import MOODS_OF_CLAUSE, VERBS
from game.table.decisions import FACILITATOR, OTHER
from game.telling.words import sentence

Pairs = Iterable[tuple[str, str]]
MOST_UNITS: Final = 2


def form(kit: Kit) -> Html:
    """Return the body of the form page: what the chair drew, then a part a round."""
    side = kit.loaded.scenario.adversary.type
    types = ((key, kit.author(f"adversary.type.{key}.name", each.name)) for key, each in side.items())
    causes = ((key, sentence(kit.game.say(f"real_cause.{key}"))) for key in CAUSES)
    drawn = [
        _line("type $0", _choice(kit, kit.say("form.type"), types)),
        _line("cause $0", _choice(kit, kit.say("form.cause"), causes)),
    ]
    intro = el("p", kit.say("form.intro", scenario=kit.loaded.scenario.scenario.key))
    save = el("button", kit.say("form.save"), type="button")
    script = el("script", Html((FOLDER / "form.js").read_text(encoding="utf-8")))
    return joined([intro, el("form", *drawn, *(_round(kit, now) for now in kit.played), save), script])


def _round(kit: Kit, now: int) -> Html:
    said = [_line(f"round {now + 1}"), *_news(kit), *(_act(kit, now, seat) for seat in kit.seats), _article_4(kit)]
    said += [_text(kit, "table", "form.first"), *(_answer(kit, seat) for seat in kit.seats)]
    said += [_text(kit, "revise", "form.revised"), *(_answer(kit, seat) for seat in kit.seats)]
    said += [*(_offer(kit, seat) for seat in kit.seats), _reply(kit)]
    return el("fieldset", el("legend", kit.round(now)), *said)


def _line(line: str, *fields: str, key: int = 0) -> Html:
    return el("p", *fields, data_line=line, data_key=key)


def _choice(kit: Kit, label: str, options: Pairs, **attributes: str) -> Html:
    shown = [el("option", says, value=value) for value, says in options]
    first = [] if attributes else [el("option", kit.say("form.nothing"), value="")]
    return el("label", label, " ", el("select", *first, *shown, **attributes))


def _seats(kit: Kit) -> Iterator[tuple[str, str]]:
    return ((seat, kit.seat(seat)) for seat in kit.seats)


def _news(kit: Kit) -> Iterator[Html]:
    if kit.loaded.scenario.inject:
        options = ((key, str(number)) for key, number in order_of(kit).items())
        yield _line(
            f"{FACILITATOR} inject $0", _choice(kit, kit.say("form.news"), options, multiple="multiple", size="6")
        )


def _act(kit: Kit, now: int, seat: str) -> Html:
    options = ((key, kit.names.measure(key)) for key in acts(kit, now, seat))
    return _line(f"{seat} act $0", _choice(kit, kit.say("form.act", seat=kit.seat(seat)), options))


def _article_4(kit: Kit) -> Html:
    return _line("$0 ask_article_4", _choice(kit, kit.say("form.article_4"), _seats(kit)))


def _text(kit: Kit, word: str, heading: str) -> Html:
    """Return a text: who tables it, its clauses each with mood, measure and level, and its wording."""
    verbs = ((key, kit.game.say(f"verb.{key}")) for key in VERBS[1:])
    clauses = [_clause(kit, number) for number in range(1, CLAUSES + 1)]
    slots = " ".join(f"${number}" for number in range(1, CLAUSES + 2))
    who = _choice(kit, kit.say("form.tabled"), _seats(kit))
    wording = _choice(kit, kit.say("form.wording"), verbs)
    line = f"$0 {word} {slots} under routine for 24h"
    return joined([el("h2", kit.say(heading)), el("div", who, *clauses, wording, data_line=line, data_key=0)])


def _clause(kit: Kit, number: int) -> Html:
    moods = [el("option", kit.game.say(f"mood.{key}"), value=key) for key in MOODS_OF_CLAUSE]
    measures = (
        (f"{key}+{level}", kit.names.leveled(key, level))
        for key, measure in kit.loaded.scenario.measure.items()
        for level in range(1, len(measure.levels) + 1)
    )
    listed = sorted(measures, key=lambda each: each[1])
    label = kit.say("form.clause", n=number)
    mood = el("label", label, " ", el("select", *moods))
    return el("p", mood, _bare(kit, label, listed), data_line="$0 $1", data_key=1)


def _bare(kit: Kit, label: str, listed: Pairs) -> Html:
    """Return a choice whose name stands for a screen reader only."""
    options = [el("option", says, value=value) for value, says in (("", kit.say("form.nothing")), *listed)]
    return el("label", el("select", *options, aria_label=label))


def _answer(kit: Kit, seat: str) -> Html:
    answers = ((key, kit.say(f"answer.{key}")) for key in ANSWERS)
    brackets = [_choice(kit, kit.say("form.bracket", n=number), _brackets(kit)) for number in range(1, BRACKETS + 1)]
    return _line(f"{seat} $0 $1 $2", _choice(kit, kit.say("form.answer", seat=kit.seat(seat)), answers), *brackets)


def _brackets(kit: Kit) -> Iterator[tuple[str, str]]:
    for number in range(1, CLAUSES + 1):
        yield f"#{number}+0", kit.say("form.struck", n=number)
        for level in (1, 2):
            yield f"#{number}+{level}", kit.say("form.lower", n=number, level=level)
    for verb in VERBS[1:-1]:
        yield f"wording={verb}", kit.say("form.weaker", verb=kit.game.say(f"verb.{verb}"))


def _offer(kit: Kit, seat: str) -> Html:
    known = kit.loaded.scenario.measure
    options = (
        (key, kit.names.measure(key)) for key, each in known.items() if any(level.needs for level in each.levels)
    )
    units = ((str(n), str(n)) for n in range(1, MOST_UNITS + 1))
    fields = [
        _choice(kit, kit.say("form.offer", seat=kit.seat(seat)), options),
        _choice(kit, kit.say("form.units"), units),
    ]
    caveat = _bare(kit, kit.say("form.caveat"), [("with_caveat", kit.say("form.caveat"))])
    return _line(f"{seat} offer $0 $1 $2", *fields, caveat, key=1)


def _reply(kit: Kit) -> Html:
    known = kit.loaded.scenario.adversary.reply
    options = ((key, kit.author(f"adversary.reply.{key}.name", each.name)) for key, each in known.items())
    return _line(f"{OTHER} reply $0", _choice(kit, kit.say("form.reply"), options))
