# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Income
@license GNU Affero General Public License v3.0 only
@notice Splits what arrived by units, without ever going through the partners. Per token there is one slot:

        bits    0-95   owed: credited and not yet paid, in the token's smallest unit; the balance never falls below it
        bits   96-255  per unit: all that one unit ever earned, times 2**64, modulo 2**160

        A partner earned, since a former reading `p` of that sum, units * (per unit - p) / 2**64, rounded down; the
        fraction is kept for its next claim, so claiming often or seldom pays the same to the wei.

        Why nobody is paid too little: `per unit` grows by amount * 2**64 / total, rounded up, and as total < 2**32 the
        excess stays below the next whole wei, so a partner's part is exactly floor(amount * units / total).
        Why nobody is paid too much: the excess of one distribution is below total / 2**64 < 2**-32 wei for all
        partners together. It would take 2**32 distributions of one token to add up to a single wei.
        Why the sum may wrap: a difference of two readings is at most what is owed, which fits.

        Per token and partner there is one slot: {per unit at the last claim: 160, fraction: 64, era of it: 32}.
        What one unit had earned when an era ended is remembered only if the token earned again in a later one. Where
        units vest, the same goes for the end of a day (whole days since 1970, UTC), so every such stretch of income
        belongs to one era and one day. See vested_income.vy for how they are gone through.
"""

from contracts.modules.escrow import units
from contracts.modules.shared import bits


uses: units


MAX_OWED: constant(uint256) = 2**96 - 1
MAX_HOLDINGS: constant(uint256) = 32   # changes of units one claim goes through; the rest is for the next claim


_accounts: HashMap[address, uint256]                        # token => account
_marks: HashMap[address, uint256]                           # token => era of the newest income | number of ended << 32 | day << 64
_ended: HashMap[address, HashMap[uint256, uint256]]         # token => index => era | per unit at its end << 32 | day << 192
_readings: HashMap[address, HashMap[address, uint256]]      # token => partner => reading


@internal
@view
def _arrived(token: address, balance: uint256) -> uint256:
    """
    @notice What of a `balance` is new, that is not owed to anybody.
    """
    if balance == 0:
        return 0
    # More than the account has room for waits until some of it is claimed. A token that shrank owes nothing new.
    owed: uint256 = self._owed(token)
    if balance <= owed:
        return 0
    return min(balance - owed, MAX_OWED - owed)


@internal
def _credit(token: address, amount: uint256, total: uint256, era: uint256, day: uint256):
    """
    @notice Splits `amount` among the `total` units (not 0) of this era and day; the day is 0 where no units vest.
    """
    account: uint256 = self._accounts[token]
    owed: uint256 = account & MAX_OWED
    per_unit: uint256 = account >> 96
    marks: uint256 = self._marks[token]
    if marks & bits.MASK_32 != era or marks >> 64 != day:
        count: uint256 = (marks >> 32) & bits.MASK_32
        if marks != 0 or per_unit != 0:
            self._ended[token][count] = (marks & bits.MASK_32) | (per_unit << 32) | ((marks >> 64) << 192)
            count += 1
        self._marks[token] = era | (count << 32) | (day << 64)
    per_unit = (per_unit + ((amount << 64) + total - 1) // total) & bits.MASK_160
    self._accounts[token] = (owed + amount) | (per_unit << 96)


@internal
@view
def _earned(token: address, partner: address, holding: units.Holding, account: uint256) -> (uint256, uint256, bool):
    """
    @notice What `partner`, who has `holding`, can claim of `token`, whose account is `account`.
    @return The amount, the reading to store once it is paid, and whether more changes of units are left for the next
            claim.
    """
    word: uint256 = self._readings[token][partner]
    era: uint256 = word & bits.MASK_32
    scaled: uint256 = (word >> 32) & bits.MASK_64
    per_unit: uint256 = word >> 96
    newest: uint256 = account >> 96
    has_more: bool = False
    if holding.since <= era:
        # The usual case: the same units since the last claim.
        scaled += holding.units * self._growth(per_unit, newest)
        per_unit = newest
    else:
        index: uint256 = units._index_in(partner, holding, era)
        held: uint256 = 0
        since: uint256 = 0
        held, since = units._held(partner, holding, index)
        if since > era:
            # Never claimed, and joined after the first era: what came before is not its own.
            per_unit = self._at_start_of(token, since, newest)
        has_more = True
        for i: uint256 in range(MAX_HOLDINGS):
            if index == holding.past:
                scaled += held * self._growth(per_unit, newest)
                per_unit = newest
                has_more = False
                break
            index += 1
            next_held: uint256 = 0
            next_held, since = units._held(partner, holding, index)
            boundary: uint256 = self._at_start_of(token, since, newest)
            scaled += held * self._growth(per_unit, boundary)
            per_unit = boundary
            held = next_held
        era = since
    return scaled >> 64, era | ((scaled & bits.MASK_64) << 32) | (per_unit << 96), has_more


@internal
def _owe(token: address, amount: uint256):
    """
    @notice Adds what is owed to somebody without being anybody's income.
    """
    assert amount <= MAX_OWED - self._owed(token), "escrow: too much of this token"
    self._accounts[token] += amount


@internal
def _settle(token: address, amount: uint256):
    """
    @notice Takes `amount`, which is being paid, off what is owed.
    """
    self._accounts[token] -= amount  # owed is in the lowest bits, and is at least this much


@internal
def _pay(token: address, partner: address, account: uint256, amount: uint256, reading: uint256):
    """
    @notice Notes that `partner` gets the `amount` and the `reading` that `_earned` found for `account`.
    """
    self._readings[token][partner] = reading
    self._accounts[token] = account - amount  # owed is in the lowest bits, and is at least this much


@internal
@view
def _owed(token: address) -> uint256:
    return self._accounts[token] & MAX_OWED


@internal
@pure
def _growth(before: uint256, after: uint256) -> uint256:
    return unsafe_sub(after, before) & bits.MASK_160


@internal
@view
def _at_start_of(token: address, era: uint256, newest: uint256) -> uint256:
    """
    @notice What one unit of `token` had earned before `era` began, given what it has earned by now.
    """
    marks: uint256 = self._marks[token]
    if marks & bits.MASK_32 < era:
        return newest
    low: uint256 = 0
    high: uint256 = (marks >> 32) & bits.MASK_32
    for i: uint256 in range(32):
        if low >= high:
            break
        middle: uint256 = (low + high) // 2
        if self._ended[token][middle] & bits.MASK_32 < era:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return 0
    return (self._ended[token][low - 1] >> 32) & bits.MASK_160
