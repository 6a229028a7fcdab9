"""Who of a class has been quiet for a while: a hint for the teacher, never a mark.

Somebody is quiet who let phases pass in which its seat was asked for what is its job. Phases that were settled before a host
was started again are not counted: where the seats stood then, the journal's lines do not tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from game.classroom.jobs import jobs
from game.table.decisions import PERSON
from game.table.legal import TAKES
from game.table.lines import SETTLED, Line, sent_by, undone_to
from game.table.position import deciders
from game.table.table import Table


class Quiet:
    """Counts, for each pass, what it sent, and the phases since."""

    def __init__(self) -> None:
        """Begin with nothing sent and nobody asked."""
        self._read = self._moment = 0
        self._asked: dict[str, dict[int, int]] = {}  # by seat: moment -> phase
        self._last: dict[str, int] = {}  # by pass: the moment in which it sent something last
        self.sent: dict[str, int] = {}  # by pass

    def follow(self, table: Table, keys: Collection[str]) -> None:
        """Read what a journal has gained, and whom the table asks now; `keys` are those of the people who sit."""
        if len(table.lines) != self._read:
            self._hear(table.lines, keys)
            position = table.position
            for seat in deciders(position):
                if position.holders[seat] == PERSON:
                    self._asked.setdefault(seat, {})[self._moment] = position.phase
        for key in keys:  # nobody has been quiet before it came
            self._last.setdefault(key, self._moment - 1)

    def _hear(self, lines: Sequence[Line], keys: Collection[str]) -> None:
        for line in lines[self._read :]:
            key = sent_by(line.client, keys) if line.client else ""
            if key:
                self._last[key] = self._moment
                self.sent[key] = self.sent.get(key, 0) + 1
            self._moment += line.kind == SETTLED or undone_to(line) >= 0
        self._read = len(lines)

    def phases(self, key: str, seat: str, own_jobs: Iterable[str]) -> int:
        """Return for how many phases somebody has sent nothing in which its seat was asked for what is its job."""
        own = {kind for job in own_jobs for kind in jobs().get(job, ())}
        since = self._last.get(key, -1)
        return sum(
            since < moment < self._moment and any(kind.__name__ in own for kind in TAKES.get(phase, ()))
            for moment, phase in self._asked.get(seat, {}).items()
        )
