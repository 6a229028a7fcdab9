"""A scenario as a class reads it: the words of some news are the teacher's, and all that the rules know is as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from game.scenario.load import Loaded
from game.scenario.translated import LANGUAGES
from game.table.lines import Line
from game.table.remarks import Worded, remarks_of


def words_of_news(lines: Sequence[Line]) -> dict[str, str]:
    """Return the teacher's words for news, by its key: the last that were given, where they were not taken back."""
    given = {each.remark.inject: each.remark.says for each in remarks_of(lines) if isinstance(each.remark, Worded)}
    return {key: says for key, says in given.items() if says}


def reworded(loaded: Loaded, says: Mapping[str, str]) -> Loaded:
    """Return a scenario in which some news is worded otherwise, in every language alike; the rulebook is the same."""
    scenario = loaded.scenario
    news = {key: says[key] for key in says if key in scenario.inject}
    if not news:
        return loaded
    inject = scenario.inject | {
        key: scenario.inject[key].model_copy(update={"says": text}) for key, text in news.items()
    }
    told = {f"inject.{key}.says": text for key, text in news.items()}
    text = {language: {**scenario.text.get(language, {}), **told} for language in LANGUAGES}
    return replace(loaded, scenario=scenario.model_copy(update={"inject": inject, "text": text}))
