# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Assets
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow with its beginning, and with what it is paid in: ether, and the tokens that the
        partnership lists. It runs on the storage of the escrow and is called at the escrow's address.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it. If a fault is found: pass no proposal that calls it, and have what
             arrived distributed and claimed; see docs/plan-b.md.
"""

from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import listing
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import units
from contracts.modules.escrow import waterfall
from contracts.modules.shared import siblings


initializes: escrow_storage
uses: listing
uses: units
uses: waterfall


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


# --- the partnership, by vote ---


@external
def list_token(token: address):
    """
    @notice Adds a token that is settled before every change of units; at most 8. Reverts if it is listed already, and if
            there is no code at it.
    """
    units._store(listing._list(units._load_for(msg.sender), token))


@external
def unlist_token(token: address):
    """
    @notice Takes a token off that list; it can still be distributed by anyone. Reverts if it is not listed.
    """
    units._store(listing._unlist(units._load_for(msg.sender), token))
