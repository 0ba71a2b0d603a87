"""What nodes and contracts say when they refuse, as one line."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from json import JSONDecodeError

from eth_abi.exceptions import DecodingError

from polypact.chain.abi import UnreadableError, decode
from polypact.chain.refusals import first_line, http_words
from polypact.text.chain_text import one_line
from polypact.text.errors import PolypactError

_ERROR = bytes.fromhex("08c379a0")  # Error(string)
_PANIC = bytes.fromhex("4e487b71")  # Panic(uint256)


class NodeError(PolypactError):
    """The node does not answer, or answers nonsense: nothing is known about the chain."""


class RefusedError(PolypactError):
    """A contract refused a call; `reason` is what it said, or empty."""

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


def revert_reason(error: Exception) -> str | None:
    """What a contract said when it reverted, empty if it said nothing; `None` if the error is not a revert."""
    from web3.exceptions import ContractLogicError, Web3RPCError

    if isinstance(error, ContractLogicError):
        data = error.data if isinstance(error.data, str) else ""
        return decode_reason(data, error.message or "")
    if isinstance(error, Web3RPCError):
        details = (error.rpc_response or {}).get("error", {})
        message = str(details.get("message", error.message)) if isinstance(details, Mapping) else str(error.message)
        if "revert" in message.lower():
            data = details.get("data", "") if isinstance(details, Mapping) else ""
            return decode_reason(data if isinstance(data, str) else "", message)
        return None
    if isinstance(error, DecodingError | UnicodeDecodeError | KeyError):
        return ""  # a reason of such a form that web3 stumbles over it
    if type(error).__name__ == "TransactionFailed":  # of Ape's embedded chain
        return decode_reason("", str(error))
    return None


def decode_reason(data: str, message: str = "") -> str:
    """The reason in the data of a revert, or else in what the node says of it."""
    raw = b""
    with contextlib.suppress(ValueError):
        raw = bytes.fromhex(data[2:]) if data.startswith("0x") else b""
    with contextlib.suppress(UnreadableError):
        if raw[:4] == _ERROR:
            return one_line(decode(["string"], raw[4:])[0])
        if raw[:4] == _PANIC:
            return f"panic {decode(['uint256'], raw[4:])[0]:#x}"
    if raw:
        return one_line(f"0x{raw.hex()}")
    text = message.removeprefix("execution reverted").removeprefix("VM Exception while processing transaction: revert")
    text = one_line(text.lstrip(":, "))
    return "" if text.startswith(("b''", "0x", "no data")) else text


@contextlib.contextmanager
def node_trouble(network: str) -> Iterator[None]:
    """What a node says or fails to say, as one line."""
    from requests.exceptions import HTTPError, RequestException
    from web3.exceptions import Web3Exception

    try:
        yield
    except HTTPError as error:
        raise NodeError(f"the node of {network} refused: {http_words(error)}") from None
    except JSONDecodeError:
        raise NodeError(
            f"the node of {network} answers something that is no JSON; is it the address of a node?"
        ) from None
    except RequestException:
        raise NodeError(f"the node of {network} does not answer; nothing more was sent") from None
    except Web3Exception as error:
        if revert_reason(error) is not None:
            raise
        raise NodeError(f"the node of {network} refused: {first_line(error)}") from None
