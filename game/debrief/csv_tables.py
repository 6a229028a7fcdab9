"""The facts as CSV: one table for each thing that a spreadsheet counts, keys and numbers only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.debrief.facts import Debrief
from game.debrief.facts_weighed import Spanned

Row = Sequence[str | int]


def csv_tables(facts: Debrief) -> dict[str, list[Row]]:
    """Return the tables by file name, each with a row of headings first."""
    return {
        "seats": list(_seats(facts)),
        "texts": list(_texts(facts)),
        "tracks": list(_tracks(facts)),
        "decisions": list(_decisions(facts)),
        "what_ifs": list(_what_ifs(facts)),
        "forecasts": list(_forecasts(facts)),
        "known": list(_known(facts)),
    }


def _spanned(name: str) -> list[str]:
    return [f"{name}_tenths", f"{name}_low", f"{name}_high"]


def _three(span: Spanned) -> list[int]:
    return [span.mean, span.low, span.high]


def _seats(facts: Debrief) -> Iterator[Row]:
    lines = [each.line for each in facts.reveal.sheets[0].lines] if facts.reveal.sheets else []
    head = ["seat", "person", "score", *lines, "red_lines_crossed"]
    parts = ("par", "luck", "own", "others")
    yield [*head, *(word for part in parts for word in _spanned(part)), "chances", "decided", "forecasts", "brier"]
    shares = {each.seat: each for each in facts.shares}
    records = {each.seat: each for each in facts.records}
    for sheet in facts.reveal.sheets:
        share, record = shares.get(sheet.seat), records.get(sheet.seat)
        spans = (share.par, share.luck, share.own, share.others) if share else ()
        told: list[str | int] = [number for span in spans for number in _three(span)] or [""] * (3 * len(parts))
        done: list[str | int] = ["", "", "", ""]
        if record:
            done = [record.chances, record.decided, record.forecasts, record.score if record.forecasts else ""]
        person = int(sheet.seat in facts.about.people)
        yield [sheet.seat, person, sheet.total, *(each.points for each in sheet.lines), sheet.crossed, *told, *done]


def _texts(facts: Debrief) -> Iterator[Row]:
    yield ["round", "draft", "author", "fate", "revision", "level", "silent", "statements", "objectors", "text"]
    for told in facts.rounds:
        for text in told.texts:
            start: list[str | int] = [told.number, text.draft, text.author, text.fate]
            for each in text.wordings:
                objectors = " ".join(f"{one.seat}:{one.answer}" for one in each.objectors)
                yield [*start, each.revision, each.level, each.silent, " ".join(each.stated), objectors, each.text]
            if not text.wordings:
                yield [*start, "", "", "", "", "", text.last]


def _tracks(facts: Debrief) -> Iterator[Row]:
    yield ["track", "round", "before", "after", "cause", "points"]
    for track in facts.tracks:
        for move in track.rounds:
            for cause, points in move.causes.items():
                yield [track.key, move.round, move.before, move.after, cause, points]


def _decisions(facts: Debrief) -> Iterator[Row]:
    yield ["round", "phase", "seat", "decided", "model", *_spanned("worth")]
    for each in facts.decisions:
        said = "; ".join(each.decided), "; ".join(each.model)
        yield [each.round, each.phase, each.seat, *said, *_three(each.worth)]


def _what_ifs(facts: Debrief) -> Iterator[Row]:
    yield [
        "round",
        "phase",
        "seat",
        "decided",
        *_spanned("score"),
        "kind",
        "instead",
        *_spanned("then"),
        *_spanned("gained"),
    ]
    for each in facts.what_ifs:
        mine = "; ".join(each.decided)
        start: list[str | int] = [each.round, each.phase, facts.asked, mine, *_three(each.fan.score)]
        for other in each.alternatives:
            yield [*start, other.kind, "; ".join(other.decided), *_three(other.fan.score), *_three(other.gained)]


def _forecasts(facts: Debrief) -> Iterator[Row]:
    yield ["seat", "round", "question", "percent", "happened", "brier", "model_per_mille"]
    for each in facts.forecasts:
        yield [each.seat, each.round, each.question, each.percent, int(each.happened), each.score, each.model]


def _known(facts: Debrief) -> Iterator[Row]:
    yield ["seat", "round", "type", "chance", "true_type_chance", "type_brier", "cause", "chance", "true_cause_chance"]
    for each in facts.known:
        types = each.type, each.type_chance, each.true_type_chance, each.type_score
        yield [each.seat, each.round, *types, each.cause, each.cause_chance, each.true_cause_chance]
