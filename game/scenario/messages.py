"""Pydantic's findings in the words of an author."""

from __future__ import annotations

import re
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel

from game.scenario.problems import Fault, Loc, did_you_mean, got
from game.scenario.schema import Scenario

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# Type of pydantic error -> words; filled with the error's context.
WORDS: Final = {
    "missing": "is required here",
    "int_type": "expected a whole number",
    "int_from_float": "expected a whole number",
    "float_type": "expected a number",
    "finite_number": "expected a number",
    "bool_type": "expected true or false",
    "string_type": "expected text in quotation marks",
    "date_type": "expected a date such as 2026-05-29, without quotation marks",
    "dict_type": "expected a table",
    "model_type": "expected a table",
    "model_attributes_type": "expected a table",
    "list_type": "expected a list in square brackets",
    "greater_than_equal": "expected {ge} or more",
    "less_than_equal": "expected {le} or less",
    "too_short": "expected at least {min_length}, there are {actual_length}",
    "too_long": "expected at most {max_length}, there are {actual_length}",
    "string_too_short": "expected some text",
    "string_too_long": "expected at most {max_length} characters",
    "value_error": "{error}",
}
PATTERNS: Final = {
    r"^[a-z][a-z0-9_]{0,39}$": "expected a name of small letters, digits and _ that begins with a letter (at most 40)",
    r"^[A-Z]{2}$": "expected two capital letters such as RO",
}
_LIST_OR_WORD = re.compile(r"^(literal|list)\[")


def faults_of(errors: list[ErrorDetails]) -> list[Fault]:
    """Return pydantic's errors as faults, without those that are only another face of one already told."""
    faults: list[Fault] = []
    meant: set[Loc] = set()  # keys that a misspelt key stands for
    for error in sorted(errors, key=lambda error: error["type"] != "extra_forbidden"):
        loc: Loc = tuple(error["loc"])
        if error["type"] == "extra_forbidden":
            fields = _fields(loc[:-1])
            hint = did_you_mean(str(loc[-1]), fields)
            meant |= {(*loc[:-1], name) for name in fields if f'did you mean "{name}"' in hint}
            faults.append(Fault(loc, "unknown key" + hint, at_key=True))
        elif not (error["type"] == "missing" and loc in meant) and not _is_other_branch(error):
            faults.append(_fault(loc, error))
    return faults


def _fault(loc: Loc, error: ErrorDetails) -> Fault:
    at_key = loc[-1:] == ("[key]",)
    loc = plain(loc)
    words = _words(error)
    if error["type"] == "missing":
        return Fault(loc, words, at_key=True)
    return Fault(loc, f"{words} {got(error['input'])}" + _hint(error), at_key=at_key)


def plain(loc: Loc) -> Loc:
    """Return the key path in a pydantic location: without the tags of unions and the mark of a key."""
    return tuple(part for part in (loc[:-1] if loc[-1:] == ("[key]",) else loc) if not _is_tag(part))


def _words(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    context = {key: int(value) if isinstance(value, float) else value for key, value in context.items()}
    if error["type"] == "string_pattern_mismatch":
        return PATTERNS.get(context["pattern"], f"expected text like {context['pattern']}")
    if error["type"] == "literal_error":
        return "expected " + (
            "all or a list of allies" if "to" in error["loc"] else context["expected"].replace("'", '"')
        )
    words = WORDS.get(error["type"])
    return words.format(**context) if words else error["msg"]


def _hint(error: ErrorDetails) -> str:
    if error["type"] != "literal_error" or not isinstance(error["input"], str):
        return ""
    hint = did_you_mean(error["input"], re.findall(r"'([^']*)'", error.get("ctx", {})["expected"]))
    return hint if "did you mean" in hint else ""


def _is_other_branch(error: ErrorDetails) -> bool:
    """Tell whether this is the finding of a branch of `word or list` that the author did not try to write."""
    tag = error["loc"][-1]
    return _is_tag(tag) and isinstance(error["input"], list) != str(tag).startswith("list[")


def _is_tag(part: str | int) -> bool:
    """Tell whether a part of a location is pydantic's name for a branch of a union."""
    return isinstance(part, str) and bool(_LIST_OR_WORD.match(part))


def _fields(loc: Loc) -> list[str]:
    """Return the keys that the table at a location may have."""
    kind: Any = Scenario
    for part in loc:
        kind = _inner(kind, part)
        if kind is None:
            return []
    return list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def _inner(kind: Any, part: str | int) -> Any:  # noqa: ANN401  (annotations have no common type)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return _plain(field.annotation) if field else None
    if get_origin(kind) in (dict, list):
        return _plain(get_args(kind)[-1])
    return None


def _plain(annotation: Any) -> Any:  # noqa: ANN401
    """Return what an annotation is about, without bounds and without `| None`."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    arms = [arm for arm in get_args(annotation) if arm is not NoneType]
    if NoneType in get_args(annotation) and len(arms) == 1:
        return _plain(arms[0])
    return annotation
