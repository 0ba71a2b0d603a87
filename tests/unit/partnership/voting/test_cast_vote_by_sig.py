"""Partnership.castVoteBySig and castVoteWithReasonAndParamsBySig."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.contracts import mock
from tests.kit.house import Partnership
from tests.kit.logs import events
from tests.kit.numbers import AGAINST, FOR
from tests.kit.refusals import refused
from tests.kit.signatures import FIRST, ballot, compact, extended_ballot, sign, with_high_s
from tests.kit.verbs import by_vote, invite, pay_call, represent, vote_as


@pytest.mark.parametrize("shape", [bytes, compact], ids=["65 bytes", "64 bytes"])
def test_counts_when_a_key_signed_and_somebody_else_relays(
    partnership: Partnership,
    proposal: int,
    founders: list[LocalAccount],
    outsider: str,
    shape: Callable[[bytes], bytes],
) -> None:
    voter, governor = founders[0], partnership.partnership
    signature = shape(sign(voter, ballot(governor.address, proposal, FOR, voter.address)))
    with boa.env.prank(outsider):
        assert governor.castVoteBySig(proposal, FOR, voter.address, signature) == 50
    assert events(governor) == [
        (
            governor.address,
            "VoteCast",
            {"voter": voter.address, "proposalId": proposal, "support": FOR, "weight": 50, "reason": ""},
        )
    ]
    assert governor.proposalVotes(proposal) == (0, 50, 0)
    assert governor.nonces(voter.address) == FIRST
    assert governor.nonces(outsider) == 0


@pytest.mark.parametrize("params", [b"", b"\x01" * 1_024], ids=["no params", "params"])
def test_counts_when_a_key_signed_with_reason_and_params(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], params: bytes
) -> None:
    voter, governor = founders[1], partnership.partnership
    signature = sign(voter, extended_ballot(governor.address, proposal, AGAINST, voter.address, "no", params))
    cast = governor.castVoteWithReasonAndParamsBySig
    assert cast(proposal, AGAINST, voter.address, "no", params, signature) == 30
    fields = {"voter": voter.address, "proposalId": proposal, "support": AGAINST, "weight": 30, "reason": "no"}
    expected = ("VoteCastWithParams", fields | {"params": params}) if params else ("VoteCast", fields)
    assert [(name, logged) for _, name, logged in events(governor)] == [expected]
    assert governor.proposalVotes(proposal) == (30, 0, 0)
    assert governor.nonces(voter.address) == FIRST


@pytest.mark.parametrize(("reason", "params"), [("yes", b"x"), ("no", b"y"), ("", b"x"), ("no", b"")])
def test_t47_reverts_when_the_relayer_changes_reason_or_params(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], reason: str, params: bytes
) -> None:
    voter, governor = founders[0], partnership.partnership
    signature = sign(voter, extended_ballot(governor.address, proposal, FOR, voter.address, "no", b"x"))
    with refused(partnership, "governor: invalid signature"):
        governor.castVoteWithReasonAndParamsBySig(proposal, FOR, voter.address, reason, params, signature)
    governor.castVoteWithReasonAndParamsBySig(proposal, FOR, voter.address, "no", b"x", signature)
    assert governor.hasVoted(proposal, voter.address)


def test_t47_reverts_when_a_ballot_is_given_as_the_other_kind(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    voter, governor = founders[0], partnership.partnership
    plain = sign(voter, ballot(governor.address, proposal, FOR, voter.address))
    extended = sign(voter, extended_ballot(governor.address, proposal, FOR, voter.address, "", b""))
    with refused(partnership, "governor: invalid signature"):
        governor.castVoteWithReasonAndParamsBySig(proposal, FOR, voter.address, "", b"", plain)
    with refused(partnership, "governor: invalid signature"):
        governor.castVoteBySig(proposal, FOR, voter.address, extended)


@pytest.mark.parametrize("what", ["proposal", "support", "voter", "nonce", "chain", "partnership", "signer"])
def test_t47_reverts_when_another_thing_was_signed(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], supplier: str, what: str
) -> None:
    voter, governor = founders[0], partnership.partnership
    other = partnership.propose([pay_call(supplier)], "another") if what == "proposal" else proposal
    message = ballot(
        supplier if what == "partnership" else governor.address,
        other,
        AGAINST if what == "support" else FOR,
        founders[1].address if what == "voter" else voter.address,
        FIRST + 1 if what == "nonce" else FIRST,
        2 if what == "chain" else 1,
    )
    signature = sign(founders[1] if what == "signer" else voter, message)
    with refused(partnership, "governor: invalid signature"):
        governor.castVoteBySig(proposal, FOR, voter.address, signature)


def test_t47_reverts_when_signed_for_another_partnership(pair: list[Partnership], founders: list[LocalAccount]) -> None:
    """The same proposal has the same id in two partnerships of the same people; the ballot is for one of them."""
    first, second = (venture.propose([pay_call(founders[0].address)]) for venture in pair)
    assert first == second
    pair[0].open_voting(first)
    signature = sign(founders[0], ballot(pair[0].partnership.address, first, FOR, founders[0].address))
    with refused(pair[1], "governor: invalid signature"):
        pair[1].partnership.castVoteBySig(first, FOR, founders[0].address, signature)
    pair[0].partnership.castVoteBySig(first, FOR, founders[0].address, signature)


def test_t47_reverts_when_the_chain_has_forked(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    voter, governor = founders[0], partnership.partnership
    signature = sign(voter, ballot(governor.address, proposal, FOR, voter.address))
    boa.env.evm.patch.chain_id = 2
    try:
        with refused(partnership, "governor: invalid signature"):
            governor.castVoteBySig(proposal, FOR, voter.address, signature)
    finally:
        boa.env.evm.patch.chain_id = 1


def test_t47_a_digest_succeeds_once_when_used_again(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    """I14: a partner's own ballot is in once, whatever is relayed again."""
    voter, governor = founders[0], partnership.partnership
    used = sign(voter, ballot(governor.address, proposal, FOR, voter.address))
    governor.castVoteBySig(proposal, FOR, voter.address, used)
    for support in (FOR, AGAINST):
        again = sign(voter, ballot(governor.address, proposal, support, voter.address))
        with refused(partnership, "governor: already voted"):
            governor.castVoteBySig(proposal, support, voter.address, again)


def test_several_that_were_signed_at_once_all_count(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], supplier: str, new: str
) -> None:
    """Signed apart from the chain, with what `nonces` said before: none uses up another's nonce, and neither does
    anything else that the partner does meanwhile."""
    voter, governor = founders[1], partnership.partnership
    made = [proposal, *(partnership.propose([pay_call(supplier)], text) for text in ("second", "third"))]
    nonce = governor.nonces(voter.address)
    signatures = [sign(voter, ballot(governor.address, id, FOR, voter.address, nonce)) for id in made]
    partnership.open_voting(made[-1])
    with by_vote(partnership):
        partnership.membership.suspend(voter.address)
        partnership.membership.reinstate(voter.address)
    for id, signature in reversed(list(zip(made, signatures, strict=True))):
        assert governor.castVoteBySig(id, FOR, voter.address, signature) == 30
    assert governor.nonces(voter.address) == nonce == FIRST


def test_counts_over_what_a_representative_cast_and_once(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], outsider: str
) -> None:
    voter, governor = founders[1], partnership.partnership
    signature = sign(voter, ballot(governor.address, proposal, AGAINST, voter.address))
    represent(partnership, voter.address, outsider)
    vote_as(partnership, voter.address, proposal, FOR, by=outsider)
    assert governor.castVoteBySig(proposal, AGAINST, voter.address, signature) == 30
    with refused(partnership, "governor: already voted"):
        governor.castVoteBySig(proposal, AGAINST, voter.address, signature)
    assert governor.proposalVotes(proposal) == (30, 0, 0)


def test_t48_reverts_when_the_signature_is_malformed(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    voter, governor = founders[0], partnership.partnership
    good = sign(voter, ballot(governor.address, proposal, FOR, voter.address))
    for bad, reason in (
        (with_high_s(good), "governor: invalid signature"),
        (good[:64] + b"\x00", "governor: invalid signature"),
        (bytes(64) + b"\x1b", "governor: invalid signature"),
        (good + b"\x00", "governor: invalid signature"),
        (b"", "governor: invalid signature"),
    ):
        with refused(partnership, reason):
            governor.castVoteBySig(proposal, FOR, voter.address, bad)
    assert governor.nonces(voter.address) == FIRST


def test_t48_reverts_when_the_voter_is_the_zero_address(partnership: Partnership, proposal: int) -> None:
    with refused(partnership, "governor: invalid signature"):
        partnership.partnership.castVoteBySig(proposal, FOR, "0x" + "00" * 20, bytes(64) + b"\x1b")


def test_counts_when_the_key_has_delegated_code(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    voter, governor = founders[0], partnership.partnership
    boa.env.set_code(voter.address, bytes.fromhex("ef0100" + mock("OddWallet", 2).address[2:]))
    governor.castVoteBySig(
        proposal, FOR, voter.address, sign(voter, ballot(governor.address, proposal, FOR, voter.address))
    )
    assert governor.proposalVotes(proposal) == (0, 50, 0)


def test_counts_when_twenty_owners_of_a_wallet_signed(
    partnership: Partnership, key: Callable[[str], LocalAccount], supplier: str
) -> None:
    governor = partnership.partnership
    owners = [key(f"owner {number}") for number in range(20)]
    wallet = mock("OwnersWallet", [owner.address for owner in owners])
    invite(partnership, wallet.address, weight=40)
    with boa.env.prank(owners[0].address):
        wallet.call(
            partnership.membership.address,
            0,
            partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(wallet.address)),
        )
    boa.env.time_travel(seconds=1)
    proposal = partnership.propose([pay_call(supplier)], "for the wallet")
    partnership.open_voting(proposal)
    message = ballot(governor.address, proposal, FOR, wallet.address)
    signed = b"".join(sign(owner, message) for owner in owners)
    assert len(signed) == 1_300
    with refused(partnership, "governor: invalid signature"):
        governor.castVoteBySig(proposal, AGAINST, wallet.address, signed)
    assert governor.castVoteBySig(proposal, FOR, wallet.address, signed) == 40


@pytest.mark.parametrize("does", range(10))
def test_t50_reverts_when_a_wallet_answers_oddly(partnership: Partnership, proposal: int, does: int) -> None:
    """0 reverts, 1 burns, 2 wrong, 3 short, 5 long and wrong, 6 writes, 7 nothing, 8 dirty, 9 reverts at length."""
    wallet = mock("OddWallet", does)
    # Answer 4 begins with the right word: it signs, but an outsider has no ballot.
    reason = "governor: no standing" if does == 4 else "governor: invalid signature"
    with refused(partnership, reason):
        partnership.partnership.castVoteBySig(proposal, FOR, wallet.address, b"any", gas=5_000_000)


def test_t51_reverts_when_one_owner_signed_for_its_other_wallet(
    partnership: Partnership, proposal: int, key: Callable[[str], LocalAccount]
) -> None:
    owner, governor = key("owner of two"), partnership.partnership
    first, second = (mock("OwnersWallet", [owner.address]) for _ in range(2))
    signature = sign(owner, ballot(governor.address, proposal, FOR, first.address, nonce=0))
    with refused(partnership, "governor: invalid signature"):
        governor.castVoteBySig(proposal, FOR, second.address, signature)
    with refused(partnership, "governor: no standing"):  # the signature itself is good
        governor.castVoteBySig(proposal, FOR, first.address, signature)


def test_eip712_domain_names_the_clone_and_the_live_chain(partnership: Partnership) -> None:
    governor = partnership.partnership
    assert tuple(governor.eip712Domain()) == (
        b"\x0f",
        "Polypact Partnership",
        "1",
        1,
        governor.address,
        bytes(32),
        [],
    )
    boa.env.evm.patch.chain_id = 31_337
    try:
        assert governor.eip712Domain()[3] == 31_337
    finally:
        boa.env.evm.patch.chain_id = 1
