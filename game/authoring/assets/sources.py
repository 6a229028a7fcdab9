"""The packages that third-party assets are made from: unpacked in one folder, read as they came, by exact version."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
EXTRA: Final = "assets"  # of pyproject.toml
Files = dict[str, bytes]  # path below the folder `assets`, with slashes; the bytes of the file


class Missing(Exception):
    """Something that an asset is made from is not here; the message is the sentence that people read."""


def recipe(name: str) -> dict[str, Any]:
    """Return a recipe, the TOML table of that name beside this file."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def need(*modules: str) -> None:
    """Raise `Missing` unless these build-time libraries are installed."""
    absent = [name for name in modules if find_spec(name) is None]
    if absent:
        raise Missing(
            f"Not installed: {', '.join(absent)}. The extra `{EXTRA}` brings it: pip install '.[{EXTRA}]' in a checkout."
        )


@dataclass(frozen=True, slots=True)
class Packages:
    """The folder that the packages are in, as `node_modules` has them; None where nobody named one."""

    folder: Path | None

    def read(self, package: str, path: str) -> bytes:
        """Return the bytes of one file of a package; raises `Missing` with a sentence."""
        return (self._root(package) / path).read_bytes()

    def text(self, package: str, path: str) -> str:
        """Return one file of a package as text with plain line ends."""
        return self.read(package, path).decode("utf-8").replace("\r\n", "\n")

    def _root(self, package: str) -> Path:
        wanted = recipe("packages")["version"][package]
        if self.folder is None:
            raise Missing(
                f"This is made from the npm package {package} {wanted}: unpack it into a folder, and name that: --from FOLDER."
            )
        root = self.folder / package
        about = root / "package.json"
        if not about.is_file():
            raise Missing(f"There is no {about}: {package} {wanted} has to be unpacked in {root}.")
        found = json.loads(about.read_text(encoding="utf-8"))["version"]
        if found != wanted:
            raise Missing(f"{root} holds version {found} of {package}; {wanted} is what the assets are made from.")
        return root
