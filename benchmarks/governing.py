"""Measures what unequal partners need beyond proposals and plain ballots.

Steady state, as in ours.py. The partner on seat 0 outweighs everybody else, see house.py.
"""

from __future__ import annotations

from benchmarks.erc20 import deploy_tokens, mint
from benchmarks.house import (
    DAY,
    DESCRIPTION,
    DUAL,
    EARLY,
    FOR,
    LAX,
    LAZY,
    OBJECTED,
    PROPOSER,
    RECUSING,
    STEERING,
    Action,
    Ecosystem,
    House,
    Rule,
    key,
)

#: 100 bytes.
REASON = "The pallets came on time and unbroken, and the invoice says what all of us had agreed on in January."

BATCHES = (5, 50)
REDEEMED = (1, 3, 5)
#: Of any three departures one begins a new page of the history of the total weight; the median is one that does not.
LEAVERS = 3
LISTED = 2
NEWCOMER = 90


def measure_governing(ecosystem: Ecosystem) -> dict[str, int]:
    """The gas of every operation by its key; the node needs 100 accounts."""
    return (
        _batches(ecosystem)
        | _departures(ecosystem)
        | _departures_of_earners(ecosystem)
        | _standing(ecosystem)
        | _classes(ecosystem)
        | _recusal(ecosystem)
        | _representation(ecosystem)
        | _objection(ecosystem)
        | _moving(ecosystem)
    )


def _batches(ecosystem: Ecosystem) -> dict[str, int]:
    """An outsider relays the ballots."""
    house = _formed(ecosystem, max(BATCHES))
    relayer = house.chain.accounts[0]
    gas = {}
    for turn in range(2):
        for size, number in enumerate(BATCHES):
            actions, text = _payment(house), DESCRIPTION + str(2 * turn + size)
            proposing = house.propose(actions, text)
            house.open_voting()
            voters = [key(1 + index) for index in range(number)]
            used = house.vote_in_one_batch(house.id_of(actions, text), voters, relayer)
            house.end_voting()
            executing = house.execute(actions, text)
            gas[f"batch_{number}"] = used
            gas[f"lifecycle_{number}"] = proposing + used + executing
    return {
        "batch_5": gas["batch_5"],
        "batch_50_each": -(-gas["batch_50"] // 50),
        "lifecycle_batch": gas["lifecycle_5"],
    }


def _departures(ecosystem: Ecosystem) -> dict[str, int]:
    """Leaving with a part of some tokens of the treasury, of which the leaver holds a balance already."""
    house, taken = _house_to_leave(ecosystem, [])
    leaving = iter(house.founders[1:])
    used = {
        number: sorted(house.leave(next(leaving), taken[:number]) for _ in range(LEAVERS)) for number in (0, *REDEEMED)
    }
    gas = {f"redeem_{number}": used[number][LEAVERS // 2] for number in REDEEMED}
    return gas | {"leave": used[0][LEAVERS // 2], "leave_page": used[0][-1]}


def _departures_of_earners(ecosystem: Ecosystem) -> dict[str, int]:
    """The same, when listed revenue tokens have to be split before the units change."""
    chain = ecosystem.chain
    listed = deploy_tokens(chain, LISTED)
    house, taken = _house_to_leave(ecosystem, [token.address for token in listed])
    leaving = iter(house.founders[1:])

    def leave_after_income(number: int) -> int:
        for token in listed:
            mint(chain, token, house.escrow.address)
        return house.leave(next(leaving), taken[:number])

    for _ in range(2):
        leave_after_income(1)  # the first two eras of a token write more
    gas = {}
    for number in REDEEMED:
        gas[f"redeem_listed_{number}"] = sorted(leave_after_income(number) for _ in range(LEAVERS))[LEAVERS // 2]
    return gas


def _house_to_leave(ecosystem: Ecosystem, listed: list[str]) -> tuple[House, list[str]]:
    """A house with enough partners to leave, and the tokens of its treasury."""
    chain, partners = ecosystem.chain, 1 + LEAVERS * (1 + len(REDEEMED)) + 1
    house = House(ecosystem, chain.accounts[1 : 1 + partners], tokens=listed, redeemable_bps=10_000)
    house.form()
    tokens = deploy_tokens(chain, max(REDEEMED))
    for token in tokens:
        for account in (house.partnership.address, *house.founders):
            mint(chain, token, account)
    return house, [token.address for token in tokens]


def _standing(ecosystem: Ecosystem) -> dict[str, int]:
    """Asked by an outsider, of a partner."""
    house = _formed(ecosystem, 5)
    functions, partner = house.partnership.functions, house.founders[1]
    return {
        name: house.chain.send(functions[name](partner), house.chain.accounts[0])
        for name in ("has_standing", "standing")
    }


def _classes(ecosystem: Ecosystem) -> dict[str, int]:
    dual, early, lazy = (_formed(ecosystem, 5, rule) for rule in (DUAL, EARLY, LAZY))
    gas = {}
    for turn in range(2):
        text = DESCRIPTION + str(turn)
        proposal = dual.put(_payment(dual), text)
        gas["ballot_dual"] = max(dual.vote(proposal, founder) for founder in dual.founders[1:])
        gas["propose_lazy"] = lazy.propose(_payment(lazy), text)
        proposal = early.put(_payment(early), text)
        gas["ballot_early"] = early.vote(proposal, early.founders[1])
        gas["ballot_closing"] = early.vote(proposal, early.founders[0])
    return gas


def _recusal(ecosystem: Ecosystem) -> dict[str, int]:
    house = _formed(ecosystem, 5, RECUSING)
    to_partner = [(house.founders[3], 10**15, b"")]
    gas = {}
    for turn in range(2):
        text = DESCRIPTION + str(turn)
        gas["propose_recusing"] = house.propose(_payment(house), text)
        gas["propose_recused"] = house.propose(to_partner, text)
        house.open_voting()
        gas["ballot_recusing"] = house.vote(house.id_of(to_partner, text), house.founders[1])
        house.end_voting()
    return gas


def _representation(ecosystem: Ecosystem) -> dict[str, int]:
    house = _formed(ecosystem, 5)
    chain, functions, partner = house.chain, house.partnership.functions, house.founders[1]
    representative = chain.accounts[NEWCOMER]
    chain.send(functions.name_representative(representative), partner)
    gas = {}
    for turn in range(2):
        proposal = house.put(_payment(house), DESCRIPTION + str(turn))
        gas["ballot_lent"] = chain.send(functions.cast_vote_as(partner, proposal, FOR, ""), representative)
        gas["ballot_overruling"] = house.vote(proposal, partner)
        gas["ballot_reason"] = chain.send(functions.castVoteWithReason(proposal, FOR, REASON), house.founders[2])
        house.end_voting()
    return gas


def _objection(ecosystem: Ecosystem) -> dict[str, int]:
    """Two of them stop a proposal."""
    house = _formed(ecosystem, 5, OBJECTED, PROPOSER | STEERING)
    proposal = house.put(_payment(house), DESCRIPTION + "0")
    house.vote(proposal, house.founders[0])
    house.chain.wait(OBJECTED[1])
    functions = house.partnership.functions
    one, other = (house.chain.send(functions.object(proposal, REASON), founder) for founder in house.founders[1:3])
    return {"objection": one, "objection_stopping": other}


def _moving(ecosystem: Ecosystem) -> dict[str, int]:
    house = House(ecosystem, ecosystem.chain.accounts[1:6], notice_seconds=30 * DAY, redeemable_bps=5_000)
    house.form()
    chain, functions, partner = house.chain, house.partnership.functions, house.founders[1]
    to = chain.accounts[NEWCOMER]
    offering = chain.send(functions.offer_seat(to), partner)
    taking = chain.send(functions.take_seat(partner, functions.seat_conditions(partner).call()), to)
    notice = chain.send(functions.give_notice(), house.founders[2])
    return {"give_notice": notice, "spin_up_exit": house.spin_up_gas, "offer_seat": offering, "take_seat": taking}


def _formed(ecosystem: Ecosystem, size: int, ordinary: Rule = LAX, role: int = PROPOSER) -> House:
    """A house in force that has ether to spend."""
    chain = ecosystem.chain
    house = House(ecosystem, chain.accounts[1 : 1 + size], ordinary=ordinary, role=role)
    house.form()
    chain.transfer(chain.accounts[0], house.partnership.address, 10**18)
    return house


def _payment(house: House) -> list[Action]:
    """To somebody who is no partner."""
    return [(house.chain.accounts[0], 10**15, b"")]
