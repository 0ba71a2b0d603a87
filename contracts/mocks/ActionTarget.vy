# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Something a partnership can act on
@license GNU Affero General Public License v3.0 only
@notice For tests: counts what it is asked to count, and fails in every way a call can fail.
"""

_numbers: HashMap[uint256, uint256]

count: public(uint256)


@external
@payable
def bump(by: uint256):
    self.count += by


@external
def fail(reason: String[512]):
    raise reason


@external
def fail_silently():
    raise


@external
def fail_at_length():
    """
    @notice Reverts with more bytes than anybody keeps.
    """
    raw_revert(abi_encode(empty(uint256[100])))


@external
def work(writes: uint256):
    """
    @notice Uses about 22,000 gas for each of the writes.
    """
    for i: uint256 in range(writes, bound=1_000):
        self._numbers[self.count + i] = 1
    self.count += writes
