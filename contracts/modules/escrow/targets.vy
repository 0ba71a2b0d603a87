# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Targets
@license GNU Affero General Public License v3.0 only
@notice How much income has come in of a token, from the moment on that a vote had it be counted. Whether there is any such
        token stands in the ledger (see units.vy); per token there is one slot:

        count_word
            bits    0-254  grains: of all income that was split since (see income.vy)
            bit   255      begun
"""

from contracts.modules.shared import bits


event IncomeCounted:
    token: indexed(address)   # contract of the ERC-20, zero for ether; of which income is counted from now on


_BEGUN: constant(uint256) = 2**255

_count_words: HashMap[address, uint256]  # token => count


@internal
def _begin(token: address):
    assert self._count_words[token] == 0, "escrow: counted already"
    self._count_words[token] = _BEGUN
    log IncomeCounted(token=token)


@internal
def _add(token: address, grains: uint256):
    """
    @notice Counts what is being split, if that token is counted. It cannot overflow: one split has less than 2**92.
    """
    count_word: uint256 = self._count_words[token]
    if count_word & _BEGUN != 0:
        self._count_words[token] = count_word + grains


@internal
@view
def _grains(token: address) -> uint256:
    return self._count_words[token] & bits.MASK_255
