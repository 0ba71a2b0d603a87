"""Partnership.execute."""

from __future__ import annotations

from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import CONSTITUTIONAL, DAY, ETHER, EXECUTED, EXPIRED, FOR, QUEUED, SUCCEEDED
from tests.kit.refusals import ROSTER_BY_VOTE_ONLY, refused
from tests.kit.rules import Rule
from tests.kit.verbs import conditions, invite, pay_call, ready, reshare

TEXT = "a proposal"


def test_pays_when_the_proposal_passed(partnership: Partnership, supplier: str, outsider: str) -> None:
    proposal = ready(partnership, [pay_call(supplier, 7)])
    with boa.env.prank(outsider):
        returned = partnership.partnership.execute(*columns([pay_call(supplier, 7)]), keccak(text=TEXT))
    assert returned == proposal
    assert events(partnership.partnership) == [
        (partnership.partnership.address, "ProposalExecuted", {"proposalId": proposal})
    ]
    assert boa.env.get_balance(supplier) == 7
    assert boa.env.get_balance(partnership.partnership.address) == 0
    assert partnership.partnership.state(proposal) == EXECUTED


def test_makes_every_call_in_order_when_there_are_sixteen(partnership: Partnership) -> None:
    target = mock("ActionTarget")
    actions = [(target.address, 0, target.bump.prepare_calldata(2**n)) for n in range(15)] + [pay_call(target.address)]
    ready(partnership, actions[:-1])
    partnership.execute(actions[:-1])
    assert target.count() == 2**15 - 1


def test_all_or_none_when_the_last_action_fails(partnership: Partnership, supplier: str) -> None:
    target = mock("ActionTarget")
    actions = [
        pay_call(supplier, 7),
        (target.address, 0, target.bump.prepare_calldata(1)),
        (target.address, 0, target.fail.prepare_calldata("the supplier's own reason")),
    ]
    proposal = ready(partnership, actions)
    with refused(partnership, "the supplier's own reason"):
        partnership.execute(actions)
    assert boa.env.get_balance(supplier) == 0
    assert target.count() == 0
    assert partnership.partnership.state(proposal) == SUCCEEDED


@pytest.mark.parametrize("reason", ["", "x" * 512])
def test_passes_the_reason_on_when_an_action_fails(partnership: Partnership, reason: str) -> None:
    target = mock("ActionTarget")
    actions = [(target.address, 0, target.fail.prepare_calldata(reason))]
    ready(partnership, actions)
    with refused(partnership, reason):
        partnership.execute(actions)


def test_reverts_when_an_action_fails_without_a_reason(partnership: Partnership, supplier: str) -> None:
    target = mock("ActionTarget")
    silent = [(target.address, 0, target.fail_silently.prepare_calldata())]
    ready(partnership, silent)
    with refused(partnership, "governor: action failed"):
        partnership.execute(silent)
    too_dear = [pay_call(supplier, 1_000)]
    ready(partnership, too_dear, "more than there is")
    boa.env.set_balance(partnership.partnership.address, 999)
    with refused(partnership, "governor: action failed"):
        partnership.execute(too_dear, "more than there is")


def test_reverts_with_what_fits_when_an_action_fails_at_length(partnership: Partnership) -> None:
    target = mock("ActionTarget")
    actions = [(target.address, 0, target.fail_at_length.prepare_calldata())]
    ready(partnership, actions)
    with pytest.raises(boa.BoaError) as caught:
        partnership.execute(actions)
    assert bytes(caught.value.call_trace.computation.output) == bytes(1_024)


def test_takes_ether_along_when_the_treasury_is_short(partnership: Partnership, supplier: str, customer: str) -> None:
    ready(partnership, [pay_call(supplier, 7)])
    boa.env.set_balance(partnership.partnership.address, 3)
    with boa.env.prank(customer):
        partnership.execute([pay_call(supplier, 7)], value=5)
    assert boa.env.get_balance(supplier) == 7
    assert boa.env.get_balance(partnership.partnership.address) == 1


def test_t20_reverts_when_early_twice_or_late(partnership: Partnership, supplier: str) -> None:
    governor = partnership.partnership
    actions = [pay_call(supplier, 7)]
    boa.env.set_balance(governor.address, 100)
    proposal = partnership.propose(actions)
    eta = governor.proposalEta(proposal)

    def refuse() -> None:
        with refused(partnership, "governor: not executable"):
            partnership.execute(actions)

    refuse()  # pending
    partnership.open_voting(proposal)
    partnership.vote(proposal)
    refuse()  # active
    travel_to(governor.proposalDeadline(proposal) + 1)
    refuse()  # queued
    travel_to(eta - 1)
    assert governor.state(proposal) == QUEUED
    refuse()
    with boa.env.anchor():
        travel_to(eta)
        assert governor.state(proposal) == SUCCEEDED
        partnership.execute(actions)
        refuse()  # twice
        assert boa.env.get_balance(supplier) == 7
    with boa.env.anchor():
        travel_to(eta - 1 + 14 * DAY)
        assert governor.state(proposal) == SUCCEEDED
        partnership.execute(actions)
        travel_to(eta + 20 * DAY)
        assert governor.state(proposal) == EXECUTED  # I10
        refuse()
    travel_to(eta + 14 * DAY)
    assert governor.state(proposal) == EXPIRED
    refuse()
    boa.env.time_travel(seconds=1_000 * DAY)
    assert governor.state(proposal) == EXPIRED


def test_t20_reverts_when_canceled(partnership: Partnership, supplier: str) -> None:
    actions = [pay_call(supplier, 7)]
    proposal = partnership.propose(actions)
    partnership.open_voting(proposal)
    partnership.vote(proposal)
    with boa.env.prank(partnership.founders[0].address):
        partnership.partnership.cancel(*columns(actions), keccak(text=TEXT))
    travel_to(partnership.partnership.proposalEta(proposal))
    boa.env.set_balance(partnership.partnership.address, 100)
    with refused(partnership, "governor: not executable"):
        partnership.execute(actions)


@pytest.mark.parametrize("change", ["target", "value", "data", "text", "order", "fewer"])
def test_reverts_when_what_is_executed_was_not_proposed(
    partnership: Partnership, supplier: str, outsider: str, change: str
) -> None:
    actions = [pay_call(supplier, 7), pay_call(supplier, 8)]
    ready(partnership, actions)
    changed: dict[str, Any] = {
        "target": [pay_call(outsider, 7), actions[1]],
        "value": [pay_call(supplier, 9), actions[1]],
        "data": [(supplier, 7, b"\x00"), actions[1]],
        "order": actions[::-1],
        "fewer": actions[:1],
    }
    with refused(partnership, "governor: unknown proposal"):
        partnership.execute(changed.get(change, actions), "another text" if change == "text" else TEXT)


def test_t21_stays_executable_when_there_was_too_little_gas(partnership: Partnership) -> None:
    """Of what is left at a call, 63/64 go with it: too little may fail the action but never eat the proposal."""
    target = mock("ActionTarget")
    actions = [(target.address, 0, target.work.prepare_calldata(40))]
    proposal = ready(partnership, actions)
    failed = set()
    for gas in range(100_000, 1_500_000, 100_000):
        with boa.env.anchor():
            try:
                partnership.partnership.execute(*columns(actions), keccak(text=TEXT), gas=gas)
            except boa.BoaError:
                failed.add(gas)
                assert partnership.partnership.state(proposal) == SUCCEEDED
                assert target.count() == 0
            else:
                assert target.count() == 40
    assert 100_000 in failed
    assert 1_400_000 not in failed
    with refused(partnership, "governor: action failed"):
        partnership.partnership.execute(*columns(actions), keccak(text=TEXT), gas=500_000)
    partnership.execute(actions)
    assert target.count() == 40


def _reentries(venture: Partnership, wallet: Any, supplier: str) -> dict[str, tuple[str, bytes]]:
    governor, members, escrow = venture.partnership, venture.membership, venture.escrow
    lists = columns([pay_call(supplier, 7)])
    ether = "0x" + "00" * 20
    return {
        "execute": (governor.address, governor.execute.prepare_calldata(*lists, keccak(text=TEXT))),
        "propose": (governor.address, governor.propose.prepare_calldata(*lists, "from within")),
        "vote": (governor.address, governor.castVote.prepare_calldata(1, FOR)),
        "state": (governor.address, governor.state.prepare_calldata(1)),
        "set_rule": (governor.address, governor.set_rule.prepare_calldata(8, Rule().abi())),
        "map_action": (governor.address, governor.map_action.prepare_calldata(supplier, b"\x00" * 4, 8)),
        "queue": (governor.address, governor.queue.prepare_calldata(*lists, keccak(text=TEXT))),
        "wind_down": (governor.address, governor.wind_down.prepare_calldata(ether)),
        "rule": (governor.address, governor.rule.prepare_calldata(8)),
        "accept": (members.address, members.accept.prepare_calldata(members.offer_of(wallet.address))),
        "give_notice": (members.address, members.give_notice.prepare_calldata()),
        "offer_seat": (members.address, members.offer_seat.prepare_calldata(supplier)),
        "keep_seat": (members.address, members.keep_seat.prepare_calldata()),
        "take_seat": (members.address, members.take_seat.prepare_calldata(supplier, members.offer_of(wallet.address))),
        "leave": (members.address, members.leave.prepare_calldata()),
        "admit": (members.address, members.admit.prepare_calldata(supplier, 1, 1, 1, DAY)),
        "claim": (escrow.address, escrow.claim.prepare_calldata(ether, wallet.address)),
        "propose_as": (
            governor.address,
            governor.propose_as.prepare_calldata(wallet.address, *lists, "from within", [], bytes(32)),
        ),
        "cancel": (governor.address, governor.cancel.prepare_calldata(*lists, keccak(text=TEXT))),
        "cast_vote_as": (governor.address, governor.cast_vote_as.prepare_calldata(wallet.address, 1, FOR, "")),
        "vote with reason": (governor.address, governor.castVoteWithReason.prepare_calldata(1, FOR, "")),
        "vote by signature": (
            governor.address,
            governor.castVoteBySig.prepare_calldata(1, FOR, wallet.address, b""),
        ),
        "batch": (governor.address, governor.cast_votes_by_sig.prepare_calldata(1, b"", True)),
        "object": (governor.address, governor.object.prepare_calldata(1, "")),
        "recuse": (governor.address, governor.recuse.prepare_calldata(1, "")),
        "contest": (governor.address, governor.contest_recusal.prepare_calldata(1)),
        "represent": (governor.address, governor.name_representative.prepare_calldata(supplier)),
        "name_class": (governor.address, governor.name_class.prepare_calldata(8, b"x" * 32)),
        "set_objector": (governor.address, governor.set_objector.prepare_calldata(supplier, 2**40)),
        "approve_message": (governor.address, governor.approve_message.prepare_calldata(b"x" * 32, 2**40)),
        "pay_owed": (governor.address, governor.pay_owed.prepare_calldata(ether, wallet.address)),
        "wind_up_alone": (governor.address, governor.wind_up_alone.prepare_calldata()),
        "liquidate": (governor.address, governor.liquidate.prepare_calldata(ether)),
        "tally": (governor.address, governor.proposal_tally.prepare_calldata(1)),
    }


# What stops each of them; None is the lock, which reverts without a reason.
_REFUSALS = {
    "execute": None,
    "propose": None,
    "vote": None,
    "state": None,
    "queue": None,
    "wind_down": None,
    "rule": None,
    "set_rule": b"partnership: only by vote",
    "map_action": b"partnership: only by vote",
    "accept": None,
    "give_notice": None,
    "offer_seat": None,
    "keep_seat": None,
    "take_seat": None,
    "leave": None,
    "admit": ROSTER_BY_VOTE_ONLY.encode(),
    "claim": b"escrow: nothing to claim",
    "propose_as": None,
    "cancel": None,
    "cast_vote_as": None,
    "vote with reason": None,
    "vote by signature": None,
    "batch": None,
    "object": None,
    "recuse": None,
    "contest": None,
    "represent": None,
    "name_class": b"partnership: only by vote",
    "set_objector": b"partnership: only by vote",
    "approve_message": b"partnership: only by vote",
    "pay_owed": None,
    "wind_up_alone": None,
    "liquidate": None,
    "tally": None,
}


@pytest.mark.parametrize("what", _REFUSALS)
def test_t22_reverts_when_an_action_re_enters(partnership: Partnership, supplier: str, what: str) -> None:
    """One lock holds over all parts, and for views: nobody reads a tally or a rule that is about to change."""
    wallet = mock("ScriptedWallet")
    invite(partnership, wallet.address)
    wallet.call(
        partnership.membership.address,
        0,
        partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(wallet.address)),
    )
    actions = [(wallet.address, 0, wallet.poke.prepare_calldata())]
    ready(partnership, actions)
    wallet.plan(*_reentries(partnership, wallet, supplier)[what])
    roster = partnership.membership.partners(0, 9)
    partnership.execute(actions)
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    reason = _REFUSALS[what]
    if reason is None:
        assert wallet.answer() == b""
    else:
        assert reason in wallet.answer()
    assert partnership.membership.partners(0, 9) == roster
    assert partnership.partnership.proposal_count() == 1


def test_t22_the_same_call_succeeds_outside_of_an_execution(partnership: Partnership, supplier: str) -> None:
    """So the lock was what refused it above."""
    wallet = mock("ScriptedWallet")
    for what in ("rule", "leave"):
        with boa.env.anchor():
            invite(partnership, wallet.address)
            wallet.call(
                partnership.membership.address,
                0,
                partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(wallet.address)),
            )
            wallet.plan(*_reentries(partnership, wallet, supplier)[what])
            wallet.poke()
            assert wallet.succeeded()


@pytest.mark.parametrize(
    "what", ["vote", "propose_as", "cast_vote_as", "batch", "object", "recuse", "represent", "offer_seat", "pay_owed"]
)
def test_t22_reverts_when_the_action_itself_is_one_of_a_partners(
    partnership: Partnership, supplier: str, what: str
) -> None:
    """A partnership cannot vote on its own proposals or take part in them: it would have to enter itself."""
    wallet = mock("ScriptedWallet")
    target, data = _reentries(partnership, wallet, supplier)[what]
    actions = [(target, 0, data)]
    ready(partnership, actions)
    with refused(partnership, "governor: action failed"):
        partnership.execute(actions)


def test_t22_a_seat_does_not_move_while_executing(partnership: Partnership, supplier: str) -> None:
    """It may be offered, which changes nothing, and be taken afterwards."""
    wallet, members = mock("ScriptedWallet"), partnership.membership
    with boa.env.prank(partnership.founders[0].address):
        members.offer_seat(wallet.address)
    actions = [(wallet.address, 0, wallet.poke.prepare_calldata())]
    ready(partnership, actions)
    former = partnership.founders[0].address
    wallet.plan(members.address, members.take_seat.prepare_calldata(former, conditions(partnership, former)))
    partnership.execute(actions)
    assert (wallet.attempts(), wallet.succeeded()) == (1, False)
    wallet.poke()
    assert wallet.succeeded()
    assert partnership.partnership.weight_of(wallet.address) == 50


def test_t22_takes_ether_back_while_executing(partnership: Partnership) -> None:
    """A plain transfer to the treasury is not re-entry: refunds and sales must work."""
    wallet = mock("ScriptedWallet")
    boa.env.set_balance(wallet.address, 50)
    call = wallet.call.prepare_calldata(partnership.partnership.address, 50, b"")
    actions = [(wallet.address, 0, call)]
    ready(partnership, actions)
    partnership.execute(actions)
    assert boa.env.get_balance(partnership.partnership.address) == 50


def test_t23_reverts_when_there_is_no_code_at_the_target(partnership: Partnership, supplier: str) -> None:
    actions = [(supplier, 0, b"\x12\x34\x56\x78")]
    ready(partnership, actions)
    with refused(partnership, "governor: no code at target"):
        partnership.execute(actions)


def test_t24_changes_itself_only_by_the_strict_class(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """63% of the weight would pass the ordinary class and fails the constitutional one."""
    call = partnership.partnership.set_rule.prepare_calldata(8, Rule(quorum_bps=1).abi())
    actions = [(partnership.partnership.address, 0, call)]
    for founder, weight in zip(founders, (63, 36, 1), strict=True):
        reshare(partnership, founder.address, weight, 100)
    boa.env.time_travel(seconds=2)
    proposal = partnership.propose(actions)
    partnership.open_voting(proposal)
    partnership.vote(proposal, by=[founders[0].address])
    partnership.vote(proposal, support=0, by=[founders[1].address])
    travel_to(partnership.partnership.proposalEta(proposal))
    assert partnership.partnership.proposal_class(proposal) == CONSTITUTIONAL
    with refused(partnership, "governor: not executable"):
        partnership.execute(actions)
    partnership.decide(actions, "again, all of them")
    assert partnership.partnership.rule(8)[4] == 1


def test_t24_the_escrow_gives_nothing_back_when_the_vote_says_so(partnership: Partnership) -> None:
    """Even a unanimous vote has no function by which it could take money that is owed to a partner."""
    boa.env.set_balance(partnership.escrow.address, 1_000)
    partnership.escrow.distribute(ETHER)
    actions = [(partnership.escrow.address, 0, partnership.escrow.wind_down.prepare_calldata(ETHER))]
    ready(partnership, actions)
    with refused(partnership, "escrow: still a partnership"):
        partnership.execute(actions)
    assert partnership.escrow.owed(ETHER) == 1_000
