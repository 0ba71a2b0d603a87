# pragma version 0.4.3
"""
@title StubFacet
@license GNU Affero General Public License v3.0 only
@notice Stands in for a facet: whatever is called, it says which facet it is, as often as the first argument asks.
"""


MAX_WORDS: constant(uint256) = 2_048

NUMBER: immutable(uint256)


@deploy
def __init__(number: uint256):
    NUMBER = number


@external
@payable
@raw_return
def __default__() -> Bytes[64 + 32 * MAX_WORDS]:
    words: DynArray[uint256, MAX_WORDS] = []
    count: uint256 = convert(slice(msg.data, 4, 32), uint256)
    for i: uint256 in range(count, bound=MAX_WORDS):
        words.append((NUMBER << 128) + i)
    return slice(abi_encode(words), 64, 32 * count)
