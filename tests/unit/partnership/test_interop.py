"""What other contracts ask of a partnership: ERC-165, ERC-1271, ERC-721 and ERC-1155 receipts, ERC-4824, ERC-5805."""

from __future__ import annotations

from functools import reduce
from operator import xor

import boa
import pytest
from eth_abi import encode
from eth_account.signers.local import LocalAccount
from eth_utils import function_signature_to_4byte_selector, keccak

from tests.kit.clock import travel_to
from tests.kit.consents import by_vote_with_yes
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import DAY, HOUR
from tests.kit.refusals import refused
from tests.kit.signatures import acceptance, digest_of, packed, timed_ballot
from tests.kit.verbs import accept, by_vote, invite, move, ready, relay

GOOD = bytes.fromhex("1626ba7e")
REFUSED = b"\xff" * 4
DIGEST = keccak(b"a message")

RECEIPTS = [
    ("onERC721Received(address,address,uint256,bytes)", 3, False),
    ("onERC1155Received(address,address,uint256,uint256,bytes)", 4, False),
    ("onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)", 4, True),
]


def selector(signature: str) -> bytes:
    return bytes(function_signature_to_4byte_selector(signature))


def receipt(signature: str, numbers: int, is_batch: bool, data: bytes = b"more") -> bytes:
    """The call that a token makes to a contract it comes to."""
    kinds = signature[signature.index("(") + 1 : -1].split(",")
    amounts: list[object] = [[1, 2], [3, 4]] if is_batch else [7] * (numbers - 2)
    return selector(signature) + encode(kinds, ["0x" + "11" * 20, "0x" + "22" * 20, *amounts, data])


@pytest.mark.parametrize(
    "functions",
    [
        ["supportsInterface(bytes4)"],
        ["isValidSignature(bytes32,bytes)"],
        ["daoURI()"],
        ["eip712Domain()"],
        ["clock()", "CLOCK_MODE()"],
        ["onERC721Received(address,address,uint256,bytes)"],
        [row[0] for row in RECEIPTS[1:]],
    ],
    ids=["165", "1271", "4824", "5267", "6372", "721", "1155"],
)
def test_supports_the_interface_of_a_standard(partnership: Partnership, functions: list[str]) -> None:
    number = reduce(xor, (int.from_bytes(selector(function), "big") for function in functions))
    assert partnership.partnership.supportsInterface(number.to_bytes(4, "big"))
    assert not partnership.partnership.supportsInterface((number ^ 1).to_bytes(4, "big"))


def test_approves_a_message_by_vote(partnership: Partnership) -> None:
    governor = partnership.partnership
    until = boa.env.timestamp + 30 * DAY
    assert governor.isValidSignature(DIGEST, b"") == REFUSED
    partnership.decide([(governor.address, 0, governor.approve_message.prepare_calldata(DIGEST, until))])
    assert [log[1:] for log in events(governor)[1:]] == [("MessageApproved", {"digest": DIGEST, "until": until})]
    for signature in (b"", b"\x01" * 65, bytes(2_080)):
        assert governor.isValidSignature(DIGEST, signature) == GOOD
    assert governor.isValidSignature(keccak(b"another"), b"") == REFUSED
    travel_to(until)
    assert governor.isValidSignature(DIGEST, b"") == GOOD
    travel_to(until + 1)
    assert governor.isValidSignature(DIGEST, b"") == REFUSED


def test_withdraws_a_message(partnership: Partnership) -> None:
    governor = partnership.partnership
    with by_vote(partnership):
        governor.approve_message(DIGEST, 2**256 - 1)
        assert governor.isValidSignature(DIGEST, b"") == GOOD
        governor.approve_message(DIGEST, 0)
    assert governor.isValidSignature(DIGEST, b"") == REFUSED


def test_one_partnership_signs_the_terms_and_a_ballot_of_another(
    house: House, partnership: Partnership, founders: list[LocalAccount]
) -> None:
    """It is a partner like any contract wallet, and nobody else's signature is taken for its own."""
    other = house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=b"\x01" * 32)
    other.accept_all()
    member, deadline = partnership.partnership.address, boa.env.timestamp + 5 * DAY
    invite(other, member, weight=40)
    with refused(other, "terms: signature not by partner"):
        other.membership.accept_by_sig(member, deadline, b"")
    with by_vote(partnership):
        partnership.partnership.approve_message(digest_of(acceptance(other, member, deadline)), deadline)
    other.membership.accept_by_sig(member, deadline, b"")
    assert other.partnership.has_standing(member)
    boa.env.time_travel(seconds=1)
    proposal = other.propose([(founders[0].address, 1, b"")])
    other.open_voting(proposal)
    last = boa.env.timestamp + HOUR
    with by_vote(partnership):
        message = timed_ballot(other.partnership.address, proposal, 1, member, last)
        partnership.partnership.approve_message(digest_of(message), last)
    assert relay(other, proposal, [packed(member, 1, last, b"")]) == 1
    assert other.partnership.proposalVotes(proposal) == (0, 40, 0)


@pytest.mark.parametrize(("signature", "numbers", "is_batch"), RECEIPTS)
def test_receives_tokens(partnership: Partnership, signature: str, numbers: int, is_batch: bool) -> None:
    for data in (b"", bytes(1_024)):
        answer = boa.env.raw_call(partnership.partnership.address, data=receipt(signature, numbers, is_batch, data))
        assert answer.output == selector(signature).ljust(32, b"\x00")


@pytest.mark.parametrize(("signature", "numbers", "is_batch"), RECEIPTS)
def test_t22_receives_tokens_while_executing(
    partnership: Partnership, signature: str, numbers: int, is_batch: bool
) -> None:
    """A proposal that buys a token is told of it in the middle of its own execution."""
    wallet = mock("ScriptedWallet")
    actions = [(wallet.address, 0, wallet.poke.prepare_calldata())]
    ready(partnership, actions)
    wallet.plan(partnership.partnership.address, receipt(signature, numbers, is_batch))
    partnership.execute(actions)
    assert (wallet.attempts(), wallet.succeeded()) == (1, True)
    assert wallet.answer() == selector(signature).ljust(32, b"\x00")


def test_t22_is_asked_for_its_signature_while_executing(partnership: Partnership) -> None:
    wallet, governor = mock("ScriptedWallet"), partnership.partnership
    approve = governor.approve_message.prepare_calldata(DIGEST, 2**40)
    actions = [(governor.address, 0, approve), (wallet.address, 0, wallet.poke.prepare_calldata())]
    ready(partnership, actions)
    wallet.plan(governor.address, governor.isValidSignature.prepare_calldata(DIGEST, b""))
    partnership.execute(actions)
    assert wallet.answer() == GOOD.ljust(32, b"\x00")


@pytest.mark.parametrize("uri", ["ipfs://dao", "", "x" * 256])
def test_says_where_its_description_is(partnership: Partnership, uri: str) -> None:
    governor = partnership.partnership
    assert governor.daoURI() == ""
    partnership.decide([(governor.address, 0, governor.set_dao_uri.prepare_calldata(uri))])
    assert events(governor)[1:] == [(governor.address, "DAOURIUpdate", {"daoAddress": governor.address, "daoURI": uri})]
    assert governor.daoURI() == uri


def test_begins_with_the_description_of_its_config(house: House, founders: list[LocalAccount]) -> None:
    venture = house.spin_up(founders, [1, 1, 1], [1, 1, 1], dao_uri="ipfs://from the start")
    logged = [log for log in events(house.ecosystem) if log[1] == "DAOURIUpdate"]
    assert logged == [
        (
            venture.partnership.address,
            "DAOURIUpdate",
            {"daoAddress": venture.partnership.address, "daoURI": "ipfs://from the start"},
        )
    ]
    assert venture.partnership.daoURI() == "ipfs://from the start"


def test_votes_read_as_erc5805_wants(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    governor, voter, now = partnership.partnership, founders[0].address, boa.env.timestamp
    with by_vote_with_yes(partnership, voter):
        partnership.membership.set_shares(voter, 70, 1)
    assert governor.getVotes(voter) == 70  # as last set; counts from the next second
    boa.env.time_travel(seconds=2)
    assert (governor.getPastVotes(voter, now), governor.getPastVotes(voter, now + 1)) == (50, 70)
    assert governor.getVotes(voter, now) == governor.getVotesWithParams(voter, now, b"") == 50
    assert (governor.getVotes(outsider), governor.getPastVotes(outsider, now)) == (0, 0)
    for account in (voter, outsider):
        assert governor.delegates(account) == account
    for moment in (boa.env.timestamp, boa.env.timestamp + 1, 2**256 - 1):
        with refused(partnership, "governor: future lookup"):
            governor.getPastVotes(voter, moment)


def test_past_votes_stay_when_a_partner_leaves_and_comes_back(
    partnership: Partnership, founders: list[LocalAccount]
) -> None:
    governor, voter = partnership.partnership, founders[0].address
    left = boa.env.timestamp
    with boa.env.prank(voter):
        partnership.membership.leave()
    boa.env.time_travel(seconds=100)
    assert [governor.getPastVotes(voter, left + after) for after in (-1, 0, 1, 99)] == [50, 50, 0, 0]
    invite(partnership, voter, weight=60)
    accept(partnership, voter)
    back = boa.env.timestamp
    boa.env.time_travel(seconds=100)
    assert [governor.getPastVotes(voter, left + after) for after in (-1, 0, 1, 100)] == [50, 50, 0, 0]
    assert [governor.getPastVotes(voter, back + after) for after in (0, 1, 99)] == [0, 60, 60]
    assert [governor.getPastTotalSupply(moment) for moment in (left, left + 1, back, back + 1)] == [100, 50, 50, 110]


def test_past_votes_move_with_the_seat(partnership: Partnership, founders: list[LocalAccount], outsider: str) -> None:
    governor, before = partnership.partnership, boa.env.timestamp - 1
    move(partnership, founders[0].address, outsider)
    boa.env.time_travel(seconds=1)
    for account, votes in ((outsider, 50), (founders[0].address, 0)):
        assert governor.getVotes(account) == governor.getPastVotes(account, before) == votes


def test_i17_an_outsider_has_voted_on_nothing(
    partnership: Partnership, founders: list[LocalAccount], outsider: str, supplier: str
) -> None:
    """Whose account has no seat must not be taken for the partner on seat 0, whichever page its ballots are on."""
    governor = partnership.partnership
    boa.env.set_storage(governor.address, 0, boa.env.get_storage(governor.address, 0) + (64 << 96))
    older = partnership.propose([(supplier, 1, b"")], "on page 1")
    boa.env.set_storage(governor.address, 0, boa.env.get_storage(governor.address, 0) + (64 << 96))
    newer = partnership.propose([(supplier, 1, b"")], "on page 2")
    partnership.open_voting(newer)
    for proposal in (older, newer):
        partnership.vote(proposal, by=[founders[0].address])
    assert [governor.hasVoted(proposal, founders[0].address) for proposal in (older, newer)] == [True, True]
    assert [governor.hasVoted(proposal, outsider) for proposal in (older, newer)] == [False, False]
