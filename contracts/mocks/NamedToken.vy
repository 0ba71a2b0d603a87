# pragma version 0.4.3
"""
@title Mock: a plain ERC-20 that tells its name
@license GNU Affero General Public License v3.0 only
@notice What a partnership is paid in on a test network; anybody may mint. For tests only.
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

name: public(immutable(String[32]))
symbol: public(immutable(String[16]))


@deploy
def __init__(name_: String[32], symbol_: String[16], decimals: uint8):
    erc20.__init__(decimals)
    name = name_
    symbol = symbol_
