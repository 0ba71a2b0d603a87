# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Rules
@license GNU Affero General Public License v3.0 only
@notice The facet of a Partnership that holds how it decides: voting rules, which class decides on what, who outside
        may object; what it signs, and where it describes itself. Only the partnership itself can change that, by a proposal it
        passed; and at its founding by the calls of its config.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nobody can stop or replace this code. docs/plan-b.md says how partners leave with what is theirs.
"""

from contracts.interfaces import types
from contracts.modules.partnership import dao_uri
from contracts.modules.partnership import docket
from contracts.modules.partnership import messages
from contracts.modules.partnership import partnership_storage
from contracts.modules.partnership.membership import deal
from contracts.modules.partnership.promises import matter_windows
from contracts.modules.partnership.promises import matters
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import objections
from contracts.modules.partnership.voting import rules
from contracts.modules.partnership.voting import total_weight
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


initializes: partnership_storage
# This one has no storage.
initializes: matter_windows[actions := actions, matters := matters, rules := rules]
uses: dao_uri
uses: deal
uses: docket
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


MAX_CALLS: constant(uint256) = 16
MAX_CALLS_BYTES: constant(uint256) = 4_096

_TO_ESCROW: constant(uint256) = 1 << 16
_ABOUT_ACCOUNT: constant(uint256) = 2 << 16
_ABOUT_ESCROW: constant(uint256) = 4 << 16

# What founders may set with the config, beside its own fields.
_FOUNDING: constant(bytes4[6]) = [
    method_id(
        "reserve_matter((address,bytes4,bool,bytes32,address,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256))",
        output_type=bytes4,
    ),
    method_id("set_floor((address,uint256,address,uint256,uint256))", output_type=bytes4),
    method_id(
        "give_mandate((address,bytes4,address,uint256,bool,uint256,uint256,uint256,uint256,uint256),bytes32[])",
        output_type=bytes4,
    ),
    method_id("set_end_conditions(address,uint256,bytes32)", output_type=bytes4),
    method_id("map_action(address,bytes4,uint256)", output_type=bytes4),
    method_id("set_objector(address,uint256)", output_type=bytes4),
]
_FOUNDING_IN_ESCROW: constant(bytes4[1]) = [
    method_id("offer_link((address,uint256,bool,uint256,uint256,uint256,address,uint256))", output_type=bytes4),
]


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


# --- the partnership itself, once, in its founding ---


@external
@reentrant  # in the middle of `initialize`, which holds the lock
def run_founding_calls(packed: Bytes[MAX_CALLS_BYTES]):
    """
    @notice Makes the calls of the founding config to this account and its escrow: what a vote may promise, give and map later
            on. Reverts with the reason of the first that fails.
    @param packed At most 16, one after the other: {how: 1 byte, size: 2 bytes} and the calldata. How: 1 if it is a call to the
           escrow; and 2, or 4, if its first argument is this account, or its escrow, which no config can name.
    """
    assert msg.sender == self and docket._stage(docket._load()) == docket.FORMING, "formation: only at the founding"
    escrow: address = siblings._escrow_of(self)
    offset: uint256 = 0
    for i: uint256 in range(MAX_CALLS):
        if offset == len(packed):
            return
        assert offset + 39 <= len(packed), "formation: calls are cut off"  # with one argument at the least
        head: uint256 = extract32(packed, offset, output_type=uint256) >> 232
        size: uint256 = head & bits.MASK_16
        offset += 3
        assert size >= 36 and offset + size <= len(packed), "formation: calls are cut off"
        selector: bytes4 = convert(slice(packed, offset, 4), bytes4)
        argument: bytes32 = extract32(packed, offset + 4)
        if head & _ABOUT_ACCOUNT != 0:
            argument = convert(convert(self, uint256), bytes32)
        elif head & _ABOUT_ESCROW != 0:
            argument = convert(convert(escrow, uint256), bytes32)
        target: address = self
        is_allowed: bool = selector in _FOUNDING
        if head & _TO_ESCROW != 0:
            target = escrow
            is_allowed = selector in _FOUNDING_IN_ESCROW
        assert is_allowed, "formation: no such call"
        raw_call(target, concat(selector, argument, slice(packed, offset + 36, size - 36)))
        offset += size
    assert offset == len(packed), "formation: too many calls"


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
        matter_windows._check(docket._is_mapped(docket._load()))
