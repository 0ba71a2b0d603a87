"""What a browser is told about the page: the policy that it was built with, made narrower by who serves it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from polypact.text.errors import PolypactError

_META = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')

#: Nothing of the machine is for the page but the clipboard, for its copy buttons.
_NOTHING_OF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)


def content_policy(html: bytes, asked: Sequence[str], frames: Sequence[str]) -> str:
    """The content security policy of the page, with what only a server can say.

    Args:
        html: The page; its own policy is in it.
        asked: Origins that it may ask, besides where it comes from.
        frames: Origins of pages that may show it in a frame; without any nobody may.
    """
    found = _META.search(html)
    if not found:
        raise PolypactError("the page has no policy of its own; it was not made by web/build.mjs")
    rules = dict(rule.strip().split(" ", 1) for rule in found[1].decode().split(";"))
    rules["connect-src"] = " ".join(["'self'", *asked])
    rules["frame-ancestors"] = " ".join(frames) or "'none'"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers(html: bytes, asked: Sequence[str], frames: Sequence[str]) -> dict[str, str]:
    """The headers that every answer has."""
    made = {
        "Content-Security-Policy": content_policy(html, asked, frames),
        # Where a browser knows it: no script runs of which the page does not say the hash.
        "Integrity-Policy": "blocked-destinations=(script)",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join([*(f"{name}=()" for name in _NOTHING_OF), "clipboard-write=(self)"]),
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",  # a wallet may open a window of its own
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if not frames:
        made["X-Frame-Options"] = "DENY"
    return made
