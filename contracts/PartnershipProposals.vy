# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership proposals
@license GNU Affero General Public License v3.0 only
@notice The part of a Partnership that deals with proposals beyond the plain ones: in the name of a partner, with named
        beneficiaries, put again after they were stopped, in classes that count seats, decide early or recuse; who is
        out of the vote on one; who may stop or withdraw it. A Partnership runs this code on its own storage
        (delegatecall), so callers find these functions at the Partnership's address.
"""

from contracts.interfaces import IMembership
from contracts.interfaces import types
from contracts.modules import actions
from contracts.modules import dao_uri
from contracts.modules import docket
from contracts.modules import messages
from contracts.modules import objections
from contracts.modules import proposals
from contracts.modules import recusal
from contracts.modules import representation
from contracts.modules import rules
from contracts.modules import seats
from contracts.modules import siblings
from contracts.modules import total_weight
from contracts.modules import voting
from snekmate.utils import eip712_domain_separator as eip712


# The same modules in the same order as in Partnership.vy: they share the storage.
initializes: docket
initializes: eip712
initializes: rules
initializes: total_weight
initializes: actions[rules := rules]
initializes: seats[total_weight := total_weight]
initializes: recusal[seats := seats]
initializes: proposals[recusal := recusal, rules := rules, total_weight := total_weight]
initializes: voting[docket := docket, eip712 := eip712, proposals := proposals, seats := seats]
initializes: representation
initializes: objections[proposals := proposals, rules := rules, seats := seats]
initializes: messages
initializes: dao_uri


event PartnerRecused:
    proposalId: uint256
    partner: indexed(address)
    by_class: bool
    reason: String[1_024]


event RecusalContested:
    proposalId: uint256
    partner: indexed(address)


MAX_BENEFICIARIES: constant(uint256) = 8

_MASK_160: constant(uint256) = 2**160 - 1
_TRANSFER: constant(bytes4) = method_id("transfer(address,uint256)", output_type=bytes4)
_APPROVE: constant(bytes4) = method_id("approve(address,uint256)", output_type=bytes4)
_TRANSFER_FROM: constant(bytes4) = method_id("transferFrom(address,address,uint256)", output_type=bytes4)


@deploy
def __init__():
    eip712.__init__("Polypact Partnership", "1")
    docket._initialize()  # an implementation counts as initialized


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
    proposer: address = staticcall IMembership(siblings._membership_of(self)).partner_at(proposal.proposer_seat)
    assert msg.sender in [proposer, representation._representatives[proposer]], "governor: not the proposer"
    assert proposals._state(id, proposal) in [proposals.PENDING, proposals.ACTIVE], "governor: vote has ended"
    proposals._mark_canceled(id)
    log proposals.ProposalCanceled(proposalId=id)
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


# --- partners ---


@external
def recuse(proposal_id: uint256, reason: String[1_024]):
    """
    @notice Takes the caller out of the vote on a proposal, for good: no ballot, and no part in the base of the quorum.
    """
    proposal: proposals.Proposal = self._load_undecided(proposal_id)
    seat: uint256 = seats._seats[msg.sender]
    assert voting._has_standing(docket._slot, msg.sender, seat), "governor: no standing"
    assert not seats._has_voted(seat, proposal.number), "governor: already voted"
    assert recusal._recuse(proposal_id, seats._number(seat), False), "governor: recused"
    proposals._mark_special(proposal_id, proposals.RECUSES)
    log PartnerRecused(proposalId=proposal_id, partner=msg.sender, by_class=False, reason=reason)


@external
def contest_recusal(proposal_id: uint256):
    """
    @notice Brings the caller, whom the class recused, back into the vote. The proposal then needs the contested
            approval of its class: nobody can be kept from voting by being paid a wei, and nobody decides on its own
            benefit by the usual majority.
    """
    proposal: proposals.Proposal = self._load_undecided(proposal_id)
    seat: uint256 = seats._seats[msg.sender]
    assert voting._has_standing(docket._slot, msg.sender, seat), "governor: no standing"
    if block.timestamp > proposal.snapshot:
        assert seats._weight_at(seat, proposal.snapshot) != 0, "governor: no weight at snapshot"
    recusal._readmit(proposal_id, seats._number(seat))
    proposals._mark_special(proposal_id, proposals.CONTESTED)
    log RecusalContested(proposalId=proposal_id, partner=msg.sender)


# --- steering seats and sponsors ---


@external
def object(proposal_id: uint256, reason: String[1_024]):
    """
    @notice Objects to a proposal that has passed, while its execution delay runs. See objections.vy.
    """
    standing: bool = voting._has_standing(docket._slot, msg.sender, seats._seats[msg.sender])
    objections._object(proposal_id, msg.sender, standing, reason)


# --- views ---


@external
@pure
def hashProposal(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    return convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)


@external
@pure
def getProposalId(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    return convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)


# --- internals ---


@internal
@view
def _load_undecided(proposal_id: uint256) -> proposals.Proposal:
    proposal: proposals.Proposal = proposals._load(proposal_id)
    assert proposals._state(proposal_id, proposal) in [proposals.PENDING, proposals.ACTIVE], "governor: vote has ended"
    return proposal


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
    seat: uint256 = seats._seats[partner]
    current: uint256 = docket._slot
    assert voting._has_standing(current, partner, seat), "governor: no standing"
    count: uint256 = len(targets)
    assert count != 0 and count == len(values) and count == len(calldatas), "governor: actions do not match"
    assert proposals._may_propose(partner, description), "governor: for another proposer"

    special: uint256 = 0
    if stopped != empty(bytes32):
        former: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, stopped)), uint256)
        assert (
            proposals._special(proposals._proposals[former]) & proposals.STOPPED != 0
        ), "governor: was not stopped"
        special = proposals.CONTESTED | proposals.AGAIN

    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, keccak256(description))), uint256)
    strictest: uint256 = rules.CLASSES
    for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
        strictest = min(strictest, actions._class_of(targets[i], calldatas[i], docket._is_mapped(current)))
    # Whatever becomes of the roles, somebody can always propose to change them.
    may_propose: bool = types.Role.PROPOSER in seats._present_role(partner, seat)
    assert may_propose or strictest == rules.CONSTITUTIONAL, "governor: role may not propose"
    docket._count_proposal(current)
    snapshot: uint256 = 0
    deadline: uint256 = 0
    snapshot, deadline = proposals._open(
        id, strictest, rules._timing(strictest), seats._number(seat), docket._proposals(current)
    )
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
    special |= proposals._special(proposals._proposals[id])
    if special != 0:
        proposals._mark_special(id, special)
    if special & proposals.RECUSES != 0:
        for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
            self._recuse_for(id, targets[i], calldatas[i])
        for beneficiary: address in beneficiaries:
            self._recuse_by_class(id, beneficiary)
    return id


@internal
def _recuse_for(id: uint256, target: address, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Recuses whom one action pays or concerns.
    """
    self._recuse_by_class(id, target)
    if len(data) < 36:
        return
    selector: bytes4 = convert(slice(data, 0, 4), bytes4)
    index: uint256 = 4
    if selector == _TRANSFER_FROM and len(data) >= 68:
        index = 36
    elif selector not in [_TRANSFER, _APPROVE] and target != siblings._membership_of(self):
        return
    # All functions of the Membership that concern one partner name it first.
    # Some tokens do not mind dirt above an address.
    self._recuse_by_class(id, convert(convert(slice(data, index, 32), uint256) & _MASK_160, address))


@internal
def _recuse_by_class(id: uint256, account: address):
    # Also who is suspended or invited: it may be back before the snapshot.
    seat: uint256 = seats._seats[account]
    number: uint256 = seats._number(seat)
    if seat == 0:
        partner: types.Partner = staticcall IMembership(siblings._membership_of(self)).partner(account)
        if partner.status != types.Status.INVITED:
            return
        number = partner.seat
    if recusal._recuse(id, number, True):
        log PartnerRecused(proposalId=id, partner=account, by_class=True, reason="")
