# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Roster
@license GNU Affero General Public License v3.0 only
@notice Who is, was or may become a partner. A seat is given once and never to anyone else, so that ballots,
        acceptances and earnings always point to the same partner; former partners stay listed.
        One partner's record is one slot:

        bits    0-15   seat + 1; 0 for an account that was never on the roster
        bits   16-23   status (types.Status)
        bits   24-63   weight
        bits   64-95   units
        bits   96-103  role (types.Role)
        bits  104-119  accepted version of the terms
        bits  120-159  respond by: unix seconds, end of the invitation
        bits  160-191  nonce: how many acceptances were given and how often it left
        bit   192      lapsed: the weight is out of the totals until the terms are accepted again
        bit   193      dated: the role or the seat ends on a date
        bits  194-233  of a partner: leaves at (unix seconds), from which it may leave; 0 without notice
                       of a former one: redeem by (unix seconds), until which it may redeem; 0 if it has nothing to
        bits  234-247  of a former partner: redeemable bps when it left
"""

from contracts.interfaces import types


struct Record:
    seat: uint256
    status: types.Status
    weight: uint256
    units: uint256
    role: types.Role
    accepted: uint256
    respond_by: uint256
    nonce: uint256
    lapsed: bool
    dated: bool
    exit: uint256   # bits 194-247


MAX_SEATS: constant(uint256) = 10_000
MAX_WEIGHT: constant(uint256) = 2**40 - 1
MAX_UNITS: constant(uint256) = 2**32 - 1
PAGE: constant(uint256) = 100

_MASK_8: constant(uint256) = 2**8 - 1
_MASK_16: constant(uint256) = 2**16 - 1
_MASK_32: constant(uint256) = 2**32 - 1
_MASK_40: constant(uint256) = 2**40 - 1

_records: HashMap[address, uint256]   # partner => record
_dates: HashMap[address, uint256]     # partner => role ends | probation ends << 40, unix seconds; 0: never
_accounts: HashMap[uint256, address]  # seat => partner


@internal
@view
def _load(partner: address) -> Record:
    """
    @notice The record of `partner`.
    @dev Reverts for an account that was never on the roster.
    """
    word: uint256 = self._records[partner]
    assert word != 0, "roster: not on the roster"
    return self._unpack(word)


@internal
@view
def _load_active(partner: address) -> Record:
    record: Record = self._load(partner)
    assert record.status == types.Status.ACTIVE, "roster: not active"
    return record


@internal
def _store(partner: address, record: Record):
    self._records[partner] = (
        (record.seat + 1)
        | (convert(record.status, uint256) << 16)
        | (record.weight << 24)
        | (record.units << 64)
        | (convert(record.role, uint256) << 96)
        | (record.accepted << 104)
        | (record.respond_by << 120)
        | (record.nonce << 160)
        | (convert(record.lapsed, uint256) << 192)
        | (convert(record.dated, uint256) << 193)
        | (record.exit << 194)
    )


@internal
@view
def _dates_of(partner: address, record: Record) -> (uint256, uint256):
    """
    @notice When the role and the probation of `partner` end, unix seconds; 0 for never.
    """
    if not record.dated:
        return 0, 0
    dates: uint256 = self._dates[partner]
    return dates & _MASK_40, dates >> 40


@internal
def _set_dates(partner: address, record: Record, role_ends: uint256, probation_ends: uint256) -> Record:
    """
    @notice Notes both dates and returns the record that says so, for the caller to store.
    """
    dated: Record = record
    if record.dated or role_ends != 0 or probation_ends != 0:
        self._dates[partner] = role_ends | (probation_ends << 40)
        dated.dated = role_ends != 0 or probation_ends != 0
    return dated


@internal
def _move(partner: address, to: address, record: Record):
    """
    @notice Gives the seat of `partner` to an account that was never on the roster. The old account stays listed as
            moved and can never be a partner again: what it earned belongs to the new one.
    """
    assert self._records[to] == 0, "roster: already on the roster"
    self._store(to, record)
    if record.dated:
        self._dates[to] = self._dates[partner]
        self._dates[partner] = 0
    self._accounts[record.seat] = to
    left: Record = empty(Record)
    left.seat = record.seat
    left.status = types.Status.MOVED
    left.accepted = record.accepted
    left.nonce = record.nonce + 1
    self._store(partner, left)


@internal
def _invite(
    seats: uint256, partner: address, weight: uint256, units: uint256, role: types.Role, respond_by: uint256
) -> Record:
    """
    @notice Puts `partner` on the roster as invited, on a new seat or on the one it had before.
    @param seats How many seats have been given so far; the new one gets this number.
    @return The new record; its seat equals `seats` where a new one was given.
    """
    self._check_shares(weight, units)
    record: Record = empty(Record)
    word: uint256 = self._records[partner]
    if word == 0:
        assert seats < MAX_SEATS, "roster: full"
        record.seat = seats
        self._accounts[seats] = partner
    else:
        record = self._unpack(word)
        assert self._is_former(record.status), "roster: already on the roster"
        # Its part of the treasury goes by the units it had: they stay until it took that, or its time is over.
        assert record.exit == 0, "roster: may still redeem"
    record.status = types.Status.INVITED
    record.weight = weight
    record.units = units
    record.role = role
    record.respond_by = respond_by
    record.lapsed = False
    record.exit = 0
    record.dated = False
    self._store(partner, record)
    return record


@internal
@view  # not pure: Vyper 0.4.3 does not resolve another module's flag in a pure function
def _is_former(status: types.Status) -> bool:
    return status == types.Status.LEFT or status == types.Status.EXPELLED


@internal
@view
def _check_date(ends: uint256):
    """
    @notice `ends` must be 0 (never) or a moment ahead, unix seconds.
    """
    assert ends == 0 or (ends > block.timestamp and ends <= _MASK_40), "roster: date is not ahead"


@internal
@pure
def _check_shares(weight: uint256, units: uint256):
    assert weight != 0 or units != 0, "roster: no weight and no units"
    assert weight <= MAX_WEIGHT, "roster: weight too large"
    assert units <= MAX_UNITS, "roster: units too large"


@internal
@pure
def _unpack(word: uint256) -> Record:
    return Record(
        seat=(word & _MASK_16) - 1,
        status=convert((word >> 16) & _MASK_8, types.Status),
        weight=(word >> 24) & MAX_WEIGHT,
        units=(word >> 64) & MAX_UNITS,
        role=convert((word >> 96) & _MASK_8, types.Role),
        accepted=(word >> 104) & _MASK_16,
        respond_by=(word >> 120) & _MASK_40,
        nonce=(word >> 160) & _MASK_32,
        lapsed=(word >> 192) & 1 == 1,
        dated=(word >> 193) & 1 == 1,
        exit=word >> 194,
    )


@internal
@view
def _describe(partner: address) -> types.Partner:
    """
    @notice The record of `partner` in full; an account that was never on the roster has status 0.
    """
    word: uint256 = self._records[partner]
    if word == 0:
        return empty(types.Partner)
    record: Record = self._unpack(word)
    role_ends: uint256 = 0
    probation_ends: uint256 = 0
    role_ends, probation_ends = self._dates_of(partner, record)
    leaves_at: uint256 = record.exit
    redeem_by: uint256 = 0
    if self._is_former(record.status):
        leaves_at = 0
        redeem_by = record.exit & _MASK_40
    return types.Partner(
        account=partner,
        seat=record.seat,
        status=record.status,
        weight=record.weight,
        units=record.units,
        role=record.role,
        accepted_version=record.accepted,
        respond_by=record.respond_by,
        nonce=record.nonce,
        role_ends=role_ends,
        probation_ends=probation_ends,
        leaves_at=leaves_at,
        redeem_by=redeem_by,
    )


@internal
@view
def _page(seats: uint256, start: uint256, count: uint256) -> DynArray[types.Partner, PAGE]:
    """
    @notice The partners on seats `start` to `start + count - 1`, at most 100 and no further than the roster goes.
    """
    partners: DynArray[types.Partner, PAGE] = []
    if start >= seats:
        return partners
    for i: uint256 in range(min(min(count, PAGE), seats - start), bound=PAGE):
        partners.append(self._describe(self._accounts[start + i]))
    return partners
