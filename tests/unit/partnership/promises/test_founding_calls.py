"""What founders promise, give and map with the config: the calls that spinning up makes."""

from __future__ import annotations

from collections.abc import Callable

import boa
import pytest
from eth_account.signers.local import LocalAccount
from eth_utils import function_signature_to_4byte_selector as selector_of

from tests.kit.clock import travel_to
from tests.kit.house import House, Partnership
from tests.kit.numbers import DAY, ETHER, IN_FORCE
from tests.kit.promises import Floor, Mandate, Matter, act
from tests.kit.refusals import refused, reverts
from tests.kit.verbs import by_vote, pay_call

WEIGHTS, UNITS = (40, 35, 25), (40, 35, 25)
SUPPLIER = "0x" + "51" * 20
TO_ESCROW, ABOUT_ACCOUNT, ABOUT_ESCROW = 1, 2, 4
ADMIT = selector_of("admit(address,uint256,uint256,uint256,uint256)")


def packed(data: bytes, how: int = 0) -> bytes:
    return bytes([how]) + len(data).to_bytes(2, "big") + bytes(data)


@pytest.fixture
def lender(key: Callable[[str], LocalAccount]) -> str:
    return str(key("lender").address)


Found = Callable[..., Partnership]


@pytest.fixture
def found(house: House, founders: list[LocalAccount]) -> Found:
    """Spins up with those calls; the partnership is forming."""

    def make(*calls: bytes) -> Partnership:
        return house.spin_up(founders, WEIGHTS, UNITS, salt=b"calls".ljust(32), calls=b"".join(calls))

    return make


def test_founders_promise_what_a_vote_would(found: Found, forming: Partnership, lender: str, eastport: str) -> None:
    own = forming.partnership
    mandate = Mandate(holder=eastport, ends=boa.env.timestamp + 90 * DAY)
    matter = Matter(holder=eastport, notice_days=1_095)
    venture = found(
        packed(own.reserve_matter.prepare_calldata(matter.abi())),
        packed(own.set_floor.prepare_calldata(Floor(amount=5, holder=lender, notice_days=1_095).abi())),
        packed(own.give_mandate.prepare_calldata(mandate.abi(), [])),
        packed(own.set_end_conditions.prepare_calldata(ETHER, 100, b"done".ljust(32, b"\0"))),
    )
    own = venture.partnership
    assert [tuple(one) for one in own.reserved_matters()] == [matter.abi()]
    assert own.treasury_floors()[0].holder == lender
    assert own.mandate_of(1).mandate.holder == eastport
    assert own.end_conditions()[:3] == (ETHER, 100, 0)
    venture.accept_all()
    assert own.phase() == IN_FORCE
    boa.env.set_balance(own.address, 100)
    with refused(venture, "matters: reserved"):
        act(venture, 1, SUPPLIER, 1, by=eastport)
    boa.env.time_travel(seconds=1)
    venture.pass_proposal([pay_call(SUPPLIER, 1)])
    with refused(venture, "matters: its holder has time"):
        venture.execute([pay_call(SUPPLIER, 1)])


def test_a_vote_cannot_promise_as_long_a_notice(found: Found, forming: Partnership, lender: str) -> None:
    venture = found()
    venture.accept_all()
    for call in (
        lambda: venture.partnership.reserve_matter(Matter(holder=lender, notice_days=366).abi()),
        lambda: venture.partnership.set_floor(Floor(holder=lender, notice_days=366).abi()),
    ):
        with pytest.raises(boa.BoaError), by_vote(venture):
            call()


def test_what_is_about_the_account_itself_is_named_by_a_mark(found: Found, forming: Partnership, eastport: str) -> None:
    """No config could hold the address: it follows from the config."""
    own = forming.partnership
    matter = Matter(SUPPLIER, ADMIT, holder=eastport)
    venture = found(
        packed(own.reserve_matter.prepare_calldata(matter.abi()), ABOUT_ACCOUNT),
        packed(own.map_action.prepare_calldata(SUPPLIER, b"abcd", 8), ABOUT_ESCROW),
    )
    own = venture.partnership
    assert own.reserved_matters()[0].target == own.address
    assert own.class_of(venture.escrow.address, b"abcd") == 8
    assert own.class_of(SUPPLIER, b"abcd") == 8  # as everything ordinary
    venture.accept_all()
    travel_to(boa.env.timestamp + 1)
    action = venture.admit_call(SUPPLIER, 1, 1)
    venture.pass_proposal([action])
    with refused(venture, "matters: its holder has time"):
        venture.execute([action])


def test_sixteen_calls_and_no_more(found: Found, forming: Partnership) -> None:
    one = packed(forming.partnership.map_action.prepare_calldata(SUPPLIER, b"abcd", 8))
    found(*[one] * 16)
    with reverts("formation: too many calls"):
        found(*[one] * 17)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("amend_terms", None),
        ("set_rule", None),
        ("wind_up", None),
        ("expel", None),
        ("set_shares", None),
        ("admit", None),
        ("initialize", None),
        ("approve_message", None),
    ],
)
def test_nothing_else_is_done_at_the_founding(found: Found, name: str, arguments: object) -> None:
    with reverts("formation: no such call"):
        found(packed(selector_of(f"{name}()") + bytes(64)))


@pytest.mark.parametrize("cut", [1, 2, 20, 38])
def test_calls_that_are_cut_off_are_refused(found: Found, forming: Partnership, cut: int) -> None:
    one = packed(forming.partnership.map_action.prepare_calldata(SUPPLIER, b"abcd", 8))
    with reverts("formation: calls are cut off"):
        found(one[:cut])
    with reverts("formation: calls are cut off"):
        found(one[:-1])
    with reverts("formation: calls are cut off"):
        found(packed(one[3:38]) + one)


def test_a_call_that_fails_says_why(found: Found, forming: Partnership, lender: str) -> None:
    own = forming.partnership
    with reverts("matters: 1 to 90 days"):
        found(packed(own.reserve_matter.prepare_calldata(Matter(holder=lender, days=0).abi())))
    with reverts("matters: window too short"):
        found(packed(own.reserve_matter.prepare_calldata(Matter(holder=lender, days=90).abi())))


def test_what_is_mapped_to_in_the_escrow_is_refused(found: Found, forming: Partnership) -> None:
    with reverts("formation: no such call"):
        found(packed(forming.escrow.set_sponsor.prepare_calldata(SUPPLIER, 100), TO_ESCROW))


def test_t124_is_over_once_it_was_founded(found: Found, forming: Partnership, outsider: str) -> None:
    one = packed(forming.partnership.map_action.prepare_calldata(SUPPLIER, b"abcd", 8))
    venture = found()
    with refused(venture, "formation: only at the founding"), boa.env.prank(outsider):
        venture.partnership.run_founding_calls(one)
    venture.accept_all()
    with refused(venture, "formation: only at the founding"), by_vote(venture):
        venture.partnership.run_founding_calls(one)


def test_the_holder_of_a_void_formation_holds_nothing(found: Found, forming: Partnership, lender: str) -> None:
    """A formation that fails has no treasury that a floor could keep from its convener."""
    own = forming.partnership
    venture = found(packed(own.set_floor.prepare_calldata(Floor(amount=50, holder=lender).abi())))
    boa.env.set_balance(venture.partnership.address, 50)
    boa.env.time_travel(seconds=8 * DAY)
    venture.partnership.wind_down(ETHER)
    assert boa.env.get_balance(venture.partnership.address) == 0
