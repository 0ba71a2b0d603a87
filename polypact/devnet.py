"""Lets time pass on a devnet: `python -m polypact.devnet 4 days 1 minute [--port 8545]`."""

from __future__ import annotations

import sys

from polypact.text.durations import format_duration, format_timestamp, parse_duration
from polypact.text.errors import PolypactError


def skip(seconds: int, uri: str) -> int:
    """Moves the clock of a development node and returns the new time (unix seconds).

    Raises:
        PolypactError: if no node answers at `uri`, or it is not one whose clock can be moved.
    """
    from requests.exceptions import RequestException
    from web3 import Web3
    from web3.exceptions import Web3Exception

    chain = Web3(Web3.HTTPProvider(uri))
    try:
        for method, parameters in (("evm_increaseTime", [seconds]), ("evm_mine", [])):
            answer = chain.provider.make_request(method, parameters)  # type: ignore[arg-type]
            if "error" in answer:
                raise PolypactError(f"the node at {uri} does not let time pass: {answer['error']['message']}")
        return int(chain.eth.get_block("latest")["timestamp"])
    except RequestException:
        raise PolypactError(f"no node answers at {uri}; start one with ./run devnet") from None
    except Web3Exception as error:
        raise PolypactError(f"the node at {uri} does not let time pass: {error}") from None


def main(arguments: list[str]) -> int:
    port = "8545"
    if "--port" in arguments[:-1]:
        at = arguments.index("--port")
        port = arguments[at + 1]
        del arguments[at : at + 2]
    try:
        seconds = parse_duration(" ".join(arguments))
        now = skip(seconds, f"http://127.0.0.1:{port}")
    except (PolypactError, ValueError) as error:
        print(f"skip: {error}", file=sys.stderr)
        return 1
    print(f"{format_duration(seconds)} later: {format_timestamp(now)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
