"""Pages as PDF: the body of a page handed to typst with its pictures beside it, and set by `page.typ`."""

from __future__ import annotations

import re
from base64 import b64decode
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree import ElementTree as ET

from game.scenario.data import data_root

TEMPLATE: Final = Path(__file__).parent / "page.typ"
FONTS: Final = Path("assets") / "fonts"
SVG: Final = "http://www.w3.org/2000/svg"
VARIABLE: Final = re.compile(r"(--[a-z]+): ([^;}]+);?")
USED: Final = re.compile(r"var\((--[a-z]+)\)")
DRAWS: Final = re.compile(r"^((?:svg )?[a-z]*\.?[a-z]+) \{ ((?:font|fill|stroke)[^}]*)\}$", re.MULTILINE)
PAGES: Final = re.compile(rb"/Type\s*/Pages[^>]*?/Count (\d+)")
LANGUAGE: Final = re.compile(r'<html[^>]* lang="([a-z]+)"')


def has_typst() -> bool:
    """Tell whether the library that sets PDF is installed: the extra `pdf`."""
    return find_spec("typst") is not None


def pdf_of(html: str) -> bytes:
    """Return a page of this game's own making as PDF; it has to be well-formed from <body> on. Needs the extra `pdf`."""
    import typst

    body = ET.fromstring(html[html.index("<body") : html.index("</body>") + len("</body>")])  # noqa: S314 (our own page)
    language, title = LANGUAGE.search(html), body.find(".//h1")
    told = {
        "language": language[1] if language else "en",
        "title": "".join(title.itertext()) if title is not None else "",
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        _draw_out(body, folder, drawing_rules(html))
        (folder / "page.xml").write_bytes(ET.tostring(body, encoding="utf-8"))
        main = folder / "page.typ"
        main.write_bytes(TEMPLATE.read_bytes())
        fonts = [str(data_root() / FONTS)]
        made = typst.compile(str(main), root=name, font_paths=fonts, ignore_system_fonts=True, sys_inputs=told)
    return bytes(made)


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has that `pdf_of` made: what the root of its tree of pages counts."""
    return max(int(count) for count in PAGES.findall(pdf))


def drawing_rules(html: str) -> str:
    """Return the rules of a page's style sheet that charts are drawn by, with the colours that its names stand for."""
    names = dict(VARIABLE.findall(html))
    rules = (f"{what.removeprefix('svg ')} {{ {how}}}" for what, how in DRAWS.findall(html))
    return USED.sub(lambda found: names[found[1]], "\n".join(rules))


def _draw_out(body: ET.Element, folder: Path, rules: str) -> None:
    """Write every picture of a page beside it and let the page name the file."""
    ET.register_namespace("", SVG)
    known: dict[str, str] = {}
    for number, node in enumerate(list(body.iter())):
        if node.tag in ("svg", f"{{{SVG}}}svg"):
            drawn = _standing_alone(node, rules)
            file = f"{number}.svg"
            (folder / file).write_bytes(drawn)
            _become_picture(node, file)
        elif node.tag == "img":
            kind, _, packed = node.get("src", "").partition(",")
            if packed not in known:
                known[packed] = f"{number}.svg" if "svg" in kind else f"{number}.png"
                (folder / known[packed]).write_bytes(b64decode(packed))
            node.set("src", known[packed])


def _standing_alone(node: ET.Element, rules: str) -> bytes:
    style = ET.Element(node.tag.replace("svg}svg", "svg}style") if "}" in node.tag else "style")
    style.text = rules
    node.insert(0, style)
    if node.tag == "svg":
        node.set("xmlns", SVG)
    tail, node.tail = node.tail, None
    drawn: bytes = ET.tostring(node, encoding="utf-8")
    node.tail = tail
    return drawn


def _become_picture(node: ET.Element, file: str) -> None:
    tail, kind = node.tail, node.get("class", "")
    node.clear()
    node.tag, node.tail = "img", tail
    node.set("src", file)
    node.set("class", kind)
