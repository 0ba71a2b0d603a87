"""A partnership as a partner of another one: all that a partner does, done by the proposals that the tools write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boa
import pytest
from eth_account.messages import encode_typed_data
from eth_account.signers.local import LocalAccount

from polypact.capabilities.elsewhere import DEEDS
from polypact.clients.actions import Actions
from polypact.decisions.drafts import make
from polypact.text.deals import Deal, Offer
from polypact.text.enums import Role
from polypact.text.messages import acceptance_data, digest
from tests.kit.clock import travel_to
from tests.kit.house import Action, House, Partnership
from tests.kit.links import LinkTerms
from tests.kit.money import arrive, ether_of
from tests.kit.numbers import ACTIVE, CHAIN_ID, DAY, ETHER, IN_ORDER, LEFT, MOVED, RECOVERY_SECONDS
from tests.kit.verbs import amend, by_vote, call, invite, set_exit_terms, vote_as


@dataclass
class There:
    """Another partnership, as the tools ask about it."""

    venture: Partnership

    @property
    def address(self) -> str:
        return str(self.venture.partnership.address)

    @property
    def escrow(self) -> str:
        return str(self.venture.escrow.address)

    @property
    def tokens(self) -> Any:
        return Ether()

    def account(self, text: str) -> str:
        return text

    def proposal_id(self, text: str) -> int:
        return int(text)

    def offered(self, account: str) -> tuple[Any, ...]:
        return tuple(self.venture.membership.offer_of(account))

    def conditions(self, partner: str) -> tuple[Any, ...]:
        return tuple(self.venture.membership.seat_conditions(partner))


class Ether:
    """The one token that is known."""

    address = ETHER

    def named(self, name: str) -> Any:
        return self

    def amount(self, text: str) -> tuple[Any, int]:
        return self, int(text.split()[0])


@dataclass
class Here:
    """A partnership with other ones around it by their names, as the tools write its proposals."""

    venture: Partnership
    others: dict[str, Partnership]

    @property
    def own(self) -> Actions:
        return Actions(self.venture.partnership.address, self.venture.escrow.address)

    def account(self, text: str) -> str:
        own = {"treasury": self.venture.partnership.address, "escrow": self.venture.escrow.address}
        return own.get(text, text)

    def elsewhere(self, partnership: str) -> There:
        return There(self.others[partnership])

    def action(self, deed: str, *given: Any) -> Action:
        made = make("elsewhere", {"partnership": "Harbour", "do": deed, "with": list(given)}, self)  # type: ignore[arg-type]
        return made.target, made.value, made.data

    def does(self, deed: str, *given: Any) -> None:
        """Decides it and has it executed."""
        action = self.action(deed, *given)
        with boa.env.prank(self.venture.founders[0].address):
            self.venture.decide([action], f"{deed} {boa.env.timestamp}")


@pytest.fixture
def inner(house: House, founders: list[LocalAccount]) -> Partnership:
    """A guild of three, in force, with units 500, 300, 200."""
    made = house.spin_up(founders, [50, 30, 20], [500, 300, 200], salt=b"inner".ljust(32), name="Guild")
    made.accept_all()
    boa.env.time_travel(seconds=DAY)
    return made


@pytest.fixture
def guild(inner: Partnership, partnership: Partnership) -> Here:
    """The same, invited to the harbour with weight 25 and 250 units."""
    with by_vote(partnership):
        partnership.membership.admit(inner.partnership.address, 25, 250, 1, 60 * DAY)
    return Here(inner, {"Harbour": partnership})


@pytest.fixture
def member(guild: Here, inner: Partnership, partnership: Partnership) -> str:
    """The guild's account, once it is a partner of the harbour."""
    guild.does("accept")
    account = str(inner.partnership.address)
    assert partnership.membership.status_of(account) == ACTIVE
    boa.env.time_travel(seconds=1)
    return account


def test_accepts_by_its_vote(member: str, partnership: Partnership) -> None:
    assert (partnership.partnership.weight_of(member), partnership.escrow.units_of(member)) == (25, 250)


def test_accepts_newer_terms(guild: Here, member: str, partnership: Partnership) -> None:
    amend(partnership)
    guild.does("accept")
    assert partnership.membership.partner(member).accepted_version == 2


def test_t144_an_acceptance_of_what_has_changed_since_does_nothing(guild: Here, partnership: Partnership) -> None:
    action = guild.action("accept")
    guild.venture.pass_proposal([action], "stale")
    with by_vote(partnership):
        partnership.membership.set_shares(guild.venture.partnership.address, 25, 251)
    with boa.reverts():
        guild.venture.execute([action], "stale")


def test_accepts_by_a_signature(guild: Here, partnership: Partnership, outsider: str) -> None:
    """`partner accept --unsigned --for GUILD`, `proposal new GUILD --sign-message`, `message relay`."""
    account, members = guild.venture.partnership.address, partnership.membership
    offer = members.offer_of(account)
    agreed = Offer(*[*offer][:5], Role(offer[5]), *[*offer][6:])
    deal = Deal(*members.deal_of(offer.version))
    until = int(boa.env.timestamp) + 30 * DAY
    data = acceptance_data(CHAIN_ID, members.address, account, agreed, deal, 0, until, joins=True)
    approve = guild.own.approve_message(digest(encode_typed_data(full_message=data)), until)
    with boa.env.prank(outsider), boa.reverts("terms: signature not by partner"):
        members.accept_by_sig(account, until, b"")
    guild.venture.decide([(approve.target, 0, approve.data)], "sign it")
    with boa.env.prank(outsider):
        members.accept_by_sig(account, until, b"")
    assert members.status_of(account) == ACTIVE


def test_names_a_representative_who_votes(guild: Here, member: str, partnership: Partnership, outsider: str) -> None:
    guild.does("represent", outsider)
    proposal = partnership.propose([(outsider, 0, b"")], "everyday")
    partnership.open_voting(proposal)
    assert vote_as(partnership, member, proposal, by=outsider) == 25
    guild.does("represent", "nobody")
    assert partnership.partnership.representative_of(member) == ETHER


def test_says_yes_to_what_its_own_deal_is_made(guild: Here, member: str, partnership: Partnership) -> None:
    less = partnership.membership.set_shares.prepare_calldata(member, 25, 200)
    lower = [(partnership.membership.address, 0, less)]
    proposal = partnership.pass_proposal(lower, "less")
    with boa.reverts("roster: without its consent"):
        partnership.execute(lower, "less")
    guild.does("consent", str(proposal), True)
    partnership.execute(lower, "less")
    assert partnership.escrow.units_of(member) == 200


def test_answers_a_call(guild: Here, member: str, partnership: Partnership, northwind: str) -> None:
    call(partnership, member, northwind)
    guild.does("answer")
    assert partnership.membership.partner(member).answer_by == 0


def test_what_it_earns_comes_into_its_own_escrow_and_is_split_there(
    guild: Here, member: str, partnership: Partnership, inner: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    """To the wei: 250 of 1,250 units, and of that 500, 300 and 200 of 1,000."""
    guild.does("payout", "escrow")
    arrive(partnership.escrow, ETHER, 12_345)
    partnership.escrow.distribute(ETHER)
    with boa.env.prank(outsider):
        assert partnership.escrow.claim(ETHER, member) == 2_469
    assert ether_of(inner.escrow.address) == 2_469
    assert inner.escrow.distribute(ETHER) == 2_469
    claims = [inner.escrow.claimable(ETHER, founder.address) for founder in founders]
    assert claims == [1_234, 740, 493]


def test_without_that_it_comes_into_its_treasury(
    guild: Here, member: str, partnership: Partnership, inner: Partnership
) -> None:
    guild.does("payout", "escrow")
    guild.does("payout", "treasury")
    before = ether_of(member)
    arrive(partnership.escrow, ETHER, 1_250)
    partnership.escrow.distribute(ETHER)
    partnership.escrow.claim(ETHER, member)
    assert (ether_of(member) - before, ether_of(inner.escrow.address)) == (250, 0)


def test_a_link_pays_into_its_own_escrow(
    guild: Here, partnership: Partnership, inner: Partnership, founders: list[LocalAccount], outsider: str
) -> None:
    terms = LinkTerms(inner.partnership.address, 1_000, to_escrow=True)
    with by_vote(partnership):
        partnership.escrow.offer_link(terms.abi())
    data = partnership.escrow.agree_link.prepare_calldata(terms.abi())
    inner.decide([(partnership.escrow.address, 0, data)], "agree")
    arrive(partnership.escrow, ETHER, 12_345)
    partnership.escrow.distribute(ETHER)
    with boa.env.prank(outsider):
        assert partnership.escrow.claim(ETHER, inner.escrow.address) == 1_234
    inner.escrow.distribute(ETHER)
    assert [inner.escrow.claimable(ETHER, founder.address) for founder in founders] == [617, 370, 246]


def test_contributes(guild: Here, member: str, partnership: Partnership) -> None:
    boa.env.set_balance(member, 900)
    guild.does("contribute", "900", "wei")
    assert (partnership.escrow.contribution_of(ETHER, member), ether_of(member)) == (900, 0)


def test_takes_along_what_it_is_owed_there(
    guild: Here, member: str, partnership: Partnership, house: House, founders: list[LocalAccount]
) -> None:
    successor = house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=b"successor".ljust(32), recoupment=IN_ORDER)
    successor.accept_all()
    invite(successor, member)
    guild.others["Successor"] = successor
    arrive(partnership.escrow, ETHER, 1_250)
    partnership.escrow.distribute(ETHER)
    guild.does("take-along", "ether", "Successor", "250")
    assert successor.escrow.contribution_of(ETHER, member) == 250
    assert ether_of(successor.partnership.address) == 250


def test_gives_notice_and_leaves_with_its_part(guild: Here, member: str, partnership: Partnership) -> None:
    set_exit_terms(partnership, notice_seconds=20 * DAY, redeemable_bps=10_000)
    guild.does("notice")
    assert partnership.membership.partner(member).leaves_at != 0
    boa.env.time_travel(seconds=20 * DAY)
    boa.env.set_balance(partnership.partnership.address, 5_000)
    before = ether_of(member)
    guild.does("leave")
    assert partnership.membership.status_of(member) == LEFT
    assert ether_of(member) - before == 5_000 * 250 // 1_250


def test_leaves_over_a_decision_that_it_did_not_vote_for(guild: Here, member: str, partnership: Partnership) -> None:
    set_exit_terms(partnership, notice_seconds=60 * DAY)
    reserve = partnership.escrow.set_reserve.prepare_calldata(100)
    proposal = partnership.propose([(partnership.escrow.address, 0, reserve)], "reserve")
    partnership.open_voting(proposal)
    partnership.vote(proposal)
    travel_to(int(partnership.partnership.proposalDeadline(proposal)) + 1)
    travel_to(int(partnership.partnership.proposalEta(proposal)))
    guild.does("leave-dissenting", str(proposal))
    assert partnership.membership.status_of(member) == LEFT


def test_moves_its_seat_to_another_partnership(
    guild: Here, member: str, partnership: Partnership, house: House, founders: list[LocalAccount]
) -> None:
    """It moved to a new release itself, say."""
    newer = house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=b"newer".ljust(32), name="Newer Guild")
    newer.accept_all()
    boa.env.time_travel(seconds=1)
    guild.does("offer-seat", newer.partnership.address)
    guild.does("keep-seat")
    assert partnership.membership.seat_offer(member)[0] == ETHER
    guild.does("offer-seat", newer.partnership.address)
    Here(newer, {"Harbour": partnership}).does("take-seat", member)
    assert partnership.membership.status_of(member) == MOVED
    assert partnership.escrow.units_of(newer.partnership.address) == 250


def test_its_seat_is_recovered_when_it_is_silent(
    guild: Here, member: str, partnership: Partnership, northwind: str, house: House, founders: list[LocalAccount]
) -> None:
    """Its own people have lost their keys, and found it anew."""
    newer = house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=b"anew".ljust(32), name="Guild anew")
    newer.accept_all()
    arrive(partnership.escrow, ETHER, 1_250)
    partnership.escrow.distribute(ETHER)
    travel_to(call(partnership, member, northwind) + 1)
    partnership.membership.lapse(member)
    with by_vote(partnership):
        partnership.membership.recover_seat(member, newer.partnership.address)
    boa.env.time_travel(seconds=RECOVERY_SECONDS)
    Here(newer, {"Harbour": partnership}).does("take-seat", member)
    before = ether_of(newer.partnership.address)
    partnership.escrow.claim(ETHER, member)
    assert ether_of(newer.partnership.address) - before == 250


def test_every_deed_is_tried_here() -> None:
    source = Path(__file__).read_text()
    assert [deed for deed in DEEDS if f'does("{deed}"' not in source] == []
