# pragma version 0.4.3
"""
@title What the mock tokens have in common
@license GNU Affero General Public License v3.0 only
@notice An ERC-20 that anybody may mint. For tests only.
"""

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    value: uint256


event Approval:
    owner: indexed(address)
    spender: indexed(address)
    value: uint256


decimals: public(uint8)
totalSupply: public(uint256)
balanceOf: public(HashMap[address, uint256])                       # owner => balance
allowance: public(HashMap[address, HashMap[address, uint256]])     # owner => spender => allowance


@deploy
def __init__(decimals: uint8):
    self.decimals = decimals


@external
def approve(spender: address, amount: uint256) -> bool:
    self.allowance[msg.sender][spender] = amount
    log Approval(owner=msg.sender, spender=spender, value=amount)
    return True


@external
def mint(to: address, amount: uint256):
    self._mint(to, amount)


@external
def transfer(to: address, amount: uint256) -> bool:
    self._move(msg.sender, to, amount)
    return True


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    self._spend(sender, amount)
    self._move(sender, to, amount)
    return True


@internal
def _mint(to: address, amount: uint256):
    self.totalSupply += amount
    self.balanceOf[to] += amount
    log Transfer(sender=empty(address), receiver=to, value=amount)


@internal
def _burn(owner: address, amount: uint256):
    self.totalSupply -= amount
    self.balanceOf[owner] -= amount
    log Transfer(sender=owner, receiver=empty(address), value=amount)


@internal
def _spend(owner: address, amount: uint256):
    assert self.allowance[owner][msg.sender] >= amount, "token: allowance too small"
    self.allowance[owner][msg.sender] -= amount


@internal
def _move(sender: address, to: address, amount: uint256):
    assert self.balanceOf[sender] >= amount, "token: balance too small"
    self.balanceOf[sender] -= amount
    self.balanceOf[to] += amount
    log Transfer(sender=sender, receiver=to, value=amount)
