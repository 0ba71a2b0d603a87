"""RevenueEscrow.__default__: ether by plain transfer."""

from typing import Any

import boa

from tests.kit.house import Partnership
from tests.kit.money import ether_of, reason_of, send_ether
from tests.kit.numbers import ETHER


def test_takes_ether_when_it_comes_without_data(escrow: Any, customer: str) -> None:
    before = ether_of(customer)
    computation = send_ether(escrow.address, 1_000, customer)
    assert not computation.is_error
    assert computation.get_log_entries() == ()
    assert ether_of(escrow.address) == 1_000
    assert ether_of(customer) == before - 1_000
    assert escrow.undistributed(ETHER) == 1_000
    assert escrow.owed(ETHER) == 0


def test_takes_ether_when_the_partnership_forms(forming: Partnership, customer: str) -> None:
    assert not send_ether(forming.escrow.address, 7, customer).is_error
    assert forming.escrow.undistributed(ETHER) == 7


def test_takes_ether_within_the_gas_of_an_old_transfer(escrow: Any, customer: str) -> None:
    computation = send_ether(escrow.address, 1_000, customer)
    assert computation.get_gas_used() <= 4_500, "a clone cannot do with 2,300, but this is all it may cost"


def test_refuses_when_there_is_data(escrow: Any, customer: str, state: Any) -> None:
    before = state()
    computation = send_ether(escrow.address, 1_000, customer, data=b"\x12\x34\x56\x78")
    assert reason_of(computation) == "escrow: no such function"
    assert state() == before


def test_refuses_when_there_is_a_single_byte_of_data(escrow: Any, customer: str) -> None:
    assert reason_of(send_ether(escrow.address, 0, customer, data=b"\x00")) == "escrow: no such function"


def test_t34_forced_ether_becomes_revenue(escrow: Any, northwind: str) -> None:
    # As a block reward or a contract's self-destruction would: no code of ours runs.
    boa.env.set_balance(escrow.address, 1_000)
    assert escrow.distribute(ETHER) == 1_000
    assert escrow.claimable(ETHER, northwind) == 500
