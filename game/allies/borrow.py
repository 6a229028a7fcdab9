"""Arrays without reference counts: a compiled game passes its tables to hundreds of calls, and counting each costs time.

`borrowed` runs inside compiled functions alone. The caller, a thread of plain Python, keeps the arrays alive meanwhile.
"""

from __future__ import annotations

from typing import Any

from numba.core import cgutils, types
from numba.core.imputils import impl_ret_untracked
from numba.extending import intrinsic


def _bare(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    """Return the value, an array or a tuple of such, with its owner and its count taken out."""
    if isinstance(kind, types.Array):
        array = context.make_array(kind)(context, builder, value)
        array.meminfo = cgutils.get_null_value(array.meminfo.type)  # type: ignore[no-untyped-call]
        array.parent = cgutils.get_null_value(array.parent.type)  # type: ignore[no-untyped-call]
        return array._getvalue()
    if isinstance(kind, types.BaseTuple):
        parts: Any = kind
        for k, inner in enumerate(parts):
            part = _bare(context, builder, inner, builder.extract_value(value, k))
            value = builder.insert_value(value, part, k)
    return value


def _borrowed(typingctx: Any, arrays: Any) -> Any:
    """Return the same array or (nested) named tuple of arrays, without reference counts."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        bare = _bare(context, builder, signature.args[0], args[0])
        return impl_ret_untracked(context, builder, signature.return_type, bare)  # type: ignore[no-untyped-call]

    return arrays(arrays), codegen


borrowed: Any = intrinsic(_borrowed)
