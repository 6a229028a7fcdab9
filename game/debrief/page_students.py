"""The teacher's own file: each student's part with a rubric to fill in, and the class's private letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.debrief.csv_tables import Row
from game.debrief.document import file_of
from game.debrief.markup import Html, bullets, el, joined, table
from game.debrief.page import Page
from game.debrief.page_happened import Part
from game.debrief.page_talk import CRITERIA, rubric
from game.debrief.students import LetterTold, StudentTold


def label(page: Page, student: StudentTold) -> str:
    """Return what a student is called: by name, or by number where nobody is to be named."""
    return student.name or page.say("students.number", n=student.number)


def students_html(page: Page, students: Sequence[StudentTold], letters: Sequence[LetterTold]) -> str:
    """Return the whole file."""
    scenario = page.names.author("scenario.title", page.loaded.scenario.scenario.title)
    title = page.say("students.title", title=scenario)
    opening = [el("p", page.say("students.intro"), class_="ending")]
    return file_of(page, title, opening, [_students(page, students, letters), _letters(page, students, letters)])


def _students(page: Page, students: Sequence[StudentTold], letters: Sequence[LetterTold]) -> Part:
    if not students:
        return "students", "", Html()
    head = [page.say(f"students.{key}") for key in ("student", "seats", "decisions", "forecasts", "letters", "quiet")]
    rows = [
        [
            label(page, each),
            _seats(page, each),
            *map(str, (each.decisions, each.forecasts, each.letters)),
            _quiet(page, each),
        ]
        for each in students
    ]
    ones = [_one(page, each, [letter for letter in letters if letter.number == each.number]) for each in students]
    inside = [el("p", page.say("students.counted")), table(page.say("students.table"), head, rows), *ones]
    return "students", page.say("students.heading"), joined(inside)


def _one(page: Page, student: StudentTold, letters: Sequence[LetterTold]) -> Html:
    rounds = [
        page.say(
            "students.in_round",
            round=each.round,
            decisions=each.decisions,
            forecasts=each.forecasts,
            letters=each.letters,
        )
        for each in student.rounds
    ]
    lines = [page.say("students.for", seats=_seats(page, student)), *rounds]
    if student.quiet_rounds:
        lines.append(page.say("students.quiet_in", rounds=_quiet(page, student)))
    lines += [_letter(page, each) for each in letters]
    return el("div", el("h3", label(page, student)), bullets(lines), rubric(page), class_="student")


def _seats(page: Page, student: StudentTold) -> str:
    return page.words.listed([page.names.name(seat) for seat in student.seats if seat in page.loaded.scenario.ally])


def _quiet(page: Page, student: StudentTold) -> str:
    return page.words.listed([str(now) for now in student.quiet_rounds]) or page.say("page.nothing")


def _letters(page: Page, students: Sequence[StudentTold], letters: Sequence[LetterTold]) -> Part:
    if not letters:
        return "letters", "", Html()
    names = {each.number: label(page, each) for each in students}
    head = [page.say(f"students.{key}") for key in ("round", "from", "by", "to", "says")]
    rows = [
        [
            str(each.round),
            page.names.name(each.seat),
            names.get(each.number, page.say("students.gone")),
            page.names.name(each.to),
            each.says,
        ]
        for each in letters
    ]
    inside = [el("p", page.say("students.letters_intro")), table(page.say("students.letters_table"), head, rows)]
    return "letters", page.say("students.letters_heading"), joined(inside)


def _letter(page: Page, letter: LetterTold) -> str:
    return page.say("students.wrote", round=letter.round, to=page.names.name(letter.to), says=letter.says)


# The same as CSV. ----------------------------------------------------------------------------------------------------


def student_tables(page: Page, students: Sequence[StudentTold], letters: Sequence[LetterTold]) -> dict[str, list[Row]]:
    """Return the tables by file name: a row a student with the rubric's columns left free, and the letters."""
    return {"students": list(_student_rows(page, students)), "letters": list(_letter_rows(page, students, letters))}


def _student_rows(page: Page, students: Sequence[StudentTold]) -> Iterator[Row]:
    rounds = [each.round for each in students[0].rounds] if students else []
    counts = ["decisions", "forecasts", "letters"]
    yield [
        "student",
        "seats",
        *counts,
        *(f"sent_in_round_{now}" for now in rounds),
        "quiet_rounds",
        *CRITERIA,
        "remarks",
    ]
    for each in students:
        sent = [one.decisions + one.forecasts + one.letters for one in each.rounds]
        quiet = " ".join(str(now) for now in each.quiet_rounds)
        free = [""] * (len(CRITERIA) + 1)
        totals = [each.decisions, each.forecasts, each.letters]
        yield [_cell(label(page, each)), " ".join(each.seats), *totals, *sent, quiet, *free]


def _letter_rows(page: Page, students: Sequence[StudentTold], letters: Sequence[LetterTold]) -> Iterator[Row]:
    names = {each.number: label(page, each) for each in students}
    yield ["round", "seat", "student", "to", "says"]
    for each in letters:
        yield [each.round, each.seat, _cell(names.get(each.number, "")), each.to, _cell(each.says)]


def _cell(typed: str) -> str:
    """Return what somebody typed as a cell: a spreadsheet would run what begins like a formula."""
    return f"'{typed}" if typed.startswith(("=", "+", "-", "@")) else typed
