"""What is joined from files counts as a ballot of the wallet's."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount

from polypact.clients.voting import pack
from polypact.signing.joining import joined
from polypact.signing.message_files import MessageFile
from polypact.signing.signatures import Signature
from polypact.signing.wallet_reading import ChainWallets
from polypact.signing.wallets import Question
from polypact.text.enums import Support
from polypact.text.messages import timed_ballot_data
from tests.kit.boa_session import BoaNode
from tests.kit.contracts import mock, mock_at
from tests.kit.house import Partnership
from tests.kit.numbers import CHAIN_ID, DAY
from tests.kit.verbs import by_vote

LATE = 2**40 - 1
Keys = list[LocalAccount]


def admitted(partnership: Partnership, wallet: str, owner: LocalAccount, kind: str = "SafeWallet") -> None:
    """Makes a wallet a partner of weight 40."""
    with by_vote(partnership):
        partnership.membership.admit(wallet, 40, 10, 1, 7 * DAY)
    accept = partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(wallet))
    with boa.env.prank(owner.address):
        mock_at(kind, wallet).call(partnership.partnership.address, 0, accept)
    boa.env.time_travel(seconds=1)


def relayed(partnership: Partnership, proposal: int, voter: str, *owners: tuple[LocalAccount, tuple[str, ...]]) -> None:
    """Relays the ballot of a wallet whose owners signed, each below its path."""
    chain = ChainWallets(BoaNode())
    chain.look_around(voter)
    data = timed_ballot_data(CHAIN_ID, partnership.partnership.address, proposal, 1, voter, LATE)
    file = MessageFile.of(data, wallets=chain.known.values())
    for owner, path in owners:
        message = encode_typed_data(full_message=dict(file.question(path).data))
        signature = Signature(owner.address, bytes(owner.sign_message(message).signature), path=path)
        file = file.with_signatures([signature])
    packed = pack([(voter, Support.FOR, LATE, joined(file, ChainWallets(BoaNode())))])
    assert partnership.partnership.cast_votes_by_sig(proposal, packed, False) == 1


@pytest.fixture
def ask(partnership: Partnership, outsider: str) -> Callable[[], int]:
    """Puts a proposal to the vote."""

    def make() -> int:
        proposal = int(partnership.propose([(outsider, 1, b"")]))
        partnership.open_voting(proposal)
        return proposal

    return make


@pytest.mark.parametrize("minor", [3, 4, 5])
def test_t102_ballot_of_a_safe_that_owns_a_safe_counts(
    partnership: Partnership, safe: Callable[..., str], keys: Keys, ask: Callable[[], int], minor: int
) -> None:
    inner = safe(keys[:3], 2, minor)
    outer = safe([inner, keys[5], keys[6]], 2, minor)
    admitted(partnership, outer, keys[5])
    proposal = ask()
    relayed(partnership, proposal, outer, (keys[9], ()), (keys[2], (inner,)), (keys[5], ()), (keys[0], (inner,)))
    assert partnership.partnership.proposalVotes(proposal) == (0, 40, 0)


def test_ballot_of_a_safe_counts_when_it_signed_on_chain_and_nobody_else(
    partnership: Partnership, safe: Callable[..., str], keys: Keys, ask: Callable[[], int]
) -> None:
    wallet = safe(keys[:2], 2)
    admitted(partnership, wallet, keys[0])
    proposal = ask()
    data = timed_ballot_data(CHAIN_ID, partnership.partnership.address, proposal, 1, wallet, LATE)
    with boa.env.prank(keys[0].address):
        mock_at("SafeWallet", wallet).sign_message(Question.of(data).digest)
    relayed(partnership, proposal, wallet)
    assert partnership.partnership.proposalVotes(proposal) == (0, 40, 0)


def test_t102_ballot_of_a_wallet_with_nested_types_counts(
    partnership: Partnership, keys: Keys, ask: Callable[[], int]
) -> None:
    wallet = mock("NestedTypesWallet", keys[0].address).address
    admitted(partnership, wallet, keys[0], "NestedTypesWallet")
    proposal = ask()
    relayed(partnership, proposal, wallet, (keys[0], ()))
    assert partnership.partnership.proposalVotes(proposal) == (0, 40, 0)
