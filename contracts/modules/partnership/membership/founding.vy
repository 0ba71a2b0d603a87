# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Founding
@license GNU Affero General Public License v3.0 only
@notice What holds of founders until the partnership is in force. A founder may withdraw: that takes back its acceptance
        and all that it contributed, together; its seat is invited again. The config may bind all founders until a date,
        and may say of a founder what it must have contributed for its acceptance to count. Nothing is written where the
        config says neither.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.shared import siblings


uses: docket
uses: seats


event FoundersBound:
    until: uint256   # unix seconds; last moment in which no founder can withdraw


event ContributionRequired:
    partner: indexed(address)   # account of the founder
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; that it must have contributed for its acceptance to count


event FounderWithdrew:
    partner: indexed(address)   # account of the founder; its seat is invited again


MAX_TOKENS: constant(uint256) = 9   # ether and the listed ones

_bound_until: uint256                              # unix seconds; 0: nobody is bound
_required_tokens: HashMap[uint256, address]        # seat => token of which the founder must have contributed
_required_amounts: HashMap[uint256, uint256]       # seat => how much, in the token's smallest unit


@internal
def _bind(until: uint256, deadline: uint256):
    """
    @notice No founder withdraws until then; `deadline` is that of the formation.
    """
    assert until <= deadline, "founding: bound too long"
    self._bound_until = until
    log FoundersBound(until=until)


@internal
def _require(founder: address, token: address, amount: uint256):
    """
    @notice The acceptance of `founder` counts only with that contribution.
    """
    seat_word: uint256 = seats._load(founder)
    assert seat_word & seat_bits.OWES == 0, "founding: founder given twice"
    assert amount != 0, "founding: nothing to contribute"
    seat: uint256 = seat_bits._number(seat_word)
    self._required_tokens[seat] = token
    self._required_amounts[seat] = amount
    seats._store(founder, seat_bits._with_flag(seat_word, seat_bits.OWES, True))
    log ContributionRequired(partner=founder, token=token, amount=amount)


@internal
@view
def _required_of(seat_word: uint256) -> (address, uint256):
    """
    @notice What a founder must have contributed: a token (zero for ether), and how much of it in its smallest unit.
    """
    seat: uint256 = seat_bits._number(seat_word)
    return self._required_tokens[seat], self._required_amounts[seat]


@internal
@view
def _check_contributed(founder: address, seat_word: uint256):
    """
    @notice Whether an invited founder that OWES has contributed what it has to.
    """
    token: address = empty(address)
    amount: uint256 = 0
    token, amount = self._required_of(seat_word)
    made: uint256 = staticcall IRevenueEscrow(siblings._escrow_of(self)).contribution_of(token, founder)
    assert made >= amount, "founding: contribute first"


@internal
def _withdraw(founder: address, contributed: DynArray[address, MAX_TOKENS]):
    """
    @notice Takes back what `founder` accepted and contributed.
    @param contributed Every token that it contributed; zero is ether.
    """
    docket_word: uint256 = docket._load()
    assert docket._phase(docket_word) == types.Phase.FORMING, "founding: not forming"
    assert block.timestamp > self._bound_until, "founding: founders are bound"
    seat_word: uint256 = seats._load(founder)
    escrow: address = siblings._escrow_of(self)
    if seat_bits._is_invited(seat_word):
        seats._use_nonce(founder)
    else:
        units: uint256 = 0
        if seat_word & seat_bits.HAS_UNITS != 0:
            units = staticcall IRevenueEscrow(escrow).units_of(founder)
        docket._remove_founder()
        seats._take_back(founder, seat_word, units, self._required_amounts[seat_bits._number(seat_word)] != 0)
        if units != 0:
            extcall IRevenueEscrow(escrow).set_units(founder, 0)
    log FounderWithdrew(partner=founder)
    extcall IRevenueEscrow(escrow).withdraw_contributions(founder, contributed)
