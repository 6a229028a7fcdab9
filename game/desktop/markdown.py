"""Markdown of the handbook as rich text: headings, lists, bold and code; a table is set line by line."""

from __future__ import annotations

import re
from typing import Final

_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_CODE: Final = re.compile(r"`(.+?)`")
_LINK: Final = re.compile(r"\[(.+?)\]\(.+?\)")
_RULE: Final = re.compile(r"^\|[-| :]+\|$")


def title_of(text: str) -> str:
    """Return the heading of a page."""
    return text.split("\n", 1)[0].lstrip("# ").strip()


def rich_of(text: str) -> str:
    """Return a page as rich text, its own heading left out."""
    blocks = re.split(r"\n\s*\n", text.strip())[1:]
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: str) -> str:
    lines = block.split("\n")
    if lines[0].startswith("#"):
        return "\n".join([f"<accent>{_inline(lines[0].lstrip('# '))}</accent>", *map(_inline, lines[1:])])
    if lines[0].startswith("|"):
        return "\n".join(_row(line) for line in lines if not _RULE.match(line))
    if lines[0].startswith(("- ", "* ", "1. ")):
        joined = re.sub(r"\n\s+", " ", block)
        return "\n".join(_inline(re.sub(r"^[-*] ", "• ", line)) for line in joined.split("\n"))
    if lines[0].startswith("    "):
        return "\n".join(_inline(line.strip()) for line in lines)
    return _inline(" ".join(line.strip() for line in lines))


def _row(line: str) -> str:
    return _inline("  ·  ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip()))


def _inline(text: str) -> str:
    plain = _LINK.sub(r"\1", text.replace("<", "‹").replace(">", "›"))
    return _CODE.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\1</b>", plain))
