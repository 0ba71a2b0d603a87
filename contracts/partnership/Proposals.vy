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
from contracts.modules.partnership.voting import proposer_mark
from contracts.modules.partnership.voting import recusal
from contracts.modules.partnership.voting import representation
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import side_counts
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
uses: side_counts
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
    @param description Where beneficiaries or a stopped proposal are given it ends in "#proposer=0x<partner>".
    @param beneficiaries Partners who gain by the actions without being the recipient of an ether payment or of an
           ERC-20 transfer or approval; where the class recuses they are out of the vote.
    @param stopped Hash of the description of the proposal with the same actions that was stopped by objections or by
           more than half: this one needs the contested approval, and nobody stops it again. Zero for a new proposal.
    """
    representation._require_acts_for(msg.sender, partner)
    # The id says nothing of these two: without the name, somebody else could put the same text first without them.
    if len(beneficiaries) != 0 or stopped != empty(bytes32):
        assert proposer_mark._named_proposer(description) == convert(partner, uint256), "governor: name the proposer"
    return self._propose(partner, targets, values, calldatas, description, beneficiaries, stopped)


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
    assert proposer_mark._may_propose(partner, description), "governor: for another proposer"

    special: uint256 = 0
    if stopped != empty(bytes32):
        former: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, stopped)), uint256)
        assert (
            proposals._special(proposals._words[former]) & proposals.STOPPED != 0
        ), "governor: was not stopped"
        special = proposals.CONTESTED | proposals.AGAIN

    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, keccak256(description))), uint256)
    strictest: uint256 = self._strictest_of(targets, calldatas, docket._is_mapped(docket_word))
    # Whatever becomes of the roles and of keys, somebody can always propose to change that.
    may_propose: bool = types.Role.PROPOSER in seats._present_role(partner, seat_word)
    assert may_propose or rules._is_open_to_all(strictest), "governor: role may not propose"
    docket._count_proposal(docket_word)
    snapshot: uint256 = 0
    deadline: uint256 = 0
    seat: uint256 = seat_bits._number(seat_word)
    ruling: uint256 = 0
    timing: uint256 = 0
    ruling, timing = rules._decided_by(strictest)
    if count == 1 and actions._is_winding_up(targets[0], calldatas[0]):
        # Who is against it has its part in it; with anything else it opens an exit like every constitutional decision.
        timing = rules._without_noting(timing)
    snapshot, deadline = proposals._open(
        id,
        ruling,
        ruling != strictest,
        timing,
        seat,
        docket._proposals(docket_word),
        docket._in_force_since(docket_word),
    )
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
    expels: bool = actions._is_expulsion(targets[0], calldatas[0])
    if expels:
        # It counts who votes for it when it is executed (roster), and whom it would expel is out of the vote for good.
        special |= proposals.NOTES | proposals.RECUSES
        if len(calldatas[0]) >= 36:
            expelled: address = recusal._named_in(calldatas[0], 4)
            recusal._recuse_for_good(id, expelled)
            expelled_seat_word: uint256 = seats._words[expelled]
            if expelled_seat_word != 0:
                side_counts._note_expulsion(id, seat_bits._number(expelled_seat_word))
    of_class: uint256 = proposals._special(proposals._words[id])
    special |= of_class
    if special != 0:
        proposals._mark_special(id, special)
    if of_class & proposals.RECUSES != 0:
        for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
            recusal._recuse_for(id, targets[i], calldatas[i])
        for beneficiary: address in beneficiaries:
            recusal._recuse_by_class(id, beneficiary)
    if special & proposals.EXTENDS != 0:
        tie_breaker: address = rules._tie_breaker(ruling, rules._in_force(ruling))
        if tie_breaker != empty(address):
            breaks: bool = len(beneficiaries) == 0
            for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
                breaks = breaks and not recusal._favours(tie_breaker, targets[i], calldatas[i])
            if breaks:
                side_counts._let_ties_break(id)
    return id


@internal
@view
def _strictest_of(
    targets: DynArray[address, actions.MAX_ACTIONS],
    calldatas: DynArray[Bytes[actions.MAX_CALLDATA], actions.MAX_ACTIONS],
    mapped: bool,
) -> uint256:
    """
    @notice The strictest class among the actions; reverts if its rule is in any field less strict than that of another
            class among them.
    """
    strictest: uint256 = rules.CLASSES
    touched: uint256 = 0  # bit i: an action of class i
    for i: uint256 in range(len(targets), bound=actions.MAX_ACTIONS):
        decision_class: uint256 = actions._class_of(targets[i], calldatas[i], mapped)
        strictest = min(strictest, decision_class)
        touched |= 1 << decision_class
        assert len(targets) == 1 or not actions._is_expulsion(targets[i], calldatas[i]), "governor: expel stands alone"
        # What it keeps would be spent beside what it says.
        ends: bool = actions._is_winding_up(targets[i], calldatas[i])
        assert not ends or i == len(targets) - 1, "governor: winding up comes last"
    for decision_class: uint256 in range(rules.CLASSES):
        if decision_class != strictest and (touched >> decision_class) & 1 == 1:
            assert rules._is_as_strict(strictest, decision_class), "governor: classes do not go together"
    return strictest
