# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Vested income
@license GNU Affero General Public License v3.0 only
@notice What a partner whose units vest earned. Income comes in stretches of one era and one day each (see income.vy), so
        within a stretch it is known how many units the partner had and how many of them had vested. A claim goes through
        at most 32 stretches; the rest is for the next one. How far it came, per token and key (see units.vy):

        place_word
            bits    0-63   fraction: of a grain, times 2**64, that was earned before it vested and not yet credited
            bits   64-255  next: the stretch to go on with, + 1; 0 before the first claim
"""

from contracts.modules.escrow import income
from contracts.modules.escrow import units
from contracts.modules.escrow import vesting
from contracts.modules.shared import bits


uses: income
uses: units
uses: vesting


MAX_STRETCHES: constant(uint256) = 32


_place_words: HashMap[address, HashMap[address, uint256]]  # token => key => place


@internal
@view
def _earned(
    token: address, key: address, holding: units.Holding, account_word: uint256
) -> (uint256, uint256, uint256, uint256, bool):
    """
    @notice What `key`, who has or had units, can claim of `token`, whose account is `account_word`.
    @return The amount, in grains; what its units earned before they vested; the reading and the place to store once it is booked; and
            whether more stretches are left.
    """
    marks_word: uint256 = income._marks_words[token]
    count: uint256 = (marks_word >> 32) & bits.MASK_32
    newest: uint256 = account_word >> 100
    place_word: uint256 = self._place_words[token][key]
    unvested: uint256 = place_word & bits.MASK_64   # the fraction of a unit that is left of earlier claims, times 2**64
    index: uint256 = place_word >> 64
    reading_word: uint256 = income._reading_words[token][key]
    vested: uint256 = 0
    if index == 0:
        # Nothing was claimed under a schedule yet. What came before the first one is earned as by everybody.
        amount: uint256 = 0
        has_earlier: bool = False
        amount, reading_word, index, has_earlier = self._earned_before(token, key, holding, newest, count)
        vested = amount << 64
        if has_earlier:
            return amount, 0, reading_word, place_word, True
    else:
        index -= 1
    era: uint256 = reading_word & bits.MASK_32
    vested += (reading_word >> 32) & bits.MASK_64
    per_unit: uint256 = reading_word >> 96

    has_more: bool = True
    for i: uint256 in range(MAX_STRETCHES):
        end: uint256 = newest
        era = marks_word & bits.MASK_32
        day: uint256 = marks_word >> 64
        if index < count:
            ended_word: uint256 = income._ended_words[token][index]
            end = (ended_word >> 32) & bits.MASK_160
            era = ended_word & bits.MASK_32
            day = ended_word >> 192
        growth: uint256 = income._growth(per_unit, end)
        if growth != 0:
            held: uint256 = units._held_in(key, holding, era)
            locked: uint256 = vesting._locked(key, held, era, day)
            vested += (held - locked) * growth
            unvested += locked * growth
        per_unit = end
        if index >= count:
            has_more = False
            break
        index += 1
    reading_word = era | ((vested & bits.MASK_64) << 32) | (per_unit << 96)
    place_word = (unvested & bits.MASK_64) | ((index + 1) << 64)
    return vested >> 64, unvested >> 64, reading_word, place_word, has_more


@internal
@view
def _earned_before(
    token: address, key: address, holding: units.Holding, newest: uint256, count: uint256
) -> (uint256, uint256, uint256, bool):
    """
    @notice What `key` earned before the era in which its first schedule began.
    @return The amount, in grains; the reading at the beginning of that era; the first stretch from then on; and whether there is more
            from before.
    """
    first: uint256 = vesting._first_era(key)
    index: uint256 = self._first_from(token, first, count)
    per_unit: uint256 = income._at_start_of(token, first, newest)
    before: units.Holding = holding
    if first != 0:
        before.past = units._index_in(key, holding, first - 1)
        before.units, before.since = units._held(key, holding, before.past)
    if first == 0 or before.since >= first:
        # It had no units then.
        return 0, first | (per_unit << 96), index, False
    amount: uint256 = 0
    reading_word: uint256 = 0
    has_more: bool = False
    amount, reading_word, has_more = income._earned(token, key, before, per_unit << 100)  # owed is not asked for
    return amount, reading_word, index, has_more


@internal
@view
def _first_from(token: address, era: uint256, count: uint256) -> uint256:
    """
    @notice The first stretch that is not from before `era`.
    """
    low: uint256 = 0
    high: uint256 = count
    for i: uint256 in range(32):
        if low >= high:
            break
        middle: uint256 = (low + high) // 2
        if income._ended_words[token][middle] & bits.MASK_32 < era:
            low = middle + 1
        else:
            high = middle
    return low


@internal
def _store_place(token: address, key: address, place_word: uint256):
    self._place_words[token][key] = place_word
