# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Listing
@license GNU Affero General Public License v3.0 only
@notice The tokens a partnership is usually paid in. They are distributed before every change of units, so that what
        arrived before is split by the units before. How many there are stands in the ledger (see units.vy).
"""

from contracts.modules.escrow import units


event TokenListed:
    token: indexed(address)   # contract of the ERC-20, zero for ether


event TokenUnlisted:
    token: indexed(address)   # contract of the ERC-20, zero for ether


MAX_TOKENS: constant(uint256) = 8

_listed: HashMap[uint256, address]  # index => token


@internal
@view
def _is_listed(ledger: units.Ledger, token: address) -> bool:
    for i: uint256 in range(ledger.listed, bound=MAX_TOKENS):
        if self._listed[i] == token:
            return True
    return False


@internal
def _list(ledger_before: units.Ledger, token: address) -> units.Ledger:
    ledger: units.Ledger = ledger_before
    assert ledger.listed < MAX_TOKENS, "escrow: too many tokens"
    assert token.is_contract, "escrow: no code at token"
    assert not self._is_listed(ledger, token), "escrow: token listed already"
    self._listed[ledger.listed] = token
    ledger.listed += 1
    log TokenListed(token=token)
    return ledger


@internal
def _unlist(ledger_before: units.Ledger, token: address) -> units.Ledger:
    ledger: units.Ledger = ledger_before
    last: uint256 = ledger.listed
    for i: uint256 in range(ledger.listed, bound=MAX_TOKENS):
        if self._listed[i] == token:
            last = ledger.listed - 1
            self._listed[i] = self._listed[last]
            self._listed[last] = empty(address)
            break
    assert last != ledger.listed, "escrow: token not listed"
    ledger.listed = last
    log TokenUnlisted(token=token)
    return ledger
