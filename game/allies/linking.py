"""One optimisation for all rules together.

Numba optimises each function together with all that it calls and turns it into machine code before its caller, so that
a rule seven calls deep is compiled seven times. The rules run from the entry alone; they can wait until they are linked
there: 31 seconds instead of 56 for 253 rules, 325 MB instead of 408. This leans on the compiler's inside. Where a later
one is made otherwise, nothing here is called, and compiling only takes longer.
"""

# The compiler's inside has no types, and is private.
# mypy: disable-error-code="no-untyped-call, untyped-decorator, override"
# ruff: noqa: ANN401, SLF001

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from numba.core.codegen import JITCodeLibrary
from numba.core.registry import cpu_target


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
