"""What an ally believes about the incident and about the other side: Bayes in whole numbers, per mille."""

from __future__ import annotations

from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.rule import rule
from game.rules.state import State
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
def weigh_evidence(book: Book, state: State, ally: int, inject: int) -> None:
    """Update what an ally thinks happened by a piece of evidence, as far as it finds the source credible."""
    causes = b.CAUSE_COUNT
    moved = 0
    credible = book.inject[inject, b.CREDIBILITY]
    total = 0
    for c in range(causes):
        ratio = book.inject[inject, b.LIKELIHOOD + c]
        if ratio != 100:
            moved = 1
        total += state.own[ally, s.CAUSE_BELIEF + c] * (10000 + (ratio - 100) * credible)
    if moved == 0 or total <= 0:
        return
    for c in range(causes):
        ratio = 10000 + (book.inject[inject, b.LIKELIHOOD + c] - 100) * credible
        belief = state.own[ally, s.CAUSE_BELIEF + c] * ratio * 1000 // total
        state.own[ally, s.CAUSE_BELIEF + c] = max(belief, 1)


@rule
def reply_utility(book: Book, public_track: Table, kind: int, reply: int, firm: int, channel: int) -> int:
    """Return the utility, in thousandths of a nat, that a type of adversary sees in a reply to what was decided.

    `firm` 0-1000 lies between a soft and a firm package; `channel` is 1 where a way to talk was offered.
    """
    tracks = public_track.shape[0]
    at = b.REPLIES_FROM + reply * (b.REPLY_TRACK + tracks)
    soft = book.type[kind, at + b.REPLY_SOFT]
    value = soft + (book.type[kind, at + b.REPLY_FIRM] - soft) * firm // 1000
    if channel == 1:
        value = book.type[kind, at + b.REPLY_CHANNEL]
    for t in range(tracks):
        weight = book.type[kind, at + b.REPLY_TRACK + t]
        if weight != 0:
            # Hundredths of a nat per ten points (a hundred on the inner scale).
            value += weight * (public_track[t, s.NOW] - book.track[t, b.TRACK_START]) // 10
    return value


@rule
def learn_from_reply(book: Book, state: State, reply: int, utility: Table, likelihood: Table) -> None:
    """Update every ally's belief about the other side's type by the reply that came.

    `utility` and `likelihood` are working space, at least as long as there are replies and types.
    """
    if book.rule[n.WITH_LEARNING] == 0:
        return
    clock = state.public.clock
    replies = book.reply.shape[0]
    types = book.type.shape[0]
    for y in range(types):
        best = luck.FLOOR * 4
        for k in range(replies):
            utility[k] = reply_utility(
                book, state.public.track, y, k, clock[s.FIRM], 1 if clock[s.CHANNEL_OFFERED] > 0 else 0
            )
            best = max(best, utility[k])
        total = 0
        for k in range(replies):
            total += luck.exp_milli(utility[k] - best)
        # Nobody is sure that the other side reads what was meant: a part of the reply says nothing.
        known = luck.exp_milli(utility[reply] - best) * 1000 // max(total, 1)
        likelihood[y] = known + book.rule[n.DOUBT]
    for a in range(book.ally.shape[0]):
        normalise(state.own[a], s.TYPE_BELIEF, types, likelihood)


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
def spiral_at_first(book: Book) -> int:
    """Return the same as everybody expects it on the first day, from the priors."""
    total = 0
    for y in range(book.type.shape[0]):
        total += book.type[y, b.PRIOR] * book.type[y, b.SPIRAL]
    return total // 1000
