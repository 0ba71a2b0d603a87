# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership
@license GNU Affero General Public License v3.0 only
@notice How we decide: weight, proposals and the treasury. It is the partnership's own account: it holds the funds,
        only a passed proposal spends them, and it is the only authority over its Membership and RevenueEscrow.
        It speaks OpenZeppelin's IGovernor, without the queue step, on a clock of unix seconds (ERC-6372).

        What is seldom called (its rules, its beginning and its end) is code of the PartnershipAnnex, which works on
        the storage of this contract; see `__default__`.
"""

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
from contracts.modules import treasury
from contracts.modules import voting
from snekmate.utils import eip712_domain_separator as eip712


# The same modules in the same order in all four contracts of a Partnership: they share the storage.
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


MAX_ANSWER: constant(uint256) = 1_024  # bytes; the longest that a function of the other parts returns is a description

# The other parts of a Partnership, of the same release. What this one does not have goes to the ballots, from there to
# the annex and from there to the proposals, until one of them has the function.
BALLOTS: public(immutable(address))
PROPOSALS: public(immutable(address))


@deploy
def __init__(ballots: address, proposals_code: address):
    assert ballots.is_contract, "partnership: no ballots code"
    assert proposals_code.is_contract, "partnership: no proposals code"
    BALLOTS = ballots
    PROPOSALS = proposals_code
    eip712.__init__("Polypact Partnership", "1")
    docket._initialize()  # an implementation counts as initialized


# --- anyone ---


@external
@payable
@raw_return
@reentrant  # takes ether while a proposal is being executed; the functions it hands over to take the lock
def __default__() -> Bytes[MAX_ANSWER]:
    """
    @notice Takes ether. Any other call that is not a function of this contract is one of PartnershipBallots or of the
            parts behind it.
    """
    if len(msg.data) == 0:
        return b""
    return raw_call(BALLOTS, msg.data, max_outsize=MAX_ANSWER, is_delegate_call=True)


@external
@payable
def execute(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    descriptionHash: bytes32,
) -> uint256:
    """
    @notice Executes a proposal that passed, once its delay is over: all actions or none.
    """
    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, descriptionHash)), uint256)
    assert proposals._state(id, proposals._load(id)) == proposals.SUCCEEDED, "governor: not executable"
    proposals._mark_executed(id)
    log proposals.ProposalExecuted(proposalId=id)
    for i: uint256 in range(len(targets), bound=actions.MAX_ACTIONS):
        actions._run(targets[i], values[i], calldatas[i])
    return id


@external
def castVoteBySig(proposalId: uint256, support: uint8, voter: address, signature: Bytes[voting.MAX_SIGNATURE]) -> uint256:
    """
    @notice Relays a ballot that `voter` signed: Ballot(proposalId, support, voter, nonce).
    """
    weight: uint256 = voting._cast_plain(proposalId, voter, support)
    if weight == 0:
        return self._hand_over(BALLOTS)
    voting._use_signature(
        voter, voting._ballot_digest(proposalId, support, voter, seats._nonce(voter)), signature
    )
    log voting.VoteCast(voter=voter, proposalId=proposalId, support=support, weight=weight, reason="")
    return weight


# --- partners ---


@external
def propose(
    targets: DynArray[address, actions.MAX_ACTIONS],
    values: DynArray[uint256, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    description: String[proposals.MAX_DESCRIPTION],
) -> uint256:
    """
    @notice Puts actions to the vote. The caller needs standing and the role of a proposer; what the constitutional
            class decides can be proposed without that role.
    @param description Any text; ending in "#proposer=0x<address>" it can be proposed by that address only.
    @return The proposal id.
    """
    seat: uint256 = seats._seats[msg.sender]
    current: uint256 = docket._slot
    count: uint256 = len(targets)
    assert count != 0 and count == len(values) and count == len(calldatas), "governor: actions do not match"
    strictest: uint256 = rules.CLASSES
    for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
        strictest = min(strictest, actions._class_of(targets[i], calldatas[i], docket._is_mapped(current)))
    timing: uint256 = docket._ordinary_timing(current)
    if strictest != rules.ORDINARY:
        timing = rules._timing(strictest)
    if not (rules._is_plain(timing) and seats._is_plain(seat)):
        return self._hand_over(PROPOSALS)

    assert docket._is_good_enough(current, seats._accepted(seat)), "governor: no standing"
    may_propose: bool = types.Role.PROPOSER in seats._role(seat)
    assert may_propose or strictest == rules.CONSTITUTIONAL, "governor: role may not propose"
    assert proposals._may_propose(msg.sender, description), "governor: for another proposer"
    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, keccak256(description))), uint256)
    docket._count_proposal(current)
    snapshot: uint256 = 0
    deadline: uint256 = 0
    snapshot, deadline = proposals._open(id, strictest, timing, seats._number(seat), docket._proposals(current))
    log proposals.ProposalCreated(
        proposalId=id,
        proposer=msg.sender,
        targets=targets,
        values=values,
        signatures=actions._no_signatures(count),
        calldatas=calldatas,
        voteStart=snapshot,
        voteEnd=deadline,
        description=description,
    )
    return id


@external
def castVote(proposalId: uint256, support: uint8) -> uint256:
    """
    @notice Casts the caller's ballot: 0 against, 1 for, 2 abstain.
    @return The weight that counted.
    """
    weight: uint256 = voting._cast_plain(proposalId, msg.sender, support)
    if weight == 0:
        return self._hand_over(BALLOTS)
    log voting.VoteCast(voter=msg.sender, proposalId=proposalId, support=support, weight=weight, reason="")
    return weight


# --- the Membership ---


@external
@reentrant  # called back while execute runs an action on the Membership; see _check_membership
def set_seat(
    partner: address,
    seat: uint256,
    weight: uint256,
    accepted_version: uint256,
    role: types.Role,
    active: bool,
    role_ends: uint256,
    seat_ends: uint256,
) -> uint256:
    """
    @notice Takes over what the Membership says of `partner`.
    @return The total weight.
    """
    self._check_membership()
    seats._set(partner, seat, weight, accepted_version, role, active, role_ends, seat_ends)
    return total_weight._latest()


@external
@reentrant  # called back while execute amends the terms; see _check_membership
def set_terms(version: uint256, window_closes: uint256):
    self._check_membership()
    docket._set_terms(version, window_closes)


@external
def move_seat(partner: address, to: address):
    """
    @notice Gives the seat of `partner` to another account.
    """
    self._check_membership()
    seats._move(partner, to)


@external
def redeem(
    partner: address,
    redeemed_tokens: DynArray[address, treasury.MAX_TOKENS],
    part_units: uint256,
    total_units: uint256,
    redeemable_bps: uint256,
):
    """
    @notice Pays a leaver its part of the treasury; see treasury.vy.
    """
    self._check_membership()
    treasury._redeem(partner, redeemed_tokens, part_units, total_units, redeemable_bps)


@external
def enter_force():
    self._check_membership()
    docket._enter_force()
    total_weight._start()


# --- internals ---


@internal
def _hand_over(part: address) -> uint256:
    """
    @notice Runs the function of the same name in another part.
    """
    return convert(raw_call(part, msg.data, max_outsize=32, is_delegate_call=True), uint256)


@internal
@view
def _check_membership():
    # While a proposal is being executed, the Membership may only call back from an action on it: nobody can use an
    # action on their own contract to leave or accept in the middle of it.
    membership: address = siblings._membership_of(self)
    assert msg.sender == membership, "partnership: not the membership"
    assert actions._calling in [empty(address), membership], "partnership: executing"
