# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Checks of reserved matters
@license GNU Affero General Public License v3.0 only
@notice What an execution asks about each of its actions before any of them runs: whether it is reserved, and what its holder has
        said. What is done without a vote asks the same, and there is nobody to say yes (matters.vy).
"""

from contracts.modules.partnership.promises import holders
from contracts.modules.partnership.promises import limits
from contracts.modules.partnership.promises import matters
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import consents
from contracts.modules.partnership.voting import proposals
from contracts.modules.shared import bits


uses: holders
uses: limits
uses: matters
uses: proposals


_TRANSFER: constant(bytes4) = method_id("transfer(address,uint256)", output_type=bytes4)


@internal
def _check(id: uint256, target: address, amount: uint256, data: Bytes[actions.MAX_CALLDATA]):
    """
    @notice Reverts if an action of a proposal is reserved, and its holder has said no, or has time to. Uses up what the
            limits leave.
    @param id Of the proposal; 0 for what no vote decided: then whatever is reserved reverts.
    """
    if len(data) != 0:
        selector: bytes4 = empty(bytes4)
        argument: bytes32 = empty(bytes32)
        if len(data) >= 4:
            selector = convert(slice(data, 0, 4), bytes4)
            argument = self._first_argument(data)
        first: uint256 = matters._matter_words[target][selector][0]
        if first != 0:
            self._check_call(id, target, selector, argument, amount, data)
        if (first == 0 or first & matters.WIDE_TOO != 0) and selector != matters.ANY_CALL:
            self._check_call(id, target, matters.ANY_CALL, argument, amount, data)
    if amount != 0:
        payee: bytes32 = convert(convert(target, uint256), bytes32)
        self._check_call(id, empty(address), empty(bytes4), payee, amount, data)


@internal
def _check_call(
    id: uint256,
    target: address,
    selector: bytes4,
    argument: bytes32,
    amount: uint256,
    data: Bytes[actions.MAX_CALLDATA],
):
    for place: uint256 in range(matters.MAX_ON_CALL):
        matter_word: uint256 = matters._matter_words[target][selector][place]
        if matter_word == 0:
            break
        if self._binds(matter_word, target, selector, place, argument):
            limit: uint256 = (matter_word >> matters.LIMIT_SHIFT) & bits.MASK_14
            # Of all calls at a token only what a transfer takes is counted.
            counts: bool = limit != 0
            if selector == matters.ANY_CALL:
                counts = counts and len(data) >= 4 and convert(slice(data, 0, 4), bytes4) == _TRANSFER
            if not counts or not limits._take(limit, amount, data):
                self._require_consent(id, matter_word)
        if matter_word & matters.MORE == 0:
            break


@internal
@view
def _binds(matter_word: uint256, target: address, selector: bytes4, place: uint256, argument: bytes32) -> bool:
    if matters._is_over(matter_word, target, selector, place):
        return False
    if matter_word & matters.HAS_ARGUMENT == 0:
        return True
    wanted: bytes32 = matters._arguments[target][selector][place]
    # What is called may look at the lower bits of an address alone.
    given: uint256 = convert(argument, uint256)
    return argument == wanted or given & bits.MASK_160 == convert(wanted, uint256)


@internal
@view
def _require_consent(id: uint256, matter_word: uint256):
    assert id != 0, "matters: reserved"
    answer: uint256 = consents.NOTHING
    if proposals._is_heard(id):
        answer = holders._answer(id, matter_word & holders.MASK)
    if answer != consents.AGREES:
        assert answer == consents.NOTHING, "matters: its holder refuses"
        assert block.timestamp > self._silent_until(id, matter_word), "matters: its holder has time"


@internal
@view
def _silent_until(id: uint256, matter_word: uint256) -> uint256:
    """
    @notice Unix seconds; last moment of the time that the holder has to answer on a proposal.
    """
    days: uint256 = (matter_word >> matters.DAYS_SHIFT) & bits.MASK_7
    return max(proposals._made_at(id), (matter_word >> matters.SINCE_SHIFT) & bits.MASK_34) + days * matters.DAY


@internal
@pure
def _first_argument(data: Bytes[actions.MAX_CALLDATA]) -> bytes32:
    if len(data) >= 36:
        return extract32(data, 4)
    # What is missing reads as zeros.
    padded: Bytes[actions.MAX_CALLDATA + 32] = concat(data, empty(bytes32))
    return extract32(padded, 4)
