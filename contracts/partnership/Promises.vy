# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Promises
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership for what it has promised to somebody by name: reserved matters, on which the holder is
        asked, and floors of the treasury. The constitutional class makes such promises, and ends them by notice; founders make
        them in the config. And what everybody may read of promises and mandates.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.promises import floors
from contracts.modules.partnership.promises import limits
from contracts.modules.partnership.promises import mandates
from contracts.modules.partnership.promises import matter_windows
from contracts.modules.partnership.promises import matters
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import side_counts


initializes: partnership_storage
# This one has no storage.
initializes: matter_windows[actions := actions, matters := matters, rules := rules]
uses: docket
uses: floors
uses: limits
uses: mandates
uses: matters
uses: side_counts


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


# --- the partnership itself, by vote or in its founding config ---


@external
@reentrant  # only this contract can call it, and only from within execute or its founding
def reserve_matter(matter: types.Matter):
    """
    @notice Promises an account, or some steering seats, to be asked before something is done; see matters.vy.
    """
    assert msg.sender == self, "partnership: only by vote"
    matters._reserve(matter, self._max_notice_days())
    matter_windows._check(docket._is_mapped(docket._load()))


@external
@reentrant  # only this contract can call it, and only from within execute
def give_matter_notice(target: address, selector: bytes4, holder: address, argument: bytes32):
    """
    @notice Ends a reserved matter when its notice is over.
    @param holder Zero for steering seats.
    @param argument First argument that the matter is about; zeros for any.
    """
    assert msg.sender == self, "partnership: only by vote"
    matters._give_notice(target, selector, holder, argument)


@external
@reentrant  # only this contract can call it, and only from within execute or its founding
def set_floor(promise: types.Floor):
    """
    @notice Promises an account that so much of ether, or of a token, stays in the treasury; see floors.vy.
    """
    assert msg.sender == self, "partnership: only by vote"
    floors._set(promise, self._max_notice_days())


@external
@reentrant  # only this contract can call it, and only from within execute
def give_floor_notice(token: address, holder: address):
    """
    @notice Ends a floor when its notice is over.
    """
    assert msg.sender == self, "partnership: only by vote"
    floors._give_notice(token, holder)


# --- who holds it; anyone, once it is over ---


@external
def end_matter(target: address, selector: bytes4, holder: address, argument: bytes32):
    """
    @notice Takes a reserved matter off: its holder at any time, anyone once it has ended.
    """
    matters._end(target, selector, holder, argument, msg.sender)


@external
def end_floor(token: address, holder: address):
    """
    @notice Takes a floor off: its holder at any time, anyone once it has ended.
    """
    floors._end(token, holder, msg.sender)


# --- views ---


@external
@view
def reserved_matters() -> DynArray[types.Matter, matters.MAX_MATTERS]:
    """
    @notice All reserved matters, also those that have ended and were not taken off. Holders are the accounts of now; what a
            limit has left is in `limit`.
    """
    return matters._all()


@external
@view
def treasury_floors() -> DynArray[types.Floor, floors.MAX_FLOORS]:
    """
    @notice All floors, also those that have ended and were not taken off. Holders are the accounts of now.
    """
    return floors._all()


@external
@view
def limit(number: uint256) -> limits.Limit:
    """
    @notice A limit, and what is left of it now; nothing but zeros if there is none.
    """
    return limits._load(number)


@external
@view
def steering_answers(proposal_id: uint256) -> (uint256, uint256):
    """
    @notice How many steering seats have said yes to a proposal, and how many no, while something was reserved.
    """
    return side_counts._steering(proposal_id)


@external
@view
def mandate_count() -> uint256:
    """
    @notice How many mandates were ever given; they are numbered from 1.
    """
    return mandates._count


@external
@view
def mandate_of(number: uint256) -> mandates.Standing:
    """
    @notice A mandate, what is left of its limit, and whether it is over or paused. Its holder is the account of now.
    """
    return mandates._standing(number)


@external
@view
def is_allowed(number: uint256, argument: bytes32) -> bool:
    """
    @notice Whether a mandate names that first argument (of plain payments: that payee, as 32 bytes).
    """
    return mandates._arguments[number][argument]


# --- internals ---


@internal
@view
def _max_notice_days() -> uint256:
    """
    @notice The longest notice that is promised now; reverts once winding up has begun: then nothing more is.
    """
    stage: uint256 = docket._stage(docket._load())
    assert stage != docket.WINDING_UP, "membership: not in force"
    if stage == docket.FORMING:
        return matters.MAX_FOUNDING_NOTICE_DAYS
    return matters.MAX_NOTICE_DAYS
