"""Measures what is promised to somebody by name, and what is done without a vote.

Steady state, as in ours.py. What a reserved matter costs is what the execution of a payment takes more under it.
"""

from __future__ import annotations

from benchmarks.house import DAY, DESCRIPTION, ETHER, LAX, Action, Ecosystem, House

#: types.Mandate and types.Matter count what goes along with a call.
VALUE = 2
#: Enough for every payment here.
MAXIMUM = 10**18
MONTH_HOURS = 720
SILENT_DAYS = 1


def measure_promising(ecosystem: Ecosystem) -> dict[str, int]:
    """The gas of every operation by its key."""
    return _mandate(ecosystem) | {
        "execute_reserved": _executed_under(ecosystem, 0),
        "execute_reserved_limit": _executed_under(ecosystem, MAXIMUM),
        "execute_floor": _executed_above_a_floor(ecosystem),
    }


def _mandate(ecosystem: Ecosystem) -> dict[str, int]:
    """A partner pays an account that has ether under a mandate that it has used before."""
    house = _house(ecosystem)
    holder = house.founders[1]
    mandate = (ETHER, bytes(4), holder, 0, True, house.chain.now + 60 * DAY, 0, VALUE, MAXIMUM, MONTH_HOURS)
    house.decide([_own(house, "give_mandate", mandate, [])], "Mandate")
    call = house.partnership.functions.act(1, house.chain.accounts[0], 10**15, b"")
    return {"act": [house.chain.send(call, holder) for _ in range(2)][-1]}


def _executed_under(ecosystem: Ecosystem, maximum: int) -> int:
    """A payment whose holder, a partner, was silent; or that is within the limit of `maximum` wei a month."""
    house = _house(ecosystem)
    counted = (VALUE, maximum, MONTH_HOURS) if maximum else (0, 0, 0)
    matter = (ETHER, bytes(4), False, bytes(32), house.founders[1], 0, SILENT_DAYS, 0, 0, 0, 0, *counted)
    house.decide([_own(house, "reserve_matter", matter)], "Matter")
    return _executed(house)


def _executed_above_a_floor(ecosystem: Ecosystem) -> int:
    house = _house(ecosystem)
    house.decide([_own(house, "set_floor", (ETHER, 1, house.founders[1], 0, 0))], "Floor")
    return _executed(house)


def _executed(house: House) -> int:
    """The second execution of a payment, as other rows measure it."""
    return [house.decide([(house.chain.accounts[0], 10**15, b"")], DESCRIPTION + str(turn)) for turn in range(2)][-1]


def _house(ecosystem: Ecosystem) -> House:
    house = House(ecosystem, ecosystem.chain.accounts[1:6], ordinary=LAX)
    house.form()
    house.chain.transfer(house.chain.accounts[0], house.partnership.address, 10**18)
    return house


def _own(house: House, function: str, *arguments: object) -> Action:
    data = house.partnership.encode_abi(function, list(arguments))
    return (house.partnership.address, 0, bytes.fromhex(data[2:]))
