# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Actions
@license GNU Affero General Public License v3.0 only
@notice What a proposal does: calls with value, all or none, at most 16 of them with 1,024 bytes of calldata each.
"""

from contracts.modules.partnership.voting import rules
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: rules


MAX_ACTIONS: constant(uint256) = 16
MAX_CALLDATA: constant(uint256) = 1_024
MAX_REASON: constant(uint256) = 1_024

# What a partnership tells its escrow of partners. No vote may: units are pushed when they change, what goes with who
# leaves when it leaves, what is liquidated when the partnership winds up, what a founder takes back, and nothing else.
_PUSHED: constant(bytes4[6]) = [
    method_id("set_units(address,uint256)", output_type=bytes4),
    method_id("move_units(address,address)", output_type=bytes4),
    method_id("enter_force()", output_type=bytes4),
    method_id("withdraw_contributions(address,address[])", output_type=bytes4),
    method_id("credit(address,address,uint256)", output_type=bytes4),
    method_id("liquidate(address,uint256)", output_type=bytes4),
]

# What changes the deal of all, or how it is decided: the constitutional class decides on it, whatever is mapped.
_CONSTITUTIONAL: constant(bytes4[11]) = [
    method_id(
        "amend_terms(bytes32,string,uint256,(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256),(address,uint256,uint256)[])",
        output_type=bytes4,
    ),
    method_id(
        "set_rule(uint256,(uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,bool,bool,uint256,uint256,uint256,address))",
        output_type=bytes4,
    ),
    method_id("map_action(address,bytes4,uint256)", output_type=bytes4),
    method_id("name_class(uint256,bytes32)", output_type=bytes4),
    method_id("set_objector(address,uint256)", output_type=bytes4),
    method_id("wind_up((address,uint256)[],uint256)", output_type=bytes4),
    method_id("set_end_conditions(address,uint256,bytes32)", output_type=bytes4),
    method_id(
        "reserve_matter((address,bytes4,bool,bytes32,address,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256,uint256))",
        output_type=bytes4,
    ),
    method_id("give_matter_notice(address,bytes4,address,bytes32)", output_type=bytes4),
    method_id("set_floor((address,uint256,address,uint256,uint256))", output_type=bytes4),
    method_id("give_floor_notice(address,address)", output_type=bytes4),
]
_CONSTITUTIONAL_IN_ESCROW: constant(bytes4[8]) = [
    method_id("set_sponsor(address,uint256)", output_type=bytes4),
    method_id("set_reserve(uint256)", output_type=bytes4),
    method_id("set_recoupment(uint256)", output_type=bytes4),
    method_id("offer_link((address,uint256,bool,uint256,uint256,uint256,address,uint256))", output_type=bytes4),
    method_id("withdraw_offer(bytes32)", output_type=bytes4),
    method_id("give_link_notice(uint256)", output_type=bytes4),
    method_id("buy_out_link(uint256,uint256)", output_type=bytes4),
    method_id("count_income(address)", output_type=bytes4),
]

_OF_MANDATES: constant(bytes4[2]) = [
    method_id(
        "give_mandate((address,bytes4,address,uint256,bool,uint256,uint256,uint256,uint256,uint256),bytes32[])",
        output_type=bytes4,
    ),
    method_id("revoke_mandate(address,bytes4,uint256)", output_type=bytes4),
]

_RECOVER_SEAT: constant(bytes4) = method_id("recover_seat(address,address)", output_type=bytes4)
_EXPEL: constant(bytes4) = method_id("expel(address)", output_type=bytes4)
_WIND_UP: constant(bytes4) = method_id("wind_up((address,uint256)[],uint256)", output_type=bytes4)


@internal
@view
def _class_of(target: address, data: Bytes[MAX_CALLDATA], mapped: bool) -> uint256:
    """
    @notice The class that an action belongs to. `mapped` says whether any action was given a class of its own.
    """
    if self._is_about_mandate(target, data) and len(data) >= 68:
        # A mandate is given, and taken back, by the class that decides on what it lets somebody do.
        for_target: address = convert(extract32(data, 4, output_type=uint256) & bits.MASK_160, address)
        if for_target in [self, siblings._escrow_of(self)]:
            return rules.CONSTITUTIONAL
        return self._class_of_call(for_target, convert(slice(data, 36, 4), bytes4), mapped)
    return self._class_of_other(target, data, mapped)


@internal
@view
def _is_about_mandate(target: address, data: Bytes[MAX_CALLDATA]) -> bool:
    return target == self and len(data) >= 4 and convert(slice(data, 0, 4), bytes4) in _OF_MANDATES


@internal
@view
def _class_of_other(target: address, data: Bytes[MAX_CALLDATA], mapped: bool) -> uint256:
    """
    @notice The same for an action that is about no mandate.
    """
    selector: bytes4 = empty(bytes4)
    if len(data) >= 4:
        selector = convert(slice(data, 0, 4), bytes4)
    return self._class_of_call(target, selector, mapped)


@internal
@view
def _class_of_call(target: address, selector: bytes4, mapped: bool) -> uint256:
    """
    @notice The class that decides on calls of `selector` at `target`.
    """
    is_own: bool = target == self
    if not is_own and target == siblings._escrow_of(self):
        assert selector not in _PUSHED, "governor: not by vote"
        if selector in _CONSTITUTIONAL_IN_ESCROW:
            return rules.CONSTITUTIONAL
        is_own = True
    elif is_own and selector in _CONSTITUTIONAL:
        return rules.CONSTITUTIONAL
    if mapped:
        decision_class: uint256 = rules._mapped_class(target, selector)
        if decision_class != rules.CLASSES:
            return decision_class
    if not is_own:
        return rules.ORDINARY
    # Not with the others: a partner that lost its key may be one whose ballot that class needs.
    if target == self and selector == _RECOVER_SEAT and rules._has_rule(rules.RECOVERY):
        return rules.RECOVERY
    return rules.EVERYDAY


@internal
@view
def _is_constitutional(target: address, selector: bytes4) -> bool:
    """
    @notice Whether no other class can ever decide on an action.
    """
    if target == self:
        return selector in _CONSTITUTIONAL
    return target == siblings._escrow_of(self) and selector in _CONSTITUTIONAL_IN_ESCROW


@internal
@view
def _is_winding_up(target: address, data: Bytes[MAX_CALLDATA]) -> bool:
    return target == self and len(data) >= 4 and convert(slice(data, 0, 4), bytes4) == _WIND_UP


@internal
@view
def _is_expulsion(target: address, data: Bytes[MAX_CALLDATA]) -> bool:
    return target == self and len(data) >= 4 and convert(slice(data, 0, 4), bytes4) == _EXPEL


@internal
@pure
def _no_signatures(count: uint256) -> DynArray[String[1], MAX_ACTIONS]:
    """
    @notice What OpenZeppelin's ProposalCreated has for every action.
    """
    signatures: DynArray[String[1], MAX_ACTIONS] = []
    for i: uint256 in range(count, bound=MAX_ACTIONS):
        signatures.append("")
    return signatures


@internal
@view
def _refuse_push(target: address, selector: bytes4):
    """
    @notice Refuses an action by which a vote would do in the escrow what only becoming a partner, a change of shares,
            a seat that moves or leaving does: no vote may touch what was earned.
    """
    if selector in _PUSHED:
        assert target != siblings._escrow_of(self), "governor: not by vote"


@internal
def _run(target: address, amount: uint256, data: Bytes[MAX_CALLDATA]):
    """
    @notice Makes one call. If it fails, its own reason is passed on and nothing of the proposal has happened.
    """
    if len(data) != 0:
        assert target.is_contract, "governor: no code at target"
        if len(data) >= 4:
            self._refuse_push(target, convert(slice(data, 0, 4), bytes4))
    success: bool = False
    answer: Bytes[MAX_REASON] = b""
    success, answer = raw_call(target, data, value=amount, max_outsize=MAX_REASON, revert_on_failure=False)
    if not success:
        assert len(answer) != 0, "governor: action failed"
        raw_revert(answer)
