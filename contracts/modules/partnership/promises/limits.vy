# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Limits
@license GNU Affero General Public License v3.0 only
@notice How much may be done in a time: a number of calls, an amount of ether or of a token. A limit refills evenly, in whole
        units, up to its maximum; so at once never more than the maximum is done, and in any period never more than twice.
        Reserved matters and mandates may share one. It is never changed; one limit is one slot:

        limit_word
            bits    0-95   maximum: in a period, in what is counted
            bits   96-191  left: of it, at that time
            bits  192-231  at: unix seconds; what was refilled is reckoned up to here
            bits  232-247  period_hours
            bits  248-255  counted: 1 calls, 2 ether that goes along, 3 + n the argument of that number, from 0
"""

from contracts.modules.partnership.voting import actions
from contracts.modules.shared import bits


event LimitSet:
    number: indexed(uint256)   # number; of the limit, from 1
    counted: uint256   # number; 1 calls, 2 ether that goes along, 3 + n the argument of that number, from 0
    maximum: uint256   # amount; in a period: calls, wei or the argument's own unit
    period_hours: uint256   # hours


struct Limit:
    counted: uint256
    maximum: uint256
    period_hours: uint256
    left: uint256          # now


CALLS: constant(uint256) = 1
VALUE: constant(uint256) = 2
ARGUMENT: constant(uint256) = 3    # and higher ones: which
MAX_LIMITS: constant(uint256) = 16_383

_MAX_COUNTED: constant(uint256) = 10   # the eighth argument
_MAX_HOURS: constant(uint256) = 3 * 365 * 24
_HOUR: constant(uint256) = 60 * 60

_limit_words: HashMap[uint256, uint256]    # number => limit
_count: uint256


@internal
def _set(counted: uint256, maximum: uint256, period_hours: uint256) -> uint256:
    """
    @notice Makes a new limit, full, and returns its number.
    """
    assert counted >= CALLS and counted <= _MAX_COUNTED, "limits: counts nothing"
    assert maximum != 0 and maximum <= bits.MASK_96, "limits: no such maximum"
    assert period_hours != 0 and period_hours <= _MAX_HOURS, "limits: an hour to 3 years"
    number: uint256 = self._count + 1
    assert number <= MAX_LIMITS, "limits: too many"
    self._count = number
    self._limit_words[number] = (
        maximum | (maximum << 96) | (block.timestamp << 192) | (period_hours << 232) | (counted << 248)
    )
    log LimitSet(number=number, counted=counted, maximum=maximum, period_hours=period_hours)
    return number


@internal
@view
def _counted(number: uint256) -> uint256:
    """
    @notice What the limit counts; 0 if there is none of that number.
    """
    return self._limit_words[number] >> 248


@internal
def _take(number: uint256, amount: uint256, data: Bytes[actions.MAX_CALLDATA]) -> bool:
    """
    @notice Uses a limit for one call, if as much is left; else nothing changes.
    @param amount Wei that go along with the call, whose calldata is `data`.
    """
    limit_word: uint256 = self._limit_words[number]
    used: uint256 = self._used_by(limit_word, amount, data)
    left: uint256 = 0
    at: uint256 = 0
    left, at = self._refilled(limit_word)
    if used > left:
        return False
    kept: uint256 = limit_word & (bits.MASK_96 | (bits.MASK_24 << 232))
    self._limit_words[number] = kept | ((left - used) << 96) | (at << 192)
    return True


@internal
@pure
def _used_by(limit_word: uint256, amount: uint256, data: Bytes[actions.MAX_CALLDATA]) -> uint256:
    counted: uint256 = limit_word >> 248
    if counted == CALLS:
        return 1
    if counted == VALUE:
        return amount
    start: uint256 = 4 + 32 * (counted - ARGUMENT)
    if len(data) < start + 32:
        return max_value(uint256)  # what does not say how much is more than any limit
    return extract32(data, start, output_type=uint256)


@internal
@view
def _refilled(limit_word: uint256) -> (uint256, uint256):
    """
    @notice What is left of a limit now, and up to when that is reckoned: the time that has not come to a whole unit yet
            counts the next time.
    """
    maximum: uint256 = limit_word & bits.MASK_96
    left: uint256 = (limit_word >> 96) & bits.MASK_96
    at: uint256 = (limit_word >> 192) & bits.MASK_40
    period: uint256 = ((limit_word >> 232) & bits.MASK_16) * _HOUR
    gained: uint256 = maximum * (block.timestamp - at) // period
    if left + gained >= maximum:
        return maximum, block.timestamp
    # Rounded up, so that no time is counted twice.
    return left + gained, at + (gained * period + maximum - 1) // maximum


@internal
@view
def _load(number: uint256) -> Limit:
    limit_word: uint256 = self._limit_words[number]
    if limit_word == 0:
        return empty(Limit)
    return Limit(
        counted=limit_word >> 248,
        maximum=limit_word & bits.MASK_96,
        period_hours=(limit_word >> 232) & bits.MASK_16,
        left=self._refilled(limit_word)[0],
    )
