# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Mandates
@license GNU Affero General Public License v3.0 only
@notice What somebody may do in the partnership's name without a vote: one kind of call, or plain payments of ether, within a
        limit (limits.vy), with any first argument or with named ones (of a payment: who is paid), until a date. A role says
        who, a mandate says what: a treasurer and a mediator have no power here but their mandates.

        It is given by the class that decides on what it allows, and taken back by that at once; resigned by its holder; paused
        for 14 days, once, by a steering seat. What is reserved, what needs a partner's own yes, what a stricter class decides on
        and what pays its holder cannot be done under it; nor anything once winding up has begun. One mandate is two slots:

        mandate_word
            bits    0-161  holder (holders.vy): an account, or no bits where it is a role
            bits  162-165  role: whose partners may, if no account is named
            bits  166-199  ends (unix seconds)
            bits  200-233  paused_until: unix seconds; 0 if it never was
            bits  234-247  limit: number of the limit
            bit   248      any_argument
            bit   249      over: it was taken back, or resigned
            bits  250-253  given_class: the decision class that gave it

        what_word
            bits    0-159  target: zero for plain payments of ether
            bits  160-191  selector: zeros for plain payments
            bits  192-223  nonce: how often it was used by a signature
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.promises import holders
from contracts.modules.partnership.promises import limits
from contracts.modules.partnership.voting import voting
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: docket
uses: holders
uses: limits
uses: seats
uses: voting


event MandateGiven:
    number: indexed(uint256)   # number; of the mandate, from 1
    holder: indexed(address)   # account that may, zero: every partner with the role
    mandate: types.Mandate   # the mandate, see types.Mandate
    arguments: DynArray[bytes32, MAX_ARGUMENTS]   # first arguments (ether: payees) that it is for, if not for any


event MandatePaused:
    number: indexed(uint256)   # number; of the mandate, from 1
    by: indexed(address)   # steering partner that paused it
    until: uint256   # unix seconds; last moment it cannot be used


event MandateEnded:
    number: indexed(uint256)   # number; of the mandate, from 1
    resigned: bool   # whether its holder gave it up


# One mandate as everybody may read it.
struct Standing:
    mandate: types.Mandate
    is_over: bool
    paused_until: uint256   # unix seconds; last moment it cannot be used, 0 if it never was paused
    left: uint256           # of its limit, now
    nonce: uint256          # of its next use by a signature


MAX_ARGUMENTS: constant(uint256) = 16

_PAUSE_SECONDS: constant(uint256) = 14 * 24 * 60 * 60
_ROLE_SHIFT: constant(uint256) = 162
_ENDS_SHIFT: constant(uint256) = 166
PAUSED_SHIFT: constant(uint256) = 200
LIMIT_SHIFT: constant(uint256) = 234
ANY_ARGUMENT: constant(uint256) = 1 << 248
_OVER: constant(uint256) = 1 << 249
CLASS_SHIFT: constant(uint256) = 250
_NONCE_SHIFT: constant(uint256) = 192

_ADMIT: constant(bytes4) = method_id("admit(address,uint256,uint256,uint256,uint256)", output_type=bytes4)

# Of its own functions a partnership lets nobody use others.
_OWN: constant(bytes4[1]) = [_ADMIT]
_OWN_IN_ESCROW: constant(bytes4[5]) = [
    method_id("freeze(address,address,uint256,uint256)", output_type=bytes4),
    method_id("unfreeze(address,address)", output_type=bytes4),
    method_id("issue_invoice(bytes32,address,uint256,uint256)", output_type=bytes4),
    method_id("withdraw_invoice(bytes32)", output_type=bytes4),
    method_id("list_token(address)", output_type=bytes4),
]

_TRANSFER: constant(bytes4) = method_id("transfer(address,uint256)", output_type=bytes4)

# What lets somebody take or do more than the call itself does: allowances, and calls that carry calls.
_NEVER: constant(bytes4[16]) = [
    method_id("approve(address,uint256)", output_type=bytes4),
    method_id("transferFrom(address,address,uint256)", output_type=bytes4),
    method_id("increaseAllowance(address,uint256)", output_type=bytes4),
    method_id("increaseApproval(address,uint256)", output_type=bytes4),
    method_id("setApprovalForAll(address,bool)", output_type=bytes4),
    method_id("authorizeOperator(address)", output_type=bytes4),
    method_id("approveAndCall(address,uint256)", output_type=bytes4),
    method_id("approveAndCall(address,uint256,bytes)", output_type=bytes4),
    method_id("transferAndCall(address,uint256)", output_type=bytes4),
    method_id("transferAndCall(address,uint256,bytes)", output_type=bytes4),
    method_id("multicall(bytes[])", output_type=bytes4),
    method_id("act(uint256,address,uint256,bytes)", output_type=bytes4),
    method_id("execute(address[],uint256[],bytes[],bytes32)", output_type=bytes4),
    method_id("execTransactionFromModule(address,uint256,bytes,uint8)", output_type=bytes4),
    method_id("setInterfaceImplementer(address,bytes32,address)", output_type=bytes4),
    method_id("approve(address,address,uint160,uint48)", output_type=bytes4),
]

_mandate_words: HashMap[uint256, uint256]                   # number => mandate
_what_words: HashMap[uint256, uint256]                      # number => what it is for
_arguments: HashMap[uint256, HashMap[bytes32, bool]]        # number => first argument => it may be used
_count: uint256                                             # how many were ever given


# --- given and taken ---


@internal
def _give(mandate: types.Mandate, arguments: DynArray[bytes32, MAX_ARGUMENTS], given_class: uint256) -> uint256:
    target: address = mandate.target
    selector: bytes4 = mandate.selector
    assert docket._stage(docket._load()) != docket.WINDING_UP, "membership: not in force"
    assert (target == empty(address)) == (selector == empty(bytes4)), "mandates: target and call"
    if target == self:
        assert selector in _OWN, "mandates: not on ourselves"
    elif target == siblings._escrow_of(self):
        assert selector in _OWN_IN_ESCROW, "mandates: not on our escrow"
    else:
        assert selector not in _NEVER, "mandates: lets others take"
        assert target == empty(address) or target.is_contract, "mandates: no code at target"
    assert mandate.any_argument == (len(arguments) == 0), "mandates: any argument or named"
    assert mandate.ends > block.timestamp and mandate.ends <= bits.MASK_34, "mandates: end is past"
    role: uint256 = convert(mandate.role, uint256)
    assert (mandate.holder == empty(address)) == (role != 0), "mandates: account or role"
    held_by: uint256 = 0
    if role == 0:
        held_by = holders._of(mandate.holder, 0)
    limit: uint256 = mandate.limit
    if limit == 0:
        limit = limits._set(mandate.counted, mandate.maximum, mandate.period_hours)
    else:
        assert limits._counted(limit) != 0, "limits: no such limit"
        assert mandate.counted == 0, "limits: a new one or a number"
    # Ether goes along only where it is what is counted; and who joins must be counted by units.
    counted: uint256 = limits._counted(limit)
    assert target != empty(address) or counted == limits.VALUE, "mandates: count the ether"
    assert target != self or counted == limits.ARGUMENT + 2, "mandates: count the units"
    assert selector != _TRANSFER or counted == limits.ARGUMENT + 1, "mandates: count the amount"
    number: uint256 = self._count + 1
    self._count = number
    self._mandate_words[number] = (
        held_by
        | (role << _ROLE_SHIFT)
        | (mandate.ends << _ENDS_SHIFT)
        | (limit << LIMIT_SHIFT)
        | (given_class << CLASS_SHIFT)
    )
    if mandate.any_argument:
        self._mandate_words[number] |= ANY_ARGUMENT
    self._what_words[number] = convert(target, uint256) | (convert(selector, uint256) << 160)
    for argument: bytes32 in arguments:
        self._arguments[number][argument] = True
    log MandateGiven(number=number, holder=mandate.holder, mandate=mandate, arguments=arguments)
    return number


@internal
def _revoke(target: address, selector: bytes4, number: uint256):
    """
    @notice Takes a mandate back; it must be one for that call, by which it is told which class decides.
    """
    what_word: uint256 = self._what_words[number]
    wanted: uint256 = convert(target, uint256) | (convert(selector, uint256) << 160)
    assert what_word & (2**192 - 1) == wanted, "mandates: for another call"
    self._load(number)
    self._mark_over(number, False)


@internal
def _resign(number: uint256, caller: address):
    mandate_word: uint256 = self._load(number)
    is_account: bool = self._role_in(mandate_word) == 0
    assert is_account and caller == holders._account(mandate_word & holders.MASK), "mandates: not its holder"
    self._mark_over(number, True)


@internal
def _mark_over(number: uint256, resigned: bool):
    self._mandate_words[number] |= _OVER
    log MandateEnded(number=number, resigned=resigned)


@internal
def _pause(number: uint256, caller: address):
    mandate_word: uint256 = self._load(number)
    seat_word: uint256 = seats._words[caller]
    is_steering: bool = voting._has_standing(docket._load(), caller, seat_word)
    is_steering = is_steering and types.Role.STEERING in seats._present_role(caller, seat_word)
    assert is_steering, "mandates: only a steering seat"
    assert (mandate_word >> PAUSED_SHIFT) & bits.MASK_34 == 0, "mandates: was paused before"
    until: uint256 = block.timestamp + _PAUSE_SECONDS
    self._mandate_words[number] = mandate_word | (until << PAUSED_SHIFT)
    log MandatePaused(number=number, by=caller, until=until)


@internal
@view
def _load(number: uint256) -> uint256:
    """
    @notice The mandate; reverts if there is none, or it is over.
    """
    mandate_word: uint256 = self._mandate_words[number]
    assert mandate_word != 0 and not self._is_over(mandate_word), "mandates: none, or over"
    return mandate_word


@internal
@view
def _is_over(mandate_word: uint256) -> bool:
    return mandate_word & _OVER != 0 or block.timestamp > (mandate_word >> _ENDS_SHIFT) & bits.MASK_34


@internal
@pure
def _role_in(mandate_word: uint256) -> uint256:
    return (mandate_word >> _ROLE_SHIFT) & 15


# --- what there is ---


@internal
@view
def _standing(number: uint256) -> Standing:
    mandate_word: uint256 = self._mandate_words[number]
    assert mandate_word != 0, "mandates: none, or over"
    what_word: uint256 = self._what_words[number]
    number_of_limit: uint256 = (mandate_word >> LIMIT_SHIFT) & bits.MASK_14
    limit: limits.Limit = limits._load(number_of_limit)
    role: uint256 = self._role_in(mandate_word)
    holder: address = empty(address)
    if role == 0:
        holder = holders._account(mandate_word & holders.MASK)
    is_over: bool = self._is_over(mandate_word)
    return Standing(
        mandate=types.Mandate(
            target=convert(what_word & bits.MASK_160, address),
            selector=convert(convert((what_word >> 160) & bits.MASK_32, uint32), bytes4),
            holder=holder,
            role=convert(role, types.Role),
            any_argument=mandate_word & ANY_ARGUMENT != 0,
            ends=(mandate_word >> _ENDS_SHIFT) & bits.MASK_34,
            limit=number_of_limit,
            counted=limit.counted,
            maximum=limit.maximum,
            period_hours=limit.period_hours,
        ),
        is_over=is_over or docket._stage(docket._load()) != docket.IN_FORCE,
        paused_until=(mandate_word >> PAUSED_SHIFT) & bits.MASK_34,
        left=limit.left,
        nonce=what_word >> _NONCE_SHIFT,
    )


@internal
def _use_nonce(number: uint256) -> uint256:
    """
    @notice Counts one use by a signature, and returns how many there were before.
    """
    what_word: uint256 = self._what_words[number]
    nonce: uint256 = what_word >> _NONCE_SHIFT
    assert nonce < bits.MASK_32, "mandates: signed too often"
    self._what_words[number] = what_word + (1 << _NONCE_SHIFT)
    return nonce
