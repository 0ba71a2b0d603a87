"""Partnership.accept_by_sig: keys, delegated keys and contract wallets; replay and malformed signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_abi import encode
from eth_account.signers.local import LocalAccount
from eth_utils import keccak

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import House, Partnership
from tests.kit.logs import events
from tests.kit.numbers import ACTIVE, DAY, FOR_EVER, PROPOSER, TERMS_HASH
from tests.kit.refusals import refused
from tests.kit.signatures import acceptance, compact, digest_of, sign, with_high_s
from tests.kit.verbs import accept, amend, by_vote, invite

REVERT, BURN, WRONG, SHORT, LONG, LONG_WRONG, WRITE, NOTHING, DIRTY, BOMB, RIGHT = range(11)


@pytest.mark.parametrize("shape", [bytes, compact], ids=["65 bytes", "64 bytes"])
def test_accepts_when_a_key_signed_and_somebody_else_relays(
    forming: Partnership, founders: list[LocalAccount], outsider: str, shape: Callable[[bytes], bytes]
) -> None:
    signer = founders[0]
    deadline = boa.env.timestamp + DAY
    signature = shape(sign(signer, acceptance(forming, signer.address, deadline)))
    with boa.env.prank(outsider):
        forming.membership.accept_by_sig(signer.address, deadline, signature)
    assert [(name, fields) for _, name, fields in events(forming.membership)] == [
        ("TermsAccepted", {"partner": signer.address, "version": 1, "terms_hash": TERMS_HASH}),
        ("DelegateVotesChanged", {"delegate": signer.address, "previousVotes": 0, "newVotes": 50}),
        ("UnitsChanged", {"partner": signer.address, "previous": 0, "current": 500, "era": 0}),
    ]
    expected = (signer.address, 0, ACTIVE, 50, 500, PROPOSER, 1, 0, 1, 0, 0, 0, signer.address, 0, False, 0)
    assert forming.membership.partner(signer.address) == expected


def test_accepts_when_signatures_of_both_parities_are_given(
    partnership: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    """EIP-2098 hides the parity in the top bit of s: both values must come through."""
    seen = set()
    for number in range(12):
        partner = key(f"parity {number}")
        invite(partnership, partner.address)
        signature = sign(partner, acceptance(partnership, partner.address, FOR_EVER))
        seen.add(signature[64])
        partnership.membership.accept_by_sig(partner.address, FOR_EVER, compact(signature))
        assert partnership.membership.partner(partner.address)[2] == ACTIVE
    assert seen == {27, 28}


def test_digest_equals_the_one_of_the_standard(forming: Partnership, founders: list[LocalAccount]) -> None:
    for founder in founders:
        expected = digest_of(acceptance(forming, founder.address, 12_345))
        assert forming.membership.acceptance_digest(founder.address, 12_345) == expected


def test_t49_reverts_when_expired(forming: Partnership, founders: list[LocalAccount]) -> None:
    signer = founders[0]
    deadline = boa.env.timestamp + DAY
    signature = sign(signer, acceptance(forming, signer.address, deadline))
    travel_to(deadline + 1)
    with refused(forming, "terms: signature expired"):
        forming.membership.accept_by_sig(signer.address, deadline, signature)
    travel_to(deadline)  # the last good second
    forming.membership.accept_by_sig(signer.address, deadline, signature)
    assert forming.membership.members() == 1


def test_t49_reverts_when_the_relayer_extends_the_deadline(forming: Partnership, founders: list[LocalAccount]) -> None:
    signer = founders[0]
    signature = sign(signer, acceptance(forming, signer.address, boa.env.timestamp + DAY))
    with refused(forming, "terms: signature not by partner"):
        forming.membership.accept_by_sig(signer.address, boa.env.timestamp + 2 * DAY, signature)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"version": 0},
        {"termsHash": "0x" + keccak(b"other terms").hex()},
        {"nonce": 1},
        {"chain_id": 2},
        {"partnership": "0x" + "11" * 20},
    ],
    ids=str,
)
def test_t47_reverts_when_another_thing_was_signed(
    forming: Partnership, founders: list[LocalAccount], change: dict[str, Any]
) -> None:
    signer = founders[0]
    signature = sign(signer, acceptance(forming, signer.address, FOR_EVER, **change))
    with refused(forming, "terms: signature not by partner"):
        forming.membership.accept_by_sig(signer.address, FOR_EVER, signature)
    forming.membership.accept_by_sig(
        signer.address, FOR_EVER, sign(signer, acceptance(forming, signer.address, FOR_EVER))
    )


def test_t47_reverts_when_the_chain_has_forked(forming: Partnership, founders: list[LocalAccount]) -> None:
    signer = founders[0]
    signature = sign(signer, acceptance(forming, signer.address, FOR_EVER))
    here = boa.env.evm.patch.chain_id
    boa.env.evm.patch.chain_id = here + 1
    try:
        with refused(forming, "terms: signature not by partner"):
            forming.membership.accept_by_sig(signer.address, FOR_EVER, signature)
        there = sign(signer, acceptance(forming, signer.address, FOR_EVER, chain_id=here + 1))
        with boa.env.anchor():
            forming.membership.accept_by_sig(signer.address, FOR_EVER, there)
            assert forming.membership.members() == 1
    finally:
        boa.env.evm.patch.chain_id = here


def test_t47_reverts_when_signed_for_another_partnership(house: House, founders: list[LocalAccount]) -> None:
    first = house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=b"\x01" * 32)
    second = house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=b"\x02" * 32)
    signature = sign(founders[0], acceptance(first, founders[0].address, FOR_EVER))
    with refused(second, "terms: signature not by partner"):
        second.membership.accept_by_sig(founders[0].address, FOR_EVER, signature)


def test_t47_reverts_when_another_partner_signed(forming: Partnership, founders: list[LocalAccount]) -> None:
    own = sign(founders[1], acceptance(forming, founders[1].address, FOR_EVER))
    forged = sign(founders[1], acceptance(forming, founders[0].address, FOR_EVER))
    for signature in (own, forged):
        with refused(forming, "terms: signature not by partner"):
            forming.membership.accept_by_sig(founders[0].address, FOR_EVER, signature)


def test_t47_reverts_when_used_again_after_leaving_and_being_admitted_again(
    partnership: Partnership, outsider: str, key: Callable[[str], LocalAccount]
) -> None:
    """I14: one digest succeeds once; the acceptance of the first stay does not bring a partner back."""
    partner = key("outsider")
    assert partner.address == outsider
    invite(partnership, outsider)
    signature = sign(partner, acceptance(partnership, outsider, FOR_EVER))
    partnership.membership.accept_by_sig(outsider, FOR_EVER, signature)
    with refused(partnership, "terms: signature not by partner"):
        partnership.membership.accept_by_sig(outsider, FOR_EVER, signature)
    with boa.env.prank(outsider):
        partnership.membership.leave()
    invite(partnership, outsider)
    with refused(partnership, "terms: signature not by partner"):
        partnership.membership.accept_by_sig(outsider, FOR_EVER, signature)
    again = sign(partner, acceptance(partnership, outsider, FOR_EVER, nonce=2))  # accepted once, left once
    partnership.membership.accept_by_sig(outsider, FOR_EVER, again)
    assert partnership.membership.members() == 4


def test_t47_reverts_when_terms_were_amended_since(partnership: Partnership, founders: list[LocalAccount]) -> None:
    old = sign(founders[0], acceptance(partnership, founders[0].address, FOR_EVER, nonce=1))
    terms_hash = amend(partnership)
    with refused(partnership, "terms: signature not by partner"):
        partnership.membership.accept_by_sig(founders[0].address, FOR_EVER, old)
    message = acceptance(
        partnership, founders[0].address, FOR_EVER, version=2, termsHash="0x" + terms_hash.hex(), nonce=1
    )
    partnership.membership.accept_by_sig(founders[0].address, FOR_EVER, sign(founders[0], message))
    assert partnership.membership.partner(founders[0].address)[6] == 2


def test_t48_reverts_when_s_is_high(forming: Partnership, founders: list[LocalAccount]) -> None:
    signer = founders[0]
    signature = with_high_s(sign(signer, acceptance(forming, signer.address, FOR_EVER)))
    with refused(forming, "terms: signature not by partner"):
        forming.membership.accept_by_sig(signer.address, FOR_EVER, signature)


@pytest.mark.parametrize("v", [0, 1, 26, 29, 255])
def test_t48_reverts_when_v_is_bad(forming: Partnership, founders: list[LocalAccount], v: int) -> None:
    signer = founders[0]
    signature = sign(signer, acceptance(forming, signer.address, FOR_EVER))[:64] + bytes([v])
    with refused(forming, "terms: signature not by partner"):
        forming.membership.accept_by_sig(signer.address, FOR_EVER, signature)


def test_t48_reverts_when_nobody_can_have_signed(forming: Partnership, founders: list[LocalAccount]) -> None:
    """All zeros recovers to the zero address, which must count as nobody."""
    with refused(forming, "terms: signature not by partner"):
        forming.membership.accept_by_sig(founders[0].address, FOR_EVER, bytes(64) + b"\x1b")
    with refused(forming, "roster: not on the roster"):
        forming.membership.accept_by_sig("0x" + "00" * 20, FOR_EVER, bytes(64) + b"\x1b")


@pytest.mark.parametrize("size", [0, 1, 63, 66, 130, 2_080])
def test_t48_reverts_when_a_keys_signature_has_another_length(
    forming: Partnership, founders: list[LocalAccount], size: int
) -> None:
    signature = sign(founders[0], acceptance(forming, founders[0].address, FOR_EVER))
    with refused(forming, "terms: signature not by partner"):
        forming.membership.accept_by_sig(founders[0].address, FOR_EVER, (signature * 40)[:size])


def test_t48_reverts_when_the_signature_is_longer_than_any(forming: Partnership, founders: list[LocalAccount]) -> None:
    with refused(forming, None):
        boa.env.raw_call(forming.membership.address, data=too_long(forming, founders[0].address))


def too_long(venture: Partnership, partner: str) -> bytes:
    """The call with 2,081 bytes of signature, which boa itself would not encode."""
    return keccak(text="accept_by_sig(address,uint256,bytes)")[:4] + encode(
        ["address", "uint256", "bytes"], [partner, FOR_EVER, bytes(2_081)]
    )


# --- keys with delegated code (EIP-7702) ---


@pytest.mark.parametrize("shape", [bytes, compact], ids=["65 bytes", "64 bytes"])
def test_accepts_when_the_key_has_delegated_code(
    forming: Partnership, founders: list[LocalAccount], shape: Callable[[bytes], bytes]
) -> None:
    signer = founders[0]
    delegate_to(signer.address, mock("OddWallet", WRONG))
    signature = shape(sign(signer, acceptance(forming, signer.address, FOR_EVER)))
    forming.membership.accept_by_sig(signer.address, FOR_EVER, signature)
    assert forming.membership.members() == 1


def test_reverts_when_the_key_has_delegated_code_and_another_key_signed(
    forming: Partnership, founders: list[LocalAccount]
) -> None:
    delegate_to(founders[0].address, mock("OddWallet", WRONG))
    signature = sign(founders[1], acceptance(forming, founders[0].address, FOR_EVER))
    with refused(forming, "terms: signature not by partner"):
        forming.membership.accept_by_sig(founders[0].address, FOR_EVER, signature)


def delegate_to(account: str, delegate: Any) -> None:
    """Gives the key at `account` the code of `delegate`, as an EIP-7702 authorization does."""
    boa.env.set_code(account, bytes.fromhex("ef0100") + bytes.fromhex(delegate.address[2:]))


# --- contract wallets (ERC-1271) ---


@pytest.mark.parametrize("owners", [1, 2, 20, 32])
def test_accepts_when_a_wallet_needs_many_signatures(
    partnership: Partnership, key: Callable[[str], LocalAccount], owners: int
) -> None:
    """20 owners are 1,300 bytes, 32 owners the 2,080 that fit."""
    keys = [key(f"owner {number}") for number in range(owners)]
    wallet = mock("OwnersWallet", [owner.address for owner in keys])
    invite(partnership, wallet.address)
    message = acceptance(partnership, wallet.address, FOR_EVER)
    partnership.membership.accept_by_sig(wallet.address, FOR_EVER, b"".join(sign(owner, message) for owner in keys))
    assert partnership.membership.partner(wallet.address)[2] == ACTIVE


def test_reverts_when_one_owner_of_a_wallet_did_not_sign(
    partnership: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    keys = [key(f"owner {number}") for number in range(20)]
    wallet = mock("OwnersWallet", [owner.address for owner in keys])
    invite(partnership, wallet.address)
    message = acceptance(partnership, wallet.address, FOR_EVER)
    signed = [sign(owner, message) for owner in keys]
    for given in (signed[:-1], [*signed[:-1], signed[0]], signed[::-1]):
        with refused(partnership, "terms: signature not by partner"):
            partnership.membership.accept_by_sig(wallet.address, FOR_EVER, b"".join(given))


@pytest.mark.parametrize(
    "does",
    [REVERT, WRONG, SHORT, LONG_WRONG, WRITE, NOTHING, DIRTY, BOMB],
    ids=["revert", "wrong", "short", "long_wrong", "write", "nothing", "dirty", "bomb"],
)
def test_t50_reverts_when_a_wallet_answers_anything_else(partnership: Partnership, does: int) -> None:
    wallet = mock("OddWallet", does)
    invite(partnership, wallet.address)
    with refused(partnership, "terms: signature not by partner"):
        partnership.membership.accept_by_sig(wallet.address, FOR_EVER, b"any")


def test_t50_reverts_when_a_wallet_burns_all_gas(partnership: Partnership) -> None:
    wallet = mock("OddWallet", BURN)
    invite(partnership, wallet.address)
    with refused(partnership, "terms: signature not by partner"):
        partnership.membership.accept_by_sig(wallet.address, FOR_EVER, b"any", gas=5_000_000)


@pytest.mark.parametrize("does", [RIGHT, LONG], ids=["right", "long"])
def test_t50_accepts_when_a_wallet_answers_with_the_right_word_first(partnership: Partnership, does: int) -> None:
    """What comes after the first word is ignored, as Solidity's decoder does; it costs the wallet, not us."""
    wallet = mock("OddWallet", does)
    invite(partnership, wallet.address)
    partnership.membership.accept_by_sig(wallet.address, FOR_EVER, b"")
    assert partnership.membership.partner(wallet.address)[2] == ACTIVE


def test_t51_reverts_when_one_owner_signed_for_its_other_wallet(
    partnership: Partnership, key: Callable[[str], LocalAccount]
) -> None:
    owner = key("owner of two")
    first, second = (mock("OwnersWallet", [owner.address]) for _ in range(2))
    for wallet in (first, second):
        invite(partnership, wallet.address)
    signature = sign(owner, acceptance(partnership, first.address, FOR_EVER))
    with refused(partnership, "terms: signature not by partner"):
        partnership.membership.accept_by_sig(second.address, FOR_EVER, signature)
    partnership.membership.accept_by_sig(first.address, FOR_EVER, signature)
    assert [partnership.membership.partner(w.address)[2] for w in (first, second)] == [ACTIVE, 1]


# --- the rest is as with a transaction ---


def test_t02_reverts_when_accepted_already_by_transaction(forming: Partnership, founders: list[LocalAccount]) -> None:
    accept(forming, founders[0].address)
    signature = sign(founders[0], acceptance(forming, founders[0].address, FOR_EVER, nonce=1))
    with refused(forming, "terms: already accepted"):
        forming.membership.accept_by_sig(founders[0].address, FOR_EVER, signature)


def test_reverts_when_not_on_the_roster(
    forming: Partnership, outsider: str, key: Callable[[str], LocalAccount]
) -> None:
    signature = sign(key("outsider"), acceptance(forming, outsider, FOR_EVER))
    with refused(forming, "roster: not on the roster"):
        forming.membership.accept_by_sig(outsider, FOR_EVER, signature)


def test_reverts_when_the_invitation_was_withdrawn(
    partnership: Partnership, outsider: str, key: Callable[[str], LocalAccount]
) -> None:
    invite(partnership, outsider)
    with by_vote(partnership):
        partnership.membership.expel(outsider)
    signature = sign(key("outsider"), acceptance(partnership, outsider, FOR_EVER, nonce=1, joins=False))
    with refused(partnership, "roster: has left"):
        partnership.membership.accept_by_sig(outsider, FOR_EVER, signature)


def test_eip712_domain_names_the_clone_and_the_live_chain(forming: Partnership) -> None:
    domain = forming.membership.eip712Domain()
    assert tuple(domain)[:5] == (b"\x0f", "Polypact Partnership", "1", 1, forming.membership.address)
    boa.env.evm.patch.chain_id = 31_337
    try:
        assert forming.membership.eip712Domain()[3] == 31_337
    finally:
        boa.env.evm.patch.chain_id = 1


def test_accepts_when_the_delegate_of_a_key_signs_in_its_own_way(
    forming: Partnership, founders: list[LocalAccount]
) -> None:
    """Where the key did not sign, the delegated code is asked by ERC-1271."""
    delegate_to(founders[0].address, mock("OddWallet", RIGHT))
    boa.env.set_storage(founders[0].address, 0, RIGHT)  # delegated code runs on the key's own storage
    with boa.env.anchor():
        forming.membership.accept_by_sig(founders[0].address, FOR_EVER, b"a passkey, say")
        assert forming.membership.members() == 1
    boa.env.set_storage(founders[0].address, 0, WRONG)
    with refused(forming, "terms: signature not by partner"):
        forming.membership.accept_by_sig(founders[0].address, FOR_EVER, b"a passkey, say")
