"""Partnership.propose."""

from __future__ import annotations

import boa
import pytest
from eth_abi import encode
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.contracts import mock, slot_of
from tests.kit.house import Partnership, columns
from tests.kit.logs import events
from tests.kit.numbers import CONSTITUTIONAL, DAY, EVERYDAY, HOUR, ORDINARY, PENDING
from tests.kit.refusals import refused
from tests.kit.rules import STRICT, Rule
from tests.kit.verbs import accept, by_vote, invite, miss_terms, pay_call


def proposal_id(actions: list[tuple[str, int, bytes]], text: str) -> int:
    """OpenZeppelin's hash, made here from its definition."""
    targets, values, calldatas = columns(actions)
    encoded = encode(["address[]", "uint256[]", "bytes[]", "bytes32"], [targets, values, calldatas, keccak(text=text)])
    return int.from_bytes(keccak(encoded), "big")


def test_opens_an_ordinary_proposal_when_it_is_a_payment(
    partnership: Partnership, founders: list[LocalAccount], supplier: str
) -> None:
    actions = [pay_call(supplier, 7), (supplier, 0, b"")]
    proposal = partnership.propose(actions, "pay the supplier", by=founders[1].address)
    now = boa.env.timestamp
    assert events(partnership.partnership) == [
        (
            partnership.partnership.address,
            "ProposalCreated",
            {
                "proposalId": proposal,
                "proposer": founders[1].address,
                "targets": [supplier, supplier],
                "values": [7, 0],
                "signatures": ["", ""],
                "calldatas": [b"", b""],
                "voteStart": now + HOUR,
                "voteEnd": now + HOUR + 3 * DAY,
                "description": "pay the supplier",
            },
        )
    ]
    governor = partnership.partnership
    assert proposal == proposal_id(actions, "pay the supplier")
    assert governor.proposal_class(proposal) == ORDINARY
    assert governor.state(proposal) == PENDING
    assert governor.proposalSnapshot(proposal) == now + HOUR
    assert governor.proposalDeadline(proposal) == now + HOUR + 3 * DAY
    assert governor.proposalEta(proposal) == now + HOUR + 3 * DAY + DAY + 1
    assert governor.proposalProposer(proposal) == founders[1].address
    assert governor.proposalVotes(proposal) == (0, 0, 0)
    assert governor.proposal_rule(proposal) == Rule().abi()
    assert governor.proposal_count() == 1


def test_id_is_the_hash_of_openzeppelin_when_actions_carry_data(partnership: Partnership, supplier: str) -> None:
    actions = [(supplier, 2**255, b"\x01" * 37), (partnership.escrow.address, 0, b""), (supplier, 1, b"\xff" * 1_024)]
    governor = partnership.partnership
    expected = proposal_id(actions, "")
    assert governor.hashProposal(*columns(actions), keccak(b"")) == expected
    assert governor.getProposalId(*columns(actions), keccak(b"")) == expected
    assert partnership.propose(actions, "") == expected


def test_takes_sixteen_actions_of_the_greatest_length(partnership: Partnership, supplier: str) -> None:
    actions = [(supplier, 0, bytes([number]) * 1_024) for number in range(16)]
    text = "x" * 2_048
    assert partnership.propose(actions, text) == proposal_id(actions, text)


def test_t25_reverts_without_a_reason_when_longer_than_the_bounds(partnership: Partnership, supplier: str) -> None:
    """Vyper refuses these while it decodes, so a client has to count before it sends."""

    def call(targets: list[str], calldatas: list[bytes], text: str) -> bytes:
        arguments = encode(
            ["address[]", "uint256[]", "bytes[]", "string"], [targets, [0] * len(targets), calldatas, text]
        )
        return keccak(text="propose(address[],uint256[],bytes[],string)")[:4] + arguments

    proposer = partnership.founders[0].address
    sixteen = call([supplier] * 16, [b""] * 16, "")
    with boa.env.anchor():
        boa.env.raw_call(partnership.partnership.address, data=sixteen, sender=proposer)
        assert partnership.partnership.proposal_count() == 1
    for too_long in (
        call([supplier] * 17, [b""] * 17, ""),
        call([supplier], [bytes(1_025)], ""),
        call([supplier], [b""], "x" * 2_049),
    ):
        with refused(partnership, None):
            boa.env.raw_call(partnership.partnership.address, data=too_long, sender=proposer)


def test_t24_is_everyday_when_it_touches_the_partnerships_own_contracts(partnership: Partnership) -> None:
    """Decided by the constitutional rule, as long as the everyday class has none of its own."""
    own = (partnership.partnership, partnership.membership, partnership.escrow)
    for number, contract in enumerate(own):
        proposal = partnership.propose([(contract.address, 0, b"")], f"own {number}")
        assert partnership.partnership.proposal_class(proposal) == EVERYDAY
        assert partnership.partnership.proposal_rule(proposal) == STRICT.abi()


@pytest.mark.parametrize("place", [0, 1, 15])
def test_t17_is_as_strict_as_its_strictest_action_when_others_are_lax(
    partnership: Partnership, supplier: str, place: int
) -> None:
    actions = [pay_call(supplier)] * 15
    actions.insert(place, partnership.admit_call(supplier, 1, 1))
    proposal = partnership.propose(actions)
    assert partnership.partnership.proposal_class(proposal) == EVERYDAY


def test_t17_takes_the_strictest_of_mapped_classes(partnership: Partnership, supplier: str) -> None:
    governor = partnership.partnership
    with by_vote(partnership):
        governor.set_rule(12, Rule(voting_period=HOUR).abi())
        governor.set_rule(3, Rule(voting_period=2 * HOUR).abi())
        governor.map_action(supplier, b"\x11" * 4, 12)
        governor.map_action(supplier, b"\x22" * 4, 3)
        governor.map_action(supplier, b"\x00" * 4, 12)
    lax, strict, plain = (supplier, 0, b"\x11" * 36), (supplier, 0, b"\x22" * 4), pay_call(supplier)
    classes = [
        (12, [lax]),
        (3, [strict]),
        (12, [plain, lax]),
        (3, [lax, strict, plain]),
        (12, [(supplier, 1, b"\x22" * 3)]),  # too short for a selector: like a plain payment
        (ORDINARY, [(supplier, 0, b"\x33" * 4)]),
    ]
    for number, (expected, actions) in enumerate(classes):
        proposal = partnership.propose(actions, str(number))
        assert governor.proposal_class(proposal) == expected
    assert governor.proposalDeadline(proposal) == governor.proposalSnapshot(proposal) + 3 * DAY


def test_t24_may_be_lax_for_one_own_action_when_decided_by_the_strict_class(
    partnership: Partnership, supplier: str
) -> None:
    """Relaxing an action of the partnership's own contracts is itself a constitutional decision."""
    governor = partnership.partnership
    admit = partnership.admit_call(supplier, 1, 1)
    call = governor.map_action.prepare_calldata(partnership.membership.address, admit[2][:4], ORDINARY)
    relaxed = partnership.decide([(governor.address, 0, call)])
    assert governor.proposal_class(relaxed) == CONSTITUTIONAL
    assert governor.proposal_class(partnership.propose([admit])) == ORDINARY
    expel = (partnership.membership.address, 0, partnership.membership.expel.prepare_calldata(supplier))
    assert governor.proposal_class(partnership.propose([expel])) == EVERYDAY


def test_reverts_when_without_standing(
    forming: Partnership, founders: list[LocalAccount], outsider: str, supplier: str
) -> None:
    with refused(forming, "governor: no standing"):
        forming.propose([pay_call(supplier)])
    forming.accept_all()
    with refused(forming, "governor: no standing"):
        forming.propose([pay_call(supplier)], by=outsider)
    invite(forming, outsider)
    with refused(forming, "governor: no standing"):
        forming.propose([pay_call(supplier)], by=outsider)
    with by_vote(forming):
        forming.membership.suspend(founders[0].address)
    with refused(forming, "governor: no standing"):
        forming.propose([pay_call(supplier)])
    with by_vote(forming):
        forming.membership.reinstate(founders[0].address)
    miss_terms(forming, founders[1].address)
    with refused(forming, "governor: no standing"):
        forming.propose([pay_call(supplier)], by=founders[1].address)


def test_reverts_when_the_role_may_not_propose(partnership: Partnership, outsider: str, supplier: str) -> None:
    invite(partnership, outsider, role=2 | 4 | 8)
    accept(partnership, outsider)
    with refused(partnership, "governor: role may not propose"):
        partnership.propose([pay_call(supplier)], by=outsider)


@pytest.mark.parametrize(
    ("targets", "values", "calldatas"), [(0, 0, 0), (1, 0, 1), (1, 1, 0), (1, 2, 1), (2, 1, 2), (0, 1, 0)]
)
def test_reverts_when_the_actions_do_not_match(
    partnership: Partnership, supplier: str, targets: int, values: int, calldatas: int
) -> None:
    with boa.env.prank(partnership.founders[0].address), refused(partnership, "governor: actions do not match"):
        partnership.partnership.propose([supplier] * targets, [0] * values, [b""] * calldatas, "")


def test_reverts_when_proposed_already(partnership: Partnership, founders: list[LocalAccount], supplier: str) -> None:
    partnership.propose([pay_call(supplier)])
    for founder in founders[:2]:
        with refused(partnership, "governor: already proposed"):
            partnership.propose([pay_call(supplier)], by=founder.address)
    boa.env.time_travel(seconds=60 * DAY)
    with refused(partnership, "governor: already proposed"):
        partnership.propose([pay_call(supplier)])
    assert partnership.propose([pay_call(supplier)], "once more")


def test_t14_binds_the_proposer_when_the_text_names_it(
    partnership: Partnership, founders: list[LocalAccount], supplier: str
) -> None:
    """Nobody can propose it first and then cancel it."""
    named = founders[1].address
    for text in (
        f"pay#proposer={named}",
        f"pay#proposer={named.lower()}",
        f"pay#proposer=0x{named[2:].upper()}",
        f"#proposer={named}",
    ):
        with refused(partnership, "governor: for another proposer"):
            partnership.propose([pay_call(supplier)], text)
        proposal = partnership.propose([pay_call(supplier)], text, by=named)
        assert partnership.partnership.proposalProposer(proposal) == named


@pytest.mark.parametrize(
    "text",
    [
        "#proposer=0x" + "zz" * 20,
        "#proposer=0x" + "11" * 19 + "1g",
        "#proposer=0x" + "11" * 19 + "1/",
        "#proposer=0x" + "11" * 19 + "1:",
        "#proposer=0x" + "11" * 19 + "1@",
        "#proposer=0x" + "11" * 19 + "1`",
        "#proposer=0x" + "11" * 19,
        "#proposer=0x" + "11" * 20 + " ",
        "#Proposer=0x" + "11" * 20,
        "",
    ],
)
def test_t14_is_an_ordinary_text_when_it_does_not_end_in_an_address(
    partnership: Partnership, supplier: str, text: str
) -> None:
    assert partnership.propose([pay_call(supplier)], text) == proposal_id([pay_call(supplier)], text)


def test_reverts_when_there_were_four_million(partnership: Partnership, supplier: str) -> None:
    """The number of proposals is written straight into the slot."""
    address = partnership.partnership.address
    docket = slot_of("Partnership", "docket", "_word")
    word = boa.env.get_storage(address, docket) & ~(0xFFFFFF << 96)
    boa.env.set_storage(address, docket, word | (2**22 - 2) << 96)
    proposal = partnership.propose([pay_call(supplier)], "the last")
    assert partnership.partnership.proposal_count() == 2**22 - 1
    partnership.open_voting(proposal)
    partnership.vote(proposal)
    assert partnership.partnership.hasVoted(proposal, partnership.founders[0].address)
    with refused(partnership, "governor: too many proposals"):
        partnership.propose([pay_call(supplier)], "one more")


def test_a_contract_may_propose_when_it_is_a_partner(partnership: Partnership, supplier: str) -> None:
    wallet = mock("ScriptedWallet")
    invite(partnership, wallet.address)
    membership, governor = partnership.membership, partnership.partnership
    wallet.call(membership.address, 0, membership.accept.prepare_calldata(membership.offer_of(wallet.address)))
    wallet.call(governor.address, 0, governor.propose.prepare_calldata([supplier], [1], [b""], "by a wallet"))
    proposal = proposal_id([pay_call(supplier)], "by a wallet")
    assert governor.proposalProposer(proposal) == wallet.address
