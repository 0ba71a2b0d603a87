# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Reserved matters
@license GNU Affero General Public License v3.0 only
@notice What a vote may not do against somebody: a call, or all calls at a token, or all that takes ether along, beyond a limit
        or at all. A no of the holder stops it. A yes lets it pass at once. Silence for some days from the making of the
        proposal, or of the promise if that is later, is consent: a dead holder delays, and never blocks. So the class that decides on it waits long enough,
        and a week more, whatever rule and mapping say.

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
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: actions
uses: holders
uses: limits
uses: proposals
uses: rules
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
_LEEWAY_DAYS: constant(uint256) = 7
_DAY: constant(uint256) = 24 * 60 * 60
_MASK_11: constant(uint256) = 2**11 - 1
_MASK_34: constant(uint256) = 2**34 - 1

_DAYS_SHIFT: constant(uint256) = 162
_SINCE_SHIFT: constant(uint256) = 169
_ENDS_SHIFT: constant(uint256) = 203
_LIMIT_SHIFT: constant(uint256) = 237
_MORE: constant(uint256) = 1 << 251
_HAS_ARGUMENT: constant(uint256) = 1 << 252
_HAS_LINK: constant(uint256) = 1 << 253
_WIDE_TOO: constant(uint256) = 1 << 254

_TRANSFER: constant(bytes4) = method_id("transfer(address,uint256)", output_type=bytes4)

# What nobody can have reserved: how promises end, how a lost key is replaced.
_FREE: constant(bytes4[4]) = [
    method_id("give_matter_notice(address,bytes4,address,bytes32)", output_type=bytes4),
    method_id("give_floor_notice(address,address)", output_type=bytes4),
    method_id("revoke_mandate(address,bytes4,uint256)", output_type=bytes4),
    method_id("recover_seat(address,address)", output_type=bytes4),
]

_matter_words: HashMap[address, HashMap[bytes4, HashMap[uint256, uint256]]]  # target => selector => place => matter
_detail_words: HashMap[address, HashMap[bytes4, HashMap[uint256, uint256]]]  # target => selector => place => detail
_arguments: HashMap[address, HashMap[bytes4, HashMap[uint256, bytes32]]]     # target => selector => place => argument
_reserved_words: HashMap[uint256, uint256]   # index => call on which there is a matter
_calls: uint256                          # how many such calls there are
_count: uint256                          # how many matters there are


# --- what an execution asks ---


@internal
def _check(id: uint256, target: address, amount: uint256, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Reverts if an action of a proposal is reserved, and its holder has said no, or has time to. Uses up what the
            limits leave.
    @param id Of the proposal; 0 for what no vote decided: then whatever is reserved reverts.
    """
    if len(data) != 0:
        selector: bytes4 = empty(bytes4)
        argument: bytes32 = empty(bytes32)
        if len(data) >= 4:
            selector = convert(slice(data, 0, 4), bytes4)
            argument = self._first_argument(data)
        first: uint256 = self._matter_words[target][selector][0]
        if first != 0:
            self._check_call(id, target, selector, argument, amount, data)
        if (first == 0 or first & _WIDE_TOO != 0) and selector != ANY_CALL:
            self._check_call(id, target, ANY_CALL, argument, amount, data)
    if amount != 0:
        payee: bytes32 = convert(convert(target, uint256), bytes32)
        self._check_call(id, empty(address), empty(bytes4), payee, amount, data)


@internal
def _check_call(
    id: uint256,
    target: address,
    selector: bytes4,
    argument: bytes32,
    amount: uint256,
    data: Bytes[actions.MAX_CALLDATA],
):
    for place: uint256 in range(MAX_ON_CALL):
        matter_word: uint256 = self._matter_words[target][selector][place]
        if matter_word == 0:
            break
        if self._binds(matter_word, target, selector, place, argument):
            limit: uint256 = (matter_word >> _LIMIT_SHIFT) & bits.MASK_14
            # Of all calls at a token only what a transfer takes is counted.
            counts: bool = limit != 0 and (selector != ANY_CALL or convert(slice(data, 0, 4), bytes4) == _TRANSFER)
            if not counts or not limits._take(limit, amount, data):
                self._require_consent(id, matter_word)
        if matter_word & _MORE == 0:
            break


@internal
@view
def _binds(matter_word: uint256, target: address, selector: bytes4, place: uint256, argument: bytes32) -> bool:
    if self._is_over(matter_word, target, selector, place):
        return False
    if matter_word & _HAS_ARGUMENT == 0:
        return True
    wanted: bytes32 = self._arguments[target][selector][place]
    # What is called may look at the lower bits of an address alone.
    given: uint256 = convert(argument, uint256)
    return argument == wanted or given & bits.MASK_160 == convert(wanted, uint256)


@internal
@view
def _require_consent(id: uint256, matter_word: uint256):
    assert id != 0, "matters: reserved"
    answer: uint256 = consents.NOTHING
    if proposals._is_heard(id):
        answer = holders._answer(id, matter_word & holders.MASK)
    if answer != consents.AGREES:
        assert answer == consents.NOTHING, "matters: its holder refuses"
        assert block.timestamp > self._silent_until(id, matter_word), "matters: its holder has time"


@internal
@view
def _silent_until(id: uint256, matter_word: uint256) -> uint256:
    """
    @notice Unix seconds; last moment of the time that the holder has to answer on a proposal.
    """
    days: uint256 = (matter_word >> _DAYS_SHIFT) & bits.MASK_7
    return max(proposals._made_at(id), (matter_word >> _SINCE_SHIFT) & _MASK_34) + days * _DAY


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
    ends: uint256 = (matter_word >> _ENDS_SHIFT) & _MASK_34
    return ends != 0 and block.timestamp > ends


@internal
@pure
def _first_argument(data: Bytes[actions.MAX_CALLDATA]) -> bytes32:
    if len(data) >= 36:
        return extract32(data, 4)
    # What is missing reads as zeros.
    padded: Bytes[actions.MAX_CALLDATA + 32] = concat(data, empty(bytes32))
    return extract32(padded, 4)


# --- changes ---


@internal
def _reserve(matter: types.Matter, max_notice_days: uint256, mapped: bool):
    """
    @notice Promises somebody to be asked.
    @param mapped Whether any action was given a class of its own.
    """
    target: address = matter.target
    selector: bytes4 = matter.selector
    assert matter.days != 0 and matter.days <= _MAX_DAYS, "matters: 1 to 90 days"
    assert matter.notice_days <= max_notice_days, "matters: notice too long"
    assert matter.ends == 0 or (matter.ends > block.timestamp and matter.ends <= _MASK_34), "matters: end is past"
    assert matter.link <= bits.MASK_24, "matters: no such link"
    is_own: bool = target in [self, siblings._escrow_of(self)]
    assert selector != ANY_CALL or not (is_own or target == empty(address)), "matters: name the call"
    assert (target == empty(address)) == (selector == empty(bytes4)), "matters: target and call"
    assert target != self or selector not in _FREE, "matters: cannot be reserved"
    holder: uint256 = holders._of(matter.holder, matter.steering)
    if matter.link != 0:
        assert holders._kind(holder) != holders.STEERING, "matters: seats have no link"
    assert self._place_of(target, selector, matter.holder, matter.argument) == MAX_ON_CALL, "matters: reserved before"
    place: uint256 = self._count_on(target, selector)
    assert place < MAX_ON_CALL, "matters: too many on this call"
    assert self._count < MAX_MATTERS, "matters: too many"

    matter_word: uint256 = (
        holder | (matter.days << _DAYS_SHIFT) | (block.timestamp << _SINCE_SHIFT) | (matter.ends << _ENDS_SHIFT)
    )
    limit: uint256 = self._limit_for(matter)
    matter_word |= limit << _LIMIT_SHIFT
    if matter.has_argument:
        matter_word |= _HAS_ARGUMENT
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
            matter_word |= _WIDE_TOO
    else:
        self._matter_words[target][selector][place - 1] |= _MORE
    self._matter_words[target][selector][place] = matter_word
    if self._count == 0:
        total_weight._set_reserving(True)
    self._count += 1
    holders._begin_to_hear(holder)
    self._check_windows(mapped)
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
    ends: uint256 = block.timestamp + (self._detail_words[target][selector][place] & _MASK_11) * _DAY
    former: uint256 = (matter_word >> _ENDS_SHIFT) & _MASK_34
    assert former == 0 or ends < former, "matters: ends before"
    self._matter_words[target][selector][place] = (matter_word & ~(_MASK_34 << _ENDS_SHIFT)) | (ends << _ENDS_SHIFT)
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
            self._matter_words[target][selector][i] = moved | _MORE | (matter_word & _WIDE_TOO)
            self._detail_words[target][selector][i] = self._detail_words[target][selector][i + 1]
            self._arguments[target][selector][i] = self._arguments[target][selector][i + 1]
    self._matter_words[target][selector][last] = 0
    self._detail_words[target][selector][last] = 0
    self._arguments[target][selector][last] = empty(bytes32)
    if last == 0:
        self._forget_call(target, selector)
    else:
        self._matter_words[target][selector][last - 1] &= ~_MORE
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
                self._matter_words[target][selector][0] |= _WIDE_TOO
            else:
                self._matter_words[target][selector][0] &= ~_WIDE_TOO


@internal
@view
def _check_windows(mapped: bool):
    """
    @notice Reverts if something that is reserved may come to nothing by waiting for its holder: the class that decides on
            it waits as long as the holder may be silent, and a week more.
    """
    for i: uint256 in range(self._calls, bound=MAX_MATTERS):
        reserved_word: uint256 = self._reserved_words[i]
        target: address = convert(reserved_word & bits.MASK_160, address)
        selector: bytes4 = convert(convert((reserved_word >> 160) & bits.MASK_32, uint32), bytes4)
        longest: uint256 = self._longest_silence(target, selector)
        if longest == 0:
            continue
        needed: uint256 = (longest + _LEEWAY_DAYS) * _DAY
        if selector == ANY_CALL or target == empty(address):
            for decision_class: uint256 in range(rules.CLASSES):
                assert (
                    not rules._has_rule(decision_class) or rules._reach(decision_class) >= needed
                ), "matters: window too short"
        else:
            decision_class: uint256 = actions._class_of_call(target, selector, mapped)
            assert rules._reach(decision_class) >= needed, "matters: window too short"


@internal
@view
def _longest_silence(target: address, selector: bytes4) -> uint256:
    longest: uint256 = 0
    for place: uint256 in range(MAX_ON_CALL):
        matter_word: uint256 = self._matter_words[target][selector][place]
        if matter_word == 0:
            break
        # Also where its link does not run yet.
        if not self._is_past(matter_word):
            longest = max(longest, (matter_word >> _DAYS_SHIFT) & bits.MASK_7)
    return longest


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
    limit: limits.Limit = limits._load((matter_word >> _LIMIT_SHIFT) & bits.MASK_14)
    return types.Matter(
        target=target,
        selector=selector,
        has_argument=matter_word & _HAS_ARGUMENT != 0,
        argument=self._arguments[target][selector][place],
        holder=holders._account(matter_word & holders.MASK),
        steering=holders._steering(matter_word & holders.MASK),
        days=(matter_word >> _DAYS_SHIFT) & bits.MASK_7,
        ends=(matter_word >> _ENDS_SHIFT) & _MASK_34,
        notice_days=detail_word & _MASK_11,
        link=detail_word >> 11,
        limit=(matter_word >> _LIMIT_SHIFT) & bits.MASK_14,
        counted=limit.counted,
        maximum=limit.maximum,
        period_hours=limit.period_hours,
    )
