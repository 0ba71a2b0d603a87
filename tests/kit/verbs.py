"""What people do, and what is decided by vote."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import boa
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from polypact.text.deals import Capital, Deal
from tests.kit.clock import travel_to
from tests.kit.house import Action, Partnership, columns
from tests.kit.numbers import ACTIVE, DAY, FOR, LAPSE_SECONDS, PROPOSER
from tests.kit.people import in_order
from tests.kit.signatures import consent, packed, sign, timed_ballot

NEW = bytes(32)  # a proposal that is not put again


# --- who acts ---


@contextmanager
def by_vote(venture: Partnership) -> Iterator[None]:
    """Acts as the partnership, as an executed proposal would; for tests that are not about deciding."""
    with boa.env.prank(venture.partnership.address):
        yield


@contextmanager
def by_roster(venture: Partnership) -> Iterator[None]:
    """Acts as what keeps the roster, and tells the others of weights and units that change."""
    with boa.env.prank(venture.membership.address):
        yield


# --- joining, leaving, moving ---


def invite(venture: Partnership, account: str, weight: int = 10, units: int = 10, role: int = PROPOSER) -> None:
    """Admits `account` without a vote."""
    with by_vote(venture):
        venture.membership.admit(account, weight, units, role, 7 * DAY)


def accept(venture: Partnership, account: str, terms_hash: bytes | None = None) -> None:
    """Has `account` accept what it is offered; `terms_hash` is another document than that of the offer."""
    offer = venture.membership.offer_of(account)
    if terms_hash is not None:
        offer = offer._replace(terms_hash=terms_hash)
    with boa.env.prank(account):
        venture.membership.accept(offer)


def join(venture: Partnership, account: str, weight: int = 10, units: int = 10, role: int = PROPOSER) -> None:
    """Makes `account` a partner without a vote; its weight counts from the next second."""
    invite(venture, account, weight, units, role)
    accept(venture, account)


def join_by_vote(venture: Partnership, account: str, weight: int = 10, units: int = 10, role: int = PROPOSER) -> None:
    """Admits `account` as its partners would, and has it accept."""
    venture.decide([venture.admit_call(account, weight, units, role)], f"admit {account}")
    accept(venture, account)


def amend(
    venture: Partnership,
    text: bytes = b"terms 2",
    window_seconds: int = 7 * DAY,
    deal: Deal | None = None,
    capital: Sequence[Capital] = (),
) -> bytes:
    """Puts new terms in force without a vote, with the deal as it is if none is given; returns their hash."""
    terms_hash = keccak(text)
    changed = deal or deal_in_force(venture)
    with by_vote(venture):
        repayable = [entry.abi() for entry in capital]
        venture.membership.amend_terms(terms_hash, "ipfs://terms-2", window_seconds, changed.abi(), repayable)
    return terms_hash


def deal_in_force(venture: Partnership) -> Deal:
    record = venture.membership.deal_of(venture.membership.current_terms().version)
    return Deal(*record)


def set_exit_terms(
    venture: Partnership, notice_seconds: int = 0, redeemable_bps: int = 10_000, capital: Sequence[Capital] = ()
) -> None:
    """Puts terms with that notice and redeemable share in force without a vote, and has every active partner accept."""
    window_closes = venture.membership.current_terms().window_closes
    if window_closes >= boa.env.timestamp:
        travel_to(window_closes + 1)
    deal = replace(deal_in_force(venture), notice_seconds=notice_seconds, redeemable_bps=redeemable_bps)
    amend(venture, f"exit {notice_seconds} {redeemable_bps}".encode(), deal=deal, capital=capital)
    everybody = [venture.membership.partner_at(seat) for seat in range(venture.membership.seat_count())]
    active = [account for account in everybody if venture.membership.status_of(account) == ACTIVE]
    for account in active:
        accept(venture, account)
    close_window(venture, *active)
    outlast_base(venture)


def give_notice(venture: Partnership, partner: str) -> None:
    with boa.env.prank(partner):
        venture.membership.give_notice()


def leave(venture: Partnership, partner: str, tokens: Sequence[str] = ()) -> None:
    with boa.env.prank(partner):
        if tokens:
            venture.membership.leave(list(tokens))
        else:
            venture.membership.leave()


def wind_up(venture: Partnership, kept: Sequence[tuple[str, int]] = (), days: int = 30) -> None:
    """Begins winding up as a vote would, which keeps so much of each token for so many days."""
    with by_vote(venture):
        venture.partnership.wind_up(list(kept), days)


def conditions(venture: Partnership, partner: str) -> tuple[Any, ...]:
    """What an account that takes the seat of `partner` consents to."""
    return tuple(venture.membership.seat_conditions(partner))


def offer(venture: Partnership, partner: str, to: str) -> None:
    with boa.env.prank(partner):
        venture.membership.offer_seat(to)


def take(venture: Partnership, partner: str, to: str) -> None:
    """`to` takes the seat of `partner` on the conditions of now."""
    agreed = conditions(venture, partner)
    with boa.env.prank(to):
        venture.membership.take_seat(partner, agreed)


def move(venture: Partnership, partner: str, to: str) -> None:
    """Moves the seat of `partner` to `to`, as the partner wants it; it takes the delay of the deal."""
    offer(venture, partner, to)
    travel_to(int(venture.membership.seat_offer(partner)[1]))
    take(venture, partner, to)


def call(venture: Partnership, partner: str, by: str) -> int:
    """Asks `partner` for a sign of life, and returns until when it has to give one."""
    with boa.env.prank(by):
        venture.membership.call_partner(partner)
    return int(venture.membership.partner(partner).answer_by)


def silence(venture: Partnership, partner: str, by: str) -> None:
    """Has `partner` lapse because it does not answer `by`."""
    travel_to(call(venture, partner, by) + 1)
    venture.membership.lapse(partner)


def passed_reshare(venture: Partnership, partner: str, weight: int, units: int) -> Callable[[], None]:
    """A passed vote on shares that `partner` agrees to, as it must where they become less; executed when called."""
    members, governor = venture.membership, venture.partnership
    action = (members.address, 0, members.set_shares.prepare_calldata(partner, weight, units))
    text = f"shares {governor.proposal_count()}"
    everybody = [members.partner_at(seat) for seat in range(members.seat_count())]
    voters = [one for one in everybody if governor.has_standing(one) and governor.weight_of(one)]
    proposal = venture.propose([action], text, by=voters[0])
    venture.open_voting(proposal)
    venture.vote(proposal, by=voters)
    with boa.env.prank(members.holder_of(partner)):
        governor.consent(proposal, True)
    travel_to(governor.proposalEta(proposal))
    return lambda: venture.execute([action], text)


def reshare(venture: Partnership, partner: str, weight: int, units: int) -> None:
    """Changes shares by a vote that `partner` agrees to."""
    passed_reshare(venture, partner, weight, units)()


def expel(venture: Partnership, partner: str) -> None:
    """Expels `partner` without a vote, and takes it off the roster when its notice is over."""
    with by_vote(venture):
        venture.membership.expel(partner)
    travel_to(int(venture.membership.partner(partner).leaves_at))
    venture.membership.end_notice(partner)


def close_window(venture: Partnership, *accepted: str) -> None:
    """Has the window closed at its end, because `accepted` did: the version before is good no more."""
    travel_to(int(venture.membership.current_terms().window_closes) + 1)
    venture.membership.close_window(in_order(*accepted))
    boa.env.time_travel(seconds=1)


def miss_terms(venture: Partnership, *partners: str, text: bytes = b"terms 2") -> bytes:
    """Puts new terms in force that `partners` do not accept, and the other founders do, until they lose their standing.

    Returns:
        The hash of the terms.
    """
    terms_hash = amend(venture, text)
    others = [founder.address for founder in venture.founders if founder.address not in partners]
    for other in others:
        if venture.membership.status_of(other) == ACTIVE:
            accept(venture, other, terms_hash)
    close_window(venture, *others)
    return terms_hash


def lapse_over_terms(venture: Partnership, *partners: str, text: bytes = b"terms 2") -> bytes:
    """Has `partners` miss new terms until they lapse; returns the hash of those."""
    terms_hash = miss_terms(venture, *partners, text=text)
    outlast_base(venture)
    for partner in partners:
        venture.membership.lapse(partner)
    return terms_hash


def outlast_base(venture: Partnership) -> None:
    """Travels to where weight may lapse over the terms in force, whose window is closed; never back."""
    may_lapse = int(venture.membership.current_terms().window_closes) + LAPSE_SECONDS + 1
    travel_to(max(boa.env.timestamp, may_lapse))


# --- proposing and voting ---


def pay_call(to: str, amount: int = 1) -> Action:
    """The action of a plain payment of `amount` wei."""
    return (to, amount, b"")


def ready(venture: Partnership, actions: Sequence[Action], text: str = "a proposal") -> int:
    """A passed proposal in its first executable second, with money for it in the treasury."""
    boa.env.set_balance(venture.partnership.address, sum(action[1] for action in actions))
    return venture.pass_proposal(actions, text)


def own(partner: str, text: str = "a proposal") -> str:
    """The text as only `partner` can propose it."""
    return f"{text}\n#proposer={partner.lower()}"


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
    """With beneficiaries, or put again, the text must end as `own` has it."""
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


def say(venture: Partnership, proposal: int, agrees: bool, by: str) -> None:
    """Says yes or no to a proposal, besides the ballot."""
    with boa.env.prank(by):
        venture.partnership.consent(proposal, agrees)


def said(venture: Partnership, holder: LocalAccount, proposal: int, agrees: bool, deadline: int = 2**40 - 1) -> bytes:
    """The same for a batch, signed."""
    message = consent(venture.partnership.address, proposal, holder.address, agrees, deadline)
    return packed(holder.address, int(agrees), deadline, sign(holder, message))


def end_vote(venture: Partnership, proposal: int) -> int:
    """Moves to the first second after the vote, and returns the state."""
    travel_to(venture.partnership.proposalDeadline(proposal) + 1)
    return int(venture.partnership.state(proposal))


def signed(
    venture: Partnership, voter: LocalAccount, proposal: int, support: int = FOR, deadline: int = 2**40 - 1
) -> bytes:
    """A ballot of `voter` for a batch, signed."""
    message = timed_ballot(venture.partnership.address, proposal, support, voter.address, deadline)
    return packed(voter.address, support, deadline, sign(voter, message))


def relay(venture: Partnership, proposal: int, ballots: Sequence[bytes], skip_bad: bool = False, **how: Any) -> int:
    """Sends a batch and returns how many ballots counted."""
    return int(venture.partnership.cast_votes_by_sig(proposal, b"".join(ballots), skip_bad, **how))
