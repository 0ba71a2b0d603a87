# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Proposer mark
@license GNU Affero General Public License v3.0 only
@notice The end of a description by which only one account may propose it, as OpenZeppelin's Governor has it since 4.9.
"""

from contracts.modules.partnership.voting import proposals


_NOBODY: constant(uint256) = max_value(uint256)   # no address is that large


@internal
@pure
def _may_propose(proposer: address, description: String[proposals.MAX_DESCRIPTION]) -> bool:
    """
    @notice Whether `description` lets `proposer` propose it: one that ends in "#proposer=0x" and an address is for
            that address only, so nobody can put it first and then cancel it (OpenZeppelin's rule).
    """
    named: uint256 = self._named_proposer(description)
    return named == _NOBODY or named == convert(proposer, uint256)


@internal
@pure
def _named_proposer(description: String[proposals.MAX_DESCRIPTION]) -> uint256:
    """
    @notice The address that alone may propose `description`, as a number; `_NOBODY` if anybody may.
    """
    size: uint256 = len(description)
    if size < 52:
        return _NOBODY
    if slice(description, size - 52, 12) != "#proposer=0x":
        return _NOBODY
    named: uint256 = 0
    digits: Bytes[40] = convert(slice(description, size - 40, 40), Bytes[40])
    for i: uint256 in range(40):
        digit: uint256 = convert(slice(digits, i, 1), uint256)
        if digit >= 48 and digit <= 57:      # 0-9
            digit -= 48
        elif digit >= 65 and digit <= 70:    # A-F
            digit -= 55
        elif digit >= 97 and digit <= 102:   # a-f
            digit -= 87
        else:
            return _NOBODY                   # not an address: an ordinary text
        named = (named << 4) | digit
    return named

