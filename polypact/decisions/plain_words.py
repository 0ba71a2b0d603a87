"""What actions and events say, in plain words, with names instead of addresses where there are names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from eth_utils.address import is_address, to_checksum_address

from polypact.capabilities.actions import Action
from polypact.capabilities.register import ABROAD, MOMENTS, SENTENCES
from polypact.chain.abi import ERC20, Interface, interface
from polypact.chain.events import Event
from polypact.clients.actions import Actions
from polypact.text.durations import format_timestamp
from polypact.text.enums import ETHER, Role, class_name, name_of
from polypact.text.voting_rules import Rule

if TYPE_CHECKING:
    from polypact.chain.tokens import Tokens


class Words:
    """Says actions in plain words, with names instead of addresses where there are names.

    `other` knows other partnerships and their escrows: an address => what it is called, and its functions.
    """

    def __init__(
        self,
        actions: Actions,
        tokens: Tokens,
        names: Mapping[str, str] | None = None,
        classes: Mapping[int, str] | None = None,
        other: Callable[[str], tuple[str, Interface] | None] = lambda address: None,
    ) -> None:
        self._other = other
        self._own = actions
        self._tokens = tokens
        self._classes = classes
        self._names = {str(to_checksum_address(address)): name for address, name in (names or {}).items()}
        self._contracts: dict[str, tuple[str, Interface]] = {
            actions.partnership: ("the partnership", interface("Partnership")),
            actions.escrow: ("the revenue escrow", interface("RevenueEscrow")),
        }

    def name(self, address: str) -> str:
        """A name with the shortened address, or the full address of a stranger."""
        if address in self._contracts:
            return self._contracts[address][0]
        if address in self._names:
            return f"{self._names[address]} ({address[:6]}..{address[-4:]})"
        return address

    def amount(self, token: str, amount: int) -> str:
        """A sum of a token, in its smallest unit."""
        return self._tokens.at(token).words(amount)

    def symbol(self, token: str) -> str:
        """What a token calls itself."""
        return self._tokens.at(token).symbol

    def class_name(self, decision_class: int) -> str:
        """The name of a decision class, or its number."""
        return class_name(decision_class, self._classes)

    def action(self, action: Action) -> str:
        """One sentence on what the action does."""
        extra = f", sending {self._tokens.at(ETHER).words(action.value)}" if action.value else ""
        if not action.data:
            return f"Pay {self._tokens.at(ETHER).words(action.value)} to {self.name(action.target)}"
        if action.target in self._contracts:
            where, known = self._contracts[action.target]
            decoded = known.decode_call(action.data)
            if decoded:
                function, arguments = decoded
                sentence = SENTENCES.get(function)
                if sentence:
                    return sentence(self, arguments) + extra
                return f"Call {function}({self._arguments(arguments)}) of {where}{extra}"
        elif other := self._other(action.target):
            return f"At {other[0]}: {self._abroad(other[1], action)}{extra}"
        decoded = ERC20.decode_call(action.data)
        if decoded and decoded[0] in ("transfer", "approve", "transferFrom"):
            function, arguments = decoded
            amount = self._tokens.at(action.target).words(arguments["amount"])
            if function == "transfer":
                return f"Pay {amount} to {self.name(arguments['to'])}{extra}"
            if function == "approve":
                return f"Allow {self.name(arguments['spender'])} to take up to {amount} from the treasury{extra}"
            return f"Move {amount} from {self.name(arguments['from'])} to {self.name(arguments['to'])}{extra}"
        for contract in ("Partnership", "RevenueEscrow"):
            decoded = interface(contract).decode_call(action.data)
            if decoded and decoded[0] in ABROAD:
                # Of another release, perhaps: what it is called with is all there is to go by.
                said = ABROAD[decoded[0]](self, decoded[1])
                return f"At {self.name(action.target)}, if it is a {contract}: {said}{extra}"
        return f"Call {self.name(action.target)} with data 0x{action.data.hex()}{extra}"

    def _abroad(self, known: Interface, action: Action) -> str:
        decoded = known.decode_call(action.data)
        if not decoded:
            return f"Call it with data 0x{action.data.hex()}"
        function, arguments = decoded
        sentence = ABROAD.get(function)
        return sentence(self, arguments) if sentence else f"Call {function}({self._arguments(arguments)})"

    def own_function(self, target: str, chosen: bytes) -> str:
        """The name of a function of the partnership or its escrow, by its four bytes; empty if it is none."""
        if target not in self._contracts:
            return ""
        found = self._contracts[target][1].selectors.get(bytes(chosen))
        return str(found["name"]) if found else ""

    def calls(self, target: str, chosen: bytes) -> str:
        """Calls of a function of a contract, by its four bytes; zeros are plain payments."""
        what = f"calls of 0x{chosen.hex()}" if any(chosen) else "plain payments"
        for _, known in self._contracts.values():
            if chosen in known.selectors:
                what = f"calls of {known.selectors[chosen]['name']}"
        return f"{what} to {self.name(target)}"

    def _arguments(self, arguments: Mapping[str, Any]) -> str:
        return ", ".join(f"{name}={self.value(value)}" for name, value in arguments.items())

    def value(self, value: Any) -> str:
        """Any value of an ABI; addresses by name, lists and structs with what is in them."""
        if isinstance(value, str) and is_address(value):
            return self.name(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Mapping):
            return f"({self._arguments(value)})"
        if isinstance(value, list | tuple):
            return f"[{', '.join(map(self.value, value))}]"
        return f"0x{value.hex()}" if isinstance(value, bytes) else str(value)


def rule_words(rule: Mapping[str, Any]) -> str:
    """A voting rule (`types.Rule`) in one sentence."""
    return Rule.from_chain(rule).describe()


def event_words(words: Words, log: Event) -> str:
    """One event: its name and its arguments."""
    name = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in log.name).strip()
    told = ", ".join(f"{key.replace('_', ' ')} {_argument(words, log, key)}" for key in log.arguments)
    return f"{name.capitalize()}{f': {told}' if told else ''}"


def _argument(words: Words, log: Event, key: str) -> str:
    value = log[key]
    if key == "role" or (log.name == "RoleChanged" and key in ("previous", "current")):
        return Role(value).words
    if key in MOMENTS:
        return format_timestamp(value) if value else "never"
    if key == "decision_class":
        return words.class_name(value)
    if key == "amount":
        return words.amount(str(log.arguments.get("token", log.address)), value)
    if log.name == "ClassNamed" and key == "name":
        return name_of(value)
    return rule_words(value) if log.name == "RuleSet" and key == "rule" else words.value(value)
