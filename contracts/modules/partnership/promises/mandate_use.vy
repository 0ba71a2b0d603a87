# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Mandate use
@license GNU Affero General Public License v3.0 only
@notice What is done under a mandate (mandates.vy): by whom, for whom, and how far.
"""

from contracts.interfaces import types
from contracts.modules.partnership import docket
from contracts.modules.partnership.membership import seat_bits
from contracts.modules.partnership.membership import seats
from contracts.modules.partnership.promises import holders
from contracts.modules.partnership.promises import limits
from contracts.modules.partnership.promises import mandates
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import total_weight
from contracts.modules.partnership.voting import voting
from contracts.modules.shared import bits
from contracts.modules.shared import siblings


uses: actions
uses: docket
uses: holders
uses: limits
uses: mandates
uses: seats
uses: total_weight
uses: voting


# The facet of this account that executes.
interface Facets:
    def run_watched(target: address, amount: uint256, data: Bytes[actions.MAX_CALLDATA]): nonpayable


event MandateUsed:
    number: indexed(uint256)   # number; of the mandate, from 1
    holder: indexed(address)   # account that acted
    target: indexed(address)   # address that was called or paid
    amount: uint256   # wei; sent along
    data: Bytes[actions.MAX_CALLDATA]   # calldata


# Of these it is the second argument that says whom they are about.
_ABOUT_SECOND: constant(bytes4[2]) = [
    method_id("freeze(address,address,uint256,uint256)", output_type=bytes4),
    method_id("unfreeze(address,address)", output_type=bytes4),
]


@internal
def _act(number: uint256, caller: address, target: address, amount: uint256, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Does what a mandate allows, for `caller`.
    """
    docket_word: uint256 = docket._load_in_force()
    mandate_word: uint256 = mandates._load(number)
    assert block.timestamp > (mandate_word >> mandates.PAUSED_SHIFT) & bits.MASK_34, "mandates: paused"
    self._require_holder(mandate_word, docket_word, caller)
    what_word: uint256 = mandates._what_words[number]
    wanted: address = convert(what_word & bits.MASK_160, address)
    limit: uint256 = (mandate_word >> mandates.LIMIT_SHIFT) & bits.MASK_14
    argument: bytes32 = convert(convert(target, uint256), bytes32)
    if wanted == empty(address):
        assert len(data) == 0 and target != empty(address), "mandates: plain payments only"
    else:
        assert len(data) >= 4 and target == wanted, "mandates: for another call"
        selector: bytes4 = convert(slice(data, 0, 4), bytes4)
        assert convert(selector, uint256) == (what_word >> 160) & bits.MASK_32, "mandates: for another call"
        assert amount == 0 or limits._counted(limit) == limits.VALUE, "mandates: no ether goes along"
        if len(data) >= 68 and selector in _ABOUT_SECOND and target == siblings._escrow_of(self):
            argument = extract32(data, 36)
        elif len(data) >= 36:
            argument = extract32(data, 4)
        else:
            argument = empty(bytes32)
    assert mandate_word & mandates.ANY_ARGUMENT != 0 or mandates._arguments[number][argument], "mandates: not for that argument"
    self._refuse_holder(convert(convert(argument, uint256) & bits.MASK_160, address), mandate_word, caller)
    mapped: bool = docket._is_mapped(docket_word)
    assert (
        actions._class_of_other(target, data, mapped) >= (mandate_word >> mandates.CLASS_SHIFT) & 15
    ), "mandates: a stricter class decides"
    if wanted == self:
        self._check_admission(data)
    assert limits._take(limit, amount, data), "mandates: above its limit"
    if total_weight._is_watched():
        extcall Facets(self).run_watched(target, amount, data)
    else:
        actions._run(target, amount, data)
    log MandateUsed(number=number, holder=caller, target=target, amount=amount, data=data)


@internal
@view
def _require_holder(mandate_word: uint256, docket_word: uint256, caller: address):
    """
    @notice Reverts unless the mandate is the caller's. Who is, or was, on the roster needs standing.
    """
    seat_word: uint256 = seats._words[caller]
    stands: bool = seat_word == 0 or voting._has_standing(docket_word, caller, seat_word)
    role: uint256 = mandates._role_in(mandate_word)
    if role == 0:
        assert stands and caller == holders._account(mandate_word & holders.MASK), "mandates: not its holder"
    else:
        assert stands and seat_word != 0, "mandates: not its holder"
        assert convert(seats._present_role(caller, seat_word), uint256) & role != 0, "mandates: not its holder"


@internal
@view
def _refuse_holder(payee: address, mandate_word: uint256, caller: address):
    """
    @notice Nobody pays itself: not the caller, nor who has had or has its seat, nor whom the mandate names.
    """
    assert payee not in [caller, siblings._escrow_of(caller)], "mandates: not to its holder"
    named: uint256 = mandate_word & holders.MASK
    if mandates._role_in(mandate_word) == 0:
        assert not holders._is(named, payee), "mandates: not to its holder"
        assert payee != siblings._escrow_of(holders._account(named)), "mandates: not to its holder"
    payee_seat_word: uint256 = seats._words[payee]
    if payee_seat_word != 0 and seats._words[caller] != 0:
        assert (
            seat_bits._number(payee_seat_word) != seat_bits._number(seats._words[caller])
        ), "mandates: not to its holder"


@internal
@view
def _check_admission(data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Who is admitted by a mandate has no weight, which a vote may give it later, and no duties.
    """
    assert len(data) >= 164, "mandates: for another call"
    assert extract32(data, 36) == empty(bytes32), "mandates: admits with weight"
    role: uint256 = extract32(data, 100, output_type=uint256)
    assert role <= convert(types.Role.PROPOSER, uint256), "mandates: admits with duties"
