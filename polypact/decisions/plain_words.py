"""What actions and events say, in plain words, with names instead of addresses where there are names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from eth_utils.address import is_address, to_checksum_address

from polypact.chain.abi import ERC20, ETHER, Interface, Log, interface
from polypact.chain.actions import Action
from polypact.clients.actions import Actions
from polypact.decisions.income_words import INCOME_MOMENTS, INCOME_SENTENCES
from polypact.text.durations import format_duration, format_timestamp
from polypact.text.enums import Role, class_name, name_of
from polypact.text.sentences import exit_words
from polypact.text.voting_rules import Rule

if TYPE_CHECKING:
    from polypact.chain.tokens import Tokens


class Words:
    """Says actions in plain words, with names instead of addresses where there are names."""

    def __init__(
        self,
        actions: Actions,
        tokens: Tokens,
        names: Mapping[str, str] | None = None,
        classes: Mapping[int, str] | None = None,
    ) -> None:
        self._own = actions
        self._tokens = tokens
        self._classes = classes
        self._names = {str(to_checksum_address(address)): name for address, name in (names or {}).items()}
        self._contracts: dict[str, tuple[str, Interface]] = {
            actions.partnership: ("the partnership", interface("Partnership")),
            actions.membership: ("the membership", interface("Membership")),
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
                sentence = _SENTENCES.get(function)
                if sentence:
                    return sentence(self, arguments) + extra
                return f"Call {function}({self._arguments(arguments)}) of {where}{extra}"
        decoded = ERC20.decode_call(action.data)
        if decoded and decoded[0] in ("transfer", "approve", "transferFrom"):
            function, arguments = decoded
            amount = self._tokens.at(action.target).words(arguments["amount"])
            if function == "transfer":
                return f"Pay {amount} to {self.name(arguments['to'])}{extra}"
            if function == "approve":
                return f"Allow {self.name(arguments['spender'])} to take up to {amount} from the treasury{extra}"
            return f"Move {amount} from {self.name(arguments['from'])} to {self.name(arguments['to'])}{extra}"
        return f"Call {self.name(action.target)} with data 0x{action.data.hex()}{extra}"

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
        """Any value of an ABI; addresses by name."""
        if isinstance(value, str) and is_address(value):
            return self.name(value)
        return f"0x{value.hex()}" if isinstance(value, bytes) else str(value)


def _admit(words: Words, given: Mapping[str, Any]) -> str:
    return (
        f"Invite {words.name(given['partner'])} as a partner with weight {given['weight']:,} and "
        f"{given['units']:,} units "
        f"(role: {Role(given['role']).words}); to accept the terms within {format_duration(given['response_seconds'])}"
    )


def _set_rule(words: Words, given: Mapping[str, Any]) -> str:
    return f"Change the {words.class_name(given['decision_class'])} voting rule to: {rule_words(given['rule'])}"


def _map_action(words: Words, given: Mapping[str, Any]) -> str:
    what = words.calls(given["target"], bytes(given["selector"]))
    return f"Let the {words.class_name(given['decision_class'])} rule decide on {what}"


_SENTENCES: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "admit": _admit,
    "expel": lambda words, given: f"Expel {words.name(given['partner'])}; what it earned stays claimable",
    "suspend": lambda words, given: f"Suspend {words.name(given['partner'])}: no ballot until it is reinstated",
    "reinstate": lambda words, given: f"Reinstate {words.name(given['partner'])}",
    "set_shares": lambda words, given: (
        f"Set the shares of {words.name(given['partner'])} to weight {given['weight']:,} and {given['units']:,} units"
    ),
    "set_role": lambda words, given: (
        f"Set the role of {words.name(given['partner'])} to {Role(given['role']).words}{_until(given['ends'])}"
    ),
    "set_probation": lambda words, given: (
        f"Put {words.name(given['partner'])} on probation{_until(given['ends'])}"
        if given["ends"]
        else f"Confirm {words.name(given['partner'])} as a partner without an end"
    ),
    "recover_seat": lambda words, given: (
        f"Offer the seat of {words.name(given['partner'])}, whose keys are lost, to {words.name(given['to'])}; "
        "the old account has 30 days to refuse"
    ),
    "set_exit_terms": lambda words, given: (
        f"Have partners leave {exit_words(given['notice_seconds'], given['redeemable_bps'])}"
    ),
    "name_class": lambda words, given: (
        f"Name the {words.class_name(given['decision_class'])} class: {name_of(given['name'])}"
    ),
    "set_objector": lambda words, given: (
        f"Let {words.name(given['account'])} object to proposals{_until(given['until'])}"
        if given["until"]
        else f"Take the right to object to proposals from {words.name(given['account'])}"
    ),
    "approve_message": lambda words, given: (
        f"Sign the message 0x{given['digest'].hex()} as the partnership{_until(given['until'])}"
        if given["until"]
        else f"Withdraw the partnership's signature of the message 0x{given['digest'].hex()}"
    ),
    "set_dao_uri": lambda words, given: f"Say that the public description is at {given['uri'] or 'no place'}",
    "amend_terms": lambda words, given: (
        f"Amend the terms: document 0x{given['terms_hash'].hex()}"
        f"{' at ' + given['uri'] if given['uri'] else ''}; partners have "
        f"{format_duration(given['window_seconds'])} to accept"
    ),
    "set_rule": _set_rule,
    "map_action": _map_action,
    **INCOME_SENTENCES,
}


def rule_words(rule: Mapping[str, Any]) -> str:
    """A voting rule (`types.Rule`) in one sentence."""
    return Rule.from_chain(rule).describe()


def event_words(words: Words, log: Log) -> str:
    """One event: its name and its arguments."""
    name = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in log.event).strip()
    told = ", ".join(f"{key.replace('_', ' ')} {_argument(words, log, key)}" for key in log.arguments)
    return f"{name.capitalize()}{f': {told}' if told else ''}"


def _argument(words: Words, log: Log, key: str) -> str:
    value = log[key]
    if key == "role" or (log.event == "RoleChanged" and key in ("previous", "current")):
        return Role(value).words
    if key in _MOMENTS:
        return format_timestamp(value) if value else "never"
    if key == "decision_class":
        return words.class_name(value)
    if key == "amount":
        return words.amount(str(log.arguments.get("token", log.address)), value)
    if log.event == "ClassNamed" and key == "name":
        return name_of(value)
    return rule_words(value) if log.event == "RuleSet" and key == "rule" else words.value(value)


#: Arguments of events that are unix seconds.
_MOMENTS = (
    *("ends", "until", "leaves_at", "ready_at", "respond_by", "window_closes", "voteStart", "voteEnd", "deadline"),
    *INCOME_MOMENTS,
)


def _until(moment: int) -> str:
    return f" until {format_timestamp(moment)}" if moment else ""
