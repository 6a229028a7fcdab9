"""Tables by address: what a compiled rule passes to the next is one pointer for a whole book or state.

Without this every call passes each table with its shape, strides and owner, some two hundred values; compiling takes
a third longer and a game half as long again. `machine_code.addresses` writes where the tables lie into one vector,
which nobody changes during a call.
"""

# The compiler's own helpers have no types.
# mypy: disable-error-code="no-untyped-call, untyped-decorator, override"

from __future__ import annotations

from typing import Any, Final

from llvmlite import ir
from numba import typeof
from numba.core import cgutils, types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import infer_getattr, intrinsic, lower_getattr_generic, models, register_model

_WORD: Final = ir.IntType(64)


class Tables(types.Type):
    """A (nested) named tuple of `int64` tables, by address."""

    def __init__(self, names: Any) -> None:
        self.names = names  # the compiler's type of the tuple itself
        super().__init__(name=f"Tables({names.instance_class.__name__})")

    @property
    def mangling_args(self) -> tuple[str, tuple[()]]:
        """Return a short name: the tuple's own would fill a page of each symbol."""
        return self.names.instance_class.__name__, ()

    def find(self, name: str) -> tuple[Any, int]:
        """Return the type of a member and the word at which it begins."""
        at = self.names.fields.index(name)
        return self.names.types[at], sum(_words(kind) for kind in self.names.types[:at])


def _words(kind: Any) -> int:
    """Return how many words describe a table (its address, its shape) or a tuple of such."""
    return 1 + kind.ndim if isinstance(kind, types.Array) else sum(_words(each) for each in kind)


@register_model(Tables)
class _TablesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _WORD.as_pointer())


@infer_getattr
class _TablesAttribute(AttributeTemplate):
    key = Tables

    def generic_resolve(self, kind: Any, name: str) -> Any:
        """Return the type of a member, None where there is no such."""
        if name not in kind.names.fields:
            return None
        found, _ = kind.find(name)
        return found if isinstance(found, types.Array) else Tables(found)


@lower_getattr_generic(Tables)
def _member(context: Any, builder: Any, kind: Any, value: Any, name: str) -> Any:
    """Make a table from its words; of an inner tuple, only the address of its words."""
    found, at = kind.find(name)
    start = builder.gep(value, [ir.Constant(_WORD, at)])
    return _table(context, builder, found, start) if isinstance(found, types.Array) else start


def _table(context: Any, builder: Any, kind: Any, start: Any) -> Any:
    """Make a C-contiguous `int64` table without an owner from the words that begin at `start`."""

    def word(at: int) -> Any:
        loaded = builder.load(builder.gep(start, [ir.Constant(_WORD, at)]))
        loaded.set_metadata("invariant.load", builder.module.add_metadata([]))  # else reread after every write
        return loaded

    array = context.make_array(kind)(context, builder)
    shape = [word(1 + axis) for axis in range(kind.ndim)]
    strides: list[Any] = []
    step = ir.Constant(_WORD, 8)
    for length in reversed(shape):
        strides.insert(0, step)
        step = builder.mul(step, length)
    array.data = builder.inttoptr(word(0), _WORD.as_pointer())
    array.shape = cgutils.pack_array(builder, shape)
    array.strides = cgutils.pack_array(builder, strides)
    array.itemsize = ir.Constant(_WORD, 8)
    array.nitems = builder.udiv(step, array.itemsize)
    array.meminfo = cgutils.get_null_value(array.meminfo.type)
    array.parent = cgutils.get_null_value(array.parent.type)
    return array._getvalue()


def opener(sample: Any) -> Any:
    """Return a function for compiled code that takes where the vector of `addresses` lies, and gives tables as in `sample`."""
    kind = Tables(typeof(sample))

    def opened(typingctx: Any, words: Any) -> Any:
        def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            del context, signature
            return builder.inttoptr(args[0], _WORD.as_pointer())

        return kind(words), codegen

    return intrinsic(opened)
