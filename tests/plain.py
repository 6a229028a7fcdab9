"""An engine for tests that are about counting: a few games take no minute of compiling."""

from __future__ import annotations

from game.allies.compiled import NO_COMPILER, Engine


class Plain(Engine):
    """An engine that never compiles."""

    def warm(self) -> None:
        """Find no compiler."""
        self.status = NO_COMPILER
        self._settled.set()
