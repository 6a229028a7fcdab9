"""What a government does outside the text: national acts, Article 4 and the bilateral road, trades, leaks, second thoughts."""

from __future__ import annotations

from game.allies.answers import hurt_by, mind_for, weigh_text
from game.allies.position import bracket_line, constants, worth
from game.rules import luck
from game.rules import numbers as n
from game.rules import state as s
from game.rules.briefing import on_topic
from game.rules.consult import STRONGEST_WISH, duty
from game.rules.rule import rule
from game.rules.script import is_scripted
from game.rules.state import Public, Scratch, State
from game.scenario import book as b
from game.scenario.book import Book, Table

FIRST_OF_ALL = 1_000_000  # more than anybody wishes for the floor


@rule
def choose_act(book: Book, public: Public, own: Table, ally: int, draw: int) -> int:
    """Return the card of its hand that an ally plays as its national act, or -1."""
    best = -1
    # A little luck a capital, not a card: some weeks a ministry moves and some it does not.
    best_value = book.rule[n.ACT_LINE] - luck.gumbel(draw) * book.rule[n.ACT_LUCK] // 1000
    if book.ally[ally, b.STRUCK] == 1:
        best_value -= book.rule[n.ACT_STRUCK]
    mind = mind_for(book, public, own, ally)
    for k in range(s.HAND):
        measure = own[s.HELD + k]
        if measure < 0:
            continue
        value = worth(book, mind, measure, 1, s.DECIDES) * 4
        value += on_topic(book, public.clock[s.ROUND], measure) * book.rule[n.ACT_TOPIC]
        if public.measure[measure, s.CALLED] == 1:
            value += book.rule[n.ACT_CALLED]
        if value > best_value:
            best = k
            best_value = value
    return best


@rule
def decide_acts(
    book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int, who: int
) -> None:
    """Let each ally of a bit mask choose its national act."""
    allies = book.ally.shape[0]
    draw = scratch.draw[: -(-allies // 8) * 8]
    luck.fill(seed0, seed1, game, state.public.clock[s.ROUND], luck.ACTS, draw)
    for a in range(allies):
        if (who >> a) & 1 == 1:
            choice[a, s.ACT] = choose_act(book, state.public, state.own[a], a, draw[a])


@rule
def wish_for_article_4(book: Book, public: Public, own: Table, ally: int, draw: int) -> int:
    """Return how much an ally wants consultations under Article 4, above 0 if it asks."""
    wish = own[s.ABANDON] + book.ally[ally, b.FORWARD] // 2 - own[s.ENTRAP]
    wish += (book.track[b.REASSURANCE, b.TRACK_START] - public.track[b.REASSURANCE, s.NOW]) // 10
    if book.ally[ally, b.STRUCK] == 1:
        wish += book.rule[n.ARTICLE_4_STRUCK]
        # With nothing said in its name yet, the struck ally has one more reason.
        wish += book.rule[n.ARTICLE_4_NO_TEXT] if public.clock[s.TEXTS] == 0 else 0
    if public.clock[s.HITS] > book.rule[n.HITS_AT_START]:
        wish += book.rule[n.ARTICLE_4_HIT]
    return wish + luck.gumbel(draw) * book.rule[n.ARTICLE_4_LUCK] // 1000 - book.rule[n.ARTICLE_4_LINE]


@rule
def choose_helpers(book: Book, pair: Table, struck: int) -> int:
    """Return the three allies that the struck ally asks first, as a bit mask: those it trusts that are known to have units."""
    mask = 0
    tags = book.measure.shape[1] - b.TAG
    kinds = book.ally.shape[1] - b.TASTE - tags - book.ally.shape[0]
    for _ in range(3):
        best = -1
        best_value = 0
        for a in range(book.ally.shape[0]):
            if a == struck or (mask >> a) & 1 == 1:
                continue
            stock = 0
            for k in range(kinds):
                stock += book.ally[a, b.TASTE + tags + k]
            value = pair[a, s.TRUST] + 60 * stock + 4 * book.ally[a, b.FORWARD]
            if stock > 0 and value > best_value:
                best = a
                best_value = value
        if best >= 0:
            mask |= 1 << best
    return mask


@rule
def has_stock(book: Book, own: Table) -> bool:
    """Tell whether an ally has any unit left."""
    for column in range(s.TYPE_BELIEF + book.type.shape[0], own.shape[0]):
        if own[column] > 0:
            return True
    return False


@rule
def value_of_promise(book: Book, ally: int, kind: int) -> int:
    """Return what being promised something is worth to an ally."""
    if kind == s.OFFERS_UNITS:
        return book.rule[n.DEAL_UNITS] if book.ally[ally, b.STRUCK] == 1 else 2
    if kind == s.SUPPORTS_ASK:
        return book.rule[n.DEAL_ASK]
    if kind == s.SHARES_EVIDENCE:
        return book.rule[n.DEAL_EVIDENCE]
    return book.rule[n.DEAL_SILENCE]


@rule
def cost_of_promise(book: Book, own: Table, ally: int, kind: int) -> int:
    """Return what giving a promise costs an ally in its own eyes."""
    if kind == s.OFFERS_UNITS:
        return book.rule[n.DEAL_SILENCE] + book.ally[ally, b.ECONOMY] // 8
    if kind == s.NOT_TABLE:
        return max(book.ally[ally, b.FORWARD], 0) // 5
    return own[s.ENTRAP] // 10


@rule
def accepts(book: Book, own: Table, pair: Table, ally: int, place: int, draw: int) -> int:
    """Return 1 where an ally accepts the approach at a place of its door."""
    at = s.DOOR + place * s.DOOR_COLUMNS
    other = own[at + s.DOOR_WITH]
    if other < 0:
        return 0
    gain = value_of_promise(book, ally, own[at + s.DOOR_GET]) - cost_of_promise(book, own, ally, own[at + s.DOOR_GIVE])
    gain += (pair[other, s.TRUST] - 500) // 40
    return 1 if gain + luck.gumbel(draw) * book.rule[n.DEAL_LUCK] // 1000 > book.rule[n.DEAL_LINE] else 0


@rule
def wish_for_floor(book: Book, public: Public, ally: int, draw: int) -> int:
    """Return how much an ally wants the floor: 1 to 100, 0 not at all, below nought only where nobody else does."""
    if is_scripted(book, public.clock[s.ROUND], ally):
        return FIRST_OF_ALL
    wish = book.ally[ally, b.FORWARD] // 3 + book.ally[ally, b.SOLIDARITY] // 8
    wish += book.rule[n.FLOOR_FEATURED] if book.ally[ally, b.FEATURED] == 1 else 0
    if book.ally[ally, b.STRUCK] == 1:
        wish += book.rule[n.FLOOR_STRUCK]
        wish += book.rule[n.FLOOR_HIT] if public.clock[s.HIT_ANSWERED] == 0 else 0
    # Who sponsored last time lets others speak; they ask whom the text is about anyway.
    wish -= public.ally[ally, s.SPONSORED] * book.rule[n.FLOOR_AGAIN]
    wish += luck.gumbel(draw) * book.rule[n.FLOOR_LUCK] // 1000
    wish -= book.rule[n.FLOOR_LINE]
    if wish > 0:
        return min(wish, STRONGEST_WISH)
    return wish - 1 if wish > -duty(book, public.clock) else 0


@rule
def thinks_twice(book: Book, public: Public, own: Table, pair: Table, ally: int, row: Table) -> int:
    """Return 1 where an ally takes back its silence ad referendum: its capital finds the text, or a clause, far too bad."""
    if own[s.WAITING] == 0 or own[s.CAPITAL] < book.rule[n.COST_BREAK] or book.rule[n.WITH_REFERENDUM] == 0:
        return 0
    draft = public.draft[own[s.ITS_TEXT]]
    mind = mind_for(book, public, own, ally)
    weigh_text(book, mind, draft, row)
    if hurt_by(draft, row, bracket_line(book, mind)) >= book.rule[n.TAKE_BACK_CLAUSE]:
        return 1
    margin = row[s.WORTH_TOTAL] + constants(book, pair, draft, ally)
    return 1 if margin < -book.rule[n.TAKE_BACK_LINE] else 0


@rule
def leaks_letters(book: Book, public: Public, own: Table, pair: Table, ally: int, draw: int) -> int:
    """Return 1 where an ally leaks the letters of those who broke silence last."""
    mask = public.clock[s.LETTER_MASK]
    if mask == 0 or (mask >> ally) & 1 == 1 or own[s.CAPITAL] < book.rule[n.LEAK_CAPITAL]:
        return 0
    angry = 0
    for other in range(book.ally.shape[0]):
        if (mask >> other) & 1 == 1 and pair[other, s.TRUST] < book.rule[n.LEAK_LINE]:
            angry += 1
    return luck.chance(draw, book.rule[n.LEAK_ODDS]) if angry > 0 else 0


@rule
def consult(book: Book, state: State, choice: Table, scratch: Scratch, ally: int, draw: Table) -> None:
    """Write what an ally does in the corridors into its choice; `draw` holds its eight draws of the round."""
    public = state.public
    own = state.own[ally]
    pair = state.pair[ally]
    out = choice[ally]
    out[s.WITHDRAW] = thinks_twice(book, public, own, pair, ally, scratch.worth[ally])
    out[s.LEAK] = leaks_letters(book, public, own, pair, ally, draw[0])
    out[s.ACCEPT_1] = accepts(book, own, pair, ally, 0, draw[1])
    out[s.ACCEPT_2] = accepts(book, own, pair, ally, 1, draw[2])
    out[s.FLOOR] = wish_for_floor(book, public, ally, draw[3])
    if public.clock[s.BILATERAL_ROUND] < 0:
        helps = book.ally[ally, b.FORWARD] // 2 + book.ally[ally, b.SOLIDARITY] // 2 - own[s.ENTRAP] // 4
        helps += luck.gumbel(draw[4]) * 10 // 1000
        out[s.HELPS] = 1 if helps > book.rule[n.HELP_LINE] and has_stock(book, own) else 0
    if public.clock[s.ARTICLE_4_ROUND] >= 0 or public.clock[s.ROUND] < book.rule[n.ARTICLE_4_FROM]:
        return
    wish = wish_for_article_4(book, public, own, ally, draw[5])
    if wish > 0:
        out[s.ASK_ARTICLE_4] = 1
        return
    if book.ally[ally, b.STRUCK] == 1 and public.clock[s.BILATERAL_ROUND] < 0:
        out[s.ASK_ARTICLE_4] = 2 if wish > -book.rule[n.ANNOUNCE_BAND] else 0
        if luck.chance(draw[6], book.rule[n.BILATERAL_ODDS]) == 1:
            out[s.BILATERAL] = 1
            out[s.HELPERS] = choose_helpers(book, pair, ally)


@rule
def decide_consult(
    book: Book, state: State, choice: Table, scratch: Scratch, seed0: int, seed1: int, game: int, who: int
) -> None:
    """Let each ally of a bit mask act in the corridors."""
    allies = book.ally.shape[0]
    # One block of draws an ally, so that a seat more at the table moves nobody's luck.
    luck.fill(seed0, seed1, game, state.public.clock[s.ROUND], luck.SPONSORS, scratch.draw[: luck.BLOCK * allies])
    for a in range(allies):
        if (who >> a) & 1 == 1:
            consult(book, state, choice, scratch, a, scratch.draw[luck.BLOCK * a : luck.BLOCK * (a + 1)])
