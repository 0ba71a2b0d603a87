# pragma version 0.4.3
"""
@title Mock: a token that can be told to misbehave
@license GNU Affero General Public License v3.0 only
@notice A plain token until `set_mood`: then its transfers return false, revert, claim success and move nothing, or
        `balanceOf` reverts, answers too little, answers far too much, or burns all gas. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.decimals, erc20.mint, erc20.totalSupply)


flag Mood:
    RETURNS_FALSE
    TRANSFER_REVERTS
    MOVES_NOTHING
    BALANCE_REVERTS
    BALANCE_SHORT
    BALANCE_BLOB
    BALANCE_BURNS_GAS
    BALANCE_IS_MAX


mood: public(Mood)


@deploy
def __init__():
    erc20.__init__(18)


@external
def set_mood(mood: Mood):
    self.mood = mood


@external
@view
@raw_return
def balanceOf(owner: address) -> Bytes[4096]:
    mood: Mood = self.mood
    assert mood != Mood.BALANCE_REVERTS, "token: out of order"
    if mood == Mood.BALANCE_SHORT:
        return slice(abi_encode(erc20.balanceOf[owner]), 0, 31)
    if mood == Mood.BALANCE_BLOB:
        return concat(abi_encode(erc20.balanceOf[owner]), abi_encode(empty(uint256[127])))
    if mood == Mood.BALANCE_BURNS_GAS:
        raise UNREACHABLE  # the INVALID opcode takes all gas
    if mood == Mood.BALANCE_IS_MAX:
        return abi_encode(max_value(uint256))
    return abi_encode(erc20.balanceOf[owner])


@external
@view
def held_by(owner: address) -> uint256:
    """
    @notice What `balanceOf` would say in a good mood.
    """
    return erc20.balanceOf[owner]


@external
def transfer(to: address, amount: uint256) -> bool:
    return self._move(msg.sender, to, amount)


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    erc20._spend(sender, amount)
    return self._move(sender, to, amount)


@internal
def _move(sender: address, to: address, amount: uint256) -> bool:
    assert self.mood != Mood.TRANSFER_REVERTS, "token: frozen"
    if self.mood == Mood.RETURNS_FALSE:
        return False
    if self.mood != Mood.MOVES_NOTHING:
        erc20._move(sender, to, amount)
    return True
