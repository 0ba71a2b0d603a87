"""What the tests of special classes have their partners do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import boa
from eth_account.messages import SignableMessage
from eth_account.signers.local import LocalAccount

from tests.conftest import FOR, Partnership, travel_to
from tests.unit.modules.helpers import accept, columns, invite, sign, timed_ballot

NEW = bytes(32)  # not put again
Action = tuple[str, int, bytes]


def propose_as(
    venture: Partnership,
    partner: str,
    actions: Sequence[Action],
    text: str = "a proposal",
    *,
    by: str | None = None,
    beneficiaries: Sequence[str] = (),
    stopped: bytes = NEW,
) -> int:
    with boa.env.prank(by or partner):
        lists = columns(list(actions))
        return int(venture.partnership.propose_as(partner, *lists, text, list(beneficiaries), stopped))


def represent(venture: Partnership, partner: str, representative: str) -> None:
    with boa.env.prank(partner):
        venture.partnership.name_representative(representative)


def vote_as(venture: Partnership, partner: str, proposal: int, support: int = FOR, *, by: str) -> int:
    with boa.env.prank(by):
        return int(venture.partnership.cast_vote_as(partner, proposal, support, ""))


def vote_each(venture: Partnership, proposal: int, votes: Sequence[int | None]) -> None:
    """One ballot of each founder in their order; None does not vote."""
    for founder, support in zip(venture.founders, votes, strict=True):
        if support is not None:
            venture.vote(proposal, support, by=[founder.address])


def recuse(venture: Partnership, proposal: int, by: str, reason: str = "") -> None:
    with boa.env.prank(by):
        venture.partnership.recuse(proposal, reason)


def contest(venture: Partnership, proposal: int, by: str) -> None:
    with boa.env.prank(by):
        venture.partnership.contest_recusal(proposal)


def object_to(venture: Partnership, proposal: int, by: str, reason: str = "") -> None:
    with boa.env.prank(by):
        venture.partnership.object(proposal, reason)


def end_vote(venture: Partnership, proposal: int) -> int:
    """Moves to the first second after the vote, and returns the state."""
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    return int(venture.partnership.state(proposal))


def join(venture: Partnership, account: str, weight: int = 10, role: int = 1) -> None:
    """Makes `account` a partner without a vote; its weight counts from the next second."""
    invite(venture, account, weight, role=role)
    accept(venture, account)


def move(venture: Partnership, partner: str, to: str) -> None:
    """Moves the seat of `partner` to `to`, as the partner wants it."""
    with boa.env.prank(partner):
        venture.membership.offer_seat(to)
    with boa.env.prank(to):
        venture.membership.take_seat(partner)


def packed(voter: str, support: int, deadline: int, signature: bytes) -> bytes:
    """One ballot of a batch, as `cast_votes_by_sig` takes it."""
    head = bytes.fromhex(voter[2:]) + bytes(4) + support.to_bytes(1, "big") + deadline.to_bytes(5, "big")
    return head + len(signature).to_bytes(2, "big") + signature


def signed(
    venture: Partnership, voter: LocalAccount, proposal: int, support: int = FOR, deadline: int = 2**40 - 1
) -> bytes:
    """A ballot of `voter` for a batch, signed."""
    message: SignableMessage = timed_ballot(venture.partnership.address, proposal, support, voter.address, deadline)
    return packed(voter.address, support, deadline, sign(voter, message))


def relay(venture: Partnership, proposal: int, ballots: Sequence[bytes], skip_bad: bool = False, **how: Any) -> int:
    """Sends a batch and returns how many ballots counted."""
    return int(venture.partnership.cast_votes_by_sig(proposal, b"".join(ballots), skip_bad, **how))
