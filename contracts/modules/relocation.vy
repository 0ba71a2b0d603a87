# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Relocation
@license GNU Affero General Public License v3.0 only
@notice How a seat moves to another account of the same partner: offered by the partner and taken by the new account, or,
        when its keys are lost, offered by vote; then the old account has 30 days to refuse. An offer ends when the partner
        accepts terms or leaves. Everything that hangs on the seat follows: weight, units, open ballots, acceptances, and what was earned before.
"""

from contracts.interfaces import IPartnership
from contracts.interfaces import IRevenueEscrow
from contracts.modules import admission
from contracts.modules import roster
from contracts.modules import siblings


uses: roster


event SeatOffered:
    partner: indexed(address)
    to: indexed(address)
    ready_at: uint256   # unix seconds; first moment `to` may take it
    by_vote: bool


event SeatKept:
    partner: indexed(address)


event SeatMoved:
    partner: indexed(address)
    to: indexed(address)
    seat: uint256


RECOVERY_SECONDS: constant(uint256) = 30 * 24 * 60 * 60

_MASK_40: constant(uint256) = 2**40 - 1
_MASK_160: constant(uint256) = 2**160 - 1

_offers: HashMap[address, uint256]  # partner => account it is offered to | ready at << 160 | nonce << 200


@internal
def _offer(partnership: address, partner: address, to: address, delay_seconds: uint256):
    record: roster.Record = roster._load(partner)
    admission._require_partner(record)
    admission._require_outside(partnership, to)
    assert roster._records[to] == 0, "roster: already on the roster"
    ready_at: uint256 = block.timestamp + delay_seconds
    self._offers[partner] = convert(to, uint256) | (ready_at << 160) | (record.nonce << 200)
    log SeatOffered(partner=partner, to=to, ready_at=ready_at, by_vote=delay_seconds != 0)


@internal
def _keep(partner: address):
    assert self._offers[partner] != 0, "membership: seat is not offered"
    self._offers[partner] = 0
    log SeatKept(partner=partner)


@internal
def _take(partnership: address, partner: address, to: address):
    offer: uint256 = self._offers[partner]
    record: roster.Record = roster._load(partner)
    is_offered: bool = offer & _MASK_160 == convert(to, uint256) and offer >> 200 == record.nonce
    assert is_offered, "membership: seat is not offered"
    assert block.timestamp >= (offer >> 160) & _MASK_40, "membership: may still be refused"
    admission._require_partner(record)
    self._offers[partner] = 0
    roster._move(partner, to, record)
    log SeatMoved(partner=partner, to=to, seat=record.seat)
    extcall IPartnership(partnership).move_seat(partner, to)
    extcall IRevenueEscrow(siblings._escrow_of(partnership)).move_units(partner, to)


@internal
@view
def _offered(partner: address) -> (address, uint256):
    offer: uint256 = self._offers[partner]
    if offer == 0 or offer >> 200 != roster._load(partner).nonce:
        return empty(address), 0
    return convert(offer & _MASK_160, address), (offer >> 160) & _MASK_40
