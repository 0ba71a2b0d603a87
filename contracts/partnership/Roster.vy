# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Roster
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership that does what was decided about partners. Only the partnership itself can call it,
        that is a proposal it passed, from within `execute`; every function names the partner first, so that recusal
        sees whom a proposal concerns.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import roster
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.membership import treasury
from contracts.modules.shared import siblings


initializes: partnership_storage
uses: admission
uses: departure
uses: docket
uses: relocation
uses: roster


event PartnerExpelled:
    partner: indexed(address)   # account of the partner


@deploy
def __init__():
    partnership_storage.__init__()


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of a Partnership.
    """
    raise "partnership: no such function"


# --- the partnership itself, by vote ---


@external
@reentrant  # only this contract can call it, and only from within execute
def admit(partner: address, weight: uint256, units: uint256, role: types.Role, response_seconds: uint256):
    """
    @notice Invites `partner`, who becomes active by accepting the terms within `response_seconds` (1 hour to 180 days).
    """
    admission._authorize()
    terms._check_window(response_seconds)
    docket_word: uint256 = docket._load()
    seat_count: uint256 = docket._seats(docket_word)
    seat: uint256 = admission._invite(
        siblings._escrow_of(self), seat_count, partner, weight, units, role, block.timestamp + response_seconds
    )
    if seat == seat_count:
        docket._add_seat(docket_word)
    else:
        relocation._forget(partner)


@external
@reentrant  # only this contract can call it, and only from within execute
def expel(partner: address):
    """
    @notice Removes `partner`, or withdraws its invitation. What it earned stays claimable.
    """
    admission._authorize()
    claim: treasury.Claim = departure._remove(partner, seat_bits.EXPELLED)
    log PartnerExpelled(partner=partner)
    departure._pay(partner, claim, [])


@external
@reentrant  # only this contract can call it, and only from within execute
def suspend(partner: address):
    """
    @notice Takes the weight and the ballot of `partner` until it is reinstated. Its units go on earning.
    """
    admission._authorize()
    roster._suspend(partner)


@external
@reentrant  # only this contract can call it, and only from within execute
def reinstate(partner: address):
    """
    @notice Ends the suspension of `partner`.
    """
    admission._authorize()
    roster._reinstate(partner)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_shares(partner: address, weight: uint256, units: uint256):
    """
    @notice Changes the weight and the units of a partner or an invited account; both may not be 0.
    """
    admission._authorize()
    roster._set_shares(partner, weight, units)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_role(partner: address, role: types.Role, ends: uint256):
    """
    @notice Changes the role of a partner or an invited account; an empty role can vote, and propose only what the
            constitutional class decides.
    @param ends Unix seconds; last moment of the role, 0 if it has no end.
    """
    admission._authorize()
    roster._set_role(partner, role, ends)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_probation(partner: address, ends: uint256):
    """
    @notice Puts an invited account on probation: its seat ends on that date unless it is confirmed before. With 0 it
            confirms a partner, or moves the date of one who is on probation already.
    @param ends Unix seconds; last moment of the seat. 0 confirms it.
    """
    admission._authorize()
    roster._set_probation(partner, ends)


@external
@reentrant  # only this contract can call it, and only from within execute
def recover_seat(partner: address, to: address):
    """
    @notice Offers the seat of a partner whose keys are lost to its new account, which may take it after 30 days unless
            the old account refuses (`keep_seat`).
    """
    assert msg.sender == self, "partnership: only by vote"
    docket._load_founded()
    relocation._offer(partner, to, relocation.RECOVERY_SECONDS)
