# pragma version 0.4.3
"""
@title Mock: a token and a collection in one
@license GNU Affero General Public License v3.0 only
@notice A plain ERC-20 that also moves amounts by the function that moves NFTs, as hybrids do. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (
    erc20.allowance,
    erc20.approve,
    erc20.balanceOf,
    erc20.mint,
    erc20.totalSupply,
    erc20.transfer,
    erc20.transferFrom,
)


has_decimals: public(bool)


@deploy
def __init__(has_decimals: bool):
    erc20.__init__(18)
    self.has_decimals = has_decimals


@external
@view
def decimals() -> uint8:
    assert self.has_decimals, "token: no decimals"
    return erc20.decimals


@external
def safeTransferFrom(sender: address, to: address, amount: uint256):
    assert msg.sender == sender, "token: not the owner"
    erc20._move(sender, to, amount)
