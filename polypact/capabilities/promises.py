"""What is promised to somebody by name: reserved matters, on which the holder is asked, and floors of the treasury.

- reserve_matter: {what: "payments above 20,000 usdx a month", holder: northwind, days: 10}
- give_matter_notice: {what: payments in usdx, holder: northwind}
- set_floor: {keep: 10 ether, holder: eastport, until: 2027-12-31, notice: 90 days}
- give_floor_notice: {token: usdx, holder: eastport}

What may be said is told by `text.promise_language`. `holder` may be `2 steering seats`; `notice` is that by which a
vote ends it, 90 days if nothing is said; `limit` a number of one that there is; `link` the tag of the holder's link
with which it ends. What has a comma stands in quotes here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from polypact.capabilities.actions import Action
from polypact.capabilities.declaring import ONLY_INSIDE, PARTNERSHIP, Capability, Kind, Maker, Speaker
from polypact.capabilities.draft_fields import DraftFields
from polypact.text.enums import ETHER
from polypact.text.errors import PolypactError
from polypact.text.links import parse_tag
from polypact.text.promise_language import SaidCalls, holder, reserved
from polypact.text.promises import Floor, Matter, calls_words, floor_words, holder_words, matter_words

__all__ = ["DEFAULT_NOTICE", "PROMISES", "FieldsKnown", "PromiseActions", "matters"]

DEFAULT_NOTICE = "90 days"
MAX_DAYS = 90
MAX_NOTICE_DAYS = 365


class PromiseActions(Maker):
    """Actions on promises. Sums in the token's smallest unit, moments in unix seconds."""

    def reserve_matter(self, matter: Matter) -> Action:
        """Promises somebody to be asked."""
        return self.on(PARTNERSHIP, "reserve_matter", matter.abi())

    def give_matter_notice(self, target: str, selector: bytes, holder: str, argument: bytes = bytes(32)) -> Action:
        """Ends a reserved matter when its notice is over; `holder` is zero for steering seats."""
        return self.on(PARTNERSHIP, "give_matter_notice", target, selector, holder, argument)

    def set_floor(self, floor: Floor) -> Action:
        """Promises that so much stays in the treasury."""
        return self.on(PARTNERSHIP, "set_floor", floor.abi())

    def give_floor_notice(self, token: str, holder: str) -> Action:
        """Ends a floor when its notice is over."""
        return self.on(PARTNERSHIP, "give_floor_notice", token, holder)


class FieldsKnown:
    """What the fields of an action know of names and tokens, for who reads promises."""

    def __init__(self, make: Maker, fields: DraftFields) -> None:
        self._make = make
        self._around = fields.around

    def account(self, text: str) -> str:
        return self._around.account(text)

    def amount(self, text: str) -> tuple[str, int]:
        token, amount = self._around.tokens.amount(text)
        return token.address, amount

    def token(self, text: str) -> str:
        return self._around.tokens.named(text).address

    def currencies(self) -> Sequence[str]:
        return self._around.revenue_tokens()

    def own_call(self, function: str) -> tuple[str, bytes] | None:
        return self._make.own_call(function)

    def now(self) -> int:
        return self._around.now()


def matters(make: Maker, fields: DraftFields) -> list[Matter]:
    """The matters that the fields of `reserve_matter` stand for; several where `what` stands for several calls."""
    known = FieldsKnown(make, fields)
    account, steering = holder(fields.text("holder"), known)
    limit = fields.number("limit") if "limit" in fields.given else 0
    found = reserved(fields.text("what"), known)
    if limit and any(calls.counted for calls in found):
        raise PolypactError("leave `above` away where `limit` names one")
    return [
        Matter(
            target=calls.target,
            selector=calls.selector,
            has_argument=calls.argument is not None,
            argument=calls.argument or bytes(32),
            holder=account,
            steering=steering,
            days=fields.days("days", 1, MAX_DAYS),
            ends=fields.day("until", last=True) if "until" in fields.given else 0,
            notice_days=fields.days("notice", 0, MAX_NOTICE_DAYS, DEFAULT_NOTICE),
            link=parse_tag(fields.text("link")) if "link" in fields.given else 0,
            limit=limit,
            counted=calls.counted,
            maximum=calls.maximum,
            period_hours=calls.period_hours,
        )
        for calls in found
    ]


def _single(found: Sequence[SaidCalls] | Sequence[Matter], said: Sequence[str]) -> None:
    if len(found) != 1:
        raise PolypactError(f"what stands for {len(found)}, so write an action for each: {'; '.join(said)}")


def _reserve(make: PromiseActions, fields: DraftFields) -> Action:
    found = matters(make, fields)
    _single(found, [calls.said for calls in reserved(fields.text("what"), FieldsKnown(make, fields))])
    return make.reserve_matter(found[0])


def _notice(make: PromiseActions, fields: DraftFields) -> Action:
    known = FieldsKnown(make, fields)
    found = reserved(fields.text("what"), known)
    _single(found, [calls.said for calls in found])
    account, _ = holder(fields.text("holder"), known)
    return make.give_matter_notice(found[0].target, found[0].selector, account, found[0].argument or bytes(32))


def _floor(make: PromiseActions, fields: DraftFields) -> Action:
    token, amount = fields.amount("keep")
    return make.set_floor(
        Floor(
            token.address,
            amount,
            fields.account("holder"),
            fields.day("until", last=True) if "until" in fields.given else 0,
            fields.days("notice", 0, MAX_NOTICE_DAYS, DEFAULT_NOTICE),
        )
    )


def _reserve_words(say: Speaker, given: Mapping[str, Any]) -> str:
    return f"Reserve {matter_words(say, Matter.of(given['matter']))}"


def _notice_words(say: Speaker, given: Mapping[str, Any]) -> str:
    about = Matter(
        given["target"],
        bytes(given["selector"]),
        any(given["argument"]),
        bytes(given["argument"]),
        given["holder"],
        0,
        0,
    )
    whom = "steering seats" if given["holder"] == ETHER else holder_words(say, given["holder"])
    return f"Give notice of what is reserved to {whom}: {calls_words(say, about)}"


PROMISES = Capability[PromiseActions](
    kinds={
        "reserve_matter": Kind(_reserve, ("what", "holder", "days"), ("until", "notice", "limit", "link")),
        "give_matter_notice": Kind(_notice, ("what", "holder")),
        "set_floor": Kind(_floor, ("keep", "holder"), ("until", "notice")),
        "give_floor_notice": Kind(
            lambda make, fields: make.give_floor_notice(fields.token("token"), fields.account("holder")),
            ("token", "holder"),
        ),
    },
    words={
        "reserve_matter": _reserve_words,
        "give_matter_notice": _notice_words,
        "set_floor": lambda say, given: f"Promise a floor: {floor_words(say, Floor.of(given['promise']))}",
        "give_floor_notice": lambda say, given: (
            f"Give notice of the floor of {say.symbol(given['token'])} that {say.name(given['holder'])} holds"
        ),
    },
    reasons={
        "floors: end is past": "The floor would end in the past. Name a later date, or none.",
        "floors: ends before": "The floor ends sooner than by this notice. There is nothing to do.",
        "floors: has one": "This account holds a floor of this token already. End that one first.",
        "floors: holder's yes needed": (
            "The treasury would fall below a floor that was promised to somebody, or somebody could take its token "
            "later. It needs the yes of who holds the floor: silence is no."
        ),
        "floors: needs a holder": "A floor is promised to an account. Name one.",
        "floors: no such amount": "A floor is above 0 and below 2**96 of the token's smallest unit. Name such a one.",
        "floors: no such floor": "This account holds no floor of this token. Look at the list of floors.",
        "floors: not its holder": (
            "Only who holds the floor gives it up before its end. The others decide on giving notice of it."
        ),
        "floors: notice too long": "A notice is 365 days at most, from the founding three years. Name a shorter one.",
        "floors: token is not listed": (
            "A floor is of ether or of a token that is listed. Have the token listed first."
        ),
        "floors: too many": "There are 8 floors, and no more fit. End one first.",
        "matters: 1 to 90 days": "Who is asked has 1 to 90 days to answer. Name such a number of days.",
        "matters: cannot be reserved": (
            "How promises and links end and how a lost key is replaced cannot be reserved. Name another call."
        ),
        "matters: end is past": "The matter would end in the past. Name a later date, or none.",
        "matters: ends before": "The matter ends sooner than by this notice. There is nothing to do.",
        "matters: its holder has time": (
            "An action is reserved, and who is asked has not answered and still has time to. Wait for the answer, or "
            "until that time is over."
        ),
        "matters: its holder refuses": (
            "An action is reserved, and who is asked has said no. It cannot be done by this proposal."
        ),
        "matters: name the call": (
            "All calls can be reserved at a contract that is not the partnership's own. Of its own name the function."
        ),
        "matters: no such link": "There is no link with that tag. Look at the list of links.",
        "matters: not its holder": (
            "Only who holds the matter gives it up before its end. The others decide on giving notice of it."
        ),
        "matters: nothing is reserved": (
            "Nothing of the kind is reserved to this holder. Look at the list of reserved matters."
        ),
        "matters: notice too long": "A notice is 365 days at most, from the founding three years. Name a shorter one.",
        "matters: only in an execution": ONLY_INSIDE,
        "matters: reserved": "This is reserved to somebody, so it cannot be done without a vote. Make a proposal.",
        "matters: reserved before": "The same is reserved to this holder already. End that first, or name another.",
        "matters: seats have no link": (
            "Steering seats have no link that a matter could end with. Name an account, or no link."
        ),
        "matters: target and call": (
            "A matter is about plain payments, or about a function of a contract. Name both contract and function."
        ),
        "matters: too many": "There are 32 reserved matters, and no more fit. End one first.",
        "matters: too many on this call": "There are 4 reserved matters on this call, and no more fit. End one first.",
        "matters: window too short": (
            "What is reserved would come to nothing by waiting for who is asked: the class that decides on it waits "
            "less than that many days and a week. Give that class a longer delay, period or execution window."
        ),
        "promises: account or seats": "Either an account is asked or steering seats, not both. Name one of them.",
        "promises: to nobody": "Nobody is named. Name an account, or how many steering seats, 1 to 15.",
        "promises: to ourselves": "The partnership cannot promise itself something. Name another account.",
    },
)
