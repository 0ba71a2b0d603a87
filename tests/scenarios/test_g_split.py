"""(g) Four partners split into two and two. One is a Safe, of one the units still vest, one has capital that was not
repaid, one does nothing. Money to the wei, and nobody is worse off for what another one does or leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import boa
import pytest
from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount

from polypact.clients.actions import Actions
from polypact.signing.joining import joined
from polypact.signing.message_files import MessageFile
from polypact.signing.wallet_reading import ChainWallets
from polypact.text.deals import Capital
from polypact.text.messages import contribute_on_data
from tests.kit.boa_session import BoaNode
from tests.kit.clock import today, travel_to
from tests.kit.contracts import mock
from tests.kit.house import Action, House, Partnership
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import CHAIN_ID, DAY, ETHER, IN_FORCE, IN_ORDER, PRO_RATA, WINDING_UP
from tests.kit.verbs import by_vote
from tests.scenarios.levels import Member, accept

WEI = 10**18
INCOME, TREASURY, CAPITAL = 5 * WEI + 7, 10 * WEI + 3, 2 * WEI
LATE = 2**40 - 1
TEXT = "split"


@dataclass
class Split:
    old: Partnership
    north: Partnership
    south: Partnership
    people: dict[str, str]
    keys: dict[str, LocalAccount]

    @property
    def actions(self) -> list[Action]:
        """Both successors must be in force; then the old one winds up."""
        own = Actions(self.old.partnership.address, self.old.escrow.address)
        checks = [own.check_in_force(each.escrow.address) for each in (self.north, self.south)]
        return [(each.target, each.value, each.data) for each in (*checks, own.wind_up())]

    def propose_and_pass(self) -> None:
        northwind = self.people["northwind"]
        proposal = self.old.propose(self.actions, TEXT, by=northwind)
        self.old.open_voting(proposal)
        self.old.vote(proposal, by=[northwind, self.people["eastport"], self.people["southbank"]])
        travel_to(int(self.old.partnership.proposalEta(proposal)))

    def claims(self) -> dict[str, int]:
        return {name: int(self.old.escrow.claimable(ETHER, account)) for name, account in self.people.items()}

    def everywhere(self) -> int:
        """All ether that any of the three has."""
        accounts = [each for one in (self.old, self.north, self.south) for each in (one.partnership, one.escrow)]
        return sum(ether_of(each.address) for each in accounts)

    def take_along(self, name: str, successor: Partnership) -> int:
        with boa.env.prank(self.people[name]):
            return int(self.old.escrow.contribute_on(ETHER, successor.partnership.address, 0))


@pytest.fixture
def split(house: House, key: Callable[[str], LocalAccount]) -> Split:
    names = ("northwind", "southbank", "westgate", "first owner", "second owner", "third owner")
    keys = {name: key(name) for name in names}
    owners = [keys[name].address for name in names[3:]]
    safe = str(mock("SafeWallet", owners, 2, 4, mock("SafeHandler").address).address)
    people = {"northwind": keys["northwind"].address, "eastport": safe}
    people |= {name: keys[name].address for name in ("southbank", "westgate")}
    units = {"northwind": 400, "eastport": 300, "southbank": 200, "westgate": 100}

    def found(name: str, who: tuple[str, ...], recoupment: int) -> Partnership:
        shares = [units[one] for one in who]
        return house.spin_up(
            [Member(people[one]) for one in who],
            shares,
            shares,
            salt=name.encode().ljust(32),
            name=name,
            recoupment=recoupment,
            capital=[Capital(ETHER, 100 * WEI, 0)],
        )

    old = found("Old", tuple(units), IN_ORDER)
    boa.env.set_balance(people["northwind"], CAPITAL)
    with boa.env.prank(people["northwind"]):
        old.escrow.contribute(ETHER, CAPITAL, value=CAPITAL)
    accept(old, *people.values())
    with by_vote(old):
        old.escrow.release(ETHER)
        old.escrow.set_recoupment(0)  # what stands in the line stays there
    boa.env.set_balance(old.partnership.address, TREASURY)
    north = found("North", ("northwind", "eastport"), PRO_RATA)
    south = found("South", ("southbank", "westgate"), PRO_RATA)
    return Split(old, north, south, people, keys)


@pytest.fixture
def agreed(split: Split) -> Split:
    """Both successors are in force, and have agreed to repay what their partners bring along."""
    for successor in (split.north, split.south):
        accounts = [founder.address for founder in successor.founders]
        accept(successor, *accounts)
        with by_vote(successor):
            for account in accounts:
                successor.escrow.agree_contribution(account, ETHER, 20 * WEI)
    boa.env.time_travel(seconds=DAY)
    arrive(split.old.escrow, ETHER, INCOME)
    return split


def test_t141_it_takes_both_successors_in_force(split: Split) -> None:
    accept(split.north, *[founder.address for founder in split.north.founders])
    split.propose_and_pass()
    with boa.reverts("escrow: not in force"):
        split.old.execute(split.actions, TEXT)
    assert split.old.partnership.phase() == IN_FORCE
    assert ether_of(split.old.partnership.address) == TREASURY


def _wind_up(split: Split) -> int:
    """All there is, before; afterwards the old one winds up."""
    whole = split.everywhere()
    split.propose_and_pass()
    split.old.execute(split.actions, TEXT)
    assert split.old.partnership.phase() == WINDING_UP
    split.old.escrow.distribute(ETHER)  # what had arrived and waits is split as ever; anybody may
    assert split.everywhere() == whole
    return whole


def test_each_has_its_part_to_the_wei(agreed: Split) -> None:
    """The line first, which is northwind's capital; then 400, 300, 200 and 100."""
    whole = _wind_up(agreed)
    rest = whole - CAPITAL - 2  # a wei to each successor shows that it is in force
    parts = {name: rest * n // 1_000 for name, n in zip(agreed.people, (400, 300, 200, 100), strict=True)}
    parts["northwind"] += CAPITAL
    claims = agreed.claims()
    # Two splits, of the income and of what was liquidated, and each rounds down.
    assert all(0 <= parts[name] - claims[name] <= 1 for name in parts), (parts, claims)


def test_what_is_taken_along_is_ones_contribution_there(agreed: Split) -> None:
    whole = _wind_up(agreed)
    claims = agreed.claims()
    assert agreed.take_along("northwind", agreed.north) == claims["northwind"]
    assert _by_signature(agreed, "eastport", agreed.north) == claims["eastport"]
    assert agreed.take_along("southbank", agreed.south) == claims["southbank"]
    for name, there in (("northwind", agreed.north), ("eastport", agreed.north), ("southbank", agreed.south)):
        account = agreed.people[name]
        assert there.escrow.contribution_of(ETHER, account) == claims[name]
        assert there.escrow.outstanding_of(ETHER, account) == claims[name]
        assert agreed.old.escrow.claimable(ETHER, account) == 0
    assert ether_of(agreed.north.partnership.address) == claims["northwind"] + claims["eastport"]
    assert ether_of(agreed.south.partnership.address) == claims["southbank"]
    assert agreed.everywhere() == whole


def test_t142_who_does_nothing_keeps_it_and_takes_nothing_of_others(agreed: Split) -> None:
    """Westgate shares in South's income later on; but Southbank's capital comes first, there."""
    _wind_up(agreed)
    claims = agreed.claims()
    agreed.take_along("southbank", agreed.south)
    boa.env.time_travel(seconds=400 * DAY)
    before = ether_of(agreed.people["westgate"])
    agreed.old.escrow.claim(ETHER, agreed.people["westgate"])
    assert ether_of(agreed.people["westgate"]) - before == claims["westgate"]
    with by_vote(agreed.south):
        agreed.south.partnership.wind_up([], 0)
    # All that Southbank brought is repaid to it; of the wei that showed South in force nobody has a whole one.
    assert agreed.south.escrow.claimable(ETHER, agreed.people["southbank"]) == claims["southbank"]
    assert agreed.south.escrow.claimable(ETHER, agreed.people["westgate"]) == 0


def test_t140_a_claim_before_it_pays_out_what_can_still_be_contributed(agreed: Split, outsider: str) -> None:
    """Anybody may trigger a claim: then there is nothing to take along any more, and no harm is done."""
    whole = _wind_up(agreed)
    southbank, there = agreed.people["southbank"], agreed.south
    owed, before = agreed.claims()["southbank"], ether_of(southbank)
    with boa.env.prank(outsider):
        agreed.old.escrow.claim(ETHER, southbank)
    with boa.reverts("escrow: nothing to claim"):
        agreed.take_along("southbank", there)
    assert ether_of(southbank) - before == owed
    with boa.env.prank(southbank):
        there.escrow.contribute(ETHER, owed, value=owed)
    assert there.escrow.outstanding_of(ETHER, southbank) == owed
    assert agreed.everywhere() == whole


def test_units_that_have_not_vested_count_in_the_end(agreed: Split) -> None:
    """What they would have earned before goes to the treasury, and so, in the end, to all by all units."""
    agreed.old.escrow.distribute(ETHER)
    _has_westgate_vest(agreed)
    before = agreed.claims()
    arrive(agreed.old.escrow, ETHER, INCOME)
    _wind_up(agreed)
    gained = {name: claim - before[name] for name, claim in agreed.claims().items()}
    # Of the income nothing, as none of it has vested; of what was in the treasury 100 of 1,000.
    assert gained["westgate"] == (TREASURY - 2) // 10
    # What it would have earned is the treasury's once it claims: whoever sends it there has it divided among all.
    unvested = INCOME // 10
    escrow, treasury = agreed.old.escrow, agreed.old.partnership.address
    assert escrow.claim(ETHER, agreed.people["westgate"]) == before["westgate"] + gained["westgate"]
    assert escrow.claimable(ETHER, treasury) == unvested
    escrow.claim(ETHER, treasury)
    agreed.old.partnership.liquidate(ETHER)
    assert agreed.claims()["westgate"] == unvested // 10


def _has_westgate_vest(split: Split) -> None:
    """By vote, with its yes: over 900 days, none of it in the first 300."""
    old, westgate = split.old, split.people["westgate"]
    data = old.escrow.set_vesting.prepare_calldata(westgate, 100, today(), today() + 300, today() + 900)
    proposal = old.propose([(old.escrow.address, 0, data)], "vest", by=split.people["northwind"])
    old.open_voting(proposal)
    old.vote(proposal, by=list(split.people.values()))
    with boa.env.prank(westgate):
        old.partnership.consent(proposal, True)
    travel_to(int(old.partnership.proposalEta(proposal)))
    old.execute([(old.escrow.address, 0, data)], "vest")


def _by_signature(split: Split, name: str, successor: Partnership) -> int:
    """Two of three owners sign, and a stranger relays it."""
    account = split.people[name]
    data = contribute_on_data(
        CHAIN_ID, split.old.escrow.address, account, ETHER, successor.partnership.address, 1, 0, LATE
    )
    chain = ChainWallets(BoaNode())
    chain.look_around(account)
    file = MessageFile.of(data, wallets=chain.known.values())
    for owner in ("first owner", "third owner"):
        question = file.question(())
        raw = bytes(split.keys[owner].sign_message(encode_typed_data(full_message=dict(question.data))).signature)
        file = file.with_signatures([file.check(split.keys[owner].address, raw)])
    signature = joined(file, ChainWallets(BoaNode()))
    return int(split.old.escrow.contribute_on_by_sig(account, ETHER, successor.partnership.address, 1, LATE, signature))
