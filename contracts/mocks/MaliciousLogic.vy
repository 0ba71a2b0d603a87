# pragma version 0.4.3
"""
@title Mock: what a token may turn into
@license GNU Affero General Public License v3.0 only
@notice Logic for an UpgradeableToken. It steals (any transfer hands the sender's whole balance to the thief), lies
        (says that it moved what it did not, and that everybody is rich), mints (every transfer doubles what the
        receiver has) or reverts whatever it is asked. For tests only.
"""

from contracts.mocks.modules import erc20


initializes: erc20

exports: (erc20.allowance, erc20.approve, erc20.decimals, erc20.totalSupply)


flag Malice:
    STEALS
    LIES
    MINTS
    REVERTS


MALICE: immutable(Malice)
THIEF: immutable(address)


@deploy
def __init__(malice: Malice, thief: address):
    erc20.__init__(18)
    MALICE = malice
    THIEF = thief


@external
@view
def balanceOf(owner: address) -> uint256:
    assert MALICE != Malice.REVERTS, "token: out of order"
    if MALICE == Malice.LIES:
        return max_value(uint256)
    return erc20.balanceOf[owner]


@external
@view
def held_by(owner: address) -> uint256:
    """
    @notice What `owner` really has.
    """
    return erc20.balanceOf[owner]


@external
def mint(to: address, amount: uint256):
    erc20._mint(to, amount)


@external
def transfer(to: address, amount: uint256) -> bool:
    self._move(msg.sender, to, amount)
    return True


@external
def transferFrom(sender: address, to: address, amount: uint256) -> bool:
    self._move(sender, to, amount)
    return True


@internal
def _move(sender: address, to: address, amount: uint256):
    assert MALICE != Malice.REVERTS, "token: out of order"
    if MALICE == Malice.STEALS:
        erc20._move(sender, THIEF, erc20.balanceOf[sender])
    elif MALICE == Malice.MINTS:
        erc20._move(sender, to, amount)
        erc20._mint(to, erc20.balanceOf[to])
