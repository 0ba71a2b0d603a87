# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Relocation
@license GNU Affero General Public License v3.0 only
@notice How a seat moves to another account of the same partner: offered by the partner and taken by the new account, or,
        when its keys are lost, offered by vote; then the old account has 30 days to refuse. An offer ends when the partner
        accepts terms or leaves. Everything that hangs on the seat follows: weight, units, open ballots, acceptances, and
        what was earned before. One offer is one slot:

        offer_word
            bits    0-159  to: the account it is offered to
            bits  160-199  ready_at (unix seconds)
            bits  200-215  accepted: version of the terms the partner had accepted when it was made
"""

from contracts.interfaces import IRevenueEscrow
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: seats


event SeatOffered:
    partner: indexed(address)   # account of the partner
    to: indexed(address)   # account it is offered to
    ready_at: uint256   # unix seconds; first moment `to` may take it
    by_vote: bool   # whether a vote offered it, and not the partner itself


event SeatKept:
    partner: indexed(address)   # account of the partner


event SeatMoved:
    partner: indexed(address)   # account that had the seat
    to: indexed(address)   # account that has it now
    seat: uint256   # number; of the seat


RECOVERY_SECONDS: constant(uint256) = 30 * 24 * 60 * 60

_offer_words: HashMap[address, uint256]  # partner => offer


@internal
def _offer(partner: address, to: address, delay_seconds: uint256):
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._is_partner(seat_word), "roster: not a partner"
    admission._require_outside(siblings._escrow_of(self), to)
    assert seats._words[to] == 0, "roster: already on the roster"
    ready_at: uint256 = block.timestamp + delay_seconds
    self._offer_words[partner] = (
        convert(to, uint256) | (ready_at << 160) | (seat_bits._accepted(seat_word) << 200)
    )
    log SeatOffered(partner=partner, to=to, ready_at=ready_at, by_vote=delay_seconds != 0)


@internal
def _keep(partner: address):
    assert self._offer_words[partner] != 0, "membership: seat is not offered"
    self._offer_words[partner] = 0
    log SeatKept(partner=partner)


@internal
def _forget(partner: address):
    """
    @notice Ends what `partner` offered before it left: it may come back, and then the offer would stand again.
    """
    if self._offer_words[partner] != 0:
        self._offer_words[partner] = 0


@internal
def _take(partner: address, to: address):
    offer_word: uint256 = self._offer_words[partner]
    seat_word: uint256 = seats._load(partner)
    assert self._stands(offer_word, seat_word), "membership: seat is not offered"
    assert offer_word & bits.MASK_160 == convert(to, uint256), "membership: seat is not offered"
    assert block.timestamp >= (offer_word >> 160) & bits.MASK_40, "membership: may still be refused"
    self._offer_words[partner] = 0
    log SeatMoved(partner=partner, to=to, seat=seat_bits._number(seat_word))
    seats._move(partner, to, seat_word)
    extcall IRevenueEscrow(siblings._escrow_of(self)).move_units(partner, to)


@internal
@view
def _offered(partner: address) -> (address, uint256):
    """
    @notice Whom the seat of `partner` is offered to, and the first moment it may be taken (unix seconds).
    """
    offer_word: uint256 = self._offer_words[partner]
    if not self._stands(offer_word, seats._words[partner]):
        return empty(address), 0
    return convert(offer_word & bits.MASK_160, address), (offer_word >> 160) & bits.MASK_40


@internal
@pure
def _stands(offer_word: uint256, seat_word: uint256) -> bool:
    """
    @notice Whether there is an offer, and the partner has neither left nor accepted other terms since.
    """
    if offer_word == 0 or not seat_bits._is_partner(seat_word):
        return False
    return offer_word >> 200 == seat_bits._accepted(seat_word)
