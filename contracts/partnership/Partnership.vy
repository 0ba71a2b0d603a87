# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Partnership
@license GNU Affero General Public License v3.0 only
@notice Who we are and how we decide: terms, roster, proposals, ballots and the treasury. It is the partnership's own
        account: it holds the funds, only a passed proposal spends them, and it is the only authority over its RevenueEscrow.
        It speaks OpenZeppelin's IGovernor, without the queue step, on a clock of unix seconds (ERC-6372).

        This is the part that is called every day. The rest is in facets, which run on the storage of this contract and are
        found at its address (ERC-2535, see dispatch.vy): Formation, how it begins; Terms, who accepts them; Roster, what
        is decided about partners; Departure, how they go; Winding, how it ends; Proposals, Objections and Ballots, the votes
        that are not plain; Consents, who agrees and who refuses; Execution, how they end where that is not plain; Rules, how it decides; Views, what everybody may read;
        PartnershipLoupe, which facet has what.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership import selectors
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import open_proposals
from contracts.modules.partnership.voting import proposals
from contracts.modules.partnership.voting import proposer_mark
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting
from contracts.modules.shared import bits
from contracts.modules.shared import dispatch


initializes: partnership_storage
uses: actions
uses: consents
uses: deal
uses: docket
uses: open_proposals
uses: proposals
uses: rules
uses: seats
uses: total_weight
uses: voting


_LOOK_AT: constant(bytes4) = method_id("look_at(uint256,address,uint256,bytes)", output_type=bytes4)

TABLE: immutable(uint256[selectors.WORDS])
FACETS: immutable(address[selectors.ROUTES])  # route => facet


@deploy
def __init__(facets: DynArray[address, dispatch.MAX_ROUTES]):
    """
    @param facets Those that polypact/chain/diamonds.py lists, in that order.
    """
    by_route: address[dispatch.MAX_ROUTES] = dispatch._facets_by_route(facets, selectors.FACETS, selectors.FACET_OF)
    routes: address[selectors.ROUTES] = empty(address[selectors.ROUTES])
    for route: uint256 in range(selectors.ROUTES):
        routes[route] = by_route[route]
    TABLE = selectors.TABLE
    FACETS = routes
    partnership_storage.__init__()


# --- anyone ---


@external
@payable
@raw_return
@reentrant  # takes ether while a proposal is being executed; the functions it hands over to take the lock
def __default__() -> Bytes[selectors.MAX_LONG_ANSWER]:
    """
    @notice Takes ether. Any other call that is not a function of this contract is one of its facets.
    """
    if len(msg.data) == 0:
        return b""
    assert len(msg.data) > 3, "partnership: no such function"
    product: uint256 = unsafe_mul(convert(slice(msg.data, 0, 4), uint256), selectors.MULTIPLIER)
    cell: uint256 = (product & bits.MASK_32) >> selectors.SHIFT
    route: uint256 = (TABLE[cell >> 5] >> ((cell & 31) << 3)) & bits.MASK_8
    assert route != 0, "partnership: no such function"
    if route < selectors.FIRST_LONG:
        return raw_call(FACETS[route], msg.data, max_outsize=dispatch.MAX_ANSWER, is_delegate_call=True)
    return raw_call(FACETS[route], msg.data, max_outsize=selectors.MAX_LONG_ANSWER, is_delegate_call=True)


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
    proposal: proposals.Proposal = proposals._load(id)
    watch: uint256 = total_weight._watch()
    if proposal.special | (watch & total_weight.OWING) != 0:
        return self._hand_over(selectors.EXECUTION)
    assert proposals._is_plainly_executable(proposal), "governor: not executable"
    proposals._mark_executed(id)
    if proposal.decision_class == rules.CONSTITUTIONAL and not proposal.everyday:
        deal._count_decision(docket._version(docket._word))
    log proposals.ProposalExecuted(proposalId=id)
    if watch != 0:  # something is reserved
        consents._begin_to_look(id)
        for i: uint256 in range(len(targets), bound=actions.MAX_ACTIONS):
            raw_call(
                FACETS[selectors.EXECUTION],
                abi_encode(id, targets[i], values[i], calldatas[i], method_id=_LOOK_AT),
                is_delegate_call=True,
            )
    consents._begin(id)
    for i: uint256 in range(len(targets), bound=actions.MAX_ACTIONS):
        actions._run(targets[i], values[i], calldatas[i])
    consents._end()
    return id


@external
def castVoteBySig(proposalId: uint256, support: uint8, voter: address, signature: Bytes[voting.MAX_SIGNATURE]) -> uint256:
    """
    @notice Relays a ballot that `voter` signed: Ballot(proposalId, support, voter, nonce) with nonce 0, as `nonces` says.
    """
    weight: uint256 = voting._cast_plain(proposalId, voter, support)
    if weight == 0:
        return self._hand_over(selectors.BALLOTS)
    voting._check_ballot(proposalId, support, voter, signature)
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
    @notice Puts actions to the vote. The caller needs standing and the role of a proposer; what the constitutional, the
            everyday and the recovery class decide can be proposed without that role. Actions of several classes go
            together only if the strictest class's rule is at least as strict as the others', in every field.
    @param description Any text; ending in "#proposer=0x<address>" it can be proposed by that address only.
    @return The proposal id.
    """
    seat_word: uint256 = seats._words[msg.sender]
    docket_word: uint256 = docket._word
    count: uint256 = len(targets)
    assert count != 0 and count == len(values) and count == len(calldatas), "governor: actions do not match"
    strictest: uint256 = rules.CLASSES
    stands_out: bool = False
    touched: uint256 = 0  # bit i: an action of class i
    for i: uint256 in range(count, bound=actions.MAX_ACTIONS):
        decision_class: uint256 = actions._class_of_other(targets[i], calldatas[i], docket._is_mapped(docket_word))
        strictest = min(strictest, decision_class)
        touched |= 1 << decision_class
        if targets[i] == self:
            stands_out = stands_out or actions._is_expulsion(targets[i], calldatas[i])
            stands_out = stands_out or actions._is_about_mandate(targets[i], calldatas[i])
            stands_out = stands_out or (count != 1 and actions._is_winding_up(targets[i], calldatas[i]))
    timing: uint256 = docket._ordinary_timing(docket_word)
    ruling: uint256 = strictest
    if strictest != rules.ORDINARY:
        ruling, timing = rules._decided_by(strictest)
    is_plain: bool = rules._is_plain(timing) and seat_bits._is_plain(seat_word)
    if not is_plain or stands_out or touched != 1 << strictest:
        return self._hand_over(selectors.PROPOSALS)

    assert docket._is_good_enough(docket_word, seat_bits._accepted(seat_word)), "governor: no standing"
    may_propose: bool = types.Role.PROPOSER in seat_bits._role(seat_word)
    assert may_propose or rules._is_open_to_all(strictest), "governor: role may not propose"
    assert proposer_mark._may_propose(msg.sender, description), "governor: for another proposer"
    id: uint256 = convert(keccak256(abi_encode(targets, values, calldatas, keccak256(description))), uint256)
    docket._count_proposal(docket_word)
    snapshot: uint256 = 0
    deadline: uint256 = 0
    seat: uint256 = seat_bits._number(seat_word)
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
        open_proposals._open(id, seat, deadline, False)
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
        return self._hand_over(selectors.BALLOTS)
    log voting.VoteCast(voter=msg.sender, proposalId=proposalId, support=support, weight=weight, reason="")
    return weight


# --- views ---


@external
@view
@reentrant  # the escrow and capabilities ask it, in the middle of an execution, too
def standing(account: address) -> (bool, types.Role, uint256):
    """
    @notice Whether `account` may take part now, its role and its weight; nothing of who may not. For contracts that serve
            this partnership: it stays as it is.
    """
    seat_word: uint256 = seats._words[account]
    if not voting._has_standing(docket._word, account, seat_word):
        return False, empty(types.Role), 0
    return True, seats._present_role(account, seat_word), seat_bits._weight(seat_word)


# --- internals ---


@internal
def _hand_over(route: uint256) -> uint256:
    """
    @notice Runs the function of the same name in a facet.
    """
    return convert(raw_call(FACETS[route], msg.data, max_outsize=32, is_delegate_call=True), uint256)
