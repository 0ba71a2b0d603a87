# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Assets
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow with its beginning, and with what it is paid in: ether, the tokens that the partnership
        lists, and those that are known (see register.vy). It runs on the storage of the escrow and is called at the
        escrow's address.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it. If a fault is found: make no token known, list none, and have what
             arrived distributed and claimed; see docs/plan-b.md.
"""

from contracts.modules.escrow import agreed_links
from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import income
from contracts.modules.escrow import listing
from contracts.modules.escrow import proof
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import units
from contracts.modules.escrow import waterfall
from contracts.modules.shared import siblings
from contracts.modules.shared import tokens


initializes: escrow_storage
initializes: proof[income := income, listing := listing, recoupment := recoupment, register := register, units := units]
uses: agreed_links
uses: income
uses: listing
uses: register
uses: units
uses: waterfall


event TokenKnown:
    token: indexed(address)   # contract of the ERC-20; what arrives in it can be split from now on
    account: indexed(address)   # account that asked for that, the partnership's own: a vote


@deploy
def __init__():
    escrow_storage.__init__()


# --- once, by whoever creates the clone, in the same transaction ---


@external
def initialize(
    partnership: address,
    revenue_tokens: DynArray[address, listing.MAX_TOKENS],
    reserve_bps: uint256,
    recoupment_mode: uint256,
):
    """
    @notice Makes the clone the escrow of `partnership`. Reverts the second time, and for an account that is not where the
            escrow of that partnership is (see siblings.vy).
    @param partnership The authority over this escrow.
    @param revenue_tokens ERC-20 tokens the partnership is usually paid in, each once. Ether needs no mention.
    @param reserve_bps The treasury's share of what sponsors and contributors leave.
    @param recoupment_mode How contributions are repaid: 0 not at all, 1 in order, 2 pro rata.
    """
    assert units._load().partnership == empty(address), "escrow: initialized"
    assert self == siblings._escrow_of(partnership), "escrow: not its partnership"
    ledger: units.Ledger = units._new(partnership)
    for token: address in revenue_tokens:
        ledger = listing._list(ledger, token)
        proof._set_grain(token)
    if reserve_bps != 0:
        ledger = waterfall._with_reserve(ledger, reserve_bps)
    if recoupment_mode != recoupment.NOTHING:
        ledger = waterfall._with_recoupment(ledger, recoupment_mode)
    units._store(ledger)


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
@reentrant  # by the escrow, in the middle of a call that holds the lock
def prove(token: address, by_name: bool):
    """
    @notice Makes a listed token known that comes to be split for the first time, or only tells one apart that somebody
            names. Reverts if it may be another name of what is known.
    """
    assert msg.sender == self, "escrow: only itself"
    ledger: units.Ledger = units._load()
    if by_name:
        proof._prove(token, ledger.partnership, True)
    else:
        assert listing._is_listed(ledger, token), "escrow: token not known"
        proof._prove(token, ledger.partnership, False)
        proof._know(token)


# --- anybody entitled, or the partnership by vote ---


@external
def know_token(token: address):
    """
    @notice Has a token that is not listed be split and paid from now on, when it is asked for by its address; for good.
            A millionth of a token that is here, or less, is sent to the treasury, to see that it is no other name of what
            is known. By vote, or by a partner with units, a contributor or a sponsor, each once a year; 16 tokens each way.
            The sponsor of a link that runs need not wait, for 8 of these 16 tokens.
    """
    ledger: units.Ledger = units._load()
    assert ledger.in_force, "escrow: not in force"
    assert not income._is_known(token, income._account_words[token]), "escrow: token known already"
    by_vote: bool = msg.sender == ledger.partnership
    by_sponsor: bool = False
    if by_vote:
        assert register._voted() + ledger.listed < register.MAX_EACH, "escrow: too many tokens"
    else:
        by_sponsor = self._use_right(ledger)
    proof._prove(token, ledger.partnership, True)
    proof._know(token)
    if not listing._is_listed(ledger, token):
        register._add(token, by_vote, by_sponsor)
    log TokenKnown(token=token, account=msg.sender)


# --- the partnership, by vote ---


@external
def list_token(token: address):
    """
    @notice Adds a token that is settled before every change of units; at most 8. Reverts if it is listed already, and if
            there is no code at it.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    # Off the list it is still known, and has its room there.
    assert register._voted() + ledger.listed < register.MAX_EACH, "escrow: too many tokens"
    units._store(listing._list(ledger, token))
    proof._set_grain(token)


@external
def unlist_token(token: address):
    """
    @notice Takes a token off that list, after splitting what arrived by the order and the units of now. It stays known if
            it was, and what was split of it is claimed as before. Reverts if it is not listed, or when winding up.
    """
    ledger: units.Ledger = units._load_for(msg.sender)
    waterfall._require_open(ledger)
    waterfall._settle_listed(ledger)
    if income._account_words[token] & income.KNOWN != 0 and not register._is_registered(token):
        register._add(token, True, False)
    units._store(listing._unlist(ledger, token))


# --- views ---


@external
@view
def is_known(token: address) -> bool:
    """
    @notice Whether what arrives in `token` can be split: ether, and a token that is told apart from all others.
    """
    return income._is_known(token, income._account_words[token])


@external
@view
def known_tokens() -> DynArray[address, proof.MAX_OTHERS]:
    """
    @notice Ether (zero), and every token that is known, listed or not.
    """
    return proof._others()


@external
@view
def grain(token: address) -> uint256:
    """
    @notice What everything that is booked in `token` is a multiple of, in its smallest unit.
    """
    return income._grain(income._account_words[token])


# --- internals ---


@internal
def _use_right(ledger: units.Ledger) -> bool:
    """
    @notice Notes that the caller makes a token known; reverts if it may not.
    @return Whether it does so as the sponsor of a link, which need not wait for a year.
    """
    key: address = units._require_holder(msg.sender)
    is_linked: bool = agreed_links._is_sponsor(ledger, msg.sender)
    if not is_linked:
        holding: units.Holding = units._holding_of(key)
        assert holding.units != 0 or holding.special, "escrow: not entitled"
    elif register._sponsored() < register.MAX_SPONSORED:
        return True
    register._use_right(key)
    return False
