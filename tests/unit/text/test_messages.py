"""What partners sign is what the contracts check."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import boa
import pytest
from eth_account.messages import SignableMessage, encode_typed_data
from eth_account.signers.local import LocalAccount
from eth_utils.crypto import keccak

from polypact.clients.voting import SignedVote, pack
from polypact.signing.signatures import compact
from polypact.text.deals import Deal, Offer
from polypact.text.enums import Role, Status, Support
from polypact.text.messages import (
    acceptance,
    acceptance_data,
    act_data,
    answer_data,
    ballot,
    ballot_data,
    consent,
    consent_data,
    digest,
    extended_ballot,
    extended_ballot_data,
    safe_message,
    safe_message_data,
    seat_acceptance_data,
    seat_refusal_data,
    timed_ballot,
    timed_ballot_data,
    to_json,
)
from tests.kit.house import Partnership
from tests.kit.numbers import DAY, TERMS_HASH
from tests.kit.promises import Mandate, give
from tests.kit.verbs import call, offer

SOME = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
OTHER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
DEAL = Deal(notice_seconds=60, redeemable_bps=2_500, ends=2**40 - 2, max_units=1_250, max_weight=125)
OFFER = Offer(
    version=1,
    terms_hash=TERMS_HASH,
    deal=7,
    weight=20,
    units=200,
    role=Role.PROPOSER,
    probation_ends=0,
    decisions=3,
)


def chain_id() -> int:
    return int(boa.env.evm.patch.chain_id)


def acceptance_of(forming: Partnership, founder: LocalAccount, deadline: int) -> Any:
    return acceptance(
        chain_id(),
        forming.partnership.address,
        founder.address,
        offer_of(forming, founder.address),
        Deal(*forming.membership.deal_of(1)),
        forming.membership.partner(founder.address).nonce,
        deadline,
        joins=True,
    )


def offer_of(venture: Partnership, account: str) -> Offer:
    return Offer.of(venture.membership.offer_of(account)._asdict())


def propose(partnership: Partnership, outsider: str) -> int:
    proposal_id = int(partnership.propose([(outsider, 1, b"")]))
    partnership.open_voting(proposal_id)
    return proposal_id


def test_acceptance_digest_is_the_contracts_when_compared(forming: Partnership) -> None:
    deadline = boa.env.timestamp + DAY
    for founder in forming.founders:
        expected = forming.membership.acceptance_digest(founder.address, deadline)
        assert digest(acceptance_of(forming, founder, deadline)) == expected


def test_acceptance_counts_when_signed_by_a_key_and_relayed(forming: Partnership) -> None:
    founder = forming.founders[0]
    deadline = boa.env.timestamp + DAY
    signature = founder.sign_message(acceptance_of(forming, founder, deadline)).signature
    forming.membership.accept_by_sig(founder.address, deadline, signature)
    assert forming.membership.partner(founder.address).status == Status.ACTIVE


def test_ballot_counts_when_signed_by_a_key_and_relayed(partnership: Partnership, outsider: str) -> None:
    proposal_id = propose(partnership, outsider)
    voter = partnership.founders[1]
    nonce = partnership.partnership.nonces(voter.address)
    message = ballot(chain_id(), partnership.partnership.address, proposal_id, Support.AGAINST, voter.address, nonce)
    with boa.env.prank(outsider):
        partnership.partnership.castVoteBySig(
            proposal_id, Support.AGAINST, voter.address, voter.sign_message(message).signature
        )
    assert partnership.partnership.proposalVotes(proposal_id) == (30, 0, 0)


def test_act_counts_when_signed_by_a_key_and_relayed(partnership: Partnership, outsider: str) -> None:
    venture, holder = partnership, partnership.founders[1]
    boa.env.set_balance(venture.partnership.address, 10)
    number = give(venture, Mandate(holder=holder.address))
    deadline = boa.env.timestamp + DAY
    about = (chain_id(), venture.partnership.address, number, holder.address, outsider, 7, b"", 0, deadline)
    signature = holder.sign_message(encode_typed_data(full_message=act_data(*about))).signature
    venture.partnership.act_by_sig(number, holder.address, outsider, 7, b"", deadline, signature)
    assert boa.env.get_balance(venture.partnership.address) == 3


def test_extended_ballot_counts_when_signed_by_a_key_and_relayed(partnership: Partnership, outsider: str) -> None:
    proposal_id = propose(partnership, outsider)
    voter = partnership.founders[2]
    nonce = partnership.partnership.nonces(voter.address)
    reason, params = "zu teuer \u2013 too dear", b"\x00\x01"
    message = extended_ballot(
        chain_id(), partnership.partnership.address, proposal_id, Support.FOR, voter.address, nonce, reason, params
    )
    with boa.env.prank(outsider):
        partnership.partnership.castVoteWithReasonAndParamsBySig(
            proposal_id, Support.FOR, voter.address, reason, params, voter.sign_message(message).signature
        )
    assert partnership.partnership.proposalVotes(proposal_id) == (0, 20, 0)


def test_timed_ballots_count_when_packed_as_they_travel_in_files(partnership: Partnership, outsider: str) -> None:
    proposal_id = propose(partnership, outsider)
    address, deadline = partnership.partnership.address, boa.env.timestamp + DAY
    votes: list[SignedVote] = []
    for voter, support in zip(partnership.founders, (Support.FOR, Support.AGAINST, Support.ABSTAIN), strict=True):
        message = timed_ballot(chain_id(), address, proposal_id, support, voter.address, deadline)
        signature = bytes(voter.sign_message(message).signature)
        # The long form counts as the short one does.
        signed = signature if support == Support.AGAINST else compact(signature)
        votes.append((voter.address, support, deadline, signed))
    with boa.env.prank(outsider):
        assert partnership.partnership.cast_votes_by_sig(proposal_id, pack(votes), False) == 3
    assert partnership.partnership.proposalVotes(proposal_id) == (30, 50, 20)


def test_consent_counts_when_signed_by_a_key_and_packed_as_it_travels_in_files(
    partnership: Partnership, outsider: str
) -> None:
    proposal_id = propose(partnership, outsider)
    address, deadline = partnership.partnership.address, boa.env.timestamp + DAY
    answers: list[SignedVote] = []
    for holder, agrees in zip(partnership.founders, (True, False, True), strict=True):
        signature = bytes(
            holder.sign_message(consent(chain_id(), address, proposal_id, holder.address, agrees, deadline)).signature
        )
        answers.append((holder.address, int(agrees), deadline, compact(signature)))
    with boa.env.prank(outsider):
        assert partnership.partnership.consents_by_sig(proposal_id, pack(answers), False) == 3
    said = [partnership.partnership.consent_of(proposal_id, holder.address) for holder in partnership.founders]
    assert said == [1, 2, 1]


def test_what_is_signed_about_seats_is_what_the_contracts_check(
    partnership: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    venture, (north, east, south) = partnership.membership, [founder.address for founder in partnership.founders]
    deadline, new = boa.env.timestamp + DAY, key("eastport's new key").address
    answer_by = call(partnership, south, north)
    where = (chain_id(), venture.address)
    answer = encode_typed_data(full_message=answer_data(*where, south, answer_by, deadline))
    assert digest(answer) == venture.answer_digest(south, deadline)
    offer(partnership, east, new)
    to, ready_at = venture.seat_offer(east)
    refusal = encode_typed_data(full_message=seat_refusal_data(*where, east, to, ready_at, north, deadline))
    assert digest(refusal) == venture.refusal_digest(east, north, deadline)
    conditions = Offer.of(venture.seat_conditions(east)._asdict())
    deal = Deal(*venture.deal_of(conditions.version))
    taking = encode_typed_data(full_message=seat_acceptance_data(*where, new, east, conditions, deal, deadline))
    assert digest(taking) == venture.taking_digest(new, east, deadline)


def test_t47_digest_differs_when_any_field_differs() -> None:
    acceptances: list[SignableMessage] = [
        acceptance(1, SOME, OTHER, OFFER, DEAL, 0, 9, joins=True),
        acceptance(1, SOME, OTHER, OFFER, DEAL, 0, 9, joins=False),
        acceptance(2, SOME, OTHER, OFFER, DEAL, 0, 9, joins=True),
        acceptance(1, OTHER, OTHER, OFFER, DEAL, 0, 9, joins=True),
        acceptance(1, SOME, SOME, OFFER, DEAL, 0, 9, joins=True),
        acceptance(1, SOME, OTHER, OFFER, DEAL, 1, 9, joins=True),
        acceptance(1, SOME, OTHER, OFFER, DEAL, 0, 10, joins=True),
    ]
    for name, value in OFFER.__dict__.items():
        other = keccak(b"") if name == "terms_hash" else Role(value + 1) if name == "role" else value + 1
        if name != "deal":  # which is signed field by field
            changed = replace(OFFER, **{name: other})
            acceptances.append(acceptance(1, SOME, OTHER, changed, DEAL, 0, 9, joins=True))
    for name, value in DEAL.__dict__.items():
        changed_deal = replace(DEAL, **{name: not value if isinstance(value, bool) else value + 1})
        acceptances.append(acceptance(1, SOME, OTHER, OFFER, changed_deal, 0, 9, joins=True))
        acceptances.append(acceptance(1, SOME, OTHER, OFFER, changed_deal, 0, 9, joins=False))
    ballots: list[tuple[Any, ...]] = [
        (1, SOME, 5, 1, OTHER, 0),
        (2, SOME, 5, 1, OTHER, 0),
        (1, OTHER, 5, 1, OTHER, 0),
        (1, SOME, 6, 1, OTHER, 0),
        (1, SOME, 5, 2, OTHER, 0),
        (1, SOME, 5, 1, SOME, 0),
        (1, SOME, 5, 1, OTHER, 1),
    ]
    extended: list[tuple[Any, ...]] = [(1, SOME, 5, 1, OTHER, 0, *text) for text in (("a",), ("b",), ("a", b"x"))]
    timed: list[tuple[Any, ...]] = [(1, SOME, 5, 1, OTHER, 8), (1, SOME, 5, 1, OTHER, 9), (1, SOME, 5, 0, OTHER, 9)]
    digests = [
        *(digest(message) for message in acceptances),
        *(digest(ballot(*fields)) for fields in ballots),
        *(digest(extended_ballot(*fields)) for fields in extended),
        *(digest(timed_ballot(*fields)) for fields in timed),
    ]
    assert len(set(digests)) == len(acceptances) + len(ballots) + len(extended) + len(timed)


@pytest.mark.parametrize(
    "data",
    [
        acceptance_data(1, SOME, OTHER, OFFER, DEAL, 0, 9, joins=True),
        acceptance_data(1, SOME, OTHER, OFFER, DEAL, 0, 9, joins=False),
        ballot_data(1, SOME, 2**256 - 1, Support.ABSTAIN, OTHER, 3),
        extended_ballot_data(1, SOME, 2**200, 0, OTHER, 3, "why", b"\x01"),
        timed_ballot_data(1, SOME, 2**200, 0, OTHER, 1_800_000_000),
        consent_data(1, SOME, 2**200, OTHER, True, 1_800_000_000),
    ],
)
def test_to_json_is_the_same_message_when_a_wallet_reads_it(data: dict[str, Any]) -> None:
    read = json.loads(json.dumps(to_json(data)))
    assert read["primaryType"] in read["types"]
    assert all(not isinstance(value, int) or value < 2**53 for value in read["message"].values())
    assert digest(encode_typed_data(full_message=read)) == digest(encode_typed_data(full_message=data))


def test_safe_message_wraps_the_digest_when_a_safe_signs() -> None:
    message = acceptance(1, SOME, OTHER, OFFER, DEAL, 0, 9, joins=True)
    data = safe_message_data(1, SOME, message)
    assert data["message"]["message"] == "0x" + digest(message).hex()
    # By hand, as a Safe does it.
    domain = keccak(
        keccak(text="EIP712Domain(uint256 chainId,address verifyingContract)")
        + (1).to_bytes(32, "big")
        + bytes.fromhex(SOME[2:]).rjust(32, b"\0")
    )
    struct = keccak(keccak(text="SafeMessage(bytes message)") + keccak(digest(message)))
    assert digest(safe_message(1, SOME, message)) == keccak(b"\x19\x01" + domain + struct)
