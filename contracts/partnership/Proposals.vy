# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Proposals
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership that deals with proposals beyond the plain ones: in the name of a partner, with named
        beneficiaries, put again after they were stopped, in classes that count seats, decide early or recuse; and who
        may withdraw one.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import open_proposals
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import voting


initializes: partnership_storage
uses: actions
uses: docket
uses: open_proposals
uses: proposals
uses: recusal
uses: representation
uses: rules
uses: seats
uses: voting


MAX_BENEFICIARIES: constant(uint256) = 8


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


# --- partners, or their representatives ---


@external
@reentrant  # the Partnership holds the lock when it hands a proposal over
def propose(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    description: String[proposals.MAX_DESCRIPTION],
) -> uint256:
    """
    @notice Puts actions to the vote; see Partnership.propose, which hands over what is not plain.
    """
    return self._propose(msg.sender, targets, values, calldatas, description, [], empty(bytes32))


@external
def propose_as(
    partner: address,
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    description: String[proposals.MAX_DESCRIPTION],
    beneficiaries: DynArray[address, MAX_BENEFICIARIES],
    stopped: bytes32,
) -> uint256:
    """
    @notice Puts actions to the vote, with all that IGovernor's `propose` has no room for.
    @param partner The caller, or whom the caller represents.
    @param beneficiaries Partners who gain by the actions without being the recipient of an ether payment or of an
           ERC-20 transfer or approval; where the class recuses they are out of the vote.
    @param stopped Hash of the description of the proposal with the same actions that was stopped by objections: this
           one needs the contested approval, and nobody can object to it. Zero for a new proposal.
    """
    representation._require_acts_for(msg.sender, partner)
    return self._propose(partner, targets, values, calldatas, description, beneficiaries, stopped)


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


@external
def queue(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice Always reverts: the execution delay runs by itself.
    """
    raise "governor: no queue step"


# --- views ---


@external
@pure
def hashProposal(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice The id of a proposal: keccak256 of its ABI-encoded actions and the hash of its description.
    """
    return convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)


@external
@pure
def getProposalId(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice The id of a proposal: keccak256 of its ABI-encoded actions and the hash of its description.
    """
    return convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)


# --- internals ---


@internal
def _propose(
    partner: address,
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    description: String[proposals.MAX_DESCRIPTION],
    beneficiaries: DynArray[address, MAX_BENEFICIARIES],
    stopped: bytes32,
) -> uint256:
    seat_word: uint256 = seats._words[partner]
    docket_word: uint256 = docket._load()
    assert voting._has_standing(docket_word, partner, seat_word), "governor: no standing"
    count: uint256 = len(targets)
    assert count != 0 and count == len(values) and count == len(calldatas), "governor: actions do not match"
    assert proposals._may_propose(partner, description), "governor: for another proposer"

    special: uint256 = 0
    if stopped != empty(bytes32):
        former: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, stopped)), uint256)
        assert (
            proposals._special(proposals._words[former]) & proposals.STOPPED != 0
        ), "governor: was not stopped"
        special = proposals.CONTESTED | proposals.AGAIN

    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, keccak256(description))), uint256)
    strictest: uint256 = rules.CLASSES
    for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
        strictest = min(strictest, actions._class_of(targets[i], calldatas[i], docket._is_mapped(docket_word)))
    # Whatever becomes of the roles, somebody can always propose to change them.
    may_propose: bool = types.Role.PROPOSER in seats._present_role(partner, seat_word)
    assert may_propose or strictest == rules.CONSTITUTIONAL, "governor: role may not propose"
    docket._count_proposal(docket_word)
    snapshot: uint256 = 0
    deadline: uint256 = 0
    seat: uint256 = seat_bits._number(seat_word)
    timing: uint256 = rules._timing(strictest)
    snapshot, deadline = proposals._open(id, strictest, timing, seat, docket._proposals(docket_word))
    if (timing & rules.SILENCE_PASSES) | (docket_word & docket.HAS_MANY_PROPOSALS) != 0:
        open_proposals._open(id, seat, deadline, msg.sender != partner)
    # Their order in the log: a proposal is there before anybody is out of its vote.
    log proposals.ProposalCreated(
        proposalId=id,
        proposer=partner,
        targets=targets,
        values=values,
        signatures=actions._no_signatures(count),
        calldatas=calldatas,
        voteStart=snapshot,
        voteEnd=deadline,
        description=description,
    )
    special |= proposals._special(proposals._words[id])
    if special != 0:
        proposals._mark_special(id, special)
    if special & proposals.RECUSES != 0:
        for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
            recusal._recuse_for(id, targets[i], calldatas[i])
        for beneficiary: address in beneficiaries:
            recusal._recuse_by_class(id, beneficiary)
    return id
