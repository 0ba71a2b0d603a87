# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Vested income
@license GNU Affero General Public License v3.0 only
@notice What a partner whose units vest earned. Income comes in stretches of one era and one day each (see income.vy), so
        within a stretch it is known how many units the partner had and how many of them had vested. A claim goes through
        at most 32 stretches; the rest is for the next one.
"""

from contracts.modules import income
from contracts.modules import units
from contracts.modules import vesting


uses: income
uses: units
uses: vesting


MAX_STRETCHES: constant(uint256) = 32

_MASK_32: constant(uint256) = 2**32 - 1
_MASK_64: constant(uint256) = 2**64 - 1
_MASK_160: constant(uint256) = 2**160 - 1

_fractions: HashMap[address, HashMap[address, uint256]]  # token => partner => of a unit that did not vest, times 2**64


@internal
@view
def _earned(
    token: address, partner: address, holding: units.Holding, account: uint256
) -> (uint256, uint256, uint256, uint256, bool):
    """
    @notice What `partner`, who has `holding`, can claim of `token`, whose account is `account`.
    @return The amount; what its units earned before they vested; the reading and the fraction of the latter to store
            once it is booked; and whether more stretches are left.
    """
    word: uint256 = income._readings[token][partner]
    era: uint256 = word & _MASK_32
    vested: uint256 = (word >> 32) & _MASK_64
    per_unit: uint256 = word >> 96
    unvested: uint256 = self._fractions[token][partner]
    newest: uint256 = account >> 96
    marks: uint256 = income._marks[token]
    count: uint256 = (marks >> 32) & _MASK_32

    index: uint256 = 0
    index, per_unit = self._first_after(token, units._held(partner, holding, 0)[1], era, per_unit, newest, count)
    has_more: bool = True
    for i: uint256 in range(MAX_STRETCHES):
        end: uint256 = newest
        era = marks & _MASK_32
        day: uint256 = marks >> 64
        if index < count:
            ended: uint256 = income._ended[token][index]
            end = (ended >> 32) & _MASK_160
            era = ended & _MASK_32
            day = ended >> 192
        growth: uint256 = income._growth(per_unit, end)
        if growth != 0:
            held: uint256 = units._held_in(partner, holding, era)
            locked: uint256 = vesting._locked(partner, held, era, day)
            vested += (held - locked) * growth
            unvested += locked * growth
        per_unit = end
        if index >= count:
            has_more = False
            break
        index += 1
    reading: uint256 = era | ((vested & _MASK_64) << 32) | (per_unit << 96)
    return vested >> 64, unvested >> 64, reading, unvested & _MASK_64, has_more


@internal
@view
def _first_after(
    token: address, joined: uint256, era: uint256, per_unit: uint256, newest: uint256, count: uint256
) -> (uint256, uint256):
    """
    @notice The first stretch that ended after the partner's last reading `per_unit`, or, if it has none, that is not from
            before the era it `joined` in.
    @return The number of that stretch, and the reading to begin with.
    """
    low: uint256 = 0
    high: uint256 = count
    growth: uint256 = income._growth(per_unit, newest)
    for i: uint256 in range(32):
        if low >= high:
            break
        middle: uint256 = (low + high) // 2
        ended: uint256 = income._ended[token][middle]
        is_before: bool = ended & _MASK_32 < joined
        if not is_before and joined <= era:
            since: uint256 = income._growth(per_unit, (ended >> 32) & _MASK_160)
            is_before = since == 0 or since > growth
        if is_before:
            low = middle + 1
        else:
            high = middle
    if joined <= era or low == 0:
        return low, per_unit
    return low, (income._ended[token][low - 1] >> 32) & _MASK_160


@internal
def _store_fraction(token: address, partner: address, fraction: uint256):
    self._fractions[token][partner] = fraction
