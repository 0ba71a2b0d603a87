# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Contributions
@license GNU Affero General Public License v3.0 only
@notice What partners and others put in: who contributed what stays readable for good. While the formation may still
        fail, the escrow keeps the money and owes it back; from the day the partnership is in force it belongs to the
        treasury.
"""

from contracts.modules.escrow import income
from contracts.modules.escrow import units
from contracts.modules.shared import tokens


uses: income
uses: units


event Contributed:
    contributor: indexed(address)   # account that gave the capital
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; what arrived


# With Contributed, where somebody else paid.
event ContributionPaid:
    payer: indexed(address)   # account whose money it was
    contributor: indexed(address)   # account that has contributed by that
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; what arrived


event ContributionValued:
    contributor: indexed(address)   # account that gave the capital
    token: indexed(address)   # contract of the ERC-20, zero for ether
    reference: indexed(bytes32)   # what was given, as of an invoice
    amount: uint256   # smallest unit of the token; the agreed value


event ContributionReturned:
    contributor: indexed(address)   # account that gave the capital
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; sent back, in a formation that failed or by who withdrew from one


event ContributionsReleased:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; moved to the treasury


_made: HashMap[address, HashMap[address, uint256]]  # token => key => amount, in the token's smallest unit
_held: HashMap[address, uint256]                    # token => amount still kept here


@internal
def _record(token: address, key: address, amount: uint256):
    units._note(key)
    self._made[token][key] += amount
    self._held[token] += amount
    income._owe(token, amount)
    holder: address = units._holder_of(key)
    log Contributed(contributor=holder, token=token, amount=amount)


@internal
def _record_in_kind(token: address, key: address, amount: uint256, reference: bytes32):
    self._made[token][key] += amount
    holder: address = units._holder_of(key)
    log ContributionValued(contributor=holder, token=token, reference=reference, amount=amount)


@internal
def _return(token: address, key: address) -> uint256:
    amount: uint256 = self._made[token][key]
    assert amount != 0, "escrow: nothing to return"
    self._made[token][key] = 0
    self._held[token] -= amount
    income._settle(token, amount)
    holder: address = units._holder_of(key)
    log ContributionReturned(contributor=holder, token=token, amount=amount)
    tokens._send(token, units._payout_of(key, units._holding_of(key).payout), amount)
    return amount


@internal
def _release(token: address, treasury: address) -> uint256:
    amount: uint256 = self._held[token]
    assert amount != 0, "escrow: nothing to release"
    self._held[token] = 0
    income._settle(token, amount)
    log ContributionsReleased(token=token, amount=amount)
    tokens._send(token, treasury, amount)
    return amount
