# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership annex
@license GNU Affero General Public License v3.0 only
@notice The part of a Partnership that is seldom called: how it begins, the rules it decides by, what leavers take along,
        how it ends, and what everybody may read. A Partnership runs this code on its own storage (delegatecall
        from its `__default__`), so callers find these functions at the Partnership's address; what is not here is
        code of PartnershipProposals. Called directly, this contract is empty and does nothing.
"""

from contracts.interfaces import types
from contracts.modules import actions
from contracts.modules import dao_uri
from contracts.modules import docket
from contracts.modules import governor_views
from contracts.modules import messages
from contracts.modules import objections
from contracts.modules import partnership_views
from contracts.modules import proposals
from contracts.modules import recusal
from contracts.modules import representation
from contracts.modules import rules
from contracts.modules import seats
from contracts.modules import siblings
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
initializes: recusal[seats := seats]
initializes: proposals[recusal := recusal, rules := rules, total_weight := total_weight]
initializes: voting[docket := docket, eip712 := eip712, proposals := proposals, seats := seats]
initializes: representation
initializes: objections[proposals := proposals, rules := rules, seats := seats]
initializes: messages
initializes: dao_uri
# These have no storage.
initializes: governor_views[
    proposals := proposals,
    rules := rules,
    seats := seats,
    total_weight := total_weight,
    voting := voting,
]
initializes: partnership_views[
    actions := actions,
    docket := docket,
    objections := objections,
    proposals := proposals,
    recusal := recusal,
    representation := representation,
    rules := rules,
    seats := seats,
    total_weight := total_weight,
    voting := voting,
]

exports: (
    # ERC-5267
    eip712.eip712Domain,
    # ERC-1271
    messages.isValidSignature,
    # ERC-4824
    dao_uri.daoURI,
    # IGovernor, ERC-5805, ERC-6372
    governor_views.clock,
    governor_views.CLOCK_MODE,
    governor_views.COUNTING_MODE,
    governor_views.name,
    governor_views.version,
    governor_views.state,
    governor_views.proposalSnapshot,
    governor_views.proposalDeadline,
    governor_views.proposalEta,
    governor_views.proposalProposer,
    governor_views.proposalVotes,
    governor_views.proposalNeedsQueuing,
    governor_views.proposalThreshold,
    governor_views.hasVoted,
    governor_views.votingDelay,
    governor_views.votingPeriod,
    governor_views.quorum,
    governor_views.getVotes,
    governor_views.getVotesWithParams,
    governor_views.getPastVotes,
    governor_views.getPastTotalSupply,
    governor_views.delegates,
    governor_views.nonces,
    # our own
    partnership_views.membership,
    partnership_views.escrow,
    partnership_views.in_force_since,
    partnership_views.proposal_count,
    partnership_views.proposal_class,
    partnership_views.proposal_rule,
    partnership_views.proposal_quorum,
    partnership_views.proposal_tally,
    partnership_views.recused,
    partnership_views.has_standing,
    partnership_views.weight_of,
    partnership_views.total,
    partnership_views.rule,
    partnership_views.class_name,
    partnership_views.class_of,
    partnership_views.representative_of,
    partnership_views.may_object_until,
)


_IERC165: constant(bytes4) = 0x01ffc9a7
_IERC1271: constant(bytes4) = 0x1626ba7e
_IERC4824: constant(bytes4) = method_id("daoURI()", output_type=bytes4)
_IERC5267: constant(bytes4) = method_id("eip712Domain()", output_type=bytes4)
_IERC6372: constant(bytes4) = 0xda287a1d
_IERC721_RECEIVER: constant(bytes4) = 0x150b7a02
_IERC1155_RECEIVER: constant(bytes4) = 0x4e2312e0
_IGOVERNOR: constant(bytes4) = 0xcdbdfcee       # OpenZeppelin 5.3 and later
_IGOVERNOR_5_0: constant(bytes4) = 0x65455a86   # before getProposalId was part of it

MAX_NFT_DATA: constant(uint256) = 1_024
MAX_BATCH: constant(uint256) = 64

MAX_ANSWER: constant(uint256) = 32  # bytes

PROPOSALS: public(immutable(address))


@deploy
def __init__(proposals_code: address):
    """
    @param proposals_code The PartnershipProposals of the same release.
    """
    assert proposals_code.is_contract, "partnership: no proposals code"
    PROPOSALS = proposals_code
    eip712.__init__("Polypact Partnership", "1")
    docket._initialize()  # an implementation counts as initialized


# --- once, by whoever creates the clone, in the same transaction ---


@external
def initialize(
    membership_implementation: address,
    escrow_implementation: address,
    rule_book: DynArray[types.ClassRule, 16],
    uri: String[256],
) -> (address, address):
    """
    @notice Sets the first rules and creates this partnership's Membership and RevenueEscrow, which the caller then
            initializes.
    @param rule_book Rules by class; the constitutional (0) and the ordinary class (8) must be among them.
    @param uri Where the public description is (ERC-4824); may be empty.
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
        if entry.name != empty(bytes32):
            rules._name_class(entry.decision_class, entry.name)
    if len(uri) != 0:
        dao_uri._set(uri)
    assert rules._rules[rules.CONSTITUTIONAL] != 0, "rules: constitutional missing"
    assert rules._rules[rules.ORDINARY] != 0, "rules: ordinary missing"
    rules._check_recovery()
    # The order makes the addresses (see siblings.vy): the Membership comes first.
    membership: address = create_minimal_proxy_to(membership_implementation)
    escrow: address = create_minimal_proxy_to(escrow_implementation)
    return membership, escrow


# --- anyone ---


@external
@payable
@raw_return
@reentrant  # the functions it hands over to take the lock
def __default__() -> Bytes[MAX_ANSWER]:
    """
    @notice Any call that is not a function of this contract is one of PartnershipProposals.
    """
    return raw_call(PROPOSALS, msg.data, max_outsize=MAX_ANSWER, is_delegate_call=True)


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed or the last partner has left, sends what is nobody's to the convener or
            to that last partner. Contributions that are owed back stay.
    """
    return treasury._wind_down(token)


# --- the partnership itself, by vote ---


@external
@reentrant  # only this contract can call it, and only from within execute
def set_rule(decision_class: uint256, rule: types.Rule):
    """
    @notice Puts a voting rule in force for proposals made from now on; open ones keep theirs.
    """
    assert msg.sender == self, "partnership: only by vote"
    self._set_rule(decision_class, rule)
    rules._check_recovery()


@external
@reentrant  # only this contract can call it, and only from within execute
def map_action(target: address, selector: bytes4, decision_class: uint256):
    """
    @notice Says which class decides on calls of `selector` at `target`; plain payments have selector 0.
    """
    assert msg.sender == self, "partnership: only by vote"
    docket._set_mapped()
    rules._map_action(target, selector, decision_class)


@external
@reentrant  # only this contract can call it, and only from within execute
def name_class(decision_class: uint256, name: bytes32):
    """
    @notice Gives a class its name: UTF-8, padded with zeros.
    """
    assert msg.sender == self, "partnership: only by vote"
    rules._name_class(decision_class, name)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_objector(account: address, until: uint256):
    """
    @notice Lets an account outside (a sponsor) object like a steering seat.
    @param until Unix seconds; last moment it may. 0 ends it.
    """
    assert msg.sender == self, "partnership: only by vote"
    objections._set_objector(account, until)


@external
@reentrant  # only this contract can call it, and only from within execute
def approve_message(digest: bytes32, until: uint256):
    """
    @notice Signs `digest` in the partnership's name (ERC-1271).
    @param until Unix seconds; last moment the signature is good. 0 withdraws it.
    """
    assert msg.sender == self, "partnership: only by vote"
    messages._approve(digest, until)


@external
@reentrant  # only this contract can call it, and only from within execute
def set_dao_uri(uri: String[256]):
    """
    @notice Says where the public description is (ERC-4824).
    """
    assert msg.sender == self, "partnership: only by vote"
    dao_uri._set(uri)


# --- views ---


@external
@pure
def supportsInterface(interface_id: bytes4) -> bool:
    return interface_id in [
        _IERC165,
        _IERC1271,
        _IERC4824,
        _IERC5267,
        _IERC6372,
        _IERC721_RECEIVER,
        _IERC1155_RECEIVER,
        _IGOVERNOR,
        _IGOVERNOR_5_0,
    ]


@external
@pure
def onERC721Received(operator: address, sender: address, token_id: uint256, data: Bytes[MAX_NFT_DATA]) -> bytes4:
    return method_id("onERC721Received(address,address,uint256,bytes)", output_type=bytes4)


@external
@pure
def onERC1155Received(
    operator: address, sender: address, id: uint256, amount: uint256, data: Bytes[MAX_NFT_DATA]
) -> bytes4:
    return method_id("onERC1155Received(address,address,uint256,uint256,bytes)", output_type=bytes4)


@external
@pure
def onERC1155BatchReceived(
    operator: address,
    sender: address,
    ids: DynArray[uint256, MAX_BATCH],
    amounts: DynArray[uint256, MAX_BATCH],
    data: Bytes[MAX_NFT_DATA],
) -> bytes4:
    return method_id("onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)", output_type=bytes4)


# --- internals ---


@internal
def _set_rule(decision_class: uint256, rule: types.Rule):
    rules._set_rule(decision_class, rule)
    if decision_class == rules.ORDINARY:
        docket._set_ordinary_timing(rules._timing(rules.ORDINARY))
