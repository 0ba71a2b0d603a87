"""Measures what Polypact's operations cost.

Steady state unless the name says otherwise: accounts and balances exist and the voter has voted before.
"""

from __future__ import annotations

from benchmarks.chain import Chain
from benchmarks.earning import measure_earning
from benchmarks.erc20 import deploy_token
from benchmarks.governing import measure_governing
from benchmarks.house import DESCRIPTION, Ecosystem, House, house_of, key
from benchmarks.promising import measure_promising

RECIPIENTS = (5, 10, 100)
#: Accounts the node must have.
ACCOUNTS = 120
FIRST_NEWCOMER = 110
PROPOSALS_ON_A_PAGE = 64


def measure(chain: Chain) -> dict[str, int]:
    """The gas of every operation by its key; `chain` needs `ACCOUNTS` accounts."""
    ecosystem = Ecosystem(chain)
    people = chain.accounts
    first = House(ecosystem, people[1:6])
    house = House(ecosystem, people[1:6])
    gas = {"spin_up_first": first.spin_up_gas, "spin_up": house.spin_up_gas}
    *founders, last = house.founders
    gas["accept"] = max(house.accept(founder) for founder in founders)
    gas["accept_last"] = house.accept(last)
    chain.wait(5)
    gas |= _governance(house)
    acceptances = sorted(house.admit(people[FIRST_NEWCOMER : FIRST_NEWCOMER + 3]))
    gas["accept_admitted"], gas["accept_page"] = acceptances[1], acceptances[2]
    for recipients in RECIPIENTS:
        gas |= _revenue(house_of(ecosystem, people[1 : 1 + recipients]))
    gas |= _withdrawals(house)
    gas["ballot_page"] = _ballot_on_a_new_page(house)
    return gas | measure_governing(ecosystem) | measure_promising(ecosystem) | measure_earning(ecosystem)


def _governance(house: House) -> dict[str, int]:
    chain, supplier = house.chain, house.chain.accounts[9]
    chain.transfer(chain.accounts[0], house.partnership.address, 10**18)
    gas = {}
    for turn in ("first", "later"):
        text = DESCRIPTION + turn[0]
        actions = [(supplier, 10**15, b"")]
        gas["propose_first" if turn == "first" else "propose"] = house.propose(actions, text)
        proposal = house.id_of(actions, text)
        house.open_voting()
        ballots = [house.vote(proposal, founder) for founder in house.founders]
        gas["ballot_first"], gas["ballot"] = ballots[0], max(ballots[1:])
        house.end_voting()
        gas["execute"] = house.execute(actions, text)
    gas["queue"] = 0
    gas["lifecycle"] = gas["propose"] + sum(ballots) + gas["execute"]
    gas["ballot_signed"] = _signed_ballot(house)
    return gas


def _signed_ballot(house: House) -> int:
    """The founders' accounts are the node's accounts from 1 on; the first of a voter also writes its nonce anew."""
    used = 0
    for number in range(2):
        actions = [(house.chain.accounts[9], 10**15, b"")]
        text = f"Signed ballots {number}"
        house.propose(actions, text)
        house.open_voting()
        proposal = house.id_of(actions, text)
        house.vote(proposal, house.founders[0])
        used = house.vote_by_signature(proposal, key(2), house.chain.accounts[0])
    return used


def _ballot_on_a_new_page(house: House) -> int:
    """A partner votes on more than 64 proposals, one after the other; the dearest ballot turns the page."""
    voter = house.founders[1]
    actions = [(house.chain.accounts[9], 10**15, b"")]
    ballots = []
    for number in range(PROPOSALS_ON_A_PAGE + 1):
        text = f"Proposal {number}"
        house.propose(actions, text)
        house.open_voting()
        ballots.append(house.vote(house.id_of(actions, text), voter))
        house.end_voting()
    return max(ballots)


def _revenue(house: House) -> dict[str, int]:
    """Crediting all partners and paying all of them by a claim each, the second time round; and both at once."""
    number = len(house.partners)
    credit = claims = 0
    for _ in range(2):
        house.receive(10**18)
        credit = house.distribute()
        claims = sum(house.claim(partner) for partner in house.partners)
    house.receive(10**18)
    paying = house.pay_out()
    return {f"credit_{number}": credit, f"claims_{number}": credit + claims, f"pay_out_{number}": paying}


def _withdrawals(house: House) -> dict[str, int]:
    """Claims of partners who have claimed before."""
    chain, (one, other) = house.chain, house.founders[1:3]
    token = deploy_token(chain)
    chain.send(token.functions.mint(house.escrow.address, 10**12), chain.accounts[0])
    gas = {"know_token": chain.send(house.escrow.functions.know_token(token.address), one)}
    for _ in range(2):
        gas["receive"] = house.receive(10**18)
        house.distribute()
        gas["withdraw_ether"] = house.claim(one)
        gas["withdraw_for_another"] = house.claim(other, by=one)
        chain.send(token.functions.mint(house.escrow.address, 10**12), chain.accounts[0])
        house.distribute(token.address)
        gas["withdraw_token"] = house.claim(one, token.address)
    return gas
