"""What the seat is to decide now: the question of the phase, what just happened, the choices with their price, what is sealed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from game.desktop import pages
from game.desktop.match import Match
from game.desktop.screens import parts
from game.desktop.stage import Push
from game.table import decisions as d

if TYPE_CHECKING:
    from game.desktop.widgets.widget import Widget
    from game.telling.turn import Choice


QUESTION: Final = "question"


def turn_panel(match: Match) -> Widget:
    """Return the panel in which a seat decides."""
    words, turn = match.stage.words, match.desk.turn
    prompt = match.names.words.say(f"phase.{turn.phase}") if turn.is_open else words.say("turn.nothing")
    numbered = [(number, each) for number, each in enumerate(turn.choices, 1) if _is_offered(each)]
    numbered.sort(key=lambda each: bool(each[1].refused))  # what can be done comes first
    choices = [_choice(match, number, each) for number, each in numbered]
    asked = _question(match, prompt) if turn.is_open else parts.strong(prompt)
    inner = [asked, *_sealed(match), *choices, *_adviser(match)]
    body = parts.scroll("choices", words.say("turn.title"), parts.col(*inner, gap=6))
    return parts.panel(words.say("turn.title"), parts.col(body, _footer(match), gap=8), grow=3)


def _question(match: Match, prompt: str) -> Widget:
    """Return the question of the phase; pressed, it says what the decision is about and what the adviser would do."""
    words, phase = match.stage.words, match.desk.turn.phase
    key = f"about.{phase}"
    told = "\n\n".join([words.say(key), words.say("turn.keys"), pages.safe(_advice(match))])
    return parts.option(
        QUESTION, prompt, words.say("turn.read"), partial(match.stage.read, prompt, told), help_text=told
    )


def _is_offered(choice: Choice) -> bool:
    return not isinstance(choice.decision, d.Done) and not (choice.refused and choice.is_sealed)


def _sealed(match: Match) -> list[Widget]:
    labels = match.desk.turn.sealed_labels
    if not labels:
        return []
    say = match.stage.words.say
    text = "\n".join([f"<accent>{say('turn.sealed')}</accent>", *(pages.item(label) for label in labels)])
    return [parts.rich("sealed", text)]


def _choice(match: Match, number: int, choice: Choice) -> Widget:
    say = match.stage.words.say
    notes = [say("turn.is_sealed")] if choice.is_sealed else []
    if choice.cost:
        notes.append(say("turn.cost", n=choice.cost))
    if choice.is_advised:
        notes.append(say("turn.advised"))
    if choice.refused:
        notes.append(say("turn.refused", why=choice.refused))
    press = partial(_open, match, choice) if choice.form else partial(match.choose, choice)
    return parts.option(
        f"choice_{number}",
        choice.label,
        " · ".join(notes),
        press,
        enabled=not choice.refused,
        on=choice.is_sealed,
        help_text=choice.remedy,
    )


def _open(match: Match, choice: Choice) -> None:
    """Open the form that fills a decision's gaps."""
    from game.desktop.screens.draft import Draft
    from game.desktop.screens.form import Form

    screen = Draft(match, choice) if choice.form in ("table", "revise") else Form(match, choice)
    match.stage.turn(Push(screen))


def _footer(match: Match) -> Widget:
    say, turn = match.stage.words.say, match.desk.turn
    if not turn.is_open:
        return parts.button("go_on", say("key.go_on"), match.show_next, primary=True)
    done = say(f"turn.done_{turn.phase}" if match.stage.words.has(f"turn.done_{turn.phase}") else "turn.done")
    begun = bool(turn.sealed_labels)
    follow, told = partial(_do_advised, match), _advice(match)
    return parts.row(
        parts.button("advised", say("turn.do_advised"), follow, primary=not begun, grow=1, help_text=told),
        parts.button("done", done, partial(_done, match), primary=begun, grow=1),
    )


def _advice(match: Match) -> str:
    say, labels = match.stage.words.say, match.desk.turn.advised_labels
    return say(
        "turn.adviser",
        what=match.names.words.say("list.semicolon").join(each.removesuffix(".") for each in labels)
        or say("turn.nothing_advised"),
    )


def _adviser(match: Match) -> list[Widget]:
    """Return what the adviser would do, below the choices."""
    return [parts.small(_advice(match))] if match.desk.turn.is_open else []


def _do_advised(match: Match) -> None:
    seat = match.desk.seat
    match.send([*match.desk.turn.advised, d.Done(seat)])


def _done(match: Match) -> None:
    match.send([d.Done(match.desk.seat)])
