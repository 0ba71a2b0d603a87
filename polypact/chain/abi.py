"""Encoding and decoding by ABI: calls and answers, with names instead of positions. For logs see `events`.

Text that is no UTF-8 is decoded like any other (see `chain_text`): whoever writes a text on chain chooses its bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from eth_abi.abi import encode
from eth_abi.codec import ABIDecoder
from eth_abi.decoding import StringDecoder
from eth_abi.exceptions import DecodingError, EncodingError
from eth_abi.registry import registry as _usual
from eth_utils.address import to_checksum_address
from eth_utils.crypto import keccak

from polypact.text.chain_text import text_of
from polypact.text.errors import PolypactError


class UnreadableError(PolypactError):
    """Data that is not what its types say."""


class Interface:
    """The functions and events of one ABI."""

    def __init__(self, abi: Sequence[Mapping[str, Any]]) -> None:
        self.functions: dict[str, list[Mapping[str, Any]]] = {}
        """By name; several where one is overloaded."""
        for entry in abi:
            if entry["type"] == "function":
                self.functions.setdefault(entry["name"], []).append(entry)
        self.events = {entry["name"]: entry for entry in abi if entry["type"] == "event"}
        self.selectors = {selector(signature(entry)): entry for entries in self.functions.values() for entry in entries}

    def encode(self, name: str, *arguments: Any) -> bytes:
        """Calldata of a call."""
        entries = self.functions[name]
        entry = next((entry for entry in entries if len(entry["inputs"]) == len(arguments)), entries[0])
        return selector(signature(entry)) + encode_arguments(_types(entry["inputs"]), arguments)

    def decode_output(self, name: str, data: bytes) -> Any:
        """What a call answered: one value, or a tuple of several. Structs are dictionaries.

        Raises:
            UnreadableError: It answered something else.
        """
        outputs = self.functions[name][0]["outputs"]
        values = decode_values(outputs, data)
        return values[0] if len(values) == 1 else tuple(values)

    def decode_call(self, data: bytes) -> tuple[str, dict[str, Any]] | None:
        """The function and the named arguments of calldata; `None` if it is not a whole call of this interface."""
        entry = self.selectors.get(bytes(data[:4]))
        if entry is None:
            return None
        inputs = entry["inputs"]
        try:
            values = decode_values(inputs, data[4:])
        except UnreadableError:
            return None
        return entry["name"], {field["name"]: value for field, value in zip(inputs, values, strict=True)}

    def topic(self, event: str) -> str:
        return "0x" + keccak(text=signature(self.events[event])).hex()


@cache
def interface(name: str) -> Interface:
    """The interface of one of our contracts; a Partnership's covers all its parts."""
    from polypact.chain import artifacts

    return Interface(artifacts.interface(name))


def selector(text: str) -> bytes:
    """The first four bytes of a function's hash."""
    return keccak(text=text)[:4]


def signature(entry: Mapping[str, Any]) -> str:
    """`name(type,...)` of a function or an event."""
    return f"{entry['name']}({','.join(_types(entry['inputs']))})"


def encode_arguments(types: Sequence[str], arguments: Sequence[Any]) -> bytes:
    """ABI-encoded arguments; `PolypactError` if they do not fit the types."""
    if len(types) != len(arguments):
        raise PolypactError(f"{len(arguments)} arguments given, {len(types)} wanted ({', '.join(types)})")
    try:
        return encode(types, arguments)
    except (EncodingError, TypeError, ValueError, OverflowError) as error:
        raise PolypactError(f"an argument does not fit ({', '.join(types)}): {error}") from None


def decode_values(entries: Sequence[Mapping[str, Any]], data: bytes) -> list[Any]:
    """The values of ABI entries; addresses have their checksum, structs are dictionaries.

    Raises:
        UnreadableError: The data is not of these types.
    """
    values = decode(_types(entries), data)
    return [_shape(entry, value) for entry, value in zip(entries, values, strict=True)]


def decode(types: Sequence[str], data: bytes) -> tuple[Any, ...]:
    """The values of ABI types, as they come.

    Raises:
        UnreadableError: The data is not of these types.
    """
    try:
        return _DECODER.decode(types, data)
    except (DecodingError, OverflowError, ValueError) as error:
        raise UnreadableError(f"no ({', '.join(types)}): {error}") from None


class _Text(StringDecoder):
    """Decodes whatever stands where a text should."""

    def decode(self, stream: Any) -> str:
        return text_of(self.read_data_from_stream(stream))  # type: ignore[no-untyped-call]


def _decoder() -> ABIDecoder:
    own: Any = _usual.copy()  # type: ignore[no-untyped-call]
    own.unregister_decoder("string")
    own.register_decoder("string", _Text, label="string")
    return ABIDecoder(own)


_DECODER = _decoder()


def _types(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    return [_type(entry) for entry in entries]


def _type(entry: Mapping[str, Any]) -> str:
    kind = str(entry["type"])
    if kind.startswith("tuple"):
        return f"({','.join(_types(entry['components']))}){kind[5:]}"
    return kind


def _shape(entry: Mapping[str, Any], value: Any) -> Any:
    kind = str(entry["type"])
    if kind.endswith("]"):
        inner = {**entry, "type": kind[: kind.rindex("[")]}
        return [_shape(inner, item) for item in value]
    if kind == "tuple":
        components = entry["components"]
        return {part["name"]: _shape(part, item) for part, item in zip(components, value, strict=True)}
    if kind == "address":
        return to_checksum_address(value)
    return value


ERC20 = Interface(
    [
        {
            "type": "function",
            "name": name,
            "inputs": [{"name": argument, "type": kind} for argument, kind in inputs],
            "outputs": [{"name": "", "type": output}],
        }
        for name, inputs, output in (
            ("transfer", (("to", "address"), ("amount", "uint256")), "bool"),
            ("approve", (("spender", "address"), ("amount", "uint256")), "bool"),
            ("transferFrom", (("from", "address"), ("to", "address"), ("amount", "uint256")), "bool"),
            ("allowance", (("owner", "address"), ("spender", "address")), "uint256"),
            ("balanceOf", (("owner", "address"),), "uint256"),
            ("decimals", (), "uint8"),
            ("symbol", (), "string"),
        )
    ]
)
