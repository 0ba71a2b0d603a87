# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Ledger
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow with its books: what was paid in as capital, the payments that are expected, and what
        everybody may read. It runs on the storage of the escrow and is called at the escrow's address.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it. If a fault is found: pay nothing in with `contribute`, `release` what
             waits to the treasury, and decide there; see docs/plan-b.md.
"""

from contracts.interfaces import IStanding
from contracts.interfaces import types
from contracts.modules.escrow import contributions
from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import freezes
from contracts.modules.escrow import income
from contracts.modules.escrow import invoices
from contracts.modules.escrow import listing
from contracts.modules.escrow import proof
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import sponsors
from contracts.modules.escrow import units
from contracts.modules.escrow import vesting
from contracts.modules.escrow import views
from contracts.modules.shared import loupe
from contracts.modules.shared import tokens


initializes: escrow_storage
initializes: proof[income := income, listing := listing, recoupment := recoupment, register := register, units := units]
initializes: views[
    contributions := contributions,
    freezes := freezes,
    income := income,
    invoices := invoices,
    listing := listing,
    recoupment := recoupment,
    register := register,
    sponsors := sponsors,
    units := units,
    vesting := vesting,
]
uses: contributions
uses: income
uses: invoices
uses: listing
uses: recoupment
uses: register
uses: units

exports: (
    views.owed,
    views.undistributed,
    views.units_of,
    views.units_before,
    views.vested_units_of,
    views.vesting_of,
    views.era,
    views.payout_of,
    views.key_of,
    views.holder_of,
    views.contribution_of,
    views.contributions_held,
    views.recoupment_of,
    views.outstanding_of,
    views.agreed_contribution,
    views.frozen,
    views.frozen_until,
    views.invoice,
    views.listed_tokens,
    views.sponsor_links,
    views.reserve_bps,
    views.recoupment_mode,
    views.partnership,
)


_IERC165: constant(bytes4) = 0x01ffc9a7

# What may wait undistributed when a contribution is ranked: at most 1/1000 of it, so that nobody can keep a contributor
# out by sending dust.
_TOLERATED_PART: constant(uint256) = 1_000


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
@payable
def contribute(token: address, amount: uint256) -> uint256:
    """
    @notice Pays into the treasury on record. Until the partnership is in force the money waits here, and if the
            formation fails it is owed back (`reclaim`). A founder's contribution during the formation is repaid out of
            income if the partnership recoups contributions; later ones as far as a vote agreed, out of income that
            arrives later: what waits must be distributed first, but for less than a thousandth of the contribution.
            No more is to be repaid than the deal says; in a token of which it names no capital, a contribution is a gift.
            Reverts once the partnership has ended, for nothing, if nothing arrives, and above the deal's capital.
    @param token An ERC-20 that approved this contract, or zero for ether sent along.
    @param amount In the token's smallest unit.
    @return What arrived.
    """
    return self._contribute(msg.sender, token, amount, recoupment.MAX_OPEN)


@external
@payable
def contribute_for(contributor: address, token: address, amount: uint256) -> uint256:
    """
    @notice The same for somebody else, who is invited or a partner, with the caller's money: it is `contributor` that has
            contributed, and to whom it is repaid or owed back. Half of the places that a contributor has in the line stay its
            own.
    @return What arrived.
    """
    status: types.Status = staticcall IStanding(units._load().partnership).status_of(contributor)
    # Whoever has something in here can take no seat over: a stranger cannot have that happen to anybody.
    assert status in (types.Status.INVITED | types.Status.ACTIVE | types.Status.SUSPENDED), "escrow: contributor is no partner"
    received: uint256 = self._contribute(contributor, token, amount, recoupment.MAX_OPEN // 2)
    log contributions.ContributionPaid(payer=msg.sender, contributor=contributor, token=token, amount=received)
    return received


@external
def release(token: address) -> uint256:
    """
    @notice Moves the contributions of the formation to the treasury. Reverts unless the partnership is in force, and if
            there are none left.
    @return What was moved, in the token's smallest unit.
    """
    ledger: units.Ledger = units._load()
    assert ledger.in_force, "escrow: not in force"
    return contributions._release(token, ledger.partnership)


@external
def reclaim(token: address, contributor: address) -> uint256:
    """
    @notice Pays a contribution back to its contributor, or to the payout address it named. Anyone may pay the gas. Reverts
            unless the formation has failed, and if there is nothing to return.
    @return What was paid back, in the token's smallest unit.
    """
    assert staticcall IStanding(units._load().partnership).phase() == types.Phase.VOID, "escrow: formation has not failed"
    return contributions._return(token, units._key_of(contributor))


# --- the partnership itself ---


@external
def withdraw_contributions(contributor: address, withdrawn_tokens: DynArray[address, 9]):
    """
    @notice Pays a founder that withdraws while the partnership forms all its contributions back, to its payout address,
            and takes them off the line of those to be repaid. Reverts if something of it would be left.
    @param withdrawn_tokens Every token that it contributed in, or all that are listed; zero is ether.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    assert not ledger.in_force, "escrow: in force"
    key: address = units._key_of(contributor)
    for token: address in withdrawn_tokens:
        if contributions._made[token][key] != 0:
            recoupment._unrank(token, key, income._grain(income._account_words[token]))
            contributions._return(token, key)
    left: uint256 = contributions._made[tokens.NATIVE][key]
    # In the formation nobody can contribute in anything but ether and what is listed, and nothing can be unlisted.
    for i: uint256 in range(ledger.listed, bound=listing.MAX_TOKENS):
        left += contributions._made[listing._listed[i]][key]
    assert left == 0, "escrow: name all its tokens"


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
    @notice Expects no more for an invoice. One that was paid in part stays, for what was paid. Reverts if there is none,
            and if it is paid.
    """
    self._check_treasurer()
    invoices._withdraw(reference)


# --- views ---


@external
@pure
def supportsInterface(interface_id: bytes4) -> bool:
    """
    @notice ERC-165: itself, and IDiamondLoupe of ERC-2535.
    """
    return interface_id in [_IERC165, loupe.INTERFACE_ID]


# --- internals ---


@internal
@view
def _check_treasurer():
    partnership: address = units._load().partnership
    if msg.sender == partnership:
        return
    stands: bool = False
    role: types.Role = empty(types.Role)
    weight: uint256 = 0
    stands, role, weight = staticcall IStanding(partnership).standing(msg.sender)
    assert stands and types.Role.TREASURER in role, "escrow: not a treasurer"


@internal
@payable
def _contribute(contributor: address, token: address, amount: uint256, places: uint256) -> uint256:
    """
    @notice Takes what the caller pays in as a contribution of `contributor`.
    @param places How many contributions that are not repaid it may have in the line with this one.
    """
    ledger: units.Ledger = units._load()
    phase: types.Phase = staticcall IStanding(ledger.partnership).phase()
    assert phase == types.Phase.FORMING or phase == types.Phase.IN_FORCE, "escrow: no partnership"
    assert amount != 0, "escrow: nothing to contribute"
    key: address = units._require_holder(contributor)
    received: uint256 = self._receive(ledger, token, amount)
    grain: uint256 = income._grain(income._account_words[token])
    contributions._record(token, key, received)
    ranked: uint256 = 0
    if phase == types.Phase.IN_FORCE:
        ranked = recoupment._use_agreed(token, key, received)
        if ranked != 0:
            waiting: uint256 = income._arrived(income._account_words[token], tokens._balance(token))
            assert waiting <= ranked // _TOLERATED_PART, "escrow: distribute first"
    elif ledger.recoupment != recoupment.NOTHING and self._is_founder(ledger.partnership, contributor):
        ranked = received
    ranked -= ranked % grain
    ceiling: uint256 = 0
    in_kind: uint256 = 0
    if ranked != 0:
        ceiling, in_kind = staticcall IStanding(ledger.partnership).repayable_capital(token)
        if ceiling == 0:
            ranked = 0  # the deal repays none in this token: it is a gift
    if ranked != 0:
        assert ranked <= recoupment._room(token, ceiling, grain, False), "escrow: above the deal's capital"
        mode: uint256 = ledger.recoupment
        if phase == types.Phase.FORMING:
            mode = recoupment.PRO_RATA
        units._mark_special(key)
        recoupment._rank(token, key, ranked, grain, mode, places)
        if not ledger.repays:
            ledger.repays = True
            units._store(ledger)
    if phase == types.Phase.IN_FORCE:
        contributions._release(token, ledger.partnership)
    return received


@internal
@payable
def _receive(ledger: units.Ledger, token: address, amount: uint256) -> uint256:
    """
    @notice Takes a contribution, and returns what arrived, in whole grains.
    """
    assert register._may_be_split(ledger, token), "escrow: token not known"
    received: uint256 = proof._receive(token, amount)
    received -= received % income._grain(income._account_words[token])
    assert received != 0, "escrow: nothing to contribute"
    return received


@internal
@view
def _is_founder(partnership: address, account: address) -> bool:
    status: types.Status = staticcall IStanding(partnership).status_of(account)
    return status == types.Status.INVITED or status == types.Status.ACTIVE
