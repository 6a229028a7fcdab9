"""`schema`: write the JSON Schema of scenario files, for editors that complete and check TOML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from game.scenario.schema import Scenario

if TYPE_CHECKING:
    from pathlib import Path


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a scenario file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Scenario.model_json_schema()}


def run(out: Path | None) -> int:
    """Write the schema to a file, or print it; return 0, or 1 where the file cannot be written."""
    text = json.dumps(schema(), indent=1) + "\n"
    if out is None:
        print(text, end="")
        return 0
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"{out}: cannot be written: {error.strerror}")
        return 1
    print(f"{out}: written; head a scenario with `#:schema ./{out.name}`")
    return 0
