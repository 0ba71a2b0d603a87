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
from contracts.modules.escrow import register
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import units
from contracts.modules.escrow import waterfall
from contracts.modules.shared import tokens
from contracts.modules.shared import winding


initializes: escrow_storage
uses: claims
uses: income
uses: register
uses: sponsors
uses: units
uses: waterfall


event PayoutSet:
    partner: indexed(address)   # account whose claims are paid elsewhere
    to: address   # account they are paid to, zero: its own


MAX_PARTNERS: constant(uint256) = 128   # of one `claim_for`


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
    @notice Distributes ether, all listed tokens and `token`, as far as anything arrived. Reverts if `token` is neither
            ether, nor listed, nor known.
    """
    ledger: units.Ledger = units._load()
    assert register._may_be_split(ledger, token), "escrow: token not known"
    waterfall._settle_before(ledger, token)


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
def claim_for(token: address, partners: DynArray[address, MAX_PARTNERS]) -> uint256:
    """
    @notice Pays each of the partners what it earned in `token`. One whose receiver does not take it keeps its claim and
            stops nobody.
    @return The amount paid to all of them.
    """
    return self._claim_each(token, partners)


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed, sends what is owed to nobody to the convener, at its payout address. What is
            neither ether, nor listed, nor known must be no other name of those.
    @return What was sent.
    """
    ledger: units.Ledger = units._load()
    beneficiary: address = staticcall IStanding(ledger.partnership).residual_beneficiary()
    assert beneficiary != empty(address), "escrow: still a partnership"
    if not register._may_be_split(ledger, token):
        register._prove_by_name(token)
    elif not income._is_known(token, income._account_words[token]):
        register._prove(token)
    account_word: uint256 = income._account_words[token]
    amount: uint256 = income._arrived(account_word, tokens._balance(token))
    assert amount != 0, "escrow: nothing left"
    log winding.WoundDown(token=token, beneficiary=beneficiary, amount=amount)
    key: address = units._key_of(beneficiary)
    tokens._send(token, units._payout_of(key, units._holding_of(key).payout), amount)
    return amount


# --- the escrow itself ---


@external
@reentrant  # by the escrow, in the middle of `pay_out`, which holds the lock
def claim_each(token: address, partners: DynArray[address, MAX_PARTNERS]) -> uint256:
    """
    @notice `claim_for`, where `pay_out` finds that what arrived was split before it.
    @return The amount paid to all of them.
    """
    assert msg.sender == self, "escrow: only itself"
    return self._claim_each(token, partners)


# --- whoever is paid ---


@external
def set_payout(to: address):
    """
    @notice Has the caller's claims paid to `to` from now on; zero means to the caller itself. Reverts for an account that
            gave its seat away, and for the partnership: what is the treasury's goes there.
    """
    assert msg.sender != units._load().partnership, "escrow: treasury is paid itself"
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
    if ledger.sponsors != 0:
        sponsors._note_move(ledger.sponsors, partner, to, units._key_of(to))


# --- views ---


@external
@view
def claimable(token: address, partner: address) -> uint256:
    """
    @notice What `claim` would pay now, in the token's smallest unit.
    """
    return claims._claimable(token, partner)


# --- internals ---


@internal
def _claim_each(token: address, partners: DynArray[address, MAX_PARTNERS]) -> uint256:
    paid: uint256 = 0
    has_any_moved: bool = False
    for partner: address in partners:
        key: address = partner
        holding: units.Holding = units._holding_of(partner)
        if holding.special:
            key, holding = units._opened(partner, holding)
        amount: uint256 = 0
        has_moved: bool = False
        amount, has_moved = claims._claim(token, key, holding)
        if amount != 0 and claims._try_to_pay(token, key, holding, amount):
            paid += amount
        has_any_moved = has_any_moved or has_moved
    assert has_any_moved, "escrow: nothing to claim"
    return paid
