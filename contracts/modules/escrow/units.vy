# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Units
@license GNU Affero General Public License v3.0 only
@notice Who holds how many units, and since when. Time is counted in eras: one begins with every change of units once
        the partnership is in force, so within an era nobody's units change.

        Everything an account has in the escrow stands under its key. That is the account itself or, where it took a seat
        over, the first account that the seat had: a seat that moves changes its holder and nothing else. So whatever is
        decided about one of the accounts of a seat holds for the seat, and is due to the account that holds it now.
        One key is one slot:

        holding_word
            bits    0-31   units
            bits   32-62   since: the era from which they count
            bit    63      special: there is more to the account than units (a sponsor, a contributor, the treasury, a
                           vesting schedule, a freeze), and its claims take the long way
            bits   64-94   past: how many older holdings there are; or, of an account whose first units ended, 2**30 + the
                           era they ended with: the units and `since` stay, and leaving writes no new slot
            bit    95      moved: another account holds the seat now, and the claims take the long way
            bits   96-255  payout: address; zero means the account itself, and is not there once the seat has moved

        Of an account that took a seat over, all bits of `past` and `moved` are ones and the payout is the key.

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
            bit   250      repays: a contribution was ranked, and income repays those first
            bit   251      counts: of some token it is counted how much comes in
"""

from contracts.modules.shared import bits


event UnitsChanged:
    partner: indexed(address)   # account of the partner
    previous: uint256   # units of income; before
    current: uint256   # units of income; from now on
    era: uint256   # number; of the state of all units, one more with every change of them


event HolderChanged:
    key: indexed(address)   # first account that the seat had, under which everything stands
    previous: indexed(address)   # account that held it
    current: indexed(address)   # account that holds it now, whose everything under that key is


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
    repays: bool
    counts: bool


struct Holding:
    units: uint256
    since: uint256
    past: uint256
    payout: address
    special: bool           # or moved
    moved: bool
    former: uint256         # units that ended and stand in the same slot (they are number 0), and
    former_since: uint256   # the era from which they counted; 0 and 0 if there are none


MAX_TOTAL: constant(uint256) = 2**32 - 1

_ENDED: constant(uint256) = 2**30
_TOOK_OVER: constant(uint256) = 2**32 - 1   # past and moved, of an account that took a seat over
_SPECIAL: constant(uint256) = 2**63
_MOVED: constant(uint256) = 2**95

_ledger_word: uint256
_holding_words: HashMap[address, uint256]                   # key, or account that took a seat over => holding
_past_words: HashMap[address, HashMap[uint256, uint256]]    # key => index => older holding
_holders: HashMap[address, address]                         # key of a seat that has moved => account that holds it


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
        vesting=(ledger_word >> 249) & 1 == 1,
        repays=(ledger_word >> 250) & 1 == 1,
        counts=ledger_word >> 251 == 1,
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
        | (convert(ledger.repays, uint256) << 250)
        | (convert(ledger.counts, uint256) << 251)
    )


@internal
@view
def _holding_of(key: address) -> Holding:
    """
    @notice What stands under `key`; of an account that took a seat over, one that says so, see `_key_of`.
    """
    holding_word: uint256 = self._holding_words[key]
    units: uint256 = holding_word & bits.MASK_32
    since: uint256 = (holding_word >> 32) & bits.MASK_31
    special: bool = (holding_word >> 63) & 1 == 1
    past: uint256 = (holding_word >> 64) & bits.MASK_32
    payout: address = convert(holding_word >> 96, address)
    if past < _ENDED:
        return Holding(
            units=units, since=since, past=past, payout=payout, special=special, moved=False, former=0, former_since=0
        )
    holding: Holding = Holding(
        units=units, since=since, past=past, payout=payout, special=special, moved=False, former=0, former_since=0
    )
    if holding_word & _MOVED != 0:
        holding.special = True
        holding.moved = True
        if past == _TOOK_OVER:
            return holding
        holding.past = past & bits.MASK_31
    if holding.past >= _ENDED:
        holding.units = 0
        holding.since = holding.past - _ENDED
        holding.past = 1
        holding.former = units
        holding.former_since = since
    return holding


@internal
def _store_holding(key: address, holding: Holding):
    """
    @notice Stores what stands under a key.
    """
    holding_word: uint256 = holding.units | (holding.since << 32) | (holding.past << 64)
    if holding.former != 0:
        holding_word = holding.former | (holding.former_since << 32) | ((_ENDED + holding.since) << 64)
    if holding.moved:
        holding_word |= _MOVED
    self._holding_words[key] = holding_word | (convert(holding.special, uint256) << 63) | (convert(holding.payout, uint256) << 96)


@internal
@view
def _key_of(account: address) -> address:
    """
    @notice The key that everything of `account` stands under.
    """
    return self._key_in(account, self._holding_words[account])


@internal
@pure
def _key_in(account: address, holding_word: uint256) -> address:
    if (holding_word >> 64) & bits.MASK_32 == _TOOK_OVER:
        return convert(holding_word >> 96, address)
    return account


@internal
@view
def _opened(account: address, found: Holding) -> (address, Holding):
    """
    @notice The key of `account`, and what stands there. `found` is what stands under the account itself.
    """
    if found.past == _TOOK_OVER:
        return found.payout, self._holding_of(found.payout)
    return account, found


@internal
@view
def _holder_of(key: address) -> address:
    """
    @notice The account that holds what stands under `key`.
    """
    if self._holding_words[key] & _MOVED != 0:
        return self._holders[key]
    return key


@internal
@view
def _require_holder(account: address) -> address:
    """
    @notice The key of `account`; reverts if that gave its seat away.
    """
    key: address = self._key_of(account)
    assert self._holder_of(key) == account, "escrow: seat has moved"
    return key


@internal
def _mark_special(key: address):
    """
    @notice From now on the claims of what stands under `key` take the long way; see `special` above.
    """
    self._holding_words[key] |= _SPECIAL


@internal
def _note(key: address):
    """
    @notice Notes of an account without anything that it has something here: it can take no seat over.
    """
    if self._holding_words[key] == 0:
        self._holding_words[key] = convert(key, uint256) << 96  # it is paid itself, as before


@internal
@pure
def _payout_of(key: address, payout: address) -> address:
    """
    @notice Where the claims of what stands under `key` are paid; `payout` is that of its holding.
    """
    if payout == empty(address):
        return key
    return payout


@internal
def _move(account: address, to: address):
    """
    @notice Has `to` hold what `account` held until now. It is paid to `to` from now on, unless the partner had named
            another address.
    """
    key: address = self._require_holder(account)
    assert to != key and self._holding_words[to] == 0, "escrow: has its own account"
    holding: Holding = self._holding_of(key)
    if holding.payout in [empty(address), account]:
        holding.payout = to
    holding.moved = True
    self._store_holding(key, holding)
    self._holding_words[to] = (_TOOK_OVER << 64) | (convert(key, uint256) << 96)
    self._holders[key] = to
    log HolderChanged(key=key, previous=account, current=to)


@internal
def _set(ledger_before: Ledger, key: address, units: uint256) -> (uint256, uint256, bool):
    """
    @notice Gives the partner with that key so many units from now on. Income credited so far was split by the units before.
    @return The total units, those that it had, and whether it is special.
    """
    ledger: Ledger = ledger_before
    holding: Holding = self._holding_of(key)
    previous: uint256 = holding.units
    ledger.total = ledger.total + units - previous
    assert ledger.total <= MAX_TOTAL, "units: total too large"
    # During the formation nothing is credited, so it is all one era.
    if ledger.in_force:
        ledger.era += 1
        if holding.former != 0:
            self._past_words[key][0] = holding.former | (holding.former_since << 32)
            holding.former = 0
        if units == 0 and previous != 0 and holding.past == 0 and ledger.era < _ENDED - 1:
            holding.former = previous
            holding.former_since = holding.since
            holding.past = 1
        elif previous != 0 or holding.past != 0:
            self._past_words[key][holding.past] = previous | (holding.since << 32)
            holding.past += 1
        holding.since = ledger.era
    holding.units = units
    self._store(ledger)
    self._store_holding(key, holding)
    holder: address = key
    if holding.moved:
        holder = self._holders[key]
    log UnitsChanged(partner=holder, previous=previous, current=units, era=ledger.era)
    return ledger.total, previous, holding.special


@internal
@view
def _held(key: address, holding: Holding, index: uint256) -> (uint256, uint256):
    """
    @notice Holding number `index` of what stands under `key`; number `holding.past` is the present one.
    @return Its units and the era it began with.
    """
    if index == holding.past:
        return holding.units, holding.since
    if holding.former != 0:
        return holding.former, holding.former_since
    past_word: uint256 = self._past_words[key][index]
    return past_word & bits.MASK_32, past_word >> 32


@internal
@view
def _index_in(key: address, holding: Holding, era: uint256) -> uint256:
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
        units, since = self._held(key, holding, middle)
        if since <= era:
            low = middle
        else:
            high = middle - 1
    return low


@internal
@view
def _held_in(key: address, holding: Holding, era: uint256) -> uint256:
    """
    @notice The units that stood under `key` in `era`.
    """
    if holding.since <= era:
        return holding.units
    units: uint256 = 0
    since: uint256 = 0
    units, since = self._held(key, holding, self._index_in(key, holding, era))
    if since > era:
        return 0
    return units
