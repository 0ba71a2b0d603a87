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
from contracts.modules.escrow import proof
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import units
from contracts.modules.shared import bits
from contracts.modules.shared import tokens


initializes: escrow_storage
initializes: proof[income := income, listing := listing, recoupment := recoupment, register := register, units := units]
uses: income
uses: liquidation
uses: listing
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
) -> (address, DynArray[address, listing.MAX_TOKENS], DynArray[uint256, 19]):
    """
    @notice What the treasury must know when `account` leaves.
    @return Where `account` is paid; the listed tokens; and what the treasury needs to repay contributors, of ether, of each
            of the listed tokens and of each of the named ones: all there is of one that nobody told apart, and that may be
            another name of one that it needs. Empty where nobody has contributed.
    """
    ledger: units.Ledger = units._load()
    listed: DynArray[address, listing.MAX_TOKENS] = liquidation._listed(ledger)
    outstanding: DynArray[uint256, 19] = []
    if ledger.repays:  # else nobody has contributed what would be repaid
        outstanding.append(liquidation._to_repay(tokens.NATIVE))
        for token: address in listed:
            outstanding.append(self._stays(token, ledger.partnership))
        for token: address in named_tokens:
            outstanding.append(self._stays(token, ledger.partnership))
    key: address = units._key_of(account)
    return units._payout_of(key, units._holding_of(key).payout), listed, outstanding


@external
@view
def room(token: address) -> (uint256, uint256):
    """
    @notice How much more of `token` can be credited here, nothing of one that nobody has told apart; and how much can be
            liquidated: without units only what contributors are to be repaid.
    """
    room: uint256 = 0
    if income._is_known(token, income._account_words[token]):
        room = liquidation._room(token)
    return room, liquidation._liquidatable(units._load(), token)


# --- internals ---


@internal
@view
def _stays(token: address, treasury: address) -> uint256:
    if not income._is_known(token, income._account_words[token]):
        others: DynArray[address, proof.MAX_OTHERS + listing.MAX_TOKENS] = proof._others()
        for i: uint256 in range(units._load().listed, bound=listing.MAX_TOKENS):
            others.append(listing._listed[i])
        for other: address in others:
            if other != token and liquidation._to_repay(other) != 0 and proof._may_be_same(token, other, treasury):
                return bits.MASK_128
    return liquidation._to_repay(token)
