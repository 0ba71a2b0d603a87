"""By which rules partners decide: rules of classes, their names, what they decide on, and who may object.

    - set_rule: {class: ordinary, voting_delay: 1 day, voting_period: 4 days, execution_delay: 1 day,
                 execution_window: 14 days, quorum: 40%, approval: 50%}
    - map_action: {target: 0x..., function: "transfer(address,uint256)", class: 9}
    - name_class: {class: 9, name: small things}
    - set_objector: {account: 0x..., until: 2027-12-31T00:00:00Z}

also `remove_objector: {account}`. A voting rule has all the fields that it has in a spec.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import BY_VOTE, PARTNERSHIP, Capability, Kind, Maker, until
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.enums import name_of, name_word
from polypact.text.field_types import ClassLabel
from polypact.text.rule_changes import read_rule
from polypact.text.voting_rules import Rule

__all__ = ["RULES", "RuleActions"]


class RuleActions(Maker):
    """Actions on the rules."""

    def set_rule(self, decision_class: int, rule: Sequence[Any]) -> Action:
        """Changes a voting rule; `rule` in the order of `types.Rule`."""
        return self.on(PARTNERSHIP, "set_rule", decision_class, tuple(rule))

    def map_action(self, target: str, function: str | bytes, decision_class: int) -> Action:
        """Says which class decides on calls of `function` (a signature or 4 bytes; empty bytes: plain payments)."""
        chosen = self.selector(function) if isinstance(function, str) else function.ljust(4, b"\0")
        return self.on(PARTNERSHIP, "map_action", target, chosen, decision_class)

    def name_class(self, decision_class: int, name: str) -> Action:
        """Names a decision class; at most 32 bytes."""
        return self.on(PARTNERSHIP, "name_class", decision_class, name_word(name))

    def set_objector(self, account: str, until: int) -> Action:
        """Lets an account outside object to proposals until then, like a sponsor; 0 takes the right away."""
        return self.on(PARTNERSHIP, "set_objector", account, until)


def _set_rule(make: RuleActions, fields: DraftFields) -> Action:
    decision_class = fields.decision_class()
    given = {name: value for name, value in fields.given.items() if name != "class"}
    return make.set_rule(decision_class, read_rule(given, decision_class).to_abi())


def _map_action(make: RuleActions, fields: DraftFields) -> Action:
    function = fields.text("function")
    return make.map_action(fields.account("target"), function or b"", fields.decision_class())


RULES = Capability[RuleActions](
    kinds={
        "name_class": Kind(
            lambda make, fields: make.name_class(fields.decision_class(), fields.field("name", ClassLabel)),
            ("class", "name"),
        ),
        "set_objector": Kind(
            lambda make, fields: make.set_objector(fields.account("account"), fields.moment("until")),
            ("account", "until"),
        ),
        "remove_objector": Kind(
            lambda make, fields: make.set_objector(fields.account("account"), 0), ("account",), calls="set_objector"
        ),
        "set_rule": Kind(_set_rule, ("class",), tuple(name for name in Rule.model_fields if name != "name")),
        "map_action": Kind(_map_action, ("target", "class"), ("function",)),
    },
    words={
        "set_rule": lambda say, given: (
            f"Change the {say.class_name(given['decision_class'])} voting rule to: "
            f"{Rule.from_chain(given['rule']).describe()}"
        ),
        "map_action": lambda say, given: (
            f"Let the {say.class_name(given['decision_class'])} rule decide on "
            f"{say.calls(given['target'], bytes(given['selector']))}"
        ),
        "name_class": lambda say, given: (
            f"Name the {say.class_name(given['decision_class'])} class: {name_of(given['name'])}"
        ),
        "set_objector": lambda say, given: (
            f"Let {say.name(given['account'])} object to proposals{until(given['until'])}"
            if given["until"]
            else f"Take the right to object to proposals from {say.name(given['account'])}"
        ),
    },
    moments=("until",),
    reasons={
        "partnership: only by vote": BY_VOTE,
        "rules: hangs over who may leave": (
            "Where the deal knows notice or redemption, a constitutional decision is executed within 30 days at most. "
            "Give the constitutional class a shorter execution window."
        ),
        "rules: no time to leave": (
            "Where the deal knows notice or redemption, a constitutional decision waits at least 3 days, so that who "
            "did not want it can leave first. Give the constitutional class a longer execution delay."
        ),
        "rules: approval above 100%": "The approval share is above 100%. Name one from 50% to 100%.",
        "rules: approval below half": "The approval share is below one half. Name one from 50% to 100%.",
        "rules: class given twice": "A decision class has two rules. Give each class one.",
        "rules: class has no tie breaker": (
            "In the constitutional and the everyday class nobody breaks ties: they decide on the partners' own "
            "matters. Leave the tie breaker out."
        ),
        "rules: class has no rule": "The decision class has no rule. Set a rule for it first, or use another class.",
        "rules: constitutional is lazy": (
            "The constitutional class cannot decide by silence. Use majority, dual or unanimous."
        ),
        "rules: constitutional missing": "The rule of the constitutional class (0) is missing. Add it.",
        "rules: contested above 90%": (
            "The contested approval is above 90%, so that few could stop something for good. Name a lower one."
        ),
        "rules: contested not above approval": (
            "The contested approval must be above the usual approval. Name a higher one."
        ),
        "rules: execution delay too long": "The execution delay is above 90 days. Name a shorter one.",
        "rules: extension too long": "The extension is longer than the voting period. Name a shorter one.",
        "rules: mode counts no seats": (
            "Only a dual majority counts seats. Take the seat approval out, or use the mode dual."
        ),
        "rules: mode has no objections": "Only majority and dual majority can have objections. Set them to 0.",
        "rules: mode has no recusal": "Only majority and dual majority can recuse partners. Switch the recusal off.",
        "rules: name is empty": "A class needs a name of at least one character. Name it.",
        "rules: no bar for objections": (
            "Lazy consensus needs a share of weight against that stops a proposal. Name it as the quorum."
        ),
        "rules: no such class": "Decision classes are numbered from 0 to 15. Name one of them.",
        "rules: no time to object": "Objections need an execution delay of at least 1 hour. Name a longer delay.",
        "rules: no tie at that approval": (
            "A tie is broken in majority and dual majority with an approval of 50%. Use that, or leave the tie "
            "breaker out."
        ),
        "rules: no way to recover a key": (
            "Where the constitutional class needs everybody, one lost key would end all decisions. Give the recovery "
            "class (4) a rule that does not need everybody."
        ),
        "rules: nothing to contest": (
            "This rule has no objections and no recusal, or its mode takes no contested approval. Set the contested "
            "approval to 0."
        ),
        "rules: only constitutional": (
            "What changes the deal of all, or how it is decided, stays with the constitutional class. Map something "
            "else."
        ),
        "rules: ordinary missing": "The rule of the ordinary class (8) is missing. Add it.",
        "rules: quorum above 100%": "The quorum is above 100%. Name one from 0% to 100%.",
        "rules: seats above 100%": "The seat approval is above 100%. Name one from 50% to 100%.",
        "rules: seats below half": "The seat approval of a dual majority is below one half. Name one from 50% to 100%.",
        "rules: too many objections": "At most 255 objections can be asked for. Name fewer.",
        "rules: too many versions": "The rule of this class was changed as often as it can be. Use another class.",
        "rules: unanimity is 100%": "Unanimity needs a quorum and an approval of 100%. Set both to that.",
        "rules: unknown mode": "There is no such mode. Use 0 (majority), 1 (dual), 2 (lazy) or 3 (unanimous).",
        "rules: voting delay too long": "The voting delay is above 30 days. Name a shorter one.",
        "rules: voting period too long": "The voting period is above 90 days. Name a shorter one.",
        "rules: voting period too short": "The voting period is below 1 minute. Name a longer one.",
        "rules: window too long": "The execution window is above 365 days. Name a shorter one.",
        "rules: window too short": "The execution window is below 10 minutes. Name a longer one.",
    },
)
