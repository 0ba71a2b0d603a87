# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Freezes
@license GNU Affero General Public License v3.0 only
@notice In a dispute, an amount that an account is owed can be kept back until a date. Whatever exceeds it is paid as
        ever. A freeze ends by itself after 180 days at the most, and is followed by 30 days in which the account cannot
        be frozen in that token again: money can be delayed, but not taken. One slot:

        freeze_word
            bits    0-127  amount: in the token's smallest unit
            bits  128-255  until: unix seconds; first moment it is free
"""

from contracts.modules.shared import bits


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


_freeze_words: HashMap[address, HashMap[address, uint256]]  # token => account => freeze


@internal
def _freeze(token: address, account: address, amount: uint256, until: uint256):
    assert amount != 0 and amount <= bits.MASK_128, "escrow: no amount to freeze"
    assert until > block.timestamp, "escrow: freeze is over already"
    assert until <= block.timestamp + MAX_SECONDS, "escrow: more than 180 days"
    freeze_word: uint256 = self._freeze_words[token][account]
    assert freeze_word == 0 or block.timestamp >= (freeze_word >> 128) + PAUSE_SECONDS, "escrow: frozen too recently"
    self._freeze_words[token][account] = amount | (until << 128)
    log Frozen(account=account, token=token, amount=amount, until=until)


@internal
def _unfreeze(token: address, account: address):
    assert self._frozen(token, account) != 0, "escrow: not frozen"
    self._freeze_words[token][account] = block.timestamp << 128
    log Unfrozen(account=account, token=token)


@internal
def _hand_on(token: address, account: address, to: address, amount: uint256, stays: bool):
    """
    @notice Freezes `amount` of what `to` is owed until the same date as `account`, instead of that account's unless it
            `stays`, and together with what is frozen of `to` anyway.
    """
    freeze_word: uint256 = self._freeze_words[token][account]
    until: uint256 = freeze_word >> 128
    if not stays:
        self._freeze_words[token][account] = freeze_word - amount  # the amount is in the lowest bits, and is at least this much
        log Frozen(account=account, token=token, amount=(freeze_word & bits.MASK_128) - amount, until=until)
    total: uint256 = min(amount + self._frozen(token, to), bits.MASK_128)
    until = max(until, self._freeze_words[token][to] >> 128)
    self._freeze_words[token][to] = total | (until << 128)
    log Frozen(account=to, token=token, amount=total, until=until)


@internal
@view
def _frozen(token: address, account: address) -> uint256:
    """
    @notice What is kept back of `account` now.
    """
    freeze_word: uint256 = self._freeze_words[token][account]
    if block.timestamp >= freeze_word >> 128:
        return 0
    return freeze_word & bits.MASK_128
