# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Order
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow with what the partnership decides about its income, by vote: who shares in it and in
        which order, whose units vest, what is kept back for a while. It runs on the storage of the escrow and is called at
        the escrow's address.

        A change of how income is split applies to later income only: ether, the listed tokens and the token it is about,
        as far as they arrived by now, are split before it.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it, and only a vote of the partnership calls it. If a fault is found:
             pass no proposal that calls it, and have what arrived distributed and claimed; see docs/plan-b.md.
"""

from contracts.interfaces import IStanding
from contracts.interfaces import types
from contracts.modules.escrow import contributions
from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import freezes
from contracts.modules.escrow import income
from contracts.modules.escrow import listing
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import units
from contracts.modules.escrow import vesting
from contracts.modules.escrow import waterfall
from contracts.modules.shared import nfts
from contracts.modules.shared import tokens


initializes: escrow_storage
uses: contributions
uses: freezes
uses: income
uses: listing
uses: recoupment
uses: register
uses: sponsors
uses: units
uses: vesting
uses: waterfall


event NftRecovered:
    collection: indexed(address)   # contract of the ERC-721
    token_id: uint256   # id; of the token that was moved


@deploy
def __init__():
    escrow_storage.__init__()


# --- anyone ---


@external
@payable
@reentrant  # does nothing
def __default__():
    """
    @notice Refuses what is no function of the escrow.
    """
    raise "escrow: no such function"


# --- the escrow itself ---


@external
@reentrant  # by the escrow, in the middle of `set_units`, which holds the lock
def follow_units(key: address, before: uint256, after: uint256) -> uint256:
    """
    @notice Has the vesting schedule of a partner follow its units: it ends with them, and where units are lowered those
            that have not vested go first.
    @return How many of the units before had not vested.
    """
    assert msg.sender == self, "escrow: only itself"
    era: uint256 = units._load().era
    locked: uint256 = vesting._locked(key, before, era, vesting._today())
    if after == 0:
        vesting._end(key, era)
    elif after < before and locked != 0:
        vesting._lower(key, era, locked, before - after)
    return locked


# --- the partnership, by vote ---


@external
def set_sponsor(sponsor: address, share_bps: uint256):
    """
    @notice Gives `sponsor` a share of all income, before anybody else; 0 ends it. At most 8 sponsors, and together no more
            than the deal says.
    @param share_bps In basis points of all that arrives.
    """
    ledger: units.Ledger = self._before_change(tokens.NATIVE)
    assert sponsor not in [empty(address), self, ledger.partnership], "escrow: not a sponsor"
    ceiling: uint256 = (staticcall IStanding(ledger.partnership).ceilings())[0]
    units._store(sponsors._set(ledger, units._key_of(sponsor), share_bps, ceiling))


@external
def set_reserve(reserve_bps: uint256):
    """
    @notice Sets the treasury's share, in basis points, of what sponsors and contributors leave; raised no further than the
            deal says.
    """
    ledger: units.Ledger = self._before_change(tokens.NATIVE)
    if reserve_bps > ledger.reserve_bps:
        assert reserve_bps <= (staticcall IStanding(ledger.partnership).ceilings())[1], "escrow: above the deal's reserve"
    units._store(waterfall._with_reserve(ledger, reserve_bps))


@external
def set_recoupment(mode: uint256):
    """
    @notice Sets how later contributions are repaid: 0 not at all, 1 in order, 2 pro rata. What is ranked already keeps its
            place, and is repaid to the end.
    """
    ledger: units.Ledger = self._before_change(tokens.NATIVE)
    units._store(waterfall._with_recoupment(ledger, mode))


@external
def agree_contribution(contributor: address, token: address, amount: uint256):
    """
    @notice Agrees that what `contributor` pays in from now on, up to `amount`, is repaid out of income; 0 takes it back.
            Reverts if nothing is recouped.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    waterfall._require_open(ledger)
    assert ledger.recoupment != recoupment.NOTHING, "escrow: nothing is recouped"
    assert register._may_be_split(ledger, token), "escrow: token not known"
    self._require_contributor(ledger, contributor)
    grain: uint256 = self._grain_of(token)
    ceiling: uint256 = (staticcall IStanding(ledger.partnership).repayable_capital(token))[0]
    assert amount <= recoupment._room(token, ceiling, grain, False), "escrow: above the deal's capital"
    key: address = units._key_of(contributor)
    units._mark_special(key)
    recoupment._agree(token, key, amount, grain)


@external
def record_contribution(contributor: address, token: address, amount: uint256, reference: bytes32):
    """
    @notice Records what `contributor` gave in kind (work, rights, equipment) at an agreed value, to be repaid out of income.
            Reverts if nothing is recouped.
    @param amount The value, in the smallest unit of `token`.
    @param reference Of the agreement on it: a short text, or the hash of a longer one.
    """
    ledger: units.Ledger = self._before_change(token)
    assert register._may_be_split(ledger, token), "escrow: token not known"
    self._require_contributor(ledger, contributor)
    assert ledger.recoupment != recoupment.NOTHING, "escrow: nothing is recouped"
    assert amount != 0, "escrow: nothing to contribute"
    grain: uint256 = self._grain_of(token)
    ceiling: uint256 = (staticcall IStanding(ledger.partnership).repayable_capital(token))[1]
    assert amount <= recoupment._room(token, ceiling, grain, True), "escrow: above the deal's capital"
    key: address = units._key_of(contributor)
    units._mark_special(key)
    contributions._record_in_kind(token, key, amount, reference)
    recoupment._rank_in_kind(token, key, amount, grain, ledger.recoupment)
    ledger = units._load()
    ledger.repays = True
    units._store(ledger)


@external
def set_vesting(partner: address, vesting_units: uint256, start_day: uint256, cliff_day: uint256, end_day: uint256):
    """
    @notice Has units of `partner` vest from now on (see vesting.vy); days are whole days since 1970, UTC. Of an account
            that is invited, or has units, anything but an earlier schedule for no more units needs its yes to the
            proposal that runs.
    @param vesting_units How many of its units; 0 ends its schedule, and all of them count.
    """
    ledger: units.Ledger = self._before_change(tokens.NATIVE)
    assert partner not in [empty(address), self, ledger.partnership], "escrow: not a partner"
    key: address = units._key_of(partner)
    held: uint256 = units._holding_of(key).units
    if vesting._is_worse(key, vesting_units, start_day, cliff_day, end_day):
        self._require_yes(ledger.partnership, key, held)
    units._mark_special(ledger.partnership)
    units._mark_special(key)
    ledger.vesting = True
    if held == 0:
        # What a former partner held last is what it redeems by: nothing is added to its history.
        units._store(ledger)
    else:
        # The schedule holds from an era of its own.
        units._set(ledger, key, held)
    era: uint256 = units._load().era
    if vesting_units == 0:
        vesting._end(key, era)
    else:
        vesting._set(key, era, vesting_units, start_day, cliff_day, end_day)


@external
def freeze(token: address, account: address, amount: uint256, until: uint256):
    """
    @notice Keeps `amount` of what `account` is owed, now or later, until a date. See freezes.vy.
    @param until Unix seconds, 180 days ahead at the most.
    """
    # What the treasury earned is partly of who leaves.
    assert account != units._load_for(msg.sender).partnership, "escrow: treasury is not frozen"
    key: address = units._key_of(account)
    units._mark_special(key)
    freezes._freeze(token, key, amount, until)


@external
def unfreeze(token: address, account: address):
    """
    @notice Ends a freeze before its date. Reverts if nothing is frozen.
    """
    units._load_for(msg.sender)
    freezes._unfreeze(token, units._key_of(account))


@external
def recover_nft(collection: address, token_id: uint256):
    """
    @notice Moves an NFT that was sent here by mistake to the treasury. A contract that is, or may be, a revenue token is
            refused.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    assert income._account_words[collection] == 0, "escrow: a revenue token"
    for i: uint256 in range(ledger.listed, bound=listing.MAX_TOKENS):
        assert listing._listed[i] != collection, "escrow: a revenue token"
    nfts._send(collection, ledger.partnership, token_id)
    log NftRecovered(collection=collection, token_id=token_id)


# --- internals ---


@internal
@view
def _require_yes(partnership: address, key: address, held: uint256):
    """
    @notice Reverts if a worse vesting would bind somebody that did not agree to it. Who is not invited yet, and has no
            units, sees it before it accepts.
    """
    holder: address = units._holder_of(key)
    if held == 0:
        status: types.Status = staticcall IStanding(partnership).status_of(holder)
        if not (status in (types.Status.INVITED | types.Status.ACTIVE | types.Status.SUSPENDED)):
            return
    assert staticcall IStanding(partnership).has_agreed(holder), "escrow: needs its yes"


@internal
@view
def _require_contributor(ledger: units.Ledger, contributor: address):
    """
    @notice What the treasury gives itself would be repaid before who leaves is paid.
    """
    assert contributor not in [empty(address), self, ledger.partnership], "escrow: not a contributor"


@internal
@view
def _grain_of(token: address) -> uint256:
    return income._grain(income._account_words[token])


@internal
def _before_change(token: address) -> units.Ledger:
    """
    @notice Splits ether, the listed tokens and `token`, as far as they arrived by now.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    waterfall._require_open(ledger)
    waterfall._settle_before(ledger, token)
    return ledger
