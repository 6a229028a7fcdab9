"""The compiled body of `luck.fill`: Philox4x64-10 in machine words, equal to NumPy's `random_raw` bit for bit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic, overload

from game.rules import luck

_M0: Final = np.uint64(0xD2E7470EE14C6C93)
_M1: Final = np.uint64(0xCA5A826395121157)
_W0: Final = np.uint64(0x9E3779B97F4A7C15)
_W1: Final = np.uint64(0xBB67AE8584CAA73B)
_LOW: Final = np.uint64(0xFFFFFFFF)
_HALF: Final = np.uint64(32)
_ONE: Final = np.uint64(1)
_LEAN: Final[Any] = {"_nrt": False, "no_cfunc_wrapper": True}  # as in `entries.py`


def _upper(typingctx: Any, a: Any, b: Any) -> Any:
    """Return the upper 64 bits of the product of two uint64."""

    def codegen(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        wide = ir.IntType(128)
        x, y = (builder.zext(value, wide) for value in args)
        product = builder.mul(x, y)
        return builder.trunc(builder.lshr(product, ir.Constant(wide, 64)), ir.IntType(64))

    return types.uint64(types.uint64, types.uint64), codegen


_high: Any = intrinsic(_upper)


@overload(luck.fill, jit_options=_LEAN)
def fill_compiled(seed0: Any, seed1: Any, game: Any, rnd: Any, purpose: Any, out: Any) -> Callable[..., None]:
    """Give the compiler the body of `luck.fill`; it wants both signatures alike, annotations included."""

    def body(seed0: Any, seed1: Any, game: Any, rnd: Any, purpose: Any, out: Any) -> None:
        for block in range(len(out) // 8):
            # NumPy steps the counter before it draws: the first block is number one.
            c0, c1, c2, c3 = np.uint64(block) + _ONE, np.uint64(purpose), np.uint64(rnd), np.uint64(game)
            k0, k1 = np.uint64(seed0), np.uint64(seed1)
            for _ in range(10):
                hi0, lo0, hi1, lo1 = _high(_M0, c0), _M0 * c0, _high(_M1, c2), _M1 * c2
                c0, c1, c2, c3 = hi1 ^ c1 ^ k0, lo1, hi0 ^ c3 ^ k1, lo0
                k0 += _W0
                k1 += _W1
            i = block * 8
            out[i], out[i + 1], out[i + 2], out[i + 3] = c0 & _LOW, c0 >> _HALF, c1 & _LOW, c1 >> _HALF
            out[i + 4], out[i + 5], out[i + 6], out[i + 7] = c2 & _LOW, c2 >> _HALF, c3 & _LOW, c3 >> _HALF

    return body


BODIES: Final = frozenset({"fill_compiled.<locals>.body"})  # qualified names, for `linking.py`
