"""Assets: what is shipped is whole, and `main.py assets` makes, checks and refuses as it says, with or without the extra."""

from __future__ import annotations

import io
import json
import sys
import tomllib
import wave
from array import array
from importlib.util import find_spec
from pathlib import Path

import pygame
import pytest

from game.arguments import ASSETS
from game.authoring.assets import atlas, flags, fonts, icons, make, sounds, sources
from game.authoring.assets.sources import Files, Missing, Packages, recipe

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "assets"
NOWHERE = Packages(None)
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><rect width="4" height="3" fill="{}"/></svg>'


def allies() -> set[str]:
    text = (ROOT / "scenarios" / "galati.toml").read_text("utf-8")
    return set(tomllib.loads(text)["ally"])


def shipped(part: str) -> set[str]:
    return {path.relative_to(SHIPPED).as_posix() for path in (SHIPPED / part).rglob("*") if path.is_file()}


def unpacked(folder: Path, package: str, version: str, files: dict[str, str]) -> Packages:
    root = folder / package
    root.mkdir(parents=True)
    (root / "package.json").write_text(json.dumps({"version": version}), encoding="utf-8")
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return Packages(folder)


def test_the_command_knows_every_part() -> None:
    assert tuple(make.PARTS) == ASSETS


def test_all_assets_together_are_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) < 4_000_000
    assert sum((SHIPPED / "map" / name).stat().st_size for name in ("europe.json", "danube.json")) < 150_000


def test_every_third_party_asset_has_its_licence_and_its_line() -> None:
    listed = (SHIPPED / "README.md").read_text("utf-8")
    for licence in (
        "flags/LICENSE.txt",
        "icons/LICENSE.txt",
        "map/LICENSE.md",
        *(f"fonts/{name}-OFL.txt" for name in recipe("fonts")["family"]),
    ):
        assert (SHIPPED / licence).stat().st_size > 500
        assert f"`{licence}`" in listed


def test_every_ally_of_galati_has_its_flag() -> None:
    for width in recipe("flags")["widths"]:
        assert {f"flags/{width}/{code.lower()}.png" for code in allies()} <= shipped("flags")


@pytest.mark.parametrize("width", [96, 192])
def test_flags_are_four_by_three(width: int) -> None:
    sizes = {pygame.image.load(path).get_size() for path in (SHIPPED / "flags" / str(width)).iterdir()}
    assert sizes == {(width, width * 3 // 4)}


def test_icons_are_white_masks_of_their_size() -> None:
    for path in sorted(SHIPPED.glob("icons/*/*.png")):
        picture = pygame.image.load(path)
        width = int(path.parent.name)
        seen = [picture.get_at((x, y)) for x in range(width) for y in range(width)]
        assert picture.get_size() == (width, width)
        assert {tuple(dot)[:3] for dot in seen if dot.a == 255} in ({(255, 255, 255)}, set()), path
        assert any(dot.a > 100 for dot in seen), path


def test_every_group_track_and_stance_of_galati_has_its_icon() -> None:
    game = tomllib.loads((ROOT / "scenarios" / "galati.toml").read_text("utf-8"))
    wanted = {f"group-{measure['group']}" for measure in game["measure"].values()} | {
        f"track-{key}" for key in game["track"]
    }
    wanted |= {f"stance-{number}" for number in (1, 2, 3, 4)}
    assert {f"icons/24/{name}.png" for name in wanted} <= shipped("icons")


def test_faces_have_the_letters_of_europe() -> None:
    pygame.font.init()
    for face in ("Inter-Regular", "Inter-Bold", "SourceSerif4-SemiBold"):
        font = pygame.font.Font(SHIPPED / "fonts" / f"{face}.ttf", 40)
        hole = pygame.image.tobytes(font.render("\ue000", True, "white"), "RGBA")
        for letter in "șȘțȚăÞğıŁőΐЖї→▲—…„”€−":
            assert pygame.image.tobytes(font.render(letter, True, "white"), "RGBA") != hole, (face, letter)


def heard(content: bytes | Path) -> tuple[int, int, int, array[int]]:
    with wave.open(io.BytesIO(content) if isinstance(content, bytes) else str(content)) as file:
        samples = array("h", file.readframes(file.getnframes()))
        if sys.byteorder == "big":
            samples.byteswap()
        return file.getnchannels(), file.getsampwidth(), file.getframerate(), samples


def test_sounds_are_what_the_recipe_makes() -> None:
    made = sounds.make(NOWHERE)
    assert made.keys() == shipped("sounds")
    for path, content in made.items():
        *form, samples = heard(content)
        *kept_form, kept = heard(SHIPPED / path)
        assert form == kept_form == [1, 2, 22050]
        # another machine's sine may round the last digit elsewhere
        assert len(samples) == len(kept)
        assert max(abs(one - other) for one, other in zip(samples, kept, strict=True)) <= 1
        assert len(content) < 60_000
        assert max(map(abs, samples)) < 32767
        assert abs(samples[0]) < 50
        assert abs(samples[-1]) < 500


@pytest.mark.parametrize("part", [flags, fonts, icons, atlas])
def test_without_the_libraries_a_sentence_says_what_to_do(part: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "find_spec", lambda _: None)
    with pytest.raises(Missing, match=r"Not installed: \w+\. The extra `assets` brings it"):
        part.make(NOWHERE)  # type: ignore[attr-defined]


def test_without_a_folder_a_sentence_says_what_to_do() -> None:
    with pytest.raises(
        Missing, match=r"npm package flag-icons 7\.5\.0: unpack it into a folder, and name that: --from"
    ):
        NOWHERE.read("flag-icons", "LICENSE")


def test_a_package_that_is_not_there_or_another_version_is_told(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="has to be unpacked"):
        Packages(tmp_path).read("flag-icons", "LICENSE")
    packages = unpacked(tmp_path, "flag-icons", "6.0.0", {})
    with pytest.raises(Missing, match=r"holds version 6\.0\.0 of flag-icons; 7\.5\.0"):
        packages.read("flag-icons", "LICENSE")


def test_a_part_is_made_checked_and_tidied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files: Files = {"sounds/a.wav": b"a", "sounds/deep/b.wav": b"b"}
    monkeypatch.setattr(make, "PARTS", {"sounds": lambda _: files})
    root = tmp_path / "assets"
    assert make.made(root, NOWHERE, True, ["sounds"]) == 1
    assert "sounds/a.wav: is not there" in capsys.readouterr().out
    assert not root.exists()
    assert make.made(root, NOWHERE, False, ["sounds"]) == 0
    (root / "sounds" / "old.wav").touch()
    (root / "sounds" / "notes.md").touch()
    (root / "sounds" / "a.wav").write_bytes(b"x")
    capsys.readouterr()
    assert make.made(root, NOWHERE, True, ["sounds"]) == 1
    assert sorted(capsys.readouterr().out.splitlines()) == [
        "sounds/a.wav: would be made otherwise",
        "sounds/old.wav: nothing makes it",
    ]
    assert make.made(root, NOWHERE, False, ["sounds"]) == 0
    assert sorted(path.name for path in root.rglob("*.*")) == ["a.wav", "b.wav", "notes.md"]
    assert make.made(root, NOWHERE, True, ["sounds"]) == 0


def test_what_cannot_be_made_is_told_and_the_rest_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sources, "find_spec", lambda _: None)
    assert make.made(tmp_path, NOWHERE, False, ["flags", "sounds"]) == 1
    assert capsys.readouterr().out.startswith("flags: not made. Not installed: resvg_py.")
    assert len([*(tmp_path / "sounds").iterdir()]) == 6


def test_rings_run_on_across_the_antimeridian() -> None:
    ring = atlas._unwrapped([(170.0, 60.0), (179.0, 60.0), (-179.0, 61.0), (-170.0, 62.0)], 15.0)
    assert [x for x, _ in ring] == [170.0, 179.0, 181.0, 190.0]
    assert [x for x, _ in atlas._unwrapped([(-175.0, 60.0), (-179.0, 60.0), (179.0, 61.0)], 15.0)] == [
        185.0,
        181.0,
        179.0,
    ]


def test_arcs_are_read_in_steps_and_joined_backwards() -> None:
    raw = {
        "transform": {"scale": [0.5, 2.0], "translate": [10.0, 20.0]},
        "arcs": [[[0, 0], [2, 1]], [[4, 4], [-2, -3]]],
    }
    arcs = atlas._arcs(raw)
    assert arcs == [[(10.0, 20.0), (11.0, 22.0)], [(12.0, 28.0), (11.0, 22.0)]]
    assert atlas._ring(arcs, [0, ~1]) == [(10.0, 20.0), (11.0, 22.0), (12.0, 28.0)]


def test_steps_of_nothing_are_left_out() -> None:
    assert atlas._steps([(5, 5), (5, 5), (7, 4), (7, 4), (6, 6)]) == [5, 5, 2, -1, -1, 2]


@pytest.mark.skipif(find_spec("resvg_py") is None, reason="draws with resvg, of the extra `assets`")
def test_a_drawing_becomes_a_picture_of_its_width() -> None:
    from game.authoring.assets.drawing import png

    picture = pygame.image.load(io.BytesIO(png(SQUARE.format("#f00"), 40)))
    assert picture.get_size() == (40, 30)
    assert tuple(picture.get_at((20, 15)))[:3] == (255, 0, 0)
