# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Execution
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which a proposal ends: executed, where there is something special about its vote or
        something is reserved (matters.vy) or has to stay in the treasury: for who has left (debts.vy), as a floor
        (floors.vy), or because the partnership winds up (winding_up.vy); or withdrawn.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership import winding_up
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import debts
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.promises import floors
from contracts.modules.partnership.promises import holders
from contracts.modules.partnership.promises import limits
from contracts.modules.partnership.promises import matter_checks
from contracts.modules.partnership.promises import matters
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight


initializes: partnership_storage
# This one has no storage.
initializes: matter_checks[holders := holders, limits := limits, matters := matters, proposals := proposals]
uses: consents
uses: deal
uses: debts
uses: docket
uses: floors
uses: proposals
uses: representation
uses: seats
uses: total_weight
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


# --- anyone ---


@external
@payable
@reentrant  # the Partnership holds the lock when it hands an execution over
def execute(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice Executes a proposal that passed; see Partnership.execute, which hands over what is not plain.
    """
    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)
    proposal: proposals.Proposal = proposals._load(id)
    assert proposals._state(id, proposal) == proposals.SUCCEEDED, "governor: not executable"
    proposals._mark_executed(id)
    if proposal.decision_class == rules.CONSTITUTIONAL and not proposal.everyday:
        deal._count_decision(docket._version(docket._word))
    log proposals.ProposalExecuted(proposalId=id)
    consents._begin(id)
    if total_weight._is_reserving():
        # All are looked at before anything happens that could change what is reserved.
        for i: uint256 in range(len(targets), bound=actions.MAX_ACTIONS):
            matter_checks._check(id, targets[i], values[i], calldatas[i])
    # Where something has to stay in the treasury; not in a function of its own, as the lists would be copied.
    is_owing: bool = total_weight._is_owing()
    stays: DynArray[winding_up.Stay, winding_up.MAX_STAYS] = []
    standing: DynArray[floors.Standing, floors.MAX_FLOORS] = []
    if is_owing:
        if docket._stage(docket._load()) == docket.WINDING_UP:
            stays = winding_up._stays()
        standing = floors._stand()
    for i: uint256 in range(len(targets), bound=actions.MAX_ACTIONS):
        if is_owing:
            winding_up._check_call(stays, targets[i], calldatas[i])
            floors._check_call(id, standing, targets[i], calldatas[i])
            debts._run(targets[i], values[i], calldatas[i])
        else:
            actions._run(targets[i], values[i], calldatas[i])
    if is_owing:
        winding_up._check_stays(stays)
        floors._check(id, standing)
    consents._end()
    return id


# --- this account itself ---


@external
@reentrant  # in the middle of `execute`, which holds the lock
def look_at(id: uint256, target: address, amount: uint256, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Looks at one action of a proposal before it is executed: reverts if it is reserved and its holder has said no,
            or has time to. Only by Partnership.execute, before anything else happens.
    """
    consents._require_look(id)
    matter_checks._check(id, target, amount, data)


@external
@reentrant  # in the middle of `act`, which holds the lock
def run_watched(target: address, amount: uint256, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Makes a call under a mandate where something is reserved, or has to stay in the treasury: without anybody's yes.
    """
    assert msg.sender == self and consents._executed_now() == 0, "mandates: only under a mandate"
    if total_weight._is_reserving():
        matter_checks._check(0, target, amount, data)
    if not total_weight._is_owing():
        actions._run(target, amount, data)
        return
    standing: DynArray[floors.Standing, floors.MAX_FLOORS] = floors._stand()
    floors._check_call(0, standing, target, data)
    debts._run(target, amount, data)
    floors._check(0, standing)


# --- its proposer ---


@external
def cancel(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice Withdraws a proposal. Only its proposer or the proposer's representative may, until the vote has ended.
    """
    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)
    proposal: proposals.Proposal = proposals._load(id)
    proposer: address = seats._accounts[proposal.proposer_seat]
    assert msg.sender in [proposer, representation._representatives[proposer]], "governor: not the proposer"
    assert proposals._state(id, proposal) in [proposals.PENDING, proposals.ACTIVE], "governor: vote has ended"
    proposals._withdraw(id, proposal)
    return id

