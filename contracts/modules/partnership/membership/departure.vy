# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Departure
@license GNU Affero General Public License v3.0 only
@notice How partners go: the notice that their deal asks for, and the part of the treasury that goes with them
        (treasury.vy). Both are those of the deal it accepted (deal.vy): no later one holds for it.
"""

from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import treasury
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import side_counts


uses: admission
uses: deal
uses: proposals
uses: rules
uses: seats
uses: side_counts
uses: treasury


event NoticeGiven:
    partner: indexed(address)   # account of the partner
    leaves_at: uint256   # unix seconds; first moment to leave


event PartnerLeft:
    partner: indexed(address)   # account of the partner


NOTICE_GOOD_SECONDS: constant(uint256) = 90 * 24 * 60 * 60


@internal
@view
def _deal_of(seat_word: uint256) -> uint256:
    """
    @notice The deal (see deal.vy) that a partner accepted.
    """
    return deal._load(seat_bits._accepted(seat_word))


@internal
@view
def _leaves_at(partner: address, seat_word: uint256) -> uint256:
    """
    @notice First moment (unix seconds) a partner that gave notice may leave; 0 without notice.
    """
    if not seat_bits._is_partner(seat_word) or seat_word & seat_bits.NOTICED == 0:
        return 0
    return seats._rest_of(partner).moment


@internal
def _give_notice(partner: address):
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._is_partner(seat_word), "roster: not a partner"
    # Else who was expelled could put the end of its notice off.
    assert seat_word & seat_bits.GOING == 0, "roster: was expelled"
    assert not self._has_notice(self._leaves_at(partner, seat_word)), "membership: notice was given"
    rest: seat_bits.Rest = seats._rest_of(partner)
    rest.moment = block.timestamp + deal._notice_seconds(self._deal_of(seat_word))
    seats._store_rest(partner, rest)
    seats._store(partner, seat_bits._with_flag(seat_word, seat_bits.NOTICED, True))
    log NoticeGiven(partner=partner, leaves_at=rest.moment)


@internal
@view
def _has_notice(leaves_at: uint256) -> bool:
    """
    @notice Whether there is notice. It is good for 90 days after it is over: else all would give it at once, and none
            could count on it.
    """
    return leaves_at != 0 and block.timestamp <= leaves_at + NOTICE_GOOD_SECONDS


@internal
@view
def _require_free(partner: address, version: uint256):
    """
    @notice Whether `partner` may go now. `version` of the terms is in force.
    """
    seat_word: uint256 = seats._load(partner)
    # Nobody is held by terms it has not accepted: a dissenter from new ones may go at once.
    if not seat_bits._is_partner(seat_word) or seat_bits._accepted(seat_word) != version:
        return
    # Nor who was expelled, or whose probation is over: it may wait until it is taken off, and need not.
    if seat_word & seat_bits.GOING != 0 or seats._has_ended(partner, seat_word):
        return
    if deal._notice_seconds(self._deal_of(seat_word)) != 0:
        leaves_at: uint256 = self._leaves_at(partner, seat_word)
        assert self._has_notice(leaves_at), "membership: give notice first"
        assert block.timestamp >= leaves_at, "membership: notice is running"


@internal
@view
def _require_dissent(partner: address, proposal_id: uint256):
    """
    @notice Whether a constitutional decision that `partner` did not vote for, or its own expulsion, has passed, and is
            neither executed nor expired.
    """
    seat_word: uint256 = seats._load(partner)
    assert seat_bits._is_partner(seat_word), "roster: not a partner"
    proposal: proposals.Proposal = proposals._load(proposal_id)
    opens_exit: bool = proposal.decision_class == rules.CONSTITUTIONAL and not proposal.everyday
    # Winding up alone notes nobody. One that was made when the deal asked for no notice, and so noted nobody, frees all.
    if proposal.special & proposals.NOTES == 0 and rules._notes(proposal.rule_version):
        opens_exit = False
    opens_exit = opens_exit or side_counts._expels(proposal_id, seat_bits._number(seat_word))
    assert opens_exit, "membership: opens no exit"
    state: uint8 = proposals._state(proposal_id, proposal)
    assert state == proposals.QUEUED or state == proposals.SUCCEEDED, "membership: exit is not open"
    assert not side_counts._votes_for(proposal_id, seat_bits._number(seat_word)), "membership: voted for it"


@internal
def _remove(partner: address, status: uint256) -> treasury.Claim:
    """
    @notice Takes `partner` off the roster, or takes an invitation back.
    @param status LEFT or EXPELLED.
    @return What it has a part of the treasury by, for `_pay`; all 0 of who has none.
    """
    seat_word: uint256 = seats._load(partner)
    bps: uint256 = 0
    if seat_bits._is_partner(seat_word):
        bps = deal._redeemable_bps(self._deal_of(seat_word))
    total: uint256 = 0
    held: uint256 = 0
    vested: uint256 = 0
    total, held, vested = admission._remove(partner, seat_word, status)
    return treasury.Claim(units=vested, total=total + held, bps=bps)


@internal
def _pay(partner: address, claim: treasury.Claim, named_tokens: DynArray[address, treasury.MAX_NAMED]):
    """
    @notice Pays `partner`, who has just been removed, its part of the treasury. Units that have not vested give no part.
    """
    if claim.bps != 0 and claim.units != 0:
        treasury._pay(partner, claim, named_tokens)
