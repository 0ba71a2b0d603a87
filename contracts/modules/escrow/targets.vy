# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Targets
@license GNU Affero General Public License v3.0 only
@notice How much income has come in of a token, from the moment on that a vote had it be counted. Whether there is any such
        token stands in the ledger (see units.vy).
"""


event IncomeCounted:
    token: indexed(address)   # contract of the ERC-20, zero for ether; of which income is counted from now on


_counts: HashMap[address, uint256]  # token => grains of all income that was split since, and one more; 0 if it is not counted


@internal
def _begin(token: address):
    if self._counts[token] != 0:
        return
    self._counts[token] = 1
    log IncomeCounted(token=token)


@internal
def _add(token: address, grains: uint256):
    """
    @notice Counts what is being split, if that token is counted.
    """
    count: uint256 = self._counts[token]
    if count != 0:
        # One split has less than 2**92 grains, so it would take more of them than there can ever be to overflow.
        self._counts[token] = unsafe_add(count, grains)


@internal
@view
def _grains(token: address) -> uint256:
    return max(self._counts[token], 1) - 1
