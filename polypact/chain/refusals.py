"""How nodes refuse: as HTTP errors, as errors of JSON-RPC, or with a page for people; and what to do about it.

There are as many ways to say "too much" or "too often" as there are nodes, so nothing here depends on their words.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from json import JSONDecodeError
from typing import Any, TypeVar

from polypact.text.chain_text import one_line

__all__ = ["first_line", "http_words", "is_of_the_caller", "is_refusal", "patiently", "retrying_on", "too_often"]

T = TypeVar("T")

#: Waits after a node said that it is asked too often, in seconds, unless it says how long itself.
WAITS = (0.5, 1.0, 2.0)
_LONGEST_WAIT = 30.0

_OF_THE_CALLER = (401, 402, 404, 405, 407)
_TOO_OFTEN = (429, 503)
_RATE = re.compile(r"too many requests|rate.?limit|(requests|units|calls) per (second|minute)|throttl", re.IGNORECASE)


def is_refusal(error: Exception) -> bool:
    """Whether a node that answers did not want to answer this, and might answer something smaller."""
    from requests.exceptions import ConnectionError as NoConnection
    from requests.exceptions import HTTPError, RequestException, Timeout
    from web3.exceptions import Web3Exception, Web3TypeError, Web3ValidationError, Web3ValueError

    if isinstance(error, HTTPError):
        return _status(error) not in _OF_THE_CALLER
    if isinstance(error, NoConnection | Timeout):
        return False
    if isinstance(error, Web3ValueError | Web3TypeError | Web3ValidationError):
        return False  # of what was asked, before any node saw it
    # A page for people instead of JSON is a ValueError.
    return isinstance(error, Web3Exception | RequestException | ValueError)


def is_of_the_caller(error: Any) -> bool:
    """Whether a node, or what stands before it, did not even try because of who asks or how."""
    return 400 <= _status(error) < 500


def too_often(error: Exception) -> bool:
    """Whether a node said that it is asked too much in too short a time."""
    from requests.exceptions import HTTPError
    from web3.exceptions import Web3RPCError

    if isinstance(error, HTTPError):
        return _status(error) in _TOO_OFTEN
    return isinstance(error, Web3RPCError) and _RATE.search(str(error)) is not None


def patiently(ask: Callable[[], T]) -> T:
    """What a node answers, asked again after a while when it says that it is asked too often."""
    for wait in WAITS:
        try:
            return ask()
        except Exception as error:
            if not too_often(error):
                raise
            time.sleep(_wanted_wait(error) or wait)
    return ask()


def http_words(error: Any) -> str:
    """What a node said with an HTTP error: `HTTP 400: query exceeds 10000 blocks`."""
    response = error.response
    if response is None:
        return "an HTTP error"
    said = ""
    with contextlib.suppress(ValueError, AttributeError, TypeError):
        found = response.json()
        inner = found.get("error", found) if isinstance(found, dict) else found
        said = str(inner.get("message", "")) if isinstance(inner, dict) else str(inner)
    if not said and "<" not in response.text[:200]:
        said = response.text
    said = one_line(said or str(response.reason or ""))
    return f"HTTP {response.status_code}{f': {said}' if said else ''}"


def first_line(error: Exception) -> str:
    """What an error says, without what follows."""
    if getattr(error, "response", None) is not None:
        return http_words(error)
    if isinstance(error, JSONDecodeError):
        return "its answer is no JSON"
    told = (getattr(error, "rpc_response", None) or {}).get("error")
    if isinstance(told, Mapping) and told.get("message"):
        return one_line(str(told["message"]))
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return one_line(lines[0]) if lines else type(error).__name__


@contextlib.contextmanager
def retrying_on(web3: Any, errors: Sequence[type[Exception]]) -> Iterator[None]:
    """Has web3 repeat requests to a node after these errors only; without it repeats them after every HTTP error."""
    provider = getattr(web3, "provider", None)
    former = getattr(provider, "exception_retry_configuration", None)
    if provider is None or former is None:
        yield
        return
    changed = former.model_copy(update={"errors": tuple(errors)}) if errors else None
    provider.exception_retry_configuration = changed
    try:
        yield
    finally:
        provider.exception_retry_configuration = former


def _status(error: Any) -> int:
    return int(error.response.status_code) if error.response is not None else 0


def _wanted_wait(error: Any) -> float:
    with contextlib.suppress(AttributeError, TypeError, ValueError):
        return max(0.0, min(float(error.response.headers.get("Retry-After", "")), _LONGEST_WAIT))
    return 0.0
