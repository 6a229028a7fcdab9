"""`debrief`: the facts of a saved game written to a folder as a page, as JSON and as CSV."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from game.debrief.build import debrief_of
from game.debrief.page import html_of, page_for
from game.table.journal import JournalError, replay
from game.telling.words import sentence


def run(path: Path, out: Path | None, language: str, anonymous: bool) -> int:
    """Write the debrief of a saved game; 1 where it cannot be read or written."""
    try:
        played = replay(path)
    except JournalError as error:
        print(sentence(f"{error}."), file=sys.stderr)
        return 1
    facts = debrief_of(played, anonymous=anonymous)
    page = page_for(facts, played.loaded, language)
    folder = out or path.with_name(f"{path.stem}-debrief")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "debrief.html"
    file.write_text(html_of(page), encoding="utf-8")
    (folder / "debrief.json").write_text(json.dumps(facts.to_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
    print(file)
    return 0
