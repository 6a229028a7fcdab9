"""How the compiler is made to give one object file: all rules together, optimised once, nothing shown but their entries.

Left alone, Numba optimises each function together with all that it calls and turns it into machine code before its
caller, so that a rule seven calls deep is compiled seven times. The rules run from the entries alone; they wait until they
are linked there: 31 seconds instead of 56 for 253 rules, 325 MB instead of 408. As nothing but the entries is shown, the
optimiser may change what the rules hand to each other: a twentieth of a game's time.

It asks of every index whether it is below nought and counts from the end. No rule does that (`tests/engine` plays games
on tables that refuse it), and a tenth of a game's time went into asking.

Three quarters of compiling is the compiler's front end. A rule is plain enough to need a third of its passes; Numba types
one call many times, and compiles what is called from functions with other options once for each; and its many small
objects are garbage hardly ever. Left out, these are a third of the whole.

This leans on the compiler's inside; pyproject.toml says with which versions that was tried. Where a later one is made
otherwise, compiling fails, and the game says so and plays on in plain Python.
"""

# The compiler's inside has no types, and is private.
# mypy: disable-error-code="no-untyped-call, untyped-decorator, override"
# ruff: noqa: ANN401, SLF001

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from llvmlite import binding as llvm
from numba.core import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, Flags, compile_extra
from numba.core.compiler_lock import global_compiler_lock
from numba.core.compiler_machinery import PassManager
from numba.core.registry import cpu_target
from numba.core.typed_passes import (
    AnnotateTypes,
    IRLegalization,
    NativeLowering,
    NoPythonBackend,
    NopythonTypeInference,
    PreLowerStripPhis,
)
from numba.core.types.functions import BaseFunction
from numba.core.untyped_passes import FixupArgs, IRProcessing, ReconstructSSA, TranslateByteCode
from numba.np import arrayobj

# Of Numba's passes, what a function needs that has no closure, no generator, no `with`, no exception and no array expression.
NEEDED: Final = (
    TranslateByteCode,
    FixupArgs,
    IRProcessing,
    ReconstructSSA,
    NopythonTypeInference,
    PreLowerStripPhis,
    IRLegalization,
    AnnotateTypes,
    NativeLowering,
    NoPythonBackend,
)
# The collector looks for garbage after this many new objects; by itself after 700, and 50,000 take no memory to speak of.
FIRST_GENERATION: Final = 50_000


class Shown(NamedTuple):
    """A function that an object file shows: under which name, and with what kinds of numbers it is called."""

    symbol: str
    entry: Callable[..., None]
    kinds: Any


class PlainPasses(CompilerBase):
    """Compile a rule through the `NEEDED` passes alone."""

    def define_pipelines(self) -> list[Any]:
        """Return the one list of passes."""
        passes = PassManager("rules")
        for each in NEEDED:
            passes.add_pass(each, each.__name__)
        passes.finalize()
        return [passes]


def object_file(shown: Shown, result: Any, parts: frozenset[str]) -> bytes:
    """Return machine code for an entry that gives back a `result`, which shows it alone.

    `parts` are the qualified names of the functions that run from nowhere else.
    """
    flags: Any = Flags()
    flags.nrt = False
    flags.no_compile = flags.no_cpython_wrapper = flags.no_cfunc_wrapper = True
    typing, target = cpu_target.typing_context, cpu_target.target_context
    typing.refresh()
    target.refresh()
    linked_once = _linked_once(parts | {shown.entry.__qualname__})
    with global_compiler_lock, linked_once, _no_index_from_the_end(), _typed_once(), _seldom_collected():
        compiled = compile_extra(typing, target, shown.entry, shown.kinds, result, flags, {})
        compiled.library.finalize()
    module = compiled.library._final_module
    module.get_function(compiled.fndesc.llvm_func_name).name = shown.symbol
    _hide_all_but(module, shown.symbol)
    codegen = target.codegen()
    _optimise(module, codegen._tm)
    return bytes(codegen._tm.emit_object(module))


def _hide_all_but(module: Any, symbol: str) -> None:
    """Let the optimiser see that nobody else calls or reads anything but `symbol`."""
    for each in (*module.functions, *module.global_variables):
        if not each.is_declaration and each.name != symbol and each.linkage != llvm.Linkage.appending:
            each.linkage = llvm.Linkage.internal


def _optimise(module: Any, machine: Any) -> None:
    """Optimise a whole module; without unrolling, which makes more code and nothing faster here."""
    options = llvm.create_pipeline_tuning_options(speed_level=3)
    options.loop_unrolling = False
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)


@contextmanager
def _linked_once(names: frozenset[str]) -> Iterator[None]:
    """Meanwhile, leave the functions of these qualified names as they are, for their entry to be compiled with."""

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
def _no_index_from_the_end() -> Iterator[None]:
    """Meanwhile, compile every index of a table as one that is not negative."""
    before = arrayobj.fix_integer_index
    arrayobj.fix_integer_index = _as_it_is
    try:
        yield
    finally:
        arrayobj.fix_integer_index = before


@contextmanager
def _typed_once() -> Iterator[None]:
    """Meanwhile, answer what a call of a function with the same kinds of arguments gives as it was answered first."""
    kind: Any = BaseFunction
    asked = kind.get_call_type
    known: dict[Any, Any] = {}

    def get_call_type(function: Any, context: Any, args: Any, kws: Any) -> Any:
        key = (id(function), args, tuple(kws.items()))
        if key not in known:
            known[key] = function, asked(function, context, args, kws)  # the function too, so that its id stays its own
        return known[key][1]

    kind.get_call_type = get_call_type
    try:
        yield
    finally:
        kind.get_call_type = asked


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Meanwhile, look for garbage seldom."""
    before = gc.get_threshold()
    gc.set_threshold(FIRST_GENERATION, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
