# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Recusal
@license GNU Affero General Public License v3.0 only
@notice Who is out of the vote on a proposal. A recused partner casts no ballot, and its weight is out of the base that
        quorums are counted on. Partners are recused by the rule of the class, because the proposal pays or concerns
        them, or by themselves. One proposal has one slot of 16 entries of 16 bits, filled from the lowest:

        bits   0-13  seat: the number + 1; 0 for an entry that is not in use
        bit   14     by_class: the partner may contest that; not if it recused itself, or would be expelled
"""

from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import weight_history
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: seats
uses: weight_history


event PartnerRecused:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    partner: indexed(address)   # account of the partner
    by_class: bool   # whether the rules did it, and not the partner itself
    reason: String[1_024]   # of whoever did it, in its own words (UTF-8); may be empty


event RecusalContested:
    proposalId: uint256   # id; of the proposal, as OpenZeppelin's hashProposal gives it
    partner: indexed(address)   # account of the partner


MAX_RECUSED: constant(uint256) = 16

_ENTRY_BITS: constant(uint256) = 16
_BY_CLASS: constant(uint256) = 1 << 14

_TRANSFER: constant(bytes4) = method_id("transfer(address,uint256)", output_type=bytes4)
_APPROVE: constant(bytes4) = method_id("approve(address,uint256)", output_type=bytes4)
_TRANSFER_FROM: constant(bytes4) = method_id("transferFrom(address,address,uint256)", output_type=bytes4)

# What is decided about one partner: functions of the partnership itself that name it first (Roster.vy).
_ABOUT_A_PARTNER: constant(bytes4[8]) = [
    method_id("admit(address,uint256,uint256,uint256,uint256)", output_type=bytes4),
    method_id("expel(address)", output_type=bytes4),
    method_id("suspend(address)", output_type=bytes4),
    method_id("reinstate(address)", output_type=bytes4),
    method_id("set_shares(address,uint256,uint256)", output_type=bytes4),
    method_id("set_role(address,uint256,uint256)", output_type=bytes4),
    method_id("set_probation(address,uint256)", output_type=bytes4),
    method_id("recover_seat(address,address)", output_type=bytes4),
]

_recused: HashMap[uint256, uint256]  # proposal id => entries


@internal
def _recuse(id: uint256, seat_number: uint256, by_class: bool) -> bool:
    """
    @notice Takes a partner out of the vote. False if it is out already.
    """
    entries: uint256 = self._recused[id]
    if self._find(entries, seat_number) != MAX_RECUSED:
        return False
    assert entries >> (_ENTRY_BITS * (MAX_RECUSED - 1)) == 0, "governor: too many recused"
    entry: uint256 = seat_number + 1
    if by_class:
        entry |= _BY_CLASS
    self._recused[id] = (entries << _ENTRY_BITS) | entry
    return True


@internal
def _recuse_for(id: uint256, target: address, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Recuses whom one action pays or concerns.
    """
    self._recuse_by_class(id, target)
    concerned: address = self._concerned(target, data)
    if concerned != empty(address):
        self._recuse_by_class(id, concerned)


@internal
@view
def _favours(account: address, target: address, data: Bytes[actions.MAX_CALLDATA]) -> bool:
    """
    @notice Whether an action pays or concerns `account` or anybody on the roster, or touches the partnership or its
            escrow.
    """
    concerned: address = self._concerned(target, data)
    return (
        account in [target, concerned]
        or seats._words[target] != 0
        or seats._words[concerned] != 0
        or target in [self, siblings._escrow_of(self)]
    )


@internal
@view
def _concerned(target: address, data: Bytes[actions.MAX_CALLDATA]) -> address:
    """
    @notice Whom one action pays or concerns besides the account it calls; zero if nobody is named where we look.
    """
    if len(data) < 36:
        return empty(address)
    selector: bytes4 = convert(slice(data, 0, 4), bytes4)
    if selector == _TRANSFER_FROM and len(data) >= 68:
        return self._named_in(data, 36)
    if selector in [_TRANSFER, _APPROVE] or (target == self and selector in _ABOUT_A_PARTNER):
        return self._named_in(data, 4)
    return empty(address)


@internal
@pure
def _named_in(data: Bytes[actions.MAX_CALLDATA], index: uint256) -> address:
    """
    @notice The address in the 32 bytes from `index` on.
    """
    # Some tokens do not mind dirt above an address.
    return convert(convert(slice(data, index, 32), uint256) & bits.MASK_160, address)


@internal
def _recuse_by_class(id: uint256, account: address):
    """
    @notice Recuses the partner whose account this is, or was before its seat moved; also who is suspended or invited, who
            may be back before the snapshot.
    """
    seat_word: uint256 = seats._words[account]
    if seat_word != 0:
        self._recuse_and_log(id, seat_bits._number(seat_word), True)


@internal
def _recuse_for_good(id: uint256, account: address):
    """
    @notice The same, and it cannot be contested.
    """
    seat_word: uint256 = seats._words[account]
    if seat_word != 0:
        self._recuse_and_log(id, seat_bits._number(seat_word), False)


@internal
def _recuse_and_log(id: uint256, seat_number: uint256, contestable: bool):
    if self._recuse(id, seat_number, contestable):
        log PartnerRecused(proposalId=id, partner=seats._accounts[seat_number], by_class=True, reason="")


@internal
def _readmit(id: uint256, seat_number: uint256):
    """
    @notice Lets a partner that the class recused vote again.
    """
    entries: uint256 = self._recused[id]
    index: uint256 = self._find(entries, seat_number)
    assert index != MAX_RECUSED, "governor: not recused"
    assert (entries >> (_ENTRY_BITS * index)) & _BY_CLASS != 0, "governor: recused for good"
    below: uint256 = entries & ((1 << (_ENTRY_BITS * index)) - 1)
    above: uint256 = (entries >> (_ENTRY_BITS * index)) >> _ENTRY_BITS
    self._recused[id] = below | (above << (_ENTRY_BITS * index))


@internal
@view
def _is_recused(id: uint256, seat_number: uint256) -> bool:
    return self._find(self._recused[id], seat_number) != MAX_RECUSED


@internal
@view
def _weights(id: uint256, snapshot: uint256) -> (uint256, uint256):
    """
    @notice The weight that is out of the vote on a proposal, and the part of it that may still contest that.
    """
    out: uint256 = 0
    contestable: uint256 = 0
    entries: uint256 = self._recused[id]
    for i: uint256 in range(MAX_RECUSED):
        if entries == 0:
            break
        partner: address = seats._accounts[(entries & bits.MASK_14) - 1]
        weight: uint256 = weight_history._weight_at(seats._words[partner], snapshot)
        out += weight
        if entries & _BY_CLASS != 0:
            contestable += weight
        entries >>= _ENTRY_BITS
    return out, contestable


@internal
@view
def _seats_out(id: uint256) -> DynArray[uint256, MAX_RECUSED]:
    """
    @notice The seats that are out of the vote, newest first.
    """
    found: DynArray[uint256, MAX_RECUSED] = []
    entries: uint256 = self._recused[id]
    for i: uint256 in range(MAX_RECUSED):
        if entries == 0:
            break
        found.append((entries & bits.MASK_14) - 1)
        entries >>= _ENTRY_BITS
    return found


@internal
@pure
def _find(entries: uint256, seat_number: uint256) -> uint256:
    """
    @notice The index of the partner's entry; `MAX_RECUSED` if it has none.
    """
    rest: uint256 = entries
    for i: uint256 in range(MAX_RECUSED):
        if rest == 0:
            break
        if rest & bits.MASK_14 == seat_number + 1:
            return i
        rest >>= _ENTRY_BITS
    return MAX_RECUSED
