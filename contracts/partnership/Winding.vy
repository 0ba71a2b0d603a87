# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Winding
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which it ends: how winding up begins, and how what there is leaves the treasury; what
        is left of a formation that failed; and what who leaves takes along, for everybody to read.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import ending
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership import winding_up
from contracts.modules.partnership.membership import admission
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import debts
from contracts.modules.partnership.membership import departure
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.membership import treasury
from contracts.modules.partnership.voting import actions
from contracts.modules.shared import siblings
from contracts.modules.shared import tokens
from contracts.modules.shared import winding


initializes: partnership_storage
uses: admission
uses: deal
uses: debts
uses: departure
uses: docket
uses: ending
uses: seats
uses: treasury
uses: winding_up


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
def wind_up(kept: DynArray[types.Kept, winding_up.MAX_KEPT], kept_days: uint256):
    """
    @notice Begins winding up; see winding_up.vy.
    @param kept What stays in the treasury for debts, each token once.
    @param kept_days For how many days it stays, 1 to 180; means nothing where nothing is kept.
    """
    assert msg.sender == self, "partnership: only by vote"
    winding_up._begin(docket._load_in_force(), winding_up.DECIDED, kept, kept_days)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_end_conditions(token: address, amount: uint256, milestone: bytes32):
    """
    @notice Says what gives anyone the right to begin winding up, besides the end date of the deal. Replaces what was said.
    @param token Whose income counts from now on, as it is split; zero for ether.
    @param amount In the token's smallest unit; 0 for none.
    @param milestone A short text in UTF-8, padded with zeros, or the hash of a longer one; zeros for none.
    """
    assert msg.sender == self, "partnership: only by vote"
    assert docket._stage(docket._load()) != docket.WINDING_UP, "membership: not in force"
    ending._set(token, amount, milestone)


@external
@reentrant  # only this contract can call it, and only from within execute
def reach_milestone(milestone: bytes32):
    """
    @notice Decides that the milestone is reached; from then on anyone may begin winding up.
    """
    assert msg.sender == self, "partnership: only by vote"
    ending._reach(milestone)


# --- partners ---


@external
def wind_up_alone():
    """
    @notice Begins winding up where one partner is left: by that one, or by a former partner once that has been so for 180
            days, as its key may be lost.
    """
    docket_word: uint256 = docket._load_in_force()
    assert docket._members(docket_word) == 1, "winding up: not the last partner"
    seat_word: uint256 = seats._load(msg.sender)
    if not seat_bits._is_partner(seat_word):
        assert seat_bits._is_former(seat_word), "winding up: not the last partner"
        since: uint256 = admission._alone_since
        assert since != 0, "winding up: not the last partner"
        assert block.timestamp > since + winding_up.ALONE_SECONDS, "winding up: last partner has time"
    winding_up._begin(docket_word, winding_up.LAST_PARTNER, [], 0)


@external
def wind_up_deadlock(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    earlier: bytes32,
    later: bytes32,
):
    """
    @notice Begins winding up where the same actions were put to the vote twice and failed by a tie, or because those for
            them fell short of the approval, as many days apart as the deal says and at most 180 (30 more than the deal
            says, if that is later). By a partner, within 180 days of the second vote.
    @param earlier Hash of the description of the first proposal.
    @param later Hash of the description of the second one.
    """
    docket_word: uint256 = docket._load_in_force()
    assert seat_bits._is_partner(seats._load(msg.sender)), "roster: not a partner"
    winding_up._check_deadlock(
        convert(keccak256(abi_encode(targets, values, calldatas, earlier)), uint256),
        convert(keccak256(abi_encode(targets, values, calldatas, later)), uint256),
        deal._deadlock_days(deal._load(docket._version(docket_word))),
    )
    winding_up._begin(docket_word, winding_up.DEADLOCK, [], 0)


# --- anyone ---


@external
def wind_up_at_end():
    """
    @notice Begins winding up from the end date of the deal in force on; or once income has come to the amount, or the
            milestone is reached, that the partnership has named (`end_conditions`).
    """
    docket_word: uint256 = docket._load_in_force()
    ends: uint256 = deal._ends(deal._load(docket._version(docket_word)))
    ground: uint256 = winding_up.END_DATE
    if ends == 0 or block.timestamp < ends:
        if ending._is_reached:
            ground = winding_up.MILESTONE
        else:
            assert ending._income_is_there(), "winding up: no end has come"
            ground = winding_up.INCOME
    winding_up._begin(docket_word, ground, [], 0)


@external
def liquidate(token: address) -> uint256:
    """
    @notice Sends to the escrow what of `token` does not stay in the treasury for debts, and has it split: contributions
            that were not repaid first, then all units. Again for what comes later.
    @return How much was split.
    """
    assert docket._stage(docket._load()) == docket.WINDING_UP, "winding up: has not begun"
    amount: uint256 = winding_up._liquidate(token, msg.gas)
    assert amount != 0, "winding up: nothing to send"
    return amount


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed, sends what is nobody's to the convener. Contributions that are owed back stay in
            the escrow.
    @return How much of `token` was sent, in its smallest units; wei of ether.
    """
    assert docket._phase(docket._load()) == types.Phase.VOID, "treasury: still a partnership"
    amount: uint256 = tokens._balance(token)
    assert amount != 0, "treasury: nothing left"
    winding._send(token, seats._accounts[0], amount)
    return amount


# --- views ---


@external
@view
@reentrant
def kept(token: address) -> (uint256, uint256):
    """
    @notice How much of `token` stays in the treasury for debts now, and until when anything does (unix seconds).
    """
    return winding_up._kept_of(token), winding_up._kept_until


@external
@view
@reentrant
def end_conditions() -> (address, uint256, uint256, bytes32, bool):
    """
    @notice What gives anyone the right to begin winding up: a token (zero for ether), how much income of it, what has come
            in of that so far (both in its smallest unit); a milestone, and whether it is reached.
    """
    return ending._token, ending._amount, ending._come_in(), ending._milestone, ending._is_reached


@external
@view
@reentrant
def owed_to(token: address, account: address) -> (uint256, uint256):
    """
    @notice How much of `token` the treasury still owes `account`, who left, and how much to all together.
    """
    return debts._owed[token][account], debts._sum(token)


@external
@view
def redeemable(
    partner: address, named_tokens: DynArray[address, treasury.MAX_NAMED]
) -> DynArray[treasury.Part, treasury.MAX_PARTS]:
    """
    @notice What of the treasury `partner` would take along if it left now, by the deal it accepted: of ether, of every
            listed token and of the named ones. Of somebody else than a partner nothing.
    @param named_tokens Strictly increasing.
    """
    seat_word: uint256 = seats._words[partner]
    if not seat_bits._is_partner(seat_word):
        return []
    escrow: address = siblings._escrow_of(self)
    total: uint256 = staticcall IRevenueEscrow(escrow).total_units()
    if total == 0:
        return []
    claim: treasury.Claim = treasury.Claim(
        units=staticcall IRevenueEscrow(escrow).vested_units_of(partner),
        total=total,
        bps=deal._redeemable_bps(departure._deal_of(seat_word)),
    )
    return treasury._parts_of(partner, claim, named_tokens)[2]
