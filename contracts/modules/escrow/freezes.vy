# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Freezes
@license GNU Affero General Public License v3.0 only
@notice In a dispute, an amount that an account is owed can be kept back until a date. Whatever exceeds it is paid as
        ever. A freeze ends by itself after 180 days at the most, and is followed by 30 days in which the account cannot
        be frozen in that token again: money can be delayed, but not taken. One slot:

        freeze_word
            bits    0-215  amount: in the token's smallest unit
            bits  216-255  until: unix seconds; first moment it is free
"""

from contracts.modules.escrow import units
from contracts.modules.shared import bits


uses: units


event Frozen:
    account: indexed(address)   # account that is owed it
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; kept back of what it is owed
    until: uint256   # unix seconds; first moment it is free


event Unfrozen:
    account: indexed(address)   # account that is owed it
    token: indexed(address)   # contract of the ERC-20, zero for ether


MAX_SECONDS: constant(uint256) = 180 * 24 * 60 * 60
PAUSE_SECONDS: constant(uint256) = 30 * 24 * 60 * 60


_freeze_words: HashMap[address, HashMap[address, uint256]]  # token => key => freeze


@internal
def _freeze(token: address, key: address, amount: uint256, until: uint256):
    assert amount != 0 and amount <= bits.MASK_216, "escrow: no amount to freeze"
    assert until > block.timestamp, "escrow: freeze is over already"
    assert until <= block.timestamp + MAX_SECONDS, "escrow: more than 180 days"
    freeze_word: uint256 = self._freeze_words[token][key]
    assert freeze_word == 0 or block.timestamp >= (freeze_word >> 216) + PAUSE_SECONDS, "escrow: frozen too recently"
    self._freeze_words[token][key] = amount | (until << 216)
    holder: address = units._holder_of(key)
    log Frozen(account=holder, token=token, amount=amount, until=until)


@internal
def _unfreeze(token: address, key: address):
    assert self._frozen(token, key) != 0, "escrow: not frozen"
    self._freeze_words[token][key] = block.timestamp << 216
    holder: address = units._holder_of(key)
    log Unfrozen(account=holder, token=token)


@internal
@view
def _frozen(token: address, key: address) -> uint256:
    """
    @notice What is kept back now of what is owed under `key`.
    """
    freeze_word: uint256 = self._freeze_words[token][key]
    if block.timestamp >= freeze_word >> 216:
        return 0
    return freeze_word & bits.MASK_216
