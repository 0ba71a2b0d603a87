"""What grows with the number of partners. Nothing should."""

from __future__ import annotations

from benchmarks.chain import Chain
from benchmarks.house import DAY, Ecosystem, House, house_of

SIZES = (3, 10, 100, 1_000)
NEWCOMERS = 3
ACCOUNTS = max(SIZES) + NEWCOMERS + 10
#: How much dearer the dearest size may be than the cheapest.
TOLERANCE = 0.10
#: What is measured, in the order of the table. A page of the history of the total weight is begun by every third
#: acceptance, so it is compared with its like.
TITLES = {
    "ballot": "a ballot",
    "accept": "an acceptance",
    "accept_page": "an acceptance with a new page of history",
    "distribute": "a distribution of ether",
    "claim": "a claim of ether",
}


def measure_scale(chain: Chain) -> dict[str, dict[int, int]]:
    """The gas by what is measured and number of partners; `chain` needs `ACCOUNTS` accounts."""
    ecosystem = Ecosystem(chain)
    gas: dict[str, dict[int, int]] = {name: {} for name in TITLES}
    for size in SIZES:
        for name, used in _measure(house_of(ecosystem, chain.accounts[5 : 5 + size])).items():
            gas[name][size] = used
    return gas


def _measure(house: House) -> dict[str, int]:
    """The partner who acts is the one admitted last, and has done the same before."""
    chain, partner, size = house.chain, house.partners[-1], len(house.partners)
    gas = {}
    chain.transfer(chain.accounts[0], house.partnership.address, 10**18)
    for turn in range(2):
        actions, text = [(chain.accounts[1], 10**15, b"")], f"Payment {turn}"
        house.propose(actions, text)
        house.open_voting()
        gas["ballot"] = house.vote(house.id_of(actions, text), partner)
        house.receive(10**18)
        gas["distribute"] = house.distribute()
        gas["claim"] = house.claim(partner)
        chain.wait(DAY)
    acceptances = sorted(house.admit(chain.accounts[5 + size : 5 + size + NEWCOMERS]))
    return gas | {"accept": acceptances[1], "accept_page": acceptances[2]}


def spread(gas: dict[int, int]) -> float:
    """By what share the dearest size is above the cheapest."""
    return round(max(gas.values()) / min(gas.values()) - 1, 6)
