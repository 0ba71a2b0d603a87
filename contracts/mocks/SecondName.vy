# pragma version 0.4.3
"""
@title SecondName
@license GNU Affero General Public License v3.0 only
@notice A token with two addresses: the first one keeps the balances, and each of the others speaks for it, in units that
        may be coarser or finer. For tests only.
"""

interface First:
    def held(owner: address) -> uint256: view
    def supply() -> uint256: view
    def move(sender: address, to: address, amount: uint256): nonpayable


decimals: public(uint8)
held: public(HashMap[address, uint256])   # owner => balance, in the first one's units
supply: public(uint256)

FIRST: immutable(address)
FIRST_DECIMALS: immutable(uint256)
OWN_DECIMALS: immutable(uint256)


@deploy
def __init__(first: address, decimals: uint8, first_decimals: uint8):
    FIRST = first
    OWN_DECIMALS = convert(decimals, uint256)
    FIRST_DECIMALS = convert(first_decimals, uint256)
    self.decimals = decimals


@internal
@view
def _own(amount: uint256) -> uint256:
    if FIRST_DECIMALS > OWN_DECIMALS:
        return amount // pow_mod256(10, FIRST_DECIMALS - OWN_DECIMALS)
    return amount * pow_mod256(10, OWN_DECIMALS - FIRST_DECIMALS)


@internal
@view
def _firsts(amount: uint256) -> uint256:
    if FIRST_DECIMALS > OWN_DECIMALS:
        return amount * pow_mod256(10, FIRST_DECIMALS - OWN_DECIMALS)
    return amount // pow_mod256(10, OWN_DECIMALS - FIRST_DECIMALS)


@external
def mint(to: address, amount: uint256):
    self.held[to] += amount
    self.supply += amount


@external
def move(sender: address, to: address, amount: uint256):
    self.held[sender] -= amount
    self.held[to] += amount


@external
@view
def balanceOf(owner: address) -> uint256:
    if FIRST == empty(address):
        return self.held[owner]
    return self._own(staticcall First(FIRST).held(owner))


@external
@view
def totalSupply() -> uint256:
    if FIRST == empty(address):
        return self.supply
    return self._own(staticcall First(FIRST).supply())


@external
def transfer(to: address, amount: uint256) -> bool:
    if FIRST == empty(address):
        self.held[msg.sender] -= amount
        self.held[to] += amount
    else:
        extcall First(FIRST).move(msg.sender, to, self._firsts(amount))
    return True


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    if FIRST == empty(address):
        self.held[sender] -= amount
        self.held[to] += amount
    else:
        extcall First(FIRST).move(sender, to, self._firsts(amount))
    return True
