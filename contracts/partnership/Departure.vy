# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Departure
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which partners go: notice, leaving with a part of the treasury, a seat that moves to
        another account, probation that is over, weight that lapses; and what is left of a formation that failed.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import membership_views
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import relocation
from contracts.modules.partnership.membership import roster
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import terms
from contracts.modules.partnership.membership import treasury
from contracts.modules.shared import tokens
from contracts.modules.shared import winding


initializes: partnership_storage
uses: departure
uses: docket
uses: relocation
uses: roster
uses: seats
uses: treasury
# This one has no storage.
initializes: membership_views[
    departure := departure,
    docket := docket,
    relocation := relocation,
    seats := seats,
    terms := terms,
]


event ProbationEnded:
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
    claim: treasury.Claim = departure._remove(msg.sender, seat_bits.LEFT)
    log departure.PartnerLeft(partner=msg.sender)
    departure._pay(msg.sender, claim, named_tokens)


@external
def offer_seat(to: address):
    """
    @notice Offers the caller's seat to another account of the same partner, which takes it by `take_seat`. A new offer
            replaces the last one, also one made by vote.
    """
    docket._load_founded()
    relocation._offer(msg.sender, to, 0)


@external
def keep_seat():
    """
    @notice Withdraws the offer of the caller's seat, or refuses the one that was made by vote.
    """
    relocation._keep(msg.sender)


# --- anyone ---


@external
def take_seat(partner: address):
    """
    @notice Takes over the seat that `partner` offers to the caller, or that was offered to it by vote 30 days ago.
            Everything that hangs on the seat follows; the old account is out for good.
    """
    docket._load_founded()
    relocation._take(partner, msg.sender)


@external
@reentrant  # an action of a proposal may call it, too; while a leaver is being paid, nobody else is
def end_probation(partner: address):
    """
    @notice Takes a partner off the roster whose probation ended without a vote to confirm it. It is paid like who leaves.
    """
    docket._load_in_force()
    ends: uint256 = seats._dates_of(partner, seats._load(partner))[1]
    assert ends != 0, "membership: not on probation"
    assert block.timestamp > ends, "membership: probation is running"
    claim: treasury.Claim = departure._remove(partner, seat_bits.LEFT)
    log ProbationEnded(partner=partner)
    departure._pay(partner, claim, [])


@external
def pay_owed(token: address, account: address) -> uint256:
    """
    @notice Pays `account`, who left, the part of a token that did not move when it left. Anyone may pay the gas.
    @return The amount paid, in the token's smallest unit.
    """
    return treasury._pay_owed(token, account)


@external
@reentrant  # an action of a proposal may call it, too; whatever is under way has done its part before it calls out
def lapse(partner: address):
    """
    @notice Takes the weight of a partner that did not accept the new terms in time out of the totals, so that it
            no longer counts towards quorums. It comes back when the partner accepts.
    """
    roster._lapse(partner)


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed, sends what is nobody's to the convener. Contributions that are owed back stay in
            the escrow.
    @return How much of `token` was sent, in its smallest units; wei of ether.
    """
    beneficiary: address = membership_views._residual_beneficiary()
    assert beneficiary != empty(address), "treasury: still a partnership"
    amount: uint256 = tokens._balance(token)
    assert amount != 0, "treasury: nothing left"
    winding._send(token, beneficiary, amount)
    return amount
