"""A bar on standard error while something long goes on, where somebody can see it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def bar(said: str, of: int, *, quiet: bool = False) -> Iterator[Callable[[int], object]]:
    """Yield what moves the bar on by so many of `of`; nothing is shown when `quiet` or to a file."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(said), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=of)
        yield lambda done: progress.advance(task, done)
