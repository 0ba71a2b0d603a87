"""Mandates: what somebody may do in the partnership's name without a vote, within a limit.

- give_mandate: {mandate: "treasurer may pay up to 5,000 usdx a month until 2027-12-31"}
- revoke_mandate: {mandate: 3}

`limit` is the number of a limit that there is, instead of `up to`. What may be said is told by `text.promise_language`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import PARTNERSHIP, Capability, Kind, Maker, Speaker
from polypact.capabilities.draft_fields import DraftFields
from polypact.capabilities.promises import FieldsKnown
from polypact.text.enums import ETHER
from polypact.text.promise_language import mandate
from polypact.text.promises import TRANSFER, Mandate, mandate_words

__all__ = ["MANDATES", "MandateActions"]


class MandateActions(Maker):
    """Actions on mandates."""

    def give_mandate(self, mandate: Mandate, arguments: Sequence[bytes] = ()) -> Action:
        """Lets somebody do one kind of call without a vote; `arguments` are the first arguments that it is for."""
        return self.on(PARTNERSHIP, "give_mandate", mandate.abi(), list(arguments))

    def revoke_mandate(self, target: str, selector: bytes, number: int) -> Action:
        """Takes a mandate back, at once; target and selector are those of its calls."""
        return self.on(PARTNERSHIP, "revoke_mandate", target, selector, number)


def _give(make: MandateActions, fields: DraftFields) -> Action:
    limit = fields.number("limit") if "limit" in fields.given else 0
    return make.give_mandate(*mandate(fields.text("mandate"), FieldsKnown(make, fields), limit))


def _revoke(make: MandateActions, fields: DraftFields) -> Action:
    number = fields.number("mandate")
    given = fields.around.mandate(number)
    return make.revoke_mandate(given.target, given.selector, number)


def _give_words(say: Speaker, given: Mapping[str, Any]) -> str:
    words = mandate_words(say, Mandate.of(given["mandate"]), [bytes(one) for one in given["arguments"]])
    return f"Give a mandate: {words}"


def _calls_words(say: Speaker, target: str, selector: bytes) -> str:
    if target == ETHER or selector == TRANSFER:
        return f"payments in {say.symbol(target)}"
    return say.calls(target, selector)


MANDATES = Capability[MandateActions](
    kinds={
        "give_mandate": Kind(_give, ("mandate",), ("limit",)),
        "revoke_mandate": Kind(_revoke, ("mandate",)),
    },
    words={
        "give_mandate": _give_words,
        "revoke_mandate": lambda say, given: (
            f"Take back mandate {given['number']}, of {_calls_words(say, given['target'], bytes(given['selector']))}"
        ),
    },
    moments=("until",),
    reasons={
        "limits: a new one or a number": "Either a new limit is made or one that there is is named. Leave one away.",
        "limits: an hour to 3 years": "A limit is for a time from 1 hour to 3 years. Name such a time.",
        "limits: counts nothing": (
            "A limit counts calls, ether that goes along, or one of the first eight arguments. Say which."
        ),
        "limits: no such limit": "There is no limit of that number. Look at the list of mandates.",
        "limits: no such maximum": "A limit is above 0 and below 2**96 of what it counts. Name such an amount.",
        "limits: too many": "There are as many limits as fit. Name one that there is.",
        "mandates: a stricter class decides": (
            "A stricter class decides on this now than the one that gave the mandate. Make a proposal."
        ),
        "mandates: above its limit": (
            "This is more than the mandate's limit has left now. Do less, wait until it refills, or make a proposal."
        ),
        "mandates: account or role": "A mandate is an account's or a role's, not both. Name one of them.",
        "mandates: admits with weight": "Who is admitted by a mandate has no weight. Give it by vote.",
        "mandates: admits with duties": "Who is admitted by a mandate has no duty but to propose. Name no other role.",
        "mandates: any argument or named": (
            "A mandate is for any first argument or for those that it names, not both. Leave one away."
        ),
        "mandates: count the amount": "Of transfers the amount is counted. Name a sum of the token as the limit.",
        "mandates: count the ether": "Of plain payments the ether is counted. Name a sum of ether as the limit.",
        "mandates: count the units": "Of admissions units are counted. Name a number of units as the limit.",
        "mandates: end is past": "A mandate ends on a date ahead. Name one.",
        "mandates: for another call": "The mandate is for another call. Look at the list of mandates.",
        "mandates: invalid signature": "The signature is not the holder's for this act. Have the holder sign again.",
        "mandates: lets others take": (
            "No mandate is given for what lets somebody take or do more than the call itself, like an allowance. Have "
            "it decided by vote."
        ),
        "mandates: no code at target": "There is no contract at the address that the mandate is to call. Check it.",
        "mandates: no ether goes along": (
            "No ether goes along with the calls of this mandate, because it counts something else. Send none."
        ),
        "mandates: none, or over": (
            "There is no such mandate, or it was taken back or resigned, or its end is past. Look at the list."
        ),
        "mandates: not for that argument": "The mandate names whom or what it is for, and this is somebody else.",
        "mandates: not its holder": (
            "This account does not hold the mandate, or has no standing now. Use the account of who holds it."
        ),
        "mandates: not on our escrow": (
            "Of the escrow's functions a mandate is given for freezing, invoices and listing tokens. Name one of them."
        ),
        "mandates: not on ourselves": "Of its own functions a partnership gives a mandate for admission alone.",
        "mandates: not to its holder": "Nobody uses a mandate in favour of itself. Make a proposal.",
        "mandates: only a steering seat": "Only a partner with a steering seat pauses a mandate. Ask one of them.",
        "mandates: only under a mandate": "Only the partnership itself may make this call, while a mandate is used.",
        "mandates: paused": "A steering seat paused the mandate. Wait until that is over, or make a proposal.",
        "mandates: plain payments only": "The mandate is for plain payments of ether. Send no calldata along.",
        "mandates: signature expired": "What was signed is past its deadline. Have the holder sign it again.",
        "mandates: signed too often": "The mandate was used by a signature as often as it can be. Give a new one.",
        "mandates: target and call": "A mandate is for plain payments, or for a function of a contract. Name both.",
        "mandates: was paused before": "A mandate is paused once. Have it taken back by vote.",
    },
)
