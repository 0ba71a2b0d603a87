"""What owners signed, put together as their wallet takes it; the wallet itself says whether it does."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.signing.signatures import BY_APPROVAL, BY_CONTRACT, Signature
from polypact.text.errors import PolypactError
from tests.kit.contracts import mock, mock_at
from tests.unit.signing.conftest import Signing

Safe = Callable[..., str]
Keys = list[LocalAccount]
RELEASES = (3, 4, 5)


@pytest.mark.parametrize("minor", RELEASES)
def test_join_is_in_order_of_owners_when_given_in_any(safe: Safe, keys: Keys, minor: int) -> None:
    signing = Signing(safe(keys[:3], 3, minor))
    signatures = [signing.by(owner) for owner in keys[:3]]
    joined = signing.join(*signatures)
    assert joined == b"".join(one.data for one in signatures)
    assert signing.takes(joined)
    for some in permutations(signatures):
        assert signing.join(*some) == joined


@pytest.mark.parametrize("minor", RELEASES)
def test_t102_join_takes_as_many_owners_as_are_wanted_when_there_are_more(safe: Safe, keys: Keys, minor: int) -> None:
    """A stranger's signature comes first by address, one comes twice, one is superfluous: each would spoil the set."""
    stranger, *owners = keys[:5]
    signing = Signing(safe(owners, 2, minor))
    given = [signing.by(owner) for owner in (owners[3], stranger, owners[0], owners[3], owners[1])]
    assert not signing.takes(b"".join(one.data for one in given))
    joined = signing.join(*given)
    assert len(joined) == 130
    assert signing.takes(joined)


def test_join_names_who_is_missing_when_there_are_too_few(safe: Safe, keys: Keys) -> None:
    address = safe(keys[:3], 2)
    signing = Signing(address)
    with pytest.raises(PolypactError) as refused:
        signing.join(signing.by(keys[1]), signing.by(keys[9]))
    assert str(refused.value) == (
        f"{address} wants 2 of its owners and has 1; missing: {keys[0].address} and {keys[2].address}"
    )
    with pytest.raises(PolypactError, match=r"wants 2 of its owners and has 0; missing: .* or "):
        signing.join()


@pytest.mark.parametrize("minor", RELEASES)
def test_t102_join_takes_eth_sign_and_approvals_as_a_safe_does(safe: Safe, keys: Keys, minor: int) -> None:
    address = safe(keys[:3], 3, minor)
    signing = Signing(address)
    by_eth_sign = signing.by_eth_sign(keys[0])
    assert by_eth_sign.data[64] in (31, 32)
    approved = Signature(keys[1].address, b"", BY_APPROVAL)
    with pytest.raises(PolypactError, match=f"{keys[1].address} has not approved the hash 0x"):
        signing.join(by_eth_sign, approved, signing.by(keys[2]))
    with boa.env.prank(keys[1].address):
        mock_at("SafeWallet", address).approveHash(signing.digest())
    joined = signing.join(by_eth_sign, approved, signing.by(keys[2]))
    assert joined[65:130] == bytes(12) + bytes.fromhex(keys[1].address[2:]) + bytes(32) + b"\x01"
    assert signing.takes(joined)
    # Nobody has to say so: the chain is asked.
    assert signing.join(by_eth_sign, signing.by(keys[2])) == joined


@pytest.mark.parametrize("inner_release", RELEASES)
@pytest.mark.parametrize("outer_release", RELEASES)
def test_t102_join_takes_a_safe_that_owns_a_safe(
    safe: Safe, keys: Keys, outer_release: int, inner_release: int
) -> None:
    inner = safe(keys[:3], 2, inner_release)
    signing = Signing(safe([keys[5], inner, keys[6]], 2, outer_release))
    assert signing.file.paths_of(keys[0].address) == [(inner,)]
    if outer_release < 5 and inner_release == 5:
        # The outer one asks in a way that the inner one no longer knows, and says so before anybody signs.
        with pytest.raises(PolypactError, match="approve the hash on chain"):
            signing.by(keys[0], inner)
        return
    stranger = signing.by(keys[9], inner)
    joined = signing.join(signing.by(keys[2], inner), stranger, signing.by(keys[5]), signing.by(keys[0], inner))
    assert len(joined) == 2 * 65 + 32 + 2 * 65
    assert signing.takes(joined)
    with pytest.raises(PolypactError, match=rf"wants 2 .* \({inner} wants 2 of its owners and has 1"):
        signing.join(signing.by(keys[2], inner), signing.by(keys[5]))


@pytest.mark.parametrize("minor", RELEASES)
def test_join_goes_three_wallets_deep(safe: Safe, keys: Keys, minor: int) -> None:
    lowest = safe([keys[0]], 1, minor)
    middle = safe([lowest], 1, minor)
    signing = Signing(safe([keys[1], middle], 2, minor))
    assert signing.file.paths_of(keys[0].address) == [(middle, lowest)]
    assert signing.takes(signing.join(signing.by(keys[1]), signing.by(keys[0], middle, lowest)))


def test_t102_join_takes_what_a_contract_that_owns_a_safe_gives(safe: Safe, keys: Keys) -> None:
    """Such as one that checks passkeys: what it takes is its own matter."""
    owner = mock("OwnersWallet", [keys[0].address])
    signing = Signing(safe([owner.address, keys[1]], 2, 5))
    made = signing.by(keys[0], owner.address)
    assert signing.takes(signing.join(made, signing.by(keys[1])))
    whole = Signature(owner.address, made.data, BY_CONTRACT)
    assert signing.join(whole, signing.by(keys[1])) == signing.join(made, signing.by(keys[1]))
    other = Signature(owner.address, bytes(65), BY_CONTRACT)
    with pytest.raises(PolypactError, match=f"{owner.address} does not take it"):
        signing.join(other, signing.by(keys[1]))


def test_join_is_nothing_when_the_wallet_has_signed_on_chain(safe: Safe, keys: Keys) -> None:
    address = safe(keys[:40], 33)
    signing = Signing(address)
    with boa.env.prank(keys[0].address):
        mock_at("SafeWallet", address).sign_message(signing.chain_question())
    assert signing.join() == b""
    assert signing.takes(b"")


def test_t25_join_takes_32_owners_and_says_why_not_33(safe: Safe, keys: Keys) -> None:
    signing = Signing(safe(keys[:32], 32))
    joined = signing.join(*map(signing.by, keys[:32]))
    assert len(joined) == 2_080
    assert signing.takes(joined)
    of_33 = Signing(safe(keys[:33], 32))  # as many owners, and one less is wanted
    assert of_33.takes(of_33.join(*map(of_33.by, keys[:33])))
    too_many = Signing(safe(keys[:33], 33))
    with pytest.raises(PolypactError, match=r"has 2,145 bytes, and the contracts take 2,080, which is 32 owners"):
        too_many.join(*map(too_many.by, keys[:33]))


def test_t102_join_takes_a_wallet_with_nested_types(keys: Keys) -> None:
    wallet = mock("NestedTypesWallet", keys[0].address)
    signing = Signing(wallet.address)
    data = signing.file.question().data
    assert data["primaryType"] == "TypedDataSign"
    assert data["message"]["contents"] == signing.file.data["message"]
    assert data["domain"] == signing.file.data["domain"]
    joined = signing.join(signing.by(keys[3]), signing.by(keys[0]))
    assert signing.takes(joined)
    with pytest.raises(PolypactError, match="does not take what"):
        signing.join(signing.by(keys[3]))
    # What its key signs for one wallet is nothing for another of the same key.
    other = Signing(mock("NestedTypesWallet", keys[0].address).address)
    with pytest.raises(PolypactError, match="is by"):
        other.file.check(keys[0].address, signing.by(keys[0]).data)


def test_join_finds_the_ones_that_count_when_a_wallet_does_not_tell_its_owners(keys: Keys) -> None:
    signing = Signing(mock("OwnersWallet", [owner.address for owner in keys[1:3]]).address)
    joined = signing.join(*(signing.by(owner) for owner in keys[:4]))
    assert joined == signing.by(keys[1]).data + signing.by(keys[2]).data
    with pytest.raises(PolypactError, match="does not take what"):
        signing.join(signing.by(keys[1]))
    with pytest.raises(PolypactError, match="nobody signed for it"):
        signing.join()


def test_join_is_short_when_a_key_signs_for_itself(keys: Keys) -> None:
    signing = Signing(keys[0].address)
    long, short = signing.by(keys[0]).data, signing.join(signing.by(keys[0]))
    assert len(short) == 64
    assert short[:32] == long[:32]
    assert int.from_bytes(short[32:]) == int.from_bytes(long[32:64]) | (long[64] - 27) << 255
    with pytest.raises(PolypactError, match="has not signed this"):
        signing.join()
    with pytest.raises(PolypactError, match="signed by eth_sign, which only a Safe takes"):
        signing.join(signing.by_eth_sign(keys[0]))


def test_join_is_what_the_wallet_takes_when_somebody_else_put_it_together(safe: Safe, keys: Keys) -> None:
    """As the pages of a Safe give it."""
    address = safe(keys[:2], 2)
    signing = Signing(address)
    whole = signing.by(keys[0]).data + signing.by(keys[1]).data
    assert signing.join(Signature(address, whole, BY_CONTRACT)) == whole
    with pytest.raises(PolypactError, match="wants 2 of its owners and has 0"):
        signing.join(Signature(address, whole[::-1], BY_CONTRACT))
