# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Holders
@license GNU Affero General Public License v3.0 only
@notice To whom something was promised: who is asked for a yes or no (consents.vy) and may give the promise up. It goes by
        seat: of who was on the roster when it was promised it is asked who has that seat now. One holder is a number of
        162 bits: in the lower 160 an account outside, or the number of a seat, or how many steering seats; above them which of
        the three, one of the constants below.
"""

from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import side_counts
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: consents
uses: seats
uses: side_counts


OUTSIDE: constant(uint256) = 0
SEAT: constant(uint256) = 1
STEERING: constant(uint256) = 2

MASK: constant(uint256) = 2**162 - 1

_MAX_STEERING: constant(uint256) = 15
_KIND_SHIFT: constant(uint256) = 160


@internal
@view
def _of(account: address, steering: uint256) -> uint256:
    """
    @notice The holder that is meant by an account, or by that many steering seats where the account is zero.
    """
    if account == empty(address):
        assert steering != 0 and steering <= _MAX_STEERING, "promises: to nobody"
        return steering | (STEERING << _KIND_SHIFT)
    assert steering == 0, "promises: account or seats"
    assert account not in [self, siblings._escrow_of(self)], "promises: to ourselves"
    seat_word: uint256 = seats._words[account]
    if seat_word == 0:
        return convert(account, uint256)
    return seat_bits._number(seat_word) | (SEAT << _KIND_SHIFT)


@internal
@view
def _is(holder: uint256, account: address) -> bool:
    """
    @notice Whether it is that account, any account that ever had the same seat, or steering seats where that is zero.
    """
    who: uint256 = holder & bits.MASK_160
    kind: uint256 = self._kind(holder)
    if account == empty(address):
        return kind == STEERING
    if kind == OUTSIDE:
        return who == convert(account, uint256)
    seat_word: uint256 = seats._words[account]
    return kind == SEAT and seat_word != 0 and seat_bits._number(seat_word) == who


@internal
@pure
def _kind(holder: uint256) -> uint256:
    return (holder >> _KIND_SHIFT) & 3


@internal
@view
def _account(holder: uint256) -> address:
    """
    @notice The account that it is now; zero of steering seats.
    """
    who: uint256 = holder & bits.MASK_160
    kind: uint256 = self._kind(holder)
    if kind == SEAT:
        return seats._accounts[who]
    if kind == STEERING:
        return empty(address)
    return convert(who, address)


@internal
@view
def _steering(holder: uint256) -> uint256:
    """
    @notice How many steering seats it is; 0 of an account.
    """
    if self._kind(holder) == STEERING:
        return holder & bits.MASK_160
    return 0


@internal
@view
def _answer(id: uint256, holder: uint256) -> uint256:
    """
    @notice What it has said to a proposal: one of the constants of consents.vy.
    """
    who: uint256 = holder & bits.MASK_160
    kind: uint256 = self._kind(holder)
    if kind == SEAT:
        return consents._present_answer(id, who)
    if kind == OUTSIDE:
        return consents._outside_answers[id][convert(who, address)]
    agreeing: uint256 = 0
    refusing: uint256 = 0
    agreeing, refusing = side_counts._steering(id)
    if refusing >= who:
        return consents.REFUSES
    if agreeing >= who:
        return consents.AGREES
    return consents.NOTHING


@internal
def _begin_to_hear(holder: uint256):
    """
    @notice From now on an account outside may say yes or no: it holds something.
    """
    if self._kind(holder) == OUTSIDE:
        consents._held_outside[self._account(holder)] += 1


@internal
def _end_to_hear(holder: uint256):
    if self._kind(holder) == OUTSIDE:
        consents._held_outside[self._account(holder)] -= 1
