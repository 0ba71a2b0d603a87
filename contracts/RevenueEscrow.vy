# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title RevenueEscrow
@license GNU Affero General Public License v3.0 only
@notice What we earn: revenue is paid in, split by units and claimed. What is in here belongs to those it was split to,
        and no vote can take it back: the Partnership has no way to move it. The zero address stands for ether.

        For every token, after every call: balance >= owed, and owed = what all partners can claim together, plus
        contributions that may still be owed back, plus less than one wei per partner.
"""

from contracts.interfaces import IMembership
from contracts.interfaces import IRevenueEscrow
from contracts.interfaces import types
from contracts.modules import contributions
from contracts.modules import escrow_views
from contracts.modules import income
from contracts.modules import listing
from contracts.modules import siblings
from contracts.modules import tokens
from contracts.modules import units


initializes: contributions
initializes: units
initializes: listing
initializes: income[units := units]
initializes: escrow_views[contributions := contributions, income := income, listing := listing, units := units]

implements: IRevenueEscrow

exports: (
    escrow_views.claimable,
    escrow_views.owed,
    escrow_views.undistributed,
    escrow_views.units_of,
    escrow_views.total_units,
    escrow_views.era,
    escrow_views.payout_of,
    escrow_views.contribution_of,
    escrow_views.contributions_held,
    escrow_views.listed_tokens,
    escrow_views.partnership,
    escrow_views.membership,
)


event RevenuePaid:
    payer: indexed(address)
    token: indexed(address)
    reference: indexed(bytes32)
    amount: uint256


event RevenueDistributed:
    token: indexed(address)
    amount: uint256
    total_units: uint256
    era: uint256


# Paid to the partner, or to the address of its newest PayoutSet.
event RevenueClaimed:
    partner: indexed(address)
    token: indexed(address)
    amount: uint256


event PayoutSet:
    partner: indexed(address)
    to: address


event WoundDown:
    token: indexed(address)
    beneficiary: indexed(address)
    amount: uint256


@deploy
def __init__():
    # An implementation's authority is an address without a key.
    units._store(units.Ledger(partnership=self, total=0, era=0, in_force=False, listed=0))


# --- once, by whoever creates the clone, in the same transaction ---


@external
def initialize(partnership: address, revenue_tokens: DynArray[address, listing.MAX_TOKENS]):
    """
    @param partnership The authority over this escrow; its second created contract must be this one.
    @param revenue_tokens ERC-20 tokens the partnership is usually paid in, each once. Ether needs no mention.
    """
    assert units._load().partnership == empty(address), "escrow: initialized"
    assert self == siblings._escrow_of(partnership), "escrow: not its partnership"
    ledger: units.Ledger = units.Ledger(partnership=partnership, total=0, era=0, in_force=False, listed=0)
    for token: address in revenue_tokens:
        ledger = listing._list(ledger, token)
    units._store(ledger)


# --- anyone ---


@external
@payable
@reentrant  # only takes ether, which a guarded call (a token, a treasury action) may send; it is counted by balance
def __default__():
    assert len(msg.data) == 0, "escrow: no such function"


@external
@payable
def pay(token: address, amount: uint256, reference: bytes32) -> uint256:
    """
    @notice Pays revenue in and records what it is for. A plain transfer does the same without the record.
    @param token An ERC-20 that approved this contract, or zero for ether sent along.
    @param amount In the token's smallest unit.
    @param reference Of the invoice: a short text, or the hash of a longer one.
    @return What arrived.
    """
    assert units._load().in_force, "escrow: not in force"
    assert amount != 0, "escrow: nothing to pay"
    received: uint256 = tokens._receive(token, msg.sender, amount)
    log RevenuePaid(payer=msg.sender, token=token, reference=reference, amount=received)
    return received


@external
def distribute(token: address) -> uint256:
    """
    @notice Splits what arrived since the last time among the partners by units.
    @return The amount split.
    """
    ledger: units.Ledger = units._load()
    assert ledger.in_force, "escrow: not in force"
    assert ledger.total != 0, "escrow: no units"
    amount: uint256 = self._distribute(ledger, token, tokens._balance(token))
    assert amount != 0, "escrow: nothing to distribute"
    return amount


@external
def claim(token: address, partner: address) -> uint256:
    """
    @notice Pays `partner` what it earned in `token`, going through at most 32 changes of its units. Anyone may pay the gas; the money goes to the partner, or to
            the payout address the partner set.
    @return The amount paid.
    """
    amount: uint256 = 0
    has_moved: bool = False
    amount, has_moved = self._claim(token, partner)
    assert has_moved, "escrow: nothing to claim"
    return amount


@external
def claim_many(claimed_tokens: DynArray[address, 16], partner: address) -> DynArray[uint256, 16]:
    """
    @notice Pays `partner` what it earned in each of the tokens.
    @return The amounts paid, 0 where there was nothing.
    """
    amounts: DynArray[uint256, 16] = []
    has_any_moved: bool = False
    for token: address in claimed_tokens:
        amount: uint256 = 0
        has_moved: bool = False
        amount, has_moved = self._claim(token, partner)
        amounts.append(amount)
        has_any_moved = has_any_moved or has_moved
    assert has_any_moved, "escrow: nothing to claim"
    return amounts


@external
@payable
def contribute(token: address, amount: uint256) -> uint256:
    """
    @notice Pays into the treasury on record. Until the partnership is in force the money waits here, and if the
            formation fails it is owed back (`reclaim`).
    @return What arrived.
    """
    ledger: units.Ledger = units._load()
    phase: types.Phase = self._phase(ledger)
    assert phase == types.Phase.FORMING or phase == types.Phase.IN_FORCE, "escrow: no partnership"
    assert amount != 0, "escrow: nothing to contribute"
    received: uint256 = tokens._receive(token, msg.sender, amount)
    contributions._record(token, msg.sender, received)
    income._owe(token, received)
    if phase == types.Phase.IN_FORCE:
        self._release(ledger, token)
    return received


@external
def release(token: address) -> uint256:
    """
    @notice Moves the contributions of the formation to the treasury, once the partnership is in force.
    """
    ledger: units.Ledger = units._load()
    assert ledger.in_force, "escrow: not in force"
    return self._release(ledger, token)


@external
def reclaim(token: address, contributor: address) -> uint256:
    """
    @notice Pays a contribution back to its contributor after a formation that failed. Anyone may pay the gas.
    """
    assert self._phase(units._load()) == types.Phase.VOID, "escrow: formation has not failed"
    amount: uint256 = contributions._return(token, contributor)
    income._settle(token, amount)
    tokens._send(token, contributor, amount)
    return amount


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed or the last partner has left, sends what is owed to nobody to the convener
            or to that last partner.
    """
    ledger: units.Ledger = units._load()
    beneficiary: address = staticcall IMembership(
        siblings._membership_of(ledger.partnership)
    ).residual_beneficiary()
    assert beneficiary != empty(address), "escrow: still a partnership"
    amount: uint256 = income._arrived(token, tokens._balance(token))
    assert amount != 0, "escrow: nothing left"
    log WoundDown(token=token, beneficiary=beneficiary, amount=amount)
    tokens._send(token, beneficiary, amount)
    return amount


# --- partners ---


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


# --- the Membership ---


@external
def set_units(partner: address, new_units: uint256) -> uint256:
    """
    @notice Sets the units of `partner`. Ether and the listed tokens that arrived before are split by the old units.
    @return The total units.
    """
    ledger: units.Ledger = self._called_by_membership()
    self._settle_listed(ledger)
    return units._set(ledger, partner, new_units)


@external
def move_units(partner: address, to: address):
    """
    @notice Gives the units of `partner` to another account of the same partner. What was earned before is still claimed
            in the name of the old account, and paid to the new one.
    """
    ledger: units.Ledger = self._called_by_membership()
    self._settle_listed(ledger)
    units._move(ledger, partner, to)


@external
def enter_force():
    """
    @notice From now on revenue is taken and split.
    """
    ledger: units.Ledger = self._called_by_membership()
    ledger.in_force = True
    units._store(ledger)


# --- internals ---


@internal
@view
def _authorized() -> units.Ledger:
    ledger: units.Ledger = units._load()
    assert msg.sender == ledger.partnership, "escrow: not the partnership"
    return ledger


@internal
@view
def _called_by_membership() -> units.Ledger:
    ledger: units.Ledger = units._load()
    assert msg.sender == siblings._membership_of(ledger.partnership), "escrow: not the membership"
    return ledger


@internal
@view
def _phase(ledger: units.Ledger) -> types.Phase:
    return staticcall IMembership(siblings._membership_of(ledger.partnership)).phase()


@internal
def _settle_listed(ledger: units.Ledger):
    """
    @notice Splits ether and the listed tokens that arrived before a change of units, by the units before it.
    """
    if not ledger.in_force or ledger.total == 0:
        return
    self._distribute(ledger, tokens.NATIVE, self.balance)
    for i: uint256 in range(ledger.listed, bound=listing.MAX_TOKENS):
        # A token that fails must not keep anybody from joining or leaving.
        token: address = listing._listed[i]
        self._distribute(ledger, token, tokens._try_balance(token))


@internal
def _distribute(ledger: units.Ledger, token: address, balance: uint256) -> uint256:
    amount: uint256 = income._arrived(token, balance)
    if amount != 0:
        income._credit(token, amount, ledger.total, ledger.era)
        log RevenueDistributed(token=token, amount=amount, total_units=ledger.total, era=ledger.era)
    return amount


@internal
def _claim(token: address, partner: address) -> (uint256, bool):
    """
    @return The amount paid, and whether anything was done: a claim that goes through many changes of units may pay
            nothing and still bring the next one further.
    """
    holding: units.Holding = units._holding_of(partner)
    account: uint256 = income._accounts[token]
    amount: uint256 = 0
    reading: uint256 = 0
    has_more: bool = False
    amount, reading, has_more = income._earned(token, partner, holding, account)
    if amount == 0 and not has_more:
        return 0, False
    income._pay(token, partner, account, amount, reading)
    if amount == 0:
        return 0, True
    to: address = units._payout_of(partner, holding)
    log RevenueClaimed(partner=partner, token=token, amount=amount)
    tokens._send(token, to, amount)
    return amount, True


@internal
def _release(ledger: units.Ledger, token: address) -> uint256:
    amount: uint256 = contributions._release(token)
    income._settle(token, amount)
    tokens._send(token, ledger.partnership, amount)
    return amount


