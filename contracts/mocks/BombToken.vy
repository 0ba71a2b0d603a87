# pragma version 0.4.3
"""
@title Mock: a token that answers with far more than anybody asked for
@license GNU Affero General Public License v3.0 only
@notice Transfers and `balanceOf` answer the right word and 32,736 bytes of nothing behind it. Once it is told to, it
        reverts with as much instead. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.decimals, erc20.mint, erc20.totalSupply)


WORDS: constant(uint256) = 1_023  # all that a `balanceOf` within 100,000 gas can answer, and more than anybody reads

reverts: public(bool)


@deploy
def __init__():
    erc20.__init__(18)


@external
def set_reverts(reverts: bool):
    self.reverts = reverts


@external
@view
@raw_return
def balanceOf(owner: address) -> Bytes[32 * WORDS + 32]:
    return self._answer(erc20.balanceOf[owner])


@external
@view
def held_by(owner: address) -> uint256:
    """
    @notice What `owner` has, without the rest.
    """
    return erc20.balanceOf[owner]


@external
@raw_return
def transfer(to: address, amount: uint256) -> Bytes[32 * WORDS + 32]:
    erc20._move(msg.sender, to, amount)
    return self._answer(1)


@external
@raw_return
def transferFrom(sender: address, to: address, amount: uint256) -> Bytes[32 * WORDS + 32]:
    erc20._spend(sender, amount)
    erc20._move(sender, to, amount)
    return self._answer(1)


@internal
@view
def _answer(word: uint256) -> Bytes[32 * WORDS + 32]:
    if self.reverts:
        raw_revert(abi_encode(empty(uint256[WORDS])))
    return abi_encode(word, empty(uint256[WORDS]))
