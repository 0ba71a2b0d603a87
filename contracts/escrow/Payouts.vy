# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Payouts
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow with what is not every day about splitting and being paid: many tokens at once, where
        to, what is left of a formation that failed. It runs on the storage of the escrow and is called at the
        escrow's address.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it. If a fault is found: have every token claimed one by one with `claim`
             or `claim_for`, which are code of the escrow itself; see docs/plan-b.md.
"""

from contracts.interfaces import IStanding
from contracts.modules.escrow import claims
from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import income
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import units
from contracts.modules.escrow import waterfall
from contracts.modules.shared import tokens
from contracts.modules.shared import winding


initializes: escrow_storage
uses: claims
uses: income
uses: sponsors
uses: units
uses: waterfall


event PayoutSet:
    partner: indexed(address)   # account whose claims are paid elsewhere
    to: address   # account they are paid to, zero: its own


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


@external
def settle(token: address):
    """
    @notice Distributes ether, all listed tokens and `token`, as far as anything arrived.
    """
    waterfall._settle_before(units._load(), token)


@external
def claim_many(claimed_tokens: DynArray[address, 16], partner: address) -> DynArray[uint256, 16]:
    """
    @notice Pays `partner` what it earned in each of the tokens.
    @return The amounts paid, 0 where there was nothing.
    """
    amounts: DynArray[uint256, 16] = []
    has_any_moved: bool = False
    for token: address in claimed_tokens:
        key: address = partner
        holding: units.Holding = units._holding_of(partner)
        if holding.special:
            key, holding = units._opened(partner, holding)
        amount: uint256 = 0
        has_moved: bool = False
        amount, has_moved = claims._claim(token, key, holding)
        if amount != 0:
            claims._pay(token, key, holding, amount)
        amounts.append(amount)
        has_any_moved = has_any_moved or has_moved
    assert has_any_moved, "escrow: nothing to claim"
    return amounts


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed, sends what is owed to nobody to the convener.
    @return What was sent.
    """
    beneficiary: address = staticcall IStanding(units._load().partnership).residual_beneficiary()
    assert beneficiary != empty(address), "escrow: still a partnership"
    amount: uint256 = income._arrived(token, tokens._balance(token))
    assert amount != 0, "escrow: nothing left"
    winding._send(token, beneficiary, amount)
    return amount


# --- whoever is paid ---


@external
def set_payout(to: address):
    """
    @notice Has the caller's claims paid to `to` from now on; zero means to the caller itself. Reverts for an account that
            gave its seat away.
    """
    key: address = units._require_holder(msg.sender)
    holding: units.Holding = units._holding_of(key)
    holding.payout = to
    if to == empty(address) and holding.moved:
        holding.payout = msg.sender
    units._store_holding(key, holding)
    log PayoutSet(partner=msg.sender, to=to)


# --- the partnership itself ---


@external
def move_units(partner: address, to: address):
    """
    @notice Has `to` hold everything that `partner` holds here: units and how they vest, what was earned and is frozen,
            contributions, a sponsor's share. Nothing of it changes. It is paid to `to`, unless the partner had named a
            payout address. Reverts if `partner` gave its seat away, or if `to` has anything here of its own.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    assert to not in [empty(address), self, ledger.partnership], "escrow: has its own account"
    units._move(partner, to)
    sponsors._note_move(ledger.sponsors, units._key_of(to))


# --- views ---


@external
@view
def claimable(token: address, partner: address) -> uint256:
    """
    @notice What `claim` would pay now, in the token's smallest unit.
    """
    return claims._claimable(token, partner)
