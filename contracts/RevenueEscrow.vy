# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title RevenueEscrow
@license GNU Affero General Public License v3.0 only
@notice What we earn: revenue is paid in, goes down the order of payment (see waterfall.vy) and is claimed. What is in here
        belongs to those it was split to, and no vote can take it back: the Partnership has no way to move it. The zero
        address stands for ether.

        For every token, after every call: balance >= owed, and owed = what all accounts can claim together, frozen
        amounts included, plus contributions that may still be owed back, plus less than one wei per account (and one
        more for a partner whose units vest).

        This is the part that is called every day. Votes, contributions, invoices and views are in RevenueEscrowAnnex,
        which runs on the storage of this contract and is found at its address.
"""

from contracts.interfaces import IMembership
from contracts.interfaces import IRevenueEscrow
from contracts.modules import claims
from contracts.modules import contributions
from contracts.modules import dues
from contracts.modules import freezes
from contracts.modules import income
from contracts.modules import invoices
from contracts.modules import listing
from contracts.modules import recoupment
from contracts.modules import siblings
from contracts.modules import sponsors
from contracts.modules import tokens
from contracts.modules import units
from contracts.modules import vested_income
from contracts.modules import vesting
from contracts.modules import waterfall


# The same in RevenueEscrowAnnex, in the same order: the storage is laid out by it.
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

implements: IRevenueEscrow


event RevenuePaid:
    payer: indexed(address)
    token: indexed(address)
    reference: indexed(bytes32)
    amount: uint256


event WoundDown:
    token: indexed(address)
    beneficiary: indexed(address)
    amount: uint256


# Like RevenueDistributed, but paid at once: a RevenueClaimed or a PaymentDeferred follows for every partner.
event RevenuePaidOut:
    token: indexed(address)
    amount: uint256          # the partners' part, a multiple of the total units
    total_units: uint256
    era: uint256


MAX_PARTNERS: constant(uint256) = 128   # of one `pay_out` or `claim_for`
MAX_ANSWER: constant(uint256) = 1_024   # bytes, of what the other part returns

ANNEX: immutable(address)


@deploy
def __init__(annex: address):
    assert annex.is_contract, "escrow: no code at annex"
    ANNEX = annex
    # An implementation's authority is an address without a key.
    units._store(units._new(self))


# --- once, by whoever creates the clone, in the same transaction ---


@external
def initialize(
    partnership: address,
    revenue_tokens: DynArray[address, listing.MAX_TOKENS],
    reserve_bps: uint256,
    recoupment_mode: uint256,
):
    """
    @param partnership The authority over this escrow; its second created contract must be this one.
    @param revenue_tokens ERC-20 tokens the partnership is usually paid in, each once. Ether needs no mention.
    @param reserve_bps The treasury's share of what sponsors and contributors leave.
    @param recoupment_mode How contributions are repaid: 0 not at all, 1 in order, 2 pro rata.
    """
    assert units._load().partnership == empty(address), "escrow: initialized"
    assert self == siblings._escrow_of(partnership), "escrow: not its partnership"
    ledger: units.Ledger = units._new(partnership)
    for token: address in revenue_tokens:
        ledger = listing._list(ledger, token)
    if reserve_bps != 0:
        ledger = waterfall._with_reserve(ledger, reserve_bps)
    if recoupment_mode != recoupment.NOTHING:
        ledger = waterfall._with_recoupment(ledger, recoupment_mode)
    units._store(ledger)


# --- anyone ---


@external
@payable
@raw_return
@reentrant  # takes ether, which a guarded call (a token, a treasury action) may send; the annex takes the lock itself
def __default__() -> Bytes[MAX_ANSWER]:
    """
    @notice Takes ether; it is counted by balance. Any other call that is not a function of this contract is one of
            RevenueEscrowAnnex.
    """
    if len(msg.data) == 0:
        return b""
    return raw_call(ANNEX, msg.data, max_outsize=MAX_ANSWER, is_delegate_call=True)


@external
@payable
def pay(token: address, amount: uint256, reference: bytes32) -> uint256:
    """
    @notice Pays revenue in and records what it is for. A plain transfer does the same without the record.
    @param token An ERC-20 that approved this contract, or zero for ether sent along.
    @param amount In the token's smallest unit.
    @param reference Of the invoice: a short text, or the hash of a longer one. A payment in the token of an invoice
           that was issued counts towards it.
    @return What arrived.
    """
    assert units._load().in_force, "escrow: not in force"
    assert amount != 0, "escrow: nothing to pay"
    received: uint256 = tokens._receive(token, msg.sender, amount)
    invoices._count(reference, token, received)
    log RevenuePaid(payer=msg.sender, token=token, reference=reference, amount=received)
    return received


@external
def distribute(token: address) -> uint256:
    """
    @notice Splits what arrived since the last time, in the order of payment.
    @return The amount split.
    """
    ledger: units.Ledger = self._distributing()
    amount: uint256 = income._arrived(token, tokens._balance(token))
    assert amount != 0, "escrow: nothing to distribute"
    waterfall._distribute(ledger, token, amount)
    return amount


@external
def settle(token: address):
    """
    @notice Distributes ether, all listed tokens and `token`, as far as anything arrived.
    """
    ledger: units.Ledger = units._load()
    waterfall._settle_listed(ledger)
    if token != tokens.NATIVE and ledger.in_force and ledger.total != 0:
        waterfall._settle(ledger, token)


@external
def pay_out(token: address, partners: DynArray[address, MAX_PARTNERS]) -> uint256:
    """
    @notice Splits what arrived since the last time and pays the partners' part at once, which costs less than a claim
            each. A partner whose receiver does not take it, and one of whose income something is frozen, is credited
            its part instead; and all are credited what does not come to a whole number (of wei) for every unit.
    @param partners Everybody who has units, by strictly increasing address.
    @return The amount split.
    """
    ledger: units.Ledger = self._distributing()
    amount: uint256 = income._arrived(token, tokens._balance(token))
    assert amount != 0, "escrow: nothing to distribute"
    rest: uint256 = waterfall._divide(ledger, token, amount)
    # A whole number for every unit, so that nobody's part is rounded; what is left is credited.
    per_unit: uint256 = rest // ledger.total
    waterfall._credit(ledger, token, rest - per_unit * ledger.total)
    log RevenuePaidOut(token=token, amount=per_unit * ledger.total, total_units=ledger.total, era=ledger.era)
    found: uint256 = 0
    last: uint256 = 0
    for partner: address in partners:
        assert convert(partner, uint256) > last, "escrow: partners out of order"
        last = convert(partner, uint256)
        holding: units.Holding = units._holding_of(partner)
        found += holding.units
        part: uint256 = per_unit * holding.units
        if holding.special:
            part = claims._without_unvested(ledger, token, partner, holding, per_unit)
        if part == 0:
            continue
        if holding.special and freezes._frozen(token, partner) != 0:
            claims._defer(token, partner, part)
        else:
            claims._try_to_pay(token, partner, holding, part)
    assert found == ledger.total, "escrow: not every partner"
    return amount


@external
def claim(token: address, partner: address) -> uint256:
    """
    @notice Pays `partner` (or a sponsor, a contributor, the treasury) what it earned in `token`, going through at most 32
            changes of its units. Anyone may pay the gas; the money goes to the partner, or to the payout address the
            partner set.
    @return The amount paid.
    """
    holding: units.Holding = units._holding_of(partner)
    amount: uint256 = 0
    has_moved: bool = False
    amount, has_moved = claims._claim(token, partner, holding)
    assert has_moved, "escrow: nothing to claim"
    if amount != 0:
        claims._pay(token, partner, holding, amount)
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
        holding: units.Holding = units._holding_of(partner)
        amount: uint256 = 0
        has_moved: bool = False
        amount, has_moved = claims._claim(token, partner, holding)
        if amount != 0:
            claims._pay(token, partner, holding, amount)
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
    paid: uint256 = 0
    has_any_moved: bool = False
    for partner: address in partners:
        holding: units.Holding = units._holding_of(partner)
        amount: uint256 = 0
        has_moved: bool = False
        amount, has_moved = claims._claim(token, partner, holding)
        if amount != 0 and claims._try_to_pay(token, partner, holding, amount):
            paid += amount
        has_any_moved = has_any_moved or has_moved
    assert has_any_moved, "escrow: nothing to claim"
    return paid


@external
def wind_down(token: address) -> uint256:
    """
    @notice Once the formation has failed or the last partner has left, sends what is owed to nobody to the convener
            or to that last partner. Sponsors and contributors have their parts of later income even then.
    @return What was sent.
    """
    ledger: units.Ledger = units._load()
    beneficiary: address = staticcall IMembership(
        siblings._membership_of(ledger.partnership)
    ).residual_beneficiary()
    assert beneficiary != empty(address), "escrow: still a partnership"
    amount: uint256 = income._arrived(token, tokens._balance(token))
    assert amount != 0, "escrow: nothing left"
    if ledger.in_force:
        amount = waterfall._divide(ledger, token, amount)
    log WoundDown(token=token, beneficiary=beneficiary, amount=amount)
    if amount != 0:
        tokens._send(token, beneficiary, amount)
    return amount


# --- the Membership ---


@external
def set_units(partner: address, new_units: uint256) -> (uint256, uint256):
    """
    @notice Sets the units of `partner`. Ether and the listed tokens that arrived before are split by the old units.
    @return The total units, and how many of the former units of `partner` had vested.
    """
    ledger: units.Ledger = self._called_by_membership()
    waterfall._settle_listed(ledger)
    total: uint256 = 0
    vested: uint256 = 0
    special: bool = False
    total, vested, special = units._set(ledger, partner, new_units)
    if special:
        vested -= vesting._locked(partner, vested, ledger.era, vesting._today())
        if new_units == 0:
            vesting._end(partner, units._load().era)
    return total, vested


@external
def move_units(partner: address, to: address):
    """
    @notice Gives the units of `partner` to another account of the same partner, and has them vest as before. What was
            earned before is still claimed in the name of the old account, and paid to the new one. Of ether and the
            listed tokens, what was to be frozen and has not been earned yet is frozen there.
    """
    ledger: units.Ledger = self._called_by_membership()
    waterfall._settle_listed(ledger)
    units._move(ledger, partner, to)
    holding: units.Holding = units._holding_of(partner)
    if holding.special:
        units._mark_special(to)
        claims._hand_freeze_on(tokens.NATIVE, partner, to, holding)
        for i: uint256 in range(ledger.listed, bound=listing.MAX_TOKENS):
            claims._hand_freeze_on(listing._listed[i], partner, to, holding)
        era: uint256 = units._load().era
        vesting._hand_on(partner, to, era)
        vesting._end(partner, era)


@external
def enter_force():
    """
    @notice From now on revenue is taken and split.
    """
    ledger: units.Ledger = self._called_by_membership()
    ledger.in_force = True
    units._store(ledger)


# --- views ---


@external
@view
def claimable(token: address, partner: address) -> uint256:
    """
    @notice What `claim` would pay now, in the token's smallest unit.
    """
    return claims._claimable(token, partner)


@external
@view
def total_units() -> uint256:
    return units._load().total


# --- internals ---


@internal
@view
def _distributing() -> units.Ledger:
    ledger: units.Ledger = units._load()
    assert ledger.in_force, "escrow: not in force"
    assert ledger.total != 0, "escrow: no units"
    return ledger


@internal
@view
def _called_by_membership() -> units.Ledger:
    ledger: units.Ledger = units._load()
    assert msg.sender == siblings._membership_of(ledger.partnership), "escrow: not the membership"
    return ledger
