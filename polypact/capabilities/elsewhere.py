"""What a partnership does as a partner of another one: it votes there, accepts, agrees, moves, leaves.

- vote_in: {partnership: Harbour, proposal: 3, choice: for, reason: as we said}
- elsewhere: {partnership: Harbour, do: accept}
- elsewhere: {partnership: Harbour, do: consent, with: [3, "yes"]}

`DEEDS` has everything that it can do there, and what each takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polypact.capabilities.actions import Action, check_reason
from polypact.capabilities.declaring import ESCROW, PARTNERSHIP, Capability, Flag, Kind, Maker, Option, Speaker
from polypact.capabilities.draft_fields import DraftFields, Elsewhere, Surroundings
from polypact.text.enums import ETHER, Support
from polypact.text.errors import PolypactError
from polypact.text.numerals import read_whole

__all__ = ["DEEDS", "ELSEWHERE", "ElsewhereActions"]


class ElsewhereActions(Maker):
    """Actions on another partnership, at its address or at that of its escrow."""

    def vote_in(self, partnership: str, proposal_id: int, support: Support, reason: str = "") -> Action:
        """Casts the ballot of this partnership on a proposal of another one, of which it is a partner."""
        check_reason(reason)
        if reason:
            return self.at(partnership, PARTNERSHIP, "castVoteWithReason", proposal_id, int(support), reason)
        return self.at(partnership, PARTNERSHIP, "castVote", proposal_id, int(support))


@dataclass(frozen=True)
class Doing:
    """One thing to be done in another partnership, and what was given for it."""

    make: ElsewhereActions
    around: Surroundings
    """Of the partnership that does it."""
    there: Elsewhere
    given: Sequence[str]

    def on_partnership(self, function: str, *arguments: Any) -> Action:
        return self.make.at(self.there.address, PARTNERSHIP, function, *arguments)

    def on_escrow(self, function: str, *arguments: Any, value: int = 0) -> Action:
        return self.make.at(self.there.escrow, ESCROW, function, *arguments, value=value)

    def account(self) -> str:
        """An account as the partnership that does it knows it: `escrow` is its own."""
        return self.around.account(self.given[0])

    @property
    def own(self) -> str:
        return self.around.account("treasury")

    def tokens(self, first: int = 0) -> list[str]:
        found = {self.there.tokens.named(name).address for name in self.given[first:]}
        return sorted(found, key=lambda token: int(token, 16))


@dataclass(frozen=True)
class Deed:
    """What can be done, and how many values it takes: the least and the most."""

    takes: str
    counts: tuple[int, int]
    make: Callable[[Doing], Action]


def _consent(doing: Doing) -> Action:
    answer = doing.given[1].lower()
    if answer not in ("yes", "no"):
        raise PolypactError(f"consent takes the proposal and yes or no, not {doing.given[1]!r}")
    return doing.on_partnership("consent", doing.there.proposal_id(doing.given[0]), answer == "yes")


def _represent(doing: Doing) -> Action:
    nobody = doing.given[0].lower() == "nobody"
    return doing.on_partnership("name_representative", ETHER if nobody else doing.account())


def _take_seat(doing: Doing) -> Action:
    partner = doing.there.account(doing.given[0])
    return doing.on_partnership("take_seat", partner, doing.there.conditions(partner))


def _payout(doing: Doing) -> Action:
    """To the escrow of who is paid it is income there, to be split by its own order."""
    own = doing.given[0].lower() == "treasury"
    return doing.on_escrow("set_payout", ETHER if own else doing.account())


def _contribute(doing: Doing) -> Action:
    token, amount = doing.there.tokens.amount(" ".join(doing.given))
    return doing.on_escrow("contribute", token.address, amount, value=amount if token.address == ETHER else 0)


def _take_along(doing: Doing) -> Action:
    token = doing.there.tokens.named(doing.given[0]).address
    least = read_whole(doing.given[2]) if len(doing.given) > 2 else 0
    return doing.on_escrow("contribute_on", token, doing.around.elsewhere(doing.given[1]).address, least)


def _leave(doing: Doing) -> Action:
    tokens = doing.tokens()
    return doing.on_partnership("leave", tokens) if tokens else doing.on_partnership("leave")


def _leave_over(doing: Doing) -> Action:
    decision = doing.there.proposal_id(doing.given[0])
    return doing.on_partnership("leave_dissenting", decision, doing.tokens(1))


_MANY = 10

#: What a partnership does in another one => what it takes, and how it is made.
DEEDS: Mapping[str, Deed] = {
    "accept": Deed("", (0, 0), lambda doing: doing.on_partnership("accept", doing.there.offered(doing.own))),
    "consent": Deed("PROPOSAL yes|no", (2, 2), _consent),
    "represent": Deed("ACCOUNT|nobody", (1, 1), _represent),
    "answer": Deed("", (0, 0), lambda doing: doing.on_partnership("answer")),
    "notice": Deed("", (0, 0), lambda doing: doing.on_partnership("give_notice")),
    "leave": Deed("[TOKEN...]", (0, _MANY), _leave),
    "leave-dissenting": Deed("PROPOSAL [TOKEN...]", (1, 1 + _MANY), _leave_over),
    "offer-seat": Deed("ACCOUNT", (1, 1), lambda doing: doing.on_partnership("offer_seat", doing.account())),
    "keep-seat": Deed("", (0, 0), lambda doing: doing.on_partnership("keep_seat")),
    "take-seat": Deed(
        "PARTNER",
        (1, 1),
        _take_seat,
    ),
    "payout": Deed("escrow|treasury|ACCOUNT", (1, 1), _payout),
    "contribute": Deed("AMOUNT", (1, 2), _contribute),
    "take-along": Deed("TOKEN SUCCESSOR [LEAST]", (2, 3), _take_along),
}


def _vote_in(make: ElsewhereActions, fields: DraftFields) -> Action:
    choice = fields.text("choice").strip().upper()
    if choice not in Support.__members__:
        raise PolypactError(f"the choice must be for, against or abstain, not {fields.text('choice')!r}")
    there = fields.around.elsewhere(fields.text("partnership"))
    proposal = there.proposal_id(fields.text("proposal"))
    return make.vote_in(there.address, proposal, Support[choice], fields.text("reason"))


def _do(make: ElsewhereActions, fields: DraftFields) -> Action:
    deed = fields.text("do").strip().lower().replace("_", "-")
    if deed not in DEEDS:
        raise PolypactError(f"nothing is called {deed!r} that is done elsewhere; there are {', '.join(DEEDS)}")
    given = fields.given.get("with", [])
    values = [given] if isinstance(given, str | int) else list(given or [])
    least, most = DEEDS[deed].counts
    if not least <= len(values) <= most:
        takes = DEEDS[deed].takes or "nothing more"
        raise PolypactError(f"{deed} takes {takes}, and {len(values)} were given")
    there = fields.around.elsewhere(fields.text("partnership"))
    return DEEDS[deed].make(Doing(make, fields.around, there, [_text(value) for value in values]))


def _text(value: Any) -> str:
    # YAML reads yes and no as truth values.
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _ballot(say: Speaker, given: Mapping[str, Any]) -> str:
    reason = f", because: {given['reason']}" if given.get("reason") else ""
    support = given["support"]
    choice = Support(support).words if support in tuple(Support) else f"{support}, which is no choice,"
    return f"Vote {choice} on its proposal {given['proposalId']}{reason}"


def _tokens(say: Speaker, tokens: Sequence[str]) -> str:
    return f", and take its part of {', '.join(map(say.symbol, tokens))} along" if tokens else ""


ELSEWHERE = Capability[ElsewhereActions](
    kinds={
        "vote_in": Kind(
            _vote_in,
            ("partnership", "proposal", "choice"),
            ("reason",),
            calls="",
            flag=Flag(
                Option(
                    "--vote-in",
                    "partnership",
                    "Cast this partnership's ballot on a proposal of another one, of which it is a partner: "
                    "for, against or abstain; a REASON may follow. Repeatable.",
                    "PARTNERSHIP ID CHOICE [REASON]",
                ),
                fields=("partnership", "proposal", "choice", "reason"),
                counts=(3, 40),
            ),
        ),
        "elsewhere": Kind(
            _do,
            ("partnership", "do"),
            ("with",),
            calls="",
            flag=Flag(
                Option(
                    "--in",
                    "partnership",
                    "What this partnership does as a partner of another one: "
                    + ", ".join(" ".join(filter(None, (name, deed.takes))) for name, deed in DEEDS.items())
                    + ". Repeatable.",
                    "PARTNERSHIP DEED [VALUES]",
                ),
                fields=("partnership", "do"),
                rest="with",
                counts=(2, 2 + 1 + _MANY),
            ),
        ),
    },
    abroad={
        "castVote": _ballot,
        "castVoteWithReason": _ballot,
        "consent": lambda say, given: (
            f"Say {'yes' if given['agrees'] else 'no'} to its proposal {given['proposal_id']}"
        ),
        "name_representative": lambda say, given: (
            f"Let {say.name(given['representative'])} vote and propose for us"
            if int(given["representative"], 16)
            else "Let nobody vote and propose for us any more"
        ),
        "answer": lambda say, given: "Answer a call: we are there",
        "give_notice": lambda say, given: "Give notice that we leave",
        "leave": lambda say, given: f"Leave{_tokens(say, given.get('named_tokens', []))}",
        "leave_dissenting": lambda say, given: (
            f"Leave without notice over its proposal {given['proposal_id']}"
            + _tokens(say, given.get("named_tokens", []))
        ),
        "offer_seat": lambda say, given: f"Offer our seat to {say.name(given['to'])}",
        "keep_seat": lambda say, given: "Keep our seat",
        "take_seat": lambda say, given: f"Take over the seat of {say.name(given['partner'])}",
        "set_payout": lambda say, given: (
            f"Have what we earn paid to {say.name(given['to'])}"
            if int(given["to"], 16)
            else "Have what we earn paid to the treasury"
        ),
        "contribute_on": lambda say, given: (
            f"Contribute what we can claim in {say.symbol(given['token'])} to {say.name(given['successor'])}"
        ),
    },
)
