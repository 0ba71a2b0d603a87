# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Vesting
@license GNU Affero General Public License v3.0 only
@notice Units that are earned over time. Of the units of a schedule none count before the cliff, then
        units * (day - start) / (end - start), rounded down, and all from the end on. A lock-up is a schedule whose cliff
        is its end. Days are whole days since 1970, UTC. What units that have not vested earn goes to the treasury. A
        schedule is over when its partner has no units any more, as when it leaves; one that is set for an account without
        units waits for them. A schedule is one slot:

        schedule_word
            bits    0-31   units
            bits   32-63   since: the era from which it holds
            bits   64-79   start_day
            bits   80-95   cliff_day
            bits   96-111  end_day
            bits  112-119  past: how many older schedules the partner had
"""

from contracts.modules.escrow import units
from contracts.modules.shared import bits


uses: units


event VestingSet:
    partner: indexed(address)   # account of the partner
    units: uint256   # units of income; that vest, 0 if everything has vested
    start_day: uint256   # days since 1970-01-01, UTC; nothing has vested before
    cliff_day: uint256   # days since 1970-01-01, UTC; nothing counts before
    end_day: uint256   # days since 1970-01-01, UTC; everything has vested from then on
    era: uint256   # number; of the state of units from which it holds


event UnvestedCredited:
    partner: indexed(address)   # account whose units earned it before they vested
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; given to the treasury


struct Schedule:
    units: uint256
    since: uint256
    start_day: uint256
    cliff_day: uint256
    end_day: uint256
    past: uint256


DAY: constant(uint256) = 24 * 60 * 60
MAX_SCHEDULES: constant(uint256) = 16    # by vote; ending with a departure adds at most one to each

_MAX_PAST: constant(uint256) = 2 * MAX_SCHEDULES
_MAX_DAYS: constant(uint256) = 3_653     # ten years

_newest_schedule_words: HashMap[address, uint256]                   # key => schedule
_older_schedule_words: HashMap[address, HashMap[uint256, uint256]]  # key => index => schedule


@internal
@view
def _today() -> uint256:
    return block.timestamp // DAY


@internal
def _set(key: address, era: uint256, vesting_units: uint256, start_day: uint256, cliff_day: uint256, end_day: uint256):
    """
    @notice From `era` on, `vesting_units` of those under `key` vest by this schedule.
    """
    assert vesting_units <= bits.MASK_32, "escrow: too many units to vest"
    assert start_day < end_day and start_day <= cliff_day and cliff_day <= end_day, "escrow: vesting days out of order"
    today: uint256 = self._today()
    assert end_day > today, "escrow: vesting is over already"
    assert end_day <= today + _MAX_DAYS, "escrow: vesting ends too late"
    assert end_day - start_day <= _MAX_DAYS, "escrow: vesting starts too early"
    schedule: Schedule = self._load(key)
    assert schedule.past < MAX_SCHEDULES, "escrow: too many schedules"
    self._replace(
        key,
        Schedule(units=vesting_units, since=era, start_day=start_day, cliff_day=cliff_day, end_day=end_day, past=schedule.past),
    )


@internal
@view
def _is_worse(key: address, vesting_units: uint256, start_day: uint256, cliff_day: uint256, end_day: uint256) -> bool:
    """
    @notice Whether on some day fewer units may have vested by a new schedule than by that of now.
    """
    schedule: Schedule = self._load(key)
    if vesting_units == 0:
        return False
    return (
        vesting_units > schedule.units
        or start_day > schedule.start_day
        or cliff_day > schedule.cliff_day
        or end_day > schedule.end_day
    )


@internal
def _lower(key: address, era: uint256, locked: uint256, lost: uint256):
    """
    @notice From `era` on `lost` fewer units are held under `key`, of which `locked` (not 0) had not vested: those go first.
            What is left of them vests as before.
    """
    schedule: Schedule = self._load(key)
    if schedule.past >= _MAX_PAST - 1:
        return  # there must be room for its end; then all that is left vests as before
    schedule.units = schedule.units * (locked - min(lost, locked)) // locked
    schedule.since = era
    self._replace(key, schedule)


@internal
def _end(key: address, era: uint256):
    """
    @notice From `era` on all units under `key` count.
    """
    schedule: Schedule = self._load(key)
    if schedule.units != 0:
        self._replace(key, Schedule(units=0, since=era, start_day=0, cliff_day=0, end_day=0, past=schedule.past))


@internal
def _replace(key: address, schedule_after: Schedule):
    schedule: Schedule = schedule_after
    schedule_word: uint256 = self._newest_schedule_words[key]
    if schedule_word != 0:
        self._older_schedule_words[key][schedule.past] = schedule_word
        schedule.past += 1
    self._newest_schedule_words[key] = (
        schedule.units
        | (schedule.since << 32)
        | (schedule.start_day << 64)
        | (schedule.cliff_day << 80)
        | (schedule.end_day << 96)
        | (schedule.past << 112)
    )
    holder: address = units._holder_of(key)
    log VestingSet(
        partner=holder,
        units=schedule.units,
        start_day=schedule.start_day,
        cliff_day=schedule.cliff_day,
        end_day=schedule.end_day,
        era=schedule.since,
    )


@internal
@view
def _locked(key: address, held: uint256, era: uint256, day: uint256) -> uint256:
    """
    @notice How many of the units held under `key` in `era` had not vested on `day`.
    """
    schedule: Schedule = self._load(key)
    index: uint256 = schedule.past
    for i: uint256 in range(_MAX_PAST):
        if schedule.since <= era or index == 0:
            break
        index -= 1
        schedule = self._unpack(self._older_schedule_words[key][index])
    if schedule.since > era or day >= schedule.end_day:
        return 0
    locked: uint256 = schedule.units
    if day >= schedule.cliff_day:
        locked -= schedule.units * (day - schedule.start_day) // (schedule.end_day - schedule.start_day)
    return min(held, locked)


@internal
@view
def _first_era(key: address) -> uint256:
    """
    @notice The era from which the first schedule under `key`, which has one, held.
    """
    if self._load(key).past != 0:
        return self._unpack(self._older_schedule_words[key][0]).since
    return self._load(key).since


@internal
@view
def _has_any(key: address) -> bool:
    return self._newest_schedule_words[key] != 0


@internal
@view
def _load(key: address) -> Schedule:
    return self._unpack(self._newest_schedule_words[key])


@internal
@pure
def _unpack(schedule_word: uint256) -> Schedule:
    return Schedule(
        units=schedule_word & bits.MASK_32,
        since=(schedule_word >> 32) & bits.MASK_32,
        start_day=(schedule_word >> 64) & bits.MASK_16,
        cliff_day=(schedule_word >> 80) & bits.MASK_16,
        end_day=(schedule_word >> 96) & bits.MASK_16,
        past=(schedule_word >> 112) & bits.MASK_8,
    )
