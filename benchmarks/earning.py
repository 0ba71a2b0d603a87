"""Measures what no peer has on the way of income: sponsors, contributions, vesting, freezes, invoices.

Steady state, as everywhere: who is paid was paid before.
"""

from __future__ import annotations

from benchmarks.chain import Chain
from benchmarks.house import DAY, ETHER, PROPOSER, TREASURER, Ecosystem, House, house_of
from polypact.text.deals import Capital

_FIRST_SPONSOR = 20
_MAX_SPONSORS = 8
_PRO_RATA = 2
_REFERENCE = b"INV-7".ljust(32, b"\0")


def measure_earning(ecosystem: Ecosystem) -> dict[str, int]:
    """The gas of each operation by its key."""
    people = ecosystem.chain.accounts
    ten = house_of(ecosystem, people[1:11])
    return (
        {"claim_for_10": _claim_for(ten)}
        | _tiers(ecosystem)
        | _vesting(house_of(ecosystem, people[1:6]))
        | _frozen(house_of(ecosystem, people[1:6]))
        | _invoices(ecosystem)
        | _links(ecosystem)
    )


def _claim_for(house: House) -> int:
    gas = 0
    for _ in range(2):
        _earn(house)
        gas = house.chain.send(house.escrow.functions.claim_for(ETHER, house.partners), house.chain.accounts[0])
    return gas


def _tiers(ecosystem: Ecosystem) -> dict[str, int]:
    chain = ecosystem.chain
    sponsors = chain.accounts[_FIRST_SPONSOR : _FIRST_SPONSOR + _MAX_SPONSORS]
    capital = [Capital(ETHER, 10**20, 0)]
    house = House(ecosystem, chain.accounts[1:6], reserve_bps=500, recoupment=_PRO_RATA, capital=capital)
    contributor = house.founders[1]
    chain.send(house.escrow.functions.contribute(ETHER, 10**19), contributor, 10**19)
    house.form()
    house.decide([house.on_escrow("set_sponsor", sponsors[0], 1_000)], "A sponsor")
    gas = {}
    for _ in range(2):
        gas["credit_tiers"] = _earn(house)
        gas["claim_sponsor"] = house.claim(sponsors[0])
        gas["claim_contributor"] = house.claim(contributor)
    house = house_of(ecosystem, chain.accounts[1:6])
    house.decide([house.on_escrow("set_sponsor", sponsor, 1_000) for sponsor in sponsors], "Eight sponsors")
    for _ in range(2):
        gas["credit_8_sponsors"] = _earn(house)
    return gas


def _vesting(house: House) -> dict[str, int]:
    chain, partner = house.chain, house.founders[1]
    today = chain.now // DAY
    vesting = house.on_escrow("set_vesting", partner, 500, today, today, today + 1_000)
    house.decide([vesting], "Units vest", agreeing=[partner])
    gas = {}
    for _ in range(2):
        chain.wait(DAY)
        gas["credit_vesting"] = _earn(house)
        gas["claim_vesting"] = house.claim(partner)
    return gas


def _frozen(house: House) -> dict[str, int]:
    chain, partner = house.chain, house.founders[1]
    house.decide([house.on_escrow("freeze", ETHER, partner, 10**15, chain.now + 90 * DAY)], "A dispute")
    gas = {}
    for _ in range(2):
        _earn(house)
        gas["claim_frozen"] = house.claim(partner)
    return gas


def _invoices(ecosystem: Ecosystem) -> dict[str, int]:
    chain = ecosystem.chain
    payer = chain.accounts[0]
    house = House(ecosystem, chain.accounts[1:6], role=PROPOSER | TREASURER)
    house.form()
    issuing = house.escrow.functions.issue_invoice(_REFERENCE, ETHER, 10**18, chain.now + DAY)
    gas = {"issue_invoice": chain.send(issuing, house.founders[0])}
    for _ in range(2):
        gas["pay_plain"] = _pay(chain, house, bytes(32), payer)
        gas["pay_invoice"] = _pay(chain, house, _REFERENCE, payer)
    return gas


def _links(ecosystem: Ecosystem) -> dict[str, int]:
    """The second link of a sponsor, and how it ends; and a partner's part that goes along to a successor."""
    chain, (sponsor, supplier) = ecosystem.chain, ecosystem.chain.accounts[_FIRST_SPONSOR : _FIRST_SPONSOR + 2]
    house, successor = house_of(ecosystem, chain.accounts[1:6]), house_of(ecosystem, chain.accounts[1:6])
    escrow, price = house.escrow.functions, 10**18
    idle = house.decide([(supplier, 0, b"")], "Nothing")
    chain.transfer(chain.accounts[0], house.partnership.address, price)
    gas, tag = {}, 0
    for number in range(2):
        terms = (sponsor, 500, False, chain.now + 400 * DAY, 90, price * number, ETHER, number)
        gas["offer_link"] = house.decide([house.on_escrow("offer_link", terms)], f"Link {number}")
        gas["agree_link"] = chain.send(escrow.agree_link(terms), sponsor)
        if number == 0:
            gas["link"] = gas["offer_link"] - idle + gas["agree_link"] - 21_000
        tag = escrow.link_hash(terms).call()[1]
        gas["credit_links"] = _earn(house)
        house.claim(sponsor)
    gas["link_notice"] = chain.send(escrow.give_link_notice(tag), sponsor)
    target, _, data = house.on_escrow("buy_out_link", tag, price)
    gas["buy_out_link"] = house.decide([(target, price, data)], "Bought out")
    moving = escrow.contribute_on(ETHER, successor.partnership.address, 0)
    for _ in range(2):
        gas["contribute_on"] = chain.send(moving, house.founders[1])
        _earn(house)
    return gas


def _pay(chain: Chain, house: House, reference: bytes, payer: str) -> int:
    return chain.send(house.escrow.functions.pay(ETHER, 10**17, reference), payer, 10**17)


def _earn(house: House) -> int:
    """Revenue arrives; returns the gas of splitting it."""
    house.receive(10**18)
    return house.distribute()
