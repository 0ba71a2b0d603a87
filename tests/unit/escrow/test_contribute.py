"""RevenueEscrow.contribute: money for the treasury, on record."""

from collections.abc import Callable
from typing import Any

import boa
import pytest
from eth_account.signers.local import LocalAccount

from polypact.text.deals import Capital
from tests.kit.house import House, Partnership
from tests.kit.logs import logged
from tests.kit.money import arrive, ether_of, make_known
from tests.kit.numbers import ETHER, IN_ORDER, NO_RECOUPMENT
from tests.kit.tokens import Promise, cost_of
from tests.kit.verbs import by_vote

MAX_OWED = 2**92 - 1


@pytest.fixture
def holder(northwind: str, formation: Partnership) -> Callable[..., str]:
    """A founder with some of a token who approved the escrow."""

    def prepare(token: Any, amount: int) -> str:
        token.mint(northwind, cost_of(token, amount))
        with boa.env.prank(northwind):
            token.approve(formation.escrow, amount)
        return northwind

    return prepare


def test_keeps_ether_when_the_partnership_forms(forming: Partnership, northwind: str) -> None:
    escrow = forming.escrow
    with boa.env.prank(northwind):
        assert escrow.contribute(ETHER, 900, value=900) == 900
    assert logged(escrow) == [("Contributed", northwind, ETHER, 900)]
    assert escrow.contribution_of(ETHER, northwind) == escrow.contributions_held(ETHER) == 900
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 900
    assert escrow.undistributed(ETHER) == 0


def test_keeps_tokens_when_the_partnership_forms(forming: Partnership, listed: Any, holder: Any) -> None:
    escrow = forming.escrow
    founder = holder(listed, 1_000)
    with boa.env.prank(founder):
        assert escrow.contribute(listed, 400) == listed.counts(400)
        assert escrow.contribute(listed, 100) == listed.counts(100)
    assert logged(escrow) == [
        *listed.moves(founder, escrow, 100),
        ("Contributed", founder, listed.address, listed.counts(100)),
    ]
    contributed = listed.counts(400) + listed.counts(100)
    assert escrow.contribution_of(listed, founder) == escrow.contributions_held(listed) == contributed
    assert escrow.owed(listed) == contributed
    assert listed.balanceOf(escrow) == listed.lands(400) + listed.lands(100)


def test_takes_money_from_anybody(forming: Partnership, outsider: str) -> None:
    with boa.env.prank(outsider):
        forming.escrow.contribute(ETHER, 5, value=5)
    assert forming.escrow.contribution_of(ETHER, outsider) == 5


def test_moves_ether_on_to_the_treasury_when_in_force(partnership: Partnership, northwind: str) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    with boa.env.prank(northwind):
        assert escrow.contribute(ETHER, 900, value=900) == 900
    assert logged(escrow) == [("Contributed", northwind, ETHER, 900), ("ContributionsReleased", ETHER, 900)]
    assert ether_of(treasury) == 900
    assert escrow.contribution_of(ETHER, northwind) == 900
    assert escrow.contributions_held(ETHER) == escrow.owed(ETHER) == ether_of(escrow.address) == 0


@pytest.mark.needs(Promise.COVERED)
def test_moves_tokens_on_when_in_force(partnership: Partnership, listed: Any, holder: Any) -> None:
    escrow, treasury = partnership.escrow, partnership.partnership.address
    founder = holder(listed, 70)
    with boa.env.prank(founder):
        escrow.contribute(listed, 70)
    arrived = listed.counts(70)
    assert logged(escrow) == [
        *listed.moves(founder, escrow, 70),
        ("Contributed", founder, listed.address, arrived),
        ("ContributionsReleased", listed.address, arrived),
        *listed.moves(escrow, treasury, arrived),
    ]
    assert listed.balanceOf(treasury) == listed.lands(arrived)


def test_moves_those_of_the_formation_along_when_in_force(forming: Partnership, northwind: str, eastport: str) -> None:
    escrow = forming.escrow
    with boa.env.prank(northwind):
        escrow.contribute(ETHER, 900, value=900)
    forming.accept_all()
    with boa.env.prank(eastport):
        escrow.contribute(ETHER, 50, value=50)
    assert logged(escrow)[-1] == ("ContributionsReleased", ETHER, 950)
    assert ether_of(forming.partnership.address) == 950


@pytest.mark.needs(Promise.COVERED)
def test_leaves_income_alone_when_in_force(partnership: Partnership, earn: Any, listed: Any, holder: Any) -> None:
    escrow = partnership.escrow
    earn(listed, 1_000)
    listed.mint(escrow, 30)
    waiting = escrow.undistributed(listed)
    with boa.env.prank(holder(listed, 70)):
        escrow.contribute(listed, 70)
    assert escrow.owed(listed) == 1_000
    assert escrow.undistributed(listed) == waiting


def test_records_what_arrived_when_the_token_takes_a_fee(forming: Partnership, mock: Any, holder: Any) -> None:
    token = mock("FeeToken", 1_000)
    founder = holder(token, 1_000)
    with boa.env.prank(founder):
        assert forming.escrow.contribute(token, 1_000) == 900
    assert forming.escrow.contribution_of(token, founder) == forming.escrow.owed(token) == 900


def test_refuses_when_the_amount_is_zero(forming: Partnership, northwind: str, refused: Any) -> None:
    with boa.env.prank(northwind), refused("escrow: nothing to contribute"):
        forming.escrow.contribute(ETHER, 0)


def test_t09_refuses_when_the_formation_has_failed(failed: Partnership, northwind: str, refused: Any) -> None:
    with boa.env.prank(northwind), refused("escrow: no partnership"):
        failed.escrow.contribute(ETHER, 1, value=1)


def test_t06_refuses_when_the_partnership_has_ended(ended: Partnership, northwind: str, refused: Any) -> None:
    with boa.env.prank(northwind), refused("escrow: no partnership"):
        ended.escrow.contribute(ETHER, 1, value=1)


@pytest.mark.parametrize("sent", [0, 9, 11])
def test_refuses_when_the_ether_is_not_the_amount(
    forming: Partnership, northwind: str, refused: Any, sent: int
) -> None:
    with boa.env.prank(northwind), refused("tokens: ether sent is not amount"):
        forming.escrow.contribute(ETHER, 10, value=sent)


def test_refuses_when_ether_comes_with_a_token(forming: Partnership, listed: Any, holder: Any, refused: Any) -> None:
    with boa.env.prank(holder(listed, 10)), refused("tokens: ether sent with a token"):
        forming.escrow.contribute(listed, 10, value=1)


def test_t39_holds_as_much_as_an_account_can_and_no_more(
    forming: Partnership, mock: Any, holder: Any, refused: Any
) -> None:
    token = mock("PlainToken", 18)
    with boa.env.prank(holder(token, MAX_OWED + 1)):
        assert forming.escrow.contribute(token, MAX_OWED) == MAX_OWED
        assert forming.escrow.owed(token) == MAX_OWED
        with refused("escrow: too much of this token"):
            forming.escrow.contribute(token, 1)


@pytest.mark.parametrize("amount", [2**92, 2**255])
def test_t39_refuses_with_a_reason_when_one_contribution_is_too_large(
    forming: Partnership, mock: Any, holder: Any, refused: Any, amount: int
) -> None:
    token = mock("PlainToken", 18)
    with boa.env.prank(holder(token, amount)), refused("escrow: too much of this token"):
        forming.escrow.contribute(token, amount)


def test_i01_income_and_contributions_stay_apart_when_both_come(
    forming: Partnership, northwind: str, customer: str, eastport: str
) -> None:
    escrow = forming.escrow
    with boa.env.prank(northwind):
        escrow.contribute(ETHER, 900, value=900)
    boa.env.set_balance(escrow.address, 1_900)
    forming.accept_all()
    assert escrow.distribute(ETHER) == 1_000
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 1_900
    assert escrow.claim(ETHER, eastport) == 300
    assert escrow.release(ETHER) == 900
    assert escrow.owed(ETHER) == ether_of(escrow.address) == 700


def test_t33_a_token_cannot_call_back_when_it_is_contributed(forming: Partnership, mock: Any, holder: Any) -> None:
    escrow = forming.escrow
    token = mock("HookToken")
    founder = holder(token, 100)
    token.arm(escrow, escrow.contribute.prepare_calldata(token, 1), False)
    with boa.env.prank(founder):
        assert escrow.contribute(token, 60) == 60
    assert (token.calls(), token.successes()) == (2, 0)
    assert escrow.contribution_of(token, founder) == 60


# --- contributions that a vote agreed to repay ---


@pytest.fixture
def agree(partnership: Partnership) -> Callable[..., None]:
    """Agrees by vote to repay what an account pays in."""

    def go(contributor: str, amount: int, token: Any = ETHER) -> None:
        with by_vote(partnership):
            partnership.escrow.agree_contribution(contributor, token, amount)

    return go


@pytest.fixture
def recouping(partnership: Partnership) -> Any:
    with by_vote(partnership):
        partnership.escrow.set_recoupment(IN_ORDER)
    return partnership.escrow


def give(escrow: Any, contributor: str, amount: int) -> None:
    with boa.env.prank(contributor):
        escrow.contribute(ETHER, amount, value=amount)


def test_t79_ranks_what_was_agreed_and_no_more(recouping: Any, agree: Any, outsider: str, customer: str) -> None:
    escrow = recouping
    agree(outsider, 100)
    assert logged(escrow) == [("ContributionAgreed", outsider, ETHER, 100)]
    assert escrow.agreed_contribution(ETHER, outsider) == 100
    give(escrow, customer, 50)
    give(escrow, outsider, 60)
    assert [name for name, *_ in logged(escrow)] == ["Contributed", "ContributionRanked", "ContributionsReleased"]
    give(escrow, outsider, 60)
    give(escrow, outsider, 60)
    assert (escrow.agreed_contribution(ETHER, outsider), escrow.outstanding_of(ETHER, outsider)) == (0, 100)
    assert (escrow.contribution_of(ETHER, outsider), escrow.contribution_of(ETHER, customer)) == (180, 50)
    assert escrow.recoupment_of(ETHER) == (100, 0)


def test_a_new_agreement_replaces_the_last_one(recouping: Any, agree: Any, outsider: str) -> None:
    agree(outsider, 100)
    agree(outsider, 30)
    give(recouping, outsider, 40)
    assert recouping.outstanding_of(ETHER, outsider) == 30
    agree(outsider, 50)
    agree(outsider, 0)
    give(recouping, outsider, 40)
    assert recouping.outstanding_of(ETHER, outsider) == 30


def test_an_agreement_holds_when_nothing_is_recouped_for_a_while(
    partnership: Partnership, recouping: Any, agree: Any, earn: Any, outsider: str
) -> None:
    agree(outsider, 100)
    with by_vote(partnership):
        recouping.set_recoupment(NO_RECOUPMENT)
    give(recouping, outsider, 100)
    earn(ETHER, 1_000)
    assert recouping.claimable(ETHER, outsider) == 100  # what was agreed is repaid, whatever later ones are


def test_refuses_to_agree_when_nothing_is_recouped(escrow: Any, agree: Any, outsider: str, refused: Any) -> None:
    with refused("escrow: nothing is recouped"):
        agree(outsider, 100)


def test_t39_refuses_to_agree_to_more_than_fits(recouping: Any, agree: Any, outsider: str, refused: Any) -> None:
    with refused("escrow: contribution too large"):
        agree(outsider, 2**96)
    agree(outsider, 2**96 - 1)


def test_t24_refuses_to_agree_and_to_record_when_anybody_else_calls(
    partnership: Partnership, northwind: str, outsider: str, refused: Any
) -> None:
    escrow = partnership.escrow
    for caller in (northwind, outsider, escrow.address):
        with boa.env.prank(caller):
            with refused("escrow: not the partnership"):
                escrow.agree_contribution(caller, ETHER, 100)
            with refused("escrow: not the partnership"):
                escrow.record_contribution(caller, ETHER, 100, bytes(32))


def test_records_what_was_given_in_kind(partnership: Partnership, recouping: Any, outsider: str, refused: Any) -> None:
    reference = b"the boat".ljust(32, b"\0")
    with by_vote(partnership):
        recouping.record_contribution(outsider, ETHER, 70, reference)
        assert logged(recouping) == [
            ("ContributionValued", outsider, ETHER, reference, 70),
            ("ContributionRanked", outsider, ETHER, 70, 0),
        ]
        with refused("escrow: nothing to contribute"):
            recouping.record_contribution(outsider, ETHER, 0, reference)
        recouping.set_recoupment(NO_RECOUPMENT)
        with refused("escrow: nothing is recouped"):
            recouping.record_contribution(outsider, ETHER, 70, reference)
    assert recouping.contribution_of(ETHER, outsider) == 70
    assert recouping.contributions_held(ETHER) == recouping.owed(ETHER) == 0


def test_t36_t74_is_repaid_out_of_later_income_only(
    recouping: Any, agree: Any, outsider: str, northwind: str, refused: Any
) -> None:
    """Else who contributes in the right moment is repaid at once, and the partners' income is in the treasury."""
    agree(outsider, 100_000)
    arrive(recouping, ETHER, 1_000)
    with boa.env.prank(outsider), refused("escrow: distribute first"):
        recouping.contribute(ETHER, 100_000, value=100_000)
    recouping.distribute(ETHER)
    arrive(recouping, ETHER, 100)  # dust keeps nobody out
    give(recouping, outsider, 100_000)
    assert (recouping.claimable(ETHER, northwind), recouping.claimable(ETHER, outsider)) == (500, 0)


def test_t33_i15_counts_no_income_that_the_contributor_makes_arrive_on_the_way(
    house: House, founders: list[LocalAccount], mock: Any, outsider: str
) -> None:
    """A sponsored escrow owes this one 1,000; anyone may have it paid, also from a hook in the middle of a payment."""
    token = mock("HookToken")
    capital = [Capital(token.address, 10**6, 0)]
    venture, project = (
        house.spin_up(founders, [1, 1, 1], [1, 1, 1], salt=bytes([n]) * 32, capital=capital) for n in (1, 2)
    )
    for one in (venture, project):
        one.accept_all()
        make_known(one, token)
    with by_vote(project):
        project.escrow.set_sponsor(venture.escrow.address, 10_000)
    token.mint(project.escrow, 1_000)
    project.escrow.distribute(token)
    with by_vote(venture):
        venture.escrow.set_recoupment(IN_ORDER)
        venture.escrow.agree_contribution(outsider, token, 10**6)
    token.mint(outsider, 10)
    with boa.env.prank(outsider):
        token.approve(venture.escrow, 10)
        token.arm(project.escrow, project.escrow.claim.prepare_calldata(token, venture.escrow.address), False)
        try:
            venture.escrow.contribute(token, 10)
        except boa.BoaError:
            return
    assert venture.escrow.outstanding_of(token, outsider) <= 10
    assert venture.escrow.contribution_of(token, outsider) <= 10
