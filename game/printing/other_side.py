"""The other side on paper: its hidden type, what really happened, and its replies, by two dice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from game.debrief.markup import Html, el
from game.printing.dice import chance, throws
from game.printing.kit import Kit
from game.printing.moves import moves
from game.printing.sheets import grid, sheet
from game.scenario.book import CAUSES

KINDS: Final = ("quiet", "mirror", "probe", "raise", "channel")
READINGS: Final = ("soft", "firm", "channel")


def drawn(kit: Kit) -> Iterator[Html]:
    """Yield the tables by which the chair draws, unseen, what the other side is and what really happened."""
    types = kit.loaded.scenario.adversary.type
    rows = []
    for (key, each), thrown in zip(types.items(), throws([one.prior for one in types.values()]), strict=True):
        causes = throws(each.causes)
        name, reveal = (kit.author(f"adversary.type.{key}.{part}", getattr(each, part)) for part in ("name", "reveal"))
        rows.append(
            (
                f"☐ {thrown}",
                el("span", el("strong", name), ". ", reveal),
                *(f"☐ {one}" if one else "" for one in causes),
            )
        )
    causes_said = [kit.game.say(f"real_cause.{cause}") for cause in CAUSES]
    yield grid(kit.say("other.type"), [kit.say("other.throw"), kit.say("other.who"), *causes_said], rows, "grid prose")
    fails = chance(kit.loaded.scenario.adversary.reversal)
    yield el("p", kit.say("other.reversal", throw=fails))


def replies(kit: Kit) -> Html:
    """Return the sheet of replies: what kind of reply by type and by how the council's text reads, then which one."""
    side = kit.loaded.scenario.adversary
    kinds = [
        (
            kit.author(f"adversary.type.{key}.name", each.name),
            kit.say(f"other.{reading}"),
            *throws(getattr(each.odds, reading)),
        )
        for key, each in side.type.items()
        for reading in READINGS
    ]
    head = [kit.say("other.who"), kit.say("other.reads"), *(kit.say(f"other.kind_{kind}") for kind in KINDS)]
    return sheet(
        el("h2", kit.say("other.heading")),
        el("p", kit.say("other.how")),
        grid(kit.say("other.kinds"), head, kinds),
        grid(
            kit.say("other.replies"),
            [kit.say(f"other.{key}") for key in ("kind", "throw", "reply", "moves")],
            _replies(kit),
            "grid prose",
        ),
    )


def _replies(kit: Kit) -> Iterator[tuple[str, ...]]:
    known = kit.loaded.scenario.adversary.reply
    for kind in KINDS:
        keys = [key for key, each in known.items() if each.kind == kind]
        for key, thrown in zip(keys, throws([known[key].share for key in keys]) if keys else [], strict=True):
            reply, path = known[key], f"adversary.reply.{key}"
            name, says = kit.author(f"{path}.name", reply.name), kit.author(f"{path}.says", reply.says)
            moved = [moves(kit, {"escalation": reply.heat} | reply.effects)]
            if reply.hit:
                moved.append(kit.say("other.hit", throw=chance(reply.hit)))
            yield (
                kit.say(f"other.kind_{kind}"),
                thrown,
                el("span", el("strong", name), ". ", says),
                kit.game.say("list.comma").join(filter(None, moved)),
            )
