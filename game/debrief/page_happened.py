"""The page's first part: the rounds, the tracks, the reveal; and at the end the whole record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from game.debrief import charts
from game.debrief.facts_played import RoundTold, Sheet, TextTold, TrackTold, Wording
from game.debrief.markup import Html, bullets, el, figure, joined, paragraphs, table
from game.debrief.page import Page
from game.scenario.words import MEETINGS
from game.telling.tell import tell
from game.telling.teller import UNDER, Teller
from game.telling.words import sentence

POINT = 10  # thousandths: what people see as a point
Part = tuple[str, str, Html]  # its key, its heading, what it says


def happened(page: Page) -> Part:
    """Return what happened: a row a round, each text with its answers, and how the tracks went."""
    rounds = page.facts.rounds
    head = [page.say(f"happened.{key}") for key in ("round", "question", "texts", "reply")]
    rows = [_row(page, told) for told in rounds]
    inside = [
        el("p", page.say("happened.intro")),
        table(page.say("happened.table"), head, rows),
        *(_told(page, told) for told in rounds),
        el("h3", page.say("happened.tracks")),
        el("div", *(_course(page, each) for each in page.facts.tracks), class_="charts"),
        _levels(page),
    ]
    return "happened", page.say("heading.happened"), joined(inside)


def _row(page: Page, told: RoundTold) -> list[str]:
    path, each = f"round.{told.number - 1}", page.loaded.scenario.round[told.number - 1]
    texts = bullets(page.say(f"fate.{text.fate}", seat=page.seat(text.author)) for text in told.texts)
    return [
        joined(
            [
                el("span", _titled(page, told.number), class_="block"),
                el("span", page.names.span(told.number - 1), class_="small block"),
                el("span", page.say("happened.meanwhile") if told.meanwhile else "", class_="small"),
            ]
        ),
        page.names.author(f"{path}.question", each.question),
        texts or page.say("happened.no_text"),
        _reply(page, told),
    ]


def _reply(page: Page, told: RoundTold) -> str:
    if not told.reply:
        return page.say("page.nothing")
    reply = page.loaded.scenario.adversary.reply[told.reply]
    name = page.names.author(f"adversary.reply.{told.reply}.name", reply.name)
    hits = page.say("happened.hits", n=told.hits) if told.hits else ""
    return page.say("happened.replied", name=name, kind=page.say(f"kind.{told.reply_kind}"), hits=hits)


def _told(page: Page, told: RoundTold) -> Html:
    """Return a round: its texts and their answers, what moved and why, and the way to its news."""
    teller = page.teller()
    parts = [el("h3", _titled(page, told.number)), _notes(page, told, "round", str(told.number))]
    for text in told.texts:
        parts.append(el("p", el("strong", page.say(f"fate.{text.fate}", seat=page.seat(text.author)))))
        parts += [_text(page, teller, text), _notes(page, told, "text", str(text.draft))]
    moves = bullets(_moves(page, told.number))
    if moves:
        parts += [el("p", el("strong", page.say("happened.moves"))), moves]
    if told.injects:
        link = el("a", page.say("happened.in_record"), href=f"#record-{told.number}")
        parts.append(el("p", page.say("happened.news", n=len(told.injects)), " ", link, class_="small"))
        parts += [_notes(page, told, "news", key) for key in told.injects]
    parts.append(paragraphs(_steered(page, told), class_="small"))
    return joined(parts)


def _steered(page: Page, told: RoundTold) -> Iterator[str]:
    for each in told.steered:
        news = page.names.author(f"inject.{each.inject}.says", page.loaded.scenario.inject[each.inject].says)
        yield page.say(f"happened.steered_{each.did}", news=news)


def _notes(page: Page, told: RoundTold, about: str, key: str) -> Html:
    """Return the teacher's notes on one thing, each as a paragraph; with news, the news that it is about."""
    notes = [each.says for each in told.notes if (each.about, each.key) == (about, key)]
    if about == "news" and notes:
        news = page.names.author(f"inject.{key}.says", page.loaded.scenario.inject[key].says)
        return paragraphs((page.say("happened.note_news", news=news, says=says) for says in notes), class_="note")
    return paragraphs((page.say("happened.note", says=says) for says in notes), class_="note")


def _titled(page: Page, number: int) -> str:
    each = page.loaded.scenario.round[number - 1]
    title = page.names.author(f"round.{number - 1}.title", each.title)
    return page.say("happened.numbered", n=number, title=title)


def _moves(page: Page, number: int) -> Iterator[str]:
    """Yield the tracks that a round moved by a point or more, with their causes."""
    for track in page.facts.tracks:
        move = next(each for each in track.rounds if each.round == number)
        if abs(move.after - move.before) < POINT:
            continue
        causes = sorted(move.causes.items(), key=lambda each: -abs(each[1]))
        told = [f"{page.game.say(f'cause.{cause}')} {page.moved(points)}" for cause, points in causes]
        yield page.say(
            "happened.moved",
            track=sentence(page.names.track(track.key)),
            before=page.level(move.before),
            after=page.level(move.after),
            causes=page.game.say("list.comma").join(told),
        )


def _text(page: Page, teller: Teller, text: TextTold) -> Html:
    lines = []
    before = ""
    for wording in text.wordings:
        read = teller.read(text.author, wording.text)
        if wording.text != before:
            clauses = teller.clauses(read) or page.say("happened.words_alone")
            lines.append(page.say("happened.wording", verb=page.names.verb(read.verb), clauses=clauses))
            before = wording.text
        lines += _answers(page, teller, text, wording)
    if not text.wordings:
        read = teller.read(text.author, text.last)
        clauses = teller.clauses(read) or page.say("happened.words_alone")
        lines.append(page.say("happened.wording", verb=page.names.verb(read.verb), clauses=clauses))
    return bullets(lines)


def _answers(page: Page, teller: Teller, text: TextTold, wording: Wording) -> Iterator[str]:
    meeting = page.names.meeting(wording.level) if wording.level in MEETINGS else ""
    if wording.asked_time:
        yield page.say("happened.asked_time", seats=page.seats(wording.asked_time))
    stated = page.say("happened.stated", seats=page.seats(wording.stated)) if wording.stated else ""
    key = "happened.answered" if wording.objectors else "happened.unopposed"
    yield page.say(key, meeting=meeting, silent=wording.silent, stated=stated, n=len(wording.objectors))
    read = teller.read(text.author, wording.text)
    for each in wording.objectors:
        named = [page.names.pair(word, read) for word in each.brackets]
        what = page.game.say("list.comma").join(named) or page.say("happened.whole")
        yield page.say(f"happened.by_{each.answer}", seat=page.seat(each.seat), what=what)


def _course(page: Page, told: TrackTold) -> Html:
    name = page.names.track(told.key)
    levels = [told.start, *(move.after for move in told.rounds)]
    marks = ["0", *(str(move.round) for move in told.rounds)]
    says = page.say("chart.course", start=page.level(told.start), end=page.level(told.end))
    caption = f"{sentence(name)}: {page.level(told.start)} → {page.level(told.end)}"
    return figure(charts.course(name, says, levels, marks), caption)


def _levels(page: Page) -> Html:
    head = [page.say("happened.track"), page.say("happened.start")]
    head += [page.say("happened.after", n=told.number) for told in page.facts.rounds]
    rows = [
        [
            sentence(page.names.track(each.key)),
            page.level(each.start),
            *(page.level(move.after) for move in each.rounds),
        ]
        for each in page.facts.tracks
    ]
    return table(page.say("happened.levels"), head, rows, "figures")


# The reveal. ---------------------------------------------------------------------------------------------------------


def revealed(page: Page) -> Part:
    """Return what nobody at the table knew."""
    told, names = page.facts.reveal, page.names
    kind = page.loaded.scenario.adversary.type[told.type]
    path = f"adversary.type.{told.type}"
    name, says = names.author(f"{path}.name", kind.name), names.author(f"{path}.reveal", kind.reveal)
    lines = [
        page.game.say("end.type", name=name, reveal=says),
        page.game.say("end.cause", cause=page.game.say(f"real_cause.{told.cause}")),
        page.game.say("end.will_reverse" if told.will_reverse else "end.will_hold"),
        page.game.say("end.common", **told.goals),
    ]
    shown = _shown(page)
    inside = [paragraphs(lines), _sheets(page, shown), *(_secrets(page, sheet) for sheet in shown), _lies(page)]
    return "reveal", page.say("heading.reveal"), joined(inside)


def _shown(page: Page) -> list[Sheet]:
    """Return the sheets of the seats that persons held, of the featured ones where the model played alone."""
    allies = page.loaded.scenario.ally
    wanted = page.facts.about.people or tuple(key for key, ally in allies.items() if ally.featured) or tuple(allies)
    return [sheet for sheet in page.facts.reveal.sheets if sheet.seat in wanted]


def _sheets(page: Page, sheets: list[Sheet]) -> Html:
    lines = [each.line for each in sheets[0].lines] if sheets else []
    head = [page.say("reveal.seat"), *(page.game.say(f"line.{line}") for line in lines)]
    head += [page.say("reveal.crossed"), page.say("reveal.total")]
    rows = []
    for sheet in sheets:
        earned = [page.say("reveal.of", points=each.points, weight=each.weight) for each in sheet.lines]
        rows.append([page.seat(sheet.seat), *earned, f"-{sheet.price}" if sheet.price else "0", str(sheet.total)])
    return table(page.say("reveal.table"), head, rows, "figures")


def _secrets(page: Page, sheet: Sheet) -> Html:
    seat, names = page.loaded.scenario.ally[sheet.seat], page.names
    path = f"ally.{sheet.seat}"
    secret = names.author(f"{path}.sheet.secret.{sheet.secret}.says", seat.sheet.secret[sheet.secret].says)
    mood = names.author(f"{path}.moods.{sheet.mood}.says", seat.moods[sheet.mood].says)
    lines = [page.say("reveal.mood", mood=mood), page.say("reveal.secret", says=secret)]
    lines += [
        page.say("reveal.red_line", says=names.author(f"{path}.red_lines.{k}.says", line.says))
        for k, line in enumerate(seat.red_lines)
    ]
    return joined([el("h3", page.seat(sheet.seat)), bullets(lines)])


def _lies(page: Page) -> Html:
    doubtful = [each for each in page.facts.reveal.news if each.truth != "true"]
    if not doubtful:
        return el("p", page.say("reveal.all_true"))
    head = [page.say(f"reveal.{key}") for key in ("news", "heard", "credibility", "truth")]
    rows = [
        [
            page.names.author(f"inject.{each.key}.says", page.loaded.scenario.inject[each.key].says),
            page.say("reveal.in_round", n=each.round, seats=page.seats(each.to) if each.to else page.say("page.all")),
            page.say("page.percent", n=each.credibility),
            page.say(f"truth.{each.truth}"),
        ]
        for each in doubtful
    ]
    return joined([el("h3", page.say("reveal.lies")), table(page.say("reveal.lies_table"), head, rows, "prose")])


# The whole record. ---------------------------------------------------------------------------------------------------


def chronicle(page: Page) -> Part:
    """Return everything that happened, in sentences, as all seats together saw it."""
    teller = page.teller()
    parts = [el("p", page.say("chronicle.intro"))]
    for told in page.facts.rounds:
        parts.append(el("h3", _titled(page, told.number), id=f"record-{told.number}"))
        parts += _record(teller, told)
    return "record", page.say("heading.record"), joined(parts)


def _record(teller: Teller, told: RoundTold) -> Iterator[Html]:
    section, lines = "", list[str]()
    for _, group in groupby(told.events, key=lambda event: event.moment):
        for part in tell(teller, list(group)):
            if part.section != section and section:
                yield bullets(lines)
            if part.section != section:
                yield el("h4", part.heading)
                section, lines = part.section, []
            lines += [line.removeprefix(UNDER) for line in part.lines]
    if lines:
        yield bullets(lines)
