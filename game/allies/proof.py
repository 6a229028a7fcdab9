"""Why there is no text: the smallest set of allies that makes it impossible, and the smallest whose absence makes it possible.

Both are smallest hitting sets. A set that makes a text impossible names, for each text, somebody who objects to it; whom
one leaves out must be part of every set that makes it impossible. So candidates are gone through by size, then by the
order of the allies, and each that fails teaches one more set that all later ones must hit (implicit hitting sets: Reiter
1987; Davies and Bacchus 2011; Ignatiev et al. 2015). The first that stands is the smallest, and of those the first.
"""

from __future__ import annotations

from game.allies import programme as g
from game.allies.compromise import CHEAPEST_SO_FAR, FOUND, IMPOSSIBLE, UNDECIDED, search
from game.allies.programme import Programme
from game.rules.facts import count_bits, first_bit
from game.rules.rule import rule

# What a candidate is to be: together it makes every text impossible, or without it there is one.
(TOGETHER, WITHOUT) = range(2)


@rule
def voice_objects(p: Programme, voice: int) -> bool:
    """Tell whether a voice objects to the text in `answer`."""
    ally = p.voice[g.ALLY, voice]
    granted = p.task[g.BEST_GRANTS]
    total = p.voice[g.BASE, voice] - count_bits(granted & p.voice[g.OPPOSES, voice]) * p.task[g.OPPOSED_COST]
    total += p.voice[g.LIFT, voice] if (granted >> ally) & 1 == 1 else 0
    hurt = False
    for k in range(p.task[g.TASK_SLOTS]):
        at = p.answer[k]
        if (p.option[at, g.BARRED] >> ally) & 1 == 1:
            return True
        total += p.value[at, voice]
        hurt = hurt or (p.value[at, voice] < 0 and p.option[at, g.KIND] != g.ASK)
    return total < (p.voice[g.NEED, voice] if hurt else p.voice[g.WEAK, voice])


@rule
def rejecters(p: Programme, among: int) -> int:
    """Return who of a bit mask objects to the text in `answer`."""
    mask = 0
    for v in range(p.task[g.TASK_VOICES]):
        ally = p.voice[g.ALLY, v]
        if (among >> ally) & 1 == 1 and voice_objects(p, v):
            mask |= 1 << ally
    return mask


@rule
def still_to_hit(p: Programme, chosen: int) -> int:
    """Return how many more members a candidate needs at least: sets that it misses and that share nobody."""
    seen = 0
    needed = 0
    for k in range(p.task[g.SETS]):
        if p.sets[k] & chosen == 0 and p.sets[k] & seen == 0:
            seen |= p.sets[k]
            needed += 1
    return needed


@rule
def learn_set(p: Programme, mask: int) -> None:
    """Remember a set that every later candidate must hit; when there is no room left they are merely tried."""
    if p.task[g.SETS] < p.sets.shape[0]:
        p.sets[p.task[g.SETS]] = mask
        p.task[g.SETS] += 1


@rule
def grown(p: Programme, chosen: int, among: int) -> int:
    """Return a set of allies that a text suits and nobody can join, grown from one that the text in `answer` suits."""
    suited = among & ~rejecters(p, among)
    left = among & ~suited & ~chosen
    while left != 0:
        ally = first_bit(left)
        left &= left - 1
        if search(p, suited | (1 << ally)) == FOUND:
            suited = among & ~rejecters(p, among)
            left &= ~suited
    return suited


@rule
def shrunk(p: Programme, core: int) -> int:
    """Return what is left of a set that no text suits when whoever is not needed for that is taken out, the last first."""
    kept = core
    left = core
    while left != 0:
        last = 0
        for a in range(63):
            last = a if (left >> a) & 1 == 1 else last
        left &= ~(1 << last)
        if search(p, kept & ~(1 << last)) == IMPOSSIBLE:
            kept &= ~(1 << last)
    return kept


@rule
def stands(p: Programme, wish: int, among: int, whole: int, chosen: int) -> int:
    """Return 1 where a candidate is what is looked for, 0 where it taught a set that it misses, -1 at the limit."""
    came = search(p, chosen if wish == TOGETHER else whole & ~chosen)
    if came == UNDECIDED or p.task[g.TASK_NODES] > p.task[g.LIMIT_ALL]:
        return -1
    if wish == TOGETHER:
        if came == IMPOSSIBLE:
            return 1
        learn_set(p, among & ~grown(p, chosen, among))
        return 0
    if came == FOUND or came == CHEAPEST_SO_FAR:
        return 1
    learn_set(p, among & shrunk(p, whole & ~chosen))
    return 0


@rule
def next_member(p: Programme, depth: int, among: int) -> int:
    """Move the candidate's member at a depth to the next ally of a bit mask; return the candidate so far, -1 at the end."""
    combo = p.combo
    combo[depth] += 1
    while combo[depth] < 63 and (among >> combo[depth]) & 1 == 0:
        combo[depth] += 1
    if combo[depth] == 63:
        return -1
    chosen = 0
    for d in range(depth + 1):
        chosen |= 1 << combo[d]
    return chosen


@rule
def smallest_of_size(p: Programme, wish: int, among: int, whole: int, size: int) -> int:
    """Return the first candidate of a size that stands, 0 none, -1 at the limit."""
    depth = 0
    p.combo[0] = -1
    while depth >= 0:
        chosen = next_member(p, depth, among)
        p.task[g.TASK_NODES] += 1
        if p.task[g.TASK_NODES] > p.task[g.LIMIT_ALL]:
            return -1
        if chosen < 0:
            depth -= 1
        elif still_to_hit(p, chosen) > size - depth - 1:
            continue
        elif depth + 1 < size:
            depth += 1
            p.combo[depth] = p.combo[depth - 1]
        else:
            came = stands(p, wish, among, whole, chosen)
            if came != 0:
                return chosen if came == 1 else -1
    return 0


@rule
def smallest(p: Programme, wish: int, among: int, whole: int) -> int:
    """Return the smallest candidate out of `among` that stands, 0 where none does, -1 where the limit was met.

    `whole` is everybody whose assent counts; all of them together are known to make every text impossible.
    """
    p.task[g.SETS] = 0
    for size in range(1, count_bits(among) + 1):
        found = smallest_of_size(p, wish, among, whole, size)
        if found != 0:
            return found
        if empty_set(p):
            return 0
    return 0


@rule
def empty_set(p: Programme) -> bool:
    """Tell whether some set to hit has nobody in it: then no candidate stands."""
    for k in range(p.task[g.SETS]):
        if p.sets[k] == 0:
            return True
    return False
