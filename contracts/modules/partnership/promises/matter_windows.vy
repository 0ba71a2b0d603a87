# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Windows of reserved matters
@license GNU Affero General Public License v3.0 only
@notice What is reserved must not come to nothing by waiting for its holder: the class that decides on it waits as long as the
        holder may be silent, and a week more. Looked at whenever a matter, a rule or a mapping changes.
"""

from contracts.modules.partnership.promises import matters
from contracts.modules.partnership.voting import actions
from contracts.modules.partnership.voting import rules
from contracts.modules.shared import bits


uses: actions
uses: matters
uses: rules


_LEEWAY_DAYS: constant(uint256) = 7


@internal
@view
def _check(mapped: bool):
    """
    @notice Reverts if something that is reserved may come to nothing by waiting for its holder: the class that decides on
            it waits as long as the holder may be silent, and a week more.
    """
    for i: uint256 in range(matters._calls, bound=matters.MAX_MATTERS):
        reserved_word: uint256 = matters._reserved_words[i]
        target: address = convert(reserved_word & bits.MASK_160, address)
        selector: bytes4 = convert(convert((reserved_word >> 160) & bits.MASK_32, uint32), bytes4)
        longest: uint256 = self._longest_silence(target, selector)
        if longest == 0:
            continue
        needed: uint256 = (longest + _LEEWAY_DAYS) * matters.DAY
        if selector == matters.ANY_CALL or target == empty(address):
            for decision_class: uint256 in range(rules.CLASSES):
                assert (
                    not rules._has_rule(decision_class) or rules._reach(decision_class) >= needed
                ), "matters: window too short"
        else:
            decision_class: uint256 = actions._class_of_call(target, selector, mapped)
            assert rules._reach(decision_class) >= needed, "matters: window too short"


@internal
@view
def _longest_silence(target: address, selector: bytes4) -> uint256:
    longest: uint256 = 0
    for place: uint256 in range(matters.MAX_ON_CALL):
        matter_word: uint256 = matters._matter_words[target][selector][place]
        if matter_word == 0:
            break
        # Also where its link does not run yet.
        if not matters._is_past(matter_word):
            longest = max(longest, (matter_word >> matters.DAYS_SHIFT) & bits.MASK_7)
    return longest
