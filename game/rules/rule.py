"""The register of rules: `@rule` remembers a function and leaves it plain Python.

`allies/entries.py` compiles what is remembered here; nothing in this folder knows of a compiler. So that it can, a rule

- works on `int64` arrays and whole numbers, and gives back a whole number, a fixed-length tuple of such, or nothing;
- calls rules (and `luck.fill`) by name, with positional arguments of one type each: what is a whole number for one caller
  is no truth value for another, and nothing counts by adding truth values;
- writes `row[:] = 0`, but one slice into another only by `copies.copy_table`: else it takes the compiler seconds;
- has no dictionary, string, default argument, lambda, exception or global that changes; tuples of whole numbers at module
  level are constants, and `table[row]` is a view.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Rule = TypeVar("Rule", bound=Callable[..., object])

RULES: list[Callable[..., object]] = []


def rule(function: Rule) -> Rule:
    """Mark a rule, plain Python on whole numbers and arrays, that the compiler may take in."""
    RULES.append(function)
    return function
