# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Reserved matters
@license GNU Affero General Public License v3.0 only
@notice What a vote may not do against somebody: a call, or all calls at a token, or all that takes ether along, beyond a limit
        or at all. A no of the holder stops it. A yes lets it pass at once. Silence for some days from the making of the
        proposal, or of the promise if that is later, is consent: a dead holder delays, and never blocks. So the class
        that decides on it waits long enough, and a week more (matter_windows.vy); what an execution asks is in
        matter_checks.vy.

        The holder may give it up at any time; the constitutional class ends it by notice. It may have an end of its own, or
        that of a link. At most 4 stand on one call, and 32 in all. One is one slot, and two more where it says so:

        matter_word
            bits    0-161  holder (holders.vy)
            bits  162-168  days: that its silence lasts
            bits  169-202  since (unix seconds)
            bits  203-236  ends: unix seconds; last moment it holds, 0 if it has no end
            bits  237-250  limit: number of the limit within which nobody is asked, 0 without one
            bit   251      more: there is another one on the same call
            bit   252      has_argument: it is about calls with one first argument only, which is in a slot of its own
            bit   253      has_link: it ends with a link, whose tag is in the second slot
            bit   254      wide_too: there are some on all calls at this target

        detail_word
            bits    0-10   notice_days
            bits   11-34   link: tag of a link of its holder; 0 for none

        reserved_word
            bits    0-159  target: zero for all that takes ether along
            bits  160-191  selector: ones for all calls at the target
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership.promises import holders
from contracts.modules.partnership.promises import limits
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: holders
uses: limits
uses: total_weight


event MatterReserved:
    target: indexed(address)   # address that is called, zero for all that takes ether along
    selector: indexed(bytes4)   # first four bytes of the calldata, ones for all calls at the target
    holder: indexed(address)   # account that is asked, zero for steering seats
    matter: types.Matter   # the reserved matter, see types.Matter


event MatterEnding:
    target: indexed(address)   # address that is called, zero for all that takes ether along
    selector: indexed(bytes4)   # first four bytes of the calldata, ones for all calls at the target
    holder: indexed(address)   # account that is asked, zero for steering seats
    argument: bytes32   # bytes; first argument of the calls it is about, zeros for any
    ends: uint256   # unix seconds; last moment it holds, this second if it is over


ANY_CALL: constant(bytes4) = 0xffffffff
MAX_ON_CALL: constant(uint256) = 4
MAX_MATTERS: constant(uint256) = 32
MAX_NOTICE_DAYS: constant(uint256) = 365
MAX_FOUNDING_NOTICE_DAYS: constant(uint256) = 3 * 365

_MAX_DAYS: constant(uint256) = 90
DAY: constant(uint256) = 24 * 60 * 60

DAYS_SHIFT: constant(uint256) = 162
SINCE_SHIFT: constant(uint256) = 169
_ENDS_SHIFT: constant(uint256) = 203
LIMIT_SHIFT: constant(uint256) = 237
MORE: constant(uint256) = 1 << 251
HAS_ARGUMENT: constant(uint256) = 1 << 252
_HAS_LINK: constant(uint256) = 1 << 253
WIDE_TOO: constant(uint256) = 1 << 254

# What nobody can have reserved: how promises and links end, how a lost key is replaced.
_FREE: constant(bytes4[6]) = [
    method_id("give_matter_notice(address,bytes4,address,bytes32)", output_type=bytes4),
    method_id("give_floor_notice(address,address)", output_type=bytes4),
    method_id("revoke_mandate(address,bytes4,uint256)", output_type=bytes4),
    method_id("recover_seat(address,address)", output_type=bytes4),
    method_id("give_link_notice(uint256)", output_type=bytes4),
    method_id("buy_out_link(uint256,uint256)", output_type=bytes4),
]

_matter_words: HashMap[address, HashMap[bytes4, HashMap[uint256, uint256]]]  # target => selector => place => matter
_detail_words: HashMap[address, HashMap[bytes4, HashMap[uint256, uint256]]]  # target => selector => place => detail
_arguments: HashMap[address, HashMap[bytes4, HashMap[uint256, bytes32]]]     # target => selector => place => argument
_reserved_words: HashMap[uint256, uint256]   # index => call on which there is a matter
_calls: uint256                          # how many such calls there are
_count: uint256                          # how many matters there are


# --- how long one holds ---


@internal
@view
def _is_over(matter_word: uint256, target: address, selector: bytes4, place: uint256) -> bool:
    if self._is_past(matter_word):
        return True
    if matter_word & _HAS_LINK == 0:
        return False
    link: uint256 = self._detail_words[target][selector][place] >> 11
    holder: address = holders._account(matter_word & holders.MASK)
    return not staticcall IRevenueEscrow(siblings._escrow_of(self)).is_linked(link, holder)


@internal
@view
def _is_past(matter_word: uint256) -> bool:
    ends: uint256 = (matter_word >> _ENDS_SHIFT) & bits.MASK_34
    return ends != 0 and block.timestamp > ends


# --- changes ---


@internal
def _reserve(matter: types.Matter, max_notice_days: uint256):
    """
    @notice Promises somebody to be asked.
    """
    target: address = matter.target
    selector: bytes4 = matter.selector
    assert matter.days != 0 and matter.days <= _MAX_DAYS, "matters: 1 to 90 days"
    assert matter.notice_days <= max_notice_days, "matters: notice too long"
    assert matter.ends == 0 or (matter.ends > block.timestamp and matter.ends <= bits.MASK_34), "matters: end is past"
    assert matter.link <= bits.MASK_24, "matters: no such link"
    is_own: bool = target in [self, siblings._escrow_of(self)]
    assert selector != ANY_CALL or not (is_own or target == empty(address)), "matters: name the call"
    assert (target == empty(address)) == (selector == empty(bytes4)), "matters: target and call"
    assert not is_own or selector not in _FREE, "matters: cannot be reserved"
    holder: uint256 = holders._of(matter.holder, matter.steering)
    if matter.link != 0:
        assert holders._kind(holder) != holders.STEERING, "matters: seats have no link"
    assert self._place_of(target, selector, matter.holder, matter.argument) == MAX_ON_CALL, "matters: reserved before"
    place: uint256 = self._count_on(target, selector)
    assert place < MAX_ON_CALL, "matters: too many on this call"
    assert self._count < MAX_MATTERS, "matters: too many"

    matter_word: uint256 = (
        holder | (matter.days << DAYS_SHIFT) | (block.timestamp << SINCE_SHIFT) | (matter.ends << _ENDS_SHIFT)
    )
    limit: uint256 = self._limit_for(matter)
    matter_word |= limit << LIMIT_SHIFT
    if matter.has_argument:
        matter_word |= HAS_ARGUMENT
        self._arguments[target][selector][place] = matter.argument
    if matter.link != 0:
        matter_word |= _HAS_LINK
    if matter.notice_days | matter.link != 0:
        self._detail_words[target][selector][place] = matter.notice_days | (matter.link << 11)
    if place == 0:
        self._reserved_words[self._calls] = convert(target, uint256) | (convert(selector, uint256) << 160)
        self._calls += 1
        if selector == ANY_CALL:
            self._note_wide(target, True)
        elif self._matter_words[target][ANY_CALL][0] != 0:
            matter_word |= WIDE_TOO
    else:
        self._matter_words[target][selector][place - 1] |= MORE
    self._matter_words[target][selector][place] = matter_word
    if self._count == 0:
        total_weight._set_reserving(True)
    self._count += 1
    holders._begin_to_hear(holder)
    log MatterReserved(target=target, selector=selector, holder=matter.holder, matter=matter)


@internal
def _limit_for(matter: types.Matter) -> uint256:
    """
    @notice The number of the limit within which nobody is asked; 0 for none.
    """
    if matter.limit != 0:
        assert limits._counted(matter.limit) != 0, "limits: no such limit"
        assert matter.counted == 0, "limits: a new one or a number"
        return matter.limit
    if matter.counted == 0:
        return 0
    return limits._set(matter.counted, matter.maximum, matter.period_hours)


@internal
def _give_notice(target: address, selector: bytes4, holder: address, argument: bytes32):
    """
    @notice Has a matter end when its notice is over; sooner where it ends sooner.
    """
    place: uint256 = self._found_place(target, selector, holder, argument)
    matter_word: uint256 = self._matter_words[target][selector][place]
    ends: uint256 = block.timestamp + (self._detail_words[target][selector][place] & bits.MASK_11) * DAY
    former: uint256 = (matter_word >> _ENDS_SHIFT) & bits.MASK_34
    assert former == 0 or ends < former, "matters: ends before"
    self._matter_words[target][selector][place] = (matter_word & ~(bits.MASK_34 << _ENDS_SHIFT)) | (ends << _ENDS_SHIFT)
    log MatterEnding(target=target, selector=selector, holder=holder, argument=argument, ends=ends)


@internal
def _end(target: address, selector: bytes4, holder: address, argument: bytes32, caller: address):
    """
    @notice Takes a matter off: its holder at any time, and whoever likes once its date is past.
    """
    place: uint256 = self._found_place(target, selector, holder, argument)
    matter_word: uint256 = self._matter_words[target][selector][place]
    held_by: uint256 = matter_word & holders.MASK
    is_holder: bool = caller == holders._account(held_by)
    # Not where only its link does not run: it may be about to begin. Until then, and after it, the matter binds nobody.
    assert is_holder or self._is_past(matter_word), "matters: not its holder"
    last: uint256 = self._count_on(target, selector) - 1
    for i: uint256 in range(MAX_ON_CALL - 1):
        if i >= place and i < last:
            moved: uint256 = self._matter_words[target][selector][i + 1]
            self._matter_words[target][selector][i] = moved | MORE | (matter_word & WIDE_TOO)
            self._detail_words[target][selector][i] = self._detail_words[target][selector][i + 1]
            self._arguments[target][selector][i] = self._arguments[target][selector][i + 1]
    self._matter_words[target][selector][last] = 0
    self._detail_words[target][selector][last] = 0
    self._arguments[target][selector][last] = empty(bytes32)
    if last == 0:
        self._forget_call(target, selector)
    else:
        self._matter_words[target][selector][last - 1] &= ~MORE
    self._count -= 1
    if self._count == 0:
        total_weight._set_reserving(False)
    holders._end_to_hear(held_by)
    log MatterEnding(target=target, selector=selector, holder=holder, argument=argument, ends=block.timestamp)


@internal
def _forget_call(target: address, selector: bytes4):
    reserved_word: uint256 = convert(target, uint256) | (convert(selector, uint256) << 160)
    last: uint256 = self._calls - 1
    for i: uint256 in range(MAX_MATTERS):
        if self._reserved_words[i] == reserved_word:
            self._reserved_words[i] = self._reserved_words[last]
            break
    self._reserved_words[last] = 0
    self._calls = last
    if selector == ANY_CALL:
        self._note_wide(target, False)


@internal
def _note_wide(target: address, is_wide: bool):
    """
    @notice Notes, on every call at `target` on which there is a matter, whether there are some on all calls there.
    """
    for i: uint256 in range(self._calls, bound=MAX_MATTERS):
        reserved_word: uint256 = self._reserved_words[i]
        if reserved_word & bits.MASK_160 == convert(target, uint256):
            selector: bytes4 = convert(convert((reserved_word >> 160) & bits.MASK_32, uint32), bytes4)
            if selector == ANY_CALL:
                continue
            if is_wide:
                self._matter_words[target][selector][0] |= WIDE_TOO
            else:
                self._matter_words[target][selector][0] &= ~WIDE_TOO


@internal
@view
def _found_place(target: address, selector: bytes4, holder: address, argument: bytes32) -> uint256:
    place: uint256 = self._place_of(target, selector, holder, argument)
    assert place != MAX_ON_CALL, "matters: nothing is reserved"
    return place


@internal
@view
def _place_of(target: address, selector: bytes4, holder: address, argument: bytes32) -> uint256:
    """
    @notice The place of a matter on its call; MAX_ON_CALL if there is none. A zero account stands for steering seats.
    """
    for place: uint256 in range(MAX_ON_CALL):
        matter_word: uint256 = self._matter_words[target][selector][place]
        if matter_word == 0:
            break
        is_same: bool = self._arguments[target][selector][place] == argument
        if is_same and holders._is(matter_word & holders.MASK, holder):
            return place
    return MAX_ON_CALL


@internal
@view
def _count_on(target: address, selector: bytes4) -> uint256:
    for place: uint256 in range(MAX_ON_CALL):
        if self._matter_words[target][selector][place] == 0:
            return place
    return MAX_ON_CALL


# --- what there is ---


@internal
@view
def _all() -> DynArray[types.Matter, MAX_MATTERS]:
    found: DynArray[types.Matter, MAX_MATTERS] = []
    for i: uint256 in range(self._calls, bound=MAX_MATTERS):
        reserved_word: uint256 = self._reserved_words[i]
        target: address = convert(reserved_word & bits.MASK_160, address)
        selector: bytes4 = convert(convert((reserved_word >> 160) & bits.MASK_32, uint32), bytes4)
        for place: uint256 in range(MAX_ON_CALL):
            matter_word: uint256 = self._matter_words[target][selector][place]
            if matter_word == 0:
                break
            found.append(self._matter_at(matter_word, target, selector, place))
    return found


@internal
@view
def _matter_at(matter_word: uint256, target: address, selector: bytes4, place: uint256) -> types.Matter:
    detail_word: uint256 = self._detail_words[target][selector][place]
    limit: limits.Limit = limits._load((matter_word >> LIMIT_SHIFT) & bits.MASK_14)
    return types.Matter(
        target=target,
        selector=selector,
        has_argument=matter_word & HAS_ARGUMENT != 0,
        argument=self._arguments[target][selector][place],
        holder=holders._account(matter_word & holders.MASK),
        steering=holders._steering(matter_word & holders.MASK),
        days=(matter_word >> DAYS_SHIFT) & bits.MASK_7,
        ends=(matter_word >> _ENDS_SHIFT) & bits.MASK_34,
        notice_days=detail_word & bits.MASK_11,
        link=detail_word >> 11,
        limit=(matter_word >> LIMIT_SHIFT) & bits.MASK_14,
        counted=limit.counted,
        maximum=limit.maximum,
        period_hours=limit.period_hours,
    )
