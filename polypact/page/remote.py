"""A copy of the page that somebody serves."""

from __future__ import annotations

from collections.abc import Callable
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from polypact.text.errors import PolypactError

_LARGEST = 16 * 1024 * 1024
_SECONDS = 30


def base_of(url: str) -> str:
    """The folder that a page was loaded from, by its address as people copy it.

    Raises:
        PolypactError: It is no address over HTTP.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PolypactError(f"{url} is no address of a page: it begins with https:// or http://")
    path = parts.path if parts.path.endswith("/") else parts.path.removesuffix("index.html")
    # What names a file of another kind is a folder without its slash.
    return urlunsplit((parts.scheme, parts.netloc, path if path.endswith("/") else path + "/", "", ""))


def reader(base: str) -> Callable[[str], bytes | None]:
    """Gives the files below an address, and `None` for what is not there."""

    def get(path: str) -> bytes | None:
        # A service that packs what it sends changes no byte of the page: ask for it as it is.
        request = Request(urljoin(base, quote(path)), headers={"Accept-Encoding": "identity", "User-Agent": "polypact"})
        try:
            with urlopen(request, timeout=_SECONDS) as answer:
                content: bytes = answer.read(_LARGEST + 1)
        except HTTPError as error:
            if error.code in (404, 410):
                return None
            raise PolypactError(f"{base} refuses {path}: HTTP {error.code}") from None
        except (URLError, OSError, ValueError) as error:
            raise PolypactError(f"nothing answers at {base}: {getattr(error, 'reason', error)}") from None
        return content[:_LARGEST]

    return get
