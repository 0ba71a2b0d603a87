# pragma version 0.4.3
"""
@title Mock: a token whose balances take much gas to read
@license GNU Affero General Public License v3.0 only
@notice As those of vaults, of tokens that rebase and of proxies do. For tests only.
"""


ROUNDS: immutable(uint256)

_balances: HashMap[address, uint256]


@deploy
def __init__(rounds: uint256):
    """
    @param rounds How often a hash is taken before it answers; about 85 gas each.
    """
    ROUNDS = rounds


@external
@view
def balanceOf(owner: address) -> uint256:
    digest: bytes32 = empty(bytes32)
    for i: uint256 in range(ROUNDS, bound=10_000):
        digest = keccak256(digest)
    return self._balances[owner]


@external
def mint(to: address, amount: uint256):
    self._balances[to] += amount


@external
def transfer(to: address, amount: uint256) -> bool:
    self._balances[msg.sender] -= amount
    self._balances[to] += amount
    return True
