# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Escrow views
@license GNU Affero General Public License v3.0 only
@notice What everybody may read of a RevenueEscrow. Amounts are in the token's smallest unit (wei for ether).
"""

from contracts.modules import contributions
from contracts.modules import income
from contracts.modules import listing
from contracts.modules import siblings
from contracts.modules import tokens
from contracts.modules import units


uses: contributions
uses: income
uses: listing
uses: units


@external
@view
def claimable(token: address, partner: address) -> uint256:
    """
    @notice What `claim` would pay now, in the token's smallest unit.
    """
    return income._earned(token, partner, units._holding_of(partner), income._accounts[token])[0]


@external
@view
def owed(token: address) -> uint256:
    """
    @notice What is credited and not yet paid, contributions of the formation included.
    """
    return income._owed(token)


@external
@view
def undistributed(token: address) -> uint256:
    """
    @notice What `distribute` would split now.
    """
    return income._arrived(token, tokens._balance(token))


@external
@view
def units_of(partner: address) -> uint256:
    return units._holding_of(partner).units


@external
@view
def total_units() -> uint256:
    return units._load().total


@external
@view
def era() -> uint256:
    return units._load().era


@external
@view
def payout_of(partner: address) -> address:
    """
    @notice Where the claims of `partner` are paid.
    """
    return units._payout_of(partner, units._holding_of(partner))


@external
@view
def successor_of(account: address) -> address:
    """
    @notice The account that took the seat of `account`, and is paid what `account` earned; zero if it did not move.
    """
    return units._successors[account]


@external
@view
def contribution_of(token: address, contributor: address) -> uint256:
    return contributions._made[token][contributor]


@external
@view
def contributions_held(token: address) -> uint256:
    """
    @notice Contributions of the formation that wait here for the treasury or their contributors.
    """
    return contributions._held[token]


@external
@view
def listed_tokens() -> DynArray[address, listing.MAX_TOKENS]:
    listed: DynArray[address, listing.MAX_TOKENS] = []
    for i: uint256 in range(units._load().listed, bound=listing.MAX_TOKENS):
        listed.append(listing._listed[i])
    return listed


@external
@view
def partnership() -> address:
    return units._load().partnership


@external
@view
def membership() -> address:
    return siblings._membership_of(units._load().partnership)
