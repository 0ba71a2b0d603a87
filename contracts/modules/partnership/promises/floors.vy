# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Floors
@license GNU Affero General Public License v3.0 only
@notice Promises about the result, whatever the way to it: an execution, or what is done under a mandate, that leaves less of
        ether or of a listed token in the treasury than its floor, *and less than it found*, needs the yes of who holds the floor.
        Silence is no. Leaving is not bound; what stays for debts when the partnership winds up is no less than the floor.

        An allowance or a signed permit would take money after that was looked at. So while a floor of a token stands, the
        partnership makes no call at that token but `transfer`, and signs nothing, without the holder. What was allowed before
        is beyond the reach of any check. A token that does not answer when an execution begins is
        passed over.

        At most 8. The holder gives one up at any time; the constitutional class ends it by notice, and winding up is such a
        notice. One floor is two slots:

        holder_word
            bits    0-161  holder (holders.vy), an account
            bits  162-195  ends: unix seconds; last moment it holds, 0 if it has no end
            bits  196-206  notice_days

        token_word
            bits    0-159  token: zero for ether
            bits  160-255  amount: in its smallest unit
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership.membership import debts
from contracts.modules.partnership.promises import holders
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import consents
from contracts.modules.shared import bits
from contracts.modules.shared import siblings
from contracts.modules.shared import tokens


uses: debts
uses: holders


event FloorSet:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    holder: indexed(address)   # account whose yes is needed below it
    amount: uint256   # smallest unit of the token
    ends: uint256   # unix seconds; last moment it holds, 0 if it has no end
    notice_days: uint256   # days; from the decision to end it


event FloorEnding:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    holder: indexed(address)   # account whose yes is needed below it
    ends: uint256   # unix seconds; last moment it holds, this second if it is over


# What an execution found.
struct Standing:
    holder: uint256
    token: address
    amount: uint256
    found: uint256    # in the treasury before, in the token's smallest unit


MAX_FLOORS: constant(uint256) = 8

_DAY: constant(uint256) = 24 * 60 * 60
_GAS_TO_ASK: constant(uint256) = 130_000   # so that a token gets its 100,000 (EIP-150)
_ENDS_SHIFT: constant(uint256) = 162
_NOTICE_SHIFT: constant(uint256) = 196

_TRANSFER: constant(bytes4) = method_id("transfer(address,uint256)", output_type=bytes4)
_APPROVE_MESSAGE: constant(bytes4) = method_id("approve_message(bytes32,uint256)", output_type=bytes4)

_holder_words: HashMap[uint256, uint256]   # index => holder
_token_words: HashMap[uint256, uint256]    # index => token and amount
_floors: uint256                           # how many there are


# --- what an execution asks ---


@internal
@view
def _stand() -> DynArray[Standing, MAX_FLOORS]:
    """
    @notice The floors that hold now, and what the treasury has of each of their tokens.
    """
    found: DynArray[Standing, MAX_FLOORS] = []
    for i: uint256 in range(self._floors, bound=MAX_FLOORS):
        holder_word: uint256 = self._holder_words[i]
        if self._is_over(holder_word):
            continue
        token_word: uint256 = self._token_words[i]
        token: address = convert(token_word & bits.MASK_160, address)
        found.append(
            Standing(
                holder=holder_word & holders.MASK,
                token=token,
                amount=token_word >> 160,
                found=self._held(token),
            )
        )
    return found


@internal
@view
def _check_call(
    id: uint256, standing: DynArray[Standing, MAX_FLOORS], target: address, data: Bytes[actions.MAX_CALLDATA]
):
    """
    @notice Reverts if an action would let somebody take a token later, without the holder of its floor.
    @param id Of the proposal that is executed; 0 for what no vote decided.
    """
    if len(standing) == 0 or len(data) == 0:
        return
    selector: bytes4 = empty(bytes4)
    if len(data) >= 4:
        selector = convert(slice(data, 0, 4), bytes4)
    # Nothing speaks against withdrawing a signature.
    signs: bool = target == self and selector == _APPROVE_MESSAGE
    signs = signs and (len(data) < 68 or extract32(data, 36) != empty(bytes32))
    for entry: Standing in standing:
        is_of_token: bool = entry.token != tokens.NATIVE
        if is_of_token and (signs or (target == entry.token and selector != _TRANSFER)):
            assert self._has_agreed(id, entry.holder), "floors: holder's yes needed"


@internal
@view
def _check(id: uint256, standing: DynArray[Standing, MAX_FLOORS]):
    """
    @notice Reverts if less is left than a floor and than was found, without its holder.
    """
    for entry: Standing in standing:
        held: uint256 = self._held(entry.token)
        # One that answered before and does not now has nothing left.
        if held < entry.amount and held < entry.found:
            assert self._has_agreed(id, entry.holder), "floors: holder's yes needed"


@internal
@view
def _has_agreed(id: uint256, holder: uint256) -> bool:
    return id != 0 and holders._answer(id, holder) == consents.AGREES


@internal
@view
def _held(token: address) -> uint256:
    """
    @notice What the treasury has of a token; 0 of one that does not answer.
    """
    if token == tokens.NATIVE:
        return self.balance
    # Who sends too little gas must not make a token pass for one that does not answer.
    assert msg.gas >= _GAS_TO_ASK, "tokens: not enough gas"
    return tokens._try_balance(token)


@internal
@view
def _is_over(holder_word: uint256) -> bool:
    ends: uint256 = (holder_word >> _ENDS_SHIFT) & bits.MASK_34
    return ends != 0 and block.timestamp > ends


@internal
@view
def _highest(token: address) -> uint256:
    """
    @notice The highest floor of `token` that holds now, in its smallest unit.
    """
    highest: uint256 = 0
    for i: uint256 in range(self._floors, bound=MAX_FLOORS):
        token_word: uint256 = self._token_words[i]
        if token_word & bits.MASK_160 == convert(token, uint256) and not self._is_over(self._holder_words[i]):
            highest = max(highest, token_word >> 160)
    return highest


# --- changes ---


@internal
def _set(promise: types.Floor, max_notice_days: uint256):
    """
    @notice Promises a floor; a second one of the same token and holder is refused.
    """
    assert promise.amount != 0 and promise.amount <= bits.MASK_96, "floors: no such amount"
    assert promise.ends == 0 or (promise.ends > block.timestamp and promise.ends <= bits.MASK_34), "floors: end is past"
    assert promise.notice_days <= max_notice_days, "floors: notice too long"
    if promise.token != tokens.NATIVE:
        # Not any contract: nothing but `transfer` is called at a token that has a floor.
        listed: DynArray[address, 8] = staticcall IRevenueEscrow(siblings._escrow_of(self)).listed_tokens()
        assert promise.token in listed, "floors: token is not listed"
    assert promise.holder != empty(address), "floors: needs a holder"
    holder: uint256 = holders._of(promise.holder, 0)
    count: uint256 = self._floors
    assert self._index_of(promise.token, promise.holder) == count, "floors: has one"
    assert count < MAX_FLOORS, "floors: too many"
    self._holder_words[count] = holder | (promise.ends << _ENDS_SHIFT) | (promise.notice_days << _NOTICE_SHIFT)
    self._token_words[count] = convert(promise.token, uint256) | (promise.amount << 160)
    self._floors = count + 1
    if count == 0:
        debts._look(True)
    holders._begin_to_hear(holder)
    log FloorSet(
        token=promise.token,
        holder=promise.holder,
        amount=promise.amount,
        ends=promise.ends,
        notice_days=promise.notice_days,
    )


@internal
def _give_notice(token: address, holder: address):
    """
    @notice Has a floor end when its notice is over; sooner where it ends sooner.
    """
    index: uint256 = self._index_of(token, holder)
    assert index != self._floors, "floors: no such floor"
    assert self._shorten(index), "floors: ends before"


@internal
def _give_notice_of_all():
    """
    @notice The same for all floors.
    """
    for i: uint256 in range(self._floors, bound=MAX_FLOORS):
        self._shorten(i)


@internal
def _shorten(index: uint256) -> bool:
    holder_word: uint256 = self._holder_words[index]
    ends: uint256 = block.timestamp + ((holder_word >> _NOTICE_SHIFT) & bits.MASK_11) * _DAY
    former: uint256 = (holder_word >> _ENDS_SHIFT) & bits.MASK_34
    if former != 0 and ends >= former:
        return False
    self._holder_words[index] = (holder_word & ~(bits.MASK_34 << _ENDS_SHIFT)) | (ends << _ENDS_SHIFT)
    token: address = convert(self._token_words[index] & bits.MASK_160, address)
    holder: address = holders._account(holder_word & holders.MASK)
    log FloorEnding(token=token, holder=holder, ends=ends)
    return True


@internal
def _end(token: address, holder: address, caller: address):
    """
    @notice Takes a floor off: its holder at any time, and whoever likes once it is over.
    """
    index: uint256 = self._index_of(token, holder)
    assert index != self._floors, "floors: no such floor"
    last: uint256 = self._floors - 1
    holder_word: uint256 = self._holder_words[index]
    held_by: uint256 = holder_word & holders.MASK
    assert caller == holders._account(held_by) or self._is_over(holder_word), "floors: not its holder"
    self._holder_words[index] = self._holder_words[last]
    self._token_words[index] = self._token_words[last]
    self._holder_words[last] = 0
    self._token_words[last] = 0
    self._floors = last
    if last == 0:
        debts._look(False)
    holders._end_to_hear(held_by)
    log FloorEnding(token=token, holder=holder, ends=block.timestamp)


@internal
@view
def _index_of(token: address, holder: address) -> uint256:
    """
    @notice The index of the floor of `token` that `holder` has; the number of floors if there is none.
    """
    for i: uint256 in range(self._floors, bound=MAX_FLOORS):
        is_of_token: bool = self._token_words[i] & bits.MASK_160 == convert(token, uint256)
        if is_of_token and holders._is(self._holder_words[i] & holders.MASK, holder):
            return i
    return self._floors


# --- what there is ---


@internal
@view
def _all() -> DynArray[types.Floor, MAX_FLOORS]:
    found: DynArray[types.Floor, MAX_FLOORS] = []
    for i: uint256 in range(self._floors, bound=MAX_FLOORS):
        holder_word: uint256 = self._holder_words[i]
        token_word: uint256 = self._token_words[i]
        found.append(
            types.Floor(
                token=convert(token_word & bits.MASK_160, address),
                amount=token_word >> 160,
                holder=holders._account(holder_word & holders.MASK),
                ends=(holder_word >> _ENDS_SHIFT) & bits.MASK_34,
                notice_days=(holder_word >> _NOTICE_SHIFT) & bits.MASK_11,
            )
        )
    return found
