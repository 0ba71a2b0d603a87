# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title A wallet that answers oddly
@license GNU Affero General Public License v3.0 only
@notice For tests: whatever it is asked (ERC-1271's isValidSignature too), it does what it was built to do.
"""

_MAGIC: constant(Bytes[32]) = x"1626ba7e00000000000000000000000000000000000000000000000000000000"

# What it does.
_REVERT: constant(uint256) = 0         # reverts with a reason
_BURN: constant(uint256) = 1           # uses up all gas
_WRONG: constant(uint256) = 2          # answers another word
_SHORT: constant(uint256) = 3          # answers the four bytes alone
_LONG: constant(uint256) = 4           # answers the right word and 10,000 bytes more
_LONG_WRONG: constant(uint256) = 5     # answers 10,000 bytes of nothing
_WRITE: constant(uint256) = 6          # writes to its storage, then answers rightly
_NOTHING: constant(uint256) = 7        # answers nothing
_DIRTY: constant(uint256) = 8          # answers the right four bytes with others behind them
_BOMB: constant(uint256) = 9           # reverts with 10,000 bytes
_RIGHT: constant(uint256) = 10         # answers rightly

_does: uint256
_asked: uint256


@deploy
def __init__(does: uint256):
    self._does = does


@external
@payable
@raw_return
@reentrant  # asked at any time
def __default__() -> Bytes[10_032]:
    does: uint256 = self._does
    if does == _REVERT:
        raise "wallet: no"
    elif does == _BURN:
        raise UNREACHABLE
    elif does == _WRONG:
        return x"ffffffff00000000000000000000000000000000000000000000000000000000"
    elif does == _SHORT:
        return x"1626ba7e"
    elif does == _LONG:
        return concat(_MAGIC, self._zeros())
    elif does == _LONG_WRONG:
        return self._zeros()
    elif does == _WRITE:
        self._asked += 1
    elif does == _NOTHING:
        return b""
    elif does == _DIRTY:
        return x"1626ba7e00000000000000000000000000000000000000000000000000000001"
    elif does == _BOMB:
        raw_revert(self._zeros())
    return _MAGIC


@internal
@pure
def _zeros() -> Bytes[10_000]:
    return slice(abi_encode(empty(uint256[313])), 0, 10_000)
