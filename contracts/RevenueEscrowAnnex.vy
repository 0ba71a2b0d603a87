# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title RevenueEscrowAnnex
@license GNU Affero General Public License v3.0 only
@notice The other part of a RevenueEscrow: contributions, invoices, what the partnership decides about its income, and
        views. It is run by delegatecall, on the storage of the escrow, and is called at the escrow's address.
"""

from contracts.interfaces import IMembership
from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import IStanding
from contracts.interfaces import types
from contracts.modules import claims
from contracts.modules import contributions
from contracts.modules import dues
from contracts.modules import escrow_views
from contracts.modules import freezes
from contracts.modules import income
from contracts.modules import invoices
from contracts.modules import listing
from contracts.modules import nfts
from contracts.modules import recoupment
from contracts.modules import siblings
from contracts.modules import sponsors
from contracts.modules import tokens
from contracts.modules import units
from contracts.modules import vested_income
from contracts.modules import vesting
from contracts.modules import waterfall


# The same in RevenueEscrow, in the same order: the storage is laid out by it.
initializes: units
initializes: listing
initializes: income[units := units]
initializes: contributions[income := income]
initializes: dues[income := income, units := units]
initializes: sponsors[dues := dues, units := units]
initializes: recoupment
initializes: vesting
initializes: vested_income[income := income, units := units, vesting := vesting]
initializes: freezes
initializes: invoices
initializes: waterfall[
    dues := dues,
    income := income,
    listing := listing,
    recoupment := recoupment,
    sponsors := sponsors,
    units := units,
]
initializes: claims[
    dues := dues,
    freezes := freezes,
    income := income,
    recoupment := recoupment,
    units := units,
    vested_income := vested_income,
    vesting := vesting,
]
initializes: escrow_views[
    contributions := contributions,
    freezes := freezes,
    income := income,
    invoices := invoices,
    listing := listing,
    recoupment := recoupment,
    sponsors := sponsors,
    units := units,
    vesting := vesting,
]

exports: (
    escrow_views.owed,
    escrow_views.undistributed,
    escrow_views.units_of,
    escrow_views.vested_units_of,
    escrow_views.vesting_of,
    escrow_views.era,
    escrow_views.payout_of,
    escrow_views.successor_of,
    escrow_views.contribution_of,
    escrow_views.contributions_held,
    escrow_views.recoupment_of,
    escrow_views.outstanding_of,
    escrow_views.agreed_contribution,
    escrow_views.frozen,
    escrow_views.frozen_until,
    escrow_views.invoice,
    escrow_views.listed_tokens,
    escrow_views.sponsor_links,
    escrow_views.reserve_bps,
    escrow_views.recoupment_mode,
    escrow_views.partnership,
    escrow_views.membership,
)


event PayoutSet:
    partner: indexed(address)
    to: address


event NftRecovered:
    collection: indexed(address)
    token_id: uint256


# What may wait undistributed when a contribution is ranked: at most 1/1000 of it, so that nobody can keep a contributor
# out by sending dust.
_TOLERATED_PART: constant(uint256) = 1_000


@deploy
def __init__():
    # Called directly its authority is an address without a key.
    units._store(units._new(self))


# --- anyone ---


@external
@payable
@reentrant  # does nothing
def __default__():
    raise "escrow: no such function"


@external
@payable
def contribute(token: address, amount: uint256) -> uint256:
    """
    @notice Pays into the treasury on record. Until the partnership is in force the money waits here, and if the
            formation fails it is owed back (`reclaim`). A founder's contribution during the formation is repaid out of
            income if the partnership recoups contributions; later ones as far as a vote agreed, out of income that
            arrives later: what waits must be distributed first, but for less than a thousandth of the contribution.
    @return What arrived.
    """
    ledger: units.Ledger = units._load()
    phase: types.Phase = self._phase(ledger)
    assert phase == types.Phase.FORMING or phase == types.Phase.IN_FORCE, "escrow: no partnership"
    assert amount != 0, "escrow: nothing to contribute"
    received: uint256 = tokens._receive(token, msg.sender, amount)
    contributions._record(token, msg.sender, received)
    ranked: uint256 = 0
    if phase == types.Phase.IN_FORCE:
        ranked = recoupment._use_agreed(token, msg.sender, received)
        if ranked != 0:
            waiting: uint256 = income._arrived(token, tokens._balance(token))
            assert waiting <= ranked // _TOLERATED_PART, "escrow: distribute first"
    elif ledger.recoupment != recoupment.NOTHING and self._is_founder(ledger):
        ranked = received
        units._mark_special(msg.sender)
    if ranked != 0:
        recoupment._rank(token, msg.sender, ranked, ledger.recoupment)
    if phase == types.Phase.IN_FORCE:
        contributions._release(token, ledger.partnership)
    return received


@external
def release(token: address) -> uint256:
    """
    @notice Moves the contributions of the formation to the treasury, once the partnership is in force.
    """
    ledger: units.Ledger = units._load()
    assert ledger.in_force, "escrow: not in force"
    return contributions._release(token, ledger.partnership)


@external
def reclaim(token: address, contributor: address) -> uint256:
    """
    @notice Pays a contribution back to its contributor after a formation that failed. Anyone may pay the gas.
    """
    assert self._phase(units._load()) == types.Phase.VOID, "escrow: formation has not failed"
    return contributions._return(token, contributor)


# --- whoever is paid ---


@external
def set_payout(to: address):
    """
    @notice Has the caller's claims paid to `to` from now on; zero means to the caller itself.
    """
    assert units._successors[msg.sender] == empty(address), "escrow: seat has moved"
    holding: units.Holding = units._holding_of(msg.sender)
    holding.payout = to
    units._store_holding(msg.sender, holding)
    log PayoutSet(partner=msg.sender, to=to)


# --- a treasurer, or the partnership by vote ---


@external
def issue_invoice(reference: bytes32, token: address, amount: uint256, due: uint256):
    """
    @notice Expects a payment.
    @param reference Not zero, and not that of another invoice; see `pay`.
    @param amount In the token's smallest unit.
    @param due Unix seconds; last moment to pay in time.
    """
    self._check_treasurer()
    invoices._issue(reference, token, amount, due)


@external
def withdraw_invoice(reference: bytes32):
    """
    @notice Expects no more for an invoice. One that was paid in part stays, for what was paid.
    """
    self._check_treasurer()
    invoices._withdraw(reference)


# --- the partnership, by vote ---


@external
def list_token(token: address):
    """
    @notice Adds a token that is settled before every change of units; at most 8.
    """
    units._store(listing._list(self._authorized(), token))


@external
def unlist_token(token: address):
    """
    @notice Takes a token off that list; it can still be distributed by anyone.
    """
    units._store(listing._unlist(self._authorized(), token))


@external
@reentrant  # see _before_change
def set_sponsor(sponsor: address, share_bps: uint256):
    """
    @notice Gives `sponsor` a share of all income, before anybody else; 0 ends it. At most 8 sponsors, 100% together.
    """
    ledger: units.Ledger = self._before_change(tokens.NATIVE)
    own: address[4] = [empty(address), self, ledger.partnership, siblings._membership_of(ledger.partnership)]
    assert sponsor not in own, "escrow: not a sponsor"
    units._store(sponsors._set(ledger, sponsor, share_bps))


@external
@reentrant  # see _before_change
def set_reserve(reserve_bps: uint256):
    """
    @notice Sets the treasury's share of what sponsors and contributors leave.
    """
    ledger: units.Ledger = self._before_change(tokens.NATIVE)
    units._store(waterfall._with_reserve(ledger, reserve_bps))


@external
@reentrant  # see _before_change
def set_recoupment(mode: uint256):
    """
    @notice Sets how contributions are repaid: 0 not at all, 1 in order, 2 pro rata. What is ranked already keeps its
            place.
    """
    ledger: units.Ledger = self._before_change(tokens.NATIVE)
    units._store(waterfall._with_recoupment(ledger, mode))


@external
def agree_contribution(contributor: address, token: address, amount: uint256):
    """
    @notice Agrees that what `contributor` pays in from now on, up to `amount`, is repaid out of income; 0 takes it back.
    """
    assert self._authorized().recoupment != recoupment.NOTHING, "escrow: nothing is recouped"
    units._mark_special(contributor)
    recoupment._agree(token, contributor, amount)


@external
@reentrant  # see _before_change
def record_contribution(contributor: address, token: address, amount: uint256, reference: bytes32):
    """
    @notice Records what `contributor` gave in kind (work, rights, equipment) at an agreed value, to be repaid out of income.
    @param reference Of the agreement on it: a short text, or the hash of a longer one.
    """
    ledger: units.Ledger = self._before_change(token)
    assert ledger.recoupment != recoupment.NOTHING, "escrow: nothing is recouped"
    assert amount != 0, "escrow: nothing to contribute"
    units._mark_special(contributor)
    contributions._record_in_kind(token, contributor, amount, reference)
    recoupment._rank(token, contributor, amount, ledger.recoupment)


@external
@reentrant  # see _before_change
def set_vesting(partner: address, vesting_units: uint256, start_day: uint256, cliff_day: uint256, end_day: uint256):
    """
    @notice Has units of `partner` vest from now on (see vesting.vy); days are whole days since 1970, UTC.
    @param vesting_units How many of its units; 0 ends its schedule, and all of them count.
    """
    ledger: units.Ledger = self._before_change(tokens.NATIVE)
    assert partner not in [empty(address), self, ledger.partnership], "escrow: not a partner"
    units._mark_special(ledger.partnership)
    units._mark_special(partner)
    ledger.vesting = True
    # The schedule holds from an era of its own.
    units._set(ledger, partner, units._holding_of(partner).units)
    era: uint256 = units._load().era
    if vesting_units == 0:
        vesting._end(partner, era)
    else:
        vesting._set(partner, era, vesting_units, start_day, cliff_day, end_day)


@external
def freeze(token: address, account: address, amount: uint256, until: uint256):
    """
    @notice Keeps `amount` of what `account` is owed, now or later, until a date (unix seconds), 180 days ahead at the most.
            See freezes.vy.
    """
    self._authorized()
    units._mark_special(account)
    freezes._freeze(token, account, amount, until)


@external
def unfreeze(token: address, account: address):
    """
    @notice Ends a freeze before its date.
    """
    self._authorized()
    freezes._unfreeze(token, account)


@external
def recover_nft(collection: address, token_id: uint256):
    """
    @notice Moves an NFT that was sent here by mistake to the treasury. A contract that is, or may be, a revenue token is
            refused.
    """
    ledger: units.Ledger = self._authorized()
    assert income._accounts[collection] == 0, "escrow: a revenue token"
    for i: uint256 in range(ledger.listed, bound=listing.MAX_TOKENS):
        assert listing._listed[i] != collection, "escrow: a revenue token"
    nfts._send(collection, ledger.partnership, token_id)
    log NftRecovered(collection=collection, token_id=token_id)


# --- internals ---


@internal
@view
def _authorized() -> units.Ledger:
    ledger: units.Ledger = units._load()
    assert msg.sender == ledger.partnership, "escrow: not the partnership"
    return ledger


@internal
def _before_change(token: address) -> units.Ledger:
    """
    @notice Splits ether, the listed tokens and `token`, as far as they arrived by now: a change of how income is split
            applies to later income only. `settle` is code of the other part and takes the lock, so this, too, reverts
            while it is held.
    """
    self._authorized()
    extcall IRevenueEscrow(self).settle(token)
    return units._load()


@internal
@view
def _check_treasurer():
    partnership: address = units._load().partnership
    if msg.sender == partnership:
        return
    assert staticcall IStanding(partnership).has_standing(msg.sender), "escrow: not a treasurer"
    partner: types.Partner = staticcall IMembership(siblings._membership_of(partnership)).partner(msg.sender)
    assert types.Role.TREASURER in partner.role, "escrow: not a treasurer"
    assert partner.role_ends == 0 or block.timestamp <= partner.role_ends, "escrow: not a treasurer"


@internal
@view
def _phase(ledger: units.Ledger) -> types.Phase:
    return staticcall IMembership(siblings._membership_of(ledger.partnership)).phase()


@internal
@view
def _is_founder(ledger: units.Ledger) -> bool:
    partner: types.Partner = staticcall IMembership(siblings._membership_of(ledger.partnership)).partner(msg.sender)
    return partner.status == types.Status.INVITED or partner.status == types.Status.ACTIVE
