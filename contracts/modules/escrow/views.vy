# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Escrow views
@license GNU Affero General Public License v3.0 only
@notice What everybody may read of a RevenueEscrow. Amounts are in the token's smallest unit (wei for ether).
"""

from contracts.modules.escrow import contributions
from contracts.modules.escrow import freezes
from contracts.modules.escrow import income
from contracts.modules.escrow import invoices
from contracts.modules.escrow import listing
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import units
from contracts.modules.escrow import vesting
from contracts.modules.shared import tokens


uses: contributions
uses: freezes
uses: income
uses: invoices
uses: listing
uses: recoupment
uses: register
uses: sponsors
uses: units
uses: vesting


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
    @notice What `distribute` would split now; 0 for a token that is neither ether, nor listed, nor known.
    """
    if not register._may_be_split(units._load(), token):
        return 0
    return income._arrived(income._account_words[token], tokens._balance(token))


@external
@view
@reentrant  # the Partnership asks for it at any moment; written before anybody is called
def units_of(partner: address) -> uint256:
    """
    @notice The units of `partner` now.
    """
    return units._holding_of(units._key_of(partner)).units


@external
@view
@reentrant  # the Partnership asks for it at any moment; written before anybody is called
def units_before(partner: address) -> uint256:
    """
    @notice The units of `partner` before the last change of them.
    """
    key: address = units._key_of(partner)
    holding: units.Holding = units._holding_of(key)
    if holding.past == 0:
        return 0
    return units._held(key, holding, holding.past - 1)[0]


@external
@view
def vested_units_of(partner: address) -> uint256:
    """
    @notice How many of the units of `partner` count today.
    """
    key: address = units._key_of(partner)
    held: uint256 = units._holding_of(key).units
    return held - vesting._locked(key, held, units._load().era, vesting._today())


@external
@view
def vesting_of(partner: address) -> vesting.Schedule:
    """
    @notice The newest vesting schedule of `partner`; all 0 if it never had one.
    """
    return vesting._load(units._key_of(partner))


@external
@view
def era() -> uint256:
    """
    @notice How often units have changed since the partnership came into force.
    """
    return units._load().era


@external
@view
def payout_of(partner: address) -> address:
    """
    @notice Where the claims of `partner` are paid.
    """
    key: address = units._key_of(partner)
    return units._payout_of(key, units._holding_of(key).payout)


@external
@view
def key_of(account: address) -> address:
    """
    @notice The first account of the seat that `account` has or had: everything in here stands under that. The account
            itself if it took no seat over.
    """
    return units._key_of(account)


@external
@view
def holder_of(account: address) -> address:
    """
    @notice The account that holds now what `account` has or had in here: itself, or whoever took its seat over last.
    """
    return units._holder_of(units._key_of(account))


@external
@view
def contribution_of(token: address, contributor: address) -> uint256:
    """
    @notice What `contributor` paid in or gave in kind, in the smallest unit of `token`; 0 once it was paid back.
    """
    return contributions._made[token][units._key_of(contributor)]


@external
@view
def contributions_held(token: address) -> uint256:
    """
    @notice Contributions of the formation that wait here for the treasury or their contributors.
    """
    return contributions._held[token]


@external
@view
def recoupment_of(token: address) -> (uint256, uint256):
    """
    @notice What was recorded to be repaid to all contributors, and what of it came back so far.
    """
    line: recoupment.Line = recoupment._line(token)
    grain: uint256 = income._grain(income._account_words[token])
    return line.recorded * grain, line.repaid * grain


@external
@view
def outstanding_of(token: address, contributor: address) -> uint256:
    """
    @notice What is still to come back to `contributor`.
    """
    grains: uint256 = recoupment._outstanding_of(token, units._key_of(contributor))
    return income._in_units(income._account_words[token], grains)


@external
@view
def agreed_contribution(token: address, contributor: address) -> uint256:
    """
    @notice What `contributor` may still pay in to be repaid.
    """
    return recoupment._agreed[token][units._key_of(contributor)]


@external
@view
def frozen(token: address, account: address) -> uint256:
    """
    @notice What is kept back now of what `account` is owed, or will be.
    """
    return freezes._frozen(token, units._key_of(account))


@external
@view
def frozen_until(token: address, account: address) -> uint256:
    """
    @notice When the newest freeze ends or ended, unix seconds; 0 if there never was one.
    """
    return freezes._freeze_words[token][units._key_of(account)] >> 216


@external
@view
def invoice(reference: bytes32) -> invoices.Invoice:
    """
    @notice An invoice that was issued; all 0 if there is none.
    """
    return invoices._load(reference)


@external
@view
def sponsor_links() -> DynArray[sponsors.Link, sponsors.MAX_LINKS]:
    """
    @notice The sponsors and their shares of all income.
    """
    links: DynArray[sponsors.Link, sponsors.MAX_LINKS] = []
    for i: uint256 in range(units._load().sponsors, bound=sponsors.MAX_LINKS):
        links.append(sponsors._link(i))
    return links


@external
@view
def reserve_bps() -> uint256:
    """
    @notice The treasury's share of what sponsors and contributors leave.
    """
    return units._load().reserve_bps


@external
@view
def recoupment_mode() -> uint256:
    """
    @notice How contributions are repaid: 0 not at all, 1 in order, 2 pro rata.
    """
    return units._load().recoupment


@external
@view
def listed_tokens() -> DynArray[address, listing.MAX_TOKENS]:
    """
    @notice The tokens that are settled before every change of units.
    """
    listed: DynArray[address, listing.MAX_TOKENS] = []
    for i: uint256 in range(units._load().listed, bound=listing.MAX_TOKENS):
        listed.append(listing._listed[i])
    return listed


@external
@view
def partnership() -> address:
    """
    @notice The authority over this escrow, and its treasury.
    """
    return units._load().partnership

