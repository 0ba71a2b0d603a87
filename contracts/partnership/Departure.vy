# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Departure
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which partners go: notice, leaving with a part of the treasury, probation and
        expulsion that are over.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import calls
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.membership import treasury


initializes: partnership_storage
uses: departure
uses: docket
uses: seats
uses: treasury


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
def leave(named_tokens: DynArray[address, treasury.MAX_NAMED] = []):
    """
    @notice Leaves; an invited account declines. What was earned stays claimable in the escrow, and the caller's part of the
            treasury is paid at once, by the deal it accepted: of ether, of all listed tokens and of those it names. Where
            that deal asks for notice it must be over, but for a partner who has not accepted the newest terms. The last
            partner does not leave, it winds up.
    @param named_tokens Treasury tokens that are not listed, strictly increasing.
    """
    docket_word: uint256 = docket._load_in_force()
    departure._require_free(msg.sender, docket._version(docket_word))
    self._leave(named_tokens)


@external
def leave_dissenting(proposal_id: uint256, named_tokens: DynArray[address, treasury.MAX_NAMED] = []):
    """
    @notice Leaves without notice, on the deal the caller accepted, over a constitutional decision that it cast no ballot
            for, or over its own expulsion: from its passing until it is executed or expires. Paid as by `leave`.
    @param proposal_id The decision. Winding up alone, and what else is everyday, open no exit.
    @param named_tokens Treasury tokens that are not listed, strictly increasing.
    """
    docket._load_in_force()
    departure._require_dissent(msg.sender, proposal_id)
    self._leave(named_tokens)


# --- anyone ---


@external
def end_probation(partner: address):
    """
    @notice Takes a partner off the roster whose probation ended without a vote to confirm it. It is paid like who leaves.
    """
    docket._load_in_force()
    holder: address = seats._present(partner)
    ends: uint256 = seats._dates_of(holder, seats._load(holder))[1]
    assert ends != 0, "membership: not on probation"
    assert block.timestamp > ends, "membership: probation is running"
    claim: treasury.Claim = departure._remove(holder, seat_bits.LEFT)
    log ProbationEnded(partner=holder)
    departure._pay(holder, claim, [])


@external
def pay_owed(token: address, account: address) -> uint256:
    """
    @notice Pays `account`, who left, the part of a token that did not move when it left. Anyone may pay the gas.
    @return The amount paid, in the token's smallest unit.
    """
    return treasury._pay_owed(token, account)


@external
def end_notice(partner: address):
    """
    @notice Takes a partner off the roster that was expelled, once its notice is over. It is paid like who leaves.
    """
    docket._load_in_force()
    holder: address = seats._present(partner)
    seat_word: uint256 = seats._load(holder)
    assert seat_bits._is_partner(seat_word) and seat_word & seat_bits.GOING != 0, "roster: not expelled"
    assert block.timestamp >= departure._leaves_at(holder, seat_word), "membership: notice is running"
    claim: treasury.Claim = departure._remove(holder, seat_bits.EXPELLED)
    log ExpulsionEnded(partner=holder)
    departure._pay(holder, claim, [])


# --- internals ---


@internal
def _leave(named_tokens: DynArray[address, treasury.MAX_NAMED]):
    claim: treasury.Claim = departure._remove(msg.sender, seat_bits.LEFT)
    log departure.PartnerLeft(partner=msg.sender)
    departure._pay(msg.sender, claim, named_tokens)
