"""Partnership.consent and what is signed for it: yes to one's own deal, no to stop what has passed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Action, Govern, Partnership
from tests.kit.logs import events, logged
from tests.kit.numbers import (
    AGAINST,
    CANCELED,
    DAY,
    EXECUTED,
    FOR,
    FOR_EVER,
    LAZY,
    PROPOSER,
    QUEUED,
    SUCCEEDED,
    UNANIMOUS,
)
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.signatures import compact, consent, packed, sign
from tests.kit.verbs import (
    by_vote,
    end_vote,
    invite,
    join,
    leave,
    move,
    pay_call,
    propose_as,
    recuse,
    said,
    say,
    signed,
    vote_each,
)

NOTHING, AGREES, REFUSES, STOPS = range(4)
LATE = 2**40 - 1
TEXT = "a proposal"
SAME_AGAIN = keccak(text=TEXT)


def answer(venture: Partnership, proposal: int, account: str) -> int:
    return int(venture.partnership.consent_of(proposal, account))


def given(proposal: int, holder: str, agrees: bool, weight: int = 0) -> tuple[object, ...]:
    return ("ConsentGiven", proposal, holder, agrees, weight)


def passed(venture: Partnership, actions: Sequence[Action], votes: Sequence[int | None] = (FOR, FOR, FOR)) -> int:
    """A proposal in the first second after its vote."""
    proposal = venture.propose(actions, TEXT)
    venture.open_voting(proposal)
    vote_each(venture, proposal, votes)
    assert end_vote(venture, proposal) == QUEUED
    return proposal


def put_again(venture: Partnership, actions: Sequence[Action], votes: Sequence[int | None]) -> int:
    text = f"again\n#proposer={venture.founders[0].address}"
    again = propose_as(venture, venture.founders[0].address, actions, text, stopped=SAME_AGAIN)
    venture.open_voting(again)
    vote_each(venture, again, votes)
    end_vote(venture, again)
    return again


# --- yes ---


def test_is_a_yes_for_good(partnership: Partnership, proposal: int, eastport: str) -> None:
    say(partnership, proposal, True, eastport)
    assert logged(partnership.partnership) == [given(proposal, eastport, True)]
    assert answer(partnership, proposal, eastport) == AGREES
    for agrees in (True, False):
        with refused(partnership, "consents: has agreed"):
            say(partnership, proposal, agrees, eastport)


@pytest.mark.parametrize("vote_is_over", [False, True])
def test_is_heard_while_executing_and_of_that_proposal_only(
    partnership: Partnership, eastport: str, southbank: str, vote_is_over: bool
) -> None:
    """What asks `has_agreed` in the middle of an execution gets the answers to the proposal that is being executed."""
    governor = partnership.partnership
    asker = mock("ScriptedWallet")
    boa.env.set_balance(governor.address, 10)
    for proposal_number, (agreed, holder) in enumerate(
        [(True, eastport), (False, southbank), (False, eastport), (True, southbank)]
    ):
        actions = [pay_call(asker.address, 1)]
        text = f"proposal {proposal_number}"
        asker.plan(governor.address, governor.has_agreed.prepare_calldata(holder))
        if vote_is_over:
            proposal = partnership.pass_proposal(actions, text)
            if agreed:
                say(partnership, proposal, True, holder)
        else:
            proposal = partnership.propose(actions, text)
            if agreed:
                say(partnership, proposal, True, holder)
            partnership.open_voting(proposal)
            partnership.vote(proposal)
            travel_to(governor.proposalEta(proposal))
        partnership.execute(actions, text)
        assert asker.succeeded()
        assert int.from_bytes(asker.answer(), "big") == agreed, proposal_number
        # Before and after, none is being executed.
        assert governor.has_agreed(holder) is False


def test_is_not_heard_any_more_in_the_call_that_executed(
    partnership: Partnership, eastport: str, outsider: str
) -> None:
    """One transaction that executes and then asks: the answer is about nothing."""
    governor = partnership.partnership
    actions = [pay_call(outsider, 1)]
    boa.env.set_balance(governor.address, 1)
    proposal = partnership.pass_proposal(actions, TEXT)
    say(partnership, proposal, True, eastport)
    relayer = mock("ScriptedWallet")
    relayer.plan(governor.address, governor.has_agreed.prepare_calldata(eastport))
    execute = governor.execute.prepare_calldata([outsider], [1], [b""], SAME_AGAIN)
    relayer.call_and_poke(governor.address, execute)
    assert governor.state(proposal) == EXECUTED
    assert relayer.succeeded() and int.from_bytes(relayer.answer(), "big") == 0


def test_goes_by_seat_when_the_seat_moves(partnership: Partnership, proposal: int, eastport: str, new: str) -> None:
    say(partnership, proposal, True, eastport)
    move(partnership, eastport, new)
    assert answer(partnership, proposal, new) == NOTHING  # the yes of who gave the seat away binds nobody
    assert answer(partnership, proposal, eastport) == NOTHING
    say(partnership, proposal, False, new)
    assert answer(partnership, proposal, new) == answer(partnership, proposal, eastport) == REFUSES
    say(partnership, proposal, True, new)
    assert answer(partnership, proposal, new) == AGREES
    with refused(partnership, "consents: has agreed"):
        say(partnership, proposal, False, new)
    with refused(partnership, "consents: holds no seat"):
        say(partnership, proposal, False, eastport)


def test_needs_a_seat_and_no_standing(partnership: Partnership, proposal: int, eastport: str, outsider: str) -> None:
    with refused(partnership, "consents: holds no seat"):
        say(partnership, proposal, True, outsider)
    with by_vote(partnership):
        partnership.membership.suspend(eastport)
    say(partnership, proposal, True, eastport)
    assert answer(partnership, proposal, eastport) == AGREES


def test_is_of_no_use_when_the_proposal_is_over(partnership: Partnership, eastport: str, outsider: str) -> None:
    governor = partnership.partnership
    with refused(partnership, "governor: unknown proposal"):
        say(partnership, 1, True, eastport)
    boa.env.set_balance(governor.address, 1)
    over = [partnership.decide([pay_call(outsider, 1)], "executed")]
    defeated = partnership.propose([pay_call(outsider)], "defeated")
    end_vote(partnership, defeated)
    withdrawn = partnership.propose([pay_call(outsider)], "withdrawn")
    with boa.env.prank(partnership.founders[0].address):
        governor.cancel([outsider], [1], [b""], keccak(text="withdrawn"))
    expired = partnership.pass_proposal([pay_call(outsider)], "expired")
    boa.env.time_travel(seconds=14 * DAY)
    for proposal in (*over, defeated, withdrawn, expired):
        with refused(partnership, "consents: proposal is over"):
            say(partnership, proposal, True, eastport)


# --- no ---


def test_stops_what_has_passed_when_more_than_half_refuse(
    partnership: Partnership, eastport: str, southbank: str, northwind: str, outsider: str
) -> None:
    governor = partnership.partnership
    proposal = passed(partnership, [pay_call(outsider)])
    say(partnership, proposal, False, northwind)  # 50 of 100 are not more than half
    assert logged(governor) == [given(proposal, northwind, False, 50)]
    assert governor.state(proposal) == QUEUED
    assert governor.stopping_weight(proposal) == 50
    say(partnership, proposal, False, southbank)
    assert logged(governor) == [
        given(proposal, southbank, False, 20),
        ("ProposalStopped", proposal),
        ("ProposalCanceled", proposal),
    ]
    assert governor.state(proposal) == CANCELED
    assert answer(partnership, proposal, southbank) == STOPS
    travel_to(governor.proposalEta(proposal))
    with refused(partnership, "governor: not executable"):
        partnership.execute([pay_call(outsider)], TEXT)
    with refused(partnership, "consents: proposal is over"):
        say(partnership, proposal, False, eastport)


def test_stops_until_it_is_executed(partnership: Partnership, northwind: str, eastport: str, outsider: str) -> None:
    governor = partnership.partnership
    proposal = passed(partnership, [pay_call(outsider)])
    travel_to(governor.proposalEta(proposal) + 13 * DAY)
    assert governor.state(proposal) == SUCCEEDED
    say(partnership, proposal, False, northwind)
    say(partnership, proposal, False, eastport)
    assert governor.state(proposal) == CANCELED


@pytest.mark.parametrize("how", ["left", "suspended"])
def test_t89_who_is_left_stops_what_passed_by_the_weight_of_who_is_gone(
    partnership: Partnership, northwind: str, eastport: str, southbank: str, outsider: str, how: str
) -> None:
    """50 of 100 pass it and are gone: more than half of the 50 there are now stops it."""
    proposal = passed(partnership, [pay_call(outsider)], (FOR, None, None))
    if how == "left":
        leave(partnership, northwind)
    else:
        with by_vote(partnership):
            partnership.membership.suspend(northwind)
    say(partnership, proposal, False, by=southbank)
    assert partnership.partnership.state(proposal) == QUEUED
    say(partnership, proposal, False, by=eastport)
    assert partnership.partnership.state(proposal) == CANCELED


def test_counts_a_no_once(partnership: Partnership, northwind: str, outsider: str) -> None:
    proposal = passed(partnership, [pay_call(outsider)])
    say(partnership, proposal, False, northwind)
    with refused(partnership, "consents: said before"):
        say(partnership, proposal, False, northwind)
    assert partnership.partnership.stopping_weight(proposal) == 50


def test_a_seat_that_moves_counts_once(
    partnership: Partnership, eastport: str, new: str, southbank: str, outsider: str
) -> None:
    governor = partnership.partnership
    proposal = passed(partnership, [pay_call(outsider)])
    say(partnership, proposal, False, eastport)
    move(partnership, eastport, new)
    with refused(partnership, "consents: said before"):
        say(partnership, proposal, False, new)
    say(partnership, proposal, False, southbank)
    assert governor.stopping_weight(proposal) == 50
    assert governor.state(proposal) == QUEUED


def test_a_no_of_before_counts_when_it_comes_again(
    partnership: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """Anybody may relay it again, since it is signed; before the end of the vote it only stands there."""
    governor = partnership.partnership
    proposal = partnership.propose([pay_call(outsider)], TEXT)
    early = [said(partnership, founder, proposal, False) for founder in founders[:2]]
    assert governor.consents_by_sig(proposal, b"".join(early), False) == 2
    assert answer(partnership, proposal, founders[0].address) == REFUSES
    assert governor.stopping_weight(proposal) == 0
    with refused(partnership, "consents: said before"):
        governor.consents_by_sig(proposal, early[0], False)
    partnership.open_voting(proposal)
    partnership.vote(proposal)
    with refused(partnership, "consents: said before"):
        governor.consents_by_sig(proposal, early[0], False)
    assert end_vote(partnership, proposal) == QUEUED
    assert governor.consents_by_sig(proposal, b"".join(early), False) == 2
    assert governor.state(proposal) == CANCELED


def test_takes_a_no_back_by_a_yes(
    partnership: Partnership, northwind: str, eastport: str, southbank: str, outsider: str
) -> None:
    governor = partnership.partnership
    proposal = passed(partnership, [pay_call(outsider)])
    say(partnership, proposal, False, northwind)
    say(partnership, proposal, True, northwind)
    assert governor.stopping_weight(proposal) == 0
    say(partnership, proposal, False, eastport)
    say(partnership, proposal, False, southbank)
    assert governor.state(proposal) == QUEUED
    assert governor.stopping_weight(proposal) == 50


def test_a_signature_does_not_bring_back_what_was_taken_back(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    """Who signed a yes and thinks better of it says no by a transaction: then the yes is worth nothing."""
    governor = partnership.partnership
    yes = said(partnership, founders[1], proposal, True)
    say(partnership, proposal, False, founders[1].address)
    with refused(partnership, "consents: was taken back"):
        governor.consents_by_sig(proposal, yes, False)
    assert answer(partnership, proposal, founders[1].address) == REFUSES
    say(partnership, proposal, True, founders[1].address)
    assert answer(partnership, proposal, founders[1].address) == AGREES


def test_does_not_count_without_standing_weight_or_vote(
    partnership: Partnership, northwind: str, eastport: str, southbank: str, outsider: str, new: str, newer: str
) -> None:
    governor = partnership.partnership
    join(partnership, newer, 0, 1)
    proposal = partnership.propose([pay_call(outsider)], TEXT)
    partnership.open_voting(proposal)
    join(partnership, new, 1_000)  # after the snapshot
    recuse(partnership, proposal, southbank)
    partnership.vote(proposal, by=[northwind, eastport])
    assert end_vote(partnership, proposal) == QUEUED
    with by_vote(partnership):
        partnership.membership.suspend(northwind)
    for account in (newer, new, southbank, northwind):
        say(partnership, proposal, False, account)
        assert logged(governor) == [given(proposal, account, False)]
        assert answer(partnership, proposal, account) == REFUSES
        with refused(partnership, "consents: said before"):
            say(partnership, proposal, False, account)
    assert governor.stopping_weight(proposal) == 0
    with by_vote(partnership):
        partnership.membership.reinstate(northwind)
    say(partnership, proposal, False, northwind)  # 50 of the 80 that are not recused
    assert governor.state(proposal) == CANCELED


@pytest.mark.parametrize(
    ("rule", "votes"),
    [
        (Rule(), (FOR, FOR, AGAINST)),
        (Rule(mode=LAZY, quorum_bps=4_000), (None, None, None)),
        (Rule(mode=UNANIMOUS, quorum_bps=10_000, approval_bps=10_000), (FOR, FOR, FOR)),
        (Rule(mode=1, seat_approval_bps=5_000), (FOR, FOR, AGAINST)),
        (Rule(early_decision=True), (FOR, FOR, None)),
    ],
)
def test_stops_in_every_class(govern: Govern, rule: Rule, votes: Sequence[int | None], outsider: str) -> None:
    venture = govern(rule, others=[(4, Rule(quorum_bps=1))])
    governor = venture.partnership
    proposal = passed(venture, [pay_call(outsider)], votes)
    for founder in venture.founders[:2]:
        say(venture, proposal, False, founder.address)
    assert governor.state(proposal) == CANCELED


# --- once ---


@pytest.mark.parametrize(("votes", "state"), [((FOR, AGAINST, FOR), QUEUED), ((FOR, AGAINST, AGAINST), 3)])
def test_needs_two_thirds_when_put_again_and_is_not_stopped_again(
    partnership: Partnership, northwind: str, eastport: str, outsider: str, votes: Sequence[int], state: int
) -> None:
    """50 and 20 of 100 are above two thirds; 50 of 100 are not."""
    governor = partnership.partnership
    actions = [pay_call(outsider)]
    proposal = passed(partnership, actions)
    for account in (northwind, eastport):
        say(partnership, proposal, False, account)
    again = put_again(partnership, actions, votes)
    assert governor.proposal_tally(again)[8] == 6_667
    assert governor.state(again) == state
    if state == QUEUED:
        for account in (northwind, eastport):
            say(partnership, again, False, account)
            assert answer(partnership, again, account) == REFUSES
        assert governor.state(again) == QUEUED
        assert governor.stopping_weight(again) == 0


@pytest.mark.parametrize(
    ("votes", "state"),
    [((None, None, None), 3), ((FOR, None, None), QUEUED), ((FOR, None, AGAINST), QUEUED), ((FOR, AGAINST, None), 3)],
)
def test_silence_does_not_pass_what_was_stopped(
    govern: Govern, votes: Sequence[int | None], state: int, outsider: str
) -> None:
    """Lazy consensus, a bar of 40%: put again it needs ballots for it, two thirds of all."""
    venture = govern(Rule(mode=LAZY, quorum_bps=4_000))
    actions = [pay_call(outsider)]
    proposal = passed(venture, actions, (None, None, None))
    for founder in venture.founders[:2]:
        say(venture, proposal, False, founder.address)
    assert venture.partnership.state(put_again(venture, actions, votes)) == state


# --- signed ---


def test_takes_what_was_signed(partnership: Partnership, proposal: int, founders: list[LocalAccount]) -> None:
    governor, holder = partnership.partnership, founders[1]
    message = consent(governor.address, proposal, holder.address, True, boa.env.timestamp)
    governor.consent_by_sig(proposal, holder.address, True, boa.env.timestamp, compact(sign(holder, message)))
    assert logged(governor) == [given(proposal, holder.address, True)]


@pytest.mark.parametrize("what", ["answer", "proposal", "holder", "deadline", "chain", "partnership", "kind"])
def test_t47_refuses_what_was_signed_otherwise(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], outsider: str, what: str
) -> None:
    governor, holder = partnership.partnership, founders[1]
    message = consent(
        outsider if what == "partnership" else governor.address,
        proposal + (what == "proposal"),
        founders[2].address if what == "holder" else holder.address,
        what != "answer",
        LATE - (what == "deadline"),
        5 if what == "chain" else 1,
    )
    signature = signed(partnership, holder, proposal)[32:] if what == "kind" else sign(holder, message)
    with refused(partnership, "consents: invalid signature"):
        governor.consent_by_sig(proposal, holder.address, True, LATE, signature)
    with refused(partnership, "consents: invalid signature"):
        governor.consents_by_sig(proposal, packed(holder.address, 1, LATE, signature), False)


def test_t49_refuses_what_is_late(partnership: Partnership, proposal: int, founders: list[LocalAccount]) -> None:
    governor, now = partnership.partnership, boa.env.timestamp
    in_time = said(partnership, founders[0], proposal, True, now)
    late = said(partnership, founders[1], proposal, True, now - 1)
    assert governor.consents_by_sig(proposal, in_time, False) == 1
    with refused(partnership, "consents: signature expired"):
        governor.consents_by_sig(proposal, late, False)
    message = consent(governor.address, proposal, founders[1].address, True, now - 1)
    with refused(partnership, "consents: signature expired"):
        governor.consent_by_sig(proposal, founders[1].address, True, now - 1, sign(founders[1], message))


def test_passes_over_what_does_not_count(
    partnership: Partnership, founders: list[LocalAccount], key: Callable[[str], LocalAccount], outsider: str
) -> None:
    governor = partnership.partnership
    proposal = passed(partnership, [pay_call(outsider)])
    stranger = key("stranger")
    good = [said(partnership, founder, proposal, False) for founder in founders[:2]]
    bad = [
        said(partnership, stranger, proposal, False),
        packed(founders[2].address, 0, LATE, b""),
        packed(founders[2].address, 2, LATE, good[0][32:]),
        packed(founders[2].address, 0, LATE, bytes(2_081)),
        good[0],
    ]
    reasons = [
        (stranger.address, "consents: holds no seat"),
        (founders[2].address, "consents: invalid signature"),
        (founders[2].address, "consents: invalid signature"),
        (founders[2].address, "consents: invalid signature"),
        (founders[0].address, "consents: said before"),
    ]
    batch = b"".join([good[0], *bad, good[1]])
    for one, (_, reason) in zip(bad[:4], reasons, strict=False):
        with refused(partnership, reason):
            governor.consents_by_sig(proposal, one, False)
    assert governor.consents_by_sig(proposal, batch, True) == 2
    assert [(log[2]["holder"], log[2]["reason"]) for log in events(governor) if log[1] == "ConsentSkipped"] == reasons
    assert governor.state(proposal) == CANCELED


def test_refuses_a_batch_that_is_cut_off_or_too_long(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    governor = partnership.partnership
    one = said(partnership, founders[0], proposal, True)
    with refused(partnership, "consents: batch is cut off"):
        governor.consents_by_sig(proposal, one[:-1], True)
    junk = packed(founders[0].address, 1, LATE, b"")
    assert governor.consents_by_sig(proposal, junk * 64, True) == 0
    with refused(partnership, "consents: too many answers"):
        governor.consents_by_sig(proposal, junk * 65, True)
    assert governor.consents_by_sig(proposal, b"", False) == 0


def test_takes_what_a_contract_wallet_signed(
    partnership: Partnership, key: Callable[[str], LocalAccount], outsider: str
) -> None:
    governor, owner = partnership.partnership, key("owner")
    wallet = mock("OwnersWallet", [owner.address])
    invite(partnership, wallet.address, 200)
    with boa.env.prank(owner.address):
        accept = partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(wallet.address))
        wallet.call(partnership.membership.address, 0, accept)
    boa.env.time_travel(seconds=1)
    proposal = partnership.propose([pay_call(outsider)], TEXT)
    partnership.open_voting(proposal)
    with boa.env.prank(owner.address):
        wallet.call(governor.address, 0, governor.castVote.prepare_calldata(proposal, FOR))
    assert end_vote(partnership, proposal) == QUEUED
    message = consent(governor.address, proposal, wallet.address, False, FOR_EVER)
    governor.consent_by_sig(proposal, wallet.address, False, FOR_EVER, sign(owner, message))
    assert governor.state(proposal) == CANCELED


def test_holds_the_answers_of_many_seats_apart(
    partnership: Partnership, key: Callable[[str], LocalAccount], outsider: str
) -> None:
    """Seats 127, 128 and 129: the last of one slot and the first of the next."""
    for number in range(3, 131):
        invite(partnership, key(f"partner {number}").address, 1, 1, PROPOSER)
    proposal = partnership.propose([pay_call(outsider)], TEXT)
    wanted = {127: AGREES, 128: REFUSES, 129: AGREES, 0: REFUSES, 126: NOTHING, 130: NOTHING}
    accounts = {seat: partnership.membership.partner_at(seat) for seat in wanted}
    for seat, word in wanted.items():
        if word != NOTHING:
            say(partnership, proposal, word == AGREES, accounts[seat])
    assert {seat: answer(partnership, proposal, account) for seat, account in accounts.items()} == wanted
    assert answer(partnership, proposal, outsider) == NOTHING


def test_who_left_is_heard_no_more_than_its_seat(partnership: Partnership, southbank: str, outsider: str) -> None:
    """Its weight of the snapshot does not stop anything once it has gone."""
    governor = partnership.partnership
    proposal = passed(partnership, [pay_call(outsider)])
    leave(partnership, southbank)
    say(partnership, proposal, False, southbank)
    assert governor.stopping_weight(proposal) == 0
