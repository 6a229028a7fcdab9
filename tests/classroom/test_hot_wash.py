"""The debrief on every page: at once when the game is over, in the reader's language, with one's own what-ifs."""

from __future__ import annotations

import http.client
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from game.classroom.hot_wash import policy_of
from tests.classroom.conftest import Host
from tests.classroom.test_class import SEATS, begin, play


def fetched(host: Host, path: str) -> tuple[int, str, str]:
    """Return status, text and policy of a page."""
    connection = http.client.HTTPConnection(host.address, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text, answer.getheader("content-security-policy", "")


def test_it_comes_when_the_game_is_over_and_not_before(host: Host) -> None:
    _, guests = begin(host, *SEATS)
    status, told, _ = fetched(host, f"/debrief/{host.room}/en")
    assert status == 409
    assert "not_over" in told
    play(guests)
    status, english, policy = fetched(host, f"/debrief/{host.room}/en")
    assert status == 200
    assert '<html lang="en"' in english
    style = re.search(r"<style>(.*?)</style>", english, re.DOTALL)
    assert style
    assert f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    assert "guest EE" in english  # who decided for a seat is named, for the class itself
    _, french, _ = fetched(host, f"/debrief/{host.room}/fr")
    assert '<html lang="fr"' in french
    assert "http://" not in re.sub(r'xmlns="[^"]*"', "", english)


@pytest.mark.parametrize(("path", "status"), [("/debrief/AAAAAA/en", 400), ("/debrief/{room}/xx", 404)])
def test_who_has_no_code_sees_none(host: Host, path: str, status: int) -> None:
    _, (guest,) = begin(host, "EE")
    guest.play()
    assert fetched(host, path.format(room=host.room))[0] == status


def test_a_policy_names_each_style_by_its_digest_alone() -> None:
    policy = policy_of("<style>a{}</style><style>b{}</style>")
    assert policy.count("sha256-") == 2
    assert "'self'" not in policy
