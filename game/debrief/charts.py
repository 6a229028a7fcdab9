"""Charts as SVG: how a track went, what moved it, and how two futures differ. Each has a title and a text that says it all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from game.debrief.markup import Html, el

FULL: Final = 1000  # thousandths of a track's scale


def _svg(wide: int, high: int, title: str, says: str, *inside: str, kind: str) -> Html:
    box, label = f"0 0 {wide} {high}", f"{title}. {says}"
    return el("svg", el("title", title), *inside, viewBox=box, role="img", aria_label=label, class_=kind)


def _text(x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> Html:
    return el("text", words, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, class_=kind or "label")


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Html:
    return el("line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=kind)


def _bar(x: float, y: float, wide: float, high: float, kind: str) -> Html:
    return el("rect", x=f"{x:.1f}", y=f"{y:.1f}", width=f"{max(wide, 0.8):.1f}", height=f"{high:.1f}", class_=kind)


def course(title: str, says: str, levels: Sequence[int], marks: Sequence[str]) -> Html:
    """Return the course of a track, its level (thousandths) at the start and after each round; `marks` name the points."""
    wide, high, left, top, foot = 320, 150, 30, 12, 24
    across, down = wide - left - 26, high - top - foot

    def at(k: int, level: int) -> tuple[float, float]:
        return left + across * k / max(len(levels) - 1, 1), top + down * (FULL - level) / FULL

    grid = [_line(left, at(0, level)[1], wide - 26, at(0, level)[1], "grid") for level in (0, FULL // 2, FULL)]
    grid += [_text(left - 5, at(0, level)[1] + 4, str(level // 10), "end") for level in (0, FULL // 2, FULL)]
    points = [at(k, level) for k, level in enumerate(levels)]
    way = el("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), class_="way")
    dots = [el("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="3", class_="dot") for x, y in points]
    names = [_text(x, high - 8, mark, "middle") for (x, _), mark in zip(points, marks, strict=True)]
    last_x, last_y = points[-1]
    last = _text(last_x + 6, last_y + 4, f"{levels[-1] / 10:.0f}", kind="value")
    return _svg(wide, high, title, says, *grid, way, *dots, *names, last, kind="course")


@dataclass(frozen=True, slots=True)
class Figures:
    """How a level and a change, in thousandths, are written in the reader's language."""

    level: Callable[[int], str]
    moved: Callable[[int], str]


def waterfall(
    title: str,
    says: str,
    start: tuple[str, int],
    steps: Sequence[tuple[str, int]],
    end: tuple[str, int],
    figures: Figures,
) -> Html:
    """Return what moved a track: a bar from its start, one for each cause, one at its end, each named (thousandths)."""
    row, left, right, bars = 22, 190, 56, 320
    reached = [start[1]]
    for _, points in steps:
        reached.append(reached[-1] + points)
    low = min(0, *reached)
    span = max(FULL, *reached) - low

    def x(level: int) -> float:
        return left + bars * (level - low) / span

    def stop(k: int, name: str, level: int) -> list[Html]:
        y = 4 + k * row
        return [
            _text(left - 8, y + 14, name, "end", "strong"),
            _bar(x(0), y + 3, x(level) - x(0), row - 6, "whole"),
            _text(x(level) + 5, y + 14, figures.level(level), kind="value"),
        ]

    parts = [_line(x(0), 4, x(0), row * (len(steps) + 2) + 4, "grid"), *stop(0, *start)]
    for k, (name, points) in enumerate(steps, 1):
        least, most = sorted(reached[k - 1 : k + 1])
        y = 4 + k * row
        parts.append(_text(left - 8, y + 14, name, "end"))
        parts.append(_bar(x(least), y + 3, x(most) - x(least), row - 6, _way(points)))
        parts.append(_text(x(most) + 5, y + 14, figures.moved(points), kind="value"))
    parts += stop(len(steps) + 1, *end)
    return _svg(left + bars + right, row * (len(steps) + 2) + 8, title, says, *parts, kind="waterfall")


def _way(points: int) -> str:
    return "up" if points > 0 else "down"


def spread(title: str, says: str, first: Sequence[int], second: Sequence[int], names: tuple[str, str]) -> Html:
    """Return two distributions over the tenths of 0-100, a pair of columns each; `names` are first and second."""
    wide, high, left, foot, top = 480, 170, 10, 40, 10
    most = max(*first, *second, 1)
    step = (wide - 2 * left) / len(first)
    floor = high - foot
    parts = [_line(left, floor, wide - left, floor, "grid")]
    for k, pair in enumerate(zip(first, second, strict=True)):
        for j, (n, kind) in enumerate(zip(pair, ("first", "second"), strict=True)):
            tall = (floor - top) * n / most
            if n:
                parts.append(_bar(left + k * step + 3 + j * (step / 2 - 3), floor - tall, step / 2 - 4, tall, kind))
        parts.append(_text(left + k * step, floor + 13, str(k * 100 // len(first)), "middle"))
    parts.append(_text(wide - left, floor + 13, "100", "middle"))
    for j, (name, kind) in enumerate(zip(names, ("first", "second"), strict=True)):
        parts += [_bar(left + j * 230, high - 16, 11, 11, kind), _text(left + 16 + j * 230, high - 6, name)]
    return _svg(wide, high, title, says, *parts, kind="spread")
