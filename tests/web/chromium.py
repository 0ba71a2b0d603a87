"""Which Chromium the tests drive: one that is installed, never a downloaded one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
_ON_A_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_OF_PLAYWRIGHT = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/*.app/Contents/MacOS/*")


def find_chromium() -> str | None:
    """The path of a Chromium: the one named in CHROMIUM, an installed one, one that Playwright installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    for candidate in (*map(Path, _ON_A_MAC if sys.platform == "darwin" else ()), *_installed_by_playwright()):
        if os.access(candidate, os.X_OK):
            return str(candidate)
    return None


def _installed_by_playwright() -> Iterator[Path]:
    cache = "Library/Caches" if sys.platform == "darwin" else ".cache"
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / cache / "ms-playwright")
    for pattern in _OF_PLAYWRIGHT:
        yield from sorted(folder.glob(pattern), reverse=True)


def need_chromium() -> str:
    """Its path. Skips the test where there is none; in CI it fails."""
    if found := find_chromium():
        return found
    named = os.environ.get("CHROMIUM")
    missing = f"CHROMIUM is {named}, which does not run" if named else "there is none"
    reason = f"needs Chromium, and {missing} (Debian: apt-get install chromium; elsewhere name one in CHROMIUM)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def launch_options(*more: str) -> dict[str, Any]:
    """How it is launched: no name but our own host is looked up, so that what asks for another one gets no answer."""
    arguments: Sequence[str] = (
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
        "--disable-component-update",
        "--force-color-profile=srgb",
        "--font-render-hinting=none",
        *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
        *more,
    )
    return {"executable_path": need_chromium(), "args": list(arguments), "headless": True}
