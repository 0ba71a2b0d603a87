# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Execution
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership by which a proposal ends: executed, where there is something special about its vote or
        something is owed to who has left (debts.vy), or the partnership winds up (winding_up.vy); or withdrawn.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership import winding_up
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import debts
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight


initializes: partnership_storage
uses: consents
uses: deal
uses: debts
uses: docket
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
    is_owing: bool = total_weight._is_owing()
    floors: DynArray[winding_up.Floor, winding_up.MAX_FLOORS] = []
    if docket._stage(docket._load()) == docket.WINDING_UP:
        floors = winding_up._floors()
    for i: uint256 in range(len(targets), bound=actions.MAX_ACTIONS):
        winding_up._check_call(floors, targets[i], calldatas[i])
        if is_owing:
            debts._run(targets[i], values[i], calldatas[i])
        else:
            actions._run(targets[i], values[i], calldatas[i])
    winding_up._check_floors(floors)
    consents._end()
    return id


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
