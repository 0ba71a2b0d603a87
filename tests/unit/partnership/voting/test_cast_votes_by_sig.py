"""Partnership.cast_votes_by_sig: many signed ballots in one transaction."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount

from tests.kit.clock import travel_to
from tests.kit.contracts import mock
from tests.kit.house import Govern, Partnership
from tests.kit.logs import events
from tests.kit.numbers import ABSTAIN, AGAINST, DAY, DUAL, FOR, NOBODY
from tests.kit.refusals import refused
from tests.kit.rules import Rule
from tests.kit.signatures import FIRST, ballot, compact, packed, sign, timed_ballot, with_high_s
from tests.kit.verbs import amend, by_vote, join, miss_terms, pay_call, recuse, relay, represent, signed, vote_as

LATE = 2**40 - 1
INVALID = "governor: invalid signature"


def signature_of(venture: Partnership, voter: LocalAccount, proposal: int, support: int = FOR) -> bytes:
    return sign(voter, timed_ballot(venture.partnership.address, proposal, support, voter.address, LATE))


def skipped(voter: str, proposal: int, reason: str) -> tuple[str, dict[str, object]]:
    return ("BallotSkipped", {"voter": voter, "proposalId": proposal, "reason": reason})


@pytest.fixture
def wallets(partnership: Partnership, key: Callable[[str], LocalAccount]) -> Callable[[int], str]:
    """Makes a wallet of so many owners a partner of weight 40."""

    def make(owners: int) -> str:
        wallet = mock("OwnersWallet", [key(f"owner {number}").address for number in range(owners)])
        with by_vote(partnership):
            partnership.membership.admit(wallet.address, 40, 10, 1, 7 * DAY)
        with boa.env.prank(key("owner 0").address):
            wallet.call(
                partnership.membership.address,
                0,
                partnership.membership.accept.prepare_calldata(partnership.membership.offer_of(wallet.address)),
            )
        boa.env.time_travel(seconds=1)
        return str(wallet.address)

    return make


def test_counts_every_ballot_when_all_are_good(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], outsider: str
) -> None:
    governor = partnership.partnership
    choices = (AGAINST, FOR, ABSTAIN)
    batch = [signed(partnership, *row) for row in zip(founders, [proposal] * 3, choices, strict=True)]
    with boa.env.prank(outsider):
        assert relay(partnership, proposal, batch) == 3
    assert events(governor) == [
        (
            governor.address,
            "VoteCast",
            {"voter": founder.address, "proposalId": proposal, "support": support, "weight": weight, "reason": ""},
        )
        for founder, support, weight in zip(founders, choices, (50, 30, 20), strict=True)
    ]
    assert governor.proposalVotes(proposal) == (50, 30, 20)
    assert [governor.hasVoted(proposal, founder.address) for founder in founders] == [True] * 3
    assert [governor.nonces(founder.address) for founder in founders] == [FIRST] * 3


@pytest.mark.parametrize("skip_bad", [True, False])
def test_does_nothing_when_there_are_none(partnership: Partnership, proposal: int, skip_bad: bool) -> None:
    assert relay(partnership, proposal, [], skip_bad) == 0
    assert events(partnership.partnership) == []


def test_takes_signatures_of_every_size_together(
    partnership: Partnership,
    founders: list[LocalAccount],
    supplier: str,
    key: Callable[[str], LocalAccount],
    wallets: Callable[[int], str],
) -> None:
    few, many = wallets(1), wallets(32)
    proposal = partnership.propose([pay_call(supplier)], "for wallets")
    partnership.open_voting(proposal)
    at = partnership.partnership.address
    batch = [signed(partnership, founders[0], proposal)]
    for wallet, owners in ((many, 32), (few, 1)):
        message = timed_ballot(at, proposal, AGAINST, wallet, LATE)
        signatures = b"".join(sign(key(f"owner {number}"), message) for number in range(owners))
        batch.append(packed(wallet, AGAINST, LATE, signatures))
    batch.append(packed(founders[1].address, FOR, LATE, compact(signature_of(partnership, founders[1], proposal))))
    assert relay(partnership, proposal, batch) == 4
    assert partnership.partnership.proposalVotes(proposal) == (80, 80, 0)


def test_t49_a_ballot_may_be_relayed_until_its_deadline(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    now = boa.env.timestamp
    with boa.env.anchor():
        assert relay(partnership, proposal, [signed(partnership, founders[0], proposal, deadline=now)]) == 1
    late = [signed(partnership, founders[0], proposal, deadline=now - 1), signed(partnership, founders[1], proposal)]
    with refused(partnership, "governor: ballot expired"):
        relay(partnership, proposal, late)
    assert relay(partnership, proposal, late, True) == 1
    assert events(partnership.partnership)[0][1:] == skipped(founders[0].address, proposal, "governor: ballot expired")
    assert partnership.partnership.proposalVotes(proposal) == (0, 30, 0)


BAD = [
    "support",
    "proposal",
    "voter",
    "deadline",
    "signer",
    "chain",
    "partnership",
    "other kind",
    "high s",
    "high s, compact",
    "bad v",
    "zeros",
    "empty",
    "too long",
]


def bad_ballot(venture: Partnership, proposal: int, founders: list[LocalAccount], other: int, what: str) -> bytes:
    """A ballot of the first founder that it did not sign so."""
    at, voter = venture.partnership.address, founders[0]
    good = signature_of(venture, voter, proposal)
    message = {
        "support": timed_ballot(at, proposal, AGAINST, voter.address, LATE),
        "proposal": timed_ballot(at, other, FOR, voter.address, LATE),
        "voter": timed_ballot(at, proposal, FOR, founders[1].address, LATE),
        "deadline": timed_ballot(at, proposal, FOR, voter.address, LATE - 1),
        "chain": timed_ballot(at, proposal, FOR, voter.address, LATE, 2),
        "partnership": timed_ballot(venture.escrow.address, proposal, FOR, voter.address, LATE),
        "other kind": ballot(at, proposal, FOR, voter.address, LATE),
    }.get(what)
    made = {
        "signer": lambda: signature_of(venture, founders[1], proposal),
        "high s": lambda: with_high_s(good),
        "high s, compact": lambda: compact(with_high_s(good)),
        "bad v": lambda: good[:64] + b"\x00",
        "zeros": lambda: bytes(65),
        "empty": lambda: b"",
        "too long": lambda: good + bytes(2_080 - 64),
    }
    return packed(voter.address, FOR, LATE, sign(voter, message) if message else made[what]())


@pytest.mark.parametrize("what", BAD)
def test_t47_t48_skips_what_was_not_signed_so(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], supplier: str, what: str
) -> None:
    other = partnership.propose([pay_call(supplier)], "another")
    bad = bad_ballot(partnership, proposal, founders, other, what)
    batch = [signed(partnership, founders[1], proposal), bad, signed(partnership, founders[2], proposal, AGAINST)]
    with refused(partnership, INVALID):
        relay(partnership, proposal, batch)
    assert partnership.partnership.proposalVotes(proposal) == (0, 0, 0)
    assert relay(partnership, proposal, batch, True) == 2
    assert events(partnership.partnership)[1][1:] == skipped(founders[0].address, proposal, INVALID)
    assert partnership.partnership.proposalVotes(proposal) == (20, 30, 0)
    assert relay(partnership, proposal, [signed(partnership, founders[0], proposal)]) == 1


def test_t47_reverts_when_signed_for_another_partnership(pair: list[Partnership], founders: list[LocalAccount]) -> None:
    """The same proposal has the same id in both."""
    first, second = (venture.propose([pay_call(founders[0].address)]) for venture in pair)
    assert first == second
    pair[0].open_voting(first)
    batch = [signed(pair[0], founder, first) for founder in founders]
    with refused(pair[1], INVALID):
        relay(pair[1], first, batch)
    assert relay(pair[1], first, batch, True) == 0
    assert pair[1].partnership.proposalVotes(first) == (0, 0, 0)
    assert relay(pair[0], first, batch) == 3


def test_t47_reverts_when_the_chain_has_forked(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    batch = [signed(partnership, founders[0], proposal)]
    boa.env.evm.patch.chain_id = 2
    try:
        with refused(partnership, INVALID):
            relay(partnership, proposal, batch)
    finally:
        boa.env.evm.patch.chain_id = 1


def test_t11_i14_counts_once_when_it_comes_again(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    """In the same batch, in the next one, or after a transaction; and a second choice is as late as the same."""
    governor = partnership.partnership
    one, changed = (signed(partnership, founders[0], proposal, support) for support in (FOR, AGAINST))
    two = signed(partnership, founders[1], proposal)
    again = "governor: already voted"
    with refused(partnership, again):
        relay(partnership, proposal, [one, one])
    assert relay(partnership, proposal, [one, one, changed, two], True) == 2
    assert [log[1] for log in events(governor)] == ["VoteCast", "BallotSkipped", "BallotSkipped", "VoteCast"]
    assert governor.proposalVotes(proposal) == (0, 80, 0)
    with refused(partnership, again):
        relay(partnership, proposal, [one])
    assert relay(partnership, proposal, [changed, two, one], True) == 0
    assert {log[2]["reason"] for log in events(governor)} == {again}
    partnership.vote(proposal, by=[founders[2].address])
    with refused(partnership, again):
        relay(partnership, proposal, [signed(partnership, founders[2], proposal, AGAINST)])
    assert governor.proposalVotes(proposal) == (0, 100, 0)


def test_t11_a_signed_ballot_overrules_a_representatives_once(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], outsider: str
) -> None:
    represent(partnership, founders[0].address, outsider)
    vote_as(partnership, founders[0].address, proposal, AGAINST, by=outsider)
    batch = [signed(partnership, founders[0], proposal, support) for support in (FOR, ABSTAIN)]
    assert relay(partnership, proposal, batch, True) == 1
    assert partnership.partnership.proposalVotes(proposal) == (0, 50, 0)


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("outsider", "governor: no standing"),
        ("suspended", "governor: no standing"),
        ("left", "governor: no standing"),
        ("old terms", "governor: no standing"),
        ("joined later", "governor: no weight at snapshot"),
        ("recused", "governor: recused"),
        ("invalid type", "governor: invalid vote type"),
        ("255", "governor: invalid vote type"),
    ],
)
def test_skips_who_may_not_vote(
    partnership: Partnership,
    proposal: int,
    founders: list[LocalAccount],
    key: Callable[[str], LocalAccount],
    how: str,
    reason: str,
) -> None:
    voter, support = founders[0], FOR
    if how in ("outsider", "joined later"):
        voter = key("outsider")
        if how == "joined later":
            join(partnership, voter.address)
            boa.env.time_travel(seconds=60)
    elif how == "suspended":
        with by_vote(partnership):
            partnership.membership.suspend(voter.address)
    elif how == "left":
        with boa.env.prank(voter.address):
            partnership.membership.leave()
    elif how == "old terms":
        voter = founders[1]
        miss_terms(partnership, voter.address)
        proposal = partnership.propose([pay_call(voter.address)], by=founders[0].address)
        partnership.open_voting(proposal)
    elif how == "recused":
        recuse(partnership, proposal, voter.address)
    else:
        support = 3 if how == "invalid type" else 255
    batch = [signed(partnership, voter, proposal, support)]
    with refused(partnership, reason):
        relay(partnership, proposal, batch)
    assert relay(partnership, proposal, batch, True) == 0
    assert [log[1:] for log in events(partnership.partnership)] == [skipped(voter.address, proposal, reason)]
    assert partnership.partnership.proposalVotes(proposal) == (0, 0, 0)


def test_t49_counts_in_the_window_of_new_terms(partnership: Partnership, founders: list[LocalAccount]) -> None:
    """The version before is good enough until it is closed, in its last second, too."""
    amend(partnership)
    travel_to(partnership.membership.current_terms().window_closes - DAY)
    proposal = partnership.propose([pay_call(founders[1].address)])
    batch = [signed(partnership, founders[0], proposal), signed(partnership, founders[2], proposal)]
    for one, moment in zip(batch, (0, DAY), strict=True):  # the second after it might have closed, and nobody did
        travel_to(partnership.membership.current_terms().window_closes + moment)
        assert relay(partnership, proposal, [one]) == 1


@pytest.mark.parametrize("skip_bad", [True, False])
def test_t12_reverts_when_the_vote_is_not_open(
    partnership: Partnership, founders: list[LocalAccount], supplier: str, skip_bad: bool
) -> None:
    governor = partnership.partnership
    proposal = partnership.propose([pay_call(supplier)])
    batch = [signed(partnership, founder, proposal) for founder in founders]
    snapshot, deadline = governor.proposalSnapshot(proposal), governor.proposalDeadline(proposal)
    for moment, good in ((snapshot, False), (snapshot + 1, True), (deadline, True), (deadline + 1, False)):
        travel_to(moment)
        with boa.env.anchor():
            if good:
                assert relay(partnership, proposal, batch, skip_bad) == 3
            else:
                with refused(partnership, "governor: vote not active"):
                    relay(partnership, proposal, batch, skip_bad)
    with refused(partnership, "governor: unknown proposal"):
        relay(partnership, 1, batch, skip_bad)


@pytest.mark.parametrize("skip_bad", [True, False])
def test_reverts_when_the_bytes_do_not_end_with_a_ballot(
    partnership: Partnership, proposal: int, founders: list[LocalAccount], skip_bad: bool
) -> None:
    good = signed(partnership, founders[0], proposal)
    for cut in (good[:-1], good[:33], good + signed(partnership, founders[1], proposal)[:-1]):
        with refused(partnership, "governor: batch is cut off"):
            relay(partnership, proposal, [cut], skip_bad)
    for headless in (good + b"\x00", good + good[:31], b"\x01"):
        with refused(partnership, None):
            relay(partnership, proposal, [headless], skip_bad)


def test_t25_takes_64_ballots_and_no_more(
    partnership: Partnership, key: Callable[[str], LocalAccount], supplier: str
) -> None:
    voters = [key(f"voter {number}") for number in range(64)]
    for voter in voters:
        join(partnership, voter.address)
    boa.env.time_travel(seconds=1)
    proposal = partnership.propose([pay_call(supplier)], "for many")
    partnership.open_voting(proposal)
    batch = [packed(voter.address, FOR, LATE, compact(signature_of(partnership, voter, proposal))) for voter in voters]
    with refused(partnership, "governor: too many ballots"):
        relay(partnership, proposal, [*batch, signed(partnership, partnership.founders[0], proposal)], True)
    with refused(partnership, None):  # Vyper refuses it while it decodes
        relay(partnership, proposal, [bytes(8_193)], True)
    assert relay(partnership, proposal, batch) == 64
    assert partnership.partnership.proposalVotes(proposal) == (0, 640, 0)


def test_t50_skips_a_wallet_that_answers_oddly(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    """One wallet cannot spoil the batch of the others: not by reverting, nor by burning its gas, nor with a bomb."""
    good = signed(partnership, founders[0], proposal)
    for does in range(10):
        with boa.env.anchor():
            wallet = mock("OddWallet", does).address
            batch = [packed(wallet, FOR, LATE, b"any"), good]
            reason = "governor: no standing" if does == 4 else INVALID
            with refused(partnership, reason):
                relay(partnership, proposal, batch, gas=10_000_000)
            assert relay(partnership, proposal, batch, True, gas=10_000_000) == 1
            assert events(partnership.partnership)[0][1:] == skipped(wallet, proposal, reason)


def test_t51_a_wallets_ballot_is_not_its_owners_other_wallets(
    partnership: Partnership,
    key: Callable[[str], LocalAccount],
    supplier: str,
    wallets: Callable[[int], str],
) -> None:
    first, second = wallets(1), wallets(1)
    proposal = partnership.propose([pay_call(supplier)], "for wallets")
    partnership.open_voting(proposal)
    signature = sign(key("owner 0"), timed_ballot(partnership.partnership.address, proposal, FOR, first, LATE))
    with refused(partnership, INVALID):
        relay(partnership, proposal, [packed(second, FOR, LATE, signature)])
    assert relay(partnership, proposal, [packed(first, FOR, LATE, signature)]) == 1


def test_t48_the_zero_address_signs_nothing(partnership: Partnership, proposal: int) -> None:
    for signature in (bytes(64) + b"\x1b", bytes(64), b""):
        with refused(partnership, INVALID):
            relay(partnership, proposal, [packed(NOBODY, FOR, LATE, signature)])


def test_counts_seats_and_recusals_of_a_special_class(
    govern: Govern, founders: list[LocalAccount], outsider: str
) -> None:
    venture = govern(Rule(mode=DUAL, seat_approval_bps=5_000, recusal=True, contested_bps=8_000))
    proposal = venture.propose([pay_call(founders[2].address)])
    venture.open_voting(proposal)
    batch = [signed(venture, f, proposal, support) for f, support in zip(founders, (FOR, AGAINST, FOR), strict=True)]
    assert relay(venture, proposal, batch, True) == 2
    assert events(venture.partnership)[-1][1:] == skipped(founders[2].address, proposal, "governor: recused")
    assert venture.partnership.proposal_tally(proposal)[:7] == (30, 50, 0, 1, 1, 0, 80)


def test_counts_ballots_of_partners_whose_role_or_seat_ends(
    partnership: Partnership, proposal: int, founders: list[LocalAccount]
) -> None:
    with by_vote(partnership):
        partnership.membership.set_role(founders[0].address, 1, boa.env.timestamp + 5)
    boa.env.time_travel(seconds=60)
    assert relay(partnership, proposal, [signed(partnership, founder, proposal) for founder in founders]) == 3
    assert partnership.partnership.proposalVotes(proposal) == (0, 100, 0)
