# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Membership views
@license GNU Affero General Public License v3.0 only
@notice What everybody may read of a partnership's terms and roster.
"""

from contracts.interfaces import types
from contracts.modules import charter
from contracts.modules import roster
from contracts.modules import siblings
from contracts.modules import terms


uses: charter
uses: roster
uses: terms


@external
@view
def partnership() -> address:
    return charter._load().partnership


@external
@view
def escrow() -> address:
    return siblings._escrow_of(charter._load().partnership)


@external
@view
def phase() -> types.Phase:
    current: charter.Charter = charter._load()
    return charter._phase(current.stage, current.deadline)


@external
@view
def formation_deadline() -> uint256:
    """
    @notice Unix seconds; 0 once the formation is over.
    """
    current: charter.Charter = charter._load()
    if current.stage == charter.FORMING:
        return current.deadline
    return 0


@external
@view
def current_terms() -> types.Terms:
    current: charter.Charter = charter._load()
    window_closes: uint256 = 0
    if current.stage != charter.FORMING:
        window_closes = current.deadline
    return types.Terms(version=current.version, hash=terms._hashes[current.version], window_closes=window_closes)


@external
@view
def terms_hash(version: uint256) -> bytes32:
    """
    @notice keccak-256 of the document of `version`; 0 for a version that never was.
    """
    return terms._hashes[version]


@external
@view
def acceptance_digest(partner: address, deadline: uint256) -> bytes32:
    """
    @notice What `partner` signs to accept the terms in force, good until `deadline` (unix seconds).
    """
    current: charter.Charter = charter._load()
    return terms._acceptance_digest(
        current.partnership, partner, current.version, roster._load(partner).nonce, deadline
    )


@external
@view
def seats() -> uint256:
    """
    @notice How many seats were ever given; they are numbered from 0.
    """
    return charter._load().seats


@external
@view
def members() -> uint256:
    """
    @notice How many partners are active or suspended.
    """
    return charter._load().members


@external
@view
def partner(account: address) -> types.Partner:
    """
    @notice The record of `account`; status 0 if it was never on the roster.
    """
    return roster._describe(account)


@external
@view
def partner_at(seat: uint256) -> address:
    return roster._accounts[seat]


@external
@view
def partners(start: uint256, count: uint256) -> DynArray[types.Partner, 100]:
    """
    @notice One page of the roster: seats `start` to `start + count - 1`, former partners included, 100 at most.
    """
    return roster._page(charter._load().seats, start, count)
