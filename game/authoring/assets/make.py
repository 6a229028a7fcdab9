"""`assets`: make again the pictures, faces, maps and sounds that the window uses, the same bytes from the same sources.

The network is never asked: packages are read where they were unpacked. What is made is committed; who plays needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from game.authoring.assets import atlas, flags, fonts, icons, sounds
from game.authoring.assets.sources import Files, Missing, Packages
from game.scenario.data import data_root

PARTS: Final[Mapping[str, Callable[[Packages], Files]]] = {
    "flags": flags.make,
    "fonts": fonts.make,
    "icons": icons.make,
    "map": atlas.make,
    "sounds": sounds.make,
}
BY_HAND: Final = (".toml", ".md")  # in the same folders: what people write, which nothing here makes


def run(packages: Path | None, check: bool, parts: Sequence[str]) -> int:
    """Make the parts (none named: all), or `check` whether what is there is what would be made; return 1 where it is not."""
    return made(data_root() / "assets", Packages(packages), check, parts or [*PARTS])


def made(root: Path, packages: Packages, check: bool, parts: Sequence[str]) -> int:
    """Make or check parts in a folder of assets, each told in a line; return 1 where one cannot be made or differs."""
    return max([_part(root, packages, check, part) for part in parts], default=0)


def _part(root: Path, packages: Packages, check: bool, part: str) -> int:
    try:
        files = PARTS[part](packages)
    except Missing as why:
        print(f"{part}: not made. {why}")
        return 1
    wrong = differing(root, part, files)
    if check:
        print(
            *[f"{path}: {what}" for path, what in wrong.items()] or [f"{part}: {_size(files)}, as they would be made"],
            sep="\n",
        )
        return 1 if wrong else 0
    for path, what in wrong.items():
        _write(root / path, files.get(path), what)
    print(f"{part}: {_size(files)}; {len(wrong)} changed")
    return 0


def differing(root: Path, part: str, files: Files) -> dict[str, str]:
    """Return the files of a part that are not what would be made, each with what is wrong with it."""
    there = {path.relative_to(root).as_posix() for path in (root / part).rglob("*") if path.is_file()}
    left = {path: "nothing makes it" for path in there - files.keys() if not path.endswith(BY_HAND)}
    return left | {
        path: "is not there" if path not in there else "would be made otherwise"
        for path, content in files.items()
        if path not in there or (root / path).read_bytes() != content
    }


def _write(path: Path, content: bytes | None, what: str) -> None:
    """Write a file, or remove one that nothing makes."""
    if content is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"  {path.name}: {'removed' if content is None else 'written'} ({what})")


def _size(files: Files) -> str:
    return f"{len(files)} files, {sum(map(len, files.values())) / 1000:.0f} KB"
