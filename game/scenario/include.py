"""`[[include]]`: a scenario builds on other files of the scenarios folder, and says only where it differs."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from game.scenario.data import data_root
from game.scenario.limits import BYTES, MOST
from game.scenario.problems import Fault, Loc, ScenarioError
from game.scenario.reading import Source, bytes_of, read
from game.scenario.schema import Include
from game.scenario.whole import ANY, Homes, Whole, problems

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MOST_FILES: Final = 8
NAME: Final = 100  # characters of a file's or folder's name
# In these tables a key `*` stands for every entry that the included files bring.
FOR_ALL: Final = ("ally", "measure")


class Refused(Exception):
    """Why a file is not included, and at which key path of the file that names it."""

    def __init__(self, loc: Loc, text: str) -> None:
        """Keep both."""
        super().__init__(text)
        self.fault = Fault(loc, text)


class Misread(Exception):
    """The `include` table itself is not what it should be; `errors` are pydantic's."""

    def __init__(self, source: int, errors: list[ErrorDetails]) -> None:
        """Keep the number of the source, and the errors with their whole location."""
        super().__init__()
        self.source, self.errors = source, errors


class Gathering:
    """The files of one scenario as they are found, the scenario itself first."""

    def __init__(self, first: Source, path: Path | None) -> None:
        """Begin with a scenario; `path` is its file, None where it was not read from one."""
        self.sources = [first]
        self.paths = [path.resolve()] if path else []

    def whole(self) -> Whole:
        """Return the scenario with all that it includes; raises ScenarioError and Misread."""
        return self._whole(0, tuple(self.paths))

    def _whole(self, number: int, chain: tuple[Path, ...]) -> Whole:
        source = self.sources[number]
        made = Whole({}, Homes((number, ())))
        own = {key: value for key, value in source.raw.items() if key != "include"}
        try:
            for n, include in enumerate(self._includes(number)):
                part = self._part(n, include, chain)
                made.lay(part.raw, part.homes)
            if made.raw:
                _for_all(made, own, number)
        except Refused as refused:
            here = Whole({}, Homes((number, ())))
            raise ScenarioError(problems(self.sources, here, [refused.fault])) from None
        made.lay(own, Homes((number, ())))
        return made

    def _includes(self, number: int) -> list[Include]:
        given = self.sources[number].raw.get("include", [])
        if not isinstance(given, list):
            given = [given]
        found, errors = [], []
        for n, each in enumerate(given):
            try:
                found.append(Include.model_validate(each))
            except ValidationError as error:
                for detail in error.errors(include_url=False):
                    detail["loc"] = ("include", n, *detail["loc"])
                    errors.append(detail)
        if errors:
            raise Misread(number, errors)
        return found

    def _part(self, n: int, include: Include, chain: tuple[Path, ...]) -> Whole:
        loc: Loc = ("include", n)
        path = self._found((*loc, "file"), include.file)
        if path in chain:
            names = " > ".join(each.name for each in (*chain[chain.index(path) :], path))
            raise Refused((*loc, "file"), f"a file cannot include itself: {names}")
        if path in self.paths:
            raise Refused((*loc, "file"), f"{include.file} is included already; once is enough")
        if len(self.paths) > MOST_FILES:
            raise Refused((*loc, "file"), f"a scenario is made of at most {MOST_FILES} files beside its own")
        self.paths.append(path)
        data = bytes_of(path)
        if sum(len(source.text) for source in self.sources) + len(data) > BYTES:
            raise Refused((*loc, "file"), f"with this file the scenario has more than {BYTES:,} bytes")
        self.sources.append(read(data, str(path)))
        return _chosen(self._whole(len(self.sources) - 1, (*chain, path)), loc, include)

    def _found(self, loc: Loc, file: str) -> Path:
        """Return the file that an include names: beside the scenario, else among those that are shipped."""
        if not self.paths:
            raise Refused(loc, "only a scenario that is read from a file can include others")
        asked = PurePosixPath(file)
        strange = any(c in file for c in "\\:\0") or any(part == ".." or len(part) > NAME for part in asked.parts)
        if strange or asked.is_absolute() or asked.suffix != ".toml":
            raise Refused(loc, "name a .toml file by its path from the scenarios folder, such as shared/history.toml")
        for folder in (self.paths[0].parent, (data_root() / "scenarios").resolve()):
            path = folder.joinpath(*asked.parts)
            if path.is_file():
                if folder not in path.resolve().parents:
                    raise Refused(loc, f"{file} leads out of the scenarios folder")
                return path.resolve()
        raise Refused(loc, f"there is no {file} beside this scenario, nor among those that are shipped")


def _chosen(whole: Whole, loc: Loc, include: Include) -> Whole:
    """Return what is taken of a file, without what is dropped."""
    if include.take:
        taken = Whole({}, whole.homes)
        for n, path in enumerate(include.take):
            _take(taken.raw, whole.raw, path, (*loc, "take", n))
        whole = taken
    for n, path in enumerate(include.drop):
        if not _drop(whole.raw, path.split(".")):
            raise Refused((*loc, "drop", n), f"{include.file} has no {path}")
    return whole


def _take(taken: dict[str, Any], raw: dict[str, Any], path: str, loc: Loc) -> None:
    *above, last = path.split(".")
    for part in above:
        below = raw.get(part)
        raw = below if isinstance(below, dict) else {}
        taken = taken.setdefault(part, {})
    if last not in raw:
        raise Refused(loc, f"the file has no {path}")
    taken[last] = raw[last]


def _drop(raw: object, parts: list[str]) -> bool:
    """Leave out a key path; tell whether there was anything."""
    if not isinstance(raw, dict):
        return False
    keys = list(raw) if parts[0] == ANY else [parts[0]] if parts[0] in raw else []
    if len(parts) == 1:
        for key in keys:
            del raw[key]
        return bool(keys)
    return sum(_drop(raw[key], parts[1:]) for key in keys) > 0  # each of them, not only the first


def _for_all(made: Whole, own: dict[str, Any], number: int) -> None:
    """Lay what a file says of `*` over every entry that is there already; raises Refused where that is too much."""
    for table in FOR_ALL:
        entries, mine = made.raw.get(table), own.get(table)
        if not isinstance(entries, dict) or not isinstance(mine, dict) or not isinstance(mine.get(ANY), dict):
            continue
        said = mine[ANY]
        own[table] = {key: value for key, value in mine.items() if key != ANY}
        if len(entries) * _values(said) > MOST["value"]:
            raise Refused(
                (table, ANY), f"laid over {len(entries):,} entries this is more than {MOST['value']:,} values"
            )
        for key, entry in entries.items():
            if isinstance(entry, dict):
                made.lay(deepcopy(said), Homes((number, ())), (table, key), (table, ANY))


def _values(said: object) -> int:
    """Return how many values a table or list holds, itself included."""
    inside = said.values() if isinstance(said, dict) else said if isinstance(said, list) else ()
    return 1 + sum(_values(each) for each in inside)
