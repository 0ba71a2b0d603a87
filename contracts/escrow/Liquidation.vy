# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Liquidation
@license GNU Affero General Public License v3.0 only
@notice The facet of a RevenueEscrow that takes what comes out of the treasury: for a partner who leaves, and for all when
        the partnership winds up. Only the partnership calls it, never as an action of a vote. It runs on the storage of
        the escrow and is called at the escrow's address.
@custom:security Not audited. docs/security.md says who can do what to whom, and how a fault is reported.
@custom:kill Nothing and nobody can stop or change it. If a fault is found: pay what the treasury owes by votes, and leave;
             see docs/plan-b.md.
"""

from contracts.modules.escrow import escrow_storage
from contracts.modules.escrow import income
from contracts.modules.escrow import listing
from contracts.modules.escrow import liquidation
from contracts.modules.escrow import register
from contracts.modules.escrow import units
from contracts.modules.shared import tokens


initializes: escrow_storage
uses: income
uses: liquidation
uses: register
uses: units


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


# --- the partnership itself ---


@external
@payable
def credit(token: address, account: address, amount: uint256) -> uint256:
    """
    @notice Credits `account`, which left, its part of the treasury, which was sent here or, in ether, comes along.
    @return How much has arrived and is credited.
    """
    units._load_for(msg.sender)
    return liquidation._credit(token, account, units._key_of(account), amount)


@external
@payable
def liquidate(token: address, amount: uint256) -> uint256:
    """
    @notice Splits what was sent here, or comes along in ether, when the partnership winds up: what contributors were not
            repaid comes first, then all units, vested or not.
    @return How much has arrived and is split.
    """
    return liquidation._liquidate(units._load_for(msg.sender), token, amount)


# --- views ---


@external
@view
def on_leaving(
    account: address, named_tokens: DynArray[address, liquidation.MAX_NAMED]
) -> (address, DynArray[address, listing.MAX_TOKENS], DynArray[uint256, 19], uint256):
    """
    @notice What the treasury must know when `account` leaves. Reverts where a named token is neither listed nor known.
    @return Where `account` is paid; the listed tokens; what is still to be repaid to contributors of ether, of each of
            the listed tokens and of each of the named ones; and, a bit for each of those (ether is bit 0), which may still
            be another name of one of them: listed tokens that nobody has told apart yet.
    """
    ledger: units.Ledger = units._load()
    listed: DynArray[address, listing.MAX_TOKENS] = liquidation._listed(ledger)
    outstanding: DynArray[uint256, 19] = [liquidation._outstanding(tokens.NATIVE)]
    unproven: uint256 = 0
    for token: address in listed:
        if not income._is_known(token, income._account_words[token]):
            unproven |= 1 << len(outstanding)
        outstanding.append(liquidation._outstanding(token))
    for token: address in named_tokens:
        # Else somebody who leaves could name two addresses of one asset, and have its part twice.
        assert register._may_be_split(ledger, token), "escrow: token not known"
        outstanding.append(liquidation._outstanding(token))
    key: address = units._key_of(account)
    return units._payout_of(key, units._holding_of(key).payout), listed, outstanding, unproven


@external
@view
def room(token: address) -> (uint256, uint256):
    """
    @notice How much more of `token` can be credited here, and how much of that can be liquidated: without units only what
            contributors are to be repaid.
    """
    return liquidation._room(token), liquidation._liquidatable(units._load(), token)
