"""Two changes to the compiler while it compiles the rules: one optimisation for all together, and no index from the end.

Numba optimises each function together with all that it calls and turns it into machine code before its caller, so that
a rule seven calls deep is compiled seven times. The rules run from the entry alone; they can wait until they are linked
there: 31 seconds instead of 56 for 253 rules, 325 MB instead of 408.

It asks of every index whether it is below nought and counts from the end. No rule does that (`tests/engine` plays games
on tables that refuse it), and a tenth of a game's time went into asking.

This leans on the compiler's inside. Where a later one is made otherwise, nothing here is called, and the rules only
compile and run more slowly.
"""

# The compiler's inside has no types, and is private.
# mypy: disable-error-code="no-untyped-call, untyped-decorator, override"
# ruff: noqa: ANN401, SLF001

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba.core import types
from numba.core.codegen import JITCodeLibrary
from numba.core.registry import cpu_target
from numba.np import arrayobj


@contextmanager
def linked_once(names: frozenset[str]) -> Iterator[None]:
    """Meanwhile, leave the functions of these qualified names as they are until their entry is compiled."""

    class Part(JITCodeLibrary):
        def _optimize_final_module(self) -> None:
            if self.name not in names:
                super()._optimize_final_module()

        def _finalize_final_module(self) -> None:
            if self.name not in names:
                super()._finalize_final_module()
                return
            self._finalize_dynamic_globals()
            self._finalized = True

    codegen: Any = cpu_target.target_context.codegen()
    before = codegen._library_class, codegen.set_env

    def set_env(name: str, environment: Any) -> None:
        if codegen._engine.get_global_value_address(name):  # a part has none of its own yet
            before[1](name, environment)

    codegen._library_class, codegen.set_env = Part, set_env
    try:
        yield
    finally:
        codegen._library_class = before[0]
        del codegen.set_env


def _as_it_is(context: Any, builder: Any, kind: Any, index: Any, size: Any) -> Any:
    """Return an index as the machine's word, without asking whether it counts from the end."""
    del size
    return context.cast(builder, index, kind, types.intp)


@contextmanager
def no_index_from_the_end() -> Iterator[None]:
    """Meanwhile, compile every index of a table as one that is not negative."""
    inside: Any = arrayobj
    before = getattr(inside, "fix_integer_index", None)
    inside.fix_integer_index = _as_it_is
    try:
        yield
    finally:
        inside.fix_integer_index = before
