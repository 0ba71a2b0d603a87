"""A history of 10,000 events of an escrow, with all tiers, to make a statement of."""

from __future__ import annotations

from benchmarks.chain import Chain
from benchmarks.house import DAY, ETHER, Ecosystem, House

EVENTS = 10_000
PARTNERS = 40
#: Receipts of revenue before everybody is paid.
ROUNDS = 5


def long_history(chain: Chain) -> House:
    """A partnership whose escrow has logged at least that many events."""
    house = _house(chain)
    _earn(house)
    return house


def _house(chain: Chain) -> House:
    """With a sponsor, a reserve, contributions to repay and units that vest."""
    house = House(Ecosystem(chain), chain.accounts[5 : 5 + PARTNERS], reserve_bps=1_000, recoupment=2)
    escrow = house.escrow
    for number, founder in enumerate(house.founders[:3]):
        chain.send(escrow.functions.contribute(ETHER, 10**15 + number), founder, 10**15 + number)
    house.form()
    today = chain.now // DAY
    data = [
        escrow.encode_abi("set_sponsor", [chain.accounts[1], 500]),
        escrow.encode_abi("set_vesting", [house.founders[1], 500, today, today + 30, today + 365]),
    ]
    actions = [(escrow.address, 0, bytes.fromhex(text[2:])) for text in data]
    house.decide(actions, "Sponsor and vesting", agreeing=[house.founders[1]])
    return house


def _earn(house: House) -> None:
    """Revenue by `pay`, distributed, and every now and then claimed by all, or paid out at once; a day apart."""
    chain, escrow = house.chain, house.escrow
    payer, partners = chain.accounts[0], sorted(house.founders, key=lambda address: int(address, 16))
    receive = escrow.functions.pay(ETHER, 10**15 + 1, b"INV-2026-0117".ljust(32, b"\0"))
    distribute, claim = escrow.functions.distribute(ETHER), escrow.functions.claim_for(ETHER, partners)
    pay_out = escrow.functions.pay_out(ETHER, partners)
    events = 0
    while events < EVENTS:
        for number in range(ROUNDS):
            for call in (receive, distribute if number else pay_out):
                events += len(chain.receipt(call, payer, 10**15 + 1 if call is receive else 0)["logs"])
        events += len(chain.receipt(claim, payer)["logs"])
        chain.wait(DAY)
