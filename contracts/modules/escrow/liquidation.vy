# pragma version 0.4.3
# pragma nonreentrancy on
"""
@title Liquidation
@license GNU Affero General Public License v3.0 only
@notice What comes into the escrow out of the treasury: the part of a partner who leaves, where it could not be paid at
        once, and everything when the partnership winds up. Neither is income: no sponsor and no reserve takes of it.

        When the partnership winds up, contributions that were not repaid come first, in their line; then all units have
        their parts, whether they have vested or not: what is liquidated counts as earned on a day on which every schedule
        is over.
"""

from contracts.modules.escrow import contributions
from contracts.modules.escrow import dues
from contracts.modules.escrow import income
from contracts.modules.escrow import listing
from contracts.modules.escrow import recoupment
from contracts.modules.escrow import register
from contracts.modules.escrow import units
from contracts.modules.shared import bits
from contracts.modules.shared import tokens


uses: contributions
uses: dues
uses: income
uses: listing
uses: recoupment
uses: register
uses: units


event TreasuryCredited:
    account: indexed(address)   # account that left
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; of its part of the treasury, stays to be claimed


event Liquidated:
    token: indexed(address)   # contract of the ERC-20, zero for ether
    amount: uint256   # smallest unit of the token; that came out of the treasury
    repaid: uint256   # smallest unit of the token; of it, to contributors
    total_units: uint256   # units of income; of all partners together, who share the rest


MAX_NAMED: constant(uint256) = 10

_LAST_DAY: constant(uint256) = bits.MASK_64   # later than the end of any schedule


@internal
@view
def _outstanding(token: address) -> uint256:
    """
    @notice What is to be repaid to all contributors together.
    """
    line: recoupment.Line = recoupment._line(token)
    return (line.recorded - line.repaid) * income._grain(income._account_words[token])


@internal
@view
def _to_repay(token: address) -> uint256:
    """
    @notice What the treasury needs to repay contributors: what they gave and is still here has not come to it.
    """
    outstanding: uint256 = self._outstanding(token)
    return outstanding - min(outstanding, contributions._held[token])


@internal
@view
def _listed(ledger: units.Ledger) -> DynArray[address, listing.MAX_TOKENS]:
    found: DynArray[address, listing.MAX_TOKENS] = []
    for i: uint256 in range(ledger.listed, bound=listing.MAX_TOKENS):
        found.append(listing._listed[i])
    return found


@internal
def _arrived(token: address) -> uint256:
    """
    @notice What is in the escrow and owed to nobody, in whole grains; 0 of a token that does not answer, and of one that may
            be another name of what is known.
    """
    if token == tokens.NATIVE:
        return income._arrived(income._account_words[token], self.balance)
    if income._account_words[token] & income.KNOWN == 0 and not register._try_to_prove(token):
        return 0
    return income._arrived(income._account_words[token], tokens._try_balance(token))


@internal
def _received(token: address, amount: uint256) -> uint256:
    """
    @notice What has arrived, `amount` at the most, in whole grains.
    """
    arrived: uint256 = self._arrived(token)
    received: uint256 = min(amount, arrived)
    return received - received % income._grain(income._account_words[token])


@internal
@view
def _room(token: address) -> uint256:
    """
    @notice How much more of `token` can be owed to somebody; nothing of one that is neither ether, nor listed, nor known.
    """
    if not register._may_be_split(units._load(), token):
        return 0
    account_word: uint256 = income._account_words[token]
    return (income.MAX_OWED - (account_word & income.MAX_OWED)) * income._grain(account_word)


@internal
@view
def _liquidatable(ledger: units.Ledger, token: address) -> uint256:
    """
    @notice How much of `token` has somebody to go to: without units only what is to be repaid.
    """
    room: uint256 = self._room(token)
    if ledger.total == 0:
        return min(room, self._outstanding(token))
    return room


@internal
def _credit(token: address, account: address, key: address, amount: uint256) -> uint256:
    """
    @notice Credits `account`, whose things stand under `key`, what has arrived for it, `amount` at the most, and returns how much that is.
    """
    received: uint256 = self._received(token, amount)
    if received != 0:
        dues._defer(token, key, received)
        log TreasuryCredited(account=account, token=token, amount=received)
    return received


@internal
def _liquidate(ledger: units.Ledger, token: address, amount: uint256) -> uint256:
    """
    @notice Splits what has arrived out of the treasury, `amount` at the most, and returns how much that is.
    """
    received: uint256 = self._received(token, amount)
    if received == 0:
        return 0
    grain: uint256 = income._grain(income._account_words[token])
    repaid: uint256 = recoupment._repay(token, received // grain, grain)
    income._owe(token, repaid)
    log Liquidated(token=token, amount=received, repaid=repaid, total_units=ledger.total)
    if received != repaid:
        day: uint256 = 0
        if ledger.vesting:
            day = _LAST_DAY
        income._credit(token, received - repaid, ledger.total, ledger.era, day)
    return received
