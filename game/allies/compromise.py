"""The smallest edit of a draft that everybody asked can live with: exact branch and bound in whole numbers (RULES 5).

The search goes through the slots of a programme in their order and through the options of each in theirs, and keeps the
cheapest text so far; a later one must cost less, so that of equal ones the first stays. A branch ends where some voice
could not be won back by the best of all that is still open, or where the cheapest of it costs too much. Asks are not
searched: a grant helps its own ally alone, so that those who fall short must be granted theirs, and nobody else is.
"""

from __future__ import annotations

from typing import Final

from game.allies import programme as g
from game.allies.programme import Programme
from game.rules import state as s
from game.rules.facts import count_bits
from game.rules.rule import rule
from game.scenario.book import Table

# What came of a search.
# IMPOSSIBLE is proved. UNDECIDED met its limit, CHEAPEST_SO_FAR too
# but has a text, which may not be the smallest edit. NO_SUCH_TEXT: whoever assents, nothing that serves can be put.
(FOUND, IMPOSSIBLE, UNDECIDED, CHEAPEST_SO_FAR, NO_SUCH_TEXT) = range(5)
FIRST_BUDGET: Final = 6  # cost to which the first round of a search goes; each later one doubles it


@rule
def is_asked(p: Programme, voice: int) -> bool:
    """Tell whether a voice's assent is needed."""
    return (p.task[g.WHO] >> p.voice[g.ALLY, voice]) & 1 == 1


@rule
def leave_aside(p: Programme) -> None:
    """Leave aside what cannot be put, and what somebody asked would bracket or break over."""
    against = p.task[g.WHO] | g.BY_RULE
    for at in range(p.task[g.TASK_OPTIONS]):
        p.option[at, g.OUT] = 1 if p.option[at, g.BARRED] & against != 0 else 0


@rule
def best_of(p: Programme, slot: int, voice: int) -> int:
    """Return the most that a slot can be worth to a voice; -FAR where nothing in it is left."""
    best = -g.FAR
    for at in range(p.slot[slot, g.FIRST], p.slot[slot, g.END]):
        if p.option[at, g.OUT] == 0 and p.value[at, voice] > best:
            best = p.value[at, voice]
    return best


@rule
def least_of(p: Programme, slot: int, voice: int) -> int:
    """Return the least that a slot can be worth to a voice; FAR where nothing in it is left."""
    least = g.FAR
    for at in range(p.slot[slot, g.FIRST], p.slot[slot, g.END]):
        if p.option[at, g.OUT] == 0 and p.value[at, voice] < least:
            least = p.value[at, voice]
    return least


@rule
def must_hurt(p: Programme, voice: int) -> int:
    """Return 1 where whatever is chosen in some slot hurts a voice; an ask is no clause and hurts nobody."""
    for k in range(p.task[g.TASK_SLOTS]):
        if p.option[p.slot[k, g.FIRST], g.KIND] != g.ASK and best_of(p, k, voice) < 0:
            return 1
    return 0


@rule
def may_hurt(p: Programme, voice: int) -> bool:
    """Tell whether something that is left can hurt a voice."""
    for at in range(p.task[g.TASK_OPTIONS]):
        if p.option[at, g.OUT] == 0 and p.option[at, g.KIND] != g.ASK and p.value[at, voice] < 0:
            return True
    return False


@rule
def narrow(p: Programme, voice: int) -> int:
    """Leave aside every option that hurts a voice more than the best of all else makes good; return how many."""
    most = p.voice[g.BASE, voice] + p.voice[g.LIFT, voice]
    for k in range(p.task[g.TASK_SLOTS]):
        most += best_of(p, k, voice)
    dropped = 0
    for k in range(p.task[g.TASK_SLOTS]):
        spare = most - best_of(p, k, voice) - p.voice[g.NEED, voice]
        for at in range(p.slot[k, g.FIRST], p.slot[k, g.END]):
            row = p.option[at]
            if row[g.OUT] == 0 and row[g.KIND] != g.ASK and p.value[at, voice] < 0 and p.value[at, voice] + spare < 0:
                row[g.OUT] = 1
                dropped += 1
    return dropped


@rule
def narrow_all(p: Programme) -> None:
    """Narrow the options by every voice asked until nothing more falls."""
    dropped = 1
    while dropped > 0:
        dropped = 0
        for v in range(p.task[g.TASK_VOICES]):
            if is_asked(p, v):
                dropped += narrow(p, v)


@rule
def can_object(p: Programme, voice: int) -> bool:
    """Tell whether some choice of what is left would bring a voice to object."""
    least = p.voice[g.BASE, voice]
    for k in range(p.task[g.TASK_SLOTS]):
        least += least_of(p, k, voice)
    if p.voice[g.OPPOSES, voice] & p.task[g.GRANTABLE] != 0:
        least -= g.GRANTS * p.task[g.OPPOSED_COST]
    if least >= p.voice[g.NEED, voice]:
        return False
    return least < p.voice[g.WEAK, voice] or may_hurt(p, voice)


@rule
def take_in(p: Programme, voice: int) -> None:
    """Make a voice one of those that the search reads."""
    k = p.task[g.ACTIVE]
    p.task[g.ACTIVE] += 1
    slots = p.task[g.TASK_SLOTS]
    p.active[g.WHICH, k] = voice
    p.active[g.SHORT_OF, k] = p.voice[g.WEAK, voice]
    p.active[g.GAP, k] = p.voice[g.NEED, voice] - p.voice[g.WEAK, voice]
    p.total[0, k] = p.voice[g.BASE, voice]
    p.hurt[0, k] = must_hurt(p, voice)
    p.rest[slots, k] = p.voice[g.LIFT, voice]
    for d in range(slots - 1, -1, -1):
        p.rest[d, k] = p.rest[d + 1, k] + best_of(p, d, voice)
    for at in range(p.task[g.TASK_OPTIONS]):
        p.weight[at, k] = p.value[at, voice]
        p.harm[at, k] = 1 if p.value[at, voice] < 0 and p.option[at, g.KIND] != g.ASK else 0


@rule
def sum_up_slots(p: Programme) -> bool:
    """Write what the slots from each on cost at least, and may cover; tell whether each has an option left."""
    slots = p.task[g.TASK_SLOTS]
    p.slot[slots, g.REST_COST] = 0
    p.slot[slots, g.REST_COVERS] = 0
    for k in range(slots - 1, -1, -1):
        least = g.FAR
        covers = 0
        for at in range(p.slot[k, g.FIRST], p.slot[k, g.END]):
            if p.option[at, g.OUT] == 0:
                least = min(least, p.option[at, g.COST])
                covers |= p.option[at, g.COVERS]
        if least == g.FAR:
            return False
        p.slot[k, g.REST_COST] = p.slot[k + 1, g.REST_COST] + least
        p.slot[k, g.REST_COVERS] = p.slot[k + 1, g.REST_COVERS] | covers
    return True


@rule
def prepare(p: Programme) -> bool:
    """Write what a search reads for those whose assent is asked; tell whether there is anything to search."""
    p.task[g.ACTIVE] = 0
    leave_aside(p)
    if not sum_up_slots(p):
        return False
    narrow_all(p)
    if not sum_up_slots(p):
        return False
    for v in range(p.task[g.TASK_VOICES]):
        if is_asked(p, v) and can_object(p, v):
            take_in(p, v)
    return True


@rule
def is_allowed(p: Programme, depth: int, pick: int) -> bool:
    """Tell whether an option may follow what was chosen: additions in their order, no measure twice."""
    option = p.option[pick]
    if option[g.OUT] == 1:
        return False
    if option[g.KIND] != g.ADDITION or depth == 0:
        return True
    before = p.path[depth - 1, g.PICK]
    if p.option[before, g.KIND] != g.ADDITION:
        return True
    if p.option[before, g.WHAT] < 0:
        return option[g.WHAT] < 0
    return option[g.WHAT] < 0 or (pick > before and option[g.WHAT] != p.option[before, g.WHAT])


@rule
def choose(p: Programme, depth: int, pick: int, best: int) -> bool:
    """Choose an option at a depth and write where that leads; tell whether an answer under `best` may lie there."""
    option = p.option[pick]
    here = p.path[depth]
    then = p.path[depth + 1]
    then[g.SPENT] = here[g.SPENT] + option[g.COST]
    then[g.COVERED] = here[g.COVERED] | option[g.COVERS]
    then[g.COUNT] = here[g.COUNT] + option[g.CLAUSES]
    slot = p.slot[depth + 1]
    if then[g.SPENT] + slot[g.REST_COST] >= best or then[g.COUNT] > s.CLAUSES:
        return False
    if p.task[g.COVER] & ~(then[g.COVERED] | slot[g.REST_COVERS]) != 0:
        return False
    low = 0
    for k in range(p.task[g.ACTIVE]):
        total = p.total[depth, k] + p.weight[pick, k]
        hurt = p.hurt[depth, k] | p.harm[pick, k]
        p.total[depth + 1, k] = total
        p.hurt[depth + 1, k] = hurt
        low = min(low, total + p.rest[depth + 1, k] - p.active[g.SHORT_OF, k] - hurt * p.active[g.GAP, k])
    return low >= 0


@rule
def grants_needed(p: Programme) -> int:
    """Return whose ask the text at the end of the path must grant, as a bit mask; -1 where that wins not everybody."""
    slots = p.task[g.TASK_SLOTS]
    granted = 0
    k = 0
    while k < p.task[g.ACTIVE]:
        v = p.active[g.WHICH, k]
        ally = p.voice[g.ALLY, v]
        total = p.total[slots, k] - count_bits(granted & p.voice[g.OPPOSES, v]) * p.task[g.OPPOSED_COST]
        total += p.voice[g.LIFT, v] if (granted >> ally) & 1 == 1 else 0
        if total >= p.active[g.SHORT_OF, k] + p.hurt[slots, k] * p.active[g.GAP, k]:
            k += 1
        elif (granted >> ally) & 1 == 1 or p.voice[g.LIFT, v] == 0 or count_bits(granted) == g.GRANTS:
            return -1
        else:
            granted |= 1 << ally
            k = 0
    return granted


@rule
def keep_answer(p: Programme, best: int) -> int:
    """Keep the text at the end of the path if everybody asked assents and it costs less than `best`; return the best cost."""
    slots = p.task[g.TASK_SLOTS]
    granted = grants_needed(p)
    if granted < 0:
        return best
    cost = p.path[slots, g.SPENT] + count_bits(granted) * g.GRANTED
    if cost >= best:
        return best
    for k in range(slots):
        p.answer[k] = p.path[k, g.PICK]
    p.task[g.BEST_GRANTS] = granted
    return cost


@rule
def begin(p: Programme) -> None:
    """Set the search before the first option of the first slot."""
    row = p.path[0]
    row[g.PICK] = p.slot[0, g.FIRST] - 1
    row[g.SPENT] = 0
    row[g.COVERED] = 0
    row[g.COUNT] = 0


@rule
def explore(p: Programme, budget: int, limit: int) -> int:
    """Return the least cost under a budget, whose text then stands in `answer`; the budget itself where there is none."""
    slots = p.task[g.TASK_SLOTS]
    best = budget
    begin(p)
    depth = 0
    while depth >= 0:
        p.path[depth, g.PICK] += 1
        pick = p.path[depth, g.PICK]
        if pick >= p.slot[depth, g.END]:
            depth -= 1
            continue
        if not is_allowed(p, depth, pick):
            continue
        p.task[g.TASK_NODES] += 1
        if p.task[g.TASK_NODES] > limit:
            p.task[g.STOPPED] = 1
            return best
        if not choose(p, depth, pick, best):
            continue
        if depth + 1 == slots:
            best = keep_answer(p, best)
        else:
            depth += 1
            p.path[depth, g.PICK] = p.slot[depth, g.FIRST] - 1
    return best


@rule
def search(p: Programme, who: int) -> int:
    """Look for the smallest edit that everybody of a bit mask accepts; return FOUND, IMPOSSIBLE or what the limit left.

    The text stands in `answer`, its cost in `task[BEST]`. At most `task[LIMIT]` options are tried.
    """
    p.task[g.WHO] = who
    p.task[g.STOPPED] = 0
    p.task[g.BEST] = g.FAR
    if not prepare(p):
        return IMPOSSIBLE
    limit = p.task[g.TASK_NODES] + p.task[g.LIMIT]
    budget = p.slot[0, g.REST_COST] + FIRST_BUDGET
    while p.task[g.STOPPED] == 0:
        best = explore(p, budget, limit)
        if best < budget:
            p.task[g.BEST] = best
            return CHEAPEST_SO_FAR if p.task[g.STOPPED] == 1 else FOUND
        if budget >= most_spent(p):
            break
        budget = budget * 2
    return UNDECIDED if p.task[g.STOPPED] == 1 else IMPOSSIBLE


@rule
def most_spent(p: Programme) -> int:
    """Return more than any text can cost."""
    most = 1 + g.GRANTS * g.GRANTED
    for k in range(p.task[g.TASK_SLOTS]):
        dearest = 0
        for at in range(p.slot[k, g.FIRST], p.slot[k, g.END]):
            dearest = max(dearest, p.option[at, g.COST])
        most += dearest
    return most


@rule
def write_answer(p: Programme, draft: Table, out: Table) -> None:
    """Write the text found into a row like `draft`, of which the rest is copied: wording, clauses, asks."""
    for column in range(draft.shape[0]):
        out[column] = draft[column]
    out[s.COUNT] = 0
    out[s.ASKS] = draft[s.ASKS] | p.task[g.BEST_GRANTS]
    for k in range(p.task[g.TASK_SLOTS]):
        row = p.option[p.answer[k]]
        if row[g.KIND] == g.WORDING:
            out[s.VERB] = row[g.WHAT]
        elif row[g.KIND] == g.ASK:
            if row[g.LEVEL] == 0:
                out[s.ASKS] &= ~(1 << row[g.WHAT])
        elif row[g.LEVEL] > 0:
            at = s.CLAUSE + out[s.COUNT] * s.CLAUSE_COLUMNS
            out[at + s.MEASURE] = row[g.WHAT]
            out[at + s.CLAUSE_LEVEL] = row[g.LEVEL]
            out[at + s.CLAUSE_MOOD] = row[g.MOOD]
            out[at + s.CLAUSE_BRACKETS] = 0
            out[s.COUNT] += 1
