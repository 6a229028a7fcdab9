"""What an ally believes about the incident and about the other side: Bayes in whole numbers, per mille."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.rule import rule
from game.rules.state import Public, State
from game.scenario import book as b
from game.scenario.book import Book, Table


@rule
def normalise(row: Table, first: int, count: int, likelihood: Table) -> None:
    """Multiply beliefs by likelihoods and scale them back to 1000; none sinks under 1, so that all can be unlearnt."""
    total = 0
    for k in range(count):
        total += row[first + k] * likelihood[k]
    if total <= 0:
        return
    for k in range(count):
        row[first + k] = max(row[first + k] * likelihood[k] * 1000 // total, 1)


@rule
def is_evidence(book: Book, inject: int) -> bool:
    """Tell whether an inject speaks for or against some cause."""
    for c in range(b.CAUSE_COUNT):
        if book.inject[inject, b.LIKELIHOOD + c] != 100:
            return True
    return False


@rule
def learn(own: Table, who: int, first: int, count: int, likelihood: Table) -> None:
    """Let the allies of a bit mask multiply so many beliefs of their rows, from column `first` on, by likelihoods.

    Most believe the same: what one came to holds for the next who believed as it did. `likelihood` has room for twice
    as many numbers; the second half is working space.
    """
    last = -1
    for a in range(own.shape[0]):
        if (who >> a) & 1 == 0:
            continue
        alike = last >= 0
        for k in range(count):
            alike = alike and own[a, first + k] == likelihood[count + k]
        if alike:
            for k in range(count):
                own[a, first + k] = own[last, first + k]
        else:
            for k in range(count):
                likelihood[count + k] = own[a, first + k]
            normalise(own[a], first, count, likelihood)
            last = a


@rule
def weigh_evidence(book: Book, state: State, who: int, inject: int, likelihood: Table) -> None:
    """Update what allies think happened by a piece of evidence, as far as they find the source credible.

    `likelihood` is working space, at least twice as long as there are causes.
    """
    for c in range(b.CAUSE_COUNT):
        ratio = book.inject[inject, b.LIKELIHOOD + c] - 100
        likelihood[c] = 10000 + ratio * book.inject[inject, b.CREDIBILITY]
    learn(state.own, who, s.CAUSE_BELIEF, b.CAUSE_COUNT, likelihood)


@rule
def reply_utility(book: Book, public: Public, kind: int, reply: int, firm: int) -> int:
    """Return the utility, in thousandths of a nat, that a type of adversary sees in a reply to what was decided.

    `firm` 0-1000 lies between a soft and a firm package. What it says first is nearly always words: deeds take days to
    prepare (ICB v14: the median response comes after five).
    """
    public_track = public.track
    channel = 1 if public.clock[s.CHANNEL_OFFERED] > 0 and book.rule[n.WITH_CHANNEL] == 1 else 0
    tracks = public_track.shape[0]
    at = b.REPLIES_FROM + reply * (b.REPLY_TRACK + tracks)
    soft = book.type[kind, at + b.REPLY_SOFT]
    value = soft + (book.type[kind, at + b.REPLY_FIRM] - soft) * firm // 1000
    if channel == 1:
        value = book.type[kind, at + b.REPLY_CHANNEL]
    moved = 0
    for t in range(tracks):
        # Hundredths of a nat per ten points (a hundred on the inner scale).
        moved += book.type[kind, at + b.REPLY_TRACK + t] * (public_track[t, s.NOW] - book.track[t, b.TRACK_START])
    if public.clock[s.LAST_REPLY] < 0 and book.reply[reply, b.VERBAL] == 0:
        value -= book.rule[n.FIRST_WORDS]
    return value + moved // 10


@rule
def learn_from_reply(book: Book, state: State, reply: int, utility: Table, likelihood: Table) -> None:
    """Update every ally's belief about the other side's type by the reply that came.

    `utility` and `likelihood` are working space, at least as long as there are replies, and twice the types.
    """
    if book.rule[n.WITH_LEARNING] == 0:
        return
    clock = state.public.clock
    replies = book.reply.shape[0]
    types = book.type.shape[0]
    for y in range(types):
        best = luck.FLOOR * 4
        for k in range(replies):
            utility[k] = reply_utility(book, state.public, y, k, clock[s.FIRM])
            best = max(best, utility[k])
        total = 0
        for k in range(replies):
            total += luck.exp_milli(utility[k] - best)
        # Nobody is sure that the other side reads what was meant: a part of the reply says nothing.
        known = luck.exp_milli(utility[reply] - best) * 1000 // max(total, 1)
        likelihood[y] = known + book.rule[n.DOUBT]
    learn(state.own, (1 << book.ally.shape[0]) - 1, s.TYPE_BELIEF, types, likelihood)


@rule
def spiral_expected(book: Book, own: Table) -> int:
    """Return, per mille, how much more often an ally expects a raise or a probe after a firm answer than after a soft one.

    Jervis's question in one number: positive where it takes the other side for afraid, negative where for probing. `own`
    is the ally's row.
    """
    total = 0
    for y in range(book.type.shape[0]):
        total += own[s.TYPE_BELIEF + y] * book.type[y, b.SPIRAL]
    return total // 1000


@rule
def believed_meant(own: Table) -> int:
    """Return an ally's belief, per mille, that what happened was aimed, or reckless."""
    total = 0
    for c in range(b.MEANT):
        total += own[s.CAUSE_BELIEF + c]
    return total


@rule
def spiral_at_first(book: Book) -> int:
    """Return the same as everybody expects it on the first day, from the priors."""
    total = 0
    for y in range(book.type.shape[0]):
        total += book.type[y, b.PRIOR] * book.type[y, b.SPIRAL]
    return total // 1000
