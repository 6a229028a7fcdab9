"""Where every key and value of a TOML text stands: key path -> place, by tree-sitter, or roughly without it."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

    from game.scenario.problems import Loc

_HEADER = re.compile(r"\s*(\[\[?)(.+?)\]\]?\s*(?:#.*)?$")
_PAIR = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=\s*""", re.ASCII)

_TRIPLE = re.compile(r"\"{3}|'{3}")
_JOINT = re.compile(r"(?:\\[ \t]*\n\s*)+")


class Place(NamedTuple):
    """Line and column (characters) from 1, of a key and of its value; the value as written where it is known."""

    line: int
    column: int
    value_line: int
    value_column: int
    raw: str = ""


Places = dict["Loc", Place]


def places(text: str, wanted: set[str | int]) -> Places:
    """Return the place of every key path under the wanted top keys. The text must be valid TOML with plain line ends."""
    try:
        import tree_sitter  # noqa: F401  (a platform without its wheel still gets lines)
        import tree_sitter_toml  # noqa: F401
    except ImportError:
        return scanned(text)
    return _Tree(text, wanted).places


def nearest(found: Places, loc: Loc) -> Loc:
    """Return the longest path that `loc` contains in order.

    Not simply a prefix: pydantic mixes the tags of unions into its locations. Later parts win a tie, since the tag comes first.
    """
    for length in range(len(loc), 0, -1):
        for kept in reversed(list(combinations(range(1, len(loc)), length - 1))):
            path = (loc[0], *(loc[n] for n in kept))
            if path in found:
                return path
    return ()


def inside(place: Place, offset: int) -> tuple[int, int]:
    """Return line and column of a character of a text value, escapes and line breaks of the literal reckoned with."""
    raw = place.raw
    quote = '"""' if raw.startswith('"""') else "'''" if raw.startswith("'''") else raw[:1]
    if quote not in ('"""', "'''", '"', "'"):
        return place.value_line, place.value_column
    at = len(quote) + (len(quote) == 3 and raw[3:4] == "\n")
    if quote[0] == '"':
        at = _escaped(raw, at, offset)
    else:
        at += offset
    at = min(at, len(raw) - 1)
    lines = raw.count("\n", 0, at)
    return place.value_line + lines, at - raw.rfind("\n", 0, at) if lines else place.value_column + at


def _escaped(raw: str, at: int, characters: int) -> int:
    """Return where so many characters of the value after `at` end in the literal."""
    for _ in range(characters):
        at = _joined(raw, at)
        at += {"u": 6, "U": 10}.get(raw[at + 1 : at + 2], 2) if raw[at : at + 1] == "\\" else 1
    return _joined(raw, at)


def _joined(raw: str, at: int) -> int:
    """Return the place behind a backslash at the end of a line, which joins it to the next."""
    joint = _JOINT.match(raw, at)
    return joint.end() if joint else at


class _Tree:
    """One walk over the syntax tree."""

    def __init__(self, text: str, wanted: set[str | int]) -> None:
        import tree_sitter
        import tree_sitter_toml

        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
        self.wanted = wanted
        self.bytes = text.encode()
        self.lines = self.bytes.split(b"\n")
        self.places: Places = {}
        self.last: dict[Loc, int] = {}  # array of tables -> index of its last element
        for node in parser.parse(self.bytes).root_node.named_children:
            if node.type == "pair":
                self.pair(node, ())
            elif node.type in ("table", "table_array_element"):
                self.table(node)

    def table(self, node: Node) -> None:
        head, *pairs = (child for child in node.named_children if child.type != "comment")
        *above, last = self.parts(head)
        base: Loc = ()
        for part, key in above:
            base = self.into((*base, part))
            self.add(base, key, key)
        base = (*base, last[0])
        if node.type == "table":
            self.places.pop(base, None)  # its own header, rather than that of a table inside it
        self.add(base, last[1], node)
        if node.type == "table_array_element":
            self.last[base] = self.last.get(base, -1) + 1
            base = (*base, self.last[base])
            self.add(base, node, node)
        for pair in pairs:
            if pair.type == "pair" and base[0] in self.wanted:
                self.pair(pair, base)

    def into(self, path: Loc) -> Loc:
        """Return a path of a header, led into the last element where it names an array of tables."""
        return (*path, self.last[path]) if path in self.last else path

    def pair(self, node: Node, base: Loc) -> None:
        children = [child for child in node.named_children if child.type != "comment"]
        if len(children) < 2:
            return
        key, value = children[0], children[-1]
        parts = self.parts(key)
        for part, name in parts[:-1]:
            base = (*base, part)
            self.add(base, name, name)
        path = (*base, parts[-1][0])
        self.add(path, parts[-1][1], value)
        if path[0] in self.wanted:
            self.value(value, path)

    def value(self, node: Node, path: Loc) -> None:
        if node.type == "inline_table":
            for child in node.named_children:
                if child.type == "pair":
                    self.pair(child, path)
        elif node.type == "array":
            items = [child for child in node.named_children if child.type != "comment"]
            for index, item in enumerate(items):
                self.add((*path, index), item, item)
                self.value(item, (*path, index))

    def parts(self, key: Node) -> list[tuple[str, Node]]:
        """Return the parts of a key; a dotted key is nested to the left in the tree."""
        if key.type == "dotted_key":
            return [part for child in key.named_children for part in self.parts(child)]
        raw = self.raw(key)
        if key.type != "quoted_key":
            return [(raw, key)]
        return [(next(iter(tomllib.loads(f"{raw} = 0"))) if "\\" in raw else raw[1:-1], key)]

    def add(self, path: Loc, key: Node, value: Node) -> None:
        if path not in self.places:  # a parent stands where it is first named
            raw = self.raw(value) if value.type == "string" else ""
            self.places[path] = Place(*self.point(key), *self.point(value), raw)

    def raw(self, node: Node) -> str:
        return self.bytes[node.start_byte : node.end_byte].decode()

    def point(self, node: Node) -> tuple[int, int]:
        """Return line and column in characters; tree-sitter counts bytes."""
        row, column = node.start_point
        return row + 1, len(self.lines[row][:column].decode()) + 1


def scanned(text: str) -> Places:
    """Return the lines of table headers and of keys that begin a line, by a plain scan."""
    found: Places = {}
    last: dict[Loc, int] = {}
    base: Loc = ()
    quote = ""
    for number, line in enumerate(text.split("\n"), 1):
        if not quote and (header := _HEADER.match(line)) and (keys := _keys(header[2])):
            base = _header_path(keys, last, array=header[1] == "[[")
            for length in range(1, len(base) + 1):
                found.setdefault(base[:length], Place(number, 1, number, 1))
        elif not quote and (pair := _PAIR.match(line)):
            path = base
            for key in _keys(pair[1]):
                path = (*path, key)
                found.setdefault(path, Place(number, pair.start(1) + 1, number, pair.end() + 1))
        quote = _open_quote(line, quote)
    return found


def _keys(written: str) -> list[str]:
    try:
        node: Any = tomllib.loads(f"{written} = 0")
    except tomllib.TOMLDecodeError:
        return []
    keys = []
    while isinstance(node, dict):
        key, node = next(iter(node.items()))
        keys.append(key)
    return keys


def _header_path(keys: list[str], last: dict[Loc, int], *, array: bool) -> Loc:
    path: Loc = ()
    for key in keys[:-1]:
        path = (*path, key)
        path = (*path, last[path]) if path in last else path
    path = (*path, keys[-1])
    if array:
        last[path] = last.get(path, -1) + 1
        return (*path, last[path])
    return path


def _open_quote(line: str, quote: str) -> str:
    """Return the multi-line quote that is open after a line, given the one before it."""
    for mark in _TRIPLE.findall(line):
        if not quote:
            quote = mark
        elif mark == quote:
            quote = ""
    return quote
