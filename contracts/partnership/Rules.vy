# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Rules
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership that holds how it decides: voting rules, which class decides on what, who outside
        may object; what it signs, and where it describes itself. Only the partnership itself can change that, by a proposal it passed.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import types
from contracts.modules.partnership import dao_uri
from contracts.modules.partnership import docket
from contracts.modules.partnership import messages
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.promises import matters
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import objections
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight


initializes: partnership_storage
uses: dao_uri
uses: deal
uses: docket
uses: matters
uses: messages
uses: objections
uses: rules
uses: total_weight

exports: (
    # ERC-1271
    messages.isValidSignature,
    # ERC-4824
    dao_uri.daoURI,
)


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


# --- the partnership itself, by vote ---


@external
@reentrant  # only this contract can call it, and only from within execute
def set_rule(decision_class: uint256, rule: types.Rule):
    """
    @notice Puts a voting rule in force for proposals made from now on; open ones keep theirs.
    """
    assert msg.sender == self, "partnership: only by vote"
    docket._load_in_force()
    rules._set_rule(decision_class, rule)
    if decision_class == rules.ORDINARY:
        docket._set_ordinary_timing(rules._timing(rules.ORDINARY))
    rules._check_recovery()
    if decision_class == rules.CONSTITUTIONAL:
        docket_word: uint256 = docket._load()
        version: uint256 = docket._version(docket_word)
        has_exit: bool = deal._has_exit(deal._load(version))
        if docket._is_window_open(docket_word):
            has_exit = has_exit or deal._has_exit(deal._load(version - 1))
        if has_exit:
            rules._check_time_to_leave()
    self._check_windows()


@external
@reentrant  # only this contract can call it, and only from within execute
def map_action(target: address, selector: bytes4, decision_class: uint256):
    """
    @notice Says which class decides on calls of `selector` at `target`; plain payments have selector 0. What changes the
            deal of all, or how it is decided, stays constitutional.
    """
    assert msg.sender == self, "partnership: only by vote"
    assert docket._stage(docket._load()) != docket.WINDING_UP, "membership: not in force"
    assert decision_class == rules.CONSTITUTIONAL or not actions._is_constitutional(
        target, selector
    ), "rules: only constitutional"
    docket._set_mapped()
    rules._map_action(target, selector, decision_class)
    self._check_windows()


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
def set_dao_uri(uri: String[256]):
    """
    @notice Says where the public description is (ERC-4824).
    """
    assert msg.sender == self, "partnership: only by vote"
    dao_uri._set(uri)


@external
@reentrant  # only this contract can call it, and only from within execute
def approve_message(digest: bytes32, until: uint256):
    """
    @notice Signs `digest` in the partnership's name (ERC-1271).
    @param until Unix seconds; last moment the signature is good. 0 withdraws it.
    """
    assert msg.sender == self, "partnership: only by vote"
    messages._approve(digest, until)


# --- internals ---


@internal
@view
def _check_windows():
    """
    @notice What is reserved must not come to nothing by waiting for its holder.
    """
    if total_weight._is_reserving():
        matters._check_windows(docket._is_mapped(docket._load()))
