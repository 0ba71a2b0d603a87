# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Departure
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which partners go and by which it ends: notice, leaving, redemption,
        probation that is over, what is left to wind down.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import membership_views
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import calls
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import roster
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.membership import treasury


initializes: partnership_storage
uses: departure
uses: docket
uses: roster
uses: seats
# This one has no storage.
initializes: membership_views[
    admission := admission,
    calls := calls,
    departure := departure,
    docket := docket,
    relocation := relocation,
    seats := seats,
    terms := terms,
]


event ProbationEnded:
    partner: indexed(address)   # account of the partner


event ExpulsionEnded:
    partner: indexed(address)   # account that was a partner; what it earned stays claimable


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


# --- partners ---


@external
def give_notice():
    """
    @notice Starts the notice that the terms ask for; `leave` is possible once it is over.
    """
    docket._load_in_force()
    departure._give_notice(msg.sender)


@external
def leave(redeemed_tokens: DynArray[address, departure.MAX_TOKENS] = []):
    """
    @notice Leaves; an invited account declines. What was earned stays claimable in the escrow. Where the terms ask for
            notice it must be over, but for a partner who has not accepted the newest terms.
            When the last partner leaves, the partnership has ended.
    @param redeemed_tokens Treasury tokens the caller takes its part of, strictly increasing; zero is ether. Without
           any, `redeem` does it within 90 days.
    """
    docket_word: uint256 = docket._load_in_force()
    departure._require_free(msg.sender, docket._version(docket_word))
    if len(redeemed_tokens) != 0:
        departure._leave_redeeming(msg.sender, redeemed_tokens)
    else:
        departure._remove(msg.sender, seat_bits.LEFT)
        log departure.PartnerLeft(partner=msg.sender)


# --- former partners ---


@external
def redeem(redeemed_tokens: DynArray[address, departure.MAX_TOKENS]):
    """
    @notice Pays the caller, who left or was expelled at most 90 days ago, its part of the treasury, once.
    @param redeemed_tokens Strictly increasing; zero is ether.
    """
    departure._redeem(msg.sender, redeemed_tokens)


# --- anyone ---


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def forfeit(partner: address):
    """
    @notice Ends the right to redeem of a former partner whose 90 days are over: its units no longer count for the others
            who redeem, and it may be invited again.
    """
    departure._forfeit(partner)


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def end_probation(partner: address):
    """
    @notice Takes a partner off the roster whose probation ended without a vote to confirm it.
    """
    docket._load_in_force()
    holder: address = seats._present(partner)
    ends: uint256 = seats._dates_of(holder, seats._load(holder))[1]
    assert ends != 0, "membership: not on probation"
    assert block.timestamp > ends, "membership: probation is running"
    departure._remove(holder, seat_bits.LEFT)
    log ProbationEnded(partner=holder)


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def end_suspension(partner: address):
    """
    @notice Ends the suspension of a partner after its 90 days: it votes again, and its weight counts.
    """
    docket._load_in_force()
    roster._end_suspension(seats._present(partner))


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def end_notice(partner: address):
    """
    @notice Takes a partner off the roster that was expelled, once its notice is over.
    """
    docket._load_in_force()
    holder: address = seats._present(partner)
    seat_word: uint256 = seats._load(holder)
    assert seat_bits._is_partner(seat_word) and seat_word & seat_bits.GOING != 0, "roster: not expelled"
    assert block.timestamp >= departure._leaves_at(holder, seat_word), "membership: notice is running"
    departure._remove(holder, seat_bits.EXPELLED)
    log ExpulsionEnded(partner=holder)


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed or the last partner has left, sends what is nobody's to the convener or
            to that last partner. Contributions that are owed back stay in the escrow.
    @return How much of `token` was sent, in its smallest units; wei of ether.
    """
    return treasury._wind_down(token, membership_views._residual_beneficiary())
