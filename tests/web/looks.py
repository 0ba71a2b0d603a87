"""Whether everybody can use a view (axe), and how it looks (screenshots)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.integration.conftest import ROOT

_AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOTS = Path(os.environ.get("POLYPACT_SHOTS", ROOT / "out" / "web-shots"))
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


def findings(page: Page, *, leave_out: tuple[str, ...] = ()) -> list[str]:
    """What axe has against a view, serious or worse, one line each with the elements it means."""
    page.evaluate(_AXE.read_text(encoding="utf-8") + "\n;undefined")
    options = {
        "runOnly": {"type": "tag", "values": _TAGS},
        "rules": {name: {"enabled": False} for name in leave_out},
        "resultTypes": ["violations"],
    }
    found: Any = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {[node['html'][:160] for node in one['nodes']][:4]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def sideways(page: Page) -> list[str]:
    """What is wider than the window, so that the page scrolls sideways."""
    wide: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            return [...document.body.querySelectorAll('*')]
                .filter((each) => each.getBoundingClientRect().left + each.scrollWidth > width + 0.5)
                .map((each) => each.outerHTML.slice(0, 120));
        }"""
    )
    return wide


def shoot(page: Page, name: str) -> list[Path]:
    """Saves a view as it looks on a desk, on a phone, and both in the dark."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    made = []
    before = page.viewport_size
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            path = SHOTS / f"{name}-{size}-{scheme}.png"
            page.screenshot(path=path, full_page=True, animations="disabled", caret="hide")
            made.append(path)
    page.emulate_media(color_scheme="null")
    if before:
        page.set_viewport_size(before)
    return made
