# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Units
@license GNU Affero General Public License v3.0 only
@notice Who holds how many units, and since when. Time is counted in eras: one begins with every change of units once
        the partnership is in force, so within an era nobody's units change. One account is one slot:

        holding_word
            bits    0-31   units
            bits   32-62   since: the era from which they count
            bit    63      special: there is more to the account than units (a sponsor, a contributor, the treasury, a
                           vesting schedule, a freeze), and its claims take the long way
            bits   64-95   past: how many older holdings there are; or, of an account whose first units ended, 2**31 + the
                           era they ended with: the units and `since` stay, and leaving writes no new slot
            bits   96-255  payout: address; zero means the account itself

        past_word (an older holding)
            bits    0-31   units
            bits   32-62   since: the era from which they counted

        And one slot says what every call needs:

        ledger_word
            bits    0-159  partnership: the authority over the escrow
            bits  160-191  total: units of all partners
            bits  192-223  era: the present one
            bit   224      in_force
            bits  225-228  listed: how many tokens are settled before every change of units
            bits  229-232  sponsors: how many links share in the income
            bits  233-246  reserve_bps: of the treasury
            bits  247-248  recoupment: 0 none, 1 in order, 2 pro rata
            bit   249      vesting: a schedule was set, and income is told apart by days
"""

from contracts.modules.shared import bits


event UnitsChanged:
    partner: indexed(address)   # account of the partner
    previous: uint256   # units of income; before
    current: uint256   # units of income; from now on
    era: uint256   # number; of the state of all units, one more with every change of them


struct Ledger:
    partnership: address
    total: uint256
    era: uint256
    in_force: bool
    listed: uint256
    sponsors: uint256
    reserve_bps: uint256
    recoupment: uint256
    vesting: bool


struct Holding:
    units: uint256
    since: uint256
    past: uint256
    payout: address
    special: bool
    former: uint256         # units that ended and stand in the same slot (they are number 0), and
    former_since: uint256   # the era from which they counted; 0 and 0 if there are none


MAX_TOTAL: constant(uint256) = 2**32 - 1
MAX_MOVES: constant(uint256) = 256

_ENDED: constant(uint256) = 2**31
_SPECIAL: constant(uint256) = 2**63

_ledger_word: uint256
_holding_words: HashMap[address, uint256]                   # partner => holding
_past_words: HashMap[address, HashMap[uint256, uint256]]    # partner => index => older holding
_successors: HashMap[address, address]                      # account that gave its seat away => account that took it


@internal
@pure
def _new(partnership: address) -> Ledger:
    ledger: Ledger = empty(Ledger)
    ledger.partnership = partnership
    return ledger


@internal
@view
def _load() -> Ledger:
    ledger_word: uint256 = self._ledger_word
    return Ledger(
        partnership=convert(ledger_word & bits.MASK_160, address),
        total=(ledger_word >> 160) & bits.MASK_32,
        era=(ledger_word >> 192) & bits.MASK_32,
        in_force=(ledger_word >> 224) & 1 == 1,
        listed=(ledger_word >> 225) & 15,
        sponsors=(ledger_word >> 229) & 15,
        reserve_bps=(ledger_word >> 233) & bits.MASK_14,
        recoupment=(ledger_word >> 247) & 3,
        vesting=ledger_word >> 249 == 1,
    )


@internal
@view
def _load_for(caller: address) -> Ledger:
    """
    @notice The same; reverts unless the caller is the partnership.
    """
    ledger: Ledger = self._load()
    assert caller == ledger.partnership, "escrow: not the partnership"
    return ledger


@internal
def _store(ledger: Ledger):
    self._ledger_word = (
        convert(ledger.partnership, uint256)
        | (ledger.total << 160)
        | (ledger.era << 192)
        | (convert(ledger.in_force, uint256) << 224)
        | (ledger.listed << 225)
        | (ledger.sponsors << 229)
        | (ledger.reserve_bps << 233)
        | (ledger.recoupment << 247)
        | (convert(ledger.vesting, uint256) << 249)
    )


@internal
@view
def _holding_of(partner: address) -> Holding:
    holding_word: uint256 = self._holding_words[partner]
    units: uint256 = holding_word & bits.MASK_32
    since: uint256 = (holding_word >> 32) & bits.MASK_31
    special: bool = (holding_word >> 63) & 1 == 1
    past: uint256 = (holding_word >> 64) & bits.MASK_32
    payout: address = convert(holding_word >> 96, address)
    if past >= _ENDED:
        return Holding(
            units=0, since=past - _ENDED, past=1, payout=payout, special=special, former=units, former_since=since
        )
    return Holding(
        units=units, since=since, past=past, payout=payout, special=special, former=0, former_since=0
    )


@internal
def _store_holding(partner: address, holding: Holding):
    holding_word: uint256 = holding.units | (holding.since << 32) | (holding.past << 64)
    if holding.former != 0:
        holding_word = holding.former | (holding.former_since << 32) | ((_ENDED + holding.since) << 64)
    self._holding_words[partner] = holding_word | (convert(holding.special, uint256) << 63) | (convert(holding.payout, uint256) << 96)


@internal
def _mark_special(account: address):
    """
    @notice From now on the claims of `account` take the long way; see `special` above.
    """
    self._holding_words[account] |= _SPECIAL


@internal
@view
def _payout_of(partner: address, holding: Holding) -> address:
    """
    @notice Where the claims of `partner`, who has `holding`, are paid: the payout address it set or itself, and for an
            account that gave its seat away, that of the one which has it now (or had it after 256 moves).
    """
    owner: address = partner
    payout: address = holding.payout
    if holding.units == 0:  # as everybody who gave its seat away
        for i: uint256 in range(MAX_MOVES):
            successor: address = self._successors[owner]
            if successor == empty(address):
                break
            owner = successor
            payout = self._holding_of(owner).payout
    if payout == empty(address):
        return owner
    return payout


@internal
def _move(ledger: Ledger, partner: address, to: address):
    """
    @notice Gives the units of `partner` to `to`, and has what `partner` earned before paid to it.
    """
    holding: Holding = self._holding_of(partner)
    self._successors[partner] = to
    successor: Holding = self._holding_of(to)
    if successor.payout == empty(address):
        successor.payout = holding.payout
        self._store_holding(to, successor)
    if holding.units != 0:
        self._set(ledger, partner, 0)
        self._set(self._load(), to, holding.units)


@internal
def _set(ledger_before: Ledger, partner: address, units: uint256) -> (uint256, uint256, bool):
    """
    @notice Gives `partner` that many units from now on. Income credited so far was split by the units before.
    @return The total units, those that `partner` had, and whether it is special.
    """
    ledger: Ledger = ledger_before
    holding: Holding = self._holding_of(partner)
    previous: uint256 = holding.units
    ledger.total = ledger.total + units - previous
    assert ledger.total <= MAX_TOTAL, "units: total too large"
    # During the formation nothing is credited, so it is all one era.
    if ledger.in_force:
        ledger.era += 1
        if holding.former != 0:
            self._past_words[partner][0] = holding.former | (holding.former_since << 32)
            holding.former = 0
        if units == 0 and previous != 0 and holding.past == 0 and ledger.era < _ENDED:
            holding.former = previous
            holding.former_since = holding.since
            holding.past = 1
        elif previous != 0 or holding.past != 0:
            self._past_words[partner][holding.past] = previous | (holding.since << 32)
            holding.past += 1
        holding.since = ledger.era
    holding.units = units
    self._store(ledger)
    self._store_holding(partner, holding)
    log UnitsChanged(partner=partner, previous=previous, current=units, era=ledger.era)
    return ledger.total, previous, holding.special


@internal
@view
def _held(partner: address, holding: Holding, index: uint256) -> (uint256, uint256):
    """
    @notice Holding number `index` of `partner`; number `holding.past` is the present one.
    @return Its units and the era it began with.
    """
    if index == holding.past:
        return holding.units, holding.since
    if holding.former != 0:
        return holding.former, holding.former_since
    past_word: uint256 = self._past_words[partner][index]
    return past_word & bits.MASK_32, past_word >> 32


@internal
@view
def _index_in(partner: address, holding: Holding, era: uint256) -> uint256:
    """
    @notice The number of the holding in force in `era`; 0 if the first one began later.
    """
    low: uint256 = 0
    high: uint256 = holding.past
    for i: uint256 in range(32):
        if low >= high:
            break
        middle: uint256 = (low + high + 1) // 2
        units: uint256 = 0
        since: uint256 = 0
        units, since = self._held(partner, holding, middle)
        if since <= era:
            low = middle
        else:
            high = middle - 1
    return low


@internal
@view
def _held_in(partner: address, holding: Holding, era: uint256) -> uint256:
    """
    @notice The units that `partner` had in `era`.
    """
    if holding.since <= era:
        return holding.units
    units: uint256 = 0
    since: uint256 = 0
    units, since = self._held(partner, holding, self._index_in(partner, holding, era))
    if since > era:
        return 0
    return units
