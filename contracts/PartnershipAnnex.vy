# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership annex
@license GNU Affero General Public License v3.0 only
@notice The part of a Partnership that is seldom called: how it begins, the rules it decides by, and how it ends.
        A Partnership runs this code on its own storage (delegatecall from its `__default__`), so callers find these
        functions at the Partnership's address. Called directly, this contract is empty and does nothing.
"""

from contracts.interfaces import types
from contracts.modules import actions
from contracts.modules import docket
from contracts.modules import proposals
from contracts.modules import rules
from contracts.modules import seats
from contracts.modules import total_weight
from contracts.modules import treasury
from contracts.modules import voting
from snekmate.utils import eip712_domain_separator as eip712


# The same modules in the same order as in Partnership.vy: they share the storage.
initializes: docket
initializes: eip712
initializes: rules
initializes: total_weight
initializes: actions[rules := rules]
initializes: seats[total_weight := total_weight]
initializes: proposals[rules := rules, total_weight := total_weight]
initializes: voting[docket := docket, eip712 := eip712, proposals := proposals, seats := seats]


@deploy
def __init__():
    eip712.__init__("Polypact Partnership", "1")
    docket._initialize()  # an implementation counts as initialized


# --- once, by whoever creates the clone, in the same transaction ---


@external
def initialize(
    membership_implementation: address, escrow_implementation: address, rule_book: DynArray[types.ClassRule, 16]
) -> (address, address):
    """
    @notice Sets the first rules and creates this partnership's Membership and RevenueEscrow, which the caller then
            initializes.
    @param rule_book Rules by class; the constitutional (0) and the ordinary class (8) must be among them.
    @return The Membership and the RevenueEscrow.
    """
    assert not docket._is_initialized(), "partnership: initialized"
    assert membership_implementation.is_contract, "partnership: no membership code"
    assert escrow_implementation.is_contract, "partnership: no escrow code"
    docket._initialize()
    total_weight._initialize()
    for entry: types.ClassRule in rule_book:
        assert rules._rules[entry.decision_class] == 0, "rules: class given twice"
        self._set_rule(entry.decision_class, entry.rule)
    assert rules._rules[rules.CONSTITUTIONAL] != 0, "rules: constitutional missing"
    assert rules._rules[rules.ORDINARY] != 0, "rules: ordinary missing"
    # The order makes the addresses (see siblings.vy): the Membership comes first.
    membership: address = create_minimal_proxy_to(membership_implementation)
    escrow: address = create_minimal_proxy_to(escrow_implementation)
    return membership, escrow


# --- anyone ---


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed or the last partner has left, sends what is nobody's to the convener or
            to that last partner. Contributions that are owed back stay.
    """
    return treasury._wind_down(token)


@external
def castVoteWithReasonAndParamsBySig(
    proposalId: uint256,
    support: uint8,
    voter: address,
    reason: String[voting.MAX_TEXT],
    params: Bytes[voting.MAX_TEXT],
    signature: Bytes[voting.MAX_SIGNATURE],
) -> uint256:
    """
    @notice Relays a ballot with a reason that `voter` signed: ExtendedBallot(..., nonce, reason, params).
    """
    voting._use_signature(
        voter,
        voting._extended_ballot_digest(proposalId, support, voter, seats._nonce(voter), reason, params),
        signature,
    )
    return voting._cast_with_params(proposalId, voter, support, reason, params)


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


# --- the partnership itself, by vote ---


@external
@reentrant  # only this contract can call it, and only from within execute
def set_rule(decision_class: uint256, rule: types.Rule):
    """
    @notice Puts a voting rule in force for proposals made from now on; open ones keep theirs.
    """
    assert msg.sender == self, "partnership: only by vote"
    self._set_rule(decision_class, rule)


@external
@reentrant  # only this contract can call it, and only from within execute
def map_action(target: address, selector: bytes4, decision_class: uint256):
    """
    @notice Says which class decides on calls of `selector` at `target`; plain payments have selector 0.
    """
    assert msg.sender == self, "partnership: only by vote"
    docket._set_mapped()
    rules._map_action(target, selector, decision_class)


# --- views ---


@external
@view
def getProposalId(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    return convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)


@external
@view
def getVotesWithParams(account: address, timepoint: uint256, params: Bytes[voting.MAX_TEXT]) -> uint256:
    return voting._weight_at(account, timepoint)


@external
@view
def rule(decision_class: uint256) -> types.Rule:
    """
    @notice The rule in force for a class.
    """
    assert rules._rules[decision_class] != 0, "rules: class has no rule"
    return rules._unpack(rules._rules[decision_class])


@external
@view
def proposal_rule(proposal_id: uint256) -> types.Rule:
    """
    @notice The rule the proposal began with and is decided by.
    """
    proposal: proposals.Proposal = proposals._load(proposal_id)
    return rules._unpack(rules._rule_at(proposal.decision_class, proposal.rule_version))


@external
@view
def proposal_quorum(proposal_id: uint256) -> uint256:
    """
    @notice The weight for and abstaining that the proposal needs. Known once the snapshot has passed.
    """
    proposal: proposals.Proposal = proposals._load(proposal_id)
    voting._check_past(proposal.snapshot)
    return rules._quorum(
        rules._rule_at(proposal.decision_class, proposal.rule_version), total_weight._at(proposal.snapshot)
    )


# --- internals ---


@internal
def _set_rule(decision_class: uint256, rule: types.Rule):
    rules._set_rule(decision_class, rule)
    if decision_class == rules.ORDINARY:
        docket._set_ordinary_timing(rules._timing(rules.ORDINARY))
