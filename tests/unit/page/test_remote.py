"""Copies of the page that somebody serves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from polypact.page.release import LIST, Release
from polypact.page.remote import base_of, reader
from polypact.page.server import Served
from polypact.text.errors import PolypactError
from tests.unit.page.conftest import FILES, MadeUpNode, Visitor, listed


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://a.example", "https://a.example/"),
        ("https://a.example/#/1:0x00/proposals", "https://a.example/"),
        ("https://a.example/page?x=1#y", "https://a.example/page/"),
        ("https://a.example/page/index.html", "https://a.example/page/"),
        ("http://127.0.0.1:4817/", "http://127.0.0.1:4817/"),
    ],
)
def test_an_address_is_taken_as_people_copy_it(url: str, base: str) -> None:
    assert base_of(url) == base


@pytest.mark.parametrize("url", ["ipfs://bafy", "https://", "file:///etc"])
def test_what_cannot_be_asked_is_refused(url: str) -> None:
    with pytest.raises(PolypactError, match="is no address of a page"):
        base_of(url)


def test_a_served_copy_is_compared(visit: Callable[[Served], Visitor]) -> None:
    release = Release.read(listed(FILES)[LIST], "here")
    same = visit(Served(listed(FILES))).server
    assert release.differences(reader(f"{same.origin}/")) == []
    changed = visit(Served({**FILES, "icon.svg": b"<svg>"} | {LIST: b"{}"})).server
    assert release.differences(reader(f"{changed.origin}/")) == ["icon.svg is another"]
    part = visit(Served({path: content for path, content in FILES.items() if path != "icon.svg"})).server
    assert release.differences(reader(f"{part.origin}/")) == ["icon.svg is missing"]


def test_a_server_that_refuses_or_is_down_is_said(made_up_node: MadeUpNode) -> None:
    with pytest.raises(PolypactError, match=r"refuses index\.html: HTTP 501"):
        reader(f"{made_up_node.url}/")("index.html")
    with pytest.raises(PolypactError, match=r"nothing answers at http://127\.0\.0\.1:9/: "):
        reader("http://127.0.0.1:9/")("index.html")
