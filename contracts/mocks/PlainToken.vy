# pragma version 0.4.3
"""
@title Mock: a plain ERC-20
@license GNU Affero General Public License v3.0 only
@notice Does what the standard says; anybody may mint. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (
    erc20.allowance,
    erc20.approve,
    erc20.balanceOf,
    erc20.decimals,
    erc20.mint,
    erc20.totalSupply,
    erc20.transfer,
    erc20.transferFrom,
)


@deploy
def __init__(decimals: uint8):
    erc20.__init__(decimals)


@external
def shrink(owner: address, amount: uint256):
    """
    @notice Takes `amount` away from `owner`, as a confiscating issuer or a slashed deposit would.
    """
    erc20._burn(owner, amount)
