# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title RevenueEscrow
@license GNU Affero General Public License v3.0 only
@notice What we earn: revenue is paid in, goes down the order of payment (see waterfall.vy) and is claimed. What is in here
        belongs to those it was split to, and no vote can take it back: the Partnership has no way to move it. The zero
        address stands for ether.

        For every token, after every call: balance >= owed, and owed = what all accounts can claim together, frozen
        amounts included, plus contributions that may still be owed back, plus less than one grain per account (and one
        more for a partner whose units vest, and for one that is being repaid).

        This is the part that is called every day. The rest is in facets, which run on the storage of this contract and
        are found at its address (ERC-2535, see dispatch.vy): Assets, how it begins and what it is paid in; Order, what is
        decided about income; Payouts, where it is paid to and what is left of a formation that failed; Ledger, capital,
        invoices and views; Liquidation, what comes out of the treasury; Links, what was agreed with sponsors; Succession,
        what goes along to another partnership; EscrowLoupe, which facet has what.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it. If a fault is found: have everything distributed and claimed (anyone
             may, for everybody), name an address in a new partnership as the receiver of later revenue, and leave; see
             docs/plan-b.md.
"""

from contracts.modules.escrow import claims
from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import freezes
from contracts.modules.escrow import income
from contracts.modules.escrow import invoices
from contracts.modules.escrow import register
from contracts.modules.escrow import selectors
from contracts.modules.escrow import units
from contracts.modules.escrow import waterfall
from contracts.modules.shared import bits
from contracts.modules.shared import dispatch
from contracts.modules.shared import tokens


initializes: escrow_storage
uses: claims
uses: freezes
uses: income
uses: invoices
uses: units
uses: waterfall


MAX_PARTNERS: constant(uint256) = 128   # of one `pay_out`


# What facets do for a function of this contract that is running.
interface Facets:
    def follow_units(key: address, before: uint256, after: uint256) -> uint256: nonpayable
    def claim_each(token: address, partners: DynArray[address, MAX_PARTNERS]) -> uint256: nonpayable


event RevenuePaid:
    payer: indexed(address)   # account that paid
    token: indexed(address)   # contract of the ERC-20, zero for ether
    reference: indexed(bytes32)   # of the invoice: a short text in UTF-8 padded with zeros, or the keccak-256 of a longer one
    amount: uint256   # smallest unit of the token; what arrived


# Like RevenueDistributed, but paid at once: a RevenueClaimed or a PaymentDeferred follows for every partner.
event RevenuePaidOut:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; the partners' part, a multiple of the total units
    total_units: uint256   # units of income; of all partners together
    era: uint256   # number; of the state of all units, one more with every change of them


TABLE: immutable(uint256[selectors.WORDS])
FACETS: immutable(address[selectors.ROUTES])  # route => facet
IMPLEMENTATION: immutable(address)


@deploy
def __init__(facets: DynArray[address, dispatch.MAX_ROUTES]):
    """
    @param facets Those that polypact/chain/diamonds.py lists, in that order.
    """
    by_route: address[dispatch.MAX_ROUTES] = dispatch._facets_by_route(facets, selectors.FACETS, selectors.FACET_OF)
    routes: address[selectors.ROUTES] = empty(address[selectors.ROUTES])
    for route: uint256 in range(selectors.ROUTES):
        routes[route] = by_route[route]
    TABLE = selectors.TABLE
    FACETS = routes
    IMPLEMENTATION = self
    escrow_storage.__init__()


# --- anyone ---


@external
@payable
@raw_return
@reentrant  # takes ether, which a guarded call (a token, a treasury action) may send; the facets take the lock themselves
def __default__() -> Bytes[selectors.MAX_LONG_ANSWER]:
    """
    @notice Takes ether; it is counted by balance. Any other call that is not a function of this contract is one of its
            facets.
    """
    if len(msg.data) == 0:
        assert self != IMPLEMENTATION, "escrow: nobody's"  # what comes there could never be claimed
        return b""
    route: uint256 = 0
    if len(msg.data) > 3:
        product: uint256 = unsafe_mul(convert(slice(msg.data, 0, 4), uint256), selectors.MULTIPLIER)
        cell: uint256 = (product & bits.MASK_32) >> selectors.SHIFT
        route = (TABLE[cell >> 5] >> ((cell & 31) << 3)) & bits.MASK_8
    assert route != 0, "escrow: no such function"
    if route < selectors.FIRST_LONG:
        return raw_call(FACETS[route], msg.data, max_outsize=dispatch.MAX_ANSWER, is_delegate_call=True)
    return raw_call(FACETS[route], msg.data, max_outsize=selectors.MAX_LONG_ANSWER, is_delegate_call=True)


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
    ledger: units.Ledger = self._distributing()
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
    account_word: uint256 = self._account_of(token)
    amount: uint256 = income._arrived(account_word, tokens._balance(token))
    assert amount != 0, "escrow: nothing to distribute"
    waterfall._distribute(ledger, token, amount, income._grain(account_word))
    return amount


@external
def pay_out(token: address, partners: DynArray[address, MAX_PARTNERS]) -> uint256:
    """
    @notice Splits what arrived since the last time and pays the partners' part at once, which costs less than a claim
            each. A partner whose receiver does not take it, and one of whose income something is frozen, is credited
            its part instead; and all are credited what does not come to a whole number (of wei, or grains) for every unit.
    @param partners Everybody who has units, by strictly increasing address.
    @return The amount split; or, where nothing has arrived since, what the partners were paid of what they can claim.
    """
    ledger: units.Ledger = self._distributing()
    account_word: uint256 = self._account_of(token)
    amount: uint256 = income._arrived(account_word, tokens._balance(token))
    if amount == 0:
        # Somebody split it before: then everybody is paid what is to be claimed.
        return extcall Facets(self).claim_each(token, partners)
    assert ledger.total != 0, "escrow: no units"
    grain: uint256 = income._grain(account_word)
    rest: uint256 = waterfall._divide(ledger, token, amount, grain)
    # A whole number of grains for every unit, so that nobody's part is rounded; what is left is credited.
    per_unit: uint256 = rest // (grain * ledger.total) * grain
    waterfall._credit(ledger, token, rest - per_unit * ledger.total)
    log RevenuePaidOut(token=token, amount=per_unit * ledger.total, total_units=ledger.total, era=ledger.era)
    found: uint256 = 0
    last: uint256 = 0
    for partner: address in partners:
        assert convert(partner, uint256) > last, "escrow: partners out of order"
        last = convert(partner, uint256)
        key: address = partner
        holding: units.Holding = units._holding_of(partner)
        part: uint256 = 0
        if holding.special:
            key, holding = units._opened(partner, holding)
            # A seat counts once, under the account that holds it.
            assert not holding.moved or units._holders[key] == partner, "escrow: seat has moved"
            part = claims._without_unvested(ledger, token, key, holding, per_unit)
        else:
            part = per_unit * holding.units
        found += holding.units
        if part == 0:
            continue
        if holding.special and freezes._frozen(token, key) != 0:
            claims._defer(token, key, part)
        else:
            claims._try_to_pay(token, key, holding, part)
    assert found == ledger.total, "escrow: not every partner"
    return amount


@external
def claim(token: address, partner: address) -> uint256:
    """
    @notice Pays `partner` (or a sponsor, a contributor, the treasury) what its seat earned in `token`, going through at
            most 32 changes of its units. Anyone may pay the gas; the money goes to the partner, or to the payout address the
            partner set.
    @return The amount paid.
    """
    key: address = partner
    holding: units.Holding = units._holding_of(partner)
    if holding.special:
        key, holding = units._opened(partner, holding)
    amount: uint256 = 0
    has_moved: bool = False
    amount, has_moved = claims._claim(token, key, holding)
    assert has_moved, "escrow: nothing to claim"
    if amount != 0:
        claims._pay(token, key, holding, amount)
    return amount


# --- the partnership itself ---


@external
def set_units(partner: address, new_units: uint256) -> (uint256, uint256, uint256):
    """
    @notice Sets the units of `partner`. Ether and the listed tokens that arrived before are split by the old units.
    @return The total units, how many of the former units of `partner` had vested, and how many it had.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    waterfall._settle_listed(ledger)
    key: address = units._key_of(partner)
    total: uint256 = 0
    before: uint256 = 0
    special: bool = False
    total, before, special = units._set(ledger, key, new_units)
    vested: uint256 = before
    if special:
        vested -= extcall Facets(self).follow_units(key, before, new_units)
    return total, vested, before


@external
def enter_force():
    """
    @notice From now on revenue is taken and split.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    ledger.in_force = True
    units._store(ledger)


# --- views ---


@external
@view
def total_units() -> uint256:
    """
    @notice The units of all partners together.
    """
    return units._load().total


# --- internals ---


@internal
def _account_of(token: address) -> uint256:
    """
    @notice The account of a token that may be split. A listed one becomes known when it comes to that.
    """
    account_word: uint256 = income._account_words[token]
    if not income._is_known(token, account_word):
        register._prove(token)
        return income._account_words[token]
    return account_word


@internal
@view
def _distributing() -> units.Ledger:
    ledger: units.Ledger = units._load()
    assert ledger.in_force, "escrow: not in force"
    return ledger
