# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Income
@license GNU Affero General Public License v3.0 only
@notice Splits what arrived by units, without ever going through the partners. The books of a token are kept in grains:
        a grain is 10**k of its smallest unit, where k is fixed when the token is listed or becomes known (see register.vy), and
        0 for ether and for every token of which there are fewer than 2**80. Per token there is one slot:

        account_word
            bits    0-91   owed: credited and not yet paid, in grains; the balance never falls below it
            bits   92-98   exponent: k
            bit    99      known: it is told apart from every other known token and from ether; always 0 of ether
            bits  100-255  per_unit: all grains that one unit ever earned, times 2**64, modulo 2**156

        A partner earned, since a former reading `p` of that sum, units * (per unit - p) / 2**64, rounded down; the
        fraction is kept for its next claim, so claiming often or seldom pays the same to the grain.

        Why nobody is paid too little: `per unit` grows by amount * 2**64 / total, rounded up, and as total < 2**32 the
        excess stays below the next whole grain, so a partner's part is exactly floor(amount * units / total).
        Why nobody is paid too much: the excess of one distribution is below total / 2**64 < 2**-32 grains for all
        partners together. It would take 2**32 distributions of one token to add up to a single grain.
        Why the sum may wrap: a difference of two readings is at most what is owed, which fits.

        Per token and key (see units.vy) there is one slot, of the last claim:

        reading_word
            bits    0-31   era
            bits   32-95   fraction: of a grain, times 2**64, that was earned and not yet paid
            bits   96-255  per_unit

        Amounts are in the token's smallest unit, and whole grains, unless it is said that they are in grains.

        What one unit had earned when an era ended is remembered only if the token earned again in a later one. Where units
        vest, the same goes for the end of a day (whole days since 1970, UTC), so every such stretch of income belongs to
        one era and one day. See vested_income.vy for how they are gone through. Per token, and per stretch that ended:

        marks_word
            bits    0-31   era: of the newest income
            bits   32-63   ended: how many stretches did
            bits   64-255  day: of the newest income, where units vest

        ended_word
            bits    0-31   era
            bits   32-191  per_unit: at its end
            bits  192-255  day
"""

from contracts.modules.escrow import units
from contracts.modules.shared import bits


uses: units


MAX_OWED: constant(uint256) = 2**92 - 1   # grains
KNOWN: constant(uint256) = 2**99

_BELOW_PER_UNIT: constant(uint256) = 2**100 - 1
MAX_HOLDINGS: constant(uint256) = 32   # changes of units one claim goes through; the rest is for the next claim


_account_words: HashMap[address, uint256]                   # token => account
_marks_words: HashMap[address, uint256]                     # token => marks
_ended_words: HashMap[address, HashMap[uint256, uint256]]   # token => index => stretch that ended
_reading_words: HashMap[address, HashMap[address, uint256]]     # token => key => reading


@internal
@view
def _arrived(account_word: uint256, balance: uint256) -> uint256:
    """
    @notice What of a `balance` is new, that is not owed to anybody, in whole grains.
    """
    if balance == 0:
        return 0
    # More than the account has room for waits until some of it is claimed. A token that shrank owes nothing new.
    owed: uint256 = account_word & MAX_OWED
    if (account_word >> 92) & bits.MASK_7 == 0:
        if balance <= owed:
            return 0
        return min(balance - owed, MAX_OWED - owed)
    grain: uint256 = self._grain(account_word)
    grains: uint256 = balance // grain
    if grains <= owed:
        return 0
    return min(grains - owed, MAX_OWED - owed) * grain


@internal
@pure
def _grain(account_word: uint256) -> uint256:
    """
    @notice How much of the smallest unit one grain is.
    """
    return pow_mod256(10, (account_word >> 92) & bits.MASK_7)


@internal
@pure
def _is_known(token: address, account_word: uint256) -> bool:
    """
    @notice Whether `token`, whose account is `account_word`, is told apart from all others; ether always is.
    """
    return account_word & KNOWN != 0 or token == empty(address)


@internal
@pure
def _in_grains(account_word: uint256, amount: uint256) -> uint256:
    if (account_word >> 92) & bits.MASK_7 == 0:
        return amount
    return amount // self._grain(account_word)


@internal
@pure
def _in_units(account_word: uint256, grains: uint256) -> uint256:
    """
    @notice An amount in the smallest unit, of one in grains.
    """
    if (account_word >> 92) & bits.MASK_7 == 0:
        return grains
    return grains * self._grain(account_word)


@internal
def _know(token: address):
    """
    @notice Has what arrives in `token` be split from now on.
    """
    self._account_words[token] |= KNOWN


@internal
def _set_grain(token: address, exponent: uint256):
    """
    @notice Has the books of `token`, of which nothing is booked yet, be kept in grains of 10**`exponent`.
    """
    self._account_words[token] = exponent << 92


@internal
def _credit(token: address, amount: uint256, total: uint256, era: uint256, day: uint256):
    """
    @notice Splits `amount` among the `total` units (not 0) of this era and day; the day is 0 where no units vest.
    """
    account_word: uint256 = self._account_words[token]
    grains: uint256 = self._in_grains(account_word, amount)
    per_unit: uint256 = account_word >> 100
    marks_word: uint256 = self._marks_words[token]
    if marks_word & bits.MASK_32 != era or marks_word >> 64 != day:
        count: uint256 = (marks_word >> 32) & bits.MASK_32
        if marks_word != 0 or per_unit != 0:
            self._ended_words[token][count] = (marks_word & bits.MASK_32) | (per_unit << 32) | ((marks_word >> 64) << 192)
            count += 1
        self._marks_words[token] = era | (count << 32) | (day << 64)
    per_unit = (per_unit + ((grains << 64) + total - 1) // total) & bits.MASK_156
    # Owed is in the lowest bits, and has room for what has arrived.
    self._account_words[token] = ((account_word & _BELOW_PER_UNIT) + grains) | (per_unit << 100)


@internal
@view
def _earned(token: address, key: address, holding: units.Holding, account_word: uint256) -> (uint256, uint256, bool):
    """
    @notice What is earned under `key`, whose holding is `holding`, and can be claimed of `token`, whose account is `account_word`.
    @return The amount in grains, the reading to store once it is paid, and whether more changes of units are left for the next
            claim.
    """
    reading_word: uint256 = self._reading_words[token][key]
    era: uint256 = reading_word & bits.MASK_32
    scaled: uint256 = (reading_word >> 32) & bits.MASK_64
    per_unit: uint256 = reading_word >> 96
    newest: uint256 = account_word >> 100
    has_more: bool = False
    if holding.since <= era:
        # The usual case: the same units since the last claim.
        scaled += holding.units * self._growth(per_unit, newest)
        per_unit = newest
    else:
        index: uint256 = units._index_in(key, holding, era)
        held: uint256 = 0
        since: uint256 = 0
        held, since = units._held(key, holding, index)
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
            next_held, since = units._held(key, holding, index)
            boundary: uint256 = self._at_start_of(token, since, newest)
            scaled += held * self._growth(per_unit, boundary)
            per_unit = boundary
            held = next_held
        era = since
    reading_word = era | ((scaled & bits.MASK_64) << 32) | (per_unit << 96)
    return scaled >> 64, reading_word, has_more


@internal
def _owe(token: address, amount: uint256):
    """
    @notice Adds what is owed to somebody without being anybody's income.
    """
    account_word: uint256 = self._account_words[token]
    grains: uint256 = self._in_grains(account_word, amount)
    assert grains <= MAX_OWED - (account_word & MAX_OWED), "escrow: too much of this token"
    self._account_words[token] = account_word + grains


@internal
def _settle(token: address, amount: uint256):
    """
    @notice Takes `amount`, which is being paid, off what is owed.
    """
    account_word: uint256 = self._account_words[token]
    # Owed is in the lowest bits, and is at least this much.
    self._account_words[token] = account_word - self._in_grains(account_word, amount)


@internal
def _pay(token: address, key: address, account_word: uint256, grains: uint256, reading_word: uint256):
    """
    @notice Notes that `key` gets the `grains` and the `reading_word` that `_earned` found for `account_word`.
    """
    self._reading_words[token][key] = reading_word
    self._account_words[token] = account_word - grains  # owed is in the lowest bits, and is at least this much


@internal
@view
def _owed(token: address) -> uint256:
    account_word: uint256 = self._account_words[token]
    return self._in_units(account_word, account_word & MAX_OWED)


@internal
@pure
def _growth(before: uint256, after: uint256) -> uint256:
    return unsafe_sub(after, before) & bits.MASK_156


@internal
@view
def _at_start_of(token: address, era: uint256, newest: uint256) -> uint256:
    """
    @notice What one unit of `token` had earned before `era` began, given what it has earned by now.
    """
    marks_word: uint256 = self._marks_words[token]
    if marks_word & bits.MASK_32 < era:
        return newest
    low: uint256 = 0
    high: uint256 = (marks_word >> 32) & bits.MASK_32
    for i: uint256 in range(32):
        if low >= high:
            break
        middle: uint256 = (low + high) // 2
        if self._ended_words[token][middle] & bits.MASK_32 < era:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return 0
    return (self._ended_words[token][low - 1] >> 32) & bits.MASK_160
