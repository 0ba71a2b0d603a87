# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Roster
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership that does what was decided about partners. But for the end of a suspension, only the
        partnership itself can call it, that is a proposal it passed, from within `execute`; every function names the
        partner first, so that recusal sees whom a proposal concerns. It is looked up by its seat: who had the seat when the proposal was made stands for
        who has it now.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import roster
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import side_counts
from contracts.modules.shared import siblings


initializes: partnership_storage
uses: admission
uses: consents
uses: departure
uses: docket
uses: relocation
uses: roster
uses: seats
uses: side_counts


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


# --- anyone ---


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def end_suspension(partner: address):
    """
    @notice Ends the suspension of a partner after its 90 days: it votes again, and its weight counts.
    """
    docket._load_founded()
    roster._end_suspension(seats._present(partner))


# --- the partnership itself, by vote ---


@external
@reentrant  # only this contract can call it, and only from within execute
def admit(partner: address, weight: uint256, units: uint256, role: types.Role, response_seconds: uint256):
    """
    @notice Invites `partner`, who becomes active by accepting the terms within `response_seconds` (1 hour to 180 days).
            Reverts if its weight or units would be above the ceilings of the deal.
    """
    admission._authorize()
    terms._check_response(response_seconds)
    escrow: address = siblings._escrow_of(self)
    docket_word: uint256 = docket._load()
    seat_count: uint256 = docket._seats(docket_word)
    account: address = seats._present(partner)
    seat: uint256 = admission._invite(
        escrow, seat_count, account, weight, units, role, block.timestamp + response_seconds
    )
    admission._check_ceilings(weight, (staticcall IRevenueEscrow(escrow).total_units()) + units)
    if seat == seat_count:
        docket._add_seat(docket_word)
    else:
        relocation._forget(account)


@external
@reentrant  # only this contract can call it, and only from within execute
def expel(partner: address):
    """
    @notice Gives `partner` the notice of its deal, 30 days at least, or withdraws its invitation. Its weight ends at
            once, its units when the notice is over (`end_notice`) or it leaves, which it may at any time. At least two
            partners who did not join after it must have voted for that.
    """
    admission._authorize()
    holder: address = seats._present(partner)
    seat_word: uint256 = seats._load(holder)
    admission._require_present(seat_word)
    relocation._forget(holder)
    if seat_bits._is_invited(seat_word):
        departure._remove(holder, seat_bits.EXPELLED)
        log roster.PartnerExpelled(partner=holder, leaves_at=0)
        return
    id: uint256 = consents._executed_now()
    if id != 0:  # as always when the partnership calls
        founders: uint256 = docket._founders(docket._load())
        assert side_counts._elders_for(id, seat_bits._number(seat_word), founders) == 2, "roster: not two elders for it"
    roster._expel(holder, seat_word, deal._notice_seconds(departure._deal_of(seat_word)))


@external
@reentrant  # only this contract can call it, and only from within execute
def suspend(partner: address):
    """
    @notice Takes the weight and the ballot of `partner` until it is reinstated, for 90 days at most; then anyone, also
            itself, ends it (`end_suspension`), and it is not suspended for 90 days. Its units go on earning.
    """
    admission._authorize()
    holder: address = seats._present(partner)
    roster._suspend(holder)
    relocation._forget(holder)


@external
@reentrant  # only this contract can call it, and only from within execute
def reinstate(partner: address):
    """
    @notice Ends the suspension of `partner` before its time.
    """
    admission._authorize()
    roster._reinstate(seats._present(partner))


@external
@reentrant  # only this contract can call it, and only from within execute
def set_shares(partner: address, weight: uint256, units: uint256):
    """
    @notice Changes the weight and the units of a partner or an invited account; both may not be 0. Less of either needs
            the partner's yes to the proposal, more is within the ceilings of the deal.
    """
    admission._authorize()
    roster._set_shares(seats._present(partner), weight, units)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_role(partner: address, role: types.Role, ends: uint256):
    """
    @notice Changes the role of a partner or an invited account; an empty role can vote, and propose only what the
            constitutional class decides.
    @param ends Unix seconds; last moment of the role, 0 if it has no end.
    """
    admission._authorize()
    roster._set_role(seats._present(partner), role, ends)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_probation(partner: address, ends: uint256):
    """
    @notice Puts an invited account on probation: its seat ends on that date unless it is confirmed before. With 0 it
            confirms a partner, or moves the date of one who is on probation already; an earlier one needs its yes.
    @param ends Unix seconds; last moment of the seat. 0 confirms it.
    """
    admission._authorize()
    roster._set_probation(seats._present(partner), ends)


@external
@reentrant  # only this contract can call it, and only from within execute
def recover_seat(partner: address, to: address):
    """
    @notice Offers the seat of a partner that did not answer a call, or agrees to the proposal, to its new account,
            which may take it after 30 days unless the old account refuses (`keep_seat`) or answers.
    """
    assert msg.sender == self, "partnership: only by vote"
    docket._load_founded()
    holder: address = seats._present(partner)
    has_agreed: bool = consents._has_agreed(seat_bits._number(seats._load(holder)))
    relocation._offer_by_vote(holder, to, has_agreed)
