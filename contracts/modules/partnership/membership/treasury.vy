# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Treasury
@license GNU Affero General Public License v3.0 only
@notice What of the treasury goes to a partner who leaves, and who gets what is left when there is no partnership any
        more.
"""

from contracts.modules.shared import tokens
from contracts.modules.shared import winding


event Redeemed:
    partner: indexed(address)   # account that left
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; its part of the treasury


MAX_TOKENS: constant(uint256) = 16

_BPS: constant(uint256) = 10_000


@internal
def _redeem(
    partner: address,
    redeemed_tokens: DynArray[address, MAX_TOKENS],
    part_units: uint256,
    total_units: uint256,
    redeemable_bps: uint256,
):
    """
    @notice Pays `partner` its part of each token: balance * redeemable_bps / 10_000 * part_units / total_units, rounded
            down; the rest of the balance is the floor that stays.
    @param redeemed_tokens Zero is ether; strictly increasing, so that none is taken twice.
    """
    previous: uint256 = 0
    for token: address in redeemed_tokens:
        number: uint256 = convert(token, uint256) + 1
        assert number > previous, "treasury: tokens not increasing"
        previous = number
        amount: uint256 = tokens._balance(token) * redeemable_bps * part_units // (_BPS * total_units)
        if amount != 0:
            log Redeemed(partner=partner, token=token, amount=amount)
            tokens._send(token, partner, amount)


@internal
def _wind_down(token: address, beneficiary: address) -> uint256:
    """
    @notice Sends all of `token` to `beneficiary`, zero while there is a partnership, and returns the amount.
    """
    amount: uint256 = tokens._balance(token)
    assert beneficiary != empty(address), "treasury: still a partnership"
    assert amount != 0, "treasury: nothing left"
    winding._send(token, beneficiary, amount)
    return amount
